//! `redact`: the words of one mark go out of the record, for good.

use super::adapt;
use super::args::RedactArgs;
use super::failure::{Failure, Outcome, say};
use super::log::act_line;
use super::session::Session;
use crate::case::{Act, Event};

/// Fewest digits that name an event.
const DIGITS: usize = 8;

/// Runs `redact`.
pub fn run(session: &Session, args: &RedactArgs) -> Result<Outcome, Failure> {
    session.may_mark()?;
    let event = find(session, &args.event)?;
    let why = args.because.trim();
    if why.is_empty() || why.chars().any(char::is_control) {
        return Err(Failure::usage("--because says nothing").hint("--because 'order of 3 May'"));
    }
    say(&format!(
        "{}  {}  {}",
        event.time,
        event.author,
        act_line(&event.act)
    ));
    if !args.yes {
        say("this would be taken out of the journal for good, and could not be taken back;");
        say("its hash, time and author stay. Nothing was done: add --yes to do it");
        return Ok(Outcome::Done);
    }
    adapt::redact(&session.case, &session.author.value, &event.hash, why)?;
    say("taken out; `valla verify` counts it, and `valla log` says who did it and why");
    say("exports, bundles and backups made before still hold it (docs/removal.md)");
    Ok(Outcome::Done)
}

fn find(session: &Session, prefix: &str) -> Result<Event, Failure> {
    let prefix = prefix.to_ascii_lowercase();
    let hint = "valla log --json   (prints the hash of each event)";
    let named = |e: &Event| e.hash.starts_with(&prefix);
    let mut found = adapt::events(&session.case);
    found.retain(|e| prefix.len() >= DIGITS && named(e));
    let (Some(event), true) = (found.pop(), found.is_empty()) else {
        return Err(Failure::work(format!("{prefix:?} names no event, or several")).hint(hint));
    };
    match &event.act {
        Act::Tag { .. }
        | Act::Untag { .. }
        | Act::Verdict { .. }
        | Act::Note { .. }
        | Act::Mark { .. } => Ok(event),
        Act::Redacted => Err(Failure::work("its words were taken out before").hint(hint)),
        Act::Open { .. } | Act::Undo { .. } | Act::Redact { .. } | Act::Unknown { .. } => {
            Err(Failure::work("it is no mark: only marks can be redacted").hint(hint))
        }
    }
}
