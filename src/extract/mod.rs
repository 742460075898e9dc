//! Floor 2: what bytes say. The door of `mail_parser`: a raw item becomes text, headers, children
//! and defects; never an error.
//!
//! [`message`] walks the MIME structure with its own bounded scan (no recursion, so that no depth
//! of nesting can overflow a stack), decodes each leaf, and asks `mail_parser` only for the values
//! of header fields. [`document`] gives the text of a loose file or attachment.

use crate::model::{Defect, Head, Header, TextPart};

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
    /// Attachments and attached messages in part order.
    pub children: Vec<Child>,
    /// What was wrong, in the order of the bytes.
    pub defects: Vec<Defect>,
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
    /// Text of the attachment, where it has one; empty for a message.
    pub texts: Vec<TextPart>,
    /// What was wrong in its text.
    pub defects: Vec<Defect>,
}

/// Takes a message apart.
pub fn message(raw: &[u8], quoting: FromQuoting) -> Extracted {
    let _ = (raw, quoting);
    Extracted::default()
}

/// Gives every header field of a message in order, duplicates and broken ones too.
pub fn headers(raw: &[u8]) -> Vec<Header> {
    let _ = raw;
    Vec::new()
}

/// Gives the text of a loose file or attachment; the bytes decide what it is, the name helps.
pub fn document(name: &str, bytes: &[u8]) -> Extracted {
    let _ = (name, bytes);
    Extracted::default()
}

/// Gives the decoded bytes of one part again, by its number.
pub fn part_bytes(raw: &[u8], quoting: FromQuoting, part: &str) -> Option<Vec<u8>> {
    let _ = (raw, quoting, part);
    None
}
