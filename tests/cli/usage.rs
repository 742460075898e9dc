//! Exit codes, help, and what is said when no case is there.

use super::bench::{Bench, acts_on_a_terminal, source};
use std::fs;
use std::process::Stdio;

#[test]
fn help_and_version_are_data() {
    let bench = Bench::new();
    assert!(bench.out(&["--help"]).contains("Exit codes"));
    assert!(bench.out(&["help", "tag"]).contains("Examples:"));
    assert!(bench.out(&["--version"]).starts_with("valla "));
}

#[test]
fn wrong_usage_is_2_and_names_the_word() {
    let bench = Bench::new();
    for args in [
        &["bogus"][..],
        &["export", "out", "--format", "paper"],
        &["tag", "hot"],
        &["ingest"],
        &["show"],
        &[
            "export", "out", "--format", "eml", "--tag", "a", "--query", "b",
        ],
    ] {
        let run = bench.run(args);
        assert_eq!(run.code, 2, "{args:?}: {}", run.err);
        assert!(run.out.is_empty());
        assert!(!run.err.is_empty());
    }
}

#[test]
fn without_a_case_every_command_is_2_and_says_what_to_type() {
    let bench = Bench::new();
    for args in [
        &[][..],
        &["status"],
        &["list"],
        &["threads", "--json"],
        &["tag", "hot", "--query", "x"],
        &["verify"],
        &["repair"],
        &["undo"],
        &["export", "out", "--format", "eml"],
    ] {
        let run = bench.run(args);
        assert_eq!(run.code, 2, "{args:?}: {}", run.err);
        assert!(
            run.err.contains("valla ingest --case"),
            "{args:?}: {}",
            run.err
        );
    }
    let mut command = bench.command(&["ingest", &source("inbox.mbox")]);
    let run = command.env_remove("VALLA_CASE").output().unwrap();
    assert_eq!(run.status.code(), Some(2));
    let err = String::from_utf8(run.stderr).unwrap();
    assert!(err.contains("valla ingest --case ./case "), "{err}");
}

#[test]
fn a_source_that_is_not_there_is_1_and_makes_nothing() {
    let bench = Bench::new();
    let run = bench.run(&["ingest", &source("inbox.mbox"), "nowhere.mbox"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("nowhere.mbox"), "{}", run.err);
    assert!(!bench.path("case").exists());
}

#[test]
fn a_folder_with_other_things_in_it_becomes_no_case() {
    let bench = Bench::new();
    std::fs::create_dir(bench.path("case")).unwrap();
    std::fs::write(bench.path("case/letter"), "x").unwrap();
    let run = bench.run(&["ingest", &source("inbox.mbox")]);
    assert_eq!(run.code, 2, "{}", run.err);
}

#[test]
fn the_case_is_found_from_a_folder_below_it() {
    let bench = Bench::with_case();
    std::fs::create_dir(bench.path("case/deep")).unwrap();
    let mut command = bench.command(&["status", "--json"]);
    let run = command
        .env_remove("VALLA_CASE")
        .current_dir(bench.path("case/deep"))
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(0));
    assert!(!run.stdout.is_empty());
}

#[test]
fn the_screen_without_a_terminal_is_2_with_what_to_type() {
    let bench = Bench::with_case();
    let run = bench.run(&[]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("valla threads"), "{}", run.err);
}

#[test]
fn items_are_named_by_prefix_and_doubt_is_said() {
    let bench = Bench::with_case();
    let item = bench.item("id:roof.6@example.org");
    assert!(bench.out(&["show", &item[..8]]).contains(&item));
    for (prefix, word) in [
        ("abc", "8 to 64"),
        ("00000000", "no item"),
        ("zzzzzzzz", "8 to 64"),
    ] {
        let run = bench.run(&["show", prefix]);
        assert_eq!(run.code, 1, "{prefix}");
        assert!(run.err.contains(word), "{}", run.err);
    }
}

#[test]
fn a_wrong_query_is_2_and_shows_the_place() {
    let bench = Bench::with_case();
    let run = bench.run(&["list", "(roof"]);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("<HERE>"), "{}", run.err);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let bench = Bench::with_case();
    for args in [&["list", "--json"][..], &["man"], &["--help"]] {
        let mut child = bench
            .command(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let run = child.wait_with_output().unwrap();
        assert_eq!(run.status.code(), Some(0), "{args:?}");
        assert_eq!(String::from_utf8_lossy(&run.stderr), "", "{args:?}");
    }
}

