//! One matter, one finding: leads that show the same edit on a common item, or that hold two common
//! items, are joined; the witnesses come together on their sides.

use super::desk::Desk;
use super::lead::{Check, Lead, Vote};
use super::weights as W;
use crate::model::{Edit, ItemIx};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Most edits of a joined matter that are kept.
const EDITS: usize = 12;

/// A matter: the best lead, with what the others add.
pub struct Matter {
    /// The best lead, its sides and votes completed.
    pub lead: Lead,
    /// Other keys that were joined in.
    keys: Vec<u64>,
    /// The pairs of items that the leads set against each other.
    pairs: Vec<(ItemIx, ItemIx)>,
    /// Whether another check has shown it too.
    corroborated: bool,
}

/// Joins leads into matters, the best first.
pub fn joined(mut leads: Vec<Lead>) -> Vec<Matter> {
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
                pairs: pair(&lead).into_iter().collect(),
                lead,
                corroborated: false,
            }),
        }
    }
    out
}

/// The two items that a lead sets against each other.
fn pair(lead: &Lead) -> Option<(ItemIx, ItemIx)> {
    let (a, b) = (*lead.ours.first()?, *lead.theirs.first()?);
    Some((a.min(b), a.max(b)))
}

fn home(lead: &Lead, matters: &[Matter], by_item: &HashMap<ItemIx, Vec<usize>>) -> Option<usize> {
    let near: BTreeSet<usize> = lead
        .items()
        .filter_map(|item| by_item.get(&item))
        .flatten()
        .copied()
        .collect();
    let pair = pair(lead);
    near.into_iter().find(|at| {
        matters.get(*at).is_some_and(|m| {
            m.keys.contains(&lead.key)
                || pair.is_some_and(|p| m.pairs.contains(&p))
                || hides_the_same(&m.lead, lead)
                || hides_the_same(lead, &m.lead)
        })
    })
}

/// Tells whether a lead of one text alone shows a word that another lead is about.
fn hides_the_same(alone: &Lead, other: &Lead) -> bool {
    alone.check == Check::Hidden
        && alone.edits.first().is_some_and(|word| {
            let within = |e: &Edit| e.before.contains(&word.after) || e.after.contains(&word.after);
            other.edits.iter().any(within)
        })
}

fn absorb(matter: &mut Matter, lead: Lead) {
    if matter.lead.check == Check::Hidden || lead.check == Check::Hidden {
        absorb_hidden(matter, lead);
        return;
    }
    let same = matter.keys.contains(&lead.key);
    if lead.check != matter.lead.check && !matter.corroborated && same {
        matter.corroborated = true;
        matter
            .lead
            .score
            .times("found in another way too", W::CORROBORATED);
    }
    matter.pairs.extend(pair(&lead));
    if !same {
        matter.keys.push(lead.key);
        show(matter, lead.edits);
        return;
    }
    // Who bears the same reading stands on the same side, whichever way the pair was compared.
    let turned = lead.readings != matter.lead.readings
        && (lead.readings.0 == matter.lead.readings.1 || lead.readings.1 == matter.lead.readings.0);
    let (ours, theirs) = if turned {
        (lead.theirs, lead.ours)
    } else {
        show(matter, lead.edits);
        (lead.ours, lead.theirs)
    };
    let known: Vec<ItemIx> = matter.lead.items().collect();
    matter
        .lead
        .ours
        .extend(ours.into_iter().filter(|i| !known.contains(i)));
    let known: Vec<ItemIx> = matter.lead.items().collect();
    matter
        .lead
        .theirs
        .extend(theirs.into_iter().filter(|i| !known.contains(i)));
    matter.lead.votes.extend(lead.votes);
}

/// A character that hides stands in one text; another lead shows the two readings, and leads.
fn absorb_hidden(matter: &mut Matter, lead: Lead) {
    matter.pairs.extend(pair(&lead));
    matter.keys.push(lead.key);
    if !matter.corroborated {
        matter.corroborated = true;
        matter
            .lead
            .score
            .times("found in another way too", W::CORROBORATED);
    }
    if matter.lead.check == Check::Hidden && lead.check != Check::Hidden {
        let score = std::mem::take(&mut matter.lead.score);
        matter.lead = Lead { score, ..lead };
    } else {
        matter.lead.votes.extend(lead.votes);
    }
}

fn show(matter: &mut Matter, edits: Vec<Edit>) {
    let shown = &mut matter.lead.edits;
    for edit in edits {
        let same = |e: &Edit| {
            (e.before == edit.before && e.after == edit.after)
                || (e.before == edit.after && e.after == edit.before)
        };
        if shown.len() < EDITS && !shown.iter().any(same) {
            shown.push(edit);
        }
    }
}

impl Matter {
    /// One item against several that do not hang together: the several outvote it.
    fn outvoted(&self, desk: &Desk<'_>) -> Option<Vote> {
        let (ours, theirs) = (&self.lead.ours, &self.lead.theirs);
        // Attachments of one message are one witness; two copies in two mailboxes are two.
        let witnesses = |items: &[ItemIx]| -> usize {
            let houses: BTreeSet<String> = items.iter().map(|i| desk.house(*i)).collect();
            houses.len()
        };
        let (x, y) = (witnesses(ours), witnesses(theirs));
        match (ours.as_slice(), theirs.as_slice()) {
            ([one], _) if x == 1 && y >= 2 => Some(Vote::Outvoted(*one)),
            (_, [one]) if y == 1 && x >= 2 => Some(Vote::Outvoted(*one)),
            _ => None,
        }
    }

    /// Gives the most that signatures say against an item.
    pub fn signed(&self, item: ItemIx) -> Option<Vote> {
        let votes = self.lead.votes.iter().copied();
        let mine = votes.filter(|v| v.item() == item && v.is_of_signature());
        mine.max_by(|x, y| strength(*x).total_cmp(&strength(*y)))
    }

    /// Names the side that seems changed, if the votes are clear.
    pub fn suspect(&self, desk: &Desk<'_>) -> Option<ItemIx> {
        let mut sums: BTreeMap<ItemIx, f64> = BTreeMap::new();
        let mut votes = self.lead.votes.clone();
        votes.extend(self.outvoted(desk));
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
        Vote::Proved(_) => 40.0,
        Vote::Signed(_) => 30.0,
        Vote::Carried(_) => 10.0,
        Vote::Belied(_) => 25.0,
        Vote::Doubted(_) => 4.5,
        Vote::Broken(_) => 6.0,
        Vote::Trusted(_) => 20.0,
        Vote::Hides(_) => 8.0,
        Vote::Outvoted(_) => 5.0,
        Vote::Alone(_) => 4.0,
        Vote::Later(_) => 3.0,
        Vote::Quoted(_) => 2.0,
    }
}
