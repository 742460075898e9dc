//! What an item says in plain lines: who wrote when to whom, its marks, its findings with each
//! change read as a sentence, its text. Part of `review`.

use super::desk::Entry;
use crate::cli::failure::Failure;
use crate::cli::print::Out;
use crate::cli::session::Session;
use crate::cli::table::sender;
use crate::model::words::{names, plain as w};
use crate::model::{Edit, Finding, ItemIx, Lang, item};
use crate::review::{partner, sentence};

/// Most changes that are read at once; `d` reads them all.
const CHANGES: usize = 5;

/// Tells an item, or the finding that it is here for.
pub fn item(session: &Session, entry: Entry, out: &mut Out) -> Result<(), Failure> {
    let (ix, lang) = (entry.item, session.lang);
    let it = session.item(ix);
    out.line(&format!("{} {}", it.kind.shown(lang), it.digest.short()))?;
    if let Some(head) = &it.head {
        let when = head.date.map_or_else(
            || w::WITHOUT_DATE.of(lang).to_owned(),
            |d| d.format("%Y-%m-%d %H:%M %:z"),
        );
        let to = item::line(&head.to);
        let to = if to.is_empty() {
            w::NOBODY.of(lang)
        } else {
            &to
        };
        out.line(&w::from_to_when(lang, sender(it), to, when))?;
    }
    out.line(&w::subject(lang, it.title()))?;
    place(session, ix, out)?;
    marks(session, ix, out)?;
    if session.snapshot.is_covered(ix) {
        return out.line(w::COVERED.of(lang));
    }
    let findings = &session.generation().findings;
    match entry.finding.and_then(|at| findings.get(at)) {
        Some(finding) => tell_finding(session, (ix, finding), CHANGES, out),
        None => of(session, ix).try_for_each(|f| tell_finding(session, (ix, f), CHANGES, out)),
    }
}

fn place(session: &Session, ix: ItemIx, out: &mut Out) -> Result<(), Failure> {
    let (it, lang) = (session.item(ix), session.lang);
    let thread = it
        .thread
        .and_then(|t| session.generation().threads.get(t.at()));
    if let Some(thread) = thread {
        let items: Vec<ItemIx> = thread.items().collect();
        let at = items.iter().position(|i| *i == ix).map_or(0, |at| at + 1);
        out.line(&w::in_thread(lang, at, items.len(), &thread.subject))?;
    }
    let copies = it
        .message_id()
        .map_or(0, |id| session.generation().copies(id).len());
    let group = it
        .group
        .and_then(|g| session.generation().groups.get(g.at()));
    let ties = [
        (copies > 1).then(|| w::copies(lang, copies)),
        group.map(|g| w::group_of(lang, g.members.len())),
        (!it.children.is_empty()).then(|| w::attachments(lang, it.children.len())),
        (it.text_bytes == 0).then(|| w::NO_TEXT.of(lang).to_owned()),
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
        return out.line(w::CODES_NONE.of(session.lang));
    };
    let verdicts = marks.verdicts.iter();
    let verdicts = verdicts.map(|(author, v)| format!("{} ({author})", v.shown(session.lang)));
    let tags = marks.tags.iter().map(|t| t.name.clone());
    let all: Vec<String> = verdicts.chain(tags).collect();
    out.line(&w::codes(session.lang, all.join(", ")))?;
    for note in &marks.notes {
        out.line(&w::note_of(session.lang, &note.author, &note.text))?;
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
        let innocent = w::innocent_if(session.lang, finding.innocent.of(session.lang));
        out.line(&format!("  {innocent}"))?;
    }
    if none {
        out.line(w::NO_FINDING.of(session.lang))?;
    }
    Ok(())
}

fn tell_finding(
    session: &Session,
    (ix, finding): (ItemIx, &Finding),
    most: usize,
    out: &mut Out,
) -> Result<(), Failure> {
    let lang = session.lang;
    let standings = session.snapshot.board.standing(&finding.id);
    let held = standings
        .iter()
        .map(|(author, s, _)| format!(", {} ({author})", s.shown(lang)));
    out.line(&w::finding(
        lang,
        &finding.id,
        finding.grade.word(),
        names::shown(finding.check, lang),
        held.collect::<String>(),
        finding.reason.of(lang),
    ))?;
    changes(&finding.edits, (&body(session, ix), lang), most, out)
}

fn changes(
    edits: &[Edit],
    (text, lang): (&str, Lang),
    most: usize,
    out: &mut Out,
) -> Result<(), Failure> {
    for edit in edits.iter().take(most) {
        out.line(&format!("  {}", sentence(edit, Some(text), lang)))?;
    }
    if edits.len() > most {
        let more = w::more_changes(lang, edits.len() - most);
        out.line(&w::reads_more(lang, more))?;
    }
    Ok(())
}

/// Reads what leads from the older partner to the other side.
pub fn differences(session: &Session, entry: Entry, out: &mut Out) -> Result<(), Failure> {
    let lang = session.lang;
    let Some((a, b)) = partner(&session.snapshot, entry.item) else {
        return out.line(w::NO_WITNESS.of(lang));
    };
    let reader = session.case.reader();
    let (one, two) = (session.item(a), session.item(b));
    let found = match reader.compare(one, two, None) {
        Ok(found) => found,
        Err(e) => return out.line(&w::not_compared(lang, e)),
    };
    let edits = w::changes(lang, found.edits.len());
    let (from, to) = (one.digest.short(), two.digest.short());
    out.line(&w::compared(lang, from, to, edits))?;
    changes(&found.edits, (&body(session, b), lang), usize::MAX, out)
}

/// Prints the text of an item.
pub fn text(session: &Session, ix: ItemIx, out: &mut Out) -> Result<(), Failure> {
    let text = body(session, ix);
    if text.trim().is_empty() {
        return out.line(w::NO_TEXT.of(session.lang));
    }
    out.block(&text)
}

fn body(session: &Session, ix: ItemIx) -> String {
    let text = session.case.reader().text(session.item(ix));
    text.unwrap_or_default().body()
}
