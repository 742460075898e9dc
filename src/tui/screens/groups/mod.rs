//! Groups: near-duplicates around their pivots; the members of the group under the cursor stand
//! beside or below. Enter compares the pivot with the members, one pair after the other.

use super::{Screen, Target, Way, compare::Compare, counted};
use crate::case::Snapshot;
use crate::model::words::{heads as w, screen};
use crate::model::{Group, GroupIx, ItemIx};
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::event::Event;
use crate::tui::habits::Habits;
use crate::tui::layout::{Preview, body, panes};
use crate::tui::list::{Cursor, Filter, Room};
use crate::tui::state::{Going, Shell};
use std::collections::BTreeSet;
use std::sync::Arc;

mod draw;

/// The list of groups.
#[derive(Clone, PartialEq, Debug)]
pub struct Groups {
    /// What is shown.
    pub filter: Filter,
    rows: Arc<Vec<GroupIx>>,
    cursor: Cursor,
    member: Option<usize>,
    preview: Preview,
    marked: BTreeSet<ItemIx>,
}

impl Groups {
    /// Lists all groups.
    pub fn new(snapshot: &Snapshot) -> Self {
        let mut out = Self {
            filter: Filter::default(),
            rows: Arc::default(),
            cursor: Cursor::default(),
            member: None,
            preview: Preview::On,
            marked: BTreeSet::new(),
        };
        out.fill(snapshot);
        out
    }

    fn fill(&mut self, snapshot: &Snapshot) {
        let g = &*snapshot.generation;
        let holds = |group: &Group| match self.filter.hits.as_deref() {
            None => true,
            Some(hits) => group
                .members
                .iter()
                .any(|m| hits.binary_search(&m.item).is_ok()),
        };
        let rows = g
            .groups
            .iter()
            .enumerate()
            .filter(|(_, group)| holds(group));
        self.rows = Arc::new(rows.map(|(at, _)| GroupIx(at as u32)).collect());
    }

    /// Makes the rows again.
    pub fn refill(&mut self, shell: &mut Shell, snapshot: &Snapshot) -> Vec<Effect> {
        self.fill(snapshot);
        self.show(shell, snapshot)
    }

