//! Bags (RFC 8493): `seal` makes one of a folder that was written, `check` holds any bag against
//! its manifests.
//!
//! A bag bears no date: what is known only of the run stands in `run.txt`, which no manifest names.

use super::check::{CheckReport, Trouble, hash_all};
use super::folder::{ExportError, Folder, Sum};
use crate::model::words::bags as b;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path};

const DECLARATION: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/// Writes the tag files of a bag; gives the text of its tag manifest, which names all others.
pub fn seal(
    folder: &mut Folder,
    facts: &[(&str, String)],
    run: &str,
) -> Result<String, ExportError> {
    let payload: Vec<Sum> = folder.sums().to_vec();
    let is_payload = |s: &&Sum| s.name.starts_with("data/");
    let bytes: u64 = payload
        .iter()
        .filter(is_payload)
        .map(|s| s.size_bytes)
        .sum();
    let files = payload.iter().filter(is_payload).count();
    let mut info: String = facts
        .iter()
        .map(|(label, value)| [label, ": ", &value.replace(['\r', '\n'], " "), "\n"].concat())
        .collect();
    info = format!("{info}Payload-Oxum: {bytes}.{files}\n");
    folder.put("bagit.txt", DECLARATION.as_bytes())?;
    folder.put("bag-info.txt", info.as_bytes())?;
    let lists = |sums: &[Sum], payload: bool| {
        let chosen = sums
            .iter()
            .filter(|s| s.name.starts_with("data/") == payload);
        chosen.fold((String::new(), String::new()), |(short, long), s| {
            (
                short + &format!("{}  {}\n", s.sha256, s.name),
                long + &format!("{}  {}\n", s.sha512, s.name),
            )
        })
    };
    let (short, long) = lists(folder.sums(), true);
    folder.put("manifest-sha256.txt", short.as_bytes())?;
    folder.put("manifest-sha512.txt", long.as_bytes())?;
    let (short, long) = lists(folder.sums(), false);
    folder.put("tagmanifest-sha256.txt", short.as_bytes())?;
    folder.put("tagmanifest-sha512.txt", long.as_bytes())?;
    folder.put("run.txt", run.as_bytes())?;
    Ok(short)
}

/// Tells whether a folder is a bag, or a bag that lacks its declaration.
pub fn is_bag(root: &Path) -> bool {
    let has = |name: &str| root.join(name).symlink_metadata().is_ok();
    has("bagit.txt")
        || (!has("SHA256SUMS") && has("data") && !manifests(root, "manifest-").is_empty())
}

/// Lists the manifests of a bag with their algorithms.
fn manifests(root: &Path, prefix: &str) -> BTreeMap<String, String> {
    let names = fs::read_dir(root).into_iter().flatten().flatten();
    let names = names.map(|e| e.file_name().to_string_lossy().into_owned());
    names
        .filter_map(|name| {
            let algorithm = name.strip_prefix(prefix)?.strip_suffix(".txt")?;
            Some((algorithm.to_lowercase(), name))
        })
        .collect()
}

/// Checks a bag: declaration, oxum, and every file against every manifest.
pub fn check(root: &Path) -> Result<CheckReport, ExportError> {
    let mut report = CheckReport::default();
    let is_one_oh = declared(root, &mut report);
    if !root
        .join("data")
        .symlink_metadata()
        .is_ok_and(|m| m.is_dir())
    {
        report.note("data", Trouble::Missing, b::NO_PAYLOAD);
    }
    let there = tree(root, &mut report)?;
    let payload: BTreeSet<&String> = there.keys().filter(|n| n.starts_with("data/")).collect();
    let lists = manifests(root, "manifest-");
    if lists.is_empty() {
        report.note("manifest-sha256.txt", Trouble::Missing, b::NO_MANIFEST);
    }
    let mut named = BTreeSet::new();
    for (algorithm, list) in &lists {
        let due = entries(root, list, &mut report);
        for name in due.keys().filter(|n| !n.starts_with("data/")) {
            report.note(name, Trouble::Outside, b::OUTSIDE_DATA);
        }
        for name in payload
            .iter()
            .filter(|n| is_one_oh && !due.contains_key(**n))
        {
            report.note(name, Trouble::Extra, b::list_without(list));
        }
        compare(root, algorithm, &due, &there, &mut report);
        named.extend(due.into_keys());
    }
    for name in payload.iter().filter(|n| !named.contains(**n)) {
        report.note(name, Trouble::Extra, b::NOT_NAMED);
    }
    for (algorithm, list) in manifests(root, "tagmanifest-") {
        let due = entries(root, &list, &mut report);
        compare(root, &algorithm, &due, &there, &mut report);
    }
    oxum(root, &there, &mut report);
    report.files = payload.len();
    report.size_bytes = payload.iter().filter_map(|n| there.get(*n)).sum();
    report.items = super::check::bag_rows(root, &mut report);
    report.problems.sort();
    report.problems.dedup();
    Ok(report)
}

