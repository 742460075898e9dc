//! The real binary killed while it marks: what it said to be done stays done, wherever the case
//! lies and whatever is made again.

use super::bench::{Bench, source};
use std::fs;
use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;

/// A stream of numbers that is the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % most
    }
}

fn tags_of(bench: &Bench, item: &str) -> Vec<String> {
    let shown = bench.json(&["show", item]);
    let tags = shown[0]["tags"].as_array().unwrap();
    tags.iter()
        .map(|t| t.as_str().unwrap().to_owned())
        .collect()
}

/// Runs a marking command that may be killed; true where it said that all is done.
fn marks(bench: &Bench, dice: &mut Dice, args: &[&str], most_ms: u64) -> bool {
    let mut child = bench
        .command(args)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    sleep(Duration::from_micros(dice.below(most_ms * 1000)));
    let ended = child.try_wait().unwrap();
    child.kill().unwrap();
    let status = child.wait().unwrap();
    ended.is_some() && status.success()
}

#[test]
fn no_mark_of_a_command_that_ended_well_is_lost() {
    let bench = Bench::with_case();
    let items = bench.items("is:message");
    let rounds = if std::env::var_os("VALLA_LONG").is_some() {
        1000
    } else {
        100
    };
    // How long one mark takes here, so that kills fall all over it; a machine that has more to do
    // later takes longer.
    let start = std::time::Instant::now();
    bench.out(&["tag", "first", &items[0]]);
    let mut most_ms = start.elapsed().as_millis() as u64 * 2 + 20;
    let mut dice = Dice(3);
    let mut done: Vec<(String, String)> = vec![(items[0].clone(), "first".into())];
    let mut killed = 0;
    for round in 0..rounds {
        let item = &items[dice.below(items.len() as u64) as usize];
        let tag = format!("t{round}");
        if marks(&bench, &mut dice, &["tag", &tag, item], most_ms) {
            done.push((item.clone(), tag));
            most_ms -= most_ms / 32;
        } else {
            killed += 1;
            most_ms += most_ms / 32 + 1;
        }
        if round % 25 == 24 {
            hold(&bench, &done);
        }
    }
    assert!(
        killed > rounds / 10 && done.len() > rounds / 10,
        "{killed} {}",
        done.len()
    );
    assert_eq!(bench.run(&["verify"]).code, 0);

    // The index is made again; the case moves; the marks stay.
    fs::remove_dir_all(bench.path("case/index")).unwrap();
    let run = bench.run(&["ingest", &source("")]);
    assert!([0, 3].contains(&run.code), "{}", run.err);
    hold(&bench, &done);
    fs::rename(bench.path("case"), bench.path("elsewhere")).unwrap();
    let moved = bench.path("elsewhere").display().to_string();
    let listed = bench.json(&["--case", &moved, "list", "tag:first"]);
    assert_eq!(listed.len(), 1);
    bench.out(&["--case", &moved, "tag", "moved", &items[0]]);
    fs::rename(bench.path("elsewhere"), bench.path("case")).unwrap();
    hold(&bench, &done);
}

fn hold(bench: &Bench, done: &[(String, String)]) {
    let listed = bench.json(&["list"]);
    for (item, tag) in done {
        let found = listed.iter().find(|i| i["item"] == *item).unwrap();
        let tags = found["tags"].as_array().unwrap();
        assert!(tags.iter().any(|t| t == tag), "{tag} is lost: {tags:?}");
    }
}

#[test]
fn undo_is_one_step_whatever_was_killed() {
    let bench = Bench::with_case();
    let item = bench.item("id:roof.2@example.org");
    let mut dice = Dice(5);
    for round in 0..15 {
        bench.out(&["tag", "sure", &item]);
        marks(&bench, &mut dice, &["undo"], 60);
        // Killed before, within or after: the tag is there or it is not, and one more undo of what
        // stands leaves none.
        if tags_of(&bench, &item).contains(&"sure".to_owned()) {
            bench.out(&["undo"]);
        }
        assert_eq!(
            tags_of(&bench, &item),
            Vec::<String>::new(),
            "round {round}"
        );
    }
    assert_eq!(bench.run(&["verify"]).code, 0);
}

#[test]
fn reading_goes_on_beside_a_session_that_marks() {
    let bench = Bench::with_case();
    let item = bench.item("id:roof.2@example.org");
    bench.out(&["tag", "hot", &item]);
    let held = fs::read_dir(bench.path("case/annotations")).unwrap();
    let folder = held.flatten().next().unwrap().path();
    // What an open session of the same author holds.
    let journal = fs::File::open(folder.join("journal.jsonl")).unwrap();
    journal.lock().unwrap();
    assert_eq!(bench.items("tag:hot"), std::slice::from_ref(&item));
    bench.out(&["tag", "second", &item]);
    assert_eq!(tags_of(&bench, &item), ["hot", "second"]);
    let folders = fs::read_dir(bench.path("case/annotations")).unwrap();
    assert_eq!(folders.count(), 2, "a journal of its own");
    journal.unlock().unwrap();
    bench.out(&["undo"]);
    assert_eq!(tags_of(&bench, &item), ["hot"]);
    assert_eq!(bench.run(&["verify"]).code, 0);
}
