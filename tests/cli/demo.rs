//! The demonstration without a terminal.

use super::bench::{Bench, acts_on_a_terminal};
use std::fs;

#[test]
fn the_demo_shows_planted_edits_and_how_to_go_on() {
    let bench = Bench::new();
    let first = bench.out(&["demo", "try"]);
    for words in [
        "14 850,00 EUR",
        "FR76 9912 0415 2200 0022 8410 742",
        "jeudi 6",
    ] {
        assert!(first.contains(words), "{words} in\n{first}");
    }
    assert!(first.ends_with("Open it: valla --case try\n"), "{first}");
    assert!(!acts_on_a_terminal(first.as_bytes()));
    let status = &bench.json(&["--case", "try", "status"])[0];
    assert_eq!(status["sources"], 5);
    assert_eq!(status["exceptions"], 0);
    assert_eq!(bench.out(&["demo", "try"]), first);
}

#[test]
fn a_demo_that_was_stopped_is_completed() {
    let whole = Bench::new();
    let expected = whole.out(&["demo", "try"]);
    let bench = Bench::new();
    bench.out(&["demo", "try"]);
    bench.out(&["--case", "try", "sources", "forget", "lemaire"]);
    fs::remove_file(bench.path("try/material/release-1/lemaire.mbox")).unwrap();
    assert_eq!(bench.out(&["demo", "try"]), expected);
}
