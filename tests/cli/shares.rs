//! Work of several people on one case: groups of users, samples, clashing verdicts, the log.

use super::bench::{Bench, source, tree};
use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::process::Command;

/// Runs the binary in a shell that has a umask.
fn masked(bench: &Bench, umask: &str, args: &[&str]) -> (i32, String) {
    let words: Vec<String> = args.iter().map(|a| format!("'{a}'")).collect();
    let script = format!("umask {umask}; exec \"$0\" {}", words.join(" "));
    let plain = bench.command(&[]);
    let mut command = Command::new("sh");
    command.args(["-c", &script]).arg(plain.get_program());
    command.env_clear().current_dir(bench.path(""));
    for (name, value) in plain.get_envs() {
        command.env(name, value.unwrap_or_default());
    }
    let out = command.output().unwrap();
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    (out.status.code().unwrap(), said)
}

/// Gives the modes of folders and of files below a folder, and their groups.
fn modes(root: &Path) -> (BTreeSet<u32>, BTreeSet<u32>, BTreeSet<u32>) {
    let mut out = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let mut work = vec![root.to_owned()];
    while let Some(path) = work.pop() {
        let meta = fs::metadata(&path).unwrap();
        let mode = meta.permissions().mode() & 0o7777;
        out.2.insert(meta.gid());
        if meta.is_dir() {
            out.0.insert(mode);
            work.extend(fs::read_dir(&path).unwrap().map(|e| e.unwrap().path()));
        } else {
            out.1.insert(mode);
        }
    }
    out
}

#[test]
fn a_case_is_its_makers_alone_or_a_groups_whatever_the_umask() {
    for umask in ["000", "022", "077"] {
        for group in [None, Some("shared")] {
            let bench = Bench::new();
            let own = fs::metadata(bench.path("")).unwrap().gid();
            // A user without rights may give to a group of theirs only.
            let gid = own.to_string();
            let mail = source("");
            let mut args = vec!["ingest", mail.as_str()];
            if group.is_some() {
                args.extend(["--group", gid.as_str()]);
            }
            let (code, said) = masked(&bench, umask, &args);
            assert!([0, 3].contains(&code), "{said}");
            for args in [
                &["tag", "hot", "--query", "is:message"][..],
                &["views", "save", "one", "roof"],
                &["ingest", &mail],
            ] {
                let (code, said) = masked(&bench, umask, args);
                assert!([0, 3].contains(&code), "{said}");
            }
            let (folders, files, groups) = modes(&bench.path("case"));
            let due = if group.is_some() {
                ([0o2770].into(), [0o660].into())
            } else {
                ([0o700].into(), [0o600].into())
            };
            assert_eq!((folders, files), due, "{umask} {group:?}");
            assert_eq!(groups, [own].into());
            if group.is_some() {
                let run = bench.run(&["ingest", &mail, "--group", &gid]);
                assert_eq!(run.code, 2, "{}", run.err);
            }
        }
    }
    let bench = Bench::new();
    let run = bench.run(&["ingest", &source(""), "--group", "no such group"]);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(!bench.path("case").exists());
}

#[test]
fn a_sample_is_the_same_whoever_draws_it() {
    let bench = Bench::with_case();
    let draw =
        |seed: &str| bench.out(&["sample", "--of", "is:message", "--n", "4", "--seed", seed]);
    assert_eq!(draw("7").lines().count(), 4);
    assert_eq!(draw("7"), draw("7"));
    let seeds: BTreeSet<String> = (0..20).map(|s: u8| draw(&s.to_string())).collect();
    assert!(seeds.len() > 10);
    bench.out(&["sample", "--n", "3", "--seed", "2", "--save", "look"]);
    let drawn = bench.json(&["sample", "--n", "3", "--seed", "2"]);
    let drawn: Vec<_> = drawn.iter().map(|i| i["item"].as_str().unwrap()).collect();
    assert_eq!(bench.items("view:look"), drawn);
    let to = bench.path("out").display().to_string();
    bench.out(&["export", &to, "--format", "hashes", "--view", "look"]);
    assert_eq!(bench.run(&["verify", &to]).code, 0);
    let run = bench.run(&["export", &to, "--format", "hashes", "--view", "nothing"]);
    assert_eq!(run.code, 1, "{}", run.err);
}

