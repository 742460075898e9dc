//! The command `evidence`: the ledgers of items, and how often each check speaks in the case.

use super::args::EvidenceArgs;
use super::failure::{Failure, Outcome};
use super::plain;
use super::print::Out;
use super::session::Session;
use super::table::column;
use crate::model::words::{failures as f, names, plain as w, system};
use crate::model::{Basis, Evidence, Lang, Leaning, Ledger, Rate, Tick};
use serde::Serialize;

/// One line of the ledger.
#[derive(Serialize)]
struct EvidenceRecord<'a> {
    item: &'a str,
    check: &'a str,
    grade: &'static str,
    leaning: &'static str,
    sentence: &'a str,
    at: Option<(u32, u32)>,
    here: RateRecord,
    known: RateRecord,
}

#[derive(Serialize)]
struct RateRecord {
    alarms: u32,
    tested: u32,
}

impl From<Rate> for RateRecord {
    fn from(r: Rate) -> Self {
        Self {
            alarms: r.alarms,
            tested: r.tested,
        }
    }
}

/// One time that somebody left in the message.
#[derive(Serialize)]
struct ClockRecord<'a> {
    item: &'a str,
    clock: &'static str,
    time: String,
    epoch_ms: i64,
    basis: &'static str,
    hop: Option<u16>,
    at: (u32, u32),
}

impl<'a> EvidenceRecord<'a> {
    fn of(item: &'a str, e: &'a Evidence) -> Self {
        Self {
            item,
            check: e.check,
            grade: e.grade.word(),
            leaning: e.leaning.word(),
            sentence: &e.sentence.en,
            at: e.at.as_ref().map(|r| (r.start, r.end)),
            here: e.here.into(),
            known: e.known.into(),
        }
    }
}

impl<'a> ClockRecord<'a> {
    fn of(item: &'a str, tick: &Tick) -> Self {
        Self {
            item,
            clock: tick.kind.row().word,
            time: tick.written(Lang::English),
            epoch_ms: tick.ms,
            basis: match tick.basis {
                Basis::Utc => "utc",
                Basis::Offset(_) => "offset",
                Basis::Wall => "wall",
                Basis::Either => "utc or wall",
            },
            hop: tick.hop,
            at: (tick.at.start, tick.at.end),
        }
    }
}

/// Runs `evidence`.
pub fn run(session: &Session, args: &EvidenceArgs, out: &mut Out) -> Result<Outcome, Failure> {
    if args.rates {
        return rates(session, args.json.json, out);
    }
    let items = match (&args.item, &args.query) {
        (Some(item), _) => vec![session.find(item)?],
        (None, query) => session.select(query.as_deref().unwrap_or(""))?,
    };
    let reader = session.case.reader();
    for ix in items {
        let item = session.item(ix);
        let ledger = reader.ledger(item).map_err(|e| unread(&e))?;
        let digest = item.digest.hex();
        if args.json.json {
            for line in &ledger.lines {
                out.json(&EvidenceRecord::of(&digest, line))?;
            }
            for tick in &ledger.ticks {
                out.json(&ClockRecord::of(&digest, tick))?;
            }
        } else if args.plain {
            plain::evidence(item, &ledger, session.lang, out)?;
        } else {
            out.line(&format!("{}  {}", item.digest.short(), item.title()))?;
            print(&ledger, session.lang, out)?;
        }
    }
    Ok(Outcome::Done)
}

fn unread(e: &std::io::Error) -> Failure {
    Failure::work(f::NO_EVIDENCE).because(system::said(e))
}

fn rates(session: &Session, json: bool, out: &mut Out) -> Result<Outcome, Failure> {
    let lang = session.lang;
    for one in session.case.reader().rates().map_err(|e| unread(&e))? {
        let (check, here, known) = (one.check, one.here, one.known);
        if json {
            out.json(&CheckRecord {
                check,
                here: here.into(),
                known: known.into(),
                demoted: here.is_too_common(),
            })?;
            continue;
        }
        let often = if here.is_too_common() {
            w::TOO_OFTEN.of(lang)
        } else {
            ""
        };
        let (check, here, known) = (
            column(names::shown(check, lang), 14),
            plain::rate(here, lang),
            plain::rate(known, lang),
        );
        out.line(&w::rates(lang, check, here, known, often))?;
    }
    Ok(Outcome::Done)
}

/// How often a check speaks.
#[derive(Serialize)]
struct CheckRecord {
    check: &'static str,
    here: RateRecord,
    known: RateRecord,
    demoted: bool,
}

fn print(ledger: &Ledger, lang: Lang, out: &mut Out) -> Result<(), Failure> {
    for (leaning, title) in [
        (Leaning::Inconsistent, w::AGAINST),
        (Leaning::Consistent, w::PRO),
        (Leaning::Untestable, w::CANNOT_TELL),
    ] {
        let mut lines = ledger
            .lines
            .iter()
            .filter(|l| l.leaning == leaning)
            .peekable();
        if lines.peek().is_some() {
            out.line(title.of(lang))?;
        }
        for line in lines {
            let (check, grade) = (
                column(names::shown(line.check, lang), 12),
                line.grade.word(),
            );
            out.line(&format!("  {grade}  {check}  {}", line.sentence.of(lang)))?;
            let (here, known) = (plain::rate(line.here, lang), plain::rate(line.known, lang));
            let pad = " ".repeat(19);
            out.line(&(pad + &w::speaks(lang, here, known)))?;
        }
    }
    if ledger.lines.is_empty() {
        out.line(w::NO_CHECK.of(lang))?;
    }
    if !ledger.ticks.is_empty() {
        out.line(w::CLOCKS.of(lang))?;
    }
    let mut ticks: Vec<&Tick> = ledger.ticks.iter().collect();
    ticks.sort_by_key(|t| t.ms);
    for tick in ticks {
        out.line(&format!(
            "  {}  {}",
            column(&tick.written(lang), 29),
            tick.kind.row().name.of(lang)
        ))?;
    }
    Ok(())
}
