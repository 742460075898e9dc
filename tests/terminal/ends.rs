//! Every way to end or to be resized: the terminal is as it was before.

use super::home;
use super::pty::{Pty, size};
use super::strip::foreign;
use std::io::Read;
use std::process::{Command, Stdio};
use std::time::Duration;

/// Tells whether the last words to the terminal leave the alternate screen and show the cursor.
fn is_given_back(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let last = |what: &str| text.rfind(what);
    last("\u{1b}[?1049l") > last("\u{1b}[?1049h")
        && last("\u{1b}[?25h") > last("\u{1b}[?25l")
        && last("\u{1b}[?2004l") > last("\u{1b}[?2004h")
        && last("\u{1b}[?7h") > last("\u{1b}[?7l")
}

#[test]
fn the_modes_of_the_terminal_are_those_from_before() {
    let home = home();
    for signal in [None, Some("TERM"), Some("HUP"), Some("INT")] {
        // The terminal of a command that does nothing tells what it was before.
        let mut plain = Pty::open(&["--version"], home.path(), &[], (80, 24));
        plain.end();
        let before = format!("{:?}", plain.master.get_termios());
        let mut pty = Pty::open(&[], home.path(), &[], (80, 24));
        pty.wait("Threads");
        assert_ne!(format!("{:?}", pty.master.get_termios()), before);
        match signal {
            Some(name) => pty.signal(name),
            None => drop(pty.press("gq")),
        }
        let (_, bytes) = pty.end();
        assert!(is_given_back(&bytes), "{signal:?}");
        let left = String::from_utf8_lossy(&bytes)
            .matches("\u{1b}[?1049l")
            .count();
        assert_eq!(left, 1, "{signal:?}");
        assert_eq!(
            format!("{:?}", pty.master.get_termios()),
            before,
            "{signal:?}"
        );
    }
}

#[test]
fn any_size_is_borne() {
    let home = home();
    for (cols, rows) in [(1, 1), (0, 0), (500, 200), (1, 200), (500, 1), (59, 19)] {
        let mut pty = Pty::open(&[], home.path(), &[], (cols, rows));
        pty.rest();
        for keys in [
            "j\r",
            "ir",
            "gd\r",
            "gf\r",
            "gx",
            "ge",
            "?",
            "q:x\u{1b}",
            "gtf/\u{1b}",
        ] {
            pty.press(keys);
        }
        pty.rest();
        assert!(pty.child.try_wait().unwrap().is_none(), "{cols}x{rows}");
        pty.press("\u{1b}").rest().press("\u{3}\u{3}");
        assert_eq!(pty.end().0, 0, "{cols}x{rows}");
    }
}

#[test]
fn a_storm_of_sizes_breaks_nothing() {
    let home = home();
    let mut pty = Pty::open(&[], home.path(), &[], (80, 24));
    pty.wait("Threads");
    let mut state = 11_u64;
    for round in 0..300_u16 {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        let (cols, rows) = ((state >> 33) % 300, (state >> 45) % 100);
        pty.master.resize(size(cols as u16, rows as u16)).unwrap();
        pty.press(
            [
                "j", "gd", "\r", "n", "gt", "\r", "r", "q", "gf", "ge", "gx", "?",
            ][usize::from(round % 12)],
        );
        std::thread::sleep(Duration::from_millis(2));
    }
    pty.rest();
    assert!(pty.child.try_wait().unwrap().is_none(), "{}", pty.text());
    pty.master.resize(size(80, 24)).unwrap();
    pty.press("\u{1b}").rest().press("gt\u{c}").wait("Threads");
    pty.press("gq\u{3}\u{3}");
    let (code, bytes) = pty.end();
    assert_eq!(code, 0);
    assert!(is_given_back(&bytes) && foreign(&bytes).is_empty());
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let home = home();
    for args in [
        &["list"][..],
        &["list", "--json"],
        &["threads"],
        &["log"],
        &["--help"],
        &["man"],
        &["completions", "bash"],
        &["exceptions", "--json"],
    ] {
        let mut child = Command::new(super::pty::VALLA)
            .args(args)
            .current_dir(home.path())
            .env("HOME", home.path())
            .env("VALLA_CASE", home.path().join("case"))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut said)
            .unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(0), "{args:?}: {said}");
        assert_eq!(said, "", "{args:?}");
    }
}
