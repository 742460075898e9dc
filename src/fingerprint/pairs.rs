//! Candidate pairs: which texts are worth comparing at all. Two indices meet here: bands of the
//! sketch find texts that are alike as wholes, the smallest shingles of each text find a text
//! inside a longer one. Both only propose; every pair that leaves this file is verified exactly.

use super::sketch::{SKETCH, Sketch, likeness};
use super::words::mix;
use crate::model::{blockwise, both, bounds};
use std::collections::BTreeMap;

/// Two texts that resemble each other, by their places in the input.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Pair {
    /// Place of the first, always the smaller one.
    pub a: u32,
    /// Place of the second.
    pub b: u32,
    /// Exact Jaccard similarity of the shingles.
    pub jaccard: f32,
    /// The larger of the two containments.
    pub containment: f32,
}

const BANDS: usize = 32;
const ROWS: usize = SKETCH / BANDS;
/// Smallest shingles of a text that stand in the second index, and how many must be shared.
const LOWEST: usize = 24;
const SHARED: usize = 3;
/// Most texts that may share one of the smallest shingles; more are boilerplate.
const COMMON: usize = 48;
/// Least containment that is told; edits are looked for from here on.
const LEAST: f32 = 0.6;
/// Fewest shingles of a text that can be said to resemble another.
const FEWEST: usize = 4;

/// Finds all pairs whose larger containment is 0.6 or more, in order of their places.
///
/// Identical sets of shingles are one text to the index: each is paired with the first of them.
pub fn pairs(sketches: &[&Sketch]) -> Vec<Pair> {
    let (leaders, mut found) = collapse(sketches);
    let (bands, lowest) = both(
        || by_bands(sketches, &leaders),
        || by_lowest(sketches, &leaders),
    );
    let mut keys = bands;
    keys.extend(lowest);
    keys.sort_unstable();
    keys.dedup();
    found.extend(blockwise(&keys, |keys| verify(sketches, keys)));
    found.extend(by_twins(&found));
    found.sort_unstable_by_key(|p| (p.a, p.b));
    found.dedup_by_key(|p| (p.a, p.b));
    found
}

/// Twins that meet the neighbours of their first one too; more would say the same again.
const TWINS: usize = 2;

/// Lets the first few twins of a text meet its neighbours: a message and its attached form are
/// twins, and a changed second form should meet both.
fn by_twins(found: &[Pair]) -> Vec<Pair> {
    let mut twins: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for pair in found.iter().filter(|p| p.jaccard >= 1.0) {
        let of = twins.entry(pair.a).or_default();
        if of.len() < TWINS {
            of.push(pair.b);
        }
    }
    let mut out = Vec::new();
    for pair in found.iter().filter(|p| p.jaccard < 1.0) {
        for (end, other) in [(pair.a, pair.b), (pair.b, pair.a)] {
            for twin in twins.get(&end).into_iter().flatten() {
                out.push(Pair {
                    a: other.min(*twin),
                    b: other.max(*twin),
                    ..*pair
                });
            }
        }
    }
    out
}

/// Pairs each text with the first one of the very same shingles; gives the first ones.
fn collapse(sketches: &[&Sketch]) -> (Vec<u32>, Vec<Pair>) {
    let mut order: Vec<u32> = (0..sketches.len() as u32)
        .filter(|i| shingles(sketches, *i).len() >= FEWEST)
        .collect();
    order.sort_by(|a, b| {
        let (x, y) = (shingles(sketches, *a), shingles(sketches, *b));
        (x.len(), x).cmp(&(y.len(), y)).then(a.cmp(b))
    });
    let (mut leaders, mut twins) = (Vec::new(), Vec::new());
    for at in order {
        match leaders.last() {
            Some(&first) if shingles(sketches, first) == shingles(sketches, at) => {
                twins.push(Pair {
                    a: first,
                    b: at,
                    jaccard: 1.0,
                    containment: 1.0,
                });
            }
            _ => leaders.push(at),
        }
    }
    leaders.sort_unstable();
    (leaders, twins)
}

fn shingles<'a>(sketches: &[&'a Sketch], at: u32) -> &'a [u32] {
    sketches
        .get(at as usize)
        .map_or(&[], |s| s.shingles.as_slice())
}

fn by_bands(sketches: &[&Sketch], leaders: &[u32]) -> Vec<u64> {
    let mut rows: Vec<(u64, u32)> = Vec::with_capacity(leaders.len() * BANDS);
    for &at in leaders {
        let Some(sketch) = sketches.get(at as usize) else {
            continue;
        };
        for (band, values) in sketch.minhash.chunks(ROWS).enumerate() {
            let key = values
                .iter()
                .fold(band as u64 + 1, |h, v| mix(h ^ u64::from(*v)));
            rows.push((key, at));
        }
    }
    rows.sort_unstable();
    let mut out = Vec::new();
    for bucket in rows.chunk_by(|a, b| a.0 == b.0) {
        let members: Vec<u32> = bucket.iter().map(|r| r.1).collect();
        join(&members, bounds::BUCKET, &mut out);
    }
    out.sort_unstable();
    out.dedup();
    out
}

