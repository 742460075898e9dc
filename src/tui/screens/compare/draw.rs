//! How two texts look against each other.
//!
//! ```text
//!  A 2017-04-21 12:07  dump/cb.mbox          | >B 2017-04-24 19:40  dump/extra.mbox
//! ----------------------------------------------------------------------------------
//!   12 Objet : virement                      |   12 Objet : virement
//!      ... 8 equal rows (z opens) ...
//! ~ 22 la somme de [12 500] EUR au           | ~ 22 la somme de [72 500] EUR au
//! <m1 30 Rappel : joindre la facture         |
//!  change 2/3 amount  [-12 500-] {+72 500+}  offset A 1,204 B 1,204
//! ```

use super::{Compare, Focus};
use crate::case::Snapshot;
use crate::model::words::heads as w;
use crate::model::{EditClass, ItemIx, Lang, OpTag};
use crate::tui::align::Shown;
use crate::tui::canvas::{Canvas, Line};
use crate::tui::screens::counted;
use crate::tui::sides::{Layout, Noise, Piece, Row, Side, Sides};
use crate::tui::state::Shell;
use crate::tui::theme::Meaning;
use ratatui::layout::Rect;
use std::ops::Range;

/// Sign, line number and the blanks around them.
const GUTTER: u16 = 9;

/// Gives the columns of a text.
pub fn text_width(layout: Layout, width: u16) -> u16 {
    match layout {
        Layout::SideBySide => (width / 2).saturating_sub(GUTTER + 1).max(10),
        Layout::Unified => width.saturating_sub(GUTTER + 1).max(10),
    }
}

/// Gives the rows of the texts: below title and rule, above the line of the change.
pub fn rows_area(body: Rect) -> Rect {
    Rect::new(
        body.x,
        body.y + body.height.min(2),
        body.width,
        body.height.saturating_sub(3),
    )
}

impl Compare {
    /// Draws titles, rows and the change under the cursor.
    pub fn draw(&self, shell: &Shell, snapshot: &Snapshot, canvas: &mut Canvas, area: Rect) {
        self.draw_titles(shell, snapshot, canvas, area);
        canvas.rule(area, 1, Line::new());
        let rows = rows_area(area);
        let last = area.height.saturating_sub(1);
        let Some(sides) = &self.sides else {
            let word = if shell.loading.is_some() {
                w::COMPARING.of(shell.lang)
            } else {
                ""
            };
            canvas.row(
                rows,
                0,
                &Line::new().mean(Meaning::Label, word),
                Meaning::Plain,
            );
            return;
        };
        if let Some(why) = &sides.failed {
            let line = Line::new()
                .say(" ")
                .mean(Meaning::Doubtful, w::UNREADABLE.of(shell.lang))
                .evidence(why);
            canvas.row(rows, 0, &line, Meaning::Plain);
            return;
        }
        for (y, shown) in self
            .shown
            .iter()
            .skip(self.top)
            .take(usize::from(rows.height))
            .enumerate()
        {
            let y = y as u16;
            match shown {
                Shown::Fold(_, count) => {
                    let words = w::equal_rows(shell.lang, *count);
                    canvas.row(
                        rows,
                        y,
                        &Line::new().mean(Meaning::Label, &words),
                        Meaning::Plain,
                    );
                }
                Shown::Row(at) => {
                    if let Some(row) = sides.rows.get(*at) {
                        self.draw_row((sides, shell.lang), row, canvas, (rows, y));
                    }
                }
            }
        }
        if shell.choosing {
            canvas.row(area, last, &self.menu(sides, shell.lang), Meaning::Plain);
        } else {
            canvas.row(area, last, &self.change(sides, shell.lang), Meaning::Plain);
        }
    }

    fn draw_titles(&self, shell: &Shell, snapshot: &Snapshot, canvas: &mut Canvas, area: Rect) {
        let Some((a, b)) = self.pair() else {
            return;
        };
        let focus = |side| matches!(self.focus, Focus::Both) || self.focus == Focus::One(side);
        let of = (snapshot, shell.lang);
        let a = title(of, a, Side::A, focus(Side::A));
        let b = title(of, b, Side::B, focus(Side::B));
        match self.layout(shell) {
            Layout::SideBySide => {
                let (left, right) = halves(area);
                canvas.row(left, 0, &a, Meaning::Plain);
                canvas.bar(Rect::new(right.x, right.y, right.width, 1));
                canvas.row(right, 0, &b, Meaning::Plain);
            }
            Layout::Unified => {
                let (left, right) = halves(area);
                let a = Line::new().mean(Meaning::Removed, "-").join(a);
                let b = Line::new().mean(Meaning::Added, "+").join(b);
                canvas.row(left, 0, &a, Meaning::Plain);
                canvas.row(right, 0, &b, Meaning::Plain);
            }
        }
    }

