//! The time line: days in the case's time zone with their messages, findings marked, gaps named.

use super::{TallyRow, kinds};
use crate::case::Snapshot;
use crate::model::words::tally as w;
use crate::model::{ItemIx, Kind, Said};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, BTreeSet};

/// Days without a message that are named as a gap.
const GAP_DAYS: i32 = 7;
/// Senders that a day names.
const SENDERS: usize = 3;

/// Gives a row for each day with messages, oldest first; a row for each gap, and for what claims no
/// date.
pub fn rows(snapshot: &Snapshot) -> Vec<TallyRow> {
    let zone = TimeZone::get(&snapshot.time_zone).unwrap_or(TimeZone::UTC);
    let mut days: BTreeMap<Date, Vec<ItemIx>> = BTreeMap::new();
    let mut undated = Vec::new();
    for (at, item) in snapshot.generation.items.iter().enumerate() {
        if item.kind != Kind::Message {
            continue;
        }
        let moment = item.date().map(|d| Timestamp::from_second(d.epoch_s));
        match moment {
            Some(Ok(moment)) => {
                let day = moment.to_zoned(zone.clone()).date();
                days.entry(day).or_default().push(ItemIx(at as u32));
            }
            Some(Err(_)) | None => undated.push(ItemIx(at as u32)),
        }
    }
    let found = snapshot.generation.findings.iter();
    let suspects: BTreeSet<ItemIx> = found
        .flat_map(|f| f.items.iter().map(|(ix, _)| *ix))
        .collect();
    let mut out = Vec::new();
    let mut before: Option<Date> = None;
    for (day, items) in days {
        let gap = before.and_then(|b| b.until(day).ok());
        if let Some(days) = gap.map(|g| g.get_days()).filter(|d| *d > GAP_DAYS) {
            let name = w::silent_days(days - 1);
            out.push(TallyRow::of(snapshot, kinds::GAP, name, "", Vec::new()));
        }
        let note = told(snapshot, &items, &suspects);
        let row = TallyRow::of(
            snapshot,
            kinds::DAY,
            Said::same(&day.to_string()),
            format!("date:{day}"),
            items,
        );
        out.push(row.noted(note));
        before = Some(day);
    }
    if !undated.is_empty() {
        let name = w::NO_DATE;
        let query = "is:message NOT date:0001..9999";
        out.push(TallyRow::of(snapshot, kinds::UNDATED, name, query, undated));
    }
    out
}

/// Names findings and the busiest senders of a day.
fn told(snapshot: &Snapshot, items: &[ItemIx], suspects: &BTreeSet<ItemIx>) -> Said {
    let mut senders: BTreeMap<&str, usize> = BTreeMap::new();
    for ix in items {
        let item = snapshot.generation.items.get(ix.at());
        let head = item.and_then(|i| i.head.as_ref());
        if let Some(from) = head.and_then(|h| h.from.first()) {
            *senders.entry(from.address.as_str()).or_insert(0) += 1;
        }
    }
    let mut senders: Vec<(usize, &str)> = senders.into_iter().map(|(s, n)| (n, s)).collect();
    senders.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    let most = senders.iter().take(SENDERS);
    let named: Vec<String> = most.map(|(n, s)| format!("{s} {n}")).collect();
    let held = items.iter().filter(|ix| suspects.contains(ix)).count();
    match held {
        0 => Said::same(&named.join(", ")),
        n => w::in_findings(n, named.join(", ")),
    }
}
