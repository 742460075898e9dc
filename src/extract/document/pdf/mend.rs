//! A PDF whose list of objects is lost or wrong: the objects are looked for in the bytes and a new
//! list is written behind them, as every viewer does.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Objects of one file.
const OBJECTS: usize = 500_000;
/// Bytes of a trailer that are looked at.
const TRAILER: usize = 4_096;

/// Gives the file with a list of its objects; `None` where it names no root.
pub(super) fn mended(bytes: &[u8]) -> Option<Vec<u8>> {
    let head = memchr::memmem::find(bytes, b"%PDF-").unwrap_or(0);
    let bytes = bytes.get(head..)?;
    let mut places = places(bytes);
    let mut tail = Vec::new();
    for (number, copy) in relengthened(bytes, &places) {
        tail.push(b'\n');
        if let Some(place) = places.get_mut(&number) {
            place.1 = bytes.len() + tail.len();
        }
        tail.extend(copy);
    }
    let root = named(bytes, b"/Root").or_else(|| catalog(bytes, &places))?;
    let mut list = String::from("\nxref\n0 1\n0000000000 65535 f \n");
    for (number, (generation, at)) in &places {
        let _ = write!(list, "{number} 1\n{at:010} {generation:05} n \n");
    }
    let size = places.last_key_value()?.0 + 1;
    let _ = write!(list, "trailer\n<</Size {size}/Root {root}");
    for key in ["/Info", "/Encrypt"] {
        if let Some(place) = named(bytes, key.as_bytes()) {
            let _ = write!(list, "{key} {place}");
        }
    }
    if let Some(ids) = ids(bytes) {
        let _ = write!(list, "/ID {ids}");
    }
    let from = bytes.len() + tail.len() + 1;
    let _ = write!(list, ">>\nstartxref\n{from}\n%%EOF\n");
    Some([bytes, &tail, list.as_bytes()].concat())
}

/// Writes the streams anew whose length is not what they say.
fn relengthened(bytes: &[u8], places: &BTreeMap<u32, (u16, usize)>) -> Vec<(u32, Vec<u8>)> {
    let mut ends: Vec<usize> = places.values().map(|p| p.1).collect();
    ends.sort_unstable();
    let one = |(number, (_, at)): (&u32, &(u16, usize))| {
        let next = ends.partition_point(|end| end <= at);
        let end = ends.get(next).copied().unwrap_or(bytes.len());
        let copy = relength(bytes.get(*at..end)?)?;
        Some((*number, copy))
    };
    places.iter().filter_map(one).collect()
}

/// Writes one object with its true length; `None` where what it says is true, or stands elsewhere.
fn relength(object: &[u8]) -> Option<Vec<u8>> {
    let word = memchr::memmem::find(object, b"stream")?;
    let (head, rest) = object.split_at_checked(word + 6)?;
    let line = usize::from(rest.starts_with(b"\r\n")) + 1;
    let body = rest.get(line..)?;
    let said = memchr::memmem::rfind(head, b"/Length")? + 7;
    let digits = head.get(said..)?.trim_ascii_start();
    let from = head.len() - digits.len();
    let count = digits.iter().take_while(|b| b.is_ascii_digit()).count();
    let after = digits.get(count..)?.trim_ascii_start();
    // A number that another one follows is the number of an object.
    if count == 0 || after.first().is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let length: usize = std::str::from_utf8(digits.get(..count)?)
        .ok()?
        .parse()
        .ok()?;
    let ends = |at: usize| {
        body.get(at..)
            .map(|b| b.trim_ascii_start().starts_with(b"endstream"))
    };
    if ends(length) == Some(true) {
        return None;
    }
    let length = memchr::memmem::rfind(body, b"endstream")?;
    let (before, behind) = (head.get(..from)?, head.get(from + count..)?);
    let number = length.to_string();
    let parts = [
        before,
        number.as_bytes(),
        behind,
        rest.get(..line)?,
        body.get(..length)?,
    ];
    let end = b"\nendstream\nendobj\n";
    Some([&parts.concat(), &end[..]].concat())
}

/// Finds where each object stands; the last one of a number holds.
fn places(bytes: &[u8]) -> BTreeMap<u32, (u16, usize)> {
    let mut out = BTreeMap::new();
    for at in memchr::memmem::find_iter(bytes, b" obj") {
        let before = bytes.get(at.saturating_sub(18)..at).unwrap_or(&[]);
        let Some((before, generation)) = last_number(before) else {
            continue;
        };
        let gap = before.len() - before.trim_ascii_end().len();
        let Some((_, number)) = last_number(before.trim_ascii_end()).filter(|_| gap > 0) else {
            continue;
        };
        let digits = number.len() + gap + generation.len();
        let parsed = number
            .parse::<u32>()
            .ok()
            .zip(generation.parse::<u16>().ok());
        if let Some((number, generation)) = parsed.filter(|p| p.0 > 0 && out.len() < OBJECTS) {
            out.insert(number, (generation, at - digits));
        }
    }
    out
}

/// Parts a number that stands at the end from what is before it.
fn last_number(bytes: &[u8]) -> Option<(&[u8], &str)> {
    let digits = bytes
        .iter()
        .rev()
        .take_while(|b| b.is_ascii_digit())
        .count();
    let (before, number) = bytes.split_at_checked(bytes.len() - digits)?;
    let number = std::str::from_utf8(number).ok().filter(|n| !n.is_empty())?;
    Some((before, number))
}

/// Gives the last reference that stands behind a key, as it is written.
fn named(bytes: &[u8], key: &[u8]) -> Option<String> {
    let mut all = memchr::memmem::rfind_iter(bytes, key);
    all.find_map(|at| {
        let rest = bytes.get(at + key.len()..)?;
        let rest = String::from_utf8_lossy(rest.get(..rest.len().min(40))?);
        let mut words = rest.split_ascii_whitespace();
        let number: u32 = words.next()?.parse().ok()?;
        let generation: u16 = words.next()?.parse().ok()?;
        words
            .next()?
            .starts_with('R')
            .then(|| format!("{number} {generation} R"))
    })
}

/// Finds the object that calls itself the catalogue.
fn catalog(bytes: &[u8], places: &BTreeMap<u32, (u16, usize)>) -> Option<String> {
    let words = [&b"/Type/Catalog"[..], b"/Type /Catalog"];
    let at = words.iter().find_map(|w| memchr::memmem::rfind(bytes, w))?;
    let (number, (generation, _)) = places.iter().filter(|p| p.1.1 < at).max_by_key(|p| p.1.1)?;
    Some(format!("{number} {generation} R"))
}

/// Gives the pair of ids, which the keys of a locked file are made with.
fn ids(bytes: &[u8]) -> Option<String> {
    let at = memchr::memmem::rfind(bytes, b"/ID")?;
    let rest = bytes
        .get(at + 3..bytes.len().min(at + TRAILER))?
        .trim_ascii_start();
    let end = memchr::memchr(b']', rest)?;
    let ids = std::str::from_utf8(rest.get(..=end)?).ok()?;
    (ids.starts_with('[') && ids.is_ascii()).then(|| ids.to_owned())
}
