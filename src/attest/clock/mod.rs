//! Clocks that programs leave in a message, decoded: ids, boundaries, indexes, hops.
//!
//! Floor 2, part of `attest`. Each clock says who wrote it, so that one origin speaks once. A
//! number that no mail can bear is no clock: it is left out, not called wrong.

mod base;
mod edge;
mod ident;
mod index;
mod postmark;
mod server;
#[cfg(test)]
mod tests;

pub use base::plausible;
pub use ident::{id, is_outlook_form, outlook_address};
pub use index::{Index, index};
pub use postmark::from_line;

use super::{boundary, hop, span};
use crate::model::{Basis, Header, Hop, Tick, TickKind};
use crate::text;

/// Most times that are kept of one message; a message of a long way bears some forty.
const TICKS_KEPT: usize = 200;

/// What the fields of a message say of time and way.
#[derive(Default)]
pub struct Clocks<'h> {
    /// The times in the order of the fields.
    pub ticks: Vec<Tick>,
    /// The Received lines, the newest first.
    pub hops: Vec<Hop<'h>>,
    /// The Thread-Index.
    pub index: Option<Index>,
}

/// Reads every clock of the fields.
pub fn clocks<'h>(headers: &'h [Header<'_>]) -> Clocks<'h> {
    let mut out = Clocks {
        ticks: Vec::with_capacity(24),
        hops: Vec::with_capacity(12),
        index: None,
    };
    for header in headers {
        let mut readers = READERS.iter();
        match readers.find(|(n, _)| header.name.eq_ignore_ascii_case(n)) {
            Some((_, read)) => read(header, &mut out),
            None => continue,
        }
        if out.ticks.len() >= TICKS_KEPT {
            break;
        }
    }
    out
}

/// Reads one field into what is known of the clocks.
type Reader = for<'h> fn(&'h Header<'_>, &mut Clocks<'h>);

/// Fields that bear clocks, and how they are read.
const READERS: &[(&str, Reader)] = &[
    ("received", received),
    ("date", date),
    ("message-id", message_id),
    ("content-type", content_type),
    ("thread-index", thread_index),
    ("dkim-signature", signature),
    ("arc-message-signature", seal),
    ("arc-seal", seal),
    ("x-originalarrivaltime", arrival),
    ("x-ms-exchange-crosstenant-originalarrivaltime", tenant),
    ("x-gm-msgid", gmail_message),
    ("x-gm-thrid", gmail_thread),
];

fn put(out: &mut Clocks<'_>, header: &Header<'_>, kind: TickKind, ms: i64, basis: Basis) {
    out.ticks.push(Tick {
        kind,
        ms,
        basis,
        hop: None,
        at: span(header),
    });
}

fn stamped(out: &mut Clocks<'_>, header: &Header<'_>, kind: TickKind, value: &str) {
    if let Some(stamp) = text::date(value) {
        let basis = Basis::Offset(stamp.offset_min);
        put(out, header, kind, stamp.epoch_s.saturating_mul(1000), basis);
    }
}

fn date(header: &Header<'_>, out: &mut Clocks<'_>) {
    if !out.ticks.iter().any(|t| t.kind == TickKind::Date) {
        stamped(out, header, TickKind::Date, &header.value);
    }
}

fn received<'h>(header: &'h Header<'_>, out: &mut Clocks<'h>) {
    let (hop, id) = hop::hop(header);
    let at = u16::try_from(out.hops.len()).ok();
    let with = if hop.by.is_empty() { "" } else { hop.with };
    let queue = server::queue_id(id, with, hop.by);
    let mut tick = |kind, ms, basis| {
        out.ticks.push(Tick {
            kind,
            ms,
            basis,
            hop: at,
            at: hop.at.clone(),
        });
    };
    if let Some(stamp) = hop.stamp {
        let ms = stamp.epoch_s.saturating_mul(1000);
        tick(TickKind::Received, ms, Basis::Offset(stamp.offset_min));
    }
    if let Some((kind, ms, basis)) = queue {
        // A wall clock in an id is that of its own line's zone.
        match (basis, hop.stamp) {
            (Basis::Wall, Some(stamp)) => {
                let utc = ms - i64::from(stamp.offset_min) * 60_000;
                tick(kind, utc, Basis::Offset(stamp.offset_min));
            }
            (Basis::Wall, None) => {}
            _ => tick(kind, ms, basis),
        }
    }
    out.hops.push(hop);
}

