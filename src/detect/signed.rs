//! Which of two copies does a signature stand by? Where both bear the very same signature, and the
//! body of one holds and that of the other does not, the other was changed.

use super::desk::Desk;
use super::lead::Vote;
use crate::attest::signature::{BodyTest, Seat, Signature, unpack};
use crate::model::{ItemIx, Trace};
use std::collections::BTreeMap;

/// The signatures over bodies of messages that have copies.
pub type Held = BTreeMap<ItemIx, Vec<Signature>>;

/// Unpacks the signatures of the items that are asked about.
pub fn held(traces: &[Trace], items: impl Iterator<Item = ItemIx>) -> Held {
    let read = |ix: ItemIx| {
        let packed = traces.get(ix.at()).map_or(&[][..], |t| &t.signatures);
        let all = packed.iter().filter_map(|p| unpack(p));
        let over_body = all.filter(|s| !matches!(s.seat, Seat::ArcSeal(_)) && !s.value.is_empty());
        (ix, over_body.collect::<Vec<_>>())
    };
    items.map(read).filter(|(_, all)| !all.is_empty()).collect()
}

/// Votes against the first item whose body fails a signature that holds over one of the others.
pub fn vote(desk: &Desk<'_>, ours: &[ItemIx], theirs: &[ItemIx]) -> Option<Vote> {
    let against = |good: &[ItemIx], bad: &[ItemIx]| {
        let fails = |bad: &&ItemIx| good.iter().any(|g| decides(desk, *g, **bad));
        bad.iter().find(fails).copied()
    };
    match (against(ours, theirs), against(theirs, ours)) {
        (Some(bad), None) | (None, Some(bad)) => Some(Vote::Signed(bad)),
        _ => None,
    }
}

/// Tells whether one signature that both bear holds over the body of the one and not of the other.
fn decides(desk: &Desk<'_>, good: ItemIx, bad: ItemIx) -> bool {
    let of = |ix: ItemIx| desk.held.get(&ix).map_or(&[][..], Vec::as_slice);
    of(good)
        .iter()
        .filter(|g| g.body == BodyTest::Holds)
        .any(|g| {
            let same = |b: &&Signature| b.value == g.value && b.seat == g.seat;
            of(bad)
                .iter()
                .any(|b| same(&b) && b.body == BodyTest::Fails)
        })
}
