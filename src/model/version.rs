//! Versions of one text: which came from which, as far as clocks and words tell, and the tree that
//! they form (philology's stemma).

use super::words::Said;
use super::{EditClass, ItemIx};

/// A moment that speaks for when a reading was there, and who says so.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Clock {
    /// Seconds since 1970-01-01 00:00:00 UTC.
    pub at: i64,
    /// Who says so.
    pub kind: ClockKind,
}

/// Who tells a clock's time, the most trustworthy first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ClockKind {
    /// An id that a server made from its own time.
    Server,
    /// The oldest Received line: a server that took the message in.
    Received,
    /// The Date line: the sender's program.
    Date,
    /// The oldest message that carries the document.
    Carrier,
}

impl ClockKind {
    /// Gives the word of the JSON output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Server => "server",
            Self::Received => "received",
            Self::Date => "date",
            Self::Carrier => "carrier",
        }
    }
}

/// The versions of one text as a tree.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Stemma {
    /// The distinct texts; a node's place here is its name.
    pub nodes: Vec<StemmaNode>,
    /// Which one all others come from.
    pub origin: Origin,
    /// Texts that take readings of a second one.
    pub crossings: Vec<Crossing>,
    /// Why the tree stands as it does, and what was left out: one sentence each.
    pub reasons: Vec<Said>,
}

/// One distinct text with all items that bear it.
#[derive(Clone, PartialEq, Debug)]
pub struct StemmaNode {
    /// The items that bear the text, in item order.
    pub items: Vec<ItemIx>,
    /// The best clock of its items.
    pub clock: Option<Clock>,
    /// Whether an item lies in a trusted source.
    pub trusted: bool,
    /// The version that it comes from; `None` for the root and for what was left out.
    pub parent: Option<usize>,
    /// Cost of the edits that lead here from the parent.
    pub cost: f64,
    /// The edits that lead here from the parent, counted by class, in the order of the classes.
    pub edits: Vec<(EditClass, u32)>,
    /// What tells the direction from the parent: the name of a case of the table.
    pub told_by: &'static str,
}

/// Which version came first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Origin {
    /// The root.
    Known(usize),
    /// Several cost nearly the same; the tree is drawn from the first of them.
    Undecidable(Vec<usize>),
}

impl Default for Origin {
    fn default() -> Self {
        Self::Undecidable(Vec::new())
    }
}

impl Origin {
    /// Gives the node from which the tree is drawn.
    pub fn drawn(&self) -> Option<usize> {
        match self {
            Self::Known(root) => Some(*root),
            Self::Undecidable(roots) => roots.first().copied(),
        }
    }
}

/// A second source of a version, beside its parent.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Crossing {
    /// The node whose readings were taken.
    pub from: usize,
    /// The node that bears them.
    pub to: usize,
    /// Runs of three words that only these two and their kin bear.
    pub readings: u32,
}
