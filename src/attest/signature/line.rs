//! Lines of evidence that signatures give, the table of their checks, and what stands around them:
//! whether lists or gateways had the message in hands.

use super::fields::Fields;
use super::keyset::KeySet;
use crate::model::{Grade, Leaning, Rate, Said};
use std::ops::Range;

/// What is asked: a message, the kept keys, and what is known of the message's own time.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The exact bytes.
    pub bytes: &'a [u8],
    /// The kept keys.
    pub keys: &'a KeySet,
    /// Whether the message was made again from a store that does not keep its bytes.
    pub is_rebuilt: bool,
    /// What its Date claims, in seconds since 1970.
    pub dated_s: Option<i64>,
    /// When it arrived, as its newest server line says; times are judged then, never today.
    pub arrived_s: Option<i64>,
}

/// One line of evidence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// Name of the check.
    pub check: &'static str,
    /// Its grade.
    pub grade: Grade,
    /// For, against, or cannot tell.
    pub leaning: Leaning,
    /// What was read, decoded, expected, and the difference.
    pub sentence: Said,
    /// The bytes of the message that it rests on.
    pub at: Range<usize>,
}

/// A check of this module.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Check {
    /// The hash of the body.
    Body,
    /// The signature with a key.
    Key,
    /// What a signature leaves open.
    Cover,
    /// The times of a signature.
    Time,
    /// The life of a selector.
    Selector,
    /// The chain of ARC hops.
    Chain,
    /// What a server says that it found.
    Results,
}

/// One row of the table of checks.
pub struct CheckRow {
    /// The check.
    pub check: Check,
    /// Its word.
    pub word: &'static str,
    /// What it looks at, for the docs.
    pub line: &'static str,
    /// How often it spoke against innocent mail of two public lists.
    pub known: Rate,
}

const fn row(check: Check, word: &'static str, line: &'static str, known: (u32, u32)) -> CheckRow {
    CheckRow {
        check,
        word,
        line,
        known: Rate {
            alarms: known.0,
            tested: known.1,
        },
    }
}

/// All checks, in the order of [`Check`].
pub const CHECKS: &[CheckRow] = &[
    row(
        Check::Body,
        "dkim-body",
        "the body against the hash that its signer left",
        (42, 35_518),
    ),
    row(
        Check::Key,
        "dkim-key",
        "the signed fields against a kept key",
        (2_502, 11_675),
    ),
    row(
        Check::Cover,
        "dkim-cover",
        "shown fields and text that a signature leaves open",
        (0, 35_518),
    ),
    row(
        Check::Time,
        "dkim-time",
        "the times that a signature names against each other",
        (20, 5_833),
    ),
    row(
        Check::Selector,
        "dkim-selector",
        "the Date against the day in the name of the key",
        (0, 13_967),
    ),
    row(
        Check::Chain,
        "arc-chain",
        "the seals of forwarders, hop by hop",
        (278, 10_341),
    ),
    row(
        Check::Results,
        "auth-results",
        "what the receiving server noted against what is found",
        (0, 9_077),
    ),
];

impl Check {
    /// Gives the check's word.
    pub fn word(self) -> &'static str {
        CHECKS.get(self as usize).map_or("", |row| row.word)
    }

    /// Makes a line.
    pub(super) fn line(
        self,
        grade: Grade,
        leaning: Leaning,
        at: &Range<usize>,
        sentence: Said,
    ) -> Line {
        Line {
            check: self.word(),
            grade,
            leaning,
            sentence,
            at: at.clone(),
        }
    }
}

/// What handles a message on its way and changes it without ill will.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Handling {
    /// It went through a list, which may add footers and rewrite fields.
    pub is_list: bool,
    /// It has parts, which lists and gateways take out and wrap anew.
    pub is_multipart: bool,
}

/// Fields that lists set.
const LIST_FIELDS: &[&str] = &[
    "List-Id",
    "List-Post",
    "List-Unsubscribe",
    "Mailing-List",
    "X-Mailing-List",
    "X-Loop",
    "X-BeenThere",
    "X-Mailman-Version",
];

/// How a media type of several parts begins.
const MULTIPART: &[u8] = b"multipart/";

impl Handling {
    /// What is supposed of a message of which nothing is known: everybody had it in hands.
    pub const UNKNOWN: Self = Self {
        is_list: true,
        is_multipart: true,
    };

    /// Reads it from the header block.
    pub(super) fn of(fields: &Fields<'_>) -> Self {
        let kind = fields.first("Content-Type").unwrap_or_default();
        let kind = kind.as_bytes().get(..MULTIPART.len());
        let precedence = fields.first("Precedence").unwrap_or_default();
        let named = LIST_FIELDS.iter().any(|n| fields.named(n).next().is_some());
        let bulk = ["list", "bulk"]
            .iter()
            .any(|w| precedence.eq_ignore_ascii_case(w));
        Self {
            is_list: named || bulk,
            is_multipart: kind.is_some_and(|k| k.eq_ignore_ascii_case(MULTIPART)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_stands_in_the_order_of_the_enum() {
        for (at, row) in CHECKS.iter().enumerate() {
            assert_eq!(row.check as usize, at, "{}", row.word);
        }
    }

    #[test]
    fn lists_are_known_by_their_fields() {
        let of = |text: &str| Handling::of(&Fields::read(text.as_bytes()));
        let list = of("List-Id: <a.example.org>\nContent-Type: Multipart/mixed; boundary=x\n\n");
        assert!(list.is_list && list.is_multipart);
        assert!(of("Precedence: list\n\n").is_list);
        assert!(!of("Subject: List-Id\n\n").is_list);
    }
}
