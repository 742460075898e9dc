//! A comparison as it is drawn: runs that cover both texts from start to end, the edits that count
//! in the order of the first text, and the noise by class.

use super::merge::moves;
use super::stream::Stream;
use super::{Delta, Options, deltas};
use crate::model::{Comparison, Edit, EditClass, Field, Op, OpTag};
use std::collections::BTreeMap;
use std::ops::Range;

/// Compares two texts word by word.
pub fn texts(a: &str, b: &str, options: &Options) -> Comparison {
    if a == b {
        return same(a);
    }
    let (x, y) = (Stream::of(a), Stream::of(b));
    let found = deltas(&x, &y, options.deadline);
    let mut drawing = Drawing::new(&x, &y, options);
    drawing.moved = pair_moves(&x, &y, &found);
    for (at, delta) in found.iter().enumerate() {
        drawing.delta(at, delta);
    }
    let mut out = drawing.finish();
    // Where a deadline passes, similar answers with a rough alignment; it does not say so itself.
    let late = options
        .deadline
        .is_some_and(|d| std::time::Instant::now() >= d);
    out.truncated = x.truncated || y.truncated || late;
    out
}

fn same(text: &str) -> Comparison {
    Comparison {
        ops: vec![Op {
            tag: OpTag::Equal,
            a: 0..text.len(),
            b: 0..text.len(),
        }],
        ..Comparison::default()
    }
}

/// Gives for the deltas that have moved the two places, each under both of them.
fn pair_moves(x: &Stream<'_>, y: &Stream<'_>, found: &[Delta]) -> BTreeMap<usize, (usize, usize)> {
    let gaps: Vec<_> = found.iter().map(|d| d.gap.clone()).collect();
    moves(x, y, &gaps)
        .into_iter()
        .flat_map(|(from, to)| [(from, (from, to)), (to, (from, to))])
        .collect()
}

struct Drawing<'s, 't> {
    x: &'s Stream<'t>,
    y: &'s Stream<'t>,
    options: &'s Options,
    /// Moves by delta: where from, where to.
    moved: BTreeMap<usize, (usize, usize)>,
    /// Edits of the moves that were begun, by the pair.
    begun: BTreeMap<(usize, usize), u32>,
    ops: Vec<Op>,
    edits: Vec<Edit>,
    ignored: BTreeMap<EditClass, u32>,
    done: (usize, usize),
    words: (usize, usize),
}

impl<'s, 't> Drawing<'s, 't> {
    fn new(x: &'s Stream<'t>, y: &'s Stream<'t>, options: &'s Options) -> Self {
        Self {
            x,
            y,
            options,
            moved: BTreeMap::new(),
            begun: BTreeMap::new(),
            ops: Vec::new(),
            edits: Vec::new(),
            ignored: BTreeMap::new(),
            done: (0, 0),
            words: (0, 0),
        }
    }

    fn delta(&mut self, at: usize, delta: &Delta) {
        let (a, b) = (self.span(delta, true), self.span(delta, false));
        self.equal((a.start, b.start), (delta.gap.a.start, delta.gap.b.start));
        self.words = (delta.gap.a.end, delta.gap.b.end);
        let tag = self.tag(at, delta, &a, &b);
        self.done = (a.end, b.end);
        self.ops.push(Op { tag, a, b });
    }

    /// Gives the byte span of one side; an empty one lies where the equal words before it end.
    fn span(&self, delta: &Delta, left: bool) -> Range<usize> {
        let (stream, run, done) = if left {
            (self.x, &delta.gap.a, self.done.0)
        } else {
            (self.y, &delta.gap.b, self.done.1)
        };
        let bytes = stream.bytes(run.clone());
        bytes.start.max(done)..bytes.end.max(done)
    }

