//! Findings: what speaks for planting, editing or back-dating, the most telling first; the one
//! under the cursor is told below. Enter compares its two sides.

mod draw;
mod sieve;

use super::{Screen, Target, Way, compare::Compare, counted};
use crate::case::Snapshot;
use crate::model::words::{heads as w, names};
use crate::model::{Finding, ItemIx, Role};
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::event::Event;
use crate::tui::habits::Habits;
use crate::tui::layout::{Preview, body, panes};
use crate::tui::list::{Cursor, Filter, Room};
use crate::tui::state::{Going, Shell};
use sieve::Sieve;
pub use sieve::standing;
use std::sync::Arc;

/// The list of findings.
#[derive(Clone, PartialEq, Debug)]
pub struct Findings {
    /// What is shown.
    pub filter: Filter,
    sieve: Sieve,
    rows: Arc<Vec<u32>>,
    /// Findings that are not shown only because they bear a mark.
    away: usize,
    cursor: Cursor,
    preview: Preview,
}

impl Findings {
    /// Lists the findings that this author has not marked yet.
    pub fn new(shell: &Shell, snapshot: &Snapshot) -> Self {
        let mut out = Self {
            filter: Filter::default(),
            sieve: Sieve::default(),
            rows: Arc::default(),
            away: 0,
            cursor: Cursor::default(),
            preview: Preview::On,
        };
        out.fill(shell, snapshot);
        out
    }

    fn fill(&mut self, shell: &Shell, snapshot: &Snapshot) {
        let findings = &snapshot.generation.findings;
        let hit = |f: &Finding| match self.filter.hits.as_deref() {
            None => true,
            Some(hits) => f.items.iter().any(|(ix, _)| hits.binary_search(ix).is_ok()),
        };
        let held = findings.iter().enumerate();
        let held = held.filter(|(_, f)| hit(f) && self.sieve.holds(f));
        let (marked, open): (Vec<_>, Vec<_>) = held.partition(|(_, f)| {
            !self.sieve.marked_too && standing(shell, snapshot, &f.id).is_some()
        });
        self.away = marked.len();
        self.rows = Arc::new(open.into_iter().map(|(at, _)| at as u32).collect());
    }

    /// Makes the rows again; the cursor stays on its finding where that is still shown.
    pub fn refill(&mut self, shell: &mut Shell, snapshot: &Snapshot) -> Vec<Effect> {
        let here = self.rows.get(self.cursor.at).copied();
        self.fill(shell, snapshot);
        let at = here.and_then(|ix| self.rows.binary_search(&ix).ok());
        self.cursor.at = at.unwrap_or(self.cursor.at);
        self.show(shell, snapshot)
    }

    /// Goes to a finding by its place in the case, where it is shown.
    pub fn reach(&mut self, shell: &Shell, finding: u32) {
        if let Ok(at) = self.rows.binary_search(&finding) {
            self.cursor.go(at, self.height(shell), self.rows.len());
            self.cursor.rests = self.cursor.at;
        }
    }

    /// Shows a preview or not, as the reviewer is used to.
    pub fn accustom(&mut self, habits: &Habits) {
        self.preview = habits.preview.unwrap_or(Preview::On);
    }

    /// Gives its crumb: what holds of everything shown.
    pub fn crumb(&self, shell: &Shell, _: &Snapshot) -> String {
        let mut out = vec![w::FINDINGS.of(shell.lang).to_owned()];
        let words = self.sieve.words(shell.lang);
        out.extend((!words.is_empty()).then_some(words));
        out.extend((!self.filter.text.is_empty()).then(|| self.filter.text.clone()));
        out.join(" > ")
    }

