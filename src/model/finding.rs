//! Findings: what speaks for an item being planted, edited or back-dated.

use super::words::{Lang, Said, acts};
use super::{Edit, ItemIx};

/// How much a line of evidence weighs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Grade {
    /// Proof: cryptographic or byte-exact.
    P,
    /// Strong: innocent in under 1 of 10,000 messages.
    S,
    /// Medium: innocent in under 2 of 100.
    M,
    /// Weak: context only.
    W,
}

impl Grade {
    /// Gives the letter.
    pub fn word(self) -> &'static str {
        match self {
            Self::P => "P",
            Self::S => "S",
            Self::M => "M",
            Self::W => "W",
        }
    }
}

/// One matter that speaks for an item being planted, edited or back-dated.
#[derive(Clone, PartialEq, Debug)]
pub struct Finding {
    /// Stable id: 16 hex digits of the digest of check, item digests and the edit's words.
    pub id: String,
    /// Name of the check that raised it.
    pub check: &'static str,
    /// Its grade; never W.
    pub grade: Grade,
    /// 0 to 1; findings are listed by falling score.
    pub score: f64,
    /// The suspect first where one side can be named, then the witnesses.
    pub items: Vec<(ItemIx, Role)>,
    /// The changed words with a little around them, the most telling first.
    pub edits: Vec<Edit>,
    /// One sentence that a reader in a court would follow.
    pub reason: Said,
    /// The most likely innocent explanation, one sentence.
    pub innocent: Said,
    /// Features and what each adds to or takes from the score; `--explain` prints them.
    pub features: Vec<(&'static str, f64)>,
}

/// The role of an item in a finding.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Role {
    /// The side that seems changed.
    Suspect,
    /// A place that bears a text.
    Witness,
}

impl Role {
    /// Gives the word of the JSON output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Suspect => "suspect",
            Self::Witness => "witness",
        }
    }

    /// Gives the word that people are shown.
    pub fn shown(self, lang: Lang) -> &'static str {
        match self {
            Self::Suspect => acts::SUSPECT,
            Self::Witness => acts::WITNESS,
        }
        .of(lang)
    }
}

/// What an investigator holds of a finding.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Standing {
    /// It is what it seems.
    Confirmed,
    /// It has an innocent explanation.
    Innocent,
    /// To be looked at again.
    Later,
}

impl Standing {
    /// Gives the word of the command line and the journal.
    pub fn word(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Innocent => "innocent",
            Self::Later => "later",
        }
    }

    /// Gives the word that people are shown.
    pub fn shown(self, lang: Lang) -> &'static str {
        match self {
            Self::Confirmed => acts::CONFIRMED,
            Self::Innocent => acts::INNOCENT,
            Self::Later => acts::LATER,
        }
        .of(lang)
    }

    /// Finds the standing of a word.
    pub fn of(word: &str) -> Option<Self> {
        [Self::Confirmed, Self::Innocent, Self::Later]
            .into_iter()
            .find(|s| s.word() == word)
    }
}
