//! Findings: what speaks for planting, editing or back-dating, the most telling first; the one
//! under the cursor is told below. Enter compares its two sides.

use super::{Screen, Target, Way, compare::Compare, counted};
use crate::case::Snapshot;
use crate::model::{Finding, ItemIx, Role};
use crate::tui::action::Action;
use crate::tui::canvas::{Canvas, Line};
use crate::tui::effect::Effect;
use crate::tui::layout::{Preview, below_title, body, panes, window};
use crate::tui::list::{Cursor, Filter};
use crate::tui::state::{Going, Shell};
use crate::tui::theme::Meaning;
use ratatui::layout::Rect;
use std::sync::Arc;

/// The list of findings.
#[derive(Clone, PartialEq, Debug)]
pub struct Findings {
    /// What is shown.
    pub filter: Filter,
    rows: Arc<Vec<u32>>,
    cursor: Cursor,
    preview: Preview,
}

impl Findings {
    /// Lists all findings.
    pub fn new(snapshot: &Snapshot) -> Self {
        let mut out = Self {
            filter: Filter::default(),
            rows: Arc::default(),
            cursor: Cursor::default(),
            preview: Preview::On,
        };
        out.fill(snapshot);
        out
    }

    fn fill(&mut self, snapshot: &Snapshot) {
        let findings = &snapshot.generation.findings;
        let holds = |f: &Finding| match self.filter.hits.as_deref() {
            None => true,
            Some(hits) => f.items.iter().any(|(ix, _)| hits.binary_search(ix).is_ok()),
        };
        let rows = findings.iter().enumerate().filter(|(_, f)| holds(f));
        self.rows = Arc::new(rows.map(|(at, _)| at as u32).collect());
    }

    /// Makes the rows again.
    pub fn refill(&mut self, shell: &mut Shell, snapshot: &Snapshot) -> Vec<Effect> {
        self.fill(snapshot);
        self.cursor
            .go(self.cursor.at, self.height(shell), self.rows.len());
        Vec::new()
    }

