//! What the edits between two texts weigh: class, context on both sides, quote depth, zone, place.

use super::programs;
use super::weights as W;
use crate::compare::{Delta, Stream, account_holds, deltas_up_to, folded, opening};
use crate::fingerprint::mix;
use crate::model::{Edit, EditClass, Field};

/// One edit with its weights.
#[derive(Clone, PartialEq, Debug)]
pub struct Weighed {
    /// The difference.
    pub delta: Delta,
    /// What its class weighs.
    pub class: f64,
    /// What the equal words around it leave of that.
    pub context: f64,
    /// What its place leaves: depth, zone, edge.
    pub place: f64,
    /// Equal words before and behind it.
    pub around: (usize, usize),
    /// What a varying slot leaves; set by those who know the group.
    pub slot: f64,
}

impl Weighed {
    /// Gives the weight of the edit.
    pub fn weight(&self) -> f64 {
        self.class * self.context * self.place * self.slot
    }

    /// Counts the words that it changes.
    pub fn words(&self) -> usize {
        self.delta.gap.a.len().max(self.delta.gap.b.len())
    }
}

/// Places at which two texts may differ and still be versions of one.
const DIFFERENCES: usize = 100;

/// Aligns two texts and weighs what differs; noise is left out. Texts that differ at very many
/// places have nothing to tell.
pub fn weighed(a: &Stream<'_>, b: &Stream<'_>) -> Option<Vec<Weighed>> {
    deltas_up_to(a, b, DIFFERENCES).map(|found| of_deltas(a, b, found))
}

/// Weighs differences that were found already.
pub fn of_deltas(a: &Stream<'_>, b: &Stream<'_>, found: Vec<Delta>) -> Vec<Weighed> {
    let telling: Vec<Delta> = found.into_iter().filter(|d| !d.class.is_noise()).collect();
    let mut out = Vec::with_capacity(telling.len());
    let mut before = (0, 0);
    for (at, delta) in telling.iter().enumerate() {
        let next = telling
            .get(at + 1)
            .map_or((a.words.len(), b.words.len()), |d| {
                (d.gap.a.start, d.gap.b.start)
            });
        let full = W::CONTEXT_WORDS as usize;
        let mut left = (delta.gap.a.start - before.0).min(delta.gap.b.start - before.1);
        let mut right = (next.0 - delta.gap.a.end).min(next.1 - delta.gap.b.end);
        let (first, last) = (at == 0, at + 1 == telling.len());
        if first && left == delta.gap.a.start && left == delta.gap.b.start {
            left = left.max(full);
        }
        let ends = (
            a.words.len() - delta.gap.a.end,
            b.words.len() - delta.gap.b.end,
        );
        if last && right == ends.0 && right == ends.1 {
            right = right.max(full);
        }
        out.push(Weighed {
            class: class(a, b, delta),
            context: context(left, right),
            place: place(a, b, delta, (first, last)),
            around: (left, right),
            slot: 1.0,
            delta: delta.clone(),
        });
        before = (delta.gap.a.end, delta.gap.b.end);
    }
    out
}

fn context(left: usize, right: usize) -> f64 {
    let share = |n: usize| (n as f64 / W::CONTEXT_WORDS).min(1.0);
    W::CONTEXT_LEAST + (1.0 - W::CONTEXT_LEAST) * share(left) * share(right)
}

fn class(a: &Stream<'_>, b: &Stream<'_>, delta: &Delta) -> f64 {
    let weight = W::of_class(delta.class);
    let (x, y) = (a.slice(delta.gap.a.clone()), b.slice(delta.gap.b.clone()));
    match delta.class {
        EditClass::Account if account_holds(x) && account_holds(y) => {
            weight * W::BOTH_ACCOUNTS_HOLD
        }
        EditClass::ParagraphIn | EditClass::ParagraphOut
            if delta.gap.a.len().max(delta.gap.b.len()) > 40 =>
        {
            weight * W::LONG_PARAGRAPH
        }
        EditClass::Rewrite if delta.gap.a.len().max(delta.gap.b.len()) <= 4 => {
            weight * W::SHORT_REWRITE
        }
        EditClass::Link | EditClass::Email if programs::links(x, y) => weight * W::WRAPPED_LINK,
        EditClass::Word | EditClass::WordsIn | EditClass::WordsOut if slip(x, y) => {
            weight * W::SLIP
        }
        EditClass::Word if typo(x, y) => weight * W::TYPO,
        EditClass::Name if x.is_empty() || y.is_empty() => weight * W::NAME_ALONE,
        EditClass::Date
        | EditClass::Percent
        | EditClass::Phone
        | EditClass::Email
        | EditClass::Link
        | EditClass::Id
            if x.is_empty() || y.is_empty() =>
        {
            weight * W::ENTITY_ALONE
        }
        EditClass::Amount if counts_lines(a, &delta.gap.a) && counts_lines(b, &delta.gap.b) => {
            weight * W::LINE_COUNTER
        }
        EditClass::Amount if x.is_empty() || y.is_empty() => weight * W::ENTITY_ALONE,
        _ => weight,
    }
}

