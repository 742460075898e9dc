//! Searching: what matches a query with where its words stand, and the report of a word list.

use super::args::SearchArgs;
use super::failure::{Failure, Outcome, say, wrong_query};
use super::print::Out;
use super::session::Session;
use super::table::{column, item_line};
use crate::case::{Highlighter, Read};
use crate::export::item_record;
use crate::model::words::{commands as w, failures as f, system, tables as heads};
use crate::model::{ItemIx, Said};
use crate::query::{self, Query};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::Path;

/// Characters that an excerpt shows on each side of a hit.
const AROUND: usize = 48;
/// Longest word list; one of a million terms is no word list.
const LIST_BYTES: u64 = 8 << 20;

/// Runs `search`.
pub fn run(session: &Session, args: &SearchArgs, out: &mut Out) -> Result<Outcome, Failure> {
    if let Some(path) = &args.terms {
        return terms(session, path, args.json.json, out);
    }
    let text = args.query.join(" ");
    let query = query::parse(&text).map_err(|e| wrong_query(&text, &e))?;
    let hits = session.chosen(&query);
    let marks = Highlighter::new(&session.snapshot.expanded(&query));
    let reader = session.case.reader();
    for ix in &hits {
        if args.json.json {
            out.json(&item_record(&session.snapshot, *ix))?;
            continue;
        }
        out.line(&item_line(session, *ix))?;
        if session.snapshot.is_covered(*ix) {
            out.line(w::COVERED.of(session.lang))?;
        } else if let Some((line, spans)) = excerpt(session, *ix, &marks, &*reader) {
            out.marked(&format!("    {line}"), &moved(&spans, 4))?;
        }
    }
    told(session, &query, hits.len());
    Ok(Outcome::Done)
}

/// Says on stderr how many items matched of how many, and what could not be searched.
pub fn told(session: &Session, query: &Query, hits: usize) {
    if *query == Query::All {
        return;
    }
    let snapshot = &session.snapshot;
    let query = &snapshot.expanded(query);
    let all = w::ITEM.of(snapshot.generation.items.len());
    let without = if query.needs_text() {
        w::without_text(w::ITEM.of(snapshot.textless()))
    } else {
        Said::default()
    };
    session.say(w::match_of(hits, all, without));
    doubts(session, query, hits);
}

/// Says on stderr what a query asks for that is not there, and what slows it down.
fn doubts(session: &Session, query: &Query, hits: usize) {
    let (snapshot, reader) = (&session.snapshot, session.case.reader());
    for doubt in snapshot.unknown(query) {
        say(doubt.of(session.lang));
    }
    if hits == 0 {
        let author = &session.author.value;
        for empty in snapshot.empty_parts(query, author, &*reader) {
            say(empty.of(session.lang));
        }
    }
    if query.needs_text() {
        for trouble in reader.trouble() {
            session.say(w::texts_read(trouble));
        }
    }
}

/// Gives the line around the first hit of an item, with the hits in it.
fn excerpt(
    session: &Session,
    ix: ItemIx,
    marks: &Highlighter,
    reader: &dyn Read,
) -> Option<(String, Vec<Range<usize>>)> {
    let item = session.item(ix);
    let text = reader.text(item).ok()?;
    let part = text.parts.iter().map(|p| p.text.as_str());
    part.into_iter().find_map(|text| {
        let first = marks.places(text, 1).into_iter().next()?;
        let before = text.get(..first.start)?;
        let start = before
            .char_indices()
            .rev()
            .take(AROUND)
            .last()
            .map_or(first.start, |(at, _)| at);
        let after = text.get(first.end..)?;
        let end = after
            .char_indices()
            .nth(AROUND)
            .map_or(text.len(), |(at, _)| first.end + at);
        let line = text.get(start..end)?.replace(['\n', '\r', '\t'], " ");
        let spans = marks.places(&line, 8);
        Some((line, spans))
    })
}

fn moved(spans: &[Range<usize>], by: usize) -> Vec<Range<usize>> {
    spans.iter().map(|r| r.start + by..r.end + by).collect()
}

