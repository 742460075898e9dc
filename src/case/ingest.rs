//! Ingest: sources become a new segment and a new generation. One thread reads and hashes files,
//! some study items, this one writes; memory is bounded by the batches under way.

use super::kept::{Bench, Kept, KeptBytes};
use super::plan::{Plan, Task};
use super::study::{self, Seen, Studied};
use super::words::Words;
use super::{CaseError, hash::FileHash};
use crate::intake::{Batch, FileKind, FileReader};
use crate::model::words::{Word, commands, unread};
use crate::model::{Digest, Exception, ExceptionClass, Stage};
use crate::store::{FileRow, GapRow, Occurrence, Segment, SegmentWriter};
use crate::worker::Papers;
use std::io;
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};

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
    pub stage: Word,
}

/// A message from the reading thread or a worker to the writing one.
enum News {
    /// A batch was studied.
    Batch {
        task: usize,
        studied: Vec<Studied>,
        kept: Vec<Kept>,
        places: Vec<Occurrence>,
        batch: BatchRest,
    },
    /// A file was read to its end.
    End {
        task: usize,
        row: Box<FileRow>,
        taken_up: bool,
    },
}

/// What is left of a batch once its bytes are done with.
#[derive(Default)]
struct BatchRest {
    bytes: u64,
    gaps: Vec<GapRow>,
    exceptions: Vec<Exception>,
}

/// A batch on its way to a worker.
struct Job {
    task: usize,
    batch: Batch,
    whole: Option<[u8; 32]>,
}

/// What was read: the segment, and how the files that the case knew stand to what it knew.
#[derive(Default)]
pub struct Harvest {
    /// Everything that is new, as it was written.
    pub segment: Segment,
    /// Bytes read.
    pub bytes: u64,
    /// Mailboxes that were read from their old end.
    pub grown: Vec<String>,
    /// Known files whose bytes are others than before.
    pub changed: Vec<String>,
}

/// Reads what the plan names and writes one segment of it.
pub fn read_all(
    plan: &Plan,
    seen: &Seen,
    (jobs, reader): (usize, Option<&Path>),
    (mut writer, words): (SegmentWriter, &Words),
    progress: &mut dyn FnMut(Progress),
) -> Result<Harvest, CaseError> {
    let jobs = jobs.clamp(1, 64);
    let (to_workers, from_reader) = sync_channel::<Job>(jobs + 1);
    let from_reader = Arc::new(Mutex::new(from_reader));
    let (to_writer, news) = sync_channel::<News>(64);
    let mut harvest = Harvest::default();
    harvest.segment.files.clone_from(&plan.rows);
    let mut files: Vec<FileRow> = plan.tasks.iter().map(start_row).collect();
    let written: Result<(), CaseError> = std::thread::scope(|scope| {
        for _ in 0..jobs {
            let (from_reader, to_writer) = (Arc::clone(&from_reader), to_writer.clone());
            let folder = writer.dir().to_owned();
            scope.spawn(move || work(&from_reader, &to_writer, (plan, seen, &folder, reader)));
        }
        let to_writer_of_reader = to_writer.clone();
        scope.spawn(move || read(plan, &to_workers, &to_writer_of_reader));
        drop(to_writer);
        drop(from_reader);
        let writing = (&mut writer, words);
        collect(plan, news, &mut files, &mut harvest, writing, progress)
    });
    written?;
    for row in &mut files {
        row.occurrences.sort_by_key(|o| o.offset);
        row.gaps.sort_by_key(|g| g.offset);
    }
    harvest.segment.files.append(&mut files);
    harvest
        .segment
        .items
        .sort_by_key(|a| (a.0.digest, a.0.message));
    writer.finish(&harvest.segment)?;
    Ok(harvest)
}

fn start_row(task: &Task) -> FileRow {
    FileRow {
        source: task.source.clone(),
        path: task.entry.path.clone(),
        size: task.entry.size_bytes,
        mtime_ns: task.entry.mtime_ns,
        inode: task.entry.inode,
        ..FileRow::default()
    }
}

