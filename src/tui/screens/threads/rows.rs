//! The rows of the thread list: which threads stand in which order, and what of them is open.

use crate::case::{Generation, Snapshot};
use crate::model::words::heads as w;
use crate::model::{ItemIx, Kind, Lang, Thread, ThreadIx};
use std::collections::BTreeSet;

/// What leads a row of the folded list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Lead {
    /// A thread.
    Thread(ThreadIx),
    /// A document that no message carries.
    Loose(ItemIx),
}

/// A row as it stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Row {
    /// A folded thread.
    Thread(ThreadIx),
    /// A message of an open thread, its copies folded in.
    Node(ThreadIx, u32),
    /// A copy of a message whose copies are open.
    Copy(ThreadIx, u32, u32),
    /// A document that no message carries.
    Loose(ItemIx),
}

/// In which order threads stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Order {
    /// Newest first.
    #[default]
    Newest,
    /// Oldest first.
    Oldest,
    /// Most messages first.
    Longest,
    /// By subject.
    Subject,
}

impl Order {
    /// Gives the next order.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Newest => Self::Oldest,
            Self::Oldest => Self::Longest,
            Self::Longest => Self::Subject,
            Self::Subject => Self::Newest,
        }
    }

    /// Gives the word that people are shown.
    pub fn shown(self, lang: Lang) -> &'static str {
        match self {
            Self::Newest => w::NEWEST,
            Self::Oldest => w::OLDEST,
            Self::Longest => w::LONGEST,
            Self::Subject => w::BY_SUBJECT,
        }
        .of(lang)
    }

    /// Gives the word by which a place is kept.
    pub fn word(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Oldest => "oldest",
            Self::Longest => "longest",
            Self::Subject => "subject",
        }
    }
}

/// What is open: a thread, and the copies of one of its messages.
pub type Opened = BTreeSet<(ThreadIx, Option<u32>)>;

/// Puts threads, then loose documents, in order; only those that hold a hit, where there are hits.
pub fn order(snapshot: &Snapshot, hits: Option<&[ItemIx]>, order: Order) -> Vec<Lead> {
    let g = &*snapshot.generation;
    let wanted = hits.map(|hits| threads_of(g, hits));
    let mut threads: Vec<ThreadIx> = (0..g.threads.len() as u32)
        .map(ThreadIx)
        .filter(|t| wanted.as_ref().is_none_or(|w| w.contains(t)))
        .collect();
    match order {
        Order::Newest => {}
        Order::Oldest => threads.reverse(),
        Order::Longest => {
            let count = |t: &ThreadIx| g.threads.get(t.at()).map_or(0, Thread::item_count);
            threads.sort_by_key(|t| std::cmp::Reverse(count(t)));
        }
        Order::Subject => {
            let key = |t: &ThreadIx| g.threads.get(t.at()).map(|t| t.subject.to_lowercase());
            threads.sort_by_cached_key(key);
        }
    }
    let loose = |ix: &ItemIx| {
        let item = g.items.get(ix.at());
        item.is_some_and(|i| i.kind == Kind::Document)
    };
    let documents: Vec<ItemIx> = match hits {
        Some(hits) => hits.iter().copied().filter(loose).collect(),
        None => (0..g.items.len() as u32)
            .map(ItemIx)
            .filter(loose)
            .collect(),
    };
    let threads = threads.into_iter().map(Lead::Thread);
    threads
        .chain(documents.into_iter().map(Lead::Loose))
        .collect()
}

/// A hit in an attachment is a hit in the threads of all messages that carry it.
fn threads_of(g: &Generation, hits: &[ItemIx]) -> BTreeSet<ThreadIx> {
    let mut out = BTreeSet::new();
    for item in hits.iter().filter_map(|ix| g.items.get(ix.at())) {
        out.extend(item.thread);
        let parents = item.locations.iter().filter_map(|l| l.parent.as_ref());
        let parents = parents.filter_map(|d| g.by_digest(d));
        out.extend(parents.filter_map(|p| g.items.get(p.at()).and_then(|i| i.thread)));
    }
    out
}

/// Lays out the rows of an order.
pub fn rows(snapshot: &Snapshot, order: &[Lead], opened: &Opened) -> Vec<Row> {
    let mut out = Vec::with_capacity(order.len());
    for lead in order {
        match lead {
            Lead::Loose(ix) => out.push(Row::Loose(*ix)),
            Lead::Thread(t) if opened.contains(&(*t, None)) => {
                open_thread(snapshot, *t, opened, &mut out);
            }
            Lead::Thread(t) => out.push(Row::Thread(*t)),
        }
    }
    out
}

fn open_thread(snapshot: &Snapshot, t: ThreadIx, opened: &Opened, out: &mut Vec<Row>) {
    let Some(thread) = snapshot.generation.threads.get(t.at()) else {
        return;
    };
    for (n, node) in thread.nodes.iter().enumerate() {
        let n = n as u32;
        out.push(Row::Node(t, n));
        if node.items.len() > 1 && opened.contains(&(t, Some(n))) {
            out.extend((0..node.items.len() as u32).map(|c| Row::Copy(t, n, c)));
        }
    }
}

impl Row {
    /// Gives the thread of the row.
    pub fn thread(self) -> Option<ThreadIx> {
        match self {
            Self::Thread(t) | Self::Node(t, _) | Self::Copy(t, _, _) => Some(t),
            Self::Loose(_) => None,
        }
    }

    /// Gives every item that is folded into the row.
    pub fn items(self, snapshot: &Snapshot) -> Vec<ItemIx> {
        let thread = |t: ThreadIx| snapshot.generation.threads.get(t.at());
        let node = |t, n: u32| thread(t).and_then(|t| t.nodes.get(n as usize));
        match self {
            Self::Loose(ix) => vec![ix],
            Self::Thread(t) => thread(t).map_or_else(Vec::new, |t| t.items().collect()),
            Self::Node(t, n) => node(t, n).map_or_else(Vec::new, |n| n.items.clone()),
            Self::Copy(t, n, c) => node(t, n)
                .and_then(|n| n.items.get(c as usize))
                .map_or_else(Vec::new, |ix| vec![*ix]),
        }
    }

    /// Gives the item that the row shows.
    pub fn first(self, snapshot: &Snapshot) -> Option<ItemIx> {
        let thread = |t: ThreadIx| snapshot.generation.threads.get(t.at());
        match self {
            Self::Loose(ix) => Some(ix),
            Self::Thread(t) => thread(t)?.items().next(),
            Self::Node(t, n) => thread(t)?.nodes.get(n as usize)?.items.first().copied(),
            Self::Copy(t, n, c) => {
                let node = thread(t)?.nodes.get(n as usize)?;
                node.items.get(c as usize).copied()
            }
        }
    }
}
