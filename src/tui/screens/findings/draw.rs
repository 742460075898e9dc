//! How the findings look: a row each, and the one under the cursor told below.

use super::Findings;
use super::sieve::standing;
use crate::case::Snapshot;
use crate::model::words::{acts, heads as w, names};
use crate::model::{Edit, Finding};
use crate::tui::canvas::{Canvas, Line, cut};
use crate::tui::layout::{below_title, panes};
use crate::tui::state::Shell;
use crate::tui::theme::Meaning;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

impl Findings {
    /// Draws list and the finding under the cursor.
    pub fn draw(&self, shell: &Shell, snapshot: &Snapshot, canvas: &mut Canvas, area: Rect) {
        let panes = panes(area, self.preview);
        let heading = Line::new().mean(Meaning::Label, w::FINDING_HEADS.of(shell.lang));
        let head = (&heading, w::NO_FINDINGS.of(shell.lang));
        let wide = usize::from(panes.list.width);
        let findings = &snapshot.generation.findings;
        let line = |at: usize, here| {
            let finding = self.rows.get(at).and_then(|ix| findings.get(*ix as usize));
            finding.map_or_else(Line::new, |f| row((shell, snapshot), f, at, here, wide))
        };
        let len = self.rows.len();
        self.cursor.draw_list(canvas, panes.list, head, len, line);
        if let Some(pane) = panes.preview {
            if panes.beside {
                canvas.bar(pane);
            }
            self.draw_one(shell, snapshot, canvas, pane);
        }
    }

    fn draw_one(&self, shell: &Shell, snapshot: &Snapshot, canvas: &mut Canvas, pane: Rect) {
        let Some(finding) = self.told(snapshot) else {
            canvas.rule(pane, 0, Line::new());
            return;
        };
        canvas.rule(pane, 0, Line::new().mean(Meaning::Label, &finding.id));
        let area = below_title(pane);
        let mut lines: Vec<Line> = Vec::new();
        let width = usize::from(area.width).saturating_sub(12);
        let covered = is_covered(shell, snapshot, finding);
        let told = if covered {
            w::COVERED.of(shell.lang)
        } else {
            finding.reason.of(shell.lang)
        };
        let innocent = (acts::INNOCENT, finding.innocent.of(shell.lang));
        for (name, text) in [(w::REASON, told), innocent] {
            for (n, range) in crate::tui::wrap::wrap(text, 0..text.len(), width)
                .into_iter()
                .enumerate()
            {
                let label = if n == 0 { name.of(shell.lang) } else { "" };
                let text = text.get(range).unwrap_or("");
                let line = Line::new().mean(Meaning::Label, &format!(" {label:<9} "));
                lines.push(line.evidence(text));
            }
        }
        let edits = if covered { &[][..] } else { &finding.edits };
        for edit in edits.iter().take(4) {
            let label = format!(" {:<9} ", edit.class.shown(shell.lang));
            let line = Line::new().mean(Meaning::Label, &label);
            let left = usize::from(area.width).saturating_sub(line.width());
            lines.push(change(line, edit, left));
        }
        for (ix, role) in finding.items.iter().take(8) {
            if let Some(item) = snapshot.generation.items.get(ix.at()) {
                let place = item.locations.first().map_or("", |l| l.path.as_str());
                let line = Line::new()
                    .mean(Meaning::Label, &format!(" {:<9} ", role.shown(shell.lang)))
                    .say(&format!("{}  ", item.digest.short()))
                    .evidence(shell.title(snapshot, item))
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

pub(super) fn is_covered(shell: &Shell, snapshot: &Snapshot, finding: &Finding) -> bool {
    let mut items = finding.items.iter();
    items.any(|(ix, _)| shell.covers(snapshot, *ix))
}

fn change(line: Line, edit: &Edit, width: usize) -> Line {
    let (before, after) = telling(&edit.before, &edit.after, width.saturating_sub(12) / 2);
    line.say("[-")
        .evidence_as(Meaning::Removed, &before)
        .say("-] -> {+")
        .evidence_as(Meaning::Added, &after)
        .say("+}")
}

/// Shortens both readings to a room each, by what they have in common at their starts and then at
/// their ends, so that the difference is seen. Line breaks are blanks.
fn telling(before: &str, after: &str, room: usize) -> (String, String) {
    let flat = |text: &str| text.replace(['\n', '\r', '\t'], " ");
    let (before, after) = (flat(before), flat(after));
    if before.width() <= room && after.width() <= room {
        return (before, after);
    }
    let same = before
        .bytes()
        .zip(after.bytes())
        .take_while(|(a, b)| a == b);
    let same = same.count();
    let blank = before
        .get(..same)
        .and_then(|t| t.rfind(' '))
        .map_or(0, |at| at + 1);
    let end = |text: &str| {
        let rest = text.get(blank..).unwrap_or(text);
        let sign = if blank > 0 { "~" } else { "" };
        let short = cut(rest, room.saturating_sub(2));
        let more = if short.len() < rest.len() { "~" } else { "" };
        format!("{sign}{short}{more}")
    };
    (end(&before), end(&after))
}

fn row(
    (shell, snapshot): (&Shell, &Snapshot),
    finding: &Finding,
    at: usize,
    here: bool,
    width: usize,
) -> Line {
    let own = standing(shell, snapshot, &finding.id).map_or("", |s| s.shown(shell.lang));
    let line = Line::new()
        .say(if here { "> " } else { "  " })
        .say(&format!("{:>5}  ", at + 1))
        .mean(Meaning::Doubtful, &format!("{:<5} ", finding.grade.word()))
        .say(&format!(
            "{:>5.2}  {:<16} ",
            finding.score,
            names::shown(finding.check, shell.lang)
        ))
        .mean(Meaning::Tagged, if own.is_empty() { "" } else { own })
        .say(if own.is_empty() { "" } else { "  " });
    if is_covered(shell, snapshot, finding) {
        return line.say(w::COVERED.of(shell.lang));
    }
    match finding.edits.first() {
        Some(edit) => {
            let left = width.saturating_sub(line.width());
            change(line, edit, left)
        }
        None => line.evidence(finding.reason.of(shell.lang)),
    }
}

#[cfg(test)]
mod tests {
    use super::telling;

    #[test]
    fn long_readings_are_cut_where_they_agree() {
        let long = "FR76 9912 0415 2200 0011 8420 793";
        let (a, b) = telling(long, "FR76 9912 0415 2200 0022 8410 742", 18);
        assert_eq!(
            (a.as_str(), b.as_str()),
            ("~0011 8420 793", "~0022 8410 742")
        );
        assert_eq!(telling("un\ndeux", "x", 18).0, "un deux");
        assert_eq!(telling("", "a word and some more words", 10).1, "a word a~");
    }
}
