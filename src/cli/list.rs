//! The commands that list: status, exceptions, items, threads, groups.

use super::args::{GroupsArgs, Json, QueryArgs, ThreadsArgs};
use super::failure::{Failure, Outcome, wrong_query};
use super::ghosts;
use super::ingest::waiting;
use super::print::Out;
use super::records::{ExceptionRecord, GroupRecord, StatusRecord, ThreadRecord, first_path};
use super::search;
use super::session::Session;
use super::table::{column, date, item_line, sender, size};
use super::versions;
use crate::export::item_record;
use crate::model::words::{Said, commands as w, failures as f, heads, tally};
use crate::model::{ExceptionClass, Group, ItemIx, Thread, Word};
use crate::query::{self, Filter, Is, Query};
use std::collections::BTreeSet;

/// Runs `status`.
pub fn status(session: &Session, args: Json, out: &mut Out) -> Result<Outcome, Failure> {
    let status = session.snapshot.status();
    if args.json {
        let unread = session.case.waiting();
        let unread = unread.into_iter().map(|(name, _)| name).collect();
        out.json(&StatusRecord::of(&session.snapshot, status, unread))?;
        return Ok(Outcome::Done);
    }
    let lang = session.lang;
    let label = |name: Word| format!("{:12}", name.of(lang));
    out.line(&format!("{} {}", label(w::CASE), session.snapshot.name))?;
    for (name, value) in [
        (w::SOURCES, status.sources),
        (w::ITEMS, status.items),
        (w::MESSAGES, status.messages),
        (w::ATTACHED, status.attached_messages),
        (w::ATTACHMENTS, status.attachments),
        (w::DOCUMENTS, status.documents),
        (w::OCCURRENCES, status.occurrences),
        (w::THREADS, status.threads),
        (w::GROUPS, status.groups),
        (w::FINDINGS, status.findings),
        (w::EXCEPTIONS, status.exceptions),
        (w::TAGGED, status.tagged),
    ] {
        out.line(&format!("{} {value:>8}", label(name)))?;
    }
    let bytes = size(status.bytes);
    out.line(&format!("{} {}", label(w::BYTES), bytes.of(lang)))?;
    for (journal, hash) in &status.heads {
        out.line(&format!("{} {hash}  {journal}", label(w::HEAD)))?;
    }
    for line in waiting(&session.case) {
        out.line(line.of(lang))?;
    }
    Ok(Outcome::Done)
}

/// Runs `exceptions`.
pub fn exceptions(session: &Session, args: Json, out: &mut Out) -> Result<Outcome, Failure> {
    for e in &session.generation().exceptions {
        if args.json {
            out.json(&ExceptionRecord::of(e))?;
            continue;
        }
        let inner = e
            .inner
            .as_ref()
            .map_or(String::new(), |i| format!(" [{i}]"));
        out.line(&format!(
            "{}  {}  {}",
            column(e.class.shown(session.lang), 11),
            column(e.stage.shown(session.lang), 5),
            f::of_path(format!("{}{inner}", e.path), &e.reason).of(session.lang)
        ))?;
    }
    if !args.json {
        by_class(session);
    }
    Ok(Outcome::Done)
}

/// Says how many exceptions each class has, and how many items are behind them.
fn by_class(session: &Session) {
    let all = &session.generation().exceptions;
    for class in ExceptionClass::ALL {
        let mine: Vec<_> = all.iter().filter(|e| e.class == class).collect();
        let items: BTreeSet<_> = mine.iter().filter_map(|e| e.item).collect();
        if !mine.is_empty() {
            session.say(Said::new(|lang| {
                let n = tally::exceptions(lang, mine.len());
                let items = heads::items(lang, items.len());
                format!("{}  {n}, {items}", column(class.shown(lang), 11))
            }));
        }
    }
}

