//! Compound files that the library refuses: sloppy tables and directories, which Office opens all
//! the same. What they hold is copied into a file as it should be.

use super::paper::{u16_at, u32_at};
use crate::model::bounds;
use cfb::CompoundFile;
use std::collections::BTreeSet;
use std::io::{Cursor, Write};

/// Entries of one directory, and how deep it goes.
const ENTRIES: usize = 20_000;
const DEPTH: usize = 64;
/// Numbers from here on are marks, not sectors.
const MARKS: u32 = 0xffff_fffa;
/// Bytes of one entry of the directory.
const ENTRY: usize = 128;

/// A file that was copied.
pub(super) struct Copied {
    /// The file as it should be.
    pub bytes: Vec<u8>,
    /// Whether nothing was missing.
    pub whole: bool,
}

/// Copies a file that the library refuses; `None` where nothing of it can be read.
pub(super) fn mended(bytes: &[u8]) -> Option<Copied> {
    let file = Sectors::read(bytes)?;
    let mut out = CompoundFile::create(Cursor::new(Vec::new())).ok()?;
    let root = file.entry(0)?;
    let small = Sectors::chain(&file.table, root.start, root.size, file.sector());
    let mut todo = vec![(root.child, String::new(), 0)];
    let (mut seen, mut held) = (BTreeSet::new(), 0_usize);
    let (mut some, mut whole) = (false, true);
    while let Some((at, folder, depth)) = todo.pop() {
        if at >= MARKS || depth > DEPTH || seen.len() >= ENTRIES || !seen.insert(at) {
            continue;
        }
        let Some(entry) = file.entry(at as usize) else {
            whole = false;
            continue;
        };
        todo.push((entry.left, folder.clone(), depth));
        todo.push((entry.right, folder.clone(), depth));
        let path = format!("{folder}/{}", entry.name);
        if entry.is_folder {
            if out.create_storage(&path).is_ok() {
                todo.push((entry.child, path, depth + 1));
            }
            continue;
        }
        let content = file.content(&entry, &small);
        held += content.len();
        whole &= content.len() == entry.size;
        if held > bounds::DOCUMENT_BYTES {
            return None;
        }
        let stream = out.create_stream(&path);
        some |= stream.is_ok_and(|mut s| s.write_all(&content).is_ok());
    }
    out.flush().ok()?;
    let bytes = out.into_inner().into_inner();
    some.then_some(Copied { bytes, whole })
}

/// One entry of the directory.
struct Entry {
    name: String,
    is_folder: bool,
    left: u32,
    right: u32,
    child: u32,
    start: u32,
    size: usize,
}

/// The tables of a file.
struct Sectors<'a> {
    bytes: &'a [u8],
    /// Bytes of a sector and of a small one, as powers of two.
    shift: u16,
    small_shift: u16,
    /// Size from which a stream stands in sectors of its own.
    cutoff: usize,
    table: Vec<u32>,
    small_table: Vec<u32>,
    directory: Vec<u8>,
}

impl<'a> Sectors<'a> {
    fn read(bytes: &'a [u8]) -> Option<Self> {
        let (shift, small_shift) = (u16_at(bytes, 30)?, u16_at(bytes, 32)?);
        if !(7..=16).contains(&shift) || small_shift >= shift {
            return None;
        }
        let mut out = Self {
            bytes,
            shift,
            small_shift,
            cutoff: u32_at(bytes, 56)? as usize,
            table: Vec::new(),
            small_table: Vec::new(),
            directory: Vec::new(),
        };
        let numbers = |bytes: &[u8]| -> Vec<u32> {
            (0..bytes.len() / 4)
                .filter_map(|n| u32_at(bytes, n * 4))
                .collect()
        };
        let mut places: Vec<u32> = (0..109).filter_map(|n| u32_at(bytes, 76 + n * 4)).collect();
        let (mut next, mut seen) = (u32_at(bytes, 68)?, BTreeSet::new());
        while next < MARKS && seen.insert(next) {
            let mut more = numbers(out.at(next)?);
            next = more.pop().unwrap_or(MARKS);
            places.append(&mut more);
        }
        for place in places.into_iter().filter(|p| *p < MARKS) {
            if let Some(part) = out.at(place) {
                let mut part = numbers(part);
                out.table.append(&mut part);
            }
        }
        let whole = bytes.len();
        out.directory = Self::chain(&out.table, u32_at(bytes, 48)?, whole, out.sector());
        let small = Self::chain(&out.table, u32_at(bytes, 60)?, whole, out.sector());
        out.small_table = numbers(&small);
        Some(out)
    }

