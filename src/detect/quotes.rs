//! Quotes against originals: where a quote and the stored original part, the words are aligned; the
//! other quotes of the same place are witnesses for the one reading or the other.

use super::desk::{Desk, stream};
use super::lead::{Check, Lead, Vote};
use super::programs;
use super::score::Score;
use super::weigh::{Weighed, key, of_deltas, readings, shown};
use super::weights as W;
use crate::compare::{Delta, Stream, deltas_up_to, opening};
use crate::model::ItemIx;
use crate::relate::{By, Page, Run, Tie};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;
use std::thread;

/// Lines of agreement on each side that are aligned with a run apart, for their context.
const AROUND: u32 = 3;
/// Most lines of a run apart; longer ones are other texts.
const LONGEST: u32 = 2_000;

/// One place where a quote and its original part.
struct Split {
    tie: usize,
    weight: f64,
    weighed: Weighed,
    lacks: bool,
    interrupted: bool,
    key: u64,
    readings: (u64, u64),
    /// The key with a word more on each side.
    common: u64,
    reading: u64,
    /// Line of the original where the place starts.
    line: u32,
    edit: crate::model::Edit,
    robot: bool,
    /// What is left of it where the quote lacks words.
    lacking: f64,
    /// What is left of it where it reads as an answer between the lines.
    answer: f64,
}

/// Raises leads over all ties.
pub fn leads(desk: &Desk<'_>) -> Vec<Lead> {
    let all: Vec<usize> = (0..desk.ties.len()).collect();
    let (front, back) = all.split_at(all.len() / 2);
    let mut splits = thread::scope(|scope| {
        let back = scope.spawn(|| splits(desk, back));
        let mut out = splits(desk, front);
        out.extend(back.join().unwrap_or_default());
        out
    });
    splits.retain(|s| s.weight > 0.05);
    let witnesses = Witnesses::of(desk, &splits);
    splits
        .iter()
        .filter_map(|split| lead(desk, split, &witnesses))
        .collect()
}

