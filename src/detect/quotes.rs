//! Quotes against originals: where a quote and the stored original part, the words are aligned; the
//! other quotes of the same place are witnesses for the one reading or the other.

mod attribution;
mod split;

pub use attribution::said_when;

use super::desk::Desk;
use super::lead::{Check, Lead, Vote};
use super::score::Score;
use super::weights as W;
use crate::model::{ItemIx, blockwise};
use crate::relate::{By, Tie};
use split::{Split, splits};
use std::collections::{BTreeMap, BTreeSet};

/// Raises leads over all ties.
pub fn leads(desk: &Desk<'_>) -> Vec<Lead> {
    let all: Vec<usize> = (0..desk.ties.len()).collect();
    let mut splits = blockwise(&all, |ties| splits(desk, ties));
    splits.retain(|s| s.weight > 0.05);
    let witnesses = Witnesses::of(desk, &splits);
    let mut out: Vec<Lead> = splits
        .iter()
        .filter_map(|split| lead(desk, split, &witnesses))
        .collect();
    out.extend(attribution::leads(desk));
    out
}

/// Who bears which reading of a place.
struct Witnesses {
    /// Quotes by original's Message-ID (or item), line and reading.
    bears: BTreeMap<(String, u64, u64), BTreeSet<ItemIx>>,
    /// How many items show an inserted reading anywhere.
    common: BTreeMap<u64, usize>,
    /// Edits of each tie.
    parts: BTreeSet<(usize, u64)>,
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
            parts: splits.iter().map(|s| (s.tie, s.key)).collect(),
            bears,
            common: common.into_iter().map(|(k, v)| (k, v.len())).collect(),
        }
    }

    /// Tells whether the quote agrees at a place with another copy of the same message: then the
    /// copies differ, and the quote is a witness.
    fn agrees_with_copy(&self, desk: &Desk<'_>, tie: &Tie, split: &Split) -> bool {
        let id = |t: &Tie| desk.item(t.original).and_then(|i| i.message_id());
        let own = id(tie);
        own.is_some()
            && desk.ties_by(tie.quote).any(|(at, other)| {
                other.original != tie.original
                    && id(other) == own
                    && !self.parts.contains(&(at, split.key))
            })
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
    if witnesses.agrees_with_copy(desk, tie, split) {
        score.times("another copy bears the reading", W::COPY_BEARS_IT);
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
    let size = desk.item(tie.original).map_or(0, |i| i.size_bytes);
    let below = desk
        .body(tie.original)
        .len()
        .saturating_sub(split.edit.a.end);
    let held = &desk.held;
    votes.extend(held.vote_on_quote((tie.original, tie.quote), below, size));
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
        told: None,
    })
}
