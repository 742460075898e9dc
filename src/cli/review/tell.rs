//! What an item says in plain lines: who wrote when to whom, its marks, its findings with each
//! change read as a sentence, its text. Part of `review`.

use super::desk::Entry;
use crate::cli::failure::Failure;
use crate::cli::print::Out;
use crate::cli::session::Session;
use crate::cli::table::{count, sender};
use crate::model::{Edit, Finding, ItemIx, item};
use crate::review::{partner, sentence};

/// Most changes that are read at once; `d` reads them all.
const CHANGES: usize = 5;

/// Tells an item, or the finding that it is here for.
pub fn item(session: &Session, entry: Entry, out: &mut Out) -> Result<(), Failure> {
    let ix = entry.item;
    let it = session.item(ix);
    out.line(&format!("{} {}", it.kind.word(), it.digest.short()))?;
    if let Some(head) = &it.head {
        let when = head.date.map_or_else(
            || "without a date".to_owned(),
            |d| d.format("%Y-%m-%d %H:%M %:z"),
        );
        let to = item::line(&head.to);
        let to = if to.is_empty() { "nobody" } else { &to };
        out.line(&format!("from {} to {to}, {when}", sender(it)))?;
    }
    out.line(&format!("subject: {}", it.title()))?;
    place(session, ix, out)?;
    marks(session, ix, out)?;
    if session.snapshot.is_covered(ix) {
        return out.line("covered, since it is tagged as private; t reads it");
    }
    let findings = &session.generation().findings;
    match entry.finding.and_then(|at| findings.get(at)) {
        Some(finding) => tell_finding(session, (ix, finding), CHANGES, out),
        None => of(session, ix).try_for_each(|f| tell_finding(session, (ix, f), CHANGES, out)),
    }
}

fn place(session: &Session, ix: ItemIx, out: &mut Out) -> Result<(), Failure> {
    let it = session.item(ix);
    let thread = it
        .thread
        .and_then(|t| session.generation().threads.get(t.at()));
    if let Some(thread) = thread {
        let items: Vec<ItemIx> = thread.items().collect();
        let at = items.iter().position(|i| *i == ix).map_or(0, |at| at + 1);
        let line = format!(
            "message {at} of {} in the thread {}",
            items.len(),
            thread.subject
        );
        out.line(&line)?;
    }
    let copies = it
        .message_id()
        .map_or(0, |id| session.generation().copies(id).len());
    let group = it
        .group
        .and_then(|g| session.generation().groups.get(g.at()));
    let ties = [
        (copies > 1).then(|| format!("{copies} copies of this Message-ID")),
        group.map(|g| format!("near-duplicate group of {}", g.members.len())),
        (!it.children.is_empty()).then(|| count(it.children.len(), "attachment")),
        (it.text_bytes == 0).then(|| "no text".to_owned()),
    ];
    let ties: Vec<String> = ties.into_iter().flatten().collect();
    if !ties.is_empty() {
        out.line(&ties.join(", "))?;
    }
    Ok(())
}

fn marks(session: &Session, ix: ItemIx, out: &mut Out) -> Result<(), Failure> {
    let digest = session.item(ix).digest;
    let Some(marks) = session.snapshot.board.marks(&digest) else {
        return out.line("codes: none");
    };
    let verdicts = marks.verdicts.iter();
    let verdicts = verdicts.map(|(author, v)| format!("{} ({author})", v.word()));
    let tags = marks.tags.iter().map(|t| t.name.clone());
    let all: Vec<String> = verdicts.chain(tags).collect();
    out.line(&format!("codes: {}", all.join(", ")))?;
    for note in &marks.notes {
        out.line(&format!("note of {}: {}", note.author, note.text))?;
    }
    Ok(())
}

fn of(session: &Session, ix: ItemIx) -> impl Iterator<Item = &Finding> {
    let all = session.generation().findings.iter();
    all.filter(move |f| f.items.iter().any(|(i, _)| *i == ix))
}

/// Tells every finding of an item, all changes read.
pub fn findings(session: &Session, ix: ItemIx, out: &mut Out) -> Result<(), Failure> {
    let mut none = true;
    for finding in of(session, ix) {
        none = false;
        tell_finding(session, (ix, finding), usize::MAX, out)?;
        out.line(&format!("  innocent if: {}", finding.innocent))?;
    }
    if none {
        out.line("no finding names this item")?;
    }
    Ok(())
}

fn tell_finding(
    session: &Session,
    (ix, finding): (ItemIx, &Finding),
    most: usize,
    out: &mut Out,
) -> Result<(), Failure> {
    let standings = session.snapshot.board.standing(&finding.id);
    let held = standings
        .iter()
        .map(|(author, s, _)| format!(", {} ({author})", s.word()));
    out.line(&format!(
        "finding {} grade {} {}{}: {}",
        finding.id,
        finding.grade.word(),
        finding.check,
        held.collect::<String>(),
        finding.reason
    ))?;
    changes(&finding.edits, Some(&body(session, ix)), most, out)
}

fn changes(edits: &[Edit], text: Option<&str>, most: usize, out: &mut Out) -> Result<(), Failure> {
    for edit in edits.iter().take(most) {
        out.line(&format!("  {}", sentence(edit, text)))?;
    }
    if edits.len() > most {
        let more = count(edits.len() - most, "more change");
        out.line(&format!("  and {more}; d reads them"))?;
    }
    Ok(())
}

/// Reads what leads from the older partner to the other side.
pub fn differences(session: &Session, entry: Entry, out: &mut Out) -> Result<(), Failure> {
    let Some((a, b)) = partner(&session.snapshot, entry.item) else {
        return out.line("it has no other witness to compare with");
    };
    let reader = session.case.reader();
    let (one, two) = (session.item(a), session.item(b));
    let found = match reader.compare(one, two, None) {
        Ok(found) => found,
        Err(e) => return out.line(&format!("the texts cannot be compared: {e}")),
    };
    let edits = count(found.edits.len(), "change");
    out.line(&format!(
        "from {} to {}: {edits}",
        one.digest.short(),
        two.digest.short()
    ))?;
    changes(&found.edits, Some(&body(session, b)), usize::MAX, out)
}

/// Prints the text of an item.
pub fn text(session: &Session, ix: ItemIx, out: &mut Out) -> Result<(), Failure> {
    let text = body(session, ix);
    if text.trim().is_empty() {
        return out.line("no text");
    }
    out.block(&text)
}

fn body(session: &Session, ix: ItemIx) -> String {
    let text = session.case.reader().text(session.item(ix));
    text.unwrap_or_default().body()
}