/// Takes in what the others send. It owns the receiver: where writing fails it is dropped, and
/// nobody waits for ever to be heard.
fn collect(
    plan: &Plan,
    news: Receiver<News>,
    files: &mut [FileRow],
    harvest: &mut Harvest,
    (writer, words): (&mut SegmentWriter, &Words),
    progress: &mut dyn FnMut(Progress),
) -> Result<(), CaseError> {
    let mut now = Progress {
        files: 0,
        total_files: plan.tasks.len() as u64,
        items: 0,
        bytes: 0,
        total_bytes: plan.bytes,
        stage: commands::READING,
    };
    for one in news {
        match one {
            News::Batch {
                task,
                studied,
                kept,
                places,
                batch,
            } => {
                keep(kept, writer)?;
                let mut texts = Vec::with_capacity(studied.len());
                for mut item in studied {
                    if !item.packed.is_empty() {
                        item.row.text_at = writer.text(&item.packed)?;
                        item.row.text_stored = item.packed.len() as u32;
                        texts.push((item.row.text_at, item.packed));
                    }
                    if !item.trace.is_empty() {
                        harvest.segment.traces.insert(item.row.digest, item.trace);
                    }
                    harvest.segment.items.push((item.row, item.sketch));
                }
                words.put(texts);
                now.items += places.len() as u64;
                now.bytes += batch.bytes;
                let row = &mut files[task];
                row.occurrences.extend(places);
                row.gaps.extend(batch.gaps);
                row.exceptions
                    .extend(batch.exceptions.iter().map(Into::into));
            }
            News::End {
                task,
                row,
                taken_up,
            } => {
                now.files += 1;
                harvest.note(&plan.tasks[task], &row, taken_up);
                let file = &mut files[task];
                file.digest = row.digest;
                file.hash_state = row.hash_state;
                file.resume_at = row.resume_at;
                file.mailbox = row.mailbox;
                file.occurrences.extend(row.occurrences);
                file.gaps.extend(row.gaps);
                file.exceptions.extend(row.exceptions);
            }
        }
        progress(now);
    }
    harvest.bytes = now.bytes;
    Ok(())
}

fn keep(kept: Vec<Kept>, writer: &mut SegmentWriter) -> Result<(), CaseError> {
    for one in kept {
        match one.bytes {
            KeptBytes::Packed(packed) => writer.keep(one.digest, &packed)?,
            KeptBytes::Spool(mut spool) => writer.keep_stream(one.digest, &mut spool)?,
        }
    }
    Ok(())
}

impl Harvest {
    fn note(&mut self, task: &Task, now: &FileRow, taken_up: bool) {
        let Some(before) = &task.before else {
            return;
        };
        if taken_up {
            self.grown.push(task.entry.path.clone());
        } else if before.digest != now.digest {
            self.changed.push(task.entry.path.clone());
        }
    }
}

fn work(
    jobs: &Mutex<Receiver<Job>>,
    news: &SyncSender<News>,
    (plan, seen, folder, reader): (&Plan, &Seen, &Path, Option<&Path>),
) {
    let mut papers = Papers::new(reader).with(&seen.passwords);
    loop {
        let job = jobs
            .lock()
            .map_or_else(|e| e.into_inner().recv(), |r| r.recv());
        let Ok(Job { task, batch, whole }) = job else {
            return;
        };
        let mut hand_on = |studied, kept| {
            let part = News::Batch {
                task,
                studied,
                kept,
                places: Vec::new(),
                batch: BatchRest::default(),
            };
            // Where nobody hears any more, the last message says so too.
            let _ = news.send(part);
        };
        let entry = &plan.tasks[task].entry;
        let bench = Bench::new(seen, folder, &mut papers, &mut hand_on);
        let file = (entry.absolute.as_path(), entry.path.as_str());
        let (studied, kept, places) = study::batch(&batch, whole, file, bench);
        let gaps = batch.gaps.iter().map(gap_row).collect();
        let bytes = batch.window.len() as u64;
        let rest = BatchRest {
            bytes,
            gaps,
            exceptions: batch.exceptions,
        };
        if news
            .send(News::Batch {
                task,
                studied,
                kept,
                places,
                batch: rest,
            })
            .is_err()
        {
            return;
        }
    }
}

