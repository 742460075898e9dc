//! Floor 4: structure becomes findings. A [`Study`] (items, their texts, who resembles whom) goes
//! in, ranked [`Finding`]s come out, each one matter, each score the sum of its features.
//!
//! [`CHECKS`] is the table of checks. Each check looks at one place where edits hide and raises
//! leads; `matter` joins leads that show the same edit, `rank` orders them, `say` puts them in
//! words. All weights stand in `weights`.

mod bursts;
mod copies;
mod coverage;
mod desk;
mod forms;
mod hidden;
mod identity;
mod lead;
mod ledger;
mod likeness;
mod matter;
mod missed;
mod people;
mod programs;
mod quotes;
mod rank;
mod say;
mod score;
mod signed;
mod slots;
#[cfg(test)]
mod tests;
mod weigh;
mod weights;

pub use lead::{CHECKS, Check, CheckRow};
pub use ledger::ROWS;

use crate::attest::signature::KeySet;
use crate::model::words::unread as w;
use crate::model::{
    CheckRate, Covers, Entry, Finding, Item, ItemIx, ItemText, Meta, Said, Thread, Tick, Trace,
    both,
};
use crate::relate::Neighbours;
use desk::Desk;
use lead::Lead;
use missed::Missed;
use std::collections::BTreeMap;

/// Everything that findings are made from; no clock, no disk.
#[derive(Clone, Copy)]
pub struct Study<'a> {
    /// All items of the case, oldest first.
    pub items: &'a [Item],
    /// Where their texts come from.
    pub texts: &'a dyn Texts,
    /// The pairs of texts that resemble each other.
    pub near: &'a Neighbours,
    /// All threads.
    pub threads: &'a [Thread],
    /// What each item's bytes show of its making.
    pub traces: &'a [Trace<'a>],
    /// Kept keys of signatures.
    pub keys: &'a KeySet,
    /// Names of the sources whose readings are trusted.
    pub trusted: &'a [String],
    /// What documents claim about themselves.
    pub metadata: &'a BTreeMap<ItemIx, Vec<Meta>>,
    /// Packs the ledger of an item as soon as its lines and times are there, so that those of a
    /// whole case do not wait in memory as sentences.
    pub pack: Pack,
}

/// Packs the lines and the times of a ledger.
pub type Pack = fn(&[Entry<'_>], &[Tick]) -> Vec<u8>;

/// Gives the texts of items; asked from two threads at once.
pub trait Texts: Sync {
    /// Gives the text of an item, or nothing where there is none.
    fn text(&self, item: ItemIx) -> Option<ItemText>;
}

/// What an examination of a case gives.
#[derive(Debug, Default)]
pub struct Examined {
    /// What speaks for an item being planted, edited or back-dated, most telling first.
    pub findings: Vec<Finding>,
    /// The ledger of each item, packed.
    pub ledgers: Vec<Vec<u8>>,
    /// How often each check of the ledger speaks in the case.
    pub rates: Vec<CheckRate>,
    /// What was not looked at, by a fault of this program or over a bound; all else stands.
    pub missed: Vec<Said>,
    /// What each item can be tested by.
    pub covers: Vec<Covers>,
}

/// Examines a case: the ledgers of its items, and the findings, joined, ranked and put in words.
pub fn examine(study: &Study<'_>) -> Examined {
    let missed = Missed::default();
    let mut examined = missed.borne(w::ALL_FINDINGS, || search(study, &missed));
    examined
        .ledgers
        .resize_with(study.items.len(), || (study.pack)(&[], &[]));
    examined.missed = missed.names();
    examined
}

fn search(study: &Study<'_>, missed: &Missed) -> Examined {
    let desk = Desk::load(study);
    let copies = || missed.borne(w::COPIES, || copies::leads(&desk, missed));
    let alike = || missed.borne(w::LIKENESS, || likeness::leads(&desk, study.near));
    let inside = || {
        let hidden = missed.borne(w::HIDDEN_TEXT, || hidden::leads(&desk));
        let forms = missed.borne(w::FORMS, || forms::leads(&desk));
        [hidden, forms].concat()
    };
    let quotes = || missed.borne(w::QUOTES, || quotes::leads(&desk));
    let books = || {
        let covers = coverage::covers(study, &desk);
        let books = || ledger::books(&ledger::Bench::of(study, &desk), study.pack);
        (missed.borne(w::LEDGERS, books), covers)
    };
    let ((mut leads, (books, covers)), (inside, quotes)) = both(
        || both(|| [copies(), alike()].concat(), books),
        || both(inside, quotes),
    );
    leads.extend(inside);
    leads.extend(quotes);
    leads.extend(books.leads);
    leads.retain(Lead::is_worth_telling);
    let matters = matter::joined(leads);
    let mut findings = rank::ranked(matters, &desk);
    for burst in missed.borne(w::BURSTS, || bursts::findings(study)) {
        let at = findings.partition_point(|f| f.score >= burst.score);
        findings.insert(at, burst);
    }
    let examined = Examined {
        findings,
        ledgers: books.ledgers,
        rates: [books.rates, signed::rates(study.traces)].concat(),
        missed: Vec::new(),
        covers,
    };
    desk.clear_away();
    examined
}
