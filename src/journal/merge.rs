//! Many journals as one record: the union of their events, where it forks, and what an author may
//! take back next.

use super::{Board, Event};
use std::collections::{BTreeMap, BTreeSet};

/// One row number of one journal with more than one content: somebody continued a copy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fork {
    /// Id of the journal.
    pub journal: String,
    /// The row number.
    pub seq: u64,
    /// The hashes found there, sorted; none is dropped.
    pub hashes: Vec<String>,
}

/// Unites events by (journal, number, hash), in the order over all journals.
pub fn merge(events: impl IntoIterator<Item = Event>) -> Vec<Event> {
    let mut all: Vec<Event> = events.into_iter().collect();
    all.sort_by(|a, b| a.order().cmp(&b.order()));
    all.dedup_by(|a, b| a.order() == b.order());
    all
}

/// Finds every row at which one journal says two things.
pub fn forks(events: &[Event]) -> Vec<Fork> {
    let mut rows: BTreeMap<(&str, u64), BTreeSet<&str>> = BTreeMap::new();
    for event in events {
        let row = rows.entry((&event.journal, event.seq)).or_default();
        row.insert(&event.hash);
    }
    rows.retain(|_, hashes| hashes.len() > 1);
    rows.into_iter()
        .map(|((journal, seq), hashes)| Fork {
            journal: journal.to_owned(),
            seq,
            hashes: hashes.into_iter().map(str::to_owned).collect(),
        })
        .collect()
}

/// Finds the author's last act that still stands, over all of that author's journals.
pub fn last_undoable(events: &[Event], author: &str) -> Option<Event> {
    Board::fold(events).last_undoable(author).cloned()
}

/// Finds the author's last undo that a redo would take back; none once something new was done.
pub fn last_redoable(events: &[Event], author: &str) -> Option<Event> {
    Board::fold(events).last_redoable(author).cloned()
}
