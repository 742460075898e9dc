//! The record: every event of every journal, in Lamport order.

use super::adapt;
use super::args::Json;
use super::failure::{Failure, Outcome};
use super::print::Out;
use super::session::Session;
use super::table::{column, count};
use crate::case::Act;
use crate::model::{Digest, Standing, Verdict};

/// Runs `log`.
pub fn run(session: &Session, args: Json, out: &mut Out) -> Result<Outcome, Failure> {
    if args.json {
        for row in adapt::rows(&session.case)? {
            out.json_row(&row)?;
        }
        return Ok(Outcome::Done);
    }
    for event in &adapt::events(&session.case) {
        out.line(&format!(
            "{:>6}  {}  {}  {}",
            event.lamport,
            event.time,
            column(&event.author, 12),
            act_line(&event.act)
        ))?;
    }
    Ok(Outcome::Done)
}

/// Says in one line what an act does.
pub fn act_line(act: &Act) -> String {
    let of = |items: &[Digest]| match items {
        [one] => one.short(),
        more => count(more.len(), "item"),
    };
    match act {
        Act::Open { machine } => format!("opened a journal on {machine}"),
        Act::Tag { tag, items } => format!("tag {tag} on {}", of(items)),
        Act::Untag { tag, items } => format!("untag {tag} from {}", of(items)),
        Act::Verdict { verdict, items } => {
            let word = verdict.map_or("none", Verdict::word);
            format!("verdict {word} on {}", of(items))
        }
        Act::Note { item, text } => format!("note on {}: {text}", item.short()),
        Act::Mark {
            finding,
            standing,
            note,
        } => {
            let word = standing.map_or("open", Standing::word);
            format!("finding {finding} {word} {note}")
        }
        Act::Undo { of } => format!("undo of {}", of.get(..12).unwrap_or(of)),
        Act::Redact { of, why } => {
            format!("redaction of {}: {why}", of.get(..12).unwrap_or(of))
        }
        Act::Redacted => "redacted".to_owned(),
        Act::Unknown { kind } => format!("{kind} (of a newer version)"),
    }
}
