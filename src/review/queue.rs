//! The order in which items are worked through, the place in it, and which one comes next.

use crate::case::Snapshot;
use crate::model::{ItemIx, Role};
use std::sync::Arc;

/// Items in the order of a view, with the place of the one that is looked at.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Queue {
    items: Arc<Vec<ItemIx>>,
    place: usize,
}

impl Queue {
    /// Makes a queue that stands at `at`, or at its start where `at` is not in it.
    pub fn new(items: Vec<ItemIx>, at: ItemIx) -> Self {
        let place = items.iter().position(|i| *i == at).unwrap_or(0);
        Self {
            items: Arc::new(items),
            place,
        }
    }

    /// Gives the item that is looked at; `None` for an empty queue.
    pub fn current(&self) -> Option<ItemIx> {
        self.items.get(self.place).copied()
    }

    /// Gives the place from 0, for "item 31 of 412".
    pub fn place(&self) -> usize {
        self.place
    }

    /// Counts the items.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Tells whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Gives the items in order.
    pub fn items(&self) -> &[ItemIx] {
        &self.items
    }

    /// Goes to a place; false where it does not exist.
    pub fn go(&mut self, place: usize) -> bool {
        let there = place < self.items.len();
        if there {
            self.place = place;
        }
        there
    }

    /// Goes one on; false at the end.
    pub fn onward(&mut self) -> bool {
        self.go(self.place + 1)
    }

    /// Goes one back; false at the start.
    pub fn backward(&mut self) -> bool {
        self.place > 0 && self.go(self.place - 1)
    }

    /// Goes to the next item of which `open` is true, first onward, then from the start; false
    /// where there is no other.
    pub fn next_open(&mut self, open: impl Fn(ItemIx) -> bool) -> bool {
        let onward = self.place + 1..self.items.len();
        let around = 0..self.place;
        let found = onward
            .chain(around)
            .find(|at| self.items.get(*at).is_some_and(|ix| open(*ix)));
        found.is_some_and(|at| self.go(at))
    }

    /// Gives the item that would come next, so that its text can be read ahead.
    pub fn ahead(&self) -> Option<ItemIx> {
        self.items.get(self.place + 1).copied()
    }

    /// Carries the queue over to another generation; what is gone there is left out.
    #[must_use]
    pub fn carried(&self, carry: impl Fn(ItemIx) -> Option<ItemIx>) -> Self {
        let here = self.current().and_then(&carry);
        let items: Vec<ItemIx> = self.items.iter().filter_map(|ix| carry(*ix)).collect();
        let fallback = self.place.min(items.len().saturating_sub(1));
        let place = here
            .and_then(|h| items.iter().position(|i| *i == h))
            .unwrap_or(fallback);
        Self {
            items: Arc::new(items),
            place,
        }
    }
}

/// Tells whether an author has not given the item a verdict yet.
pub fn is_uncoded(snapshot: &Snapshot, author: &str, ix: ItemIx) -> bool {
    snapshot.generation.items.get(ix.at()).is_some_and(|item| {
        snapshot
            .board
            .marks(&item.digest)
            .is_none_or(|m| !m.verdicts.contains_key(author))
    })
}

/// Finds what an item is best compared with: the other side of its finding, another copy of its
/// Message-ID, its near-duplicate, or the message it answers. The older reading comes first.
pub fn partner(snapshot: &Snapshot, ix: ItemIx) -> Option<(ItemIx, ItemIx)> {
    let g = &*snapshot.generation;
    let item = g.items.get(ix.at())?;
    let of_finding = || {
        let finding = g
            .findings
            .iter()
            .find(|f| f.items.iter().any(|(i, _)| *i == ix))?;
        let (other, role) = finding.items.iter().find(|(i, _)| *i != ix)?;
        Some(match role {
            Role::Suspect => (ix, *other),
            Role::Witness => (*other, ix),
        })
    };
    let of_copies = || {
        let copies = g.copies(item.message_id()?);
        copies.iter().find(|c| **c != ix).map(|c| ordered(*c, ix))
    };
    let of_group = || {
        let group = g.groups.get(item.group?.at())?;
        let other = group.members.iter().find(|m| m.item != ix)?.item;
        Some(if group.pivot == ix {
            (ix, other)
        } else {
            (group.pivot, ix)
        })
    };
    let of_parent = || {
        let thread = g.threads.get(item.thread?.at())?;
        let node = thread.nodes.iter().find(|n| n.items.contains(&ix))?;
        let parent = thread.nodes.get(node.parent? as usize)?;
        parent.items.first().map(|p| (*p, ix))
    };
    of_finding()
        .or_else(of_copies)
        .or_else(of_group)
        .or_else(of_parent)
}

fn ordered(a: ItemIx, b: ItemIx) -> (ItemIx, ItemIx) {
    if a <= b { (a, b) } else { (b, a) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queue(n: u32, at: u32) -> Queue {
        Queue::new((0..n).map(ItemIx).collect(), ItemIx(at))
    }

    #[test]
    fn next_open_goes_on_then_around_and_never_stays() {
        let mut q = queue(5, 3);
        assert!(q.next_open(|ix| ix.0 == 1 || ix.0 == 3));
        assert_eq!(q.current(), Some(ItemIx(1)));
        assert!(!q.next_open(|ix| ix.0 == 1));
        assert_eq!(q.place(), 1);
    }

    #[test]
    fn ends_hold() {
        let mut q = queue(2, 0);
        assert!(!q.backward());
        assert!(q.onward());
        assert!(!q.onward());
        assert_eq!(Queue::default().current(), None);
    }

    #[test]
    fn a_new_generation_keeps_the_place() {
        let q = queue(4, 2).carried(|ix| (ix.0 != 0).then_some(ItemIx(ix.0 + 10)));
        assert_eq!((q.current(), q.len()), (Some(ItemIx(12)), 3));
    }
}
