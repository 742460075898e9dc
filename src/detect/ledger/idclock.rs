//! Date against the clocks that the sender's own program left beside it: in the Message-ID and in
//! the boundary. Part of `detect::ledger`.

use super::Line;
use super::bench::{Bench, span, utc};
use crate::model::words::evidence as e;
use crate::model::{ItemIx, Leaning, Tick, TickKind};

/// More than any zone's mistake.
const HOURS: i64 = 26 * 3600;

/// The Message-ID, with which the servers agree against the Date.
pub fn agreed(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    let tick = bench.own_id(ix)?;
    let differs = tick.behind(bench.date(ix)?).abs() > HOURS;
    let line = (!differs || has_company(bench, ix, tick)).then(|| against(bench, ix, tick))??;
    let sentence = match line.leaning {
        Leaning::Inconsistent => e::two(line.sentence, e::SERVERS_AGREE),
        Leaning::Consistent | Leaning::Untestable => line.sentence,
    };
    Some(Line { sentence, ..line })
}

/// The Message-ID, where neither Date nor servers agree with it.
pub fn alone(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    let tick = bench.own_id(ix)?;
    let differs = tick.behind(bench.date(ix)?).abs() > HOURS;
    (differs && !has_company(bench, ix, tick)).then(|| against(bench, ix, tick))?
}

/// Tells whether a server wrote a time near that of an id.
fn has_company(bench: &Bench<'_>, ix: ItemIx, tick: &Tick) -> bool {
    let own = tick.ms.div_euclid(1000);
    let near = |t: &Tick| (t.ms.div_euclid(1000) - own).abs() <= HOURS;
    bench.server_times(ix).any(near)
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
    let written = date.to_second_and_zone();
    let at = Some(tick.at.clone());
    if behind.abs() <= HOURS {
        let sentence = e::times_apart(name, when, written, apart);
        return Some(Line::new(Leaning::Consistent, sentence, at));
    }
    let sentence = if behind > 0 {
        e::times_after(name, &when, apart, &written)
    } else {
        e::times_before(name, &when, apart, &written)
    };
    Some(Line {
        claim: Some((when, written)),
        ..Line::new(Leaning::Inconsistent, sentence, at)
    })
}
