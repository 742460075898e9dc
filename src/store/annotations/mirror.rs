//! The door of sled: events and what they amount to, made from one journal and made again from it
//! whenever the two disagree. sled may return errors or panic on damaged files, and its `flush`
//! is no fsync: every call runs guarded, and the file is synced by our own hand. What the trees
//! hold is in `values`.

use super::AnnotationsError as Error;
use super::files::{self, CLEAN, SLED};
use super::values::{Mark, Meta, Part, decode, encode, marks_of, parts_of};
use crate::journal::{self, Board, Event, Journal};
use crate::model::words::{journals as w, unread};
use crate::model::{Digest, Said};
use sled::transaction::{ConflictableTransactionError, TransactionError};
use sled::{Batch, Db, Transactional, Tree};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// How often a lock that sled lets go of late is asked for again, every 10 ms.
const LOCK_TRIES: u32 = 300;

/// How the store was found when it was opened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Found {
    /// It agreed with its journal.
    Sound,
    /// There was none yet.
    Absent,
    /// It was made again from the journal, for this reason.
    Rebuilt(Said),
    /// It held these rows, which follow the journal's last one and were gone from it.
    Ahead(Vec<u8>),
}

/// An open store.
pub(super) struct Mirror {
    trees: Option<Trees>,
    disk: File,
    path: PathBuf,
}

struct Trees {
    db: Db,
    events: Tree,
    marks: Tree,
    meta: Tree,
}

/// Why a store is not taken as it is.
struct Trouble {
    why: Said,
    ahead: Vec<u8>,
}

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Tells whether this thread is inside a call whose panic is caught: a panic hook stays silent
/// then and leaves the terminal alone.
pub fn is_guarded() -> bool {
    GUARDED.get()
}

impl Mirror {
    /// Opens the store in a journal's folder, or makes it from the journal. The journal's lock is
    /// held by the caller; `board` is the fold of this journal alone.
    pub(super) fn open(
        folder: &Path,
        journal: &Journal,
        rows: &[u8],
        board: &Board,
    ) -> Result<(Self, Found), Error> {
        let path = folder.join(SLED);
        let was_clean = files::remove_file(&folder.join(CLEAN))?;
        if !path.join("db").exists() {
            rebuild(folder, journal, rows, board)?;
            return Ok((Self::hold(&path)?, Found::Absent));
        }
        let place = if was_clean {
            path.clone()
        } else {
            on_trial(folder)?
        };
        let trouble = match check(&place, journal, board) {
            Ok(()) if was_clean => return Ok((Self::hold(&path)?, Found::Sound)),
            Ok(()) => {
                swap(folder, &place)?;
                return Ok((Self::hold(&path)?, Found::Sound));
            }
            Err(trouble) => trouble,
        };
        if !trouble.ahead.is_empty() {
            let kept = folder.join("sled.ahead");
            if !kept.exists() {
                files::copy_store(&place, &kept)?;
            }
        }
        rebuild(folder, journal, rows, board)?;
        let found = match trouble.ahead {
            ahead if ahead.is_empty() => Found::Rebuilt(trouble.why),
            ahead => Found::Ahead(ahead),
        };
        Ok((Self::hold(&path)?, found))
    }

    /// Puts a row, and the marks of the items that it changed, on disk.
    pub(super) fn write(
        &self,
        event: &Event,
        row: &str,
        changed: &[Digest],
        board: &Board,
    ) -> Result<(), Error> {
        let Some(trees) = &self.trees else {
            return Err(mirror_error(&self.path, w::CLOSED));
        };
        let events = parts_of(event, row);
        let marks = marks_of(changed, &event.author, board);
        let meta = encode(&Meta::after(event));
        guarded(|| {
            (&trees.events, &trees.marks, &trees.meta)
                .transaction(|(e, m, t)| {
                    for (key, value) in &events {
                        e.insert(key.as_slice(), value.as_slice())?;
                    }
                    for (item, value) in &marks {
                        match value {
                            Some(value) => m.insert(&item.0[..], value.as_slice())?,
                            None => m.remove(&item.0[..])?,
                        };
                    }
                    t.insert(&b"meta"[..], meta.as_slice())?;
                    Ok::<(), ConflictableTransactionError<()>>(())
                })
                .map_err(|e| match e {
                    TransactionError::Storage(e) => text(e),
                    TransactionError::Abort(()) => w::REFUSED.into(),
                })?;
            trees.db.flush().map_err(text)
        })
        .map_err(|why| mirror_error(&self.path, why))?;
        let synced = self.disk.sync_all();
        synced.map_err(|e| mirror_error(&self.path, unread::cause(&e)))
    }

