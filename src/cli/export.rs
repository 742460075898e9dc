//! `export`: plan, say the numbers, write.

use super::args::{ExportArgs, FormatArg};
use super::failure::{Failure, Outcome, say};
use super::session::Session;
use super::table::{count, size};
use crate::case::ItemMarks;
use crate::export::{Format, Options, plan, run as write};
use crate::model::ItemIx;

impl FormatArg {
    /// Gives the format of the word.
    fn format(self) -> Format {
        match self {
            Self::Mbox => Format::Mbox,
            Self::Eml => Format::Eml,
            Self::Csv => Format::Csv,
            Self::Jsonl => Format::Jsonl,
        }
    }
}

/// Runs `export`.
pub fn run(session: &Session, args: &ExportArgs) -> Result<Outcome, Failure> {
    let (selection, words) = match (&args.tag, &args.query) {
        (Some(tag), _) => (bearing(session, tag), format!("tag {tag}")),
        (None, Some(query)) => (session.select(query)?, query.clone()),
        (None, None) => (session.select("")?, "everything".to_owned()),
    };
    let options = Options {
        families: args.families,
        selection: words.clone(),
    };
    let plan = plan(
        &session.snapshot,
        &selection,
        args.format.format(),
        &options,
    );
    if plan.entries.is_empty() {
        return Err(
            Failure::work(format!("nothing to export: no item matches {words:?}"))
                .hint("valla tags   (which tags there are)")
                .hint("valla list QUERY   (what a query matches)"),
        );
    }
    say(&format!(
        "{}, {} of natives",
        plan.sentence(),
        size(plan.size_bytes)
    ));
    if args.dry_run {
        return Ok(Outcome::Done);
    }
    let reader = session.case.reader();
    let report = write(
        &plan,
        &session.snapshot,
        &args.dest,
        &*reader,
        &mut |_, _| {},
    )?;
    say(&format!(
        "wrote {} with {} to {}; `valla verify {2}` checks it",
        count(report.files, "file"),
        size(report.size_bytes),
        args.dest.display()
    ));
    for (journal, hash) in &session.snapshot.heads {
        say(&format!("head {hash} {journal}"));
    }
    let Some((first, why)) = report.unread.first() else {
        return Ok(Outcome::Done);
    };
    Err(Failure::work(format!(
        "{} could not be read again from the sources; the manifest names each",
        count(report.unread.len(), "item")
    ))
    .because(format!("{}: {why}", first.short()))
    .hint("valla verify   (what has changed)")
    .hint("valla sources move OLD NEW   (where a source lies now)"))
}

/// Gives the items that bear a tag or verdict of any author, in snapshot order.
fn bearing(session: &Session, tag: &str) -> Vec<ItemIx> {
    let tag = tag.trim().to_lowercase();
    let bears = |marks: &ItemMarks| {
        let verdicts = marks.verdicts.values().map(|v| v.word());
        verdicts
            .chain(marks.tags.iter().map(|t| t.name.as_str()))
            .any(|name| name == tag)
    };
    let marked = session
        .snapshot
        .board
        .items()
        .filter(|(_, marks)| bears(marks));
    let mut out: Vec<ItemIx> = marked
        .filter_map(|(digest, _)| session.generation().by_digest(digest))
        .collect();
    out.sort_unstable();
    out
}
