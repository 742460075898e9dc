//! Where everything stands: pure functions of the size, used by `update` and by `draw` alike.
//!
//! ```text
//! breadcrumb, position, state                     (reverse)
//! body
//! ---------------------------------------------------------
//! codes
//! keys, or a prompt, or what just happened
//! ```

use super::tour::ROWS;
use crate::model::bounds::SCREEN;
use ratatui::layout::Rect;

/// The parts of every screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Frame {
    /// Breadcrumb.
    pub bar: Rect,
    /// What the screen shows.
    pub body: Rect,
    /// Rule above the codes.
    pub rule: Rect,
    /// Codes row.
    pub codes: Rect,
    /// Keys row.
    pub keys: Rect,
}

/// Divides a screen; `None` where it is too small to be drawn, the rows of the tour taken off.
pub fn frame(size: (u16, u16)) -> Option<Frame> {
    let (w, h) = size;
    if w < SCREEN.0 || h < SCREEN.1 - ROWS {
        return None;
    }
    let row = |y: u16| Rect::new(0, y, w, 1);
    Some(Frame {
        bar: row(0),
        body: Rect::new(0, 1, w, h - 4),
        rule: row(h - 3),
        codes: row(h - 2),
        keys: row(h - 1),
    })
}

/// Gives the body of a screen, empty where it is too small.
pub fn body(size: (u16, u16)) -> Rect {
    frame(size).map_or(Rect::ZERO, |f| f.body)
}

/// A list and what is shown of the row under the cursor.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Panes {
    /// The list, its heading in the first row.
    pub list: Rect,
    /// The preview with its title in the first row; `None` where there is no room or no wish.
    pub preview: Option<Rect>,
    /// Whether the preview stands to the right.
    pub beside: bool,
}

/// Narrowest screen with the preview beside the list.
const BESIDE: u16 = 120;
/// Smallest screen with a preview below the list.
const BELOW: (u16, u16) = (70, 23);

/// Divides a body into list and preview.
pub fn panes(body: Rect, preview: Preview) -> Panes {
    if preview == Preview::Off {
        return alone(body);
    }
    if body.width >= BESIDE {
        // The list needs its columns; a preview is wrapped to what is left.
        let left = body.width * 9 / 16;
        let right = body.width - left - 1;
        return Panes {
            list: Rect::new(body.x, body.y, left, body.height),
            preview: Some(Rect::new(body.x + left + 1, body.y, right, body.height)),
            beside: true,
        };
    }
    if body.width < BELOW.0 || body.height + 4 < BELOW.1 {
        return alone(body);
    }
    let list = body.height / 2;
    Panes {
        list: Rect::new(body.x, body.y, body.width, list),
        preview: Some(Rect::new(
            body.x,
            body.y + list,
            body.width,
            body.height - list,
        )),
        beside: false,
    }
}

/// Whether a preview is wished for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Preview {
    /// Shown where there is room.
    On,
    /// Not shown.
    Off,
}

impl Preview {
    /// Gives the other wish.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::On => Self::Off,
            Self::Off => Self::On,
        }
    }
}

fn alone(body: Rect) -> Panes {
    Panes {
        list: body,
        preview: None,
        beside: false,
    }
}

/// Gives the rows of a pane below its first, which holds the heading or title.
pub fn below_title(pane: Rect) -> Rect {
    Rect::new(
        pane.x,
        pane.y + pane.height.min(1),
        pane.width,
        pane.height.saturating_sub(1),
    )
}

/// Keeps a cursor inside a window of `height` rows: gives the first row shown.
pub fn window(top: usize, cursor: usize, height: usize, len: usize) -> usize {
    let height = height.max(1);
    let last = len.saturating_sub(height);
    let top = if cursor < top {
        cursor
    } else if cursor >= top + height {
        cursor + 1 - height
    } else {
        top
    };
    top.min(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_size_divides_without_gap_or_overlap() {
        for w in (0..260).step_by(7).chain([60, 79, 80, 500]) {
            for h in (0..120).step_by(5).chain([20, 24, 200]) {
                let Some(f) = frame((w, h)) else {
                    assert!(w < SCREEN.0 || h < SCREEN.1);
                    continue;
                };
                let rows = [f.bar, f.body, f.rule, f.codes, f.keys];
                assert_eq!(rows.iter().map(|r| r.height).sum::<u16>(), h);
                let p = panes(f.body, Preview::On);
                let cells = p.list.area() + p.preview.map_or(0, Rect::area);
                let bar = if p.beside { f.body.height } else { 0 };
                assert_eq!(cells + u32::from(bar), f.body.area());
            }
        }
    }

    #[test]
    fn the_window_follows_the_cursor_and_fills_the_end() {
        assert_eq!(window(0, 5, 3, 10), 3);
        assert_eq!(window(8, 5, 3, 10), 5);
        assert_eq!(window(9, 9, 3, 10), 7);
        assert_eq!(window(4, 0, 0, 0), 0);
    }
}
