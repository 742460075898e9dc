//! Moves in a comparison: from change to change, from pair to pair, folds, and search.

use super::{Compare, Focus};
use crate::case::Snapshot;
use crate::model::words::screen as w;
use crate::tui::align::{Folds, Shown, fold};
use crate::tui::effect::Effect;
use crate::tui::layout::window;
use crate::tui::screens::Way;
use crate::tui::sides::Side;
use crate::tui::state::Shell;
use std::collections::BTreeSet;
use std::sync::Arc;

impl Compare {
    pub(super) fn fold_again(&mut self, height: usize) {
        let Some(sides) = &self.sides else {
            return;
        };
        self.shown = Arc::new(fold(&sides.rows, &self.folds));
        self.top = self.top.min(self.shown.len().saturating_sub(height));
        self.reach_point(height);
    }

    /// Opens the first fold in the window, or folds everything again.
    pub(super) fn fold_here(&mut self, height: usize) {
        let here = self.shown.iter().skip(self.top).take(height);
        let fold = here.filter_map(|s| match s {
            Shown::Fold(first, _) => Some(*first),
            Shown::Row(_) => None,
        });
        let next = fold.min();
        self.folds = match (std::mem::take(&mut self.folds), next) {
            (Folds::All, Some(first)) => Folds::But(BTreeSet::from([first])),
            (Folds::But(mut opened), Some(first)) => {
                opened.insert(first);
                Folds::But(opened)
            }
            (Folds::All | Folds::But(_) | Folds::None, _) => Folds::All,
        };
        self.fold_again(height);
    }

    /// Goes to the next change; after the last one of a finding to the next finding.
    pub(super) fn step(
        &mut self,
        shell: &mut Shell,
        snapshot: &Snapshot,
        by: isize,
    ) -> Vec<Effect> {
        let count = self.sides.as_ref().map_or(0, |s| s.points.len());
        let next = match self.point {
            None => Some(0).filter(|_| count > 0),
            Some(at) => at.checked_add_signed(by).filter(|at| *at < count),
        };
        let beyond = self.place.checked_add_signed(by);
        let at = match (next, beyond.filter(|at| *at < self.trail.len())) {
            (Some(at), _) => at,
            (None, Some(_)) => {
                shell.say(if by > 0 {
                    w::NEXT_FINDING
                } else {
                    w::PREVIOUS_FINDING
                });
                return self.turn(shell, snapshot, by);
            }
            (None, None) if count == 0 => {
                shell.say(w::NO_CHANGE);
                return Vec::new();
            }
            (None, None) if by > 0 => {
                shell.say(w::FIRST_CHANGE);
                0
            }
            (None, None) => {
                shell.say(w::LAST_CHANGE);
                count - 1
            }
        };
        self.point = Some(at);
        self.reach_point(Self::height(shell));
        Vec::new()
    }

    /// Brings the change under the cursor into the window, with some rows around it.
    pub(super) fn reach_point(&mut self, height: usize) {
        let Some(row) = self
            .sides
            .as_ref()
            .and_then(|s| s.points.get(self.point?))
            .map(|p| p.row)
        else {
            return;
        };
        if let Some(at) = self.shown.iter().position(|s| s.holds(row)) {
            let around = (height / 4).min(4);
            self.top = window(
                self.top,
                at.saturating_sub(around),
                height,
                self.shown.len(),
            );
            self.top = window(
                self.top,
                at + around,
                height,
                self.shown.len().max(at + around),
            );
            self.top = self.top.min(self.shown.len().saturating_sub(height));
        }
    }

    pub(super) fn turn(&mut self, shell: &mut Shell, _: &Snapshot, by: isize) -> Vec<Effect> {
        let next = self.place.checked_add_signed(by);
        if let Some(at) = next.filter(|at| *at < self.pairs.len()) {
            return self.turn_to(shell, at);
        }
        shell.say(if by > 0 { w::LAST_PAIR } else { w::FIRST_PAIR });
        Vec::new()
    }

    pub(super) fn turn_to(&mut self, shell: &mut Shell, at: usize) -> Vec<Effect> {
        self.place = at;
        self.sides = None;
        self.shown = Arc::default();
        self.point = None;
        self.hit = None;
        self.focus = Focus::One(Side::B);
        self.ask(shell)
    }

    /// Goes to the next pair whose second side is not coded yet.
    pub fn advance(&mut self, shell: &mut Shell, snapshot: &Snapshot) -> Vec<Effect> {
        if self.pairs.len() < 2 {
            return Vec::new();
        }
        let open = |at: &usize| {
            let pair = self.pairs.get(*at);
            pair.is_some_and(|(_, b)| shell.is_uncoded(snapshot, *b))
        };
        let found = Way::Next.order(self.place, self.pairs.len()).find(open);
        if let Some(at) = found.filter(|at| *at != self.place) {
            return self.turn_to(shell, at);
        }
        shell.say(w::PAIRS_CODED);
        Vec::new()
    }

    /// Goes to the next row of which a side holds the needle.
    pub fn find(&mut self, shell: &Shell, needle: &str, way: Way) -> bool {
        let Some(sides) = self.sides.clone() else {
            return false;
        };
        let needle = needle.to_lowercase();
        let holds = |row: &usize| {
            let Some(row) = sides.rows.get(*row) else {
                return false;
            };
            let side = |piece: &Option<crate::tui::sides::Piece>, side| {
                let text = piece
                    .as_ref()
                    .and_then(|p| sides.text(side).get(p.range.clone()));
                text.is_some_and(|t| t.to_lowercase().contains(&needle))
            };
            side(&row.a, Side::A) || side(&row.b, Side::B)
        };
        let from = self.hit.unwrap_or(0);
        let way = if self.hit.is_none() { Way::Here } else { way };
        let found = way.order(from, sides.rows.len()).find(holds);
        if let Some(row) = found {
            self.hit = Some(row);
            self.folds = Folds::None;
            self.shown = Arc::new(fold(&sides.rows, &self.folds));
            self.top = window(self.top, row, Self::height(shell), self.shown.len());
        }
        found.is_some()
    }

    /// Goes to a change.
    pub fn go(&mut self, shell: &mut Shell, _: &Snapshot, at: usize) -> Vec<Effect> {
        let count = self.sides.as_ref().map_or(0, |s| s.points.len());
        if at < count {
            self.point = Some(at);
            self.reach_point(Self::height(shell));
        }
        Vec::new()
    }
}
