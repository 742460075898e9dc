//! The JSON objects of the contract that only the command line prints, in their field order.

use crate::case::{Generation, Snapshot};
use crate::export::EditRecord;
use crate::model::{Exception, Finding, Group, Item, ItemIx, Member, Role, Source, Status, Thread};
use serde::Serialize;
use std::collections::BTreeMap;

/// `status`.
#[derive(Serialize)]
pub struct StatusRecord {
    sources: u64,
    items: u64,
    messages: u64,
    attached_messages: u64,
    attachments: u64,
    documents: u64,
    occurrences: u64,
    threads: u64,
    groups: u64,
    findings: u64,
    exceptions: u64,
    tagged: u64,
    bytes: u64,
    head: BTreeMap<String, String>,
    name: String,
    unread_sources: Vec<String>,
}

impl StatusRecord {
    /// Makes the object.
    pub fn of(snapshot: &Snapshot, s: Status, unread_sources: Vec<String>) -> Self {
        Self {
            sources: s.sources,
            items: s.items,
            messages: s.messages,
            attached_messages: s.attached_messages,
            attachments: s.attachments,
            documents: s.documents,
            occurrences: s.occurrences,
            threads: s.threads,
            groups: s.groups,
            findings: s.findings,
            exceptions: s.exceptions,
            tagged: s.tagged,
            bytes: s.bytes,
            head: s.heads.into_iter().collect(),
            name: snapshot.name.clone(),
            unread_sources,
        }
    }
}

/// One source.
#[derive(Serialize)]
pub struct SourceRecord<'a> {
    name: &'a str,
    path: &'a str,
    custodian: Option<&'a str>,
    note: Option<&'a str>,
    reference: bool,
    added_by: &'a str,
    added: &'a str,
    size: u64,
    files: u64,
    digest: Option<String>,
    unread: bool,
}

impl<'a> SourceRecord<'a> {
    /// Makes the object.
    pub fn of(s: &'a Source, unread: bool) -> Self {
        Self {
            name: &s.name,
            path: &s.path,
            custodian: s.custodian.as_deref(),
            note: s.note.as_deref(),
            reference: s.reference,
            added_by: &s.added_by,
            added: &s.added,
            size: s.size_bytes,
            files: s.files,
            digest: s.digest.map(|d| d.hex()),
            unread,
        }
    }
}

/// One exception.
#[derive(Serialize)]
pub struct ExceptionRecord<'a> {
    path: &'a str,
    inner: Option<&'a str>,
    stage: &'static str,
    class: &'static str,
    reason: &'a str,
    item: Option<String>,
    source: &'a str,
}

impl<'a> ExceptionRecord<'a> {
    /// Makes the object.
    pub fn of(e: &'a Exception) -> Self {
        Self {
            path: &e.path,
            inner: e.inner.as_deref(),
            stage: e.stage.word(),
            class: e.class.word(),
            reason: &e.reason.en,
            item: e.item.map(|d| d.hex()),
            source: &e.source,
        }
    }
}

/// One thread.
#[derive(Serialize)]
pub struct ThreadRecord<'a> {
    thread: &'a str,
    subject: &'a str,
    messages: Vec<NodeRecord<'a>>,
}

#[derive(Serialize)]
struct NodeRecord<'a> {
    item: Option<String>,
    message_id: Option<&'a str>,
    parent: Option<String>,
    depth: u16,
}

impl<'a> ThreadRecord<'a> {
    /// Makes the object; `parent` is the parent's Message-ID, or its digest where it has none.
    pub fn of(generation: &Generation, thread: &'a Thread) -> Self {
        let hex = |ix: &ItemIx| generation.item(*ix).digest.hex();
        let mut messages = Vec::new();
        for node in &thread.nodes {
            let parent = node
                .parent
                .and_then(|at| thread.nodes.get(at as usize))
                .and_then(|p| p.message_id.clone().or_else(|| p.items.first().map(hex)));
            let row = |item| NodeRecord {
                item,
                message_id: node.message_id.as_deref(),
                parent: parent.clone(),
                depth: node.depth,
            };
            if node.items.is_empty() {
                messages.push(row(None));
            }
            messages.extend(node.items.iter().map(|ix| row(Some(hex(ix)))));
        }
        Self {
            thread: &thread.id,
            subject: &thread.subject,
            messages,
        }
    }
}

/// One near-duplicate group.
#[derive(Serialize)]
pub struct GroupRecord<'a> {
    group: &'a str,
    pivot: String,
    members: Vec<MemberRecord<'a>>,
    reason: &'a str,
}

#[derive(Serialize)]
struct MemberRecord<'a> {
    item: String,
    path: &'a str,
    similarity: f64,
    containment: f64,
}

impl<'a> GroupRecord<'a> {
    /// Makes the object.
    pub fn of(generation: &'a Generation, group: &'a Group) -> Self {
        let member = |m: &Member| {
            let item = generation.item(m.item);
            MemberRecord {
                item: item.digest.hex(),
                path: first_path(item),
                similarity: rounded(f64::from(m.similarity)),
                containment: rounded(f64::from(m.containment)),
            }
        };
        Self {
            group: &group.id,
            pivot: generation.item(group.pivot).digest.hex(),
            members: group.members.iter().map(member).collect(),
            reason: &group.reason.en,
        }
    }
}

/// One finding.
#[derive(Serialize)]
pub struct FindingRecord<'a> {
    rank: usize,
    finding: &'a str,
    check: &'a str,
    grade: &'static str,
    score: f64,
    items: Vec<RoleRecord<'a>>,
    edits: Vec<EditRecord<'a>>,
    reason: &'a str,
    innocent: &'a str,
    standing: Vec<StandingRecord<'a>>,
}

#[derive(Serialize)]
struct RoleRecord<'a> {
    item: String,
    path: &'a str,
    role: &'static str,
}

#[derive(Serialize)]
struct StandingRecord<'a> {
    author: &'a str,
    standing: &'static str,
    note: &'a str,
}

impl<'a> FindingRecord<'a> {
    /// Makes the object; `rank` is the place in the whole list, from 1.
    pub fn of(snapshot: &'a Snapshot, rank: usize, finding: &'a Finding) -> Self {
        let role = |(ix, role): &(ItemIx, Role)| {
            let item = snapshot.generation.item(*ix);
            RoleRecord {
                item: item.digest.hex(),
                path: first_path(item),
                role: role.word(),
            }
        };
        let standing = snapshot.board.standing(&finding.id).iter();
        Self {
            rank,
            finding: &finding.id,
            check: finding.check,
            grade: finding.grade.word(),
            score: rounded(finding.score),
            items: finding.items.iter().map(role).collect(),
            edits: finding.edits.iter().map(EditRecord::of).collect(),
            reason: &finding.reason.en,
            innocent: &finding.innocent.en,
            standing: standing
                .map(|(author, standing, note)| StandingRecord {
                    author,
                    standing: standing.word(),
                    note,
                })
                .collect(),
        }
    }
}

/// Gives the path of an item's first location.
pub fn first_path(item: &Item) -> &str {
    item.locations.first().map_or("", |l| l.path.as_str())
}

/// Rounds to four places, so that a figure reads the same everywhere.
fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}