fn by_lowest(sketches: &[&Sketch], leaders: &[u32]) -> Vec<u64> {
    let mut rows: Vec<(u64, u32)> = Vec::with_capacity(leaders.len() * LOWEST);
    for &at in leaders {
        // Hashed again, so that the smallest ones are not those of the sketch's first round.
        let mut keys: Vec<u64> = shingles(sketches, at)
            .iter()
            .map(|s| mix(u64::from(*s) | 1 << 40))
            .collect();
        if keys.len() > LOWEST {
            keys.select_nth_unstable(LOWEST);
            keys.truncate(LOWEST);
        }
        rows.extend(keys.into_iter().map(|k| (k, at)));
    }
    rows.sort_unstable();
    let mut met: Vec<u64> = Vec::new();
    for bucket in rows.chunk_by(|a, b| a.0 == b.0) {
        if bucket.len() <= COMMON {
            let members: Vec<u32> = bucket.iter().map(|r| r.1).collect();
            join(&members, COMMON, &mut met);
        }
    }
    met.sort_unstable();
    met.chunk_by(|a, b| a == b)
        .filter(|run| run.len() >= SHARED)
        .filter_map(|run| run.first().copied())
        .collect()
}

/// Pairs the members of a bucket: all of a small one; of a large one each with the first, which
/// is its pivot, and with its neighbours, so that a crowd is thinned out and never dropped.
fn join(members: &[u32], most: usize, out: &mut Vec<u64>) {
    let reach = if members.len() <= most { most } else { 4 };
    for (at, &a) in members.iter().enumerate() {
        for &b in members.iter().skip(at + 1).take(reach) {
            out.push(key(a, b));
        }
        if at > 0 && members.len() > most {
            out.extend(members.first().map(|&pivot| key(pivot, a)));
        }
    }
}

fn key(a: u32, b: u32) -> u64 {
    u64::from(a.min(b)) << 32 | u64::from(a.max(b))
}

fn verify(sketches: &[&Sketch], keys: &[u64]) -> Vec<Pair> {
    let mut out = Vec::new();
    for key in keys {
        let (a, b) = ((key >> 32) as u32, *key as u32);
        let (Some(x), Some(y)) = (sketches.get(a as usize), sketches.get(b as usize)) else {
            continue;
        };
        if hopeless(x, y) {
            continue;
        }
        let (jaccard, containment) = likeness(&x.shingles, &y.shingles);
        if containment >= LEAST {
            out.push(Pair {
                a,
                b,
                jaccard,
                containment,
            });
        }
    }
    out
}

/// Tells by the sketches, with four standard deviations to spare, that a pair cannot reach `LEAST`.
fn hopeless(x: &Sketch, y: &Sketch) -> bool {
    let guess = x.estimate(y);
    let high = guess + 4.0 * (guess.max(0.02) * (1.0 - guess) / SKETCH as f32).sqrt();
    let (n, m) = (x.shingles.len() as f32, y.shingles.len() as f32);
    let common = high.min(1.0) * (n + m) / (1.0 + high.min(1.0));
    common < LEAST * n.min(m)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(from: u32, to: u32) -> String {
        (from..to).map(|n| format!("w{n} ")).collect()
    }

    fn found(texts: &[String]) -> Vec<(u32, u32)> {
        let sketches: Vec<Sketch> = texts.iter().map(|t| Sketch::of(t)).collect();
        let all: Vec<&Sketch> = sketches.iter().collect();
        pairs(&all).iter().map(|p| (p.a, p.b)).collect()
    }

    #[test]
    fn one_word_changed_or_a_paragraph_added_is_still_a_pair() {
        let texts = [
            words(0, 60),
            words(0, 30) + "other " + &words(31, 60),
            words(0, 60) + &words(900, 940),
            words(500, 560),
        ];
        assert_eq!(found(&texts), [(0, 1), (0, 2), (1, 2)]);
    }

    #[test]
    fn a_bucket_over_the_bound_is_thinned_out_and_not_dropped() {
        let texts: Vec<String> = (0..bounds::BUCKET as u32 + 40)
            .map(|n| words(0, 300) + &words(1000 + n, 1001 + n))
            .collect();
        let pairs = found(&texts);
        for n in 1..texts.len() as u32 {
            assert!(pairs.contains(&(n - 1, n)), "{n}");
        }
    }
}
