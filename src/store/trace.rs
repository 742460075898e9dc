//! The record of what a message's bytes show: packed by the workers of an ingest, kept beside the
//! rows of a segment, read only when a generation is made.

use super::finding::{lent, said};
use super::plain::Plain;
use crate::model::{Basis, HABITS, Hop, MARKS, Mark, Stamp, TICKS, Tick, Trace};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::ops::Range;

/// A trace as it stands on disk; its texts and bytes are read back, or lent to be written.
#[derive(Serialize, Deserialize)]
struct TraceRow<S, B> {
    ticks: Vec<TickRecord>,
    hops: Vec<HopRow<S>>,
    habits: Vec<(u8, S)>,
    marks: Vec<MarkRow<S>>,
    tried: Vec<u8>,
    topic: Option<S>,
    index: B,
    signatures: Vec<B>,
    tested: Vec<(u8, bool)>,
}

/// Kind, sentence, place.
type MarkRow<S> = (u8, (S, S), (u32, u32));

/// Kind, milliseconds, basis, offset, Received line, place.
#[derive(Serialize, Deserialize)]
pub struct TickRecord(u8, i64, u8, i16, Option<u16>, (u32, u32));

/// From, seen, by, with, time, place.
#[derive(Serialize, Deserialize)]
struct HopRow<S>(S, S, S, S, Option<(i64, i16)>, (u32, u32));

/// Bytes of a usual trace.
const USUAL: usize = 2048;

/// Packs a trace.
pub fn pack_trace(trace: &Trace<'_>) -> Vec<u8> {
    let row = TraceRow {
        ticks: trace.ticks.iter().map(tick_record).collect(),
        hops: trace.hops.iter().map(hop_row).collect(),
        habits: trace.habits.iter().map(|(h, v)| (*h as u8, &**v)).collect(),
        marks: trace
            .marks
            .iter()
            .map(|m| (m.kind as u8, lent(&m.note), pair(&m.at)))
            .collect(),
        tried: trace.tried.iter().map(|kind| *kind as u8).collect(),
        topic: trace.topic.as_deref(),
        index: Plain(&trace.index),
        signatures: trace.signatures.iter().map(|s| Plain(s)).collect(),
        tested: trace.tested.clone(),
    };
    // Writing to memory cannot fail; if it did, the message would only lack its traces.
    let mut packed = postcard::to_extend(&row, Vec::with_capacity(USUAL)).unwrap_or_default();
    // Those of a whole case wait in memory.
    packed.shrink_to_fit();
    packed
}

/// Unpacks a trace, whose words the packed one lends; one that is damaged says nothing.
pub fn unpack_trace<'p>(packed: &'p [u8]) -> Trace<'p> {
    let Ok(row) = postcard::from_bytes::<TraceRow<&str, &[u8]>>(packed) else {
        return Trace::default();
    };
    let habit = |(kind, value): (u8, &'p str)| {
        Some((HABITS.get(usize::from(kind))?.0, Cow::Borrowed(value)))
    };
    let kind = |kind: &u8| MARKS.get(usize::from(*kind)).copied();
    let mark = |(kind, (en, fr), at): MarkRow<&str>| {
        let kind = *MARKS.get(usize::from(kind))?;
        Some(Mark {
            kind,
            note: said((en.to_owned(), fr.to_owned())),
            at: at.0..at.1,
        })
    };
    Trace {
        ticks: row.ticks.iter().filter_map(tick).collect(),
        hops: row.hops.iter().map(hop).collect(),
        habits: row.habits.into_iter().filter_map(habit).collect(),
        tried: row.tried.iter().filter_map(kind).collect(),
        marks: row.marks.into_iter().filter_map(mark).collect(),
        topic: row.topic.map(Cow::Borrowed),
        index: Cow::Borrowed(row.index),
        signatures: row.signatures.into_iter().map(Cow::Borrowed).collect(),
        tested: row.tested,
    }
}

/// Makes the record of a time.
pub fn tick_record(tick: &Tick) -> TickRecord {
    let (basis, offset) = match tick.basis {
        Basis::Utc => (0, 0),
        Basis::Offset(minutes) => (1, minutes),
        Basis::Wall => (2, 0),
        Basis::Either => (3, 0),
    };
    TickRecord(
        tick.kind as u8,
        tick.ms,
        basis,
        offset,
        tick.hop,
        pair(&tick.at),
    )
}

/// Reads a time back.
pub fn tick(record: &TickRecord) -> Option<Tick> {
    let TickRecord(kind, ms, basis, offset, hop, at) = *record;
    Some(Tick {
        kind: TICKS.get(usize::from(kind))?.kind,
        ms,
        basis: match basis {
            0 => Basis::Utc,
            1 => Basis::Offset(offset),
            2 => Basis::Wall,
            _ => Basis::Either,
        },
        hop,
        at: at.0..at.1,
    })
}

fn hop_row<'a>(h: &Hop<'a>) -> HopRow<&'a str> {
    HopRow(
        h.from,
        h.seen,
        h.by,
        h.with,
        h.stamp.map(|s| (s.epoch_s, s.offset_min)),
        pair(&h.at),
    )
}

fn hop<'p>(row: &HopRow<&'p str>) -> Hop<'p> {
    Hop {
        from: row.0,
        seen: row.1,
        by: row.2,
        with: row.3,
        stamp: row.4.map(|(epoch_s, offset_min)| Stamp {
            epoch_s,
            offset_min,
        }),
        at: row.5.0..row.5.1,
    }
}

fn pair(range: &Range<u32>) -> (u32, u32) {
    (range.start, range.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Habit, MarkKind, TickKind};

    #[test]
    fn a_trace_comes_back_as_it_was() {
        let trace = Trace {
            ticks: vec![
                Tick {
                    kind: TickKind::GmailThread,
                    ms: -5,
                    basis: Basis::Offset(-480),
                    hop: Some(3),
                    at: 7..9,
                },
                Tick {
                    kind: TickKind::Date,
                    ms: 1,
                    basis: Basis::Either,
                    hop: None,
                    at: 0..1,
                },
            ],
            hops: vec![Hop {
                from: "a",
                by: "b",
                ..Hop::default()
            }],
            habits: vec![(Habit::Edge, "x".into())],
            marks: vec![Mark {
                kind: MarkKind::Length,
                note: crate::model::Said::same("n"),
                at: 1..2,
            }],
            tried: vec![MarkKind::Quoted],
            topic: Some("t".into()),
            index: vec![1, 2].into(),
            signatures: vec![vec![3].into()],
            tested: vec![(4, true)],
        };
        assert_eq!(unpack_trace(&pack_trace(&trace)), trace);
        assert_eq!(unpack_trace(b"\xff\xff"), Trace::default());
    }
}
