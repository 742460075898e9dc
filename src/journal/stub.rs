//! Redacted rows: what is left of a row whose words were taken out. Reading a journal takes them as
//! they stand, with the hash that they state; that somebody may take words out is not decided here.

use super::Event;
use super::event::REDACTED;
use super::row::field;
use crate::model::Digest;
use std::fmt::Write as _;

/// Gives what is left of a row once its words are taken out: its place, its author, its links, and
/// the hash of what it was. The chain goes through it as before; nobody can tell what it said.
pub fn redacted(event: &Event, prev: &str) -> String {
    let mut out = String::with_capacity(300);
    let _ = write!(out, "{{\"seq\":{},\"lamport\":{}", event.seq, event.lamport);
    field(&mut out, "time", &event.time);
    field(&mut out, "author", &event.author);
    field(&mut out, "event", REDACTED);
    field(&mut out, "prev", prev);
    field(&mut out, "hash", &event.hash);
    out.push('}');
    out
}

/// Gives the hash that a redacted row states; `None` for any other line. A row with an item or a
/// word in it is none: its hash must hold.
pub(super) fn stub_hash(line: &[u8]) -> Option<String> {
    if line.len() > STUB_BYTES {
        return None;
    }
    let stub: Stub = serde_json::from_slice(line).ok()?;
    let is_hash = Digest::parse(&stub.hash).is_some_and(|d| d.hex() == stub.hash);
    (stub.event == REDACTED && is_hash).then_some(stub.hash)
}

/// A redacted row: these fields and no others.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "fields that must be there are read with the row")]
struct Stub {
    seq: u64,
    lamport: u64,
    time: String,
    author: String,
    event: String,
    prev: String,
    hash: String,
}

/// Most bytes of a redacted row: it has no room to hide much.
const STUB_BYTES: usize = 4096;
