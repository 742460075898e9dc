//! Each tally over a case of a few messages, with the items that each row counts.

use super::*;
use crate::case::{Generation, MemoryReader};
use crate::model::{
    Basis, Digest, Exception, ExceptionClass, Head, Item, ItemText, Kind, Lang, Ledger, Mailbox,
    PartRole, Said, Stage, TextPart, Tick, TickKind,
};
use std::collections::BTreeMap;
use std::sync::Arc;

fn mailbox(name: &str, address: &str) -> Arc<Mailbox> {
    let (name, address) = (name.into(), address.into());
    Arc::new(Mailbox { name, address })
}

fn message(n: u8, from: Arc<Mailbox>, day: i64) -> Item {
    Item {
        digest: Digest([n; 32]),
        kind: Kind::Message,
        size_bytes: 1,
        media_type: "message/rfc822".into(),
        head: Some(Head {
            from: vec![from],
            to: vec![mailbox("Ben", "ben@example.org")],
            date: Some(Stamp {
                epoch_s: 1_491_000_000 + day * 86_400,
                offset_min: 0,
            }),
            ..Head::default()
        }),
        locations: Vec::new(),
        children: Vec::new(),
        text_digest: None,
        text_bytes: 1,
        defects: Vec::new(),
        thread: None,
        group: None,
    }
}

fn case() -> (Snapshot, MemoryReader) {
    let anna = || mailbox("Anna Lebedeva", "anna@example.org");
    let twin = || mailbox("Anna Lebedeva", "anna@exarnple.org");
    let items = vec![
        message(1, anna(), 0),
        message(2, anna(), 1),
        message(3, twin(), 30),
    ];
    let texts = [
        "pay 12 500 EUR now",
        "pay 12 500 EUR to ben@example.org",
        "nothing",
    ];
    let text = |text: &str| ItemText {
        parts: vec![TextPart {
            part: Said::same("1"),
            role: PartRole::Body,
            text: text.into(),
        }],
    };
    let reader = MemoryReader {
        texts: items
            .iter()
            .zip(texts)
            .map(|(i, t)| (i.digest, text(t)))
            .collect(),
        ..MemoryReader::default()
    };
    let snapshot = Snapshot {
        time_zone: "UTC".into(),
        views: Arc::new(BTreeMap::from([("paid".to_owned(), "pay".to_owned())])),
        generation: Arc::new(Generation::new(items, Vec::new(), Vec::new())),
        ..Snapshot::default()
    };
    (snapshot, reader)
}

fn made(kind: TallyKind) -> Vec<(String, usize, String)> {
    let (snapshot, reader) = case();
    let made = tally(kind, &snapshot, &reader, "mira", &AtomicBool::new(false)).unwrap();
    let row = |r: TallyRow| {
        (
            format!("{} {}", r.kind.id, r.name.en),
            r.items.len(),
            r.note.en,
        )
    };
    made.rows.into_iter().map(row).collect()
}

#[test]
fn every_number_of_the_overview_is_its_query() {
    let (snapshot, reader) = case();
    let made = tally(
        TallyKind::Overview,
        &snapshot,
        &reader,
        "mira",
        &AtomicBool::new(false),
    );
    let rows = made.unwrap().rows;
    assert_eq!((rows[0].kind.id, rows[0].items.len()), ("coverage", 0));
    let chance = rows.iter().find(|r| r.kind.id == "chance").unwrap();
    assert!(chance.note.en.contains("chance alone"), "{:?}", chance.note);
    let whole = rows.iter().find(|r| r.kind.id == "items").unwrap();
    assert_eq!(whole.items.len(), 3);
    for row in &rows {
        let query = crate::query::parse(&row.query).unwrap();
        assert_eq!(snapshot.select(&query, "mira", &reader), **row.items);
    }
}

#[test]
fn entities_stand_with_their_items() {
    let rows = made(TallyKind::Entities);
    assert_eq!(rows[0], ("amount 12 500 EUR".into(), 2, String::new()));
    assert_eq!(
        rows[1],
        ("address ben@example.org".into(), 1, String::new())
    );
}

#[test]
fn one_name_with_two_addresses_and_a_domain_that_looks_alike_are_said() {
    let rows = made(TallyKind::Correspondents);
    assert_eq!(rows[0].0, "writes to anna@example.org -> ben@example.org");
    assert_eq!(rows[0].1, 2);
    let note = &rows[1].2;
    assert!(note.contains("same name: anna@example.org"), "{note}");
    assert!(note.contains("looks like example.org"), "{note}");
}

#[test]
fn the_time_line_names_gaps() {
    let rows = made(TallyKind::Timeline(Cut::DAYS));
    let names: Vec<&str> = rows.iter().map(|r| r.0.as_str()).collect();
    assert_eq!(
        names,
        [
            "day 2017-03-31",
            "day 2017-04-01",
            "gap 28 days without a message",
            "day 2017-04-30"
        ]
    );
}

