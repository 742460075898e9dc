//! Date against the servers: each that had the message wrote its own time. Part of
//! `detect::ledger`.
//!
//! The kindest reading counts: the server's time that lies nearest. A message that waited in an
//! outbox has an old Date too; then the id that its program made is as old as the Date, or those
//! who answered saw that Date: either takes the alarm back.

use super::bench::{Bench, span, utc};
use super::{Line, told};
use crate::model::words::evidence as e;
use crate::model::{ItemIx, Leaning, Said};

/// More than this is no slow delivery by itself, and more than any zone's mistake.
const HOURS: i64 = 26 * 3600;
/// More than this was never met in mail without a sign that it waited.
const DAYS: i64 = 72 * 3600;
/// An id and a Date that one program wrote in one go.
const TOGETHER: i64 = 3600;

/// More than three days.
pub fn days(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    look(bench, ix, DAYS)
}

/// More than 26 hours.
pub fn hours(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    look(bench, ix, HOURS)
}

fn look(bench: &Bench<'_>, ix: ItemIx, limit: i64) -> Option<Line> {
    let date = bench.date(ix)?;
    let at = bench.date_field(ix).map(|t| t.at.clone());
    let (tick, behind) = bench.nearest(ix)?;
    let name = tick.kind.row().name;
    let when = utc(tick.epoch_s(date.offset_min));
    let written = date.to_second_and_zone();
    if behind.abs() <= limit {
        let apart = span(behind);
        let sentence = e::date_near(written, name, when, apart);
        return Some(Line::new(Leaning::Consistent, sentence, at));
    }
    let sentence = if behind > 0 {
        e::date_before(&written, span(behind), name, &when)
    } else {
        e::date_after(&written, span(behind), name, &when)
    };
    if let Some(why) = excused(bench, ix, behind) {
        let sentence = e::two(sentence, why);
        return Some(Line::new(Leaning::Untestable, sentence, at));
    }
    Some(Line {
        claim: Some((when, written)),
        ..Line::new(Leaning::Inconsistent, sentence, at)
    })
}

/// Says why a message with an old Date may have waited.
fn excused(bench: &Bench<'_>, ix: ItemIx, behind: i64) -> Option<Said> {
    let date = bench.date(ix)?;
    let agrees = |seconds: i64| seconds.abs() <= TOGETHER;
    if bench.own_id(ix).is_some_and(|t| agrees(t.behind(date))) {
        let why = if behind > 0 {
            e::MAY_HAVE_WAITED
        } else {
            e::CLOCK_MAY_BE_WRONG
        };
        return Some(why.into());
    }
    let seen = bench.told.get(&ix)?.iter().find(|t| t.agrees(date))?;
    Some(e::seen_by(told::name(bench, seen)))
}