#[test]
fn clashing_verdicts_are_listed_by_kind() {
    let bench = Bench::with_case();
    // Two messages of one thread; of the first there may be copies.
    let one = bench.items("id:roof.1@example.org").swap_remove(0);
    let items = [one, bench.item("id:roof.2@example.org")];
    bench.out(&["tag", "authentic", &items[0]]);
    assert!(
        bench
            .json(&["conflicts", "--copies", "--threads"])
            .is_empty()
    );
    bench.out(&["--as", "ben", "tag", "altered", &items[1]]);
    assert!(bench.json(&["conflicts"]).is_empty());
    let found = bench.json(&["conflicts", "--copies", "--threads"]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["kind"], "thread");
    assert_eq!(found[0]["verdicts"].as_array().unwrap().len(), 2);
    bench.out(&["--as", "ben", "tag", "decoy", &items[0]]);
    let found = bench.json(&["conflicts"]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["item"], items[0].as_str());
    assert_eq!(found[0]["verdicts"][1]["author"], "mira");
}

#[test]
fn the_words_of_a_mark_are_taken_out_and_the_record_holds() {
    let bench = Bench::with_case();
    let item = bench.item("id:roof.2@example.org");
    bench.out(&["note", &item, "the secret name"]);
    bench.out(&["tag", "hot", &item]);
    let log = bench.json(&["log"]);
    let row = log.iter().find(|r| r["event"] == "note").unwrap();
    let hash = row["hash"].as_str().unwrap();
    let args = ["redact", &hash[..10], "--because", "an order"];
    let run = bench.run(&args);
    assert!(
        run.code == 0 && run.err.contains("Nothing was done"),
        "{}",
        run.err
    );
    assert!(bench.out(&["log"]).contains("secret"));
    bench.out(&[&args[..], &["--yes"]].concat());
    for (path, bytes) in tree(&bench.path("case")) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("secret name"), "{}", path.display());
    }
    let run = bench.run(&["verify"]);
    assert_eq!(run.code, 0, "{}", run.text());
    assert!(
        run.text().contains("1  journal rows redacted"),
        "{}",
        run.text()
    );
    let log = bench.out(&["log"]);
    assert!(
        log.contains("redacted") && log.contains("an order"),
        "{log}"
    );
    assert_eq!(bench.items("tag:hot"), [item.as_str()]);
    // Again there is nothing to take out; what is no mark stays.
    assert_eq!(bench.run(&[&args[..], &["--yes"]].concat()).code, 1);
    bench.out(&["undo"]);
    assert_eq!(bench.run(&["repair"]).code, 0);
    assert_eq!(bench.run(&["verify"]).code, 0);
}

#[test]
fn the_doctor_looks_at_the_case_and_its_disk() {
    let bench = Bench::with_case();
    let said = bench.out(&["doctor"]);
    for words in ["nobody else may open", "disk ", "clipboard"] {
        assert!(said.contains(words), "{words} in {said}");
    }
    let open = fs::Permissions::from_mode(0o755);
    fs::set_permissions(bench.path("case"), open).unwrap();
    assert!(
        bench
            .out(&["doctor"])
            .contains("look  modes     others may open")
    );
}

#[test]
fn the_log_says_what_was_run_and_nothing_of_what_was_found() {
    let bench = Bench::with_case();
    let log = bench.path("log").display().to_string();
    let item = bench.item("id:roof.2@example.org");
    for (args, code) in [
        (&["list", "berard roof", "--json"][..], 0),
        (&["show", &item], 0),
        (&["note", &item, "a secret word"], 0),
        (&["search", "secret"], 0),
        (&["list", "from:("], 2),
        (&["show", "00000000secret"], 1),
        (&["ingest", &source("extra.mbox"), "--name", "secret"], 0),
        (&["views", "save", "secret", "roof"], 0),
    ] {
        let run = bench.run(&[&["--log", &log][..], args].concat());
        assert_eq!(run.code, code, "{args:?}: {}", run.err);
    }
    let text = fs::read_to_string(&log).unwrap();
    assert_eq!(text.lines().count(), 17, "{text}");
    for word in [
        "secret",
        "roof",
        "berard",
        "example",
        "case",
        "mbox",
        &item[..8],
    ] {
        assert!(!text.contains(word), "{word} in {text}");
    }
    assert!(text.contains("ingest: 1 files"), "{text}");
    assert!(text.contains("show ends, exit 1"), "{text}");
    let mode = fs::metadata(&log).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert!(!tree(&bench.path("case")).is_empty());
}
