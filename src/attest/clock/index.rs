//! The clock of Thread-Index: when a conversation began, and when each Reply was pressed. Part of
//! `attest::clock`.

use super::base::{base64, filetime_whole};

/// What a Thread-Index says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Index {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// When the conversation began, in milliseconds.
    pub head: i64,
    /// When each reply was begun, in milliseconds: the deltas add up.
    pub replies: Vec<i64>,
    /// The newer layout, whose first child cannot be judged.
    pub newer: bool,
}

/// Bytes of the head and of each child.
const HEAD: usize = 22;
const CHILD: usize = 5;

/// Reads the value of a Thread-Index field.
pub fn index(value: &str) -> Option<Index> {
    let bytes = base64(value.trim().as_bytes())?;
    if bytes.len() < HEAD || bytes.first() != Some(&1) {
        return None;
    }
    let newer = bytes.get(1) == Some(&1);
    let whole = |range: std::ops::Range<usize>| {
        bytes
            .get(range)
            .map(|b| b.iter().fold(0u64, |n, b| (n << 8) | u64::from(*b)))
    };
    // The older layout keeps the top 48 bits of the FILETIME, the newer one 40 behind a byte.
    let start = if newer {
        whole(1..6)? << 24
    } else {
        whole(0..6)? << 16
    };
    let mut at = start;
    let mut replies = Vec::new();
    for child in bytes.get(HEAD..)?.chunks_exact(CHILD) {
        let word = u32::from_be_bytes(*child.first_chunk::<4>()?);
        let shift = if word >> 31 == 0 { 18 } else { 23 };
        at = at.checked_add(u64::from(word & 0x7fff_ffff) << shift)?;
        match filetime_whole(at) {
            Some(ms) => replies.push(ms),
            None => break,
        }
    }
    Some(Index {
        head: filetime_whole(start)?,
        replies,
        newer,
        bytes,
    })
}
