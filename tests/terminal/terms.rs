//! Terminals by name: each gets what it can do, and what can show no screen is told what else
//! there is. What is copied goes to the terminal's clipboard.

use super::home;
use super::pty::{Pty, VALLA};
use super::strip::foreign;
use std::path::Path;
use std::process::{Command, Stdio};

const KNOWN: &[&str] = &[
    "xterm-256color",
    "xterm-16color",
    "screen",
    "tmux-256color",
    "linux",
    "vt100",
];
const KEYS: &[&str] = &["jj", "\r", "jj", "gd", "\r", "nn", "gf", "j", "gt", "g"];

/// Gives the numbers of all attributes that were set.
fn attributes(bytes: &[u8]) -> Vec<u32> {
    let text = String::from_utf8_lossy(bytes);
    let sequences = text.split("\u{1b}[").skip(1);
    let ended = sequences.filter_map(|s| {
        let end = s.find(|c: char| c.is_ascii_alphabetic())?;
        s[end..].starts_with('m').then(|| s[..end].to_owned())
    });
    ended
        .flat_map(|s| {
            s.split(';')
                .map(|n| n.parse().unwrap_or(0))
                .collect::<Vec<_>>()
        })
        .collect()
}

fn walk(home: &Path, env: &[(&str, &str)]) -> (Vec<Vec<String>>, Vec<u8>) {
    let mut pty = Pty::open(&[], home, env, (80, 24));
    pty.wait("Threads").rest();
    // Where another session left it is taken up again.
    pty.press("gtgg").rest();
    let mut shown = Vec::new();
    for keys in KEYS {
        pty.press(keys).rest().rest();
        shown.push(pty.marks());
    }
    pty.press("\u{1b}").rest().press("gq");
    let (code, bytes) = pty.end();
    assert_eq!(code, 0);
    assert_eq!(foreign(&bytes), Vec::<String>::new(), "{env:?}");
    (shown, bytes)
}

#[test]
fn every_known_terminal_shows_the_screens() {
    let home = home();
    let (usual, _) = walk(home.path(), &[]);
    for term in KNOWN {
        let (shown, bytes) = walk(home.path(), &[("TERM", term)]);
        let used = attributes(&bytes);
        let coloured = used.iter().any(|n| (30..=107).contains(n));
        assert_eq!(coloured, *term != "vt100", "{term}");
        assert!(used.contains(&7) && used.contains(&4), "{term}");
        if *term == "vt100" {
            let text = String::from_utf8_lossy(&bytes);
            assert!(!text.contains('─') && !text.contains("\u{1b}[M"));
        } else {
            assert_eq!(shown, usual, "{term}");
        }
    }
}

#[test]
fn without_colours_reverse_and_underline_stay() {
    let home = home();
    let (usual, _) = walk(home.path(), &[]);
    let (plain, bytes) = walk(home.path(), &[("NO_COLOR", "1")]);
    assert_eq!(plain, usual);
    assert!(!attributes(&bytes).iter().any(|n| (30..=107).contains(n)));
    for theme in ["mono", "red-green", "blue-orange"] {
        let (shown, _) = walk(home.path(), &[("VALLA_THEME", theme)]);
        let rows = shown.iter().flatten().zip(usual.iter().flatten());
        let other = rows.into_iter().find(|(a, b)| a != b);
        assert_eq!(other, None, "{theme}");
    }
}

#[test]
fn what_shows_no_screen_is_told_the_plain_commands() {
    let home = home();
    for term in ["dumb", "", "nosuchterm", "unknown"] {
        let mut pty = Pty::open(&[], home.path(), &[("TERM", term)], (80, 24));
        let (code, bytes) = pty.end();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert_eq!(code, 2, "{term}: {text}");
        assert!(text.contains("valla review --plain"), "{text}");
        assert!(text.contains("valla threads") && !text.contains("\u{1b}[?1049h"));
    }
    let piped = Command::new(VALLA)
        .env_remove("TERM")
        .env("HOME", home.path())
        .env("VALLA_CASE", home.path().join("case"))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&piped.stderr).into_owned();
    assert_eq!(piped.status.code(), Some(2));
    assert!(said.contains("valla threads"), "{said}");
    let mut pty = Pty::open(&["--theme", "nosuch"], home.path(), &[], (80, 24));
    let (code, bytes) = pty.end();
    assert_eq!(code, 2);
    assert!(String::from_utf8_lossy(&bytes).contains("blue-orange"));
}

