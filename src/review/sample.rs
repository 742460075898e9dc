//! A sample of items, to look over what was coded: chosen by digests alone, so that whoever asks
//! again with the same seed over the same items gets the same sample.

use crate::case::Generation;
use crate::model::ItemIx;
use sha2::{Digest as _, Sha256};

/// Gives so many of some items, in snapshot order: those whose digest, hashed behind the seed,
/// comes first. An item that joins or leaves the others moves no one else in or out but at the end.
pub fn sample(generation: &Generation, items: &[ItemIx], count: usize, seed: u64) -> Vec<ItemIx> {
    let drawn = |ix: &ItemIx| {
        let item = generation.items.get(ix.at())?;
        let mut hash = Sha256::new();
        hash.update(seed.to_le_bytes());
        hash.update(item.digest.0);
        let lot: [u8; 32] = hash.finalize().into();
        Some((lot, *ix))
    };
    let mut drawn: Vec<([u8; 32], ItemIx)> = items.iter().filter_map(drawn).collect();
    drawn.sort_unstable();
    drawn.dedup();
    let mut out: Vec<ItemIx> = drawn.into_iter().take(count).map(|(_, ix)| ix).collect();
    out.sort_unstable();
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Item, Kind};

    fn generation(count: u8) -> Generation {
        let item = |n: u8| Item {
            size_bytes: 1,
            ..Item::blank(n, Kind::Document)
        };
        Generation::new((0..count).map(item).collect(), Vec::new(), Vec::new())
    }

    #[test]
    fn a_seed_gives_one_sample_in_any_order() {
        let g = generation(100);
        let all: Vec<ItemIx> = (0..100).map(ItemIx).collect();
        let back: Vec<ItemIx> = all.iter().rev().copied().collect();
        let one = sample(&g, &all, 20, 7);
        assert_eq!(one.len(), 20);
        assert_eq!(one, sample(&g, &back, 20, 7));
        assert_ne!(one, sample(&g, &all, 20, 8));
        assert_eq!(sample(&g, &all, 500, 7), all);
        // Fewer are the first of more.
        let few = sample(&g, &all, 5, 7);
        assert!(few.iter().all(|ix| one.contains(ix)));
    }

    #[test]
    fn each_item_is_as_likely_as_another() {
        let g = generation(50);
        let all: Vec<ItemIx> = (0..50).map(ItemIx).collect();
        let mut times = [0; 50];
        for seed in 0..1000 {
            for ix in sample(&g, &all, 10, seed) {
                times[ix.at()] += 1;
            }
        }
        assert!(times.iter().all(|n| (140..260).contains(n)), "{times:?}");
    }
}
