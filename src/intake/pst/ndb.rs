//! The lowest layer of a store, [MS-PST] 2.2: header, the two trees of pages, blocks of nodes.
//!
//! Every walk is bounded and remembers where it was: a page that points to itself, a wrong checksum
//! or a cut file is damage that is said, and the rest is read.

use super::crypt;
use crate::intake::ReadSeek;
use crate::model::words::unread as w;
use crate::model::{Said, bounds};
use flate2::read::ZlibDecoder;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io::{self, Read, SeekFrom};

/// Most pages of a tree: at 15 entries a page some billion nodes.
const PAGES: usize = 4_000_000;
/// Most blocks of one node.
const BLOCKS: usize = 200_000;
/// Sentences of damage that are kept.
const DAMAGES: usize = 50;

/// The layouts of a store.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    /// Words of 32 bits.
    Ansi,
    /// Words of 64 bits.
    Unicode,
    /// The same with pages of 4 KiB and blocks that may be compressed (OST since 2013).
    Large,
}

/// Where the parts of a page lie: its size, the number of entries, the trailer, its checksum.
struct Page {
    size: usize,
    counts: usize,
    trailer: usize,
    sum: usize,
}

impl Form {
    fn page(self) -> Page {
        let (size, counts, trailer, sum) = match self {
            Self::Ansi => (512, 496, 500, 508),
            Self::Unicode => (512, 488, 496, 500),
            Self::Large => (4096, 4056, 4072, 4076),
        };
        Page {
            size,
            counts,
            trailer,
            sum,
        }
    }

    fn word(self) -> usize {
        match self {
            Self::Ansi => 4,
            Self::Unicode | Self::Large => 8,
        }
    }
}

/// A node: its data, its subnodes, its parent.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Node {
    pub data: u64,
    pub sub: u64,
    pub parent: u32,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    at: u64,
    stored: usize,
    plain: usize,
}

/// An open store.
pub(super) struct Ndb<'s> {
    source: RefCell<&'s mut dyn ReadSeek>,
    size: u64,
    pub form: Form,
    method: u8,
    pub nodes: BTreeMap<u32, Node>,
    blocks: BTreeMap<u64, Place>,
    damage: RefCell<BTreeSet<Said>>,
}

impl<'s> Ndb<'s> {
    /// Opens a store; the reason where it is none.
    pub fn open(source: &'s mut dyn ReadSeek) -> Result<Self, Said> {
        let failed = |cause: io::Error| w::unreadable(w::cause(&cause));
        let size = source.seek(SeekFrom::End(0)).map_err(failed)?;
        source.seek(SeekFrom::Start(0)).map_err(failed)?;
        let mut head = Vec::new();
        (&mut *source)
            .take(564)
            .read_to_end(&mut head)
            .map_err(failed)?;
        let version = short(&head, 10).unwrap_or_default();
        let form = match version {
            14 | 15 => Form::Ansi,
            16..=35 => Form::Unicode,
            36.. => Form::Large,
            _ => return Err(w::version_unknown(version)),
        };
        let (nodes, blocks, method) = match form {
            Form::Ansi => (184, 192, 461),
            Form::Unicode | Form::Large => (216, 232, 513),
        };
        let word = form.word();
        let root = |at: usize| number(&head, at + word, word);
        let (Some(nodes), Some(blocks)) = (root(nodes), root(blocks)) else {
            return Err(w::HEADER_CUT.into());
        };
        let mut out = Self {
            source: RefCell::new(source),
            size,
            form,
            method: head.get(method).copied().unwrap_or_default(),
            nodes: BTreeMap::new(),
            blocks: BTreeMap::new(),
            damage: RefCell::default(),
        };
        out.read_blocks(blocks);
        out.read_nodes(nodes);
        Ok(out)
    }

    /// Says what is damaged; each sentence once, and no more than some.
    pub fn damaged(&self, what: impl Into<Said>) {
        let mut damage = self.damage.borrow_mut();
        if damage.len() < DAMAGES {
            damage.insert(what.into());
        }
    }

