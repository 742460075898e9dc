//! Handing over: two reviewers' journals, two releases, bags, reports and signatures.

use super::bench::{Bench, tree};
use serde_json::json;

#[test]
fn two_cases_of_two_authors_become_one_record() {
    let (one, two) = (Bench::with_case(), Bench::with_case());
    let item = one.items("id:roof.1@example.org").remove(0);
    one.out(&["tag", "altered", &item]);
    two.out(&["--as", "ben", "tag", "decoy", &item]);
    two.out(&["--as", "ben", "note", &item, "seen twice"]);
    let (a, b) = (one.path("case"), two.path("case"));
    assert_eq!(one.run(&["merge", b.to_str().unwrap()]).code, 0);
    assert_eq!(two.run(&["merge", a.to_str().unwrap()]).code, 0);
    assert_eq!(one.out(&["log", "--json"]), two.out(&["log", "--json"]));
    let due =
        json!([{"author": "ben", "verdict": "decoy"}, {"author": "mira", "verdict": "altered"}]);
    for bench in [&one, &two] {
        let conflicts = bench.json(&["conflicts"]);
        assert_eq!(conflicts.len(), 1);
        assert_eq!(conflicts[0]["item"], json!(item));
        assert_eq!(conflicts[0]["verdicts"], due);
    }
    // Ben's journal came by a merge: what Ben marks here goes into a new one.
    one.out(&["--as", "ben", "tag", "late", &item]);
    assert_eq!(one.run(&["verify"]).code, 0);
    two.out(&["merge", a.to_str().unwrap()]);
    assert_eq!(two.json(&["list", "tag:late"]).len(), 1);
    assert_eq!(two.run(&["merge", "/nowhere"]).code, 1);
}

#[test]
fn two_releases_are_told_apart_word_by_word() {
    let bench = Bench::new();
    let mail = |name: &str, id: &str, text: &str| {
        let head = "From: Ada <ada@example.org>\nDate: Fri, 21 Apr 2017 12:31:05 +0200\n";
        let bytes = format!("{head}Subject: {id}\nMessage-ID: <{id}@example.org>\n\n{text}\n");
        let path = bench.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    };
    mail("one/a.eml", "a", "We meet at the roof on Friday.");
    mail("two/a.eml", "a", "We meet at the roof on Friday.");
    mail(
        "one/b.eml",
        "b",
        "Please pay 40,000 EUR to the old account.",
    );
    mail(
        "two/b.eml",
        "b",
        "Please pay 90,000 EUR to the old account.",
    );
    mail("one/c.eml", "c", "Only here.");
    mail("two/d.eml", "d", "Only there.");
    bench.out(&["ingest", "one", "two"]);
    let found = bench.json(&["reconcile", "one", "two"]);
    let status: Vec<_> = found
        .iter()
        .map(|f| f["status"].as_str().unwrap())
        .collect();
    let mut sorted = status.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, ["different", "only-a", "only-b", "same"]);
    let different = found.iter().find(|f| f["status"] == "different").unwrap();
    assert_eq!(different["by"], json!("message-id"));
    let said = different["edits"].to_string();
    assert!(said.contains("40,000") && said.contains("90,000"), "{said}");
    let run = bench.run(&["reconcile", "one", "two"]);
    assert_eq!(run.code, 0);
    assert_eq!(run.err.trim(), "1 same, 1 different, 1 only-a, 1 only-b");
    assert_eq!(bench.run(&["reconcile", "one", "three"]).code, 1);
}

#[test]
fn bags_load_files_and_signatures_go_out_and_verify() {
    let bench = Bench::with_case();
    let files = |root: &str| {
        let inner = tree(&bench.path(root)).into_iter();
        inner
            .map(|(p, b)| (p.strip_prefix(bench.path(root)).unwrap().to_owned(), b))
            .filter(|(p, _)| !p.ends_with("run.txt"))
            .collect::<Vec<_>>()
    };
    for format in ["bagit", "dat"] {
        let twin = format!("{format}-twin");
        bench.out(&["export", format, "--format", format]);
        bench.out(&["export", &twin, "--format", format]);
        assert!(
            files(format) == files(&twin),
            "{format} differs from its twin"
        );
        let check = bench.run(&["verify", format]);
        assert_eq!(check.code, 0, "{}", check.text());
    }
    for root in ["bagit", "dat"] {
        for (path, bytes) in files(root) {
            let text = String::from_utf8_lossy(&bytes);
            let own = bench.path("").display().to_string();
            assert!(
                !text.contains(own.trim_end_matches('/')),
                "{}",
                path.display()
            );
        }
    }
    let run = bench.run(&["export", "no", "--format", "eml", "--redact", "bodies"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(!bench.path("no").exists());
}

#[test]
fn the_version_names_commit_lock_and_tables() {
    let out = Bench::new().out(&["--version"]);
    for word in ["commit", "lock", "checks", "classes", "weights"] {
        assert!(out.lines().any(|l| l.starts_with(word)), "{out}");
    }
}
