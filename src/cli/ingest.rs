//! The commands that take material in: ingest and sources.

use super::adapt;
use super::args::{Global, IngestArgs, Json, SourceAct, SourcesArgs};
use super::config::{Config, find_case, is_case, named_case, told_in};
use super::failure::{Failure, Outcome, say, unread};
use super::logbook;
use super::print::Out;
use super::progress::Meter;
use super::records::SourceRecord;
use super::session::Session;
use super::table::{column, size};
use crate::case::{Case, IngestOptions, IngestReport, KnownFiles};
use crate::model::words::{commands as w, failures as f, system};
use crate::model::{Exception, ExceptionClass, Lang, Passwords, Said, Word};
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use unicode_width::UnicodeWidthStr;

/// Runs `ingest`.
pub fn run(global: &Global, args: IngestArgs) -> Result<Outcome, Failure> {
    let config = Config::load()?;
    let author = config.author(global.author.as_deref())?.value;
    readable(&args.sources)?;
    if args.name.is_some() && args.sources.len() > 1 {
        return Err(Failure::usage(f::NAME_OF_SEVERAL).hint(f::ONE_BY_ONE));
    }
    let passwords = match &args.password_file {
        Some(file) => passwords(file)?,
        None => Passwords::default(),
    };
    let known = match &args.known {
        Some(file) => known_files(file, told_in(global))?,
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
    let lang = told_in(global);
    let mut meter = Meter::new(lang);
    let report = adapt::ingest(&mut case, &options, &mut |now| meter.show(now));
    meter.end();
    let report = report?;
    logbook::note(&format!(
        "ingest: {} files, {} bytes, {} items new, {} exceptions",
        report.files, report.bytes, report.new_items, report.exceptions
    ));
    tell(&case, &report, lang);
    // The process ends here: nobody waits until a million small pieces are given back.
    std::mem::forget(case);
    let is_partial = report.unread > 0 || report.unnoted.is_some() || !report.missed.is_empty();
    Ok(Outcome::partly_if(is_partial))
}

/// Largest file of passwords that is read.
const PASSWORD_BYTES: u64 = 1 << 20;

/// Reads passwords; none of them is ever shown.
fn passwords(file: &Path) -> Result<Passwords, Failure> {
    let (shown, unread) = (file.display(), unread(file));
    let mut text = Vec::new();
    let mut from = fs::File::open(file).map_err(&unread)?.take(PASSWORD_BYTES);
    from.read_to_end(&mut text).map_err(&unread)?;
    let all = Passwords::read(&String::from_utf8_lossy(&text));
    if all.is_empty() {
        return Err(Failure::work(f::no_password(shown)).hint(f::ONE_A_LINE));
    }
    Ok(all)
}

/// Reads a list of known files.
fn known_files(file: &Path, lang: Lang) -> Result<KnownFiles, Failure> {
    let (shown, unread) = (file.display(), unread(file));
    let name = file.file_name().map(|n| n.to_string_lossy().into_owned());
    let mut out = KnownFiles::named(&name.unwrap_or_default());
    let mut from = BufReader::new(fs::File::open(file).map_err(&unread)?);
    let mut line = Vec::new();
    while from.read_until(b'\n', &mut line).map_err(&unread)? > 0 {
        out.line(&String::from_utf8_lossy(&line));
        line.clear();
    }
    out.finish();
    if out.is_empty() {
        return Err(Failure::work(f::no_digest(shown)).hint(f::DIGEST_A_LINE));
    }
    say(w::known_files(w::DIGEST.of(out.len())).of(lang));
    Ok(out)
}

/// Says what was done, for people.
pub fn tell(case: &Case, report: &IngestReport, lang: Lang) {
    let say = |words: Said| say(words.of(lang));
    let snapshot = case.snapshot();
    let skipped = |e: &&Exception| e.class == ExceptionClass::Skipped;
    for e in snapshot.generation.exceptions.iter().filter(skipped) {
        say(w::skipped(&e.path, &e.reason));
    }
    named(&report.grown, w::GREW, lang);
    named(&report.changed, w::CHANGED, lang);
    named(&report.gone, w::WENT, lang);
    say(w::read(
        w::FILE_READ.of(report.files),
        report.unchanged,
        w::ITEM_NEW.of(report.new_items),
    ));
    for (before, now) in &report.renamed {
        say(w::renamed(before, now));
    }
    waiting(case).into_iter().for_each(say);
    if let Some(why) = &report.unnoted {
        say(w::NOT_UP_TO_DATE.into());
        say(w::run_again(why));
    }
    let status = snapshot.status();
    say(w::holds(
        w::ITEM.of(report.items),
        w::PLACE.of(report.occurrences),
        w::THREAD.of(status.threads),
        w::GROUP.of(status.groups),
    ));
    if !report.missed.is_empty() {
        say(w::not_searched(Said::joined(&report.missed, ", ")));
    }
    if report.exceptions > 0 {
        say(w::unread_of(
            w::EXCEPTION.of(report.exceptions),
            report.unread,
        ));
    }
}

/// Names each source whose first ingest was stopped, with the line that reads it.
pub fn waiting(case: &Case) -> Vec<Said> {
    let line = |(name, path): (String, String)| w::waiting(name, path);
    case.waiting().into_iter().map(line).collect()
}

/// Most files that are named one by one for one matter.
const NAMED: usize = 20;

fn named(paths: &[String], what: Word, lang: Lang) {
    for path in paths.iter().take(NAMED) {
        say(w::about(path, what).of(lang));
    }
    if paths.len() > NAMED {
        let more = w::MORE_FILE.of(paths.len() - NAMED);
        say(w::about(more, what).of(lang));
    }
}

/// Refuses sources that are not there before anything is made or read.
fn readable(sources: &[PathBuf]) -> Result<(), Failure> {
    for source in sources {
        if let Err(e) = fs::metadata(source) {
            return Err(Failure::work(f::source_unread(source.display()))
                .because(system::said(&e))
                .hint(f::NAME_WHAT_IS_THERE));
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
        Some(_) => Err(Failure::usage(f::GROUP_LATE).hint(f::LEAVE_GROUP)),
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
                Failure::usage(f::where_to_make(failure.message)).hint(Said::same(&format!(
                    "valla ingest --case ./case {}",
                    list.join(" ")
                ))),
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
    number
        .or_else(|| name.parse().ok())
        .ok_or_else(|| Failure::usage(f::no_group_of_users(name)).hint(f::GETENT))
}

/// What a case holds that was stopped while it was made.
const BEGUN: [&str; 3] = ["annotations", "index", "case.part"];

/// Makes a case in a folder that does not exist, is empty, or holds the beginnings of a case.
pub fn create(dir: &Path, group: Option<u32>) -> Result<Case, Failure> {
    let foreign = |entry: fs::DirEntry| !BEGUN.iter().any(|name| entry.file_name() == *name);
    let occupied = fs::read_dir(dir).is_ok_and(|all| all.flatten().any(foreign));
    if occupied || dir.is_file() {
        return Err(Failure::usage(f::not_empty(dir.display())).hint(f::FRESH_CASE));
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
            session.say(w::moved(old, new.display()));
            Ok(Outcome::Done)
        }
        Some(SourceAct::Forget { name }) => {
            adapt::forget_source(&mut session.case, &name)?;
            session.say(w::forgotten(name));
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
        let lang = session.lang;
        let unread = if unread { w::NOT_READ_YET.of(lang) } else { "" };
        let files = w::FILE.named(lang, source.files);
        let custodian = source.custodian.as_deref().unwrap_or("");
        let reference = if source.reference {
            w::REFERENCE.of(lang)
        } else {
            ""
        };
        out.line(&format!(
            "{}  {:>10}  {:>6} {}  {}  {}{reference}{unread}",
            column(&source.name, 20),
            size(source.size_bytes).of(lang),
            source.files,
            column(files, w::FILE.many.of(lang).width()),
            column(custodian, 12),
            source.path,
        ))?;
    }
    Ok(Outcome::Done)
}
