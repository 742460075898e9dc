//! The bench: what the checks of the ledger ask again and again, laid out once. Part of
//! `detect::ledger`.

use super::told::Told;
use crate::detect::Study;
use crate::detect::desk::Desk;
use crate::model::{Item, ItemIx, Keeper, Stamp, Tick, TickKind, Trace};
use std::collections::BTreeMap;

/// Everything that the checks look at.
pub struct Bench<'a> {
    /// The desk with all texts.
    pub desk: &'a Desk<'a>,
    /// What each item's bytes show.
    pub traces: &'a [Trace],
    /// The message that each message answers, where it is here.
    pub parents: Vec<Option<ItemIx>>,
    /// What replies say of the day of a message.
    pub told: BTreeMap<ItemIx, Vec<Told>>,
}

impl<'a> Bench<'a> {
    /// Lays out the bench.
    pub fn of(study: &Study<'a>, desk: &'a Desk<'a>) -> Self {
        Self {
            desk,
            traces: study.traces,
            parents: parents(study),
            told: super::told::all(desk),
        }
    }

    /// Gives what a message's bytes show; nothing for anything else, and for a message without
    /// any field.
    pub fn trace(&self, ix: ItemIx) -> Option<&'a Trace> {
        let trace = self.traces.get(ix.at())?;
        (self.desk.is_message(ix) && !trace.habits.is_empty()).then_some(trace)
    }

    /// Gives an item.
    pub fn item(&self, ix: ItemIx) -> Option<&'a Item> {
        self.desk.item(ix)
    }

    /// Gives the claimed date.
    pub fn date(&self, ix: ItemIx) -> Option<Stamp> {
        self.item(ix).and_then(Item::date)
    }

    /// Gives the field of the claimed date.
    pub fn date_field(&self, ix: ItemIx) -> Option<&'a Tick> {
        let ticks = &self.trace(ix)?.ticks;
        ticks.iter().find(|t| t.kind == TickKind::Date)
    }

    /// Gives the times that servers wrote; what is only said to expire is no time of theirs.
    pub fn server_times(&self, ix: ItemIx) -> impl Iterator<Item = &'a Tick> + use<'a> {
        let ticks = self.trace(ix).map_or(&[][..], |t| t.ticks.as_slice());
        ticks
            .iter()
            .filter(|t| t.kind.row().keeper != Keeper::Program && t.kind != TickKind::Expires)
            .filter(|t| t.kind != TickKind::GmailThread)
    }

    /// Gives the server's time that lies nearest to the claimed date, and by how many seconds it
    /// lies behind it.
    pub fn nearest(&self, ix: ItemIx) -> Option<(&'a Tick, i64)> {
        let date = self.date(ix)?;
        let all = self.server_times(ix).map(|t| (t, t.behind(date)));
        all.min_by_key(|(_, s)| s.abs())
    }

    /// Gives the time in the message's own id.
    pub fn own_id(&self, ix: ItemIx) -> Option<&'a Tick> {
        let ticks = &self.trace(ix)?.ticks;
        ticks.iter().find(|t| t.kind.is_own_id())
    }
}

fn parents(study: &Study<'_>) -> Vec<Option<ItemIx>> {
    let mut out = vec![None; study.items.len()];
    for thread in study.threads {
        for node in &thread.nodes {
            let above = node.parent.and_then(|at| thread.nodes.get(at as usize));
            let parent = above.and_then(|n| n.items.first()).copied();
            for item in &node.items {
                if let Some(slot) = out.get_mut(item.at()) {
                    *slot = parent;
                }
            }
        }
    }
    out
}

/// Writes a span of time as a reader takes it in.
pub fn span(seconds: i64) -> String {
    let s = seconds.unsigned_abs();
    let (value, unit) = match s {
        0..120 => (s, "second"),
        120..7_200 => (s / 60, "minute"),
        7_200..172_800 => (s / 3600, "hour"),
        _ => (s / 86_400, "day"),
    };
    let many = if value == 1 { "" } else { "s" };
    format!("{value} {unit}{many}")
}

/// Writes a moment in UTC.
pub fn utc(epoch_s: i64) -> String {
    let stamp = Stamp {
        epoch_s,
        offset_min: 0,
    };
    stamp.format("%Y-%m-%d %H:%M:%S UTC")
}