    fn draw_row(
        &self,
        (sides, lang): (&Sides, Lang),
        row: &Row,
        canvas: &mut Canvas,
        (area, y): (Rect, u16),
    ) {
        if let Some(edit) = row
            .head
            .and_then(|e| sides.comparison.edits.get(e as usize))
        {
            let line = Line::new()
                .say(" ~ ")
                .evidence_as(Meaning::Label, &edit.field.shown(lang))
                .say(": ")
                .evidence_as(Meaning::Removed, &edit.before)
                .say(" -> ")
                .evidence_as(Meaning::Added, &edit.after);
            canvas.row(area, y, &line, Meaning::Plain);
            return;
        }
        match sides.view.layout {
            Layout::SideBySide => {
                let (left, right) = halves(area);
                if let Some(piece) = &row.a {
                    canvas.row(left, y, &self.piece(sides, Side::A, piece), Meaning::Plain);
                }
                canvas.bar(Rect::new(right.x, right.y + y, right.width, 1));
                if let Some(piece) = &row.b {
                    canvas.row(right, y, &self.piece(sides, Side::B, piece), Meaning::Plain);
                }
            }
            Layout::Unified => {
                let (side, piece) = match (&row.a, &row.b) {
                    (Some(piece), _) => (Side::A, piece),
                    (None, Some(piece)) => (Side::B, piece),
                    (None, None) => return,
                };
                canvas.row(area, y, &self.piece(sides, side, piece), Meaning::Plain);
            }
        }
    }

    fn piece(&self, sides: &Sides, side: Side, piece: &Piece) -> Line {
        let at = self
            .point
            .and_then(|p| sides.points.get(p))
            .and_then(|p| p.op);
        let sign = sign(sides, side, piece, sides.view.layout);
        let here = sides
            .runs(side, &piece.range)
            .any(|(n, _)| Some(n as u32) == at);
        let number = piece.line.map_or_else(String::new, |n| n.to_string());
        let mut line = Line::new()
            .say(if here { ">" } else { " " })
            .mean(sign.meaning, &format!("{:<3}", sign.text))
            .mean(Meaning::Label, &format!("{number:>4} "));
        let text = sides.text(side);
        let mut from = piece.range.start;
        for (n, op) in sides.runs(side, &piece.range) {
            let span = side.of(op);
            let (start, end) = (span.start.max(from), span.end.min(piece.range.end));
            line = line.block_as(Meaning::Plain, text.get(from..start).unwrap_or(""));
            let words = text.get(start..end).unwrap_or("");
            let meaning = meaning(sides, op.tag, side);
            line = if Some(n as u32) == at && meaning != Meaning::Plain {
                line.block_as(meaning, words).focused()
            } else {
                line.block_as(meaning, words)
            };
            from = end.max(from);
        }
        line.block_as(
            Meaning::Plain,
            text.get(from..piece.range.end).unwrap_or(""),
        )
    }

    /// Gives the change under the cursor in words.
    pub fn told(&self, lang: Lang) -> Option<String> {
        let sides = self.sides.as_ref()?;
        Some(self.change(sides, lang).text())
    }

    /// The change under the cursor in words, with its offsets.
    fn change(&self, sides: &Sides, lang: Lang) -> Line {
        let Some(point) = self.point.and_then(|at| sides.points.get(at)) else {
            let words = if sides.comparison.truncated {
                w::ALIGNMENT_CUT
            } else {
                w::TEXTS_SAME
            };
            return Line::new().mean(Meaning::Label, words.of(lang));
        };
        let ops = &sides.comparison.ops;
        let op = point.op.and_then(|op| ops.get(op as usize));
        let edit = point
            .edit
            .and_then(|e| sides.comparison.edits.get(e as usize));
        let class = edit.map(|e| e.class).or(op.and_then(|op| match op.tag {
            OpTag::Noise(class) => Some(class),
            OpTag::Equal | OpTag::Edit(_) => None,
        }));
        let text = |side: Side, range: &Range<usize>| {
            sides.text(side).get(range.clone()).unwrap_or("").to_owned()
        };
        let (before, after) = match (edit, op) {
            (Some(edit), _) => (edit.before.clone(), edit.after.clone()),
            (None, Some(op)) => (text(Side::A, &op.a), text(Side::B, &op.b)),
            (None, None) => (String::new(), String::new()),
        };
        let mut line = Line::new().mean(
            Meaning::Label,
            &format!(" {} ", class.map_or("", |c| c.shown(lang))),
        );
        if !before.is_empty() {
            line = line
                .say("[-")
                .evidence_as(Meaning::Removed, &short(&before))
                .say("-]");
        }
        line = line.say(if before.is_empty() || after.is_empty() {
            ""
        } else {
            " -> "
        });
        if !after.is_empty() {
            line = line
                .say("{+")
                .evidence_as(Meaning::Added, &short(&after))
                .say("+}");
        }
        if let Some(op) = op {
            let at = |n| counted(lang, n);
            let words = w::byte_places(lang, at(op.a.start), at(op.b.start));
            line = line.mean(Meaning::Label, &words);
        }
        line
    }

