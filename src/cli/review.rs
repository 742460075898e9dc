//! Review in plain lines: one item after the other, what is typed codes it, nothing moves a
//! cursor. For screen readers, very poor lines, and scripts that read commands from a file.

mod desk;
mod tell;

use super::adapt::Opening;
use super::args::ReviewArgs;
use super::failure::{Failure, Outcome, say, wrong_query};
use super::print::Out;
use super::search;
use super::session::Session;
use super::shell;
use crate::query::{self, Query};
use desk::{Desk, Entry, Step};
use std::io::{self, BufRead, IsTerminal, Read};

/// Longest line that is read.
const LINE_BYTES: u64 = 1 << 20;

/// What can be typed, with what it does.
const COMMANDS: &[(&str, &str)] = &[
    (
        "1 .. 6",
        "authentic altered fabricated decoy foreign undetermined",
    ),
    ("9", "tag it later and go on"),
    ("0", "take the code off"),
    (".", "the last coding again"),
    ("+TAG -TAG", "set or take a tag"),
    ("n TEXT", "a note"),
    ("t", "its text, line by line"),
    ("d", "what differs in its best partner"),
    ("e", "its findings"),
    (
        "c i l",
        "of the finding that is told: confirmed, innocent, look again",
    ),
    ("s or an empty line", "the next item that is not coded"),
    (">", "the next item"),
    ("p", "the previous item"),
    ("g N", "item N of the queue"),
    ("u", "take back the last mark"),
    ("?", "this list"),
    ("q", "leave"),
];

/// Runs `review`.
pub fn run(session: Session, args: &ReviewArgs, out: &mut Out) -> Result<Outcome, Failure> {
    let typed = args.query.join(" ");
    let typed = Some(typed.as_str()).filter(|t| !t.is_empty());
    let text = session.config.review(typed).value;
    let query = query::parse(&text).map_err(|e| wrong_query(&text, &e))?;
    if !args.plain && !args.findings {
        let opening = Opening {
            query: &text,
            ..Opening::default()
        };
        return shell::review(session, opening);
    }
    let entries = if args.findings {
        findings(&session, &query)
    } else {
        let chosen = session.chosen(&query);
        search::told(&session, &query, chosen.len());
        chosen.into_iter().map(Entry::item).collect()
    };
    if entries.is_empty() {
        say("nothing to review");
        return Ok(Outcome::Done);
    }
    let mut desk = Desk::new(session, entries);
    desk.start();
    desk.tell(out)?;
    work(&mut desk, out)?;
    say(&desk.progress());
    Ok(Outcome::Done)
}

/// Reads lines and does what they say, until they end.
fn work(desk: &mut Desk, out: &mut Out) -> Result<(), Failure> {
    let prompt = io::stdin().is_terminal();
    let mut input = io::stdin().lock();
    loop {
        if prompt {
            out.raw(b"code> ")?;
        }
        out.flush()?;
        let mut line = String::new();
        let read = (&mut input).take(LINE_BYTES).read_line(&mut line);
        let read =
            read.map_err(|e| Failure::work("stdin cannot be read").because(e.to_string()))?;
        if read == 0 || desk.step(line.trim(), out)? == Step::Leave {
            return Ok(());
        }
    }
}

/// Gives the findings with an item that matches, most telling first.
fn findings(session: &Session, query: &Query) -> Vec<Entry> {
    let chosen = session.holding(query);
    let findings = session.generation().findings.iter().enumerate();
    let entry = |(at, finding): (usize, &crate::model::Finding)| {
        let mut items = finding.items.iter();
        let hit = items.any(|(ix, _)| chosen.get(ix.at()) == Some(&true));
        let (first, _) = finding.items.first().filter(|_| hit)?;
        Some(Entry {
            item: *first,
            finding: Some(at),
        })
    };
    findings.filter_map(entry).collect()
}