    fn sector(&self) -> Area<'a> {
        Area {
            bytes: self.bytes,
            first: 1 << self.shift,
            size: 1 << self.shift,
        }
    }

    fn at(&self, number: u32) -> Option<&'a [u8]> {
        self.sector().at(number)
    }

    /// Follows a chain of sectors as far as it goes, up to a size.
    fn chain(table: &[u32], start: u32, size: usize, area: Area<'_>) -> Vec<u8> {
        let mut out = Vec::new();
        let (mut next, mut steps) = (start, 0);
        while next < MARKS && out.len() < size && steps <= table.len() {
            let Some(part) = area.at(next) else {
                break;
            };
            out.extend_from_slice(part);
            next = table.get(next as usize).copied().unwrap_or(MARKS);
            steps += 1;
        }
        out.truncate(size);
        out
    }

    fn content(&self, entry: &Entry, small: &[u8]) -> Vec<u8> {
        if entry.size >= self.cutoff {
            return Self::chain(&self.table, entry.start, entry.size, self.sector());
        }
        let area = Area {
            bytes: small,
            first: 0,
            size: 1 << self.small_shift,
        };
        Self::chain(&self.small_table, entry.start, entry.size, area)
    }

    fn entry(&self, number: usize) -> Option<Entry> {
        let from = number.checked_mul(ENTRY)?;
        let entry = self.directory.get(from..from.checked_add(ENTRY)?)?;
        let letters = usize::from(u16_at(entry, 64)?.min(64) / 2).saturating_sub(1);
        let units = (0..letters).filter_map(|n| u16_at(entry, n * 2));
        let name = char::decode_utf16(units)
            .map(|c| c.unwrap_or('_'))
            .collect();
        let kind = *entry.get(66)?;
        matches!(kind, 1 | 2 | 5).then_some(())?;
        Some(Entry {
            name,
            is_folder: kind == 1,
            left: u32_at(entry, 68)?,
            right: u32_at(entry, 72)?,
            child: u32_at(entry, 76)?,
            start: u32_at(entry, 116)?,
            size: u32_at(entry, 120)? as usize,
        })
    }
}

/// Bytes that are cut into sectors.
#[derive(Clone, Copy)]
struct Area<'a> {
    bytes: &'a [u8],
    first: usize,
    size: usize,
}

impl<'a> Area<'a> {
    /// Gives a sector; the last one may be cut.
    fn at(self, number: u32) -> Option<&'a [u8]> {
        let from = (number as usize)
            .checked_mul(self.size)?
            .checked_add(self.first)?;
        let end = from.saturating_add(self.size).min(self.bytes.len());
        self.bytes.get(from..end).filter(|part| !part.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    fn sample() -> Vec<u8> {
        let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        file.create_storage("/Pool").unwrap();
        for (name, size) in [("/Small", 70), ("/Large", 9_000), ("/Pool/Inner", 5)] {
            let bytes: Vec<u8> = (0..size).map(|n| n as u8).collect();
            file.create_stream(name).unwrap().write_all(&bytes).unwrap();
        }
        file.flush().unwrap();
        file.into_inner().into_inner()
    }

    #[test]
    fn a_file_with_a_sloppy_table_is_copied_whole() {
        let mut bytes = sample();
        let shift = u16_at(&bytes, 30).unwrap();
        let table = (u32_at(&bytes, 76).unwrap() as usize + 1) << shift;
        // Sectors that are not there, said to be ends instead of free.
        bytes[table + (1 << shift) - 4..table + (1 << shift)].fill(0xff);
        bytes[table + (1 << shift) - 4] = 0xfe;
        assert!(CompoundFile::open(Cursor::new(bytes.as_slice())).is_err());
        let copy = mended(&bytes).unwrap();
        assert!(copy.whole);
        let mut copy = CompoundFile::open(Cursor::new(copy.bytes)).unwrap();
        for (name, size) in [("/Small", 70), ("/Large", 9_000), ("/Pool/Inner", 5)] {
            let mut content = Vec::new();
            copy.open_stream(name)
                .unwrap()
                .read_to_end(&mut content)
                .unwrap();
            let wanted: Vec<u8> = (0..size).map(|n| n as u8).collect();
            assert_eq!(content, wanted, "{name}");
        }
    }

    #[test]
    fn loops_and_cuts_have_an_end() {
        let bytes = sample();
        for cut in (0..bytes.len()).step_by(97) {
            let _ = mended(&bytes[..cut]);
        }
        for at in (0..bytes.len()).step_by(13) {
            let mut bytes = bytes.clone();
            bytes[at] = bytes[at].wrapping_add(1);
            let _ = mended(&bytes);
        }
    }
}
