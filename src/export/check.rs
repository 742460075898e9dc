//! Checks an export against its own manifest: what is missing, what is too many, what was altered.

use super::folder::ExportError;
use super::{bag, mbox};
use crate::model::words::{bags as b, system};
use crate::model::{Digest, Lang, Said, Word};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

/// What a check found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CheckReport {
    /// Files that were read and hashed.
    pub files: usize,
    /// Their bytes.
    pub size_bytes: u64,
    /// Items of the manifest whose own bytes were found and hashed.
    pub items: usize,
    /// What does not agree, by path.
    pub problems: Vec<Problem>,
}

/// One thing that does not agree.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Problem {
    /// Path within the export.
    pub path: String,
    /// What is wrong.
    pub trouble: Trouble,
    /// One sentence.
    pub detail: Said,
}

/// What is wrong with a file or row.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Trouble {
    /// Named and not there.
    Missing,
    /// There and not named.
    Extra,
    /// Other bytes than named.
    Altered,
    /// A name that leads out of the folder, or a link.
    Outside,
    /// A line that says nothing, or a file that cannot be read.
    Unreadable,
}

impl Trouble {
    /// Names it for a reader.
    pub fn shown(self, lang: Lang) -> &'static str {
        let word: Word = match self {
            Self::Missing => b::MISSING,
            Self::Extra => b::EXTRA,
            Self::Altered => b::ALTERED,
            Self::Outside => b::OUTSIDE,
            Self::Unreadable => b::UNREADABLE,
        };
        word.of(lang)
    }
}

/// Checks the export in a folder.
pub fn check(root: &Path) -> Result<CheckReport, ExportError> {
    if bag::is_bag(root) {
        return bag::check(root);
    }
    for name in ["manifest.jsonl", "SHA256SUMS"] {
        if !is_file(&root.join(name)) {
            return Err(ExportError::NoExport(root.to_owned()));
        }
    }
    let mut report = CheckReport::default();
    let sums = sums(root, &mut report)?;
    for (name, expected) in &sums {
        match hash(&root.join(name)) {
            Ok((digest, size)) => {
                report.files += 1;
                report.size_bytes += size;
                if digest != *expected {
                    report.note(name, Trouble::Altered, b::OTHER_SUM);
                }
            }
            Err(e) => report.failed(name, &e),
        }
    }
    extras(root, &sums, &mut report)?;
    rows(root, &sums, &mut report)?;
    report.problems.sort();
    report.problems.dedup();
    Ok(report)
}

impl CheckReport {
    /// Takes a problem in.
    pub fn note(&mut self, path: &str, trouble: Trouble, detail: impl Into<Said>) {
        self.problems.push(Problem {
            path: path.to_owned(),
            trouble,
            detail: detail.into(),
        });
    }

    /// Takes in what the system said of a file.
    pub fn failed(&mut self, path: &str, cause: &io::Error) {
        let trouble = match cause.kind() {
            io::ErrorKind::NotFound => Trouble::Missing,
            io::ErrorKind::InvalidInput => Trouble::Outside,
            _ => Trouble::Unreadable,
        };
        self.note(path, trouble, system::said(cause));
    }
}

/// Reads the list of sums; a name that is none of ours is a problem and is never opened.
fn sums(root: &Path, report: &mut CheckReport) -> Result<BTreeMap<String, Digest>, ExportError> {
    let mut out = BTreeMap::new();
    for line in lines(root, "SHA256SUMS")? {
        let Some((digest, name)) = line
            .split_once("  ")
            .and_then(|(hex, name)| Some((Digest::parse(hex)?, name)))
        else {
            report.note("SHA256SUMS", Trouble::Unreadable, b::NO_SUM);
            continue;
        };
        if is_plain(name) {
            out.insert(name.to_owned(), digest);
        } else {
            report.note(name, Trouble::Outside, b::OUT_OF_EXPORT);
        }
    }
    for name in ["manifest.jsonl", "valla-export.toml"] {
        if !out.contains_key(name) {
            report.note(name, Trouble::Missing, b::SUMS_WITHOUT);
        }
    }
    Ok(out)
}

/// Lists what lies in the folder, and in those inside it, and is not named.
fn extras(
    root: &Path,
    sums: &BTreeMap<String, Digest>,
    report: &mut CheckReport,
) -> Result<(), ExportError> {
    let io = |cause| ExportError::Io {
        path: root.to_owned(),
        cause,
    };
    let mut work = vec![String::new()];
    while let Some(inner) = work.pop() {
        for entry in fs::read_dir(root.join(&inner)).map_err(io)? {
            let entry = entry.map_err(io)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let name = format!("{inner}{name}");
            let is_dir = entry.file_type().map_err(io)?.is_dir();
            let holds_named = || sums.keys().any(|k| k.starts_with(&format!("{name}/")));
            if is_dir && holds_named() {
                work.push(format!("{name}/"));
            } else if !UNNAMED.contains(&name.as_str()) && !sums.contains_key(&name) {
                report.note(&name, Trouble::Extra, b::MANIFEST_WITHOUT);
            }
        }
    }
    Ok(())
}

/// Files of an export that its list of sums cannot name: itself, and its signature.
const UNNAMED: [&str; 2] = ["SHA256SUMS", "SHA256SUMS.minisig"];

