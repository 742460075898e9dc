//! Holds the house to its rules: floors, doors, sizes, and what the map must name.
//!
//! Every fault is told as `file:line: rule`. The tables of rules stand in `tidy/rules.rs`, the
//! reading of Rust in `tidy/scan.rs`.

#[path = "tidy/rules.rs"]
mod rules;
#[path = "tidy/scan.rs"]
mod scan;
#[path = "tidy/words.rs"]
mod words;

use rules::{BARRED, DOORS, FACADE, FLOORS, FREE, RENAMED, TOP, WORKSHOP};
use rules::{FILE_LINES, FUNCTION_LINES, LINE_COLUMNS, MAP_LINES};
use scan::{Source, files};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &str) -> Vec<Source> {
    files(&root(), folder, ".rs")
        .into_iter()
        .map(|path| Source::new(relative(&path), read(&path)))
        .collect()
}

fn relative(path: &Path) -> String {
    let inner = path.strip_prefix(root()).unwrap_or(path);
    inner.to_string_lossy().replace('\\', "/")
}

fn read(path: &Path) -> String {
    String::from_utf8_lossy(&fs::read(path).unwrap_or_default()).into_owned()
}

fn hold(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

fn floor(module: &str) -> Option<u8> {
    FLOORS
        .iter()
        .find(|(name, _)| *name == module)
        .map(|(_, floor)| *floor)
}

/// Says why `from` may not see `to`, or nothing where it may.
fn floor_fault(from: &str, to: &str) -> Option<String> {
    let (Some(own), Some(other)) = (floor(from), floor(to)) else {
        return Some(format!("`{from}` or `{to}` has no floor in FLOORS"));
    };
    if from == to {
        None
    } else if other == own {
        Some(format!(
            "`{from}` and `{to}` share floor {own} and never see each other"
        ))
    } else if other > own {
        Some(format!(
            "`{from}` (floor {own}) sees `{to}` above it (floor {other})"
        ))
    } else if own >= 7 && other < 7 && !FACADE.contains(&to) {
        Some(format!(
            "`{from}` sees `{to}` past the facade; it may see {}",
            FACADE.join(", ")
        ))
    } else {
        None
    }
}

/// Gives the top-level modules that a file names, with the line.
fn neighbours(source: &Source) -> Vec<(usize, String, String)> {
    let mut out = Vec::new();
    for named in source
        .paths("crate")
        .into_iter()
        .chain(source.paths("super"))
    {
        let own = source.module(named.at);
        let up = source.code[named.at..].starts_with("super");
        let more = named.segments.iter().take_while(|s| *s == "super").count();
        let left = if up {
            own.len().saturating_sub(1 + more)
        } else {
            0
        };
        if let (0, Some(from), Some(to)) = (left, own.first(), named.segments.get(more)) {
            out.push((named.line, from.clone(), to.clone()));
        }
    }
    out
}

#[test]
fn a_module_sees_only_lower_floors() {
    let mut faults = Vec::new();
    for source in sources("src") {
        for (line, from, to) in neighbours(&source) {
            let place = format!("{}:{line}", source.path);
            if let Some(why) = floor_fault(&from, &to) {
                faults.push(format!("{place}: {why}"));
            }
        }
    }
    hold(&faults);
}

#[test]
fn the_floors_are_the_modules_of_the_map() {
    let map = Source::new("src/lib.rs".into(), read(&root().join("src/lib.rs")));
    let there: Vec<String> = map.declared().into_iter().map(|(name, _)| name).collect();
    let unknown = there.iter().filter(|name| floor(name).is_none());
    hold(
        &unknown
            .map(|n| format!("src/lib.rs: `{n}` has no floor"))
            .collect::<Vec<_>>(),
    );
    assert!(there.len() > 10, "src/lib.rs declares only {there:?}");
}

#[test]
fn a_library_is_named_only_behind_its_door() {
    let mut faults = Vec::new();
    for source in sources("src") {
        let home = source
            .module(0)
            .first()
            .cloned()
            .unwrap_or_else(|| "lib".into());
        for (library, rooms) in DOORS {
            let (base, inner) = library.split_once("::").unwrap_or((library, ""));
            let inner: Vec<&str> = inner.split("::").filter(|s| !s.is_empty()).collect();
            for named in source.paths(base) {
                let hit = inner
                    .iter()
                    .zip(&named.segments)
                    .all(|(a, b)| a == b || b == "*");
                let whole = named.segments.len() >= inner.len();
                if hit && whole && !source.is_test(named.at) && !rooms.contains(&home.as_str()) {
                    let place = format!("{}:{}", source.path, named.line);
                    faults.push(format!(
                        "{place}: `{library}` is for {} only",
                        rooms.join(", ")
                    ));
                }
            }
        }
    }
    hold(&faults);
}

#[test]
fn every_dependency_has_a_door_or_is_free() {
    let manifest = read(&root().join("Cargo.toml"));
    let listed = manifest.split("[dependencies]").nth(1).unwrap_or_default();
    let listed = listed.split("\n[").next().unwrap_or_default();
    let mut faults = Vec::new();
    for name in listed
        .lines()
        .filter_map(|l| l.split_once(" = "))
        .map(|(name, _)| name)
    {
        let renamed = RENAMED.iter().find(|(package, _)| *package == name);
        let library = renamed.map_or_else(|| name.replace('-', "_"), |(_, l)| (*l).to_owned());
        if !FREE.contains(&library.as_str()) && !DOORS.iter().any(|(d, _)| *d == library) {
            faults.push(format!("Cargo.toml: `{name}` has no row in DOORS or FREE"));
        }
    }
    hold(&faults);
}

#[test]
fn no_clock_is_read_below_the_case() {
    let mut faults = Vec::new();
    for source in sources("src") {
        let home = source.module(0).first().cloned().unwrap_or_default();
        let low = floor(&home).is_some_and(|f| f < 5) && home != "compare";
        for clock in [
            "Instant::now",
            "SystemTime::now",
            "Timestamp::now",
            "Zoned::now",
        ] {
            for (at, _) in source.code.match_indices(clock) {
                if low && !source.is_test(at) {
                    let place = format!("{}:{}", source.path, source.line(at));
                    faults.push(format!("{place}: floors 0 to 4 read no clock (`{clock}`)"));
                }
            }
        }
    }
    hold(&faults);
}

#[test]
fn files_functions_and_lines_stay_short() {
    let mut faults = Vec::new();
    for source in sources("src").iter().chain(&sources("tests")) {
        let path = &source.path;
        let lines = source.raw.lines().count();
        if lines > FILE_LINES {
            faults.push(format!(
                "{path}:1: {lines} lines; a file has up to {FILE_LINES}"
            ));
        }
        for (at, name, lines) in source.functions() {
            if lines > FUNCTION_LINES {
                faults.push(format!(
                    "{path}:{at}: `{name}` has {lines} lines of {FUNCTION_LINES}"
                ));
            }
        }
        for (at, line) in source.raw.lines().enumerate() {
            let columns = line.chars().count();
            if columns > LINE_COLUMNS {
                faults.push(format!(
                    "{path}:{}: {columns} columns of {LINE_COLUMNS}",
                    at + 1
                ));
            }
        }
        if !source.raw.starts_with("//! ") {
            faults.push(format!("{path}:1: a file opens with `//!` and what it is"));
        }
    }
    hold(&faults);
}

#[test]
fn nothing_stops_the_program_outside_tests() {
    let mut faults = Vec::new();
    for source in sources("src") {
        for word in BARRED {
            for (at, _) in source.code.match_indices(word) {
                let whole = !source.code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
                if !source.is_test(at) && (whole || word.starts_with('.')) {
                    let place = format!("{}:{}", source.path, source.line(at));
                    faults.push(format!("{place}: `{word}` is for tests only"));
                }
            }
        }
    }
    hold(&faults);
}

/// Follows `mod name;` from the roots that Cargo compiles.
fn reached(roots: &[String], all: &BTreeMap<String, Source>) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    let mut waiting = roots.to_vec();
    while let Some(path) = waiting.pop() {
        let Some(source) = all.get(&path).filter(|_| out.insert(path.clone())) else {
            continue;
        };
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let below = if roots.contains(&path) || path.ends_with("/mod.rs") {
            folder.to_owned()
        } else {
            path.trim_end_matches(".rs").to_owned()
        };
        for (name, named) in source.declared() {
            waiting.extend(named.map(|n| format!("{folder}/{n}")));
            waiting.push(format!("{below}/{name}.rs"));
            waiting.push(format!("{below}/{name}/mod.rs"));
        }
    }
    out
}

