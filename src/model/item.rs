//! Items: messages, attachments and loose documents, with where they lie and what they claim.

use super::words::{Lang, Word, acts, defects as w};
use super::{Digest, GroupIx, Stamp, ThreadIx};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// What an item is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    /// A message, in a mailbox, a file of its own, or inside another message.
    Message,
    /// A part of a message that is not its text.
    Attachment,
    /// A loose file that is no message.
    Document,
}

impl Kind {
    /// Gives the word of the command line and of the JSON output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Message => "message",
            Self::Attachment => "attachment",
            Self::Document => "document",
        }
    }

    /// Gives the word that people are shown.
    pub fn shown(self, lang: Lang) -> &'static str {
        match self {
            Self::Message => acts::MESSAGE,
            Self::Attachment => acts::ATTACHMENT,
            Self::Document => acts::DOCUMENT,
        }
        .of(lang)
    }
}

/// One thing known by its exact bytes, at one or more places.
#[derive(Clone, PartialEq, Debug)]
pub struct Item {
    /// SHA-256 of the exact bytes.
    pub digest: Digest,
    /// Message, attachment or document.
    pub kind: Kind,
    /// Length of the exact bytes.
    pub size_bytes: u64,
    /// Media type, lower case, as the item's own bytes or its carrier say.
    pub media_type: String,
    /// What a message's headers claim; `None` for attachments and documents.
    pub head: Option<Head>,
    /// Every place where these bytes lie, in a fixed order; never empty in a snapshot.
    pub locations: Vec<Location>,
    /// Digests of a message's attachments (and attached messages), in part order.
    pub children: Vec<Digest>,
    /// Digest of the canonical own words; `None` where there is no text.
    pub text_digest: Option<Digest>,
    /// Length of the text in bytes, all parts together; 0 where there is none.
    pub text_bytes: u32,
    /// What was wrong in the bytes.
    pub defects: Vec<Defect>,
    /// The thread that the message belongs to; always there for messages of a snapshot.
    pub thread: Option<ThreadIx>,
    /// The near-duplicate group that the item belongs to.
    pub group: Option<GroupIx>,
}

#[cfg(test)]
impl Item {
    /// Makes an item with nothing but a digest and a kind, for tests to fill in.
    pub fn blank(n: u8, kind: Kind) -> Self {
        Self {
            digest: Digest([n; 32]),
            kind,
            size_bytes: 0,
            media_type: String::new(),
            head: None,
            locations: Vec::new(),
            children: Vec::new(),
            text_digest: None,
            text_bytes: 0,
            defects: Vec::new(),
            thread: None,
            group: None,
        }
    }
}

impl Item {
    /// Gives the subject of a message, or the file name of anything else.
    pub fn title(&self) -> &str {
        match &self.head {
            Some(head) => &head.subject,
            None => self.file_name(),
        }
    }

    /// Gives the name that the first location bears, or its path's last part.
    pub fn file_name(&self) -> &str {
        self.locations.first().map_or("", |l| {
            l.name
                .as_deref()
                .unwrap_or_else(|| l.path.rsplit('/').next().unwrap_or(""))
        })
    }

    /// Gives the claimed date of a message.
    pub fn date(&self) -> Option<Stamp> {
        self.head.as_ref().and_then(|h| h.date)
    }

    /// Gives the Message-ID without its angle brackets.
    pub fn message_id(&self) -> Option<&str> {
        self.head.as_ref().and_then(|h| h.message_id.as_deref())
    }
}

