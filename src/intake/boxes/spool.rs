//! Bytes set aside for a reader that needs to seek: in memory while they are few, else in a file
//! without a name that is gone with the process.

use super::super::bytes;
use crate::model::bounds;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// A place for bytes that can be read again from any point.
#[derive(Debug)]
pub enum Spool {
    /// In memory.
    Memory(Cursor<Vec<u8>>),
    /// In a file that bears no name.
    File(File),
}

impl Spool {
    /// Reads a stream to its end; `folder` takes the file where the bytes are many. Gives the
    /// error too where the stream ends in one: what came before it is kept.
    pub fn fill(stream: &mut dyn Read, folder: &Path) -> io::Result<(Self, Option<io::Error>)> {
        let mut held = Vec::new();
        let first = stream.take(bounds::SPOOL_BYTES + 1).read_to_end(&mut held);
        if let Err(cause) = first {
            return Ok((Self::memory(held), Some(cause)));
        }
        if held.len() as u64 <= bounds::SPOOL_BYTES {
            return Ok((Self::memory(held), None));
        }
        let mut file = bytes::unnamed(folder)?;
        file.write_all(&held)?;
        drop(held);
        let mut chunk = vec![0; 1 << 20];
        let trouble = loop {
            match stream.read(&mut chunk) {
                Ok(0) => break None,
                Ok(n) => file.write_all(chunk.get(..n).unwrap_or(&[]))?,
                Err(cause) if cause.kind() == io::ErrorKind::Interrupted => {}
                Err(cause) => break Some(cause),
            }
        };
        file.rewind()?;
        Ok((Self::File(file), trouble))
    }

    /// Holds bytes that are there.
    pub fn memory(bytes: Vec<u8>) -> Self {
        Self::Memory(Cursor::new(bytes))
    }
}

impl Read for Spool {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Memory(cursor) => cursor.read(buf),
            Self::File(file) => file.read(buf),
        }
    }
}

impl Seek for Spool {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match self {
            Self::Memory(cursor) => cursor.seek(to),
            Self::File(file) => file.seek(to),
        }
    }
}
