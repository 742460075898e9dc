//! Kept bytes: exact bytes of items that lie inside containers, since reaching them again means
//! to unpack all that stands before them. `bytes` holds them in packed blocks, `kept` says where.
//!
//! `kept` is a sorted table of 48 bytes a row (digest, place, stored length) that is searched on
//! disk: a case with a million such items costs nothing to open.

use super::StoreError;
use super::layout::{Layout, new_file};
use super::record::FORMAT;
use crate::model::words::stores as w;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

/// Plain bytes of a block; a block is packed by itself.
const BLOCK: usize = 1 << 20;
/// Bytes of a row of the table.
const ROW: usize = 48;

/// Packs bytes for the file of kept bytes.
pub fn pack_bytes(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() / 2 + 16);
    for block in bytes.chunks(BLOCK) {
        pack_block(block, &mut out);
    }
    out
}

/// A block: its plain length, its stored length, its bytes; as they are where packing gains
/// nothing.
fn pack_block(block: &[u8], out: &mut Vec<u8>) {
    let packed = lz4_flex::block::compress(block);
    let stored = if packed.len() < block.len() {
        packed.as_slice()
    } else {
        block
    };
    out.extend_from_slice(&(block.len() as u32).to_le_bytes());
    out.extend_from_slice(&(stored.len() as u32).to_le_bytes());
    out.extend_from_slice(stored);
}

/// Unpacks kept bytes; `None` where they are damaged.
fn unpack(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    while !rest.is_empty() {
        let (head, tail) = rest.split_first_chunk::<8>()?;
        let word = |at: usize| {
            let bytes = head.get(at..at + 4)?.try_into().ok()?;
            Some(u32::from_le_bytes(bytes) as usize)
        };
        let (plain, stored) = (word(0)?, word(4)?);
        let (block, tail) = tail.split_at_checked(stored)?;
        if plain > BLOCK {
            return None;
        }
        if plain == stored {
            out.extend_from_slice(block);
        } else {
            out.extend(lz4_flex::block::decompress(block, plain).ok()?);
        }
        rest = tail;
    }
    Some(out)
}

/// Writes the kept bytes of one segment.
pub(super) struct KeptWriter {
    dir: PathBuf,
    file: Option<BufWriter<File>>,
    end: u64,
    rows: BTreeMap<[u8; 32], (u64, u64)>,
}

impl KeptWriter {
    pub(super) fn new(dir: &Path) -> Self {
        Self {
            dir: dir.to_owned(),
            file: None,
            end: 0,
            rows: BTreeMap::new(),
        }
    }

    /// Appends bytes as [`pack_bytes`] made them.
    pub(super) fn put(&mut self, digest: [u8; 32], packed: &[u8]) -> Result<(), StoreError> {
        let path = self.dir.join("bytes");
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(BufWriter::with_capacity(1 << 20, new_file(&path)?)),
        };
        file.write_all(packed).map_err(StoreError::io(&path))?;
        self.rows.insert(digest, (self.end, packed.len() as u64));
        self.end += packed.len() as u64;
        Ok(())
    }

    /// Appends the bytes of a stream.
    pub(super) fn put_stream(
        &mut self,
        digest: [u8; 32],
        stream: &mut dyn Read,
    ) -> Result<(), StoreError> {
        let path = self.dir.join("bytes");
        let start = self.end;
        self.put(digest, &[])?;
        let mut block = Vec::with_capacity(BLOCK);
        loop {
            block.clear();
            let read = stream.take(BLOCK as u64).read_to_end(&mut block);
            if read.map_err(StoreError::io(&path))? == 0 {
                break;
            }
            let packed = pack_bytes(&block);
            self.put(digest, &packed)?;
        }
        self.rows.insert(digest, (start, self.end - start));
        Ok(())
    }

    /// Writes the table; nothing is written where nothing was kept.
    pub(super) fn finish(self) -> Result<(), StoreError> {
        let Some(mut file) = self.file else {
            return Ok(());
        };
        let path = self.dir.join("bytes");
        file.flush().map_err(StoreError::io(&path))?;
        file.get_ref().sync_all().map_err(StoreError::io(&path))?;
        let path = self.dir.join("kept");
        let mut out = vec![FORMAT];
        for (digest, (at, stored)) in &self.rows {
            out.extend_from_slice(digest);
            out.extend_from_slice(&at.to_le_bytes());
            out.extend_from_slice(&stored.to_le_bytes());
        }
        let mut file = new_file(&path)?;
        file.write_all(&out).map_err(StoreError::io(&path))?;
        file.sync_all().map_err(StoreError::io(&path))
    }
}

/// The kept bytes of the segments that a generation names; reads by position.
#[derive(Debug, Default)]
pub struct KeptFiles {
    files: Vec<(File, u64, File)>,
}

