//! A list on the screen: heading, the rows in sight with the cursor's marked, and the search along
//! rows. What a row says is the screen's own; how a list looks and is searched is here.

use super::action::Action;
use super::canvas::{Canvas, Line};
use super::layout::{below_title, window};
use super::list::{Cursor, Room};
use super::screens::Way;
use super::theme::Meaning;
use ratatui::layout::Rect;

impl Cursor {
    /// Draws a heading and below it the rows in sight, or what is said where there is none. A row
    /// is made from its place and whether the cursor is on it.
    pub fn draw_list(
        &self,
        canvas: &mut Canvas,
        area: Rect,
        (heading, none): (&Line, &str),
        len: usize,
        row: impl Fn(usize, bool) -> Line,
    ) {
        canvas.row(area, 0, heading, Meaning::Plain);
        let rows = below_title(area);
        if len == 0 {
            canvas.row(rows, 1, &Line::new().say(none), Meaning::Plain);
        }
        self.draw_rows(canvas, rows, len, row);
    }

    /// Draws the rows in sight.
    pub fn draw_rows(
        &self,
        canvas: &mut Canvas,
        area: Rect,
        len: usize,
        row: impl Fn(usize, bool) -> Line,
    ) {
        let height = usize::from(area.height);
        let top = window(self.top, self.at, height, len);
        for (y, at) in (0..area.height).zip(top..len) {
            let here = at == self.at;
            let base = if here {
                Meaning::Cursor
            } else {
                Meaning::Plain
            };
            canvas.row(area, y, &row(at, here), base);
        }
    }

    /// Goes to the next row that way whose words hold a needle, whatever the case; false where
    /// there is none. Words are what the row shows, so that nothing that is covered is found.
    pub fn seek(
        &mut self,
        (needle, way): (&str, Way),
        room: impl Into<Room>,
        len: usize,
        words: impl Fn(usize) -> Option<String>,
    ) -> bool {
        let needle = needle.to_lowercase();
        let holds = |at: &usize| words(*at).is_some_and(|w| w.to_lowercase().contains(&needle));
        let found = way.order(self.at, len).find(holds);
        if let Some(at) = found {
            self.go(at, room, len);
        }
        found.is_some()
    }

    /// Goes one row on or back, for the next and the previous item.
    pub fn turn(&mut self, action: Action, room: impl Into<Room>, len: usize) {
        let by = if action == Action::NextItem { 1 } else { -1 };
        self.go(self.at.saturating_add_signed(by), room, len);
    }
}
