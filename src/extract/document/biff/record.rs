//! Records of an old workbook and the strings in them ([MS-XLS] 2.1.4 and 2.5).

use crate::extract::document::ole::{decoded, utf16};
use crate::extract::document::paper::{u16_at, u32_at};
use crate::model::bounds;

/// What continues the record before it.
const CONTINUE: u16 = 0x003c;
/// Pieces of one record that are taken together.
const PIECES: usize = 20_000;

/// One record, with what continues it.
pub(super) struct Record<'a> {
    pub kind: u16,
    /// Its bytes, in one piece or more.
    pub pieces: Vec<&'a [u8]>,
}

impl<'a> Record<'a> {
    /// Gives its first bytes.
    pub fn body(&self) -> &'a [u8] {
        self.pieces.first().copied().unwrap_or(&[])
    }

    /// Reads a number of its first bytes.
    pub fn u16(&self, at: usize) -> u16 {
        u16_at(self.body(), at).unwrap_or(0)
    }
}

/// The records of a stream from one place on.
pub(super) struct Records<'a> {
    stream: &'a [u8],
    at: usize,
}

impl<'a> Records<'a> {
    /// Begins at a place.
    pub fn from(stream: &'a [u8], at: usize) -> Self {
        Self { stream, at }
    }

    fn one(&mut self) -> Option<(u16, &'a [u8])> {
        let at = self.at;
        let kind = u16_at(self.stream, at)?;
        let size = usize::from(u16_at(self.stream, at.checked_add(2)?)?);
        let begin = at.checked_add(4)?;
        let end = begin.checked_add(size)?.min(self.stream.len());
        self.at = end;
        Some((kind, self.stream.get(begin..end)?))
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let (kind, body) = self.one()?;
        let mut pieces = vec![body];
        while u16_at(self.stream, self.at) == Some(CONTINUE) && pieces.len() < PIECES {
            pieces.push(self.one()?.1);
        }
        Some(Record { kind, pieces })
    }
}

/// How strings are written: by the version of the file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Letters {
    /// Units of UTF-16, or their lower bytes.
    Wide,
    /// Bytes of a code page.
    Page(u16),
}

impl Letters {
    /// Reads a string behind its length, which takes one byte or two.
    pub fn read(self, bytes: &[u8], wide_length: bool) -> String {
        let (count, at) = if wide_length {
            (u16_at(bytes, 0).unwrap_or(0), 2)
        } else {
            (u16::from(bytes.first().copied().unwrap_or(0)), 1)
        };
        let rest = bytes.get(at..).unwrap_or(&[]);
        self.units(rest, usize::from(count))
    }

    /// Reads a string of a known length.
    pub fn units(self, bytes: &[u8], count: usize) -> String {
        match self {
            Self::Page(page) => decoded(bytes.get(..count).unwrap_or(bytes), page),
            Self::Wide => {
                let flags = bytes.first().copied().unwrap_or(0);
                let rest = bytes.get(1..).unwrap_or(&[]);
                let rest = rest.get(head(flags)..).unwrap_or(&[]);
                letters(rest, count, flags & 1 != 0)
            }
        }
    }
}

/// Gives the bytes between the flags of a string and its letters.
fn head(flags: u8) -> usize {
    2 * usize::from(flags & 8 != 0) + 4 * usize::from(flags & 4 != 0)
}

/// Reads letters of two bytes each, or of one.
pub(super) fn letters(bytes: &[u8], count: usize, wide: bool) -> String {
    if wide {
        let end = count.saturating_mul(2).min(bytes.len());
        utf16(bytes.get(..end).unwrap_or(&[]))
    } else {
        let bytes = bytes.get(..count.min(bytes.len())).unwrap_or(&[]);
        bytes.iter().map(|b| char::from(*b)).collect()
    }
}

/// Reads the table of strings that cells refer to by number.
pub(super) fn strings(record: &Record<'_>) -> Vec<String> {
    let mut reader = Pieces {
        all: &record.pieces,
        piece: 0,
        at: 8,
    };
    let count = u32_at(record.body(), 4).unwrap_or(0) as usize;
    let (mut out, mut bytes) = (Vec::new(), 0_usize);
    while out.len() < count && bytes < bounds::TEXT_BYTES * 4 {
        let Some(text) = reader.string() else {
            break;
        };
        bytes += text.len() + size_of::<String>();
        out.push(text);
    }
    out
}

/// A reader that goes on from piece to piece.
struct Pieces<'a, 'r> {
    all: &'r [&'a [u8]],
    piece: usize,
    at: usize,
}

impl<'a> Pieces<'a, '_> {
    fn rest(&mut self) -> Option<&'a [u8]> {
        loop {
            let piece = *self.all.get(self.piece)?;
            match piece.get(self.at..) {
                Some(rest) if !rest.is_empty() => return Some(rest),
                _ => (self.piece, self.at) = (self.piece + 1, 0),
            }
        }
    }

    fn byte(&mut self) -> Option<u8> {
        let byte = *self.rest()?.first()?;
        self.at += 1;
        Some(byte)
    }

    fn number(&mut self, bytes: u32) -> Option<usize> {
        let mut out = 0;
        for shift in 0..bytes {
            out |= usize::from(self.byte()?) << (8 * shift);
        }
        Some(out)
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            let step = self.rest()?.len().min(count);
            self.at += step;
            count -= step;
        }
        Some(())
    }

    /// Reads a string; where it goes on in the next piece, that piece says anew how wide it is.
    fn string(&mut self) -> Option<String> {
        let mut left = self.number(2)?;
        let mut flags = self.byte()?;
        let runs = if flags & 8 == 0 { 0 } else { self.number(2)? };
        let spoken = if flags & 4 == 0 { 0 } else { self.number(4)? };
        let mut out = String::new();
        while left > 0 {
            let piece = self.piece;
            let rest = self.rest()?;
            if self.piece != piece {
                flags = self.byte()?;
                continue;
            }
            let width = 1 + usize::from(flags & 1);
            let take = left.min(rest.len() / width);
            if take == 0 {
                return None;
            }
            out.push_str(&letters(rest, take, width == 2));
            self.at += take * width;
            left -= take;
        }
        self.skip(runs * 4 + spoken)?;
        Some(out)
    }
}
