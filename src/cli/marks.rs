//! The commands that mark: tag, untag, tags, note, mark, undo. One command is one event.

use super::args::{Along, Json, MarkArgs, NoteArgs, StandingArg, TagArgs};
use super::failure::{Failure, Outcome};
use super::log::act_line;
use super::print::Out;
use super::session::Session;
use super::table::column;
use super::{adapt, findings};
use crate::case::Act;
use crate::model::words::marking;
use crate::model::words::{commands as w, failures as f, system};
use crate::model::{Digest, ItemIx, Kind, Said, Standing, Verdict, Word};
use crate::text::SafeText;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

/// Longest name of a tag, in bytes; a word or two fit a column of the screen.
const TAG_BYTES: usize = 100;
/// Longest note that is read from stdin.
const NOTE_BYTES: u64 = 1 << 20;

/// Runs `tag`.
pub fn tag(session: &Session, args: &TagArgs) -> Result<Outcome, Failure> {
    let tag = tag_name(&args.tag)?;
    let chosen = chosen(session, args)?;
    let verdict = Verdict::of(&tag);
    let items = digests(session, &chosen, |d| !bears(session, d, &tag));
    if items.is_empty() {
        let state = w::bear_already(format!("{tag:?}"));
        return Ok(nothing(session, &chosen, &state));
    }
    let n = items.len();
    let act = match verdict {
        Some(_) => Act::Verdict { verdict, items },
        None => Act::Tag {
            tag: tag.clone(),
            items,
        },
    };
    write(session, act)?;
    session.say(w::tagged(w::ITEM.of(n), tag));
    Ok(Outcome::Done)
}

/// Runs `untag`.
pub fn untag(session: &Session, args: &TagArgs) -> Result<Outcome, Failure> {
    let tag = tag_name(&args.tag)?;
    let chosen = chosen(session, args)?;
    let items = digests(session, &chosen, |d| bears(session, d, &tag));
    if items.is_empty() {
        return Ok(nothing(session, &chosen, &w::bear(format!("{tag:?}"))));
    }
    let n = items.len();
    let act = match Verdict::of(&tag) {
        Some(_) => Act::Verdict {
            verdict: None,
            items,
        },
        None => Act::Untag {
            tag: tag.clone(),
            items,
        },
    };
    write(session, act)?;
    session.say(w::untagged(tag, w::ITEM.of(n)));
    Ok(Outcome::Done)
}

/// Says that no mark was made, and why.
fn nothing(session: &Session, chosen: &BTreeSet<ItemIx>, state: &Said) -> Outcome {
    if chosen.is_empty() {
        session.say(w::NONE_MATCHES);
    } else {
        session.say(w::none_left(w::ITEM.of(chosen.len()), state));
    }
    Outcome::Done
}

/// Checks the name of a tag and writes it in lower case.
fn tag_name(text: &str) -> Result<String, Failure> {
    let name = text.trim().to_lowercase();
    let fault = if name.is_empty() {
        marking::TAG_EMPTY
    } else if name.len() > TAG_BYTES {
        marking::TAG_LONG
    } else if SafeText::line(&name).as_str() != name {
        marking::TAG_HIDES
    } else if name.starts_with('-') {
        marking::TAG_HYPHEN
    } else {
        return Ok(name);
    };
    Err(Failure::usage(marking::no_tag(format!("{text:?}"), fault)).hint(marking::A_TAG))
}

/// Gives the items that were named, with what is taken along; says the numbers of a bulk act.
fn chosen(session: &Session, args: &TagArgs) -> Result<BTreeSet<ItemIx>, Failure> {
    let mut all = BTreeSet::new();
    for prefix in &args.items {
        all.insert(session.find(prefix)?);
    }
    if let Some(query) = &args.query {
        all.extend(session.select(query)?);
    }
    let named = all.len();
    let mut told = w::ITEM.of(named);
    for (wanted, word, take) in steps(args.along) {
        if !wanted {
            continue;
        }
        let before = all.len();
        let base: Vec<ItemIx> = all.iter().copied().collect();
        for ix in base {
            all.extend(take(session, ix));
        }
        told = w::more_by(told, all.len() - before, word);
    }
    if args.query.is_some() || all.len() != named {
        let of = |kind: Kind| {
            all.iter()
                .filter(|ix| session.item(**ix).kind == kind)
                .count()
        };
        session.say(w::kinds(
            told,
            w::MESSAGE.of(of(Kind::Message)),
            w::ATTACHMENT.of(of(Kind::Attachment)),
            w::DOCUMENT.of(of(Kind::Document)),
        ));
    }
    Ok(all)
}

type Take = fn(&Session, ItemIx) -> Vec<ItemIx>;

/// What can be taken along, in the order in which it is: families last, so that they are whole.
fn steps(along: Along) -> [(bool, Word, Take); 3] {
    [
        (along.copies, w::ALONG_COPIES, copies),
        (along.thread, w::ALONG_THREAD, thread),
        (along.family, w::ALONG_FAMILY, family),
    ]
}

fn copies(session: &Session, ix: ItemIx) -> Vec<ItemIx> {
    let id = session.item(ix).message_id();
    id.map_or_else(Vec::new, |id| session.generation().copies(id).to_vec())
}

