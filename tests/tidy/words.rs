//! Holds the screen to the tables of words: whatever it draws comes from `model/words/`, which has
//! a column a language. A literal with a word in it is told, but for the few that are no language.

use super::scan::Source;
use super::{hold, sources};

/// Where words are drawn or said.
const DRAWN: &[&str] = &[
    "src/tui/screens/",
    "src/tui/update/",
    "src/tui/draw.rs",
    "src/tui/habits.rs",
    "src/tui/hints.rs",
    "src/tui/keymap.rs",
    "src/tui/list.rs",
    "src/tui/presets.rs",
    "src/tui/prompt.rs",
    "src/tui/run/",
    "src/tui/sides.rs",
    "src/tui/state.rs",
    "src/tui/theme.rs",
    "src/tui/tour.rs",
    "src/tui/which.rs",
];

/// What speaks to terminals there, and to nobody else: names that they call themselves by, codes.
const CODES: &[&str] = &[
    "src/tui/run/breaks.rs",
    "src/tui/run/clip.rs",
    "src/tui/run/known.rs",
    "src/tui/run/pen.rs",
    "src/tui/run/terminal.rs",
];

/// Where settings, their values, parts of the key table and colours stand: a word in small letters
/// is a name there, as it is typed or as a file bears it.
const NAMES: &[&str] = &[
    "src/tui/habits.rs",
    "src/tui/keymap.rs",
    "src/tui/presets.rs",
    "src/tui/theme.rs",
];

/// How lines of a page of the documentation begin, which is English.
const PAGES: &[&str] = &["# ", "\\n## ", "| "];

/// What is the same in every language: names of formats, checks, commands and orders as they are
/// typed and kept, units, and letters that are keys.
const NO_WORDS: &[&str] = &[
    "   sha256 {}",
    "{}   (UTC {})",
    "{}, {place}, sha256 {}",
    "{}/{minutes}min",
    "abdefimnoprstvwyz",
    "check:{check}",
    "class:{}",
    "copies",
    "export-{}",
    "filter",
    "find",
    "later",
    "longest",
    "mbox",
    "newest",
    "note",
    "oldest",
    "quotes",
    "reissue",
    "space quotes forms footer",
    "subject",
    "tag",
    "untag",
    "unview",
    "valla-input",
    "valla-keeper",
    "valla-signals",
    "valla-{kind:?}",
    "view",
];

/// Tells whether a literal holds two letters in a row outside placeholders, escapes and the signs
/// of a date.
fn speaks(literal: &str) -> bool {
    let mut rest = literal.chars();
    let mut run = 0;
    while let Some(c) = rest.next() {
        run = match c {
            '{' => {
                let _ = rest.by_ref().find(|c| *c == '}');
                0
            }
            '%' | '\\' => {
                rest.next();
                0
            }
            c if c.is_alphabetic() => run + 1,
            _ => 0,
        };
        if run > 1 {
            return true;
        }
    }
    false
}

/// Gives the literals of a file outside tests and attributes, each with its place.
fn literals(source: &Source) -> Vec<(usize, &str)> {
    let quotes: Vec<usize> = source.code.match_indices('"').map(|(at, _)| at).collect();
    let pairs = quotes.chunks_exact(2).filter_map(|pair| match pair {
        [open, close] => Some((*open, source.raw.get(open + 1..*close)?)),
        _ => None,
    });
    let told = |at: usize| {
        let start = source.code[..at].rfind('\n').map_or(0, |n| n + 1);
        let line = source.code[start..at].trim_start();
        !source.is_test(at) && !line.starts_with('#') && !line.starts_with("reason =")
    };
    pairs.filter(|(at, _)| told(*at)).collect()
}

#[test]
fn the_screen_says_nothing_past_the_tables() {
    let mut faults = Vec::new();
    for source in sources("src/tui") {
        let is_code = CODES.contains(&source.path.as_str());
        if is_code || !DRAWN.iter().any(|place| source.path.starts_with(place)) {
            continue;
        }
        for (at, literal) in literals(&source) {
            let is_name = NAMES.contains(&source.path.as_str())
                && literal
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || "-./".contains(c));
            let is_page = PAGES.iter().any(|start| literal.starts_with(start));
            if speaks(literal) && !is_name && !is_page && !NO_WORDS.contains(&literal) {
                let line = source.line(at);
                faults.push(format!(
                    "{}:{line}: {literal:?} stands in no table of src/model/words/",
                    source.path
                ));
            }
        }
    }
    hold(&faults);
}

#[test]
fn words_are_told_from_patterns() {
    for words in ["nothing", " {n} items", "à la", "{} of"] {
        assert!(speaks(words), "{words}");
    }
    for none in ["%Y-%m-%d %H:%M", "{name:<8} ", " -> ", "\\n", "x", "> "] {
        assert!(!speaks(none), "{none}");
    }
    let text = "fn a() { b(\"one\"); }\n#[expect(x, reason = \"two\")]\nconst C: &str = \"three\";";
    let source = Source::new("src/a.rs".into(), text.into());
    let found: Vec<&str> = literals(&source).into_iter().map(|(_, l)| l).collect();
    assert_eq!(found, ["one", "three"]);
}
