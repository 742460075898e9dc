//! The sources of a case: adding, describing, moving, forgetting.

use super::plan::known;
use super::run::{list_digest, load_segments, put_in_force};
use super::{Case, CaseError, IngestOptions, names};
use crate::intake::{self, Walk};
use crate::model::words::failures as w;
use crate::model::{Digest, Source};
use crate::store::{CaseFile, FileRow, Layout, Segment, SourceEntry};
use std::path::Path;

/// What an ingest entered into `case.toml`.
#[derive(Default)]
pub struct Entered {
    /// Names of the sources that were given.
    pub named: Vec<String>,
    /// Sources that bore another name before: that and the new one.
    pub renamed: Vec<(String, String)>,
}

/// Enters the sources of an ingest into `case.toml`.
pub fn add(layout: &Layout, options: &IngestOptions) -> Result<Entered, CaseError> {
    let mut file = read(layout)?;
    let mut given_paths = Vec::new();
    for given in &options.sources {
        let path = intake::absolute(given).map_err(|cause| CaseError::Io {
            path: given.clone(),
            cause,
        })?;
        let shown = path.to_string_lossy().into_owned();
        let at = file.sources.iter().position(|s| s.path == shown);
        let entry = if let Some(at) = at {
            &mut file.sources[at]
        } else {
            check_free(&file, options.name.as_deref())?;
            file.sources.push(SourceEntry {
                name: options.name.clone().unwrap_or_default(),
                named: options.name.is_some(),
                unread: true,
                path: shown.clone(),
                added_by: options.author.clone(),
                added: super::marker::now(),
                ..SourceEntry::default()
            });
            let last = file.sources.len() - 1;
            &mut file.sources[last]
        };
        entry.custodian = options.custodian.clone().or(entry.custodian.take());
        entry.note = options.note.clone().or(entry.note.take());
        entry.reference |= options.reference;
        given_paths.push(shown);
    }
    let renamed = names::settle(&mut file);
    let given = file
        .sources
        .iter()
        .filter(|s| given_paths.contains(&s.path));
    let named = given.map(|s| s.name.clone()).collect();
    file.sources.sort_by(|a, b| a.name.cmp(&b.name));
    file.write(layout)?;
    Ok(Entered { named, renamed })
}

