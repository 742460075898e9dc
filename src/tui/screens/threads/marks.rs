//! Marks in the thread list: what an act would act on, and where the cursor goes after it.

use super::Threads;
use super::rows::Row;
use crate::case::Snapshot;
use crate::model::ItemIx;
use crate::model::words::{heads as w, screen};
use crate::review::partner;
use crate::tui::effect::Effect;
use crate::tui::screens::{Target, Way, compare};
use crate::tui::state::Shell;
use std::sync::Arc;

impl Threads {
    pub(super) fn mark(&mut self, shell: &mut Shell, snapshot: &Snapshot) -> Vec<Effect> {
        let from = self.range_from.take().unwrap_or(self.cursor.at);
        let (low, high) = (from.min(self.cursor.at), from.max(self.cursor.at));
        let rows = self.rows.get(low..=high).unwrap_or(&[]);
        let items: Vec<ItemIx> = rows.iter().flat_map(|r| r.items(snapshot)).collect();
        let marked = Arc::make_mut(&mut self.marked);
        if low == high && items.iter().all(|ix| marked.contains(ix)) {
            for ix in &items {
                marked.remove(ix);
            }
        } else {
            marked.extend(items);
        }
        if low == high {
            return self.step(shell, 1);
        }
        Vec::new()
    }

    pub(super) fn range(&mut self, shell: &mut Shell, snapshot: &Snapshot) -> Vec<Effect> {
        if self.range_from.is_some() {
            return self.mark(shell, snapshot);
        }
        self.range_from = Some(self.cursor.at);
        shell.say(screen::RANGE_BEGUN);
        Vec::new()
    }

    pub(super) fn mark_all(&mut self, shell: &mut Shell, snapshot: &Snapshot) -> Vec<Effect> {
        if self.marked.is_empty() {
            self.marked = Arc::new(self.queue(snapshot).into_iter().collect());
            shell.say(screen::items_marked(shell.lang, self.marked.len()));
        } else {
            self.marked = Arc::default();
        }
        Vec::new()
    }

    pub(super) fn compare(&mut self, shell: &mut Shell, snapshot: &Snapshot) -> Vec<Effect> {
        let two: Vec<ItemIx> = self.marked.iter().copied().take(3).collect();
        let pair = match (two.as_slice(), self.row().and_then(|r| r.first(snapshot))) {
            ([a, b], _) => Some((*a, *b)),
            (_, Some(ix)) => partner(snapshot, ix),
            (_, None) => None,
        };
        compare::go(shell, pair);
        Vec::new()
    }

    /// Gives what a mark acts on: the marked items, else all that is folded into the row.
    pub fn target(&self, shell: &Shell, snapshot: &Snapshot) -> Target {
        if !self.marked.is_empty() {
            return Target {
                items: self.marked.iter().copied().collect(),
                name: w::marked(shell.lang, self.marked.len()),
            };
        }
        let Some(row) = self.row() else {
            return Target::default();
        };
        let items = row.items(snapshot);
        let name = match (row, items.len()) {
            (_, 1) => w::THIS.of(shell.lang).into(),
            (Row::Node(..), n) => w::copies(shell.lang, n),
            (_, n) => w::all_of(shell.lang, n),
        };
        Target { items, name }
    }

    /// Goes to the next row that holds something uncoded; marks end with the act on them.
    pub fn advance(&mut self, shell: &mut Shell, snapshot: &Snapshot) -> Vec<Effect> {
        if !self.marked.is_empty() {
            self.marked = Arc::default();
            return Vec::new();
        }
        let open = |at: usize| {
            let items = self.rows.get(at).map(|r| r.items(snapshot));
            items.is_some_and(|i| i.iter().any(|ix| shell.is_uncoded(snapshot, *ix)))
        };
        let len = self.rows.len();
        let found = Way::Next.order(self.cursor.at, len).find(|at| open(*at));
        if let Some(at) = found.filter(|at| *at != self.cursor.at) {
            self.cursor.go(at, self.height(shell), len);
            return self.moved(shell);
        }
        shell.say(screen::NOTHING_UNCODED);
        Vec::new()
    }
}
