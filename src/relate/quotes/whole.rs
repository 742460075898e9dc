//! Two whole pages side by side: where their lines agree and where they part, so that only the
//! lines that part need be aligned word by word.

use super::page::Page;
use crate::compare::rising;
use std::ops::Range;

/// Lines of two pages that part; between two stretches the lines say the same.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stretch {
    /// Lines of the first page.
    pub a: Range<u32>,
    /// Lines of the second page.
    pub b: Range<u32>,
}

/// Gives the stretches at which two pages part, in order.
pub fn stretches(a: &Page, b: &Page) -> Vec<Stretch> {
    let ends = (a.lines.len() as u32, b.lines.len() as u32);
    let mut out = Vec::new();
    let mut from = (0u32, 0u32);
    for tie in rising(&ties(a, b), |t| t.1 as usize)
        .into_iter()
        .chain([ends])
    {
        if tie.0 < from.0 || tie.1 < from.1 {
            continue;
        }
        // Lines equal to the neighbours of a tie are tied with it.
        let start = forward(a, b, from, tie);
        let stop = backward(a, b, start, tie);
        if words(a, start.0..stop.0) + words(b, start.1..stop.1) > 0 {
            out.push(Stretch {
                a: start.0..stop.0,
                b: start.1..stop.1,
            });
        }
        from = (tie.0 + 1, tie.1 + 1);
    }
    out
}

/// Lines that stand once in each page, in the order of the first.
fn ties(a: &Page, b: &Page) -> Vec<(u32, u32)> {
    let mut out = Vec::new();
    let mut rest = b.places.as_slice();
    for run in a.places.chunk_by(|x, y| x.0 == y.0) {
        let [(hash, at)] = run else { continue };
        let skip = rest.partition_point(|p| p.0 < *hash);
        rest = rest.get(skip..).unwrap_or(&[]);
        let mut same = rest.iter().take_while(|p| p.0 == *hash);
        if let (Some(one), None) = (same.next(), same.next()) {
            out.push((*at, one.1));
        }
    }
    out.sort_unstable();
    out
}

fn words(page: &Page, lines: Range<u32>) -> usize {
    let lines = page.lines.get(lines.start as usize..lines.end as usize);
    lines
        .unwrap_or(&[])
        .iter()
        .map(|l| usize::from(l.words))
        .sum()
}

/// Walks over equal lines from a place on; lines without words do not count.
fn forward(a: &Page, b: &Page, from: (u32, u32), to: (u32, u32)) -> (u32, u32) {
    let (mut p, mut q) = from;
    while p < to.0 && q < to.1 {
        match (a.lines.get(p as usize), b.lines.get(q as usize)) {
            (Some(x), _) if x.words == 0 => p += 1,
            (_, Some(y)) if y.words == 0 => q += 1,
            (Some(x), Some(y)) if x.hash == y.hash => {
                p += 1;
                q += 1;
            }
            _ => break,
        }
    }
    (p, q)
}

/// Walks over equal lines back from a place.
fn backward(a: &Page, b: &Page, from: (u32, u32), to: (u32, u32)) -> (u32, u32) {
    let (mut p, mut q) = to;
    while p > from.0 && q > from.1 {
        match (a.lines.get(p as usize - 1), b.lines.get(q as usize - 1)) {
            (Some(x), _) if x.words == 0 => p -= 1,
            (_, Some(y)) if y.words == 0 => q -= 1,
            (Some(x), Some(y)) if x.hash == y.hash => {
                p -= 1;
                q -= 1;
            }
            _ => break,
        }
    }
    (p, q)
}
