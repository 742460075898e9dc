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
mod papers;
mod raise;
mod servers;
mod shapes;
mod table;
#[cfg(test)]
mod tests;
mod told;
mod versions;

pub use bench::Bench;
pub use table::ROWS;

use super::Pack;
use super::lead::Lead;
use crate::model::{CheckRate, Entry, Grade, ItemIx, Leaning, Rate, Said, Word, blockwise};
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
    /// The documents that it carries.
    Papers,
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
    /// The ledger of each item, packed.
    pub ledgers: Vec<Vec<u8>>,
    /// How often each check speaks.
    pub rates: Vec<CheckRate>,
    /// What is a finding.
    pub leads: Vec<Lead>,
}

/// Lines of a usual message.
const USUAL: usize = 16;

/// Lines of one item with the places of their checks in the table.
type Lines = Vec<(usize, Line)>;

/// What the case as a whole needs of the ledger of one item.
struct Page {
    packed: Vec<u8>,
    /// Which checks spoke, by their places, and which way.
    spoke: Vec<(u8, Leaning)>,
    /// The lines against it.
    against: Lines,
}

/// Keeps the books of a case; each ledger is packed where it is made.
pub fn books(bench: &Bench<'_>, pack: Pack) -> Books {
    let items: Vec<ItemIx> = (0..).map(ItemIx).take(bench.traces.len()).collect();
    let mut all = blockwise(&items, |items| {
        items.iter().map(|ix| page(bench, *ix, pack)).collect()
    });
    let rates = rates(&all);
    for page in &mut all {
        page.against
            .sort_by_key(|(at, _)| (grade(*at, &rates), *at));
    }
    let leads = raise::leads(bench, all.iter().map(|p| &p.against), &rates);
    Books {
        ledgers: all.into_iter().map(|page| page.packed).collect(),
        rates,
        leads,
    }
}

fn page(bench: &Bench<'_>, ix: ItemIx, pack: Pack) -> Page {
    let mut lines: Lines = Vec::new();
    if bench.trace(ix).is_some() {
        lines.reserve(USUAL);
        let all = ROWS.iter().enumerate();
        lines.extend(all.filter_map(|(at, row)| Some((at, (row.look)(bench, ix)?))));
    }
    let entries: Vec<Entry<'_>> = lines.iter().map(entry).collect();
    let ticks = bench.traces.get(ix.at()).map_or(&[][..], |t| &t.ticks);
    let packed = pack(&entries, ticks);
    let spoke = lines.iter().map(|(at, line)| (*at as u8, line.leaning));
    let mut page = Page {
        packed,
        spoke: spoke.collect(),
        against: Vec::new(),
    };
    // A new list: nearly always it is empty, and the old one's memory is not kept for it.
    let against = |line: &(usize, Line)| line.1.leaning == Leaning::Inconsistent;
    page.against.extend(lines.into_iter().filter(against));
    page
}

fn entry((at, line): &(usize, Line)) -> Entry<'_> {
    Entry {
        check: *at,
        grade: ROWS.get(*at).map_or(Grade::W, |row| row.grade),
        leaning: line.leaning,
        sentence: &line.sentence,
        at: line.at.as_ref(),
    }
}

/// Counts how often each check speaks. One that never says that a message holds has tested all.
fn rates(all: &[Page]) -> Vec<CheckRate> {
    let messages = all.iter().filter(|page| !page.spoke.is_empty()).count() as u32;
    let mut counts = vec![(0_u32, 0_u32); ROWS.len()];
    for (at, leaning) in all.iter().flat_map(|page| &page.spoke) {
        if let Some((against, for_it)) = counts.get_mut(usize::from(*at)) {
            match leaning {
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
