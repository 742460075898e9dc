//! SHA-256 of texts that are at hand: of one, or of many at once, each in a lane of its own.
//!
//! A processor without instructions of its own for SHA-256 takes a third of the time for many, and
//! one with them no more. The library that does so is held against the plain one before it is
//! trusted: sums are what marks and exports hang on.

use sha2::{Digest as _, Sha256};
use std::cmp::Reverse;
use std::sync::OnceLock;

/// Gives the SHA-256 of a text.
pub fn sha256(text: &[u8]) -> [u8; 32] {
    Sha256::digest(text).into()
}

/// Gives the SHA-256 of each text, in their order; texts of any length stand beside each other.
pub fn sha256_all(texts: &[&[u8]]) -> Vec<[u8; 32]> {
    static AGREES: OnceLock<bool> = OnceLock::new();
    if texts.len() < 2 || !AGREES.get_or_init(agrees) {
        return texts.iter().map(|text| sha256(text)).collect();
    }
    in_lanes(texts)
}

/// Sums texts in lanes; those of like length stand beside each other, so that no lane waits long.
fn in_lanes(texts: &[&[u8]]) -> Vec<[u8; 32]> {
    let mut order: Vec<usize> = (0..texts.len()).collect();
    order.sort_by_key(|at| Reverse(texts.get(*at).map(|t| t.len())));
    let sorted: Vec<&[u8]> = order.iter().map(|at| texts[*at]).collect();
    let mut sums = vec![[0; 32]; texts.len()];
    tape_sha256::hash_many(&sorted, &mut sums);
    let mut out = vec![[0; 32]; texts.len()];
    for (at, sum) in order.into_iter().zip(sums) {
        out[at] = sum;
    }
    out
}

/// Tells whether the lanes of this machine give what the plain reckoning gives.
fn agrees() -> bool {
    let sample: Vec<u8> = (0..=255).cycle().take(700).collect();
    let mut lengths = (0..=130).chain([183, 184, 247, 248, 256, 511, 512, 700]);
    let texts: Vec<&[u8]> = lengths.by_ref().filter_map(|n| sample.get(..n)).collect();
    in_lanes(&texts)
        .iter()
        .zip(&texts)
        .all(|(sum, text)| *sum == sha256(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_lanes_of_this_machine_agree() {
        assert!(agrees());
        assert!(sha256_all(&[]).is_empty());
    }

    proptest! {
        /// However many texts of whatever length: each gets its own sum, in its own place.
        #[test]
        fn many_sums_are_the_sums_of_each(
            texts in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..400), 0..70),
            long in 0_usize..9000,
        ) {
            let more = vec![7; long];
            let mut texts: Vec<&[u8]> = texts.iter().map(Vec::as_slice).collect();
            texts.push(&more);
            let each: Vec<[u8; 32]> = texts.iter().map(|text| sha256(text)).collect();
            prop_assert_eq!(sha256_all(&texts), each);
        }
    }
}
