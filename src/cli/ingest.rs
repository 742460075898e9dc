//! The commands that take material in: ingest and sources.

use super::adapt;
use super::args::{Global, IngestArgs, Json, SourceAct, SourcesArgs};
use super::config::{Config, find_case, is_case, named_case};
use super::failure::{Failure, Outcome, say};
use super::logbook;
use super::print::Out;
use super::progress::Meter;
use super::records::SourceRecord;
use super::session::Session;
use super::table::{column, count, size};
use crate::case::{Case, IngestOptions, IngestReport, KnownFiles};
use crate::model::{Exception, ExceptionClass, Passwords};
use std::fs;
use std::io::{BufRead, BufReader, Read};
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
    let passwords = match &args.password_file {
        Some(file) => passwords(file)?,
        None => Passwords::default(),
    };
    let known = match &args.known {
        Some(file) => known_files(file)?,
        None => KnownFiles::default(),
    };
    let mut case = open_or_create(global, &args.sources, args.group.as_deref())?;
    let options = IngestOptions {
        sources: args.sources,
        jobs: args.jobs.map_or(0, usize::from),
        name: args.name,
        custodian: args.custodian,
        note: args.note,
        reference: args.reference,
        check: args.check,
        passwords,
        known,
        author,
        reader: adapt::program(),
    };
    let mut meter = Meter::new();
    let report = adapt::ingest(&mut case, &options, &mut |now| meter.show(now));
    meter.end();
    let report = report?;
    logbook::note(&format!(
        "ingest: {} files, {} bytes, {} items new, {} exceptions",
        report.files, report.bytes, report.new_items, report.exceptions
    ));
    tell(&case, &report);
    let is_partial = report.unread > 0 || report.unnoted.is_some() || !report.missed.is_empty();
    Ok(Outcome::partly_if(is_partial))
}

/// Largest file of passwords that is read.
const PASSWORD_BYTES: u64 = 1 << 20;

/// Reads passwords; none of them is ever shown.
fn passwords(file: &Path) -> Result<Passwords, Failure> {
    let shown = file.display();
    let unread =
        |e: std::io::Error| Failure::work(format!("{shown} cannot be read")).because(e.to_string());
    let mut text = Vec::new();
    let mut from = fs::File::open(file).map_err(unread)?.take(PASSWORD_BYTES);
    from.read_to_end(&mut text).map_err(unread)?;
    let all = Passwords::read(&String::from_utf8_lossy(&text));
    if all.is_empty() {
        return Err(Failure::work(format!("{shown} holds no password"))
            .hint("one a line; blanks at the ends count"));
    }
    Ok(all)
}

/// Reads a list of known files.
fn known_files(file: &Path) -> Result<KnownFiles, Failure> {
    let shown = file.display();
    let unread =
        |e: std::io::Error| Failure::work(format!("{shown} cannot be read")).because(e.to_string());
    let name = file.file_name().map(|n| n.to_string_lossy().into_owned());
    let mut out = KnownFiles::named(&name.unwrap_or_default());
    let mut from = BufReader::new(fs::File::open(file).map_err(unread)?);
    let mut line = Vec::new();
    while from.read_until(b'\n', &mut line).map_err(unread)? > 0 {
        out.line(&String::from_utf8_lossy(&line));
        line.clear();
    }
    out.finish();
    if out.is_empty() {
        return Err(Failure::work(format!("{shown} holds no digest"))
            .hint("one MD5, SHA-1 or SHA-256 a line, or the CSV of the NSRL"));
    }
    say(&format!("{} of known files", count(out.len(), "digest")));
    Ok(out)
}

