//! The ARC chain of a message (RFC 8617): is it whole, where did the body change, and do the seals
//! answer to kept keys?

use super::body::BodyTest;
use super::fields::Fields;
use super::keyset::{KeySet, Verdict};
use super::line::{Asked, Check, Line};
use super::read::{Placed, Seat, placed};
use super::seal::{ARC, instance, sets};
use super::tags::Tags;
use crate::model::Grade::{M, P, S, W};
use crate::model::Leaning::{Consistent, Inconsistent, Untestable};
use crate::model::Said;
use crate::model::words::signed as w;
use std::ops::Range;

/// Most hops that the standard allows.
const HOPS: u32 = 50;
/// Seconds that the clock of one forwarder may lie before that of the one before it.
const BACK_S: u64 = 300;

/// What the chain shows apart from keys.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Chain {
    /// Number of hops.
    pub hops: u32,
    /// What breaks the rules of a chain; empty where it is whole.
    pub faults: Vec<Said>,
    /// Hops whose body hash holds no more.
    pub changed_after: Vec<u32>,
    /// The hop whose seal is younger than that of the next one.
    pub turned_back: Option<u32>,
}

impl Chain {
    /// Tells whether anything but a key speaks against the message.
    pub(super) fn is_broken(&self) -> bool {
        !self.faults.is_empty()
            || self.turned_back.is_some()
            || self.changed_after.contains(&self.hops)
    }
}

/// Reads the chain; `None` where there is no ARC field at all.
pub(super) fn chain(fields: &Fields<'_>, placed: &[Placed]) -> Option<Chain> {
    let sets = sets(fields);
    let hops = *sets.keys().last()?;
    let mut out = Chain {
        hops,
        ..Chain::default()
    };
    if hops == 0 || hops > HOPS {
        out.faults.push(w::hops_beyond(hops, HOPS));
        return Some(out);
    }
    for hop in 1..=hops {
        for (place, name) in ARC.iter().enumerate() {
            let count = sets
                .get(&hop)
                .and_then(|s| s.get(place))
                .map_or(0, Vec::len);
            if count != 1 {
                out.faults.push(w::hop_has(hop, count, name));
            }
        }
        let seal = sets.get(&hop).and_then(|s| s.last()?.first());
        let word = seal.and_then(|at| Tags::read(fields.value(*at)).text("cv"));
        let want = if hop == 1 { "none" } else { "pass" };
        let is_due = |w: &str| w.eq_ignore_ascii_case(want);
        if seal.is_some() && !word.as_deref().is_some_and(is_due) {
            let word = word.unwrap_or_default();
            out.faults.push(w::hop_says(hop, word, want));
        }
    }
    if sets.contains_key(&0) {
        out.faults.push(w::NO_HOP.into());
    }
    let times = |hop| {
        let mut seals = placed.iter().map(|p| &p.signature);
        seals
            .find(|s| s.seat == Seat::ArcSeal(hop))
            .and_then(|s| s.signed_s)
    };
    let back = |hop: &u32| match (times(*hop), times(hop + 1)) {
        (Some(a), Some(b)) => a > b.saturating_add(BACK_S),
        _ => false,
    };
    out.turned_back = (1..hops).find(back);
    for one in placed.iter().map(|p| &p.signature) {
        if let (Seat::ArcMessage(hop), BodyTest::Fails | BodyTest::Part(_)) = (one.seat, &one.body)
        {
            out.changed_after.push(hop);
        }
    }
    out.changed_after.sort_unstable();
    Some(out)
}

/// Puts the lines of the chain.
pub(super) fn lines(
    asked: &Asked<'_>,
    fields: &Fields<'_>,
    placed: &[Placed],
    out: &mut Vec<Line>,
) {
    let Some(chain) = chain(fields, placed) else {
        return;
    };
    let at = newest(fields).unwrap_or(0..0);
    let mut put = |grade, leaning, sentence| {
        out.push(Check::Chain.line(grade, leaning, &at, sentence));
    };
    if let Some(first) = chain.faults.first() {
        let sentence = w::chain_broken(first);
        put(W, Inconsistent, sentence);
        return;
    }
    if let Some(hop) = chain.turned_back {
        let next = hop + 1;
        let sentence = w::sealed_before(next, hop);
        put(S, Inconsistent, sentence);
    }
    let last = chain.hops;
    if chain.changed_after.contains(&last) {
        let sentence = w::changed_after(last);
        put(M, Inconsistent, sentence);
    } else if let Some(hop) = chain.changed_after.last() {
        let sentence = w::changed_between(hop, hop + 1);
        put(W, Consistent, sentence);
    }
    put_keys(asked, placed, last, &mut put);
}

/// Says what kept keys make of the seals and of the newest message signature.
fn put_keys(
    asked: &Asked<'_>,
    placed: &[Placed],
    last: u32,
    put: &mut dyn FnMut(crate::model::Grade, crate::model::Leaning, Said),
) {
    let sealed = |seat| move |p: &&Placed| p.signature.seat == seat;
    let mut valid = true;
    for seat in (1..=last)
        .map(Seat::ArcSeal)
        .chain([Seat::ArcMessage(last)])
    {
        let Some(one) = placed.iter().find(sealed(seat)) else {
            return;
        };
        match asked.keys.judge(&one.signature).verdict {
            Verdict::Valid => {}
            Verdict::Altered => {
                let sentence = w::seal_altered(&one.signature.domain);
                put(M, Inconsistent, sentence);
                valid = false;
            }
            Verdict::OtherKey | Verdict::NoUse | Verdict::NoKey | Verdict::Unsound => valid = false,
        }
    }
    let body = placed.iter().find(sealed(Seat::ArcMessage(last)));
    if valid && body.is_some_and(|p| p.signature.body.is_whole()) {
        let sentence = w::all_seals(last);
        put(P, Consistent, sentence);
    } else if !valid {
        let sentence = w::not_all_seals(last);
        put(W, Untestable, sentence);
    }
}

fn newest(fields: &Fields<'_>) -> Option<Range<usize>> {
    let seals = fields.named(ARC[2]);
    let at = seals.max_by_key(|at| instance(fields, *at))?;
    fields.list.get(at).map(super::fields::Field::whole)
}

/// How a whole chain stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ArcState {
    /// There is no ARC field.
    None,
    /// Every seal and the newest message signature verify.
    Valid,
    /// A key is missing or another one.
    CannotTell,
    /// The chain is not whole, or what it covers was changed.
    Broken,
}

/// Judges the ARC chain of a message with kept keys.
pub fn arc_state(bytes: &[u8], keys: &KeySet) -> ArcState {
    let (fields, placed) = placed(bytes);
    let Some(chain) = chain(&fields, &placed) else {
        return ArcState::None;
    };
    let newest = Seat::ArcMessage(chain.hops);
    let body = placed.iter().find(|p| p.signature.seat == newest);
    let holds = body.is_some_and(|p| p.signature.body.is_whole());
    if !chain.faults.is_empty() || !holds {
        return ArcState::Broken;
    }
    let seals = (1..=chain.hops).map(Seat::ArcSeal);
    let mut state = ArcState::Valid;
    for seat in seals.chain([newest]) {
        let one = placed.iter().find(|p| p.signature.seat == seat);
        let verdict = one.map_or(Verdict::Unsound, |p| keys.judge(&p.signature).verdict);
        state = state.max(match verdict {
            Verdict::Valid => ArcState::Valid,
            Verdict::Altered | Verdict::Unsound => ArcState::Broken,
            Verdict::OtherKey | Verdict::NoUse | Verdict::NoKey => ArcState::CannotTell,
        });
    }
    state
}
