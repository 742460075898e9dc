//! The commands that take material in: ingest and sources.

use super::adapt;
use super::args::{Global, IngestArgs, Json, SourceAct, SourcesArgs};
use super::config::{Config, find_case, is_case, named_case};
use super::failure::{Failure, Outcome, say};
use super::print::Out;
use super::progress::Meter;
use super::records::SourceRecord;
use super::session::Session;
use super::table::{column, count, size};
use crate::case::{Case, IngestOptions, IngestReport};
use crate::model::{Exception, ExceptionClass};
use std::fs;
use std::path::{Path, PathBuf};

/// Runs `ingest`.
pub fn run(global: &Global, args: IngestArgs) -> Result<Outcome, Failure> {
    let author = Config::load()?.author(global.author.as_deref())?.value;
    readable(&args.sources)?;
    if args.name.is_some() && args.sources.len() > 1 {
        return Err(
            Failure::usage("--name names one source, and several were given")
                .hint("ingest them one by one, each with its --name"),
        );
    }
    let mut case = open_or_create(global, &args.sources)?;
    let options = IngestOptions {
        sources: args.sources,
        jobs: args.jobs.map_or(0, usize::from),
        name: args.name,
        custodian: args.custodian,
        note: args.note,
        reference: args.reference,
        check: args.check,
        author,
        reader: adapt::program(),
    };
    let mut meter = Meter::new();
    let report = adapt::ingest(&mut case, &options, &mut |now| meter.show(now));
    meter.end();
    let report = report?;
    tell(&case, &report);
    Ok(Outcome::partly_if(report.unread > 0 || !report.missed.is_empty()))
}

/// Says what was done, for people.
pub fn tell(case: &Case, report: &IngestReport) {
    let snapshot = case.snapshot();
    let skipped = |e: &&Exception| e.class == ExceptionClass::Skipped;
    for e in snapshot.generation.exceptions.iter().filter(skipped) {
        say(&format!("skipped {}: {}", e.path, e.reason));
    }
    named(&report.grown, "grew, read from its old end");
    named(&report.changed, "changed since it was read, read again");
    named(&report.gone, "gone from its source, its items are kept");
    say(&format!(
        "{} read, {} unchanged; {} new",
        count(report.files as usize, "file"),
        report.unchanged,
        count(report.new_items as usize, "item"),
    ));
    let status = snapshot.status();
    say(&format!(
        "the case holds {} in {}, {}, {}",
        count(report.items as usize, "item"),
        count(report.occurrences as usize, "place"),
        count(status.threads as usize, "thread"),
        count(status.groups as usize, "group")
    ));
    if !report.missed.is_empty() {
        say(&format!(
            "not searched for findings: {}; all else stands",
            report.missed.join(", ")
        ));
    }
    if report.exceptions > 0 {
        say(&format!(
            "{}, {} of them unread in whole or part: `valla exceptions` lists them",
            count(report.exceptions as usize, "exception"),
            report.unread
        ));
    }
}

/// Most files that are named one by one for one matter.
const NAMED: usize = 20;

fn named(paths: &[String], what: &str) {
    for path in paths.iter().take(NAMED) {
        say(&format!("{path}: {what}"));
    }
    if paths.len() > NAMED {
        let more = count(paths.len() - NAMED, "more file");
        say(&format!("{more}: {what}"));
    }
}

/// Refuses sources that are not there before anything is made or read.
fn readable(sources: &[PathBuf]) -> Result<(), Failure> {
    for source in sources {
        if let Err(e) = fs::metadata(source) {
            return Err(
                Failure::work(format!("source {} cannot be read", source.display()))
                    .because(e.to_string())
                    .hint("name a file or folder that is there; nothing was ingested"),
            );
        }
    }
    Ok(())
}

/// Opens the case, or makes the one that was named and is not there.
fn open_or_create(global: &Global, sources: &[PathBuf]) -> Result<Case, Failure> {
    if let Some(named) = named_case(global.case.as_deref()) {
        return if is_case(&named) {
            adapt::open(&named)
        } else {
            create(&named)
        };
    }
    match find_case(None) {
        Ok(path) => adapt::open(&path),
        Err(failure) => {
            let list: Vec<String> = sources.iter().map(|s| s.display().to_string()).collect();
            Err(
                Failure::usage(format!("{}; say where to make one", failure.message))
                    .hint(format!("valla ingest --case ./case {}", list.join(" "))),
            )
        }
    }
}

/// What a case holds that was stopped while it was made.
const BEGUN: [&str; 3] = ["annotations", "index", "case.part"];

/// Makes a case in a folder that does not exist, is empty, or holds the beginnings of a case.
pub fn create(dir: &Path) -> Result<Case, Failure> {
    let foreign = |entry: fs::DirEntry| !BEGUN.iter().any(|name| entry.file_name() == *name);
    let occupied = fs::read_dir(dir).is_ok_and(|all| all.flatten().any(foreign));
    if occupied || dir.is_file() {
        return Err(Failure::usage(format!(
            "{} is no case, and it is not empty; a case is made in a new folder",
            dir.display()
        ))
        .hint("--case DIR with a folder that does not exist yet"));
    }
    adapt::create(dir)
}

/// Runs `sources`.
pub fn sources(global: &Global, args: SourcesArgs, out: &mut Out) -> Result<Outcome, Failure> {
    let mut session = Session::open(global)?;
    match args.act {
        None => list(&session, args.json, out),
        Some(SourceAct::Move { old, new }) => {
            adapt::move_source(&mut session.case, &old, &new)?;
            say(&format!("source {old} now lies at {}", new.display()));
            Ok(Outcome::Done)
        }
        Some(SourceAct::Forget { name }) => {
            adapt::forget_source(&mut session.case, &name)?;
            say(&format!("source {name} was taken out; marks are kept"));
            Ok(Outcome::Done)
        }
    }
}

fn list(session: &Session, args: Json, out: &mut Out) -> Result<Outcome, Failure> {
    for source in &session.generation().sources {
        if args.json {
            out.json(&SourceRecord::of(source))?;
            continue;
        }
        let custodian = source.custodian.as_deref().unwrap_or("");
        let reference = if source.reference { "  reference" } else { "" };
        out.line(&format!(
            "{}  {:>10}  {:>6} files  {}  {}{reference}",
            column(&source.name, 20),
            size(source.size_bytes),
            source.files,
            column(custodian, 12),
            source.path,
        ))?;
    }
    Ok(Outcome::Done)
}
