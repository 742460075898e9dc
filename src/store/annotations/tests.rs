//! The annotations on disk, damaged in every way at hand.

use super::files::{JOURNAL, SLED};
use super::*;
use crate::journal::Act;
use crate::model::{Digest, Verdict};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

fn clock() -> String {
    "2026-11-22T03:00:00Z".to_owned()
}

fn open(dir: &Path) -> Session {
    Session::open(dir, "Ada Example", "desk", clock).unwrap()
}

fn verdict(n: u8) -> Act {
    Act::Verdict {
        verdict: Some(Verdict::Altered),
        items: vec![Digest([n; 32])],
    }
}

/// Makes a journal of some acts; gives the temporary folder and the journal's.
fn a_case(acts: u8) -> (tempfile::TempDir, PathBuf) {
    let root = tempfile::tempdir().unwrap();
    let mut session = open(&root.path().join("annotations"));
    for n in 0..acts {
        session.append(verdict(n)).unwrap();
    }
    let folder = session.folder().to_owned();
    (root, folder)
}

fn marked(dir: &Path) -> usize {
    Journals::read_all(dir).unwrap().board().items().count()
}

#[test]
fn what_is_written_is_read_back_and_the_store_agrees() {
    let (root, folder) = a_case(5);
    let dir = root.path().join("annotations");
    assert_eq!(marked(&dir), 5);
    assert!(
        folder
            .file_name()
            .unwrap()
            .to_str()
            .unwrap()
            .starts_with("ada-example-")
    );
    let session = open(&dir);
    assert_eq!(
        (session.found(), session.folder()),
        (&Found::Sound, folder.as_path())
    );
    assert_eq!(session.journals().files().len(), 1);
}

#[test]
fn a_second_session_of_the_author_opens_a_journal_of_its_own() {
    let (root, folder) = a_case(1);
    let dir = root.path().join("annotations");
    let (mut one, mut two) = (open(&dir), open(&dir));
    assert_eq!(one.folder(), folder);
    assert_ne!(two.folder(), folder);
    let first = one.append(verdict(7)).unwrap();
    let second = two.append(verdict(8)).unwrap();
    assert!(second.lamport > first.lamport);
    assert!(one.refresh().unwrap());
    assert_eq!(one.board(), &Journals::read_all(&dir).unwrap().board());
    assert_eq!(
        one.undo().unwrap().unwrap().act,
        Act::Undo { of: second.hash }
    );
}

#[test]
fn modes_are_private_whatever_the_umask() {
    let (_root, folder) = a_case(2);
    let mut all = vec![folder.clone(), folder.parent().unwrap().to_owned()];
    while let Some(path) = all.pop() {
        let meta = path.metadata().unwrap();
        let due = if meta.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(meta.permissions().mode() & 0o777, due, "{}", path.display());
        if meta.is_dir() && path.starts_with(&folder) {
            all.extend(fs::read_dir(&path).unwrap().map(|e| e.unwrap().path()));
        }
    }
}

#[test]
fn a_cut_journal_opens_and_is_continued() {
    let (root, folder) = a_case(4);
    let dir = root.path().join("annotations");
    let path = folder.join(JOURNAL);
    let whole = fs::read(&path).unwrap();
    fs::remove_dir_all(folder.join(SLED)).unwrap();
    fs::write(&path, &whole[..whole.len() - 10]).unwrap();
    assert_eq!(marked(&dir), 3);
    let mut session = open(&dir);
    assert_eq!(
        (session.found(), session.folder()),
        (&Found::Absent, folder.as_path())
    );
    session.append(verdict(9)).unwrap();
    drop(session);
    assert_eq!(marked(&dir), 4);
    assert!(
        verify(&dir)
            .unwrap()
            .iter()
            .all(|v| v.first_bad.is_none() && v.rows == 5)
    );
}

#[test]
fn rows_that_the_journal_lost_come_back_from_the_store() {
    let (root, folder) = a_case(4);
    let dir = root.path().join("annotations");
    let path = folder.join(JOURNAL);
    let whole = fs::read(&path).unwrap();
    for cut in [10, 700] {
        fs::write(&path, &whole[..whole.len() - cut]).unwrap();
        assert!(matches!(open(&dir).found(), Found::Ahead(_)));
        assert_eq!(fs::read(&path).unwrap(), whole);
        assert_eq!(marked(&dir), 4);
    }
}