/// Runs `list`.
pub fn items(session: &Session, args: &QueryArgs, out: &mut Out) -> Result<Outcome, Failure> {
    let text = args.query.join(" ");
    let query = query::parse(&text).map_err(|e| wrong_query(&text, &e))?;
    let hits = session.chosen(&query);
    search::told(session, &query, hits.len());
    let folded = folded(session, &query);
    let mut left_out = 0;
    for ix in hits {
        if folded.contains(&ix) {
            left_out += 1;
        } else if args.json.json {
            out.json(&item_record(&session.snapshot, ix))?;
        } else {
            out.line(&item_line(session, ix))?;
        }
    }
    if left_out > 0 {
        session.say(w::folded(w::KNOWN_FILE.of(left_out)));
    }
    Ok(Outcome::Done)
}

/// Gives the items that everybody has, unless a query asks for them.
fn folded(session: &Session, query: &Query) -> BTreeSet<ItemIx> {
    let known = Filter::Is(Is::Known);
    let query = session.snapshot.expanded(query);
    let named = |f: &&Filter| **f == known || matches!(f, Filter::Id(_));
    if query.filters().iter().any(named) {
        return BTreeSet::new();
    }
    session.chosen(&Query::Field(known)).into_iter().collect()
}

/// Runs `threads`.
pub fn threads(session: &Session, args: &ThreadsArgs, out: &mut Out) -> Result<Outcome, Failure> {
    let is_ghosts = args.ghosts;
    let args = &args.which;
    let chosen = session.matching(&args.query.join(" "))?;
    if is_ghosts {
        return ghosts::run(session, &chosen, args.json.json, out);
    }
    let hit = |thread: &&Thread| {
        let mut items = thread.items();
        items.any(|ix| chosen.get(ix.at()) == Some(&true))
    };
    let everything = args.query.is_empty();
    for thread in &session.generation().threads {
        if !everything && !hit(&thread) {
            continue;
        }
        if args.json.json {
            out.json(&ThreadRecord::of(session.generation(), thread))?;
        } else {
            thread_block(session, thread, out)?;
        }
    }
    Ok(Outcome::Done)
}

fn thread_block(session: &Session, thread: &Thread, out: &mut Out) -> Result<(), Failure> {
    let messages = w::MESSAGE.of(thread.item_count());
    let newest = date(thread.newest);
    let told = w::thread(&thread.id, newest, &thread.subject, messages);
    out.line(told.of(session.lang))?;
    for node in &thread.nodes {
        let indent = "  ".repeat(usize::from(node.depth).min(20));
        if node.items.is_empty() {
            let id = node.message_id.as_deref().unwrap_or("");
            let not_here = w::NOT_HERE.of(session.lang);
            out.line(&format!("  {indent}{not_here}<{id}>"))?;
        }
        for ix in &node.items {
            let item = session.item(*ix);
            out.line(&format!(
                "  {indent}{}  {}  {}  {}",
                item.digest.short(),
                date(item.date()),
                column(&sender(item), 24),
                item.title(),
            ))?;
        }
    }
    Ok(())
}

/// Runs `groups`.
pub fn groups(session: &Session, args: &GroupsArgs, out: &mut Out) -> Result<Outcome, Failure> {
    let chosen = session.matching(&args.list.query.join(" "))?;
    let hit = |group: &&Group| {
        let mut members = group.members.iter();
        members.any(|m| chosen.get(m.item.at()) == Some(&true))
    };
    for group in session.generation().groups.iter().filter(hit) {
        if args.versions {
            versions::print(session, group, args.list.json.json, out)?;
        } else if args.list.json.json {
            out.json(&GroupRecord::of(session.generation(), group))?;
        } else {
            group_block(session, group, out)?;
        }
    }
    Ok(Outcome::Done)
}

/// Prints one group with its members.
fn group_block(session: &Session, group: &Group, out: &mut Out) -> Result<(), Failure> {
    let told = w::group(&group.id, w::ITEM.of(group.members.len()), &group.reason);
    out.line(told.of(session.lang))?;
    for member in &group.members {
        let item = session.item(member.item);
        let pivot = if member.item == group.pivot { '*' } else { ' ' };
        out.line(&format!(
            "  {pivot} {:.3}  {}  {}  {}  {}",
            member.similarity,
            item.digest.short(),
            date(item.date()),
            column(item.title(), 40),
            first_path(item),
        ))?;
    }
    Ok(())
}
