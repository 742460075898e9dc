//! Somebody who has never seen the program: the keys come from what the screen says, its keys row,
//! its codes row and its help, and from nowhere else. And somebody who follows the tour.

use super::pty::{Pty, VALLA};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// Most keys to find and code three planted edits.
const MOST: usize = 40;

/// A newcomer before the screen, who counts the keys.
struct Newcomer {
    pty: Pty,
    pressed: usize,
}

impl Newcomer {
    /// Gives the entries of the keys row: keys, and what they are said to do.
    fn footer(&self) -> Vec<(String, String)> {
        let text = self.pty.text();
        let row = text.lines().find(|l| l.trim_end().ends_with("? help"));
        assert!(row.is_some(), "no keys row in\n{text}");
        let entry = |piece: &str| {
            let (key, words) = piece.trim().split_once(' ')?;
            Some((key.to_owned(), words.trim().to_owned()))
        };
        let spread = row.unwrap().replace(" ? help", "  ? help");
        spread.split("  ").filter_map(entry).collect()
    }

    /// Gives the key that the keys row names for something.
    fn key(&self, words: &str) -> String {
        let footer = self.footer();
        let found = footer.iter().find(|(_, said)| said == words);
        assert!(found.is_some(), "no {words} in {footer:?}");
        let (keys, _) = found.unwrap();
        keys.split('/')
            .next()
            .filter(|k| !k.is_empty())
            .unwrap_or("/")
            .to_owned()
    }

    /// Gives the key that the codes row names for a verdict.
    fn code(&self, verdict: &str) -> String {
        let text = self.pty.text();
        let row = text
            .lines()
            .find(|l| l.contains(": ") && l.contains(verdict));
        let words: Vec<&str> = row.unwrap_or("").split_whitespace().collect();
        let at = words.iter().position(|w| *w == verdict).unwrap();
        words[at - 1].trim_matches('[').to_owned()
    }

    /// Gives the key that the help names in the row under its cursor.
    fn told(&self, action: &str) -> String {
        let text = self.pty.text();
        let row = text.lines().find(|l| l.starts_with('>')).unwrap_or("");
        let words: Vec<&str> = row.trim_start_matches('>').split_whitespace().collect();
        let at = words.iter().position(|w| *w == action);
        assert!(at.is_some_and(|at| at > 0), "no {action} in {row:?}");
        words[0].to_owned()
    }

    /// Presses keys as they are spelled, or types words.
    fn press(&mut self, keys: &str) {
        let typed = if keys == "Enter" { "\r" } else { keys };
        self.pressed += typed.chars().count();
        self.pty.press(typed);
    }
}

/// Gives the items that are coded as something, and those that the answer key names as changed.
fn coded_and_named(home: &Path) -> (Vec<String>, Vec<Vec<String>>) {
    let listed = Command::new(VALLA)
        .args(["--case", "try", "list", "verdict:altered", "--json"])
        .current_dir(home)
        .env("HOME", home)
        .output()
        .unwrap();
    let text = String::from_utf8(listed.stdout).unwrap();
    let item = |line: &str| {
        let row: Value = serde_json::from_str(line).unwrap();
        row["item"].as_str().unwrap().to_owned()
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let answers = std::fs::read(root.join("assets/demo/answers.json")).unwrap();
    let answers: Value = serde_json::from_slice(&answers).unwrap();
    let suspects = |plant: &Value| {
        let all = plant["suspect"].as_array().unwrap().iter();
        all.map(|s| s["item"].as_str().unwrap().to_owned())
            .collect()
    };
    let plants = answers["plants"].as_array().unwrap().iter();
    (
        text.lines().map(item).collect(),
        plants.map(suspects).collect(),
    )
}

#[test]
fn a_newcomer_finds_and_codes_three_planted_edits() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = Pty::open(&["demo", "try"], home.path(), &[], (80, 24));
    pty.wait("? help").rest();
    let mut one = Newcomer { pty, pressed: 0 };
    // The help has a search of its own: its keys row says so.
    let help = one.key("help");
    one.press(&help);
    one.pty.wait("Help:").rest();
    let find = one.key("find");
    one.press(&find);
    one.press("findings");
    one.press("Enter");
    one.pty.rest();
    let findings = one.told("findings");
    let back = one.key("back");
    one.press(&back);
    one.pty.rest();
    one.press(&findings);
    one.pty.wait("> Findings").rest();
    let open = one.key("open");
    one.press(&open);
    for n in 1..=3 {
        one.pty.wait(&format!("finding {n}/")).rest();
        let text = one.pty.text();
        assert!(
            text.contains("[-") && text.contains("{+"),
            "no edit in\n{text}"
        );
        let code = one.code("altered");
        one.press(&code);
        one.pty.wait("code 1 item").rest();
    }
    println!("{} keys for three planted edits", one.pressed);
    assert!(one.pressed <= MOST, "{} keys", one.pressed);
    one.pty.press("gq");
    assert_eq!(one.pty.end().0, 0);
    let (coded, plants) = coded_and_named(home.path());
    assert_eq!(coded.len(), 3, "{coded:?}");
    let of = |item: &String| plants.iter().position(|suspects| suspects.contains(item));
    let mut found: Vec<usize> = coded.iter().filter_map(of).collect();
    found.sort_unstable();
    found.dedup();
    assert_eq!(
        found.len(),
        3,
        "{coded:?} are not three plants of the answer key"
    );
}

/// The keys of the tour, and what is said then.
const TOUR: &[(&str, &str)] = &[
    ("gf", "tour 2 of 8"),
    ("\r", "tour 3 of 8"),
    ("n", "tour 4 of 8"),
    ("J", "tour 5 of 8"),
    ("2", "tour 6 of 8"),
    ("E", "tour 7 of 8"),
    ("/Date\r", "tour 8 of 8"),
    ("ge", "That was the tour."),
];

#[test]
fn the_demo_opens_with_the_tour_and_goes_on_with_it() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let mut pty = Pty::open(&["demo", "try"], home, &[], (60, 20));
    pty.wait("tour 1 of 8").wait("0 of 12 planted edits found");
    for (keys, said) in &TOUR[..5] {
        pty.press(keys).wait(said);
    }
    pty.wait("1 of 12 planted edits found");
    pty.press("\u{1b}").wait(":tour takes it up again");
    pty.press(":tour\r").wait("tour 6 of 8");
    pty.press("gq");
    assert_eq!(pty.end().0, 0);
    let mut pty = Pty::open(&["demo", "try"], home, &[], (80, 24));
    pty.wait("tour 6 of 8").wait("1 of 12 planted edits found");
    for (keys, said) in &TOUR[5..] {
        pty.press(keys).wait(said);
    }
    pty.press("qgtgq");
    assert_eq!(pty.end().0, 0);
    // Once it was gone to its end it is not shown again by itself.
    let mut pty = Pty::open(&["demo", "try"], home, &[], (80, 24));
    pty.wait("? help").rest();
    assert!(!pty.text().contains("tour"), "{}", pty.text());
    pty.press(":tour\r").wait("tour 1 of 8");
    pty.press("gq");
    assert_eq!(pty.end().0, 0);
}
