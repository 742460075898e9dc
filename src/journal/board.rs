//! The board: the fold of all events of all journals. All authors stand side by side.

use super::{Act, Event};
use crate::model::{Digest, Note, Standing, Tag, Verdict};
use std::collections::{BTreeMap, BTreeSet};

/// What all authors hold of everything, as of the events folded.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Board {
    items: BTreeMap<Digest, ItemMarks>,
    findings: BTreeMap<String, Vec<(String, Standing, String)>>,
}

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

impl Board {
    /// Folds events; their order does not matter.
    pub fn fold(events: &[Event]) -> Self {
        let mut board = Self::default();
        for event in events {
            if let Act::Tag { tag, items } = &event.act {
                for item in items {
                    let tag = Tag {
                        name: tag.clone(),
                        author: event.author.clone(),
                    };
                    board.items.entry(*item).or_default().tags.insert(tag);
                }
            }
        }
        board
    }

    /// Gives the marks of an item; `None` where it bears none.
    pub fn marks(&self, item: &Digest) -> Option<&ItemMarks> {
        self.items.get(item)
    }

    /// Gives every item that bears a tag, a verdict or a note, in digest order.
    pub fn items(&self) -> impl Iterator<Item = (&Digest, &ItemMarks)> {
        self.items.iter()
    }

    /// Gives what each author holds of a finding: author, standing, note.
    pub fn standing(&self, finding: &str) -> &[(String, Standing, String)] {
        self.findings.get(finding).map_or(&[], Vec::as_slice)
    }
}
