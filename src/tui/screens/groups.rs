//! Groups: near-duplicates around their pivots; the members of the group under the cursor stand
//! beside or below. Enter compares the pivot with the members, one pair after the other.
//!
//! ```text
//!        n  sim   kind     date       subject / name                     code
//! > N    3  91    message  2017-04-21 Re: virement Bahamas                A.
//! -- 3 members, pivot: oldest ----------------------------------------------
//!  = pivot  2017-04-21 12:07  dump/cb.mbox
//!    98.1   2017-04-24 19:40  dump/extra.mbox
//! ```

use super::threads::{code, date, flags};
use super::{Screen, Target, Way, compare::Compare, counted};
use crate::case::Snapshot;
use crate::model::{Group, GroupIx, ItemIx};
use crate::tui::action::Action;
use crate::tui::canvas::{Canvas, Line};
use crate::tui::effect::Effect;
use crate::tui::event::Event;
use crate::tui::layout::{Preview, below_title, body, panes, window};
use crate::tui::list::{Cursor, Filter};
use crate::tui::state::{Going, Shell};
use crate::tui::theme::Meaning;
use ratatui::layout::Rect;
use std::collections::BTreeSet;
use std::sync::Arc;

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
        self.cursor
            .go(self.cursor.at, self.height(shell), self.rows.len());
        Vec::new()
    }

    fn group<'a>(&self, snapshot: &'a Snapshot) -> Option<&'a Group> {
        let ix = self.rows.get(self.cursor.at)?;
        snapshot.generation.groups.get(ix.at())
    }

    fn height(&self, shell: &Shell) -> usize {
        let list = panes(body(shell.size), self.preview).list;
        usize::from(below_title(list).height)
    }

    /// Gives its crumb.
    pub fn crumb(&self, _: &Shell, _: &Snapshot) -> String {
        if self.filter.text.is_empty() {
            "Groups".into()
        } else {
            format!("Groups > {}", self.filter.text)
        }
    }

    /// Gives place and state.
    pub fn place(&self, _: &Shell, snapshot: &Snapshot) -> String {
        let all = snapshot.generation.groups.len();
        let at = (self.cursor.at + 1).min(self.rows.len());
        format!(
            "{}/{} of {} groups",
            counted(at),
            counted(self.rows.len()),
            counted(all)
        )
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
            return Vec::new();
        }
        match action {
            Action::NextItem | Action::PreviousItem => {
                let by = if action == Action::NextItem { 1 } else { -1 };
                let at = self.cursor.at.saturating_add_signed(by);
                self.cursor.go(at, self.height(shell), self.rows.len());
                self.member = self.member.map(|_| 0);
            }
            Action::Open | Action::Compare => self.compare(shell, snapshot),
            Action::Pane => {
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
            shell.say("this group has one member only");
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
        Vec::new()
    }

    /// Takes no answers.
    pub fn answer(&mut self, _: &mut Shell, _: &Snapshot, _: &Event) -> Vec<Effect> {
        Vec::new()
    }

    /// Gives what a mark acts on: the marked, the member under the cursor, else the whole group.
    pub fn target(&self, snapshot: &Snapshot) -> Target {
        if !self.marked.is_empty() {
            return Target {
                items: self.marked.iter().copied().collect(),
                name: format!("{} marked", self.marked.len()),
            };
        }
        let Some(group) = self.group(snapshot) else {
            return Target::default();
        };
        match self.member.and_then(|m| group.members.get(m)) {
            Some(member) => Target {
                items: vec![member.item],
                name: "member".into(),
            },
            None => Target {
                items: group.members.iter().map(|m| m.item).collect(),
                name: format!("all {}", group.members.len()),
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
        let open = |at: &usize| {
            let group = self.rows.get(*at).and_then(|ix| g.groups.get(ix.at()));
            group.is_some_and(|g| g.members.iter().any(|m| shell.is_uncoded(snapshot, m.item)))
        };
        let found = Way::Next.order(self.cursor.at, self.rows.len()).find(open);
        match found.filter(|at| *at != self.cursor.at) {
            Some(at) => self.cursor.go(at, self.height(shell), self.rows.len()),
            None => shell.say("nothing uncoded is left in this view"),
        }
        Vec::new()
    }

    /// Goes to the next group whose pivot's title holds the needle.
    pub fn find(&mut self, shell: &Shell, snapshot: &Snapshot, needle: &str, way: Way) -> bool {
        let g = &*snapshot.generation;
        let needle = needle.to_lowercase();
        let holds = |at: &usize| {
            let group = self.rows.get(*at).and_then(|ix| g.groups.get(ix.at()));
            let item = group.and_then(|group| g.items.get(group.pivot.at()));
            item.is_some_and(|i| i.title().to_lowercase().contains(&needle))
        };
        let found = way.order(self.cursor.at, self.rows.len()).find(holds);
        if let Some(at) = found {
            self.cursor.go(at, self.height(shell), self.rows.len());
        }
        found.is_some()
    }

    /// Goes to a row.
    pub fn go(&mut self, shell: &mut Shell, _: &Snapshot, at: usize) -> Vec<Effect> {
        self.cursor.go(at, self.height(shell), self.rows.len());
        Vec::new()
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

    /// Draws list and members.
    pub fn draw(&self, shell: &Shell, snapshot: &Snapshot, canvas: &mut Canvas, area: Rect) {
        let panes = panes(area, self.preview);
        self.draw_list(shell, snapshot, canvas, panes.list);
        if let Some(pane) = panes.preview {
            if panes.beside {
                canvas.bar(pane);
            }
            self.draw_members(shell, snapshot, canvas, pane);
        }
    }

    fn draw_list(&self, shell: &Shell, snapshot: &Snapshot, canvas: &mut Canvas, area: Rect) {
        let g = &*snapshot.generation;
        let wide = usize::from(area.width).saturating_sub(50);
        let heading = Line::new()
            .mean(Meaning::Label, "      #    n  sim  kind       date       ")
            .join(Line::new().mean(Meaning::Label, "subject or name").to(wide))
            .mean(Meaning::Label, " code");
        canvas.row(area, 0, &heading, Meaning::Plain);
        let rows = below_title(area);
        let height = usize::from(rows.height);
        if self.rows.is_empty() {
            let line = Line::new().say("   no near-duplicates here");
            canvas.row(rows, 1, &line, Meaning::Plain);
        }
        let top = window(self.cursor.top, self.cursor.at, height, self.rows.len());
        for (y, (at, ix)) in self
            .rows
            .iter()
            .enumerate()
            .skip(top)
            .take(height)
            .enumerate()
        {
            let Some(group) = g.groups.get(ix.at()) else {
                continue;
            };
            let Some(pivot) = g.items.get(group.pivot.at()) else {
                continue;
            };
            let items: Vec<ItemIx> = group.members.iter().map(|m| m.item).collect();
            let least = group
                .members
                .iter()
                .map(|m| m.similarity)
                .fold(1.0, f32::min);
            let here = at == self.cursor.at;
            let marked = items.iter().all(|ix| self.marked.contains(ix));
            let line = Line::new()
                .say(if here { ">" } else { " " })
                .say(if marked { "x" } else { " " })
                .say(&format!(
                    "{:>5} {:>4} {:>4.0}  ",
                    at + 1,
                    items.len(),
                    least * 100.0
                ))
                .say(&format!("{:<10} ", pivot.kind.word()))
                .say(&format!("{:<10} ", date(pivot.date(), 10)))
                .join(Line::new().evidence(pivot.title()).to(wide))
                .say("  ")
                .join(code(shell, snapshot, &items).to(4));
            let base = if here {
                Meaning::Cursor
            } else {
                Meaning::Plain
            };
            canvas.row(rows, y as u16, &line, base);
        }
    }

    fn draw_members(&self, shell: &Shell, snapshot: &Snapshot, canvas: &mut Canvas, pane: Rect) {
        let Some(group) = self.group(snapshot) else {
            canvas.rule(pane, 0, Line::new());
            return;
        };
        let title = Line::new()
            .mean(
                Meaning::Label,
                &format!("{} members; ", group.members.len()),
            )
            .evidence_as(Meaning::Label, &group.reason);
        canvas.rule(pane, 0, title.to(usize::from(pane.width).saturating_sub(6)));
        let area = below_title(pane);
        let height = usize::from(area.height);
        let at = self.member.unwrap_or(0);
        let top = window(0, at, height, group.members.len());
        for (y, (n, member)) in group
            .members
            .iter()
            .enumerate()
            .skip(top)
            .take(height)
            .enumerate()
        {
            let Some(item) = snapshot.generation.items.get(member.item.at()) else {
                continue;
            };
            let place = item.locations.first().map_or("", |l| l.path.as_str());
            let like = if member.item == group.pivot {
                " pivot".to_owned()
            } else {
                format!("{:>6.1}", member.similarity * 100.0)
            };
            let here = self.member == Some(n);
            let line = Line::new()
                .say(if here { ">" } else { " " })
                .say(if self.marked.contains(&member.item) {
                    "x "
                } else {
                    "  "
                })
                .join(code(shell, snapshot, &[member.item]).to(3))
                .say(&format!("{like}  {:<16}  ", date(item.date(), 16)))
                .join(flags(shell, snapshot, &[member.item]).to(6))
                .evidence(place)
                .say("  ")
                .evidence(item.title());
            let base = if here {
                Meaning::Cursor
            } else {
                Meaning::Plain
            };
            canvas.row(area, y as u16, &line, base);
        }
    }
}
