//! Contamination: a version that takes readings of a second branch. The tree has one parent for it;
//! the second source is named beside the tree.

use super::change::Ready;
use super::weights as W;
use crate::model::Crossing;

/// Finds for each node the strongest second source, if there is one. `earlier(a, b)` tells whether
/// A may be a source of B by the clocks.
pub fn crossings(
    texts: &[Ready<'_>],
    parents: &[Option<usize>],
    earlier: impl Fn(usize, usize) -> bool,
) -> Vec<Crossing> {
    let mut out = Vec::new();
    for (to, text) in texts.iter().enumerate() {
        let Some(parent) = parents.get(to).copied().flatten() else {
            continue;
        };
        let Some(above) = texts.get(parent) else {
            continue;
        };
        let new = without(&text.runs, &above.runs);
        let kept = shared(&text.runs, &above.runs);
        if new.len() < W::CROSSING {
            continue;
        }
        let mut best: Option<Crossing> = None;
        for (from, other) in texts.iter().enumerate() {
            // An older version is a second source too: that is a reading restored.
            let own = from == to || from == parent || is_above(parents, from, to);
            if own || !earlier(from, to) {
                continue;
            }
            let readings = shared(&new, &other.runs).len();
            let only_parent = without(&kept, &other.runs).len();
            let more = best.is_none_or(|b| readings > b.readings as usize);
            if readings >= W::CROSSING && only_parent >= W::CROSSING && more {
                best = Some(Crossing {
                    from,
                    to,
                    readings: readings as u32,
                });
            }
        }
        out.extend(best);
    }
    // Two nodes that share readings name each other; the one that is told later took them.
    let all = out.clone();
    out.retain(|c| {
        let back = |d: &&Crossing| d.from == c.to && d.to == c.from;
        !(all.iter().any(|d| back(&d)) && c.from > c.to)
    });
    out
}

fn without(a: &[u32], b: &[u32]) -> Vec<u32> {
    let lacks = |x: &&u32| b.binary_search(x).is_err();
    a.iter().filter(lacks).copied().collect()
}

fn shared(a: &[u32], b: &[u32]) -> Vec<u32> {
    let has = |x: &&u32| b.binary_search(x).is_ok();
    a.iter().filter(has).copied().collect()
}

/// Tells whether a node lies on the way from another one to the root.
fn is_above(parents: &[Option<usize>], mut at: usize, above: usize) -> bool {
    for _ in 0..parents.len() {
        match parents.get(at).copied().flatten() {
            Some(up) if up == above => return true,
            Some(up) => at = up,
            None => return false,
        }
    }
    false
}
