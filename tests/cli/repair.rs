//! Repair: stores from journals, the index from the sources, and the old index where one is gone.

use super::bench::{Bench, source};
use std::fs;
use std::path::PathBuf;

fn answers(bench: &Bench) -> Vec<String> {
    ["list", "threads", "groups", "findings"]
        .iter()
        .map(|c| bench.out(&[c, "--json"]))
        .collect()
}

/// Gives the first folder of the index whose name begins so.
fn part(bench: &Bench, kind: &str) -> PathBuf {
    let all = fs::read_dir(bench.path("case/index")).unwrap();
    let mut names = all.map(|e| e.unwrap().path());
    let named = |p: &PathBuf| p.file_name().unwrap().to_string_lossy().starts_with(kind);
    names.find(named).unwrap()
}

#[test]
fn whatever_is_damaged_in_the_index_it_is_made_again_and_marks_stay() {
    let bench = Bench::with_case();
    let item = bench.item("id:roof.2@example.org");
    bench.out(&["tag", "hot", &item]);
    let expected = answers(&bench);
    let harms: [&dyn Fn(); 4] = [
        &|| fs::write(bench.path("case/index/CURRENT"), "garbage").unwrap(),
        &|| fs::remove_dir_all(part(&bench, "gen-")).unwrap(),
        &|| fs::write(part(&bench, "gen-").join("items"), [9; 40]).unwrap(),
        &|| fs::write(part(&bench, "seg-").join("rows"), [2; 40]).unwrap(),
    ];
    for harm in harms {
        harm();
        let run = bench.run(&["repair"]);
        assert_eq!(run.code, 0, "{}{}", run.text(), run.err);
        let said = run.text();
        assert!(said.contains("index: could not be read"), "{said}");
        assert!(said.contains("store: it agreed with the journal"), "{said}");
        assert_eq!(answers(&bench), expected);
        assert_eq!(bench.items("tag:hot"), std::slice::from_ref(&item));
    }
    fs::remove_dir_all(bench.path("case/index")).unwrap();
    assert_eq!(bench.run(&["repair"]).code, 0);
    assert_eq!(answers(&bench), expected);
}

#[test]
fn a_damaged_index_says_that_repair_mends_it() {
    let bench = Bench::with_case();
    fs::remove_dir_all(part(&bench, "gen-")).unwrap();
    let run = bench.run(&["list"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("valla repair"), "{}", run.err);
}

#[test]
fn the_old_index_stays_where_a_source_is_not_there() {
    let bench = Bench::new();
    let (here, away) = (bench.path("box.mbox"), bench.path("away.mbox"));
    fs::copy(source("inbox.mbox"), &here).unwrap();
    bench.run(&["ingest", "box.mbox", &source("extra.mbox")]);
    let expected = answers(&bench);
    fs::rename(&here, &away).unwrap();
    let run = bench.run(&["repair"]);
    assert_eq!(run.code, 3, "{}", run.err);
    let said = run.text();
    assert!(said.contains("the source box.mbox is not at"), "{said}");
    assert_eq!(answers(&bench), expected);
    bench.out(&["sources", "move", "box.mbox", &away.display().to_string()]);
    assert_eq!(bench.run(&["repair"]).code, 0);
    assert_eq!(answers(&bench), expected);
    // Under its new name it is still the same source.
    let run = bench.run(&["ingest", "away.mbox"]);
    assert!(run.err.contains("0 files read, 1 unchanged"), "{}", run.err);
    assert_eq!(answers(&bench), expected);
}

#[test]
fn the_old_index_stays_where_a_file_went_from_a_folder() {
    let bench = Bench::new();
    let folder = bench.path("mail");
    fs::create_dir(&folder).unwrap();
    fs::copy(source("inbox.mbox"), folder.join("a.mbox")).unwrap();
    fs::copy(source("extra.mbox"), folder.join("b.mbox")).unwrap();
    bench.run(&["ingest", "mail"]);
    let expected = answers(&bench);
    fs::remove_file(folder.join("b.mbox")).unwrap();
    let run = bench.run(&["repair"]);
    assert_eq!(run.code, 3, "{}", run.err);
    assert!(run.text().contains("b.mbox is gone"), "{}", run.text());
    assert_eq!(answers(&bench), expected);
}

#[test]
fn a_source_that_changed_is_said() {
    let bench = Bench::new();
    fs::copy(source("inbox.mbox"), bench.path("box.mbox")).unwrap();
    bench.run(&["ingest", "box.mbox"]);
    fs::copy(source("extra.mbox"), bench.path("box.mbox")).unwrap();
    let run = bench.run(&["repair"]);
    assert_eq!(run.code, 3, "{}", run.err);
    let said = run.text();
    assert!(said.contains("box.mbox is not what was ingested"), "{said}");
}
