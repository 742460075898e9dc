//! What documents claim about themselves, value by value: who bears it, since when, and how many of
//! them were saved within minutes.

use super::Generation;
use crate::model::{ItemIx, MetaKey, bounds, densest, saved_s};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// One value of one claim.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClaimRow {
    /// What is claimed.
    pub key: MetaKey,
    /// The value.
    pub value: String,
    /// Items that claim it, in snapshot order.
    pub items: Vec<ItemIx>,
    /// When the first and the last of them say that they were saved, in seconds since 1970.
    pub span: Option<(i64, i64)>,
    /// The most of them that were saved within minutes, two or more.
    pub burst: Option<Burst>,
}

/// Items that were saved within [`bounds::BURST_S`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Burst {
    /// How many.
    pub items: usize,
    /// When the first of them was saved.
    pub from_s: i64,
    /// When the last of them was saved.
    pub to_s: i64,
}

/// An item that bears a value, and when it says that it was saved.
type Bearer = (ItemIx, Option<i64>);

/// Lists the values that chosen items claim: by key, the commonest first. Moments are no rows: they
/// are what the rows are told with.
pub fn claim_rows(generation: &Generation, chosen: &dyn Fn(ItemIx) -> bool) -> Vec<ClaimRow> {
    let mut rows: BTreeMap<(MetaKey, &str), Vec<Bearer>> = BTreeMap::new();
    for (item, claims) in &generation.metadata {
        if !chosen(*item) {
            continue;
        }
        let saved = saved_s(claims);
        for claim in claims.iter().filter(|c| !c.key.is_moment()) {
            let row = rows.entry((claim.key, &claim.value)).or_default();
            if row.last().is_none_or(|last| last.0 != *item) {
                row.push((*item, saved));
            }
        }
    }
    let mut out: Vec<ClaimRow> = rows
        .into_iter()
        .map(|((key, value), items)| row(key, value, &items))
        .collect();
    out.sort_by(|a, b| {
        let rank = |r: &ClaimRow| (r.key, Reverse(r.items.len()));
        rank(a).cmp(&rank(b)).then_with(|| a.value.cmp(&b.value))
    });
    out
}

fn row(key: MetaKey, value: &str, items: &[Bearer]) -> ClaimRow {
    let mut moments: Vec<i64> = items.iter().filter_map(|i| i.1).collect();
    moments.sort_unstable();
    let run = moments
        .get(densest(&moments, bounds::BURST_S))
        .unwrap_or(&[]);
    let ends = run.first().zip(run.last()).filter(|_| run.len() > 1);
    ClaimRow {
        key,
        value: value.to_owned(),
        items: items.iter().map(|i| i.0).collect(),
        span: moments.first().copied().zip(moments.last().copied()),
        burst: ends.map(|(from, to)| Burst {
            items: run.len(),
            from_s: *from,
            to_s: *to,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Meta, MetaOrigin};

    #[test]
    fn a_row_a_value_with_counts_and_what_was_saved_at_once() {
        let claim = |key, value: &str| Meta {
            key,
            value: value.into(),
            origin: MetaOrigin::Core,
        };
        let file = |hand: &str, at: &str| {
            vec![
                claim(MetaKey::LastAuthor, hand),
                claim(MetaKey::Modified, at),
            ]
        };
        let mut generation = Generation::default();
        generation.metadata = (0..)
            .map(ItemIx)
            .zip([
                file("Ada", "2017-04-18T09:00:00Z"),
                file("Ada", "2017-04-18T09:05:00Z"),
                file("Bob", "2017-04-18T09:05:00Z"),
                file("Ada", "2016-01-01T00:00:00Z"),
            ])
            .collect();
        let rows = claim_rows(&generation, &|_| true);
        let told: Vec<(&str, usize)> = rows.iter().map(|r| (&*r.value, r.items.len())).collect();
        assert_eq!(told, [("Ada", 3), ("Bob", 1)]);
        let burst = rows[0].burst.map(|b| (b.items, b.to_s - b.from_s));
        assert_eq!(burst, Some((2, 300)));
        assert_eq!(rows[0].span, Some((1_451_606_400, 1_492_506_300)));
        assert_eq!(rows[1].burst, None);
        assert!(claim_rows(&generation, &|ix| ix.0 > 8).is_empty());
    }
}
