//! Floor 2: what bytes say. The door of `mail_parser`: a raw item becomes text, headers, children
//! and defects; never an error.
//!
//! [`message`] walks the MIME structure with its own bounded scan (no recursion, so that no depth
//! of nesting can overflow a stack), decodes each leaf, and asks `mail_parser` only for the values
//! of header fields. [`document`] gives the text of a loose file or attachment; office files, PDF
//! and pictures are told by [`is_paper`] and read by [`paper`].

mod address;
mod charset;
mod column;
mod decode;
mod document;
mod field;
mod flowed;
mod head;
mod html;
mod message;
mod structure;
mod style;
mod word;

use crate::model::{Coding, Defect, Head, Meta, TextPart};
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

pub use crate::text::date;
pub use document::{document, is_paper, kinds_differ, paper, paper_with};
pub use field::headers;
pub use message::{message, part_bytes};

/// Whether `>From ` at line starts is to be undone before reading.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FromQuoting {
    /// The bytes are read as they stand.
    None,
    /// One `>` is taken from each `>From `, `>>From ` … (an mbox entry).
    Undo,
}

/// What the bytes of one item say.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Extracted {
    /// What a message's headers claim; empty for a document.
    pub head: Head,
    /// Media type, lower case.
    pub media_type: String,
    /// Text parts in the order of the bytes.
    pub texts: Vec<TextPart>,
    /// Media types of a message's texts that are shown, as `text/plain` or
    /// `alternative(text/plain,text/html)`; what is attached leaves no trace in it.
    pub skeleton: String,
    /// Bodies of a message's encoded parts; none where `>From ` was undone, for the places would
    /// be others.
    pub coded: Vec<(Coding, Range<usize>)>,
    /// Attachments and attached messages in part order.
    pub children: Vec<Child>,
    /// What was wrong, in the order of the bytes.
    pub defects: Vec<Defect>,
    /// What a document claims about itself.
    pub metadata: Vec<Meta>,
}

/// An attachment, or a message inside a message.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Child {
    /// Part number as IMAP counts (`2`, `1.3`).
    pub part: String,
    /// File name that the message claims.
    pub name: Option<String>,
    /// Media type that the message claims, lower case.
    pub media_type: String,
    /// The decoded bytes.
    pub bytes: Vec<u8>,
    /// True for a message: [`message`] with `FromQuoting::None` takes it apart further.
    pub is_message: bool,
    /// Text of the attachment, where it has one; empty for a message, and for a paper
    /// ([`is_paper`]), which is read by whoever wants to.
    pub texts: Vec<TextPart>,
    /// What was wrong in its text.
    pub defects: Vec<Defect>,
    /// What it claims about itself.
    pub metadata: Vec<Meta>,
}

/// Runs foreign code on hostile bytes; what it cannot bear gives the empty answer.
fn guarded<T: Default>(work: impl FnOnce() -> T) -> T {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_default()
}

#[cfg(test)]
mod tests;
