//! Names and texts that want to act on a terminal, a spreadsheet or the file system.

use super::bench::{Bench, acts_on_a_terminal, tree};
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;

const BAD: &str = "\u{1b}]52;c;aGk=\u{7}\u{1b}[2J\u{9b}31m\u{202e}gpj\u{200b}.exe\u{e0041}";

/// Makes a folder of mail whose every name and text is hostile.
fn material(bench: &Bench) -> String {
    let dir = bench.path("evil");
    fs::create_dir_all(dir.join("deep\u{1b}[2J")).unwrap();
    let mail = format!(
        "From: \"=1+1{BAD}\" <x@example.org>\nTo: {BAD}@example.org\n\
         Subject: =cmd|' /C calc'!A0{BAD}\n\
         Date: Fri, 21 Apr 2017 12:31:05 +0200\nMessage-ID: <evil{BAD}@example.org>\n\
         MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n\
         --b\nContent-Type: text/plain; charset=utf-8\n\nbody {BAD} end\n\
         --b\nContent-Type: text/plain\n\
         Content-Disposition: attachment; filename=\"../../.bashrc\"\n\n\
         alias ls=rm\n--b--\n"
    );
    fs::write(dir.join("evil\u{202e}lme.eml"), &mail).unwrap();
    fs::write(dir.join("deep\u{1b}[2J/a\nb.txt"), format!("text {BAD}\n")).unwrap();
    fs::write(dir.join("-rf.txt"), "a name like a flag\n").unwrap();
    let raw = std::ffi::OsStr::from_bytes(b"not-utf8-\xff\xfe.txt");
    fs::write(dir.join(raw), "bytes\n").unwrap();
    std::os::unix::fs::symlink("/etc/passwd", dir.join("passwd.txt")).unwrap();
    std::os::unix::fs::symlink("..", dir.join("loop")).unwrap();
    dir.display().to_string()
}

#[test]
fn nothing_reaches_a_terminal() {
    let bench = Bench::new();
    let run = bench.run(&["ingest", &material(&bench)]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(!acts_on_a_terminal(run.err.as_bytes()), "{:?}", run.err);
    let mail = bench.item("is:message");
    bench.run(&["note", &mail, BAD]);
    for args in [
        &["list"][..],
        &["threads"],
        &["groups"],
        &["exceptions"],
        &["sources"],
        &["status"],
        &["log"],
        &["tags"],
        &["show", &mail],
        &["show", &mail, "--headers"],
        &["show", &mail, "--witnesses"],
        &["findings"],
    ] {
        let plain = bench.run(args);
        assert_eq!(plain.code, 0, "{args:?}: {}", plain.err);
        assert!(
            !acts_on_a_terminal(&plain.out),
            "{args:?}: {:?}",
            plain.text()
        );
        if args.contains(&"--headers") {
            continue;
        }
        let json = bench.run(&[args, &["--json"]].concat());
        assert!(!acts_on_a_terminal(&json.out), "{args:?} --json");
    }
    assert!(bench.out(&["show", &mail]).contains("⟨RLO⟩"));
    let json = bench.out(&["show", &mail, "--json"]);
    assert!(
        json.contains("\\u202e") && json.contains("\\u001b"),
        "{json}"
    );
}

#[test]
fn links_are_listed_and_not_followed() {
    let bench = Bench::new();
    bench.run(&["ingest", &material(&bench)]);
    let links: Vec<String> = bench
        .json(&["exceptions"])
        .iter()
        .filter(|e| e["class"] == "link")
        .map(|e| e["path"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(links.len(), 2, "{links:?}");
    assert!(bench.items("\"root:x:0:0\"").is_empty());
}

#[test]
fn an_export_stays_in_its_folder_and_is_private() {
    let bench = Bench::new();
    bench.run(&["ingest", &material(&bench)]);
    let outside = tree(&bench.path("home"));
    for format in ["eml", "mbox", "csv", "jsonl"] {
        assert_eq!(bench.run(&["export", format, "--format", format]).code, 0);
        let dir = bench.path(format);
        assert_eq!(dir.metadata().unwrap().permissions().mode() & 0o777, 0o700);
        for file in tree(&dir).keys() {
            let name = file.file_name().unwrap().to_string_lossy();
            let plain = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
            assert!(name.chars().all(plain), "{name:?}");
            assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        }
        assert_eq!(bench.run(&["verify", format]).code, 0, "{format}");
    }
    assert!(tree(&bench.path("home")) == outside);
    let csv = fs::read(bench.path("csv/items.csv")).unwrap();
    let text = String::from_utf8(csv).unwrap();
    assert!(text.contains("\"'=cmd|"), "{text}");
    assert!(!acts_on_a_terminal(text.replace("\r\n", "\n").as_bytes()));
}

#[test]
fn the_case_is_private() {
    let bench = Bench::with_case();
    let item = bench.item("id:roof.2@example.org");
    bench.out(&["tag", "hot", &item]);
    let mode = |p: &std::path::Path| p.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&bench.path("case")), 0o700);
    for file in tree(&bench.path("case")).keys() {
        assert_eq!(mode(file), 0o600, "{}", file.display());
    }
}
