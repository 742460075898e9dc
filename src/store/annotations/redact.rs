//! Taking the words of a row out, where a court or a source demands it: what is left is a stub with
//! the hash that the row had, so that the chain holds and the gap is seen. The one place that
//! writes a journal anew; an event of its own says who did it and why.

use super::AnnotationsError as Error;
use super::files::{self, JOURNAL};
use super::journals::JournalFile;
use super::session::claim;
use crate::journal::{self, Act, Event};
use crate::model::Word;
use crate::model::words::journals as w;
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// What is made again from a journal, and may hold the words that are taken out.
const MADE: &[&str] = &[
    "sled",
    "sled.try",
    "sled.old",
    "sled.new",
    "sled.ahead",
    "clean",
];

/// Takes the words of a row out of every journal that has it; gives the files. The event that says
/// so must be on disk, and no session may hold one of these journals.
pub fn redact(dir: &Path, hash: &str) -> Result<Vec<PathBuf>, Error> {
    let mut done = Vec::new();
    for folder in files::folders(dir)? {
        let file = JournalFile::read(folder);
        let whole = |e: &&Event| e.hash == hash && e.act != Act::Redacted;
        if let Some(event) = file.journal.events.iter().find(whole) {
            rewrite(&file.dir, event)?;
            done.push(file.path());
        }
    }
    Ok(done)
}

fn rewrite(folder: &Path, event: &Event) -> Result<(), Error> {
    let path = folder.join(JOURNAL);
    let held = |cause: Word| Error::ReadOnly {
        path: path.clone(),
        cause: cause.into(),
    };
    let _lock = claim(folder).ok_or_else(|| held(w::SESSION_HOLDS))?;
    // Read again, under the lock.
    let bytes = files::read_from(&path, 0)?;
    let read = journal::read(&bytes);
    let at = event.seq as usize;
    let same = read.events.get(at).filter(|e| e.hash == event.hash);
    let (Some(event), Some(row)) = (same, read.rows.get(at)) else {
        return Err(held(w::OTHER_PROGRAM));
    };
    let before = at.checked_sub(1).and_then(|n| read.events.get(n));
    let Some(before) = before else {
        return Err(held(w::FIRST_STAYS));
    };
    let stub = journal::redacted(event, &before.hash);
    let new = folder.join("journal.part");
    let _ = fs::remove_file(&new);
    let mut file = files::create(&new)?;
    let head = bytes.get(..row.start).unwrap_or_default();
    let tail = bytes.get(row.end..).unwrap_or_default();
    let written = file
        .write_all(head)
        .and_then(|()| file.write_all(stub.as_bytes()))
        .and_then(|()| file.write_all(tail))
        .and_then(|()| file.sync_all());
    written.map_err(Error::io(w::TO_WRITE, &new))?;
    // Whoever comes now finds the new one held as well, until all is done.
    let _ = file.try_lock();
    files::rename(&new, &path)?;
    for name in MADE {
        let made = folder.join(name);
        let gone = if made.is_dir() {
            files::remove_tree(&made)
        } else {
            files::remove_file(&made).map(|_| ())
        };
        gone?;
    }
    files::sync_dir(folder)
}

/// Says of each journal which rows were redacted though no event says so: a row that somebody took
/// out by hand.
pub(super) fn tell_unsaid(all: &mut [JournalFile]) {
    let events = all.iter().flat_map(|f| &f.journal.events);
    let said: BTreeSet<String> = events
        .filter_map(|e| match &e.act {
            Act::Redact { of, .. } => Some(of.clone()),
            _ => None,
        })
        .collect();
    for file in all {
        let path = file.path();
        let events = file.journal.events.iter();
        let unsaid = events.filter(|e| e.act == Act::Redacted && !said.contains(&e.hash));
        for event in unsaid {
            let row = event.seq;
            file.problems.push(w::unsaid(path.display(), row));
        }
    }
}

