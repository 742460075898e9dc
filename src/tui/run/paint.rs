//! From a buffer to the terminal: rows that scrolled are moved by the terminal itself, then only
//! columns that changed are written, in one write a frame; where nothing changed nothing is
//! written.

use super::grid::Grid;
use super::pen::Pen;
use super::shift;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::io::{self, Write};

/// A terminal with what it shows now.
pub struct Painter<W> {
    out: W,
    scroll: Scroll,
    shown: Option<Grid>,
}

/// Whether the terminal may be asked to move rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scroll {
    /// By a region, and by inserting and deleting lines in it.
    Region,
    /// Not: every row is written where it stands.
    Never,
}

impl<W: Write> Painter<W> {
    /// Paints on a terminal of which nothing is known yet.
    pub fn new(out: W, scroll: Scroll) -> Self {
        Self {
            out,
            scroll,
            shown: None,
        }
    }

    /// Takes nothing for shown: the next frame is painted whole.
    pub fn forget(&mut self) {
        self.shown = None;
    }

    /// Sends bytes that show nothing.
    pub fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.out.flush()
    }

    /// Draws a frame of a size and writes what differs from the one shown.
    pub fn paint(
        &mut self,
        (width, height): (u16, u16),
        draw: impl FnOnce(Rect, &mut Buffer),
    ) -> io::Result<()> {
        let area = Rect::new(0, 0, width, height);
        let mut buffer = Buffer::empty(area);
        draw(area, &mut buffer);
        let next = Grid::of(&buffer);
        let mut pen = Pen::new();
        let known = self.shown.take().filter(|shown| {
            shown.width == usize::from(width) && shown.height() == usize::from(height)
        });
        let mut shown = known.unwrap_or_else(|| {
            pen.clear();
            Grid::blank(usize::from(width), usize::from(height))
        });
        if self.scroll == Scroll::Region
            && let Some(found) = shift::find(&shown, &next)
        {
            pen.shift(found);
            shown.shift(found.top, found.end, found.by);
        }
        for y in 0..next.height() {
            if shown.digest(y) != next.digest(y) || shown.row(y) != next.row(y) {
                pen.row(y, shown.row(y), next.row(y));
            }
        }
        let bytes = pen.end();
        if !bytes.is_empty() {
            self.out.write_all(&bytes)?;
            self.out.flush()?;
        }
        self.shown = Some(next);
        Ok(())
    }
}

#[cfg(test)]
mod tests;
