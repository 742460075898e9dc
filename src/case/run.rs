//! One ingest from end to end: lock, plan, read, build, put in force.

use super::build::build;
use super::ingest::{Progress, read_all};
use super::plan::{Plan, known, plan_source};
use super::sources::{self, describe};
use super::study::{Seen, digest_of};
use super::{Case, CaseError};
use crate::intake;
use crate::model::ExceptionClass;
use crate::store::{self, Layout, Made, Segment, SegmentWriter, TextFiles};
use std::path::PathBuf;

/// What to ingest, and how.
#[derive(Clone, Debug, Default)]
pub struct IngestOptions {
    /// Files and folders.
    pub sources: Vec<PathBuf>,
    /// Workers; 0 for as many as the machine has cores.
    pub jobs: usize,
    /// Name of the source (of the only one given).
    pub name: Option<String>,
    /// Whose material it is.
    pub custodian: Option<String>,
    /// A note on the source.
    pub note: Option<String>,
    /// Whether its readings win in direction.
    pub reference: bool,
    /// Whether files that look unchanged are hashed all the same.
    pub check: bool,
    /// Who ingests.
    pub author: String,
}

/// What an ingest did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IngestReport {
    /// Files read.
    pub files: u64,
    /// Files that were as they were.
    pub unchanged: u64,
    /// Bytes read.
    pub bytes: u64,
    /// Items that the case did not have before.
    pub new_items: u64,
    /// Items in the case now.
    pub items: u64,
    /// Places of items in the case now.
    pub occurrences: u64,
    /// Exceptions in the case now.
    pub exceptions: u64,
    /// Of these, what could not be read or only in part (not links, skipped or empty things).
    pub unread: u64,
}

