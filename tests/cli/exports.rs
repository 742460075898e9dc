//! Exports: byte-identical natives, manifests, nothing overwritten, checks that find what changed.

use super::bench::{Bench, tree};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

fn manifest(dir: &Path) -> Vec<Value> {
    let text = fs::read_to_string(dir.join("manifest.jsonl")).unwrap();
    text.lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect()
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .fold(String::new(), |out, b| format!("{out}{b:02x}"))
}

#[test]
fn every_format_goes_out_and_verifies() {
    let bench = Bench::with_case();
    let all = bench.json(&["list"]).len();
    for format in ["mbox", "eml", "csv", "jsonl", "hashes", "html"] {
        let run = bench.run(&["export", format, "--format", format]);
        assert_eq!(run.code, 0, "{format}: {}", run.err);
        let dir = bench.path(format);
        assert_eq!(manifest(&dir).len(), all, "{format}");
        let check = bench.run(&["verify", format]);
        assert_eq!(check.code, 0, "{format}: {}", check.text());
        let twin = format!("{format}-twin");
        bench.run(&["export", &twin, "--format", format]);
        let strip = |root: &str| -> Vec<(String, Vec<u8>)> {
            let files = tree(&bench.path(root)).into_iter();
            files
                .map(|(p, b)| (p.file_name().unwrap().to_string_lossy().into_owned(), b))
                .collect()
        };
        assert!(
            strip(format) == strip(&twin),
            "{format} differs from its twin"
        );
    }
}

#[test]
fn natives_bear_their_digest_as_name() {
    let bench = Bench::with_case();
    bench.out(&[
        "tag",
        "roof",
        "--query",
        "id:roof.1@example.org",
        "--family",
    ]);
    bench.out(&["export", "out", "--format", "eml", "--tag", "roof"]);
    let files = tree(&bench.path("out"));
    let natives: Vec<_> = files
        .iter()
        .filter(|(p, _)| p.file_stem().unwrap().len() == 64)
        .collect();
    assert_eq!(natives.len(), 3);
    for (path, bytes) in natives {
        assert_eq!(path.file_stem().unwrap().to_string_lossy(), hex(bytes));
    }
    for row in manifest(&bench.path("out")) {
        assert_eq!(row["tags"], json!(["roof"]));
        assert!(row["notes"].is_array() && row["file"].is_string());
    }
}

#[test]
fn families_come_along_when_asked() {
    let bench = Bench::with_case();
    let query = ["--query", "id:pdf.2@example.org"];
    bench.out(&[&["export", "a", "--format", "eml"], &query[..]].concat());
    bench.out(
        &[
            &["export", "b", "--format", "eml", "--families"],
            &query[..],
        ]
        .concat(),
    );
    assert_eq!(manifest(&bench.path("a")).len(), 1);
    assert_eq!(manifest(&bench.path("b")).len(), 2);
}

#[test]
fn an_mbox_export_ingests_to_the_same_items() {
    let bench = Bench::with_case();
    // A message inside another one may lack the line end that a mailbox asks for.
    bench.out(&[
        "export",
        "out",
        "--format",
        "mbox",
        "--query",
        "NOT id:inner.1@example.org",
    ]);
    fs::copy(bench.path("out/messages.mbox"), bench.path("again.mbox")).unwrap();
    let run = bench.run(&["ingest", "--case", "second", "again.mbox"]);
    assert!([0, 3].contains(&run.code), "{}", run.err);
    let ids = |case: &str| -> Vec<String> {
        let mut all: Vec<String> = bench
            .json(&["list", "is:message", "--case", case])
            .iter()
            .map(|i| i["item"].as_str().unwrap().to_owned())
            .collect();
        all.sort();
        all
    };
    assert_eq!(ids("case"), ids("second"));
}

#[test]
fn nothing_is_overwritten() {
    let bench = Bench::with_case();
    fs::create_dir(bench.path("full")).unwrap();
    fs::write(bench.path("full/mine"), "x").unwrap();
    fs::write(bench.path("file"), "x").unwrap();
    std::os::unix::fs::symlink(bench.path("full"), bench.path("link")).unwrap();
    for dest in ["full", "file", "link"] {
        let run = bench.run(&["export", dest, "--format", "eml"]);
        assert_eq!(run.code, 1, "{dest}: {}", run.err);
        assert!(run.err.contains(dest), "{}", run.err);
    }
    assert_eq!(tree(&bench.path("full")).len(), 1);
    fs::create_dir(bench.path("empty")).unwrap();
    assert_eq!(bench.run(&["export", "empty", "--format", "csv"]).code, 0);
}

#[test]
fn a_dry_run_and_an_empty_selection_write_nothing() {
    let bench = Bench::with_case();
    let run = bench.run(&["export", "out", "--format", "eml", "--dry-run"]);
    assert_eq!(run.code, 0);
    assert!(run.err.contains("items as eml"), "{}", run.err);
    let run = bench.run(&["export", "out", "--format", "eml", "--tag", "none"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(!bench.path("out").exists());
}

#[test]
fn verify_names_what_changed_in_an_export() {
    let bench = Bench::with_case();
    bench.out(&["export", "out", "--format", "eml"]);
    let rows = manifest(&bench.path("out"));
    let file = |at: usize| rows[at]["file"].as_str().unwrap().to_owned();
    fs::remove_file(bench.path("out").join(file(0))).unwrap();
    fs::write(bench.path("out").join(file(1)), "changed").unwrap();
    fs::write(bench.path("out/extra"), "x").unwrap();
    let run = bench.run(&["verify", "out"]);
    assert_eq!(run.code, 3);
    let text = run.text();
    for line in [
        format!("missing     {}", file(0)),
        format!("altered     {}", file(1)),
        "extra       extra".to_owned(),
    ] {
        assert!(text.contains(&line), "{line} in {text}");
    }
    assert_eq!(bench.run(&["verify", "nowhere"]).code, 1);
}

#[test]
fn a_source_that_is_gone_leaves_the_facts() {
    let bench = Bench::new();
    let path = bench.path("box.mbox");
    fs::copy(super::bench::source("inbox.mbox"), &path).unwrap();
    bench.run(&["ingest", "box.mbox"]);
    fs::remove_file(&path).unwrap();
    let run = bench.run(&["export", "out", "--format", "eml"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("could not be read again"), "{}", run.err);
    assert!(manifest(&bench.path("out"))[0]["error"].is_string());
    assert_eq!(bench.run(&["verify", "out"]).code, 0);
}