#[test]
fn what_is_typed_comes_back_harmless() {
    let bench = Bench::new();
    let bad = "x\u{1b}]52;c;aGk=\u{7}\u{9b}2J\u{202e}\u{200b}";
    for args in [
        &[bad][..],
        &["--case", bad, "status"],
        &["show", bad],
        &["ingest", "--case", "new", bad],
        &["verify", bad],
        &["list", "--help", bad],
        &["--as", bad, "undo"],
    ] {
        let run = bench.run(args);
        assert!(
            !acts_on_a_terminal(run.err.as_bytes()),
            "{args:?}: {:?}",
            run.err
        );
        assert!(!acts_on_a_terminal(&run.out), "{args:?}");
    }
}

#[test]
fn the_shell_is_served_without_a_case() {
    let bench = Bench::new();
    assert!(bench.out(&["completions", "bash"]).contains("valla"));
    assert!(bench.out(&["man"]).contains(".TH valla"));
    assert!(bench.out(&["config"]).contains("mira"));
    assert!(bench.out(&["config", "--default"]).contains("author"));
    let said = bench.out(&["doctor"]);
    for word in [
        "terminal",
        "locale",
        "colour",
        "clipboard",
        "author",
        "case",
    ] {
        assert!(said.contains(word), "{word} in {said}");
    }
    assert!(bench.out(&["keymap", "--markdown"]).contains('|'));
    assert_eq!(bench.run(&["keymap", "--check"]).code, 0);
}

/// How one reviews goes the same way: a flag, the environment, the case, the user, the default.
fn habits_of(bench: &Bench, user: &std::path::Path) {
    let write = |path: &std::path::Path, text: &str| fs::write(path, text).unwrap();
    let of_user = "[review]\norder = \"subject\"\nnext = false\npreview = \"off\"\n";
    write(&user.join("config.toml"), of_user);
    let of_case = "[review]\norder = \"longest\"\npreview = \"on\"\n";
    write(&bench.path("case/config.toml"), of_case);
    let args = ["config", "--set", "order=oldest"];
    let env = [("VALLA_REVIEW", "order=newest carry=family")];
    for (args, env, rows) in [
        (
            &args[..],
            &env[..],
            [
                "order   oldest  (from --set)",
                "carry   family  (from $VALLA_R",
            ],
        ),
        (
            &args[..1],
            &env[..],
            [
                "order   newest  (from $VALLA_REVIEW)",
                "preview on  (from config",
            ],
        ),
        (
            &args[..1],
            &[][..],
            [
                "order   longest  (from config.toml of the case)",
                "next    off  ",
            ],
        ),
        (
            &args[..1],
            &[][..],
            [
                "start   left  (from the default)",
                "next    off  (from config.toml)",
            ],
        ),
    ] {
        let mut command = bench.command(args);
        let done = command.envs(env.iter().copied()).output().unwrap();
        let said = String::from_utf8_lossy(&done.stdout).into_owned();
        for row in rows {
            assert!(said.contains(row), "{row} in {said}");
        }
    }
    for args in [["config", "--set", "order=odd"], ["config", "--set", "odd"]] {
        let run = bench.run(&args);
        assert_eq!(run.code, 2, "{args:?}");
        assert!(run.err.contains("review"), "{}", run.err);
    }
}

#[test]
fn what_is_set_goes_from_the_flag_down_to_the_user() {
    let bench = Bench::with_case();
    let said = bench.out(&["config"]);
    assert!(
        said.contains("keys    default  (from the default)"),
        "{said}"
    );
    let user = bench.path("home/.config/valla");
    fs::create_dir_all(&user).unwrap();
    let text = "theme = \"mono\"\n[keys]\npreset = \"azerty\"\n[review]\nquery = \"id:zzz\"\n";
    fs::write(user.join("config.toml"), text).unwrap();
    let run = bench.run(&["review", "--plain"]);
    assert!(run.err.contains("nothing to review"), "{}", run.err);
    let of_case =
        "theme = \"red-green\"\n[keys]\npreset = \"nonsense\"\n[review]\nquery = \"roof\"\n";
    fs::write(bench.path("case/config.toml"), of_case).unwrap();
    let said = bench.out(&["config"]);
    for row in [
        "theme   red-green  (from config.toml of the case)",
        "keys    azerty  (from config.toml)",
        "review  roof  (from config.toml of the case)",
    ] {
        assert!(said.contains(row), "{row} in {said}");
    }
    let said = bench.out(&["config", "--theme", "blue-orange"]);
    assert!(
        said.contains("theme   blue-orange  (from --theme)"),
        "{said}"
    );
    assert!(
        bench
            .out(&["doctor"])
            .contains("theme red-green, keys azerty")
    );
    habits_of(&bench, &user);
    // A set that cannot be had is said, and where.
    fs::write(bench.path("case/config.toml"), "theme = \"nonsense\"\n").unwrap();
    assert!(bench.out(&["doctor"]).contains("look  settings"));
    fs::write(bench.path("case/config.toml"), "theme = \n").unwrap();
    assert_eq!(bench.run(&["list"]).code, 2);
}
