//! One matter, one finding: leads that show the same edit on a common item, or that hold two common
//! items, are joined; the witnesses come together on their sides.

use super::desk::Desk;
use super::lead::{Lead, Vote};
use super::weights as W;
use crate::model::ItemIx;
use std::collections::{BTreeMap, HashMap};

/// Most edits of a joined matter that are kept.
const EDITS: usize = 12;

/// A matter: the best lead, with what the others add.
pub struct Matter {
    /// The best lead, its sides and votes completed.
    pub lead: Lead,
    /// Other keys that were joined in.
    keys: Vec<u64>,
    /// Whether another check has shown it too.
    corroborated: bool,
}

/// Joins leads into matters, the best first.
pub fn joined(mut leads: Vec<Lead>, desk: &Desk<'_>) -> Vec<Matter> {
    leads.sort_by(|x, y| {
        let by_items = || x.items().cmp(y.items());
        let by_weight = y.score.raw().total_cmp(&x.score.raw());
        by_weight
            .then(x.check.cmp(&y.check))
            .then_with(by_items)
            .then(x.key.cmp(&y.key))
    });
    let mut out: Vec<Matter> = Vec::new();
    let mut by_item: HashMap<ItemIx, Vec<usize>> = HashMap::new();
    for lead in leads {
        let home = home(&lead, &out, &by_item);
        let at = home.unwrap_or(out.len());
        for item in lead.items() {
            let places = by_item.entry(item).or_default();
            if !places.contains(&at) {
                places.push(at);
            }
        }
        match out.get_mut(at) {
            Some(matter) => absorb(matter, lead),
            None => out.push(Matter {
                keys: vec![lead.key],
                lead,
                corroborated: false,
            }),
        }
    }
    let _ = desk;
    out
}

fn home(lead: &Lead, matters: &[Matter], by_item: &HashMap<ItemIx, Vec<usize>>) -> Option<usize> {
    let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
    for item in lead.items() {
        for at in by_item.get(&item).into_iter().flatten() {
            *shared.entry(*at).or_default() += 1;
        }
    }
    shared
        .into_iter()
        .find(|(at, common)| {
            let same = matters.get(*at).is_some_and(|m| m.keys.contains(&lead.key));
            same || *common >= 2
        })
        .map(|(at, _)| at)
}

fn absorb(matter: &mut Matter, lead: Lead) {
    if lead.check != matter.lead.check && !matter.corroborated && matter.keys.contains(&lead.key) {
        matter.corroborated = true;
        matter
            .lead
            .score
            .times("found in another way too", W::CORROBORATED);
    }
    let known: Vec<ItemIx> = matter.lead.items().collect();
    // Sides are joined as they lie: who shares a side with a known item joins that side.
    let turned = lead.ours.iter().any(|i| matter.lead.theirs.contains(i))
        || lead.theirs.iter().any(|i| matter.lead.ours.contains(i));
    let (ours, theirs) = if turned {
        (lead.theirs, lead.ours)
    } else {
        (lead.ours, lead.theirs)
    };
    matter
        .lead
        .ours
        .extend(ours.into_iter().filter(|i| !known.contains(i)));
    let known: Vec<ItemIx> = matter.lead.items().collect();
    matter
        .lead
        .theirs
        .extend(theirs.into_iter().filter(|i| !known.contains(i)));
    for edit in lead.edits {
        let shown = &mut matter.lead.edits;
        let there = shown.iter().any(|e| {
            e.before == edit.before && e.after == edit.after
                || e.before == edit.after && e.after == edit.before
        });
        if !there && shown.len() < EDITS && !turned {
            shown.push(edit);
        }
    }
    if matter.keys.contains(&lead.key) {
        matter.lead.votes.extend(lead.votes);
    } else {
        matter.keys.push(lead.key);
    }
}

impl Matter {
    /// Names the side that seems changed, if the votes are clear.
    pub fn suspect(&self) -> Option<ItemIx> {
        let mut sums: BTreeMap<ItemIx, f64> = BTreeMap::new();
        let mut votes = self.lead.votes.clone();
        votes.sort_unstable();
        votes.dedup();
        for vote in votes {
            *sums.entry(vote.item()).or_default() += strength(vote);
        }
        let mut order: Vec<(ItemIx, f64)> = sums.into_iter().collect();
        order.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
        match order.as_slice() {
            [(item, sum), rest @ ..] => {
                let next = rest.first().map_or(0.0, |r| r.1);
                (*sum - next >= 1.0).then_some(*item)
            }
            [] => None,
        }
    }
}

/// How much a vote says.
fn strength(vote: Vote) -> f64 {
    match vote {
        Vote::Trusted(_) => 20.0,
        Vote::Hides(_) => 8.0,
        Vote::Outvoted(_) => 5.0,
        Vote::Alone(_) => 4.0,
        Vote::Later(_) => 3.0,
        Vote::Quoted(_) => 2.0,
    }
}
