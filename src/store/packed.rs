//! The files of the index as bytes: a version byte and a checksum before what they hold. They are
//! written as they are serialised, through one buffer; a wrong checksum or version is damage.

use super::StoreError;
use super::layout::new_file;
use super::record::FORMAT;
use crate::model::words::stores as w;
use postcard::ser_flavors::Flavor;
use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// Version byte and checksum.
const HEAD: usize = 9;
/// Bytes that wait to be written.
const BUFFER: usize = 1 << 18;

/// A new file of the index while it is written; without [`Sink::finish`] it is damage to whoever
/// reads it.
pub struct Sink {
    path: PathBuf,
    file: File,
    buffer: Vec<u8>,
    sum: Xxh3,
    /// What went wrong first; nothing is written after it.
    trouble: Option<io::Error>,
}

impl Sink {
    /// Starts a file that is not there.
    ///
    /// # Errors
    ///
    /// It cannot be made, or is there.
    pub fn create(path: &Path) -> Result<Self, StoreError> {
        let mut sink = Self {
            path: path.to_owned(),
            file: new_file(path)?,
            buffer: Vec::with_capacity(BUFFER),
            sum: Xxh3::new(),
            trouble: None,
        };
        // The head's place; it is known at the end.
        sink.buffer.extend_from_slice(&[0; HEAD]);
        sink.empty(HEAD);
        Ok(sink)
    }

    /// Appends bytes; what goes wrong is told at the end.
    pub fn put(&mut self, bytes: &[u8]) {
        if self.buffer.len() + bytes.len() > BUFFER {
            self.empty(0);
        }
        if bytes.len() > BUFFER {
            self.sum.update(bytes);
            self.write(|file| file.write_all(bytes));
        } else {
            self.buffer.extend_from_slice(bytes);
        }
    }

    /// Writes the head and makes the file durable.
    ///
    /// # Errors
    ///
    /// Something of it could not be written.
    pub fn finish(mut self) -> Result<(), StoreError> {
        self.empty(0);
        let mut head = [FORMAT; HEAD];
        head[1..].copy_from_slice(&self.sum.digest().to_le_bytes());
        self.write(|file| file.write_all_at(&head, 0));
        self.write(|file| file.sync_all());
        let path = &self.path;
        self.trouble
            .map_or(Ok(()), |e| Err(e).map_err(StoreError::io(path)))
    }

    /// Writes what waits; its first bytes may be no part of what is summed.
    fn empty(&mut self, unsummed: usize) {
        let buffer = std::mem::take(&mut self.buffer);
        self.sum.update(buffer.get(unsummed..).unwrap_or_default());
        self.write(|file| file.write_all(&buffer));
        self.buffer = buffer;
        self.buffer.clear();
    }

    fn write(&mut self, act: impl FnOnce(&mut File) -> io::Result<()>) {
        if self.trouble.is_none() {
            self.trouble = act(&mut self.file).err();
        }
    }
}

/// What is serialised goes on to the file at once.
struct Onward<'s>(&'s mut Sink);

impl Flavor for Onward<'_> {
    type Output = ();

    fn try_push(&mut self, byte: u8) -> postcard::Result<()> {
        self.0.put(&[byte]);
        Ok(())
    }

    fn try_extend(&mut self, bytes: &[u8]) -> postcard::Result<()> {
        self.0.put(bytes);
        Ok(())
    }

    fn finalize(self) -> postcard::Result<()> {
        Ok(())
    }
}

/// Writes a value with a version byte and a checksum, durable.
pub fn write_packed<T: serde::Serialize>(path: &Path, value: &T) -> Result<(), StoreError> {
    let mut sink = Sink::create(path)?;
    postcard::serialize_with_flavor(value, Onward(&mut sink))
        .map_err(|e| StoreError::quoted(path, e))?;
    sink.finish()
}

/// Writes a record that was packed before, as [`write_packed`] does.
pub fn write_record(path: &Path, record: &[u8]) -> Result<(), StoreError> {
    let mut sink = Sink::create(path)?;
    sink.put(record);
    sink.finish()
}

/// Reads what [`write_packed`] wrote; a wrong checksum or version is damage, never a guess.
pub fn read_packed<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, StoreError> {
    let bytes = fs::read(path).map_err(StoreError::index(path))?;
    let body = checked(path, &bytes)?;
    postcard::from_bytes(body).map_err(|e| StoreError::quoted(path, e))
}

