//! The bounds of one outermost container, and the streams that are held to them.

use crate::intake::Spool;
use crate::model::words::{Word, unread as w};
use crate::model::{ExceptionClass, Said, bounds};
use crate::store::ExceptionRow;
use sha2::{Digest as _, Sha256};
use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::io::{self, Cursor, Read, Seek};

/// What is left of the bounds of one outermost container.
pub struct Budget {
    /// Bytes that may yet come out.
    pub bytes: Cell<u64>,
    /// Members that may yet be shown.
    pub members: Cell<u64>,
    /// The bound that was met, in words.
    pub over: Cell<Option<Word>>,
    /// Containers inside that were opened already.
    pub opened: RefCell<HashSet<[u8; 32]>>,
    /// What is said of the outermost container where a bound is met.
    pub notes: RefCell<Vec<ExceptionRow>>,
}

/// Said where there are too many members.
pub const TOO_MANY: Word = w::TOO_MANY_MEMBERS;
/// Said where too much comes out.
pub const TOO_LARGE: Word = w::TOO_MUCH_INSIDE;

/// Most bytes that an outermost container of a size may hold.
pub fn bytes_within(size: u64) -> u64 {
    let most = bounds::BOX_FLOOR.saturating_add(size.saturating_mul(bounds::BOX_RATIO));
    most.min(bounds::BOX_BYTES)
}

impl Budget {
    /// Gives the bounds of a container of a size.
    pub fn of(size: u64) -> Self {
        Self {
            bytes: Cell::new(bytes_within(size)),
            members: Cell::new(bounds::BOX_MEMBERS),
            over: Cell::new(None),
            opened: RefCell::default(),
            notes: RefCell::default(),
        }
    }
}

/// Counts the bytes that come out of a member.
pub struct Metered<'m> {
    /// The member.
    pub bytes: &'m mut dyn Read,
    /// The bounds.
    pub budget: &'m Budget,
}

impl Read for Metered<'_> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if self.budget.over.get().is_some() {
            return Err(io::Error::other("a bound was met"));
        }
        let left = self.budget.bytes.get();
        let most = buf.len().min(left.max(1) as usize);
        let n = self.bytes.read(buf.get_mut(..most).unwrap_or(&mut []))?;
        if n as u64 > left {
            self.budget.over.set(Some(TOO_LARGE));
            return Err(io::Error::other("a bound was met"));
        }
        self.budget.bytes.set(left - n as u64);
        Ok(n)
    }
}

/// A member's bytes with those that were looked at first.
pub struct Stream<'m> {
    /// What was looked at.
    pub head: Cursor<Vec<u8>>,
    /// What ended the looking.
    pub trouble: Option<io::Error>,
    /// What follows.
    pub rest: Metered<'m>,
}

impl Read for Stream<'_> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.head.read(buf)?;
        if n > 0 || buf.is_empty() {
            return Ok(n);
        }
        match self.trouble.take() {
            Some(cause) => Err(cause),
            None => self.rest.read(buf),
        }
    }
}

/// Gives the class of what ended a stream.
pub fn class(cause: &io::Error) -> ExceptionClass {
    match cause.kind() {
        io::ErrorKind::Unsupported => ExceptionClass::Unsupported,
        io::ErrorKind::OutOfMemory => ExceptionClass::Bound,
        _ => ExceptionClass::Corrupt,
    }
}

/// Gives its sentence.
pub fn sentence(cause: &io::Error) -> Said {
    w::damaged(w::cause(cause))
}

/// Hashes a spool and goes back to its start.
pub fn hash(spool: &mut Spool) -> io::Result<([u8; 32], u64)> {
    let mut sha = Sha256::new();
    spool.rewind()?;
    let (mut size, mut chunk) = (0, vec![0; 1 << 16]);
    loop {
        match spool.read(&mut chunk)? {
            0 => break,
            n => {
                sha.update(chunk.get(..n).unwrap_or(&[]));
                size += n as u64;
            }
        }
    }
    spool.rewind()?;
    Ok((sha.finalize().into(), size))
}
