//! The ledger: for each message, what speaks for it, what against it, and what cannot be told.
//!
//! [`ROWS`] is the table of checks; each looks at one message on the [`Bench`] and gives at most
//! one line. Beside each stands how often it spoke against innocent mail (`docs/method.md` tells
//! where) and how often it does in this very case; one that speaks too often here demotes itself.

mod bench;
mod chain;
mod family;
mod habit;
mod idclock;
mod names;
mod raise;
mod servers;
mod shapes;
mod table;
#[cfg(test)]
mod tests;
mod told;

pub use bench::Bench;
pub use table::ROWS;

use super::lead::Lead;
use crate::model::words::evidence as e;
use crate::model::{
    CheckRate, Evidence, Grade, ItemIx, Leaning, Ledger, Rate, Said, Word, blockwise,
};
use std::ops::Range;

/// Where the proof of a line comes from: lines of one root speak once.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Root {
    /// Servers on the way.
    Servers,
    /// The sender's own program.
    Program,
    /// Other messages.
    Others,
    /// The form of the bytes.
    Form,
    /// The sender's other messages.
    Habit,
    /// Names and addresses.
    Names,
}

/// One row of the table of checks.
pub struct Row {
    /// Its word.
    pub word: &'static str,
    /// What it looks at, for the docs.
    pub line: &'static str,
    /// Where its proof comes from.
    pub root: Root,
    /// What it weighs where it speaks against a message.
    pub grade: Grade,
    /// How often it spoke against innocent mail.
    pub known: Rate,
    /// Looks at one message.
    pub look: fn(&Bench<'_>, ItemIx) -> Option<Line>,
    /// What may have happened without anybody's ill will.
    pub innocent: Word,
}

/// What a check says of one message.
pub struct Line {
    /// Which way it leans.
    pub leaning: Leaning,
    /// What was read, decoded, expected, and the difference.
    pub sentence: Said,
    /// The bytes that it rests on.
    pub at: Option<Range<u32>>,
    /// The claim and what it should be, where a finding can show them.
    pub claim: Option<(String, String)>,
}

impl Line {
    fn new(leaning: Leaning, sentence: Said, at: Option<Range<u32>>) -> Self {
        Self {
            leaning,
            sentence,
            at,
            claim: None,
        }
    }
}

/// The ledgers of a case, and what they raise.
#[derive(Default)]
pub struct Books {
    /// The ledger of each item.
    pub ledgers: Vec<Ledger>,
    /// How often each check speaks.
    pub rates: Vec<CheckRate>,
    /// What is a finding.
    pub leads: Vec<Lead>,
}

/// Lines of a usual message.
const USUAL: usize = 16;

/// Lines of one item with the places of their checks in the table.
type Lines = Vec<(usize, Line)>;

/// Keeps the books of a case.
pub fn books(bench: &Bench<'_>) -> Books {
    let items: Vec<ItemIx> = (0..).map(ItemIx).take(bench.traces.len()).collect();
    let mut all = blockwise(&items, |items| lines(bench, items));
    let rates = rates(&all);
    for lines in &mut all {
        lines.sort_by_key(|(at, line)| (line.leaning, grade(*at, &rates), *at));
    }
    let leads = raise::leads(bench, &all, &rates);
    let ledgers = all.into_iter().zip(bench.traces);
    let ledgers = ledgers.map(|(lines, trace)| Ledger {
        lines: lines
            .into_iter()
            .filter_map(|l| evidence(l, &rates))
            .collect(),
        ticks: trace.ticks.clone(),
    });
    Books {
        ledgers: ledgers.collect(),
        rates,
        leads,
    }
}

fn lines(bench: &Bench<'_>, items: &[ItemIx]) -> Vec<Lines> {
    let look = |ix: &ItemIx| -> Lines {
        let ix = *ix;
        if bench.trace(ix).is_none() {
            return Vec::new();
        }
        let all = ROWS.iter().enumerate();
        let mut out = Vec::with_capacity(USUAL);
        out.extend(all.filter_map(|(at, row)| Some((at, (row.look)(bench, ix)?))));
        out
    };
    items.iter().map(look).collect()
}

/// Counts how often each check speaks. One that never says that a message holds has tested all.
fn rates(all: &[Lines]) -> Vec<CheckRate> {
    let messages = all.iter().filter(|lines| !lines.is_empty()).count() as u32;
    let mut counts = vec![(0_u32, 0_u32); ROWS.len()];
    for (at, line) in all.iter().flatten() {
        if let Some((against, for_it)) = counts.get_mut(*at) {
            match line.leaning {
                Leaning::Inconsistent => *against += 1,
                Leaning::Consistent => *for_it += 1,
                Leaning::Untestable => {}
            }
        }
    }
    let rate = |(row, (alarms, consistent)): (&Row, (u32, u32))| {
        let tested = match consistent {
            0 => messages,
            _ => consistent + alarms,
        };
        CheckRate {
            check: row.word,
            here: Rate { alarms, tested },
            known: row.known,
        }
    };
    ROWS.iter().zip(counts).map(rate).collect()
}

/// Gives the grade that a check has in a case.
fn grade(at: usize, rates: &[CheckRate]) -> Grade {
    let demoted = rates.get(at).is_some_and(|r| r.here.is_too_common());
    match ROWS.get(at) {
        Some(row) if !demoted => row.grade,
        _ => Grade::W,
    }
}

fn evidence((at, line): (usize, Line), rates: &[CheckRate]) -> Option<Evidence> {
    let rate = rates.get(at)?;
    let mut sentence = line.sentence;
    if line.leaning == Leaning::Inconsistent && rate.here.is_too_common() {
        sentence = sentence + e::TOO_COMMON.into();
    }
    Some(Evidence {
        check: rate.check,
        grade: grade(at, rates),
        leaning: line.leaning,
        sentence,
        at: line.at,
        here: rate.here,
        known: rate.known,
    })
}
