//! The places at which a quote and its original part, aligned word by word and weighed by what
//! stands around them; who else bears which reading is asked elsewhere.

use crate::compare::{Delta, Gap, Stream, deltas_up_to, opening};
use crate::detect::desk::{Desk, stream};
use crate::detect::programs;
use crate::detect::weigh::{Weighed, key, of_deltas, readings, shown};
use crate::detect::weights as W;
use crate::model::EditClass;
use crate::relate::{Page, Run, Tie};
use std::collections::HashSet;
use std::ops::Range;

/// Lines of agreement on each side that are aligned with a run apart, for their context.
const AROUND: usize = 3;
/// Most lines of a run apart; longer ones are other texts.
const LONGEST: usize = 2_000;
/// Places at which a run may differ and still be the same text.
const DIFFERENCES: usize = 60;

/// One place where a quote and its original part.
pub struct Split {
    /// Place of the tie on the desk.
    pub tie: usize,
    /// What class, place and context leave, before anything is known of the witnesses.
    pub weight: f64,
    /// The edit, original first.
    pub weighed: Weighed,
    /// Whether the quote lacks words that the original has.
    pub lacks: bool,
    /// Whether other words stand at that place of the quote.
    pub interrupted: bool,
    /// Key of the edit.
    pub key: u64,
    /// Its readings: original's, quote's.
    pub readings: (u64, u64),
    /// The key with a word more on each side.
    pub common: u64,
    /// What the quote says there.
    pub reading: u64,
    /// Line of the original where the place starts.
    pub line: u32,
    /// The edit as it is shown.
    pub edit: crate::model::Edit,
    /// Whether a program put the words there.
    pub robot: bool,
    /// What is left of it where the quote lacks words.
    pub lacking: f64,
    /// What is left of it where it reads as an answer between the lines.
    pub answer: f64,
}

/// Finds the places at which quotes and originals part, over some ties.
pub fn splits(desk: &Desk<'_>, ties: &[usize]) -> Vec<Split> {
    let mut out = Vec::new();
    for at in ties {
        let Some(tie) = desk.ties.get(*at) else {
            continue;
        };
        let mut mine: Vec<Split> = Vec::new();
        for (n, run) in tie.runs.iter().enumerate() {
            if run.same {
                continue;
            }
            let before = mine.len();
            of_run(desk, (*at, tie), n, run, &mut mine);
            if run.edge
                && mine.len() == before
                && let Some(rest) = continued(desk, tie, run)
            {
                of_run(desk, (*at, tie), n, &rest, &mut mine);
            }
        }
        let heavy = mine.iter().filter(|s| s.weight > 0.4).count();
        let more = heavy.saturating_sub(1) as f64;
        for split in &mut mine {
            split.weight /= 1.0 + W::MORE_EDITS_QUOTE * more;
        }
        out.extend(mine);
    }
    out
}

/// A run apart with its streams, ready to be aligned.
struct Window<'t> {
    quote: &'t Page,
    a: Stream<'t>,
    b: Stream<'t>,
    /// Whether lines that agree stand before it, and behind it.
    tied: (bool, bool),
}

/// Gives the rest of a sentence that goes on in a quote where its original breaks off: a paragraph
/// ends there in the middle of a sentence.
fn continued(desk: &Desk<'_>, tie: &Tie, run: &Run) -> Option<Run> {
    let quote = desk.pages.get(tie.quote.at())?;
    let original = desk.pages.get(tie.original.at())?;
    let last = run.quote.start.checked_sub(1)?;
    let stops = |at: u32| original.lines.get(at as usize).is_none_or(|l| l.words == 0);
    let tied = quote.quoted_line(last).filter(|l| l.words > 0)?;
    let text = desk
        .body(tie.quote)
        .get(tied.start as usize..tied.end as usize)?;
    let is_cut = text
        .trim_end()
        .ends_with(|c: char| c.is_alphanumeric() || c == ',');
    if !is_cut || !stops(run.original.start) {
        return None;
    }
    let place = |at: u32| quote.quoted.get(at as usize).copied();
    let goes_on = |at: &u32| {
        place(*at).is_some()
            && place(*at) == place(at - 1).map(|p| p + 1)
            && quote
                .quoted_line(*at)
                .is_some_and(|l| l.words > 0 && l.depth == tied.depth)
    };
    let count = (run.quote.start..quote.quoted.len() as u32)
        .take_while(goes_on)
        .count() as u32;
    (count > 0).then(|| Run {
        same: false,
        edge: false,
        quote: run.quote.start..run.quote.start + count,
        original: run.original.start..run.original.start,
    })
}