    fn tag(&mut self, at: usize, delta: &Delta, a: &Range<usize>, b: &Range<usize>) -> OpTag {
        if let Some(pair) = self.moved.get(&at).copied() {
            let next = self.edits.len() as u32;
            let edit = *self.begun.entry(pair).or_insert(next);
            if edit == next {
                self.edits.push(self.edit(EditClass::Moved, a, b));
            } else if let Some(open) = self.edits.get_mut(edit as usize) {
                let rest = (open.a.is_empty(), a.clone(), b.clone());
                match rest {
                    (true, a, _) => {
                        self.x
                            .text
                            .get(a.clone())
                            .unwrap_or("")
                            .clone_into(&mut open.before);
                        open.a = a;
                    }
                    (false, _, b) => {
                        self.y
                            .text
                            .get(b.clone())
                            .unwrap_or("")
                            .clone_into(&mut open.after);
                        open.b = b;
                    }
                }
            }
            return OpTag::Edit(edit);
        }
        let class = delta.shown_class();
        let noise = class.is_noise() && !self.options.shown.contains(&class);
        if noise || self.options.ignored.contains(&class) {
            *self.ignored.entry(class).or_default() += 1;
            return OpTag::Noise(class);
        }
        self.edits.push(self.edit(class, a, b));
        OpTag::Edit(self.edits.len() as u32 - 1)
    }

    fn edit(&self, class: EditClass, a: &Range<usize>, b: &Range<usize>) -> Edit {
        Edit {
            class,
            field: Field::Body,
            before: self.x.text.get(a.clone()).unwrap_or("").to_owned(),
            after: self.y.text.get(b.clone()).unwrap_or("").to_owned(),
            a: a.clone(),
            b: b.clone(),
        }
    }

    /// Draws the equal words up to a place, and counts how their dress differs.
    fn equal(&mut self, to: (usize, usize), words: (usize, usize)) {
        let op = Op {
            tag: OpTag::Equal,
            a: self.done.0..to.0,
            b: self.done.1..to.1,
        };
        self.dress(words);
        if !op.a.is_empty() || !op.b.is_empty() {
            self.ops.push(op);
        }
    }

    fn dress(&mut self, to: (usize, usize)) {
        let x = self.x.words.get(self.words.0..to.0).unwrap_or(&[]);
        let y = self.y.words.get(self.words.1..to.1).unwrap_or(&[]);
        let mut last: Option<(usize, usize)> = None;
        let mut depths = None;
        for (p, q) in x.iter().zip(y) {
            if self.x.str(p) != self.y.str(q) {
                *self.ignored.entry(EditClass::Typographic).or_default() += 1;
            }
            if p.depth != q.depth && depths != Some((p.line, q.line)) {
                depths = Some((p.line, q.line));
                *self.ignored.entry(EditClass::QuoteMarks).or_default() += 1;
            }
            if let Some(last) = last {
                let left = self.x.text.get(last.0..p.start as usize).unwrap_or("");
                let right = self.y.text.get(last.1..q.start as usize).unwrap_or("");
                if let Some(class) = between(left, right) {
                    *self.ignored.entry(class).or_default() += 1;
                }
            }
            last = Some((p.end as usize, q.end as usize));
        }
    }

    fn finish(mut self) -> Comparison {
        let ends = (self.x.text.len(), self.y.text.len());
        self.equal(ends, (self.x.words.len(), self.y.words.len()));
        let (ignored, shown) = (&self.options.ignored, &self.options.shown);
        let counted = |c: &EditClass| !shown.contains(c) || ignored.contains(c);
        Comparison {
            ops: self.ops,
            edits: self.edits,
            ignored: self
                .ignored
                .into_iter()
                .filter(|(c, _)| counted(c))
                .collect(),
            truncated: false,
        }
    }
}

/// Tells how what stands between two equal words differs.
fn between(left: &str, right: &str) -> Option<EditClass> {
    if left == right {
        return None;
    }
    let marks = |t: &str| -> String {
        t.chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '>' | '|'))
            .collect()
    };
    if marks(left) == marks(right) {
        (left.contains('\n') != right.contains('\n')).then_some(EditClass::Wrap)
    } else {
        Some(EditClass::Typographic)
    }
}