/// Gives the last part of a path.
fn base(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// Refuses a name that another source bears.
fn check_free(file: &CaseFile, asked: Option<&str>) -> Result<(), CaseError> {
    let Some((name, other)) = asked.and_then(|name| Some((name, file.source(name)?))) else {
        return Ok(());
    };
    Err(CaseError::Refused(w::source_there(name, &other.path)))
}

/// Walks a source; `None` where the case does not know it. A file that was moved to another name
/// keeps the name under which its items are known.
pub fn walk(
    layout: &Layout,
    name: &str,
    skip: &dyn Fn(&Path) -> bool,
) -> Result<Option<Walk>, CaseError> {
    let file = read(layout)?;
    let Some(entry) = file.source(name) else {
        return Ok(None);
    };
    let mut walk = intake::walk(Path::new(&entry.path), skip);
    if let ([one], Some(known)) = (walk.entries.as_mut_slice(), &entry.file)
        && one.absolute == Path::new(&entry.path)
    {
        one.path.clone_from(known);
    }
    Ok(Some(walk))
}

fn read(layout: &Layout) -> Result<CaseFile, CaseError> {
    CaseFile::read(layout)?.ok_or_else(|| CaseError::NoCase(layout.root.clone()))
}

/// Describes every source of `case.toml` with what was read of it.
pub fn describe(
    layout: &Layout,
    segments: &[(u32, Segment, Vec<u32>)],
) -> Result<Vec<Source>, CaseError> {
    let file = read(layout)?;
    let known = known(segments);
    let mut out: Vec<Source> = file
        .sources
        .iter()
        .map(|entry| {
            let rows: Vec<&FileRow> = known
                .range((entry.name.as_str(), "")..)
                .take_while(|((source, _), _)| *source == entry.name)
                .map(|(_, (_, _, row))| *row)
                .filter(|row| !row.path.is_empty())
                .collect();
            Source {
                name: entry.name.clone(),
                path: entry.path.clone(),
                custodian: entry.custodian.clone(),
                note: entry.note.clone(),
                reference: entry.reference,
                added_by: entry.added_by.clone(),
                added: entry.added.clone(),
                size_bytes: rows.iter().map(|r| r.size).sum(),
                files: rows.len() as u64,
                digest: digest(Path::new(&entry.path), entry.file.as_deref(), &rows),
            }
        })
        .collect();
    out.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(out)
}

fn digest(path: &Path, known_as: Option<&str>, rows: &[&FileRow]) -> Option<Digest> {
    let base = base(path);
    if let [one] = rows
        && known_as.unwrap_or(&base) == one.path
    {
        return one.digest.map(Digest);
    }
    let line = |r: &&FileRow| {
        r.digest
            .map(|d| format!("{}  {}\n", Digest(d).hex(), r.path))
    };
    let mut lines: Vec<String> = rows.iter().filter_map(line).collect();
    (!lines.is_empty()).then(|| list_digest(&mut lines))
}

/// Writes the digests of the sources into `case.toml`, so that they outlive the index, and that
/// some of them were read.
pub fn note(layout: &Layout, sources: &[Source], named: &[String]) -> Result<(), CaseError> {
    let mut file = read(layout)?;
    let before = file.clone();
    for entry in &mut file.sources {
        entry.unread &= !named.contains(&entry.name);
        let source = sources.iter().find(|s| s.name == entry.name);
        entry.digest = source
            .and_then(|s| s.digest)
            .map(|d| d.hex())
            .or(entry.digest.take());
    }
    if file != before {
        file.write(layout)?;
    }
    Ok(())
}

impl Case {
    /// Gives name and path of each source that was entered and never read to its end: its first
    /// ingest was stopped.
    pub fn waiting(&self) -> Vec<(String, String)> {
        let waiting = self.file().sources.iter().filter(|s| s.unread);
        waiting.map(|s| (s.name.clone(), s.path.clone())).collect()
    }

    /// Says that a source (by name or old path) lies at another place now; its digest must agree.
    pub fn move_source(&mut self, old: &str, new: &Path) -> Result<(), CaseError> {
        let layout = self.layout().clone();
        let _lock = layout.lock()?;
        let mut file = read(&layout)?;
        let path = intake::absolute(new).map_err(|cause| CaseError::Io {
            path: new.to_owned(),
            cause,
        })?;
        let entry = file
            .sources
            .iter_mut()
            .find(|s| s.name == old || s.path == old)
            .ok_or_else(|| CaseError::Refused(w::no_source(old)))?;
        let found = hash_source(&path);
        if entry.digest.is_some() && entry.digest != found.map(|d| d.hex()) {
            return Err(CaseError::Refused(w::source_differs(
                path.display(),
                &entry.name,
            )));
        }
        if path.is_file() && base(&path) != base(Path::new(&entry.path)) {
            let known_as = base(Path::new(&entry.path));
            entry.file.get_or_insert(known_as);
        }
        entry.path = path.to_string_lossy().into_owned();
        file.write(&layout)?;
        put_in_force(&layout, &load_segments(&layout)?, &[], (false, None))?;
        self.reload()
    }

    /// Takes a source out of the case; marks on its items stay in the journals.
    pub fn forget_source(&mut self, name: &str) -> Result<(), CaseError> {
        let layout = self.layout().clone();
        let _lock = layout.lock()?;
        let mut file = read(&layout)?;
        let before = file.sources.len();
        file.sources.retain(|s| s.name != name);
        if file.sources.len() == before {
            return Err(CaseError::Refused(w::no_source(name)));
        }
        file.write(&layout)?;
        let mut segments = load_segments(&layout)?;
        for (_, segment, dropped) in &mut segments {
            let places = segment.files.iter().enumerate();
            let of_it = places
                .filter(|(_, f)| f.source == name)
                .map(|(at, _)| at as u32);
            dropped.extend(of_it);
            dropped.sort_unstable();
            dropped.dedup();
        }
        put_in_force(&layout, &segments, &[], (false, None))?;
        self.reload()
    }
}

/// Hashes a source as `describe` does, from its bytes.
fn hash_source(path: &Path) -> Option<Digest> {
    let walk = intake::walk(path, &|_| false);
    let rows: Vec<FileRow> = walk
        .entries
        .iter()
        .map(|entry| FileRow {
            path: entry.path.clone(),
            digest: intake::digest_file(&entry.absolute, &mut |_| {}).ok(),
            ..FileRow::default()
        })
        .collect();
    digest(path, None, &rows.iter().collect::<Vec<_>>())
}
