//! Kills a marking session at any moment, again and again: an acknowledged mark is never lost,
//! and journal and store agree. The child is this very test program, started with a variable.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "helpers of a test")]

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;
use valla::journal::Act;
use valla::model::Digest;
use valla::store::annotations::{Found, Journals, Session, verify};

/// Folder that the child marks in.
const CHILD: &str = "VALLA_KILL_CHILD";

fn clock() -> String {
    "2026-11-22T03:00:00Z".to_owned()
}

fn open(dir: &Path) -> Session {
    Session::open(dir, "Ada Example", "desk", clock).expect("the session opens")
}

/// The child: marks without end and says so after each mark.
#[test]
fn child() {
    let Some(dir) = std::env::var_os(CHILD) else {
        return;
    };
    let mut session = match Session::open(Path::new(&dir), "Ada Example", "desk", clock) {
        Ok(session) => session,
        Err(e) => {
            println!("refused {e}");
            return;
        }
    };
    let most = std::env::var("VALLA_KILL_MARKS").map_or(u64::MAX, |n| n.parse().unwrap());
    println!("ready");
    let first = session.journals().events().len() as u64;
    for n in first..first.saturating_add(most) {
        let item = Digest(std::array::from_fn(|i| (n >> (8 * (i % 8))) as u8));
        let text = format!("note {n}");
        match session.append(Act::Note { item, text }) {
            Ok(event) => println!("ack {}", event.hash),
            Err(e) => {
                println!("refused {e}");
                return;
            }
        }
        std::io::stdout().flush().unwrap();
    }
}

#[test]
fn no_acknowledged_mark_is_lost_when_the_session_is_killed() {
    let rounds = if std::env::var_os("VALLA_LONG").is_some() {
        1000
    } else {
        100
    };
    let root = tempfile::tempdir().unwrap();
    let (mut state, mut acks, mut rebuilt) = (7_u64, 0_usize, 0_usize);
    for round in 0..rounds {
        // Every 25 rounds a new folder, so that a round stays short.
        let dir = root.path().join(format!("annotations-{}", round / 25));
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        // One life in four ends while the session opens, the others while it marks.
        let wait = if round % 4 == 3 {
            Wait::Opening
        } else {
            Wait::Marking
        };
        let acked = one_life(&dir, wait, Duration::from_micros((state >> 33) % 60_000));
        let board = Journals::read_all(&dir).unwrap().board();
        for hash in &acked {
            assert!(board.event(hash).is_some(), "round {round}: {hash} is lost");
        }
        acks += acked.len();
        assert!(verify(&dir).unwrap().iter().all(|v| v.first_bad.is_none()));
        if round % 5 == 0 {
            let session = open(&dir);
            rebuilt += usize::from(*session.found() != Found::Sound);
            assert!(!matches!(session.found(), Found::Ahead(_)), "round {round}");
            for hash in &acked {
                assert!(session.board().event(hash).is_some(), "round {round}");
            }
            drop(session);
            let session = open(&dir);
            assert_eq!(session.found(), &Found::Sound, "round {round}");
            assert_eq!(session.journals().files().len(), 1, "round {round}");
        }
    }
    assert!(acks > rounds, "{acks} marks in {rounds} rounds try nothing");
    println!("{rounds} kills, {acks} acknowledged, 0 lost, {rebuilt} stores made again");
}

/// What a child is doing when its time starts.
#[derive(Clone, Copy, PartialEq)]
enum Wait {
    Opening,
    Marking,
}

/// Lets a child mark until it is killed; gives the hashes that it acknowledged.
fn one_life(dir: &Path, wait: Wait, life: Duration) -> Vec<String> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "child", "--nocapture", "--test-threads=1"])
        .env(CHILD, dir)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let out = child.stdout.take().unwrap();
    let (ready, started) = mpsc::channel();
    let reader = std::thread::spawn(move || {
        let mut acks = Vec::new();
        for line in BufReader::new(out).lines().map_while(Result::ok) {
            if line.ends_with("ready") {
                let _ = ready.send(());
            }
            let hash = line.split_once("ack ").map(|(_, hash)| hash.to_owned());
            acks.extend(hash.filter(|h| h.len() == 64));
        }
        acks
    });
    if wait == Wait::Marking {
        let opened = started.recv_timeout(Duration::from_mins(1));
        opened.expect("the child opens its session");
        std::thread::sleep(life);
    } else {
        std::thread::sleep(life * 4);
    }
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap()
}