/// What one term of a word list matches.
#[derive(Serialize)]
struct TermRow<'a> {
    line: usize,
    term: &'a str,
    items: usize,
    items_with_family: usize,
    unique: usize,
    unique_with_family: usize,
}

/// Reports a word list: for each term the items, with their families, and those of no other term.
fn terms(session: &Session, path: &Path, json: bool, out: &mut Out) -> Result<Outcome, Failure> {
    let list = read_list(path)?;
    let mut hits: Vec<Vec<ItemIx>> = Vec::new();
    let mut families: Vec<BTreeSet<ItemIx>> = Vec::new();
    for (_, _, query) in &list {
        let found = session.chosen(query);
        let family = found.iter().flat_map(|ix| session.snapshot.family(*ix));
        families.push(family.collect());
        hits.push(found);
    }
    let times = counted(hits.iter().flatten());
    let family_times = counted(families.iter().flatten());
    let lang = session.lang;
    if !json {
        let (items, family) = (heads::ITEMS.of(lang), heads::WITH_FAMILY.of(lang));
        let (unique, term) = (heads::UNIQUE.of(lang), heads::TERM.of(lang));
        out.line(&format!("{items:>10}  {family:>11}  {unique:>10}  {term}"))?;
    }
    for ((line, term, _), (found, family)) in list.iter().zip(hits.iter().zip(&families)) {
        let alone = |times: &BTreeMap<ItemIx, usize>, ix: &ItemIx| times.get(ix) == Some(&1);
        let row = TermRow {
            line: *line,
            term,
            items: found.len(),
            items_with_family: family.len(),
            unique: found.iter().filter(|ix| alone(&times, ix)).count(),
            unique_with_family: family.iter().filter(|ix| alone(&family_times, ix)).count(),
        };
        if json {
            out.json(&row)?;
            continue;
        }
        let TermRow {
            items,
            items_with_family,
            unique,
            ..
        } = row;
        out.line(&format!(
            "{items:>10}  {items_with_family:>11}  {unique:>10}  {}",
            column(term, 60).trim_end()
        ))?;
    }
    for (_, _, query) in &list {
        for doubt in session.snapshot.unknown(query) {
            say(doubt.of(session.lang));
        }
    }
    let (all, without) = (
        session.generation().items.len(),
        session.snapshot.textless(),
    );
    session.say(w::terms_match(
        times.len(),
        w::ITEM.of(all),
        family_times.len(),
        w::ITEM.of(without),
    ));
    Ok(Outcome::Done)
}

fn counted<'a>(items: impl Iterator<Item = &'a ItemIx>) -> BTreeMap<ItemIx, usize> {
    let mut out = BTreeMap::new();
    for ix in items {
        *out.entry(*ix).or_insert(0) += 1;
    }
    out
}

/// A term with its line in the list.
type Term = (usize, String, Query);

/// Reads a word list: one query a line; empty lines and those that begin with # are passed over.
fn read_list(path: &Path) -> Result<Vec<Term>, Failure> {
    let shown = path.display();
    let failed = |e: std::io::Error| {
        Failure::work(f::list_unread(shown.to_string())).because(system::said(&e))
    };
    let size = fs::metadata(path).map_err(failed)?.len();
    if size > LIST_BYTES {
        return Err(Failure::usage(f::list_large(shown.to_string())));
    }
    let bytes = fs::read(path).map_err(failed)?;
    let text = String::from_utf8_lossy(&bytes);
    let mut out = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let term = line.trim().trim_start_matches('\u{feff}');
        if term.is_empty() || term.starts_with('#') {
            continue;
        }
        let query = query::parse(term)
            .map_err(|e| wrong_query(term, &e).because(f::at_line(shown.to_string(), at + 1)))?;
        out.push((at + 1, term.to_owned(), query));
    }
    if out.is_empty() {
        return Err(Failure::usage(f::list_empty(shown.to_string())).hint(f::QUERY_A_LINE));
    }
    Ok(out)
}
