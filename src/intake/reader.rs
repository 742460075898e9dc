//! Reads one file of a source and cuts it into batches of raw items.
//!
//! Files are read forward with ordinary reads, never mapped; a file that changed its length
//! meanwhile simply ends where it ends.

use super::boundary::line_at;
use super::folder::{Place, place};
use super::mbox::{Cut, Piece, cut};
use super::sniff::named;
use super::{Batch, BoxKind, Entry, FileKind, Gap, GapKind, RawItem, sniff};
use crate::model::words::unread;
use crate::model::{Exception, ExceptionClass, Kind, Stage, bounds};
use std::fs::OpenOptions;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::os::unix::fs::OpenOptionsExt;
use std::sync::Arc;

/// Bytes that are read at once: enough messages for the lanes in which their sums are made (in half
/// as many they took a quarter more), and few enough that workers take turns.
const WINDOW_BYTES: usize = 8 << 20;

/// A reader over one file; it reads forward, one window at a time.
pub struct FileReader<'a> {
    file: Box<dyn Read + 'a>,
    kind: FileKind,
    path: String,
    place: Place,
    /// Where `pending` begins in the file.
    offset: u64,
    /// Bytes that were read and not handed out.
    pending: Vec<u8>,
    at_end: bool,
    done: bool,
    /// Inside a message over the bound.
    over_bound: bool,
    window_bytes: usize,
    /// Longest message of a mailbox that is handed out.
    message_bytes: u64,
}

impl<'a> FileReader<'a> {
    /// Opens a file (no links are followed) and tells what it is.
    pub fn open(entry: &Entry) -> io::Result<Self> {
        Self::resume(entry, 0)
    }

    /// Opens an mbox that only grew, from the `From ` line of the last message that was read
    /// (`RawItem::from_line`): that message is handed out again, since its end may have moved.
    pub fn resume(entry: &Entry, offset: u64) -> io::Result<Self> {
        let no_follow = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
        let mut file = OpenOptions::new()
            .read(true)
            .custom_flags(no_follow.bits() as i32)
            .open(&entry.absolute)?;
        file.seek(SeekFrom::Start(offset))?;
        Self::over(Box::new(file), &entry.path, offset)
    }

    /// Reads a stream, such as a member of a container, that bears a path.
    pub fn stream(bytes: impl Read + 'a, path: &str) -> io::Result<Self> {
        let mut reader = Self::over(Box::new(bytes), path, 0)?;
        reader.message_bytes = bounds::MEMBER_BYTES;
        Ok(reader)
    }

    /// Takes the stream for ended where it stands: what is pending is handed out as it is.
    pub fn end_here(&mut self) {
        self.at_end = true;
    }

    fn over(file: Box<dyn Read + 'a>, path: &str, offset: u64) -> io::Result<Self> {
        let mut reader = Self {
            file,
            kind: FileKind::Mbox,
            path: path.to_owned(),
            place: place(path),
            offset,
            pending: Vec::new(),
            at_end: false,
            done: false,
            over_bound: false,
            window_bytes: WINDOW_BYTES,
            message_bytes: bounds::MESSAGE_BYTES,
        };
        reader.fill(reader.window_bytes)?;
        if offset == 0 {
            reader.kind = sniff(&reader.pending);
        }
        Ok(reader)
    }

    /// Tells what the file is.
    pub fn kind(&self) -> FileKind {
        self.kind
    }

    /// Reads on; `None` at the end of the file.
    pub fn next_batch(&mut self) -> io::Result<Option<Batch>> {
        if self.done {
            return Ok(None);
        }
        match self.kind {
            FileKind::Mbox => self.next_mbox(),
            FileKind::Emlx | FileKind::Message => self.whole(Kind::Message, "message/rfc822"),
            FileKind::Document(media_type) => {
                let media_type = named(media_type, &self.path);
                self.whole(Kind::Document, media_type)
            }
        }
    }

    /// Reads until at least `length` bytes are pending, or the file ends.
    fn fill(&mut self, length: usize) -> io::Result<()> {
        let missing = length.saturating_sub(self.pending.len());
        if missing == 0 || self.at_end {
            return Ok(());
        }
        let read = (&mut self.file)
            .take(missing as u64)
            .read_to_end(&mut self.pending)?;
        self.at_end = read < missing;
        Ok(())
    }

    fn next_mbox(&mut self) -> io::Result<Option<Batch>> {
        let mut length = self.window_bytes;
        loop {
            self.fill(length)?;
            if self.pending.is_empty() {
                self.done = true;
                return Ok(None);
            }
            let cut = cut(&self.pending, self.offset == 0, self.at_end);
            if self.over_bound {
                return Ok(Some(self.rest_of_over_bound(&cut)));
            }
            if cut.covered > 0 {
                return Ok(Some(self.mbox_batch(cut)));
            }
            if self.pending.len() as u64 > self.message_bytes {
                self.over_bound = true;
                return Ok(Some(self.first_of_over_bound()));
            }
            length = (self.pending.len() * 2).max(cut.wanted);
        }
    }

