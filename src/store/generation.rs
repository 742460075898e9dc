//! Generations: what was made of all segments at the end of a run. One file, `index/CURRENT`, names
//! the one in force; it is replaced by rename, so that readers keep the one they opened.

use super::StoreError;
use super::claims::{read_claims, write_claims};
use super::covers::{read_covers, write_covers};
use super::finding::FindingRecord;
use super::folders::free_numbers;
use super::items::{read_items, write_items};
use super::layout::{Layout, make_dir, replace, sync_parent};
use super::ledger::{Ledgers, write_ledgers};
use super::packed::{read_packed, write_packed};
use super::record::ExceptionRow;
use super::signatures::write_signatures;
use super::structure::{GroupRecord, ThreadRecord, group, group_record, thread, thread_record};
use crate::model::words::stores as w;
use crate::model::{
    CheckRate, Covers, Digest, Exception, Finding, Group, Item, ItemIx, Meta, Said, Source, Thread,
    both,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

/// Where an item's text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TextPlace {
    /// Number of the segment.
    pub segment: u32,
    /// First byte in its text file.
    pub at: u64,
    /// Bytes there; 0 where there is no text.
    pub stored: u32,
}

/// Everything that a generation holds.
#[derive(Debug, Default)]
pub struct Made {
    /// Segments that it is made of, with the files of each that a later one replaced or that went.
    pub segments: Vec<(u32, Vec<u32>)>,
    /// Items, oldest first.
    pub items: Vec<Item>,
    /// Places of their texts, item by item.
    pub texts: Vec<TextPlace>,
    /// What documents claim about themselves, by item.
    pub metadata: BTreeMap<ItemIx, Vec<Meta>>,
    /// Threads.
    pub threads: Vec<Thread>,
    /// Groups.
    pub groups: Vec<Group>,
    /// Findings, most telling first.
    pub findings: Vec<Finding>,
    /// Packed ledgers, item by item; only there where a generation is written.
    pub ledgers: Vec<Vec<u8>>,
    /// How often each check speaks in the case; only there where a generation is written.
    pub rates: Vec<CheckRate>,
    /// What each item can be tested by.
    pub covers: Vec<Covers>,
    /// The record of all signatures; only there where a generation is written.
    pub signatures: Vec<u8>,
    /// Exceptions.
    pub exceptions: Vec<Exception>,
    /// Sources.
    pub sources: Vec<Source>,
    /// What findings were not looked for in; said by the ingest, not kept.
    pub missed: Vec<Said>,
}

#[derive(Serialize, Deserialize)]
struct SourceRecord {
    name: String,
    path: String,
    custodian: Option<String>,
    note: Option<String>,
    reference: bool,
    added_by: String,
    added: String,
    size: u64,
    files: u64,
    digest: Option<[u8; 32]>,
}
#[derive(Serialize, Deserialize)]
struct Rest {
    segments: Vec<(u32, Vec<u32>)>,
    sources: Vec<SourceRecord>,
    exceptions: Vec<(String, ExceptionRow)>,
}

/// Writes a generation and puts it in force; gives its number.
pub fn write_made(layout: &Layout, made: &Made) -> Result<u32, StoreError> {
    let (_, number) = free_numbers(layout)?;
    let dir = layout.generation(number);
    make_dir(&dir)?;
    let (items, evidence) = both(
        || write_structure(&dir, made),
        || write_evidence(&dir, made),
    );
    items.and(evidence)?;
    write_packed(&dir.join("rest"), &rest_record(made))?;
    sync_parent(&dir.join("rest"))?;
    sync_parent(&dir)?;
    replace(&layout.current(), format!("{number}\n").as_bytes())?;
    Ok(number)
}

/// Writes the items and what binds them.
fn write_structure(dir: &Path, made: &Made) -> Result<(), StoreError> {
    write_items(dir, made)?;
    write_claims(dir, &made.metadata)?;
    let threads: Vec<ThreadRecord> = made.threads.iter().map(thread_record).collect();
    let groups: Vec<GroupRecord> = made.groups.iter().map(group_record).collect();
    write_packed(&dir.join("structure"), &(threads, groups))
}

