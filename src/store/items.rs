//! The items of a generation on disk: the largest of its files, and what the first screen waits
//! for. Blocks are read beside each other; each names its correspondents once.

use super::StoreError;
use super::generation::{Made, TextPlace};
use super::packed::{read_blocks, write_blocks};
use super::record::{defect_rows, defects, kind, kind_byte};
use crate::model::{Digest, GroupIx, Head, Item, Location, Mailbox, Source, Stamp, ThreadIx, both};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

/// Items of a block.
const BLOCK: usize = 2048;

/// Some items, and everybody whom their heads name.
#[derive(Serialize, Deserialize)]
struct Block {
    mailboxes: Vec<(String, String)>,
    items: Vec<ItemRecord>,
}

#[derive(Serialize, Deserialize)]
struct ItemRecord {
    digest: [u8; 32],
    kind: u8,
    size: u64,
    media_type: String,
    head: Option<HeadRecord>,
    locations: Vec<LocationRecord>,
    children: Vec<[u8; 32]>,
    text_digest: Option<[u8; 32]>,
    text_bytes: u32,
    defects: Vec<(u8, Option<(u64, u64)>)>,
    thread: Option<u32>,
    group: Option<u32>,
    text: TextPlace,
}

/// A message's claims; the ids that it refers to have gone into the threads by now, and would be
/// half of the time to open a case.
#[derive(Serialize, Deserialize)]
struct HeadRecord {
    id: Option<String>,
    subject: String,
    /// Places in the block's list: From, To, Cc, Bcc, Reply-To.
    boxes: [Vec<u32>; 5],
    date: Option<(i64, i16)>,
}

#[derive(Serialize, Deserialize)]
struct LocationRecord {
    source: u32,
    path: String,
    inner: Option<String>,
    range: Option<(u64, u64)>,
    parent: Option<[u8; 32]>,
    folder: Option<String>,
    name: Option<String>,
}

/// Writes the items of a generation.
pub(super) fn write_items(dir: &Path, made: &Made) -> Result<(), StoreError> {
    let nowhere = std::iter::repeat(TextPlace::default());
    let texts: Vec<TextPlace> = made
        .texts
        .iter()
        .copied()
        .chain(nowhere)
        .take(made.items.len())
        .collect();
    let packed = |(items, texts): (&[Item], &[TextPlace])| {
        postcard::to_stdvec(&block(items, texts, &made.sources))
            .map_err(|e| StoreError::quoted(Path::new("items"), e))
    };
    let blocks = made
        .items
        .chunks(BLOCK)
        .zip(texts.chunks(BLOCK))
        .map(packed);
    write_blocks(&dir.join("items"), &blocks.collect::<Result<Vec<_>, _>>()?)
}

/// The mailboxes of a block with their places.
#[derive(Default)]
struct Roll<'a> {
    places: HashMap<&'a Mailbox, u32>,
    mailboxes: Vec<(String, String)>,
}

impl<'a> Roll<'a> {
    fn places(&mut self, boxes: &'a [Arc<Mailbox>]) -> Vec<u32> {
        let one = |mailbox: &'a Arc<Mailbox>| {
            *self.places.entry(mailbox).or_insert_with(|| {
                self.mailboxes
                    .push((mailbox.name.clone(), mailbox.address.clone()));
                self.mailboxes.len() as u32 - 1
            })
        };
        boxes.iter().map(one).collect()
    }

    fn head(&mut self, head: &'a Head) -> HeadRecord {
        let boxes = [&head.from, &head.to, &head.cc, &head.bcc, &head.reply_to];
        HeadRecord {
            id: head.message_id.clone(),
            subject: head.subject.clone(),
            boxes: boxes.map(|b| self.places(b)),
            date: head.date.map(|d| (d.epoch_s, d.offset_min)),
        }
    }
}

