//! Verdicts that clash: of two authors on one item, between the copies of one Message-ID, and
//! inside a thread. Nothing is dropped and nothing decided: somebody has to look.

use crate::case::Snapshot;
use crate::model::words::tables as w;
use crate::model::{Digest, ItemIx, Lang, Verdict};
use std::collections::BTreeSet;

/// Where verdicts clash.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ClashKind {
    /// Two authors, one item.
    Reviewers,
    /// The copies of one Message-ID.
    Copies,
    /// The messages of one thread.
    Thread,
}

impl ClashKind {
    /// Names it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Reviewers => "reviewers",
            Self::Copies => "copies",
            Self::Thread => "thread",
        }
    }

    /// Gives the word that people are shown.
    pub fn shown(self, lang: Lang) -> &'static str {
        match self {
            Self::Reviewers => w::REVIEWERS,
            Self::Copies => w::COPIES,
            Self::Thread => w::THREAD,
        }
        .of(lang)
    }
}

/// One clash.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Clash {
    /// Where it is.
    pub kind: ClashKind,
    /// The item's digest, the Message-ID, or the thread's name.
    pub id: String,
    /// What it is about, as lists say it; empty for an item of a source that is not here.
    pub title: String,
    /// Who says what of which item, in item order.
    pub verdicts: Vec<(Digest, String, Verdict)>,
}

impl Clash {
    /// Gives its items that are in the case, in snapshot order.
    pub fn items(&self, snapshot: &Snapshot) -> Vec<ItemIx> {
        let g = &snapshot.generation;
        let known = self.verdicts.iter().filter_map(|(d, _, _)| g.by_digest(d));
        known.collect::<BTreeSet<_>>().into_iter().collect()
    }
}

/// Gives every clash: those of reviewers first, then of copies, then in threads.
pub fn clashes(snapshot: &Snapshot) -> Vec<Clash> {
    let g = &*snapshot.generation;
    let mut out: Vec<Clash> = snapshot
        .board
        .clashes()
        .map(|(digest, _)| {
            let ix = g.by_digest(digest);
            Clash {
                kind: ClashKind::Reviewers,
                id: digest.hex(),
                title: ix.map_or("", |ix| g.item(ix).title()).to_owned(),
                verdicts: verdicts(snapshot, &[*digest]),
            }
        })
        .collect();
    let coded: Vec<ItemIx> = {
        let coded = snapshot
            .board
            .items()
            .filter(|(_, m)| !m.verdicts.is_empty());
        let coded: BTreeSet<ItemIx> = coded.filter_map(|(d, _)| g.by_digest(d)).collect();
        coded.into_iter().collect()
    };
    let ids: BTreeSet<&str> = coded
        .iter()
        .filter_map(|ix| g.item(*ix).message_id())
        .collect();
    for id in ids {
        out.extend(among(snapshot, ClashKind::Copies, id, g.copies(id)));
    }
    let threads: BTreeSet<usize> = coded
        .iter()
        .filter_map(|ix| g.item(*ix).thread.map(crate::model::ThreadIx::at))
        .collect();
    for thread in threads.into_iter().filter_map(|at| g.threads.get(at)) {
        let items: Vec<ItemIx> = thread.items().collect();
        out.extend(among(snapshot, ClashKind::Thread, &thread.id, &items));
    }
    out
}

/// Gives the clash of some items with each other; none where all verdicts are one, or all stand on
/// one item.
fn among(snapshot: &Snapshot, kind: ClashKind, id: &str, items: &[ItemIx]) -> Option<Clash> {
    let g = &*snapshot.generation;
    let items: BTreeSet<ItemIx> = items.iter().copied().collect();
    let digests: Vec<Digest> = items.iter().map(|ix| g.item(*ix).digest).collect();
    let verdicts = verdicts(snapshot, &digests);
    let (first, _, said) = verdicts.first()?;
    let is_clash = verdicts.iter().any(|(_, _, v)| v != said);
    let is_among = verdicts.iter().any(|(d, _, _)| d != first);
    let title = g.by_digest(first).map_or("", |ix| g.item(ix).title());
    let (title, id) = (title.to_owned(), id.to_owned());
    (is_clash && is_among).then_some(Clash {
        kind,
        id,
        title,
        verdicts,
    })
}

fn verdicts(snapshot: &Snapshot, items: &[Digest]) -> Vec<(Digest, String, Verdict)> {
    let of = |digest: &Digest| {
        let marks = snapshot.board.marks(digest);
        let held = marks.into_iter().flat_map(|m| &m.verdicts);
        let held = held.map(|(author, v)| (*digest, author.clone(), *v));
        held.collect::<Vec<_>>()
    };
    items.iter().flat_map(of).collect()
}
