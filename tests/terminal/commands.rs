//! Every command on a terminal, and every way to be refused with hostile words.

use super::pty::Pty;
use super::strip::foreign;
use super::{BAD, home};
use std::fs;
use std::path::Path;
use std::process::Command;

/// Runs a command on a terminal; gives its exit code and what it wrote.
fn run(home: &Path, args: &[&str], env: &[(&str, &str)]) -> (u32, String) {
    let mut pty = Pty::open(args, home, env, (200, 50));
    let (code, bytes) = pty.end();
    assert_eq!(foreign(&bytes), Vec::<String>::new(), "{args:?}");
    (code, String::from_utf8_lossy(&bytes).into_owned())
}

fn items(home: &Path) -> Vec<String> {
    let listed = Command::new(super::pty::VALLA)
        .args(["list", "--json", "--case", "case"])
        .current_dir(home)
        .env("HOME", home)
        .output()
        .unwrap();
    let text = String::from_utf8(listed.stdout).unwrap();
    let digest = |line: &str| Some(line.split("\"item\":\"").nth(1)?.get(..64)?.to_owned());
    text.lines().filter_map(digest).collect()
}

#[test]
fn no_command_passes_anything_on() {
    let home = home();
    let home = home.path();
    let items = items(home);
    assert!(items.len() >= 6, "{items:?}");
    let (a, b) = (items[0].as_str(), items[1].as_str());
    let mut all = String::new();
    for args in [
        &["note", a, BAD][..],
        &["tag", "altered", b],
        &["list"],
        &["list", "--json"],
        &["threads"],
        &["threads", "--json"],
        &["groups"],
        &["compare", a, b],
        &["compare", a, b, "--json"],
        &["findings"],
        &["findings", "--json"],
        &["exceptions"],
        &["sources"],
        &["sources", "--json"],
        &["status"],
        &["log"],
        &["log", "--json"],
        &["tags"],
        &["verify"],
        &["config"],
        &["doctor"],
    ] {
        let (code, text) = run(home, args, &[]);
        assert!([0, 3].contains(&code), "{args:?}: {code} {text}");
        all.push_str(&text);
    }
    for item in &items {
        for form in ["--text", "--headers", "--raw", "--witnesses", "--json"] {
            all.push_str(&run(home, &["show", item, form], &[]).1);
        }
        all.push_str(&run(home, &["show", item], &[]).1);
    }
    for mark in ["^[", "⟨RLO⟩", "⟨ZWSP⟩", "⟨U+009B⟩", "⟨TAG A⟩", "\\u202e"] {
        assert!(all.contains(mark), "{mark} is not shown");
    }
}

#[test]
fn no_refusal_passes_anything_on() {
    let home = home();
    let home = home.path();
    let case = format!("case{BAD}");
    let long = format!("--{BAD}");
    let wrong = format!("date:{BAD}");
    let inside = format!("nowhere{BAD}/out");
    for args in [
        &[BAD][..],
        &[&long],
        &["--case", &case, "list"],
        &["help", BAD],
        &["list", &wrong],
        &["list", "from:("],
        &["show", BAD],
        &["compare", BAD, BAD],
        &["tag", BAD, &"0".repeat(64)],
        &["tag", "x", BAD],
        &["tag", "x", "--query", &wrong],
        &["mark", BAD, "confirmed"],
        &["mark", BAD, BAD],
        &["findings", "--explain", BAD],
        &["ingest", BAD],
        &["ingest", "--jobs", BAD, "."],
        &["sources", "move", BAD, BAD],
        &["sources", "forget", BAD],
        &["export", &inside, "--format", BAD],
        &["export", &inside, "--format", "eml", "--query", &wrong],
        &["verify", BAD],
        &["completions", BAD],
        &["note", BAD, BAD],
    ] {
        let (code, text) = run(home, args, &[]);
        assert!([1, 2].contains(&code), "{args:?}: {code} {text}");
        assert!(!text.trim().is_empty(), "{args:?}");
    }
    let (code, text) = run(home, &[], &[("TERM", BAD)]);
    assert!(code == 2 && text.contains("⟨RLO⟩"), "{code} {text}");
    let (code, text) = run(home, &["undo"], &[("VALLA_AUTHOR", BAD)]);
    assert!(code <= 2, "{code} {text}");
    fs::write(home.join("case/case.toml"), format!("format = \"{BAD}\"\n")).unwrap();
    let (code, text) = run(home, &["list"], &[]);
    assert_eq!(code, 1, "{text}");
}