#[test]
fn every_file_is_compiled() {
    let manifest = read(&root().join("Cargo.toml"));
    let all: BTreeMap<String, Source> = sources("src")
        .into_iter()
        .chain(sources("tests"))
        .map(|s| (s.path.clone(), s))
        .collect();
    let is_root = |path: &&String| {
        let parts: Vec<&str> = path.split('/').collect();
        match parts.as_slice() {
            ["src", "lib.rs" | "main.rs"] => true,
            ["tests", _] | ["tests", _, "main.rs"] => !manifest.contains("autotests = false"),
            _ => manifest.contains(&format!("path = \"{path}\"")),
        }
    };
    let roots: Vec<String> = all.keys().filter(is_root).cloned().collect();
    let reached = reached(&roots, &all);
    let lost = all.keys().filter(|path| !reached.contains(*path));
    hold(
        &lost
            .map(|p| format!("{p}:1: no `mod` and no target reaches it"))
            .collect::<Vec<_>>(),
    );
}

#[test]
fn the_map_names_every_folder_of_the_source() {
    let map = read(&root().join("docs/architecture.md"));
    let mut faults = Vec::new();
    let lines = map.lines().count();
    if lines > MAP_LINES {
        faults.push(format!(
            "docs/architecture.md: {lines} lines; it has up to {MAP_LINES}"
        ));
    }
    let mut folders = BTreeSet::new();
    for source in sources("src") {
        let inner = source.path.trim_start_matches("src/");
        for (at, _) in inner.match_indices('/') {
            folders.insert(inner[..=at].to_owned());
        }
    }
    for folder in folders.iter().filter(|f| !map.contains(&format!("`{f}`"))) {
        faults.push(format!("docs/architecture.md: `{folder}` is not named"));
    }
    hold(&faults);
}