/// Makes the streams of a run apart with a few lines of agreement on both sides; nothing where the
/// two sides have too little in common.
fn window<'t>(desk: &'t Desk<'_>, tie: &Tie, n: usize, run: &Run) -> Option<Window<'t>> {
    let quote = desk.pages.get(tie.quote.at())?;
    let original = desk.pages.get(tie.original.at())?;
    if run.quote.len().max(run.original.len()) > LONGEST || block(quote, original, run) {
        return None;
    }
    let same = |at: Option<usize>| at.and_then(|b| tie.runs.get(b)).filter(|r| r.same);
    let (before, behind) = (same(n.checked_sub(1)), same(Some(n + 1)));
    let reach = |r: Option<&Run>| r.map_or(0, |r| r.quote.len().min(AROUND) as u32);
    let (head, tail) = (reach(before), reach(behind));
    let lines = run.quote.start - head..run.quote.end + tail;
    let quoted: Vec<u32> = lines
        .filter_map(|q| quote.quoted.get(q as usize).copied())
        .collect();
    let theirs = run.original.start.saturating_sub(head)..run.original.end + tail;
    let theirs: Vec<u32> = theirs.collect();
    let b = stream(desk.body(tie.quote), quote, &quoted);
    let a = stream(desk.body(tie.original), original, &theirs);
    if strangers(&a, &b) || (run.edge && !alike(&a, &b)) {
        return None;
    }
    Some(Window {
        quote,
        a,
        b,
        tied: (before.is_some(), behind.is_some()),
    })
}

fn of_run(desk: &Desk<'_>, (at, tie): (usize, &Tie), n: usize, run: &Run, out: &mut Vec<Split>) {
    let Some(mut window) = window(desk, tie, n, run) else {
        return;
    };
    let aligned = |w: &Window<'_>| deltas_up_to(&w.a, &w.b, DIFFERENCES);
    let Some(mut found) = aligned(&window) else {
        return;
    };
    if cut(&mut window, &found) {
        found = aligned(&window).unwrap_or_default();
    }
    let (a, b) = (&window.a, &window.b);
    for weighed in of_deltas(a, b, found) {
        let gap = &weighed.delta.gap;
        let starts = gap.a.start == 0 || gap.b.start == 0;
        let ends = gap.a.end == a.words.len() || gap.b.end == b.words.len();
        let open = (starts && !window.tied.0) || (ends && !window.tied.1);
        if starts && ends || open && !run.original.is_empty() && !exchanged(a, b, &weighed.delta) {
            continue;
        }
        out.extend(split(&window, at, weighed));
    }
}

/// Words that stand for others at the outer end of a quote's first or last line: more of them, or
/// none on one side, and the quote may simply begin or end there.
const EXCHANGED: usize = 3;

/// Tells whether a few words stand for as many others in a line that goes on alike, and are no
/// plain words: where a quote ends in the middle of a line, any word may follow, and where it ends
/// with a line, any line may.
fn exchanged(a: &Stream<'_>, b: &Stream<'_>, delta: &Delta) -> bool {
    let count = delta.gap.b.len();
    let joined = |s: &Stream<'_>, run: &Range<usize>| {
        let line = |at: Option<usize>| at.and_then(|at| s.words.get(at)).map(|w| w.line);
        let goes_on = |x: Option<u32>, y: Option<u32>| x.is_some() && x == y;
        goes_on(line(run.start.checked_sub(1)), line(Some(run.start)))
            || goes_on(line(run.end.checked_sub(1)), line(Some(run.end)))
    };
    delta.gap.a.len() == count
        && (1..=EXCHANGED).contains(&count)
        && joined(a, &delta.gap.a)
        && joined(b, &delta.gap.b)
        && delta.class != EditClass::Word
        && !delta.class.is_noise()
}

