//! Text that scrolled: finds rows of the shown frame that stand a few rows higher or lower in the
//! next one, so that the terminal can move them itself.

use super::grid::{BLANK, Glyph, Grid, distance};

/// A move of whole rows inside a region.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shift {
    /// The region's first row.
    pub top: usize,
    /// The row after its last.
    pub end: usize,
    /// Rows that it moves up by; down, where negative.
    pub by: isize,
}

/// Bytes of the escapes of a shift, and of the moves that it may add.
const OVERHEAD: isize = 24;
/// Distances that are looked at closely.
const TRIED: usize = 4;

/// Finds the shift that saves most; `None` where the plain difference is cheaper.
pub fn find(shown: &Grid, next: &Grid) -> Option<Shift> {
    if shown.width != next.width || shown.height() != next.height() {
        return None;
    }
    let blank = vec![BLANK; next.width];
    let plain: Vec<isize> = (0..next.height())
        .map(|y| cost(shown, y, next.row(y), next.digest(y)))
        .collect();
    let tried = candidates(shown, next, &plain);
    let each = tried.into_iter().filter_map(|by| {
        let (saved, shift) = best(shown, next, (&plain, &blank), by)?;
        (saved > OVERHEAD).then_some((saved, shift))
    });
    // The smallest distance among equals: candidates come in a fixed order.
    each.reduce(|a, b| if b.0 > a.0 { b } else { a })
        .map(|(_, shift)| shift)
}

fn cost(shown: &Grid, at: usize, row: &[Glyph], digest: u64) -> isize {
    if shown.digest(at) == digest && shown.row(at) == row {
        return 0;
    }
    distance(shown.row(at), row).cast_signed()
}

/// Gives the distances by which most columns of changed rows are found again.
fn candidates(shown: &Grid, next: &Grid, plain: &[isize]) -> Vec<isize> {
    let height = next.height();
    let found = |by: isize| {
        let rows = plain.iter().enumerate().filter(|(_, cost)| **cost > 0);
        rows.filter(|(y, _)| {
            let from = y.checked_add_signed(by).filter(|from| *from < height);
            from.is_some_and(|from| shown.digest(from) == next.digest(*y))
        })
        .map(|(_, cost)| cost)
        .sum::<isize>()
    };
    let reach = height.cast_signed() - 1;
    let all = (1..=reach).flat_map(|by| [by, -by]);
    let mut scored: Vec<(isize, isize)> = all
        .map(|by| (found(by), by))
        .filter(|(score, _)| *score > 0)
        .collect();
    scored.sort_by_key(|(score, by)| (-score, by.unsigned_abs()));
    scored.truncate(TRIED);
    scored.into_iter().map(|(_, by)| by).collect()
}

/// Finds the region in which a shift by `by` saves most, and what it saves.
fn best(
    shown: &Grid,
    next: &Grid,
    (plain, blank): (&[isize], &[Glyph]),
    by: isize,
) -> Option<(isize, Shift)> {
    let height = next.height();
    let away = by.unsigned_abs();
    // What each row saves when it comes from where the shift brings it, and what it costs more
    // when a blank row comes in there.
    let gain = |y: usize| {
        let from = y.checked_add_signed(by).filter(|from| *from < height)?;
        Some(plain.get(y)? - cost(shown, from, next.row(y), next.digest(y)))
    };
    let loss = |y: usize| {
        let filled = distance(blank, next.row(y)).cast_signed();
        filled - plain.get(y).copied().unwrap_or(0)
    };
    let losses = |from: usize| (from..from + away).map(loss).sum::<isize>();
    let mut best: Option<(isize, usize, usize)> = None;
    let mut start = 0;
    let mut sum = 0;
    for y in 0..height {
        let Some(gained) = gain(y) else {
            (start, sum) = (y + 1, 0);
            continue;
        };
        if sum <= 0 {
            (start, sum) = (y, 0);
        }
        sum += gained;
        // Blank rows come in below what moved up, above what moved down.
        let at = if by > 0 {
            Some(y + 1)
        } else {
            start.checked_sub(away)
        };
        let Some(at) = at.filter(|at| at + away <= height) else {
            continue;
        };
        let saved = sum - losses(at);
        if best.is_none_or(|(most, _, _)| saved > most) {
            best = Some((saved, start, y + 1));
        }
    }
    let (saved, start, end) = best?;
    let (top, end) = if by > 0 {
        (start, end + away)
    } else {
        (start.checked_sub(away)?, end)
    };
    Some((saved, Shift { top, end, by }))
}
