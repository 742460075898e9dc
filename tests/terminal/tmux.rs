//! The real binary in a real tmux, where one is installed: its screens with and without moved rows
//! are the same to an emulator that is not ours, and what is copied reaches its buffer.

use super::budget::{STEPS, long_home};
use super::home;
use super::pty::{self, VALLA};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

const WAIT: Duration = Duration::from_secs(30);

/// A tmux server of its own; it ends with the test.
struct Tmux {
    socket: PathBuf,
}

impl Tmux {
    /// Starts a server; nothing where there is no tmux.
    fn start(home: &Path) -> Option<Self> {
        let there = Command::new("tmux").arg("-V").output();
        there.ok().filter(|o| o.status.success())?;
        let socket = home.join("tmux.sock");
        let tmux = Self { socket };
        // The first session keeps the server while the others come and go.
        tmux.run(&["new-session", "-d", "-s", "keep", "sleep 600"]);
        for set in [
            &["set", "-g", "status", "off"][..],
            &["set", "-g", "default-terminal", "tmux-256color"],
            &["set", "-s", "set-clipboard", "on"],
            &["set", "-s", "escape-time", "0"],
        ] {
            tmux.run(set);
        }
        Some(tmux)
    }

    fn try_run(&self, args: &[&str]) -> Output {
        let mut tmux = Command::new("tmux");
        tmux.arg("-S").arg(&self.socket);
        tmux.args(["-f", "/dev/null", "-u"]);
        tmux.args(args).env("LANG", "C.UTF-8").env_remove("TMUX");
        tmux.output().unwrap()
    }

    fn run(&self, args: &[&str]) -> String {
        let done = self.try_run(args);
        assert!(done.status.success(), "{args:?}: {done:?}");
        String::from_utf8_lossy(&done.stdout).into_owned()
    }

    /// Opens the case of a home in a session of its own, its bytes kept in a file of that name.
    fn open(&self, home: &Path, name: &str, env: &[&str]) {
        let home_set = format!("HOME={}", home.display());
        let case = home.join("case").display().to_string();
        let mut args = vec!["new-session", "-d", "-s", name, "-x", "80", "-y", "24"];
        let sets = [home_set.as_str(), "LANG=C.UTF-8", "VALLA_AUTHOR=mira"];
        for set in sets.iter().chain(env) {
            args.extend(["-e", *set]);
        }
        let start = format!("sleep 0.3; exec '{VALLA}' -C '{case}'");
        args.push(&start);
        self.run(&args);
        let kept = format!("cat > '{}'", home.join(name).display());
        self.run(&["pipe-pane", "-t", name, &kept]);
        self.until(name, |screen| screen.contains("Threads"));
    }

    /// Types, byte by byte.
    fn press(&self, name: &str, keys: &str) {
        let codes: Vec<String> = keys.bytes().map(|b| format!("{b:02x}")).collect();
        let mut args = vec!["send-keys", "-t", name, "-H"];
        args.extend(codes.iter().map(String::as_str));
        self.run(&args);
    }

    /// Gives the screen with the sequences that look so.
    fn look(&self, name: &str) -> String {
        self.run(&["capture-pane", "-p", "-e", "-t", name])
    }

