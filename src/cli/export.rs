//! `export`: plan, say the numbers, write.

use super::args::{ExportArgs, FormatArg, RedactArg, ReviewersArg, WithArg, WithoutArg};
use super::failure::{Failure, Outcome};
use super::session::Session;
use super::table::size;
use crate::case::{ItemMarks, now};
use crate::export::{Format, Options, Signer, Withhold, plan, run_signed as write};
use crate::model::words::marking;
use crate::model::words::{commands as w, failures as f};
use crate::model::{ItemIx, Lang, Said};

impl FormatArg {
    /// Gives the format of the word.
    fn format(self) -> Format {
        match self {
            Self::Mbox => Format::Mbox,
            Self::Eml => Format::Eml,
            Self::Csv => Format::Csv,
            Self::Jsonl => Format::Jsonl,
            Self::Hashes => Format::Hashes,
            Self::Bagit => Format::Bagit,
            Self::Dat => Format::Dat,
            Self::Html => Format::Html,
        }
    }
}

/// Runs `export`.
pub fn run(session: &Session, args: &ExportArgs) -> Result<Outcome, Failure> {
    let view = args
        .view
        .as_ref()
        .map(|name| view(session, name))
        .transpose()?;
    // Tables and manifests are read by programs too: only a report speaks French.
    let lang = match args.format.format() {
        Format::Html => session.report,
        _ => Lang::default(),
    };
    let (selection, words) = match (&args.tag, args.query.as_ref().or(view.as_ref())) {
        (Some(tag), _) => (bearing(session, tag), w::with_tag(tag).of(lang).to_owned()),
        (None, Some(query)) => (session.select(query)?, query.clone()),
        (None, None) => (session.select("")?, w::EVERYTHING.of(lang).to_owned()),
    };
    let options = options(args, &words, session.report);
    let plan = plan(
        &session.snapshot,
        &selection,
        args.format.format(),
        &options,
    );
    if plan.entries.is_empty() && plan.covered > 0 {
        return Err(
            Failure::work(f::ALL_PRIVATE).hint(Said::same("valla export --with private ..."))
        );
    }
    if plan.entries.is_empty() {
        return Err(Failure::work(f::nothing_matches(format!("{words:?}")))
            .hint(f::WHICH_TAGS)
            .hint(f::WHAT_MATCHES));
    }
    let told = plan.sentence(session.lang);
    session.say(w::natives(told, size(plan.size_bytes)));
    if args.dry_run {
        return Ok(Outcome::Done);
    }
    let reader = session.case.reader();
    let signer = args.sign.as_deref().map(Signer::open).transpose()?;
    let report = write(
        &plan,
        &session.snapshot,
        &args.dest,
        &*reader,
        signer.as_ref(),
        &mut |_, _| {},
    )?;
    session.say(w::wrote(
        w::FILE.of(report.files),
        size(report.size_bytes),
        args.dest.display(),
    ));
    for (journal, hash) in &session.snapshot.heads {
        session.say(w::head(hash, journal));
    }
    let Some((first, why)) = report.unread.first() else {
        return Ok(Outcome::Done);
    };
    Err(
        Failure::work(f::unread_again(w::ITEM.of(report.unread.len())))
            .because(f::of_path(first.short(), why))
            .hint(f::WHAT_CHANGED)
            .hint(f::MOVE_SOURCE),
    )
}

/// Says what is to be taken along and what withheld.
fn options(args: &ExportArgs, words: &str, lang: Lang) -> Options {
    let format = args.format.format().word();
    let mut command = format!("valla export --format {format}");
    let choice = args.tag.as_ref().map(|t| ("--tag", t));
    let choice = choice.or_else(|| args.query.as_ref().map(|q| ("--query", q)));
    let choice = choice.or_else(|| args.view.as_ref().map(|v| ("--view", v)));
    if let Some((flag, value)) = choice {
        command = format!("{command} {flag} {value:?}");
    }
    let withhold = Withhold {
        addresses: args.redact.contains(&RedactArg::Addresses),
        bodies: args.redact.contains(&RedactArg::Bodies),
        notes: args.without.contains(&WithoutArg::Notes),
        reviewers: args.reviewers == ReviewersArg::Pseudonyms,
    };
    let private = args.with.contains(&WithArg::Private);
    for (is_set, flag) in [
        (args.families, "--families"),
        (args.threads, "--threads"),
        (args.copies, "--copies"),
        (private, "--with private"),
        (withhold.addresses, "--redact addresses"),
        (withhold.bodies, "--redact bodies"),
        (withhold.notes, "--without notes"),
        (withhold.reviewers, "--reviewers pseudonyms"),
    ] {
        if is_set {
            command = format!("{command} {flag}");
        }
    }
    if lang != Lang::default() && args.format.format() == Format::Html {
        command = format!("{command} --lang {}", lang.code());
    }
    let run = format!("Time: {}\nCommand: {command}\n", now());
    Options {
        families: args.families,
        threads: args.threads,
        copies: args.copies,
        private,
        selection: words.to_owned(),
        command,
        lang,
        prefix: args.prefix.clone(),
        withhold,
        run,
    }
}

/// Gives the query of a saved view.
fn view(session: &Session, name: &str) -> Result<String, Failure> {
    if session.snapshot.views.contains_key(name) {
        return Ok(format!("view:\"{name}\""));
    }
    Err(Failure::work(marking::no_view(name)).hint(marking::LIST_VIEWS))
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
