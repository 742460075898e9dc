//! Names of things: content digests, and places in a snapshot's tables.

use std::fmt;

/// The SHA-256 of an item's exact bytes: what an item is known by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// Writes all 64 lower-case hex digits.
    pub fn hex(&self) -> String {
        self.0.iter().fold(String::with_capacity(64), |mut out, b| {
            out.push(char::from(HEX[usize::from(b >> 4)]));
            out.push(char::from(HEX[usize::from(b & 15)]));
            out
        })
    }

    /// Writes the first 12 hex digits, as lists show a digest.
    pub fn short(&self) -> String {
        let mut hex = self.hex();
        hex.truncate(12);
        hex
    }

    /// Reads 64 hex digits of either case; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != 64 {
            return None;
        }
        let mut out = [0u8; 32];
        for (at, pair) in text.as_bytes().chunks_exact(2).enumerate() {
            let high = char::from(pair[0]).to_digit(16)?;
            let low = char::from(pair[1]).to_digit(16)?;
            out[at] = u8::try_from(high * 16 + low).ok()?;
        }
        Some(Self(out))
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.hex())
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({})", self.short())
    }
}

const HEX: &[u8; 16] = b"0123456789abcdef";

/// The place of an item in one snapshot's table, oldest first; it means nothing in another one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ItemIx(pub u32);

/// The place of a thread in one snapshot's table, newest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ThreadIx(pub u32);

/// The place of a near-duplicate group in one snapshot's table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct GroupIx(pub u32);

impl ItemIx {
    /// Gives the index for slices.
    pub fn at(self) -> usize {
        self.0 as usize
    }
}

impl ThreadIx {
    /// Gives the index for slices.
    pub fn at(self) -> usize {
        self.0 as usize
    }
}

impl GroupIx {
    /// Gives the index for slices.
    pub fn at(self) -> usize {
        self.0 as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_reads_back_what_it_writes() {
        let digest = Digest(std::array::from_fn(|i| i as u8 * 7));
        assert_eq!(Digest::parse(&digest.hex()), Some(digest));
        assert_eq!(Digest::parse("xyz"), None);
    }
}
