//! One part of a search index as one file: what the search engine wrote, end to end, then a table
//! of its files and the checksum of every block. It is read by position, and no byte of it is
//! believed before the checksum of its block agreed: damage is an error here, at the door.

use super::super::StoreError;
use super::super::layout::new_file;
use super::super::record::FORMAT;
use crate::model::words::stores as w;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::ops::Range;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tantivy::HasLen;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, OwnedBytes, WatchCallback, WatchHandle, WritePtr,
};
use xxhash_rust::xxh3::xxh3_64;

/// Bytes that one checksum covers: a posting list is read with at most two blocks too much.
const BLOCK: usize = 16 << 10;
/// Length of the table's place at the end: its length, its checksum, the version.
const TAIL: usize = 17;

/// What stands at the end of a part.
#[derive(Default, Debug, Serialize, Deserialize)]
pub struct Table {
    /// Files of the engine: name, first byte, bytes.
    files: Vec<(String, u64, u64)>,
    /// Checksum of each block.
    sums: Vec<u64>,
    /// Place of each document's text in the segment's text file, in document order.
    pub places: Vec<u64>,
    /// Documents whose words the index does not hold all: their texts are always looked at.
    pub odd: Vec<u32>,
}

/// Writes a part.
pub fn write(
    path: &Path,
    files: &[(String, OwnedBytes)],
    places: Vec<u64>,
    odd: Vec<u32>,
) -> Result<(), StoreError> {
    let mut table = Table {
        places,
        odd,
        ..Table::default()
    };
    let mut out = BufWriter::with_capacity(1 << 20, new_file(path)?);
    let mut block: Vec<u8> = Vec::with_capacity(BLOCK);
    let mut at = 0;
    for (name, bytes) in files {
        let mut rest = bytes.as_slice();
        table.files.push((name.clone(), at, rest.len() as u64));
        at += rest.len() as u64;
        out.write_all(rest).map_err(StoreError::io(path))?;
        while !rest.is_empty() {
            let (head, tail) = rest.split_at(rest.len().min(BLOCK - block.len()));
            block.extend_from_slice(head);
            rest = tail;
            if block.len() == BLOCK {
                table.sums.push(xxh3_64(&block));
                block.clear();
            }
        }
    }
    if !block.is_empty() {
        table.sums.push(xxh3_64(&block));
    }
    let table = postcard::to_stdvec(&table).map_err(|e| StoreError::quoted(path, e))?;
    let mut tail = table;
    let (length, sum) = (tail.len() as u64, xxh3_64(&tail));
    tail.extend_from_slice(&length.to_le_bytes());
    tail.extend_from_slice(&sum.to_le_bytes());
    tail.push(FORMAT);
    out.write_all(&tail).map_err(StoreError::io(path))?;
    out.flush().map_err(StoreError::io(path))?;
    out.get_ref().sync_all().map_err(StoreError::io(path))
}

/// An open part. The engine sees it as a folder that nobody writes to.
#[derive(Clone)]
pub struct Pack {
    shared: Arc<Shared>,
}

struct Shared {
    file: File,
    table: Table,
    /// Bytes before the table.
    end: u64,
}

impl fmt::Debug for Pack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pack({} files)", self.shared.table.files.len())
    }
}

