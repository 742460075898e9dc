//! The ledger over small invented cases.

use crate::detect::{Examined, ROWS, Study, Texts, examine};
use crate::model::{
    Basis, Entry, Grade, Habit, Head, Item, ItemIx, ItemText, Kind, Leaning, Location, Mailbox,
    Meta, MetaKey, MetaOrigin, Stamp, Tick, TickKind, Trace,
};
use crate::relate::{Mail, Subjects, neighbours, threads};
use std::collections::BTreeMap;

struct NoTexts;

impl Texts for NoTexts {
    fn text(&self, _: ItemIx) -> Option<ItemText> {
        None
    }
}

const SENT: i64 = 1_600_000_000;
const DAY: i64 = 86_400;

fn tick(kind: TickKind, epoch_s: i64) -> Tick {
    Tick {
        kind,
        ms: epoch_s * 1000,
        basis: Basis::Utc,
        hop: None,
        at: 0..9,
    }
}

/// A message of Ada's with a Date.
fn message(date: i64) -> Item {
    Item {
        head: Some(Head {
            message_id: Some("a@example.org".into()),
            subject: "The mill".into(),
            from: vec![std::sync::Arc::new(Mailbox {
                name: "Ada".into(),
                address: "ada@example.org".into(),
            })],
            date: Some(Stamp {
                epoch_s: date,
                offset_min: 60,
            }),
            ..Head::default()
        }),
        ..Item::blank(7, Kind::Message)
    }
}

/// One message with a Date and other clocks.
fn examined(date: i64, clocks: &[(TickKind, i64)]) -> Examined {
    carrying(date, clocks, &[])
}

