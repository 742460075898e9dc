//! Disks that are full or may not be written. Where this user may not mount, nothing is tried.

use super::bench::{Bench, source};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A mount that goes when it is dropped.
struct Mounted(PathBuf);

impl Mounted {
    fn try_new(args: &[&str], at: &Path) -> Option<Self> {
        fs::create_dir_all(at).unwrap();
        let done = Command::new("mount").args(args).arg(at).output().ok()?;
        done.status.success().then(|| Self(at.to_owned()))
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[test]
fn a_case_that_may_not_be_written_is_read() {
    let bench = Bench::with_case();
    let item = bench.item("id:roof.2@example.org");
    bench.out(&["tag", "hot", &item]);
    let case = bench.path("case").display().to_string();
    let Some(_mounted) = Mounted::try_new(&["--bind", "-o", "ro", &case], &bench.path("ro")) else {
        return;
    };
    let read_only = bench.path("ro").display().to_string();
    let at = |args: &[&str]| bench.run(&[&["--case", &read_only], args].concat());
    if fs::write(bench.path("ro/probe"), "x").is_ok() {
        return;
    }
    let listed = at(&["list", "tag:hot", "--json"]);
    assert_eq!(listed.code, 0, "{}", listed.err);
    assert!(listed.text().contains(&item));
    for args in [
        &["threads"][..],
        &["groups"],
        &["log"],
        &["status"],
        &["verify"],
    ] {
        assert_eq!(at(args).code, 0, "{args:?}");
    }
    for args in [
        &["tag", "cold", &item][..],
        &["note", &item, "a word"],
        &["undo"],
        &["ingest", &source("extra.mbox")],
    ] {
        let run = at(args);
        assert_eq!(run.code, 1, "{args:?}: {}", run.err);
        assert!(run.err.contains("ead-only"), "{args:?}: {}", run.err);
        assert!(!run.err.contains("panicked"), "{}", run.err);
    }
}

#[test]
fn a_full_disk_is_said_and_the_case_opens_again() {
    let bench = Bench::new();
    let options = ["-t", "tmpfs", "-o", "size=2m", "tmpfs"];
    let Some(_mounted) = Mounted::try_new(&options, &bench.path("small")) else {
        return;
    };
    let case = bench.path("small/case").display().to_string();
    let at = |args: &[&str]| bench.run(&[&["--case", &case], args].concat());
    let run = at(&["ingest", &source("inbox.mbox")]);
    assert_eq!(run.code, 0, "{}", run.err);
    let listed = at(&["list", "--json"]).out;
    // More than the disk holds, in many texts, so that it is full in the middle.
    let mut mail = String::new();
    for n in 0..6_000_u64 {
        let words: Vec<String> = (0..60)
            .map(|w| format!("{:x}", (n * 60 + w) * 2_654_435_761))
            .collect();
        mail.push_str("From a@example.org Thu Jan  1 00:00:00 1970\nFrom: a@example.org\n");
        let id = format!("Message-ID: <{n}@example.org>\n\n");
        mail.extend([id.as_str(), words.join(" ").as_str(), "\n\n"]);
    }
    fs::write(bench.path("much.mbox"), mail).unwrap();
    let run = at(&["ingest", "much.mbox"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("No space left"), "{}", run.err);
    assert_eq!(at(&["list", "--json"]).out, listed);
    // To the last byte.
    let _ = fs::write(bench.path("small/rest"), vec![0; 4 << 20]);
    let item = bench.json(&["--case", &case, "list"])[0]["item"]
        .as_str()
        .unwrap()
        .to_owned();
    let run = at(&["tag", "hot", &item]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("space"), "{}", run.err);
    assert_eq!(at(&["list", "--json"]).out, listed);
    fs::remove_file(bench.path("small/rest")).unwrap();
    fs::write(bench.path("much.mbox"), "").unwrap();
    let run = at(&["tag", "hot", &item]);
    assert_eq!(run.code, 0, "{}", run.err);
    let run = at(&["verify"]);
    assert_eq!(run.code, 3, "{}", run.err);
    assert!(run.text().contains("never read"), "{}", run.text());
    assert_eq!(at(&["ingest", "much.mbox"]).code, 0);
    assert_eq!(at(&["verify"]).code, 0);
}

#[test]
fn sources_that_may_not_be_written_are_read_and_stay_as_they_are() {
    let bench = Bench::new();
    let corpus = source("");
    let Some(_mounted) = Mounted::try_new(&["--bind", "-o", "ro", &corpus], &bench.path("mail"))
    else {
        return;
    };
    let run = bench.run(&["ingest", "mail"]);
    assert!([0, 3].contains(&run.code), "{}", run.err);
    assert_eq!(bench.run(&["verify"]).code, 0);
}
