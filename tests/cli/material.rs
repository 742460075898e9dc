//! Ingest: the accounting law, running again, order of sources, what is skipped.

use super::bench::{Bench, corpus, source, tree};
use serde_json::{Value, json};
use std::fs;

#[test]
fn everything_found_is_an_item_or_an_exception() {
    let bench = Bench::with_case();
    let mut paths: Vec<String> = Vec::new();
    for item in bench.json(&["list"]) {
        for place in item["locations"].as_array().unwrap() {
            paths.push(place["path"].as_str().unwrap().to_owned());
        }
    }
    for e in bench.json(&["exceptions"]) {
        paths.push(e["path"].as_str().unwrap().to_owned());
    }
    for file in tree(&corpus()).keys() {
        let name = file.strip_prefix(corpus()).unwrap().display().to_string();
        assert!(
            paths.iter().any(|p| p.ends_with(&name)),
            "{name} is not accounted for"
        );
    }
}

#[test]
fn the_bytes_of_a_mailbox_are_ranges_with_nothing_but_separators_between() {
    let bench = Bench::with_case();
    let mailbox = fs::read(source("inbox.mbox")).unwrap();
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for item in bench.json(&["list"]) {
        for place in item["locations"].as_array().unwrap() {
            let path = place["path"].as_str().unwrap();
            if let (true, Some(offset)) = (path.ends_with("inbox.mbox"), place["offset"].as_u64()) {
                ranges.push((offset as usize, place["length"].as_u64().unwrap() as usize));
            }
        }
    }
    ranges.sort_unstable();
    assert_eq!(ranges.len(), 9);
    let mut at = 0;
    for (offset, length) in ranges {
        let gap = String::from_utf8(mailbox[at..offset].to_vec()).unwrap();
        let rest = gap.trim_start_matches('\n');
        assert!(
            rest.starts_with("From mira@") && rest.lines().count() == 1,
            "{gap:?}"
        );
        at = offset + length;
    }
    assert_eq!(&mailbox[at..], b"\n");
}

/// Gives everything that must not depend on the order of ingest.
fn answers(bench: &Bench) -> Vec<String> {
    ["list", "threads", "groups", "findings"]
        .iter()
        .map(|c| bench.out(&[c, "--json"]))
        .collect()
}

#[test]
fn the_order_of_ingest_changes_nothing() {
    let (a, b) = (source("inbox.mbox"), source("extra.mbox"));
    let orders: [&[&[&str]]; 4] = [
        &[&[&a, &b]],
        &[&[&b, &a]],
        &[&[&a], &[&b]],
        &[&[&b], &[&a], &[&a, &b]],
    ];
    let mut all = Vec::new();
    for runs in orders {
        let bench = Bench::new();
        for sources in runs {
            let run = bench.run(&[&["ingest"], *sources].concat());
            assert_eq!(run.code, 0, "{}", run.err);
        }
        all.push(answers(&bench));
    }
    for other in &all[1..] {
        assert_eq!(*other, all[0]);
    }
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let all: Vec<Vec<String>> = ["1", "2", "7"]
        .iter()
        .map(|jobs| {
            let bench = Bench::new();
            bench.run(&["ingest", "--jobs", jobs, &source("")]);
            answers(&bench)
        })
        .collect();
    assert_eq!(all[0], all[1]);
    assert_eq!(all[0], all[2]);
}

#[test]
fn run_again_nothing_is_new() {
    let bench = Bench::with_case();
    let before = answers(&bench);
    let run = bench.run(&["ingest", &source("")]);
    assert!(run.err.contains("0 items new"), "{}", run.err);
    assert_eq!(answers(&bench), before);
    bench.run(&["ingest", "--check", &source("")]);
    assert_eq!(answers(&bench), before);
}

