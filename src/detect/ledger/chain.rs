//! The way a message says it took: each server's time against the one before it, ids that servers
//! gave against their own lines, signatures against both. Part of `detect::ledger`.

use super::Line;
use super::bench::{Bench, span, utc};
use crate::model::words::evidence as e;
use crate::model::{Basis, ItemIx, Leaning, Said, Tick, TickKind};

/// A step back that no pair of servers' clocks explains; some companies' clocks are minutes off
/// for years.
const STEP: i64 = 3600;
/// More than a queue or a zone's mistake explains.
const FAR: i64 = 26 * 3600;
/// A signature is set in the minute in which the message is taken in.
const SIGNED: i64 = 3600;

/// The worst step back from one server to the next.
pub fn order(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    let hops = &bench.trace(ix)?.hops;
    let timed: Vec<_> = hops.iter().filter(|h| h.stamp.is_some()).collect();
    let steps = timed.windows(2).filter_map(|pair| {
        let [newer, older] = pair else {
            return None;
        };
        let step = newer.stamp?.epoch_s - older.stamp?.epoch_s;
        Some((step, *older, *newer))
    });
    let (step, older, newer) = steps.min_by_key(|(step, ..)| *step)?;
    let (from, to) = (older.stamp?, newer.stamp?);
    let at = Some(newer.at.clone());
    if step >= -STEP {
        let count = timed.len();
        let sentence = e::in_order(count);
        return Some(Line::new(Leaning::Consistent, sentence, at));
    }
    let sentence = e::took_before(
        host(newer.by),
        utc(to.epoch_s),
        span(step),
        host(older.by),
        utc(from.epoch_s),
    );
    let off = step.unsigned_abs() % 3600;
    let whole = step <= -3300 && !(300..=3300).contains(&off);
    if whole {
        let sentence = e::two(sentence, e::ZONE_WRONG);
        return Some(Line::new(Leaning::Untestable, sentence, at));
    }
    Some(Line::new(Leaning::Inconsistent, sentence, at))
}

fn host(name: &str) -> Said {
    if name.is_empty() {
        e::A_SERVER.into()
    } else {
        Said::same(name)
    }
}

/// The clock in a server's id against the time of its own line.
pub fn queue(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    let trace = bench.trace(ix)?;
    let ids = trace.ticks.iter().filter(|t| t.kind.is_queue_id());
    let apart = |tick: &Tick| {
        let hop = trace.hops.get(usize::from(tick.hop?))?;
        Some(hop.stamp?.epoch_s - tick.ms.div_euclid(1000))
    };
    let all = ids.filter_map(|t| Some((t, apart(t)?)));
    let (tick, far) = all.max_by_key(|(_, s)| s.abs())?;
    let at = Some(tick.at.clone());
    let name = tick.kind.row().name;
    let when = utc(tick.ms.div_euclid(1000));
    let (leaning, sentence) = if far.abs() <= FAR {
        let sentence = e::id_near_line(name, when, span(far));
        (Leaning::Consistent, sentence)
    } else {
        let sentence = if far > 0 {
            e::id_before_line(name, when, span(far))
        } else {
            e::id_after_line(name, when, span(far))
        };
        (Leaning::Inconsistent, sentence)
    };
    Some(Line::new(leaning, sentence, at))
}

fn newest_hop(bench: &Bench<'_>, ix: ItemIx) -> Option<i64> {
    let hops = bench.trace(ix)?.hops.iter();
    hops.filter_map(|h| Some(h.stamp?.epoch_s)).max()
}

/// The time of a signature against the last server that had the message.
pub fn signed(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    let ticks = &bench.trace(ix)?.ticks;
    let signed = ticks.iter().filter(|t| t.kind == TickKind::Signed);
    let tick = signed.max_by_key(|t| t.ms)?;
    let newest = newest_hop(bench, ix)?;
    let late = tick.ms.div_euclid(1000) - newest;
    let at = Some(tick.at.clone());
    let when = utc(tick.ms.div_euclid(1000));
    if late <= SIGNED {
        let sentence = e::signed_in_time(when);
        return Some(Line::new(Leaning::Consistent, sentence, at));
    }
    let sentence = e::signed_late(when, span(late), utc(newest));
    Some(Line::new(Leaning::Inconsistent, sentence, at))
}

/// Lines of servers against the sender's own fields: each server writes above what it was given,
/// but for the first, which may have put the message together.
pub fn above(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    let date = bench.date_field(ix)?;
    let hops = &bench.trace(ix)?.hops;
    let (_, later) = hops.split_last()?;
    // A line that names no server is a program's of the first one.
    let mut named = later.iter().filter(|hop| !hop.by.is_empty());
    let hop = named.find(|hop| hop.at.start > date.at.start)?;
    let sentence = e::line_below(hop.by);
    let at = Some(hop.at.clone());
    Some(Line::new(Leaning::Inconsistent, sentence, at))
}

/// The time of the oldest signature against the Date: a signature covers a Date that was there.
pub fn dated_after(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    let date = bench.date(ix)?;
    let ticks = &bench.trace(ix)?.ticks;
    let signed = ticks.iter().filter(|t| t.kind == TickKind::Signed);
    let tick = signed.min_by_key(|t| t.ms)?;
    let late = -tick.behind(date);
    let at = Some(tick.at.clone());
    let when = utc(tick.ms.div_euclid(1000));
    if late <= FAR {
        let sentence = e::signed_near(when, span(late));
        return Some(Line::new(Leaning::Consistent, sentence, at));
    }
    let sentence = e::signed_early(when, span(late));
    Some(Line::new(Leaning::Inconsistent, sentence, at))
}

/// A signature that ends before it begins.
pub fn expires(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    let ticks = &bench.trace(ix)?.ticks;
    let pairs = ticks.iter().filter(|t| t.kind == TickKind::Expires);
    let mut pairs = pairs.filter_map(|x| {
        let same = |t: &&Tick| t.kind == TickKind::Signed && t.at == x.at;
        Some((ticks.iter().find(same)?, x))
    });
    let wrong = pairs.clone().find(|(t, x)| x.ms < t.ms);
    let (leaning, (signed, ends)) = match wrong {
        Some(pair) => (Leaning::Inconsistent, pair),
        None => (Leaning::Consistent, pairs.next()?),
    };
    let (from, to) = (
        utc(signed.ms.div_euclid(1000)),
        utc(ends.ms.div_euclid(1000)),
    );
    let sentence = if wrong.is_some() {
        e::ends_before(to, from)
    } else {
        e::ends_after(to, from)
    };
    Some(Line::new(leaning, sentence, Some(ends.at.clone())))
}

/// The moment at which Reply was pressed against the Date.
pub fn replied(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    let date = bench.date(ix)?;
    let ticks = &bench.trace(ix)?.ticks;
    let last = |kind| ticks.iter().find(|t: &&Tick| t.kind == kind);
    let tick = last(TickKind::IndexReply).or_else(|| last(TickKind::IndexHead))?;
    let late = tick.behind(date);
    debug_assert!(tick.basis == Basis::Utc);
    let at = Some(tick.at.clone());
    let when = utc(tick.ms.div_euclid(1000));
    if late <= SIGNED {
        let sentence = e::index_before(when, span(late));
        return Some(Line::new(Leaning::Consistent, sentence, at));
    }
    let sentence = e::index_after(when, span(late));
    Some(Line::new(Leaning::Inconsistent, sentence, at))
}
