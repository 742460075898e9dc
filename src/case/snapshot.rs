//! What is known of a case at one moment: one generation of the index and one board, in memory.

use crate::journal::Board;
use crate::model::{
    Covers, Digest, Exception, Finding, Group, Item, ItemIx, Kind, Meta, Source, Status, Thread,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// One generation and one board; a mark replaces the board only.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// Name of the case.
    pub name: String,
    /// Time zone of day borders, an IANA name.
    pub time_zone: String,
    /// Saved views: name and query.
    pub views: Arc<BTreeMap<String, String>>,
    /// What was made from the sources.
    pub generation: Arc<Generation>,
    /// What the investigators hold.
    pub board: Arc<Board>,
    /// Journal names with their head hashes.
    pub heads: Vec<(String, String)>,
}

/// What was made from the sources, read-only.
#[derive(Debug, Default)]
pub struct Generation {
    /// All items, oldest first; items without a date last, then by digest.
    pub items: Vec<Item>,
    /// All threads, newest first.
    pub threads: Vec<Thread>,
    /// All near-duplicate groups, largest first, then by pivot.
    pub groups: Vec<Group>,
    /// All findings, most telling first.
    pub findings: Vec<Finding>,
    /// All exceptions, by source and path.
    pub exceptions: Vec<Exception>,
    /// All sources, by name.
    pub sources: Vec<Source>,
    /// What documents claim about themselves, by item; messages and plain texts have no entry.
    pub metadata: BTreeMap<ItemIx, Vec<Meta>>,
    /// What each item can be tested by; empty where the index is older than that.
    pub covers: Vec<Covers>,
    /// All items by digest: a sorted list is built in a few milliseconds where a map of owned keys
    /// would double the time to open a case.
    by_digest: Vec<ItemIx>,
    /// Items with a Message-ID by its hash, then itself: comparing hashes keeps the sort short.
    by_message_id: Vec<ItemIx>,
    id_hashes: Vec<u64>,
}

fn id_hash(message_id: &str) -> u64 {
    xxhash_rust::xxh3::xxh3_64(message_id.as_bytes())
}

/// Tags of the group `privacy`: what bears one is read and handed over only when asked for.
pub const PRIVACY: [&str; 2] = ["private", "privileged"];

/// Why an item was not found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FindError {
    /// Fewer than eight digits, or not hexadecimal.
    NotADigest,
    /// No item's digest begins so.
    None,
    /// Several do; the first few, and how many there are.
    Ambiguous(Vec<Digest>, usize),
}

impl Generation {
    /// Builds the look-up tables over what is given; `items` are in snapshot order.
    pub fn new(items: Vec<Item>, threads: Vec<Thread>, groups: Vec<Group>) -> Self {
        let mut by_digest: Vec<ItemIx> = (0..items.len() as u32).map(ItemIx).collect();
        let hashed = |ix: &ItemIx| Some((id_hash(items[ix.at()].message_id()?), *ix));
        let mut hashed: Vec<(u64, ItemIx)> = by_digest.iter().filter_map(hashed).collect();
        by_digest.sort_unstable_by_key(|ix| items[ix.at()].digest);
        hashed.sort_unstable_by(|a, b| {
            let id = |x: &(u64, ItemIx)| items[x.1.at()].message_id();
            let equal = || id(a).cmp(&id(b)).then(a.1.cmp(&b.1));
            a.0.cmp(&b.0).then_with(equal)
        });
        let (id_hashes, by_message_id) = hashed.into_iter().unzip();
        Self {
            items,
            threads,
            groups,
            by_digest,
            by_message_id,
            id_hashes,
            ..Self::default()
        }
    }

    /// Gives an item.
    pub fn item(&self, ix: ItemIx) -> &Item {
        &self.items[ix.at()]
    }

    /// Gives what an item can be tested by.
    pub fn covers(&self, ix: ItemIx) -> Covers {
        self.covers.get(ix.at()).copied().unwrap_or_default()
    }

