//! Taking in the journals of another case: a set union, byte for byte, nothing ever rewritten.
//!
//! Each journal lands whole in a folder of its own with the empty file `merged` beside it, so that
//! no session continues it. What is there already is left; what has grown is appended; what has
//! forked comes to lie beside it.

use super::AnnotationsError as Error;
use super::files::{self, JOURNAL, MERGED};
use super::redact::as_here;
use crate::journal::{self, Journal};
use crate::model::words::journals as w;
use crate::model::words::unread::failing;
use crate::model::{Digest, Word};
use sha2::{Digest as _, Sha256};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What became of one journal of a bundle.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Taken {
    /// The journal file in the bundle.
    pub from: PathBuf,
    /// Whose journal it is; empty where not even its first row can be read.
    pub author: String,
    /// Rows of it that hold.
    pub rows: usize,
    /// What was done.
    pub how: TakenHow,
}

/// What was done with one journal of a bundle.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TakenHow {
    /// It was not here; it lies in a folder of its own now.
    New,
    /// Its start was here; the rest was appended.
    Grown,
    /// All of it was here.
    Known,
    /// Another continuation of it was here; both are kept.
    Forked,
}

impl TakenHow {
    /// Says it in a few words.
    pub fn word(self) -> Word {
        match self {
            Self::New => w::TAKEN_IN,
            Self::Grown => w::GROWN,
            Self::Known => w::KNOWN,
            Self::Forked => w::FORKED,
        }
    }
}

/// Takes every journal of a bundle into a case's `annotations/`. A bundle is a case folder, its
/// `annotations/`, one journal's folder, or a journal file.
pub fn take_in(dir: &Path, bundle: &Path) -> Result<Vec<Taken>, Error> {
    let found = journals_of(bundle)?;
    if found.is_empty() {
        let cause = failing(io::ErrorKind::NotFound, w::NO_JOURNAL);
        return Err(Error::io(w::TO_TAKE_IN, bundle)(cause));
    }
    files::make_dir(dir)?;
    found.into_iter().map(|path| take_one(dir, path)).collect()
}

/// Finds the journal files of a bundle, by name.
fn journals_of(bundle: &Path) -> Result<Vec<PathBuf>, Error> {
    let meta = fs::metadata(bundle).map_err(Error::io(w::TO_LOOK_AT, bundle))?;
    if meta.is_file() {
        return Ok(vec![bundle.to_owned()]);
    }
    if bundle.join(JOURNAL).symlink_metadata().is_ok() {
        return Ok(vec![bundle.join(JOURNAL)]);
    }
    let inner = bundle.join("annotations");
    let at = if inner.is_dir() { &inner } else { bundle };
    let folders = files::folders(at)?;
    Ok(folders.into_iter().map(|f| f.join(JOURNAL)).collect())
}

/// A journal of this case, with all its bytes.
struct Here {
    folder: PathBuf,
    bytes: Vec<u8>,
}

fn take_one(dir: &Path, from: PathBuf) -> Result<Taken, Error> {
    let mut bytes = files::read_from(&from, 0)?;
    let read = journal::read(&bytes);
    if read.first_bad.is_none() {
        // A row that was being written was never acknowledged; it comes with the next merge.
        bytes.truncate(read.good_bytes);
    }
    let rivals = rivals(dir, &read)?;
    let here: Vec<Vec<u8>> = rivals.iter().map(|r| r.bytes.clone()).collect();
    let bytes = as_here(bytes, &here);
    let how = settle(dir, &read, &bytes, &rivals)?;
    Ok(Taken {
        from,
        rows: read.events.len(),
        author: read.author,
        how,
    })
}

/// Gives the journals of this case that bear the same id.
fn rivals(dir: &Path, read: &Journal) -> Result<Vec<Here>, Error> {
    let mut out = Vec::new();
    for folder in files::folders(dir)? {
        let Ok(bytes) = files::read_from(&folder.join(JOURNAL), 0) else {
            continue;
        };
        let first = memchr::memchr(b'\n', &bytes).map_or(bytes.len(), |at| at + 1);
        let opening = journal::read(bytes.get(..first).unwrap_or_default());
        if opening.id == read.id {
            out.push(Here { folder, bytes });
        }
    }
    Ok(out)
}

