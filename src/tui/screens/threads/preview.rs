//! The preview of the thread list: the messages of the row on which the cursor rests.

use super::Threads;
use super::rows::Row;
use crate::case::Snapshot;
use crate::model::words::{acts, heads as w};
use crate::model::{Item, ItemIx, Word};
use crate::text::ZoneKind;
use crate::tui::canvas::{Canvas, Line};
use crate::tui::layout::below_title;
use crate::tui::reading::{Reading, TextRow};
use crate::tui::screens::message::row_line;
use crate::tui::screens::short_name;
use crate::tui::state::Shell;
use crate::tui::theme::Meaning;
use ratatui::layout::Rect;

impl Threads {
    /// Gives the row to tell of: the one before, while texts of the newer one are read quickly.
    fn told(&self, shell: &Shell, snapshot: &Snapshot, pane: Rect) -> Option<Row> {
        let settled = self.settled?;
        let is_there = |row: Row| {
            let mut items = row.items(snapshot).into_iter().take(previewed(pane));
            items.all(|ix| {
                let item = snapshot.generation.items.get(ix.at());
                item.is_none_or(|i| shell.texts.get(&i.digest, text_width(pane)).is_some())
            })
        };
        match self.before {
            Some(before) if shell.loading.is_none() && !is_there(settled) && is_there(before) => {
                Some(before)
            }
            Some(_) | None => Some(settled),
        }
    }

    pub(super) fn draw_preview(
        &self,
        shell: &Shell,
        snapshot: &Snapshot,
        canvas: &mut Canvas,
        pane: Rect,
    ) {
        let Some(row) = self.told(shell, snapshot, pane) else {
            canvas.rule(pane, 0, Line::new());
            return;
        };
        let items = row.items(snapshot);
        canvas.rule(pane, 0, title(shell, snapshot, row, &items));
        let area = below_title(pane);
        let shown: Vec<&Item> = items
            .iter()
            .take(previewed(pane))
            .filter_map(|ix| snapshot.generation.items.get(ix.at()))
            .collect();
        let width = text_width(pane);
        let whose = if shown.len() > 1 {
            Whose::Own
        } else {
            Whose::All
        };
        let share = usize::from(area.height) / shown.len().max(1);
        let mut y = 0;
        for item in shown {
            canvas.row(area, y, &heading(shell, snapshot, item), Meaning::Plain);
            y += 1;
            let reading = shell.texts.get(&item.digest, width);
            let lines = reading.map_or_else(
                || waiting(shell),
                |r| rows_of(r, shell, whose, share.saturating_sub(1)),
            );
            for line in lines {
                canvas.row(area, y, &Line::new().say("   ").join(line), Meaning::Plain);
                y += 1;
            }
        }
    }
}

/// Gives the width that previewed texts are wrapped to.
pub fn text_width(pane: Rect) -> u16 {
    pane.width.saturating_sub(3).min(100)
}

/// Counts the messages that a preview has room for.
pub fn previewed(pane: Rect) -> usize {
    usize::from(pane.height / 3).clamp(1, 8)
}

fn waiting(shell: &Shell) -> Vec<Line> {
    if shell.loading.is_some() {
        vec![Line::new().mean(Meaning::Label, w::LOADING.of(shell.lang))]
    } else {
        Vec::new()
    }
}

/// Whose words a preview shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    /// The writer's own; what is quoted stands above in the thread.
    Own,
    /// All of them.
    All,
}

fn rows_of(reading: &Reading, shell: &Shell, whose: Whose, room: usize) -> Vec<Line> {
    if let Some(failed) = &reading.failed {
        let line = Line::new().mean(Meaning::Doubtful, w::UNREADABLE.of(shell.lang));
        return vec![line.evidence(failed)];
    }
    let text = |r: &TextRow| {
        let text = reading.body.get(r.range.clone());
        text.unwrap_or("").trim_end().to_owned()
    };
    let shown = |r: &&TextRow| {
        let own = r.kind == ZoneKind::Own && r.depth == 0;
        let text_of_it = r.place.is_none();
        text_of_it && (own || whose == Whose::All) && !(text(r).is_empty() && whose == Whose::Own)
    };
    let rows: Vec<&TextRow> = reading.rows.iter().filter(shown).take(room).collect();
    let last = rows.last().map_or(0, |last| last.range.end);
    let near = reading.rows.partition_point(|r| r.range.start < last);
    let hits = reading.hits(shell.sought.as_ref(), 0..near);
    rows.into_iter()
        .map(|row| {
            let end = row.range.start + text(row).len();
            let range = row.range.start..end;
            let row = TextRow {
                range,
                ..row.clone()
            };
            row_line(reading, &row, &[], &hits, Meaning::Plain)
        })
        .collect()
}

fn title(shell: &Shell, snapshot: &Snapshot, row: Row, items: &[ItemIx]) -> Line {
    let g = &*snapshot.generation;
    let groups: std::collections::BTreeSet<_> = items
        .iter()
        .filter_map(|ix| g.items.get(ix.at()).and_then(|i| i.group))
        .collect();
    let findings: std::collections::BTreeSet<_> = items
        .iter()
        .flat_map(|ix| shell.lookup.findings.get(ix).into_iter().flatten())
        .collect();
    let lang = shell.lang;
    let what = match (row, items.len()) {
        (Row::Loose(_), _) => acts::DOCUMENT.of(lang).to_owned(),
        (Row::Known(_), _) => w::KNOWN_FILES.of(lang).to_owned(),
        (Row::Node(..), n) if n > 1 => w::copies_of_one(lang, n),
        (_, n) => w::messages(lang, n),
    };
    let mut words = what;
    if !groups.is_empty() {
        words += &w::in_groups(lang, groups.len());
    }
    if !findings.is_empty() {
        words += &w::with_findings(lang, findings.len());
    }
    Line::new().mean(Meaning::Label, &words)
}

fn heading(shell: &Shell, snapshot: &Snapshot, item: &Item) -> Line {
    let line = Line::new().say(" ");
    match &item.head {
        None => line
            .evidence(shell.title(snapshot, item))
            .say(&w::media_short(
                shell.lang,
                &item.media_type,
                item.size_bytes,
            )),
        Some(head) => {
            let word = |word: Word| word.of(shell.lang);
            let when = head.date.map_or_else(
                || word(w::NO_DATE).into(),
                |d| d.format("%Y-%m-%d %H:%M %:z"),
            );
            let from = head
                .from
                .first()
                .map_or(word(w::NO_SENDER), |m| short_name(m));
            let to = head.to.first().map_or(word(w::NOBODY), |m| short_name(m));
            line.mean(Meaning::Label, &when)
                .say("  ")
                .evidence(from)
                .say(" -> ")
                .evidence(to)
                .say("   ")
                .evidence(shell.title(snapshot, item))
        }
    }
}