/// What a message's own headers claim, decoded (RFC 5322, RFC 2047, RFC 2231).
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Head {
    /// The first Message-ID without angle brackets.
    pub message_id: Option<String>,
    /// The first Subject, decoded, in one line.
    pub subject: String,
    /// From.
    pub from: Vec<Arc<Mailbox>>,
    /// To.
    pub to: Vec<Arc<Mailbox>>,
    /// Cc.
    pub cc: Vec<Arc<Mailbox>>,
    /// Bcc.
    pub bcc: Vec<Arc<Mailbox>>,
    /// Reply-To.
    pub reply_to: Vec<Arc<Mailbox>>,
    /// The first Date that can be read.
    pub date: Option<Stamp>,
    /// Ids of In-Reply-To, without angle brackets, in order; like `references` empty in a snapshot,
    /// where the threads hold what they tie.
    pub in_reply_to: Vec<String>,
    /// Ids of References, without angle brackets, in order; bounded by `bounds::REFERENCES`.
    pub references: Vec<String>,
}

impl Head {
    /// Writes the From line as people read it: `Name <address>`, joined by commas.
    pub fn from_line(&self) -> String {
        line(&self.from)
    }
}

/// Joins mailboxes as a header line shows them.
pub fn line(boxes: &[Arc<Mailbox>]) -> String {
    boxes
        .iter()
        .map(|m| m.line())
        .collect::<Vec<_>>()
        .join(", ")
}

/// A display name with an address; either may be empty. Heads share them: a case has a few thousand
/// correspondents and a few hundred thousand places where they are named.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct Mailbox {
    /// Display name, decoded.
    pub name: String,
    /// Address as it stands.
    pub address: String,
}

impl Mailbox {
    /// Writes `Name <address>`, or the one of the two that is there.
    pub fn line(&self) -> String {
        match (self.name.is_empty(), self.address.is_empty()) {
            (false, false) => format!("{} <{}>", self.name, self.address),
            (false, true) => self.name.clone(),
            (true, _) => self.address.clone(),
        }
    }
}

/// One header field as it stands in the bytes: every one is kept, in order, with duplicates.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Header<'a> {
    /// The name as written, lossily decoded.
    pub name: Cow<'a, str>,
    /// The value as written, folds and all, lossily decoded (windows-1252 where not UTF-8).
    pub value: Cow<'a, str>,
    /// The whole field in the item's bytes, name to the line end of its last fold.
    pub range: Range<usize>,
}

impl Header<'_> {
    /// Gives the field with words of its own, for longer than the item's bytes are at hand.
    pub fn into_owned(self) -> Header<'static> {
        Header {
            name: Cow::Owned(self.name.into_owned()),
            value: Cow::Owned(self.value.into_owned()),
            range: self.range,
        }
    }
}

/// A place where an item lies.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Location {
    /// Name of the source.
    pub source: String,
    /// Path as reached from the source given to `ingest`.
    pub path: String,
    /// The way inside a container, or the MIME part number; `None` for a whole file or mbox entry.
    pub inner: Option<String>,
    /// First byte of the item in the file; `None` where the bytes are decoded first.
    pub offset: Option<u64>,
    /// Bytes that the item takes in the file; `None` as for `offset`.
    pub length: Option<u64>,
    /// The message that carries this attachment.
    pub parent: Option<Digest>,
    /// Whose material it is, as the investigator said.
    pub custodian: Option<String>,
    /// Mail folder, where the container has some.
    pub folder: Option<String>,
    /// File name that the carrier claims for an attachment.
    pub name: Option<String>,
}

/// Something wrong in an item's bytes, with its place; never a reason to stop.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Defect {
    /// What is wrong.
    pub kind: DefectKind,
    /// Where in the item's exact bytes, if that can be said.
    pub range: Option<Range<usize>>,
}

