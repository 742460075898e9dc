//! Near-duplicate groups: texts that resemble each other, around a pivot. Likeness chains through
//! a group only where it is strong (versions drift); what resembles less joins a pivot directly or
//! stays alone, so that contracts of one template do not run together.

use crate::fingerprint::{Pair, Sketch, likeness, pairs};
use crate::model::words::unread;
use crate::model::{Digest, Group, ItemIx, Member};
use std::collections::BTreeMap;

/// One text that may belong to a group.
#[derive(Clone, Copy, Debug)]
pub struct GroupInput<'a> {
    /// The item.
    pub item: ItemIx,
    /// Its digest, which names the group where it is the pivot.
    pub digest: Digest,
    /// The sketch of its own words.
    pub sketch: &'a Sketch,
}

/// Jaccard similarity from which two long texts belong together through any third one.
const CHAIN: f32 = 0.8;
/// What a text of few shingles must reach instead: one shared phrase is most of it.
const CHAIN_SHORT: f32 = 0.9;
/// Shingles below which a text is short, and below which it is no text to group.
const SHORT: usize = 24;
const FEWEST: usize = 6;
/// Likeness to the pivot itself from which a single text joins: Jaccard, or containment with
/// half of that Jaccard.
const JOIN: f32 = 0.7;
const JOIN_CONTAINED: f32 = 0.9;
const JOIN_LEAST: f32 = 0.45;

/// A text's neighbours: verified pairs over the items of a case, in item order.
#[derive(Clone, Debug, Default)]
pub struct Neighbours {
    /// The items that were compared, in order; pairs refer to places here.
    pub items: Vec<ItemIx>,
    /// The pairs, by place.
    pub pairs: Vec<Pair>,
}

/// Finds all pairs of texts that resemble each other; the order of the input does not matter.
pub fn neighbours(texts: &[GroupInput<'_>]) -> Neighbours {
    let sorted = in_order(texts);
    let sketches: Vec<&Sketch> = sorted.iter().map(|t| t.sketch).collect();
    Neighbours {
        items: sorted.iter().map(|t| t.item).collect(),
        pairs: pairs(&sketches),
    }
}

fn in_order<'a>(texts: &[GroupInput<'a>]) -> Vec<GroupInput<'a>> {
    let mut sorted = texts.to_vec();
    sorted.sort_by_key(|t| (t.item, t.digest));
    sorted
}

