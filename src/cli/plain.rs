//! The plain twins of Compare and Evidence: a change or a line of the ledger read as a sentence,
//! one after the other, without columns and without a move of a cursor. For screen readers.

use super::failure::Failure;
use super::print::Out;
use super::session::Session;
use crate::model::words::{counted, names, plain as w};
use crate::model::{Comparison, Item, Lang, Leaning, Ledger, Rate, Tick};
use crate::review::sentence;

/// Reads what leads from one text to the other.
pub fn compare(
    session: &Session,
    (a, b): (&Item, &Item),
    found: &Comparison,
    out: &mut Out,
) -> Result<(), Failure> {
    let lang = session.lang;
    let text = session.case.reader().text(b).unwrap_or_default().body();
    let name = |item: &Item| format!("{} \"{}\"", item.digest.short(), item.title());
    out.line(&w::from_to(lang, name(a), name(b)))?;
    if found.edits.is_empty() {
        out.line(w::THEY_SAY_THE_SAME.of(lang))?;
    }
    for (at, edit) in found.edits.iter().enumerate() {
        let told = sentence(edit, Some(&text), lang);
        out.line(&w::change_of(lang, at + 1, found.edits.len(), told))?;
    }
    for (class, n) in &found.ignored {
        let times = w::times(lang, *n as usize);
        out.line(&w::ignored(lang, class.shown(lang), times))?;
    }
    Ok(())
}

/// Reads the ledger of an item.
pub fn evidence(item: &Item, ledger: &Ledger, lang: Lang, out: &mut Out) -> Result<(), Failure> {
    out.line(&w::item(lang, item.digest.short(), item.title()))?;
    if ledger.lines.is_empty() {
        out.line(w::NO_CHECK_TELLS.of(lang))?;
    }
    for (leaning, words) in [
        (Leaning::Inconsistent, w::AGAINST_IT),
        (Leaning::Consistent, w::FOR_IT),
        (Leaning::Untestable, w::NOT_TOLD),
    ] {
        for line in ledger.lines.iter().filter(|l| l.leaning == leaning) {
            out.line(&w::told(
                lang,
                words.of(lang),
                line.grade.word(),
                names::shown(line.check, lang),
                line.sentence.of(lang).trim_end_matches('.'),
                rate(line.here, lang),
                rate(line.known, lang),
            ))?;
        }
    }
    let mut ticks: Vec<&Tick> = ledger.ticks.iter().collect();
    ticks.sort_by_key(|t| t.ms);
    for (at, tick) in ticks.iter().enumerate() {
        let name = tick.kind.row().name.of(lang);
        out.line(&w::clock_of(
            lang,
            at + 1,
            ticks.len(),
            tick.written(lang),
            name,
        ))?;
    }
    Ok(())
}

/// Writes how often a check speaks.
pub fn rate(rate: Rate, lang: Lang) -> String {
    let count = |n: u32| counted(lang, n as usize);
    w::rate(lang, count(rate.alarms), count(rate.tested))
}
