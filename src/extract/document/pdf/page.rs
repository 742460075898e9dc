//! One page: letters with their boxes as they are drawn, rectangles drawn over them, and the text
//! that comes of it.

use super::ink::Ink;
use super::order::{is_leftward, read_order};
use crate::model::words::{Word, places};
use pdf_extract::{ColorSpace, MediaBox, OutputDev, OutputError, Path, PathOp, Transform};

/// Share of a letter's box that a rectangle must hide.
const COVERED: f64 = 0.8;
/// Share of a letter's box that a ground must take for the letter to stand out.
const GROUND: f64 = 0.5;
/// Size of type, in points, up to which nobody reads it.
const TINY: f64 = 1.5;
/// Why letters cannot be seen.
const UNSEEN: [Word; 3] = [places::WHITE, places::TINY, places::NO_INK];
/// Rectangles of one page that are held against its letters.
const RECTANGLES: usize = 2_000;
/// Letters of one page.
const LETTERS: usize = 400_000;

/// A box on the page, in its own units.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Area {
    pub left: f64,
    pub bottom: f64,
    pub right: f64,
    pub top: f64,
}

impl Area {
    /// Gives the smallest box around some points.
    pub fn around(points: &[(f64, f64)]) -> Option<Self> {
        let (x, y) = *points.first()?;
        let mut area = Self {
            left: x,
            bottom: y,
            right: x,
            top: y,
        };
        for (x, y) in points {
            area.left = area.left.min(*x);
            area.right = area.right.max(*x);
            area.bottom = area.bottom.min(*y);
            area.top = area.top.max(*y);
        }
        Some(area)
    }

    fn size(&self) -> f64 {
        (self.right - self.left).max(0.0) * (self.top - self.bottom).max(0.0)
    }

    /// Gives the share of this box that another hides.
    fn hidden_by(&self, other: &Self) -> f64 {
        let both = Self {
            left: self.left.max(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.min(other.right),
            top: self.top.min(other.top),
        };
        let size = self.size();
        if size > 0.0 { both.size() / size } else { 0.0 }
    }
}

struct Letter {
    text: String,
    area: Area,
    /// Size of the type on the page.
    size: f64,
    /// Rectangles that were drawn before it.
    drawn: usize,
    ink: Ink,
}

/// One page on its way to text.
#[derive(Default)]
pub(super) struct Page {
    letters: Vec<Letter>,
    rectangles: Vec<Area>,
    /// Those of them that are not white, by their places.
    coloured: Vec<usize>,
    ink: Ink,
    /// Whether it draws what white letters may stand on.
    pub(super) grounds: bool,
    /// Whether it draws forms, whose places are known only roughly.
    pub(super) forms: bool,
    /// The text that a reader sees.
    pub shown: String,
    /// The text that lies under a rectangle.
    pub covered: String,
    /// Text that cannot be seen, with why.
    pub unseen: Vec<(Word, String)>,
    /// What annotations say.
    pub annotations: String,
}

impl Page {
    /// Tells whether no letter was drawn.
    pub fn is_blank(&self) -> bool {
        self.letters.is_empty()
    }

    /// Lays an opaque rectangle over all that was drawn so far.
    pub fn cover(&mut self, area: Area) {
        if self.rectangles.len() < RECTANGLES {
            if !self.ink.white {
                self.coloured.push(self.rectangles.len());
            }
            self.rectangles.push(area);
        }
    }

    /// Gives what was drawn, with a new line wherever a rectangle came between: turned fields that
    /// stand side by side are no words of one line.
    pub fn pieces(&mut self) -> String {
        let (mut out, mut line, mut drawn) = (String::new(), Line::default(), 0);
        for letter in std::mem::take(&mut self.letters) {
            if std::mem::replace(&mut drawn, letter.drawn) != letter.drawn {
                out.push_str(std::mem::take(&mut line).done().trim());
                out.push('\n');
            }
            line.push(&letter);
        }
        out + line.done().trim()
    }

