//! The commands that count: overview, entities, correspondents, time line, views.

use super::failure::{Failure, Outcome};
use super::print::Out;
use super::session::Session;
use super::table::column;
use crate::model::words::commands as w;
use crate::review::{TallyKind, tally};
use serde::Serialize;
use std::sync::atomic::AtomicBool;

/// One row, in JSON.
#[derive(Serialize)]
struct Row<'a> {
    kind: &'static str,
    name: &'a str,
    items: usize,
    first: Option<String>,
    last: Option<String>,
    query: &'a str,
    note: &'a str,
}

/// Prints a tally.
pub fn run(
    session: &Session,
    kind: TallyKind,
    json: bool,
    out: &mut Out,
) -> Result<Outcome, Failure> {
    let reader = session.case.reader();
    let (author, lang) = (&session.author.value, session.lang);
    let never = AtomicBool::new(false);
    let made = tally(kind, &session.snapshot, &*reader, author, &never).unwrap_or_default();
    for row in &made.rows {
        if json {
            out.json(&Row {
                kind: row.kind.id,
                name: &row.name.en,
                items: row.items.len(),
                first: row.span.map(|s| s.0.rfc3339()),
                last: row.span.map(|s| s.1.rfc3339()),
                query: &row.query,
                note: &row.bare,
            })?;
            continue;
        }
        let span = row.span.map_or_else(String::new, |(a, b)| {
            format!("{} .. {}", a.format("%Y-%m-%d"), b.format("%Y-%m-%d"))
        });
        out.line(&format!(
            "{:>9}  {}  {}  {}  {}",
            row.items.len(),
            column(row.kind.word.of(lang), 11),
            column(row.name.of(lang), 44),
            column(&span, 24),
            row.note.of(lang)
        ))?;
    }
    if made.more > 0 {
        session.say(w::not_listed(w::MORE_ROW.of(made.more)));
    }
    Ok(Outcome::Done)
}