    /// Closes the store and waits until its lock is free; tells whether all went well.
    pub(super) fn close(&mut self) -> bool {
        let Some(trees) = self.trees.take() else {
            return false;
        };
        let closed = guarded(|| {
            drop(trees);
            Ok(())
        });
        closed.is_ok() && wait_for_lock(&self.path)
    }

    fn hold(path: &Path) -> Result<Self, Error> {
        let trees = guarded(|| open_trees(path)).map_err(|why| mirror_error(path, why))?;
        let db = path.join("db");
        let disk = File::open(&db).map_err(Error::io(w::TO_OPEN, &db))?;
        files::private_tree(path)?;
        Ok(Self {
            trees: Some(trees),
            disk,
            path: path.to_owned(),
        })
    }
}

impl Drop for Mirror {
    fn drop(&mut self) {
        self.close();
    }
}

/// Makes the store again from its journal, beside the old one, and puts it in its place.
pub(super) fn rebuild(
    folder: &Path,
    journal: &Journal,
    rows: &[u8],
    board: &Board,
) -> Result<(), Error> {
    let new = folder.join("sled.new");
    files::remove_tree(&new)?;
    files::make_dir(&new)?;
    guarded(|| fill(&new, journal, rows, board)).map_err(|why| mirror_error(&new, why))?;
    if !wait_for_lock(&new) {
        return Err(mirror_error(&new, w::LOCK_HELD));
    }
    let db = new.join("db");
    let synced = File::open(&db).and_then(|f| f.sync_all());
    synced.map_err(Error::io(w::TO_SYNC, &db))?;
    files::sync_dir(&new)?;
    swap(folder, &new)
}

fn fill(new: &Path, journal: &Journal, rows: &[u8], board: &Board) -> Result<(), Said> {
    let trees = open_trees(new)?;
    for (event, at) in journal.events.iter().zip(&journal.rows) {
        let row = rows.get(at.clone()).unwrap_or_default();
        let row = std::str::from_utf8(row).map_err(text)?;
        let mut batch = Batch::default();
        for (key, value) in parts_of(event, row) {
            batch.insert(key.as_slice(), value);
        }
        trees.events.apply_batch(batch).map_err(text)?;
    }
    let all: Vec<Digest> = board.items().map(|(item, _)| *item).collect();
    for some in all.chunks(1000) {
        let mut batch = Batch::default();
        for (item, value) in marks_of(some, &journal.author, board) {
            if let Some(value) = value {
                batch.insert(&item.0[..], value);
            }
        }
        trees.marks.apply_batch(batch).map_err(text)?;
    }
    if let Some(last) = journal.events.last() {
        let meta = encode(&Meta::after(last));
        trees.meta.insert("meta", meta).map_err(text)?;
    }
    trees.db.flush().map_err(text)?;
    Ok(())
}

/// Copies the store for a trial, since opening a damaged one may cut it.
fn on_trial(folder: &Path) -> Result<PathBuf, Error> {
    let trial = folder.join("sled.try");
    files::remove_tree(&trial)?;
    files::copy_store(&folder.join(SLED), &trial)?;
    Ok(trial)
}

/// Puts another folder in the store's place.
fn swap(folder: &Path, new: &Path) -> Result<(), Error> {
    let (path, old) = (folder.join(SLED), folder.join("sled.old"));
    files::remove_tree(&old)?;
    if path.symlink_metadata().is_ok() {
        files::rename(&path, &old)?;
    }
    files::rename(new, &path)?;
    files::remove_tree(&old)?;
    files::remove_tree(&folder.join("sled.try"))
}

