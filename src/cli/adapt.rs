//! The seam to the floors below: the one file of the command line that calls what they offer.

use super::failure::Failure;
use crate::case::{Case, CaseError, Event, Reader, Snapshot};
use crate::model::ItemIx;
use crate::query::Query;
use std::path::{Path, PathBuf};

/// What to ingest, and how.
pub struct IngestOptions {
    /// Files and folders.
    pub sources: Vec<PathBuf>,
    /// Threads that work; `None` for all cores.
    pub jobs: Option<usize>,
    /// Name within the case.
    pub name: Option<String>,
    /// Whose material it is.
    pub custodian: Option<String>,
    /// What is to be remembered.
    pub note: Option<String>,
    /// Whether it is a trusted copy.
    pub reference: bool,
    /// Whether files that seem unchanged are hashed again.
    pub check: bool,
    /// Who adds it.
    pub author: String,
}

/// How far an ingest is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Progress {
    /// Files read.
    pub files: u64,
    /// Files to read.
    pub total_files: u64,
    /// Items found so far, copies included.
    pub items: u64,
    /// Bytes read.
    pub bytes: u64,
    /// Bytes to read.
    pub total_bytes: u64,
    /// What is being done.
    pub stage: &'static str,
}

/// What an ingest did.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct IngestReport {
    /// Items that the case did not have.
    pub new_items: u64,
    /// Places that the case did not have.
    pub new_occurrences: u64,
    /// Exceptions of what was read now.
    pub exceptions: u64,
    /// Case folders and exports of ours that were skipped.
    pub skipped: Vec<String>,
    /// Files that were unchanged.
    pub unchanged: u64,
}

/// What a check of the case or a repair found: counts in the order shown, and what is wrong.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Findings {
    /// What was looked at, and how many.
    pub counts: Vec<(String, u64)>,
    /// One sentence each.
    pub troubles: Vec<String>,
}

/// Opens a case.
pub fn open(root: &Path) -> Result<Case, Failure> {
    Ok(Case::open(root)?)
}

/// Makes a case in a folder that does not exist or is empty.
pub fn create(root: &Path) -> Result<Case, Failure> {
    Err(CaseError::NoCase(root.to_owned()).into())
}

/// Ingests sources.
pub fn ingest(
    _case: &mut Case,
    _options: IngestOptions,
    _progress: &mut dyn FnMut(Progress),
) -> Result<IngestReport, Failure> {
    Err(Failure::work("ingest is not there yet"))
}

/// Evaluates a query over a snapshot; items in snapshot order.
pub fn select(
    snapshot: &Snapshot,
    query: &Query,
    _author: &str,
    _reader: &Reader,
) -> Result<Vec<ItemIx>, Failure> {
    if *query != Query::All {
        return Err(Failure::work("queries are not there yet"));
    }
    let all = snapshot.generation.items.len() as u32;
    Ok((0..all).map(ItemIx).collect())
}

/// Gives every event of every journal, in Lamport order.
pub fn events(_case: &Case) -> Result<Vec<Event>, Failure> {
    Ok(Vec::new())
}

/// Gives the rows of every journal as they stand, in Lamport order.
pub fn rows(_case: &Case) -> Result<Vec<String>, Failure> {
    Ok(Vec::new())
}

/// Checks sources, items and journals.
pub fn verify(_case: &Case) -> Result<Findings, Failure> {
    Err(Failure::work("verify is not there yet"))
}

/// Makes the stores and the index again.
pub fn repair(_root: &Path) -> Result<Findings, Failure> {
    Err(Failure::work("repair is not there yet"))
}

/// Says where a source lies now.
pub fn move_source(_case: &mut Case, old: &str, _new: &Path) -> Result<(), Failure> {
    Err(Failure::work(format!("no source {old}")))
}

/// Takes a source out of the case.
pub fn forget_source(_case: &mut Case, name: &str) -> Result<(), Failure> {
    Err(Failure::work(format!("no source {name}")))
}

/// Opens the screen.
pub fn screen(_case: Case, _author: &str) -> Result<(), Failure> {
    Err(Failure::usage("the screen is not there yet"))
}

/// Says why the screen cannot be shown here, if it cannot.
pub fn refusal(term: &str, is_terminal: bool) -> Option<String> {
    (!is_terminal || term.is_empty() || term == "dumb")
        .then(|| format!("this terminal (TERM={term}) cannot run the screen view"))
}

/// Gives the key table as lines of text.
pub fn keymap() -> String {
    String::new()
}

/// Gives the key table as a page of the documentation.
pub fn keymap_markdown() -> String {
    String::new()
}

/// Gives what is wrong with the key table.
pub fn keymap_troubles() -> Vec<String> {
    Vec::new()
}
