//! Repair: the stores are made again from the journals, and the index from the sources. Neither
//! needs an index that can be read; a new index stands beside the old one until it is in force.

use super::plan::known;
use super::run::{load_segments, update};
use super::{Case, CaseError, IngestOptions, IngestReport, Progress};
use crate::intake;
use crate::model::Said;
use crate::model::words::failures as w;
use crate::store::{self, CaseFile, Layout, Segment, annotations};
use std::path::Path;

/// What a repair found and did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RepairReport {
    /// The journals, by folder name.
    pub journals: Vec<JournalReport>,
    /// What was wrong with the index that stood there; `None` where it could be read.
    pub damage: Option<Said>,
    /// What was read for the new index; `None` where the old one was kept.
    pub index: Option<IngestReport>,
    /// Why the old index was kept, one sentence for each thing that is missing.
    pub missing: Vec<Said>,
    /// Sources that do not hold what they held when they were ingested.
    pub changed: Vec<String>,
}

/// What a repair found and did of one journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalReport {
    /// Name of its folder.
    pub name: String,
    /// Rows that hold.
    pub rows: u64,
    /// What was done with its store, a sentence.
    pub store: Said,
    /// Whether the store agrees with the journal now.
    pub is_sound: bool,
    /// What is wrong with the journal, which is never rewritten.
    pub problems: Vec<Said>,
}

impl Case {
    /// Makes the stores of a case again from its journals, and its index from its sources. The old
    /// index stays where anything that it was made of is not there any more.
    pub fn repair(
        root: &Path,
        reader: Option<&Path>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<RepairReport, CaseError> {
        let layout = Layout::new(root);
        let file = CaseFile::read(&layout)?.ok_or_else(|| CaseError::NoCase(root.to_owned()))?;
        let journals = annotations::repair(&layout.annotations())?;
        let mut report = RepairReport {
            journals: journals.into_iter().map(journal).collect(),
            ..RepairReport::default()
        };
        let _lock = layout.lock()?;
        let old = load_segments(&layout);
        // What is in force must be readable as a whole, not only its segments.
        let opened = Self::open(root);
        report.damage = old.as_ref().err().map(CaseError::said);
        report.damage = report.damage.or(opened.err().map(|e| e.said()));
        report.missing = missing(&file, &old.unwrap_or_default());
        if report.missing.is_empty() {
            report.index = Some(remake(&layout, &file, reader, progress)?);
            report.changed = changed(&layout, &file)?;
        }
        Ok(report)
    }
}

fn journal(done: annotations::Repaired) -> JournalReport {
    let name = done.dir.file_name().unwrap_or_default();
    JournalReport {
        name: name.to_string_lossy().into_owned(),
        rows: done.rows as u64,
        store: done.store,
        is_sound: done.is_sound,
        problems: done.problems,
    }
}

/// Names every source that is not where it was, and every file that the old index holds items of
/// and that cannot be read again.
fn missing(file: &CaseFile, old: &[(u32, Segment, Vec<u32>)]) -> Vec<Said> {
    let is_there = |path: &str| intake::absolute(Path::new(path)).is_ok();
    let gone = file.sources.iter().filter(|s| !is_there(&s.path));
    let mut out: Vec<Said> = gone.map(|s| w::source_not_at(&s.name, &s.path)).collect();
    for ((source, path), (_, _, row)) in known(old) {
        let root = file.source(source).filter(|s| is_there(&s.path));
        let Some(root) = root.filter(|_| !row.occurrences.is_empty()) else {
            continue;
        };
        if intake::absolute(&intake::resolve(Path::new(&root.path), path)).is_err() {
            out.push(w::gone_from(path, source));
        }
    }
    out
}

fn remake(
    layout: &Layout,
    file: &CaseFile,
    reader: Option<&Path>,
    progress: &mut dyn FnMut(Progress),
) -> Result<IngestReport, CaseError> {
    let named: Vec<String> = file.sources.iter().map(|s| s.name.clone()).collect();
    let (number, _) = store::free_numbers(layout)?;
    let options = IngestOptions {
        reader: reader.map(Path::to_owned),
        ..IngestOptions::default()
    };
    let mut report = update(layout, (number, Vec::new()), &named, &options, progress)?;
    report.count(&Case::open(&layout.root)?, 0);
    Ok(report)
}

/// Names the sources whose digest is another than before.
fn changed(layout: &Layout, before: &CaseFile) -> Result<Vec<String>, CaseError> {
    let after = CaseFile::read(layout)?.ok_or_else(|| CaseError::NoCase(layout.root.clone()))?;
    let differs = |name: &str, digest: &Option<String>| {
        let now = after.source(name).and_then(|s| s.digest.clone());
        digest.is_some() && *digest != now
    };
    let sources = before.sources.iter();
    let named = sources.filter(|s| differs(&s.name, &s.digest));
    Ok(named.map(|s| s.name.clone()).collect())
}
