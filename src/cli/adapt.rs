//! The seam to the floors below: the one file of the command line that calls what they offer.

use super::failure::Failure;
use super::looks::Looks;
use super::table::size;
use crate::case::{Act, Case, Event, IngestOptions, IngestReport, Progress};
use crate::case::{Reader, RepairReport, Snapshot};
use crate::model::words::marking;
use crate::model::words::tables::gap;
use crate::model::words::{commands as w, failures as f};
use crate::model::{ItemIx, Said};
use crate::query::Query;
use crate::tui;
use std::path::{Path, PathBuf};

/// What a check of the case or a repair found: counts in the order shown, and what is wrong.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Checked {
    /// What was looked at, and how many.
    pub counts: Vec<(u64, Said)>,
    /// One sentence each.
    pub troubles: Vec<Said>,
}

/// Opens a case.
pub fn open(root: &Path) -> Result<Case, Failure> {
    Ok(Case::open(root)?)
}

/// Makes a case in a folder that does not exist or is empty.
pub fn create(root: &Path, group: Option<u32>) -> Result<Case, Failure> {
    Ok(Case::create_for(root, group)?)
}

/// Names our own binary, which reads documents in a process of its own.
pub fn program() -> Option<PathBuf> {
    std::env::current_exe().ok()
}

/// Ingests sources.
pub fn ingest(
    case: &mut Case,
    options: &IngestOptions,
    progress: &mut dyn FnMut(Progress),
) -> Result<IngestReport, Failure> {
    Ok(case.ingest(options, progress)?)
}

/// Evaluates a query over a snapshot; items in snapshot order.
pub fn select(snapshot: &Snapshot, query: &Query, author: &str, reader: &Reader) -> Vec<ItemIx> {
    snapshot.select(query, author, &**reader)
}

/// Gives every event of every journal, in Lamport order.
pub fn events(case: &Case) -> Vec<Event> {
    case.events()
}

/// Gives the rows of every journal as they stand, in Lamport order.
pub fn rows(case: &Case) -> Result<Vec<String>, Failure> {
    Ok(case.rows()?)
}

/// Writes one act.
pub fn act(case: &Case, author: &str, act: Act) -> Result<Event, Failure> {
    Ok(case.marker(author)?.act(act)?)
}

/// Takes the words of an event out of the record.
pub fn redact(case: &Case, author: &str, of: &str, why: &str) -> Result<(), Failure> {
    Ok(case.marker(author)?.redact(case, of, why)?)
}

/// Takes back the author's last act.
pub fn undo(case: &Case, author: &str) -> Result<Option<Event>, Failure> {
    Ok(case.marker(author)?.undo()?)
}

/// Checks sources, items and journals.
pub fn verify(case: &Case, tick: &mut dyn FnMut(u64)) -> Result<Checked, Failure> {
    let report = case.verify(tick)?;
    let mut counts = vec![
        (report.files, w::source_files(size(report.bytes))),
        (report.items, w::RANGES.into()),
        (report.rows, w::ROWS_OF_JOURNALS.into()),
    ];
    if report.redacted > 0 {
        counts.push((report.redacted, w::ROWS_REDACTED.into()));
    }
    if report.message_bytes > 0 {
        counts.push((report.message_bytes, w::BYTES_IN_MESSAGES.into()));
    }
    let gaps = report.gaps.iter();
    counts.extend(gaps.map(|(what, n)| (*n, w::bytes_in_gaps(gap(what)))));
    Ok(Checked {
        counts,
        troubles: report
            .problems
            .into_iter()
            .map(|p| f::of_path(p.path, p.what))
            .collect(),
    })
}

/// Makes the stores again from the journals, and the index from the sources.
pub fn repair(root: &Path, progress: &mut dyn FnMut(Progress)) -> Result<RepairReport, Failure> {
    Ok(Case::repair(root, program().as_deref(), progress)?)
}

/// Says where a source lies now.
pub fn move_source(case: &mut Case, old: &str, new: &Path) -> Result<(), Failure> {
    Ok(case.move_source(old, new)?)
}

/// Takes a source out of the case.
pub fn forget_source(case: &mut Case, name: &str) -> Result<(), Failure> {
    Ok(case.forget_source(name)?)
}

/// With what the screen opens.
#[derive(Clone, Copy, Default)]
pub struct Opening<'a> {
    /// A query that holds from the start; empty goes back to where the screen was left.
    pub query: &'a str,
    /// Whether the tour is shown.
    pub tour: bool,
}

/// Opens the screen, and waits until it is left.
pub fn screen(
    case: Case,
    who: (&str, bool),
    (looks, habits): (Looks, tui::Habits),
    opening: Opening,
) -> Result<(), Failure> {
    let (author, read_only) = who;
    let options = tui::Options {
        lang: looks.lang,
        report: looks.report,
        author: author.to_owned(),
        query: opening.query.to_owned(),
        place: case.place(author),
        read_only: read_only.then(|| marking::READ_ONLY_GIVEN.of(looks.lang).to_owned()),
        theme: looks.theme,
        scroll: looks.scroll,
        clip: looks.clip,
        keys: looks.keys,
        habits,
        plants: super::demo::plants(&case.snapshot().generation),
        tour: opening.tour,
    };
    #[cfg(debug_assertions)]
    if super::config::variable("VALLA_TEST_BREAK").is_some() {
        tui::break_on_bang();
    }
    match tui::run(case, options) {
        Ok(tui::Exit::Done) => Ok(()),
        Ok(tui::Exit::Unsaved(why)) => {
            Err(Failure::work(marking::UNSAVED).because(Said::same(&why)))
        }
        Err(e) => Err(Failure::work(e.said())),
    }
}

/// Says why the screen cannot be shown here, if it cannot.
pub fn refusal(term: &str, is_terminal: bool) -> Option<Said> {
    tui::refusal(Some(term), is_terminal)
}

/// Tells whether a terminal has no colours.
pub fn is_mono(term: &str) -> bool {
    tui::abilities(term).colour == tui::Colour::None
}

/// Gives the key table as a page of the documentation.
pub fn keymap_markdown() -> String {
    tui::keys_markdown()
}
