//! Floor 9: the command line. What was typed, what it means, run it, exit code.
//!
//! `args` is what can be typed; `config` says on which case and by whom; each other file runs some
//! commands. Data goes to stdout (`print`), everything else to stderr (`failure`).

mod adapt;
mod args;
mod broken;
mod check;
mod config;
mod demo;
mod disk;
mod doctor;
mod evidence;
mod export;
mod failure;
mod findings;
mod ghosts;
mod habits;
mod ingest;
mod join;
mod keys;
mod list;
mod log;
mod logbook;
mod look;
mod looks;
mod marks;
mod metadata;
mod plain;
mod print;
mod progress;
mod records;
mod redact;
mod reference;
mod review;
mod search;
mod session;
mod share;
mod shell;
mod show;
mod table;
mod tally;
mod versions;

pub use reference::reference;

use crate::case::{READ_DOCUMENTS, read_documents};
use crate::review::TallyKind;
use args::{Command, Global, Typed};
use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches};
use failure::{Failure, Outcome, say_block};
use print::Out;
use session::Session;
use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

/// Runs the program with what the environment gives it.
pub fn main() -> ExitCode {
    // A reader of documents is no command: it takes no arguments and opens no case.
    if env::args_os()
        .nth(1)
        .is_some_and(|word| word == READ_DOCUMENTS)
    {
        return if read_documents() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        };
    }
    broken::guard(|| run(env::args_os()))
}

/// Runs one command line.
fn run(args: impl Iterator<Item = OsString>) -> ExitCode {
    let matches = Typed::command().try_get_matches_from(args);
    let read = matches.and_then(|m| Ok((Typed::from_arg_matches(&m)?, m)));
    let (typed, matches) = match read {
        Ok(read) => read,
        Err(e) => return refused(&e),
    };
    let name = matches.subcommand_name().unwrap_or("screen");
    let lang = config::told_in(&typed.global);
    broken::tell_in(lang);
    if let Some(path) = &typed.global.log
        && let Err(failure) = logbook::open(path, name)
    {
        failure.report(lang);
        return failure.code();
    }
    let mut out = Out::new();
    let done = dispatch(typed, &mut out).and_then(|outcome| {
        out.flush()?;
        Ok(outcome)
    });
    let code = match done {
        Ok(outcome) => outcome.code(),
        Err(failure) => {
            // What was found before the failure is still worth having.
            let _ = out.flush();
            failure.report(lang);
            failure.code()
        }
    };
    logbook::end(name, code)
}

/// Prints help on stdout, and what was typed wrongly on stderr, made safe.
fn refused(e: &clap::Error) -> ExitCode {
    let text = e.render().to_string();
    match e.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let mut out = Out::new();
            let written = out.block(&text).and_then(|()| out.flush());
            written.map_or_else(|f| f.code(), |()| ExitCode::SUCCESS)
        }
        _ => {
            say_block(&text);
            ExitCode::from(2)
        }
    }
}

fn dispatch(typed: Typed, out: &mut Out) -> Result<Outcome, Failure> {
    let global = &typed.global;
    let open = || Session::open(global);
    let Some(command) = typed.command else {
        return shell::screen(global);
    };
    match command {
        Command::Demo(a) => demo::run(global, &a, out),
        Command::Ingest(a) => ingest::run(global, a),
        Command::Status(a) => list::status(&open()?, a, out),
        Command::Sources(a) => ingest::sources(global, a, out),
        Command::Keys(a) => keys::run(open()?, &a, out),
        Command::Exceptions(a) => list::exceptions(&open()?, a, out),
        Command::List(a) => list::items(&open()?, &a, out),
        Command::Search(a) => search::run(&open()?, &a, out),
        Command::Metadata(a) => metadata::run(&open()?, &a, out),
        Command::Show(a) => show::run(&open()?, &a, out),
        Command::Threads(a) => list::threads(&open()?, &a, out),
        Command::Groups(a) => list::groups(&open()?, &a, out),
        Command::Compare(a) => show::compare(&open()?, &a, out),
        Command::Findings(a) => findings::run(&open()?, &a, out),
        Command::Review(a) => review::run(open()?, &a, out),
        Command::Overview(a) => tally::run(&open()?, TallyKind::Overview, a.json, out),
        Command::Entities(a) => tally::run(&open()?, TallyKind::Entities, a.json, out),
        Command::Correspondents(a) => tally::run(&open()?, TallyKind::Correspondents, a.json, out),
        Command::Timeline(a) => {
            tally::run(&open()?, TallyKind::Timeline(a.cut()), a.json.json, out)
        }
        Command::Views(a) => share::views(open()?, &a, out),
        Command::Batch(a) => share::batch(open()?, &a),
        Command::Sample(a) => share::sample(open()?, &a, out),
        Command::Evidence(a) => evidence::run(&open()?, &a, out),
        Command::Mark(a) => marks::mark(&open()?, &a),
        Command::Tag(a) => marks::tag(&open()?, &a),
        Command::Untag(a) => marks::untag(&open()?, &a),
        Command::Tags(a) => marks::tags(&open()?, a, out),
        Command::Note(a) => marks::note(&open()?, &a),
        Command::Undo => marks::undo(&open()?),
        Command::Redact(a) => redact::run(&open()?, &a),
        Command::Log(a) => log::run(&open()?, a, out),
        Command::Merge(a) => join::merge(open()?, &a),
        Command::Conflicts(a) => join::conflicts(&open()?, &a, out),
        Command::Reconcile(a) => join::reconcile(&open()?, &a, out),
        Command::Export(a) => export::run(&open()?, &a),
        Command::Verify(a) => check::verify(global, &a, out),
        Command::Repair => check::repair(global, out),
        Command::Keymap(a) => shell::keymap(global, &a, out),
        Command::Config(a) => shell::config(global, &a, out),
        Command::Doctor => doctor::run(global, out),
        Command::Completions(a) => shell::completions(&a, out),
        Command::Man => shell::man(out),
    }
}

/// Gives the flags as a session's opening needs them, for commands that make their own case.
fn at_case(global: &Global, dir: &std::path::Path) -> Global {
    Global {
        case: Some(dir.to_owned()),
        ..global.clone()
    }
}
