//! The plain twins of Compare and Evidence: a change or a line of the ledger read as a sentence,
//! one after the other, without columns and without a move of a cursor. For screen readers.

use super::failure::Failure;
use super::print::Out;
use super::session::Session;
use super::table::count;
use crate::model::{Comparison, Item, Leaning, Ledger, Rate, Tick};
use crate::review::sentence;

/// Reads what leads from one text to the other.
pub fn compare(
    session: &Session,
    (a, b): (&Item, &Item),
    found: &Comparison,
    out: &mut Out,
) -> Result<(), Failure> {
    let text = session.case.reader().text(b).unwrap_or_default().body();
    let name = |item: &Item| format!("{} \"{}\"", item.digest.short(), item.title());
    out.line(&format!("From {} to {}.", name(a), name(b)))?;
    if found.edits.is_empty() {
        out.line("They say the same, apart from what is ignored.")?;
    }
    for (at, edit) in found.edits.iter().enumerate() {
        let told = sentence(edit, Some(&text));
        out.line(&format!(
            "Change {} of {}, {told}.",
            at + 1,
            found.edits.len()
        ))?;
    }
    for (class, n) in &found.ignored {
        out.line(&format!(
            "Ignored: {}, {}.",
            class.word(),
            count(*n as usize, "time")
        ))?;
    }
    Ok(())
}

/// Reads the ledger of an item.
pub fn evidence(item: &Item, ledger: &Ledger, out: &mut Out) -> Result<(), Failure> {
    out.line(&format!(
        "Item {}, \"{}\".",
        item.digest.short(),
        item.title()
    ))?;
    if ledger.lines.is_empty() {
        out.line("No check can say anything of it; that is no sign for it or against it.")?;
    }
    for (leaning, words) in [
        (Leaning::Inconsistent, "Against it"),
        (Leaning::Consistent, "For it"),
        (Leaning::Untestable, "It cannot be told"),
    ] {
        for line in ledger.lines.iter().filter(|l| l.leaning == leaning) {
            out.line(&format!(
                "{words}, {}, check {}: {}. This check speaks against {} here and {} in innocent \
                 mail.",
                line.grade.word(),
                line.check,
                line.sentence.trim_end_matches('.'),
                rate(line.here),
                rate(line.known),
            ))?;
        }
    }
    let mut ticks: Vec<&Tick> = ledger.ticks.iter().collect();
    ticks.sort_by_key(|t| t.ms);
    for (at, tick) in ticks.iter().enumerate() {
        out.line(&format!(
            "Clock {} of {}: {}, {}.",
            at + 1,
            ticks.len(),
            tick.written(),
            tick.kind.row().name
        ))?;
    }
    Ok(())
}

fn rate(rate: Rate) -> String {
    format!("{} of {}", rate.alarms, rate.tested)
}
