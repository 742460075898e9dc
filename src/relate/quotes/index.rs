//! Where words come from: sampled rows of five words of everybody's own words, with the items that
//! bear them. Rows that many items bear are boilerplate and say nothing.

use super::page::Page;
use crate::model::{Item, ItemIx};
use std::collections::{BTreeMap, HashSet};

/// Most items that may bear a row of words that still tells where it comes from.
const COMMON: usize = 12;
/// Rows that must point at one item.
const VOTES: u32 = 2;

/// The index over all pages.
pub struct Index {
    rows: Vec<(u32, u32)>,
}

impl Index {
    /// Indexes the writers' own words of all pages.
    pub fn of(pages: &[Page]) -> Self {
        let mut rows: Vec<(u32, u32)> =
            Vec::with_capacity(pages.iter().map(|p| p.grams.len()).sum());
        for (at, page) in pages.iter().enumerate() {
            rows.extend(page.grams.iter().map(|g| (g.0, at as u32)));
        }
        rows.sort_unstable();
        rows.dedup();
        Self { rows }
    }

    fn items(&self, gram: u32) -> &[(u32, u32)] {
        let from = self.rows.partition_point(|r| r.0 < gram);
        let rest = self.rows.get(from..).unwrap_or(&[]);
        let len = rest
            .iter()
            .take(COMMON + 1)
            .take_while(|r| r.0 == gram)
            .count();
        if len > COMMON {
            return &[];
        }
        rest.get(..len).unwrap_or(&[])
    }

    /// Finds the item that most rows of the open lines point at; the older one where equal, and
    /// one that is not younger than the quote before one that is.
    pub fn best(
        &self,
        page: &Page,
        open: &[u32],
        tried: &HashSet<ItemIx>,
        quote: ItemIx,
        items: &[Item],
    ) -> Option<ItemIx> {
        let mut votes: BTreeMap<u32, u32> = BTreeMap::new();
        for (gram, at) in &page.quoted_grams {
            if open.binary_search(at).is_ok() {
                for (_, item) in self.items(*gram) {
                    *votes.entry(*item).or_default() += 1;
                }
            }
        }
        let moment = |ix: ItemIx| items.get(ix.at()).and_then(Item::date).map(|d| d.epoch_s);
        let when = moment(quote);
        votes
            .into_iter()
            .map(|(item, votes)| (ItemIx(item), votes))
            .filter(|(item, votes)| *votes >= VOTES && !tried.contains(item))
            .max_by_key(|(item, votes)| {
                let later = when.is_some() && moment(*item) > when;
                (*votes, !later, std::cmp::Reverse(*item))
            })
            .map(|(item, _)| item)
    }
}