/// Writes blocks that can be read one without the other: a version byte, a checksum, the number of
/// blocks and the length of each as little-endian words, the blocks.
pub fn write_blocks(path: &Path, blocks: &[Vec<u8>]) -> Result<(), StoreError> {
    let mut sink = Sink::create(path)?;
    sink.put(&(blocks.len() as u32).to_le_bytes());
    for block in blocks {
        sink.put(&(block.len() as u32).to_le_bytes());
    }
    for block in blocks {
        sink.put(block);
    }
    sink.finish()
}

/// Reads what [`write_blocks`] wrote and hands it on, block by block.
pub fn read_blocks<T>(
    path: &Path,
    take: impl FnOnce(&[&[u8]]) -> Option<T>,
) -> Result<T, StoreError> {
    let bytes = fs::read(path).map_err(StoreError::index(path))?;
    let blocks = blocks(checked(path, &bytes)?);
    blocks
        .and_then(|b| take(&b))
        .ok_or_else(|| StoreError::damaged(path, w::NO_BLOCKS))
}

fn blocks(body: &[u8]) -> Option<Vec<&[u8]>> {
    let (count, mut lengths) = body.split_first_chunk::<4>()?;
    let count = u32::from_le_bytes(*count) as usize;
    let mut rest = lengths.get(count.checked_mul(4)?..)?;
    let mut out = Vec::with_capacity(count.min(lengths.len()));
    for _ in 0..count {
        let (length, others) = lengths.split_first_chunk::<4>()?;
        let (block, behind) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        out.push(block);
        (lengths, rest) = (others, behind);
    }
    Some(out)
}

/// Gives what stands behind the head of a file, where its version and checksum are right.
pub(super) fn checked<'a>(path: &Path, bytes: &'a [u8]) -> Result<&'a [u8], StoreError> {
    let Some((head, body)) = bytes.split_first_chunk::<9>() else {
        return Err(StoreError::damaged(path, w::CUT_SHORT));
    };
    if head[0] > FORMAT {
        let (found, known) = (u32::from(head[0]), u32::from(FORMAT));
        return Err(StoreError::Newer {
            path: path.to_owned(),
            found,
            known,
        });
    }
    if head[0] < FORMAT {
        return Err(StoreError::damaged(path, w::OLDER_WROTE));
    }
    if xxh3_64(body).to_le_bytes() != head[1..] {
        return Err(StoreError::damaged(path, w::OTHER_SUM));
    }
    Ok(body)
}

/// Puts a checksum before what stands by itself in a file, so that a changed bit is no other text.
pub fn sealed(bytes: &[u8]) -> Vec<u8> {
    let sum = xxh3_64(bytes).to_le_bytes();
    [&sum[..], bytes].concat()
}

/// Gives what [`sealed`] was given; `None` where it is damaged.
pub fn unsealed(bytes: &[u8]) -> Option<&[u8]> {
    let (sum, rest) = bytes.split_first_chunk::<8>()?;
    (xxh3_64(rest).to_le_bytes() == *sum).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_in_pieces_is_read_as_a_whole() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("one");
        let value: Vec<(u32, Vec<u8>)> = (0..9_u32)
            .map(|n| (n, vec![n as u8; n as usize * BUFFER / 4]))
            .collect();
        write_packed(&path, &value).unwrap();
        assert_eq!(read_packed::<Vec<(u32, Vec<u8>)>>(&path).unwrap(), value);
        let packed = postcard::to_allocvec(&value).unwrap();
        let other = dir.path().join("two");
        write_record(&other, &packed).unwrap();
        assert_eq!(fs::read(&path).unwrap(), fs::read(&other).unwrap());
        assert!(write_record(&other, &packed).is_err(), "it is there");
    }

    #[test]
    fn a_file_that_was_not_ended_is_damage() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("one");
        let mut sink = Sink::create(&path).unwrap();
        sink.put(&vec![0; 3 * BUFFER]);
        drop(sink);
        assert!(read_packed::<Vec<u8>>(&path).is_err());
        let full = Path::new("/dev/full");
        if let Ok(file) = fs::OpenOptions::new().write(true).open(full) {
            let mut sink = Sink::create(&dir.path().join("two")).unwrap();
            sink.file = file;
            sink.put(&vec![7; 2 * BUFFER]);
            assert!(sink.finish().is_err(), "a full disk is told");
        }
    }
}
