//! Every call that changes something on the disk fails once: the command says so or does without,
//! nothing dies, no acknowledged mark is lost, and the next command works.

use super::disk::read;
use super::shim::shim;
use super::{child, folder, rounds};
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use valla::store::annotations::{Journals, verify};

/// The calls that fail.
const KINDS: &[&str] = &["write", "short", "sync", "open", "rename", "truncate"];

/// Lets a command run with its call of a kind failing; `None` where it made fewer such calls.
fn with_failure(command: &mut Command, root: &Path, (kind, at): (&str, usize)) -> Option<Output> {
    let log = root.with_extension("log");
    let _ = fs::remove_file(&log);
    command
        .env("LD_PRELOAD", shim()?)
        .env("REC_LOG", &log)
        .env("REC_ROOT", root)
        .env("FAIL_KIND", kind)
        .env("FAIL_AT", at.to_string());
    let out = command.output().unwrap();
    let has_failed = read(&log).iter().any(super::disk::Op::is_failure);
    has_failed.then_some(out)
}

#[test]
fn a_session_bears_each_call_that_fails() {
    let mut told = Vec::new();
    for kind in KINDS {
        let (mut tried, mut refused) = (0, 0);
        for at in (0..).step_by(rounds(4, 1)) {
            let bench = folder();
            let root = bench.path().join("disk");
            fs::create_dir(&root).unwrap();
            let dir = root.join("annotations");
            let mut command = child::start(&dir, "Ada Example", 4, 0);
            let Some(out) = with_failure(&mut command, &root, (kind, at)) else {
                break;
            };
            let said = String::from_utf8_lossy(&out.stdout).into_owned();
            assert!(out.status.success(), "{kind} {at}: {said}");
            let acked = child::acks(&out.stdout);
            assert!(
                acked.len() == 4 || said.contains("refused"),
                "{kind} {at}: {said}"
            );
            tried += 1;
            refused += usize::from(said.contains("refused"));
            let mut session = child::open(&dir).unwrap();
            for hash in &acked {
                assert!(session.board().event(hash).is_some(), "{kind} {at}: {hash}");
            }
            let (item, text) = (child::item(9), "after".to_owned());
            session
                .append(valla::journal::Act::Note { item, text })
                .unwrap();
            drop(session);
            assert!(verify(&dir).unwrap().iter().all(|v| v.first_bad.is_none()));
        }
        told.push(format!("{kind} {tried} ({refused} refused)"));
    }
    println!("calls that failed once: {}", told.join(", "));
}

#[test]
fn an_ingest_and_a_mark_bear_each_call_that_fails() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/corpus");
    let corpus = corpus.join("inbox.mbox").display().to_string();
    let mut told = Vec::new();
    for kind in KINDS {
        let (mut tried, mut refused) = (0, 0);
        for at in (0..).step_by(rounds(9, 1)) {
            let bench = folder();
            let root = bench.path().join("disk");
            fs::create_dir(&root).unwrap();
            let mut ingest = valla(&root, &["ingest", &corpus]);
            let Some(out) = with_failure(&mut ingest, &root, (kind, at)) else {
                break;
            };
            tried += 1;
            refused += usize::from(!out.status.success());
            let said = String::from_utf8_lossy(&out.stderr).into_owned();
            let code = out.status.code().unwrap();
            assert!([0, 1, 3].contains(&code), "{kind} {at}: {said}");
            assert!(
                !said.contains("error in the program"),
                "{kind} {at}: {said}"
            );
            let again = valla(&root, &["ingest", &corpus]).output().unwrap();
            let said = String::from_utf8_lossy(&again.stderr).into_owned();
            assert!(again.status.success(), "{kind} {at}, again: {said}");
            let tag = ["tag", "hot", "--query", "roof"];
            let Some(out) = with_failure(&mut valla(&root, &tag), &root, (kind, at)) else {
                continue;
            };
            let dir = root.join("case/annotations");
            let marked = Journals::read_all(&dir).unwrap().board().items().count();
            let code = out.status.code().unwrap();
            assert!(
                code == 1 || (code == 0 && marked > 0),
                "{kind} {at}: {code}"
            );
            let done = valla(&root, &["verify"]).output().unwrap();
            assert!(done.status.success(), "{kind} {at}: {done:?}");
        }
        told.push(format!("{kind} {tried} ({refused} refused)"));
    }
    println!("calls of an ingest that failed once: {}", told.join(", "));
}

fn valla(root: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_valla"));
    command
        .args(args)
        .env_clear()
        .env("HOME", root.parent().unwrap())
        .env("PATH", "/usr/bin:/bin")
        .env("VALLA_CASE", root.join("case"))
        .env("VALLA_AUTHOR", "mira")
        .stdin(Stdio::null());
    command
}

#[test]
fn an_ingest_whose_last_note_fails_is_done_and_says_so() {
    let Some(library) = shim() else {
        return;
    };
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/corpus");
    let corpus = corpus.join("inbox.mbox").display().to_string();
    let bench = folder();
    let root = bench.path().join("disk");
    fs::create_dir(&root).unwrap();
    // The third time that case.toml is replaced the generation is in force already.
    let out = valla(&root, &["ingest", &corpus])
        .env("LD_PRELOAD", library)
        .env("REC_ROOT", &root)
        .env("FAIL_KIND", "rename")
        .env("FAIL_PATH", "case.toml")
        .env("FAIL_AT", "2")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    assert_eq!(out.status.code(), Some(3), "{said}");
    assert!(said.contains("run the ingest again"), "{said}");
    let listed = valla(&root, &["list"]).output().unwrap();
    assert!(!listed.stdout.is_empty());
    let again = valla(&root, &["ingest", &corpus]).output().unwrap();
    assert_eq!(again.status.code(), Some(0), "{again:?}");
    let verified = valla(&root, &["verify"]).output().unwrap();
    assert_eq!(verified.status.code(), Some(0), "{verified:?}");
}
