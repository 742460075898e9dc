//! An item's text made ready for the screen by a worker: wrapped to a width, with the quote depth
//! of every row, so that drawing costs the visible rows only.

use super::wrap::{lines, wrap};
use crate::case::{Highlighter, Read};
use crate::model::words::unread::cause;
use crate::model::{Digest, Header, Item, Lang, PartRole};
use crate::query::Query;
use crate::text::{ZoneKind, zones};
use std::fmt::Write as _;
use std::ops::Range;

/// A text ready to be drawn.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reading {
    /// The item, by its bytes.
    pub item: Digest,
    /// Columns that it was wrapped to.
    pub width: u16,
    /// The text that a reader is shown.
    pub body: String,
    /// Display rows of the body.
    pub rows: Vec<TextRow>,
    /// How many of them a reader is shown; the others come last.
    pub shown: usize,
    /// Where in the body the places of a document begin, with their words.
    pub places: Vec<(usize, String)>,
    /// All header fields in order.
    pub headers: Vec<Header<'static>>,
    /// Display rows of the header fields.
    pub head_rows: Vec<HeadRow>,
    /// Texts beside the body: role and bytes, for one line below it.
    pub beside: Vec<(PartRole, usize)>,
    /// Why it could not be read.
    pub failed: Option<String>,
}

/// One display row of a header field.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HeadRow {
    /// Place in `Reading::headers`.
    pub header: usize,
    /// Byte range in its value.
    pub range: Range<usize>,
    /// Whether the field begins here.
    pub first: bool,
}

/// One display row of a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TextRow {
    /// Byte range in the body.
    pub range: Range<usize>,
    /// Quote depth.
    pub depth: u8,
    /// Whose words.
    pub kind: ZoneKind,
    /// The place in `Reading::places` that this row names; it has no text of its own.
    pub place: Option<usize>,
}

/// The exact bytes, escaped, in rows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Raw {
    /// The item.
    pub item: Digest,
    /// Escaped rows, with the byte offset of each.
    pub rows: Vec<(u64, String)>,
    /// Bytes that are not shown, since there are too many.
    pub left: u64,
    /// Why it could not be read.
    pub failed: Option<String>,
}

/// Most bytes that the raw view shows; 4 MiB are some 60,000 rows.
const RAW_BYTES: usize = 4 << 20;

/// Some of the bytes of something.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Window {
    /// Where they begin.
    pub from: u64,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// How many there are in all.
    pub total: u64,
    /// Why they could not be read.
    pub failed: Option<String>,
}

impl Window {
    /// Gives up to some bytes from a place on; `None` where they are not in it.
    pub fn at(&self, place: u64, most: usize) -> Option<&[u8]> {
        let start = usize::try_from(place.checked_sub(self.from)?).ok()?;
        let rest = self.bytes.get(start..).filter(|r| !r.is_empty())?;
        rest.get(..most.min(rest.len()))
    }

    /// Tells whether it holds all of some bytes that there are.
    pub fn holds(&self, place: u64, length: u64) -> bool {
        let end = place.saturating_add(length).min(self.total);
        self.from <= place && end <= self.from + self.bytes.len() as u64
    }
}

impl Reading {
    /// Gives where the words of a query stand in some rows of the body.
    pub fn hits(&self, query: Option<&Query>, rows: Range<usize>) -> Vec<Range<usize>> {
        let rows = self.rows.get(rows.start..rows.end.min(self.rows.len()));
        let ends = rows.and_then(|r| Some((r.first()?.range.start, r.last()?.range.end)));
        let (Some(query), Some((from, to))) = (query, ends) else {
            return Vec::new();
        };
        let text = self.body.get(from..to).unwrap_or("");
        let places = Highlighter::new(query).places(text, HITS);
        let places = places.into_iter();
        places.map(|r| r.start + from..r.end + from).collect()
    }
}

/// Most hits of one pattern that some rows show.
const HITS: usize = 500;

