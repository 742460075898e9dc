//! The overview of a case: each source and the whole, as queries with their counts, so that every
//! number opens the list that it counts. And the saved views, counted the same way.

use super::{TallyRow, quoted};
use crate::case::{Read, Snapshot};
use crate::model::ItemIx;
use crate::query;

/// What is counted of each source and of the whole: a word, and its query.
const COUNTS: &[(&str, &str)] = &[
    ("items", ""),
    ("messages", "is:message"),
    ("attachments", "is:attachment"),
    ("documents", "is:document"),
    ("known files", "is:known"),
    ("duplicates", "is:duplicate"),
    ("exceptions", "is:exception"),
    ("in findings", "score:>=0"),
    ("unreviewed", "is:unreviewed"),
];

/// Gives the rows of the overview: how far the case can be tested, the whole of it, each source,
/// and what is missing.
pub fn rows(snapshot: &Snapshot, reader: &dyn Read, author: &str) -> Vec<TallyRow> {
    let mut out = super::coverage::rows(snapshot, reader, author);
    let mut block = |name: &str, within: &str, note: String| {
        for (at, (word, asked)) in COUNTS.iter().enumerate() {
            let text = format!("{within} {asked}").trim().to_owned();
            let items = found(snapshot, reader, author, &text);
            if at > 0 && items.is_empty() {
                continue;
            }
            let row = TallyRow::of(snapshot, word, name, text, items);
            out.push(if at == 0 {
                row.noted(note.clone())
            } else {
                row
            });
        }
    };
    let g = &*snapshot.generation;
    let note = format!(
        "{} threads, {} groups, {} findings, {} exceptions",
        g.threads.len(),
        g.groups.len(),
        g.findings.len(),
        g.exceptions.len()
    );
    block("the whole case", "", note);
    for source in &g.sources {
        let exceptions = g.exceptions.iter().filter(|e| e.source == source.name);
        let custodian = source.custodian.as_deref().unwrap_or("no custodian");
        let note = format!(
            "{custodian}, {} files, {} exceptions{}",
            source.files,
            exceptions.count(),
            if source.reference { ", reference" } else { "" }
        );
        let within = format!("source:{}", quoted(&format!("={}", source.name)));
        block(&source.name, &within, note);
    }
    out.extend(super::missing::rows(snapshot, reader, author));
    out.extend(super::foreign::rows(snapshot, reader, author));
    out
}

/// Gives the saved views by name.
pub fn views(snapshot: &Snapshot, reader: &dyn Read, author: &str) -> Vec<TallyRow> {
    let views = snapshot.views.iter();
    let row = |(name, text): (&String, &String)| {
        let items = found(snapshot, reader, author, text);
        let coded = items.iter();
        let coded = coded.filter(|ix| !crate::review::is_uncoded(snapshot, author, **ix));
        let note = format!("{} coded   {text}", coded.count());
        let query = format!("view:{}", quoted(name));
        TallyRow::of(snapshot, "view", name, query, items).noted(note)
    };
    views.map(row).collect()
}

pub(super) fn found(
    snapshot: &Snapshot,
    reader: &dyn Read,
    author: &str,
    text: &str,
) -> Vec<ItemIx> {
    query::parse(text).map_or_else(
        |_| Vec::new(),
        |query| snapshot.select(&query, author, reader),
    )
}