#[test]
fn a_mailbox_that_grew_is_as_if_read_at_once() {
    let bench = Bench::new();
    let whole = fs::read(source("inbox.mbox")).unwrap();
    let cut = whole
        .windows(12)
        .rposition(|w| w == b"From mira@ex")
        .unwrap();
    let path = bench.path("grows.mbox");
    fs::write(&path, &whole[..cut]).unwrap();
    let name = path.display().to_string();
    assert_eq!(bench.run(&["ingest", &name]).code, 0);
    assert_eq!(bench.json(&["status"])[0]["messages"], 8);
    fs::write(&path, &whole).unwrap();
    assert_eq!(bench.run(&["ingest", &name]).code, 0);
    assert_eq!(bench.json(&["status"])[0]["messages"], 9);
    let grown = answers(&bench);
    let fresh = Bench::new();
    fs::write(fresh.path("grows.mbox"), &whole).unwrap();
    fresh.run(&["ingest", &fresh.path("grows.mbox").display().to_string()]);
    assert_eq!(answers(&fresh), grown);
}

#[test]
fn sources_are_never_written() {
    let bench = Bench::new();
    let before = tree(&corpus());
    bench.run(&["ingest", &source("")]);
    let item = bench.item("id:roof.2@example.org");
    bench.run(&["tag", "hot", &item]);
    bench.run(&["export", "out", "--format", "mbox"]);
    bench.run(&["verify"]);
    assert!(tree(&corpus()) == before);
}

#[test]
fn a_source_keeps_what_was_said_of_it() {
    let bench = Bench::new();
    let extra = source("extra.mbox");
    let args = [
        "ingest",
        "--name",
        "drop2",
        "--custodian",
        "lena",
        "--note",
        "by post",
    ];
    assert_eq!(
        bench
            .run(&[&args[..], &["--reference", &extra]].concat())
            .code,
        0
    );
    let found = &bench.json(&["sources"])[0];
    for (field, expected) in [
        ("name", json!("drop2")),
        ("custodian", json!("lena")),
        ("note", json!("by post")),
        ("reference", json!(true)),
        ("added_by", json!("mira")),
        ("files", json!(1)),
    ] {
        assert_eq!(found[field], expected, "{field}");
    }
    assert_eq!(
        bench.json(&["list"])[0]["locations"][0]["custodian"],
        "lena"
    );
}

#[test]
fn a_source_moves_when_its_digests_agree_and_is_forgotten_with_marks_kept() {
    let bench = Bench::new();
    let (old, new) = (bench.path("old.mbox"), bench.path("new.mbox"));
    fs::copy(source("inbox.mbox"), &old).unwrap();
    let name = old.display().to_string();
    bench.run(&["ingest", "--name", "drop", &name]);
    let item = bench.item("id:roof.2@example.org");
    assert_eq!(bench.run(&["tag", "hot", &item]).code, 0);
    fs::rename(&old, &new).unwrap();
    let gone = bench.run(&["show", &item, "--raw"]);
    assert_eq!(gone.code, 1, "{}", gone.err);
    fs::write(
        bench.path("other.mbox"),
        "From x Fri Apr 21 10:31:05 2017\nA: b\nC: d\n",
    )
    .unwrap();
    assert_eq!(
        bench.run(&["sources", "move", "drop", "other.mbox"]).code,
        1
    );
    let moved = bench.run(&["sources", "move", "drop", &new.display().to_string()]);
    assert_eq!(moved.code, 0, "{}", moved.err);
    assert_eq!(bench.run(&["show", &item, "--raw"]).code, 0);
    assert_eq!(bench.run(&["sources", "forget", "nosuch"]).code, 1);
    assert_eq!(bench.run(&["sources", "forget", "drop"]).code, 0);
    assert_eq!(bench.json(&["list"]), Vec::<Value>::new());
    bench.run(&["ingest", &new.display().to_string()]);
    assert_eq!(bench.items("tag:hot"), [item]);
}

#[test]
fn a_case_and_an_export_below_a_source_are_skipped() {
    let bench = Bench::with_case();
    bench.run(&["export", "out", "--format", "eml"]);
    let dir = bench.path("mixed");
    fs::create_dir(&dir).unwrap();
    fs::rename(bench.path("out"), dir.join("out")).unwrap();
    fs::copy(source("extra.mbox"), dir.join("extra.mbox")).unwrap();
    let other = dir.join("case").display().to_string();
    bench.run(&["ingest", "--case", &other, &source("inbox.mbox")]);
    let run = bench.run(&["ingest", "--case", "second", &dir.display().to_string()]);
    assert!(run.err.contains("skipped"), "{}", run.err);
    let status = &bench.json(&["status", "--case", "second"])[0];
    assert_eq!(status["messages"], 3);
}