/// Cuts off what the original says beyond the quote's outer end, where the quote has a few other
/// words at that end; tells whether there was anything.
fn cut(window: &mut Window<'_>, found: &[Delta]) -> bool {
    let few = |gap: &Gap| (1..=EXCHANGED).contains(&gap.b.len()) && gap.a.len() > gap.b.len();
    let all = (window.a.words.len(), window.b.words.len());
    let front = found.first().map(|d| &d.gap);
    let front = front.filter(|g| !window.tied.0 && g.a.start == 0 && g.b.start == 0 && few(g));
    let back = found.last().map(|d| &d.gap);
    let back = back.filter(|g| !window.tied.1 && (g.a.end, g.b.end) == all && few(g));
    if front.is_some() && front == back {
        // Nothing is alike: what would be kept at one end would be dropped at the other.
        return false;
    }
    if let Some(gap) = back {
        let keep = gap.a.start + gap.b.len();
        window.a.words.truncate(keep);
        window.a.keys.truncate(keep);
    }
    if let Some(gap) = front {
        let drop = gap.a.end - gap.b.len();
        window.a.words.drain(..drop);
        window.a.keys.drain(..drop);
    }
    front.is_some() || back.is_some()
}

fn split(window: &Window<'_>, tie: usize, weighed: Weighed) -> Option<Split> {
    let (a, b) = (&window.a, &window.b);
    let gap = weighed.delta.gap.clone();
    let near = |n: usize| (n as f64 / 4.0).min(1.0);
    let (left, right) = weighed.around;
    let edit = shown(a, b, std::slice::from_ref(&weighed)).pop()?;
    let said = readings(a, b, &weighed.delta);
    let wider = gap.b.start.saturating_sub(1)..(gap.b.end + 1).min(b.keys.len());
    Some(Split {
        tie,
        weight: W::QUOTES * weighed.class * weighed.place * near(left) * near(right),
        lacks: gap.b.is_empty(),
        interrupted: broken(window.quote, b, &gap.b),
        key: key(said),
        readings: said,
        common: reading(b, &wider),
        reading: reading(b, &gap.b),
        line: line_at(a, &gap),
        answer: answer(b, &weighed.delta),
        lacking: lacking(a, &gap.a),
        robot: programs::wrote(&edit.before, &edit.after, weighed.delta.class),
        weighed,
        edit,
    })
}

/// Words that one side alone has beyond which they are trimmed text or an answer.
const BLOCK: usize = 120;

/// Tells whether a run is a long block that one side alone has.
fn block(quote: &Page, original: &Page, run: &Run) -> bool {
    let quoted = (run.quote.start..run.quote.end).filter_map(|q| quote.quoted_line(q));
    let mine: usize = quoted.map(|l| usize::from(l.words)).sum();
    let lines = original
        .lines
        .get(run.original.start as usize..run.original.end as usize);
    let theirs: usize = lines
        .unwrap_or(&[])
        .iter()
        .map(|l| usize::from(l.words))
        .sum();
    (mine == 0 && theirs > BLOCK) || (theirs == 0 && mine > BLOCK)
}

/// Tells whether two long runs have so few words in common that aligning them says nothing.
fn strangers(a: &Stream<'_>, b: &Stream<'_>) -> bool {
    if a.keys.len() * b.keys.len() < 20_000 {
        return false;
    }
    let (short, long) = if a.keys.len() < b.keys.len() {
        (a, b)
    } else {
        (b, a)
    };
    let known: HashSet<u64> = long.keys.iter().copied().collect();
    let both = short.keys.iter().filter(|k| known.contains(k)).count();
    2 * both < short.keys.len()
}

/// Tells whether the lines next to a tie say much the same on both sides.
fn alike(a: &Stream<'_>, b: &Stream<'_>) -> bool {
    let known: HashSet<u64> = a.keys.iter().copied().collect();
    let mine: HashSet<u64> = b.keys.iter().copied().collect();
    let both = mine.intersection(&known).count();
    // One changed word of four is a change; of fewer it is another line.
    let enough = both >= 4 || both >= 3 && a.keys.len() == b.keys.len();
    3 * both >= 2 * mine.len().min(known.len()) && enough
}

