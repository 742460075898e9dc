//! The made-up evidence of a made-up message.

use valla::model::{Basis, Evidence, Grade, Leaning, Ledger, Rate, Said, Tick, TickKind};

/// A ledger with a line of each kind, and clocks of which the Date lies apart.
pub fn ledger(start: i64) -> Ledger {
    let line = |check, grade, leaning, (en, fr): (&str, &str), alarms| Evidence {
        check,
        grade,
        leaning,
        sentence: Said {
            en: en.into(),
            fr: fr.into(),
        },
        at: Some(0..20),
        here: Rate { alarms, tested: 9 },
        known: Rate {
            alarms: 0,
            tested: 44_018,
        },
    };
    let tick = |kind, s: i64, basis| Tick {
        kind,
        ms: (start + s) * 1000,
        basis,
        hop: (kind == TickKind::Received).then_some(0),
        at: 4..8,
    };
    Ledger {
        lines: vec![
            line(
                "date-days",
                Grade::S,
                Leaning::Inconsistent,
                (
                    "Date says 2017-04-21 09:33:20 +02:00, 9 days before the nearest time that \
                     any server wrote (Received: 2017-04-30 07:33:25 UTC).",
                    "Date dit 2017-04-21 09:33:20 +02:00, 9 jours avant l'heure la plus proche \
                     notée par un serveur (Received : 2017-04-30 07:33:25 UTC).",
                ),
                1,
            ),
            line(
                "hop-order",
                Grade::M,
                Leaning::Consistent,
                (
                    "2 servers' times follow each other.",
                    "Les heures de 2 serveurs se suivent.",
                ),
                0,
            ),
            line(
                "told-day",
                Grade::M,
                Leaning::Untestable,
                (
                    "No reply tells when it was written.",
                    "Aucune réponse ne dit quand il a été écrit.",
                ),
                0,
            ),
        ],
        ticks: vec![
            tick(TickKind::Received, 777_605, Basis::Offset(0)),
            tick(TickKind::Date, 0, Basis::Offset(120)),
            tick(TickKind::IdSecond, 777_600, Basis::Either),
            tick(TickKind::Signed, 777_602, Basis::Utc),
        ],
    }
}
