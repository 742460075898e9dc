//! The cookbook, worked through: every line of `docs/cookbook.md` that is typed is typed here.

use super::bench::Bench;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Gives the lines that are typed, in their order.
fn lines(page: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut is_block = false;
    for line in page.lines() {
        if line.starts_with("```") {
            is_block = line == "```sh" && !is_block;
        } else if let (true, Some(typed)) = (is_block, line.strip_prefix("$ ")) {
            out.push(typed.to_owned());
        }
    }
    out
}

#[test]
fn every_line_of_the_cookbook_works() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/cookbook.md");
    let lines = lines(&fs::read_to_string(page).unwrap());
    assert!(lines.len() > 25, "{lines:?}");
    let bench = Bench::new();
    let program = Path::new(env!("CARGO_BIN_EXE_valla")).parent().unwrap();
    // One shell for all, so that `cd` holds; each line says how it ended.
    let mut script = String::new();
    for line in &lines {
        let plain = line.replace(['"', '$', '`', '\\'], "");
        let _ = write!(script, "{line}\necho \"@@ $? {plain}\"\n");
    }
    let out = Command::new("sh")
        .args(["-c", &script])
        .current_dir(bench.path(""))
        .env_clear()
        .env("HOME", bench.path("home"))
        .env("PATH", format!("{}:/usr/bin:/bin", program.display()))
        .env("VALLA_AUTHOR", "mira")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&out.stdout);
    let told = String::from_utf8_lossy(&out.stderr);
    let ends: Vec<&str> = said.lines().filter(|l| l.starts_with("@@ ")).collect();
    assert_eq!(ends.len(), lines.len(), "{told}");
    for end in ends {
        assert!(end.starts_with("@@ 0 "), "{end}\n{told}");
    }
    // What the page promises to be found is found.
    assert!(said.contains("quotes"), "{said}");
    assert!(said.contains("only-a"), "{said}");
    assert!(!told.contains("nothing was written"), "{told}");
}
