//! Texts and bytes of items: slow, for worker threads and commands, never for the thread that
//! draws.

use crate::model::{CheckRate, Comparison, Digest, Header, Item, ItemText, Ledger, Signed, Tick};
use crate::store::search::Found;
use crate::text::Sought;
use std::collections::HashMap;
use std::io;
use std::sync::Arc;
use std::time::Duration;

/// Reads texts from the index and bytes from the sources.
pub trait Read: Send + Sync {
    /// Gives the stored text of an item, all parts.
    fn text(&self, item: &Item) -> io::Result<ItemText>;

    /// Looks words up in all stored texts at once; `None` where there is no index of words.
    fn find(&self, _sought: &Sought) -> Option<Found> {
        None
    }

    /// Says what is wrong with the index of words, so that searches are slow.
    fn trouble(&self) -> Vec<String> {
        Vec::new()
    }

    /// Gives the exact bytes of an item, read from its source again and checked by digest.
    fn bytes(&self, item: &Item) -> io::Result<Vec<u8>>;

    /// Gives up to some bytes of an item from one on; what is large is not checked by its digest.
    fn window(&self, item: &Item, from: u64, most: usize) -> io::Result<Vec<u8>> {
        Ok(slice(&self.bytes(item)?, from, most))
    }

    /// Gives up to some bytes of a file of a source, by the source's name and the path in it, from
    /// one on, and how many it has.
    fn file_window(&self, _: (&str, &str), _from: u64, _most: usize) -> io::Result<(Vec<u8>, u64)> {
        Err(io::Error::from(io::ErrorKind::Unsupported))
    }

    /// Gives a message as a mail reader would see it: its exact bytes, or what is rebuilt of them.
    fn eml(&self, item: &Item) -> io::Result<Vec<u8>> {
        self.bytes(item)
    }

    /// Gives every header field of a message in order; empty for anything else.
    fn headers(&self, item: &Item) -> io::Result<Vec<Header<'static>>>;

    /// Gives the ledger of an item: what speaks for it and against it.
    fn ledger(&self, _: &Item) -> io::Result<Ledger> {
        Ok(Ledger::default())
    }

    /// Gives the times that programs and servers left in an item, without reading its source.
    fn clocks(&self, item: &Item) -> io::Result<Vec<Tick>> {
        Ok(self.ledger(item)?.ticks)
    }

    /// Gives how often each check of the ledger speaks in the case.
    fn rates(&self) -> io::Result<Vec<CheckRate>> {
        Ok(Vec::new())
    }

    /// Counts how the DKIM signatures of an item stand; none for anything but a message.
    fn signed(&self, _: &Item) -> Signed {
        Signed::default()
    }

    /// Compares the texts of two items; a deadline that was hit is said in `truncated`.
    fn compare(&self, a: &Item, b: &Item, deadline: Option<Duration>) -> io::Result<Comparison>;
}

/// Gives up to some of the bytes from one on.
pub(super) fn slice(bytes: &[u8], from: u64, most: usize) -> Vec<u8> {
    let from = usize::try_from(from).unwrap_or(usize::MAX);
    bytes.iter().skip(from).take(most).copied().collect()
}

/// A shared reader.
pub type Reader = Arc<dyn Read>;

/// A reader over what a test puts in.
#[derive(Default)]
pub struct MemoryReader {
    /// Texts by digest.
    pub texts: HashMap<Digest, ItemText>,
    /// Exact bytes by digest.
    pub bytes: HashMap<Digest, Vec<u8>>,
    /// Headers by digest.
    pub headers: HashMap<Digest, Vec<Header<'static>>>,
    /// Ledgers by digest.
    pub ledgers: HashMap<Digest, Ledger>,
    /// How signatures stand, by digest.
    pub signed: HashMap<Digest, Signed>,
}

impl Read for MemoryReader {
    fn text(&self, item: &Item) -> io::Result<ItemText> {
        Ok(self.texts.get(&item.digest).cloned().unwrap_or_default())
    }

    fn bytes(&self, item: &Item) -> io::Result<Vec<u8>> {
        self.bytes
            .get(&item.digest)
            .cloned()
            .ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    }

    fn headers(&self, item: &Item) -> io::Result<Vec<Header<'static>>> {
        Ok(self.headers.get(&item.digest).cloned().unwrap_or_default())
    }

    fn ledger(&self, item: &Item) -> io::Result<Ledger> {
        Ok(self.ledgers.get(&item.digest).cloned().unwrap_or_default())
    }

    fn signed(&self, item: &Item) -> Signed {
        self.signed.get(&item.digest).copied().unwrap_or_default()
    }

    fn compare(&self, _: &Item, _: &Item, _: Option<Duration>) -> io::Result<Comparison> {
        Ok(Comparison::default())
    }
}