impl Pack {
    /// Opens a part and reads its table.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let file = File::open(path).map_err(StoreError::index(path))?;
        let length = file.metadata().map_err(StoreError::io(path))?.len();
        let cut = || StoreError::damaged(path, w::CUT_SHORT);
        let at = length.checked_sub(TAIL as u64).ok_or_else(cut)?;
        let mut tail = [0; TAIL];
        file.read_exact_at(&mut tail, at)
            .map_err(StoreError::io(path))?;
        if tail[16] != FORMAT {
            return Err(StoreError::damaged(path, w::OTHER_WROTE));
        }
        let (words, _) = tail.as_chunks::<8>();
        let (bytes, sum) = match words {
            [a, b] => (u64::from_le_bytes(*a), u64::from_le_bytes(*b)),
            _ => return Err(cut()),
        };
        let end = at.checked_sub(bytes).ok_or_else(cut)?;
        let mut table = vec![0; bytes as usize];
        file.read_exact_at(&mut table, end)
            .map_err(StoreError::io(path))?;
        if xxh3_64(&table) != sum {
            return Err(StoreError::damaged(path, w::OTHER_SUM));
        }
        let table: Table = postcard::from_bytes(&table).map_err(|e| StoreError::quoted(path, e))?;
        if (table.sums.len() as u64) != end.div_ceil(BLOCK as u64) {
            return Err(cut());
        }
        let shared = Arc::new(Shared { file, table, end });
        Ok(Self { shared })
    }

    /// Gives the table.
    pub fn table(&self) -> &Table {
        &self.shared.table
    }

    /// Reads every block; an error names damage.
    pub fn check(&self) -> io::Result<()> {
        let end = self.shared.end as usize;
        (0..end)
            .step_by(1 << 20)
            .try_for_each(|at| self.read(at..end.min(at + (1 << 20))).map(drop))
    }

    /// Reads a range, every block of it checked.
    fn read(&self, range: Range<usize>) -> io::Result<Vec<u8>> {
        let shared = &self.shared;
        if range.start >= range.end {
            return Ok(Vec::new());
        }
        if range.end as u64 > shared.end {
            return Err(damage());
        }
        let first = range.start / BLOCK;
        let last = (range.end - 1) / BLOCK;
        let from = first * BLOCK;
        let to = ((last + 1) * BLOCK).min(shared.end as usize);
        let mut bytes = vec![0; to - from];
        shared.file.read_exact_at(&mut bytes, from as u64)?;
        for (block, number) in bytes.chunks(BLOCK).zip(first..) {
            if shared.table.sums.get(number) != Some(&xxh3_64(block)) {
                return Err(damage());
            }
        }
        bytes.truncate(range.end - from);
        bytes.drain(..range.start - from);
        Ok(bytes)
    }

    fn find(&self, path: &Path) -> Option<Range<usize>> {
        let name = path.to_str()?;
        let files = &self.shared.table.files;
        let (_, at, length) = files.iter().find(|(n, _, _)| n == name)?;
        Some(*at as usize..(*at + *length) as usize)
    }
}

fn damage() -> io::Error {
    let what = "a checksum of the search index does not agree; run repair";
    io::Error::new(io::ErrorKind::InvalidData, what)
}

fn sealed() -> io::Error {
    io::Error::new(io::ErrorKind::ReadOnlyFilesystem, "the part is finished")
}

/// One file of the engine inside a part.
#[derive(Debug)]
struct Inside {
    pack: Pack,
    range: Range<usize>,
}

impl HasLen for Inside {
    fn len(&self) -> usize {
        self.range.len()
    }
}

impl FileHandle for Inside {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        let (from, to) = (self.range.start + range.start, self.range.start + range.end);
        if range.start > range.end || to > self.range.end {
            return Err(damage());
        }
        Ok(OwnedBytes::new(self.pack.read(from..to)?))
    }
}

impl Directory for Pack {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let range = self
            .find(path)
            .ok_or_else(|| OpenReadError::FileDoesNotExist(path.to_owned()))?;
        let pack = self.clone();
        Ok(Arc::new(Inside { pack, range }))
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        Ok(self.find(path).is_some())
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let range = self
            .find(path)
            .ok_or_else(|| OpenReadError::FileDoesNotExist(path.to_owned()))?;
        self.read(range)
            .map_err(|e| OpenReadError::wrap_io_error(e, path.to_owned()))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::IoError {
            io_error: Arc::new(sealed()),
            filepath: path.to_owned(),
        })
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::wrap_io_error(sealed(), PathBuf::from(path)))
    }

    fn atomic_write(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        Err(sealed())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn acquire_lock(&self, _: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}
