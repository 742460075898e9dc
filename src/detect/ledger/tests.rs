//! The ledger over small invented cases.

use crate::detect::{Examined, ROWS, Study, Texts, examine};
use crate::model::{
    Basis, Entry, Grade, Habit, Head, Item, ItemIx, ItemText, Kind, Leaning, Mailbox, Stamp, Tick,
    TickKind, Trace,
};
use crate::relate::{Mail, Subjects, neighbours, threads};

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

/// One message with a Date and other clocks.
fn examined(date: i64, clocks: &[(TickKind, i64)]) -> Examined {
    let item = Item {
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
    };
    let trace = Trace {
        ticks: clocks.iter().map(|(k, s)| tick(*k, *s)).collect(),
        habits: vec![(Habit::Order, "FTSD".into())],
        ..Trace::default()
    };
    case(&[item], &[trace])
}

/// Examines messages with what their bytes show.
pub(super) fn case(items: &[Item], traces: &[Trace<'_>]) -> Examined {
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
        metadata: &std::collections::BTreeMap::new(),
        pack,
    })
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
