//! Texts and bytes of items: slow, for worker threads and commands, never for the thread that
//! draws.

use crate::model::{CheckRate, Comparison, Digest, Header, Item, ItemText, Ledger};
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

    /// Gives a message as a mail reader would see it: its exact bytes, or what is rebuilt of them.
    fn eml(&self, item: &Item) -> io::Result<Vec<u8>> {
        self.bytes(item)
    }

    /// Gives every header field of a message in order; empty for anything else.
    fn headers(&self, item: &Item) -> io::Result<Vec<Header>>;

    /// Gives the ledger of an item: what speaks for it and against it.
    fn ledger(&self, _: &Item) -> io::Result<Ledger> {
        Ok(Ledger::default())
    }

    /// Gives how often each check of the ledger speaks in the case.
    fn rates(&self) -> io::Result<Vec<CheckRate>> {
        Ok(Vec::new())
    }

    /// Compares the texts of two items; a deadline that was hit is said in `truncated`.
    fn compare(&self, a: &Item, b: &Item, deadline: Option<Duration>) -> io::Result<Comparison>;
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
    pub headers: HashMap<Digest, Vec<Header>>,
    /// Ledgers by digest.
    pub ledgers: HashMap<Digest, Ledger>,
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

    fn headers(&self, item: &Item) -> io::Result<Vec<Header>> {
        Ok(self.headers.get(&item.digest).cloned().unwrap_or_default())
    }

    fn ledger(&self, item: &Item) -> io::Result<Ledger> {
        Ok(self.ledgers.get(&item.digest).cloned().unwrap_or_default())
    }

    fn compare(&self, _: &Item, _: &Item, _: Option<Duration>) -> io::Result<Comparison> {
        Ok(Comparison::default())
    }
}