fn block(items: &[Item], texts: &[TextPlace], sources: &[Source]) -> Block {
    let mut roll = Roll::default();
    let mut records = Vec::with_capacity(items.len());
    for (i, text) in items.iter().zip(texts) {
        records.push(ItemRecord {
            digest: i.digest.0,
            kind: kind_byte(i.kind),
            size: i.size_bytes,
            media_type: i.media_type.clone(),
            head: i.head.as_ref().map(|h| roll.head(h)),
            locations: i
                .locations
                .iter()
                .map(|l| location_record(l, sources))
                .collect(),
            children: i.children.iter().map(|d| d.0).collect(),
            text_digest: i.text_digest.map(|d| d.0),
            text_bytes: i.text_bytes,
            defects: defect_rows(&i.defects),
            thread: i.thread.map(|t| t.0),
            group: i.group.map(|g| g.0),
            text: *text,
        });
    }
    Block {
        mailboxes: roll.mailboxes,
        items: records,
    }
}

fn location_record(l: &Location, sources: &[Source]) -> LocationRecord {
    let source = sources.iter().position(|s| s.name == l.source);
    LocationRecord {
        source: source.unwrap_or(0) as u32,
        path: l.path.clone(),
        inner: l.inner.clone(),
        range: l.offset.zip(l.length),
        parent: l.parent.map(|d| d.0),
        folder: l.folder.clone(),
        name: l.name.clone(),
    }
}

type Items = (Vec<Item>, Vec<TextPlace>);

/// Reads the items of a generation with the places of their texts.
pub(super) fn read_items(dir: &Path, sources: &[Source]) -> Result<Items, StoreError> {
    read_blocks(&dir.join("items"), |blocks| {
        let (front, back) = blocks.split_at(blocks.len() / 2);
        let (front, back) = both(|| items_of(front, sources), || items_of(back, sources));
        let ((mut items, mut texts), (more, places)) = (front?, back?);
        items.extend(more);
        texts.extend(places);
        Some((items, texts))
    })
}

fn items_of(blocks: &[&[u8]], sources: &[Source]) -> Option<Items> {
    let mut out = Items::default();
    for block in blocks {
        let block: Block = postcard::from_bytes(block).ok()?;
        let one = |(name, address): (String, String)| Arc::new(Mailbox { name, address });
        let mailboxes: Vec<Arc<Mailbox>> = block.mailboxes.into_iter().map(one).collect();
        out.1.extend(block.items.iter().map(|r| r.text));
        out.0.extend(
            block
                .items
                .into_iter()
                .map(|r| item(r, &mailboxes, sources)),
        );
    }
    Some(out)
}

fn item(r: ItemRecord, mailboxes: &[Arc<Mailbox>], sources: &[Source]) -> Item {
    Item {
        digest: Digest(r.digest),
        kind: kind(r.kind),
        size_bytes: r.size,
        media_type: r.media_type,
        head: r.head.map(|h| head(h, mailboxes)),
        locations: r
            .locations
            .into_iter()
            .map(|l| location(l, sources))
            .collect(),
        children: r.children.into_iter().map(Digest).collect(),
        text_digest: r.text_digest.map(Digest),
        text_bytes: r.text_bytes,
        defects: defects(&r.defects),
        thread: r.thread.map(ThreadIx),
        group: r.group.map(GroupIx),
    }
}

fn head(r: HeadRecord, mailboxes: &[Arc<Mailbox>]) -> Head {
    let named = |places: Vec<u32>| -> Vec<Arc<Mailbox>> {
        let of = |place: &u32| mailboxes.get(*place as usize).cloned();
        places.iter().filter_map(of).collect()
    };
    let [from, to, cc, bcc, reply_to] = r.boxes.map(named);
    let stamp = |(epoch_s, offset_min)| Stamp {
        epoch_s,
        offset_min,
    };
    Head {
        message_id: r.id,
        subject: r.subject,
        from,
        to,
        cc,
        bcc,
        reply_to,
        date: r.date.map(stamp),
        in_reply_to: Vec::new(),
        references: Vec::new(),
    }
}

fn location(l: LocationRecord, sources: &[Source]) -> Location {
    let source = sources.get(l.source as usize);
    Location {
        source: source.map(|s| s.name.clone()).unwrap_or_default(),
        path: l.path,
        inner: l.inner,
        offset: l.range.map(|r| r.0),
        length: l.range.map(|r| r.1),
        parent: l.parent.map(Digest),
        custodian: source.and_then(|s| s.custodian.clone()),
        folder: l.folder,
        name: l.name,
    }
}
