//! The reader of a case on disk: texts from the index, bytes from the sources, checked by digest.

use super::beside;
use super::mail;
use super::reader::{Read, slice};
use super::signed::Book;
use super::snapshot::Generation;
use super::study::digest_of;
use crate::compare;
use crate::extract;
use crate::intake;
use crate::model::words::unread::{READ_ANEW, failing};
use crate::model::{
    CheckRate, Comparison, Header, Item, ItemText, Ledger, Location, Said, Signed, Tick, bounds,
};
use crate::store::search::{Found, SearchIndex};
use crate::store::{KeptFiles, Layout, Ledgers, TextFiles, TextPlace, read_current};
use crate::text::Sought;
use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

/// Reads what a generation points at.
pub struct DiskReader {
    /// The generation.
    pub generation: Arc<Generation>,
    /// Places of the texts, item by item.
    pub places: Vec<TextPlace>,
    /// The open text files.
    pub files: TextFiles,
    /// Exact bytes of what lies in containers.
    pub kept: KeptFiles,
    /// The ledgers of the items.
    pub ledgers: Option<Ledgers>,
    /// Where each source lies now.
    pub sources: BTreeMap<String, PathBuf>,
    /// Where the index lies, and its segments in force.
    pub segments: (Layout, Vec<u32>),
    /// The index of words, opened by the first search.
    pub search: OnceLock<SearchIndex>,
    /// Number of the generation.
    pub number: Option<u32>,
    /// The signatures, read by the first question for them.
    pub signed: OnceLock<Result<Book, Said>>,
}

impl DiskReader {
    /// Gives the signatures; an error where they are damaged.
    fn book(&self) -> io::Result<&Book> {
        let book = self.signed.get_or_init(|| {
            let opened = self.number.map(|n| Book::open(&self.segments.0, n));
            let opened = opened.unwrap_or_else(|| Ok(Book::default()));
            opened.map_err(|e| match read_current(&self.segments.0) {
                // Its files went when a newer generation came into force.
                Ok(now) if now != self.number => READ_ANEW.into(),
                Ok(_) | Err(_) => e.said(),
            })
        });
        let damaged = |why: &Said| failing(io::ErrorKind::InvalidData, why.clone());
        book.as_ref().map_err(damaged)
    }

    fn search(&self) -> &SearchIndex {
        let (layout, segments) = &self.segments;
        self.search
            .get_or_init(|| SearchIndex::open(layout, segments, &self.places))
    }

    /// Finds where a file of a source lies: a source is a file itself, or a folder above it.
    pub fn file(&self, at: &Location) -> io::Result<PathBuf> {
        let root = self
            .sources
            .get(&at.source)
            .ok_or_else(|| io::Error::other(format!("the case knows no source {}", at.source)))?;
        Ok(intake::resolve(root, &at.path))
    }

    fn read_at(&self, at: &Location, depth: usize) -> io::Result<Vec<u8>> {
        let in_file = at.inner.is_none();
        if let (true, Some(offset), Some(length)) = (in_file, at.offset, at.length) {
            return intake::read_range(&self.file(at)?, offset, length);
        }
        let missing = || io::Error::new(io::ErrorKind::NotFound, "its message is not there");
        if depth > bounds::MIME_DEPTH {
            return Err(missing());
        }
        let parent = at
            .parent
            .and_then(|d| self.generation.by_digest(&d))
            .ok_or_else(missing)?;
        let parent = self.generation.item(parent);
        let outer = self.bytes_within(parent, depth + 1)?;
        let part = at
            .inner
            .as_deref()
            .and_then(|i| i.rsplit('/').next())
            .unwrap_or("");
        let bytes = mail::part(&outer, part).ok_or_else(|| {
            let what = format!(
                "part {part} of {} cannot be read again",
                parent.digest.short()
            );
            io::Error::new(io::ErrorKind::InvalidData, what)
        })?;
        Ok(bytes)
    }

    fn bytes_within(&self, item: &Item, depth: usize) -> io::Result<Vec<u8>> {
        let mut trouble = io::Error::new(io::ErrorKind::NotFound, "the item has no place");
        let is_inside = item.locations.iter().any(|l| l.inner.is_some());
        if let Some(bytes) = self
            .kept
            .read(&item.digest.0)
            .ok()
            .flatten()
            .filter(|_| is_inside)
            && digest_of(&bytes) == item.digest
        {
            return Ok(bytes);
        }
        for at in &item.locations {
            match self.read_at(at, depth) {
                Ok(bytes) if digest_of(&bytes) == item.digest => return Ok(bytes),
                Ok(_) => {
                    let what = format!(
                        "the bytes of {} at {} are not those that were ingested",
                        item.digest.short(),
                        at.path
                    );
                    trouble = io::Error::new(io::ErrorKind::InvalidData, what);
                }
                Err(e) => trouble = e,
            }
        }
        Err(trouble)
    }
}

