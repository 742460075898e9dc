//! What items form together: threads, and groups of near-duplicates.

use super::words::Said;
use super::{ItemIx, Stamp};

/// Messages tied by Message-ID, In-Reply-To and References.
#[derive(Clone, PartialEq, Debug)]
pub struct Thread {
    /// Stable name: 16 hex digits of the digest of its root.
    pub id: String,
    /// Subject of the first message that is there.
    pub subject: String,
    /// Nodes in the order they are shown: a parent before its children, siblings oldest first.
    pub nodes: Vec<Node>,
    /// Oldest claimed date.
    pub oldest: Option<Stamp>,
    /// Newest claimed date.
    pub newest: Option<Stamp>,
}

impl Thread {
    /// Counts the items of the thread, copies included.
    pub fn item_count(&self) -> usize {
        self.nodes.iter().map(|n| n.items.len()).sum()
    }

    /// Gives every item of the thread in the order shown.
    pub fn items(&self) -> impl Iterator<Item = ItemIx> + '_ {
        self.nodes.iter().flat_map(|n| n.items.iter().copied())
    }
}

/// One Message-ID in a thread, with all copies that bear it.
#[derive(Clone, PartialEq, Debug)]
pub struct Node {
    /// The Message-ID without angle brackets; `None` for a message without one.
    pub message_id: Option<String>,
    /// The copies, in item order; empty where the message is only referred to.
    pub items: Vec<ItemIx>,
    /// Index of the parent in `Thread::nodes`; `None` for a root.
    pub parent: Option<u32>,
    /// 0 for a root.
    pub depth: u16,
}

/// Items whose texts resemble each other, around a pivot.
#[derive(Clone, PartialEq, Debug)]
pub struct Group {
    /// Stable name: 16 hex digits of the pivot's digest.
    pub id: String,
    /// The item that the others are measured against.
    pub pivot: ItemIx,
    /// All members, the pivot first, then by falling similarity, then by item order.
    pub members: Vec<Member>,
    /// One sentence: why this one is the pivot.
    pub reason: Said,
}

/// One member of a near-duplicate group.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Member {
    /// The item.
    pub item: ItemIx,
    /// Exact Jaccard similarity of the 3-word shingles with the pivot, 0 to 1.
    pub similarity: f32,
    /// Larger of the two containments with the pivot, 0 to 1.
    pub containment: f32,
}

/// A message that is not there, rebuilt from what its replies quote of it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Ghost {
    /// Its lines in order, as far as replies bear them.
    pub lines: Vec<GhostLine>,
    /// Who is said to have written it, and when; one entry for each different claim.
    pub claims: Vec<String>,
}

/// One line of a ghost.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GhostLine {
    /// The words, as the first witness bears them.
    pub text: String,
    /// Replies that bear them.
    pub witnesses: Vec<ItemIx>,
    /// Replies that bear other words at this place.
    pub others: Vec<(ItemIx, String)>,
}