/// A received line of a server, so many hours from the Date line of the first day.
fn received(hours: i64) -> Ledger {
    let tick = Tick {
        kind: TickKind::Received,
        ms: (1_491_000_000 + hours * 3600) * 1000,
        basis: Basis::Utc,
        hop: Some(0),
        at: 0..1,
    };
    Ledger {
        ticks: vec![tick],
        ..Ledger::default()
    }
}

#[test]
fn the_time_line_follows_the_best_clock_in_every_scale_and_for_each_sender() {
    let (snapshot, mut reader) = case();
    reader.ledgers = [([1; 32], received(1)), ([2; 32], received(-72))]
        .map(|(digest, ledger)| (Digest(digest), ledger))
        .into();
    let rows = |scale, lanes| {
        let kind = TallyKind::Timeline(Cut { scale, lanes });
        let made = tally(kind, &snapshot, &reader, "mira", &AtomicBool::new(false)).unwrap();
        let row = |r: TallyRow| format!("{} {} {}", r.kind.id, r.name.en, r.items.len());
        let notes: Vec<String> = made.rows.iter().map(|r| r.note.en.clone()).collect();
        (made.rows.into_iter().map(row).collect::<Vec<_>>(), notes)
    };
    let (days, notes) = rows(Scale::Day, Lanes::One);
    let gap = "gap 29 days without a message 0";
    assert_eq!(days[..3], ["day 2017-03-28 1", "day 2017-03-31 1", gap]);
    let claim = "anna@example.org 1   +00:00; 1 by the Date line: 2017-04-01 22:40 +00:00";
    assert_eq!(notes[0], claim);
    assert_eq!(notes[1], "anna@example.org 1   +00:00");
    let (weeks, _) = rows(Scale::Week, Lanes::One);
    assert_eq!(weeks[0], "week 2017-03-27 .. 2017-04-02 2");
    let (hours, notes) = rows(Scale::Hour, Lanes::One);
    assert_eq!(hours[1], "hour 2017-03-31 23:00 1");
    assert!(
        notes[1].ends_with("2017-03-31 22:40 +00:00"),
        "{}",
        notes[1]
    );
    let (lanes, _) = rows(Scale::Day, Lanes::Senders);
    assert_eq!(lanes[0], "sender anna@example.org 2");
    assert_eq!(lanes[3], "sender anna@exarnple.org 1");
}

#[test]
fn rows_are_said_in_french_and_keep_their_ids() {
    let (snapshot, reader) = case();
    let made = |kind| tally(kind, &snapshot, &reader, "mira", &AtomicBool::new(false)).unwrap();
    let said = |row: &TallyRow| {
        (
            row.kind.id,
            row.kind.word.of(Lang::French),
            row.name.fr.clone(),
        )
    };
    let gap = said(&made(TallyKind::Timeline(Cut::DAYS)).rows[2]);
    assert_eq!(gap, ("gap", "lacune", "28 jours sans message".into()));
    let rows = made(TallyKind::Overview).rows;
    let whole = rows.iter().find(|r| r.kind.id == "items").unwrap();
    assert_eq!(said(whole), ("items", "éléments", "tout le dossier".into()));
    assert_eq!(whole.note.fr, "0 fil, 0 groupe, 0 constat, 0 exception");
}

#[test]
fn programs_read_bare_numbers_and_people_grouped_ones() {
    let (mut snapshot, reader) = case();
    let exception = Exception {
        source: "box".into(),
        path: "a.mbox".into(),
        inner: None,
        stage: Stage::Read,
        class: ExceptionClass::Corrupt,
        reason: Said::same("cut"),
        item: None,
    };
    let generation = Arc::get_mut(&mut snapshot.generation).unwrap();
    generation.exceptions = vec![exception; 12_345];
    let never = AtomicBool::new(false);
    let made = tally(TallyKind::Overview, &snapshot, &reader, "mira", &never).unwrap();
    let whole = made.rows.iter().find(|r| r.kind.id == "items").unwrap();
    assert!(
        whole.note.en.contains("12,345 exceptions"),
        "{:?}",
        whole.note
    );
    assert!(whole.bare.contains("12345 exceptions"), "{}", whole.bare);
    let grouped = regex::Regex::new(r"\d[,\u{202f}]\d{3}").unwrap();
    for row in made.rows {
        assert!(!grouped.is_match(&row.bare), "{}", row.bare);
    }
}

#[test]
fn views_are_counted() {
    let rows = made(TallyKind::Views);
    assert_eq!(rows, [("view paid".into(), 2, "0 coded   pay".into())]);
}

#[test]
fn a_cancelled_tally_is_none() {
    let (snapshot, reader) = case();
    let cancelled = AtomicBool::new(true);
    for words in TALLIES {
        assert!(tally(words.kind, &snapshot, &reader, "mira", &cancelled).is_none());
    }
}