impl Read for DiskReader {
    fn text(&self, item: &Item) -> io::Result<ItemText> {
        let ix = self.generation.by_digest(&item.digest);
        let place = ix
            .and_then(|ix| self.places.get(ix.at()))
            .copied()
            .unwrap_or_default();
        self.files.read(place.segment, place.at, place.stored)
    }

    fn find(&self, sought: &Sought) -> Option<Found> {
        Some(self.search().find(sought))
    }

    fn trouble(&self) -> Vec<String> {
        // Signatures that nobody asked for are not opened for this.
        let damaged = self
            .signed
            .get()
            .and_then(|book| book.as_ref().err())
            .map(|why| why.en.clone());
        let search = self.search().trouble().iter().cloned();
        damaged.into_iter().chain(search).collect()
    }

    fn bytes(&self, item: &Item) -> io::Result<Vec<u8>> {
        self.bytes_within(item, 0)
    }

    fn window(&self, item: &Item, from: u64, most: usize) -> io::Result<Vec<u8>> {
        if item.size_bytes <= bounds::WINDOW_WHOLE {
            return Ok(slice(&self.bytes(item)?, from, most));
        }
        let outside = item.locations.iter().find(|l| l.inner.is_none());
        let Some(at) = outside else {
            let why = "too large to be read out of its container for a look; see show --raw";
            return Err(io::Error::new(io::ErrorKind::OutOfMemory, why));
        };
        let from = from.min(item.size_bytes);
        let length = (item.size_bytes - from).min(most as u64);
        intake::read_range(&self.file(at)?, at.offset.unwrap_or(0) + from, length)
    }

    fn file_window(
        &self,
        (source, path): (&str, &str),
        from: u64,
        most: usize,
    ) -> io::Result<(Vec<u8>, u64)> {
        let root = self.sources.get(source);
        let root = root.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
        intake::window(&intake::resolve(root, path), from, most)
    }

    fn eml(&self, item: &Item) -> io::Result<Vec<u8>> {
        Ok(mail::eml(item, self.bytes(item)?))
    }

    fn headers(&self, item: &Item) -> io::Result<Vec<Header<'static>>> {
        if item.head.is_none() {
            return Ok(Vec::new());
        }
        let eml = self.eml(item)?;
        let headers = extract::headers(&eml).into_iter();
        Ok(headers.map(Header::into_owned).collect())
    }

    fn ledger(&self, item: &Item) -> io::Result<Ledger> {
        let (Some(ledgers), Some(ix)) = (&self.ledgers, self.generation.by_digest(&item.digest))
        else {
            return Ok(Ledger::default());
        };
        let mut ledger = ledgers.ledger(ix)?;
        ledger.ticks.extend(beside::ticks(self, item));
        // Bytes that cannot be read again leave what the index keeps.
        let book = self.book()?;
        if book.of(ix).next().is_some()
            && let Ok(bytes) = self.bytes(item)
        {
            let bytes = super::mail::eml(item, bytes);
            book.extend(&mut ledger, item, &bytes, ledgers.rates()?);
        }
        Ok(ledger)
    }

    fn clocks(&self, item: &Item) -> io::Result<Vec<Tick>> {
        let at = self.generation.by_digest(&item.digest);
        let (Some(ledgers), Some(ix)) = (&self.ledgers, at) else {
            return Ok(Vec::new());
        };
        Ok(ledgers.ledger(ix)?.ticks)
    }

    fn signed(&self, item: &Item) -> Signed {
        let ix = self.generation.by_digest(&item.digest);
        // That they are damaged is said by `trouble`.
        let book = self.book().ok();
        let signed = book.and_then(|book| Some(book.signed(ix?)));
        signed.unwrap_or_default()
    }

    fn rates(&self) -> io::Result<Vec<CheckRate>> {
        let Some(ledgers) = &self.ledgers else {
            return Ok(Vec::new());
        };
        let mut out = ledgers.rates()?.to_vec();
        out.extend(self.book()?.rates());
        Ok(out)
    }

    fn compare(&self, a: &Item, b: &Item, deadline: Option<Duration>) -> io::Result<Comparison> {
        let (one, two) = (self.text(a)?.body(), self.text(b)?.body());
        let deadline = deadline.and_then(|d| Instant::now().checked_add(d));
        let options = compare::Options {
            deadline,
            ..compare::Options::default()
        };
        Ok(compare::texts(&one, &two, &options))
    }
}