impl KeptFiles {
    /// Opens the files of some segments; one that kept nothing has none.
    pub fn open(layout: &Layout, segments: &[u32]) -> Result<Self, StoreError> {
        let mut files = Vec::new();
        for number in segments {
            let dir = layout.segment(*number);
            let path = dir.join("kept");
            let table = match File::open(&path) {
                Ok(table) => table,
                Err(e) if e.kind() == io::ErrorKind::NotFound => continue,
                Err(cause) => return Err(StoreError::Io { path, cause }),
            };
            let length = table.metadata().map_err(StoreError::io(&path))?.len();
            let mut version = [0];
            let read = table.read_exact_at(&mut version, 0);
            if read.is_err() || version != [FORMAT] || (length - 1) % ROW as u64 != 0 {
                return Err(StoreError::damaged(&path, w::NO_TABLE));
            }
            let path = dir.join("bytes");
            let bytes = File::open(&path).map_err(StoreError::index(&path))?;
            files.push((table, (length - 1) / ROW as u64, bytes));
        }
        Ok(Self { files })
    }

    /// Gives the kept bytes of a digest; `None` where none are kept.
    pub fn read(&self, digest: &[u8; 32]) -> io::Result<Option<Vec<u8>>> {
        for (table, rows, bytes) in &self.files {
            if let Some((at, stored)) = find(table, *rows, digest)? {
                return read_at(bytes, at, stored).map(Some);
            }
        }
        Ok(None)
    }

    /// Shows every kept digest with its bytes, or with what is wrong with them.
    pub fn each(&self, show: &mut dyn FnMut([u8; 32], io::Result<Vec<u8>>)) -> io::Result<()> {
        for (table, rows, bytes) in &self.files {
            for row in 0..*rows {
                let (digest, at, stored) = row_at(table, row)?;
                show(digest, read_at(bytes, at, stored));
            }
        }
        Ok(())
    }

    /// Gives every kept digest.
    pub fn digests(&self) -> io::Result<Vec<[u8; 32]>> {
        let mut out = Vec::new();
        for (table, rows, _) in &self.files {
            for row in 0..*rows {
                out.push(row_at(table, row)?.0);
            }
        }
        Ok(out)
    }
}

fn read_at(bytes: &File, at: u64, stored: u64) -> io::Result<Vec<u8>> {
    let damaged = || io::Error::new(io::ErrorKind::InvalidData, "kept bytes are damaged");
    if at
        .checked_add(stored)
        .is_none_or(|end| bytes.metadata().map_or(true, |m| end > m.len()))
    {
        return Err(damaged());
    }
    let mut packed = vec![0; stored as usize];
    bytes.read_exact_at(&mut packed, at)?;
    unpack(&packed).ok_or_else(damaged)
}

fn row_at(table: &File, row: u64) -> io::Result<([u8; 32], u64, u64)> {
    let mut bytes = [0; ROW];
    table.read_exact_at(&mut bytes, 1 + row * ROW as u64)?;
    let (mut digest, mut at, mut stored) = ([0; 32], [0; 8], [0; 8]);
    digest.copy_from_slice(&bytes[..32]);
    at.copy_from_slice(&bytes[32..40]);
    stored.copy_from_slice(&bytes[40..]);
    Ok((digest, u64::from_le_bytes(at), u64::from_le_bytes(stored)))
}

fn find(table: &File, rows: u64, digest: &[u8; 32]) -> io::Result<Option<(u64, u64)>> {
    let (mut low, mut high) = (0, rows);
    while low < high {
        let middle = low + (high - low) / 2;
        let (here, at, stored) = row_at(table, middle)?;
        match here.cmp(digest) {
            std::cmp::Ordering::Equal => return Ok(Some((at, stored))),
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kept_bytes_are_found_again_by_their_digest() {
        let dir = tempfile::tempdir().unwrap();
        let layout = Layout::new(dir.path());
        let segment = layout.segment(3);
        std::fs::create_dir_all(&segment).unwrap();
        let long: Vec<u8> = (0..3_u32 << 20)
            .map(|n| (n.wrapping_mul(n) >> 7) as u8)
            .collect();
        let mut writer = KeptWriter::new(&segment);
        writer.put([2; 32], &pack_bytes(b"two")).unwrap();
        writer.put_stream([9; 32], &mut long.as_slice()).unwrap();
        writer.put([1; 32], &pack_bytes(b"")).unwrap();
        writer.finish().unwrap();
        let files = KeptFiles::open(&layout, &[1, 3]).unwrap();
        assert_eq!(files.read(&[2; 32]).unwrap().unwrap(), b"two");
        assert_eq!(files.read(&[9; 32]).unwrap().unwrap(), long);
        assert_eq!(files.read(&[1; 32]).unwrap().unwrap(), b"");
        assert_eq!(files.read(&[7; 32]).unwrap(), None);
        assert_eq!(files.digests().unwrap(), [[1; 32], [2; 32], [9; 32]]);
    }

    #[test]
    fn damage_is_said_and_never_more() {
        assert_eq!(unpack(&[1, 0, 0]), None);
        assert_eq!(unpack(&[255; 40]), None);
        let mut packed = pack_bytes(&[7; 5000]);
        packed.truncate(packed.len() - 1);
        assert_eq!(unpack(&packed), None);
    }
}