fn settle(dir: &Path, read: &Journal, bytes: &[u8], rivals: &[Here]) -> Result<TakenHow, Error> {
    if rivals.iter().any(|here| here.bytes.starts_with(bytes)) {
        return Ok(TakenHow::Known);
    }
    let start = |here: &&Here| bytes.starts_with(&here.bytes);
    let is_merged = |here: &&Here| here.folder.join(MERGED).exists();
    if let Some(here) = rivals.iter().filter(start).find(is_merged) {
        append(here, bytes)?;
        return Ok(TakenHow::Grown);
    }
    if let Some(own) = rivals.iter().find(start) {
        // Our own journal was continued elsewhere: from here on it is continued there only.
        mark_merged(&own.folder)?;
        copy(dir, &name_of(dir, read, bytes), bytes)?;
        return Ok(TakenHow::Grown);
    }
    copy(dir, &name_of(dir, read, bytes), bytes)?;
    Ok(if rivals.is_empty() || read.id.is_empty() {
        TakenHow::New
    } else {
        TakenHow::Forked
    })
}

/// Names the folder: as its first machine did, with the digest of the bytes where that is taken.
fn name_of(dir: &Path, read: &Journal, bytes: &[u8]) -> String {
    let mut sum = Digest(Sha256::digest(bytes).into()).hex();
    sum.truncate(8);
    let Some(id) = read.id.get(..8) else {
        return format!("damaged-{sum}");
    };
    let name = format!("{}-{id}", files::safe_name(&read.author));
    if dir.join(&name).symlink_metadata().is_ok() {
        format!("{name}-{sum}")
    } else {
        name
    }
}

/// Makes the folder whole or not at all.
fn copy(dir: &Path, name: &str, bytes: &[u8]) -> Result<(), Error> {
    let new = dir.join(format!(".merge-{}", files::random_id()?));
    files::make_dir(&new)?;
    let path = new.join(JOURNAL);
    let mut file = files::create(&path)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    written.map_err(Error::io(w::TO_WRITE, &path))?;
    mark_merged(&new)?;
    files::rename(&new, &dir.join(name))
}

fn append(here: &Here, bytes: &[u8]) -> Result<(), Error> {
    let path = here.folder.join(JOURNAL);
    let mut file: File = files::open_append(&path)?;
    let rest = bytes.get(here.bytes.len()..).unwrap_or_default();
    let written = file.write_all(rest).and_then(|()| file.sync_all());
    written.map_err(Error::io(w::TO_WRITE, &path))
}

fn mark_merged(folder: &Path) -> Result<(), Error> {
    let path = folder.join(MERGED);
    if !path.exists() {
        let file = files::create(&path)?;
        file.sync_all().map_err(Error::io(w::TO_WRITE, &path))?;
    }
    files::sync_dir(folder)
}

#[cfg(test)]
mod tests {
    use super::super::{Journals, Session};
    use super::*;
    use crate::journal::Act;
    use crate::model::{Digest as Id, Verdict};
    use proptest::prelude::*;

    fn clock() -> String {
        "2026-11-22T03:00:00Z".to_owned()
    }

    fn verdict(v: Verdict, n: u8) -> Act {
        Act::Verdict {
            verdict: Some(v),
            items: vec![Id([n; 32])],
        }
    }

    /// Makes a case's annotations with marks of one author.
    fn annotations(root: &Path, name: &str, author: &str, v: Verdict, marks: u8) -> PathBuf {
        let dir = root.join(name);
        let mut session = Session::open(&dir, author, name, clock).unwrap();
        for n in 0..marks {
            session.append(verdict(v, n)).unwrap();
        }
        dir
    }

    fn copied(from: &Path, to: &Path) {
        for folder in files::folders(from).unwrap() {
            let target = to.join(folder.file_name().unwrap());
            fs::create_dir_all(&target).unwrap();
            fs::copy(folder.join(JOURNAL), target.join(JOURNAL)).unwrap();
        }
    }

    #[test]
    fn two_authors_meet_and_both_verdicts_stand() {
        let root = tempfile::tempdir().unwrap();
        let a = annotations(root.path(), "a", "Ada", Verdict::Altered, 3);
        let b = annotations(root.path(), "b", "Ben", Verdict::Decoy, 2);
        let here = take_in(&a, &b).unwrap();
        take_in(&b, &a).unwrap();
        assert_eq!((here[0].how, here[0].rows), (TakenHow::New, 3));
        let (one, two) = (
            Journals::read_all(&a).unwrap(),
            Journals::read_all(&b).unwrap(),
        );
        assert_eq!(one.board(), two.board());
        assert_eq!(one.rows().unwrap(), two.rows().unwrap());
        assert_eq!(one.board().clashes().count(), 2);
        assert_eq!(take_in(&a, &b).unwrap()[0].how, TakenHow::Known);
    }

