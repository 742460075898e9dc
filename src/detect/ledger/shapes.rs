//! Marks of the bytes themselves: what the named program never writes, counts that do not hold.
//! Part of `detect::ledger`.

use super::Line;
use super::bench::Bench;
use crate::attest::has_types;
use crate::model::words::evidence as e;
use crate::model::{Habit, ItemIx, Leaning, MarkKind, TickKind, Word};

fn look(bench: &Bench<'_>, ix: ItemIx, kind: MarkKind, tested: Option<Word>) -> Option<Line> {
    let trace = bench.trace(ix)?;
    match trace.marks.iter().find(|m| m.kind == kind) {
        Some(mark) => {
            let sentence = e::ended(&mark.note);
            let at = Some(mark.at.clone());
            Some(Line::new(Leaning::Inconsistent, sentence, at))
        }
        None => Some(Line::new(Leaning::Consistent, tested?.into(), None)),
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
    look(
        bench,
        ix,
        MarkKind::IdOfAnother,
        named.then_some(e::ID_FITS),
    )
}

/// A time in an id of Outlook's form that no mail can have.
pub fn time(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    let trace = bench.trace(ix)?;
    let outlook = trace.ticks.iter().any(|t| t.kind == TickKind::IdOutlook);
    look(bench, ix, MarkKind::IdTime, outlook.then_some(e::TIME_FITS))
}

/// The boundary against the named program.
pub fn edge(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    let trace = bench.trace(ix)?;
    let parted = trace.habits.iter().any(|(h, _)| *h == Habit::Edge);
    let tested = parted && names_program(bench, ix);
    look(
        bench,
        ix,
        MarkKind::EdgeOfAnother,
        tested.then_some(e::EDGE_FITS),
    )
}

/// The Content-Type against the named program.
pub fn media(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    let mut habits = bench.trace(ix)?.habits.iter();
    let mailer = habits.find(|(h, _)| *h == Habit::Mailer);
    let tested = mailer.is_some_and(|(_, name)| has_types(name));
    look(
        bench,
        ix,
        MarkKind::TypeOfAnother,
        tested.then_some(e::TYPE_FITS),
    )
}

/// Content-Length against the body.
pub fn length(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    look(bench, ix, MarkKind::Length, None)
}

/// A claimed attachment that is not there.
pub fn attachment(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    look(bench, ix, MarkKind::NoAttachment, None)
}

/// Two kinds of line end.
pub fn ends(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    look(bench, ix, MarkKind::MixedEnds, Some(e::ENDS_ALIKE))
}

/// An address in the id that no machine has.
pub fn address(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    let trace = bench.trace(ix)?;
    let outlook = trace.ticks.iter().any(|t| t.kind == TickKind::IdOutlook);
    look(
        bench,
        ix,
        MarkKind::IdAddress,
        outlook.then_some(e::ADDRESS_FITS),
    )
}

/// The lines of base64 parts.
pub fn base64(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    encoded(bench, ix, MarkKind::Base64Lines, e::BASE64_FITS)
}

/// What stands in quoted-printable parts.
pub fn quoted(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    encoded(bench, ix, MarkKind::Quoted, e::QUOTED_FITS)
}

fn encoded(bench: &Bench<'_>, ix: ItemIx, kind: MarkKind, fits: Word) -> Option<Line> {
    let tried = bench.trace(ix)?.tried.contains(&kind);
    look(bench, ix, kind, tried.then_some(fits))
}
