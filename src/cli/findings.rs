//! The commands about findings: listing them by a query, explaining one, finding one by its id.

use super::args::{FindingsArgs, Json};
use super::failure::{Failure, Outcome, wrong_query};
use super::print::Out;
use super::records::{FindingRecord, first_path};
use super::session::Session;
use super::table::{column, edit_line};
use crate::case::Snapshot;
use crate::model::words::{failures as f, names, plain as w};
use crate::model::{Finding, Standing};
use crate::query::{self, Filter, Is, Query};
use serde::Serialize;

/// Runs `findings`.
pub fn run(session: &Session, args: &FindingsArgs, out: &mut Out) -> Result<Outcome, Failure> {
    let json = args.list.json;
    if let Some(id) = &args.explain {
        let (rank, finding) = find(session, id)?;
        return explain(session, rank, finding, json, out);
    }
    let text = args.list.query.join(" ");
    let query = query::parse(&text).map_err(|e| wrong_query(&text, &e))?;
    let (own, rest) = split(query);
    let chosen = session.holding(&rest);
    for (at, finding) in session.generation().findings.iter().enumerate() {
        let mut items = finding.items.iter();
        let touched = items.any(|(ix, _)| chosen.get(ix.at()) == Some(&true));
        if !touched || !own.iter().all(|q| holds(q, &session.snapshot, finding)) {
            continue;
        }
        if json.json {
            out.json(&FindingRecord::of(&session.snapshot, at + 1, finding))?;
        } else {
            block(session, at + 1, finding, out)?;
        }
    }
    Ok(Outcome::Done)
}

/// Parts a query into what it asks of a finding itself and what it asks of the items in it.
fn split(query: Query) -> (Vec<Query>, Query) {
    let parts = match query {
        Query::And(parts) => parts,
        one => vec![one],
    };
    let (own, mut rest): (Vec<Query>, Vec<Query>) = parts.into_iter().partition(is_own);
    let rest = match rest.len() {
        0 => Query::All,
        1 => rest.remove(0),
        _ => Query::And(rest),
    };
    (own, rest)
}

/// Tells whether a query asks for nothing but what a finding itself bears.
fn is_own(query: &Query) -> bool {
    match query {
        Query::And(parts) | Query::Or(parts) => parts.iter().all(is_own),
        Query::Not(part) => is_own(part),
        Query::Field(filter) => matches!(
            filter,
            Filter::Is(Is::Open) | Filter::Check(_) | Filter::Score(..)
        ),
        Query::All | Query::Text(_) => false,
    }
}

fn holds(query: &Query, snapshot: &Snapshot, finding: &Finding) -> bool {
    match query {
        Query::And(parts) => parts.iter().all(|q| holds(q, snapshot, finding)),
        Query::Or(parts) => parts.iter().any(|q| holds(q, snapshot, finding)),
        Query::Not(part) => !holds(part, snapshot, finding),
        Query::Field(Filter::Is(Is::Open)) => {
            let standing = snapshot.board.standing(&finding.id);
            standing.iter().all(|(_, s, _)| *s == Standing::Later)
        }
        Query::Field(Filter::Check(name)) => finding.check.starts_with(name.as_str()),
        Query::Field(Filter::Score(order, limit)) => order.holds(&finding.score, limit),
        // `is_own` lets no other query come here.
        Query::All | Query::Text(_) | Query::Field(_) => true,
    }
}

/// Finds the one finding whose id begins so, with its rank.
pub fn find<'a>(session: &'a Session, id: &str) -> Result<(usize, &'a Finding), Failure> {
    let all = session.generation().findings.iter().enumerate();
    let mut hits = all.filter(|(_, f)| id.len() >= 4 && f.id.starts_with(id));
    match (hits.next(), hits.next()) {
        (Some((at, finding)), None) => Ok((at + 1, finding)),
        (Some(_), Some(_)) => Err(Failure::work(f::findings_begin(id))),
        (None, _) => Err(Failure::work(f::no_finding(id)).hint(f::FINDINGS_IDS)),
    }
}

/// Prints one finding.
pub fn block(
    session: &Session,
    rank: usize,
    finding: &Finding,
    out: &mut Out,
) -> Result<(), Failure> {
    let lang = session.lang;
    out.line(&format!(
        "{rank:>3}. {}  {}  {:.3}  {}",
        finding.id,
        finding.grade.word(),
        finding.score,
        names::shown(finding.check, lang)
    ))?;
    out.line(&format!("     {}", finding.reason.of(lang)))?;
    for edit in &finding.edits {
        out.line(&format!("     {}", edit_line(edit, lang)))?;
    }
    for (ix, role) in &finding.items {
        let item = session.item(*ix);
        let (digest, path) = (item.digest.short(), first_path(item));
        out.line(&format!(
            "     {}  {digest}  {path}",
            column(role.shown(lang), 7)
        ))?;
    }
    for (author, standing, note) in session.snapshot.board.standing(&finding.id) {
        out.line(&format!(
            "     {}",
            w::held_by(lang, standing.shown(lang), author, note)
        ))?;
    }
    let innocent = w::innocent_if(lang, finding.innocent.of(lang));
    out.line(&format!("     {innocent}"))
}

/// One feature of a finding and what it adds to the score.
#[derive(Serialize)]
struct Feature {
    feature: &'static str,
    adds: f64,
}

fn explain(
    session: &Session,
    rank: usize,
    finding: &Finding,
    args: Json,
    out: &mut Out,
) -> Result<Outcome, Failure> {
    let features = finding.features.iter().copied();
    if args.json {
        for (feature, adds) in features {
            out.json(&Feature { feature, adds })?;
        }
        return Ok(Outcome::Done);
    }
    block(session, rank, finding, out)?;
    for (feature, adds) in features {
        out.line(&format!("     {adds:>+8.3}  {feature}"))?;
    }
    Ok(Outcome::Done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_of_a_finding_is_parted_from_what_is_asked_of_its_items() {
        let (own, rest) = split(query::parse("is:open from:mira score:>0.5").unwrap());
        assert_eq!(own.len(), 2);
        assert_eq!(rest, query::parse("from:mira").unwrap());
        let (own, rest) = split(query::parse("is:open OR from:mira").unwrap());
        assert!(own.is_empty());
        assert_ne!(rest, Query::All);
    }
}