    /// Gives the finding under the cursor.
    pub fn current<'a>(&self, snapshot: &'a Snapshot) -> Option<&'a Finding> {
        let at = *self.rows.get(self.cursor.at)? as usize;
        snapshot.generation.findings.get(at)
    }

    /// Gives the finding that is told.
    fn told<'a>(&self, snapshot: &'a Snapshot) -> Option<&'a Finding> {
        let at = *self.rows.get(self.cursor.rests)? as usize;
        snapshot.generation.findings.get(at)
    }

    fn height(&self, shell: &Shell) -> Room {
        Room::of(panes(body(shell.size), self.preview))
    }

    /// Gives place and state.
    pub fn place(&self, shell: &Shell, snapshot: &Snapshot) -> String {
        let all = snapshot.generation.findings.len();
        let at = (self.cursor.at + 1).min(self.rows.len());
        let count = |n| counted(shell.lang, n);
        let mut out = w::findings_place(shell.lang, count(at), count(self.rows.len()), count(all));
        if self.away > 0 {
            out += &w::marked_away(shell.lang, self.away);
        }
        out
    }

    /// Does what a key asks.
    pub fn update(
        &mut self,
        shell: &mut Shell,
        snapshot: &Snapshot,
        action: Action,
    ) -> Vec<Effect> {
        let (height, len) = (self.height(shell), self.rows.len());
        if self.cursor.act(action, height, len) {
            return self.cursor.follow(shell);
        }
        match action {
            Action::NextItem | Action::PreviousItem => {
                self.cursor.turn(action, height, len);
                return self.cursor.follow(shell);
            }
            Action::Open | Action::Compare => self.compare(shell, snapshot),
            Action::Preview => {
                self.preview = self.preview.other();
                self.cursor.go(self.cursor.at, self.height(shell), len);
            }
            Action::NextCheck => {
                self.sieve.next_check(&snapshot.generation.findings);
                return self.sieved(shell, snapshot);
            }
            Action::NextClass => {
                self.sieve.next_class(&snapshot.generation.findings);
                return self.sieved(shell, snapshot);
            }
            Action::MarkedToo => {
                self.sieve.marked_too = !self.sieve.marked_too;
                return self.refill(shell, snapshot);
            }
            Action::Cancel if self.sieve != Sieve::default() => {
                self.sieve = Sieve::default();
                return self.refill(shell, snapshot);
            }
            _ => {}
        }
        Vec::new()
    }

    /// Another sieve begins at the most telling finding again.
    fn sieved(&mut self, shell: &mut Shell, snapshot: &Snapshot) -> Vec<Effect> {
        self.fill(shell, snapshot);
        self.cursor.at = 0;
        self.show(shell, snapshot)
    }

    /// Compares the sides of the finding at its edit; the findings after it follow. One without two
    /// sides is read.
    fn compare(&self, shell: &mut Shell, snapshot: &Snapshot) {
        let Some(finding) = self.current(snapshot) else {
            return;
        };
        if pair(finding).is_none() {
            let items: Vec<ItemIx> = finding.items.iter().map(|(ix, _)| *ix).collect();
            let Some(first) = items.first().copied() else {
                return;
            };
            let queue = crate::review::Queue::new(items, first);
            let screen = Screen::Message(super::message::Message::new(queue));
            shell.going.push(Going::Into(Box::new(screen)));
            return;
        }
        let here = self.rows.get(self.cursor.at);
        let of = |ix: &u32| pair(snapshot.generation.findings.get(*ix as usize)?);
        let trail = self.rows.iter().filter_map(|ix| Some((*ix, of(ix)?)));
        let (trail, pairs): (Vec<u32>, Vec<_>) = trail.unzip();
        let place = trail.iter().position(|ix| Some(ix) == here);
        let screen = Compare::along(trail, pairs, place.unwrap_or(0));
        shell
            .going
            .push(Going::Into(Box::new(Screen::Compare(screen))));
    }

    /// Asks for nothing: findings are in the snapshot.
    pub fn show(&mut self, shell: &mut Shell, _: &Snapshot) -> Vec<Effect> {
        self.cursor
            .go(self.cursor.at, self.height(shell), self.rows.len());
        self.cursor.rests = self.cursor.at;
        Vec::new()
    }

    /// Takes the end of a wait.
    pub fn answer(&mut self, event: &Event) -> Vec<Effect> {
        self.cursor.waited(event);
        Vec::new()
    }

    /// Gives the items of the finding; digits do not code here.
    pub fn target(&self, shell: &Shell, snapshot: &Snapshot) -> Target {
        let items = self
            .current(snapshot)
            .map_or_else(Vec::new, |f| f.items.iter().map(|(ix, _)| *ix).collect());
        Target {
            name: w::ONE_FINDING.of(shell.lang).into(),
            items,
        }
    }

    /// Goes to the next finding whose sentence holds the needle.
    pub fn find(&mut self, shell: &Shell, snapshot: &Snapshot, needle: &str, way: Way) -> bool {
        let rows = Arc::clone(&self.rows);
        let findings = &snapshot.generation.findings;
        let words = |at: usize| {
            let finding = findings.get(*rows.get(at)? as usize)?;
            let covered = draw::is_covered(shell, snapshot, finding);
            let reason = Some(finding.reason.of(shell.lang)).filter(|_| !covered);
            let check = names::shown(finding.check, shell.lang);
            Some(format!("{check} {}", reason.unwrap_or_default()))
        };
        let (room, len) = (self.height(shell), rows.len());
        self.cursor.seek((needle, way), room, len, words)
    }

    /// Goes to a row.
    pub fn go(&mut self, shell: &mut Shell, _: &Snapshot, at: usize) -> Vec<Effect> {
        self.cursor.go(at, self.height(shell), self.rows.len());
        self.cursor.follow(shell)
    }

    /// Carries the list over to another generation.
    #[must_use]
    pub fn carried(&self, next: &Snapshot) -> Self {
        // The rows are made again once the whole case has been carried over.
        let all = next.generation.findings.len() as u32;
        Self {
            rows: Arc::new((0..all).collect()),
            ..self.clone()
        }
    }
}

/// The witness against the suspect, or the first two items where no side can be named.
fn pair(finding: &Finding) -> Option<(ItemIx, ItemIx)> {
    let items = &finding.items;
    let suspect = items.iter().find(|(_, role)| *role == Role::Suspect);
    if let Some((suspect, _)) = suspect {
        let (witness, _) = items.iter().find(|(ix, _)| ix != suspect)?;
        return Some((*witness, *suspect));
    }
    let (first, _) = items.first()?;
    let (second, _) = items.iter().find(|(ix, _)| ix != first)?;
    Some((*first, *second))
}