/// Tells whether next to no letters changed: a letter lost at a line's end, a stray key.
fn slip(x: &str, y: &str) -> bool {
    let letters = |t: &str| t.chars().filter(|c| c.is_alphanumeric()).count();
    letters(x) <= 2 && letters(y) <= 2
}

/// Tells whether one word is the other with a letter or two mended.
fn typo(x: &str, y: &str) -> bool {
    let (x, y): (Vec<char>, Vec<char>) = (folded(x).chars().collect(), folded(y).chars().collect());
    let long = x.len().min(y.len());
    let front = x.iter().zip(&y).take_while(|(p, q)| p == q).count();
    let back = x
        .iter()
        .rev()
        .zip(y.iter().rev())
        .take_while(|(p, q)| p == q)
        .count();
    let left = x.len().max(y.len()) - (front + back).min(long);
    long >= 4 && left <= 2
}

/// Tells whether an edit lies in what programs write into patches: hunk heads, index lines, file
/// heads, counts of changes, trailers.
fn furniture(stream: &Stream<'_>, run: &std::ops::Range<usize>) -> bool {
    let at = if run.is_empty() {
        run.start.saturating_sub(1)
    } else {
        run.start
    };
    let Some(word) = stream.words.get(at) else {
        return false;
    };
    let head = stream.text.get(..word.start as usize).unwrap_or("");
    let start = head.rfind('\n').map_or(0, |n| n + 1);
    let line = stream.text.get(start..).unwrap_or("");
    let line = line
        .lines()
        .next()
        .unwrap_or("")
        .trim_start_matches(['>', ' ', '|']);
    let counts = line.contains("(+)") || line.contains("(-)");
    PATCHES.iter().any(|t| line.starts_with(t))
        || counts
        || (line.contains(" | ") && line.ends_with(['+', '-']))
}

/// How lines begin that a program writes into a patch.
const PATCHES: &[&str] = &[
    "@@ ",
    "diff --git",
    "index ",
    "--- a/",
    "+++ b/",
    "--- /dev",
    "similarity index",
    "create mode",
    "delete mode",
    "rename ",
    "base-commit",
    "Signed-off-by:",
    "Reviewed-by:",
    "Acked-by:",
    "Tested-by:",
    "Cc:",
    "Fixes:",
    "Change-Id:",
    "From ",
    "X-",
];

/// Tells whether a number of a run only counts lines: `3.` or `4)` where a line starts.
fn counts_lines(stream: &Stream<'_>, run: &std::ops::Range<usize>) -> bool {
    let Some(word) = stream.words.get(run.start).filter(|_| run.len() == 1) else {
        return run.is_empty();
    };
    let mark = stream
        .text
        .get(word.end as usize..)
        .and_then(|t| t.chars().next());
    stream.str(word).len() <= 2
        && opening(stream, run.start) > 0
        && mark.is_some_and(|c| matches!(c, '.' | ')' | ']' | ':'))
}

