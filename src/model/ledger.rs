//! The ledger of an item: what speaks for it, what against it, and what cannot be told, each line
//! with how often its check speaks against innocent mail.

use super::words::evidence as e;
use super::{Grade, Said, Tick};
use std::ops::Range;

/// Everything that is held of one item.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Ledger {
    /// Lines, those against it first, by grade.
    pub lines: Vec<Evidence>,
    /// The times in it.
    pub ticks: Vec<Tick>,
}

/// One line of an item's ledger.
#[derive(Clone, PartialEq, Debug)]
pub struct Evidence {
    /// Name of the check.
    pub check: &'static str,
    /// Its grade in this case.
    pub grade: Grade,
    /// For, against, or cannot tell.
    pub leaning: Leaning,
    /// What was read, decoded, expected, and the difference, in one sentence.
    pub sentence: Said,
    /// The bytes of the item that it rests on.
    pub at: Option<Range<u32>>,
    /// How often the check speaks against messages of this case.
    pub here: Rate,
    /// How often it spoke against innocent mail.
    pub known: Rate,
}

impl Evidence {
    /// Weighs a line in its case: a check that speaks too often here counts as weak, and says so.
    #[must_use]
    pub fn weighed(mut self) -> Self {
        if self.here.is_too_common() {
            self.grade = Grade::W;
            if self.leaning == Leaning::Inconsistent {
                self.sentence = self.sentence + e::TOO_COMMON.into();
            }
        }
        self
    }
}

/// A line of a ledger as its check gives it, before the case as a whole is known.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// Place of the check among those of the case.
    pub check: usize,
    /// The grade that the check has by itself.
    pub grade: Grade,
    /// For, against, or cannot tell.
    pub leaning: Leaning,
    /// What was read, decoded, expected, and the difference, in one sentence.
    pub sentence: &'a Said,
    /// The bytes of the item that it rests on.
    pub at: Option<&'a Range<u32>>,
}

/// Which way a line of evidence leans.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Leaning {
    /// Inconsistent with the item being what it claims.
    Inconsistent,
    /// Consistent with it.
    Consistent,
    /// Cannot be tested.
    Untestable,
}

impl Leaning {
    /// Gives the word of the JSON output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Inconsistent => "inconsistent",
            Self::Consistent => "consistent",
            Self::Untestable => "untestable",
        }
    }
}

/// Alarms among the messages that a check could test.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Rate {
    /// Messages that it speaks against.
    pub alarms: u32,
    /// Messages that it could test.
    pub tested: u32,
}

impl Rate {
    /// Tells whether a check speaks too often here to mean anything: against more than 2 of 100,
    /// and more than a handful.
    pub fn is_too_common(self) -> bool {
        self.alarms > 4 && u64::from(self.alarms) * 50 > u64::from(self.tested)
    }
}

/// A check as a case knows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CheckRate {
    /// Name of the check.
    pub check: &'static str,
    /// In this case.
    pub here: Rate,
    /// In innocent mail.
    pub known: Rate,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_that_speaks_too_often_is_told() {
        let rate = |alarms, tested| Rate { alarms, tested }.is_too_common();
        assert!(rate(5, 100) && rate(21, 1000));
        assert!(!rate(20, 1000) && !rate(4, 10) && !rate(0, 0));
    }
}
