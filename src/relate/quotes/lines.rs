//! Which lines of a quote stand in an original: lines that stand once in each tie the two, the ties
//! grow to their neighbours, and what lies between two ties is where the two part.

use super::Run;
use super::page::{Line, Page, SOLID};
use crate::compare::rising;
use std::collections::HashMap;

/// Words that two texts must share by whole lines to be tied at all.
const TIED_WORDS: usize = 6;
/// Words that a run apart needs, and the share of them that the original must have too.
const APART_WORDS: usize = 8;
const APART_SHARE: f32 = 0.4;

/// One line of the quote tied to one line of the original.
type Pair = (u32, u32);

/// Ties the open lines of a quote to an original; empty where the two have too little in common.
pub fn tie_lines(quote: &Page, open: &[u32], original: &Page) -> Vec<Run> {
    let mut pairs = rising(&unique(quote, open, original), |p| p.1 as usize);
    grow(quote, open, original, &mut pairs);
    let words: usize = pairs
        .iter()
        .filter_map(|p| quote.quoted_line(p.0))
        .map(|l| usize::from(l.words))
        .sum();
    if words < TIED_WORDS {
        pairs.clear();
    }
    let runs = runs(quote, open, original, &pairs);
    let any = runs
        .iter()
        .any(|r| r.same || (!r.quote.is_empty() && !r.edge));
    if any { runs } else { Vec::new() }
}

/// Lines that stand once among the open lines and once in the original.
fn unique(quote: &Page, open: &[u32], original: &Page) -> Vec<Pair> {
    let mut seen: HashMap<u32, u32> = HashMap::new();
    for line in open.iter().filter_map(|q| quote.quoted_line(*q)) {
        if line.words >= SOLID {
            *seen.entry(line.hash).or_default() += 1;
        }
    }
    open.iter()
        .filter_map(|q| {
            let line = quote.quoted_line(*q).filter(|l| l.words >= SOLID)?;
            let [(_, place)] = original.places_of(line.hash) else {
                return None;
            };
            (seen.get(&line.hash) == Some(&1)).then_some((*q, *place))
        })
        .collect()
}

/// Grows the ties to equal neighbours, over lines without words, until other ties.
fn grow(quote: &Page, open: &[u32], original: &Page, pairs: &mut Vec<Pair>) {
    let mut full: Vec<Pair> = Vec::with_capacity(pairs.len() * 2);
    let ends = [(0, 0)];
    let stop = (quote.quoted.len() as u32, original.lines.len() as u32);
    let starts = ends
        .iter()
        .copied()
        .chain(pairs.iter().map(|p| (p.0 + 1, p.1 + 1)));
    let stops = pairs.iter().copied().chain([stop]);
    for (n, (from, to)) in starts.zip(stops).enumerate() {
        let forward = if n == 0 {
            Vec::new()
        } else {
            walk(quote, open, original, (from, to), 1)
        };
        let floor = forward.last().map_or(from, |p: &Pair| (p.0 + 1, p.1 + 1));
        let mut back = if n == pairs.len() {
            Vec::new()
        } else {
            walk(quote, open, original, (floor, to), -1)
        };
        back.reverse();
        full.extend(forward);
        full.extend(back);
        if n < pairs.len() {
            full.push(to);
        }
    }
    *pairs = full;
}

/// Pairs equal lines from one end of a stretch until the first that differ.
fn walk(
    quote: &Page,
    open: &[u32],
    original: &Page,
    stretch: (Pair, Pair),
    step: i64,
) -> Vec<Pair> {
    let (from, to) = stretch;
    let start =
        |low: u32, high: u32| i64::from(if step > 0 { low } else { high }) - i64::from(step < 0);
    let (mut q, mut o) = (start(from.0, to.0), start(from.1, to.1));
    let mut out = Vec::new();
    let q_line = |at: i64| -> Option<&Line> {
        let at = u32::try_from(at)
            .ok()
            .filter(|a| (from.0..to.0).contains(a))?;
        open.binary_search(&at).ok()?;
        quote.quoted_line(at)
    };
    let o_line = |at: i64| -> Option<&Line> {
        let at = u32::try_from(at)
            .ok()
            .filter(|a| (from.1..to.1).contains(a))?;
        original.lines.get(at as usize)
    };
    while let (Some(x), Some(y)) = (q_line(q), o_line(o)) {
        match (x.words, y.words) {
            (0, _) => q += step,
            (_, 0) => o += step,
            _ if x.hash == y.hash => {
                out.push((q as u32, o as u32));
                q += step;
                o += step;
            }
            _ => break,
        }
    }
    out
}