/// Reads and wraps one item.
pub fn read(reader: &dyn Read, item: &Item, (width, lang): (u16, Lang)) -> Reading {
    let mut failed = None;
    let mut note = |e: std::io::Error| failed = Some(cause(&e).of(lang).to_owned());
    let text = reader.text(item).map_err(&mut note).unwrap_or_default();
    let headers = reader.headers(item).map_err(&mut note).unwrap_or_default();
    let body = text.with_hidden(lang);
    let beside = text
        .parts
        .iter()
        .filter(|p| p.role != PartRole::Body && !p.hides())
        .map(|p| (p.role, p.text.len()))
        .collect();
    let places = text.places(lang);
    let rows = rows(&body, &places, width);
    let end = text.body().len();
    Reading {
        item: item.digest,
        width,
        shown: rows.partition_point(|r| r.range.start < end),
        rows,
        body,
        places,
        head_rows: head_rows(&headers, width),
        headers,
        beside,
        failed,
    }
}

fn head_rows(headers: &[Header<'_>], width: u16) -> Vec<HeadRow> {
    let mut out = Vec::new();
    for (header, field) in headers.iter().enumerate() {
        let room = usize::from(width)
            .saturating_sub(field.name.len() + 3)
            .max(20);
        for line in lines(&field.value) {
            for range in wrap(&field.value, line, room) {
                let first = out.last().is_none_or(|r: &HeadRow| r.header != header);
                out.push(HeadRow {
                    header,
                    range,
                    first,
                });
            }
        }
        if field.value.is_empty() {
            out.push(HeadRow {
                header,
                range: 0..0,
                first: true,
            });
        }
    }
    out
}

fn rows(body: &str, places: &[(usize, String)], width: u16) -> Vec<TextRow> {
    let zones = zones(body);
    let mut out = Vec::new();
    let mut named = 0;
    let mut zone = zones.iter().peekable();
    for line in lines(body) {
        while zone.peek().is_some_and(|z| z.range.end <= line.start) {
            zone.next();
        }
        while places.get(named).is_some_and(|(at, _)| *at <= line.start) {
            out.push(TextRow {
                range: line.start..line.start,
                depth: 0,
                kind: ZoneKind::Own,
                place: Some(named),
            });
            named += 1;
        }
        let (depth, kind) = zone
            .peek()
            .map_or((0, ZoneKind::Own), |z| (z.depth, z.kind));
        for range in wrap(body, line, usize::from(width)) {
            out.push(TextRow {
                range,
                depth,
                kind,
                place: None,
            });
        }
    }
    out
}

/// Reads the exact bytes and escapes them: ASCII as it is, everything else as `\xNN`.
pub fn raw(reader: &dyn Read, item: &Item, (width, lang): (u16, Lang)) -> Raw {
    let mut out = Raw {
        item: item.digest,
        rows: Vec::new(),
        left: 0,
        failed: None,
    };
    match reader.bytes(item) {
        Err(e) => out.failed = Some(cause(&e).of(lang).to_owned()),
        Ok(bytes) => {
            let shown = bytes.len().min(RAW_BYTES);
            out.left = (bytes.len() - shown) as u64;
            out.rows = escaped(bytes.get(..shown).unwrap_or(&[]), usize::from(width));
        }
    }
    out
}

fn escaped(bytes: &[u8], width: usize) -> Vec<(u64, String)> {
    let width = width.max(8);
    let mut rows = Vec::new();
    let (mut row, mut start) = (String::new(), 0u64);
    for (at, byte) in bytes.iter().enumerate() {
        let mut piece = String::new();
        match byte {
            b'\n' => piece.push_str("\\n"),
            b'\r' => piece.push_str("\\r"),
            b'\t' => piece.push_str("\\t"),
            b'\\' => piece.push_str("\\\\"),
            0x20..=0x7e => piece.push(char::from(*byte)),
            _ => {
                let _ = write!(piece, "\\x{byte:02x}");
            }
        }
        if row.len() + piece.len() > width {
            rows.push((start, std::mem::take(&mut row)));
            start = at as u64;
        }
        row.push_str(&piece);
        if *byte == b'\n' {
            rows.push((start, std::mem::take(&mut row)));
            start = at as u64 + 1;
        }
    }
    if !row.is_empty() {
        rows.push((start, row));
    }
    rows
}

impl Reading {
    /// Stands for a text that could not be read.
    pub fn failed(item: Digest, width: u16, why: &str) -> Self {
        Self {
            item,
            width,
            body: String::new(),
            rows: Vec::new(),
            places: Vec::new(),
            shown: 0,
            headers: Vec::new(),
            head_rows: Vec::new(),
            beside: Vec::new(),
            failed: Some(why.to_owned()),
        }
    }

    /// Finds the first row, from one on, whose text holds a needle, whatever the case.
    pub fn find(&self, needle: &str, rows: impl Iterator<Item = usize>) -> Option<usize> {
        let needle = needle.to_lowercase();
        let mut rows = rows;
        rows.find(|at| {
            self.rows
                .get(*at)
                .and_then(|r| self.body.get(r.range.clone()))
                .is_some_and(|t| t.to_lowercase().contains(&needle))
        })
    }
}

/// The last texts that were read; the oldest goes first.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Texts {
    kept: Vec<std::sync::Arc<Reading>>,
}