    #[test]
    fn a_session_never_continues_what_came_by_a_merge() {
        let root = tempfile::tempdir().unwrap();
        let a = annotations(root.path(), "a", "Ada", Verdict::Altered, 1);
        let b = root.path().join("b");
        take_in(&b, &a).unwrap();
        let before = Journals::read_all(&b).unwrap().heads();
        // The same author on the same machine, all the same.
        let mut session = Session::open(&b, "Ada", "a", clock).unwrap();
        session.append(verdict(Verdict::Decoy, 9)).unwrap();
        drop(session);
        let after = Journals::read_all(&b).unwrap().heads();
        assert_eq!((before.len(), after.len()), (1, 2));
        assert!(after.contains(&before[0]));
    }

    #[test]
    fn what_has_grown_is_appended() {
        let root = tempfile::tempdir().unwrap();
        let a = annotations(root.path(), "a", "Ada", Verdict::Altered, 1);
        let b = root.path().join("b");
        take_in(&b, &a).unwrap();
        annotations(root.path(), "a", "Ada", Verdict::Decoy, 2);
        assert_eq!(take_in(&b, &a).unwrap()[0].how, TakenHow::Grown);
        assert_eq!(files::folders(&b).unwrap().len(), 1);
        let rows = |dir: &Path| Journals::read_all(dir).unwrap().rows().unwrap();
        assert_eq!(rows(&a), rows(&b));
    }

    #[test]
    fn a_fork_and_a_damaged_journal_are_kept_and_said() {
        let root = tempfile::tempdir().unwrap();
        let a = annotations(root.path(), "a", "Ada", Verdict::Altered, 1);
        let twin = root.path().join("twin");
        copied(&a, &twin);
        annotations(root.path(), "a", "Ada", Verdict::Decoy, 1);
        let mut other = Session::open(&twin, "Ada", "a", clock).unwrap();
        other.append(verdict(Verdict::Foreign, 7)).unwrap();
        drop(other);
        assert_eq!(take_in(&a, &twin).unwrap()[0].how, TakenHow::Forked);
        assert_eq!(take_in(&a, &twin).unwrap()[0].how, TakenHow::Known);
        let problems = |dir: &Path| -> usize {
            let all = Journals::read_all(dir).unwrap();
            all.files().iter().map(|f| f.problems.len()).sum()
        };
        assert!(problems(&a) > 0);
        let c = annotations(root.path(), "c", "Cy", Verdict::Altered, 3);
        let path = files::folders(&c).unwrap()[0].join(JOURNAL);
        let bytes = fs::read(&path).unwrap();
        let mut damaged = bytes.clone();
        let last = damaged.len() - 20;
        damaged[last] ^= 1;
        fs::write(&path, &damaged).unwrap();
        let d = root.path().join("d");
        assert_eq!(take_in(&d, &path).unwrap()[0].rows, 3);
        let kept = files::folders(&d).unwrap()[0].join(JOURNAL);
        assert_eq!(fs::read(kept).unwrap(), damaged);
        assert_eq!(problems(&d), 1);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]
        #[test]
        fn any_order_and_repetition_gives_the_same_rows(
            order in Just(vec![0usize, 1, 2, 3, 0, 2, 3]).prop_shuffle()
        ) {
            let root = tempfile::tempdir().unwrap();
            let a = annotations(root.path(), "a", "Ada", Verdict::Altered, 2);
            let early = root.path().join("early");
            copied(&a, &early);
            annotations(root.path(), "a", "Ada", Verdict::Decoy, 1);
            let b = annotations(root.path(), "b", "Ben", Verdict::Decoy, 2);
            let side = root.path().join("side");
            copied(&early, &side);
            let mut fork = Session::open(&side, "Ada", "a", clock).unwrap();
            fork.append(verdict(Verdict::Foreign, 5)).unwrap();
            drop(fork);
            let bundles = [&a, &early, &b, &side];
            let (one, two) = (root.path().join("one"), root.path().join("two"));
            for bundle in bundles {
                take_in(&one, bundle).unwrap();
            }
            for at in order.iter().chain(&[0, 1, 2, 3]) {
                take_in(&two, bundles[*at]).unwrap();
            }
            let rows = |dir: &Path| Journals::read_all(dir).unwrap().rows().unwrap();
            prop_assert_eq!(rows(&one), rows(&two));
            prop_assert_eq!(rows(&one).len(), 1 + 3 + 1 + 3);
        }
    }
}