/// Counts the items of a bag of ours whose own bytes have the item's digest.
pub fn bag_rows(root: &Path, report: &mut CheckReport) -> usize {
    let mut seen = BTreeSet::new();
    for line in lines(&root.join("data"), "manifest.jsonl").unwrap_or_default() {
        let row: Value = serde_json::from_str(&line).unwrap_or(Value::Null);
        let item = row["item"].as_str().and_then(Digest::parse);
        let (Some(item), Some(file)) = (item, row["file"].as_str()) else {
            continue;
        };
        if !is_plain(file) {
            report.note(file, Trouble::Outside, b::OUT_OF_BAG);
        } else if hash(&root.join(file)).is_ok_and(|(sum, _)| sum == item) {
            seen.insert(item);
        } else {
            report.note(file, Trouble::Altered, b::other_bytes(item.short()));
        }
    }
    seen.len()
}

/// Hashes a file by the algorithm of a manifest's name; `None` where that is not known.
pub fn hash_all(path: &Path, algorithm: &str) -> io::Result<Option<String>> {
    Ok(match algorithm {
        "md5" => Some(summed::<md5::Md5>(path)?),
        "sha1" => Some(summed::<sha1::Sha1>(path)?),
        "sha256" => Some(summed::<Sha256>(path)?),
        "sha512" => Some(summed::<sha2::Sha512>(path)?),
        _ => None,
    })
}

fn summed<H: sha2::Digest>(path: &Path) -> io::Result<String> {
    let mut file = open(path)?;
    let mut hash = H::new();
    let mut buffer = vec![0; 64 << 10];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(super::folder::hex(&hash.finalize())),
            n => hash.update(buffer.get(..n).unwrap_or_default()),
        }
    }
}

/// Checks each row of the manifest: what bears an item's bytes must have the item's digest.
fn rows(
    root: &Path,
    sums: &BTreeMap<String, Digest>,
    report: &mut CheckReport,
) -> Result<(), ExportError> {
    let mut seen = BTreeSet::new();
    for line in lines(root, "manifest.jsonl")? {
        let row: Value = serde_json::from_str(&line).unwrap_or(Value::Null);
        let Some(item) = row["item"].as_str().and_then(Digest::parse) else {
            report.note("manifest.jsonl", Trouble::Unreadable, b::NO_ITEM);
            continue;
        };
        let Some(file) = row["file"].as_str() else {
            continue;
        };
        let Some(sum) = sums.get(file) else {
            report.note(file, Trouble::Missing, b::ONLY_MANIFEST);
            continue;
        };
        // A rebuilt mail is no item's exact bytes; its file was held to its sum.
        if row["rebuilt"] == Value::Bool(true) && row["native"] != Value::Bool(true) {
            seen.insert(item);
            continue;
        }
        let agrees = match (row["offset"].as_u64(), row["length"].as_u64()) {
            (Some(offset), Some(length)) => {
                let quoted = row["quoted"].as_bool().unwrap_or(false);
                cut(&root.join(file), offset, length, quoted).is_ok_and(|d| d == item)
            }
            _ if row["native"] == Value::Bool(true) || file.starts_with(&item.hex()) => {
                *sum == item
            }
            // A line of a table bears the facts of an item, not its bytes.
            _ => {
                seen.insert(item);
                continue;
            }
        };
        if agrees {
            seen.insert(item);
        } else {
            report.note(file, Trouble::Altered, b::other_bytes(item.short()));
        }
    }
    report.items = seen.len();
    Ok(())
}

/// Hashes one message of a mailbox as it was before it was quoted.
fn cut(path: &Path, offset: u64, length: u64, quoted: bool) -> io::Result<Digest> {
    let mut file = open(path)?;
    file.seek(SeekFrom::Start(offset))?;
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes)?;
    let bytes = if quoted { mbox::unquote(&bytes) } else { bytes };
    Ok(Digest(Sha256::digest(&bytes).into()))
}

fn hash(path: &Path) -> io::Result<(Digest, u64)> {
    let mut file = open(path)?;
    let mut hash = Sha256::new();
    let mut size_bytes = 0;
    let mut buffer = vec![0; 64 << 10];
    loop {
        match file.read(&mut buffer)? {
            0 => break,
            n => {
                hash.update(buffer.get(..n).unwrap_or_default());
                size_bytes += n as u64;
            }
        }
    }
    Ok((Digest(hash.finalize().into()), size_bytes))
}

/// Opens a plain file, never a link or a device.
fn open(path: &Path) -> io::Result<File> {
    if !fs::symlink_metadata(path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "no plain file"));
    }
    File::open(path)
}

fn is_file(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|m| m.is_file())
}

fn is_plain(name: &str) -> bool {
    let is_part = |part: &str| !part.is_empty() && !part.starts_with('.');
    name.split('/').all(is_part) && !name.contains(['\\', '\0'])
}

fn lines(root: &Path, name: &str) -> Result<Vec<String>, ExportError> {
    let path = root.join(name);
    let io = |cause| ExportError::Io {
        path: path.clone(),
        cause,
    };
    let mut out = Vec::new();
    for line in BufReader::new(open(&path).map_err(io)?).split(b'\n') {
        out.push(String::from_utf8_lossy(&line.map_err(io)?).into_owned());
    }
    Ok(out)
}
