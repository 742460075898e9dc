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
use crate::model::Word;
use crate::model::words::{failures, plain as w, system};
use crate::query::{self, Query};
use desk::{Desk, Entry, Step};
use std::io::{self, BufRead, IsTerminal, Read};

/// Longest line that is read.
const LINE_BYTES: u64 = 1 << 20;

/// What can be typed, with what it does.
const COMMANDS: &[(Word, Word)] = &[
    (keys("1 .. 6"), w::DO_CODES),
    (keys("9"), w::DO_LATER),
    (keys("0"), w::DO_CLEAR),
    (keys("."), w::DO_REPEAT),
    (keys("+TAG -TAG"), w::DO_TAG),
    (keys("n TEXT"), w::DO_NOTE),
    (keys("t"), w::DO_TEXT),
    (keys("d"), w::DO_DIFFERS),
    (keys("e"), w::DO_FINDINGS),
    (keys("c i l"), w::DO_STAND),
    (w::KEY_EMPTY, w::DO_ONWARD),
    (keys(">"), w::DO_NEXT),
    (keys("p"), w::DO_PREVIOUS),
    (keys("g N"), w::DO_GO),
    (keys("u"), w::DO_UNDO),
    (keys("?"), w::DO_LIST),
    (keys("q"), w::DO_LEAVE),
];

/// Names keys, which are the same in every language.
const fn keys(keys: &'static str) -> Word {
    Word::new(keys, keys)
}

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
        say(w::NOTHING_TO_REVIEW.of(session.lang));
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
        let read = read.map_err(|e| Failure::work(failures::STDIN).because(system::said(&e)))?;
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
