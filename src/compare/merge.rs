//! From gaps to edits as a reader sees them: a gap slides to where a sentence starts, gaps with
//! next to nothing between them are one edit, and what vanishes here and stands there has moved.

use super::align::Gap;
use super::stream::Stream;
use std::collections::BTreeMap;

/// Equal words between two gaps that never part them, if the gaps hold as many themselves.
const BRIDGE: usize = 4;
/// Fewest words of a passage that can be said to have moved.
const MOVED_WORDS: usize = 8;

/// Slides and joins the gaps of an alignment.
pub fn merged(a: &Stream<'_>, b: &Stream<'_>, gaps: Vec<Gap>) -> Vec<Gap> {
    let mut out: Vec<Gap> = Vec::with_capacity(gaps.len());
    let ends: Vec<(usize, usize)> = gaps
        .iter()
        .skip(1)
        .map(|g| (g.a.start, g.b.start))
        .chain([(a.words.len(), b.words.len())])
        .collect();
    for (gap, next) in gaps.into_iter().zip(ends) {
        let before = out.last().map_or((0, 0), |g: &Gap| (g.a.end, g.b.end));
        let gap = slid(a, b, gap, before, next);
        match out.last_mut() {
            Some(last) if bridged(last, &gap) => {
                last.a.end = gap.a.end;
                last.b.end = gap.b.end;
            }
            _ => out.push(gap),
        }
    }
    out
}

/// Tells whether two gaps with few equal words between them read as one change.
fn bridged(x: &Gap, y: &Gap) -> bool {
    let between = y.a.start - x.a.end;
    let weight = |g: &Gap| g.a.len().max(g.b.len());
    let both_sided = |g: &Gap| !g.a.is_empty() && !g.b.is_empty();
    // "n'est pas" for "est": two short insertions that frame what stands between them.
    let same_side = (x.a.is_empty() && y.a.is_empty()) || (x.b.is_empty() && y.b.is_empty());
    if same_side && between <= 2 && weight(x) <= 2 && weight(y) <= 2 {
        return true;
    }
    if between == 1 && both_sided(x) && both_sided(y) {
        // "three of four" for "five of six" is one change, "3 May … 4 seats" is not.
        return weight(x) > 1 || weight(y) > 1;
    }
    between <= BRIDGE && between < weight(x) && between < weight(y)
}

/// Slides a one-sided gap, where the words around it allow, to the start of a sentence or line.
fn slid(
    a: &Stream<'_>,
    b: &Stream<'_>,
    gap: Gap,
    before: (usize, usize),
    next: (usize, usize),
) -> Gap {
    let (stream, run, left, right) = match (gap.a.is_empty(), gap.b.is_empty()) {
        (true, false) => (b, &gap.b, before.1, next.1),
        (false, true) => (a, &gap.a, before.0, next.0),
        _ => return gap,
    };
    let key = |at: usize| stream.keys.get(at);
    let mut up = 0;
    while run.start - up > left && key(run.start - up - 1) == key(run.end - up - 1) {
        up += 1;
    }
    let mut down = 0;
    while run.end + down < right && key(run.start + down) == key(run.end + down) {
        down += 1;
    }
    let shifts = (0..=up + down).map(|n| n as isize - up as isize);
    let best = shifts
        .max_by_key(|s| {
            let start = run.start.saturating_add_signed(*s);
            let rank = opening(stream, start);
            (rank, -s.abs(), *s)
        })
        .unwrap_or(0);
    let shift = |r: std::ops::Range<usize>| {
        r.start.saturating_add_signed(best)..r.end.saturating_add_signed(best)
    };
    Gap {
        a: shift(gap.a),
        b: shift(gap.b),
    }
}

/// Ranks a place as the start of something: 3 a paragraph, 2 a sentence, 1 a line, 0 neither.
pub fn opening(stream: &Stream<'_>, at: usize) -> u8 {
    let Some(word) = stream.words.get(at) else {
        return 3;
    };
    let Some(before) = at.checked_sub(1).and_then(|p| stream.words.get(p)) else {
        return 3;
    };
    let gap = stream
        .text
        .get(before.end as usize..word.start as usize)
        .unwrap_or("");
    let bare = |c: char| c == '>' || c == '|' || c == ' ' || c == '\r' || c == '\t';
    let lines = gap.chars().filter(|c| !bare(*c));
    let breaks = lines.filter(|c| *c == '\n').count();
    if breaks >= 2 {
        3
    } else if gap.contains(['.', '!', '?', '…']) {
        2
    } else {
        u8::from(breaks == 1)
    }
}

/// Finds passages that left one place and stand at another: pairs of places in `gaps`.
pub fn moves(a: &Stream<'_>, b: &Stream<'_>, gaps: &[Gap]) -> Vec<(usize, usize)> {
    let mut gone: BTreeMap<&[u64], Vec<usize>> = BTreeMap::new();
    for (at, gap) in gaps.iter().enumerate() {
        if gap.b.is_empty() && gap.a.len() >= MOVED_WORDS {
            let keys = a.keys.get(gap.a.clone()).unwrap_or(&[]);
            gone.entry(keys).or_default().push(at);
        }
    }
    let mut out = Vec::new();
    for (at, gap) in gaps.iter().enumerate() {
        if gap.a.is_empty() && gap.b.len() >= MOVED_WORDS {
            let keys = b.keys.get(gap.b.clone()).unwrap_or(&[]);
            if let Some(from) = gone.get_mut(keys).and_then(Vec::pop) {
                out.push((from, at));
            }
        }
    }
    out.sort_unstable();
    out
}
