//! The witnesses of a text: which items are at hand beside the two that are compared, the base and
//! the partner taken from among them, and the change that the opener asked for.

use super::Compare;
use crate::case::Snapshot;
use crate::model::words::screen as w;
use crate::model::{Edit, ItemIx};
use crate::tui::effect::Effect;
use crate::tui::screens::sheet::{self, Matter};
use crate::tui::sides::{Point, Side, Sides};
use crate::tui::state::Shell;
use std::sync::Arc;

impl Compare {
    /// Gives the items that bear versions of the two texts: those of the finding, the copies of the
    /// Message-ID and the near-duplicate group, in item order.
    pub(super) fn witnesses(&self, snapshot: &Snapshot) -> Vec<ItemIx> {
        let g = &*snapshot.generation;
        let Some((a, b)) = self.pair() else {
            return Vec::new();
        };
        let mut out = vec![a, b];
        match self.finding().and_then(|at| g.findings.get(at as usize)) {
            Some(finding) => out.extend(finding.items.iter().map(|(ix, _)| *ix)),
            None => {
                for item in [a, b].iter().filter_map(|ix| g.items.get(ix.at())) {
                    out.extend(item.message_id().into_iter().flat_map(|id| g.copies(id)));
                    let group = item.group.and_then(|ix| g.groups.get(ix.at()));
                    out.extend(group.iter().flat_map(|g| g.members.iter().map(|m| m.item)));
                }
            }
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    /// Puts the next witness on a side, the other side apart.
    pub(super) fn rebase(
        &mut self,
        shell: &mut Shell,
        snapshot: &Snapshot,
        side: Side,
        by: isize,
    ) -> Vec<Effect> {
        let Some((a, b)) = self.pair() else {
            return Vec::new();
        };
        let (here, fixed) = match side {
            Side::A => (a, b),
            Side::B => (b, a),
        };
        let mut all = self.witnesses(snapshot);
        all.retain(|ix| *ix != fixed);
        let at = all.iter().position(|ix| *ix == here).unwrap_or(0);
        let len = all.len() as isize;
        let next = (at as isize + by).rem_euclid(len.max(1));
        let Some(next) = all.get(next.unsigned_abs()).filter(|ix| **ix != here) else {
            shell.say(w::ONLY_TWO);
            return Vec::new();
        };
        let pair = match side {
            Side::A => (*next, b),
            Side::B => (a, *next),
        };
        let mut pairs = (*self.pairs).clone();
        if let Some(place) = pairs.get_mut(self.place) {
            *place = pair;
        }
        self.pairs = Arc::new(pairs);
        shell.say(w::witnesses_at_once(shell.lang, all.len() + 1));
        self.turn_to(shell, self.place)
    }

    /// Opens all witnesses at once, against the base.
    pub(super) fn apparatus(&self, shell: &mut Shell, snapshot: &Snapshot) {
        let Some((base, _)) = self.pair() else {
            return;
        };
        let mut items = vec![base];
        items.extend(self.witnesses(snapshot).iter().filter(|ix| **ix != base));
        sheet::go(shell, Matter::Apparatus(items));
    }

    /// Opens the tree of the versions of the group that the two stand in.
    pub(super) fn versions(&self, shell: &mut Shell, snapshot: &Snapshot) {
        let items = &snapshot.generation.items;
        let group = |ix: ItemIx| items.get(ix.at()).and_then(|i| i.group);
        match self.pair().and_then(|(a, b)| group(a).or(group(b))) {
            Some(group) => sheet::go(shell, Matter::Versions(group)),
            None => shell.say(w::NO_GROUP),
        }
    }

    /// Finds the change that was asked for: by its words, else the one that the finding tells of.
    pub(super) fn wanted_point(&self, snapshot: &Snapshot, sides: &Sides) -> Option<usize> {
        let finding = self.finding();
        let finding = finding.and_then(|at| snapshot.generation.findings.get(at as usize));
        let told = finding.into_iter().flat_map(|f| &f.edits);
        let told = told.map(|e| (e.before.as_str(), e.after.as_str()));
        let wanted = self.wanted.iter().map(|(x, y)| (x.as_str(), y.as_str()));
        wanted.chain(told).find_map(|words| telling(sides, words))
    }
}

/// Finds the change with these words: the same ones in either order of the sides, else a change
/// that holds both, else one of them.
fn telling(sides: &Sides, (x, y): (&str, &str)) -> Option<usize> {
    let edits = &sides.comparison.edits;
    let point_of = |fits: &dyn Fn(&Edit) -> bool| {
        let at = |p: &Point| {
            let edit = p.edit.and_then(|e| edits.get(e as usize));
            edit.is_some_and(fits)
        };
        sides.points.iter().position(at)
    };
    let within = |part: &str, whole: &str| !part.trim().is_empty() && whole.contains(part.trim());
    let near = |p: &str, q: &str| p.trim() == q.trim() || within(p, q) || within(q, p);
    let (a, b) = (|e: &Edit| e.before.clone(), |e: &Edit| e.after.clone());
    point_of(&|e| (a(e) == x && b(e) == y) || (a(e) == y && b(e) == x))
        .or_else(|| {
            point_of(&|e| (near(x, &a(e)) && near(y, &b(e))) || (near(y, &a(e)) && near(x, &b(e))))
        })
        .or_else(|| point_of(&|e| [a(e), b(e)].iter().any(|w| within(x, w) || within(y, w))))
}