    /// Adds what annotations draw; what they say beside it is not repeated.
    pub fn overlaid(&mut self, words: &str) {
        if words.trim().is_empty() {
            return;
        }
        let flat = |text: &str| text.split_whitespace().collect::<String>();
        let drawn = flat(words);
        let said = std::mem::take(&mut self.annotations);
        let rest = said.lines().filter(|line| !drawn.contains(&flat(line)));
        self.annotations = rest.flat_map(|line| [line, "\n"]).collect();
        if !self.shown.is_empty() && !self.shown.ends_with('\n') {
            self.shown.push('\n');
        }
        self.shown.push_str(words.trim());
    }

    /// Tells why a letter cannot be seen, by its place in [`UNSEEN`]; `None` where it can.
    fn why_unseen(&self, letter: &Letter) -> Option<usize> {
        let blank = letter.text.trim().is_empty();
        if self.forms || blank {
            return None;
        }
        if letter.size > 0.0 && letter.size <= TINY {
            return Some(1);
        }
        // Behind a picture of the page stand the words that a machine read in it.
        if self.grounds {
            return None;
        }
        if letter.ink.unseen {
            return Some(2);
        }
        let before = self.coloured.iter().take_while(|at| **at < letter.drawn);
        let mut grounds = before.filter_map(|at| self.rectangles.get(*at));
        let on_colour = grounds.any(|r| letter.area.hidden_by(r) >= GROUND);
        (letter.ink.white && !on_colour).then_some(0)
    }

    /// Makes text of the letters.
    pub fn finish(&mut self) {
        let (mut shown, mut covered) = (Line::default(), Line::default());
        let mut unseen: [Line; 3] = Default::default();
        for letter in std::mem::take(&mut self.letters) {
            let later = self.rectangles.get(letter.drawn..).unwrap_or(&[]);
            let hidden = later.iter().any(|r| letter.area.hidden_by(r) >= COVERED);
            if hidden {
                covered.push(&letter);
            }
            let why = self.why_unseen(&letter).filter(|_| !hidden);
            if let Some(line) = why.and_then(|at| unseen.get_mut(at)) {
                line.push(&letter);
            }
            if (!hidden || self.forms) && why.is_none() {
                shown.push(&letter);
            }
        }
        let told = unseen
            .into_iter()
            .zip(UNSEEN)
            .map(|(l, w)| (w, l.done().trim().to_owned()));
        self.unseen
            .extend(told.filter(|(_, text)| !text.is_empty()));
        self.shown = shown.done();
        covered.done().trim().clone_into(&mut self.covered);
    }
}

/// Letters set side by side: blanks and line ends come from the distances.
#[derive(Default)]
struct Line {
    text: String,
    /// The box of the last letter, and the size of its type.
    last: Option<(Area, f64)>,
    /// Where the line at hand begins, and how many more letters of scripts that run from right to
    /// left were drawn to the right of the one before than to the left.
    start: usize,
    backwards: i32,
}

impl Line {
    fn push(&mut self, letter: &Letter) {
        let area = &letter.area;
        if let Some((last, size)) = &self.last {
            let size = size.max(letter.size).max(0.1);
            let down = (area.bottom - last.bottom).abs();
            let gap = area.left - last.right;
            let back = area.left < last.left - size * 0.5;
            if down > size * 0.6 || (back && down > size * 0.2) || gap < -size * 4.0 {
                let paragraph = down > size * 1.9 && down < size * 40.0;
                self.turn();
                self.text.push_str(if paragraph { "\n\n" } else { "\n" });
                self.start = self.text.len();
            } else {
                if letter.text.contains(is_leftward) {
                    self.backwards += if area.left > last.left { 1 } else { -1 };
                }
                if gap > size * 0.16 && !self.text.ends_with(' ') && letter.text != " " {
                    self.text.push(' ');
                }
            }
        }
        for ch in letter.text.chars() {
            match ligature(ch) {
                Some(letters) => self.text.push_str(letters),
                None if ch == '\0' => {}
                None => self.text.push(ch),
            }
        }
        self.last = Some((*area, letter.size));
    }

