//! What a reader hands out: a shared window of a file with the raw items that lie in it.
//!
//! A window is shared (`Arc`), so that several workers parse slices of it without copying; memory
//! is bounded by the windows that are alive, not by the file.

use crate::model::{Exception, Kind};
use std::ops::Range;
use std::sync::Arc;

/// A run of a file's bytes with the items and gaps that it consists of.
#[derive(Clone, Debug)]
pub struct Batch {
    /// The bytes; this batch's windows and those before it join without hole or overlap.
    pub window: Arc<Vec<u8>>,
    /// Where the window begins in the file.
    pub offset: u64,
    /// Items that end in this window, in file order.
    pub items: Vec<RawItem>,
    /// Bytes of the window that belong to no item, in file order.
    pub gaps: Vec<Gap>,
    /// What could not become an item; `source` is left empty.
    pub exceptions: Vec<Exception>,
}

impl Batch {
    /// Gives an item's exact bytes; `None` where they are more than one window holds.
    pub fn bytes(&self, item: &RawItem) -> Option<&[u8]> {
        self.window.get(item.range.clone()?)
    }
}

/// One message or document as it lies in a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RawItem {
    /// First of the exact bytes in the file.
    pub offset: u64,
    /// How many they are.
    pub length: u64,
    /// Where they lie in the batch's window; `None` for a file larger than
    /// `bounds::MESSAGE_BYTES`, whose digest is that of all windows.
    pub range: Option<Range<usize>>,
    /// Message or document.
    pub kind: Kind,
    /// Media type as the first bytes tell.
    pub media_type: &'static str,
    /// True where the exact bytes are the whole file.
    pub whole_file: bool,
    /// The `From ` line of an mbox entry, in the file.
    pub from_line: Option<Range<u64>>,
    /// Whether `>From ` may be undone when the text is read (never for the digest).
    pub from_quoted: bool,
    /// Mail folder, where the container has some.
    pub folder: Option<String>,
    /// Maildir flags (`S`, `RS`), or empty.
    pub flags: String,
}

/// Bytes of a mailbox that belong to no message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Gap {
    /// First byte in the file.
    pub offset: u64,
    /// How many.
    pub length: u64,
    /// What they are.
    pub kind: GapKind,
}

/// What the bytes between messages are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum GapKind {
    /// A `From ` line, or the count line of an `.emlx`.
    FromLine,
    /// The blank line after a message.
    Separator,
    /// Bytes before the first message.
    Junk,
    /// What an `.emlx` keeps after its message.
    Trailer,
    /// A message over the bound, or a piece of one; an exception says so.
    OverBound,
    /// A piece of a file that is larger than one window; its item is in the last batch.
    Piece,
}

impl GapKind {
    /// Gives one word for reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::FromLine => "from-line",
            Self::Separator => "separator",
            Self::Junk => "junk",
            Self::Trailer => "trailer",
            Self::OverBound => "over-bound",
            Self::Piece => "piece",
        }
    }
}
