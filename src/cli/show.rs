//! One item, or two side by side: show and compare.

use super::args::{CompareArgs, ShowArgs};
use super::failure::{Failure, Outcome, wrong_query};
use super::look;
use super::metadata::MetaRecord;
use super::plain;
use super::print::Out;
use super::records::first_path;
use super::session::Session;
use super::table::{column, date, edit_line};
use crate::case::Highlighter;
use crate::export::{EditRecord, ItemRecord, item_record_with_notes};
use crate::model::words::{commands as w, failures as f, system};
use crate::model::{Digest, Item, ItemIx, ItemText, Lang, Said, TextPart, Verdict, Word, item};
use crate::query;
use serde::Serialize;
use std::collections::BTreeSet;
use std::io::{self, IsTerminal};

/// Most hits of one pattern that are shown.
const HITS: usize = 10_000;

/// Runs `show`.
pub fn run(session: &Session, args: &ShowArgs, out: &mut Out) -> Result<Outcome, Failure> {
    let ix = session.find(&args.item)?;
    let item = session.item(ix);
    let form = &args.form;
    let marks = match &args.find {
        None => Highlighter::default(),
        Some(words) => Highlighter::new(&query::parse(words).map_err(|e| wrong_query(words, &e))?),
    };
    if form.text {
        return text(session, item, &marks, out);
    }
    if form.raw {
        return raw(session, item, out);
    }
    if form.hex {
        return look::hex(session, item, out);
    }
    if form.hidden {
        return look::hidden(session, item, out);
    }
    if form.headers {
        return headers(session, item, out);
    }
    if form.witnesses {
        return witnesses(session, ix, args.json, out);
    }
    if args.json {
        out.json(&Shown::of(session, ix))?;
        return Ok(Outcome::Done);
    }
    facts(session, ix, out)?;
    out.line("")?;
    let text = read_text(session, item)?;
    let text = if text.parts.iter().any(TextPart::hides) {
        text.with_hidden(session.lang)
    } else {
        readable(&text)
    };
    out.marked_block(&text, &marks.places(&text, HITS))?;
    Ok(Outcome::Done)
}

/// The item object of `show --json`: the common one, and what only one item is asked for.
#[derive(Serialize)]
struct Shown<'a> {
    #[serde(flatten)]
    item: ItemRecord<'a>,
    children: Vec<String>,
    defects: Vec<DefectRecord>,
    text_digest: Option<String>,
    metadata: Vec<MetaRecord<'a>>,
}

#[derive(Serialize)]
struct DefectRecord {
    reason: &'static str,
    start: Option<usize>,
    end: Option<usize>,
}

impl<'a> Shown<'a> {
    fn of(session: &'a Session, ix: ItemIx) -> Self {
        let item = session.item(ix);
        let defect = |d: &crate::model::Defect| DefectRecord {
            reason: d.kind.sentence(),
            start: d.range.as_ref().map(|r| r.start),
            end: d.range.as_ref().map(|r| r.end),
        };
        Self {
            item: item_record_with_notes(&session.snapshot, ix),
            children: item.children.iter().map(Digest::hex).collect(),
            defects: item.defects.iter().map(defect).collect(),
            text_digest: item.text_digest.map(|d| d.hex()),
            metadata: claims(session, ix).iter().map(MetaRecord::of).collect(),
        }
    }
}

fn claims(session: &Session, ix: ItemIx) -> &[crate::model::Meta] {
    let found = session.generation().metadata.get(&ix);
    found.map_or(&[], Vec::as_slice)
}