    /// Gives what was damaged so far.
    pub fn damages(&self) -> Vec<Said> {
        self.damage.borrow().iter().cloned().collect()
    }

    fn bytes(&self, at: u64, length: usize) -> Option<Vec<u8>> {
        if at.checked_add(length as u64)? > self.size {
            return None;
        }
        let mut source = self.source.borrow_mut();
        source.seek(SeekFrom::Start(at)).ok()?;
        let mut out = vec![0; length];
        source.read_exact(&mut out).ok()?;
        Some(out)
    }

    fn read_nodes(&mut self, root: u64) {
        let (word, mut out) = (self.form.word(), BTreeMap::new());
        self.walk(root, 0x81, &mut |entry| {
            let node = Node {
                data: number(entry, word, word)?,
                sub: number(entry, 2 * word, word)?,
                parent: number(entry, 3 * word, 4)? as u32,
            };
            out.entry(number(entry, 0, 4)? as u32).or_insert(node);
            Some(())
        });
        self.nodes = out;
    }

    fn read_blocks(&mut self, root: u64) {
        let (word, mut out) = (self.form.word(), BTreeMap::new());
        let is_large = self.form == Form::Large;
        self.walk(root, 0x80, &mut |entry| {
            let stored = short(entry, 2 * word)?;
            let plain = short(entry, 2 * word + 2).filter(|n| is_large && *n > 0);
            let place = Place {
                at: number(entry, word, word)?,
                stored: usize::from(stored),
                plain: usize::from(plain.unwrap_or(stored)),
            };
            out.entry(number(entry, 0, word)? & !1).or_insert(place);
            Some(())
        });
        self.blocks = out;
    }

    /// Shows every leaf entry of a tree.
    fn walk(&self, root: u64, kind: u8, show: &mut dyn FnMut(&[u8]) -> Option<()>) {
        let (form, word) = (self.form.page(), self.form.word());
        let mut seen = HashSet::new();
        let mut work = vec![(root, u8::MAX)];
        while let Some((at, above)) = work.pop() {
            if !seen.insert(at) || seen.len() > PAGES {
                self.damaged(w::PAGE_TWICE);
                continue;
            }
            let Some(page) = self.bytes(at, form.size) else {
                self.damaged(w::PAGE_BEYOND);
                continue;
            };
            let byte = |at: usize| page.get(at).copied().unwrap_or_default();
            let large = self.form == Form::Large;
            let count = if large {
                short(&page, form.counts).unwrap_or_default()
            } else {
                u16::from(byte(form.counts))
            };
            let shift = if large { 4 } else { 2 };
            let (size, level) = (byte(form.counts + shift), byte(form.counts + shift + 1));
            if byte(form.trailer) != kind || level >= above || size == 0 {
                self.damaged(w::PAGE_WRONG);
                continue;
            }
            let body = page.get(..form.trailer).unwrap_or(&[]);
            if number(&page, form.sum, 4) != Some(u64::from(crypt::checksum(body))) {
                self.damaged(w::PAGE_SUM);
            }
            let entries = page.get(..form.counts).unwrap_or(&[]);
            let entries = entries
                .chunks_exact(usize::from(size))
                .take(usize::from(count));
            for entry in entries {
                let done = if level == 0 {
                    show(entry)
                } else {
                    number(entry, 2 * word, word).map(|at| work.push((at, level)))
                };
                if done.is_none() {
                    self.damaged(w::ENTRY_CUT);
                }
            }
        }
    }