/// Kinds of defect; each has one sentence for the screen.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum DefectKind {
    /// The parser gave nothing at all.
    Unparseable,
    /// The header block is longer than the bound.
    HeaderTooLong,
    /// Parts are nested deeper than the bound.
    TooDeep,
    /// More parts than the bound.
    TooManyParts,
    /// More parameters in one field than the bound.
    TooManyParameters,
    /// More references than are kept.
    TooManyReferences,
    /// A part's transfer encoding does not decode cleanly.
    BadEncoding,
    /// Bytes that the declared character set does not have.
    BadCharset,
    /// A header field that is not UTF-8 and not encoded.
    RawHeaderBytes,
    /// A field that RFC 5322 allows once stands more than once.
    DuplicateField,
    /// No Date that can be read.
    NoDate,
    /// No Message-ID.
    NoMessageId,
    /// A multipart without its closing boundary.
    Unterminated,
    /// The text is longer than what is kept.
    TextTooLong,
    /// Text that no reader shows.
    HiddenText,
    /// More addresses in one field than are kept.
    TooManyAddresses,
    /// A document that needs a password.
    Encrypted,
    /// A document whose structure is damaged.
    Damaged,
    /// Entities of a document's own, which are never expanded.
    Entities,
    /// Reading it took more processor time than a document gets.
    ReaderTime,
    /// Reading it took more memory or stack than a document gets.
    ReaderMemory,
    /// No reader process could be started for it.
    NoReader,
    /// More than a document may have to be read.
    DocumentTooLarge,
    /// Reading it met a fault of this program.
    ReaderFault,
    /// A document that needs a password, and none of those that were given.
    Locked,
    /// A part that is encrypted for keys.
    Sealed,
}

impl DefectKind {
    /// All kinds, in the order of the enum: the index keeps a kind as its place here.
    pub const ALL: [Self; 26] = [
        Self::Unparseable,
        Self::HeaderTooLong,
        Self::TooDeep,
        Self::TooManyParts,
        Self::TooManyParameters,
        Self::TooManyReferences,
        Self::BadEncoding,
        Self::BadCharset,
        Self::RawHeaderBytes,
        Self::DuplicateField,
        Self::NoDate,
        Self::NoMessageId,
        Self::Unterminated,
        Self::TextTooLong,
        Self::HiddenText,
        Self::TooManyAddresses,
        Self::Encrypted,
        Self::Damaged,
        Self::Entities,
        Self::ReaderTime,
        Self::ReaderMemory,
        Self::NoReader,
        Self::DocumentTooLarge,
        Self::ReaderFault,
        Self::Locked,
        Self::Sealed,
    ];

    /// Says in one sentence what is wrong, as JSON and tables have it.
    pub fn sentence(self) -> &'static str {
        self.told(Lang::English)
    }

    /// Says it to people.
    pub fn told(self, lang: Lang) -> &'static str {
        self.named().of(lang)
    }

    /// Gives its row of the tables.
    pub fn named(self) -> Word {
        match self {
            Self::Unparseable => w::UNPARSEABLE,
            Self::HeaderTooLong => w::HEADER_TOO_LONG,
            Self::TooDeep => w::TOO_DEEP,
            Self::TooManyParts => w::TOO_MANY_PARTS,
            Self::TooManyParameters => w::TOO_MANY_PARAMETERS,
            Self::TooManyReferences => w::TOO_MANY_REFERENCES,
            Self::BadEncoding => w::BAD_ENCODING,
            Self::BadCharset => w::BAD_CHARSET,
            Self::RawHeaderBytes => w::RAW_HEADER_BYTES,
            Self::DuplicateField => w::DUPLICATE_FIELD,
            Self::NoDate => w::NO_DATE,
            Self::NoMessageId => w::NO_MESSAGE_ID,
            Self::Unterminated => w::UNTERMINATED,
            Self::TextTooLong => w::TEXT_TOO_LONG,
            Self::HiddenText => w::HIDDEN_TEXT,
            Self::TooManyAddresses => w::TOO_MANY_ADDRESSES,
            Self::Encrypted => w::ENCRYPTED,
            Self::Damaged => w::DAMAGED,
            Self::Entities => w::ENTITIES,
            Self::ReaderTime => w::READER_TIME,
            Self::ReaderMemory => w::READER_MEMORY,
            Self::NoReader => w::NO_READER,
            Self::DocumentTooLarge => w::DOCUMENT_TOO_LARGE,
            Self::ReaderFault => w::READER_FAULT,
            Self::Locked => w::LOCKED,
            Self::Sealed => w::SEALED,
        }
    }
}
