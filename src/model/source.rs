//! Sources, exceptions and counts: what was ingested and what could not be read.

use super::Digest;
use super::words::{Lang, Said, exceptions as w};

/// A file or folder given to `ingest`; only ever read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Source {
    /// Its name within the case.
    pub name: String,
    /// Where it lies now, absolute.
    pub path: String,
    /// Whose material it is.
    pub custodian: Option<String>,
    /// What the investigator wrote about it.
    pub note: Option<String>,
    /// Whether it is a trusted copy whose readings win in direction.
    pub reference: bool,
    /// Who added it.
    pub added_by: String,
    /// When it was added, RFC 3339, UTC.
    pub added: String,
    /// All its bytes.
    pub size_bytes: u64,
    /// Files in it.
    pub files: u64,
    /// SHA-256 of the file, or of the sorted list `digest  path` of all its files.
    pub digest: Option<Digest>,
}

/// Something that was found and could not be read, or only in part.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Exception {
    /// Name of the source.
    pub source: String,
    /// Path as reached from the source.
    pub path: String,
    /// The way inside a container.
    pub inner: Option<String>,
    /// Where in the way it happened.
    pub stage: Stage,
    /// What kind of trouble.
    pub class: ExceptionClass,
    /// One sentence with the cause.
    pub reason: Said,
    /// The digest where the thing became an item all the same.
    pub item: Option<Digest>,
}

/// The stage at which an exception arose.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Stage {
    /// Walking the source.
    Walk,
    /// Reading the bytes.
    Read,
    /// Taking the bytes apart.
    Parse,
    /// Making text of a part.
    Text,
}

impl Stage {
    /// All stages, in the order of the enum.
    pub const ALL: [Self; 4] = [Self::Walk, Self::Read, Self::Parse, Self::Text];

    /// Gives the word of the JSON output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Walk => "walk",
            Self::Read => "read",
            Self::Parse => "parse",
            Self::Text => "text",
        }
    }

    /// Names it for a reader.
    pub fn shown(self, lang: Lang) -> &'static str {
        let word = match self {
            Self::Walk => w::WALK,
            Self::Read => w::READ,
            Self::Parse => w::PARSE,
            Self::Text => w::TEXT,
        };
        word.of(lang)
    }
}

/// The class of an exception.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ExceptionClass {
    /// A symbolic link, listed and not followed.
    Link,
    /// A device, pipe or socket.
    Special,
    /// The system refused to read it.
    Unreadable,
    /// Encrypted.
    Encrypted,
    /// Damaged.
    Corrupt,
    /// Over a bound.
    Bound,
    /// A kind that is not read.
    Unsupported,
    /// Nothing in it.
    Empty,
    /// Name and content disagree about the type.
    Mismatch,
    /// A case folder or an export of ours, skipped.
    Skipped,
    /// Changed or gone since it was read.
    Changed,
}

impl ExceptionClass {
    /// All classes, in the order of the enum.
    pub const ALL: [Self; 11] = [
        Self::Link,
        Self::Special,
        Self::Unreadable,
        Self::Encrypted,
        Self::Corrupt,
        Self::Bound,
        Self::Unsupported,
        Self::Empty,
        Self::Mismatch,
        Self::Skipped,
        Self::Changed,
    ];

    /// Gives the word of the JSON output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Special => "special",
            Self::Unreadable => "unreadable",
            Self::Encrypted => "encrypted",
            Self::Corrupt => "corrupt",
            Self::Bound => "bound",
            Self::Unsupported => "unsupported",
            Self::Empty => "empty",
            Self::Mismatch => "mismatch",
            Self::Skipped => "skipped",
            Self::Changed => "changed",
        }
    }

    /// Names it for a reader.
    pub fn shown(self, lang: Lang) -> &'static str {
        let word = match self {
            Self::Link => w::LINK,
            Self::Special => w::SPECIAL,
            Self::Unreadable => w::UNREADABLE,
            Self::Encrypted => w::ENCRYPTED,
            Self::Corrupt => w::CORRUPT,
            Self::Bound => w::BOUND,
            Self::Unsupported => w::UNSUPPORTED,
            Self::Empty => w::EMPTY,
            Self::Mismatch => w::MISMATCH,
            Self::Skipped => w::SKIPPED,
            Self::Changed => w::CHANGED,
        };
        word.of(lang)
    }
}

/// The counts of a case.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Status {
    /// Sources.
    pub sources: u64,
    /// Items, each counted once.
    pub items: u64,
    /// Message items that lie in a mailbox or file.
    pub messages: u64,
    /// Message items that lie only inside other messages.
    pub attached_messages: u64,
    /// Attachment items.
    pub attachments: u64,
    /// Document items.
    pub documents: u64,
    /// Locations of all items.
    pub occurrences: u64,
    /// Threads.
    pub threads: u64,
    /// Near-duplicate groups.
    pub groups: u64,
    /// Findings.
    pub findings: u64,
    /// Exceptions.
    pub exceptions: u64,
    /// Items that bear a tag or a verdict.
    pub tagged: u64,
    /// Bytes of all sources.
    pub bytes: u64,
    /// Journal name and head hash, one a journal.
    pub heads: Vec<(String, String)>,
}
