//! Two texts laid out against each other by a worker. The alignment is over the tokens of the whole
//! texts; lines are only how it is drawn: a line of A stands beside the line of B that holds its
//! first equal word, both wrapped, with gaps where one side has nothing.

use super::wrap::{lines, wrap};
use crate::case::Read;
use crate::model::words::heads as w;
use crate::model::words::unread::cause;
use crate::model::{Comparison, Digest, EditClass, Field, Item, ItemIx, Lang, Op, OpTag, Word};
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

/// How a comparison is laid out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct View {
    /// Columns of a text: of each side, or of the one column.
    pub width: u16,
    /// Beside each other, or one below the other.
    pub layout: Layout,
    /// What is not shown as a change.
    pub ignore: Ignore,
}

/// How the two texts stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layout {
    /// A left, B right.
    SideBySide,
    /// One column with signs.
    Unified,
}

/// Kinds of noise that a reader can bring back.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Noise {
    /// White space and line breaks.
    Wrap,
    /// Quote marks at line starts.
    Quotes,
    /// Case, typographic forms, damage by a character set.
    Forms,
    /// Signatures, footers, disclaimers, header blocks.
    Footer,
}

impl Noise {
    /// All kinds in the order of the menu.
    pub const ALL: [Self; 4] = [Self::Wrap, Self::Quotes, Self::Forms, Self::Footer];

    /// Gives the word of the menu and the bar.
    pub fn word(self) -> Word {
        match self {
            Self::Wrap => w::SPACE,
            Self::Quotes => w::QUOTES,
            Self::Forms => w::FORMS,
            Self::Footer => w::FOOTER,
        }
    }

    /// Gives the kind that a class of edits belongs to; `None` for an edit that counts.
    pub fn of(class: EditClass) -> Option<Self> {
        match class {
            EditClass::Wrap => Some(Self::Wrap),
            EditClass::QuoteMarks => Some(Self::Quotes),
            EditClass::Typographic | EditClass::Encoding => Some(Self::Forms),
            EditClass::Signature
            | EditClass::Footer
            | EditClass::Disclaimer
            | EditClass::HeaderBlock => Some(Self::Footer),
            other => other.is_noise().then_some(Self::Forms),
        }
    }
}

/// What is ignored; all of it, to begin with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ignore([bool; 4]);

impl Default for Ignore {
    fn default() -> Self {
        Self([true; 4])
    }
}

impl Ignore {
    /// Tells whether a kind is ignored.
    pub fn has(self, noise: Noise) -> bool {
        self.0.get(noise as usize).copied().unwrap_or(true)
    }

    /// Gives the same with one kind the other way.
    #[must_use]
    pub fn toggled(mut self, noise: Noise) -> Self {
        if let Some(on) = self.0.get_mut(noise as usize) {
            *on = !*on;
        }
        self
    }
}

/// Two texts laid out.
#[derive(Clone, PartialEq, Debug)]
pub struct Sides {
    /// The items.
    pub items: (ItemIx, ItemIx),
    /// The same, by their bytes.
    pub digests: (Digest, Digest),
    /// How they are laid out.
    pub view: View,
    /// Text of A.
    pub a: Arc<str>,
    /// Text of B.
    pub b: Arc<str>,
    /// Their alignment.
    pub comparison: Arc<Comparison>,
    /// Aligned display rows.
    pub rows: Vec<Row>,
    /// What `n` and `N` go to, in order.
    pub points: Vec<Point>,
    /// Edits that tell of moved words; a place in this list is the number on both ends.
    pub moved: Arc<Vec<u32>>,
    /// Why they could not be compared.
    pub failed: Option<String>,
}

/// One aligned display row.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Row {
    /// Piece of A.
    pub a: Option<Piece>,
    /// Piece of B.
    pub b: Option<Piece>,
    /// Whether its line differs.
    pub changed: bool,
    /// Edit of a header field that this row tells in words, in place of pieces.
    pub head: Option<u32>,
}

/// A piece of a text that fits a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece {
    /// Byte range in the text.
    pub range: Range<usize>,
    /// Line number from 1 where the line begins here.
    pub line: Option<u32>,
}

/// A change that the cursor can go to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Point {
    /// The row where it begins.
    pub row: usize,
    /// Its run in `Comparison::ops`; `None` for a header field.
    pub op: Option<u32>,
    /// Its edit; `None` for noise that is shown.
    pub edit: Option<u32>,
}

/// One of the two sides.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Side {
    /// The first text.
    A,
    /// The second text.
    B,
}

impl Side {
    /// Gives a run's span on this side.
    pub fn of(self, op: &Op) -> &Range<usize> {
        match self {
            Self::A => &op.a,
            Self::B => &op.b,
        }
    }

    /// Gives the other side.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
        }
    }

    /// Gives the letter.
    pub fn letter(self) -> char {
        match self {
            Self::A => 'A',
            Self::B => 'B',
        }
    }
}

/// Longest time that an alignment on screen may take.
pub const DEADLINE: Duration = Duration::from_secs(2);

