//! Tags: the coding panel. The verdict is one of six, tags are any of those in use, or new ones.
//! Nothing is written before Enter, which saves and goes on.
//!
//! ```text
//!  VERDICT  one of            TAGS  any of
//!   1 (*) authentic            a [x] payment      41
//!   2 ( ) altered              b [ ] press         3
//! ```

use super::Target;
use crate::case::Snapshot;
use crate::model::words::heads as w;
use crate::model::{Lang, Verdict};
use crate::review::{self, Plan};
use crate::tui::action::Action;
use crate::tui::canvas::{Canvas, Line};
use crate::tui::effect::Effect;
use crate::tui::layout::window;
use crate::tui::prompt::{Prompt, PromptKind};
use crate::tui::state::{Going, Shell};
use crate::tui::theme::Meaning;
use ratatui::layout::Rect;
use std::collections::BTreeMap;

/// The coding panel.
#[derive(Clone, PartialEq, Debug)]
pub struct Tags {
    target: Target,
    verdict: Choice,
    rows: Vec<TagRow>,
    cursor: usize,
    /// What Enter saves.
    pub saved: Option<Vec<Plan>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Choice {
    was: Option<Verdict>,
    now: Option<Verdict>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
struct TagRow {
    name: String,
    count: usize,
    was: Set,
    now: Set,
}

/// How many of the items bear a tag.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Set {
    None,
    Some,
    All,
}

/// Letters that toggle tags: those that mean nothing else here.
const LETTERS: &str = "abdefimnoprstvwyz";

impl Tags {
    /// Opens the panel on what a mark would act on.
    pub fn new(shell: &Shell, snapshot: &Snapshot, target: Target) -> Self {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for (_, marks) in snapshot.board.items() {
            for tag in &marks.tags {
                *counts.entry(tag.name.clone()).or_default() += 1;
            }
        }
        let marks: Vec<_> = target
            .items
            .iter()
            .filter_map(|ix| snapshot.generation.items.get(ix.at()))
            .map(|i| shell.marks(snapshot, &i.digest))
            .collect();
        for name in marks.iter().flat_map(|m| &m.tags) {
            counts.entry(name.clone()).or_default();
        }
        let set = |name: &String| match marks.iter().filter(|m| m.tags.contains(name)).count() {
            0 => Set::None,
            n if n == marks.len() => Set::All,
            _ => Set::Some,
        };
        let first = marks.first().and_then(|m| m.own);
        let was = first.filter(|v| marks.iter().all(|m| m.own == Some(*v)));
        let rows = counts.iter().map(|(name, count)| TagRow {
            name: name.clone(),
            count: *count,
            was: set(name),
            now: set(name),
        });
        Self {
            verdict: Choice { was, now: was },
            rows: rows.collect(),
            target,
            cursor: 0,
            saved: None,
        }
    }

    /// Gives what it acts on.
    pub fn place(&self, shell: &Shell, _: &Snapshot) -> String {
        w::items(shell.lang, self.target.items.len())
    }

    /// Does what a key asks.
    pub fn update(
        &mut self,
        shell: &mut Shell,
        snapshot: &Snapshot,
        action: Action,
    ) -> Vec<Effect> {
        let len = self.rows.len() + Verdict::ALL.len();
        match action {
            Action::Down => self.cursor = (self.cursor + 1).min(len.saturating_sub(1)),
            Action::Up => self.cursor = self.cursor.saturating_sub(1),
            Action::Top => self.cursor = 0,
            Action::Bottom => self.cursor = len.saturating_sub(1),
            Action::Code(verdict) => self.verdict.now = Some(verdict),
            Action::Clear => self.verdict.now = None,
            Action::Mark | Action::PageDown => self.toggle_here(),
            Action::Find => shell.prompt = Some(Prompt::new(PromptKind::TagName, "")),
            Action::Open => {
                self.saved = Some(self.plans((snapshot, shell.lang), &shell.author));
                shell.going.push(Going::Back);
            }
            Action::Cancel => shell.going.push(Going::Back),
            _ => {}
        }
        Vec::new()
    }

    fn toggle_here(&mut self) {
        match self.cursor.checked_sub(Verdict::ALL.len()) {
            Some(row) => self.toggle(row),
            None => self.verdict.now = Verdict::ALL.get(self.cursor).copied(),
        }
    }

    fn toggle(&mut self, row: usize) {
        if let Some(row) = self.rows.get_mut(row) {
            row.now = match row.now {
                Set::None | Set::Some => Set::All,
                Set::All => Set::None,
            };
        }
    }

    /// Toggles the tag of a letter; false where the letter has none.
    pub fn letter(&mut self, letter: char) -> bool {
        let row = LETTERS.chars().position(|c| c == letter);
        let row = row.filter(|at| *at < self.rows.len());
        if let Some(row) = row {
            self.toggle(row);
        }
        row.is_some()
    }