fn message_id(header: &Header<'_>, out: &mut Clocks<'_>) {
    let value = header.value.trim();
    let inner = value.split_once('<').map_or(value, |(_, rest)| rest);
    let inner = inner.split_once('>').map_or(inner, |(id, _)| id).trim();
    if let Some((kind, ms, basis)) = ident::id(inner) {
        put(out, header, kind, ms, basis);
    }
}

fn content_type(header: &Header<'_>, out: &mut Clocks<'_>) {
    if let Some((kind, ms, basis)) = boundary(&header.value).and_then(edge::edge) {
        put(out, header, kind, ms, basis);
    }
}

fn thread_index(header: &Header<'_>, out: &mut Clocks<'_>) {
    let Some(index) = index(&header.value) else {
        return;
    };
    put(out, header, TickKind::IndexHead, index.head, Basis::Utc);
    // In the newer layout the first child counts from elsewhere: it is shown, not judged.
    if let Some(last) = index.replies.last().filter(|_| !index.newer) {
        put(out, header, TickKind::IndexReply, *last, Basis::Utc);
    }
    out.index = Some(index);
}

fn signature(header: &Header<'_>, out: &mut Clocks<'_>) {
    tagged(
        header,
        out,
        [("t", TickKind::Signed), ("x", TickKind::Expires)],
    );
}

fn seal(header: &Header<'_>, out: &mut Clocks<'_>) {
    tagged(header, out, [("t", TickKind::Sealed)]);
}

/// Reads seconds since 1970 from tags of a signature field.
fn tagged<const N: usize>(header: &Header<'_>, out: &mut Clocks<'_>, tags: [(&str, TickKind); N]) {
    let mut found = [None; N];
    let value = &*header.value;
    let mut from = 0;
    let ends = memchr::memchr_iter(b';', value.as_bytes());
    for end in ends.chain(std::iter::once(value.len())) {
        let piece = value.get(std::mem::replace(&mut from, end + 1)..end);
        let piece = piece.unwrap_or_default().trim_start();
        for ((tag, _), slot) in tags.iter().zip(&mut found) {
            let value = piece.strip_prefix(tag).map(str::trim_start);
            *slot = slot.or(value.and_then(|v| v.strip_prefix('=')));
        }
    }
    for ((_, kind), value) in tags.into_iter().zip(found) {
        let seconds = value.and_then(|value| value.trim().parse::<i64>().ok());
        if let Some(ms) = seconds.and_then(|s| base::plausible(s.checked_mul(1000)?)) {
            put(out, header, kind, ms, Basis::Utc);
        }
    }
}

fn arrival(header: &Header<'_>, out: &mut Clocks<'_>) {
    if let Some(ms) = server::arrival(&header.value) {
        put(out, header, TickKind::Arrival, ms, Basis::Utc);
    }
}

fn tenant(header: &Header<'_>, out: &mut Clocks<'_>) {
    stamped(out, header, TickKind::Tenant, &header.value);
}

fn gmail_message(header: &Header<'_>, out: &mut Clocks<'_>) {
    if let Some(ms) = server::gmail_number(&header.value) {
        put(out, header, TickKind::GmailMessage, ms, Basis::Utc);
    }
}

fn gmail_thread(header: &Header<'_>, out: &mut Clocks<'_>) {
    if let Some(ms) = server::gmail_number(&header.value) {
        put(out, header, TickKind::GmailThread, ms, Basis::Utc);
    }
}
