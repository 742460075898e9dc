//! The board: the fold of all events of all journals. All authors stand side by side.
//!
//! What it holds is a function of the set of events alone: neither their order nor their
//! repetition makes a difference. It lies in shards behind shared pointers, so that a clone is
//! cheap and a mark copies only the shards that it touches.

use super::{Act, Event};
use crate::model::{Digest, Note, Standing, Tag, Verdict};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Shards of items and of events; each is copied whole when a mark touches it.
const SHARDS: usize = 256;

/// What all authors hold of everything, as of the events folded.
#[derive(Clone, PartialEq, Debug)]
pub struct Board {
    items: Shards<Digest, Touched>,
    events: Shards<String, Entry>,
    findings: Arc<BTreeMap<String, Held>>,
}

type Shards<K, V> = Vec<Arc<BTreeMap<K, V>>>;

/// What all authors hold of one item.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ItemMarks {
    /// Author and verdict, in author order; two different ones are a clash.
    pub verdicts: BTreeMap<String, Verdict>,
    /// Free tags.
    pub tags: BTreeSet<Tag>,
    /// Notes in the order written.
    pub notes: Vec<Note>,
}

impl ItemMarks {
    /// Tells whether two authors hold different verdicts.
    pub fn is_clash(&self) -> bool {
        let mut all = self.verdicts.values();
        all.next().is_some_and(|first| all.any(|v| v != first))
    }

    fn is_empty(&self) -> bool {
        self.verdicts.is_empty() && self.tags.is_empty() && self.notes.is_empty()
    }
}

/// An item with the events that touch it, in order.
#[derive(Clone, PartialEq, Debug, Default)]
struct Touched {
    by: Vec<Arc<Event>>,
    marks: ItemMarks,
}

/// A finding with the events that touch it, in order.
#[derive(Clone, PartialEq, Debug, Default)]
struct Held {
    by: Vec<Arc<Event>>,
    standing: Vec<(String, Standing, String)>,
}

/// An event, or only the undos that name it where it has not come in yet.
#[derive(Clone, PartialEq, Debug, Default)]
struct Entry {
    event: Option<Arc<Event>>,
    undos: BTreeSet<String>,
    is_undone: bool,
}

impl Default for Board {
    fn default() -> Self {
        Self {
            items: vec![Arc::default(); SHARDS],
            events: vec![Arc::default(); SHARDS],
            findings: Arc::default(),
        }
    }
}

impl Board {
    /// Folds events; their order does not matter.
    pub fn fold(events: &[Event]) -> Self {
        let mut board = Self::default();
        for event in events {
            board.apply(event);
        }
        board
    }

    /// Takes in one event; gives the items whose marks may have changed. One that is there
    /// already changes nothing.
    pub fn apply(&mut self, event: &Event) -> Vec<Digest> {
        let event = Arc::new(event.clone());
        let undos = match self.entry(&event.hash) {
            Some(entry) if entry.event.is_some() => return Vec::new(),
            Some(entry) => entry.undos.clone(),
            None => BTreeSet::new(),
        };
        let is_undone = self.any_stands(&undos, &event.author);
        let entry = self.entry_mut(&event.hash);
        entry.event = Some(Arc::clone(&event));
        entry.is_undone = is_undone;
        self.enter(&event);
        let mut changed = self.refold(&event);
        if let Act::Undo { of } = &event.act {
            self.entry_mut(of).undos.insert(event.hash.clone());
            changed.extend(self.settle(of));
        }
        changed.sort_unstable();
        changed.dedup();
        changed
    }

    /// Gives the marks of an item; `None` where it bears none.
    pub fn marks(&self, item: &Digest) -> Option<&ItemMarks> {
        let touched = self.items.get(usize::from(item.0[0]))?.get(item)?;
        (!touched.marks.is_empty()).then_some(&touched.marks)
    }

    /// Gives every item that bears a tag, a verdict or a note, in digest order.
    pub fn items(&self) -> impl Iterator<Item = (&Digest, &ItemMarks)> {
        let all = self.items.iter().flat_map(|shard| shard.iter());
        all.filter(|(_, touched)| !touched.marks.is_empty())
            .map(|(item, touched)| (item, &touched.marks))
    }

    /// Gives what each author holds of a finding: author, standing, note.
    pub fn standing(&self, finding: &str) -> &[(String, Standing, String)] {
        self.findings.get(finding).map_or(&[], |h| &h.standing)
    }

    /// Gives the items on which two authors hold different verdicts, in digest order.
    pub fn clashes(&self) -> impl Iterator<Item = (&Digest, &ItemMarks)> {
        self.items().filter(|(_, marks)| marks.is_clash())
    }

    /// Gives the author's last act that still stands, over all of that author's journals.
    pub fn last_undoable(&self, author: &str) -> Option<&Event> {
        self.last(author, Act::is_mark)
    }

    /// Gives the author's last undo that a redo would take back; none once something new was done.
    pub fn last_redoable(&self, author: &str) -> Option<&Event> {
        let undo = self.last(author, |act| match act {
            Act::Undo { of } => self.event(of).is_some_and(|e| e.act.is_mark()),
            _ => false,
        })?;
        let newest = self.of(author).filter(|e| e.act.is_mark());
        let newest = newest.max_by(|a, b| a.order().cmp(&b.order()))?;
        (newest.order() < undo.order()).then_some(undo)
    }

    /// Finds an event by its hash.
    pub fn event(&self, hash: &str) -> Option<&Event> {
        self.entry(hash)?.event.as_deref()
    }

    /// Tells whether an event is there and has not been taken back.
    pub fn stands(&self, hash: &str) -> bool {
        let entry = self.entry(hash);
        entry.is_some_and(|e| e.event.is_some() && !e.is_undone)
    }

