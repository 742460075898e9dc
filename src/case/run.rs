//! One ingest from end to end: lock, plan, read, build, put in force.

use super::build::build;
use super::ingest::{Progress, read_all};
use super::known::KnownFiles;
use super::plan::{Differs, Plan, known, plan_source};
use super::retry::Locked;
use super::signed;
use super::sources::{self, describe};
use super::study::{Seen, digest_of};
use super::words::{Ending, Words};
use super::{Case, CaseError};
use crate::attest::signature::KeySet;
use crate::intake;
use crate::model::{ExceptionClass, Passwords, Said, Source, both};
use crate::store::{
    self, CaseFile, KeptFiles, Layout, Made, Segment, SegmentWriter, StoreError, TextFiles, search,
};
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
    /// Passwords to try on what is locked; what was locked before is read again.
    pub passwords: Passwords,
    /// Files that everybody has: listed, and folded away.
    pub known: KnownFiles,
    /// Our own binary, which reads documents as a process of its own; without it they are read in
    /// this one.
    pub reader: Option<PathBuf>,
}

/// What an ingest did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IngestReport {
    /// Files read.
    pub files: u64,
    /// Files that were as they were.
    pub unchanged: u64,
    /// Mailboxes that only grew, read from their old end.
    pub grown: Vec<String>,
    /// Files whose bytes are others than when they were read; they were read again.
    pub changed: Vec<String>,
    /// Files that went from their source since they were read; their items are kept.
    pub gone: Vec<String>,
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
    /// What findings were not looked for in, by a fault of this program or over a bound.
    pub missed: Vec<Said>,
    /// Sources that bear another name now: that from before, and the new one.
    pub renamed: Vec<(String, String)>,
    /// Why what is in force now could not be noted in `case.toml`.
    pub unnoted: Option<String>,
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
        let entered = sources::add(&layout, options)?;
        let before = self.snapshot().generation.items.len() as u64;
        let segments = load_segments(&layout)?;
        let number = segments.iter().map(|(n, _, _)| n + 1).max().unwrap_or(1);
        let report = update(
            &layout,
            (number, segments),
            &entered.named,
            options,
            progress,
        );
        let mut report = report.inspect_err(|_| give_room(&layout))?;
        report.renamed = entered.renamed;
        self.reload()?;
        self.keep_judgements()?;
        report.count(self, before);
        Ok(report)
    }
}

