//! Events: what an investigator did, one row each, chained by hash within a journal.

use crate::model::{Digest, Standing, Verdict};

/// The word of a row whose own words were taken out.
pub(super) const REDACTED: &str = "redacted";

/// One row of a journal, read back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Event {
    /// Random id of the journal, 32 hex digits.
    pub journal: String,
    /// Row number within its journal, from 0 (the opening row).
    pub seq: u64,
    /// Lamport counter: order over journals is this, then the journal id; never a clock.
    pub lamport: u64,
    /// The author's clock, RFC 3339 UTC; shown, never ordered by.
    pub time: String,
    /// Who did it.
    pub author: String,
    /// What was done.
    pub act: Act,
    /// SHA-256 of the row's bytes up to the comma before `hash`, hex.
    pub hash: String,
}

/// What an event does. A bulk act is one event.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Act {
    /// Opens a journal: names machine and journal id.
    Open {
        /// Host name.
        machine: String,
    },
    /// Sets a free tag.
    Tag {
        /// Lower-case name.
        tag: String,
        /// Items, in the order given.
        items: Vec<Digest>,
    },
    /// Takes a free tag away.
    Untag {
        /// Lower-case name.
        tag: String,
        /// Items, in the order given.
        items: Vec<Digest>,
    },
    /// Sets or clears (`None`) the verdict.
    Verdict {
        /// The verdict.
        verdict: Option<Verdict>,
        /// Items, in the order given.
        items: Vec<Digest>,
    },
    /// Adds a note.
    Note {
        /// The item.
        item: Digest,
        /// What it says.
        text: String,
    },
    /// Says what is held of a finding.
    Mark {
        /// Stable id of the finding.
        finding: String,
        /// What is held; `None` opens it again.
        standing: Option<Standing>,
        /// A note, possibly empty.
        note: String,
    },
    /// Takes back the event that bears this hash (of the same author).
    Undo {
        /// Hash of the event taken back; an undo can be taken back too (redo).
        of: String,
    },
    /// Says that the row which bears this hash was taken out, and why.
    Redact {
        /// Hash of the row.
        of: String,
        /// Why.
        why: String,
    },
    /// A row whose words were taken out: it has no effect any more, its hash holds the chain.
    Redacted,
    /// A kind that this version does not know: kept, chained, passed on.
    Unknown {
        /// Its word.
        kind: String,
    },
}

impl Event {
    /// Gives the place in the order over all journals; the hash parts the two sides of a fork.
    pub fn order(&self) -> (u64, &str, u64, &str) {
        (self.lamport, &self.journal, self.seq, &self.hash)
    }
}

impl Act {
    /// Gives the word of the journal row.
    pub fn word(&self) -> &str {
        match self {
            Self::Open { .. } => "open",
            Self::Tag { .. } => "tag",
            Self::Untag { .. } => "untag",
            Self::Verdict { .. } => "verdict",
            Self::Note { .. } => "note",
            Self::Mark { .. } => "mark",
            Self::Undo { .. } => "undo",
            Self::Redact { .. } => "redact",
            Self::Redacted => REDACTED,
            Self::Unknown { kind } => kind,
        }
    }

    /// Gives the items that the act touches, in the order given.
    pub fn items(&self) -> &[Digest] {
        match self {
            Self::Tag { items, .. } | Self::Untag { items, .. } | Self::Verdict { items, .. } => {
                items
            }
            Self::Note { item, .. } => std::slice::from_ref(item),
            Self::Open { .. }
            | Self::Mark { .. }
            | Self::Undo { .. }
            | Self::Redact { .. }
            | Self::Redacted
            | Self::Unknown { .. } => &[],
        }
    }

    /// Tells whether `undo` may take it back by itself: a mark of the author, no bookkeeping.
    pub fn is_mark(&self) -> bool {
        match self {
            Self::Tag { .. }
            | Self::Untag { .. }
            | Self::Verdict { .. }
            | Self::Note { .. }
            | Self::Mark { .. } => true,
            Self::Open { .. }
            | Self::Undo { .. }
            | Self::Redact { .. }
            | Self::Redacted
            | Self::Unknown { .. } => false,
        }
    }
}
