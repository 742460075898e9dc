//! The versions of one text in a case, as a tree: made on demand for a near-duplicate group, on a
//! worker or in a command, never while a case is taken in.

use super::reader::Read;
use super::snapshot::Snapshot;
use crate::extract;
use crate::model::{Clock, ClockKind, Group, Header, Item, ItemIx, Stemma};
use crate::relate::{Version, stemma};
use crate::text;
use std::io;

/// What is known of one member before the tree is made.
struct Witness {
    item: ItemIx,
    words: String,
    clock: Option<Clock>,
    trusted: bool,
    carriers: Vec<ItemIx>,
}

/// Makes the tree of a group's versions: own words, best clocks, trusted sources. Slow: it reads
/// texts and headers.
pub fn versions(snapshot: &Snapshot, reader: &dyn Read, group: &Group) -> io::Result<Stemma> {
    let mut witnesses = Vec::with_capacity(group.members.len());
    for member in &group.members {
        let item = snapshot.generation.item(member.item);
        let carriers = carriers(snapshot, item);
        witnesses.push(Witness {
            item: member.item,
            words: text::own_words(&reader.text(item)?.body()),
            clock: clock(snapshot, reader, item, &carriers),
            trusted: is_trusted(snapshot, item),
            carriers,
        });
    }
    let versions: Vec<Version<'_>> = witnesses
        .iter()
        .map(|w| Version {
            item: w.item,
            text: &w.words,
            clock: w.clock,
            trusted: w.trusted,
            carriers: &w.carriers,
        })
        .collect();
    Ok(stemma(&versions))
}

/// Tells whether an item lies in a source that the investigator trusts.
fn is_trusted(snapshot: &Snapshot, item: &Item) -> bool {
    let sources = snapshot.generation.sources.iter();
    let mut trusted = sources.filter(|s| s.reference);
    trusted.any(|s| item.locations.iter().any(|l| l.source == s.name))
}

fn carriers(snapshot: &Snapshot, item: &Item) -> Vec<ItemIx> {
    let parents = item.locations.iter().filter_map(|l| l.parent.as_ref());
    let mut out: Vec<ItemIx> = parents
        .filter_map(|d| snapshot.generation.by_digest(d))
        .collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// Gives the best clock of an item: the oldest Received line, the Date line, or the oldest message
/// that carries it.
fn clock(
    snapshot: &Snapshot,
    reader: &dyn Read,
    item: &Item,
    carriers: &[ItemIx],
) -> Option<Clock> {
    if item.head.is_some() {
        // Bytes that cannot be read again leave the claims that the index keeps.
        let headers = reader.headers(item).unwrap_or_default();
        return received(&headers).or_else(|| dated(item, ClockKind::Date));
    }
    let messages = carriers.iter().map(|ix| snapshot.generation.item(*ix));
    let clocks = messages.filter_map(|m| dated(m, ClockKind::Carrier));
    clocks.min_by_key(|c| c.at)
}

fn dated(item: &Item, kind: ClockKind) -> Option<Clock> {
    let at = item.date()?.epoch_s;
    Some(Clock { at, kind })
}

/// Reads the oldest time of the Received lines; the time stands behind the last semicolon.
fn received(headers: &[Header<'_>]) -> Option<Clock> {
    let lines = headers
        .iter()
        .filter(|h| h.name.eq_ignore_ascii_case("received"));
    let times = lines.filter_map(|h| extract::date(h.value.rsplit_once(';')?.1));
    let at = times.map(|t| t.epoch_s).min()?;
    Some(Clock {
        at,
        kind: ClockKind::Received,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line<'a>(name: &'a str, value: &'a str) -> Header<'a> {
        Header {
            name: name.into(),
            value: value.into(),
            range: 0..0,
        }
    }

    #[test]
    fn the_oldest_received_line_is_the_clock() {
        let headers = [
            line(
                "Received",
                "by b.example.org; Tue, 2 May 2017 10:00:05 +0000",
            ),
            line("Subject", "a; Mon, 1 May 2017 10:00:00 +0000"),
            line(
                "received",
                "by a.example.org; Tue, 2 May 2017 10:00:00 +0000",
            ),
            line("Received", "without a time"),
        ];
        let clock = received(&headers).unwrap();
        assert_eq!((clock.at, clock.kind), (1_493_719_200, ClockKind::Received));
        assert!(received(&headers[3..]).is_none());
    }
}