    /// Ends a line: one that was drawn backwards is turned.
    fn turn(&mut self) {
        if std::mem::take(&mut self.backwards) > 0 {
            let line = self.text.split_off(self.start.min(self.text.len()));
            self.text.push_str(&read_order(&line));
        }
    }

    /// Gives the text.
    fn done(mut self) -> String {
        self.turn();
        self.text
    }
}

/// Letters that a font draws as one.
fn ligature(ch: char) -> Option<&'static str> {
    match ch {
        '\u{fb00}' => Some("ff"),
        '\u{fb01}' => Some("fi"),
        '\u{fb02}' => Some("fl"),
        '\u{fb03}' => Some("ffi"),
        '\u{fb04}' => Some("ffl"),
        '\u{fb05}' | '\u{fb06}' => Some("st"),
        _ => None,
    }
}

fn at(m: &Transform, x: f64, y: f64) -> (f64, f64) {
    (x * m.m11 + y * m.m21 + m.m31, x * m.m12 + y * m.m22 + m.m32)
}

impl OutputDev for Page {
    fn begin_page(
        &mut self,
        _: u32,
        _: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        trm: &Transform,
        width: f64,
        _: f64,
        font_size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        if self.letters.len() >= LETTERS {
            return Ok(());
        }
        let (wide, tall) = (width * font_size, font_size * 0.7);
        let corners = [
            at(trm, 0.0, 0.0),
            at(trm, wide, 0.0),
            at(trm, 0.0, tall),
            at(trm, wide, tall),
        ];
        let size = font_size.abs() * (trm.m12.hypot(trm.m11)).max(trm.m22.hypot(trm.m21));
        if let Some(area) = Area::around(&corners)
            && size.is_finite()
        {
            self.letters.push(Letter {
                text: text.to_owned(),
                area,
                size,
                drawn: self.rectangles.len(),
                ink: self.ink,
            });
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn fill(
        &mut self,
        ctm: &Transform,
        colours: &ColorSpace,
        _: &[f64],
        path: &Path,
    ) -> Result<(), OutputError> {
        if let [PathOp::MoveTo(x, y)] = path.ops[..]
            && let Some(ink) = Ink::of_mark(x, y)
        {
            self.ink = ink;
            return Ok(());
        }
        if matches!(colours, ColorSpace::Pattern) {
            self.grounds = true;
            return Ok(());
        }
        let mut points: Vec<(f64, f64)> = Vec::new();
        for op in path.ops.iter().take(RECTANGLES) {
            match op {
                PathOp::Rect(x, y, wide, tall) => {
                    let corners = [at(ctm, *x, *y), at(ctm, x + wide, y + tall)];
                    // A turned rectangle hides less than the box around it.
                    let straight =
                        (ctm.m12.abs() + ctm.m21.abs()).min(ctm.m11.abs() + ctm.m22.abs()) < 1e-6;
                    if straight && let Some(area) = Area::around(&corners) {
                        self.cover(area);
                    }
                }
                PathOp::MoveTo(x, y) => {
                    self.outline(&points);
                    points.clear();
                    points.push(at(ctm, *x, *y));
                }
                PathOp::LineTo(x, y) => points.push(at(ctm, *x, *y)),
                PathOp::CurveTo(..) => points.clear(),
                PathOp::Close => {}
            }
        }
        self.outline(&points);
        Ok(())
    }
}

impl Page {
    /// Lays down an outline of lines where it is a rectangle.
    fn outline(&mut self, points: &[(f64, f64)]) {
        let Some(area) = Area::around(points).filter(|_| (4..=6).contains(&points.len())) else {
            return;
        };
        let near = |a: f64, b: f64| (a - b).abs() < 0.01;
        let corner = |(x, y): &(f64, f64)| {
            (near(*x, area.left) || near(*x, area.right))
                && (near(*y, area.bottom) || near(*y, area.top))
        };
        if points.iter().all(corner) {
            self.cover(area);
        }
    }
}
