//! What a key costs on the line, in bytes, and that rows which the terminal moves itself end up as
//! rows that are written.

use super::home;
use super::pty::{Pty, VALLA, size};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// Words of invented mail.
const WORDS: &[&str] = &[
    "boat", "house", "roof", "meeting", "minutes", "harbour", "été", "invoice", "Tuesday",
    "contract", "日本", "letter", "account", "terrace", "second", "plan", "river", "quorum",
];

/// Gives words that are the same for the same number.
fn words(seed: u64, count: u64) -> String {
    let word = |n: u64| {
        let mixed = (seed * 1_000 + n).wrapping_mul(6_364_136_223_846_793_005) >> 33;
        WORDS[(mixed % WORDS.len() as u64) as usize]
    };
    (0..count).map(word).collect::<Vec<_>>().join(" ")
}

/// Makes a home with a case of threads, long texts, and texts that resemble each other.
pub fn long_home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let mut mail = String::new();
    for n in 0..140_u64 {
        let _ = write!(
            mail,
            "From mira@example.org Mon Jan  5 10:00:00 2015\n\
             From: Mira {} <m{}@example.org>\nTo: Anna <anna@example.org>\n\
             Subject: {}\nDate: Mon, {} Jan 2015 10:{:02}:00 +0100\n\
             Message-ID: <{n}@example.org>\nContent-Type: text/plain; charset=utf-8\n\
             Content-Transfer-Encoding: 8bit\n\n",
            words(n, 1),
            n % 7,
            words(n, 5),
            5 + n % 20,
            n % 60,
        );
        // Every seventh text is that of the one before with a word changed here and there.
        let seed = if n % 7 == 6 { n - 1 } else { n };
        for line in 0..70 {
            let text = words(seed * 100 + line, 9);
            let text = if seed != n && line % 9 == 4 {
                text.replace("roof", "cellar")
            } else {
                text
            };
            let _ = writeln!(mail, "{text} {line}");
        }
        mail.push('\n');
    }
    fs::write(home.path().join("mail.mbox"), mail).unwrap();
    let done = Command::new(VALLA)
        .args(["ingest", "--as", "mira", "--case", "case", "mail.mbox"])
        .current_dir(home.path())
        .env("HOME", home.path())
        .output()
        .unwrap();
    assert!(done.status.success(), "{done:?}");
    home
}

/// Presses a key and gives the bytes that it cost once nothing more came.
fn cost(pty: &mut Pty, keys: &str) -> usize {
    let before = pty.bytes().len();
    pty.press(keys);
    let (mut last, mut since) = (before, Instant::now());
    while since.elapsed() < Duration::from_millis(160) {
        std::thread::sleep(Duration::from_millis(10));
        let now = pty.bytes().len();
        if now != last {
            (last, since) = (now, Instant::now());
        }
    }
    last - before
}

/// Gives the median cost of a key that is pressed again and again.
fn median(pty: &mut Pty, key: &str, times: usize) -> usize {
    let mut costs: Vec<usize> = (0..times).map(|_| cost(pty, key)).collect();
    costs.sort_unstable();
    costs[times / 2]
}

/// What things may cost at a size.
struct Budget {
    size: (u16, u16),
    first: usize,
    line: usize,
    page: usize,
    preview: usize,
    held: usize,
}

const BUDGETS: &[Budget] = &[
    Budget {
        size: (80, 24),
        first: 4_000,
        line: 250,
        page: 2_600,
        preview: 1_500,
        held: 30_000,
    },
    Budget {
        size: (160, 50),
        first: 12_000,
        line: 400,
        page: 9_000,
        preview: 4_200,
        held: 55_000,
    },
];

fn within(what: &str, size: (u16, u16), bytes: usize, most: usize) {
    println!("{what} at {size:?}: {bytes} of {most} bytes");
    assert!(
        bytes <= most,
        "{what} at {size:?}: {bytes} bytes, {most} may be"
    );
}

