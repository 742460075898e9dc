//! Segments become a generation: items with all their places, threads, groups. Whatever the order
//! in which sources came, the same files give the same generation.

use super::place::{Draft, Placing};
use super::plan::known;
use crate::detect::{self, Study, Texts};
use crate::fingerprint::Sketch;
use crate::model::{
    CheckRate, Defect, DefectKind, Digest, Exception, ExceptionClass, Group, GroupIx, Item, ItemIx,
    ItemText, Kind, Ledger, Location, Source, Stage, Thread, Trace,
};
use crate::relate::{self, GroupInput, Mail, Neighbours, Subjects};
use crate::store::{
    FileRow, ItemRow, Made, Segment, TextFiles, TextPlace, defects, pack_ledger, unpack_trace,
};
use std::collections::HashMap;

/// Segments that are in force: number, contents, files that do not count any more.
pub type Segments = [(u32, Segment, Vec<u32>)];

/// Builds everything that follows from the segments.
pub fn build(segments: &Segments, sources: Vec<Source>, files: &TextFiles) -> Made {
    let mut drafts = drafts(segments);
    let mut troubles = place(segments, &sources, &mut drafts);
    let mut drafts: Vec<Draft<'_>> = drafts
        .into_values()
        .filter(|d| !d.locations.is_empty())
        .collect();
    drafts.sort_by_cached_key(|d| (order(d.row), d.row.digest));
    troubles.extend(exceptions(segments, &drafts));
    troubles.sort_unstable();
    troubles.dedup();
    let exceptions = troubles;
    let texts: Vec<TextPlace> = drafts.iter().map(text_place).collect();
    let sketches: Vec<Option<&Sketch>> = drafts.iter().map(|d| d.sketch).collect();
    let traces: Vec<Trace> = drafts.iter().map(|d| unpack_trace(d.trace)).collect();
    let mut items: Vec<Item> = drafts.into_iter().map(item).collect();
    let (threads, (near, groups)) = std::thread::scope(|scope| {
        let threads = scope.spawn(|| threads_of(&items));
        let near = groups_of(&items, &sketches);
        (threads.join().unwrap_or_default(), near)
    });
    relate::assign(&threads, &mut items);
    assign_groups(&mut items, &groups);
    let trusted: Vec<String> = sources
        .iter()
        .filter(|s| s.reference)
        .map(|s| s.name.clone())
        .collect();
    let places = Places {
        places: &texts,
        files,
    };
    let study = Study {
        items: &items,
        texts: &places,
        near: &near,
        threads: &threads,
        traces: &traces,
        trusted: &trusted,
    };
    let examined = detect::examine(&study);
    let segments = segments
        .iter()
        .map(|(n, _, dropped)| (*n, dropped.clone()))
        .collect();
    Made {
        segments,
        items,
        texts,
        threads,
        groups,
        findings: examined.findings,
        ledgers: pack_ledgers(&examined.ledgers, &examined.rates),
        rates: examined.rates,
        exceptions,
        sources,
    }
}

/// Packs the ledgers of all items.
fn pack_ledgers(ledgers: &[Ledger], rates: &[CheckRate]) -> Vec<Vec<u8>> {
    ledgers.iter().map(|l| pack_ledger(l, rates)).collect()
}

/// The texts of items while a generation is made.
struct Places<'a> {
    places: &'a [TextPlace],
    files: &'a TextFiles,
}

impl Texts for Places<'_> {
    fn text(&self, item: ItemIx) -> Option<ItemText> {
        let place = self.places.get(item.at()).filter(|p| p.stored > 0)?;
        self.files.read(place.segment, place.at, place.stored).ok()
    }
}

/// Oldest first; what claims no date comes last.
fn order(row: &ItemRow) -> i64 {
    row.head
        .as_ref()
        .and_then(crate::store::HeadRow::epoch_s)
        .unwrap_or(i64::MAX)
}

fn drafts(segments: &Segments) -> HashMap<[u8; 32], Draft<'_>> {
    let mut out: HashMap<[u8; 32], Draft<'_>> = HashMap::new();
    for (number, segment, _) in segments {
        for (row, sketch) in &segment.items {
            // Bytes that were read both as a message and as something else count as a message.
            // Of containers that a bound cut short, the fullest reading counts.
            let rank = |r: &ItemRow| (r.message, !r.cut, r.children.len());
            let known = out
                .get(&row.digest)
                .is_some_and(|d| rank(d.row) >= rank(row));
            if !known {
                let draft = Draft {
                    row,
                    segment: *number,
                    sketch: sketch.as_ref(),
                    trace: trace(segment, row),
                    kind: Kind::Document,
                    media: None,
                    locations: Vec::new(),
                };
                out.insert(row.digest, draft);
            }
        }
    }
    out
}

/// Gives the packed trace of a message.
fn trace<'a>(segment: &'a Segment, row: &ItemRow) -> &'a [u8] {
    let found = segment.traces.get(&row.digest).filter(|_| row.message);
    found.map_or(&[], Vec::as_slice)
}