/// Reads, aligns and lays out two items.
pub fn compare(
    (reader, lang): (&dyn Read, Lang),
    a: (ItemIx, &Item),
    b: (ItemIx, &Item),
    view: View,
) -> Sides {
    let mut failed = None;
    let mut body = |item: &Item| match reader.text(item) {
        Ok(text) => text.body(),
        Err(e) => {
            failed = Some(cause(&e).of(lang).to_owned());
            String::new()
        }
    };
    let (text_a, text_b) = (body(a.1), body(b.1));
    let comparison = match reader.compare(a.1, b.1, Some(DEADLINE)) {
        Ok(comparison) => comparison,
        Err(e) => {
            failed = Some(cause(&e).of(lang).to_owned());
            Comparison::default()
        }
    };
    let digests = (a.1.digest, b.1.digest);
    Sides::new(
        (a.0, b.0),
        digests,
        view,
        (&text_a, &text_b),
        comparison,
        failed,
    )
}

impl Sides {
    /// Lays out two texts.
    pub fn new(
        items: (ItemIx, ItemIx),
        digests: (Digest, Digest),
        view: View,
        (a, b): (&str, &str),
        comparison: Comparison,
        failed: Option<String>,
    ) -> Self {
        let edits = comparison.edits.iter().enumerate();
        let moved = edits
            .filter(|(_, e)| e.class == EditClass::Moved)
            .map(|(at, _)| at as u32);
        let moved: Arc<Vec<u32>> = Arc::new(moved.collect());
        let blank = Self {
            items,
            digests,
            view,
            a: a.into(),
            b: b.into(),
            comparison: Arc::new(comparison),
            rows: Vec::new(),
            points: Vec::new(),
            moved,
            failed,
        };
        blank.laid_out(view)
    }

    /// Lays the same texts out another way.
    #[must_use]
    pub fn laid_out(&self, view: View) -> Self {
        let mut out = Self {
            view,
            rows: Vec::new(),
            points: Vec::new(),
            ..self.clone()
        };
        let heads = out.comparison.edits.iter().enumerate();
        let heads = heads.filter(|(_, e)| e.field != Field::Body);
        out.rows = heads
            .map(|(at, _)| Row {
                changed: true,
                head: Some(at as u32),
                ..Row::default()
            })
            .collect();
        let body = super::align::rows(&out);
        out.rows.extend(body);
        out.points = out.find_points();
        out
    }

    /// Tells whether a run is shown as a change.
    pub fn shows(&self, tag: OpTag) -> bool {
        match tag {
            OpTag::Equal => false,
            OpTag::Edit(_) => true,
            OpTag::Noise(class) => Noise::of(class).is_none_or(|n| !self.view.ignore.has(n)),
        }
    }

    /// Gives the runs that touch a span of one side, with their places.
    pub fn runs(&self, side: Side, span: &Range<usize>) -> impl Iterator<Item = (usize, &Op)> {
        let ops = &self.comparison.ops;
        let first = ops.partition_point(|op| side.of(op).end <= span.start);
        let end = span.end;
        ops.iter()
            .enumerate()
            .skip(first)
            .take_while(move |(_, op)| side.of(op).start < end)
            .filter(move |(_, op)| !side.of(op).is_empty())
    }

    /// Tells whether a span of one side holds a change that is shown.
    pub fn is_changed(&self, side: Side, span: &Range<usize>) -> bool {
        self.runs(side, span).any(|(_, op)| self.shows(op.tag))
    }

    /// Gives the text of a side.
    pub fn text(&self, side: Side) -> &str {
        match side {
            Side::A => &self.a,
            Side::B => &self.b,
        }
    }

    /// Counts the changes of each ignored kind.
    pub fn ignored(&self, noise: Noise) -> u32 {
        let counts = self.comparison.ignored.iter();
        counts
            .filter(|(class, _)| Noise::of(*class) == Some(noise))
            .map(|(_, n)| n)
            .sum()
    }

    fn find_points(&self) -> Vec<Point> {
        let heads = self.rows.iter().enumerate().filter_map(|(row, r)| {
            r.head.map(|edit| Point {
                row,
                op: None,
                edit: Some(edit),
            })
        });
        let mut points: Vec<Point> = heads.collect();
        let starts = |side: Side| -> Vec<(usize, usize)> {
            let pieces = self.rows.iter().enumerate().filter_map(|(at, row)| {
                let piece = match side {
                    Side::A => row.a.as_ref(),
                    Side::B => row.b.as_ref(),
                };
                piece.map(|p| (p.range.start, at))
            });
            pieces.collect()
        };
        let (of_a, of_b) = (starts(Side::A), starts(Side::B));
        let row_of = |starts: &[(usize, usize)], offset: usize| {
            let after = starts.partition_point(|(start, _)| *start <= offset);
            starts.get(after.saturating_sub(1)).map(|(_, row)| *row)
        };
        for (at, op) in self.comparison.ops.iter().enumerate() {
            if !self.shows(op.tag) {
                continue;
            }
            let row = if op.a.is_empty() {
                row_of(&of_b, op.b.start)
            } else {
                row_of(&of_a, op.a.start)
            };
            let edit = match op.tag {
                OpTag::Edit(edit) => Some(edit),
                OpTag::Equal | OpTag::Noise(_) => None,
            };
            points.push(Point {
                row: row.unwrap_or(0),
                op: Some(at as u32),
                edit,
            });
        }
        points
    }
}

/// Cuts a text's lines into pieces; the first piece of a line bears its number.
pub fn pieces(text: &str, width: u16) -> Vec<Vec<Piece>> {
    let cut = |(at, line): (usize, Range<usize>)| {
        let rows = wrap(text, line, usize::from(width)).into_iter();
        let numbered = rows.enumerate().map(|(n, range)| Piece {
            range,
            line: (n == 0).then_some(at as u32 + 1),
        });
        numbered.collect()
    };
    lines(text).into_iter().enumerate().map(cut).collect()
}
