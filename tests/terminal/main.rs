//! The real binary in a pseudo-terminal with hostile mail: nothing of the evidence, of names or of
//! what was typed acts on the terminal, on any screen or in any message, and all of it is shown.
#![expect(
    clippy::unwrap_used,
    reason = "a test stops where something is not as it must be"
)]

mod beside;
mod budget;
mod commands;
mod ends;
mod kills;
mod newcomer;
mod pty;
mod screens;
mod strip;
mod terms;
mod tmux;

use std::fs;
use std::path::Path;
use std::process::Command;

/// One payload of every kind, as a name or a word that somebody types.
pub const BAD: &str =
    "x\u{1b}]52;c;aGk=\u{7}\u{1b}[2J\u{9b}31m\u{202e}gpj\u{200b}.exe\u{e0041}\u{1b}[201~";

/// Makes a home with a case of hostile mail, among it files of hostile names.
pub fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let mail = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/hostile");
    let to = home.path().join(format!("mail{BAD}"));
    fs::create_dir(&to).unwrap();
    for entry in fs::read_dir(mail).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{BAD}{}", entry.file_name().to_string_lossy());
        fs::copy(entry.path(), to.join(name)).unwrap();
    }
    fs::write(to.join("line\nbreak\u{1b}c.txt"), format!("a note {BAD}\n")).unwrap();
    std::os::unix::fs::symlink("nowhere\u{1b}[2J", to.join("link\u{1b}[2J")).unwrap();
    let done = Command::new(pty::VALLA)
        .args(["ingest", "--as", "mira", "--case", "case"])
        .args(["--custodian", BAD, "--note", BAD])
        .arg(&to)
        .current_dir(home.path())
        .env("HOME", home.path())
        .output()
        .unwrap();
    assert!([0, 3].contains(&done.status.code().unwrap()), "{done:?}");
    home
}