    /// Reads one block.
    fn block(&self, id: u64) -> Option<Vec<u8>> {
        let Some(place) = self.blocks.get(&(id & !1)).copied() else {
            self.damaged(w::BLOCK_NOWHERE);
            return None;
        };
        let (trailer, unit, sum) = match self.form {
            Form::Ansi => (12, 64, 8),
            Form::Unicode => (16, 64, 4),
            Form::Large => (24, 512, 4),
        };
        let whole = (place.stored + trailer).div_ceil(unit) * unit;
        let read = self.bytes(place.at, whole);
        let Some(mut bytes) = read.or_else(|| self.bytes(place.at, place.stored)) else {
            self.damaged(w::BLOCK_BEYOND);
            return None;
        };
        let claimed = number(&bytes, whole - trailer + sum, 4);
        bytes.truncate(place.stored);
        if claimed != Some(u64::from(crypt::checksum(&bytes))) {
            self.damaged(w::BLOCK_SUM);
        }
        if place.plain != place.stored {
            let mut plain = Vec::new();
            let inflated = ZlibDecoder::new(bytes.as_slice());
            let read = inflated.take(place.plain as u64).read_to_end(&mut plain);
            if read.is_err() {
                self.damaged(w::BLOCK_DAMAGED);
            }
            bytes = plain;
        }
        if id & 2 == 0 {
            crypt::decode(self.method, &mut bytes, id);
        }
        Some(bytes)
    }

    /// Reads the data of a node, block by block; what cannot be read is left out.
    pub fn data(&self, id: u64) -> Vec<Vec<u8>> {
        let (mut out, mut total, mut count) = (Vec::new(), 0, 0);
        let mut work = vec![(id, 3_u8)];
        while let Some((id, above)) = work.pop() {
            count += 1;
            if count > BLOCKS || total as u64 > bounds::MEMBER_BYTES {
                self.damaged(w::NODE_LARGE);
                break;
            }
            let Some(block) = (id > 1).then(|| self.block(id)).flatten() else {
                continue;
            };
            if id & 2 == 0 {
                total += block.len();
                out.push(block);
                continue;
            }
            let level = block.get(1).copied().unwrap_or_default();
            if block.first() != Some(&1) || level == 0 || level >= above {
                self.damaged(w::BLOCKS_WRONG);
                continue;
            }
            let word = self.form.word();
            let ids = block.get(8..).unwrap_or(&[]).chunks_exact(word);
            let ids = ids.take(usize::from(short(&block, 2).unwrap_or_default()));
            let ids: Vec<u64> = ids.filter_map(|e| number(e, 0, word)).collect();
            work.extend(ids.into_iter().rev().map(|id| (id, level)));
        }
        out
    }

    /// Reads the subnodes of a node.
    pub fn subnodes(&self, id: u64) -> BTreeMap<u32, Node> {
        let mut out = BTreeMap::new();
        let mut seen = HashSet::new();
        let mut work: Vec<u64> = (id > 1).then_some(id).into_iter().collect();
        let word = self.form.word();
        while let Some(id) = work.pop() {
            if !seen.insert(id) || seen.len() > BLOCKS {
                self.damaged(w::SUBNODES_TWICE);
                continue;
            }
            let Some(block) = self.block(id | 2) else {
                continue;
            };
            if block.first() != Some(&2) {
                self.damaged(w::SUBNODES_WRONG);
                continue;
            }
            let head = if word == 4 { 4 } else { 8 };
            let count = usize::from(short(&block, 2).unwrap_or_default());
            let body = block.get(head..).unwrap_or(&[]);
            if block.get(1) == Some(&0) {
                for entry in body.chunks_exact(3 * word).take(count) {
                    let field = |at: usize| number(entry, at * word, word).unwrap_or_default();
                    let node = Node {
                        data: field(1),
                        sub: field(2),
                        parent: 0,
                    };
                    out.entry(field(0) as u32).or_insert(node);
                }
            } else {
                let entries = body.chunks_exact(2 * word).take(count);
                work.extend(entries.filter_map(|e| number(e, word, word)));
            }
        }
        out
    }
}

/// Reads a number of some bytes, the low one first.
pub(super) fn number(bytes: &[u8], at: usize, size: usize) -> Option<u64> {
    let from = bytes.get(at..at.checked_add(size)?)?;
    let step = |n: u64, b: &u8| (n << 8) | u64::from(*b);
    Some(from.iter().rev().fold(0, step))
}

/// Reads a number of two bytes.
pub(super) fn short(bytes: &[u8], at: usize) -> Option<u16> {
    number(bytes, at, 2).map(|n| n as u16)
}