impl IngestReport {
    /// Counts what the case holds now.
    pub(super) fn count(&mut self, case: &Case, items_before: u64) {
        let generation = &case.snapshot().generation;
        let items = &generation.items;
        self.items = items.len() as u64;
        self.new_items = self.items.saturating_sub(items_before);
        self.occurrences = items.iter().map(|i| i.locations.len() as u64).sum();
        let exceptions = &generation.exceptions;
        self.exceptions = exceptions.len() as u64;
        self.unread = exceptions.iter().filter(|e| unread(e.class)).count() as u64;
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

/// Tells classes of what could not be read, or only in part.
pub fn unread(class: ExceptionClass) -> bool {
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

/// Segments in force, with their contents; their sources by the names that they bear now.
pub fn load_segments(layout: &Layout) -> Result<Vec<(u32, Segment, Vec<u32>)>, CaseError> {
    let Some(number) = store::read_current(layout)? else {
        return Ok(Vec::new());
    };
    let named = store::read_segments(layout, number)?;
    let file = CaseFile::read(layout)?;
    let renamed = file.filter(|f| f.sources.iter().any(|s| !s.formerly.is_empty()));
    let load = |(n, dropped): (u32, Vec<u32>)| {
        let mut segment = Segment::read(layout, n, true)?;
        if let Some(file) = &renamed {
            for row in &mut segment.files {
                if let Some(source) = file.source(&row.source) {
                    row.source.clone_from(&source.name);
                }
            }
        }
        Ok((n, segment, dropped))
    };
    named.into_iter().map(load).collect()
}

/// Extends some segments by what is new in the sources, as the segment of a number, and puts them
/// in force.
pub fn update(
    layout: &Layout,
    (number, mut segments): (u32, Vec<(u32, Segment, Vec<u32>)>),
    named: &[String],
    options: &IngestOptions,
    progress: &mut dyn FnMut(Progress),
) -> Result<IngestReport, CaseError> {
    // What was locked is read again where passwords are given.
    let locked = if options.passwords.is_empty() {
        Locked::default()
    } else {
        Locked::of(&segments)
    };
    let plan = plan(layout, &segments, named, (options, &locked))?;
    let seen = Seen::new(&options.passwords, &options.known);
    for (_, segment, _) in &segments {
        for (row, _) in &segment.items {
            if !row.cut && !locked.has(&row.digest) {
                seen.first(row.digest, row.message);
            }
        }
    }
    let numbers: Vec<u32> = segments.iter().map(|(n, _, _)| *n).collect();
    let kept = KeptFiles::open(layout, &numbers)?;
    let digests = kept.digests().map_err(|cause| CaseError::Io {
        path: layout.index(),
        cause,
    })?;
    for digest in digests {
        seen.keep(digest);
    }
    let mut report = IngestReport {
        files: plan.tasks.len() as u64,
        unchanged: plan.unchanged,
        gone: plan.gone.clone(),
        ..IngestReport::default()
    };
    let mut indexing = None;
    if !plan.tasks.is_empty() || !plan.rows.is_empty() {
        let work = (jobs(options.jobs), options.reader.as_deref());
        let writer = SegmentWriter::create(layout, number)?;
        let words = Words::start(layout, number);
        let harvest = read_all(&plan, &seen, work, (writer, &words), progress)?;
        indexing = Some(words.end());
        segments.push((number, harvest.segment, Vec::new()));
        (report.bytes, report.grown, report.changed) =
            (harvest.bytes, harvest.grown, harvest.changed);
    }
    for (segment, at) in &plan.replaced {
        if let Some((_, _, dropped)) = segments.iter_mut().find(|(n, _, _)| n == segment) {
            dropped.push(*at);
        }
    }
    (report.missed, report.unnoted) = put_in_force(layout, &segments, named, (false, indexing))?;
    // A million small pieces of memory: nobody waits until they are given back.
    std::thread::spawn(move || drop(segments));
    Ok(report)
}

/// Builds a generation of some segments and puts it in force; nothing is written if it would say
/// what the one in force says, unless something else asks for it `again`. The index of words of the
/// newest segment may still be in the making. Some sources were read to their end. Gives what
/// findings were not looked for in, and why that all could not be noted.
pub fn put_in_force(
    layout: &Layout,
    segments: &[(u32, Segment, Vec<u32>)],
    read: &[String],
    (again, indexing): (bool, Option<Ending>),
) -> Result<(Vec<Said>, Option<String>), CaseError> {
    let sources = describe(layout, segments)?;
    let named: Vec<(u32, Vec<u32>)> = segments.iter().map(|(n, _, d)| (*n, d.clone())).collect();
    let numbers: Vec<u32> = named.iter().map(|(n, _)| *n).collect();
    let files = TextFiles::open(layout, &numbers)?;
    let index = || {
        indexing.map_or(Ok(()), Ending::wait)?;
        index_words(layout, segments, &files)
    };
    if !again && in_force(layout, &named, &sources).unwrap_or(false) {
        index()?;
        return Ok((Vec::new(), noted(layout, &sources, read)));
    }
    let keys = KeySet::new(store::read_keys(layout)?.into_iter().map(signed::row));
    let (mut made, indexed) = both(|| build(segments, sources, &files, &keys), index);
    indexed?;
    let number = store::write_made(layout, &made)?;
    // From here on the new generation counts, whatever fails; the next ingest does the rest.
    let trouble = noted(layout, &made.sources, read);
    let cleaned = store::clean(layout, number, &made);
    let trouble = trouble.or(cleaned.err().map(|e| e.to_string()));
    let missed = std::mem::take(&mut made.missed);
    std::thread::spawn(move || drop(made));
    Ok((missed, trouble))
}

/// Notes what is in force; tells why it could not.
fn noted(layout: &Layout, sources: &[Source], read: &[String]) -> Option<String> {
    let noted = sources::note(layout, sources, read);
    noted.err().map(|e| e.to_string())
}

/// Builds the index of words of every segment that has none that is whole.
fn index_words(
    layout: &Layout,
    segments: &[(u32, Segment, Vec<u32>)],
    files: &TextFiles,
) -> Result<(), CaseError> {
    for (number, segment, _) in segments {
        if !search::is_indexed(layout, *number, segment) {
            search::index_segment(layout, *number, segment, files)?;
        }
    }
    Ok(())
}

/// Tells whether the generation in force is made of these segments and sources; one that cannot
/// be read is replaced.
fn in_force(
    layout: &Layout,
    named: &[(u32, Vec<u32>)],
    sources: &[Source],
) -> Result<bool, StoreError> {
    let Some(number) = store::read_current(layout)? else {
        return Ok(false);
    };
    Ok(store::read_segments(layout, number)? == named
        && store::read_sources(layout, number)? == sources)
}

fn plan(
    layout: &Layout,
    segments: &[(u32, Segment, Vec<u32>)],
    named: &[String],
    (options, locked): (&IngestOptions, &Locked),
) -> Result<Plan, CaseError> {
    let mut plan = Plan::default();
    let known = known(segments);
    let root = intake::absolute(&layout.root).unwrap_or_else(|_| layout.root.clone());
    let differs = |entry: &intake::Entry, row: &store::FileRow| {
        let bytes = || intake::digest_file(&entry.absolute, &mut |_| {});
        locked.lies_in(row) || (options.check && bytes().ok() != row.digest)
    };
    let asked = options.check || !options.passwords.is_empty();
    for name in named {
        let Some(walk) = sources::walk(layout, name, &|p| p == root)? else {
            continue;
        };
        let check: Option<Differs<'_>> = if asked { Some(&differs) } else { None };
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
