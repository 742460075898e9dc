//! Saved views, and work cut into shares.

use super::args::{BatchArgs, By, SampleArgs, ViewAct, ViewsArgs};
use super::failure::{Failure, Outcome, say, wrong_query};
use super::print::Out;
use super::session::Session;
use super::table::item_line;
use super::{adapt, tally};
use crate::case::Act;
use crate::export::item_record;
use crate::model::words::marking;
use crate::model::words::{commands as w, failures as f};
use crate::model::{ItemIx, Said};
use crate::query;
use crate::review::{self, TallyKind};
use std::collections::BTreeMap;

/// Longest name of a view.
const NAME_BYTES: usize = 60;

/// Runs `views`.
pub fn views(mut session: Session, args: &ViewsArgs, out: &mut Out) -> Result<Outcome, Failure> {
    if args.act.is_some() {
        session.may_mark()?;
    }
    match &args.act {
        None => return tally::run(&session, TallyKind::Views, args.json, out),
        Some(ViewAct::Save { name, query }) => {
            let text = query.join(" ");
            let query = query::parse(&text).map_err(|e| wrong_query(&text, &e))?;
            check_name(name)?;
            for doubt in session.snapshot.unknown(&query) {
                say(doubt.of(session.lang));
            }
            session.case.set_view(name, Some(&text))?;
            session.say(w::view_saved(name));
        }
        Some(ViewAct::Drop { name }) => {
            if !session.snapshot.views.contains_key(name) {
                return Err(no_view(name));
            }
            session.case.set_view(name, None)?;
            session.say(w::view_dropped(name));
        }
    }
    Ok(Outcome::Done)
}

fn no_view(name: &str) -> Failure {
    Failure::work(marking::no_view(name)).hint(Said::same("valla views"))
}

fn check_name(name: &str) -> Result<(), Failure> {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if !name.is_empty() && name.len() <= NAME_BYTES && name.chars().all(fits) {
        return Ok(());
    }
    Err(Failure::usage(marking::no_view_name(format!("{name:?}"))).hint(marking::VIEW_LETTERS))
}

/// Runs `batch`.
pub fn batch(mut session: Session, args: &BatchArgs) -> Result<Outcome, Failure> {
    session.may_mark()?;
    if let Some(name) = &args.take {
        return take(&session, name);
    }
    check_name(&args.name)?;
    let text = args.query.join(" ");
    let items = session.select(&text)?;
    let shares = cut(wholes(&session, &items, args.by), args.size as usize);
    if shares.is_empty() {
        session.say(w::NO_VIEW_MADE);
        return Ok(Outcome::Done);
    }
    for (at, (ids, size)) in shares.iter().enumerate() {
        let name = format!("{}-{:03}", args.name, at + 1);
        let which = ids.join(" OR ");
        let query = if text.trim().is_empty() {
            which
        } else {
            format!("({text}) ({which})")
        };
        session.case.set_view(&name, Some(&query))?;
        session.say(f::of_path(name, w::ITEM.of(*size)));
    }
    session.say(w::TAKE_ONE);
    Ok(Outcome::Done)
}

/// Gives what stays whole in the order of its first item, with the number of items that match.
fn wholes(session: &Session, items: &[ItemIx], by: By) -> Vec<(String, usize)> {
    let g = session.generation();
    let mut place: BTreeMap<String, usize> = BTreeMap::new();
    let mut out: Vec<(String, usize)> = Vec::new();
    for ix in items {
        let item = session.item(*ix);
        let whole = match by {
            By::Thread => item
                .thread
                .and_then(|t| g.threads.get(t.at()))
                .map(|t| format!("thread:{}", t.id)),
            By::Group => item
                .group
                .and_then(|t| g.groups.get(t.at()))
                .map(|t| format!("group:{}", t.id)),
        };
        let whole = whole.unwrap_or_else(|| format!("id:{}", item.digest.hex()));
        let at = *place.entry(whole.clone()).or_insert(out.len());
        match out.get_mut(at) {
            Some((_, n)) => *n += 1,
            None => out.push((whole, 1)),
        }
    }
    out
}

/// Puts wholes together to shares of at most so many items, a larger one alone.
fn cut(wholes: Vec<(String, usize)>, size: usize) -> Vec<(Vec<String>, usize)> {
    let mut out: Vec<(Vec<String>, usize)> = Vec::new();
    for (whole, n) in wholes {
        match out.last_mut() {
            Some((ids, have)) if *have + n <= size => {
                ids.push(whole);
                *have += n;
            }
            Some(_) | None => out.push((vec![whole], n)),
        }
    }
    out
}

/// Takes a share: one event that tags its items, so that others see who works on it.
fn take(session: &Session, name: &str) -> Result<Outcome, Failure> {
    if !session.snapshot.views.contains_key(name) {
        return Err(no_view(name));
    }
    let tag = format!("taken:{name}");
    for (_, marks) in session.snapshot.board.items() {
        let mut taken = marks.tags.iter().filter(|t| t.name == tag);
        if let Some(other) = taken.find(|t| t.author != session.author.value) {
            return Err(
                Failure::work(marking::taken_by(&other.author, name)).hint(marking::OTHER_VIEWS)
            );
        }
    }
    let items = session.select(&format!("view:{name}"))?;
    let items: Vec<_> = items.iter().map(|ix| session.item(*ix).digest).collect();
    let n = items.len();
    adapt::act(
        &session.case,
        &session.author.value,
        Act::Tag { tag, items },
    )?;
    session.say(w::yours(name, w::ITEM.of(n)));
    Ok(Outcome::Done)
}

/// Runs `sample`.
pub fn sample(mut session: Session, args: &SampleArgs, out: &mut Out) -> Result<Outcome, Failure> {
    let all = session.select(&args.of)?;
    let drawn = review::sample(session.generation(), &all, args.count as usize, args.seed);
    session.say(w::drawn(drawn.len(), w::ITEM.of(all.len()), args.seed));
    if let Some(name) = &args.save {
        session.may_mark()?;
        check_name(name)?;
        let ids = drawn
            .iter()
            .map(|ix| format!("id:{}", session.item(*ix).digest));
        let ids: Vec<String> = ids.collect();
        session.case.set_view(name, Some(&ids.join(" OR ")))?;
        session.say(w::sample_saved(name));
    }
    for ix in drawn {
        if args.json.json {
            out.json(&item_record(&session.snapshot, ix))?;
        } else {
            out.line(&item_line(&session, ix))?;
        }
    }
    Ok(Outcome::Done)
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn a_whole_is_never_cut() {
        let wholes = [("a", 3), ("b", 2), ("c", 9), ("d", 1)];
        let wholes = wholes.map(|(w, n)| (w.to_owned(), n)).to_vec();
        let sizes: Vec<usize> = cut(wholes, 5).iter().map(|s| s.1).collect();
        assert_eq!(sizes, [5, 9, 1]);
    }
}