fn splits(desk: &Desk<'_>, ties: &[usize]) -> Vec<Split> {
    let mut out = Vec::new();
    for at in ties {
        let Some(tie) = desk.ties.get(*at) else {
            continue;
        };
        let mut mine: Vec<Split> = Vec::new();
        for (n, run) in tie.runs.iter().enumerate() {
            if !run.same {
                of_run(desk, (*at, tie), n, run, &mut mine);
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

fn of_run(desk: &Desk<'_>, (at, tie): (usize, &Tie), n: usize, run: &Run, out: &mut Vec<Split>) {
    let (Some(quote), Some(original)) = (
        desk.pages.get(tie.quote.at()),
        desk.pages.get(tie.original.at()),
    ) else {
        return;
    };
    if run.quote.len().max(run.original.len()) as u32 > LONGEST || block(quote, original, run) {
        return;
    }
    let before = n
        .checked_sub(1)
        .and_then(|b| tie.runs.get(b))
        .filter(|r| r.same);
    let behind = tie.runs.get(n + 1).filter(|r| r.same);
    let head = before.map_or(0, |r| r.quote.len().min(AROUND as usize) as u32);
    let tail = behind.map_or(0, |r| r.quote.len().min(AROUND as usize) as u32);
    let lines = run.quote.start - head..run.quote.end + tail;
    let quoted: Vec<u32> = lines
        .filter_map(|q| quote.quoted.get(q as usize).copied())
        .collect();
    let theirs: Vec<u32> =
        (run.original.start.saturating_sub(head)..run.original.end + tail).collect();
    let b = stream(desk.body(tie.quote), quote, &quoted);
    let a = stream(desk.body(tie.original), original, &theirs);
    if strangers(&a, &b) || (run.edge && !alike(&a, &b, head.max(tail))) {
        return;
    }
    let Some(found) = deltas_up_to(&a, &b, 60) else {
        return;
    };
    let interrupted = |d: &Delta| broken(quote, &b, &d.gap.b);
    let tied = (before.is_some(), behind.is_some());
    for weighed in of_deltas(&a, &b, found) {
        let gap = &weighed.delta.gap;
        let starts = gap.a.start == 0 || gap.b.start == 0;
        let ends = gap.a.end == a.words.len() || gap.b.end == b.words.len();
        if (starts && !tied.0) || (ends && !tied.1) || starts && ends {
            continue;
        }
        let lacks = gap.b.is_empty();
        let (left, right) = weighed.around;
        let near = |n: usize| (n as f64 / 4.0).min(1.0);
        let own = weighed.class * weighed.place * near(left) * near(right);
        let edit = shown(&a, &b, std::slice::from_ref(&weighed)).pop();
        let Some(edit) = edit else { continue };
        let said = readings(&a, &b, &weighed.delta);
        out.push(Split {
            tie: at,
            weight: W::QUOTES * own,
            lacks,
            interrupted: interrupted(&weighed.delta),
            key: key(said),
            readings: said,
            common: {
                let run = &weighed.delta.gap.b;
                reading(
                    &b,
                    &(run.start.saturating_sub(1)..(run.end + 1).min(b.keys.len())),
                )
            },
            reading: reading(&b, &gap.b),
            line: line_at(&a, gap),
            answer: answer(&b, &weighed.delta),
            lacking: lacking(&a, &weighed.delta.gap.a),
            robot: programs::wrote(&edit.before, &edit.after, weighed.delta.class),
            weighed,
            edit,
        });
    }
}

/// Words that one side alone has beyond which they are trimmed text or an answer.
const BLOCK: usize = 120;

/// Tells whether a run is a long block that one side alone has.
fn block(quote: &Page, original: &Page, run: &Run) -> bool {
    let quoted = (run.quote.start..run.quote.end).filter_map(|q| quote.quoted_line(q));
    let mine: usize = quoted.map(|l| usize::from(l.words)).sum();
    let lines = original.lines.get(run.original.start as usize..run.original.end as usize);
    let theirs: usize = lines.unwrap_or(&[]).iter().map(|l| usize::from(l.words)).sum();
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
fn alike(a: &Stream<'_>, b: &Stream<'_>, _tied: u32) -> bool {
    let known: HashSet<u64> = a.keys.iter().copied().collect();
    let mine: HashSet<u64> = b.keys.iter().copied().collect();
    let both = mine.intersection(&known).count();
    3 * both >= 2 * mine.len().min(known.len()) && both >= 4
}

fn line_at(a: &Stream<'_>, gap: &crate::compare::Gap) -> u32 {
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

/// Who bears which reading of a place.
struct Witnesses {
    /// Quotes by original's Message-ID (or item), line and reading.
    bears: BTreeMap<(String, u64, u64), BTreeSet<ItemIx>>,
    /// How many items show an inserted reading anywhere.
    common: BTreeMap<u64, usize>,
}

fn place_of(desk: &Desk<'_>, original: ItemIx) -> String {
    let id = desk.item(original).and_then(|i| i.message_id());
    id.map_or_else(|| format!("#{}", original.0), str::to_owned)
}

impl Witnesses {
    fn of(desk: &Desk<'_>, splits: &[Split]) -> Self {
        let mut bears: BTreeMap<(String, u64, u64), BTreeSet<ItemIx>> = BTreeMap::new();
        let mut common: BTreeMap<u64, BTreeSet<ItemIx>> = BTreeMap::new();
        for split in splits {
            let Some(tie) = desk.ties.get(split.tie) else {
                continue;
            };
            let place = (place_of(desk, tie.original), split.key, split.reading);
            bears.entry(place).or_default().insert(tie.quote);
            common.entry(split.common).or_default().insert(tie.original);
        }
        Self {
            bears,
            common: common.into_iter().map(|(k, v)| (k, v.len())).collect(),
        }
    }

    fn same(&self, desk: &Desk<'_>, tie: &Tie, split: &Split) -> Vec<ItemIx> {
        let place = (place_of(desk, tie.original), split.key, split.reading);
        self.bears
            .get(&place)
            .map_or_else(Vec::new, |s| s.iter().copied().collect())
    }
}

/// Quotes of the same original that agree with it at a line.
fn agreeing(desk: &Desk<'_>, tie: &Tie, line: u32) -> Vec<ItemIx> {
    desk.ties_of(tie.original)
        .filter(|t| t.quote != tie.quote)
        .filter(|t| t.runs.iter().any(|r| r.same && r.original.contains(&line)))
        .map(|t| t.quote)
        .collect()
}

fn lead(desk: &Desk<'_>, split: &Split, witnesses: &Witnesses) -> Option<Lead> {
    let tie = desk.ties.get(split.tie)?;
    let mut score = Score::of("class", split.weighed.class * W::QUOTES);
    let own = split.weighed.class * W::QUOTES;
    score.times("context and purity", split.weight / own);
    match tie.by {
        By::Headers(1) => {}
        By::Headers(_) => score.times("farther ancestor", W::FARTHER),
        By::Words => score.times("tied by words", W::BY_WORDS),
    }
    if split.lacks {
        score.times("quote lacks words", split.lacking);
    }
    if split.interrupted && split.lacks {
        score.times("answer between", 0.3);
    }
    if split.answer < 1.0 {
        score.times("reads as an answer", split.answer);
    }
    if split.robot {
        score.times("a program's words", W::PROGRAMS_WORDS);
    }
    if witnesses.common.get(&split.common).is_some_and(|n| *n >= 5) {
        score.times("words common in quotes", 0.2);
    }
    let same = witnesses.same(desk, tie, split);
    let senders: BTreeSet<String> = same.iter().map(|i| desk.sender(*i)).collect();
    let agree = agreeing(desk, tie, split.line);
    let mut votes = Vec::new();
    if senders.len() >= 2 {
        score.times("second witness", W::SECOND_WITNESS);
        votes.push(Vote::Outvoted(tie.original));
    } else if !agree.is_empty() || desk.has_twin(tie.original) {
        score.times("others agree with the original", W::AGREES_WITH_ORIGINAL);
        votes.push(Vote::Alone(tie.quote));
    } else {
        votes.push(Vote::Quoted(tie.original));
    }
    let mut theirs = vec![tie.quote];
    theirs.extend(same.into_iter().filter(|i| *i != tie.quote));
    Some(Lead {
        check: Check::Quotes,
        score,
        ours: vec![tie.original],
        theirs,
        edits: vec![split.edit.clone()],
        key: split.key,
        readings: split.readings,
        votes,
    })
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
