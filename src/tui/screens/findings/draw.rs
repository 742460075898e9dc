//! How the findings look: a row each, and the one under the cursor told below.

use super::Findings;
use super::sieve::standing;
use crate::case::Snapshot;
use crate::model::{Finding, Standing};
use crate::tui::canvas::{Canvas, Line};
use crate::tui::layout::{below_title, panes, window};
use crate::tui::state::Shell;
use crate::tui::theme::Meaning;
use ratatui::layout::Rect;

impl Findings {
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
    let own = standing(shell, snapshot, &finding.id).map_or("", Standing::word);
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
