//! The power fails after any call of a session that marks, and of commands that ingest and mark:
//! what was acknowledged before is there, and the case goes on.

use super::disk::{Disk, Loss, Op, read};
use super::shim::shim;
use super::{Dice, child, folder, rounds};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use valla::case::{Act, Case, CaseError};
use valla::store::annotations::{Journals, verify};

/// How the losses after one cut are chosen: all of what was not synced, then by dice.
fn losses(cut: usize, times: usize) -> impl Iterator<Item = Loss> {
    (0..times).map(move |n| match n {
        0 => Loss::All,
        n => Loss::Some(Dice((cut * 31 + n) as u64 + 1)),
    })
}

/// Calls `each` with the disk after every so many calls, and with the number of the call.
fn cuts(root: &Path, ops: &[Op], most: usize, mut each: impl FnMut(usize, &Disk)) -> usize {
    let step = ops.len().div_ceil(most).max(1);
    let mut disk = Disk::new(root);
    let mut done = 0;
    for (at, op) in ops.iter().enumerate() {
        disk.take(op);
        // Right after a word to whoever waits, always: then it must be there.
        if at % step == 0 || (op.is_said() && step < 4) || at + 1 == ops.len() {
            each(at, &disk);
            done += 1;
        }
    }
    done
}

#[test]
fn no_acknowledged_mark_is_lost_when_the_power_fails() {
    let Some(library) = shim() else {
        return;
    };
    let bench = folder();
    let (root, log) = (bench.path().join("disk"), bench.path().join("log"));
    fs::create_dir(&root).unwrap();
    let dir = root.join("annotations");
    // Three sessions of one author: the first makes all, the second finds it sound, the third finds
    // a store that was not closed.
    for life in 0..3 {
        let mut command = child::start(&dir, "Ada Example", 12, 0);
        command.env("LD_PRELOAD", library).env("REC_LOG", &log);
        let out = command.env("REC_ROOT", &root).output().unwrap();
        assert_eq!(child::acks(&out.stdout).len(), 12, "life {life}");
        if life == 1 {
            let journal = fs::read_dir(&dir).unwrap().flatten().next().unwrap();
            fs::remove_file(journal.path().join("clean")).unwrap();
        }
    }
    let ops = read(&log);
    let (mut acked, mut told) = (Vec::new(), 0);
    let (mut states, mut lost_names) = (0, 0);
    let few = cuts(&root, &ops, rounds(60, usize::MAX), |at, disk| {
        for op in &ops[told..=at] {
            if op.is_said() {
                acked.extend(child::acks(&op.data));
            }
        }
        told = at + 1;
        for mut loss in losses(at, rounds(2, 4)) {
            let left = folder();
            disk.fail(left.path(), &mut loss);
            let dir = left.path().join("annotations");
            lost_names += usize::from(!dir.exists());
            holds(&dir, &acked, at);
            states += 1;
        }
    });
    assert!(acked.len() == 36 && lost_names < states / 2);
    println!(
        "{} calls, {few} cuts, {states} states opened, {} marks acknowledged, 0 lost",
        ops.len(),
        acked.len()
    );
}

/// Reads and opens what is left, and marks in it.
fn holds(dir: &Path, acked: &[String], at: usize) {
    let board = Journals::read_all(dir).unwrap().board();
    for hash in acked {
        assert!(board.event(hash).is_some(), "cut {at}: {hash} is lost");
    }
    let mut session = child::open(dir).unwrap_or_else(|e| panic!("cut {at}: {e}"));
    for hash in acked {
        assert!(session.board().event(hash).is_some(), "cut {at}: {hash}");
    }
    let note = Act::Note {
        item: child::item(7),
        text: "after".to_owned(),
    };
    session.append(note).unwrap();
    drop(session);
    let found = verify(dir).unwrap();
    assert!(found.iter().all(|v| v.first_bad.is_none()), "cut {at}");
}