/// Puts what this case has of a journal in place of what a bundle has of the same rows: what was
/// redacted here stays so, and what was redacted there is not lost here.
pub(super) fn as_here(bytes: Vec<u8>, here: &[Vec<u8>]) -> Vec<u8> {
    let theirs = journal::read(&bytes);
    let mut out = bytes;
    for ours in here {
        let read = journal::read(ours);
        let pairs = theirs.events.iter().zip(&read.events).enumerate();
        let differs = |(a, b): (&Event, &Event)| a.hash == b.hash && a.act != b.act;
        let other: Vec<usize> = pairs
            .filter(|(_, (a, b))| differs((a, b)))
            .map(|(at, _)| at)
            .collect();
        if other.is_empty() {
            continue;
        }
        let mut new = Vec::with_capacity(out.len());
        for (at, row) in theirs.rows.iter().enumerate() {
            let own = read.rows.get(at).filter(|_| other.contains(&at));
            let line = match own {
                Some(own) => ours.get(own.clone()),
                None => out.get(row.clone()),
            };
            new.extend_from_slice(line.unwrap_or_default());
            new.push(b'\n');
        }
        new.extend_from_slice(out.get(theirs.good_bytes..).unwrap_or_default());
        out = new;
        // The rows of a second copy here say the same.
        break;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::{Found, Journals, Session, take_in, verify};
    use super::*;
    use crate::model::{Digest, Said};

    fn clock() -> String {
        "2026-11-22T03:00:00Z".to_owned()
    }

    fn note(n: u8, text: &str) -> Act {
        Act::Note {
            item: Digest([n; 32]),
            text: text.to_owned(),
        }
    }

    fn holds(dir: &Path, word: &str) -> bool {
        let mut work = vec![dir.to_owned()];
        while let Some(path) = work.pop() {
            if path.is_dir() {
                work.extend(fs::read_dir(path).unwrap().map(|e| e.unwrap().path()));
            } else if memchr::memmem::find(&fs::read(path).unwrap(), word.as_bytes()).is_some() {
                return true;
            }
        }
        false
    }

    /// Makes a journal with a secret in it, and takes it out.
    fn redacted(dir: &Path) -> String {
        let mut session = Session::open(dir, "Ada Example", "desk", clock).unwrap();
        session.append(note(1, "plain")).unwrap();
        let secret = session.append(note(2, "the secret name")).unwrap().hash;
        session.append(note(3, "after")).unwrap();
        assert!(holds(dir, "secret"));
        let (of, why) = (secret.clone(), "a court order".to_owned());
        session.append(Act::Redact { of, why }).unwrap();
        assert!(redact(dir, &secret).is_err(), "a session holds it");
        drop(session);
        assert_eq!(redact(dir, &secret).unwrap().len(), 1);
        secret
    }

    #[test]
    fn the_words_go_and_the_chain_holds() {
        let root = tempfile::tempdir().unwrap();
        let dir = root.path().join("annotations");
        let secret = redacted(&dir);
        assert!(!holds(&dir, "secret"));
        let found = verify(&dir).unwrap();
        assert_eq!((found[0].rows, &found[0].first_bad), (5, &None));
        assert_eq!(found[0].problems, Vec::<Said>::new());
        let mut session = Session::open(&dir, "Ada Example", "desk", clock).unwrap();
        assert_eq!(session.found(), &Found::Absent);
        assert_eq!(session.board().items().count(), 2);
        assert_eq!(
            session.board().event(&secret).map(|e| &e.act),
            Some(&Act::Redacted)
        );
        session.append(note(4, "goes on")).unwrap();
        drop(session);
        let session = Session::open(&dir, "Ada Example", "desk", clock).unwrap();
        assert_eq!(session.found(), &Found::Sound);
        assert_eq!(redact(&dir, &secret).unwrap().len(), 0);
    }

    #[test]
    fn a_row_that_was_taken_out_by_hand_is_said() {
        let root = tempfile::tempdir().unwrap();
        let dir = root.path().join("annotations");
        let mut session = Session::open(&dir, "Ada Example", "desk", clock).unwrap();
        let first = session.append(note(1, "plain")).unwrap().hash;
        drop(session);
        redact(&dir, &first).unwrap();
        let found = verify(&dir).unwrap();
        assert!(found[0].problems[0].en.contains("row 1"), "{found:?}");
        // A stub with anything more in it is damage.
        let path = &found[0].path;
        let text = fs::read_to_string(path).unwrap();
        let more = text.replace("\"redacted\"", "\"redacted\",\"text\":\"hidden\"");
        fs::write(path, more).unwrap();
        assert_eq!(
            verify(&dir).unwrap()[0].first_bad.as_ref().map(|b| b.0),
            Some(2)
        );
    }

    #[test]
    fn a_merge_brings_nothing_back_and_takes_nothing_away() {
        let root = tempfile::tempdir().unwrap();
        let (a, b) = (root.path().join("a"), root.path().join("b"));
        let mut session = Session::open(&a, "Ada Example", "desk", clock).unwrap();
        let secret = session.append(note(2, "the secret name")).unwrap().hash;
        drop(session);
        take_in(&b, &a).unwrap();
        let mut session = Session::open(&a, "Ada Example", "desk", clock).unwrap();
        let (of, why) = (secret.clone(), "asked to".to_owned());
        session.append(Act::Redact { of, why }).unwrap();
        drop(session);
        redact(&a, &secret).unwrap();
        // Theirs comes here: their copy of the row stays out.
        take_in(&a, &b).unwrap();
        assert!(!holds(&a, "secret"));
        assert_eq!(files::folders(&a).unwrap().len(), 1);
        // Ours goes there: what they have is theirs until they take it out too.
        take_in(&b, &a).unwrap();
        assert!(holds(&b, "secret"));
        assert_eq!(files::folders(&b).unwrap().len(), 1);
        assert_eq!(Journals::read_all(&b).unwrap().events().len(), 3);
        redact(&b, &secret).unwrap();
        assert!(!holds(&b, "secret"));
        assert!(verify(&b).unwrap().iter().all(|v| v.problems.is_empty()));
        assert_eq!(
            Journals::read_all(&a).unwrap().rows().unwrap(),
            Journals::read_all(&b).unwrap().rows().unwrap()
        );
    }
}
