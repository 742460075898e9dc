//! Events: what an investigator did, one row each, chained by hash within a journal.

use crate::model::{Digest, Standing, Verdict};

/// One row of a journal, read back.
#[derive(Clone, PartialEq, Debug)]
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
#[derive(Clone, PartialEq, Debug)]
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
    /// A kind that this version does not know: kept, chained, passed on.
    Unknown {
        /// Its word.
        kind: String,
    },
}
