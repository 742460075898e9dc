//! A lead: one difference between two places that may be a planted edit, before it is joined with
//! others that show the same.

use super::score::Score;
use super::weights::WORTH_TELLING;
use crate::model::{Edit, Grade, ItemIx, Said, Word};

/// A place where edits hide.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Check {
    /// Copies of one Message-ID whose words differ.
    Copies,
    /// Copies of one Message-ID whose headers differ.
    Headers,
    /// Copies of one Message-ID with other attachments.
    Attachments,
    /// Quotes that differ from their original.
    Quotes,
    /// A text that was issued again, nearly the same.
    Reissue,
    /// Documents that are nearly the same.
    Documents,
    /// The two forms of one message.
    Forms,
    /// Characters that hide in a single text.
    Hidden,
    /// Clocks that contradict the Date.
    Clocks,
    /// Files of several people, saved within minutes by one name.
    Bursts,
    /// Ids, boundaries, habits and names that do not fit.
    Shapes,
}

/// One row of the table of checks.
pub struct CheckRow {
    /// The check.
    pub check: Check,
    /// Its word in JSON and queries.
    pub word: &'static str,
    /// What it looks at, for the docs.
    pub line: &'static str,
}

/// All checks, in the order of [`Check`].
pub const CHECKS: &[CheckRow] = &[
    CheckRow {
        check: Check::Copies,
        word: "copies",
        line: "copies of one Message-ID whose words differ",
    },
    CheckRow {
        check: Check::Headers,
        word: "headers",
        line: "copies of one text whose From, To, Cc, Subject or Date differ",
    },
    CheckRow {
        check: Check::Attachments,
        word: "attachments",
        line: "copies of one Message-ID with other attachments",
    },
    CheckRow {
        check: Check::Quotes,
        word: "quotes",
        line: "quotes and forwards that differ from their original",
    },
    CheckRow {
        check: Check::Reissue,
        word: "reissue",
        line: "a text that stands under another Message-ID, nearly the same",
    },
    CheckRow {
        check: Check::Documents,
        word: "documents",
        line: "attached and loose documents that are nearly the same",
    },
    CheckRow {
        check: Check::Forms,
        word: "forms",
        line: "the plain and the HTML form of one message",
    },
    CheckRow {
        check: Check::Hidden,
        word: "hidden",
        line: "look-alike letters and characters without width inside words",
    },
    CheckRow {
        check: Check::Clocks,
        word: "clocks",
        line: "servers, ids and replies that contradict the Date",
    },
    CheckRow {
        check: Check::Bursts,
        word: "bursts",
        line: "files of several people, saved within minutes by one name or program",
    },
    CheckRow {
        check: Check::Shapes,
        word: "shapes",
        line: "ids, boundaries, habits and names that do not fit what is claimed",
    },
];

impl Check {
    /// Gives the check's word.
    pub fn word(self) -> &'static str {
        CHECKS.get(self as usize).map_or("", |row| row.word)
    }
}

/// One difference between two places.
#[derive(Clone, Debug)]
pub struct Lead {
    /// Where it was found.
    pub check: Check,
    /// Its weights.
    pub score: Score,
    /// Items that bear the first reading (`before`), the nearest first.
    pub ours: Vec<ItemIx>,
    /// Items that bear the second reading (`after`).
    pub theirs: Vec<ItemIx>,
    /// The edits, the most telling first.
    pub edits: Vec<Edit>,
    /// What the most telling edit says, apart from its direction and dress.
    pub key: u64,
    /// Hashes of the two readings of that edit, `before` and `after`.
    pub readings: (u64, u64),
    /// What speaks for a side.
    pub votes: Vec<Vote>,
    /// What the ledger says, where the lead comes from there.
    pub told: Option<Told>,
}

/// The words and the grade of a lead that the ledger raises.
#[derive(Clone, Debug)]
pub struct Told {
    /// Its grade.
    pub grade: Grade,
    /// What was found.
    pub reason: Said,
    /// The most likely innocent explanation.
    pub innocent: Word,
}

/// Something that speaks for one side being the changed one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Vote {
    /// A trusted source bears the other reading.
    Trusted(ItemIx),
    /// A signature that both copies bear, and that a key verifies over the other one, does not hold
    /// over it.
    Proved(ItemIx),
    /// A signature that both copies bear holds over the other one only; no key decides.
    Signed(ItemIx),
    /// The same, and a list had it in hands, which rewrites what it carries.
    Carried(ItemIx),
    /// A key verifies the text that it quotes.
    Belied(ItemIx),
    /// The body hash holds over the text that it quotes; no key decides.
    Doubted(ItemIx),
    /// Its own signature does not hold over its body.
    Broken(ItemIx),
    /// It hides characters.
    Hides(ItemIx),
    /// Independent witnesses bear the other reading.
    Outvoted(ItemIx),
    /// It is the later one.
    Later(ItemIx),
    /// A quote bears the other reading, and nothing speaks for the stored text.
    Quoted(ItemIx),
    /// Other quotes agree with the original against this quote.
    Alone(ItemIx),
}

impl Vote {
    /// Gives the item that the vote calls changed.
    pub fn item(self) -> ItemIx {
        match self {
            Self::Trusted(item)
            | Self::Proved(item)
            | Self::Signed(item)
            | Self::Carried(item)
            | Self::Belied(item)
            | Self::Doubted(item)
            | Self::Broken(item)
            | Self::Hides(item)
            | Self::Outvoted(item)
            | Self::Later(item)
            | Self::Quoted(item)
            | Self::Alone(item) => item,
        }
    }
}

impl Vote {
    /// Tells whether it is a signature that speaks.
    pub fn is_of_signature(self) -> bool {
        match self {
            Self::Proved(_)
            | Self::Signed(_)
            | Self::Carried(_)
            | Self::Belied(_)
            | Self::Doubted(_)
            | Self::Broken(_) => true,
            Self::Trusted(_)
            | Self::Hides(_)
            | Self::Outvoted(_)
            | Self::Later(_)
            | Self::Quoted(_)
            | Self::Alone(_) => false,
        }
    }
}

impl Lead {
    /// Gives every item of both sides.
    pub fn items(&self) -> impl Iterator<Item = ItemIx> + '_ {
        self.ours.iter().chain(&self.theirs).copied()
    }

    /// Tells whether a lead weighs enough to be looked at by a person.
    pub fn is_worth_telling(&self) -> bool {
        !self.edits.is_empty() && self.score.raw() >= WORTH_TELLING
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;
    use crate::model::words::names;

    #[test]
    fn the_table_stands_in_the_order_of_the_enum() {
        for (at, row) in CHECKS.iter().enumerate() {
            assert_eq!(row.check as usize, at, "{}", row.word);
        }
    }

    #[test]
    fn every_check_has_its_name_in_both_languages() {
        let signed = crate::attest::signature::CHECKS.iter().map(|row| row.word);
        let ledger = crate::detect::ROWS.iter().map(|row| row.word);
        let checks = CHECKS
            .iter()
            .map(|row| row.word)
            .chain(ledger)
            .chain(signed);
        let mut count = 0;
        for check in checks {
            let rows = || names::WORDS.iter().filter(|row| row.en == check);
            assert_eq!(rows().count(), 1, "{check}");
            // It stands in a column that cuts what is longer.
            assert!(rows().all(|row| row.fr.chars().count() <= 15), "{check}");
            assert_eq!(names::shown(check, Lang::English), check);
            count += 1;
        }
        assert!(count > 30, "{count}");
    }
}