    fn menu(&self, sides: &Sides, lang: Lang) -> Line {
        let keys = [
            ("w", Noise::Wrap),
            ("m", Noise::Quotes),
            ("t", Noise::Forms),
            ("s", Noise::Footer),
        ];
        let mut line = Line::new().say(w::IGNORED.of(lang));
        for (key, noise) in keys {
            let sign = if self.ignore.has(noise) { "[x]" } else { "[ ]" };
            line = line.say("  ").mean(Meaning::Label, key).say(&format!(
                " {sign} {} ({})",
                noise.word().of(lang),
                sides.ignored(noise)
            ));
        }
        line
    }
}

struct Sign {
    text: String,
    meaning: Meaning,
}

/// The sign of a row: `~` changed, `-` only here, `+` only here, `<m1` and `>m1` moved.
fn sign(sides: &Sides, side: Side, piece: &Piece, layout: Layout) -> Sign {
    let mut out = Sign {
        text: String::new(),
        meaning: Meaning::Plain,
    };
    for (_, op) in sides
        .runs(side, &piece.range)
        .filter(|(_, op)| sides.shows(op.tag))
    {
        let moved = match op.tag {
            OpTag::Edit(edit) => moved_number(sides, edit),
            OpTag::Equal | OpTag::Noise(_) => None,
        };
        let both = !op.a.is_empty() && !op.b.is_empty();
        let text = match (moved, side, layout) {
            (Some(n), Side::A, _) => format!("<m{n}"),
            (Some(n), Side::B, _) => format!(">m{n}"),
            (None, _, Layout::SideBySide) if both => "~".into(),
            (None, Side::A, _) => "-".into(),
            (None, Side::B, _) => "+".into(),
        };
        // A replaced word outweighs one that is only there or only gone.
        if out.text.is_empty() || text == "~" {
            out.text = text;
            out.meaning = meaning(sides, op.tag, side);
        }
    }
    out
}

/// Both ends of a move are one edit, so they bear one number.
fn moved_number(sides: &Sides, edit: u32) -> Option<usize> {
    sides.moved.binary_search(&edit).ok().map(|at| at + 1)
}

fn meaning(sides: &Sides, tag: OpTag, side: Side) -> Meaning {
    if !sides.shows(tag) {
        return Meaning::Plain;
    }
    let moved = match tag {
        OpTag::Edit(edit) => {
            let edit = sides.comparison.edits.get(edit as usize);
            edit.is_some_and(|e| e.class == EditClass::Moved)
        }
        OpTag::Equal | OpTag::Noise(_) => false,
    };
    match (moved, side) {
        (true, _) => Meaning::Moved,
        (false, Side::A) => Meaning::Removed,
        (false, Side::B) => Meaning::Added,
    }
}

fn halves(area: Rect) -> (Rect, Rect) {
    let half = area.width / 2;
    let left = Rect::new(area.x, area.y, half.saturating_sub(1), area.height);
    let right = Rect::new(area.x + half, area.y, area.width - half, area.height);
    (left, right)
}

fn title((snapshot, lang): (&Snapshot, Lang), ix: ItemIx, side: Side, focus: bool) -> Line {
    let sign = if focus { ">" } else { " " };
    let line = Line::new().say(sign);
    let letter = format!("{} ", side.letter());
    let line = line.mean(
        if focus {
            Meaning::Chosen
        } else {
            Meaning::Label
        },
        &letter,
    );
    let Some(item) = snapshot.generation.items.get(ix.at()) else {
        return line;
    };
    let date = item.date().map_or_else(
        || w::NO_DATE.of(lang).to_owned(),
        |d| d.format("%Y-%m-%d %H:%M"),
    );
    let place = item.locations.first().map_or("", |l| l.path.as_str());
    line.say(" ").say(&date).say("  ").evidence(place)
}

/// The start of long words, so that both sides of a change fit a row.
fn short(text: &str) -> String {
    let mut out: String = text.chars().take(60).collect();
    if out.len() < text.len() {
        out.push_str("...");
    }
    out
}
