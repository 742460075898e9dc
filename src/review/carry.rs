//! What a code takes along: a reviewer may wish that copies, attachments or a whole thread bear the
//! code of the item that was coded. The same bytes at several places are one item anyhow.

use crate::case::Snapshot;
use crate::model::ItemIx;
use std::collections::BTreeSet;

/// What a code takes along beyond the items that it is given to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Carry {
    /// Items of the same Message-ID with the same words, unless a finding sets them against it.
    pub copies: bool,
    /// The whole thread.
    pub thread: bool,
    /// Attachments of a message, and the messages of an attachment.
    pub family: bool,
}

type Take = fn(&Snapshot, ItemIx) -> Vec<ItemIx>;

/// Gives items with what they take along, in snapshot order; families last, so that they are whole.
pub fn carried(snapshot: &Snapshot, items: &[ItemIx], carry: Carry) -> Vec<ItemIx> {
    let mut all: BTreeSet<ItemIx> = items.iter().copied().collect();
    let steps: [(bool, Take); 3] = [
        (carry.copies, copies),
        (carry.thread, thread),
        (carry.family, Snapshot::family),
    ];
    for (_, take) in steps.into_iter().filter(|(wanted, _)| *wanted) {
        for ix in Vec::from_iter(all.clone()) {
            all.extend(take(snapshot, ix));
        }
    }
    all.into_iter().collect()
}

fn copies(snapshot: &Snapshot, ix: ItemIx) -> Vec<ItemIx> {
    let g = &*snapshot.generation;
    let item = g.item(ix);
    let Some(id) = item.message_id() else {
        return Vec::new();
    };
    let words = |ix: ItemIx| (g.item(ix).text_digest, g.item(ix).text_bytes);
    let named = |ix: ItemIx, items: &[(ItemIx, _)]| items.iter().any(|(other, _)| *other == ix);
    let against = |other: ItemIx| {
        let mut findings = g.findings.iter();
        findings.any(|f| named(ix, &f.items) && named(other, &f.items))
    };
    let same = g.copies(id).iter().copied();
    let same = same.filter(|other| *other != ix && words(*other) == words(ix));
    same.filter(|other| item.text_digest.is_some() && !against(*other))
        .collect()
}

fn thread(snapshot: &Snapshot, ix: ItemIx) -> Vec<ItemIx> {
    let g = &*snapshot.generation;
    let thread = g.item(ix).thread.and_then(|t| g.threads.get(t.at()));
    thread.map_or_else(Vec::new, |t| t.items().collect())
}