    fn of(&self, author: &str) -> impl Iterator<Item = &Event> {
        let all = self.events.iter().flat_map(|shard| shard.values());
        all.filter_map(|entry| entry.event.as_deref())
            .filter(move |e| e.author == author)
    }

    fn last(&self, author: &str, fits: impl Fn(&Act) -> bool) -> Option<&Event> {
        self.of(author)
            .filter(|e| fits(&e.act) && self.stands(&e.hash))
            .max_by(|a, b| a.order().cmp(&b.order()))
    }

    fn entry(&self, hash: &str) -> Option<&Entry> {
        self.events.get(shard_of(hash))?.get(hash)
    }

    fn entry_mut(&mut self, hash: &str) -> &mut Entry {
        let shard = Arc::make_mut(&mut self.events[shard_of(hash)]);
        shard.entry(hash.to_owned()).or_default()
    }

    /// An author takes back only their own: undos of others are kept and have no effect.
    fn any_stands(&self, undos: &BTreeSet<String>, author: &str) -> bool {
        let own = |hash: &&String| self.event(hash).is_some_and(|e| e.author == author);
        undos.iter().filter(own).any(|hash| self.stands(hash))
    }

    /// Works out again whether an event stands, and up the chain of undos of undos.
    fn settle(&mut self, of: &str) -> Vec<Digest> {
        let mut at = of.to_owned();
        loop {
            let Some(entry) = self.entry(&at) else {
                return Vec::new();
            };
            let Some(event) = entry.event.clone() else {
                return Vec::new();
            };
            let is_undone = self.any_stands(&entry.undos, &event.author);
            if is_undone == entry.is_undone {
                return Vec::new();
            }
            self.entry_mut(&at).is_undone = is_undone;
            match &event.act {
                Act::Undo { of } => at.clone_from(of),
                _ => return self.refold(&event),
            }
        }
    }

    fn enter(&mut self, event: &Arc<Event>) {
        for item in distinct(event.act.items()) {
            let shard = Arc::make_mut(&mut self.items[usize::from(item.0[0])]);
            insert(&mut shard.entry(item).or_default().by, event);
        }
        if let Act::Mark { finding, .. } = &event.act {
            let all = Arc::make_mut(&mut self.findings);
            insert(&mut all.entry(finding.clone()).or_default().by, event);
        }
    }

    /// Makes the marks of what an event touches again, from the events that stand.
    fn refold(&mut self, event: &Event) -> Vec<Digest> {
        let items = distinct(event.act.items());
        for item in &items {
            let by = self.items[usize::from(item.0[0])].get(item);
            let by = by.map(|touched| touched.by.iter());
            let standing = by.into_iter().flatten().filter(|e| self.stands(&e.hash));
            let marks = fold_item(item, standing.map(Arc::as_ref));
            let shard = Arc::make_mut(&mut self.items[usize::from(item.0[0])]);
            shard.entry(*item).or_default().marks = marks;
        }
        if let Act::Mark { finding, .. } = &event.act {
            let by = self.findings.get(finding).map(|held| held.by.iter());
            let standing = by.into_iter().flatten().filter(|e| self.stands(&e.hash));
            let standing = fold_finding(standing.map(Arc::as_ref));
            let all = Arc::make_mut(&mut self.findings);
            all.entry(finding.clone()).or_default().standing = standing;
        }
        items
    }
}

fn fold_item<'a>(item: &Digest, events: impl Iterator<Item = &'a Event>) -> ItemMarks {
    let mut marks = ItemMarks::default();
    for event in events {
        let author = event.author.clone();
        let named = |tag: &String| Tag {
            name: tag.clone(),
            author: event.author.clone(),
        };
        match &event.act {
            Act::Tag { tag, .. } => {
                marks.tags.insert(named(tag));
            }
            Act::Untag { tag, .. } => {
                marks.tags.remove(&named(tag));
            }
            Act::Verdict { verdict, .. } => {
                match verdict {
                    Some(verdict) => marks.verdicts.insert(author, *verdict),
                    None => marks.verdicts.remove(&author),
                };
            }
            Act::Note { item: of, text } if of == item => marks.notes.push(Note {
                author,
                time: event.time.clone(),
                text: text.clone(),
            }),
            Act::Note { .. }
            | Act::Open { .. }
            | Act::Mark { .. }
            | Act::Undo { .. }
            | Act::Redact { .. }
            | Act::Redacted
            | Act::Unknown { .. } => {}
        }
    }
    marks
}

fn fold_finding<'a>(events: impl Iterator<Item = &'a Event>) -> Vec<(String, Standing, String)> {
    let mut held: BTreeMap<&str, Option<(Standing, &str)>> = BTreeMap::new();
    for event in events {
        if let Act::Mark { standing, note, .. } = &event.act {
            held.insert(&event.author, standing.map(|s| (s, note.as_str())));
        }
    }
    let held = held.into_iter().filter_map(|(a, s)| Some((a, s?)));
    held.map(|(author, (standing, note))| (author.to_owned(), standing, note.to_owned()))
        .collect()
}

/// Puts an event in its place in the order; most come last.
fn insert(by: &mut Vec<Arc<Event>>, event: &Arc<Event>) {
    let at = by.partition_point(|e| e.order() < event.order());
    by.insert(at, Arc::clone(event));
}

fn distinct(items: &[Digest]) -> Vec<Digest> {
    let mut items = items.to_vec();
    items.sort_unstable();
    items.dedup();
    items
}

fn shard_of(hash: &str) -> usize {
    xxhash_rust::xxh3::xxh3_64(hash.as_bytes()) as usize % SHARDS
}
