//! `groups --versions`: one group as a tree of versions, drawn or as one JSON object.

use super::failure::Failure;
use super::print::Out;
use super::session::Session;
use super::table::date;
use crate::case::versions;
use crate::model::words::{commands as w, failures as f, system};
use crate::model::{Group, ItemIx, Lang, Origin, Stamp, Stemma, StemmaNode};
use crate::review::stemma_lines;
use serde::Serialize;
use std::collections::BTreeMap;

/// Prints the versions of a group.
pub fn print(session: &Session, group: &Group, json: bool, out: &mut Out) -> Result<(), Failure> {
    let reader = session.case.reader();
    let stemma = versions(&session.snapshot, &*reader, group)
        .map_err(|e| Failure::work(f::group_unread(&group.id)).because(system::said(&e)))?;
    if json {
        return out.json(&TreeRecord::of(session, group, &stemma));
    }
    let items = w::ITEM.of(group.members.len());
    let told = w::versions(&group.id, items, w::TEXT.of(stemma.nodes.len()));
    out.line(told.of(session.lang))?;
    for line in stemma_lines(&stemma, session.lang, |at, node| label(session, at, node)) {
        out.line(&format!("  {line}"))?;
    }
    Ok(())
}

fn label(session: &Session, at: usize, node: &StemmaNode) -> String {
    let clock = node.clock.map(|c| Stamp {
        epoch_s: c.at,
        offset_min: 0,
    });
    let first = node.items.first().map(|ix| session.item(*ix));
    let digest = first.map_or(String::new(), |i| i.digest.short());
    let more = match node.items.len() {
        0 | 1 => String::new(),
        n => format!(" +{}", n - 1),
    };
    let title = first.map_or("", |i| i.title());
    format!(
        "{}. {digest}{more}  {}  {title}",
        at + 1,
        date(clock).trim_end()
    )
}

/// The tree of a group; nodes and parents are named by their places from 0.
#[derive(Serialize)]
struct TreeRecord<'a> {
    group: &'a str,
    root: Option<usize>,
    undecidable: Vec<usize>,
    nodes: Vec<NodeRecord>,
    crossings: Vec<CrossingRecord>,
    reasons: Vec<&'a str>,
}

#[derive(Serialize)]
struct NodeRecord {
    items: Vec<String>,
    parent: Option<usize>,
    clock: Option<String>,
    clock_kind: Option<&'static str>,
    trusted: bool,
    cost: f64,
    edits: BTreeMap<&'static str, u32>,
    told_by: &'static str,
}

#[derive(Serialize)]
struct CrossingRecord {
    from: usize,
    to: usize,
    readings: u32,
}

impl<'a> TreeRecord<'a> {
    fn of(session: &Session, group: &'a Group, stemma: &'a Stemma) -> Self {
        let (root, undecidable) = match &stemma.origin {
            Origin::Known(root) => (Some(*root), Vec::new()),
            Origin::Undecidable(roots) => (None, roots.clone()),
        };
        let hex = |ix: &ItemIx| session.item(*ix).digest.hex();
        let node = |n: &StemmaNode| NodeRecord {
            items: n.items.iter().map(hex).collect(),
            parent: n.parent,
            clock: n.clock.map(|c| {
                let stamp = Stamp {
                    epoch_s: c.at,
                    offset_min: 0,
                };
                stamp.rfc3339()
            }),
            clock_kind: n.clock.map(|c| c.kind.word()),
            trusted: n.trusted,
            cost: (n.cost * 100.0).round() / 100.0,
            edits: n.edits.iter().map(|(c, k)| (c.word(), *k)).collect(),
            told_by: n.told_by,
        };
        let crossing = |c: &crate::model::Crossing| CrossingRecord {
            from: c.from,
            to: c.to,
            readings: c.readings,
        };
        Self {
            group: &group.id,
            root,
            undecidable,
            nodes: stemma.nodes.iter().map(node).collect(),
            crossings: stemma.crossings.iter().map(crossing).collect(),
            reasons: stemma.reasons.iter().map(|r| r.of(Lang::English)).collect(),
        }
    }
}