fn facts(session: &Session, ix: ItemIx, out: &mut Out) -> Result<(), Failure> {
    let (item, lang) = (session.item(ix), session.lang);
    let record = item_record_with_notes(&session.snapshot, ix);
    let mut rows = vec![
        (w::FACT_ITEM, record.item),
        (
            w::FACT_KIND,
            format!("{}, {}", item.kind.shown(lang), item.media_type),
        ),
    ];
    if let Some(head) = &item.head {
        let id = head.message_id.as_ref().map(|id| format!("<{id}>"));
        rows.push((w::FACT_SUBJECT, head.subject.clone()));
        rows.push((w::FACT_FROM, head.from_line()));
        rows.push((w::FACT_TO, item::line(&head.to)));
        rows.push((w::FACT_CC, item::line(&head.cc)));
        rows.push((w::FACT_DATE, record.date.unwrap_or_default()));
        rows.push((w::FACT_ID, id.unwrap_or_default()));
    } else {
        rows.push((w::FACT_NAME, item.file_name().to_owned()));
    }
    rows.push((w::FACT_SIZE, w::bytes(item.size_bytes).of(lang).to_owned()));
    rows.push((w::FACT_THREAD, record.thread.unwrap_or_default().to_owned()));
    rows.push((w::FACT_GROUP, record.group.unwrap_or_default().to_owned()));
    for place in &item.locations {
        rows.push((w::FACT_PLACE, place_line(place, lang)));
    }
    rows.extend(item.children.iter().map(|c| (w::FACT_HOLDS, c.hex())));
    rows.extend(
        item.defects
            .iter()
            .map(|d| (w::FACT_DEFECT, d.kind.told(lang).to_owned())),
    );
    rows.push((w::FACT_TAGS, record.tags.join(", ")));
    for claim in claims(session, ix) {
        let (key, origin) = (claim.key.shown(lang), claim.origin.word());
        rows.push((w::FACT_CLAIMS, format!("{key}: {} ({origin})", claim.value)));
    }
    let verdict = |word| Verdict::of(word).map_or(word, |v| v.shown(lang));
    for v in &record.verdicts {
        rows.push((
            w::FACT_VERDICT,
            format!("{} ({})", verdict(v.verdict), v.author),
        ));
    }
    for n in record.notes.iter().flatten() {
        rows.push((w::FACT_NOTE, format!("{} {}: {}", n.time, n.author, n.text)));
    }
    for (name, value) in rows.iter().filter(|(_, value)| !value.is_empty()) {
        out.line(&format!("{:8} {value}", name.of(lang)))?;
    }
    Ok(())
}

fn place_line(place: &crate::model::Location, lang: Lang) -> String {
    let inner = place.inner.as_ref().map(|i| format!(" [{i}]"));
    let at = place.offset.zip(place.length);
    let at = at.map(|(offset, length)| w::bytes_at(offset, length).of(lang).to_owned());
    let parent = place
        .parent
        .map(|p| w::within(p.short()).of(lang).to_owned());
    let mut out = f::of_path(&place.source, &place.path).of(lang).to_owned();
    [inner, at, parent]
        .into_iter()
        .flatten()
        .for_each(|s| out.push_str(&s));
    out
}

fn text(
    session: &Session,
    item: &Item,
    marks: &Highlighter,
    out: &mut Out,
) -> Result<Outcome, Failure> {
    let text = readable(&read_text(session, item)?);
    if text.trim().is_empty() {
        session.say(w::no_text(item.digest.short()));
        return Ok(Outcome::Partly);
    }
    if io::stdout().is_terminal() {
        out.marked_block(&text, &marks.places(&text, HITS))?;
    } else {
        out.raw(text.as_bytes())?;
    }
    Ok(Outcome::Done)
}

/// Gives what a reader is shown, or what else there is where that is nothing.
fn readable(text: &ItemText) -> String {
    let body = text.body();
    if !body.trim().is_empty() {
        return body;
    }
    let parts: Vec<&str> = text.parts.iter().map(|p| p.text.as_str()).collect();
    parts.join("\n")
}

fn raw(session: &Session, item: &Item, out: &mut Out) -> Result<Outcome, Failure> {
    let bytes = session
        .case
        .reader()
        .bytes(item)
        .map_err(|e| unread(f::THE_BYTES, item, &e))?;
    if io::stdout().is_terminal() {
        out.block(&String::from_utf8_lossy(&bytes))?;
        session.say(w::RAW_SHOWN);
    } else {
        out.raw(&bytes)?;
    }
    Ok(Outcome::Done)
}

fn headers(session: &Session, item: &Item, out: &mut Out) -> Result<Outcome, Failure> {
    let headers = session
        .case
        .reader()
        .headers(item)
        .map_err(|e| unread(f::THE_HEADERS, item, &e))?;
    for header in headers {
        out.block(&format!("{}: {}", header.name, header.value.trim()))?;
    }
    Ok(Outcome::Done)
}