/// Runs a command of the program, recorded; its end is a word in the record.
fn command(root: &Path, log: &Path, library: &Path, args: &[&str]) -> String {
    let home = root.parent().unwrap();
    let out = Command::new(env!("CARGO_BIN_EXE_valla"))
        .args(args)
        .env_clear()
        .env("HOME", home)
        .env("PATH", "/usr/bin:/bin")
        .env("VALLA_CASE", root.join("case"))
        .env("VALLA_AUTHOR", "mira")
        .env("LD_PRELOAD", library)
        .env("REC_LOG", log)
        .env("REC_ROOT", root)
        .current_dir(home)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!([0, 3].contains(&out.status.code().unwrap()), "{said}");
    String::from_utf8(out.stdout).unwrap()
}

/// Gives a source of the corpus of the tests.
fn source(name: &str) -> String {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/corpus");
    corpus.join(name).display().to_string()
}

/// What must hold from some call on.
struct Due {
    from: usize,
    items: usize,
    tags: BTreeSet<String>,
}

#[test]
fn a_case_goes_on_where_the_power_failed() {
    let Some(library) = shim() else {
        return;
    };
    let bench = folder();
    let (root, log) = (bench.path().join("disk"), bench.path().join("log"));
    fs::create_dir(&root).unwrap();
    let run = |args: &[&str]| command(&root, &log, library, args);
    let (mut dues, mut tags) = (Vec::new(), BTreeSet::new());
    for (n, args) in [
        &["ingest", &source("inbox.mbox")][..],
        &["tag", "one", "--query", "roof"],
        &["ingest", &source("extra.mbox")],
        &["tag", "two", "--query", "from:example"],
        &["views", "save", "first", "roof"],
        &["undo"],
        &["tag", "three", "--query", "is:message"],
    ]
    .into_iter()
    .enumerate()
    {
        run(args);
        match n {
            1 => drop(tags.insert("one".to_owned())),
            6 => drop(tags.insert("three".to_owned())),
            _ => {}
        }
        let items = Case::open(&root.join("case")).unwrap();
        let items = items.snapshot().generation.items.len();
        let (from, tags) = (read(&log).len(), tags.clone());
        dues.push(Due { from, items, tags });
    }
    let ops = read(&log);
    let mut states = 0;
    let few = cuts(&root, &ops, rounds(40, usize::MAX), |at, disk| {
        let due = dues.iter().rev().find(|d| d.from <= at);
        for mut loss in losses(at, rounds(2, 3)) {
            let left = folder();
            disk.fail(left.path(), &mut loss);
            opens(&left.path().join("case"), due, at);
            states += 1;
        }
    });
    println!("{} calls, {few} cuts, {states} states opened", ops.len());
}

/// Opens what is left: what was acknowledged is in it, and it can be worked with.
fn opens(root: &Path, due: Option<&Due>, at: usize) {
    let mut case = match Case::open(root) {
        Ok(case) => case,
        Err(CaseError::NoCase(_)) if due.is_none() => return,
        Err(e) => panic!("cut {at}: {e}"),
    };
    let snapshot = case.snapshot();
    if let Some(due) = due {
        let items = snapshot.generation.items.len();
        assert!(items >= due.items, "cut {at}: {items} of {}", due.items);
        let marks = snapshot.board.items().flat_map(|(_, marks)| &marks.tags);
        let tags: BTreeSet<String> = marks.map(|t| t.name.clone()).collect();
        assert!(tags.is_superset(&due.tags), "cut {at}: {tags:?}");
    }
    let mut marker = case.marker("mira").unwrap();
    let note = Act::Note {
        item: child::item(7),
        text: "after".to_owned(),
    };
    marker.act(note).unwrap();
    drop(marker);
    assert!(case.refresh().unwrap(), "cut {at}");
    for text in snapshot.generation.items.iter().take(3) {
        case.reader().text(text).unwrap();
    }
}
