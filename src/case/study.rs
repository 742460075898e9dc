//! What one raw item says, worked out by a worker: digest, claims, text, sketch, and the same for
//! everything inside it. The loop from container to items to children lives here and nowhere else.

use super::boxes::{self, Found};
use super::inner::{inside, is_opened_as_box, told};
use super::kept::{Bench, Kept};
use super::mail;
pub use super::seen::Seen;
use crate::attest;
use crate::extract::{self, Child, Extracted};
use crate::fingerprint::Sketch;
use crate::intake::{self, Batch, BoxKind, RawItem};
use crate::model::{
    Defect, DefectKind, Digest, Exception, ExceptionClass, Head, ItemText, Kind, Stage, bounds,
};
use crate::store::{ChildRow, ItemRow, Occurrence, defect_rows, meta_rows, pack_text, pack_trace};
use crate::text;
use crate::worker::Papers;
use sha2::{Digest as _, Sha256};
use std::panic::{AssertUnwindSafe, catch_unwind};
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
    let places = batch
        .items
        .iter()
        .map(|raw| one(batch, raw, (whole, file), &mut bench))
        .collect();
    let (out, kept) = bench.finish();
    (out, kept, places)
}

fn one(
    batch: &Batch,
    raw: &RawItem,
    (whole, file): (Option<[u8; 32]>, (&Path, &str)),
    bench: &mut Bench<'_>,
) -> Occurrence {
    let mut message = raw.kind == Kind::Message;
    let digest = match batch.bytes(raw) {
        Some(bytes) => {
            let digest = whole.unwrap_or_else(|| sha256(bytes));
            if !message {
                message = is_message(bytes, Some(raw.media_type));
            }
            member(
                bytes,
                digest,
                (message, file.1, Some(raw.media_type)),
                bench,
            );
            digest
        }
        None => oversized(raw, whole, file, bench),
    };
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
        return study_messages(bytes, digest, bench);
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
fn oversized(
    raw: &RawItem,
    whole: Option<[u8; 32]>,
    (path, name): (&Path, &str),
    bench: &mut Bench<'_>,
) -> [u8; 32] {
    let digest = whole.unwrap_or_default();
    let found = Found {
        digest,
        size: raw.length,
        name,
        media: raw.media_type,
    };
    let kind = BoxKind::of(raw.media_type);
    match (kind, intake::open_file(path)) {
        (Some(kind), Ok(mut file)) if !bench.seen.has(digest) => {
            boxes::open(&found, kind, &mut file, bench);
        }
        _ if bench.seen.first(digest, false) => {
            bench.push(listed(digest, raw.length, raw.media_type));
        }
        _ => {}
    }
    digest
}

/// Lists an item without a text; a container that no reader stands for says so.
pub fn listed(digest: [u8; 32], size: u64, media: &str) -> Studied {
    plain(digest, size, media.to_owned(), Extracted::default())
}

/// A message inside another, yet to be studied.
struct Inner {
    bytes: Vec<u8>,
    digest: [u8; 32],
    depth: usize,
}

/// Studies a message and every message inside it, one after the other: no level waits in memory
/// for those below it.
fn study_messages(bytes: &[u8], digest: [u8; 32], bench: &mut Bench<'_>) {
    let mut todo = Vec::new();
    borne(bytes, digest, 0, &mut todo, bench);
    while let Some(inner) = todo.pop() {
        borne(&inner.bytes, inner.digest, inner.depth, &mut todo, bench);
    }
}

/// Studies a message; one at which our own code breaks is listed with its digest all the same.
fn borne(
    bytes: &[u8],
    digest: [u8; 32],
    depth: usize,
    todo: &mut Vec<Inner>,
    bench: &mut Bench<'_>,
) {
    let work = AssertUnwindSafe(|| study_message(bytes, digest, depth, todo, bench));
    if catch_unwind(work).is_err() {
        let (kind, range) = (DefectKind::ReaderFault, None);
        let mut studied = listed(digest, bytes.len() as u64, "message/rfc822");
        studied.row.message = true;
        studied.row.head = Some((&Head::default()).into());
        studied.row.defects = defect_rows(&[Defect { kind, range }]);
        bench.push(studied);
    }
}

fn study_message(
    bytes: &[u8],
    digest: [u8; 32],
    depth: usize,
    todo: &mut Vec<Inner>,
    bench: &mut Bench<'_>,
) {
    let (shown, mut found) = mail::read(bytes);
    let mut children = Vec::with_capacity(found.children.len());
    for child in std::mem::take(&mut found.children) {
        let inner = sha256(&child.bytes);
        let message = mail::is_message(&child) && is_opened(depth, child.bytes.len());
        if mail::is_message(&child) && !message {
            let (kind, range) = (DefectKind::TooDeep, None);
            found.defects.push(Defect { kind, range });
        }
        children.push(ChildRow {
            digest: inner,
            part: child.part.clone(),
            name: child.name.clone(),
            media_type: child.media_type.clone(),
            message,
            range: None,
            folder: None,
        });
        let told = told(&child, message);
        if is_opened_as_box((inner, told), &child, bench) {
            continue;
        }
        if bench.seen.first(inner, message) {
            if message {
                todo.push(Inner {
                    bytes: child.bytes,
                    digest: inner,
                    depth: depth + 1,
                });
            } else {
                let is_known = bench.seen.known.holds(&child.bytes, &inner);
                let (mut studied, files) = if is_known {
                    let size = child.bytes.len() as u64;
                    let listed = bench.seen.known.listed();
                    (plain(inner, size, child.media_type, listed), Vec::new())
                } else {
                    attachment((inner, told), child, bench.papers)
                };
                inside(&mut studied, files, 0, bench);
                bench.push(studied);
            }
        }
    }
    let text = ItemText { parts: found.texts };
    let mut studied = with_text(digest, bytes.len() as u64, found.media_type, &text);
    let headers = extract::headers(&shown);
    let mut trace = attest::observe(&shown, &headers, children.len());
    if *shown != *bytes {
        attest::signature::leave_untested(&mut trace.signatures);
        trace.tested.clear();
    }
    studied.trace = pack_trace(&trace);
    studied.row.message = true;
    studied.row.head = Some((&found.head).into());
    studied.row.children = children;
    studied.row.defects = defect_rows(&found.defects);
    studied.row.metadata = meta_rows(&found.metadata);
    bench.push(studied);
}

/// Tells whether a message of a size is taken apart that lies `depth` levels inside another.
fn is_opened(depth: usize, size: usize) -> bool {
    let work = size.saturating_mul(depth + 1);
    depth < bounds::MIME_DEPTH && (depth < 4 || work <= bounds::NESTED_BYTES)
}

fn attachment(
    (digest, told): ([u8; 32], &'static str),
    child: Child,
    papers: &mut Papers,
) -> (Studied, Vec<Child>) {
    let size = child.bytes.len() as u64;
    if extract::is_paper(&child.bytes) {
        let mut found = papers.read(&child.bytes);
        let inner = std::mem::take(&mut found.children);
        let media = match found.media_type.as_str() {
            "" => child.media_type,
            shown => shown.to_owned(),
        };
        return (plain(digest, size, media, found), inner);
    }
    let found = Extracted {
        texts: child.texts,
        defects: child.defects,
        metadata: child.metadata,
        ..Extracted::default()
    };
    let mut studied = plain(digest, size, child.media_type, found);
    unopened(&mut studied, told);
    (studied, Vec::new())
}

fn plain(digest: [u8; 32], size: u64, media_type: String, found: Extracted) -> Studied {
    let text = ItemText { parts: found.texts };
    let mut studied = with_text(digest, size, media_type, &text);
    studied.row.defects = defect_rows(&found.defects);
    studied.row.metadata = meta_rows(&found.metadata);
    studied
}

/// Says of a container that no reader stands for that it was not opened.
fn unopened(studied: &mut Studied, media: &str) {
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

fn with_text(digest: [u8; 32], size: u64, media_type: String, text: &ItemText) -> Studied {
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
        text_digest: (!own.trim().is_empty()).then(|| text_digest(&own)),
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
    }
}

/// The text identity of an item: SHA-256 of its canonical own words.
fn text_digest(own: &str) -> [u8; 32] {
    sha256(text::canonical_digest_input(own).as_bytes())
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Gives the digest of bytes as an id.
pub fn digest_of(bytes: &[u8]) -> Digest {
    Digest(sha256(bytes))
}
