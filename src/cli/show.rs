//! One item, or two side by side: show and compare.

use super::args::{CompareArgs, ShowArgs};
use super::failure::{Failure, Outcome, say, wrong_query};
use super::look;
use super::metadata::MetaRecord;
use super::plain;
use super::print::Out;
use super::records::first_path;
use super::session::Session;
use super::table::{column, count, date, edit_line};
use crate::case::Highlighter;
use crate::export::{EditRecord, ItemRecord, item_record_with_notes};
use crate::model::{Digest, Item, ItemIx, ItemText, TextPart, item};
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
        text.with_hidden()
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
    let item = session.item(ix);
    let record = item_record_with_notes(&session.snapshot, ix);
    let mut rows = vec![
        ("item", record.item),
        ("kind", format!("{}, {}", item.kind.word(), item.media_type)),
    ];
    if let Some(head) = &item.head {
        let id = head.message_id.as_ref().map(|id| format!("<{id}>"));
        rows.push(("subject", head.subject.clone()));
        rows.push(("from", head.from_line()));
        rows.push(("to", item::line(&head.to)));
        rows.push(("cc", item::line(&head.cc)));
        rows.push(("date", record.date.unwrap_or_default()));
        rows.push(("id", id.unwrap_or_default()));
    } else {
        rows.push(("name", item.file_name().to_owned()));
    }
    rows.push(("size", format!("{} bytes", item.size_bytes)));
    rows.push(("thread", record.thread.unwrap_or_default().to_owned()));
    rows.push(("group", record.group.unwrap_or_default().to_owned()));
    for place in &item.locations {
        rows.push(("place", place_line(place)));
    }
    rows.extend(item.children.iter().map(|c| ("holds", c.hex())));
    rows.extend(
        item.defects
            .iter()
            .map(|d| ("defect", d.kind.sentence().to_owned())),
    );
    rows.push(("tags", record.tags.join(", ")));
    for claim in claims(session, ix) {
        let (key, origin) = (claim.key.word(), claim.origin.word());
        rows.push(("claims", format!("{key}: {} ({origin})", claim.value)));
    }
    for v in &record.verdicts {
        rows.push(("verdict", format!("{} ({})", v.verdict, v.author)));
    }
    for n in record.notes.iter().flatten() {
        rows.push(("note", format!("{} {}: {}", n.time, n.author, n.text)));
    }
    for (name, value) in rows.iter().filter(|(_, value)| !value.is_empty()) {
        out.line(&format!("{name:8} {value}"))?;
    }
    Ok(())
}

fn place_line(place: &crate::model::Location) -> String {
    let inner = place.inner.as_ref().map(|i| format!(" [{i}]"));
    let at = place.offset.zip(place.length);
    let at = at.map(|(offset, length)| format!(" bytes {offset}+{length}"));
    let parent = place.parent.map(|p| format!(" in {}", p.short()));
    let mut out = format!("{}: {}", place.source, place.path);
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
        say(&format!(
            "valla: item {} has no readable text",
            item.digest.short()
        ));
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
        .map_err(|e| unread("the bytes", item, &e))?;
    if io::stdout().is_terminal() {
        out.block(&String::from_utf8_lossy(&bytes))?;
        say("shown with marks for hidden characters; redirect to a file for the exact bytes");
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
        .map_err(|e| unread("the headers", item, &e))?;
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
    how: &'static str,
    similarity: Option<f32>,
}

fn witnesses(session: &Session, ix: ItemIx, json: bool, out: &mut Out) -> Result<Outcome, Failure> {
    let mut seen = BTreeSet::new();
    for (other, how, similarity) in bearers(session, ix) {
        if !seen.insert((other, how)) {
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
            let how = column(how, 14);
            out.line(&format!(
                "{how} {measure:5}  {digest}  {when}  {}",
                place_line(place)
            ))?;
        }
    }
    Ok(Outcome::Done)
}

/// Gives every item that bears the text: itself, its copies, its near-duplicates.
fn bearers(session: &Session, ix: ItemIx) -> Vec<(ItemIx, &'static str, Option<f32>)> {
    let item = session.item(ix);
    let generation = session.generation();
    let mut out = vec![(ix, "same bytes", None)];
    let copies = item
        .message_id()
        .map_or(&[][..], |id| generation.copies(id));
    out.extend(
        copies
            .iter()
            .filter(|c| **c != ix)
            .map(|c| (*c, "copy", None)),
    );
    let group = item.group.and_then(|g| generation.groups.get(g.at()));
    let members = group.map_or(&[][..], |g| g.members.as_slice());
    let others = members.iter().filter(|m| m.item != ix);
    out.extend(others.map(|m| (m.item, "near-duplicate", Some(m.similarity))));
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
        .map_err(|e| unread("the texts", a, &e))?;
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
        say("the comparison was cut short by a bound; there may be more edits");
    }
    if !args.json.json && !args.plain {
        let ignored: Vec<String> = result
            .ignored
            .iter()
            .map(|(class, n)| format!("{} {n}", class.shown(session.lang)))
            .collect();
        let ignored = match ignored.as_slice() {
            [] => String::new(),
            some => format!("; ignored: {}", some.join(", ")),
        };
        say(&format!(
            "{} from {} ({}) to {} ({}){ignored}",
            count(result.edits.len(), "edit"),
            a.digest.short(),
            first_path(a),
            b.digest.short(),
            first_path(b)
        ));
    }
    Ok(Outcome::Done)
}

pub(super) fn read_text(session: &Session, item: &Item) -> Result<ItemText, Failure> {
    let reader = session.case.reader();
    reader.text(item).map_err(|e| unread("the text", item, &e))
}

/// Makes the failure of something that cannot be read.
pub(super) fn unread(what: &str, item: &Item, cause: &io::Error) -> Failure {
    Failure::work(format!(
        "{what} of item {} cannot be read from {}",
        item.digest.short(),
        first_path(item)
    ))
    .because(cause.to_string())
    .hint("valla sources   (where they should lie)")
    .hint("valla verify   (what has changed)")
}
