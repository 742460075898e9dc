//! What a worker has in hand: items studied and bytes to keep, handed on in portions, so that a
//! container with a million members takes no more memory than its largest.

use super::study::{Seen, Studied};
use crate::intake::Spool;
use crate::model::sha256_all;
use crate::store::pack_bytes;
use crate::worker::Papers;
use std::path::Path;

/// Bytes of items and of what is kept that wait at most before they are handed on.
const PORTION: usize = 8 << 20;

/// Exact bytes of an item that lies in a container.
pub struct Kept {
    /// The item.
    pub digest: [u8; 32],
    /// The bytes.
    pub bytes: KeptBytes,
}

/// Bytes to keep.
pub enum KeptBytes {
    /// Packed for the store.
    Packed(Vec<u8>),
    /// As they were set aside.
    Spool(Spool),
}

/// Where portions go.
pub type HandOn<'a> = &'a mut dyn FnMut(Vec<Studied>, Vec<Kept>);

/// The bench of one worker.
pub struct Bench<'a> {
    /// What was studied or kept before, by anyone.
    pub seen: &'a Seen,
    /// Where bytes are set aside that are many.
    pub folder: &'a Path,
    /// Reads office files, PDF and pictures outside of this process.
    pub papers: &'a mut Papers,
    out: Vec<Studied>,
    kept: Vec<Kept>,
    waiting: usize,
    hand_on: HandOn<'a>,
}

impl<'a> Bench<'a> {
    /// Makes an empty bench.
    pub fn new(
        seen: &'a Seen,
        folder: &'a Path,
        papers: &'a mut Papers,
        hand_on: HandOn<'a>,
    ) -> Self {
        Self {
            seen,
            folder,
            papers,
            out: Vec::new(),
            kept: Vec::new(),
            waiting: 0,
            hand_on,
        }
    }

    /// Adds an item.
    pub fn push(&mut self, item: Studied) {
        // A row with its sketch is some 2 KB.
        let texts = item.packed.len() + item.own.len();
        self.waiting += texts + item.row.children.len() * 128 + 2048;
        self.out.push(item);
        self.hand_on_if_many();
    }

    /// Keeps the bytes of an item; the same bytes are kept once.
    pub fn keep(&mut self, digest: [u8; 32], bytes: Vec<u8>) {
        if self.seen.keep(digest) {
            let packed = pack_bytes(&bytes);
            drop(bytes);
            self.waiting += packed.len();
            self.kept.push(Kept {
                digest,
                bytes: KeptBytes::Packed(packed),
            });
            self.hand_on_if_many();
        }
    }

    /// Keeps bytes that were set aside.
    pub fn keep_spool(&mut self, digest: [u8; 32], spool: Spool) {
        if let Spool::Memory(bytes) = spool {
            return self.keep(digest, bytes.into_inner());
        }
        if self.seen.keep(digest) {
            self.waiting += PORTION;
            self.kept.push(Kept {
                digest,
                bytes: KeptBytes::Spool(spool),
            });
            self.hand_on_if_many();
        }
    }

    fn hand_on_if_many(&mut self) {
        if self.waiting >= PORTION {
            let (out, kept) = self.portion();
            (self.hand_on)(out, kept);
        }
    }

    /// Takes what is in hand, and gives every text in it its identity.
    fn portion(&mut self) -> (Vec<Studied>, Vec<Kept>) {
        self.waiting = 0;
        let mut out = std::mem::take(&mut self.out);
        let with_text = out.iter_mut().filter(|item| !item.own.is_empty());
        let texts: Vec<&mut Studied> = with_text.collect();
        let own: Vec<&[u8]> = texts.iter().map(|item| item.own.as_bytes()).collect();
        let sums = sha256_all(&own);
        for (item, sum) in texts.into_iter().zip(sums) {
            item.row.text_digest = Some(sum);
            item.own = String::new();
        }
        (out, std::mem::take(&mut self.kept))
    }

    /// Gives what is still in hand.
    pub fn finish(mut self) -> (Vec<Studied>, Vec<Kept>) {
        self.portion()
    }
}
