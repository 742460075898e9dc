//! What is missing in a case: silences of a mailbox, mailboxes that end on one day, threads of
//! which one side is here, files that are spoken of and absent. Each row says the innocent
//! reason. Part of `review::tally`.

use super::overview::found;
use super::{TallyRow, kinds};
use crate::case::{Read, Snapshot};
use crate::model::words::tally as w;
use crate::model::{Item, Kind, Location};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;

/// Messages below which a mailbox is too small to have habits.
const MESSAGES: usize = 40;
/// Days of silence that are worth a line, and how much longer than its longest usual one (of 20
/// silences the longest but one) a silence must be.
const SILENT_DAYS: i32 = 14;
const USUAL: i32 = 4;
/// Days beyond which it is no silence but a wrong Date.
const LONGEST: i32 = 1_500;
/// Silences of a mailbox that are named.
const NAMED: usize = 3;
/// Mailboxes that must end on one day.
const ENDING: usize = 3;

/// Days with a message, and how many messages.
type Days = (Vec<Date>, usize);

/// Gives the rows of what is missing.
pub fn rows(snapshot: &Snapshot, reader: &dyn Read, author: &str) -> Vec<TallyRow> {
    let find = |text: &str| found(snapshot, reader, author, text);
    let boxes = mailboxes(snapshot);
    let mut out = Vec::new();
    for ((source, place), (days, count)) in &boxes {
        if *count < MESSAGES {
            continue;
        }
        for (from, to, silent) in silences(days) {
            let text = format!("is:message date:{from}..{to}");
            let name = w::silent(source, place, silent);
            let items = find(text.as_str());
            let row = TallyRow::of(snapshot, kinds::SILENCE, name, text, items);
            out.push(row.noted(w::SILENCE_NOTE));
        }
    }
    for (day, ending) in endings(&boxes) {
        let text = format!("is:message date:{day}");
        let name = w::ending(ending, boxes.len(), day);
        let items = find(text.as_str());
        let row = TallyRow::of(snapshot, kinds::ENDS, name, text, items);
        out.push(row.noted(w::ENDS_NOTE));
    }
    let facts = [
        (
            kinds::ONE_SIDED,
            w::ONE_SIDE,
            "is:one-sided",
            w::ONE_SIDE_NOTE,
        ),
        (
            kinds::UNATTACHED,
            w::SPEAK_OF_NONE,
            "is:unattached",
            w::UNATTACHED_NOTE,
        ),
    ];
    for (kind, name, text, note) in facts {
        let items = find(text);
        if !items.is_empty() {
            out.push(TallyRow::of(snapshot, kind, name, text, items).noted(note));
        }
    }
    out
}

/// Gathers the days of each mailbox: a file or folder of a source, or a folder inside it.
fn mailboxes(snapshot: &Snapshot) -> BTreeMap<(String, String), Days> {
    let zone = TimeZone::get(&snapshot.time_zone).unwrap_or(TimeZone::UTC);
    let mut out: BTreeMap<(String, String), Days> = BTreeMap::new();
    let messages = snapshot.generation.items.iter();
    for item in messages.filter(|i| i.kind == Kind::Message) {
        let moment = item.date().map(|d| Timestamp::from_second(d.epoch_s));
        let Some(Ok(moment)) = moment else { continue };
        let day = moment.to_zoned(zone.clone()).date();
        for at in item.locations.iter().filter(|l| l.parent.is_none()) {
            let row = out.entry((at.source.clone(), place(at, item))).or_default();
            row.0.push(day);
            row.1 += 1;
        }
    }
    for (days, _) in out.values_mut() {
        days.sort_unstable();
        days.dedup();
    }
    out
}

/// Names the mailbox of a place: a folder of a store, a mailbox file, or the folder of loose files.
fn place(at: &Location, item: &Item) -> String {
    let is_whole = at.offset == Some(0) && at.length == Some(item.size_bytes);
    match &at.folder {
        Some(folder) => format!("{} {folder}", at.path),
        None if is_whole => {
            let folder = at.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            format!("{folder}/")
        }
        None => at.path.clone(),
    }
}

/// Finds silences that are long for a mailbox: first and last silent day, and how many.
fn silences(days: &[Date]) -> Vec<(Date, Date, i32)> {
    let gap = |pair: &[Date]| {
        let (&before, &after) = (pair.first()?, pair.last()?);
        let silent = before.until(after).ok()?.get_days() - 1;
        Some((before.tomorrow().ok()?, after.yesterday().ok()?, silent))
    };
    let mut gaps: Vec<(Date, Date, i32)> = days.windows(2).filter_map(gap).collect();
    gaps.retain(|g| g.2 <= LONGEST);
    gaps.sort_by_key(|g| (std::cmp::Reverse(g.2), g.0));
    let usual = gaps.get(gaps.len() / 20 + 1).map_or(0, |g| g.2);
    gaps.retain(|g| g.2 >= SILENT_DAYS.max(usual.saturating_mul(USUAL)));
    gaps.truncate(NAMED);
    gaps.sort_by_key(|g| g.0);
    gaps
}

/// Counts the mailboxes that end on one day, for days on which several do.
fn endings(boxes: &BTreeMap<(String, String), Days>) -> BTreeMap<Date, usize> {
    let mut out: BTreeMap<Date, usize> = BTreeMap::new();
    for (days, count) in boxes.values() {
        if let Some(last) = days.last().filter(|_| *count >= MESSAGES) {
            *out.entry(*last).or_default() += 1;
        }
    }
    out.retain(|_, n| *n >= ENDING);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_silence_that_is_long_for_its_mailbox_is_named() {
        let day = |n: i32| Date::constant(2017, 1, 1) + jiff::Span::new().days(n);
        // Weekends off, and three weeks of silence in March.
        let days: Vec<Date> = (0..200)
            .filter(|n| n % 7 < 5 && !(60..81).contains(n))
            .map(day)
            .collect();
        let found = silences(&days);
        assert_eq!(found.len(), 1);
        let (from, to, silent) = found[0];
        assert_eq!((from, to), (day(60 - 60 % 7 + 5).min(day(60)), day(80)));
        assert!(silent >= 21);
        // Mail every ten days is no silence.
        let slow: Vec<Date> = (0..60).map(|n| day(n * 10)).collect();
        assert_eq!(silences(&slow), []);
    }
}
