//! From a buffer to the terminal: only cells that changed are written, in one write a frame, and
//! where nothing changed nothing is written.

use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::io::{self, BufWriter, Stdout};

/// The real terminal.
pub type Out = CrosstermBackend<BufWriter<Stdout>>;

/// A backend with what it shows now.
pub struct Painter<B> {
    backend: B,
    shown: Option<Buffer>,
}

impl<B: Backend<Error = io::Error>> Painter<B> {
    /// Paints on a backend of which nothing is known yet.
    pub fn new(backend: B) -> Self {
        Self {
            backend,
            shown: None,
        }
    }

    /// Takes nothing for shown: the next frame is painted whole.
    pub fn forget(&mut self) {
        self.shown = None;
    }

    /// Draws a frame of a size and writes what differs from the one shown.
    pub fn paint(
        &mut self,
        (width, height): (u16, u16),
        draw: impl FnOnce(Rect, &mut Buffer),
    ) -> io::Result<()> {
        let area = Rect::new(0, 0, width, height);
        let mut next = Buffer::empty(area);
        draw(area, &mut next);
        let whole = self.shown.as_ref().is_none_or(|shown| shown.area != area);
        if whole {
            self.backend.clear()?;
            self.shown = Some(Buffer::empty(area));
        }
        if let Some(shown) = &self.shown {
            let changed = shown.diff(&next);
            if !changed.is_empty() || whole {
                self.backend.draw(changed.into_iter())?;
                Backend::flush(&mut self.backend)?;
            }
        }
        self.shown = Some(next);
        Ok(())
    }
}