    fn mbox_batch(&mut self, cut: Cut) -> Batch {
        let base = self.offset;
        let file_range = |r: &Range<usize>| base + r.start as u64..base + r.end as u64;
        let mut batch = self.hand_out(cut.covered);
        for piece in cut.pieces {
            match piece {
                Piece::Gap(range, kind) => batch.gaps.push(gap(file_range(&range), kind)),
                Piece::Message { from_line, bytes } => {
                    let line = file_range(&from_line);
                    batch.gaps.push(gap(line.clone(), GapKind::FromLine));
                    let mut item = self.item(Kind::Message, "message/rfc822");
                    item.offset = base + bytes.start as u64;
                    item.length = bytes.len() as u64;
                    item.range = Some(bytes);
                    item.from_line = Some(line);
                    item.from_quoted = true;
                    batch.items.push(item);
                }
            }
        }
        batch
    }

    /// Begins to hand out a message that no window holds: an exception and its bytes as gaps.
    fn first_of_over_bound(&mut self) -> Batch {
        let offset = self.offset;
        let mut batch = self.hand_out(self.pending.len());
        batch.gaps.push(gap(
            offset..offset + batch.window.len() as u64,
            GapKind::OverBound,
        ));
        batch.exceptions.push(Exception {
            source: String::new(),
            path: self.path.clone(),
            inner: Some(format!("@{offset}")),
            stage: Stage::Read,
            class: ExceptionClass::Bound,
            reason: unread::message_over(self.message_bytes >> 20),
            item: None,
        });
        batch
    }

    /// Hands out what is left of such a message up to the next boundary.
    fn rest_of_over_bound(&mut self, cut: &Cut) -> Batch {
        let junk = match cut.pieces.first() {
            Some(Piece::Gap(range, GapKind::Junk)) => range.end,
            Some(_) => 0,
            None if cut.covered > 0 || self.at_end => self.pending.len(),
            None => self
                .pending
                .len()
                .saturating_sub(super::boundary::LOOKAHEAD_BYTES),
        };
        // One byte stays behind, so that a boundary at the cut keeps its line start in sight.
        self.over_bound = cut.covered == 0 && !self.at_end;
        let offset = self.offset;
        let mut batch = self.hand_out(junk);
        if junk > 0 {
            batch
                .gaps
                .push(gap(offset..offset + junk as u64, GapKind::OverBound));
        }
        batch
    }

    /// Hands out a file that is one item, in pieces where it is larger than a message may be.
    fn whole(&mut self, kind: Kind, media_type: &'static str) -> io::Result<Option<Batch>> {
        // A container is opened by position: its windows are only hashed.
        let boxed = BoxKind::of(media_type).is_some();
        let bound = if boxed {
            0
        } else {
            bounds::MESSAGE_BYTES as usize
        };
        let first = self.offset == 0;
        self.fill(if first { bound } else { WINDOW_BYTES * 4 })?;
        if first {
            // One byte more tells whether the file ends here.
            self.fill(self.pending.len() + 1)?;
        }
        let offset = self.offset;
        let length = self.pending.len();
        self.done = self.at_end;
        let emlx = self.kind == FileKind::Emlx;
        let mut batch = self.hand_out(length);
        if first && self.at_end && !boxed {
            let mut item = self.item(kind, media_type);
            item.length = length as u64;
            item.range = Some(0..length);
            item.whole_file = true;
            if emlx {
                narrow(&mut item, &mut batch);
            }
            batch.items.push(item);
        } else {
            let end = offset + length as u64;
            batch.gaps.push(gap(offset..end, GapKind::Piece));
            if self.at_end {
                let mut item = self.item(Kind::Document, media_type);
                item.length = end;
                item.whole_file = true;
                batch.items.push(item);
            }
        }
        Ok(Some(batch))
    }

    fn item(&self, kind: Kind, media_type: &'static str) -> RawItem {
        let place = match kind {
            Kind::Message => self.place.clone(),
            Kind::Attachment | Kind::Document => Place::default(),
        };
        RawItem {
            offset: 0,
            length: 0,
            range: None,
            kind,
            media_type,
            whole_file: false,
            from_line: None,
            from_quoted: false,
            folder: place.folder,
            flags: place.flags,
        }
    }

    /// Takes the first bytes of what is pending for a batch; the rest stays.
    fn hand_out(&mut self, length: usize) -> Batch {
        let rest = self.pending.get(length..).unwrap_or(&[]);
        let room = if self.at_end { 0 } else { self.window_bytes };
        let mut next = Vec::with_capacity(room.max(rest.len()));
        next.extend_from_slice(rest);
        let mut window = std::mem::replace(&mut self.pending, next);
        window.truncate(length);
        let offset = self.offset;
        self.offset += length as u64;
        Batch {
            window: Arc::new(window),
            offset,
            items: Vec::new(),
            gaps: Vec::new(),
            exceptions: Vec::new(),
        }
    }
}

/// Narrows an `.emlx` file to its message: after the count line, as long as the count says.
fn narrow(item: &mut RawItem, batch: &mut Batch) {
    let length = batch.window.len();
    let (line, start) = line_at(&batch.window, 0);
    let count = std::str::from_utf8(line)
        .ok()
        .and_then(|l| l.trim().parse().ok());
    let end = start
        .saturating_add(count.unwrap_or(usize::MAX))
        .min(length);
    item.offset = start as u64;
    item.length = (end - start) as u64;
    item.range = Some(start..end);
    item.whole_file = false;
    batch.gaps.push(gap(0..start as u64, GapKind::FromLine));
    if end < length {
        batch
            .gaps
            .push(gap(end as u64..length as u64, GapKind::Trailer));
    }
}

fn gap(range: Range<u64>, kind: GapKind) -> Gap {
    Gap {
        offset: range.start,
        length: range.end - range.start,
        kind,
    }
}

#[cfg(test)]
mod tests;
