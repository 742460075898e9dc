//! Floor 2: where bytes come from. A stable walk of sources, and readers that cut raw items out of
//! mailboxes and files, each with its location.
//!
//! The way through: [`walk`] lists the files of a source; [`FileReader`] tells what one is by its
//! first bytes ([`sniff`]) and hands out [`Batch`]es. The windows of a file's batches, one after
//! the other, are the file, byte for byte: whoever hashes them has hashed the file, and items and
//! gaps together cover every window.

mod batch;
mod boundary;
mod bytes;
mod folder;
mod mbox;
mod reader;
mod sniff;
mod walk;

pub use batch::{Batch, Gap, GapKind, RawItem};
pub use bytes::{absolute, digest_file, read_range, resolve};
pub use reader::FileReader;
pub use sniff::{FileKind, sniff};
pub use walk::{Entry, Walk, walk};