/// Says what was done, for people.
pub fn tell(case: &Case, report: &IngestReport) {
    let snapshot = case.snapshot();
    let skipped = |e: &&Exception| e.class == ExceptionClass::Skipped;
    for e in snapshot.generation.exceptions.iter().filter(skipped) {
        say(&format!("skipped {}: {}", e.path, e.reason.en));
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
    for (before, now) in &report.renamed {
        say(&format!(
            "the source {before} is called {now} from now on: another one bears that name too"
        ));
    }
    for line in waiting(case) {
        say(&line);
    }
    if let Some(why) = &report.unnoted {
        say("what was read is in the case, but case.toml could not be brought up to date:");
        say(&format!("{why}; run the ingest again"));
    }
    let status = snapshot.status();
    say(&format!(
        "the case holds {} in {}, {}, {}",
        count(report.items as usize, "item"),
        count(report.occurrences as usize, "place"),
        count(status.threads as usize, "thread"),
        count(status.groups as usize, "group")
    ));
    let missed: Vec<&str> = report.missed.iter().map(|m| m.en.as_str()).collect();
    if !missed.is_empty() {
        say(&format!(
            "not searched for findings: {}; all else stands",
            missed.join(", ")
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

/// Names each source whose first ingest was stopped, with the line that reads it.
pub fn waiting(case: &Case) -> Vec<String> {
    let line = |(name, path): (String, String)| {
        format!("the source {name} was never read to its end; valla ingest {path}   (reads it)")
    };
    case.waiting().into_iter().map(line).collect()
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
fn open_or_create(
    global: &Global,
    sources: &[PathBuf],
    group: Option<&str>,
) -> Result<Case, Failure> {
    let number = group.map(group_number).transpose()?;
    let open = |path: &Path| match group {
        None => adapt::open(path),
        Some(_) => Err(
            Failure::usage("--group is said when a case is made; this one is there")
                .hint("leave --group away, or make another case"),
        ),
    };
    if let Some(named) = named_case(global.case.as_deref()) {
        return if is_case(&named) {
            open(&named)
        } else {
            create(&named, number)
        };
    }
    match find_case(None) {
        Ok(path) => open(&path),
        Err(failure) => {
            let list: Vec<String> = sources.iter().map(|s| s.display().to_string()).collect();
            Err(
                Failure::usage(format!("{}; say where to make one", failure.message))
                    .hint(format!("valla ingest --case ./case {}", list.join(" "))),
            )
        }
    }
}

/// Gives the number of a group of users.
fn group_number(name: &str) -> Result<u32, Failure> {
    let list = fs::read_to_string("/etc/group").unwrap_or_default();
    let mut rows = list.lines().map(|l| l.split(':').collect::<Vec<_>>());
    let named = rows.find(|r| r.first() == Some(&name));
    let number = named.and_then(|r| r.get(2)?.parse().ok());
    number.or_else(|| name.parse().ok()).ok_or_else(|| {
        Failure::usage(format!("no group of this machine is named {name}"))
            .hint("getent group   (lists them; a number is taken too)")
    })
}

/// What a case holds that was stopped while it was made.
const BEGUN: [&str; 3] = ["annotations", "index", "case.part"];

/// Makes a case in a folder that does not exist, is empty, or holds the beginnings of a case.
pub fn create(dir: &Path, group: Option<u32>) -> Result<Case, Failure> {
    let foreign = |entry: fs::DirEntry| !BEGUN.iter().any(|name| entry.file_name() == *name);
    let occupied = fs::read_dir(dir).is_ok_and(|all| all.flatten().any(foreign));
    if occupied || dir.is_file() {
        return Err(Failure::usage(format!(
            "{} is no case, and it is not empty; a case is made in a new folder",
            dir.display()
        ))
        .hint("--case DIR with a folder that does not exist yet"));
    }
    adapt::create(dir, group)
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
    let waiting = session.case.waiting();
    for source in &session.generation().sources {
        let unread = waiting.iter().any(|(name, _)| *name == source.name);
        if args.json {
            out.json(&SourceRecord::of(source, unread))?;
            continue;
        }
        let unread = if unread { "  not read yet" } else { "" };
        let custodian = source.custodian.as_deref().unwrap_or("");
        let reference = if source.reference { "  reference" } else { "" };
        out.line(&format!(
            "{}  {:>10}  {:>6} files  {}  {}{reference}{unread}",
            column(&source.name, 20),
            size(source.size_bytes),
            source.files,
            column(custodian, 12),
            source.path,
        ))?;
    }
    Ok(Outcome::Done)
}
