//! The records of the index: what is written of items, files and places. The nouns of `model` have
//! no serialisation of their own; this file owns the format, and [`FORMAT`] is its version.

use super::finding::{SaidRecord, said, said_record};
use crate::model::{
    Defect, DefectKind, Digest, Exception, ExceptionClass, Head, Kind, Location, Mailbox, Meta,
    MetaKey, MetaOrigin, Stage, Stamp,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Version of every binary file of the index; another one is made again from the sources.
pub const FORMAT: u8 = 12;

/// What the bytes of one item say, whatever their place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ItemRow {
    /// SHA-256 of the exact bytes.
    pub digest: [u8; 32],
    /// Whether the bytes were read as a message.
    pub message: bool,
    /// Length of the exact bytes.
    pub size: u64,
    /// Media type that the bytes show.
    pub media_type: String,
    /// A message's claims.
    pub head: Option<HeadRow>,
    /// Attachments and attached messages, in part order; members of a container, in its order.
    pub children: Vec<ChildRow>,
    /// What could not be read inside a container, by the way from there; about the container
    /// itself where there is no way.
    pub exceptions: Vec<ExceptionRow>,
    /// Whether a bound ended the reading of a container before its own end.
    pub cut: bool,
    /// Length of all text parts in bytes.
    pub text_bytes: u32,
    /// Digest of the canonical own words.
    pub text_digest: Option<[u8; 32]>,
    /// Place of the text in the segment's text file.
    pub text_at: u64,
    /// Length of the stored text; 0 where there is none.
    pub text_stored: u32,
    /// Defects: kind and range.
    pub defects: Vec<(u8, Option<(u64, u64)>)>,
    /// What a document claims about itself.
    pub metadata: Vec<MetaRow>,
}

/// One claim of a document: key, origin, value.
pub type MetaRow = (u8, u8, String);

/// One attachment as its message carries it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChildRow {
    /// SHA-256 of the decoded bytes.
    pub digest: [u8; 32],
    /// MIME part number.
    pub part: String,
    /// File name that the message claims.
    pub name: Option<String>,
    /// Media type that the message claims.
    pub media_type: String,
    /// Whether it is an attached message.
    pub message: bool,
    /// Range in the mailbox inside a container that it was cut from.
    pub range: Option<(u64, u64)>,
    /// Mail folder inside a container.
    pub folder: Option<String>,
}

/// A message's claims.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HeadRow {
    id: Option<String>,
    subject: String,
    boxes: [Vec<(String, String)>; 5],
    date: Option<(i64, i16)>,
    in_reply_to: Vec<String>,
    references: Vec<String>,
}

/// One file of a source, as it was when it was read.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
pub struct FileRow {
    /// Name of the source.
    pub source: String,
    /// Path as reached from the source.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// Modification time in nanoseconds since 1970.
    pub mtime_ns: i64,
    /// Inode.
    pub inode: u64,
    /// SHA-256 of the file.
    pub digest: Option<[u8; 32]>,
    /// State of that hash at `resume_at`, so that a file that only grew need not be read again.
    pub hash_state: Vec<u8>,
    /// For an mbox: where reading goes on when it grew.
    pub resume_at: u64,
    /// Whether it is a mailbox (its messages are items) or an item itself.
    pub mailbox: bool,
    /// Items that lie in it, in order.
    pub occurrences: Vec<Occurrence>,
    /// Bytes of a mailbox that belong to no message.
    pub gaps: Vec<GapRow>,
    /// What could not be read.
    pub exceptions: Vec<ExceptionRow>,
}

/// One item in a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Occurrence {
    /// The item.
    pub digest: [u8; 32],
    /// First byte in the file.
    pub offset: u64,
    /// Bytes that it takes.
    pub length: u64,
    /// Mail folder.
    pub folder: Option<String>,
    /// Whether it lies there as a message.
    pub message: bool,
}

/// Bytes of a mailbox between its messages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GapRow {
    /// First byte.
    pub offset: u64,
    /// Bytes.
    pub length: u64,
    /// What it is: `from-line`, `separator`, `junk`, ...
    pub what: String,
}

/// An exception, without its source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExceptionRow {
    path: String,
    inner: Option<String>,
    stage: u8,
    class: u8,
    reason: SaidRecord,
    item: Option<[u8; 32]>,
}

fn pairs(boxes: &[Arc<Mailbox>]) -> Vec<(String, String)> {
    boxes
        .iter()
        .map(|m| (m.name.clone(), m.address.clone()))
        .collect()
}

fn mailboxes(pairs: Vec<(String, String)>) -> Vec<Arc<Mailbox>> {
    pairs
        .into_iter()
        .map(|(name, address)| Arc::new(Mailbox { name, address }))
        .collect()
}

