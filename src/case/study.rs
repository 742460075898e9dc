//! What one raw item says, worked out by a worker: digest, claims, text, sketch, and the same for
//! everything inside it. The loop from container to items to children lives here and nowhere else.

use crate::attest;
use crate::extract::{self, Child, Extracted, FromQuoting};
use crate::fingerprint::Sketch;
use crate::intake::{Batch, RawItem};
use crate::model::{Defect, DefectKind, Digest, ItemText, Kind, bounds};
use crate::store::{ChildRow, ItemRow, Occurrence, defect_rows, pack_text, pack_trace};
use crate::text;
use sha2::{Digest as _, Sha256};
use std::collections::HashSet;
use std::sync::Mutex;

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

/// Digests whose bytes were taken apart already, in this run or an earlier one. The flag tells
/// bytes read as a message from the same bytes read as anything else.
#[derive(Default)]
pub struct Seen {
    shards: [Mutex<Shard>; 16],
}

type Shard = HashSet<([u8; 32], bool)>;

impl Seen {
    /// Notes a digest; true the first time.
    pub fn first(&self, digest: [u8; 32], message: bool) -> bool {
        let shard = &self.shards[usize::from(digest[0] & 15)];
        shard
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .insert((digest, message))
    }
}

/// Studies every item of a batch: what is new, and where each lies.
pub fn batch(
    batch: &Batch,
    seen: &Seen,
    whole: Option<[u8; 32]>,
) -> (Vec<Studied>, Vec<Occurrence>) {
    let mut out = Vec::new();
    let places = batch
        .items
        .iter()
        .map(|raw| one(batch, raw, seen, whole, &mut out))
        .collect();
    (out, places)
}

fn one(
    batch: &Batch,
    raw: &RawItem,
    seen: &Seen,
    whole: Option<[u8; 32]>,
    out: &mut Vec<Studied>,
) -> Occurrence {
    let message = raw.kind == Kind::Message;
    let digest = match batch.bytes(raw) {
        Some(bytes) => {
            let digest = whole.unwrap_or_else(|| sha256(bytes));
            if seen.first(digest, message) {
                if message {
                    study_messages(bytes, digest, seen, out);
                } else {
                    let found = extract::document("", bytes);
                    let media = found.media_type.clone();
                    let size = bytes.len() as u64;
                    let media = if media.is_empty() {
                        raw.media_type.to_owned()
                    } else {
                        media
                    };
                    out.push(plain(digest, size, media, found));
                }
            }
            digest
        }
        None => oversized(raw, whole, seen, out),
    };
    Occurrence {
        digest,
        offset: raw.offset,
        length: raw.length,
        folder: raw.folder.clone(),
        message,
    }
}

/// A file that no window holds whole: it is listed by the digest of its windows, without text.
fn oversized(
    raw: &RawItem,
    whole: Option<[u8; 32]>,
    seen: &Seen,
    out: &mut Vec<Studied>,
) -> [u8; 32] {
    let digest = whole.unwrap_or_default();
    if seen.first(digest, false) {
        let media = raw.media_type.to_owned();
        out.push(plain(digest, raw.length, media, Extracted::default()));
    }
    digest
}

/// A message inside another, yet to be studied.
struct Inner {
    bytes: Vec<u8>,
    digest: [u8; 32],
    depth: usize,
}

/// Studies a message and every message inside it, one after the other: no level waits in memory
/// for those below it.
fn study_messages(bytes: &[u8], digest: [u8; 32], seen: &Seen, out: &mut Vec<Studied>) {
    let mut todo = Vec::new();
    study_message(bytes, digest, (seen, 0), &mut todo, out);
    while let Some(inner) = todo.pop() {
        let Inner {
            bytes,
            digest,
            depth,
        } = inner;
        study_message(&bytes, digest, (seen, depth), &mut todo, out);
    }
}

fn study_message(
    bytes: &[u8],
    digest: [u8; 32],
    (seen, depth): (&Seen, usize),
    todo: &mut Vec<Inner>,
    out: &mut Vec<Studied>,
) {
    let mut found = extract::message(bytes, FromQuoting::Undo);
    let mut children = Vec::with_capacity(found.children.len());
    for child in std::mem::take(&mut found.children) {
        let inner = sha256(&child.bytes);
        let message = child.is_message && is_opened(depth, child.bytes.len());
        if child.is_message && !message {
            let (kind, range) = (DefectKind::TooDeep, None);
            found.defects.push(Defect { kind, range });
        }
        children.push(ChildRow {
            digest: inner,
            part: child.part.clone(),
            name: child.name.clone(),
            media_type: child.media_type.clone(),
            message,
        });
        if seen.first(inner, message) {
            if message {
                todo.push(Inner {
                    bytes: child.bytes,
                    digest: inner,
                    depth: depth + 1,
                });
            } else {
                out.push(attachment(inner, child));
            }
        }
    }
    let text = ItemText { parts: found.texts };
    let mut studied = with_text(digest, bytes.len() as u64, found.media_type, &text);
    let headers = extract::headers(bytes);
    studied.trace = pack_trace(&attest::observe(bytes, &headers, children.len()));
    studied.row.message = true;
    studied.row.head = Some((&found.head).into());
    studied.row.children = children;
    studied.row.defects = defect_rows(&found.defects);
    out.push(studied);
}

/// Tells whether a message of a size is taken apart that lies `depth` levels inside another.
fn is_opened(depth: usize, size: usize) -> bool {
    let work = size.saturating_mul(depth + 1);
    depth < bounds::MIME_DEPTH && (depth < 4 || work <= bounds::NESTED_BYTES)
}

fn attachment(digest: [u8; 32], child: Child) -> Studied {
    let found = Extracted {
        texts: child.texts,
        defects: child.defects,
        ..Extracted::default()
    };
    plain(digest, child.bytes.len() as u64, child.media_type, found)
}

fn plain(digest: [u8; 32], size: u64, media_type: String, found: Extracted) -> Studied {
    let text = ItemText { parts: found.texts };
    let mut studied = with_text(digest, size, media_type, &text);
    studied.row.defects = defect_rows(&found.defects);
    studied
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
        text_bytes: text.parts.iter().map(|p| p.text.len() as u32).sum(),
        text_digest: (!own.trim().is_empty()).then(|| text_digest(&own)),
        text_at: 0,
        text_stored: 0,
        defects: Vec::new(),
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