#[test]
fn the_top_of_the_repository_is_fixed() {
    let ignored = read(&root().join(".gitignore"));
    let is_kept = |n: &String| !ignored.lines().any(|l| l.trim_matches('/') == n);
    let entries = fs::read_dir(root()).unwrap().flatten();
    let names = entries.map(|e| e.file_name().to_string_lossy().into_owned());
    let kept = names.filter(is_kept);
    let strays = kept.filter(|n| !n.starts_with('.') && !TOP.contains(&n.as_str()));
    hold(
        &strays
            .map(|n| format!("{n}: not at the top of the repository"))
            .collect::<Vec<_>>(),
    );
}

#[test]
fn no_text_speaks_of_the_workshop() {
    let mut faults = Vec::new();
    let mut texts = files(&root(), "docs", ".md");
    for folder in ["src", "tests"] {
        texts.extend(files(&root(), folder, ".rs"));
    }
    texts.extend(["README.md", "Cargo.toml"].iter().map(|n| root().join(n)));
    for path in texts.iter().filter(|p| p.is_file()) {
        for (at, line) in read(path).lines().enumerate() {
            let lower = line.to_lowercase();
            if let Some(word) = WORKSHOP.iter().find(|w| lower.contains(**w)) {
                let place = format!("{}:{}", relative(path), at + 1);
                faults.push(format!(
                    "{place}: `{word}` is not for readers of the project"
                ));
            }
        }
    }
    hold(&faults);
}

#[test]
fn the_scanner_sees_code_and_only_code() {
    let text = concat!(
        "//! crate::store\n",
        "use crate::{cli::{self, args}, model::Item}; // crate::tui\n",
        "fn a<'a>(s: &'a str) -> char { let _ = r#\"std::fs \" fn b() {}\"#; '\"' }\n",
        "/* /* panic!() */ todo!() */ fn c(_: [u8; 3]) -> u8 {\n    super::super::tui::go()\n}\n",
        "#[cfg(test)]\nmod tests {\n    use super::*;\n    fn d() { x.unwrap() }\n}\n",
    );
    let source = Source::new("src/text/zone.rs".into(), text.into());
    let seen: Vec<(usize, String)> = neighbours(&source)
        .into_iter()
        .map(|(line, _, to)| (line, to))
        .collect();
    assert_eq!(
        seen,
        [
            (2, "cli".into()),
            (2, "cli".into()),
            (2, "model".into()),
            (5, "tui".into())
        ]
    );
    let names = source.functions().into_iter();
    let expected = [(3, "a", 1), (4, "c", 3), (10, "d", 1)];
    assert!(names.eq(expected.map(|(line, name, n)| (line, name.to_owned(), n))));
    let unwrap = source.code.find(".unwrap()").unwrap();
    assert!(source.is_test(unwrap) && !source.is_test(0));
    assert!(source.paths("std").is_empty() && !source.code.contains("panic!"));
    assert_eq!(source.code.len(), text.len());
    assert_eq!(floor_fault("tui", "review"), None);
    assert!(floor_fault("text", "cli").is_some() && floor_fault("tui", "relate").is_some());
    assert!(floor_fault("text", "query").is_some() && floor_fault("extract", "text").is_none());
}
