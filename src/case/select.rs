//! Queries held against a snapshot: what the tree asks, item by item, the cheap questions first
//! and the text only where it decides. Words are looked up in the index; a text is read only where
//! the index cannot tell, or there is none.

use super::holds::{Asked, Ground, file_names, holds_filter, holds_id, holds_part, part_of};
use super::pattern::{Matcher, pieces, sought};
use super::{Read, Snapshot};
use crate::model::{ItemIx, Thread, both};
use crate::query::{self, Filter, PartField, Pattern, Query};
use crate::store::search::{Answer, Found};
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

/// Items below which one thread does it alone.
const SHARE: usize = 512;

/// Deepest nesting of views; one that names itself matches nothing.
const VIEW_DEPTH: usize = 8;

/// A query made ready for many items.
enum Ready {
    All,
    And(Vec<Ready>),
    Or(Vec<Ready>),
    Not(Box<Ready>),
    Text(Matcher, Option<Found>),
    Part(PartField, String, Option<Found>),
    Filter(Filter),
    /// Known before any item was asked.
    Among(BTreeSet<ItemIx>),
}

impl Snapshot {
    /// Gives the items that match, in snapshot order. Where there is no index of words, it takes
    /// as long as reading all texts does, so it belongs on a worker thread.
    pub fn select(&self, query: &Query, author: &str, reader: &dyn Read) -> Vec<ItemIx> {
        self.select_until(query, author, reader, &AtomicBool::new(false))
            .unwrap_or_default()
    }

    /// Gives the items that match, as [`Self::select`]; `None` once it was cancelled.
    pub fn select_until(
        &self,
        query: &Query,
        author: &str,
        reader: &dyn Read,
        cancelled: &AtomicBool,
    ) -> Option<Vec<ItemIx>> {
        let zone = TimeZone::get(&self.time_zone).unwrap_or(TimeZone::UTC);
        let findings = findings_of(self);
        let ground = Ground {
            snapshot: self,
            author,
            reader,
            zone,
            findings,
            flawed: OnceLock::new(),
        };
        let query = &self.expanded(query);
        let ready = ready(query, self, reader);
        let count = self.generation.items.len();
        let threads = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        let share = count.div_ceil(threads.clamp(1, 16)).max(SHARE);
        let hits = if !query.needs_text() || count <= SHARE {
            pick(&ready, &ground, 0..count, cancelled)
        } else {
            std::thread::scope(|scope| {
                let (ready, ground) = (&ready, &ground);
                let parts: Vec<_> = (0..count)
                    .step_by(share)
                    .map(|from| from..count.min(from + share))
                    .map(|part| scope.spawn(|| pick(ready, ground, part, cancelled)))
                    .collect();
                parts.into_iter().flat_map(both::joined).collect()
            })
        };
        (!cancelled.load(Ordering::Relaxed)).then_some(hits)
    }
}

impl Snapshot {
    /// Gives a query with the saved views in it replaced by their own queries.
    pub fn expanded(&self, query: &Query) -> Query {
        self.expand(query, 0)
    }

    fn expand(&self, query: &Query, depth: usize) -> Query {
        let view = |name: &str| {
            let text = self.views.get(name).filter(|_| depth < VIEW_DEPTH)?;
            Some(self.expand(&query::parse(text).ok()?, depth + 1))
        };
        query.with_views(&view)
    }
}

fn pick(
    ready: &Ready,
    ground: &Ground<'_>,
    part: std::ops::Range<usize>,
    cancelled: &AtomicBool,
) -> Vec<ItemIx> {
    part.map(|at| ItemIx(at as u32))
        .take_while(|_| !cancelled.load(Ordering::Relaxed))
        .filter(|ix| holds(ready, *ix, &Asked::new(ground, *ix)))
        .collect()
}

fn ready(query: &Query, snapshot: &Snapshot, reader: &dyn Read) -> Ready {
    let in_turn = |parts: &[Query]| -> Vec<Ready> {
        let mut parts: Vec<&Query> = parts.iter().collect();
        parts.sort_by_key(|p| p.needs_text());
        let parts = parts.into_iter();
        parts.map(|p| ready(p, snapshot, reader)).collect()
    };
    match query {
        Query::All => Ready::All,
        Query::And(parts) => Ready::And(in_turn(parts)),
        Query::Or(parts) => Ready::Or(joined(in_turn(parts))),
        Query::Not(part) => Ready::Not(Box::new(ready(part, snapshot, reader))),
        Query::Text(pattern) => Ready::Text(Matcher::new(pattern), words_found(pattern, reader)),
        Query::Field(filter @ Filter::Part(field, part)) => {
            let found = filter.needs_text().then(|| part_found(part, reader));
            Ready::Part(*field, part_of(*field, part), found.flatten())
        }
        Query::Field(filter) => {
            among(filter, snapshot).map_or_else(|| Ready::Filter(filter.clone()), Ready::Among)
        }
    }
}