impl From<&Head> for HeadRow {
    fn from(h: &Head) -> Self {
        Self {
            id: h.message_id.clone(),
            subject: h.subject.clone(),
            boxes: [&h.from, &h.to, &h.cc, &h.bcc, &h.reply_to].map(|b| pairs(b)),
            date: h.date.map(|d| (d.epoch_s, d.offset_min)),
            in_reply_to: h.in_reply_to.clone(),
            references: h.references.clone(),
        }
    }
}

impl From<HeadRow> for Head {
    fn from(r: HeadRow) -> Self {
        let [from, to, cc, bcc, reply_to] = r.boxes.map(mailboxes);
        Self {
            message_id: r.id,
            subject: r.subject,
            from,
            to,
            cc,
            bcc,
            reply_to,
            date: r.date.map(|(epoch_s, offset_min)| Stamp {
                epoch_s,
                offset_min,
            }),
            in_reply_to: r.in_reply_to,
            references: r.references,
        }
    }
}

impl HeadRow {
    /// Gives the claimed date in seconds since 1970.
    pub fn epoch_s(&self) -> Option<i64> {
        self.date.map(|d| d.0)
    }
}

/// Turns defects into their record.
pub fn defect_rows(defects: &[Defect]) -> Vec<(u8, Option<(u64, u64)>)> {
    let span = |d: &Defect| d.range.as_ref().map(|r| (r.start as u64, r.end as u64));
    defects.iter().map(|d| (d.kind as u8, span(d))).collect()
}

/// Reads defects back; kinds that this version does not know are left out.
pub fn defects(rows: &[(u8, Option<(u64, u64)>)]) -> Vec<Defect> {
    rows.iter()
        .filter_map(|(kind, span)| {
            let kind = DefectKind::ALL.get(usize::from(*kind)).copied()?;
            let range = span.map(|(a, b)| a as usize..b as usize);
            Some(Defect { kind, range })
        })
        .collect()
}

/// Turns claims into their record.
pub fn meta_rows(metadata: &[Meta]) -> Vec<MetaRow> {
    let row = |m: &Meta| (m.key as u8, m.origin as u8, m.value.clone());
    metadata.iter().map(row).collect()
}

/// Reads claims back; what this version does not know is left out.
pub fn metadata(rows: &[MetaRow]) -> Vec<Meta> {
    rows.iter()
        .filter_map(|(key, origin, value)| {
            Some(Meta {
                key: *MetaKey::ALL.get(usize::from(*key))?,
                value: value.clone(),
                origin: *MetaOrigin::ALL.get(usize::from(*origin))?,
            })
        })
        .collect()
}

impl From<&Exception> for ExceptionRow {
    fn from(e: &Exception) -> Self {
        Self {
            path: e.path.clone(),
            inner: e.inner.clone(),
            stage: e.stage as u8,
            class: e.class as u8,
            reason: said_record(&e.reason),
            item: e.item.map(|d| d.0),
        }
    }
}

impl ExceptionRow {
    /// Reads an exception back that stands inside a container, at a place of that.
    pub fn inside(&self, at: &Location) -> Exception {
        let mut out = self.exception(&at.source);
        out.path.clone_from(&at.path);
        out.inner = match (&at.inner, out.inner) {
            (Some(outer), Some(way)) => Some(format!("{outer}/{way}")),
            (outer, way) => way.or_else(|| outer.clone()),
        };
        out
    }

    /// Tells whether nothing became an item of what it is about.
    pub fn is_lost(&self) -> bool {
        self.item.is_none()
    }

    /// Gives where in its file it stands, for what was said of a part of a mailbox (`@1024`).
    pub fn offset(&self) -> Option<u64> {
        self.inner.as_deref()?.strip_prefix('@')?.parse().ok()
    }

    /// Reads an exception of a source back.
    pub fn exception(&self, source: &str) -> Exception {
        Exception {
            source: source.to_owned(),
            path: self.path.clone(),
            inner: self.inner.clone(),
            stage: Stage::ALL
                .get(usize::from(self.stage))
                .copied()
                .unwrap_or(Stage::Read),
            class: ExceptionClass::ALL
                .get(usize::from(self.class))
                .copied()
                .unwrap_or(ExceptionClass::Corrupt),
            reason: said(self.reason.clone()),
            item: self.item.map(Digest),
        }
    }
}

/// Gives the byte of a kind in a record.
pub fn kind_byte(kind: Kind) -> u8 {
    match kind {
        Kind::Message => 0,
        Kind::Attachment => 1,
        Kind::Document => 2,
    }
}

/// Reads a kind back.
pub fn kind(byte: u8) -> Kind {
    match byte {
        0 => Kind::Message,
        1 => Kind::Attachment,
        _ => Kind::Document,
    }
}
