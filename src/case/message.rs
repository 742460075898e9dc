//! What a message says, and every message inside it, one after the other. Part of the study of an
//! item (`study`): no level waits in memory for those below it.

use super::inner::{inside, is_opened_as_box, told};
use super::kept::Bench;
use super::mail;
use super::study::{Studied, listed, plain, unopened, with_text};
use super::sums::Signed;
use crate::attest::{self, signature::Covered};
use crate::extract::{self, Child, Extracted};
use crate::model::{Defect, DefectKind, Head, ItemText, PartRole, Parts, bounds, sha256_all};
use crate::store::{ChildRow, defect_rows, meta_rows, pack_trace};
use crate::worker::Papers;
use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A message inside another, yet to be studied.
struct Inner {
    bytes: Vec<u8>,
    digest: [u8; 32],
    depth: usize,
}

/// A message to study.
struct Letter<'a> {
    bytes: &'a [u8],
    digest: [u8; 32],
    depth: usize,
    /// What its signatures cover, with the sums, where that was read before.
    signed: Option<Signed<'a>>,
}

/// Studies a message and every message inside it; what its signatures cover may be known.
pub fn study(bytes: &[u8], digest: [u8; 32], signed: Option<Signed<'_>>, bench: &mut Bench<'_>) {
    let mut todo = Vec::new();
    let outer = Letter {
        bytes,
        digest,
        depth: 0,
        signed,
    };
    borne(outer, &mut todo, bench);
    while let Some(inner) = todo.pop() {
        let inner = Letter {
            bytes: &inner.bytes,
            digest: inner.digest,
            depth: inner.depth,
            signed: None,
        };
        borne(inner, &mut todo, bench);
    }
}

/// Studies a message; one at which our own code breaks is listed with its digest all the same.
fn borne(letter: Letter<'_>, todo: &mut Vec<Inner>, bench: &mut Bench<'_>) {
    let (digest, size) = (letter.digest, letter.bytes.len() as u64);
    let work = AssertUnwindSafe(|| take_apart(letter, todo, bench));
    if catch_unwind(work).is_err() {
        let (kind, range) = (DefectKind::ReaderFault, None);
        let mut studied = listed(digest, size, "message/rfc822");
        studied.row.message = true;
        studied.row.head = Some((&Head::default()).into());
        studied.row.defects = defect_rows(&[Defect { kind, range }]);
        bench.push(studied);
    }
}

fn take_apart(letter: Letter<'_>, todo: &mut Vec<Inner>, bench: &mut Bench<'_>) {
    let (shown, mut found) = mail::read(letter.bytes);
    let pieces = std::mem::take(&mut found.children);
    let contents: Vec<&[u8]> = pieces.iter().map(|p| p.bytes.as_slice()).collect();
    let digests = sha256_all(&contents);
    let mut children = Vec::with_capacity(pieces.len());
    for (child, inner) in pieces.into_iter().zip(digests) {
        let is_mail = mail::is_message(&child);
        let message = is_mail && is_opened(letter.depth, child.bytes.len());
        if is_mail && !message {
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
        if !bench.seen.first(inner, message) {
            continue;
        }
        if message {
            todo.push(Inner {
                bytes: child.bytes,
                digest: inner,
                depth: letter.depth + 1,
            });
        } else {
            borne_by(child, (inner, told), bench);
        }
    }
    // What was rebuilt has other places than what was read before.
    let signed = letter.signed.filter(|_| matches!(shown, Cow::Borrowed(_)));
    let trace = trace((letter.bytes, &shown), signed, &found, children.len());
    let text = ItemText { parts: found.texts };
    let size = letter.bytes.len() as u64;
    let mut studied = with_text(letter.digest, size, found.media_type, &text);
    studied.trace = trace;
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

/// Studies what a message bears that is no message and no container.
fn borne_by(child: Child, (digest, told): ([u8; 32], &'static str), bench: &mut Bench<'_>) {
    let (mut studied, files) = if bench.seen.known.holds(&child.bytes, &digest) {
        let size = child.bytes.len() as u64;
        let listed = bench.seen.known.listed();
        (plain(digest, size, child.media_type, listed), Vec::new())
    } else {
        attachment((digest, told), child, bench.papers)
    };
    inside(&mut studied, files, 0, bench);
    bench.push(studied);
}

/// Packs what the bytes of a message show of its making; `shown` is what a mail reader sees of it.
fn trace(
    (bytes, shown): (&[u8], &[u8]),
    signed: Option<Signed<'_>>,
    found: &Extracted,
    attachments: usize,
) -> Vec<u8> {
    let rebuilt = shown != bytes;
    let headers = extract::headers(shown);
    // The encodings of what was rebuilt are our own.
    let coded = if rebuilt { &[] } else { found.coded.as_slice() };
    let mut bodies = found.texts.iter().filter(|t| t.role == PartRole::Body);
    let parts = Parts {
        attachments,
        skeleton: &found.skeleton,
        text: bodies.next_back().map_or("", |t| &t.text),
        coded,
    };
    let (covered, sums) = signed.unwrap_or_else(|| (Covered::of(shown), Vec::new()));
    let mut trace = attest::observe(shown, &headers, parts, (covered, &sums));
    if rebuilt {
        attest::signature::leave_untested(&mut trace.signatures);
        trace.tested.clear();
    }
    pack_trace(&trace)
}
