//! The screen ends in the middle: killed while it marks, or by a fault of its own. What it showed
//! as saved is on disk; the terminal is given back where anybody is left to do so. And what
//! another session marks is seen.

use super::home;
use super::pty::{Pty, VALLA};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

fn valla(home: &Path, author: &str, args: &[&str]) -> String {
    let out = Command::new(VALLA)
        .args(args)
        .current_dir(home)
        .env("HOME", home)
        .env("VALLA_CASE", home.join("case"))
        .env("VALLA_AUTHOR", author)
        .output()
        .unwrap();
    assert!(out.status.success(), "{args:?}: {out:?}");
    String::from_utf8(out.stdout).unwrap()
}

/// Counts the verdicts in the record.
fn verdicts(home: &Path) -> usize {
    let log = valla(home, "mira", &["log", "--json"]);
    let verdict = |l: &&str| l.contains("\"event\":\"verdict\"");
    log.lines().filter(verdict).count()
}

#[test]
fn a_screen_that_is_killed_while_it_marks_loses_nothing_it_showed() {
    let home = home();
    let home = home.path();
    let rounds = if std::env::var_os("VALLA_LONG").is_some() {
        100
    } else {
        6
    };
    let (mut state, mut shown, mut kept) = (5_u64, 0, verdicts(home));
    for round in 0..rounds {
        let mut pty = Pty::open(&[], home, &[], (80, 24));
        pty.wait("Threads");
        pty.press("gg\r").rest();
        // Each key codes; what was saved before the next one is shown by the screen's own count.
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        let keys = 1 + (state >> 40) % 6;
        for key in 0..keys {
            let code = if (key + round) % 2 == 0 { "1" } else { "2" };
            pty.press(code);
            let before = Instant::now();
            while before.elapsed() < Duration::from_secs(10) && verdicts(home) <= kept {
                std::thread::sleep(Duration::from_millis(5));
            }
            kept = verdicts(home);
            shown += 1;
        }
        // One more, and the end before anybody can know.
        pty.press("3");
        std::thread::sleep(Duration::from_micros((state >> 33) % 30_000));
        pty.child.kill().unwrap();
        let _ = pty.child.wait();
        let now = verdicts(home);
        assert!(
            now == kept || now == kept + 1,
            "round {round}: {now}, {kept}"
        );
        kept = now;
        let told = valla(home, "mira", &["verify"]);
        assert!(!told.contains("journal.jsonl"), "{told}");
    }
    println!("{rounds} screens killed, {shown} codes shown as saved, 0 lost");
}

#[test]
fn a_fault_of_the_screen_gives_the_terminal_back() {
    let home = home();
    let mut plain = Pty::open(&["--version"], home.path(), &[], (80, 24));
    plain.end();
    let before = format!("{:?}", plain.master.get_termios());
    let mut pty = Pty::open(&[], home.path(), &[("VALLA_TEST_BREAK", "1")], (80, 24));
    pty.wait("Threads");
    assert_ne!(format!("{:?}", pty.master.get_termios()), before);
    pty.press("!");
    let (code, bytes) = pty.end();
    let text = String::from_utf8_lossy(&bytes);
    assert_eq!(code, 1, "{text}");
    assert_eq!(format!("{:?}", pty.master.get_termios()), before);
    let left = text.rfind("\u{1b}[?1049l").unwrap();
    assert!(text.rfind("\u{1b}[?25h").unwrap() > text.rfind("\u{1b}[?25l").unwrap());
    // What is said is said on the terminal that was given back.
    assert!(
        text[left..].contains("an error in the program"),
        "{}",
        &text[left..]
    );
    assert_eq!(verdicts(home.path()), 0);
}

#[test]
fn marks_of_others_are_seen_within_two_seconds() {
    let home = home();
    let home = home.path();
    let mut pty = Pty::open(&[], home, &[], (160, 50));
    pty.wait("Threads").press("gg\r").rest();
    let quiet = pty.text();
    valla(home, "ben", &["tag", "watched", "--query", "is:message"]);
    let start = Instant::now();
    while !pty.text().contains("watched") && start.elapsed() < Duration::from_secs(10) {
        std::thread::sleep(Duration::from_millis(10));
    }
    let took = start.elapsed();
    assert!(
        !quiet.contains("watched") && pty.text().contains("watched"),
        "{}",
        pty.text()
    );
    // On a machine that is busy with other tests a look may come late.
    assert!(took < Duration::from_secs(4), "{took:?}");
    println!(
        "a mark of another session was seen after {} ms",
        took.as_millis()
    );
    pty.press("gq");
    pty.end();
}
