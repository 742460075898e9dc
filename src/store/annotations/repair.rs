//! Making every store again from its journal, and saying what was found.

use super::AnnotationsError as Error;
use super::files;
use super::journals::{JournalFile, Journals};
use super::mirror::{Found, Mirror};
use super::session::claim;
use crate::journal::Board;
use crate::model::Said;
use crate::model::words::journals as w;
use std::path::{Path, PathBuf};

/// What `repair` found and did of one journal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Repaired {
    /// The journal's folder.
    pub dir: PathBuf,
    /// Rows that hold.
    pub rows: usize,
    /// What was done with the store, a sentence.
    pub store: Said,
    /// Whether the store agrees with the journal now.
    pub is_sound: bool,
    /// What is wrong with the journal; it is never rewritten.
    pub problems: Vec<Said>,
}

/// Holds each store against its journal and makes it again where they disagree. A journal that a
/// session holds is left to that session.
pub fn repair(dir: &Path) -> Result<Vec<Repaired>, Error> {
    let journals = Journals::read_all(dir)?;
    let files = journals.files().iter();
    Ok(files.map(repair_one).collect())
}

fn repair_one(file: &JournalFile) -> Repaired {
    let (store, is_sound) = match repair_store(file) {
        Ok(done) => done,
        Err(e) => (e.said(), false),
    };
    Repaired {
        dir: file.dir.clone(),
        rows: file.journal.events.len(),
        store,
        is_sound,
        problems: file.problems.clone(),
    }
}

fn repair_store(file: &JournalFile) -> Result<(Said, bool), Error> {
    let Some(_lock) = claim(&file.dir) else {
        return Ok((w::HELD.into(), true));
    };
    let bytes = files::read_from(&file.path(), 0)?;
    let journal = crate::journal::read(&bytes);
    let board = Board::fold(&journal.events);
    let (mut mirror, found) = Mirror::open(&file.dir, &journal, &bytes, &board)?;
    let is_closed = mirror.close();
    Ok(match found {
        Found::Sound => (w::AGREED.into(), is_closed),
        Found::Absent => (w::THERE_WAS_NONE.into(), is_closed),
        Found::Rebuilt(why) => (w::made_again(why), is_closed),
        Found::Ahead(rows) => {
            let count = memchr::memchr_iter(b'\n', &rows).count();
            let kept = file.dir.join("sled.ahead");
            (w::held_ahead(count, kept.display()), false)
        }
    })
}