    /// Waits until the screen tells that it is as it must be.
    fn until(&self, name: &str, is: impl Fn(&str) -> bool) {
        let start = Instant::now();
        while !is(&self.look(name)) {
            assert!(start.elapsed() < WAIT, "{}", self.look(name));
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits until every key was taken and the screen does not change any more; gives it with its
    /// looks. Words typed into a prompt and left again are the sign that all keys before were.
    fn rest(&self, name: &str, step: usize) -> Vec<String> {
        let sign = format!("step-{step}-");
        self.press(name, &format!(":{sign}"));
        self.until(name, |screen| screen.contains(&sign));
        self.press(name, "\u{1b}");
        self.until(name, |screen| !screen.contains(&sign));
        let (mut before, mut same) = (String::new(), 0);
        let start = Instant::now();
        while same < 3 && start.elapsed() < WAIT {
            std::thread::sleep(Duration::from_millis(150));
            let now = self.look(name);
            same = if now == before { same + 1 } else { 0 };
            before = now;
        }
        let (rows, cols) = (100.try_into().unwrap(), 200.try_into().unwrap());
        let mut emulator = vt100::Parser::new(rows, cols, 0);
        emulator.process(before.replace('\n', "\r\n").as_bytes());
        pty::look(emulator.screen())
    }

    /// Waits for what was copied.
    fn buffer(&self, holds: impl Fn(&str) -> bool) -> String {
        let start = Instant::now();
        loop {
            let shown = self.try_run(&["show-buffer"]);
            let text = String::from_utf8_lossy(&shown.stdout).into_owned();
            if holds(&text) {
                return text;
            }
            assert!(start.elapsed() < WAIT, "the buffer holds {text:?}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Tmux {
    fn drop(&mut self) {
        self.try_run(&["kill-server"]);
    }
}

/// Walks through every screen twice, with a resize in between; gives false where tmux is not there.
fn walk_twice(home: &Path) -> bool {
    let Some(tmux) = Tmux::start(home) else {
        return false;
    };
    let (with, without) = ("with", "without");
    tmux.open(home, with, &[]);
    tmux.open(home, without, &["VALLA_NO_SCROLL=1"]);
    let mut keys = 0;
    for (at, (typed, resized)) in STEPS.iter().enumerate() {
        for name in [with, without] {
            if let Some((cols, rows)) = resized {
                let (x, y) = (cols.to_string(), rows.to_string());
                tmux.run(&["resize-window", "-t", name, "-x", &x, "-y", &y]);
                tmux.rest(name, at);
            }
            tmux.press(name, typed);
        }
        keys += typed.chars().count();
        // On a busy machine one of them may still be drawing when it seemed to rest.
        let start = Instant::now();
        loop {
            let (a, b) = (tmux.rest(with, at), tmux.rest(without, at));
            let other = a.iter().zip(&b).find(|(a, b)| a != b);
            if other.is_none() {
                break;
            }
            assert!(start.elapsed() < WAIT, "after {typed:?}: {other:?}");
        }
    }
    assert!(keys >= 60, "only {keys} keys");
    let moved = |name: &str| {
        let bytes = std::fs::read(home.join(name)).unwrap_or_default();
        String::from_utf8_lossy(&bytes).contains("\u{1b}[M")
    };
    assert!(moved(with) && !moved(without));
    true
}

#[test]
fn tmux_shows_the_same_with_and_without_moved_rows() {
    if walk_twice(home().path()) {
        assert!(walk_twice(long_home().path()));
    }
}

#[test]
fn what_is_copied_arrives_in_the_buffer_of_tmux() {
    let home = long_home();
    let Some(tmux) = Tmux::start(home.path()) else {
        return;
    };
    tmux.open(home.path(), "copy", &[]);
    tmux.rest("copy", 1);
    tmux.press("copy", "jyy");
    let digest = tmux.buffer(|text| text.len() == 64);
    let listed = Command::new(VALLA)
        .args(["--case", "case", "list", "--json"])
        .current_dir(home.path())
        .env("HOME", home.path())
        .output()
        .unwrap();
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    assert!(
        listed.contains(&format!("\"item\":\"{digest}\"")),
        "{digest}"
    );
    tmux.press("copy", "yc");
    let place = tmux.buffer(|text| text.contains("mail.mbox @"));
    assert!(place.ends_with(&format!("sha256 {digest}")), "{place}");
    tmux.press("copy", "f日本\r");
    tmux.rest("copy", 2);
    tmux.press("copy", "yl");
    tmux.buffer(|text| text.contains("Mira") && !text.contains("sha256"));
}
