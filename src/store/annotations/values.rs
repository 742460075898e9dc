//! What the store holds, as bytes: postcard behind a version byte.
//!
//! Trees: `events` (row number and part → a piece of the row), `marks` (item digest → this
//! author's verdict, tags and notes), `meta` (how many rows, and the hash of the last).

use crate::journal::{Board, Event};
use crate::model::words::journals::OTHER_VERSION;
use crate::model::{Digest, Said, Verdict};
use serde::{Deserialize, Serialize};

/// First byte of every value.
const VALUE_VERSION: u8 = 1;
/// Bytes of a row in one value: far below the size from which sled writes a file for each value.
const PART_BYTES: usize = 16 << 10;
/// A piece of a row.
#[derive(Serialize, Deserialize)]
pub(super) struct Part {
    pub(super) lamport: u64,
    pub(super) is_last: bool,
    pub(super) text: String,
}

/// How far the store has come.
#[derive(Serialize, Deserialize, PartialEq)]
pub(super) struct Meta {
    pub(super) journal: String,
    pub(super) rows: u64,
    pub(super) head: String,
}

/// What the journal's author holds of an item.
#[derive(Serialize, Deserialize)]
pub(super) struct Mark {
    pub(super) verdict: Option<String>,
    pub(super) tags: Vec<String>,
    pub(super) notes: Vec<(String, String)>,
}

impl Meta {
    /// Gives what it says after an event.
    pub(super) fn after(event: &Event) -> Self {
        Self {
            journal: event.journal.clone(),
            rows: event.seq + 1,
            head: event.hash.clone(),
        }
    }
}

/// Cuts a row into pieces, with their keys.
pub(super) fn parts_of(event: &Event, row: &str) -> Vec<(Vec<u8>, Vec<u8>)> {
    let mut out = Vec::new();
    let mut rest = row;
    loop {
        let (text, after) = rest.split_at(rest.floor_char_boundary(PART_BYTES));
        let part = out.len() as u32;
        let key = [&event.seq.to_be_bytes()[..], &part.to_be_bytes()[..]].concat();
        let value = encode(&Part {
            lamport: event.lamport,
            is_last: after.is_empty(),
            text: text.to_owned(),
        });
        out.push((key, value));
        rest = after;
        if rest.is_empty() {
            return out;
        }
    }
}

/// Gives what an author holds of items; `None` where nothing is left.
pub(super) fn marks_of(
    items: &[Digest],
    author: &str,
    board: &Board,
) -> Vec<(Digest, Option<Vec<u8>>)> {
    let value = |item: &Digest| {
        let marks = board.marks(item)?;
        let notes = marks.notes.iter().map(|n| (n.time.clone(), n.text.clone()));
        Some(encode(&Mark {
            verdict: marks
                .verdicts
                .get(author)
                .map(|v: &Verdict| v.word().to_owned()),
            tags: marks.tags.iter().map(|t| t.name.clone()).collect(),
            notes: notes.collect(),
        }))
    };
    items.iter().map(|item| (*item, value(item))).collect()
}

/// Writes a value behind its version byte.
pub(super) fn encode<T: Serialize>(value: &T) -> Vec<u8> {
    // Writing to memory cannot fail; an empty value would be told by the next check.
    postcard::to_extend(value, vec![VALUE_VERSION]).unwrap_or_default()
}

/// Reads a value of this version.
pub(super) fn decode<T: for<'a> Deserialize<'a>>(value: &[u8]) -> Result<T, Said> {
    match value.split_first() {
        Some((&VALUE_VERSION, rest)) => {
            postcard::from_bytes(rest).map_err(|e| Said::same(&e.to_string()))
        }
        _ => Err(OTHER_VERSION.into()),
    }
}
