//! The JSON objects of the contract that exports and the command line share, in their field order.

use crate::case::{Snapshot, is_rebuilt};
use crate::model::{Digest, Edit, Head, Item, ItemIx, Location, Mailbox};
use serde::Serialize;
use std::sync::Arc;

/// An item as one JSON object.
#[derive(Serialize, Debug)]
pub struct ItemRecord<'a> {
    /// All 64 hex digits.
    pub item: String,
    /// `message`, `attachment` or `document`.
    pub kind: &'static str,
    /// Message-ID without angle brackets.
    pub message_id: Option<&'a str>,
    /// Subject of a message.
    pub subject: Option<&'a str>,
    /// From line of a message.
    pub from: Option<String>,
    /// To, one mailbox each.
    pub to: Vec<String>,
    /// Cc, one mailbox each.
    pub cc: Vec<String>,
    /// RFC 3339 with the sender's own offset.
    pub date: Option<String>,
    /// Length of the exact bytes.
    pub size: u64,
    /// Media type.
    #[serde(rename = "type")]
    pub media_type: &'a str,
    /// Whether its mail is rebuilt from properties of Outlook.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub rebuilt: bool,
    /// Digest of the message that carries the first location.
    pub parent: Option<String>,
    /// Every place where the bytes lie.
    pub locations: Vec<LocationRecord<'a>>,
    /// Free tags and verdict words of all authors, each once.
    pub tags: Vec<&'a str>,
    /// Id of the thread.
    pub thread: Option<&'a str>,
    /// Id of the near-duplicate group.
    pub group: Option<&'a str>,
    /// File name of an attachment or document.
    pub name: Option<&'a str>,
    /// Verdict of each author.
    pub verdicts: Vec<VerdictRecord<'a>>,
    /// Notes in the order written; only where they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<Vec<NoteRecord<'a>>>,
}

/// A place where an item lies.
#[derive(Serialize, Debug)]
pub struct LocationRecord<'a> {
    source: &'a str,
    path: &'a str,
    inner: Option<&'a str>,
    offset: Option<u64>,
    length: Option<u64>,
    parent: Option<String>,
    custodian: Option<&'a str>,
    folder: Option<&'a str>,
    name: Option<&'a str>,
}

/// What one author holds of an item.
#[derive(Serialize, Debug)]
pub struct VerdictRecord<'a> {
    /// Who.
    pub author: &'a str,
    /// The verdict's word.
    pub verdict: &'static str,
}

/// A note on an item.
#[derive(Serialize, Debug)]
pub struct NoteRecord<'a> {
    /// Who wrote it.
    pub author: &'a str,
    /// When, as the author's clock said.
    pub time: &'a str,
    /// What it says.
    pub text: &'a str,
}

/// One edit between two texts.
#[derive(Serialize, Debug)]
pub struct EditRecord<'a> {
    class: &'static str,
    field: String,
    before: &'a str,
    after: &'a str,
}

impl<'a> EditRecord<'a> {
    /// Makes the object of an edit.
    pub fn of(edit: &'a Edit) -> Self {
        Self {
            class: edit.class.word(),
            field: edit.field.word(),
            before: &edit.before,
            after: &edit.after,
        }
    }
}

/// Makes the object of an item.
pub fn item_record(snapshot: &Snapshot, ix: ItemIx) -> ItemRecord<'_> {
    let generation = &*snapshot.generation;
    let item = generation.item(ix);
    let head = item.head.as_ref();
    let (tags, verdicts) = marks(snapshot, item);
    ItemRecord {
        item: item.digest.hex(),
        kind: item.kind.word(),
        message_id: item.message_id(),
        subject: head.map(|h| h.subject.as_str()),
        from: head.map(Head::from_line),
        to: head.map(|h| lines(&h.to)).unwrap_or_default(),
        cc: head.map(|h| lines(&h.cc)).unwrap_or_default(),
        date: item.date().map(|d| d.rfc3339()).filter(|d| !d.is_empty()),
        size: item.size_bytes,
        media_type: &item.media_type,
        rebuilt: is_rebuilt(item),
        parent: item
            .locations
            .first()
            .and_then(|l| l.parent.as_ref())
            .map(Digest::hex),
        locations: item.locations.iter().map(location).collect(),
        tags,
        thread: item
            .thread
            .and_then(|t| generation.threads.get(t.at()))
            .map(|t| t.id.as_str()),
        group: item
            .group
            .and_then(|g| generation.groups.get(g.at()))
            .map(|g| g.id.as_str()),
        name: head.is_none().then(|| item.file_name()),
        verdicts,
        notes: None,
    }
}

/// Makes the object of an item with its notes.
pub fn item_record_with_notes(snapshot: &Snapshot, ix: ItemIx) -> ItemRecord<'_> {
    let mut record = item_record(snapshot, ix);
    let marks = snapshot
        .board
        .marks(&snapshot.generation.item(ix).digest)
        .map(|m| m.notes.as_slice());
    record.notes = Some(
        marks
            .unwrap_or_default()
            .iter()
            .map(|n| NoteRecord {
                author: &n.author,
                time: &n.time,
                text: &n.text,
            })
            .collect(),
    );
    record
}

fn marks<'a>(snapshot: &'a Snapshot, item: &Item) -> (Vec<&'a str>, Vec<VerdictRecord<'a>>) {
    let Some(marks) = snapshot.board.marks(&item.digest) else {
        return (Vec::new(), Vec::new());
    };
    let mut tags: Vec<&str> = marks.tags.iter().map(|t| t.name.as_str()).collect();
    tags.extend(marks.verdicts.values().map(|v| v.word()));
    tags.sort_unstable();
    tags.dedup();
    let verdicts = marks
        .verdicts
        .iter()
        .map(|(author, verdict)| VerdictRecord {
            author,
            verdict: verdict.word(),
        })
        .collect();
    (tags, verdicts)
}

fn location(l: &Location) -> LocationRecord<'_> {
    LocationRecord {
        source: &l.source,
        path: &l.path,
        inner: l.inner.as_deref(),
        offset: l.offset,
        length: l.length,
        parent: l.parent.map(|d| d.hex()),
        custodian: l.custodian.as_deref(),
        folder: l.folder.as_deref(),
        name: l.name.as_deref(),
    }
}

fn lines(boxes: &[Arc<Mailbox>]) -> Vec<String> {
    boxes.iter().map(|m| m.line()).collect()
}
