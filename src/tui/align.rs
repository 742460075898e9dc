//! Which line of one text stands beside which line of the other, given the alignment of their
//! tokens; and which runs of equal rows are folded.

use super::sides::{Layout, Piece, Row, Side, Sides, pieces};
use crate::model::OpTag;
use std::collections::BTreeSet;
use std::ops::Range;

/// Lays out the bodies of two texts in aligned rows.
pub fn rows(sides: &Sides) -> Vec<Row> {
    let (a, b) = (Lines::new(sides, Side::A), Lines::new(sides, Side::B));
    let mut out = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < a.len() || j < b.len() {
        match step(&a, &b, i, j) {
            Step::Both => {
                both(sides.view.layout, (&a, i), (&b, j), &mut out);
                i += 1;
                j += 1;
            }
            Step::A => {
                alone(Side::A, &a, i, &mut out);
                i += 1;
            }
            Step::B => {
                // One column shows words that only stand on another line once, as A has them.
                if sides.view.layout == Layout::SideBySide || b.is_changed(j) {
                    alone(Side::B, &b, j, &mut out);
                }
                j += 1;
            }
        }
    }
    out
}

/// Which side goes on.
enum Step {
    Both,
    A,
    B,
}

fn step(a: &Lines, b: &Lines, i: usize, j: usize) -> Step {
    if i >= a.len() {
        return Step::B;
    }
    if j >= b.len() {
        return Step::A;
    }
    match (a.beside(i), b.beside(j)) {
        (beside_i, beside_j) if beside_i == Some(j) || beside_j == Some(i) => Step::Both,
        (None, None) => Step::Both,
        (Some(_), None) => Step::B,
        (Some(x), Some(y)) if x > j && y < i => Step::B,
        (_, Some(_)) => Step::A,
    }
}

/// The lines of one side: pieces, whether changed, and the line of the other side that holds
/// their first equal word.
struct Lines {
    pieces: Vec<Vec<Piece>>,
    beside: Vec<Option<usize>>,
    changed: Vec<bool>,
}

impl Lines {
    fn new(sides: &Sides, side: Side) -> Self {
        let pieces = pieces(sides.text(side), sides.view.width);
        let others: Vec<Range<usize>> = super::wrap::lines(sides.text(side.other()));
        let spans = pieces.iter().map(|line| span(line));
        let beside = spans
            .clone()
            .map(|s| first_equal(sides, side, &s, &others))
            .collect();
        let changed = spans.map(|s| sides.is_changed(side, &s)).collect();
        Self {
            pieces,
            beside,
            changed,
        }
    }

    fn len(&self) -> usize {
        self.pieces.len()
    }

    fn beside(&self, at: usize) -> Option<usize> {
        self.beside.get(at).copied().flatten()
    }

    fn is_changed(&self, at: usize) -> bool {
        self.changed.get(at).copied().unwrap_or(false)
    }

    fn at(&self, at: usize) -> &[Piece] {
        self.pieces.get(at).map_or(&[], Vec::as_slice)
    }
}

fn span(line: &[Piece]) -> Range<usize> {
    let start = line.first().map_or(0, |p| p.range.start);
    let end = line.last().map_or(start, |p| p.range.end);
    start..end
}

fn first_equal(
    sides: &Sides,
    side: Side,
    span: &Range<usize>,
    others: &[Range<usize>],
) -> Option<usize> {
    let (_, op) = sides
        .runs(side, span)
        .find(|(_, op)| op.tag == OpTag::Equal && has_words(sides, side, side.of(op), span))?;
    let (here, there) = (side.of(op), side.other().of(op));
    let into = span.start.max(here.start) - here.start;
    let offset = (there.start + into).min(there.end.saturating_sub(1));
    let line = others.partition_point(|l| l.end <= offset);
    (line < others.len()).then_some(line)
}

/// A run of white space alone ties no lines together.
fn has_words(sides: &Sides, side: Side, op: &Range<usize>, span: &Range<usize>) -> bool {
    let common = op.start.max(span.start)..op.end.min(span.end);
    let text = sides.text(side).get(common).unwrap_or("");
    text.chars().any(|c| !c.is_whitespace())
}

fn both(layout: Layout, (a, i): (&Lines, usize), (b, j): (&Lines, usize), out: &mut Vec<Row>) {
    let changed = a.is_changed(i) || b.is_changed(j);
    if layout == Layout::Unified && changed {
        for side in [Side::A, Side::B] {
            let pieces = if side == Side::A { a.at(i) } else { b.at(j) };
            out.extend(pieces.iter().map(|p| row(side, p, true)));
        }
        return;
    }
    let (left, right) = (a.at(i), b.at(j));
    let height = match layout {
        Layout::SideBySide => left.len().max(right.len()),
        Layout::Unified => left.len(),
    };
    out.extend((0..height).map(|n| Row {
        a: left.get(n).cloned(),
        b: right.get(n).cloned(),
        changed,
        head: None,
    }));
}

fn alone(side: Side, lines: &Lines, at: usize, out: &mut Vec<Row>) {
    let changed = lines.is_changed(at);
    out.extend(lines.at(at).iter().map(|p| row(side, p, changed)));
}

fn row(side: Side, piece: &Piece, changed: bool) -> Row {
    let piece = Some(piece.clone());
    let (a, b) = match side {
        Side::A => (piece, None),
        Side::B => (None, piece),
    };
    Row {
        a,
        b,
        changed,
        head: None,
    }
}

/// A row as it stands on the screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shown {
    /// A row of `Sides::rows`.
    Row(usize),
    /// A fold over equal rows: the first of them, and how many.
    Fold(usize, usize),
}

impl Shown {
    /// Tells whether a row stands here.
    pub fn holds(self, row: usize) -> bool {
        match self {
            Self::Row(at) => at == row,
            Self::Fold(first, count) => (first..first + count).contains(&row),
        }
    }
}

/// What is folded.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Folds {
    /// Every run of equal rows.
    #[default]
    All,
    /// Every run but those that begin at these rows.
    But(BTreeSet<usize>),
    /// Nothing.
    None,
}

/// Equal rows that stay beside a change.
const CONTEXT: usize = 3;

/// Folds runs of equal rows that are longer than their context.
pub fn fold(rows: &[Row], folds: &Folds) -> Vec<Shown> {
    let all_equal = rows.iter().all(|r| !r.changed);
    let mut out = Vec::with_capacity(rows.len().min(1 << 12));
    let mut at = 0;
    while at < rows.len() {
        let equal = rows.iter().skip(at).take_while(|r| !r.changed).count();
        if equal == 0 {
            out.push(Shown::Row(at));
            at += 1;
            continue;
        }
        let end = at + equal;
        let first = if at == 0 { at } else { at + CONTEXT };
        let last = if end == rows.len() {
            end
        } else {
            end.saturating_sub(CONTEXT)
        };
        let open = all_equal
            || match folds {
                Folds::All => false,
                Folds::But(opened) => opened.contains(&first),
                Folds::None => true,
            };
        if open || last < first + 2 {
            out.extend((at..end).map(Shown::Row));
        } else {
            out.extend((at..first).map(Shown::Row));
            out.push(Shown::Fold(first, last - first));
            out.extend((last..end).map(Shown::Row));
        }
        at = end;
    }
    out
}
