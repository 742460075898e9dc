//! A journal cut at each byte: it opens, what was whole before the cut is there, and it goes on.
//! Where its store was not hurt, even the rows that the cut took come back.

use super::{child, folder, rounds};
use std::fs;
use std::path::Path;
use valla::journal::Act;
use valla::store::annotations::{Journals, verify};

/// Makes a journal of some notes; gives its file's bytes.
fn journal(dir: &Path, notes: u64) -> Vec<u8> {
    let mut session = child::open(dir).unwrap();
    for n in 0..notes {
        let text = format!("Grüße {n}");
        let item = child::item(n);
        session.append(Act::Note { item, text }).unwrap();
    }
    let file = session.folder().join("journal.jsonl");
    drop(session);
    fs::read(file).unwrap()
}

fn notes(dir: &Path) -> usize {
    Journals::read_all(dir).unwrap().board().items().count()
}

#[test]
fn a_journal_cut_at_each_byte_loses_the_unfinished_row_at_most() {
    let bench = folder();
    let dir = bench.path().join("annotations");
    let whole = journal(&dir, 6);
    let folder = fs::read_dir(&dir).unwrap().flatten().next().unwrap().path();
    let kept = bench.path().join("kept");
    copy(&folder.join("sled"), &kept);
    let (step, mut opened, mut given_back) = (rounds(37, 1), 0, 0);
    for cut in 0..=whole.len() {
        fs::write(folder.join("journal.jsonl"), &whole[..cut]).unwrap();
        // The first row names the author; the others are notes.
        let rows = whole[..cut].split(|b| *b == b'\n').count() - 1;
        assert_eq!(notes(&dir), rows.saturating_sub(1), "cut {cut}");
        let found = verify(&dir).unwrap();
        assert!(found.iter().all(|v| v.first_bad.is_none()), "cut {cut}");
        if cut % step != 0 && cut != whole.len() {
            continue;
        }
        let with_store = opened % 2 == 1;
        let _ = fs::remove_dir_all(folder.join("sled"));
        if with_store {
            copy(&kept, &folder.join("sled"));
        }
        let mut session = child::open(&dir).unwrap();
        let due = match (rows, with_store) {
            // Nobody's journal: the author opens another one.
            (0, _) => 0,
            (_, true) => 6,
            (rows, false) => rows - 1,
        };
        assert_eq!(session.board().items().count(), due, "cut {cut}");
        given_back += usize::from(with_store && due > rows);
        let item = child::item(99);
        let text = "after".to_owned();
        session.append(Act::Note { item, text }).unwrap();
        drop(session);
        assert_eq!(notes(&dir), due + 1, "cut {cut}");
        opened += 1;
        for other in fs::read_dir(&dir).unwrap().flatten().map(|e| e.path()) {
            if other != folder {
                fs::remove_dir_all(other).unwrap();
            }
        }
        let _ = fs::remove_dir_all(folder.join("sled.ahead"));
    }
    println!(
        "{} cuts read, {opened} opened and continued, {given_back} given back by the store",
        whole.len() + 1
    );
}

/// Copies a folder with all that is in it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
