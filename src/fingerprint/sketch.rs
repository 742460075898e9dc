//! `MinHash` sketches of k = 128 by fast similarity sketching (Dahlgaard, Knudsen, Thorup, 2017):
//! every round throws each shingle into one of the bins, and rounds follow until no bin is empty.
//! One or two rounds do for a letter of 500 words, where 128 hashes a shingle are usual; unlike
//! one-permutation hashing the estimate stays unbiased and as sharp for short texts.

use super::words::{mix, shingles, word_hashes};

/// Values of a sketch: 32 bands of 4.
pub const SKETCH: usize = 128;
/// Rounds in which a shingle may fall into any bin; after these each round fills one bin for sure.
const FREE_ROUNDS: usize = SKETCH;

/// What a text is found by: its sketch, and the shingles that decide.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sketch {
    /// Smallest value of each bin, with the round in the upper 8 bits.
    pub minhash: [u32; SKETCH],
    /// Hashes of the distinct 3-word shingles, sorted.
    pub shingles: Vec<u32>,
    /// Words of the text, repeats included.
    pub words: u32,
}

impl Sketch {
    /// Sketches a text, as it is given: quotes and signatures are taken off by the caller.
    pub fn of(text: &str) -> Self {
        Self::of_words(&word_hashes(text))
    }

    /// Sketches a text of which the words are hashed already.
    pub fn of_words(words: &[u64]) -> Self {
        let shingles = shingles(words);
        Self {
            minhash: minhash(&shingles),
            words: u32::try_from(words.len()).unwrap_or(u32::MAX),
            shingles,
        }
    }

    /// Estimates the Jaccard similarity from the sketches alone.
    pub fn estimate(&self, other: &Self) -> f32 {
        let equal = self.minhash.iter().zip(&other.minhash);
        equal.filter(|(a, b)| a == b).count() as f32 / SKETCH as f32
    }
}

/// Sketches distinct shingles; without any shingle all values are the largest number.
fn minhash(shingles: &[u32]) -> [u32; SKETCH] {
    let mut out = [u32::MAX; SKETCH];
    if shingles.is_empty() {
        return out;
    }
    let mut empty = SKETCH;
    for round in 0..2 * SKETCH {
        if empty == 0 {
            break;
        }
        let seed = mix(round as u64 + 1);
        for shingle in shingles {
            let hash = mix(u64::from(*shingle) ^ seed);
            let bin = if round < FREE_ROUNDS {
                (hash >> 57) as usize
            } else {
                round - FREE_ROUNDS
            };
            let value = (round as u32) << 24 | (hash & 0x00FF_FFFF) as u32;
            if let Some(slot) = out.get_mut(bin) {
                empty -= usize::from(*slot == u32::MAX);
                *slot = value.min(*slot);
            }
        }
    }
    out
}

/// Compares two sorted sets of shingles: exact Jaccard similarity, and the larger containment.
pub fn likeness(a: &[u32], b: &[u32]) -> (f32, f32) {
    let (mut i, mut j, mut both) = (0, 0, 0usize);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        both += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    let smaller = a.len().min(b.len()).max(1);
    let either = (a.len() + b.len() - both).max(1);
    (both as f32 / either as f32, both as f32 / smaller as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two sets of shingles with `both` in common and `only` of its own each.
    fn sets(seed: u32, both: u32, only: u32) -> (Vec<u32>, Vec<u32>) {
        let value = |n: u32| mix(u64::from(seed) << 32 | u64::from(n)) as u32;
        let mut a: Vec<u32> = (0..both + only).map(value).collect();
        let mut b: Vec<u32> = (0..both)
            .chain(both + only..both + 2 * only)
            .map(value)
            .collect();
        a.sort_unstable();
        b.sort_unstable();
        (a, b)
    }

    #[test]
    fn the_estimate_is_unbiased_and_as_sharp_as_theory_allows() {
        for (both, only) in [(8, 1), (40, 5), (80, 10), (400, 50), (30, 30), (2000, 250)] {
            let truth = f64::from(both) / f64::from(both + 2 * only);
            let estimates: Vec<f64> = (0..400)
                .map(|seed| {
                    let (a, b) = sets(seed + 1, both, only);
                    let equal = minhash(&a)
                        .iter()
                        .zip(minhash(&b))
                        .filter(|(x, y)| **x == *y)
                        .count();
                    equal as f64 / SKETCH as f64
                })
                .collect();
            let mean = estimates.iter().sum::<f64>() / 400.0;
            let spread = (estimates.iter().map(|e| (e - mean).powi(2)).sum::<f64>() / 400.0).sqrt();
            let theory = (truth * (1.0 - truth) / SKETCH as f64).sqrt();
            assert!(
                (mean - truth).abs() < 4.0 * theory / 20.0,
                "{mean} for {truth}"
            );
            assert!(spread < 1.15 * theory, "{spread} for {theory}");
        }
    }

    #[test]
    fn likeness_counts_what_both_have() {
        assert_eq!(likeness(&[1, 2, 3, 4], &[3, 4, 5]), (0.4, 2.0 / 3.0));
        assert_eq!(likeness(&[], &[1]), (0.0, 0.0));
    }

    #[test]
    fn the_same_text_gives_the_same_sketch() {
        let a = Sketch::of("The gate is locked at nine, and the key hangs by the door.");
        let b = Sketch::of("the gate is locked at NINE and the key\nhangs by the door");
        assert_eq!(a, b);
        assert_eq!(a.words, 13);
        assert_eq!(Sketch::of("").minhash, [u32::MAX; SKETCH]);
    }
}
