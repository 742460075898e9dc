//! The record: every event of every journal, in Lamport order.

use super::adapt;
use super::args::Json;
use super::failure::{Failure, Outcome};
use super::print::Out;
use super::session::Session;
use super::table::column;
use crate::case::Act;
use crate::model::words::commands as w;
use crate::model::{Digest, Said};

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
            act_line(&event.act).of(session.lang)
        ))?;
    }
    Ok(Outcome::Done)
}

/// Says in one line what an act does.
pub fn act_line(act: &Act) -> Said {
    let of = |items: &[Digest]| match items {
        [one] => Said::same(&one.short()),
        more => w::ITEM.of(more.len()),
    };
    let first = |hash: &str| hash.get(..12).unwrap_or(hash).to_owned();
    match act {
        Act::Open { machine } => w::act_open(machine),
        Act::Tag { tag, items } => w::act_tag(tag, of(items)),
        Act::Untag { tag, items } => w::act_untag(tag, of(items)),
        Act::Verdict { verdict, items } => {
            let word = |lang| verdict.map_or(w::NONE.of(lang), |v| v.shown(lang));
            w::act_verdict(Said::new(|lang| word(lang).to_owned()), of(items))
        }
        Act::Note { item, text } => w::act_note(item.short(), text),
        Act::Mark {
            finding,
            standing,
            note,
        } => {
            let word = |lang| standing.map_or(w::OPEN.of(lang), |s| s.shown(lang));
            w::act_mark(finding, Said::new(|lang| word(lang).to_owned()), note)
        }
        Act::Undo { of } => w::act_undo(first(of)),
        Act::Redact { of, why } => w::act_redact(first(of), why),
        Act::Redacted => w::REDACTED.into(),
        Act::Unknown { kind } => w::act_unknown(kind),
    }
}