/// Gives every item its places: where it lies in a file, and inside which messages and containers;
/// gives what could not be read inside containers, place by place.
fn place<'a>(
    segments: &'a Segments,
    sources: &[Source],
    drafts: &mut HashMap<[u8; 32], Draft<'a>>,
) -> Vec<Exception> {
    let mut placing = Placing {
        rows: drafts.iter().map(|(d, x)| (*d, x.row)).collect(),
        drafts,
        exceptions: Vec::new(),
    };
    for (_, _, file) in known(segments).into_values() {
        let custodian = sources
            .iter()
            .find(|s| s.name == file.source)
            .and_then(|s| s.custodian.clone());
        for one in &file.occurrences {
            let at = Location {
                source: file.source.clone(),
                path: file.path.clone(),
                inner: None,
                offset: Some(one.offset),
                length: Some(one.length),
                parent: None,
                custodian: custodian.clone(),
                folder: one.folder.clone(),
                name: None,
            };
            let kind = if one.message {
                Kind::Message
            } else {
                Kind::Document
            };
            placing.put(one.digest, kind, at);
        }
    }
    let exceptions = placing.exceptions;
    for draft in drafts.values_mut() {
        draft.locations.sort_unstable();
    }
    exceptions
}

fn text_place(draft: &Draft<'_>) -> TextPlace {
    TextPlace {
        segment: draft.segment,
        at: draft.row.text_at,
        stored: draft.row.text_stored,
    }
}

fn item(draft: Draft<'_>) -> Item {
    let row = draft.row;
    let media = draft
        .media
        .filter(|_| !row.message)
        .unwrap_or(&row.media_type);
    Item {
        digest: Digest(row.digest),
        kind: draft.kind,
        size_bytes: row.size,
        media_type: media.to_owned(),
        head: row.head.clone().map(Into::into),
        locations: draft.locations,
        children: row.children.iter().map(|c| Digest(c.digest)).collect(),
        text_digest: row.text_digest.map(Digest),
        text_bytes: row.text_bytes,
        defects: defects(&row.defects),
        thread: None,
        group: None,
    }
}

fn threads_of(items: &[Item]) -> Vec<Thread> {
    let mails: Vec<Mail<'_>> = items
        .iter()
        .enumerate()
        .filter_map(|(at, item)| Mail::of(ItemIx(at as u32), item))
        .collect();
    relate::threads(&mails, Subjects::WhereIdsAreAbsent)
}

fn groups_of(items: &[Item], sketches: &[Option<&Sketch>]) -> (Neighbours, Vec<Group>) {
    let inputs: Vec<GroupInput<'_>> = items
        .iter()
        .zip(sketches)
        .enumerate()
        .filter_map(|(at, (item, sketch))| {
            let sketch = (*sketch)?;
            Some(GroupInput {
                item: ItemIx(at as u32),
                digest: item.digest,
                sketch,
            })
        })
        .collect();
    let near = relate::neighbours(&inputs);
    let mut groups = relate::groups(&inputs, &near);
    groups.sort_by_key(|g| (std::cmp::Reverse(g.members.len()), g.pivot));
    (near, groups)
}

fn assign_groups(items: &mut [Item], groups: &[Group]) {
    for (at, group) in groups.iter().enumerate() {
        for member in &group.members {
            if let Some(item) = items.get_mut(member.item.at()) {
                item.group = Some(GroupIx(at as u32));
            }
        }
    }
}

/// What could not be read, or only in part: what files say, and what items' defects amount to.
fn exceptions(segments: &Segments, drafts: &[Draft<'_>]) -> Vec<Exception> {
    let mut out = Vec::new();
    for (_, _, file) in known(segments).into_values() {
        out.extend(file.exceptions.iter().map(|e| e.exception(&file.source)));
        out.extend(no_messages(file));
    }
    for draft in drafts {
        let found = defects(&draft.row.defects);
        let class = |d: &Defect| exception_class(d.kind).map(|c| (c, d.kind.sentence()));
        let empty = (draft.row.size == 0).then_some((ExceptionClass::Empty, "it is empty"));
        for (class, reason) in found.iter().filter_map(class).chain(empty) {
            let Some(at) = draft.locations.first() else {
                continue;
            };
            out.push(Exception {
                source: at.source.clone(),
                path: at.path.clone(),
                inner: at.inner.clone(),
                stage: Stage::Parse,
                class,
                reason: reason.to_owned(),
                item: Some(Digest(draft.row.digest)),
            });
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// A mailbox without a single message would vanish from every count: it is said.
fn no_messages(file: &FileRow) -> Option<Exception> {
    let silent = file.mailbox && file.occurrences.is_empty() && file.exceptions.is_empty();
    silent.then(|| Exception {
        source: file.source.clone(),
        path: file.path.clone(),
        inner: None,
        stage: Stage::Read,
        class: ExceptionClass::Empty,
        reason: "the mailbox holds no message".into(),
        item: None,
    })
}

fn exception_class(kind: DefectKind) -> Option<ExceptionClass> {
    match kind {
        DefectKind::Unparseable => Some(ExceptionClass::Corrupt),
        DefectKind::HeaderTooLong
        | DefectKind::TooDeep
        | DefectKind::TooManyParts
        | DefectKind::TooManyParameters
        | DefectKind::TooManyReferences
        | DefectKind::TooManyAddresses
        | DefectKind::TextTooLong => Some(ExceptionClass::Bound),
        DefectKind::BadEncoding
        | DefectKind::BadCharset
        | DefectKind::RawHeaderBytes
        | DefectKind::DuplicateField
        | DefectKind::NoDate
        | DefectKind::NoMessageId
        | DefectKind::Unterminated
        | DefectKind::HiddenText => None,
    }
}