/// One place that bears (part of) an item's text.
#[derive(Serialize)]
struct Witness<'a> {
    item: String,
    path: &'a str,
    #[serde(serialize_with = "english")]
    how: Word,
    similarity: Option<f32>,
}

/// Writes what programs read.
fn english<S: serde::Serializer>(word: &Word, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(word.of(Lang::English))
}

fn witnesses(session: &Session, ix: ItemIx, json: bool, out: &mut Out) -> Result<Outcome, Failure> {
    let mut seen = BTreeSet::new();
    for (other, how, similarity) in bearers(session, ix) {
        if !seen.insert((other, how.of(Lang::English))) {
            continue;
        }
        let item = session.item(other);
        for place in &item.locations {
            if json {
                let item = item.digest.hex();
                let path = place.path.as_str();
                out.json(&Witness {
                    item,
                    path,
                    how,
                    similarity,
                })?;
                continue;
            }
            let measure = similarity.map_or(String::new(), |s| format!("{s:.3}"));
            let (digest, when) = (item.digest.short(), date(item.date()));
            let how = column(how.of(session.lang), 14);
            out.line(&format!(
                "{how} {measure:5}  {digest}  {when}  {}",
                place_line(place, session.lang)
            ))?;
        }
    }
    Ok(Outcome::Done)
}

/// Gives every item that bears the text: itself, its copies, its near-duplicates.
fn bearers(session: &Session, ix: ItemIx) -> Vec<(ItemIx, Word, Option<f32>)> {
    let item = session.item(ix);
    let generation = session.generation();
    let mut out = vec![(ix, w::SAME_BYTES, None)];
    let copies = item
        .message_id()
        .map_or(&[][..], |id| generation.copies(id));
    out.extend(
        copies
            .iter()
            .filter(|c| **c != ix)
            .map(|c| (*c, w::COPY, None)),
    );
    let group = item.group.and_then(|g| generation.groups.get(g.at()));
    let members = group.map_or(&[][..], |g| g.members.as_slice());
    let others = members.iter().filter(|m| m.item != ix);
    out.extend(others.map(|m| (m.item, w::NEAR, Some(m.similarity))));
    out
}

/// Runs `compare`.
pub fn compare(session: &Session, args: &CompareArgs, out: &mut Out) -> Result<Outcome, Failure> {
    let (a, b) = (session.find(&args.a)?, session.find(&args.b)?);
    let (a, b) = (session.item(a), session.item(b));
    let result = session
        .case
        .reader()
        .compare(a, b, None)
        .map_err(|e| unread(f::THE_TEXTS, a, &e))?;
    if args.plain {
        plain::compare(session, (a, b), &result, out)?;
    }
    let told = if args.plain { &[][..] } else { &result.edits };
    for edit in told {
        if args.json.json {
            out.json(&EditRecord::of(edit))?;
            continue;
        }
        let field = column(&edit.field.shown(session.lang), 11);
        out.line(&format!("{field}  {}", edit_line(edit, session.lang)))?;
    }
    if result.truncated {
        session.say(w::CUT_SHORT);
    }
    if !args.json.json && !args.plain {
        let ignored: Vec<String> = result
            .ignored
            .iter()
            .map(|(class, n)| format!("{} {n}", class.shown(session.lang)))
            .collect();
        let ignored = match ignored.as_slice() {
            [] => Said::default(),
            some => w::ignored(some.join(", ")),
        };
        session.say(w::edits(
            w::EDIT.of(result.edits.len()),
            a.digest.short(),
            first_path(a),
            b.digest.short(),
            first_path(b),
            ignored,
        ));
    }
    Ok(Outcome::Done)
}

pub(super) fn read_text(session: &Session, item: &Item) -> Result<ItemText, Failure> {
    let reader = session.case.reader();
    reader.text(item).map_err(|e| unread(f::THE_TEXT, item, &e))
}

/// Makes the failure of something that cannot be read.
pub(super) fn unread(what: Word, item: &Item, cause: &io::Error) -> Failure {
    let digest = item.digest.short();
    Failure::work(f::part_unread(what, digest, first_path(item)))
        .because(system::said(cause))
        .hint(f::WHERE_SOURCES)
        .hint(f::WHAT_CHANGED)
}
