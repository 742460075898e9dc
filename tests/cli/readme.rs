//! The worked example of the README, run as it stands.

use super::bench::Bench;
use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn the_worked_example_prints_what_the_readme_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let bench = Bench::new();
    std::os::unix::fs::symlink(root.join("tests"), bench.path("tests")).unwrap();
    let bin = Path::new(env!("CARGO_BIN_EXE_valla")).parent().unwrap();
    let mut script = String::from("set -e\n");
    let mut expected = Vec::new();
    for block in readme.split("```console\n").skip(1) {
        for line in block.split("```").next().unwrap().lines() {
            match line.strip_prefix("$ ") {
                Some(command) => script = format!("{script}{command}\n"),
                None if line.is_empty() => {}
                None => expected.push(line),
            }
        }
    }
    assert!(expected.len() > 10);
    let run = Command::new("sh")
        .args(["-c", &format!("exec 2>&1\n{script}")])
        .current_dir(bench.path(""))
        .env_clear()
        .env("HOME", bench.path("home"))
        .env("PATH", format!("{}:/usr/bin:/bin", bin.display()))
        .output()
        .unwrap();
    let out = String::from_utf8(run.stdout).unwrap();
    assert!(run.status.success(), "{out}");
    for line in expected {
        assert!(out.lines().any(|l| l == line), "{line:?} in\n{out}");
    }
}
