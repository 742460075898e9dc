//! The bytes of a frame: the shortest moves of the cursor, and attributes only where they change.

use super::grid::{Glyph, Look, Text};
use super::shift::Shift;
use ratatui::style::{Color, Modifier};
use std::io::Write as _;

/// What writes a frame; between frames nothing is known of the cursor, and the look is plain.
pub struct Pen {
    out: Vec<u8>,
    /// Where the cursor surely is: column and row.
    at: Option<(usize, usize)>,
    look: Look,
}

/// Widest run of unchanged columns that is written again rather than jumped over.
const GAP: usize = 4;

/// Attributes with the number that sets them.
const ATTRIBUTES: &[(Modifier, u8)] = &[
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::REVERSED, 7),
    (Modifier::CROSSED_OUT, 9),
];

impl Pen {
    /// Begins a frame.
    pub fn new() -> Self {
        Self {
            out: Vec::new(),
            at: None,
            look: Look::PLAIN,
        }
    }

    /// Empties the screen of a terminal of which nothing is known.
    pub fn clear(&mut self) {
        self.put("\x1b[r\x1b[m\x1b[2J");
        self.at = None;
    }

    /// Moves rows inside a region. The region is the whole screen again afterwards.
    pub fn shift(&mut self, shift: Shift) {
        self.wear(Look::PLAIN);
        let Shift { top, end, by } = shift;
        self.write(format_args!("\x1b[{};{end}r", top + 1));
        self.at = Some((0, 0));
        self.go(0, top);
        let letter = if by > 0 { 'M' } else { 'L' };
        match by.unsigned_abs() {
            1 => self.write(format_args!("\x1b[{letter}")),
            n => self.write(format_args!("\x1b[{n}{letter}")),
        }
        self.put("\x1b[r");
        self.at = Some((0, 0));
    }

    /// Writes what differs between a shown row and the next one.
    pub fn row(&mut self, y: usize, shown: &[Glyph], next: &[Glyph]) {
        let blank = |g: &&Glyph| **g == super::grid::BLANK;
        let tail = next.len() - next.iter().rev().take_while(blank).count();
        for (x, glyph) in next.iter().enumerate().take(tail) {
            if shown.get(x) == Some(glyph) || glyph.text == Text::Tail {
                continue;
            }
            self.reach(x, y, next);
            self.glyph(x, y, glyph, next.len());
        }
        let old = shown.get(tail..).unwrap_or(&[]);
        if let Some(first) = old.iter().position(|g| !blank(&g)) {
            self.go(tail + first, y);
            self.wear(Look::PLAIN);
            self.put("\x1b[K");
        }
    }

    /// Ends the frame and gives its bytes.
    pub fn end(mut self) -> Vec<u8> {
        if self.look != Look::PLAIN {
            self.put("\x1b[m");
        }
        self.out
    }

    /// Goes to a column, over a short gap by writing it again.
    fn reach(&mut self, x: usize, y: usize, row: &[Glyph]) {
        if let Some((from, line)) = self.at
            && line == y
            && from < x
            && x - from <= GAP
            && let Some(gap) = row.get(from..x)
            && gap.iter().all(|g| g.is_plain() && g.fits(self.look))
        {
            for (at, glyph) in gap.iter().enumerate() {
                self.glyph(from + at, y, glyph, row.len());
            }
            return;
        }
        self.go(x, y);
    }

    fn go(&mut self, x: usize, y: usize) {
        match self.at {
            Some(at) if at == (x, y) => return,
            Some((from, line)) if line == y && x == from + 1 => self.put("\x1b[C"),
            Some((from, line)) if line == y && x > from => {
                self.write(format_args!("\x1b[{}C", x - from));
            }
            Some((_, line)) if line == y && x == 0 => self.put("\r"),
            Some(_) | None => match (x, y) {
                (0, 0) => self.put("\x1b[H"),
                (0, _) => self.write(format_args!("\x1b[{}H", y + 1)),
                _ => self.write(format_args!("\x1b[{};{}H", y + 1, x + 1)),
            },
        }
        self.at = Some((x, y));
    }

    fn glyph(&mut self, x: usize, y: usize, glyph: &Glyph, width: usize) {
        if !glyph.fits(self.look) {
            self.wear(glyph.look);
        }
        let after = match &glyph.text {
            Text::Char(c) => {
                let mut bytes = [0; 4];
                self.put(c.encode_utf8(&mut bytes));
                let one = unicode_width::UnicodeWidthChar::width(*c) == Some(1);
                one.then_some(x + 1)
            }
            // Terminals differ on how far these move the cursor.
            Text::Cluster(cluster) => {
                self.put(cluster);
                None
            }
            Text::Tail => None,
        };
        // At the edge the cursor stays, or waits to wrap.
        self.at = after.filter(|x| *x < width).map(|x| (x, y));
    }

    /// Changes the look: what is added is said alone, what is taken away begins anew.
    fn wear(&mut self, look: Look) {
        if self.look == look {
            return;
        }
        if look == Look::PLAIN {
            self.look = look;
            self.put("\x1b[m");
            return;
        }
        let mut codes = Vec::new();
        let mut from = self.look;
        let undoes = !look.modifier.contains(from.modifier)
            || (look.fg == Color::Reset && from.fg != Color::Reset)
            || (look.bg == Color::Reset && from.bg != Color::Reset);
        if undoes {
            codes.push("0".to_owned());
            from = Look::PLAIN;
        }
        for (modifier, code) in ATTRIBUTES {
            if look.modifier.contains(*modifier) && !from.modifier.contains(*modifier) {
                codes.push(code.to_string());
            }
        }
        for (colour, old, base) in [(look.fg, from.fg, 30), (look.bg, from.bg, 40)] {
            if colour != old {
                codes.extend(colour_code(colour, base));
            }
        }
        self.look = look;
        if !codes.is_empty() {
            self.write(format_args!("\x1b[{}m", codes.join(";")));
        }
    }

    fn put(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    fn write(&mut self, text: std::fmt::Arguments) {
        // A vector takes everything.
        let _ = self.out.write_fmt(text);
    }
}

/// Gives the numbers of a colour: `base` is 30 for text and 40 for what is behind it.
fn colour_code(colour: Color, base: u8) -> Option<String> {
    let bright = base + 60;
    Some(match colour {
        Color::Reset => return None,
        Color::Black => base.to_string(),
        Color::Red => (base + 1).to_string(),
        Color::Green => (base + 2).to_string(),
        Color::Yellow => (base + 3).to_string(),
        Color::Blue => (base + 4).to_string(),
        Color::Magenta => (base + 5).to_string(),
        Color::Cyan => (base + 6).to_string(),
        Color::Gray => (base + 7).to_string(),
        Color::DarkGray => bright.to_string(),
        Color::LightRed => (bright + 1).to_string(),
        Color::LightGreen => (bright + 2).to_string(),
        Color::LightYellow => (bright + 3).to_string(),
        Color::LightBlue => (bright + 4).to_string(),
        Color::LightMagenta => (bright + 5).to_string(),
        Color::LightCyan => (bright + 6).to_string(),
        Color::White => (bright + 7).to_string(),
        Color::Indexed(n) => format!("{};5;{n}", base + 8),
        Color::Rgb(r, g, b) => format!("{};2;{r};{g};{b}", base + 8),
    })
}
