//! An ingest beside an open screen: the screen says what is new, keeps its place, and shows the new
//! when it is asked.

use super::home;
use super::pty::{Pty, VALLA};
use std::fs;
use std::process::Command;

const LETTER: &str = "Message-ID: <new@example.org>\nFrom: Ada <ada@example.org>\n\
    Subject: The second delivery of the mill\nDate: Mon, 6 Mar 2017 10:00:00 +0000\n\n\
    The wheel came today and it fits.\n";

#[test]
fn what_is_ingested_beside_the_screen_waits_to_be_loaded() {
    let home = home();
    let mut pty = Pty::open(&[], home.path(), &[], (100, 30));
    pty.wait("Threads");
    let more = home.path().join("more");
    fs::create_dir(&more).unwrap();
    fs::write(more.join("letter.eml"), LETTER).unwrap();
    let done = Command::new(VALLA)
        .args(["ingest", "--as", "mira", "--case", "case"])
        .arg(&more)
        .current_dir(home.path())
        .env("HOME", home.path())
        .output()
        .unwrap();
    assert!([0, 3].contains(&done.status.code().unwrap()), "{done:?}");
    pty.wait("1 new item; gr shows what is new");
    assert!(!pty.text().contains("second delivery"), "{}", pty.text());
    pty.press("j").wait("  1 new");
    assert!(!pty.text().contains("second delivery"), "{}", pty.text());
    pty.press("gr").wait("what was read meanwhile is shown");
    pty.press("G").wait("second delivery");
    pty.press("gq").end();
}