/// A claim of a document.
type Claim = (MetaKey, &'static str);

/// One message with a Date, other clocks, and a document with its claims.
fn carrying(date: i64, clocks: &[(TickKind, i64)], claims: &[Claim]) -> Examined {
    let message = message(date);
    let document = Item {
        locations: vec![Location {
            parent: Some(message.digest),
            name: Some("rent.docx".into()),
            ..Location::default()
        }],
        ..Item::blank(8, Kind::Attachment)
    };
    let meta = |(key, value): &Claim| Meta {
        key: *key,
        value: (*value).to_owned(),
        origin: MetaOrigin::App,
    };
    let claims: Vec<Meta> = claims.iter().map(meta).collect();
    let message = Item {
        children: vec![document.digest],
        ..message
    };
    let trace = Trace {
        ticks: clocks.iter().map(|(k, s)| tick(*k, *s)).collect(),
        habits: vec![(Habit::Order, "FTSD".into())],
        ..Trace::default()
    };
    let claims = BTreeMap::from([(ItemIx(1), claims)]);
    claiming(&[message, document], &[trace, Trace::default()], &claims)
}

/// Examines messages with what their bytes show.
pub(super) fn case(items: &[Item], traces: &[Trace<'_>]) -> Examined {
    claiming(items, traces, &BTreeMap::new())
}

fn claiming(
    items: &[Item],
    traces: &[Trace<'_>],
    metadata: &BTreeMap<ItemIx, Vec<Meta>>,
) -> Examined {
    let mails = (0..).map(ItemIx).zip(items);
    let mails: Vec<Mail<'_>> = mails.filter_map(|(ix, item)| Mail::of(ix, item)).collect();
    examine(&Study {
        items,
        texts: &NoTexts,
        near: &neighbours(&[]),
        threads: &threads(&mails, Subjects::WhereIdsAreAbsent),
        traces,
        trusted: &[],
        keys: &crate::attest::signature::KeySet::default(),
        metadata,
        pack,
    })
}

/// A message with some habits of its own, before forty of the same sender in as many days.
fn in_season(own: &[(Habit, &'static str)]) -> Examined {
    let kept = [
        (Habit::Order, "FTSD"),
        (Habit::TypeForm, "text/plain"),
        (Habit::Zone, "+0200"),
        (Habit::Skeleton, "text/plain"),
        (Habit::Signature, "ada mill"),
        (Habit::Hours, "06-12"),
    ];
    let value = |here: &[(Habit, &'static str)], habit| {
        let found = here.iter().find(|(h, _)| *h == habit);
        found.map(|(_, value)| (habit, (*value).into()))
    };
    let trace = |own: &[(Habit, &'static str)]| Trace {
        habits: kept
            .iter()
            .filter_map(|(h, _)| value(own, *h).or_else(|| value(&kept, *h)))
            .collect(),
        ..Trace::default()
    };
    let items: Vec<Item> = (0..41).map(|n| message(SENT + n * DAY)).collect();
    let traces: Vec<Trace<'_>> = (0..41)
        .map(|n| trace(if n == 0 { own } else { &[] }))
        .collect();
    case(&items, &traces)
}

#[test]
fn two_broken_habits_of_different_causes_are_an_alarm() {
    let found = in_season(&[(Habit::Zone, "-0700"), (Habit::Signature, "a.m.")]);
    assert_eq!(against(&found), ["habit"]);
    assert!(against(&in_season(&[])).is_empty());
}

#[test]
fn a_journey_is_one_broken_habit_and_so_is_another_way_of_writing() {
    let journey = [(Habit::Zone, "-0700"), (Habit::Hours, "18-24")];
    assert!(against(&in_season(&journey)).is_empty());
    let writing = [
        (Habit::TypeForm, "text/html"),
        (Habit::Skeleton, "text/html"),
    ];
    assert!(against(&in_season(&writing)).is_empty());
    let both = [journey[1], writing[0]];
    assert_eq!(against(&in_season(&both)), ["habit"]);
}

/// Checks by their places, and which way they lean.
fn pack(lines: &[Entry<'_>], _: &[Tick]) -> Vec<u8> {
    let line = |l: &Entry<'_>| [l.check as u8, l.leaning as u8];
    lines.iter().flat_map(line).collect()
}

/// The checks that lean some way over an item.
pub(super) fn leaning(examined: &Examined, item: usize, which: Leaning) -> Vec<&'static str> {
    let lines = examined.ledgers[item].chunks(2);
    let lines = lines.filter(|l| l[1] == which as u8);
    lines.map(|l| ROWS[usize::from(l[0])].word).collect()
}

fn against(examined: &Examined) -> Vec<&'static str> {
    leaning(examined, 0, Leaning::Inconsistent)
}

#[test]
fn a_date_that_every_server_contradicts_is_a_finding() {
    let found = examined(SENT - 20 * DAY, &[(TickKind::Received, SENT)]);
    assert_eq!(against(&found), ["date-days", "date-hours"]);
    let finding = &found.findings[0];
    assert_eq!((finding.check, finding.grade), ("clocks", Grade::S));
    assert!(finding.edits[0].after.starts_with("2020-08-24"));
    let more = [(TickKind::Received, SENT), (TickKind::IdSecond, SENT - 5)];
    assert_eq!(against(&examined(SENT - 20 * DAY, &more))[2], "id-clock");
}

#[test]
fn a_message_that_waited_is_none() {
    let clocks = [
        (TickKind::Received, SENT),
        (TickKind::IdSecond, SENT - 20 * DAY),
    ];
    let found = examined(SENT - 20 * DAY, &clocks);
    assert!(against(&found).is_empty() && found.findings.is_empty());
    assert!(!leaning(&found, 0, Leaning::Untestable).is_empty());
}

#[test]
fn one_medium_line_alone_raises_nothing() {
    let found = examined(SENT - 2 * DAY, &[(TickKind::Received, SENT)]);
    assert_eq!(against(&found), ["date-hours"]);
    assert!(found.findings.is_empty());
}

#[test]
fn an_id_that_agrees_with_nobody_is_medium() {
    let clocks = [
        (TickKind::Received, SENT),
        (TickKind::IdMutt, SENT + 90 * DAY),
    ];
    let found = examined(SENT, &clocks);
    assert_eq!(against(&found), ["id-alone"]);
    assert!(found.findings.is_empty());
}

#[test]
fn a_document_that_was_saved_after_the_date_is_told() {
    let modified = |value| [(MetaKey::Modified, value)];
    let of = |value| carrying(SENT, &[], &modified(value));
    // The message is of 2020-09-13 12:26 UTC.
    let late = of("2020-09-15T14:30:00Z");
    assert_eq!(against(&late), ["saved-after"]);
    assert!(late.findings.is_empty());
    let fits = ["2020-09-14T14:20:00Z", "2019-01-01T10:00:00"].map(of);
    for fit in &fits {
        assert!(leaning(fit, 0, Leaning::Consistent).contains(&"saved-after"));
    }
    // Nothing is said of a clock that was never set, and where no moment is claimed.
    for none in [of("2098-01-01T10:00:00Z"), of("soon"), examined(SENT, &[])] {
        assert!(
            none.ledgers[0]
                .chunks(2)
                .all(|l| ROWS[usize::from(l[0])].word != "saved-after")
        );
    }
}

#[test]
fn a_program_that_came_out_later_is_told() {
    let of = |date, saved, version| {
        let claims = [
            (MetaKey::Application, "Microsoft Office Word"),
            (MetaKey::Version, version),
            (MetaKey::Modified, saved),
        ];
        carrying(date, &[], &claims)
    };
    let saved = of(SENT, "2013-05-01T10:00:00Z", "16.0000");
    assert_eq!(against(&saved), ["version-after"]);
    // Previews are older than what came out.
    let tried = of(SENT, "2015-03-01T10:00:00Z", "16.0000");
    assert!(leaning(&tried, 0, Leaning::Consistent).contains(&"version-after"));
    let dated = of(1_300_000_000, "2020-01-01T10:00:00Z", "16.0000");
    assert_eq!(against(&dated), ["saved-after", "version-after"]);
    assert!(dated.findings.is_empty());
    assert!(against(&of(SENT, "2013-05-01T10:00:00Z", "14.0000")).is_empty());
}
