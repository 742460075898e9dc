//! `redact`: the words of one mark go out of the record, for good.

use super::adapt;
use super::args::RedactArgs;
use super::failure::{Failure, Outcome, say};
use super::log::act_line;
use super::session::Session;
use crate::case::{Act, Event};
use crate::model::words::commands as w;
use crate::model::words::marking;

/// Fewest digits that name an event.
const DIGITS: usize = 8;

/// Runs `redact`.
pub fn run(session: &Session, args: &RedactArgs) -> Result<Outcome, Failure> {
    session.may_mark()?;
    let event = find(session, &args.event)?;
    let why = args.because.trim();
    if why.is_empty() || why.chars().any(char::is_control) {
        return Err(Failure::usage(marking::BECAUSE_NOTHING).hint(marking::A_BECAUSE));
    }
    say(&format!(
        "{}  {}  {}",
        event.time,
        event.author,
        act_line(&event.act).of(session.lang)
    ));
    if !args.yes {
        session.say(w::WOULD_GO);
        session.say(w::HASH_STAYS);
        return Ok(Outcome::Done);
    }
    adapt::redact(&session.case, &session.author.value, &event.hash, why)?;
    session.say(w::TAKEN_OUT);
    session.say(w::STILL_IN_COPIES);
    Ok(Outcome::Done)
}

fn find(session: &Session, prefix: &str) -> Result<Event, Failure> {
    let prefix = prefix.to_ascii_lowercase();
    let hint = marking::LOG_HASHES;
    let named = |e: &Event| e.hash.starts_with(&prefix);
    let mut found = adapt::events(&session.case);
    found.retain(|e| prefix.len() >= DIGITS && named(e));
    let (Some(event), true) = (found.pop(), found.is_empty()) else {
        return Err(Failure::work(marking::no_event(format!("{prefix:?}"))).hint(hint));
    };
    match &event.act {
        Act::Tag { .. }
        | Act::Untag { .. }
        | Act::Verdict { .. }
        | Act::Note { .. }
        | Act::Mark { .. } => Ok(event),
        Act::Redacted => Err(Failure::work(marking::REDACTED_BEFORE).hint(hint)),
        Act::Open { .. } | Act::Undo { .. } | Act::Redact { .. } | Act::Unknown { .. } => {
            Err(Failure::work(marking::NO_MARK).hint(hint))
        }
    }
}
