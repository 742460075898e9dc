//! The zip around an office file: its members, read within a budget, and what wrote it. Bounds are
//! on bytes really read, never on what the archive declares.

use super::paper::Paper;
use super::xml::{Node, walk};
use crate::model::{DefectKind, MetaKey, MetaOrigin, bounds};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Bytes that are read of one archive.
const READ_BYTES: u64 = 64 << 20;
/// Members of one archive that are read.
const MEMBERS: usize = 4_000;

/// An open office file.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Names of its members, sorted.
    pub names: BTreeSet<String>,
    left: u64,
}

impl<'a> Package<'a> {
    /// Opens a zip; `None` where it is none or is damaged beyond its list of members.
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        let archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let names = archive
            .file_names()
            .filter_map(|name| name.ok().map(std::borrow::Cow::into_owned))
            .take(MEMBERS)
            .collect();
        Some(Self {
            archive,
            names,
            left: READ_BYTES,
        })
    }

    /// Tells whether a member is there.
    pub fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// Reads a member; one that is damaged gives what came before the damage.
    pub fn read(&mut self, name: &str, paper: &mut Paper) -> Vec<u8> {
        let mut out = Vec::new();
        if !self.has(name) {
            return out;
        }
        match self.archive.by_name(name) {
            Ok(file) => {
                if file.take(self.left).read_to_end(&mut out).is_err() {
                    paper.note(DefectKind::Damaged);
                }
            }
            Err(zip::result::ZipError::UnsupportedArchive(why)) if why.contains("assword") => {
                paper.note(DefectKind::Encrypted);
            }
            Err(_) => paper.note(DefectKind::Damaged),
        }
        self.left = self.left.saturating_sub(out.len() as u64);
        if self.left == 0 {
            paper.note(DefectKind::TextTooLong);
        }
        out
    }

    /// Gives the members that begin and end so, numbers in the order of numbers.
    pub fn matching(&self, start: &str, end: &str) -> Vec<String> {
        let mut out: Vec<String> = self
            .names
            .iter()
            .filter(|n| n.starts_with(start) && n.ends_with(end))
            .filter(|n| !n.get(start.len()..).unwrap_or("").contains('/'))
            .cloned()
            .collect();
        out.sort_by_key(|n| (n.len(), n.clone()));
        out
    }

    /// Reads the relations of a part: id to (kind, target as a member's name or an outer place).
    pub fn relations(&mut self, part: &str, paper: &mut Paper) -> BTreeMap<String, Relation> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = format!("{folder}{}_rels/{file}.rels", slash(folder));
        let xml = self.read(&name, paper);
        let mut out = BTreeMap::new();
        walk(&xml, paper, &mut |node, _| {
            if let Node::Open("Relationship", a) = node
                && let (Some(id), Some(target)) = (a.get("Id"), a.get("Target"))
            {
                let outer = a.get("TargetMode") == Some("External");
                let target = if outer {
                    target.to_owned()
                } else {
                    joined(folder, target)
                };
                let kind = a.get("Type").unwrap_or("");
                let kind = kind.rsplit('/').next().unwrap_or("").to_owned();
                out.insert(id.to_owned(), Relation { kind, target });
            }
        });
        out
    }

    /// Claims when the members were written and by what; Office writes 1980 for all of them.
    pub fn claims(&mut self, paper: &mut Paper) {
        let (mut times, mut makers) = (BTreeSet::new(), BTreeSet::new());
        for at in 0..self.archive.len().min(MEMBERS) {
            let Ok(file) = self.archive.by_index_raw(at) else {
                continue;
            };
            if let Some(t) = file.last_modified() {
                times.insert(format!(
                    "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}",
                    t.year(),
                    t.month(),
                    t.day(),
                    t.hour(),
                    t.minute(),
                    t.second()
                ));
            }
            let (major, minor) = file.version_made_by();
            makers.insert(format!("zip {major}.{minor}"));
        }
        let real: Vec<&String> = times.iter().filter(|t| !t.starts_with("1980-")).collect();
        let some = real.first().into_iter().chain(real.last());
        for time in some {
            paper.claim(MetaKey::ZipTime, MetaOrigin::Zip, time);
        }
        if real.is_empty() && !times.is_empty() {
            paper.claim(MetaKey::ZipTime, MetaOrigin::Zip, "1980-01-01T00:00:00");
        }
        let makers: Vec<String> = makers.into_iter().collect();
        paper.claim(MetaKey::ZipWriter, MetaOrigin::Zip, &makers.join(", "));
    }
}

/// What a part refers to.
pub(super) struct Relation {
    /// The last word of the relation's type.
    pub kind: String,
    /// A member's name, or a place outside.
    pub target: String,
}

fn slash(folder: &str) -> &'static str {
    if folder.is_empty() { "" } else { "/" }
}

/// Joins a target to the folder of the part that names it.
pub(super) fn joined(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    for part in target.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "." | "" => {}
            _ if parts.len() < bounds::FOLDER_DEPTH => parts.push(part),
            _ => {}
        }
    }
    parts.join("/")
}
