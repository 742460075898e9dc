//! Segments become a generation: items with all their places, threads, groups. Whatever the order
//! in which sources came, the same files give the same generation.

use super::faults::exceptions;
use super::place::{Draft, Placing};
use super::plan::known;
use super::retry::is_locked;
use crate::attest::signature::KeySet;
use crate::detect::{self, Study, Texts};
use crate::fingerprint::Sketch;
use crate::model::{
    Digest, Exception, Group, GroupIx, Item, ItemIx, ItemText, Kind, Location, Meta, Source,
    Thread, Trace, both,
};
use crate::relate::{self, GroupInput, Mail, Neighbours, Subjects};
use crate::store::{
    ItemRow, Made, Segment, TextFiles, TextPlace, defects, metadata, pack_ledger, pack_signatures,
    unpack_trace,
};
use std::collections::{BTreeMap, HashMap};

/// Segments that are in force: number, contents, files that do not count any more.
pub type Segments = [(u32, Segment, Vec<u32>)];

/// Builds everything that follows from the segments and the kept keys.
pub fn build(segments: &Segments, sources: Vec<Source>, files: &TextFiles, keys: &KeySet) -> Made {
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
    let metadata = claims(&drafts);
    let sketches: Vec<Option<&Sketch>> = drafts.iter().map(|d| d.sketch).collect();
    let packed: Vec<&[u8]> = drafts.iter().map(|d| d.trace).collect();
    let (mut items, traces): (Vec<Item>, Vec<Trace<'_>>) = both(
        || drafts.into_iter().map(item).collect(),
        || packed.into_iter().map(unpack_trace).collect(),
    );
    let ((near, groups), threads) = both(|| groups_of(&items, &sketches), || threads_of(&items));
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
        keys,
        trusted: &trusted,
        metadata: &metadata,
        pack: pack_ledger,
    };
    let examined = detect::examine(&study);
    let signatures = pack_signatures(traces.iter().map(|t| t.signatures.as_slice()));
    let segments = segments
        .iter()
        .map(|(n, _, dropped)| (*n, dropped.clone()))
        .collect();
    Made {
        segments,
        items,
        texts,
        metadata,
        threads,
        groups,
        findings: examined.findings,
        ledgers: examined.ledgers,
        rates: examined.rates,
        covers: examined.covers,
        signatures,
        exceptions,
        sources,
        missed: examined.missed,
    }
}

/// What documents claim about themselves; items stand in their final order.
fn claims(drafts: &[Draft<'_>]) -> BTreeMap<ItemIx, Vec<Meta>> {
    let claimed = |(at, draft): (usize, &Draft<'_>)| {
        let claims = metadata(&draft.row.metadata);
        (!claims.is_empty()).then_some((ItemIx(at as u32), claims))
    };
    drafts.iter().enumerate().filter_map(claimed).collect()
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
            // Of locked things the latest: it tells whether the passwords of that time opened it.
            let rank = |r: &ItemRow| (r.message, !r.cut, r.children.len());
            let known = out.get(&row.digest).is_some_and(|d| {
                let (old, new) = (rank(d.row), rank(row));
                old > new || (old == new && !is_locked(d.row))
            });
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