#[test]
fn what_is_copied_is_safe_and_shown() {
    let home = home();
    for (env, way) in [
        (&[][..], "\u{1b}]52;c;"),
        (
            &[("TMUX", "/tmp/x,1,0")][..],
            "\u{1b}Ptmux;\u{1b}\u{1b}]52;c;",
        ),
        (&[("STY", "1.x")][..], "\u{1b}P\u{1b}]52;c;"),
        (&[("TERM", "linux")][..], ""),
    ] {
        let mut pty = Pty::open(&[], home.path(), env, (80, 24));
        pty.wait("Threads").rest();
        for keys in ["yy", "yl", "yc", "ym", "gd\ryl"] {
            pty.press(keys).rest();
        }
        pty.press("gtggyy").wait("copied");
        let sent = pty.bytes();
        let text = String::from_utf8_lossy(&sent);
        let text = text.replace("\u{1b}\\\u{1b}P", "");
        assert_eq!(text.contains("\u{1b}]52;c;"), !way.is_empty(), "{env:?}");
        assert!(text.contains(way), "{env:?}");
        let coded = text.split("\u{1b}]52;c;").skip(1);
        for piece in coded.filter_map(|p| p.split('\u{7}').next()) {
            let safe = |c: char| c.is_ascii_alphanumeric() || "+/=".contains(c);
            assert!(piece.chars().all(safe), "{piece:?}");
        }
        pty.press("gq\u{3}\u{3}");
        assert_eq!(pty.end().0, 0);
    }
}

#[test]
fn a_prefix_that_waits_shows_all_that_may_follow() {
    let home = home();
    let mut pty = Pty::open(&[], home.path(), &[], (80, 24));
    pty.wait("Threads").rest();
    pty.press("g").wait("g and");
    for words in ["t threads", "o overview", "u uncover", "n next uncoded"] {
        assert!(pty.text().contains(words), "{words} in\n{}", pty.text());
    }
    pty.press("\u{1b}").rest();
    assert!(!pty.text().contains("g and"));
    pty.press("gd").wait("Groups");
    pty.press("gq\u{3}\u{3}");
    assert_eq!(pty.end().0, 0);
}

#[test]
fn keys_and_theme_are_taken_from_the_settings() {
    let home = home();
    let settings = home.path().join(".config/valla");
    std::fs::create_dir_all(&settings).unwrap();
    let write = |text: &str| std::fs::write(settings.join("config.toml"), text).unwrap();
    write("theme = \"mono\"\n[keys]\npreset = \"azerty\"\ngroups = \"gy\"\n");
    let mut pty = Pty::open(&[], home.path(), &[], (80, 24));
    pty.wait("Threads").rest();
    pty.press("gy").wait("Groups");
    pty.press("gt").rest().press("é").wait("code");
    pty.press("gq\u{3}\u{3}");
    let (code, bytes) = pty.end();
    assert_eq!(code, 0);
    assert!(!attributes(&bytes).iter().any(|n| (30..=107).contains(n)));
    write("[keys]\ncompare = \"x\"\nfly = \"y\"\n");
    for args in [&[][..], &["keymap", "--check"]] {
        let mut pty = Pty::open(args, home.path(), &[], (80, 24));
        let (code, bytes) = pty.end();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert_eq!(code, 2, "{text}");
        assert!(
            text.contains("x means both") && text.contains("fly"),
            "{text}"
        );
    }
}