#[test]
fn a_key_costs_few_bytes_on_the_line() {
    let home = long_home();
    for b in BUDGETS {
        let size = b.size;
        let mut pty = Pty::open(&[], home.path(), &[], size);
        pty.wait("Threads").rest();
        within("first frame", size, pty.bytes().len(), b.first);
        within(
            "move and preview",
            size,
            median(&mut pty, "j", 9),
            b.line + b.preview,
        );
        held(&mut pty, b);
        cost(&mut pty, "ggp");
        within("list move", size, median(&mut pty, "j", 9), b.line);
        cost(&mut pty, "jjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjj");
        within(
            "list move at the edge",
            size,
            median(&mut pty, "j", 9),
            b.line,
        );
        within("list page", size, median(&mut pty, "\u{1b}[6~", 3), b.page);
        cost(&mut pty, "ggpf7 boat\r");
        cost(&mut pty, "f\u{15}\r\r");
        pty.wait("item ").rest();
        within("message line", size, median(&mut pty, "j", 9), b.line);
        within("message page", size, cost(&mut pty, " "), b.page);
        cost(&mut pty, "gd");
        within(
            "groups move",
            size,
            median(&mut pty, "j", 9),
            b.line + b.preview,
        );
        cost(&mut pty, "\r");
        pty.wait("compare").rest();
        cost(&mut pty, "Z");
        within("compare line", size, median(&mut pty, "j", 9), b.line);
        within("compare page", size, cost(&mut pty, " "), b.page);
        let before = pty.bytes().len();
        std::thread::sleep(Duration::from_secs(2));
        assert_eq!(pty.bytes().len(), before, "idle wrote something");
        pty.press("gq\u{3}\u{3}");
        assert_eq!(pty.end().0, 0);
    }
}

/// A key that is held down for five seconds, with the preview.
fn held(pty: &mut Pty, budget: &Budget) {
    let before = pty.bytes().len();
    let start = Instant::now();
    for n in 1..=150_u32 {
        pty.press("j");
        let next = Duration::from_millis(33) * n;
        std::thread::sleep(next.saturating_sub(start.elapsed()));
    }
    let bytes = pty.bytes().len() - before;
    within("five seconds of j", budget.size, bytes, budget.held);
}

/// Keys after which both must show the same, and sizes that come in between.
pub const STEPS: &[(&str, Option<(u16, u16)>)] = &[
    ("jjjjj", None),
    ("jjjjjjjjjjjj", None),
    ("kkk\u{4}", None),
    ("\r", None),
    ("jjj", None),
    (" jk", None),
    ("i", Some((100, 30))),
    ("jjjkk", None),
    ("r", None),
    ("jjj", None),
    ("gd\r", Some((160, 50))),
    ("Z", None),
    ("jjjj", None),
    ("kk n", Some((80, 24))),
    ("\tjjj", None),
    ("gf", None),
    ("jjj", None),
    ("gtG", None),
    ("kkkkkkkkkkkk", Some((60, 20))),
    ("?jjjjjjjjj", None),
];

fn walk_twice(home: &Path) {
    let mut with = Pty::open(&[], home, &[], (80, 24));
    let mut without = Pty::open(&[], home, &[("VALLA_NO_SCROLL", "1")], (80, 24));
    for pty in [&mut with, &mut without] {
        pty.wait("Threads").rest();
    }
    for (keys, resized) in STEPS {
        for pty in [&mut with, &mut without] {
            if let Some((cols, rows)) = resized {
                pty.resized(*cols, *rows);
                pty.master.resize(size(*cols, *rows)).unwrap();
                pty.rest();
            }
            pty.press(keys);
        }
        with.rest();
        without.rest();
        let (with, without) = (with.look(), without.look());
        let other = with.iter().zip(&without).find(|(a, b)| a != b);
        assert_eq!(other, None, "after {keys:?}");
    }
    let moved = |pty: &Pty| String::from_utf8_lossy(&pty.bytes()).contains("\u{1b}[M");
    // On a slow machine steps fall into one frame, which is written anew: then line by line.
    for key in ["k", "j"].iter().cycle().take(16) {
        if moved(&with) {
            break;
        }
        for pty in [&mut with, &mut without] {
            pty.press(key);
            pty.rest();
        }
    }
    assert!(moved(&with) && !moved(&without));
    for pty in [&mut with, &mut without] {
        pty.press("gq\u{3}\u{3}");
        assert_eq!(pty.end().0, 0);
    }
}

#[test]
fn rows_that_the_terminal_moves_look_as_rows_that_are_written() {
    walk_twice(home().path());
    walk_twice(long_home().path());
}