/// Turns ties into runs that say the same, and runs between them that do not.
fn runs(quote: &Page, open: &[u32], original: &Page, pairs: &[Pair]) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    let mut from = (0u32, 0u32);
    let end = (quote.quoted.len() as u32, original.lines.len() as u32);
    for (n, to) in pairs.iter().copied().chain([end]).enumerate() {
        let (first, last) = (n == 0, n == pairs.len());
        apart(quote, open, original, (from, to), first || last, &mut out);
        if last {
            break;
        }
        match out.last_mut() {
            Some(run) if run.same && run.quote.end == to.0 && run.original.end == to.1 => {
                run.quote.end += 1;
                run.original.end += 1;
            }
            _ => out.push(Run {
                same: true,
                edge: false,
                quote: to.0..to.0 + 1,
                original: to.1..to.1 + 1,
            }),
        }
        from = (to.0 + 1, to.1 + 1);
    }
    out
}

/// Tells whether what lies between two ties belongs together, and adds it if so.
fn apart(
    quote: &Page,
    open: &[u32],
    original: &Page,
    (from, to): (Pair, Pair),
    edge: bool,
    out: &mut Vec<Run>,
) {
    let asked = |q: &u32| open.binary_search(q).is_ok();
    let words = |lines: &[Line]| lines.iter().map(|l| usize::from(l.words)).sum::<usize>();
    let mine: Vec<Line> = (from.0..to.0)
        .filter(asked)
        .filter_map(|q| quote.quoted_line(q).copied())
        .collect();
    let theirs = original
        .lines
        .get(from.1 as usize..to.1 as usize)
        .unwrap_or(&[]);
    let (n, m) = (words(&mine), words(theirs));
    if n + m == 0 {
        return;
    }
    let wrapped = if edge && n >= APART_WORDS && m >= APART_WORDS {
        overlap(quote, (from.0, to.0), original, (from.1, to.1))
    } else {
        None
    };
    let is_edge = edge && wrapped.is_none();
    let front = from == (0, 0) && to.0 < quote.quoted.len() as u32;
    let (q, o) = match wrapped {
        // What lies between the rows of words that both have and the next tie belongs to them.
        Some((q, o)) if front => (q.start..to.0, o.start..to.1),
        Some((q, o)) if from != (0, 0) => (from.0..q.end, from.1..o.end),
        Some(found) => found,
        None if edge => match (n > 0).then(|| border(quote, original, (from, to), front)) {
            Some(found) => found,
            None => return,
        },
        None => (from.0..to.0, from.1..to.1),
    };
    out.push(Run {
        same: false,
        edge: is_edge,
        quote: q,
        original: o,
    });
}

/// Lines with words next to the first or last tie that are looked at.
const BORDER: usize = 3;

/// Gives the few lines on both sides that lie next to the first tie (in front) or the last one.
fn border(
    quote: &Page,
    original: &Page,
    (from, to): (Pair, Pair),
    front: bool,
) -> (std::ops::Range<u32>, std::ops::Range<u32>) {
    let reach = |low: u32, high: u32, words: &dyn Fn(u32) -> u16| {
        let mut left = BORDER;
        let mut take = |at: &u32| {
            left -= usize::from(words(*at) > 0 && left > 0);
            left > 0
        };
        if front {
            let count = (low..high).rev().take_while(|at| take(at)).count() as u32;
            high.saturating_sub(count + 1).max(low)..high
        } else {
            let count = (low..high).take_while(|at| take(at)).count() as u32;
            low..(low + count + 1).min(high)
        }
    };
    let mine = |at: u32| quote.quoted_line(at).map_or(0, |l| l.words);
    let theirs = |at: u32| original.lines.get(at as usize).map_or(0, |l| l.words);
    (reach(from.0, to.0, &mine), reach(from.1, to.1, &theirs))
}

/// Finds the lines on both sides that share rows of words where no whole line ties them, as when
/// a program has wrapped the quote anew.
fn overlap(
    quote: &Page,
    q: Pair,
    original: &Page,
    o: Pair,
) -> Option<(std::ops::Range<u32>, std::ops::Range<u32>)> {
    let grams: Vec<(u32, u32)> = quote
        .quoted_grams
        .iter()
        .copied()
        .filter(|(_, at)| (q.0..q.1).contains(at))
        .collect();
    let theirs = original.all_grams();
    let hits: Vec<(u32, u32)> = grams
        .iter()
        .filter_map(|(gram, at)| {
            let from = theirs.partition_point(|g| g.0 < *gram);
            let hit = theirs.get(from).filter(|g| g.0 == *gram)?;
            (o.0..o.1).contains(&hit.1).then_some((*at, hit.1))
        })
        .collect();
    let low = |f: fn(&Pair) -> u32| hits.iter().map(f).min();
    let high = |f: fn(&Pair) -> u32| hits.iter().map(f).max();
    let span = low(|h| h.0)?..high(|h| h.0)? + 1;
    let inside = grams.iter().filter(|g| span.contains(&g.1)).count();
    if hits.len() < 2 || (hits.len() as f32) < APART_SHARE * inside as f32 {
        return None;
    }
    // A line more on either side, since rows of words are sampled.
    let widen = |low: u32, high: u32, within: Pair| {
        low.saturating_sub(2).max(within.0)..(high + 2).min(within.1)
    };
    let there = (low(|h| h.1)?, high(|h| h.1)?);
    Some((
        widen(span.start, span.end, q),
        widen(there.0, there.1 + 1, o),
    ))
}
