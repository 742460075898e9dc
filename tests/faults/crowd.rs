//! Several processes that mark one case at once: nobody is locked out, every mark of each is there,
//! and each sees the marks of the others.

use super::{child, folder, rounds};
use std::collections::BTreeSet;
use std::path::Path;
use valla::store::annotations::{Found, Journals, repair, verify};

/// Lets some children mark at once, each until it has seen all marks of all.
fn crowd(dir: &Path, authors: &[&str], marks: usize) {
    let all = authors.len() * marks;
    // Each is heard at once: one that cannot speak would wait, and the others for it.
    let children = authors.iter().map(|author| {
        let mut command = child::start(dir, author, marks, all);
        let child = command.spawn().unwrap();
        std::thread::spawn(move || child.wait_with_output().unwrap())
    });
    let children: Vec<_> = children.collect();
    let mut acked = BTreeSet::new();
    for child in children {
        let out = child.join().unwrap();
        let said = String::from_utf8_lossy(&out.stdout).into_owned();
        assert!(out.status.success(), "{said}");
        assert!(said.contains(&format!("saw {all}")), "{said}");
        let own = child::acks(&out.stdout);
        assert_eq!(own.len(), marks, "{said}");
        acked.extend(own);
    }
    assert_eq!(acked.len(), all);
    let journals = Journals::read_all(dir).unwrap();
    let board = journals.board();
    assert!(acked.iter().all(|hash| board.stands(hash)));
    assert_eq!(journals.files().len(), authors.len());
    assert!(verify(dir).unwrap().iter().all(|v| v.first_bad.is_none()));
    assert!(repair(dir).unwrap().iter().all(|r| r.is_sound));
}

#[test]
fn three_processes_mark_at_once_and_see_each_other() {
    let bench = folder();
    let marks = rounds(40, 1000);
    let authors = ["Ada Example", "Ben Example", "Cleo Example"];
    crowd(&bench.path().join("three"), &authors, marks);
    crowd(&bench.path().join("one"), &["Ada Example"; 3], marks);
    let session = child::open(&bench.path().join("three")).unwrap();
    assert_eq!(session.found(), &Found::Sound);
    println!("2 crowds of 3 processes, {marks} marks each: all kept, all seen by all");
}
