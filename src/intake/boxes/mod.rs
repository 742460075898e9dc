//! Containers: what lies inside an archive, a compressed stream or a mail store.
//!
//! One table names the kinds; a reader pushes every member to a [`Visitor`] as a stream of bytes,
//! in the order of the container. Nothing is unpacked to a place of its own name, and nothing is
//! judged here: bounds, digests and places are the visitor's.

mod archive;
mod olm;
mod seven;
mod spool;
mod stream;
mod tape;
mod winmail;

use super::pst;
use crate::model::words::{Word, unread as w};
use crate::model::{ExceptionClass, Passwords, Said};
use std::io::{self, BufReader, Read, Seek};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

pub use spool::Spool;

/// A source that can be read from any place.
pub trait ReadSeek: Read + Seek {}

impl<T: Read + Seek> ReadSeek for T {}

/// A kind of container that is opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BoxKind {
    /// A ZIP archive that is no document.
    Zip,
    /// A tape archive.
    Tar,
    /// One stream, or a tape archive, compressed by gzip.
    Gzip,
    /// The same by bzip2.
    Bzip2,
    /// The same by xz.
    Xz,
    /// The same by zstd.
    Zstd,
    /// A 7z archive.
    SevenZip,
    /// A store of Outlook.
    Pst,
    /// A `winmail.dat`.
    Tnef,
}

/// Reads a container and shows its members.
type Open = fn(&mut dyn ReadSeek, &str, &mut dyn Visitor) -> Step;

/// The kinds, by the media type that the first bytes tell.
const KINDS: &[(&str, BoxKind, Open)] = &[
    ("application/zip", BoxKind::Zip, archive::open),
    ("application/java-archive", BoxKind::Zip, archive::open),
    ("application/x-tar", BoxKind::Tar, |source, _, visitor| {
        tape::open(BufReader::with_capacity(1 << 16, source), visitor)
    }),
    (
        "application/gzip",
        BoxKind::Gzip,
        |source, name, visitor| stream::open(BoxKind::Gzip, source, name, visitor),
    ),
    (
        "application/x-bzip2",
        BoxKind::Bzip2,
        |source, name, visitor| stream::open(BoxKind::Bzip2, source, name, visitor),
    ),
    ("application/x-xz", BoxKind::Xz, |source, name, visitor| {
        stream::open(BoxKind::Xz, source, name, visitor)
    }),
    (
        "application/zstd",
        BoxKind::Zstd,
        |source, name, visitor| stream::open(BoxKind::Zstd, source, name, visitor),
    ),
    (
        "application/x-7z-compressed",
        BoxKind::SevenZip,
        |source, _, visitor| seven::open(source, visitor),
    ),
    (
        "application/vnd.ms-outlook-pst",
        BoxKind::Pst,
        |source, _, visitor| pst::open(source, visitor),
    ),
    (
        "application/vnd.ms-tnef",
        BoxKind::Tnef,
        |source, _, visitor| winmail::open(source, visitor),
    ),
];

/// Media types of containers that no free library reads, with what to say of one.
const UNOPENED: &[(&str, Word)] = &[("application/vnd.rar", w::RAR)];

impl BoxKind {
    /// Tells whether a media type is that of a container that is opened.
    pub fn of(media_type: &str) -> Option<Self> {
        let row = KINDS.iter().find(|(media, ..)| *media == media_type)?;
        Some(row.1)
    }
}

/// Says why a container is not opened, where its kind is one that no reader stands for.
pub fn unopened(media_type: &str) -> Option<Word> {
    let row = UNOPENED.iter().find(|(media, _)| *media == media_type)?;
    Some(row.1)
}

/// Whether to go on with the next member.
pub type Step = ControlFlow<()>;

/// A member of a container, without its bytes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Member {
    /// The way to it as the container writes it; never used as a path.
    pub name: String,
    /// Mail folder, where the container has some.
    pub folder: Option<String>,
    /// The file name that it claims, where its name is ours.
    pub label: Option<String>,
}

impl Member {
    /// Makes a member of a name.
    pub fn named(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }
}

/// What could not be read of a container.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Trouble {
    /// The member; `None` for the container as a whole.
    pub member: Option<String>,
    /// What kind of trouble.
    pub class: ExceptionClass,
    /// One sentence.
    pub reason: Said,
}

/// Who is shown the members of a container.
pub trait Visitor {
    /// Takes one member with its bytes; what it leaves unread is passed over.
    fn member(&mut self, member: Member, bytes: &mut dyn Read) -> Step;
    /// Gives passwords to try on locked members.
    fn passwords(&self) -> &Passwords {
        static NONE: std::sync::OnceLock<Passwords> = std::sync::OnceLock::new();
        NONE.get_or_init(Passwords::default)
    }
    /// Takes what could not be read.
    fn trouble(&mut self, trouble: Trouble) -> Step;
}

/// Shows every member of a container; `name` is that of the container itself.
pub fn open(kind: BoxKind, name: &str, source: &mut dyn ReadSeek, visitor: &mut dyn Visitor) {
    let reader = KINDS.iter().find(|(_, k, _)| *k == kind);
    if let Some((_, _, open)) = reader {
        let read = catch_unwind(AssertUnwindSafe(|| open(source, name, visitor)));
        if read.is_err() {
            // Foreign code met bytes that it cannot bear: what it showed before stays. Whether the
            // visitor wanted more is of no matter after the last member.
            let _ = broken(visitor, ExceptionClass::Corrupt, w::READER_GAVE_UP);
        }
    }
}

/// Notes trouble with the container as a whole.
pub(super) fn broken(
    visitor: &mut dyn Visitor,
    class: ExceptionClass,
    reason: impl Into<Said>,
) -> Step {
    visitor.trouble(Trouble {
        member: None,
        class,
        reason: reason.into(),
    })
}

/// Notes a member that cannot be read at all.
pub(super) fn lost(
    visitor: &mut dyn Visitor,
    name: String,
    class: ExceptionClass,
    reason: impl Into<Said>,
) -> Step {
    visitor.trouble(Trouble {
        member: Some(name),
        class,
        reason: reason.into(),
    })
}

/// Bytes that fail with a sentence as soon as they are read.
struct Failing(io::ErrorKind, Said);

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(w::failing(self.0, self.1.clone()))
    }
}

#[cfg(test)]
mod tests;
