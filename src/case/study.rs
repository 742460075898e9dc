//! What one raw item says, worked out by a worker: digest, claims, text, sketch, and the same for
//! everything inside it. The loop from container to items to children lives here and nowhere else.

use super::boxes::{self, Found};
use super::inner::inside;
use super::kept::{Bench, Kept};
use super::message;
pub use super::seen::Seen;
use super::sums::{self, Summed};
use crate::extract::{self, Extracted};
use crate::fingerprint::Sketch;
use crate::intake::{self, Batch, BoxKind, RawItem};
use crate::model::{Digest, Exception, ExceptionClass, ItemText, Kind, Stage, sha256};
use crate::store::{ItemRow, Occurrence, defect_rows, meta_rows, pack_text};
use crate::text;
use std::path::Path;

/// One item as it goes to the segment: row, packed text, sketch.
pub struct Studied {
    /// What is known of it; the place of its text is filled in when that is written.
    pub row: ItemRow,
    /// The packed text; empty where there is none.
    pub packed: Vec<u8>,
    /// What the near-duplicate search needs.
    pub sketch: Option<Sketch>,
    /// What a message's bytes show of its making, packed; empty for anything else.
    pub trace: Vec<u8>,
    /// Its canonical own words, until their digest is made; empty where it has none.
    pub own: String,
}

/// What the study of a batch gives.
pub type Outcome = (Vec<Studied>, Vec<Kept>, Vec<Occurrence>);

/// Studies every item of a batch: what is new, what is kept, and where each lies. `file` is the
/// file that the batch is of.
pub fn batch(
    batch: &Batch,
    whole: Option<[u8; 32]>,
    file: (&Path, &str),
    mut bench: Bench<'_>,
) -> Outcome {
    let summed = sums::of(batch, whole, bench.seen);
    let places = batch
        .items
        .iter()
        .zip(summed)
        .map(|(raw, summed)| one(batch, raw, (summed, file), &mut bench))
        .collect();
    let (out, kept) = bench.finish();
    (out, kept, places)
}