/// Makes one of the alternatives that are known already: a share of the work names hundreds.
fn joined(parts: Vec<Ready>) -> Vec<Ready> {
    let mut known = BTreeSet::new();
    let mut out = Vec::new();
    for part in parts {
        match part {
            Ready::Among(items) => known.extend(items),
            other => out.push(other),
        }
    }
    if !known.is_empty() {
        out.insert(0, Ready::Among(known));
    }
    out
}

/// Gives the items of a field that names them.
fn among(filter: &Filter, snapshot: &Snapshot) -> Option<BTreeSet<ItemIx>> {
    let g = &*snapshot.generation;
    let lower = |id: &str| id.to_ascii_lowercase();
    Some(match filter {
        Filter::Thread(id) => {
            let id = lower(id);
            let threads = g.threads.iter().filter(|t| t.id.starts_with(&id));
            threads.flat_map(Thread::items).collect()
        }
        Filter::Group(id) => {
            let id = lower(id);
            let groups = g.groups.iter().filter(|t| t.id.starts_with(&id));
            groups
                .flat_map(|g| g.members.iter().map(|m| m.item))
                .collect()
        }
        Filter::Id(id) if id.len() == 64 => g.find(id).into_iter().collect(),
        Filter::Id(id) => {
            let all = g.items.iter().enumerate();
            let hits = all.filter(|(_, item)| holds_id(item, id));
            hits.map(|(at, _)| ItemIx(at as u32)).collect()
        }
        _ => return None,
    })
}

/// Looks the words of a pattern up; those of an expression are not known.
fn words_found(pattern: &Pattern, reader: &dyn Read) -> Option<Found> {
    match pattern {
        Pattern::Regex(_) => None,
        Pattern::Word(_)
        | Pattern::Prefix(_)
        | Pattern::Suffix(_)
        | Pattern::Near { .. }
        | Pattern::Phrase { .. } => reader.find(&sought(pattern)),
    }
}

/// Looks up which texts may hold a part: those with words that hold its runs of letters.
fn part_found(part: &str, reader: &dyn Read) -> Option<Found> {
    let runs = pieces(part);
    let mut runs = runs.iter().map(|run| reader.find(run));
    let first = runs.next()??;
    runs.try_fold(first, |all, run| Some(all.meet(&run?)))
}

fn holds(ready: &Ready, ix: ItemIx, asked: &Asked<'_>) -> bool {
    let item = asked.item;
    let told = |found: &Option<Found>| found.as_ref().map_or(Answer::Look, |f| f.answer(ix.at()));
    match ready {
        Ready::All => true,
        Ready::And(parts) => parts.iter().all(|p| holds(p, ix, asked)),
        Ready::Or(parts) => parts.iter().any(|p| holds(p, ix, asked)),
        Ready::Not(part) => !holds(part, ix, asked),
        Ready::Text(matcher, found) => {
            let in_text = match told(found) {
                _ if item.text_bytes == 0 => false,
                Answer::No => false,
                Answer::Yes => true,
                Answer::Look => matcher.found_in(asked.text()),
            };
            in_text
                || matcher.found_in(item.title())
                || file_names(item).any(|n| matcher.found_in(n))
        }
        Ready::Part(PartField::Exact, part, found) => {
            item.title().contains(part)
                || (told(found) != Answer::No && item.text_bytes > 0 && asked.text().contains(part))
        }
        // One run of letters stands in a text where it stands in one of its words.
        Ready::Part(PartField::Body, part, Some(found))
            if found.answer(ix.at()) != Answer::Look && part.chars().all(char::is_alphanumeric) =>
        {
            item.text_bytes > 0 && found.answer(ix.at()) == Answer::Yes
        }
        Ready::Part(field, part, found) => {
            (found.is_none() || told(found) != Answer::No) && holds_part(*field, part, asked)
        }
        Ready::Filter(filter) => holds_filter(filter, asked),
        Ready::Among(items) => items.contains(&ix),
    }
}

fn findings_of(snapshot: &Snapshot) -> BTreeMap<ItemIx, BTreeSet<usize>> {
    let mut out: BTreeMap<ItemIx, BTreeSet<usize>> = BTreeMap::new();
    for (at, finding) in snapshot.generation.findings.iter().enumerate() {
        for (item, _) in &finding.items {
            out.entry(*item).or_default().insert(at);
        }
    }
    out
}