/// Writes what speaks for and against the items.
fn write_evidence(dir: &Path, made: &Made) -> Result<(), StoreError> {
    let findings: Vec<FindingRecord> = made.findings.iter().map(Into::into).collect();
    write_packed(&dir.join("findings"), &findings)?;
    write_ledgers(&dir.join("ledgers"), &made.ledgers, &made.rates)?;
    write_signatures(dir, &made.signatures)?;
    write_covers(dir, &made.covers)
}

/// Gives the number of the generation in force; `None` where nothing was ingested.
pub fn read_current(layout: &Layout) -> Result<Option<u32>, StoreError> {
    let path = layout.current();
    match fs::read_to_string(&path) {
        Ok(text) => match text.trim().parse() {
            Ok(number) => Ok(Some(number)),
            Err(_) => Err(StoreError::damaged(&path, w::NO_GENERATION)),
        },
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(StoreError::Io { path, cause }),
    }
}

/// Reads a generation back.
pub fn read_made(layout: &Layout, number: u32) -> Result<Made, StoreError> {
    let dir = layout.generation(number);
    let rest: Rest = read_packed(&dir.join("rest"))?;
    let sources: Vec<Source> = rest.sources.into_iter().map(source).collect();
    let (items, structure) = both(|| read_items(&dir, &sources), || read_structure(&dir));
    let ((items, texts), (threads, groups, findings)) = (items?, structure?);
    let exceptions = rest.exceptions.iter().map(|(s, e)| e.exception(s));
    Ok(Made {
        segments: rest.segments,
        items,
        texts,
        metadata: read_claims(&dir)?,
        covers: read_covers(&dir)?,
        threads,
        groups,
        findings,
        exceptions: exceptions.collect(),
        sources,
        ..Made::default()
    })
}

type Structure = (Vec<Thread>, Vec<Group>, Vec<Finding>);

fn read_structure(dir: &Path) -> Result<Structure, StoreError> {
    let (threads, groups): (Vec<ThreadRecord>, Vec<GroupRecord>) =
        read_packed(&dir.join("structure"))?;
    let findings: Vec<FindingRecord> = read_packed(&dir.join("findings"))?;
    Ok((
        threads.into_iter().map(thread).collect(),
        groups.into_iter().map(group).collect(),
        findings.into_iter().map(Into::into).collect(),
    ))
}

/// Opens the ledgers of a generation.
pub fn read_ledgers(layout: &Layout, number: u32) -> Result<Ledgers, StoreError> {
    Ledgers::open(&layout.generation(number).join("ledgers"))
}

/// Gives the segments of a generation, with the files of each that do not count any more.
pub fn read_segments(layout: &Layout, number: u32) -> Result<Vec<(u32, Vec<u32>)>, StoreError> {
    Ok(read_packed::<Rest>(&layout.generation(number).join("rest"))?.segments)
}

/// Gives the sources of a generation.
pub fn read_sources(layout: &Layout, number: u32) -> Result<Vec<Source>, StoreError> {
    let rest: Rest = read_packed(&layout.generation(number).join("rest"))?;
    Ok(rest.sources.into_iter().map(source).collect())
}

fn rest_record(made: &Made) -> Rest {
    Rest {
        segments: made.segments.clone(),
        sources: made.sources.iter().map(source_record).collect(),
        exceptions: made
            .exceptions
            .iter()
            .map(|e| (e.source.clone(), e.into()))
            .collect(),
    }
}

fn source_record(s: &Source) -> SourceRecord {
    SourceRecord {
        name: s.name.clone(),
        path: s.path.clone(),
        custodian: s.custodian.clone(),
        note: s.note.clone(),
        reference: s.reference,
        added_by: s.added_by.clone(),
        added: s.added.clone(),
        size: s.size_bytes,
        files: s.files,
        digest: s.digest.map(|d| d.0),
    }
}

fn source(r: SourceRecord) -> Source {
    Source {
        name: r.name,
        path: r.path,
        custodian: r.custodian,
        note: r.note,
        reference: r.reference,
        added_by: r.added_by,
        added: r.added,
        size_bytes: r.size,
        files: r.files,
        digest: r.digest.map(Digest),
    }
}
