//! The table of checks of the ledger. Part of `detect::ledger`.
//!
//! `known` is what was measured on mail that nobody doctored: alarms among messages that could be
//! tested. The grade follows from it: S where the upper end of the 95 % interval is under 1 in
//! 10,000 messages, M under 2 in 100.

use super::{Root, Row, idclock, servers, told};
use crate::model::{Grade, Rate};

const fn known(alarms: u32, tested: u32) -> Rate {
    Rate { alarms, tested }
}

const QUEUED: &str = "The message was written and kept, and sent days later by a program that \
    gives no sign of it; or the clock of the sender's machine was wrong.";
const CLOCK: &str = "The clock of the sender's machine was wrong when the message was written.";

/// All checks.
pub const ROWS: &[Row] = &[
    Row {
        word: "date-days",
        line: "Date lies more than three days from every server's time, and nothing tells of a \
            message that waited",
        root: Root::Servers,
        grade: Grade::S,
        known: known(0, 40_003),
        look: servers::days,
        innocent: QUEUED,
    },
    Row {
        word: "date-hours",
        line: "Date lies more than 26 hours from every server's time",
        root: Root::Servers,
        grade: Grade::M,
        known: known(6, 40_003),
        look: servers::hours,
        innocent: QUEUED,
    },
    Row {
        word: "id-clock",
        line: "the time in the Message-ID lies more than 26 hours from Date",
        root: Root::Program,
        grade: Grade::M,
        known: known(0, 0),
        look: idclock::id,
        innocent: CLOCK,
    },
    Row {
        word: "edge-clock",
        line: "the time in the boundary lies more than 26 hours from Date",
        root: Root::Program,
        grade: Grade::M,
        known: known(0, 0),
        look: idclock::edge,
        innocent: "The message was forwarded as it was, or a draft was kept for days.",
    },
    Row {
        word: "told-day",
        line: "a reply that quotes the message says another day than its Date",
        root: Root::Others,
        grade: Grade::M,
        known: known(0, 0),
        look: told::day,
        innocent: "Who answered quoted another message of the same person.",
    },
];
