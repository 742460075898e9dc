//! Floor 2: where bytes come from. A stable walk of sources, and readers that cut raw items out of
//! mailboxes and files, each with its location; containers (`boxes/`) with all that lies in them.
//!
//! The way through: [`walk`] lists the files of a source; [`FileReader`] tells what one is by its
//! first bytes ([`sniff`]) and hands out [`Batch`]es. The windows of a file's batches, one after
//! the other, are the file, byte for byte: whoever hashes them has hashed the file, and items and
//! gaps together cover every window.

mod batch;
mod boundary;
mod boxes;
mod bytes;
mod folder;
mod mbox;
mod outlook;
mod pst;
mod reader;
mod sniff;
mod walk;

pub use batch::{Batch, Gap, GapKind, RawItem};
pub use boxes::{
    BoxKind, Member, ReadSeek, Spool, Step, Trouble, Visitor, open as open_box, unopened,
};
pub use bytes::{absolute, changed, digest_file, open_file, read_range, resolve, window};
pub use folder::folder_of;
pub use outlook::is_msg;
pub use outlook::{MEDIA as OUTLOOK, Mail, Piece};
pub use reader::FileReader;
pub use sniff::{FileKind, sniff};
pub use walk::{Entry, Walk, walk};
