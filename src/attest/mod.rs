//! Bytes and kept keys to evidence: the clocks that programs leave in a message, the way it says
//! it took, and the signatures that servers set under it.
//!
//! Floor 2. Nothing here reads a clock or a disk: a message's bytes and the keys go in, what they
//! show comes out as a [`Trace`]. `detect` weighs it.

pub mod clock;
mod encoding;
mod habit;
mod hop;
mod mark;
pub mod signature;

pub use mark::has_types;

use crate::model::{Header, Parts, Trace};
use signature::Covered;
use std::borrow::Cow;
use std::ops::Range;

/// Longest text that is kept of one observed value; it is shown and compared, nothing more.
const VALUE: usize = 120;

/// Observes one message: its exact bytes, its header fields, what it was taken apart into, and what
/// its signatures cover with the sums that are known of that.
pub fn observe<'h>(
    raw: &[u8],
    headers: &'h [Header<'_>],
    parts: Parts<'h>,
    (covered, sums): (Covered<'_>, &[[u8; 32]]),
) -> Trace<'h> {
    let found = clock::clocks(headers);
    let topic = first(headers, "thread-topic").map(|h| text_of(&h.value));
    let habits = habit::habits(headers, parts);
    let (signatures, tested) = signature::tested(covered, sums, &found.ticks);
    let encoded = encoding::look(raw, parts.coded);
    let mut marks = mark::marks(raw, headers, &habits, parts.attachments);
    marks.extend(encoded.marks);
    Trace {
        marks,
        tried: encoded.tried,
        ticks: found.ticks,
        hops: found.hops,
        habits,
        topic,
        index: found.index.map(|i| Cow::Owned(i.bytes)).unwrap_or_default(),
        signatures: signatures
            .iter()
            .map(|s| Cow::Owned(signature::pack(s)))
            .collect(),
        tested,
    }
}

/// Gives the first field of a name (in lower case).
fn first<'a, 'b>(headers: &'a [Header<'b>], name: &str) -> Option<&'a Header<'b>> {
    headers.iter().find(|h| h.name.eq_ignore_ascii_case(name))
}

/// Gives the bytes of a field.
fn span(header: &Header<'_>) -> Range<u32> {
    let to = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    to(header.range.start)..to(header.range.end)
}

/// Gives a value in one line, cut to what is kept.
fn text_of(value: &str) -> Cow<'_, str> {
    let bare = value.trim();
    let plain = bare.len() <= VALUE
        && bare.bytes().all(|b| matches!(b, b' '..=b'~'))
        && !bare.contains("  ");
    if plain {
        return Cow::Borrowed(bare);
    }
    let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
    Cow::Owned(line.chars().take(VALUE).collect())
}

/// Gives the boundary that a Content-Type names.
fn boundary(value: &str) -> Option<&str> {
    let lower = value.to_ascii_lowercase();
    let at = lower.find("boundary=")? + "boundary=".len();
    let rest = value.get(at..)?;
    match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => rest.split(|c: char| c == ';' || c.is_whitespace()).next(),
    }
}
