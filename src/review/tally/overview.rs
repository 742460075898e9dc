//! The overview of a case: each source and the whole, as queries with their counts, so that every
//! number opens the list that it counts. And the saved views, counted the same way.

use super::{RowKind, TallyRow, kinds, quoted};
use crate::case::{Read, Snapshot};
use crate::model::words::{self, tally as w};
use crate::model::{ItemIx, Lang, Said};
use crate::query;

/// What is counted of each source and of the whole: a kind, and its query.
const COUNTS: &[(RowKind, &str)] = &[
    (kinds::ITEMS, ""),
    (kinds::MESSAGES, "is:message"),
    (kinds::ATTACHMENTS, "is:attachment"),
    (kinds::DOCUMENTS, "is:document"),
    (kinds::KNOWN, "is:known"),
    (kinds::DUPLICATES, "is:duplicate"),
    (kinds::EXCEPTIONS, "is:exception"),
    (kinds::IN_FINDINGS, "score:>=0"),
    (kinds::UNREVIEWED, "is:unreviewed"),
];

/// Gives the rows of the overview: how far the case can be tested, the whole of it, each source,
/// and what is missing.
pub fn rows(snapshot: &Snapshot, reader: &dyn Read, author: &str) -> Vec<TallyRow> {
    let mut out = super::coverage::rows(snapshot, reader, author);
    let mut block = |name: Said, within: &str, note: &dyn Fn(Say) -> Said| {
        for (at, (kind, asked)) in COUNTS.iter().enumerate() {
            let text = format!("{within} {asked}").trim().to_owned();
            let items = found(snapshot, reader, author, &text);
            if at > 0 && items.is_empty() {
                continue;
            }
            let row = TallyRow::of(snapshot, *kind, name.clone(), text, items);
            out.push(if at == 0 {
                row.noted(note(many)).barely(note(bare))
            } else {
                row
            });
        }
    };
    let g = &*snapshot.generation;
    let note = |say: Say| {
        w::whole(
            say(w::threads, g.threads.len()),
            say(w::groups, g.groups.len()),
            say(w::findings, g.findings.len()),
            say(w::exceptions, g.exceptions.len()),
        )
    };
    block(w::WHOLE_CASE.into(), "", &note);
    for source in &g.sources {
        let exceptions = g.exceptions.iter().filter(|e| e.source == source.name);
        let custodian = source.custodian.as_deref();
        let reference = source.reference.then(|| Said::from(w::REFERENCE));
        let (reference, exceptions) = (reference.unwrap_or_default(), exceptions.count());
        let note = |say: Say| {
            w::source(
                custodian.map_or_else(|| w::NO_CUSTODIAN.into(), Said::same),
                say(w::files, source.files as usize),
                say(w::exceptions, exceptions),
                &reference,
            )
        };
        let within = format!("source:{}", quoted(&format!("={}", source.name)));
        block(Said::same(&source.name), &within, &note);
    }
    out.extend(super::missing::rows(snapshot, reader, author));
    out.extend(super::foreign::rows(snapshot, reader, author));
    out.extend(super::script::rows(snapshot, reader, author));
    out
}

/// Writes a number of things.
type Say = fn(fn(Lang, usize) -> String, usize) -> Said;

/// For people: its thousands stand apart.
fn many(count: fn(Lang, usize) -> String, n: usize) -> Said {
    Said::new(|lang| count(lang, n))
}

/// For programs: they do not.
fn bare(count: fn(Lang, usize) -> String, n: usize) -> Said {
    let apart = |lang| words::counted(lang, n);
    Said::new(|lang| count(lang, n).replacen(&apart(lang), &n.to_string(), 1))
}

/// Gives the saved views by name.
pub fn views(snapshot: &Snapshot, reader: &dyn Read, author: &str) -> Vec<TallyRow> {
    let views = snapshot.views.iter();
    let row = |(name, text): (&String, &String)| {
        let items = found(snapshot, reader, author, text);
        let coded = items.iter();
        let coded = coded.filter(|ix| !crate::review::is_uncoded(snapshot, author, **ix));
        let note = w::coded(coded.count(), text);
        let query = format!("view:{}", quoted(name));
        TallyRow::of(snapshot, kinds::VIEW, Said::same(name), query, items).noted(note)
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