fn one(
    batch: &Batch,
    raw: &RawItem,
    (summed, file): (Summed<'_>, (&Path, &str)),
    bench: &mut Bench<'_>,
) -> Occurrence {
    let digest = summed.digest;
    let mut message = raw.kind == Kind::Message;
    match batch.bytes(raw) {
        Some(bytes) if message => {
            if bench.seen.first(digest, true) {
                message::study(bytes, digest, summed.signed, bench);
            }
        }
        Some(bytes) => {
            message = is_message(bytes, Some(raw.media_type));
            let shown = (message, file.1, Some(raw.media_type));
            member(bytes, digest, shown, bench);
        }
        None => oversized(raw, digest, file, bench),
    }
    Occurrence {
        digest,
        offset: raw.offset,
        length: raw.length,
        folder: raw.folder.clone(),
        message,
    }
}

/// Tells whether bytes of a type (none: what the first bytes show is a message) are a message.
pub fn is_message(bytes: &[u8], media: Option<&str>) -> bool {
    match media {
        None => true,
        Some(OLE) => intake::is_msg(bytes),
        Some(_) => false,
    }
}

/// The media type of compound files, of which a message of Outlook is one.
const OLE: &str = "application/x-ole-storage";

/// Studies bytes that are at hand, unless the same were studied before.
pub fn member(
    bytes: &[u8],
    digest: [u8; 32],
    (message, name, media): (bool, &str, Option<&str>),
    bench: &mut Bench<'_>,
) {
    leveled(bytes, digest, (message, name, media), 0, bench);
}

/// The same of what lies in so many documents inside each other.
pub(super) fn leveled(
    bytes: &[u8],
    digest: [u8; 32],
    (message, name, media): (bool, &str, Option<&str>),
    level: usize,
    bench: &mut Bench<'_>,
) {
    if !bench.seen.first(digest, message) {
        return;
    }
    if message {
        return message::study(bytes, digest, None, bench);
    }
    let paper = extract::is_paper(bytes);
    let mut found = if bench.seen.known.holds(bytes, &digest) {
        bench.seen.known.listed()
    } else if paper {
        bench.papers.read(bytes)
    } else {
        extract::document(name, bytes)
    };
    let mut shown = std::mem::take(&mut found.media_type);
    // What a document is, its first bytes tell better than that it can be read as text.
    let sniffed = |m: &&str| shown.is_empty() || (*m != "text/plain" && !paper);
    if let Some(media) = media.filter(sniffed) {
        media.clone_into(&mut shown);
    }
    let inner = std::mem::take(&mut found.children);
    let mut studied = plain(digest, bytes.len() as u64, shown, found);
    unopened(&mut studied, media.unwrap_or_default());
    inside(&mut studied, inner, level, bench);
    bench.push(studied);
}

/// A file that no window holds whole: it is listed by the digest of its windows, without text; a
/// container is opened.
fn oversized(raw: &RawItem, digest: [u8; 32], (path, name): (&Path, &str), bench: &mut Bench<'_>) {
    let found = Found {
        digest,
        size: raw.length,
        name,
        media: raw.media_type,
    };
    let kind = BoxKind::of(raw.media_type);
    match (kind, intake::open_file(path)) {
        (Some(kind), Ok(mut file)) if !bench.seen.has(digest, false) => {
            boxes::open(&found, kind, &mut file, bench);
        }
        _ if bench.seen.first(digest, false) => {
            bench.push(listed(digest, raw.length, raw.media_type));
        }
        _ => {}
    }
}

/// Lists an item without a text; a container that no reader stands for says so.
pub fn listed(digest: [u8; 32], size: u64, media: &str) -> Studied {
    plain(digest, size, media.to_owned(), Extracted::default())
}

pub(super) fn plain(digest: [u8; 32], size: u64, media_type: String, found: Extracted) -> Studied {
    let text = ItemText { parts: found.texts };
    let mut studied = with_text(digest, size, media_type, &text);
    studied.row.defects = defect_rows(&found.defects);
    studied.row.metadata = meta_rows(&found.metadata);
    studied
}

/// Says of a container that no reader stands for that it was not opened.
pub(super) fn unopened(studied: &mut Studied, media: &str) {
    if let Some(why) = intake::unopened(media) {
        let exception = Exception {
            source: String::new(),
            path: String::new(),
            inner: None,
            stage: Stage::Read,
            class: ExceptionClass::Unsupported,
            reason: why.into(),
            item: Some(Digest(studied.row.digest)),
        };
        studied.row.exceptions.push((&exception).into());
    }
}

pub(super) fn with_text(
    digest: [u8; 32],
    size: u64,
    media_type: String,
    text: &ItemText,
) -> Studied {
    let empty = text.is_empty();
    let own = if empty {
        String::new()
    } else {
        text::own_words(&text.body())
    };
    let row = ItemRow {
        digest,
        message: false,
        size,
        media_type,
        head: None,
        children: Vec::new(),
        exceptions: Vec::new(),
        cut: false,
        text_bytes: text.parts.iter().map(|p| p.text.len() as u32).sum(),
        text_digest: None,
        text_at: 0,
        text_stored: 0,
        defects: Vec::new(),
        metadata: Vec::new(),
    };
    let packed = if text.parts.is_empty() {
        Vec::new()
    } else {
        pack_text(text)
    };
    Studied {
        row,
        packed,
        sketch: (!own.is_empty()).then(|| Sketch::of(&own)),
        trace: Vec::new(),
        own: if own.trim().is_empty() {
            String::new()
        } else {
            text::canonical_digest_input(&own)
        },
    }
}

/// Gives the digest of bytes as an id.
pub fn digest_of(bytes: &[u8]) -> Digest {
    Digest(sha256(bytes))
}
