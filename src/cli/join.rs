//! The commands that bring two sides together: `merge`, `conflicts`, `reconcile`.

use super::args::{ConflictsArgs, MergeArgs, ReconcileArgs};
use super::failure::{Failure, Outcome, say};
use super::print::Out;
use super::session::Session;
use super::table::{column, edit_line};
use crate::case::{PairBy, PairStatus, Reconciled};
use crate::export::EditRecord;
use crate::model::ItemIx;
use crate::model::words::commands as w;
use crate::review::{Clash, ClashKind, clashes};
use serde::Serialize;

/// Runs `merge`.
pub fn merge(mut session: Session, args: &MergeArgs) -> Result<Outcome, Failure> {
    let report = session.case.merge(&args.bundles)?;
    for journal in &report.journals {
        let author = match journal.author.as_str() {
            "" => w::NOBODY_READ.of(session.lang),
            author => author,
        };
        let rows = w::ROW.of(journal.rows);
        session.say(w::merged(&journal.path, author, rows, journal.how));
    }
    for problem in &report.problems {
        session.say(problem.clone());
    }
    let clashes = match report.clashes {
        0 => w::NO_CLASH.into(),
        n => w::clashing(w::ITEM.of(n)),
    };
    session.say(w::both(w::EVENT.of(report.new_events), clashes));
    Ok(Outcome::partly_if(!report.problems.is_empty()))
}

/// One item with clashing verdicts.
#[derive(Serialize)]
struct Conflict<'a> {
    item: String,
    title: Option<&'a str>,
    verdicts: Vec<Held<'a>>,
}

#[derive(Serialize)]
struct Held<'a> {
    author: &'a str,
    verdict: &'static str,
}

/// One item or, beyond the verdicts of two authors, some items whose verdicts differ.
#[derive(Serialize)]
struct Among<'a> {
    kind: &'static str,
    id: &'a str,
    title: &'a str,
    verdicts: Vec<HeldOf<'a>>,
}

#[derive(Serialize)]
struct HeldOf<'a> {
    item: String,
    author: &'a str,
    verdict: &'static str,
}

/// Runs `conflicts`.
pub fn conflicts(
    session: &Session,
    args: &ConflictsArgs,
    out: &mut Out,
) -> Result<Outcome, Failure> {
    for clash in clashes(&session.snapshot) {
        let is_wanted = match clash.kind {
            ClashKind::Reviewers => true,
            ClashKind::Copies => args.copies,
            ClashKind::Thread => args.threads,
        };
        if !is_wanted {
            continue;
        }
        if args.json.json {
            conflict_json(&clash, out)?;
            continue;
        }
        let title = match clash.title.as_str() {
            "" => w::NOT_OF_HERE.of(session.lang),
            title => title,
        };
        match (clash.kind, clash.verdicts.first()) {
            (ClashKind::Reviewers, Some((digest, _, _))) => {
                out.line(&format!("{}  {title}", digest.short()))?;
            }
            (kind, _) => {
                let kind = kind.shown(session.lang);
                out.line(&format!("{kind} {}  {title}", clash.id))?;
            }
        }
        for (digest, author, verdict) in &clash.verdicts {
            let item = match clash.kind {
                ClashKind::Reviewers => String::new(),
                ClashKind::Copies | ClashKind::Thread => format!("{}  ", digest.short()),
            };
            out.line(&format!(
                "    {item}{}  {author}",
                column(verdict.shown(session.lang), 12)
            ))?;
        }
    }
    Ok(Outcome::Done)
}

fn conflict_json(clash: &Clash, out: &mut Out) -> Result<(), Failure> {
    let held = clash.verdicts.iter();
    if clash.kind == ClashKind::Reviewers {
        return out.json(&Conflict {
            item: clash.id.clone(),
            title: Some(clash.title.as_str()).filter(|t| !t.is_empty()),
            verdicts: held
                .map(|(_, author, verdict)| Held {
                    author,
                    verdict: verdict.word(),
                })
                .collect(),
        });
    }
    out.json(&Among {
        kind: clash.kind.word(),
        id: &clash.id,
        title: &clash.title,
        verdicts: held
            .map(|(item, author, verdict)| HeldOf {
                item: item.hex(),
                author,
                verdict: verdict.word(),
            })
            .collect(),
    })
}

/// One pair of two releases.
#[derive(Serialize)]
struct PairRecord<'a> {
    status: &'static str,
    a: Option<String>,
    b: Option<String>,
    by: Option<&'static str>,
    edits: Vec<EditRecord<'a>>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    truncated: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a str>,
}

/// Runs `reconcile`.
pub fn reconcile(
    session: &Session,
    args: &ReconcileArgs,
    out: &mut Out,
) -> Result<Outcome, Failure> {
    let mut counts = [0usize; PairStatus::ALL.len()];
    let mut unread = session.case.unread_of(&args.a);
    if args.b != args.a {
        unread += session.case.unread_of(&args.b);
    }
    session.case.reconcile(&args.a, &args.b, |found| {
        if let Some(n) = counts.get_mut(found.pair.status as usize) {
            *n += 1;
        }
        unread += usize::from(found.unread.is_some());
        if args.json.json {
            out.json(&record(session, &found))
        } else {
            print(session, &found, out)
        }
    })?;
    let told = PairStatus::ALL.iter().zip(counts);
    let told: Vec<String> = told
        .map(|(s, n)| format!("{n} {}", s.shown(session.lang)))
        .collect();
    say(&told.join(", "));
    if unread > 0 {
        session.say(w::held_against_nothing(w::THING.of(unread)));
    }
    Ok(Outcome::partly_if(unread > 0))
}

fn record<'a>(session: &Session, found: &'a Reconciled) -> PairRecord<'a> {
    let hex = |ix: Option<ItemIx>| ix.map(|ix| session.item(ix).digest.hex());
    PairRecord {
        status: found.pair.status.word(),
        a: hex(found.pair.a),
        b: hex(found.pair.b),
        by: found.pair.by.map(PairBy::word),
        edits: found.edits.iter().map(EditRecord::of).collect(),
        truncated: found.truncated,
        error: found.unread.as_deref(),
    }
}

fn print(session: &Session, found: &Reconciled, out: &mut Out) -> Result<(), Failure> {
    let short = |ix: Option<ItemIx>| {
        ix.map_or_else(|| "-".to_owned(), |ix| session.item(ix).digest.short())
    };
    let title = found.pair.a.or(found.pair.b);
    out.line(&format!(
        "{}  {}  {}  {}",
        column(found.pair.status.shown(session.lang), 9),
        column(&short(found.pair.a), 12),
        column(&short(found.pair.b), 12),
        title.map_or("", |ix| session.item(ix).title())
    ))?;
    for edit in &found.edits {
        out.line(&format!(
            "           {}  {}",
            column(&edit.field.shown(session.lang), 11),
            edit_line(edit, session.lang)
        ))?;
    }
    match &found.unread {
        Some(why) => {
            let told = w::not_compared(why);
            out.line(&format!("           {}", told.of(session.lang)))
        }
        None => Ok(()),
    }
}
