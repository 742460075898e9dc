//! The tree of versions: items that bear one text in several forms → distinct texts → what each
//! pair costs both ways → the cheapest tree, its root, and how sure that is. Pure, bounded, and the
//! same whatever the order of the input. `direction` says which of two readings came first.

mod change;
mod crossing;
mod days;
mod direction;
#[cfg(test)]
mod tests;
mod tree;
mod weights;

pub use direction::{CASES, Case, First, Reading, direction};

use crate::compare::Stream;
use crate::fingerprint::mix;
use crate::model::words::stemma as w;
use crate::model::{Clock, ItemIx, Origin, Said, Stemma, StemmaNode, bounds};
use change::{Change, Ready, common, share};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use tree::{Costs, Tree};
use weights as W;

/// One item of a group of versions.
#[derive(Clone, Copy, Debug)]
pub struct Version<'a> {
    /// The item.
    pub item: ItemIx,
    /// The words that are compared.
    pub text: &'a str,
    /// Its best clock.
    pub clock: Option<Clock>,
    /// Whether it lies in a trusted source.
    pub trusted: bool,
    /// The messages that carry it as an attachment, in item order.
    pub carriers: &'a [ItemIx],
}

/// Makes the tree of the versions of one text.
pub fn stemma(versions: &[Version<'_>]) -> Stemma {
    let mut camps = camps(versions);
    let mut reasons = Vec::new();
    if camps.len() > bounds::VERSIONS {
        reasons.push(w::left_out(camps.len() - bounds::VERSIONS, camps.len()));
        camps.truncate(bounds::VERSIONS);
    }
    let most = share(camps.len());
    let texts: Vec<Ready<'_>> = camps
        .iter()
        .map(|c| Ready::new(Stream::of(c.text), most))
        .collect();
    if texts.iter().any(|t| t.cut) {
        reasons.push(w::cut(most));
    }
    let work = Work {
        rare: rare(&texts),
        changes: changes(&texts),
        texts,
        camps,
    };
    work.stemma(reasons)
}

/// One distinct text with its items.
struct Camp<'a> {
    items: Vec<ItemIx>,
    text: &'a str,
    reading: Reading<'a>,
}

/// Collapses items whose words are the same; camps stand in the order of their first items.
fn camps<'a>(versions: &[Version<'a>]) -> Vec<Camp<'a>> {
    let mut sorted = versions.to_vec();
    sorted.sort_by_key(|v| v.item);
    let mut places: BTreeMap<(u64, usize), usize> = BTreeMap::new();
    let mut out: Vec<Camp<'a>> = Vec::new();
    for version in &sorted {
        let stream = Stream::of(version.text);
        let keys = stream.keys.iter();
        let hash = keys.fold(0u64, |h, k| mix(h.rotate_left(9) ^ k));
        // Beyond the words that are looked at, the length stands for what follows.
        let rest = if stream.truncated {
            version.text.len()
        } else {
            0
        };
        let place = *places.entry((hash, rest)).or_insert(out.len());
        match out.get_mut(place) {
            Some(camp) => camp.join(version),
            None => out.push(Camp {
                items: vec![version.item],
                text: version.text,
                reading: Reading {
                    trusted: version.trusted,
                    clock: version.clock,
                    carriers: version.carriers,
                    ..Reading::default()
                },
            }),
        }
    }
    out
}

impl<'a> Camp<'a> {
    /// Takes in one more item: the better kind of clock wins, then the earlier one.
    fn join(&mut self, version: &Version<'a>) {
        self.items.push(version.item);
        self.reading.trusted |= version.trusted;
        let key = |c: &Clock| (c.kind, c.at);
        let clocks = [self.reading.clock, version.clock];
        self.reading.clock = clocks.into_iter().flatten().min_by_key(key);
        if self.reading.carriers.is_empty() {
            self.reading.carriers = version.carriers;
        }
    }
}