impl Case {
    /// Reads what is new or changed in the sources and puts a new generation in force.
    pub fn ingest(
        &mut self,
        options: &IngestOptions,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<IngestReport, CaseError> {
        let layout = self.layout().clone();
        let _lock = layout.lock()?;
        let named = sources::add(&layout, options)?;
        let before = self.snapshot().generation.items.len() as u64;
        let report = update(&layout, &named, options, progress);
        let report = report.inspect_err(|_| give_room(&layout))?;
        self.reload()?;
        let generation = &self.snapshot().generation;
        let items = generation.items.len() as u64;
        let unread = generation
            .exceptions
            .iter()
            .filter(|e| unread(e.class))
            .count() as u64;
        Ok(IngestReport {
            new_items: items.saturating_sub(before),
            items,
            occurrences: generation
                .items
                .iter()
                .map(|i| i.locations.len() as u64)
                .sum(),
            exceptions: generation.exceptions.len() as u64,
            unread,
            ..report
        })
    }

    /// Makes the index again from the sources that `case.toml` names.
    pub fn rebuild(
        &mut self,
        author: &str,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<IngestReport, CaseError> {
        let layout = self.layout().clone();
        {
            let _lock = layout.lock()?;
            store::drop_index(&layout)?;
        }
        self.reload()?;
        let paths = self
            .file()
            .sources
            .iter()
            .map(|s| PathBuf::from(&s.path))
            .collect();
        let options = IngestOptions {
            sources: paths,
            author: author.to_owned(),
            ..Default::default()
        };
        self.ingest(&options, progress)
    }
}

/// Removes what an ingest that failed has left: on a full disk it would keep all others from
/// working. What cannot be removed is removed by the next ingest.
fn give_room(layout: &Layout) {
    let kept = || -> Result<(), CaseError> {
        let number = store::read_current(layout)?;
        let segments = number.map_or(Ok(Vec::new()), |n| store::read_segments(layout, n))?;
        let made = Made {
            segments,
            ..Made::default()
        };
        Ok(store::clean(layout, number.unwrap_or(0), &made)?)
    };
    // The failure itself is what is told.
    let _ = kept();
}

fn unread(class: ExceptionClass) -> bool {
    match class {
        ExceptionClass::Special
        | ExceptionClass::Unreadable
        | ExceptionClass::Encrypted
        | ExceptionClass::Corrupt
        | ExceptionClass::Bound
        | ExceptionClass::Changed => true,
        ExceptionClass::Link
        | ExceptionClass::Unsupported
        | ExceptionClass::Empty
        | ExceptionClass::Mismatch
        | ExceptionClass::Skipped => false,
    }
}

/// Segments in force, with their contents.
pub fn load_segments(layout: &Layout) -> Result<Vec<(u32, Segment, Vec<u32>)>, CaseError> {
    let Some(number) = store::read_current(layout)? else {
        return Ok(Vec::new());
    };
    let named = store::read_segments(layout, number)?;
    let load = |(n, dropped): (u32, Vec<u32>)| Ok((n, Segment::read(layout, n, true)?, dropped));
    named.into_iter().map(load).collect()
}

fn update(
    layout: &Layout,
    named: &[String],
    options: &IngestOptions,
    progress: &mut dyn FnMut(Progress),
) -> Result<IngestReport, CaseError> {
    let mut segments = load_segments(layout)?;
    let plan = plan(layout, &segments, named, options)?;
    let seen = Seen::default();
    for (_, segment, _) in &segments {
        for (row, _) in &segment.items {
            seen.first(row.digest, row.message);
        }
    }
    let report = IngestReport {
        files: plan.tasks.len() as u64,
        unchanged: plan.unchanged,
        bytes: plan.bytes,
        ..IngestReport::default()
    };
    if !plan.tasks.is_empty() || !plan.rows.is_empty() {
        let number = segments.iter().map(|(n, _, _)| n + 1).max().unwrap_or(1);
        let jobs = jobs(options.jobs);
        let writer = SegmentWriter::create(layout, number)?;
        let segment = read_all(&plan, &seen, jobs, writer, progress)?;
        segments.push((number, segment, Vec::new()));
    }
    for (segment, at) in &plan.replaced {
        if let Some((_, _, dropped)) = segments.iter_mut().find(|(n, _, _)| n == segment) {
            dropped.push(*at);
        }
    }
    put_in_force(layout, &segments)?;
    Ok(report)
}

/// Builds a generation of some segments and puts it in force; nothing is written if it would say
/// what the one in force says.
pub fn put_in_force(
    layout: &Layout,
    segments: &[(u32, Segment, Vec<u32>)],
) -> Result<(), CaseError> {
    let sources = describe(layout, segments)?;
    let named: Vec<(u32, Vec<u32>)> = segments.iter().map(|(n, _, d)| (*n, d.clone())).collect();
    if let Some(number) = store::read_current(layout)?
        && store::read_segments(layout, number)? == named
        && store::read_sources(layout, number)? == sources
    {
        return Ok(());
    }
    let numbers: Vec<u32> = named.iter().map(|(n, _)| *n).collect();
    let files = TextFiles::open(layout, &numbers)?;
    let made: Made = build(segments, sources, &files);
    let number = store::write_made(layout, &made)?;
    sources::note_digests(layout, &made.sources)?;
    store::clean(layout, number, &made)?;
    Ok(())
}

fn plan(
    layout: &Layout,
    segments: &[(u32, Segment, Vec<u32>)],
    named: &[String],
    options: &IngestOptions,
) -> Result<Plan, CaseError> {
    let mut plan = Plan::default();
    let known = known(segments);
    let root = intake::absolute(&layout.root).unwrap_or_else(|_| layout.root.clone());
    let differs = |entry: &intake::Entry, row: &store::FileRow| {
        let bytes = intake::digest_file(&entry.absolute, &mut |_| {});
        bytes.ok() != row.digest
    };
    for name in named {
        let Some(path) = sources::path_of(layout, name)? else {
            continue;
        };
        let walk = intake::walk(&path, &|p| p == root);
        let check: Option<&dyn Fn(&intake::Entry, &store::FileRow) -> bool> =
            if options.check { Some(&differs) } else { None };
        plan_source(&mut plan, &known, name, walk, check);
    }
    Ok(plan)
}

/// Gives the number of workers: what was asked, or one a core.
fn jobs(asked: usize) -> usize {
    if asked > 0 {
        return asked;
    }
    std::thread::available_parallelism().map_or(2, std::num::NonZero::get)
}

/// Gives the digest of a list of files: of the sorted lines `digest  path`.
pub fn list_digest(lines: &mut [String]) -> crate::model::Digest {
    lines.sort_unstable();
    digest_of(lines.concat().as_bytes())
}
