//! What an ingest has to read: every file of the sources held against what is known of it.

use crate::intake::{Entry, Walk};
use crate::model::words::unread;
use crate::model::{Exception, ExceptionClass, Stage};
use crate::store::{ExceptionRow, FileRow, Segment};
use std::collections::BTreeMap;

/// A file to read, and from where.
pub struct Task {
    /// Name of the source.
    pub source: String,
    /// The file.
    pub entry: Entry,
    /// What was known of it, where the case had read it before.
    pub before: Option<FileRow>,
    /// Whether its known beginning may stand as it was (a mailbox that is longer than before).
    pub may_resume: bool,
}

/// What has to be done for some sources.
#[derive(Default)]
pub struct Plan {
    /// Files to read, in walk order.
    pub tasks: Vec<Task>,
    /// Known files that are replaced: segment number and index in the segment.
    pub replaced: Vec<(u32, u32)>,
    /// Rows to write without reading anything: walk exceptions, files that are gone.
    pub rows: Vec<FileRow>,
    /// Files that went since they were read.
    pub gone: Vec<String>,
    /// Files that are as they were.
    pub unchanged: u64,
    /// Bytes to read.
    pub bytes: u64,
}

/// Files that are in force, by source and path: where each row stands.
pub type Known<'a> = BTreeMap<(&'a str, &'a str), (u32, u32, &'a FileRow)>;

/// Tells of a file with the same stamp whether its bytes differ all the same.
pub type Differs<'a> = &'a dyn Fn(&Entry, &FileRow) -> bool;

/// Lists the file rows that are in force.
pub fn known(segments: &[(u32, Segment, Vec<u32>)]) -> Known<'_> {
    let mut out = BTreeMap::new();
    for (number, segment, dropped) in segments {
        for (at, row) in segment.files.iter().enumerate() {
            if !dropped.contains(&(at as u32)) {
                out.insert(
                    (row.source.as_str(), row.path.as_str()),
                    (*number, at as u32, row),
                );
            }
        }
    }
    out
}

/// Plans one source. `changed` is asked only where it is given (`--check`).
pub fn plan_source(
    plan: &mut Plan,
    known: &Known<'_>,
    source: &str,
    walk: Walk,
    changed: Option<Differs<'_>>,
) {
    let mut here: BTreeMap<&str, (u32, u32, &FileRow)> = known
        .range((source, "")..)
        .take_while(|((s, _), _)| *s == source)
        .map(|((_, path), row)| (*path, *row))
        .collect();
    walk_row(plan, here.remove(""), source, &walk.exceptions);
    for entry in walk.entries {
        match here.remove(entry.path.as_str()) {
            Some((_, _, row)) if same(&entry, row) && !changed.is_some_and(|c| c(&entry, row)) => {
                plan.unchanged += 1;
            }
            found => {
                let may_resume = found.is_some_and(|(_, _, row)| {
                    let longer = entry.size_bytes > row.size && entry.inode == row.inode;
                    row.mailbox && row.resume_at > 0 && longer && changed.is_none()
                });
                let skipped = found.filter(|_| may_resume).map_or(0, |f| f.2.resume_at);
                plan.bytes += entry.size_bytes.saturating_sub(skipped);
                plan.replaced
                    .extend(found.map(|(segment, at, _)| (segment, at)));
                plan.tasks.push(Task {
                    source: source.into(),
                    entry,
                    before: found.map(|(_, _, row)| row.clone()),
                    may_resume,
                });
            }
        }
    }
    for (_, (segment, at, row)) in here {
        if !gone(row) {
            plan.replaced.push((segment, at));
            plan.gone.push(row.path.clone());
            plan.rows.push(mark_gone(row));
        }
    }
}

/// Walk exceptions stand in a row of their own with an empty path, rewritten when they change.
fn walk_row(
    plan: &mut Plan,
    old: Option<(u32, u32, &FileRow)>,
    source: &str,
    exceptions: &[Exception],
) {
    let exceptions: Vec<ExceptionRow> = exceptions.iter().map(Into::into).collect();
    if old.is_some_and(|(_, _, row)| row.exceptions == exceptions) {
        return;
    }
    if let Some((segment, at, _)) = old {
        plan.replaced.push((segment, at));
    }
    if !exceptions.is_empty() {
        plan.rows.push(FileRow {
            source: source.into(),
            exceptions,
            ..FileRow::default()
        });
    }
}

fn same(entry: &Entry, row: &FileRow) -> bool {
    entry.size_bytes == row.size
        && entry.mtime_ns == row.mtime_ns
        && entry.inode == row.inode
        && !gone(row)
}

fn gone(row: &FileRow) -> bool {
    row.exceptions
        .iter()
        .any(|e| e.exception("").class == ExceptionClass::Changed)
}

/// A file that went keeps its items: what was read of it stays evidence.
fn mark_gone(row: &FileRow) -> FileRow {
    let exception = Exception {
        source: row.source.clone(),
        path: row.path.clone(),
        inner: None,
        stage: Stage::Walk,
        class: ExceptionClass::Changed,
        reason: unread::GONE.into(),
        item: row
            .occurrences
            .first()
            .map(|o| crate::model::Digest(o.digest)),
    };
    let mut row = row.clone();
    if row.occurrences.is_empty() {
        // One thing was found here, and it is said once.
        row.exceptions.clear();
    }
    row.exceptions.push((&exception).into());
    row
}
