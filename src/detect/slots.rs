//! Slots: a place that the members of a family of texts fill differently, as forms, mail-merges and
//! periodic reports do. A place is known by the words before it or behind it.

use super::weigh::Weighed;
use super::weights as W;
use crate::compare::Stream;
use crate::fingerprint::mix;
use crate::model::ItemIx;
use std::collections::HashMap;

/// Words that frame a slot on one side.
const FRAME: usize = 4;
/// Values and items that are kept of one slot; more say nothing new.
const KEPT: usize = 8;

/// The place of an edit, and what stands there on both sides.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Hashes of the words before it and behind it; 0 where there are too few.
    frames: [u64; 2],
    values: (u64, u64),
}

impl Place {
    /// Notes where an edit lies.
    pub fn of(a: &Stream<'_>, b: &Stream<'_>, edit: &Weighed) -> Self {
        Self {
            frames: frames(a, &edit.delta.gap.a),
            values: (value(a, &edit.delta.gap.a), value(b, &edit.delta.gap.b)),
        }
    }
}

/// Every place that was seen to vary, with what stood there.
#[derive(Default)]
pub struct Slots(HashMap<(u32, u64), Vec<(u64, ItemIx)>>);

impl Slots {
    /// Notes what two items of a family have at a place.
    pub fn note(&mut self, family: u32, place: &Place, of: (ItemIx, ItemIx)) {
        for frame in place.frames.into_iter().filter(|f| *f != 0) {
            let seen = self.0.entry((family, frame)).or_default();
            for pair in [(place.values.0, of.0), (place.values.1, of.1)] {
                if seen.len() < KEPT && !seen.contains(&pair) {
                    seen.push(pair);
                }
            }
        }
    }

    /// Gives what the slot at an edit's place leaves of it.
    pub fn factor(&self, family: u32, place: &Place) -> f64 {
        let filled = place
            .frames
            .iter()
            .filter_map(|f| self.0.get(&(family, *f)))
            .map(|seen| {
                let count = |mut all: Vec<u64>| {
                    all.sort_unstable();
                    all.dedup();
                    all.len()
                };
                let values = count(seen.iter().map(|s| s.0).collect());
                let items = count(seen.iter().map(|s| u64::from(s.1.0)).collect());
                values.min(items)
            })
            .max()
            .unwrap_or(0);
        match filled {
            0..=2 => 1.0,
            3 => W::SLOT_THREE,
            _ => W::SLOT_MORE,
        }
    }
}

fn value(stream: &Stream<'_>, run: &std::ops::Range<usize>) -> u64 {
    let keys = stream.keys.get(run.clone()).unwrap_or(&[]);
    keys.iter().fold(3, |h: u64, k| mix(h ^ k))
}

/// The frames of a place: the words before it, and the words behind it.
fn frames(stream: &Stream<'_>, run: &std::ops::Range<usize>) -> [u64; 2] {
    let side = |seed: u64, range: std::ops::Range<usize>| {
        let keys = stream.keys.get(range).filter(|k| k.len() == FRAME);
        keys.map_or(0, |k| k.iter().fold(seed, |h: u64, x| mix(h ^ x)))
    };
    let before = run.start.checked_sub(FRAME);
    [
        before.map_or(0, |start| side(11, start..run.start)),
        side(13, run.end..run.end + FRAME),
    ]
}