#[test]
fn a_damaged_journal_is_read_to_its_first_bad_line_and_left_alone() {
    let (root, folder) = a_case(3);
    let dir = root.path().join("annotations");
    let path = folder.join(JOURNAL);
    let text = fs::read_to_string(&path)
        .unwrap()
        .replacen("\"seq\":2", "\"seq\":7", 1);
    fs::write(&path, &text).unwrap();
    let mut session = open(&dir);
    assert_ne!(session.folder(), folder);
    session.append(verdict(9)).unwrap();
    assert_eq!(marked(&dir), 2);
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    let bad = verify(&dir).unwrap().into_iter().find_map(|v| v.first_bad);
    assert_eq!(bad.map(|b| b.0), Some(3));
}

#[test]
fn a_journal_changed_under_a_session_ends_its_writing() {
    let (root, folder) = a_case(1);
    let mut session = open(&root.path().join("annotations"));
    let path = folder.join(JOURNAL);
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[..20]).unwrap();
    assert!(matches!(
        session.append(verdict(2)),
        Err(AnnotationsError::ReadOnly { .. })
    ));
    assert!(session.broken().is_some());
}

#[test]
fn a_bulk_act_is_one_row_and_one_undo() {
    let (root, _) = a_case(0);
    let dir = root.path().join("annotations");
    let digest = |n: u32| Digest(std::array::from_fn(|i| n.to_le_bytes()[i % 4]));
    let items = (0..20_000).map(digest).collect();
    let mut session = open(&dir);
    session
        .append(Act::Tag {
            tag: "bulk".to_owned(),
            items,
        })
        .unwrap();
    drop(session);
    assert_eq!(marked(&dir), 20_000);
    let mut session = open(&dir);
    assert_eq!(session.found(), &Found::Sound);
    session.undo().unwrap();
    assert_eq!(marked(&dir), 0);
    session.redo().unwrap();
    drop(session);
    assert_eq!((open(&dir).found(), marked(&dir)), (&Found::Sound, 20_000));
}

#[test]
fn repair_makes_a_lost_store_again() {
    let (root, folder) = a_case(3);
    let dir = root.path().join("annotations");
    fs::write(folder.join(SLED).join("db"), b"nothing").unwrap();
    let first = repair(&dir).unwrap();
    assert!(
        first[0].is_sound && first[0].store.en.contains("made again"),
        "{first:?}"
    );
    assert!(first[0].problems.is_empty());
    assert_eq!(open(&dir).found(), &Found::Sound);
}

/// Flips, cuts and zeroes the store's files; `VALLA_LONG` asks for many more rounds.
#[test]
fn a_damaged_store_is_made_again_and_nothing_is_lost() {
    let rounds = if std::env::var_os("VALLA_LONG").is_some() {
        1000
    } else {
        30
    };
    let (root, folder) = a_case(20);
    let dir = root.path().join("annotations");
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = move |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 33) as usize % below.max(1)
    };
    for round in 0..rounds {
        let mut files: Vec<_> = fs::read_dir(folder.join(SLED)).unwrap().collect();
        files.sort_by_key(|f| f.as_ref().unwrap().file_name());
        files.retain(|f| f.as_ref().unwrap().path().is_file());
        let path = files[random(files.len())].as_ref().unwrap().path();
        let mut bytes = fs::read(&path).unwrap();
        let at = random(bytes.len());
        match round % 4 {
            0 if !bytes.is_empty() => bytes[at] ^= 1 << random(8),
            1 => bytes.truncate(at),
            2 => bytes.iter_mut().skip(at).take(4096).for_each(|b| *b = 0),
            _ => bytes.clear(),
        }
        fs::write(&path, bytes).unwrap();
        if random(2) == 0 {
            fs::remove_file(folder.join(files::CLEAN)).unwrap();
        }
        let session = open(&dir);
        assert_eq!(session.folder(), folder, "round {round}");
        assert_eq!(session.board().items().count(), 20, "round {round}");
        drop(session);
        assert_eq!(open(&dir).found(), &Found::Sound, "round {round}");
    }
}