fn thread(session: &Session, ix: ItemIx) -> Vec<ItemIx> {
    let thread = session.item(ix).thread;
    let thread = thread.and_then(|t| session.generation().threads.get(t.at()));
    thread.map_or_else(Vec::new, |t| t.items().collect())
}

fn family(session: &Session, ix: ItemIx) -> Vec<ItemIx> {
    session.snapshot.family(ix)
}

/// Gives the digests of the items that pass, in snapshot order.
fn digests(
    session: &Session,
    chosen: &BTreeSet<ItemIx>,
    pass: impl Fn(&Digest) -> bool,
) -> Vec<Digest> {
    chosen
        .iter()
        .map(|ix| session.item(*ix).digest)
        .filter(|d| pass(d))
        .collect()
}

/// Tells whether an item bears a tag or verdict from this author.
fn bears(session: &Session, item: &Digest, tag: &str) -> bool {
    let author = session.author.value.as_str();
    session.snapshot.board.marks(item).is_some_and(|marks| {
        marks
            .tags
            .iter()
            .any(|t| t.name == tag && t.author == author)
            || marks.verdicts.get(author).is_some_and(|v| v.word() == tag)
    })
}

/// Runs `tags`.
pub fn tags(session: &Session, args: Json, out: &mut Out) -> Result<Outcome, Failure> {
    #[derive(Serialize)]
    struct Row<'a> {
        tag: &'a str,
        items: usize,
        verdict: bool,
        authors: Vec<&'a str>,
    }
    let mut all: BTreeMap<&str, (BTreeSet<&Digest>, BTreeSet<&str>)> = BTreeMap::new();
    for (item, marks) in session.snapshot.board.items() {
        let free = marks
            .tags
            .iter()
            .map(|t| (t.name.as_str(), t.author.as_str()));
        let verdicts = marks.verdicts.iter().map(|(a, v)| (v.word(), a.as_str()));
        for (tag, author) in free.chain(verdicts) {
            let entry = all.entry(tag).or_default();
            entry.0.insert(item);
            entry.1.insert(author);
        }
    }
    for (tag, (items, authors)) in &all {
        let row = Row {
            tag,
            items: items.len(),
            verdict: Verdict::of(tag).is_some(),
            authors: authors.iter().copied().collect(),
        };
        if args.json {
            out.json(&row)?;
            continue;
        }
        let kind = if row.verdict {
            w::FACT_VERDICT.of(session.lang)
        } else {
            ""
        };
        let authors = row.authors.join(", ");
        let tag = column(tag, 20);
        out.line(&format!(
            "{tag} {:>8}  {}  {authors}",
            row.items,
            column(kind, 7)
        ))?;
    }
    Ok(Outcome::Done)
}

/// Runs `note`.
pub fn note(session: &Session, args: &NoteArgs) -> Result<Outcome, Failure> {
    let item = session.item(session.find(&args.item)?).digest;
    let mut text = args.text.join(" ");
    if text == "-" {
        text.clear();
        std::io::stdin()
            .take(NOTE_BYTES)
            .read_to_string(&mut text)
            .map_err(|e| Failure::work(f::STDIN_TEXT).because(system::said(&e)))?;
    }
    let text = text.trim_end().to_owned();
    if text.trim().is_empty() {
        return Err(Failure::usage(marking::NOTE_EMPTY).hint(marking::A_NOTE));
    }
    write(session, Act::Note { item, text })?;
    session.say(w::noted(item.short()));
    Ok(Outcome::Done)
}

/// Runs `mark`.
pub fn mark(session: &Session, args: &MarkArgs) -> Result<Outcome, Failure> {
    let (_, finding) = findings::find(session, &args.finding)?;
    let standing = match args.standing {
        StandingArg::Confirmed => Some(Standing::Confirmed),
        StandingArg::Innocent => Some(Standing::Innocent),
        StandingArg::Later => Some(Standing::Later),
        StandingArg::Open => None,
    };
    let act = Act::Mark {
        finding: finding.id.clone(),
        standing,
        note: args.note.join(" "),
    };
    write(session, act)?;
    let word = |lang| standing.map_or(w::OPEN.of(lang), |s| s.shown(lang));
    let word = Said::new(|lang| word(lang).to_owned());
    session.say(w::finding_is(&finding.id, word));
    Ok(Outcome::Done)
}

/// Runs `undo`.
pub fn undo(session: &Session) -> Result<Outcome, Failure> {
    let author = &session.author.value;
    session.may_mark()?;
    let Some(event) = adapt::undo(&session.case, author)? else {
        return Err(Failure::work(marking::nothing_to_undo(author))
            .hint(marking::WHO_DID)
            .hint(marking::AS_SOMEONE));
    };
    let events = adapt::events(&session.case);
    let back = match &event.act {
        Act::Undo { of } => events.iter().find(|e| e.hash == *of),
        _ => None,
    };
    let what = back.map_or_else(|| w::LAST_ACT.into(), |e| act_line(&e.act));
    session.say(w::took_back(what));
    Ok(Outcome::Done)
}

/// Writes one act; it is on disk when this returns.
fn write(session: &Session, act: Act) -> Result<(), Failure> {
    session.may_mark()?;
    adapt::act(&session.case, &session.author.value, act)?;
    Ok(())
}
