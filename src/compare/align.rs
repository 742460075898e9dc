//! The alignment: which words of two streams are the same. Myers' algorithm runs on the keys; long
//! texts are first tied at lines that stand once in each, so that the cost stays with what differs.

use super::rising::rising;
use super::stream::Stream;
use similar::{Algorithm, DiffTag, capture_diff_slices_deadline};
use std::collections::HashMap;
use std::ops::Range;
use std::time::Instant;

/// A place where two streams differ: a run of words on each side, one of them may be empty.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Gap {
    /// Run of A's words.
    pub a: Range<usize>,
    /// Run of B's words.
    pub b: Range<usize>,
}

/// Words on both sides from which lines are tied first.
const LONG: usize = 400;
/// Words of a line that can tie two texts.
const TIE_WORDS: usize = 3;

/// Aligns runs of two streams; gives the gaps in order.
pub fn align(a: &Stream<'_>, b: &Stream<'_>, whole: &Gap, deadline: Option<Instant>) -> Vec<Gap> {
    let mut out = Vec::new();
    let Some(middle) = trimmed(a, b, whole) else {
        return out;
    };
    if middle.a.len() + middle.b.len() <= LONG {
        words(a, b, &middle, deadline, &mut out);
        return joined(out);
    }
    let mut from = (middle.a.start, middle.b.start);
    for tie in ties(a, b, &middle) {
        between(a, b, from, (tie.a.start, tie.b.start), deadline, &mut out);
        from = (tie.a.end, tie.b.end);
    }
    between(a, b, from, (middle.a.end, middle.b.end), deadline, &mut out);
    joined(out)
}

fn between(
    a: &Stream<'_>,
    b: &Stream<'_>,
    from: (usize, usize),
    to: (usize, usize),
    deadline: Option<Instant>,
    out: &mut Vec<Gap>,
) {
    let gap = Gap {
        a: from.0..to.0,
        b: from.1..to.1,
    };
    if let Some(gap) = trimmed(a, b, &gap) {
        words(a, b, &gap, deadline, out);
    }
}

/// Takes equal words off both ends; `None` where nothing is left.
fn trimmed(a: &Stream<'_>, b: &Stream<'_>, gap: &Gap) -> Option<Gap> {
    let x = a.keys.get(gap.a.clone())?;
    let y = b.keys.get(gap.b.clone())?;
    let front = x.iter().zip(y).take_while(|(p, q)| p == q).count();
    let back = x
        .iter()
        .skip(front)
        .rev()
        .zip(y.iter().skip(front).rev())
        .take_while(|(p, q)| p == q)
        .count();
    let left = Gap {
        a: gap.a.start + front..gap.a.end - back,
        b: gap.b.start + front..gap.b.end - back,
    };
    (!left.a.is_empty() || !left.b.is_empty()).then_some(left)
}

/// Myers' algorithm on the words of a gap.
fn words(a: &Stream<'_>, b: &Stream<'_>, gap: &Gap, deadline: Option<Instant>, out: &mut Vec<Gap>) {
    let (Some(x), Some(y)) = (a.keys.get(gap.a.clone()), b.keys.get(gap.b.clone())) else {
        return;
    };
    if x.is_empty() || y.is_empty() {
        out.push(gap.clone());
        return;
    }
    for op in capture_diff_slices_deadline(Algorithm::Myers, x, y, deadline) {
        if op.tag() == DiffTag::Equal {
            continue;
        }
        let (p, q) = (op.old_range(), op.new_range());
        out.push(Gap {
            a: gap.a.start + p.start..gap.a.start + p.end,
            b: gap.b.start + q.start..gap.b.start + q.end,
        });
    }
}

/// Joins gaps that touch: a deletion and the insertion beside it are one replacement.
fn joined(gaps: Vec<Gap>) -> Vec<Gap> {
    let mut out: Vec<Gap> = Vec::with_capacity(gaps.len());
    for gap in gaps {
        match out.last_mut() {
            Some(last) if last.a.end == gap.a.start && last.b.end == gap.b.start => {
                last.a.end = gap.a.end;
                last.b.end = gap.b.end;
            }
            _ => out.push(gap),
        }
    }
    out
}

/// Ties the lines that stand once in each text, in the longest order that both keep.
fn ties(a: &Stream<'_>, b: &Stream<'_>, gap: &Gap) -> Vec<Gap> {
    let (left, right) = (lines(a, gap.a.clone()), lines(b, gap.b.clone()));
    let mut places: HashMap<&[u64], (u32, usize, u32)> = HashMap::new();
    for line in &left {
        let entry = places
            .entry(a.keys.get(line.clone()).unwrap_or(&[]))
            .or_insert((0, line.start, 0));
        entry.0 += 1;
    }
    for line in &right {
        if let Some(entry) = places.get_mut(b.keys.get(line.clone()).unwrap_or(&[])) {
            entry.2 += 1;
        }
    }
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for line in &right {
        let keys = b.keys.get(line.clone()).unwrap_or(&[]);
        if let Some((1, at, 1)) = places.get(keys) {
            pairs.push((*at, line.start, line.len()));
        }
    }
    rising(&pairs, |p| p.0)
        .into_iter()
        .map(|(p, q, len)| Gap {
            a: p..p + len,
            b: q..q + len,
        })
        .collect()
}

/// Cuts a run into its lines of at least three words.
fn lines(stream: &Stream<'_>, run: Range<usize>) -> Vec<Range<usize>> {
    let mut at = run.start;
    stream
        .words
        .get(run)
        .unwrap_or(&[])
        .chunk_by(|x, y| x.line == y.line)
        .map(|line| {
            at += line.len();
            at - line.len()..at
        })
        .filter(|line| line.len() >= TIE_WORDS)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gaps(a: &str, b: &str) -> Vec<(String, String)> {
        let (a, b) = (Stream::of(a), Stream::of(b));
        let whole = Gap {
            a: 0..a.words.len(),
            b: 0..b.words.len(),
        };
        align(&a, &b, &whole, None)
            .into_iter()
            .map(|g| (a.slice(g.a).to_owned(), b.slice(g.b).to_owned()))
            .collect()
    }

    #[test]
    fn a_wrapped_paragraph_with_one_figure_changed_shows_one_gap() {
        let a = "The gate costs 400\neuro a year and is paid\nin May by the club.";
        let b = "The gate costs 900 euro a\nyear and is paid in May by the club.";
        assert_eq!(gaps(a, b).len(), 1);
    }

    #[test]
    fn a_long_text_is_tied_at_its_lines() {
        let line = |n: usize| format!("line number {n} says nothing new\n");
        let a: String = (0..900).map(line).collect();
        let b = a.replace("number 700 says", "number 700 denies");
        assert_eq!(gaps(&a, &b), [("says".to_owned(), "denies".to_owned())]);
        let c: String = (400..900).chain(0..400).map(line).collect();
        assert!(gaps(&a, &c).len() <= 3);
    }
}