fn gap_row(gap: &crate::intake::Gap) -> GapRow {
    GapRow {
        offset: gap.offset,
        length: gap.length,
        what: gap.kind.word().to_owned(),
    }
}

fn read(plan: &Plan, jobs: &SyncSender<Job>, news: &SyncSender<News>) {
    for (at, task) in plan.tasks.iter().enumerate() {
        let mut row = FileRow::default();
        let taken_up = match read_file(at, task, jobs, &mut row) {
            Ok(taken_up) => taken_up,
            Err(cause) => {
                row.exceptions.push((&unreadable(task, &cause)).into());
                false
            }
        };
        if news
            .send(News::End {
                task: at,
                row: Box::new(row),
                taken_up,
            })
            .is_err()
        {
            return;
        }
    }
}

fn unreadable(task: &Task, cause: &io::Error) -> Exception {
    Exception {
        source: task.source.clone(),
        path: task.entry.path.clone(),
        inner: None,
        stage: Stage::Read,
        class: ExceptionClass::Unreadable,
        reason: unread::cause(cause),
        item: None,
    }
}

/// Reads one file and hands its batches on; the row gets the file's digest and where to resume.
/// Tells whether a mailbox was taken up at its old end.
fn read_file(
    at: usize,
    task: &Task,
    jobs: &SyncSender<Job>,
    row: &mut FileRow,
) -> io::Result<bool> {
    let (mut reader, mut hash, taken_up) = open(task, row)?;
    row.mailbox = matches!(reader.kind(), FileKind::Mbox | FileKind::Emlx);
    while let Some(batch) = reader.next_batch()? {
        let single = batch.items.len() == 1 && batch.items.iter().all(|i| i.whole_file);
        let last = batch
            .items
            .last()
            .and_then(|i| i.from_line.as_ref())
            .map(|l| l.start);
        hash.update(&batch.window, last);
        let whole = single.then(|| hash.clone().finish());
        if jobs
            .send(Job {
                task: at,
                batch,
                whole,
            })
            .is_err()
        {
            return Err(unread::failing(io::ErrorKind::Other, unread::STOPPED));
        }
    }
    let (state, resume_at) = hash.saved();
    if reader.kind() == FileKind::Mbox {
        row.hash_state = state.to_vec();
        row.resume_at = resume_at;
    }
    row.digest = Some(hash.finish());
    Ok(taken_up)
}

/// Opens a file; a mailbox whose known beginning stands unchanged is taken up at its old end.
fn open(task: &Task, row: &mut FileRow) -> io::Result<(FileReader<'static>, FileHash, bool)> {
    if let Some(old) = task.before.as_ref().filter(|_| task.may_resume)
        && let Some(hash) = FileHash::resume(&old.hash_state, old.resume_at)
        && still_there(task, old)?
    {
        let kept = |offset: u64| offset < old.resume_at;
        row.occurrences = old
            .occurrences
            .iter()
            .filter(|o| kept(o.offset))
            .cloned()
            .collect();
        row.gaps = old
            .gaps
            .iter()
            .filter(|g| kept(g.offset))
            .cloned()
            .collect();
        row.exceptions = old
            .exceptions
            .iter()
            .filter(|e| e.offset().is_some_and(kept))
            .cloned()
            .collect();
        let reader = FileReader::resume(&task.entry, old.resume_at)?;
        return Ok((reader, hash, true));
    }
    Ok((FileReader::open(&task.entry)?, FileHash::new(), false))
}

/// Tells whether the last message that was read stands where it stood.
fn still_there(task: &Task, old: &FileRow) -> io::Result<bool> {
    let Some(last) = old.occurrences.iter().max_by_key(|o| o.offset) else {
        return Ok(false);
    };
    let bytes = crate::intake::read_range(&task.entry.absolute, last.offset, last.length)?;
    Ok(study::digest_of(&bytes) == Digest(last.digest))
}