fn line_at(a: &Stream<'_>, gap: &Gap) -> u32 {
    let at = if gap.a.is_empty() {
        gap.a.start.saturating_sub(1)
    } else {
        gap.a.start
    };
    a.words.get(at).map_or(0, |w| w.line)
}

fn reading(b: &Stream<'_>, run: &Range<usize>) -> u64 {
    let keys = b.keys.get(run.clone()).unwrap_or(&[]);
    keys.iter()
        .fold(5, |h: u64, k| crate::fingerprint::mix(h ^ k))
}

/// Tells whether other words stand in the quote where it parts from the original: an answer between
/// the lines, or a line of points.
fn broken(page: &Page, b: &Stream<'_>, run: &Range<usize>) -> bool {
    let before = run.start.checked_sub(1).and_then(|p| b.words.get(p));
    let (Some(before), Some(behind)) = (before, b.words.get(run.end)) else {
        return true;
    };
    let between = page
        .lines
        .get(before.line as usize + 1..behind.line as usize)
        .unwrap_or(&[]);
    let depth = page.lines.get(before.line as usize).map(|l| l.depth);
    between
        .iter()
        .any(|l| Some(l.depth) != depth || (l.words == 0 && l.end > l.start))
}

/// Weighs words that only the quote has: answers are typed between the lines at any depth.
fn answer(b: &Stream<'_>, delta: &Delta) -> f64 {
    let run = &delta.gap.b;
    if !delta.gap.a.is_empty() || run.len() < 3 {
        return 1.0;
    }
    let before = b.bytes(run.clone()).start;
    let line = b
        .text
        .get(..before)
        .and_then(|t| t.rfind('\n'))
        .map_or(0, |n| n + 1);
    let lead = b
        .text
        .get(line..b.bytes(run.clone()).end.min(line + 40))
        .unwrap_or("");
    let bare = lead.trim_start_matches(['>', ' ', '|']);
    let signed = bare.split([' ', '\t']).take(3).any(|w| {
        let name = w.trim_end_matches(['>', ']', ':']);
        name.len() < w.len() && w.ends_with(['>', ']']) && name.len() >= 2 && !name.contains('<')
    }) || bare.starts_with('[');
    if signed {
        return W::SIGNED_ANSWER;
    }
    let line = |at: usize| b.words.get(at).map(|w| w.line);
    let alone = run.len() <= 12
        && line(run.start) == line(run.end - 1)
        && line(run.start) != run.start.checked_sub(1).and_then(line)
        && line(run.end - 1) != line(run.end);
    if alone {
        W::OWN_LINE
    } else if opening(b, run.start) == 3 && opening(b, run.end) == 3 {
        W::OWN_PARAGRAPH
    } else {
        1.0
    }
}

/// Weighs words that a quote lacks by where they stand in the original: people trim lines.
fn lacking(a: &Stream<'_>, run: &Range<usize>) -> f64 {
    let line = |at: Option<usize>| at.and_then(|p| a.words.get(p)).map(|w| w.line);
    let joined = |x: Option<u32>, y: Option<u32>| x.is_some() && x == y;
    let front = joined(line(run.start.checked_sub(1)), line(Some(run.start)));
    let back = joined(line(run.end.checked_sub(1)), line(Some(run.end)));
    match (front, back) {
        (true, true) => W::LACKS_WITHIN,
        (true, false) | (false, true) => W::LACKS_HALF,
        (false, false) => W::LACKS_LINES,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn two_sides_that_share_nothing_are_not_cut() {
        let (a, b) = (Stream::of("the mill stands still today"), Stream::of("no"));
        let found = deltas_up_to(&a, &b, DIFFERENCES).unwrap();
        let mut window = Window {
            quote: &Page::default(),
            a,
            b,
            tied: (false, false),
        };
        assert!(!cut(&mut window, &found) && window.a.words.len() == 5);
    }
}