/// Texts that are kept.
const KEPT: usize = 64;

impl Texts {
    /// Keeps a text, in place of an older reading of the same item at the same width.
    pub fn keep(&mut self, reading: std::sync::Arc<Reading>) {
        self.kept
            .retain(|r| (r.item, r.width) != (reading.item, reading.width));
        if self.kept.len() >= KEPT {
            self.kept.remove(0);
        }
        self.kept.push(reading);
    }

    /// Gives the text of an item at a width, or at any width where that one is not there yet.
    pub fn get(&self, item: &Digest, width: u16) -> Option<&std::sync::Arc<Reading>> {
        self.exact(item, width)
            .or_else(|| self.kept.iter().rev().find(|r| r.item == *item))
    }

    /// Gives the text of an item at exactly this width.
    pub fn exact(&self, item: &Digest, width: u16) -> Option<&std::sync::Arc<Reading>> {
        self.kept
            .iter()
            .rev()
            .find(|r| r.item == *item && r.width == width)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raw_rows_hold_every_byte_escaped() {
        let rows = escaped(b"From: x\x1b\r\n\xe9\\", 80);
        assert_eq!(rows[0], (0, "From: x\\x1b\\r\\n".into()));
        assert_eq!(rows[1], (10, "\\xe9\\\\".into()));
    }

    #[test]
    fn places_of_a_document_stand_over_their_text() {
        let text = "one\n\ntwo\nthree";
        let places = [(0, "page 1".to_owned()), (5, "page 2".to_owned())];
        let rows = rows(text, &places, 80);
        let told: Vec<_> = rows
            .iter()
            .map(|r| (r.place, &text[r.range.clone()]))
            .collect();
        let wanted = [
            (Some(0), ""),
            (None, "one"),
            (None, ""),
            (Some(1), ""),
            (None, "two"),
            (None, "three"),
        ];
        assert_eq!(told, wanted);
    }

    #[test]
    fn the_oldest_text_goes_first() {
        let mut texts = Texts::default();
        for n in 0..=KEPT {
            texts.keep(std::sync::Arc::new(Reading {
                item: Digest([n as u8; 32]),
                width: 80,
                body: String::new(),
                rows: Vec::new(),
                places: Vec::new(),
                shown: 0,
                headers: Vec::new(),
                head_rows: Vec::new(),
                beside: Vec::new(),
                failed: None,
            }));
        }
        assert!(texts.get(&Digest([0; 32]), 80).is_none());
        assert!(texts.get(&Digest([1; 32]), 80).is_some());
    }
}
