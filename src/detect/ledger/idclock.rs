//! Date against the clocks that the sender's own program left beside it: in the Message-ID and in
//! the boundary. Part of `detect::ledger`.

use super::Line;
use super::bench::{Bench, span, utc};
use crate::model::{ItemIx, Leaning, Tick, TickKind};

/// More than any zone's mistake.
const HOURS: i64 = 26 * 3600;

/// The Message-ID, younger than the Date.
pub fn younger(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    let (tick, date) = (bench.own_id(ix)?, bench.date(ix)?);
    (tick.behind(date) >= -HOURS).then(|| against(bench, ix, tick))?
}

/// The Message-ID, older than the Date.
pub fn older(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    let (tick, date) = (bench.own_id(ix)?, bench.date(ix)?);
    (tick.behind(date) < -HOURS).then(|| against(bench, ix, tick))?
}

/// The boundary.
pub fn edge(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    let ticks = &bench.trace(ix)?.ticks;
    let edge = |k: TickKind| (TickKind::EdgeOutlook..=TickKind::EdgeJava).contains(&k);
    against(bench, ix, ticks.iter().find(|t| edge(t.kind))?)
}

fn against(bench: &Bench<'_>, ix: ItemIx, tick: &Tick) -> Option<Line> {
    let date = bench.date(ix)?;
    let behind = tick.behind(date);
    let (name, apart) = (tick.kind.row().name, span(behind));
    let when = utc(tick.epoch_s(date.offset_min));
    let written = date.format("%Y-%m-%d %H:%M:%S %:z");
    let at = Some(tick.at.clone());
    if behind.abs() <= HOURS {
        let sentence = format!("The {name} says {when}, Date {written}: {apart} apart.");
        return Some(Line::new(Leaning::Consistent, sentence, at));
    }
    let side = if behind > 0 { "after" } else { "before" };
    let sentence = format!("The {name} says {when}, {apart} {side} the Date, {written}.");
    Some(Line {
        claim: Some((when, written)),
        ..Line::new(Leaning::Inconsistent, sentence, at)
    })
}
