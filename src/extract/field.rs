//! The header block by offsets: our own scan, so that duplicates, odd names and bytes that are no
//! UTF-8 stay as they stand.

use crate::model::Header;
use std::borrow::Cow;
use std::ops::Range;

/// One field as it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field<'a> {
    /// Name without the white space before the colon.
    pub name: &'a [u8],
    /// Everything after the colon, with the folds and without the last line end.
    pub value: &'a [u8],
    /// First byte of the name.
    pub start: usize,
    /// First byte of the value.
    pub value_at: usize,
    /// Behind the line end of the last fold.
    pub end: usize,
}

impl Field<'_> {
    /// Tells whether this is the named field.
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name.as_bytes())
    }
}

/// The fields of a block that begins at `at`, one after the other; it stops where the block ends.
pub(super) struct Fields<'a> {
    raw: &'a [u8],
    at: usize,
    first: bool,
}

/// Reads fields from the start of a message or part.
pub(super) fn fields(raw: &[u8], range: Range<usize>) -> Fields<'_> {
    let raw = raw.get(..range.end).unwrap_or(raw);
    Fields {
        raw,
        at: range.start,
        first: true,
    }
}

impl Fields<'_> {
    /// Gives where the body begins, once all fields were read.
    pub fn body(mut self) -> usize {
        while self.next().is_some() {}
        let (line, next) = line(self.raw, self.at);
        if line.is_empty() { next } else { self.at }
    }

    fn skip_envelope(&mut self) {
        let rest = self.raw.get(self.at..).unwrap_or(&[]);
        let mark = if rest.starts_with(b"\xef\xbb\xbf") {
            3
        } else {
            0
        };
        let (first, next) = line(self.raw, self.at + mark);
        if first.starts_with(b"From ") || first.starts_with(b">From ") {
            self.at = next;
        } else {
            self.at += mark;
        }
    }
}

impl<'a> Iterator for Fields<'a> {
    type Item = Field<'a>;

    fn next(&mut self) -> Option<Field<'a>> {
        if std::mem::take(&mut self.first) {
            self.skip_envelope();
        }
        let start = self.at;
        let (first, mut next) = line(self.raw, start);
        let colon = memchr::memchr(b':', first)?;
        let name = first.get(..colon)?.trim_ascii_end();
        if name.is_empty() || !name.iter().all(|b| (33..=126).contains(b)) {
            return None;
        }
        let mut end = start + first.len();
        while matches!(self.raw.get(next), Some(b' ' | b'\t')) {
            let (fold, after) = line(self.raw, next);
            // A line of white space only ends the block where a mailer forgot to strip it, but a
            // fold may be blank too; it is a fold while fields go on.
            end = next + fold.len();
            next = after;
        }
        self.at = next;
        Some(Field {
            name,
            value: self.raw.get(start + colon + 1..end)?,
            start,
            value_at: start + colon + 1,
            end: next,
        })
    }
}

/// Gives the line at an offset without its end, and where the next one begins.
pub(super) fn line(raw: &[u8], at: usize) -> (&[u8], usize) {
    let rest = raw.get(at..).unwrap_or(&[]);
    let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
    let line = rest.get(..end).unwrap_or(&[]);
    let next = (at + end + 1).min(raw.len());
    (line.strip_suffix(b"\r").unwrap_or(line), next)
}

/// Gives every header field of a message in order, duplicates and broken ones too.
pub fn headers<'a>(raw: &'a [u8]) -> Vec<Header<'a>> {
    let all: Vec<Field<'_>> = fields(raw, 0..raw.len()).collect();
    let end = all.last().map_or(0, |field| field.end);
    // Nearly every block is text as a whole, and is asked once.
    let block = raw.get(..end).and_then(|block| str::from_utf8(block).ok());
    let words = |at: usize, bytes: &'a [u8]| {
        let whole = block.and_then(|block| block.get(at..at + bytes.len()));
        whole.map_or_else(|| text(bytes), Cow::Borrowed)
    };
    let header = |field: &Field<'a>| Header {
        name: words(field.start, field.name),
        value: words(field.value_at, field.value),
        range: field.start..field.end,
    };
    all.iter().map(header).collect()
}

/// Reads raw header bytes: UTF-8 where they are that, else windows-1252.
pub(super) fn text(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => {
            encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(bytes)
                .0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_kept_in_order_with_its_bytes() {
        let raw = b"To: a\r\nX-Odd : 1\r\n 2\r\nto: \xe9\r\n\r\nNot: me\r\n";
        let read = headers(raw);
        let names: Vec<_> = read.iter().map(|h| &*h.name).collect();
        assert_eq!(names, ["To", "X-Odd", "to"]);
        assert_eq!(read[1].value, " 1\r\n 2");
        assert_eq!(&raw[read[1].range.clone()], b"X-Odd : 1\r\n 2\r\n");
        assert_eq!(read[2].value, " é");
        assert_eq!(&raw[fields(raw, 0..raw.len()).body()..], b"Not: me\r\n");
    }

    #[test]
    fn a_block_ends_at_a_line_that_is_no_field() {
        let raw = b"To: a\nHello there\nNot: me\n";
        assert_eq!(headers(raw).len(), 1);
        assert_eq!(fields(raw, 0..raw.len()).body(), 6);
    }
}
