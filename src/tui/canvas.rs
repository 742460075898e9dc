//! The one way onto the buffer: pieces of a line, each with a meaning, evidence made safe on the
//! way, cut to width by display columns; and the sweep that ends every frame.

use super::theme::{Meaning, Theme};
use crate::text::SafeText;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A line in the making.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Line {
    pieces: Vec<(String, Meaning)>,
    focus: Vec<usize>,
}

impl Line {
    /// Begins an empty line.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds words of ours.
    #[must_use]
    pub fn say(self, words: &str) -> Self {
        self.mean(Meaning::Plain, words)
    }

    /// Adds words of ours with a meaning.
    #[must_use]
    pub fn mean(mut self, meaning: Meaning, words: &str) -> Self {
        self.pieces.push((words.to_owned(), meaning));
        self
    }

    /// Adds text of the evidence, made safe, as one line.
    #[must_use]
    pub fn evidence(self, text: &str) -> Self {
        self.evidence_as(Meaning::Plain, text)
    }

    /// Adds text of the evidence with a meaning.
    #[must_use]
    pub fn evidence_as(mut self, meaning: Meaning, text: &str) -> Self {
        self.pieces
            .push((SafeText::line(text).as_str().to_owned(), meaning));
        self
    }

    /// Adds a row of a text, made safe, tabs laid out, with a meaning.
    #[must_use]
    pub fn block_as(mut self, meaning: Meaning, text: &str) -> Self {
        let safe = SafeText::block(text).as_str().replace('\n', " ");
        self.pieces.push((safe, meaning));
        self
    }

    /// Puts the focus on the last piece: it is bold on top of its meaning.
    #[must_use]
    pub fn focused(mut self) -> Self {
        self.focus.extend(self.pieces.len().checked_sub(1));
        self
    }

    /// Fills up with blanks to a width, or cuts to it with a sign that more follows.
    #[must_use]
    pub fn fit(mut self, width: usize) -> Self {
        let have = self.width();
        if have <= width {
            let blanks = " ".repeat(width - have);
            self.pieces.push((blanks, Meaning::Plain));
            return self;
        }
        let mut left = width.saturating_sub(1);
        let mut kept = Vec::new();
        for (text, meaning) in self.pieces {
            let short = cut(&text, left);
            left -= short.width();
            let whole = short.len() == text.len();
            kept.push((short.to_owned(), meaning));
            if !whole {
                break;
            }
        }
        if width > 0 {
            kept.push(("~".into(), Meaning::Rule));
            kept.push((" ".repeat(left), Meaning::Plain));
        }
        Self {
            pieces: kept,
            focus: self.focus,
        }
    }

    /// Cuts to a width where it is wider.
    #[must_use]
    pub fn at_most(self, width: usize) -> Self {
        if self.width() > width {
            self.fit(width)
        } else {
            self
        }
    }

    /// Gives its words without their meanings.
    pub fn text(&self) -> String {
        self.pieces.iter().map(|(text, _)| text.as_str()).collect()
    }

    /// Counts the display columns.
    pub fn width(&self) -> usize {
        self.pieces.iter().map(|(t, _)| t.width()).sum()
    }

    /// Gives all of it the meaning of a label.
    #[must_use]
    pub fn labelled(mut self) -> Self {
        for piece in &mut self.pieces {
            piece.1 = Meaning::Label;
        }
        self
    }

    /// Adds another line's pieces.
    #[must_use]
    pub fn join(mut self, other: Self) -> Self {
        let offset = self.pieces.len();
        self.focus.extend(other.focus.iter().map(|at| at + offset));
        self.pieces.extend(other.pieces);
        self
    }
}

/// Gives the longest start of a text that fits into `width` columns, whole graphemes only.
pub fn cut(text: &str, width: usize) -> &str {
    if text.width() <= width {
        return text;
    }
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += grapheme.width();
        if used > width {
            return text.get(..at).unwrap_or("");
        }
    }
    text
}

/// What is drawn on: a buffer with a theme.
pub struct Canvas<'a> {
    /// The cells.
    pub buffer: &'a mut Buffer,
    /// How meanings look.
    pub theme: &'a Theme,
}