/// Opens a store, reads all of it and holds it against its journal; closes it again.
fn check(path: &Path, journal: &Journal, board: &Board) -> Result<(), Trouble> {
    let trouble = |why: Said| Trouble {
        why,
        ahead: Vec::new(),
    };
    let read = guarded(|| {
        let trees = open_trees(path)?;
        Ok((all_rows(&trees)?, all_marks(&trees)?, the_meta(&trees)?))
    });
    let (rows, marks, meta) = read.map_err(trouble)?;
    if !wait_for_lock(path) {
        return Err(trouble(w::LOCK_HELD.into()));
    }
    let held = journal::read(&rows);
    let count = journal.events.len();
    if held.is_sound() && held.events.len() > count && held.events.starts_with(&journal.events) {
        return Err(Trouble {
            why: w::MORE_ROWS.into(),
            ahead: rows.get(journal.good_bytes..).unwrap_or_default().to_vec(),
        });
    }
    if held.events != journal.events || meta != journal.events.last().map(Meta::after) {
        let held = held.events.len();
        return Err(trouble(w::held_rows(held, count)));
    }
    let items: Vec<Digest> = board.items().map(|(item, _)| *item).collect();
    let due = marks_of(&items, &journal.author, board);
    let due: BTreeMap<_, _> = due.into_iter().filter_map(|(i, v)| Some((i, v?))).collect();
    if marks != due {
        return Err(trouble(w::OTHER_MARKS.into()));
    }
    Ok(())
}

fn open_trees(path: &Path) -> Result<Trees, Said> {
    let config = sled::Config::default().path(path).flush_every_ms(None);
    let mut tries = 0;
    let db = loop {
        match config.open() {
            Err(sled::Error::Io(e)) if is_held(&e) && tries < LOCK_TRIES => {
                tries += 1;
                thread::sleep(Duration::from_millis(10));
            }
            other => break other.map_err(text)?,
        }
    };
    Ok(Trees {
        events: db.open_tree("events").map_err(text)?,
        marks: db.open_tree("marks").map_err(text)?,
        meta: db.open_tree("meta").map_err(text)?,
        db,
    })
}

fn is_held(e: &std::io::Error) -> bool {
    e.to_string().contains("could not acquire lock")
}

/// sled lets go of its lock a little after the last handle is dropped.
fn wait_for_lock(path: &Path) -> bool {
    let Ok(db) = File::open(path.join("db")) else {
        return false;
    };
    for _ in 0..LOCK_TRIES {
        match db.try_lock() {
            Ok(()) => return db.unlock().is_ok(),
            Err(fs::TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(10)),
            // No locks here at all: then none is held.
            Err(fs::TryLockError::Error(_)) => return true,
        }
    }
    false
}

fn all_rows(trees: &Trees) -> Result<Vec<u8>, Said> {
    let mut rows = Vec::new();
    for pair in &trees.events {
        let (_, value) = pair.map_err(text)?;
        let part: Part = decode(&value)?;
        rows.extend_from_slice(part.text.as_bytes());
        if part.is_last {
            rows.push(b'\n');
        }
    }
    Ok(rows)
}

fn all_marks(trees: &Trees) -> Result<BTreeMap<Digest, Vec<u8>>, Said> {
    let mut marks = BTreeMap::new();
    for pair in &trees.marks {
        let (key, value) = pair.map_err(text)?;
        let key: [u8; 32] = key
            .as_ref()
            .try_into()
            .map_err(|_| Said::from(w::NO_DIGEST))?;
        decode::<Mark>(&value)?;
        marks.insert(Digest(key), value.to_vec());
    }
    Ok(marks)
}

fn the_meta(trees: &Trees) -> Result<Option<Meta>, Said> {
    let value = trees.meta.get("meta").map_err(text)?;
    value.map(|v| decode(&v)).transpose()
}

/// Runs a call into sled; a panic becomes an error.
fn guarded<T>(call: impl FnOnce() -> Result<T, Said>) -> Result<T, Said> {
    let before = GUARDED.replace(true);
    let result = catch_unwind(AssertUnwindSafe(call));
    GUARDED.set(before);
    result.unwrap_or_else(|_| Err(w::STOPPED.into()))
}

fn text(e: impl std::fmt::Display) -> Said {
    Said::same(&e.to_string())
}

fn mirror_error(path: &Path, cause: impl Into<Said>) -> Error {
    Error::Mirror {
        path: path.to_owned(),
        cause: cause.into(),
    }
}