/// Aligns every pair, or in a large group the nearest ones; the others are estimated. Keys are
/// places in rising order.
fn changes(texts: &[Ready<'_>]) -> BTreeMap<(usize, usize), Change> {
    let mut out = BTreeMap::new();
    let near = nearest(texts);
    for (i, a) in texts.iter().enumerate() {
        for (j, b) in texts.iter().enumerate().skip(i + 1) {
            let chosen = near.as_ref().is_none_or(|n| n.contains(&(i, j)));
            let change = if chosen && Change::is_worth_aligning(a, b) {
                Change::aligned(a, b)
            } else {
                Change::estimated(a, b)
            };
            out.insert((i, j), change);
        }
    }
    out
}

/// Gives the pairs of each text with its nearest ones, where not every pair can be aligned.
fn nearest(texts: &[Ready<'_>]) -> Option<BTreeSet<(usize, usize)>> {
    if texts.len() <= W::ALL_PAIRS {
        return None;
    }
    let mut out = BTreeSet::new();
    for (i, a) in texts.iter().enumerate() {
        let apart = |j: usize| {
            let b = texts.get(j).map_or(&[][..], |t| t.runs.as_slice());
            a.runs.len() + b.len() - 2 * common(&a.runs, b)
        };
        let mut others: Vec<(usize, usize)> = (0..texts.len())
            .filter(|j| *j != i)
            .map(|j| (apart(j), j))
            .collect();
        others.sort_unstable();
        let near = others.into_iter().take(W::NEAREST);
        out.extend(near.map(|(_, j)| (i.min(j), i.max(j))));
    }
    Some(out)
}

/// Counts for each pair the rare readings that only these two bear (Lachmann's shared errors).
fn rare(texts: &[Ready<'_>]) -> BTreeMap<(usize, usize), u32> {
    let mut bearers: BTreeMap<u32, (usize, usize, u32)> = BTreeMap::new();
    for (at, text) in texts.iter().enumerate() {
        for run in &text.runs {
            let entry = bearers.entry(*run).or_insert((at, at, 0));
            entry.1 = at;
            entry.2 += 1;
        }
    }
    let mut out = BTreeMap::new();
    for (first, last, count) in bearers.into_values() {
        if count == 2 && texts.len() > 3 {
            *out.entry((first, last)).or_default() += 1;
        }
    }
    out
}

/// A group in the works.
struct Work<'a> {
    camps: Vec<Camp<'a>>,
    texts: Vec<Ready<'a>>,
    changes: BTreeMap<(usize, usize), Change>,
    rare: BTreeMap<(usize, usize), u32>,
}

impl Work<'_> {
    fn stemma(&self, mut reasons: Vec<Said>) -> Stemma {
        let costs = Costs::new(self.camps.len(), |a, b| self.cost(a, b));
        let (trees, margin) = self.trees(&costs);
        let Some(tree) = trees.first() else {
            return Stemma::default();
        };
        let parents: Vec<Option<usize>> = (0..self.camps.len())
            .map(|at| tree.parents.get(at).copied().filter(|p| *p != at))
            .collect();
        let nodes: Vec<StemmaNode> = (0..self.camps.len())
            .filter_map(|at| self.node(at, parents.get(at).copied().flatten()))
            .collect();
        let told = |a: usize, b: usize| self.told(a, b).0 != First::B;
        let crossings = crossing::crossings(&self.texts, &parents, told);
        let origin = if trees.len() > 1 {
            Origin::Undecidable(trees.iter().map(|t| t.root).collect())
        } else {
            Origin::Known(tree.root)
        };
        reasons.splice(0..0, self.reasons(tree, &origin, margin));
        Stemma {
            nodes,
            origin,
            crossings,
            reasons,
        }
    }

    fn told(&self, a: usize, b: usize) -> (First, &'static Case) {
        let reading = |at: usize| self.camps.get(at).map(|c| c.reading).unwrap_or_default();
        direction(&reading(a), &reading(b))
    }

    /// Gives what leads from A to B.
    fn change(&self, a: usize, b: usize) -> Change {
        let there = self.changes.get(&(a.min(b), a.max(b)));
        match there {
            Some(change) if a < b => change.clone(),
            Some(change) => change.turned(),
            None => Change::default(),
        }
    }

    /// Tells whether the days that two texts name may speak: not where their clocks do, since of
    /// two copies of one moment the one with another day in it is the changed one as likely.
    fn by_days(&self, a: usize, b: usize) -> bool {
        let clock = |at: usize| self.camps.get(at).and_then(|c| c.reading.clock);
        clock(a).is_none() || clock(b).is_none()
    }

    fn cost(&self, a: usize, b: usize) -> f64 {
        if a == b {
            return 0.0;
        }
        let change = self.change(a, b);
        let cost = match self.told(a, b).0 {
            First::A => change.told(false),
            First::B => change.told(true),
            First::Undecidable => change.by_words(self.by_days(a, b)),
        };
        let rare = self.rare.get(&(a.min(b), a.max(b))).copied().unwrap_or(0);
        cost - (f64::from(rare)).min(W::RARE_MOST) * W::RARE
    }

    /// Gives the best tree and those of other roots that cost nearly the same, with the margin
    /// to the next one.
    fn trees(&self, costs: &Costs) -> (Vec<Tree>, Option<f64>) {
        let mut out: Vec<Tree> = Vec::new();
        if self.camps.len() > bounds::VERSIONS_EXACT {
            let root = (0..self.camps.len()).min_by_key(|at| {
                let reading = self.camps.get(*at).map(|c| c.reading).unwrap_or_default();
                let clock = reading.clock.map_or(i64::MAX, |c| c.at);
                (!reading.trusted, clock, *at)
            });
            out.extend(root.map(|r| tree::grown(costs, r)));
            return (out, None);
        }
        let mut barred = Vec::new();
        while let Some(tree) = tree::cheapest(costs, &barred) {
            let best = out.first().map_or(tree.cost, |t| t.cost);
            let margin = tree.cost - best;
            let first = out.first().map(|t| t.root);
            let apart = margin > W::UNDECIDED_WORDS.max(best * W::UNDECIDED_SHARE);
            // Words alone never settle a root: a changed date or a cut is what is looked for.
            let later = first.is_some_and(|f| self.told(f, tree.root).0 == First::A);
            if first.is_some_and(|f| self.is_first(f)) || (apart && (later || out.len() > 1)) {
                return (out, Some(margin));
            }
            barred.push(tree.root);
            out.push(tree);
            if out.len() == W::ROOTS || out.len() == self.camps.len() {
                break;
            }
        }
        (out, None)
    }

    /// Tells whether clocks or trust put a text before all others.
    fn is_first(&self, at: usize) -> bool {
        let mut others = (0..self.camps.len()).filter(|o| *o != at);
        others.all(|o| self.told(at, o).0 == First::A)
    }

    fn node(&self, at: usize, parent: Option<usize>) -> Option<StemmaNode> {
        let camp = self.camps.get(at)?;
        let change = parent.map(|p| self.change(p, at)).unwrap_or_default();
        let told_by = parent.map_or("", |p| match self.told(p, at) {
            (First::B, _) => AGAINST,
            (First::Undecidable, _)
                if self.by_days(p, at) && change.days == Some(Ordering::Less) =>
            {
                OWN_DAYS
            }
            (First::A | First::Undecidable, case) => case.name,
        });
        Some(StemmaNode {
            items: camp.items.clone(),
            clock: camp.reading.clock,
            trusted: camp.reading.trusted,
            parent,
            cost: parent.map_or(0.0, |p| self.cost(p, at)),
            edits: change.edits.into_iter().collect(),
            told_by,
        })
    }

    /// Says why the root is the root, and which edges go against what is told.
    fn reasons(&self, tree: &Tree, origin: &Origin, margin: Option<f64>) -> Vec<Said> {
        let mut out = Vec::new();
        let root = tree.root + 1;
        match origin {
            Origin::Known(_) if self.camps.len() == 1 => {
                out.push(w::ONE_TEXT.into());
            }
            Origin::Known(first) if self.is_first(*first) => {
                out.push(w::first(root));
            }
            Origin::Known(_) => {
                let more = margin.map(|m| w::next_best(format!("{m:.0}")));
                out.push(w::fewest(root, more.unwrap_or_default()));
            }
            Origin::Undecidable(roots) => out.push(w::undecidable(roots.len(), root)),
        }
        for at in 0..self.camps.len() {
            let parent = tree.parents.get(at).copied().filter(|p| *p != at);
            if let Some(parent) = parent.filter(|p| self.told(*p, at).0 == First::B) {
                out.push(w::denied(at + 1, parent + 1));
            }
        }
        out
    }
}

/// What tells the direction of an edge where no case of the table does, and of one that goes
/// against the case that applies.
pub const OWN_DAYS: &str = "own-days";
pub const AGAINST: &str = "against";