    /// Finds an item by its whole digest.
    pub fn by_digest(&self, digest: &Digest) -> Option<ItemIx> {
        let at = self
            .by_digest
            .binary_search_by_key(digest, |ix| self.items[ix.at()].digest);
        at.ok().map(|at| self.by_digest[at])
    }

    /// Gives the copy set of a Message-ID (without brackets), in item order.
    pub fn copies(&self, message_id: &str) -> &[ItemIx] {
        let hash = id_hash(message_id);
        let from = self.id_hashes.partition_point(|h| *h < hash);
        let to = self.id_hashes.partition_point(|h| *h <= hash);
        let same = &self.by_message_id[from..to];
        let id = |ix: &ItemIx| self.items[ix.at()].message_id().unwrap_or("");
        let from = same.partition_point(|ix| id(ix) < message_id);
        let to = same.partition_point(|ix| id(ix) <= message_id);
        &same[from..to]
    }

    /// Finds the one item whose digest begins with 8 or more hex digits.
    pub fn find(&self, prefix: &str) -> Result<ItemIx, FindError> {
        let prefix = prefix.to_ascii_lowercase();
        if !(8..=64).contains(&prefix.len()) || !prefix.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(FindError::NotADigest);
        }
        let mut hits: Vec<Digest> = self
            .items
            .iter()
            .map(|i| i.digest)
            .filter(|d| d.hex().starts_with(&prefix))
            .collect();
        hits.sort_unstable();
        match hits.as_slice() {
            [] => Err(FindError::None),
            [one] => self.by_digest(one).ok_or(FindError::None),
            more => Err(FindError::Ambiguous(
                more.iter().take(5).copied().collect(),
                more.len(),
            )),
        }
    }
}

impl Snapshot {
    /// Counts everything.
    pub fn status(&self) -> Status {
        let g = &*self.generation;
        let count = |kind: Kind| g.items.iter().filter(|i| i.kind == kind).count() as u64;
        let loose =
            |i: &&Item| i.kind == Kind::Message && i.locations.iter().any(|l| l.parent.is_none());
        let messages = g.items.iter().filter(loose).count() as u64;
        Status {
            sources: g.sources.len() as u64,
            items: g.items.len() as u64,
            messages,
            attached_messages: count(Kind::Message) - messages,
            attachments: count(Kind::Attachment),
            documents: count(Kind::Document),
            occurrences: g.items.iter().map(|i| i.locations.len() as u64).sum(),
            threads: g.threads.len() as u64,
            groups: g.groups.len() as u64,
            findings: g.findings.len() as u64,
            exceptions: g.exceptions.len() as u64,
            tagged: self
                .board
                .items()
                .filter(|(_, m)| !m.tags.is_empty() || !m.verdicts.is_empty())
                .count() as u64,
            bytes: g.sources.iter().map(|s| s.size_bytes).sum(),
            heads: self.heads.clone(),
        }
    }

    /// Tells whether an item, or another of its family, bears a tag of the group `privacy`.
    pub fn is_covered(&self, ix: ItemIx) -> bool {
        let private = |ix: &ItemIx| {
            let marks = self.board.marks(&self.generation.item(*ix).digest);
            marks.is_some_and(|m| m.tags.iter().any(|t| PRIVACY.contains(&t.name.as_str())))
        };
        self.family(ix).iter().any(private)
    }

    /// Gives a message with its attachments, or an attachment with all messages that carry it.
    pub fn family(&self, ix: ItemIx) -> Vec<ItemIx> {
        let g = &*self.generation;
        let item = g.item(ix);
        let mut out: Vec<ItemIx> = item
            .children
            .iter()
            .filter_map(|d| g.by_digest(d))
            .collect();
        let parents = item.locations.iter().filter_map(|l| l.parent.as_ref());
        out.extend(parents.filter_map(|d| g.by_digest(d)));
        out.push(ix);
        out.sort_unstable();
        out.dedup();
        out
    }
}