    /// Gives the finding under the cursor.
    pub fn current<'a>(&self, snapshot: &'a Snapshot) -> Option<&'a Finding> {
        let at = *self.rows.get(self.cursor.at)? as usize;
        snapshot.generation.findings.get(at)
    }

    fn height(&self, shell: &Shell) -> usize {
        let list = panes(body(shell.size), self.preview).list;
        usize::from(below_title(list).height)
    }

    /// Gives place and state.
    pub fn place(&self, _: &Shell, snapshot: &Snapshot) -> String {
        let all = snapshot.generation.findings.len();
        let at = (self.cursor.at + 1).min(self.rows.len());
        format!(
            "{}/{} of {} findings",
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
        let (height, len) = (self.height(shell), self.rows.len());
        if self.cursor.act(action, height, len) {
            return Vec::new();
        }
        match action {
            Action::NextItem => self.cursor.go(self.cursor.at + 1, height, len),
            Action::PreviousItem => self
                .cursor
                .go(self.cursor.at.saturating_sub(1), height, len),
            Action::Open | Action::Compare => self.compare(shell, snapshot),
            Action::Preview => {
                self.preview = self.preview.other();
                self.cursor.go(self.cursor.at, self.height(shell), len);
            }
            _ => {}
        }
        Vec::new()
    }

    /// The witness against the suspect, or the two items where no side can be named.
    fn compare(&self, shell: &mut Shell, snapshot: &Snapshot) {
        let Some(finding) = self.current(snapshot) else {
            return;
        };
        let items: Vec<ItemIx> = finding.items.iter().map(|(ix, _)| *ix).collect();
        let suspect = finding
            .items
            .iter()
            .find(|(_, role)| *role == Role::Suspect);
        let pair = match (suspect, items.as_slice()) {
            (Some((suspect, _)), all) => {
                let witness = all.iter().find(|ix| *ix != suspect);
                witness.map(|w| (*w, *suspect))
            }
            (None, [a, b, ..]) => Some((*a, *b)),
            (None, [_] | []) => None,
        };
        match (pair, items.first()) {
            (Some(pair), _) => {
                let screen = Compare::new(vec![pair], 0);
                shell
                    .going
                    .push(Going::Into(Box::new(Screen::Compare(screen))));
            }
            (None, Some(ix)) => {
                let queue = crate::review::Queue::new(items.clone(), *ix);
                let screen = super::message::Message::new(queue);
                shell
                    .going
                    .push(Going::Into(Box::new(Screen::Message(screen))));
            }
            (None, None) => {}
        }
    }

    /// Asks for nothing: findings are in the snapshot.
    pub fn show(&mut self, shell: &mut Shell, _: &Snapshot) -> Vec<Effect> {
        self.cursor
            .go(self.cursor.at, self.height(shell), self.rows.len());
        Vec::new()
    }

    /// Gives the items of the finding; digits do not code here.
    pub fn target(&self, snapshot: &Snapshot) -> Target {
        let items = self
            .current(snapshot)
            .map_or_else(Vec::new, |f| f.items.iter().map(|(ix, _)| *ix).collect());
        Target {
            name: "finding".into(),
            items,
        }
    }

    /// Goes to the next finding whose sentence holds the needle.
    pub fn find(&mut self, shell: &Shell, snapshot: &Snapshot, needle: &str, way: Way) -> bool {
        let needle = needle.to_lowercase();
        let findings = &snapshot.generation.findings;
        let holds = |at: &usize| {
            let finding = self.rows.get(*at).and_then(|ix| findings.get(*ix as usize));
            finding.is_some_and(|f| {
                f.reason.to_lowercase().contains(&needle) || f.check.contains(&needle)
            })
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

    /// Draws list and the finding under the cursor.
    pub fn draw(&self, shell: &Shell, snapshot: &Snapshot, canvas: &mut Canvas, area: Rect) {
        let panes = panes(area, self.preview);
        let heading = "      #  grade score  check            before -> after";
        let line = Line::new().mean(Meaning::Label, heading);
        canvas.row(panes.list, 0, &line, Meaning::Plain);
        let rows = below_title(panes.list);
        let height = usize::from(rows.height);
        if self.rows.is_empty() {
            let line = Line::new().say("   no findings here");
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
            if let Some(finding) = snapshot.generation.findings.get(*ix as usize) {
                let here = at == self.cursor.at;
                let base = if here {
                    Meaning::Cursor
                } else {
                    Meaning::Plain
                };
                let line = row(shell, snapshot, finding, at, here);
                canvas.row(rows, y as u16, &line, base);
            }
        }
        if let Some(pane) = panes.preview {
            if panes.beside {
                canvas.bar(pane);
            }
            self.draw_one(snapshot, canvas, pane);
        }
    }

    fn draw_one(&self, snapshot: &Snapshot, canvas: &mut Canvas, pane: Rect) {
        let Some(finding) = self.current(snapshot) else {
            canvas.rule(pane, 0, Line::new());
            return;
        };
        canvas.rule(pane, 0, Line::new().mean(Meaning::Label, &finding.id));
        let area = below_title(pane);
        let mut lines: Vec<Line> = Vec::new();
        let width = usize::from(area.width).saturating_sub(12);
        for (name, text) in [("reason", &finding.reason), ("innocent", &finding.innocent)] {
            for (n, range) in crate::tui::wrap::wrap(text, 0..text.len(), width)
                .into_iter()
                .enumerate()
            {
                let label = if n == 0 { name } else { "" };
                let text = text.get(range).unwrap_or("");
                let line = Line::new().mean(Meaning::Label, &format!(" {label:<9} "));
                lines.push(line.evidence(text));
            }
        }
        for edit in finding.edits.iter().take(4) {
            lines.push(change(
                Line::new().mean(Meaning::Label, &format!(" {:<9} ", edit.class.word())),
                edit,
            ));
        }
        for (ix, role) in finding.items.iter().take(8) {
            if let Some(item) = snapshot.generation.items.get(ix.at()) {
                let place = item.locations.first().map_or("", |l| l.path.as_str());
                let line = Line::new()
                    .mean(Meaning::Label, &format!(" {:<9} ", role.word()))
                    .say(&format!("{}  ", item.digest.short()))
                    .evidence(item.title())
                    .say("  ")
                    .evidence(place);
                lines.push(line);
            }
        }
        for (y, line) in lines.iter().enumerate().take(usize::from(area.height)) {
            canvas.row(area, y as u16, line, Meaning::Plain);
        }
    }
}

fn change(line: Line, edit: &crate::model::Edit) -> Line {
    line.say("[-")
        .evidence_as(Meaning::Removed, &edit.before)
        .say("-] -> {+")
        .evidence_as(Meaning::Added, &edit.after)
        .say("+}")
}

fn row(shell: &Shell, snapshot: &Snapshot, finding: &Finding, at: usize, here: bool) -> Line {
    let standing = snapshot.board.standing(&finding.id);
    let own = standing
        .iter()
        .find(|(author, _, _)| *author == shell.author);
    let own = own.map_or("", |(_, standing, _)| standing.word());
    let line = Line::new()
        .say(if here { "> " } else { "  " })
        .say(&format!("{:>5}  ", at + 1))
        .mean(Meaning::Doubtful, &format!("{:<5} ", finding.grade.word()))
        .say(&format!("{:>5.2}  {:<16} ", finding.score, finding.check))
        .mean(Meaning::Tagged, if own.is_empty() { "" } else { own })
        .say(if own.is_empty() { "" } else { "  " });
    match finding.edits.first() {
        Some(edit) => change(line, edit),
        None => line.evidence(&finding.reason),
    }
}