    /// Gives the group that the preview tells of.
    fn told<'a>(&self, snapshot: &'a Snapshot) -> Option<&'a Group> {
        let ix = self.rows.get(self.cursor.rests)?;
        snapshot.generation.groups.get(ix.at())
    }

    /// Takes the end of a wait.
    pub fn answer(&mut self, event: &Event) -> Vec<Effect> {
        self.cursor.waited(event);
        Vec::new()
    }

    fn group<'a>(&self, snapshot: &'a Snapshot) -> Option<&'a Group> {
        let ix = self.rows.get(self.cursor.at)?;
        snapshot.generation.groups.get(ix.at())
    }

    fn height(&self, shell: &Shell) -> Room {
        Room::of(panes(body(shell.size), self.preview))
    }

    /// Shows a preview or not, as the reviewer is used to.
    pub fn accustom(&mut self, habits: &Habits) {
        self.preview = habits.preview.unwrap_or(Preview::On);
    }

    /// Gives its crumb.
    pub fn crumb(&self, shell: &Shell, _: &Snapshot) -> String {
        if self.filter.text.is_empty() {
            w::GROUPS.of(shell.lang).into()
        } else {
            format!("{} > {}", w::GROUPS.of(shell.lang), self.filter.text)
        }
    }

    /// Gives place and state.
    pub fn place(&self, shell: &Shell, snapshot: &Snapshot) -> String {
        let all = snapshot.generation.groups.len();
        let at = (self.cursor.at + 1).min(self.rows.len());
        let count = |n| counted(shell.lang, n);
        w::groups_place(shell.lang, count(at), count(self.rows.len()), count(all))
    }

    /// Does what a key asks.
    pub fn update(
        &mut self,
        shell: &mut Shell,
        snapshot: &Snapshot,
        action: Action,
    ) -> Vec<Effect> {
        let members = self.group(snapshot).map_or(0, |g| g.members.len());
        if let Some(at) = self.member {
            let next = match action {
                Action::Down => Some(at + 1),
                Action::Up => Some(at.saturating_sub(1)),
                Action::Top => Some(0),
                Action::Bottom => Some(members),
                _ => None,
            };
            if let Some(next) = next {
                self.member = Some(next.min(members.saturating_sub(1)));
                return Vec::new();
            }
        }
        if self.cursor.act(action, self.height(shell), self.rows.len()) {
            self.member = None;
            return self.cursor.follow(shell);
        }
        match action {
            Action::NextItem | Action::PreviousItem => {
                let room = self.height(shell);
                self.cursor.turn(action, room, self.rows.len());
                self.member = self.member.map(|_| 0);
                if self.member.is_none() {
                    return self.cursor.follow(shell);
                }
                self.cursor.rests = self.cursor.at;
            }
            Action::Open | Action::Compare => self.compare(shell, snapshot),
            Action::Pane => {
                self.cursor.rests = self.cursor.at;
                self.member = match self.member {
                    None if members > 0 => Some(0),
                    _ => None,
                };
            }
            Action::Mark => self.mark(snapshot),
            Action::MarkAll => match self.group(snapshot) {
                Some(group) if self.marked.is_empty() => {
                    self.marked = group.members.iter().map(|m| m.item).collect();
                }
                Some(_) | None => self.marked.clear(),
            },
            Action::Cancel => {
                self.marked.clear();
                self.member = None;
            }
            Action::Versions => {
                if let Some(ix) = self.rows.get(self.cursor.at) {
                    super::sheet::go(shell, super::sheet::Matter::Versions(*ix));
                }
            }
            Action::Preview => {
                self.preview = self.preview.other();
                self.cursor
                    .go(self.cursor.at, self.height(shell), self.rows.len());
            }
            Action::GoNext => return self.advance(shell, snapshot),
            _ => {}
        }
        Vec::new()
    }

    fn mark(&mut self, snapshot: &Snapshot) {
        let Some(group) = self.group(snapshot) else {
            return;
        };
        let items: Vec<ItemIx> = match self.member.and_then(|m| group.members.get(m)) {
            Some(member) => vec![member.item],
            None => group.members.iter().map(|m| m.item).collect(),
        };
        if items.iter().all(|ix| self.marked.contains(ix)) {
            for ix in &items {
                self.marked.remove(ix);
            }
        } else {
            self.marked.extend(items);
        }
    }

    /// The pivot against each other member; first the one under the cursor, or what differs most.
    fn compare(&self, shell: &mut Shell, snapshot: &Snapshot) {
        let Some(group) = self.group(snapshot) else {
            return;
        };
        let others = group.members.iter().filter(|m| m.item != group.pivot);
        let pairs: Vec<(ItemIx, ItemIx)> = others.map(|m| (group.pivot, m.item)).collect();
        let wanted = self
            .member
            .and_then(|m| group.members.get(m))
            .map(|m| m.item);
        let open = |ix: ItemIx| shell.is_uncoded(snapshot, ix);
        let place = pairs.iter().position(|(_, b)| Some(*b) == wanted);
        let place = place.or_else(|| pairs.iter().position(|(_, b)| open(*b)));
        if pairs.is_empty() {
            shell.say(screen::ONE_MEMBER);
            return;
        }
        let screen = Compare::new(pairs, place.unwrap_or(0));
        shell
            .going
            .push(Going::Into(Box::new(Screen::Compare(screen))));
    }

    /// Asks for nothing: groups are in the snapshot.
    pub fn show(&mut self, shell: &mut Shell, _: &Snapshot) -> Vec<Effect> {
        self.cursor
            .go(self.cursor.at, self.height(shell), self.rows.len());
        self.cursor.rests = self.cursor.at;
        Vec::new()
    }

    /// Gives what a mark acts on: the marked, the member under the cursor, else the whole group.
    pub fn target(&self, shell: &Shell, snapshot: &Snapshot) -> Target {
        if !self.marked.is_empty() {
            return Target {
                items: self.marked.iter().copied().collect(),
                name: w::marked(shell.lang, self.marked.len()),
            };
        }
        let Some(group) = self.group(snapshot) else {
            return Target::default();
        };
        match self.member.and_then(|m| group.members.get(m)) {
            Some(member) => Target {
                items: vec![member.item],
                name: w::MEMBER.of(shell.lang).into(),
            },
            None => Target {
                items: group.members.iter().map(|m| m.item).collect(),
                name: w::all_of(shell.lang, group.members.len()),
            },
        }
    }

    /// Goes to the next group with something uncoded.
    pub fn advance(&mut self, shell: &mut Shell, snapshot: &Snapshot) -> Vec<Effect> {
        let g = &*snapshot.generation;
        if !self.marked.is_empty() {
            self.marked.clear();
            return Vec::new();
        }
        if let Some(at) = self.member {
            let len = self.group(snapshot).map_or(0, |g| g.members.len());
            if at + 1 < len {
                self.member = Some(at + 1);
                return Vec::new();
            }
            self.member = Some(0);
        }
        let within = self.member.is_some();
        let open = |at: &usize| {
            let group = self.rows.get(*at).and_then(|ix| g.groups.get(ix.at()));
            group.is_some_and(|g| g.members.iter().any(|m| shell.is_uncoded(snapshot, m.item)))
        };
        let found = Way::Next.order(self.cursor.at, self.rows.len()).find(open);
        match found.filter(|at| *at != self.cursor.at) {
            Some(at) => self.cursor.go(at, self.height(shell), self.rows.len()),
            None => shell.say(screen::NOTHING_UNCODED),
        }
        if within {
            self.cursor.rests = self.cursor.at;
        }
        self.cursor.follow(shell)
    }

    /// Goes to the next group whose pivot's title holds the needle.
    pub fn find(&mut self, shell: &Shell, snapshot: &Snapshot, needle: &str, way: Way) -> bool {
        let g = &*snapshot.generation;
        let rows = Arc::clone(&self.rows);
        let words = |at: usize| {
            let group = g.groups.get(rows.get(at)?.at())?;
            let pivot = g.items.get(group.pivot.at())?;
            Some(shell.title(snapshot, pivot).to_owned())
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
        let mut out = Self::new(next);
        out.filter.text.clone_from(&self.filter.text);
        out.preview = self.preview;
        out.cursor.at = self.cursor.at.min(out.rows.len().saturating_sub(1));
        out
    }
}
