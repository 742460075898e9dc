//! Tags, verdicts, notes, undo and the log.

use super::bench::Bench;
use serde_json::{Value, json};
use std::io::Write;
use std::process::Stdio;

#[test]
fn a_tag_is_there_until_it_is_taken_back() {
    let bench = Bench::with_case();
    let item = bench.item("id:roof.2@example.org");
    bench.out(&["tag", "Hot", &item[..10]]);
    assert_eq!(bench.items("tag:hot"), std::slice::from_ref(&item));
    assert_eq!(bench.json(&["status"])[0]["tagged"], 1);
    let shown = &bench.json(&["show", &item])[0];
    assert_eq!(shown["tags"], json!(["hot"]));
    bench.out(&["undo"]);
    assert!(bench.items("tag:hot").is_empty());
    let run = bench.run(&["undo"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("nothing to take back"), "{}", run.err);
}

#[test]
fn a_verdict_is_one_an_author() {
    let bench = Bench::with_case();
    let item = bench.item("id:roof.2@example.org");
    bench.out(&["tag", "altered", &item]);
    bench.out(&["tag", "authentic", &item]);
    bench.out(&["--as", "ana", "tag", "decoy", &item]);
    let shown = &bench.json(&["show", &item])[0];
    assert_eq!(
        shown["verdicts"],
        json!([{"author": "ana", "verdict": "decoy"}, {"author": "mira", "verdict": "authentic"}])
    );
    assert_eq!(
        bench.items("verdict:authentic"),
        std::slice::from_ref(&item)
    );
    assert!(bench.items("verdict:altered").is_empty());
    assert_eq!(bench.items("tag:authentic").len(), 1);
    bench.out(&["undo"]);
    let shown = &bench.json(&["show", &item])[0];
    assert_eq!(shown["verdicts"][1]["verdict"], "altered");
    bench.out(&["untag", "altered", &item]);
    let shown = &bench.json(&["show", &item])[0];
    assert_eq!(
        shown["verdicts"],
        json!([{"author": "ana", "verdict": "decoy"}])
    );
}

#[test]
fn an_author_takes_back_only_their_own() {
    let bench = Bench::with_case();
    let item = bench.item("id:roof.2@example.org");
    bench.out(&["tag", "hot", &item]);
    assert_eq!(bench.run(&["--as", "ana", "undo"]).code, 1);
    assert_eq!(bench.items("tag:hot").len(), 1);
}

#[test]
fn a_bulk_act_says_the_numbers_and_is_one_event() {
    let bench = Bench::with_case();
    let before = bench.json(&["log"]).len();
    let run = bench.run(&[
        "tag",
        "roof",
        "--query",
        "id:roof.1@example.org",
        "--family",
    ]);
    assert_eq!(run.code, 0);
    assert!(run.err.contains("2 items, 1 more by family"), "{}", run.err);
    assert_eq!(bench.items("tag:roof").len(), 3);
    let rows = bench.json(&["log"]);
    let acts: Vec<&Value> = rows[before..]
        .iter()
        .filter(|r| r["event"] == "tag")
        .collect();
    assert_eq!(acts.len(), 1, "{rows:?}");
    bench.out(&["undo"]);
    assert!(bench.items("tag:roof").is_empty());
}

#[test]
fn what_belongs_together_is_taken_along() {
    let bench = Bench::with_case();
    let reply = bench.item("id:roof.2@example.org");
    bench.out(&["tag", "t", &reply, "--thread"]);
    assert_eq!(bench.items("tag:t").len(), 5);
    let root = &bench.items("id:roof.1@example.org")[0];
    bench.out(&["tag", "c", root, "--copies"]);
    assert_eq!(bench.items("tag:c").len(), 2);
    let pdf = bench.item("filename:quotation.pdf");
    bench.out(&["tag", "f", &pdf, "--family"]);
    assert_eq!(bench.items("tag:f").len(), 4);
}

#[test]
fn notes_are_kept_in_order_and_come_from_stdin_too() {
    let bench = Bench::with_case();
    let item = bench.item("id:roof.2@example.org");
    bench.out(&["note", &item, "the sum differs"]);
    let mut child = bench
        .command(&["note", &item, "-"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(b"two\nlines\n")
        .unwrap();
    assert!(child.wait_with_output().unwrap().status.success());
    let notes = &bench.json(&["show", &item])[0]["notes"];
    assert_eq!(notes[0]["text"], "the sum differs");
    assert_eq!(notes[1]["text"], "two\nlines");
    assert_eq!(notes[0]["author"], "mira");
    assert_eq!(bench.run(&["note", &item, "  "]).code, 2);
}

#[test]
fn tags_are_counted_and_bad_names_refused() {
    let bench = Bench::with_case();
    bench.out(&["tag", "seen", "--query", "is:message"]);
    let tags = bench.json(&["tags"]);
    assert_eq!(tags[0]["tag"], "seen");
    assert_eq!(tags[0]["items"], 17);
    for bad in ["", "a\u{1b}b", "a\u{202e}b", &"x".repeat(200)] {
        assert_eq!(bench.run(&["tag", bad, "--query", ""]).code, 2, "{bad:?}");
    }
    let run = bench.run(&["tag", "none", "--query", "nosuchword"]);
    assert_eq!(run.code, 0);
    assert!(run.err.contains("no item matches"), "{}", run.err);
}

#[test]
fn the_log_is_a_chain_in_lamport_order() {
    let bench = Bench::with_case();
    let item = bench.item("id:roof.2@example.org");
    bench.out(&["tag", "hot", &item]);
    bench.out(&["--as", "ana", "note", &item, "why"]);
    bench.out(&["undo"]);
    let rows = bench.json(&["log"]);
    let lamports: Vec<u64> = rows
        .iter()
        .map(|r| r["lamport"].as_u64().unwrap())
        .collect();
    assert!(lamports.is_sorted(), "{lamports:?}");
    for row in &rows {
        for field in ["seq", "lamport", "time", "author", "event", "prev", "hash"] {
            assert!(!row[field].is_null(), "{field} in {row}");
        }
    }
    let kinds: Vec<&str> = rows.iter().map(|r| r["event"].as_str().unwrap()).collect();
    assert!(
        kinds.contains(&"undo") && kinds.contains(&"note"),
        "{kinds:?}"
    );
    assert!(bench.out(&["log"]).contains("ana"));
}

#[test]
fn marks_survive_a_lost_index() {
    let bench = Bench::with_case();
    let item = bench.item("id:roof.2@example.org");
    bench.out(&["tag", "hot", &item]);
    std::fs::remove_dir_all(bench.path("case/index")).unwrap();
    assert_eq!(bench.run(&["tags"]).code, 0);
    let run = bench.run(&["ingest", &super::bench::source("")]);
    assert!([0, 3].contains(&run.code), "{}", run.err);
    assert_eq!(bench.items("tag:hot"), [item]);
}

#[test]
fn a_wish_to_read_only_is_kept() {
    let bench = Bench::with_case();
    let item = bench.item("id:roof.2@example.org");
    bench.out(&["tag", "hot", &item]);
    for words in [
        &["tag", "cold", &item][..],
        &["note", &item, "seen"],
        &["undo"],
    ] {
        let run = bench.run(&[&["--read-only"], words].concat());
        assert_eq!(run.code, 1, "{words:?}");
        assert!(run.err.contains("read-only"), "{}", run.err);
    }
    assert_eq!(bench.items("tag:hot").len(), 1);
    assert!(bench.items("tag:cold").is_empty());
}
