//! Runs that are stopped half-way, and damage that is found.

use super::bench::{Bench, source};
use std::fs;
use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;

fn answers(bench: &Bench) -> Vec<String> {
    ["list", "threads", "groups"]
        .iter()
        .map(|c| bench.out(&[c, "--json"]))
        .collect()
}

#[test]
fn an_ingest_that_is_killed_is_completed_by_the_next() {
    let whole = Bench::with_case();
    let expected = answers(&whole);
    for wait_ms in [0, 2, 5, 10, 20, 40, 80] {
        let bench = Bench::new();
        let mut child = bench
            .command(&["ingest", &source("")])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        sleep(Duration::from_millis(wait_ms));
        child.kill().unwrap();
        child.wait().unwrap();
        let run = bench.run(&["ingest", &source("")]);
        assert!(
            [0, 3].contains(&run.code),
            "after {wait_ms} ms: {}",
            run.err
        );
        assert_eq!(answers(&bench), expected, "after {wait_ms} ms");
    }
}

#[test]
fn a_kill_between_two_ingests_loses_nothing() {
    let both = Bench::new();
    both.run(&["ingest", &source("inbox.mbox"), &source("extra.mbox")]);
    let bench = Bench::new();
    bench.run(&["ingest", &source("inbox.mbox")]);
    let item = bench.item("id:roof.2@example.org");
    bench.out(&["tag", "hot", &item]);
    let mut child = bench
        .command(&["ingest", &source("extra.mbox")])
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    sleep(Duration::from_millis(3));
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(bench.items("tag:hot"), [item]);
    bench.run(&["ingest", &source("extra.mbox")]);
    bench.out(&["undo"]);
    assert_eq!(answers(&bench), answers(&both));
}

#[test]
fn verify_finds_a_source_that_changed() {
    let bench = Bench::new();
    fs::copy(source("inbox.mbox"), bench.path("box.mbox")).unwrap();
    bench.run(&["ingest", "box.mbox"]);
    let run = bench.run(&["verify"]);
    assert_eq!(run.code, 0, "{}{}", run.text(), run.err);
    let mut bytes = fs::read(bench.path("box.mbox")).unwrap();
    let at = bytes.windows(6).position(|w| w == b"12 500").unwrap();
    bytes[at] = b'9';
    fs::write(bench.path("box.mbox"), bytes).unwrap();
    let run = bench.run(&["verify"]);
    assert_eq!(run.code, 3, "{}", run.err);
    assert!(run.text().contains("box.mbox"), "{}", run.text());
}

#[test]
fn verify_finds_a_changed_journal_row_and_repair_makes_the_stores_again() {
    let bench = Bench::with_case();
    let item = bench.item("id:roof.2@example.org");
    bench.out(&["tag", "hot", &item]);
    bench.out(&["tag", "cold", &item]);
    let folder = fs::read_dir(bench.path("case/annotations"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    fs::remove_dir_all(folder.join("sled")).unwrap();
    let run = bench.run(&["repair"]);
    assert!([0, 3].contains(&run.code), "{}", run.err);
    assert_eq!(bench.items("tag:hot"), std::slice::from_ref(&item));
    assert_eq!(bench.run(&["verify"]).code, 0);
    let journal = folder.join("journal.jsonl");
    let text = fs::read_to_string(&journal)
        .unwrap()
        .replace("\"hot\"", "\"not\"");
    fs::write(&journal, text).unwrap();
    let run = bench.run(&["verify"]);
    assert_eq!(run.code, 3, "{}{}", run.text(), run.err);
    assert!(run.text().contains("journal.jsonl"), "{}", run.text());
}
