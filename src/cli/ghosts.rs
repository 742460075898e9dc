//! `threads --ghosts`: messages that are not here, rebuilt from what their replies quote of them.

use super::failure::{Failure, Outcome};
use super::print::Out;
use super::session::Session;
use crate::model::words::commands as w;
use crate::model::{Ghost, GhostLine, ItemIx, Lang, Thread, ThreadIx};
use serde::Serialize;

/// One ghost.
#[derive(Serialize)]
struct GhostRecord<'a> {
    thread: &'a str,
    subject: &'a str,
    message_id: Option<&'a str>,
    claims: &'a [String],
    lines: Vec<LineRecord<'a>>,
}

/// One line of a ghost.
#[derive(Serialize)]
struct LineRecord<'a> {
    text: &'a str,
    witnesses: Vec<String>,
    others: Vec<OtherRecord<'a>>,
}

/// What another reply says at this place.
#[derive(Serialize)]
struct OtherRecord<'a> {
    item: String,
    text: &'a str,
}

/// Lists the ghosts of the threads that hold a chosen item.
pub fn run(
    session: &Session,
    chosen: &[bool],
    json: bool,
    out: &mut Out,
) -> Result<Outcome, Failure> {
    let reader = session.case.reader();
    for (at, thread) in session.generation().threads.iter().enumerate() {
        if !thread.items().any(|ix| chosen.get(ix.at()) == Some(&true)) {
            continue;
        }
        let empty = thread
            .nodes
            .iter()
            .enumerate()
            .filter(|(_, n)| n.items.is_empty());
        for (node, _) in empty {
            let ghost = session.snapshot.ghost(ThreadIx(at as u32), node, &*reader);
            if ghost.lines.is_empty() {
                continue;
            }
            if json {
                out.json(&record(session, thread, node, &ghost))?;
            } else {
                block(session.lang, (thread, node), &ghost, out)?;
            }
        }
    }
    Ok(Outcome::Done)
}

fn record<'a>(
    session: &Session,
    thread: &'a Thread,
    node: usize,
    ghost: &'a Ghost,
) -> GhostRecord<'a> {
    let hex = |ix: &ItemIx| session.item(*ix).digest.hex();
    let line = |line: &'a GhostLine| LineRecord {
        text: &line.text,
        witnesses: line.witnesses.iter().map(hex).collect(),
        others: line
            .others
            .iter()
            .map(|(ix, text)| OtherRecord {
                item: hex(ix),
                text,
            })
            .collect(),
    };
    GhostRecord {
        thread: &thread.id,
        subject: &thread.subject,
        message_id: id(thread, node),
        claims: &ghost.claims,
        lines: ghost.lines.iter().map(line).collect(),
    }
}

fn id(thread: &Thread, node: usize) -> Option<&str> {
    thread.nodes.get(node).and_then(|n| n.message_id.as_deref())
}

fn block(
    lang: Lang,
    (thread, node): (&Thread, usize),
    ghost: &Ghost,
    out: &mut Out,
) -> Result<(), Failure> {
    let id = id(thread, node).unwrap_or("");
    out.line(w::ghost(&thread.id, &thread.subject, id).of(lang))?;
    for claim in &ghost.claims {
        out.line(w::said_by(claim).of(lang))?;
    }
    for line in &ghost.lines {
        let witnesses = w::REPLY.of(line.witnesses.len());
        out.line(&format!("  | {}   ({})", line.text, witnesses.of(lang)))?;
        for (_, text) in &line.others {
            out.line(w::other_reply(text).of(lang))?;
        }
    }
    Ok(())
}
