//! The build script: names the commit that a release is built from, so that a result can be claimed
//! again. Builds for tests name none, since each commit would have them made anew.

use std::env;
use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo:rerun-if-changed=assets/commit.rs");
    println!("cargo:rerun-if-env-changed=VALLA_COMMIT");
    let told = env::var("VALLA_COMMIT").ok();
    let is_release = env::var("PROFILE").is_ok_and(|p| p == "release");
    if let Some(commit) = told.or_else(|| is_release.then(commit).flatten()) {
        println!("cargo:rustc-env=VALLA_COMMIT={commit}");
    }
}

/// The commit that is checked out, with a `+` where files differ from it; nothing without git.
fn commit() -> Option<String> {
    let git = |args: &[&str]| {
        let said = Command::new("git").args(args).output().ok()?;
        let said = String::from_utf8(said.stdout)
            .ok()
            .filter(|_| said.status.success())?;
        Some(said.trim().to_owned())
    };
    let branch = git(&["symbolic-ref", "HEAD"]).unwrap_or_default();
    for part in ["HEAD", branch.as_str()] {
        let path = git(&["rev-parse", "--git-path", part]).unwrap_or_default();
        if !part.is_empty() && Path::new(&path).is_file() {
            println!("cargo:rerun-if-changed={path}");
        }
    }
    let described = [
        "describe",
        "--always",
        "--abbrev=40",
        "--dirty=+",
        "--exclude=*",
    ];
    git(&described).filter(|c| c.len() >= 40)
}
