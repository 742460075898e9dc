//! Floor 4: structure becomes findings. A [`Study`] (items, their texts, who resembles whom) goes
//! in, ranked [`Finding`]s come out, each one matter, each score the sum of its features.
//!
//! [`CHECKS`] is the table of checks. Each check looks at one place where edits hide and raises
//! leads; `matter` joins leads that show the same edit, `rank` orders them, `say` puts them in
//! words. All weights stand in `weights`.

mod bursts;
mod copies;
mod desk;
mod forms;
mod hidden;
mod identity;
mod lead;
mod likeness;
mod matter;
mod people;
mod programs;
mod quotes;
mod rank;
mod say;
mod score;
mod slots;
#[cfg(test)]
mod tests;
mod weigh;
mod weights;

pub use lead::{CHECKS, Check, CheckRow};

use crate::model::{Finding, Item, ItemIx, ItemText, Meta};
use crate::relate::Neighbours;
use desk::Desk;
use lead::Lead;
use std::collections::BTreeMap;
use std::thread;

/// Everything that findings are made from; no clock, no disk.
#[derive(Clone, Copy)]
pub struct Study<'a> {
    /// All items of the case, oldest first.
    pub items: &'a [Item],
    /// Where their texts come from.
    pub texts: &'a dyn Texts,
    /// The pairs of texts that resemble each other.
    pub near: &'a Neighbours,
    /// Names of the sources whose readings are trusted.
    pub trusted: &'a [String],
    /// What documents claim about themselves.
    pub metadata: &'a BTreeMap<ItemIx, Vec<Meta>>,
}

/// Gives the texts of items; asked from two threads at once.
pub trait Texts: Sync {
    /// Gives the text of an item, or nothing where there is none.
    fn text(&self, item: ItemIx) -> Option<ItemText>;
}

/// Finds, joins, ranks and words what speaks for planted edits; most telling first.
pub fn findings(study: &Study<'_>) -> Vec<Finding> {
    let desk = Desk::load(study);
    let mut leads = thread::scope(|scope| {
        let quotes = scope.spawn(|| quotes::leads(&desk));
        let mut leads = copies::leads(&desk);
        leads.extend(likeness::leads(&desk, study.near));
        leads.extend(hidden::leads(&desk));
        leads.extend(forms::leads(&desk));
        leads.extend(quotes.join().unwrap_or_default());
        leads
    });
    leads.retain(Lead::is_worth_telling);
    let matters = matter::joined(leads);
    let mut out = rank::ranked(matters, &desk);
    for burst in bursts::findings(study) {
        let at = out.partition_point(|f| f.score >= burst.score);
        out.insert(at, burst);
    }
    out
}
