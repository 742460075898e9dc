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
    // Entered and not read: then it is said, wherever one looks.
    if bench.out(&["sources"]).contains("extra.mbox") {
        assert!(bench.out(&["status"]).contains("never read to its end"));
    }
    bench.run(&["ingest", &source("extra.mbox")]);
    assert!(!bench.out(&["status"]).contains("never read"));
    bench.out(&["undo"]);
    assert_eq!(answers(&bench), answers(&both));
}

#[test]
fn a_source_whose_first_ingest_was_stopped_is_said() {
    let bench = Bench::new();
    bench.run(&["ingest", &source("inbox.mbox")]);
    let file = bench.path("case/case.toml");
    let text = fs::read_to_string(&file).unwrap();
    let path = source("extra.mbox");
    let entry = format!(
        "\n[[source]]\nname = \"extra.mbox\"\npath = {path:?}\nreference = false\n\
         added_by = \"mira\"\nadded = \"2026-11-22T10:00:00Z\"\nunread = true\n"
    );
    fs::write(&file, text + &entry).unwrap();
    let said = "the source extra.mbox";
    let run = bench.run(&["verify"]);
    assert_eq!(run.code, 3, "{}", run.err);
    assert!(run.text().contains(said), "{}", run.text());
    assert!(bench.out(&["status"]).contains(said));
    assert_eq!(
        bench.json(&["status"])[0]["unread_sources"][0],
        "extra.mbox"
    );
    let run = bench.run(&["ingest", &source("inbox.mbox")]);
    assert!(run.err.contains(said), "{}", run.err);
    assert!(bench.out(&["sources"]).contains("not read yet"));
    let run = bench.run(&["ingest", &path]);
    assert!(!run.err.contains(said), "{}", run.err);
    assert_eq!(bench.run(&["verify"]).code, 0);
    assert_eq!(
        bench.json(&["status"])[0]["unread_sources"]
            .as_array()
            .unwrap()
            .len(),
        0
    );
}

#[test]
fn sources_of_one_name_are_named_alike_in_any_order() {
    let both = Bench::new();
    for folder in ["a", "b"] {
        fs::create_dir(both.path(folder)).unwrap();
    }
    fs::copy(source("inbox.mbox"), both.path("a/mail.mbox")).unwrap();
    fs::copy(source("extra.mbox"), both.path("b/mail.mbox")).unwrap();
    let mut seen = Vec::new();
    for order in [&["a", "b"][..], &["b", "a"]] {
        let paths = order
            .iter()
            .map(|f| both.path(f).join("mail.mbox").display().to_string());
        let paths: Vec<String> = paths.collect();
        for at_once in [false, true] {
            let bench = Bench::new();
            if at_once {
                bench.run(&["ingest", &paths[0], &paths[1]]);
            } else {
                bench.out(&["ingest", &paths[0]]);
                assert_eq!(bench.json(&["sources"])[0]["name"], "mail.mbox");
                let run = bench.run(&["ingest", &paths[1]]);
                let said = format!("mail.mbox is called {}-mail.mbox from now on", order[0]);
                assert!(run.err.contains(&said), "{}", run.err);
            }
            assert_eq!(bench.run(&["verify"]).code, 0);
            let item = bench.items("is:message")[0].clone();
            assert!(!bench.out(&["show", &item, "--raw"]).is_empty());
            let found = bench.items("source:b-mail.mbox");
            assert!(!found.is_empty());
            let names = bench.json(&["sources"]);
            let names: Vec<String> = names.iter().map(|s| s["name"].to_string()).collect();
            seen.push((answers(&bench), names, found));
            // Nothing is read twice for a name.
            let run = bench.run(&["ingest", &paths[0], &paths[1]]);
            assert!(run.err.contains("0 files read, 2 unchanged"), "{}", run.err);
        }
    }
    assert!(seen.windows(2).all(|w| w[0] == w[1]), "{seen:?}");
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
