//! The child of these tests: this very program, started with a variable, marks in a folder and
//! says so after each mark.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use valla::journal::Act;
use valla::model::{Digest, Verdict};
use valla::store::annotations::Session;

/// Folder that the child marks in.
const FOLDER: &str = "VALLA_FAULT_CHILD";
/// How many marks it makes.
const MARKS: &str = "VALLA_FAULT_MARKS";
/// Who it is.
const AUTHOR: &str = "VALLA_FAULT_AUTHOR";
/// How many events it waits for before it ends.
const UNTIL: &str = "VALLA_FAULT_UNTIL";

/// Gives a time that never changes.
pub fn clock() -> String {
    "2026-11-22T03:00:00Z".to_owned()
}

/// Opens a session as the children do.
pub fn open(dir: &Path) -> Result<Session, String> {
    Session::open(dir, "Ada Example", "desk", clock).map_err(|e| e.to_string())
}

/// Gives the digest of an invented item.
pub fn item(n: u64) -> Digest {
    Digest(std::array::from_fn(|i| (n >> (8 * (i % 8))) as u8))
}

/// Starts a child that marks.
pub fn start(dir: &Path, author: &str, marks: usize, until: usize) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "child::child", "--nocapture", "--test-threads=1"])
        .env(FOLDER, dir)
        .env(AUTHOR, author)
        .env(MARKS, marks.to_string())
        .env(UNTIL, until.to_string())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    command
}

/// Gives the hashes that a child acknowledged.
pub fn acks(out: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(out);
    let acks = text.lines().filter_map(|l| l.split_once("ack "));
    acks.map(|(_, hash)| hash.to_owned())
        .filter(|h| h.len() == 64)
        .collect()
}

fn number(name: &str) -> u64 {
    std::env::var(name).map_or(0, |n| n.parse().unwrap())
}

/// Says a line at once.
fn say(line: &str) {
    println!("{line}");
    std::io::stdout().flush().unwrap();
}

#[test]
fn child() {
    let Some(dir) = std::env::var_os(FOLDER) else {
        return;
    };
    let author = std::env::var(AUTHOR).unwrap();
    let mut session = match Session::open(Path::new(&dir), &author, "desk", clock) {
        Ok(session) => session,
        Err(e) => return say(&format!("refused {e}")),
    };
    say("ready");
    for n in 0..number(MARKS) {
        match session.append(act(n)) {
            Ok(event) => say(&format!("ack {}", event.hash)),
            Err(e) => return say(&format!("refused {e}")),
        }
    }
    let until = number(UNTIL) as usize;
    let start = std::time::Instant::now();
    while until > 0 && start.elapsed().as_secs() < 600 {
        session.refresh().unwrap();
        let seen = session.journals().events();
        let marks = seen.iter().filter(|e| e.act.is_mark()).count();
        if marks >= until {
            return say(&format!("saw {marks}"));
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}

fn act(n: u64) -> Act {
    match n % 3 {
        0 => Act::Note {
            item: item(n),
            text: format!("note {n}"),
        },
        1 => Act::Tag {
            tag: "hot".to_owned(),
            items: vec![item(n), item(n + 1)],
        },
        _ => Act::Verdict {
            verdict: Some(Verdict::Altered),
            items: vec![item(n)],
        },
    }
}
