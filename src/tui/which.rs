//! What may follow the keys of a sequence that is not complete: a line at once, and where that does
//! not hold all of it a box of several rows, once the user has waited for it.

use super::canvas::{Canvas, Line};
use super::key;
use super::state::{State, Which};
use super::theme::Meaning;
use crate::model::words::heads as w;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

/// Blanks between two columns of the box.
const GAP: usize = 2;

fn pieces(state: &State) -> Vec<String> {
    let shell = &state.shell;
    let under = shell.keys.under(state.context(), &shell.prefix);
    let brief = |action: super::Action| action.row().brief.of(shell.lang);
    let piece = |(keys, action): (String, super::Action)| format!("{keys} {}", brief(action));
    under.into_iter().map(piece).collect()
}

/// Gives the line, as far as it fits.
pub fn line(state: &State, width: usize) -> Line {
    let spelled = key::spell(&state.shell.prefix);
    let mut line = Line::new().mean(Meaning::Label, &format!(" {spelled}"));
    if state.shell.which == Which::All {
        return line.say(w::PREFIX_MORE.of(state.shell.lang));
    }
    let more = "  ...";
    for piece in pieces(state) {
        if line.width() + piece.width() + GAP + more.len() > width {
            return line.say(more);
        }
        line = line.say("  ").say(&piece);
    }
    line
}

/// Draws the box over the lower end of an area.
pub fn draw(state: &State, canvas: &mut Canvas, area: Rect) {
    let pieces = pieces(state);
    let width = usize::from(area.width);
    let widest = pieces.iter().map(|p| p.width()).max().unwrap_or(0) + GAP;
    let columns = (width.saturating_sub(1) / widest.max(1)).max(1);
    let rows = pieces.len().div_ceil(columns);
    let height = (rows + 1).min(usize::from(area.height)) as u16;
    let over = Rect::new(area.x, area.bottom() - height, area.width, height);
    canvas.clear(over);
    let title = w::and_then(state.shell.lang, key::spell(&state.shell.prefix));
    canvas.rule(over, 0, Line::new().mean(Meaning::Label, &title));
    for y in 0..rows.min(usize::from(height.saturating_sub(1))) {
        let mut line = Line::new().say(" ");
        for piece in pieces.iter().skip(y).step_by(rows) {
            let (keys, words) = piece.split_once(' ').unwrap_or((piece, ""));
            let entry = Line::new().mean(Meaning::Label, keys).say(" ").say(words);
            line = line.join(entry.fit(widest));
        }
        canvas.row(over, y as u16 + 1, &line, Meaning::Plain);
    }
}
