//! The real binary in a pseudo-terminal: a reviewer opens a case, browses, compares, codes, leaves
//! and finds the code again; the terminal is whole after every way out.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops where its ground gives way"
)]

use portable_pty::{Child, CommandBuilder, MasterPty, NativePtySystem, PtySize, PtySystem};
use std::io::{Read, Write};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

const VALLA: &str = env!("CARGO_BIN_EXE_valla");
const WAIT: Duration = Duration::from_secs(20);

/// A terminal with the program in it.
struct Terminal {
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    input: Box<dyn Write + Send>,
    screen: Arc<Mutex<(vt100::Parser, Vec<u8>)>>,
}

impl Terminal {
    fn open(args: &[&str], home: &Path) -> Self {
        let size = PtySize {
            rows: 24,
            cols: 80,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = NativePtySystem::default().openpty(size).unwrap();
        let mut command = CommandBuilder::new(VALLA);
        command.args(args);
        command.env_clear();
        for (name, value) in [
            ("TERM", "xterm-256color"),
            ("LANG", "C.UTF-8"),
            ("VALLA_AUTHOR", "anna"),
            ("PATH", "/usr/bin:/bin"),
        ] {
            command.env(name, value);
        }
        command.env("HOME", home);
        let child = pair.slave.spawn_command(command).unwrap();
        let screen = Arc::new(Mutex::new((vt100::Parser::default(), Vec::new())));
        let mut output = pair.master.try_clone_reader().unwrap();
        let shown = Arc::clone(&screen);
        std::thread::spawn(move || {
            let mut bytes = [0; 8192];
            while let Ok(n) = output.read(&mut bytes) {
                if n == 0 {
                    return;
                }
                let mut screen = shown.lock().unwrap();
                screen.0.process(&bytes[..n]);
                screen.1.extend_from_slice(&bytes[..n]);
            }
        });
        let input = pair.master.take_writer().unwrap();
        Self {
            master: pair.master,
            child,
            input,
            screen,
        }
    }

    fn text(&self) -> String {
        self.screen.lock().unwrap().0.screen().contents()
    }

    fn bytes(&self) -> Vec<u8> {
        self.screen.lock().unwrap().1.clone()
    }

    fn wait(&self, what: &str) -> String {
        let start = Instant::now();
        loop {
            let text = self.text();
            if text.contains(what) {
                return text;
            }
            assert!(start.elapsed() < WAIT, "no {what:?} in\n{text}");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn press(&mut self, keys: &str) -> &mut Self {
        self.input.write_all(keys.as_bytes()).unwrap();
        self.input.flush().unwrap();
        self
    }

    /// Waits for the end; gives the exit code and everything that was written.
    fn end(&mut self) -> (u32, Vec<u8>) {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                std::thread::sleep(Duration::from_millis(100));
                return (status.exit_code(), self.bytes());
            }
            assert!(start.elapsed() < WAIT, "still running:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn signal(&self, name: &str) {
        let id = self.child.process_id().unwrap().to_string();
        assert!(
            Command::new("kill")
                .args(["-s", name, &id])
                .status()
                .unwrap()
                .success()
        );
    }
}

/// Makes a case of the corpus of the tests.
fn case(folder: &Path) -> String {
    let case = folder.join("case");
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/corpus");
    let done = Command::new(VALLA)
        .args(["ingest", "--as", "anna", "--case"])
        .arg(&case)
        .arg(&corpus)
        .env("HOME", folder)
        .output()
        .unwrap();
    assert!(
        done.status.success() || done.status.code() == Some(3),
        "{done:?}"
    );
    case.to_string_lossy().into_owned()
}

fn is_restored(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let last = |what: &str| text.rfind(what);
    last("\u{1b}[?1049l") > last("\u{1b}[?1049h")
        && last("\u{1b}[?25h") > last("\u{1b}[?25l")
        && last("\u{1b}[?2004l") > last("\u{1b}[?2004h")
}

#[test]
fn what_was_coded_is_there_when_the_case_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let case = case(folder.path());
    let mut t = Terminal::open(&["--case", &case], folder.path());
    t.wait("Threads");
    t.press("gd").wait_for("2 groups");
    t.press("\r").wait_for("compare Roof of the boat house");
    t.wait("[-workshop-]");
    t.press("n").wait_for("[-12 500 EUR-]");
    t.press("2").wait_for("[2 altered]");
    t.press("t/loan\r").wait_for("[x] loan");
    t.press("\r").wait_for("tag 1 item loan");
    t.press("cask Camille\r").wait_for("note 1 item");
    t.press("q").wait_for("2 groups");
    t.press("qqq");
    let (code, bytes) = t.end();
    assert_eq!(code, 0);
    assert!(is_restored(&bytes));

    let mut t = Terminal::open(&["--case", &case], folder.path());
    t.wait("Threads");
    t.press("fverdict:altered\r").wait_for("1 of 13 thr");
    t.press("\r").wait_for("you: altered");
    t.wait("#loan");
    t.wait("ask Camille");
    t.press("u").wait_for("taken back");
    t.press("\u{3}\u{3}");
    assert_eq!(t.end().0, 0);

    let log = Command::new(VALLA)
        .args(["--case", &case, "log"])
        .output()
        .unwrap();
    assert!(
        String::from_utf8_lossy(&log.stdout).contains("undo"),
        "{log:?}"
    );
}

impl Terminal {
    fn wait_for(&mut self, what: &str) -> String {
        self.wait(what)
    }
}

#[test]
fn the_terminal_is_given_back_on_every_way_out() {
    let folder = tempfile::tempdir().unwrap();
    let case = case(folder.path());
    for signal in ["TERM", "HUP", "INT"] {
        let mut t = Terminal::open(&["--case", &case], folder.path());
        t.wait("Threads");
        t.press("1").wait_for("code 1 item");
        t.signal(signal);
        let (_, bytes) = t.end();
        assert!(is_restored(&bytes), "{signal}");
    }
}

#[test]
fn a_stop_gives_the_terminal_back_and_a_continue_takes_it_again() {
    let folder = tempfile::tempdir().unwrap();
    let case = case(folder.path());
    let mut t = Terminal::open(&["--case", &case], folder.path());
    t.wait("Threads");
    t.press("\u{1a}");
    let start = Instant::now();
    while !is_restored(&t.bytes()) {
        assert!(start.elapsed() < WAIT, "not given back");
        std::thread::sleep(Duration::from_millis(10));
    }
    std::thread::sleep(Duration::from_millis(200));
    t.signal("CONT");
    t.wait("Threads");
    t.press("gd").wait_for("2 groups");
    t.press("gtqq");
    assert_eq!(t.end().0, 0);
}

#[test]
fn idle_writes_nothing_and_a_storm_of_sizes_breaks_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let case = case(folder.path());
    let mut t = Terminal::open(&["--case", &case], folder.path());
    t.wait("what Mira wrote");
    std::thread::sleep(Duration::from_millis(300));
    let before = t.bytes().len();
    std::thread::sleep(Duration::from_millis(2500));
    assert_eq!(t.bytes().len(), before, "idle wrote something");
    for n in 0..60u16 {
        let (rows, cols) = (1 + n * 7 % 70, 1 + n * 31 % 200);
        t.master
            .resize(PtySize {
                rows,
                cols,
                pixel_width: 0,
                pixel_height: 0,
            })
            .unwrap();
        t.press("j");
    }
    t.master
        .resize(PtySize {
            rows: 24,
            cols: 80,
            pixel_width: 0,
            pixel_height: 0,
        })
        .unwrap();
    t.press("\u{c}").wait_for("Threads");
    t.press("qq");
    assert_eq!(t.end().0, 0);
}

#[test]
fn without_a_fit_terminal_the_plain_commands_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let case = case(folder.path());
    for term in ["dumb", "", "nosuchterm"] {
        let done = Command::new(VALLA)
            .args(["--case", &case])
            .env("TERM", term)
            .env("HOME", folder.path())
            .output()
            .unwrap();
        assert_eq!(done.status.code(), Some(2));
        assert!(
            String::from_utf8_lossy(&done.stderr).contains("valla threads"),
            "{done:?}"
        );
    }
}