impl Canvas<'_> {
    /// Writes a line into the row `y` of an area, counted from its top; `base` lies under it all.
    pub fn row(&mut self, area: Rect, y: u16, line: &Line, base: Meaning) {
        let area = area.intersection(self.buffer.area);
        if y >= area.height || area.width == 0 {
            return;
        }
        let base = self.theme.style(base);
        let (mut x, end) = (area.x, area.right());
        let y = area.y + y;
        for (at, (text, meaning)) in line.pieces.iter().enumerate() {
            // A blank looks the same in any colour; unstyled it costs no bytes on the line.
            let meaning = if text.trim().is_empty() && !meaning.shows_on_blanks() {
                Meaning::Plain
            } else {
                *meaning
            };
            let mut style = merge(base, self.theme.style(meaning));
            if line.focus.contains(&at) {
                style = style.patch(self.theme.style(Meaning::Focus));
            }
            let room = usize::from(end.saturating_sub(x));
            (x, _) = self.buffer.set_stringn(x, y, text, room, style);
        }
        if base != Style::new() && x < end {
            self.buffer.set_style(Rect::new(x, y, end - x, 1), base);
        }
    }

    /// Empties an area that something is drawn over.
    pub fn clear(&mut self, area: Rect) {
        for (x, y) in area
            .intersection(self.buffer.area)
            .positions()
            .map(Into::into)
        {
            if let Some(cell) = self.buffer.cell_mut((x, y)) {
                cell.reset();
            }
        }
    }

    /// Draws a rule across an area's row `y`, with a title in it where there is one.
    pub fn rule(&mut self, area: Rect, y: u16, title: Line) {
        let have = title.width();
        let width = usize::from(area.width);
        let sign = self.theme.rule();
        let line = if have == 0 {
            Line::new().mean(Meaning::Rule, &sign.repeat(width))
        } else {
            let rest = width.saturating_sub(have + 4);
            Line::new()
                .mean(Meaning::Rule, &sign.repeat(2))
                .say(" ")
                .join(title)
                .say(" ")
                .mean(Meaning::Rule, &sign.repeat(rest))
        };
        self.row(area, y, &line, Meaning::Plain);
    }

    /// Draws the bar between two panes, left of an area.
    pub fn bar(&mut self, area: Rect) {
        let Some(x) = area.x.checked_sub(1) else {
            return;
        };
        let sign = self.theme.bar();
        for y in area.top()..area.bottom() {
            self.buffer
                .set_string(x, y, sign, self.theme.style(Meaning::Rule));
        }
    }
}

/// Lays one style over another; reverse over reverse stays visible as plain.
fn merge(base: Style, over: Style) -> Style {
    use ratatui::style::Modifier;
    let both = base.add_modifier.contains(Modifier::REVERSED)
        && over.add_modifier.contains(Modifier::REVERSED);
    let mut out = base.patch(over);
    if both {
        out.add_modifier.remove(Modifier::REVERSED);
    }
    out
}

/// What stands for a character that should never have come this far.
const SWEPT: &str = "\u{fffd}";
/// Most characters of one cell: a letter with its marks; more would smear over its neighbours.
const CELL_CHARS: usize = 9;

/// Replaces whatever a terminal would act on or hide; the last act of every frame.
pub fn sweep(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        let symbol = cell.symbol();
        if symbol.chars().any(is_forbidden) {
            cell.set_symbol(SWEPT);
        } else if symbol.chars().nth(CELL_CHARS).is_some() {
            let short: String = symbol.chars().take(CELL_CHARS).collect();
            cell.set_symbol(&short);
        }
    }
}

/// Tells whether a character must not reach a terminal: controls, writing direction, no width
/// (other than combining marks), tags, separators, fillers.
pub fn is_forbidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_to_columns_with_a_sign() {
        let width = |l: &Line| l.width();
        assert_eq!(width(&Line::new().evidence("日本語のメール").fit(9)), 9);
        assert_eq!(width(&Line::new().say("ab").fit(5)), 5);
        assert_eq!(width(&Line::new().say("abc").fit(0)), 0);
        assert_eq!(cut("日本語", 5), "日本");
    }

    #[test]
    fn the_sweep_leaves_no_forbidden_character() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 1));
        for (x, s) in ["\u{1b}", "\u{202e}", "a\u{200b}", "\u{9b}"]
            .iter()
            .enumerate()
        {
            buffer.content[x].set_symbol(s);
        }
        buffer.content[4].set_symbol(&format!("e{}", "\u{301}".repeat(500)));
        sweep(&mut buffer);
        for cell in &buffer.content {
            assert!(!cell.symbol().chars().any(is_forbidden));
            assert!(cell.symbol().chars().count() <= CELL_CHARS);
        }
    }
}