fn place(a: &Stream<'_>, b: &Stream<'_>, delta: &Delta, (first, last): (bool, bool)) -> f64 {
    let gap = &delta.gap;
    let mut out = if delta.zone.is_some() && delta.shown_class() != delta.class {
        W::QUIET_ZONE
    } else {
        1.0
    };
    if furniture(a, &gap.a) || furniture(b, &gap.b) {
        out *= W::FURNITURE;
    }
    let one_sided = gap.a.is_empty() || gap.b.is_empty();
    let starts = first && gap.a.start == 0 && gap.b.start == 0;
    let ends = last && gap.a.end == a.words.len() && gap.b.end == b.words.len();
    let exchanged = delta.class == EditClass::Rewrite;
    if (one_sided || exchanged) && (starts || ends) {
        out *= W::EDGE_BLOCK;
    }
    let deeper = |s: &Stream<'_>, run: &std::ops::Range<usize>| {
        let depth = |at: Option<usize>| at.and_then(|p| s.words.get(p)).map(|w| w.depth);
        let own = depth((!run.is_empty()).then_some(run.start));
        let around = (depth(run.start.checked_sub(1)), depth(Some(run.end)));
        own.is_some()
            && around.0.is_some_and(|d| Some(d) != own)
            && around.1.is_some_and(|d| Some(d) != own)
    };
    if deeper(a, &gap.a) || deeper(b, &gap.b) {
        out *= W::OTHER_DEPTH;
    }
    out
}

/// Gives the place of the heaviest edit.
pub fn heaviest(edits: &[Weighed]) -> Option<usize> {
    (0..edits.len()).max_by(|x, y| {
        let weight = |at: &usize| edits.get(*at).map_or(0.0, Weighed::weight);
        weight(x).total_cmp(&weight(y)).then(y.cmp(x))
    })
}

/// Counts the words of all edits but one; blocks at the edges and quiet zones count a quarter.
pub fn noise(edits: &[Weighed], but: usize) -> f64 {
    let words = |(at, w): (usize, &Weighed)| {
        let share = match w.place {
            p if p <= W::EDGE_BLOCK => 0.1,
            p if p < 0.5 => 0.25,
            _ => 1.0,
        };
        if at == but {
            0.0
        } else {
            share * w.words() as f64
        }
    };
    edits.iter().enumerate().map(words).sum()
}

/// Tells whether an edit is a block at the start or end of the texts.
pub fn block_at_edge(edit: &Weighed) -> bool {
    edit.place <= W::EDGE_BLOCK
}

/// Counts the edits besides one that stand within the texts, not at their edges.
pub fn others(edits: &[Weighed], but: usize) -> f64 {
    let inner = |(at, w): &(usize, &Weighed)| *at != but && w.place > W::EDGE_BLOCK;
    edits.iter().enumerate().filter(inner).count() as f64
}

/// Most edits that a finding shows.
const SHOWN: usize = 12;

/// Writes the edits for a finding, the heaviest first.
pub fn shown(a: &Stream<'_>, b: &Stream<'_>, edits: &[Weighed]) -> Vec<Edit> {
    let mut order: Vec<&Weighed> = edits.iter().collect();
    order.sort_by(|x, y| {
        let place = |w: &Weighed| (w.delta.gap.a.start, w.delta.gap.b.start);
        y.weight()
            .total_cmp(&x.weight())
            .then(place(x).cmp(&place(y)))
    });
    order
        .into_iter()
        .take(SHOWN)
        .map(|w| Edit {
            class: w.delta.shown_class(),
            field: Field::Body,
            before: a.slice(w.delta.gap.a.clone()).to_owned(),
            after: b.slice(w.delta.gap.b.clone()).to_owned(),
            a: a.bytes(w.delta.gap.a.clone()),
            b: b.bytes(w.delta.gap.b.clone()),
        })
        .collect()
}

/// Gives the hashes of what the two sides of an edit say; equal for any dress. A word or two are
/// taken with their neighbours, since many an edit puts in a "not".
pub fn readings(a: &Stream<'_>, b: &Stream<'_>, delta: &Delta) -> (u64, u64) {
    let gap = &delta.gap;
    let key = |at: Option<usize>| at.and_then(|p| a.keys.get(p)).copied().unwrap_or(7);
    let frame = if gap.a.len().max(gap.b.len()) <= 2 {
        mix(key(gap.a.start.checked_sub(1)) ^ key(Some(gap.a.end)).rotate_left(7))
    } else {
        1
    };
    let side = |s: &Stream<'_>, run: &std::ops::Range<usize>| {
        let keys = s.keys.get(run.clone()).unwrap_or(&[]);
        keys.iter().fold(frame, |h: u64, k| mix(h ^ k))
    };
    (side(a, &delta.gap.a), side(b, &delta.gap.b))
}

/// Gives the key of an edit by its readings: the same for both directions.
pub fn key(readings: (u64, u64)) -> u64 {
    readings.0.wrapping_add(readings.1)
}