    /// Sets a tag by name, a new one where there is none of it.
    pub fn name(&mut self, name: &str) {
        let name = name.trim().to_lowercase();
        if name.is_empty() || Verdict::of(&name).is_some() {
            self.verdict.now = Verdict::of(&name).or(self.verdict.now);
            return;
        }
        let at = self.rows.iter().position(|r| r.name == name);
        let at = at.unwrap_or_else(|| {
            self.rows.push(TagRow {
                name,
                count: 0,
                was: Set::None,
                now: Set::None,
            });
            self.rows.len() - 1
        });
        if let Some(row) = self.rows.get_mut(at) {
            row.now = Set::All;
        }
        self.cursor = at + Verdict::ALL.len();
    }

    fn plans(&self, at: (&Snapshot, Lang), author: &str) -> Vec<Plan> {
        let items = &self.target.items;
        let mut out = Vec::new();
        for row in self.rows.iter().filter(|r| r.now != r.was) {
            out.push(match row.now {
                Set::All | Set::Some => review::tag(at, items, &row.name),
                Set::None => review::untag(at, items, &row.name),
            });
        }
        if self.verdict.now != self.verdict.was {
            out.push(match self.verdict.now {
                Some(verdict) => review::code(at, author, items, verdict),
                None => review::clear(at, author, items),
            });
        }
        out
    }

    /// Gives what it acts on.
    pub fn target(&self) -> Target {
        self.target.clone()
    }

    /// Draws verdicts left, tags right.
    pub fn draw(&self, shell: &Shell, snapshot: &Snapshot, canvas: &mut Canvas, area: Rect) {
        let title = self.target.items.first();
        let title = title.and_then(|ix| snapshot.generation.items.get(ix.at()));
        let more = self.target.items.len().saturating_sub(1);
        let mut head = Line::new()
            .say(" ")
            .evidence(title.map_or("", crate::model::Item::title));
        if more > 0 {
            head = head.say(&w::and_more(shell.lang, more));
        }
        canvas.row(area, 0, &head, Meaning::Plain);
        canvas.rule(area, 1, Line::new());
        let left = Rect::new(
            area.x,
            area.y + 2,
            30.min(area.width),
            area.height.saturating_sub(4),
        );
        let right = Rect::new(
            area.x + left.width,
            left.y,
            area.width - left.width,
            left.height,
        );
        canvas.row(
            left,
            0,
            &Line::new().mean(Meaning::Label, w::VERDICT_HEAD.of(shell.lang)),
            Meaning::Plain,
        );
        for (at, verdict) in Verdict::ALL.into_iter().enumerate() {
            let sign = if self.verdict.now == Some(verdict) {
                "(*)"
            } else {
                "( )"
            };
            let line = Line::new().say(&format!(
                "{} {} {sign} {}",
                if self.cursor == at { ">" } else { " " },
                at + 1,
                verdict.shown(shell.lang)
            ));
            let base = if self.cursor == at {
                Meaning::Cursor
            } else {
                Meaning::Plain
            };
            canvas.row(left, at as u16 + 1, &line, base);
        }
        self.draw_tags(shell, canvas, right);
        let last = area.height.saturating_sub(1);
        let words = w::TAGS_KEYS.of(shell.lang);
        canvas.row(
            area,
            last,
            &Line::new().mean(Meaning::Label, words),
            Meaning::Plain,
        );
    }

    fn draw_tags(&self, shell: &Shell, canvas: &mut Canvas, area: Rect) {
        canvas.row(
            area,
            0,
            &Line::new().mean(Meaning::Label, w::TAGS_HEAD.of(shell.lang)),
            Meaning::Plain,
        );
        if self.rows.is_empty() {
            let line = Line::new().say(w::TAGS_NONE.of(shell.lang));
            canvas.row(area, 1, &line, Meaning::Plain);
        }
        let height = usize::from(area.height.saturating_sub(1));
        let here = self.cursor.checked_sub(Verdict::ALL.len());
        let top = window(0, here.unwrap_or(0), height, self.rows.len());
        for (y, (at, row)) in self
            .rows
            .iter()
            .enumerate()
            .skip(top)
            .take(height)
            .enumerate()
        {
            let sign = match row.now {
                Set::None => "[ ]",
                Set::Some => "[-]",
                Set::All => "[x]",
            };
            let letter = LETTERS.chars().nth(at).unwrap_or(' ');
            let mark = if here == Some(at) { ">" } else { " " };
            let line = Line::new()
                .say(&format!("{mark} {letter} {sign} "))
                .evidence(&row.name)
                .mean(Meaning::Label, &format!("  {}", row.count));
            let base = if here == Some(at) {
                Meaning::Cursor
            } else {
                Meaning::Plain
            };
            canvas.row(area, y as u16 + 1, &line, base);
        }
    }
}