/// Reads the declaration; tells whether the bag is of version 1.0 or later.
fn declared(root: &Path, report: &mut CheckReport) -> bool {
    let name = "bagit.txt";
    let Ok(text) = fs::read(root.join(name)) else {
        report.note(name, Trouble::Missing, b::NO_DECLARATION);
        return true;
    };
    let text = String::from_utf8_lossy(&text);
    let mut lines = text.lines();
    let version = lines.next().and_then(|l| l.strip_prefix("BagIt-Version: "));
    let version = version.and_then(|v| v.trim_end().split_once('.'));
    let version = version.and_then(|(a, b)| Some((a.parse::<u32>().ok()?, b.parse::<u32>().ok()?)));
    let encoding = lines.next().and_then(|l| l.split_once(": "));
    let is_utf8 = encoding.is_some_and(|(label, value)| {
        label == "Tag-File-Character-Encoding" && value.trim_end().eq_ignore_ascii_case("utf-8")
    });
    if !is_utf8 || version.is_none() || lines.next().is_some() {
        report.note(name, Trouble::Unreadable, b::BAD_DECLARATION);
    }
    version.is_none_or(|v| v >= (1, 0))
}

/// Lists every file with its length; what is neither file nor folder is a problem.
fn tree(root: &Path, report: &mut CheckReport) -> Result<BTreeMap<String, u64>, ExportError> {
    let mut out = BTreeMap::new();
    let mut work = vec![String::new()];
    while let Some(inner) = work.pop() {
        let path = root.join(&inner);
        let io = |cause| ExportError::Io {
            path: path.clone(),
            cause,
        };
        for entry in fs::read_dir(&path).map_err(io)? {
            let entry = entry.map_err(io)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let name = if inner.is_empty() {
                name
            } else {
                format!("{inner}/{name}")
            };
            let meta = fs::symlink_metadata(entry.path()).map_err(io)?;
            if meta.is_dir() {
                work.push(name);
            } else if meta.is_file() {
                out.insert(name, meta.len());
            } else {
                report.note(&name, Trouble::Outside, b::NO_PLAIN_FILE);
            }
        }
    }
    Ok(out)
}

/// Reads a manifest; a path that leads out of the bag is a problem and is never opened.
fn entries(root: &Path, list: &str, report: &mut CheckReport) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    let Ok(text) = fs::read_to_string(root.join(list)) else {
        report.note(list, Trouble::Unreadable, b::NO_UTF8);
        return out;
    };
    for line in text.lines().filter(|l| !l.trim().is_empty()) {
        let Some((sum, name)) = line.split_once([' ', '\t']) else {
            report.note(list, Trouble::Unreadable, b::NO_SUM);
            continue;
        };
        let name = name.trim_start_matches([' ', '\t']);
        let name = name.strip_prefix('*').unwrap_or(name);
        let name = name.strip_prefix("./").unwrap_or(name);
        let name = decoded(name);
        if !is_inner(&name) {
            report.note(&name, Trouble::Outside, b::OUT_OF_BAG);
        } else if out.insert(name.clone(), sum.to_lowercase()).is_some() {
            report.note(&name, Trouble::Extra, b::named_twice(list));
        }
    }
    out
}

/// Undoes what RFC 8493 escapes in a path.
fn decoded(name: &str) -> String {
    let name = name.replace("%0A", "\n").replace("%0a", "\n");
    let name = name.replace("%0D", "\r").replace("%0d", "\r");
    name.replace("%25", "%")
}

fn is_inner(name: &str) -> bool {
    let parts = Path::new(name).components();
    !name.is_empty()
        && !name.starts_with('~')
        && !name.contains(['\\', '\0'])
        && parts.into_iter().all(|c| matches!(c, Component::Normal(_)))
}

fn compare(
    root: &Path,
    algorithm: &str,
    due: &BTreeMap<String, String>,
    there: &BTreeMap<String, u64>,
    report: &mut CheckReport,
) {
    for (name, sum) in due {
        if !there.contains_key(name) {
            report.note(name, Trouble::Missing, b::NAMED);
            continue;
        }
        match hash_all(&root.join(name), algorithm) {
            Ok(Some(found)) if found == *sum => {}
            Ok(Some(_)) => {
                report.note(name, Trouble::Altered, b::other_digest(algorithm));
            }
            Ok(None) => {
                report.note(name, Trouble::Unreadable, b::unknown_digest(algorithm));
                return;
            }
            Err(e) => report.failed(name, &e),
        }
    }
}

/// Holds the payload's bytes and files against what `bag-info.txt` says of them.
fn oxum(root: &Path, there: &BTreeMap<String, u64>, report: &mut CheckReport) {
    let name = "bag-info.txt";
    let Ok(text) = fs::read_to_string(root.join(name)) else {
        return;
    };
    let said = text.lines().filter_map(|l| l.split_once(':'));
    let said = said.filter(|(label, _)| label.trim().eq_ignore_ascii_case("payload-oxum"));
    let payload = || there.iter().filter(|(n, _)| n.starts_with("data/"));
    let due = format!(
        "{}.{}",
        payload().map(|(_, n)| n).sum::<u64>(),
        payload().count()
    );
    for (_, value) in said {
        if value.trim() != due {
            report.note(name, Trouble::Altered, b::other_payload(value.trim(), &due));
        }
    }
}
