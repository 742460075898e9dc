//! Marks of the bytes themselves: what the named program never writes, counts that do not hold.
//! Part of `detect::ledger`.

use super::Line;
use super::bench::Bench;
use crate::model::{Habit, ItemIx, Leaning, MarkKind, TickKind};

fn look(bench: &Bench<'_>, ix: ItemIx, kind: MarkKind, tested: &str) -> Option<Line> {
    let trace = bench.trace(ix)?;
    match trace.marks.iter().find(|m| m.kind == kind) {
        Some(mark) => {
            let sentence = format!("{}.", mark.note);
            let at = Some(mark.at.clone());
            Some(Line::new(Leaning::Inconsistent, sentence, at))
        }
        None if tested.is_empty() => None,
        None => Some(Line::new(Leaning::Consistent, tested.to_owned(), None)),
    }
}

/// Tells whether a message names its program.
fn names_program(bench: &Bench<'_>, ix: ItemIx) -> bool {
    let trace = bench.trace(ix);
    trace.is_some_and(|t| t.habits.iter().any(|(h, _)| *h == Habit::Mailer))
}

/// The id against the named program.
pub fn id(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    let named = names_program(bench, ix);
    let fits = "The Message-ID has a form that the named program may have made.";
    look(
        bench,
        ix,
        MarkKind::IdOfAnother,
        if named { fits } else { "" },
    )
}

/// A time in an id of Outlook's form that no mail can have.
pub fn time(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    let trace = bench.trace(ix)?;
    let outlook = trace.ticks.iter().any(|t| t.kind == TickKind::IdOutlook);
    let fits = "The Message-ID has Outlook's form, and a time that mail can have.";
    look(bench, ix, MarkKind::IdTime, if outlook { fits } else { "" })
}

/// The boundary against the named program.
pub fn edge(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    let trace = bench.trace(ix)?;
    let parted = trace.habits.iter().any(|(h, _)| *h == Habit::Edge);
    let fits = "The boundary has a form that the named program may have made.";
    let tested = parted && names_program(bench, ix);
    look(
        bench,
        ix,
        MarkKind::EdgeOfAnother,
        if tested { fits } else { "" },
    )
}

/// Content-Length against the body.
pub fn length(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    look(bench, ix, MarkKind::Length, "")
}

/// A claimed attachment that is not there.
pub fn attachment(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    look(bench, ix, MarkKind::NoAttachment, "")
}

/// Two kinds of line end.
pub fn ends(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    look(bench, ix, MarkKind::MixedEnds, "All lines end alike.")
}

/// An address in the id that no machine has.
pub fn address(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    let trace = bench.trace(ix)?;
    let outlook = trace.ticks.iter().any(|t| t.kind == TickKind::IdOutlook);
    let fits = "The Message-ID names an address that a machine may have.";
    look(
        bench,
        ix,
        MarkKind::IdAddress,
        if outlook { fits } else { "" },
    )
}
