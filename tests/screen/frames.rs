//! Pictures of every screen at three sizes, kept beside this file.

use crate::desk::Desk;
use crate::sample::sample;
use std::fmt::Write as _;
use std::path::Path;
use valla::model::Lang;

const SIZES: [(u16, u16); 3] = [(60, 20), (80, 24), (160, 50)];

/// Every screen with the keys that lead there.
const SCREENS: &[(&str, &str)] = &[
    ("threads", ""),
    ("threads-open", "j j z"),
    ("threads-copies", "j j z Enter j"),
    ("threads-marked", "x x 2"),
    ("threads-filter", "f from:anna"),
    ("threads-wrong-filter", "f nofield:x"),
    ("threads-filtered", "f from:anna Enter"),
    ("which-key", "g"),
    ("message", "j j Enter Enter"),
    ("message-all-headers", "j j j Enter i"),
    ("message-quote", "j j z j Enter"),
    ("message-differs", "j j z j Enter n"),
    ("message-raw", "j j z j Enter r"),
    ("message-found", "j j z j Enter / rib Enter n"),
    ("groups", "gd"),
    ("versions", "gd e"),
    ("compare", "gd Enter"),
    ("compare-second", "gd Enter n 2"),
    ("compare-unified", "gd Enter Tab"),
    ("compare-ignore", "gd Enter i"),
    ("compare-open", "gd Enter z"),
    ("tags", "t / payment Enter"),
    ("tags-saved", "t / payment Enter 2 Enter k"),
    ("note", "c ask Space Camille"),
    ("findings", "gf"),
    ("findings-filtered", "gf w e"),
    ("findings-marked", "gf mi a"),
    ("compare-finding", "gf Enter"),
    ("ghost", "j z Enter"),
    ("apparatus", "gf Enter m"),
    ("evidence", "j j z j Enter e"),
    ("evidence-rail", "j j z j Enter e G"),
    ("exceptions", "gx"),
    ("overview", "go j j j j j j"),
    ("entities", "ga j"),
    ("correspondents", "gc"),
    ("timeline", "gl j"),
    ("views", "gv"),
    ("overview-opened", "go j j j j j j Enter"),
    ("message-sought", "f rib Enter Enter"),
    ("metadata", "gm j"),
    ("metadata-items", "gm j Enter j"),
    ("export", "ge j j"),
    ("help", "?"),
    ("help-find", "? / code Enter"),
    ("command", ": next Tab"),
    ("tour", ": tour Enter"),
    ("tour-compare", ": tour Enter gf Enter"),
    ("tour-elsewhere", ": tour Enter gf Enter n q"),
    ("tour-end", ": tour Enter gf Enter n J 2 E / date Enter ge"),
];

#[test]
fn every_screen_looks_as_kept() {
    for (width, height) in SIZES {
        for (name, keys) in SCREENS {
            let mut desk = Desk::new(sample(), (width, height));
            desk.press(keys);
            insta::assert_snapshot!(format!("{name}-{width}x{height}"), desk.picture());
        }
    }
}

/// The main screens, with the keys that lead there, as they are kept in every other language.
const MAIN: &[&str] = &[
    "threads",
    "threads-marked",
    "threads-filter",
    "which-key",
    "message",
    "message-differs",
    "groups",
    "versions",
    "compare",
    "compare-ignore",
    "tags",
    "findings",
    "findings-marked",
    "ghost",
    "apparatus",
    "evidence-rail",
    "exceptions",
    "overview",
    "entities",
    "timeline",
    "metadata",
    "export",
    "help",
];

#[test]
fn the_main_screens_in_french_look_as_kept() {
    let main = SCREENS.iter().filter(|(name, _)| MAIN.contains(name));
    for (name, keys) in main {
        let mut desk = Desk::new(sample(), (80, 24));
        desk.state.shell.lang = Lang::French;
        desk.press(keys);
        insta::assert_snapshot!(format!("{name}-fr"), desk.text());
    }
}

#[test]
fn no_key_of_the_last_row_is_cut_in_any_language() {
    for lang in Lang::ALL {
        for (name, keys) in SCREENS.iter().filter(|(name, _)| MAIN.contains(name)) {
            for size in SIZES {
                let mut desk = Desk::new(sample(), size);
                desk.state.shell.lang = lang;
                desk.press(keys);
                let text = desk.text();
                let last = text.lines().last().unwrap_or("");
                let cut = last.ends_with('~') || last.chars().count() > usize::from(size.0);
                assert!(!cut, "{name} {lang:?} {size:?}: {last}");
            }
        }
    }
}

#[test]
fn below_the_smallest_size_one_line_says_so_and_keys_still_work() {
    for size in [(1, 1), (20, 5), (59, 20), (60, 19), (0, 0)] {
        let mut desk = Desk::new(sample(), size);
        desk.press("j Enter gd Enter n z i w Esc Tab ? q t Esc f x Enter");
        if size == (59, 20) {
            assert_eq!(desk.text().trim(), "60x20 needed, have 59x20");
        }
        desk.take(valla::tui::Event::Resize(80, 24));
        assert!(desk.text().contains("sample"), "{}", desk.text());
    }
}

#[test]
fn every_size_up_to_500x200_is_drawn() {
    for size in [
        (60, 20),
        (61, 77),
        (79, 23),
        (119, 24),
        (120, 24),
        (500, 200),
    ] {
        for (name, keys) in SCREENS {
            let mut desk = Desk::new(sample(), size);
            desk.press(keys);
            assert!(desk.text().contains("sample"), "{name} at {size:?}");
        }
    }
}

/// Gives a screen of 80 columns and 24 rows as its snapshot has it, as a block of text.
fn picture(name: &str) -> Option<String> {
    let (_, keys) = SCREENS.iter().find(|(screen, _)| *screen == name)?;
    let mut desk = Desk::new(sample(), (80, 24));
    desk.press(keys);
    Some(format!("```text\n{}\n```\n", desk.text()))
}

/// What stands before a picture and what behind it.
const BEFORE: &str = "<!-- picture of the screen: ";
const BEHIND: &str = "<!-- end of the picture -->";

#[test]
fn the_pictures_in_the_readme_are_frames_of_the_screen() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let mut parts = readme.split(BEFORE);
    let mut made = parts.next().unwrap().to_owned();
    let mut names = Vec::new();
    for part in parts {
        let (name, rest) = part.split_once(" -->\n").unwrap();
        let (_, behind) = rest.split_once(BEHIND).unwrap();
        let picture = picture(name).unwrap();
        made += BEFORE;
        let _ = write!(made, "{name} -->\n{picture}{BEHIND}{behind}");
        names.push(name);
    }
    assert_eq!(names, ["compare", "findings", "evidence"]);
    if std::env::var_os("VALLA_BLESS").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    let same = readme == made || std::env::var_os("VALLA_BLESS").is_some();
    assert!(
        same,
        "VALLA_BLESS=1 cargo test --test screen makes the pictures anew"
    );
}