/// Forms the groups of two and more, ordered by their pivots.
pub fn groups(texts: &[GroupInput<'_>], near: &Neighbours) -> Vec<Group> {
    let sorted = in_order(texts);
    let mut chain = Chain::new(sorted.len());
    for pair in near.pairs.iter().filter(|p| chains(&sorted, p)) {
        chain.join(pair.a, pair.b);
    }
    let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for at in 0..sorted.len() as u32 {
        members.entry(chain.root(at)).or_default().push(at);
    }
    let degree = degrees(&sorted, near);
    let mut camps: Vec<Camp> = members
        .into_values()
        .map(|members| Camp {
            pivot: pivot(&members, &degree),
            members,
        })
        .collect();
    adopt(&sorted, near, &mut camps);
    let mut out: Vec<Group> = camps
        .iter()
        .filter_map(|camp| group(&sorted, camp, &degree))
        .collect();
    out.sort_by_key(|g| g.pivot);
    out
}

fn chains(texts: &[GroupInput<'_>], pair: &Pair) -> bool {
    let shingles = |at: u32| {
        texts
            .get(at as usize)
            .map_or(0, |t| t.sketch.shingles.len())
    };
    let fewest = shingles(pair.a).min(shingles(pair.b));
    let least = if fewest < SHORT { CHAIN_SHORT } else { CHAIN };
    fewest >= FEWEST && pair.jaccard >= least
}

/// Counts for every text the others that it resembles strongly.
fn degrees(texts: &[GroupInput<'_>], near: &Neighbours) -> Vec<u32> {
    let mut out = vec![0u32; texts.len()];
    for pair in near.pairs.iter().filter(|p| chains(texts, p)) {
        for at in [pair.a, pair.b] {
            out.iter_mut()
                .skip(at as usize)
                .take(1)
                .for_each(|d| *d += 1);
        }
    }
    out
}

/// Picks the member with the most neighbours; the oldest where equal.
fn pivot(members: &[u32], degree: &[u32]) -> u32 {
    let rank = |at: &u32| (degree.get(*at as usize).copied(), std::cmp::Reverse(*at));
    members.iter().copied().max_by_key(rank).unwrap_or_default()
}

/// What may still happen to a text when single texts look for a pivot.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// It is alone and may join or be joined.
    Alone,
    /// It is the pivot of others.
    Pivot,
    /// It belongs to a pivot.
    Member,
}

/// Lets texts that stand alone join the pivot that they resemble most, if they do so enough.
fn adopt(texts: &[GroupInput<'_>], near: &Neighbours, camps: &mut Vec<Camp>) {
    let mut state = vec![State::Member; texts.len()];
    let mut home = BTreeMap::new();
    for (at, camp) in camps.iter().enumerate() {
        home.insert(camp.pivot, at);
        let alone = camp.members.len() == 1;
        set(
            &mut state,
            camp.pivot,
            if alone { State::Alone } else { State::Pivot },
        );
    }
    let mut offers: Vec<(&Pair, u32, u32)> = Vec::new();
    for pair in near.pairs.iter().filter(|p| joins(texts, p)) {
        offers.push((pair, pair.a, pair.b));
        offers.push((pair, pair.b, pair.a));
    }
    // The younger of two lonely texts joins the older one.
    offers.sort_by(|x, y| {
        let by_likeness = y.0.jaccard.total_cmp(&x.0.jaccard);
        by_likeness.then((x.2, x.1).cmp(&(y.2, y.1)))
    });
    for (_, guest, host) in offers {
        let lonely = state.get(guest as usize) == Some(&State::Alone);
        let open = state
            .get(host as usize)
            .is_some_and(|s| *s != State::Member);
        let (Some(&from), Some(&to)) = (home.get(&guest), home.get(&host)) else {
            continue;
        };
        if lonely && open {
            set(&mut state, guest, State::Member);
            set(&mut state, host, State::Pivot);
            camps
                .iter_mut()
                .skip(to)
                .take(1)
                .for_each(|c| c.members.push(guest));
            camps
                .iter_mut()
                .skip(from)
                .take(1)
                .for_each(|c| c.members.clear());
        }
    }
    camps.retain(|c| c.members.len() > 1);
}

fn set(states: &mut [State], at: u32, state: State) {
    states
        .iter_mut()
        .skip(at as usize)
        .take(1)
        .for_each(|s| *s = state);
}

fn joins(texts: &[GroupInput<'_>], pair: &Pair) -> bool {
    let shingles = |at: u32| {
        texts
            .get(at as usize)
            .map_or(0, |t| t.sketch.shingles.len())
    };
    let long = shingles(pair.a).min(shingles(pair.b)) >= SHORT;
    let contained = pair.containment >= JOIN_CONTAINED && pair.jaccard >= JOIN_LEAST;
    long && (pair.jaccard >= JOIN || contained)
}

fn group(texts: &[GroupInput<'_>], camp: &Camp, degree: &[u32]) -> Option<Group> {
    let pivot = texts.get(camp.pivot as usize)?;
    let mut members: Vec<Member> = camp
        .members
        .iter()
        .filter_map(|at| texts.get(*at as usize))
        .map(|text| {
            let (similarity, containment) = likeness(&pivot.sketch.shingles, &text.sketch.shingles);
            Member {
                item: text.item,
                similarity,
                containment,
            }
        })
        .collect();
    members.sort_by(|x, y| {
        let first = (y.item == pivot.item).cmp(&(x.item == pivot.item));
        first
            .then(y.similarity.total_cmp(&x.similarity))
            .then(x.item.cmp(&y.item))
    });
    let near = degree.get(camp.pivot as usize).copied().unwrap_or(0);
    let others = members.len() - 1;
    Some(Group {
        id: pivot.digest.hex().chars().take(16).collect(),
        pivot: pivot.item,
        members,
        reason: unread::pivot((near as usize).min(others), others),
    })
}

/// A group in the making.
struct Camp {
    pivot: u32,
    members: Vec<u32>,
}

/// Union-find over places; the smallest place is the root.
struct Chain(Vec<u32>);

impl Chain {
    fn new(len: usize) -> Self {
        Self((0..len as u32).collect())
    }

    fn root(&mut self, at: u32) -> u32 {
        let (mut at, mut up) = (at, self.up(at));
        while at != up {
            let next = self.up(up);
            self.0
                .iter_mut()
                .skip(at as usize)
                .take(1)
                .for_each(|u| *u = next);
            (at, up) = (up, next);
        }
        at
    }

    fn up(&self, at: u32) -> u32 {
        self.0.get(at as usize).copied().unwrap_or(at)
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        let (low, high) = (a.min(b), a.max(b));
        self.0
            .iter_mut()
            .skip(high as usize)
            .take(1)
            .for_each(|u| *u = low);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(from: u32, to: u32) -> String {
        (from..to).map(|n| format!("w{n} ")).collect()
    }

    fn grouped(texts: &[(u32, String)]) -> Vec<Vec<u32>> {
        let sketches: Vec<Sketch> = texts.iter().map(|t| Sketch::of(&t.1)).collect();
        let inputs: Vec<GroupInput<'_>> = texts
            .iter()
            .zip(&sketches)
            .map(|((item, _), sketch)| GroupInput {
                item: ItemIx(*item),
                digest: Digest([*item as u8; 32]),
                sketch,
            })
            .collect();
        groups(&inputs, &neighbours(&inputs))
            .iter()
            .map(|g| g.members.iter().map(|m| m.item.0).collect())
            .collect()
    }

    /// Versions that drift by 6 of 120 words each, so that the first and last are far apart.
    fn drift() -> Vec<(u32, String)> {
        (0..6)
            .map(|n| (n, words(n * 6, 120 + n * 6)))
            .chain([(9, words(500, 620)), (10, words(700, 720))])
            .collect()
    }

    #[test]
    fn versions_that_drift_are_one_group_and_strangers_none() {
        let all = grouped(&drift());
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].len(), 6);
    }

    #[test]
    fn the_order_of_the_input_does_not_matter() {
        let mut texts = drift();
        let straight = grouped(&texts);
        texts.reverse();
        assert_eq!(grouped(&texts), straight);
        texts.swap(1, 4);
        assert_eq!(grouped(&texts), straight);
    }

    #[test]
    fn two_contracts_of_one_template_stay_apart() {
        // Half of each is the template: Jaccard a third, containment half.
        let texts = [
            (0, words(0, 100) + &words(1000, 1100)),
            (1, words(0, 100) + &words(1000, 1099)),
            (2, words(0, 100) + &words(2000, 2100)),
            (3, words(0, 100) + &words(2000, 2099)),
        ];
        assert_eq!(grouped(&texts), [vec![0, 1], vec![2, 3]]);
    }

    #[test]
    fn a_short_text_needs_more_likeness_than_a_long_one() {
        let short = [(0, words(0, 14)), (1, words(0, 13) + "other")];
        assert!(grouped(&short).is_empty());
        let long = [(0, words(0, 60)), (1, words(0, 54) + &words(90, 96))];
        assert_eq!(grouped(&long), [[0, 1]]);
    }

    #[test]
    fn a_text_with_a_section_added_joins_its_pivot() {
        let texts = [(0, words(0, 100)), (1, words(0, 100) + &words(400, 480))];
        assert_eq!(grouped(&texts), [[0, 1]]);
    }
}
