//! A frame as the terminal will show it: one glyph a column, a wide one with its tail, and looks
//! that cannot be told apart on screen made equal. The painter compares and shifts these.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use std::hash::{DefaultHasher, Hash, Hasher};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// What one column shows.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Glyph {
    /// Its text.
    pub text: Text,
    /// How it looks.
    pub look: Look,
}

/// The text of a column.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Text {
    /// One character.
    Char(char),
    /// A character with marks, or several that join.
    Cluster(Box<str>),
    /// The right half of the glyph before.
    Tail,
}

/// Colours and attributes of a glyph.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Look {
    /// The colour of the text.
    pub fg: Color,
    /// The colour behind it.
    pub bg: Color,
    /// Bold, reverse, underline and the like.
    pub modifier: Modifier,
}

impl Look {
    /// The terminal's own.
    pub const PLAIN: Self = Self {
        fg: Color::Reset,
        bg: Color::Reset,
        modifier: Modifier::empty(),
    };
}

/// An empty column.
pub const BLANK: Glyph = Glyph {
    text: Text::Char(' '),
    look: Look::PLAIN,
};

/// What is seen on a blank: everything else of a look is not.
const ON_BLANKS: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::CROSSED_OUT);

impl Glyph {
    /// Tells whether it is one ASCII character, which every terminal moves one column for.
    pub fn is_plain(&self) -> bool {
        matches!(self.text, Text::Char(c) if c.is_ascii())
    }

    /// Tells whether it comes out right when it is written in a look.
    pub fn fits(&self, look: Look) -> bool {
        let unseen = look.bg == Color::Reset && !look.modifier.intersects(ON_BLANKS);
        self.look == look || (*self == BLANK && unseen)
    }

    fn of(cell: &Cell) -> (Self, u16) {
        let symbol = cell.symbol();
        let mut chars = symbol.chars();
        let (text, width) = match (chars.next(), chars.next()) {
            (Some(c), None) => (Text::Char(c), c.width().unwrap_or(0)),
            (Some(_), Some(_)) => (Text::Cluster(symbol.into()), symbol.width()),
            (None, _) => (Text::Char(' '), 1),
        };
        // What takes no column of its own cannot stand alone in one.
        let (text, width) = match width {
            0 => (Text::Char(' '), 1),
            1 => (text, 1),
            _ => (text, 2),
        };
        let mut look = Look {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
        };
        if text == Text::Char(' ') {
            look.modifier &= ON_BLANKS;
            if look.modifier.is_empty() {
                look.fg = Color::Reset;
            }
        }
        (Self { text, look }, width)
    }
}

/// A frame.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Grid {
    /// Columns.
    pub width: usize,
    rows: Vec<Row>,
}

/// A row of a frame, with a digest for quick comparison.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Row {
    digest: u64,
    glyphs: Vec<Glyph>,
}

impl Row {
    fn new(glyphs: Vec<Glyph>) -> Self {
        // Keys of this hasher are fixed: the same rows give the same bytes on the line.
        let mut hasher = DefaultHasher::new();
        glyphs.hash(&mut hasher);
        Self {
            digest: hasher.finish(),
            glyphs,
        }
    }
}

impl Grid {
    /// Makes an empty frame.
    pub fn blank(width: usize, height: usize) -> Self {
        let row = Row::new(vec![BLANK; width]);
        Self {
            width,
            rows: vec![row; height],
        }
    }

    /// Takes a frame from what was drawn.
    pub fn of(buffer: &Buffer) -> Self {
        let width = usize::from(buffer.area.width);
        let height = usize::from(buffer.area.height);
        if width == 0 {
            return Self::blank(0, height);
        }
        let rows = buffer.content.chunks(width).map(|cells| {
            let mut glyphs = Vec::with_capacity(width);
            let mut cells = cells.iter();
            while let Some(cell) = cells.next() {
                let (glyph, wide) = Glyph::of(cell);
                let look = glyph.look;
                if wide < 2 {
                    glyphs.push(glyph);
                } else if cells.next().is_some() {
                    glyphs.push(glyph);
                    let text = Text::Tail;
                    glyphs.push(Glyph { text, look });
                } else {
                    // Half a glyph has no room at the edge.
                    let text = Text::Char(' ');
                    glyphs.push(Glyph { text, look });
                }
            }
            Row::new(glyphs)
        });
        Self {
            width,
            rows: rows.collect(),
        }
    }

    /// Counts the rows.
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// Gives a row; none below the last.
    pub fn row(&self, y: usize) -> &[Glyph] {
        self.rows.get(y).map_or(&[], |row| &row.glyphs)
    }

    /// Gives the digest of a row.
    pub fn digest(&self, y: usize) -> u64 {
        self.rows.get(y).map_or(0, |row| row.digest)
    }

    /// Moves the rows `top..end` up by `by`, or down where it is negative, as a terminal does: what
    /// leaves the region is lost, and blank rows come in.
    pub fn shift(&mut self, top: usize, end: usize, by: isize) {
        let blank = Row::new(vec![BLANK; self.width]);
        let Some(region) = self.rows.get_mut(top..end) else {
            return;
        };
        let away = by.unsigned_abs().min(region.len());
        if by > 0 {
            region.rotate_left(away);
            let from = region.len() - away;
            region[from..].fill(blank);
        } else {
            region.rotate_right(away);
            region[..away].fill(blank);
        }
    }
}

/// Counts the columns that differ between two rows, which is about the bytes that a change costs.
pub fn distance(from: &[Glyph], to: &[Glyph]) -> usize {
    from.iter().zip(to).filter(|(a, b)| a != b).count()
}
