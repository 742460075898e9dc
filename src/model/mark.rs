//! What an investigator holds of an item: verdict, tags and notes.

use super::words::{Lang, acts};

/// A verdict: one an author and item.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Verdict {
    /// What it claims to be.
    Authentic,
    /// A genuine thing with changed words, headers or attachments.
    Altered,
    /// Never existed before it was planted.
    Fabricated,
    /// Made by the victim to mislead the thief.
    Decoy,
    /// Real, but not from these mailboxes.
    Foreign,
    /// Looked at, cannot be told; not the same as unreviewed.
    Undetermined,
}

impl Verdict {
    /// All verdicts in the order of their digit keys, 1 to 6.
    pub const ALL: [Self; 6] = [
        Self::Authentic,
        Self::Altered,
        Self::Fabricated,
        Self::Decoy,
        Self::Foreign,
        Self::Undetermined,
    ];

    /// Gives the word of the command line, the journal and all that programs read.
    pub fn word(self) -> &'static str {
        match self {
            Self::Authentic => "authentic",
            Self::Altered => "altered",
            Self::Fabricated => "fabricated",
            Self::Decoy => "decoy",
            Self::Foreign => "foreign",
            Self::Undetermined => "undetermined",
        }
    }

    /// Gives the word that people are shown.
    pub fn shown(self, lang: Lang) -> &'static str {
        match self {
            Self::Authentic => acts::AUTHENTIC,
            Self::Altered => acts::ALTERED,
            Self::Fabricated => acts::FABRICATED,
            Self::Decoy => acts::DECOY,
            Self::Foreign => acts::FOREIGN,
            Self::Undetermined => acts::UNDETERMINED,
        }
        .of(lang)
    }

    /// Gives that word cut short, with the point that says so.
    pub fn brief(self, lang: Lang) -> &'static str {
        match self {
            Self::Authentic => acts::AUTHENTIC_BRIEF,
            Self::Altered => acts::ALTERED_BRIEF,
            Self::Fabricated => acts::FABRICATED_BRIEF,
            Self::Decoy => acts::DECOY_BRIEF,
            Self::Foreign => acts::FOREIGN_BRIEF,
            Self::Undetermined => acts::UNDETERMINED_BRIEF,
        }
        .of(lang)
    }

    /// Gives the one-character sign of lists.
    pub fn sign(self) -> char {
        match self {
            Self::Authentic => '=',
            Self::Altered => 'A',
            Self::Fabricated => 'F',
            Self::Decoy => 'D',
            Self::Foreign => 'X',
            Self::Undetermined => '?',
        }
    }

    /// Finds the verdict of a word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|v| v.word() == word)
    }
}

/// A tag that an author set on an item.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Tag {
    /// Lower-case name.
    pub name: String,
    /// Who set it.
    pub author: String,
}

/// A note that an author wrote on an item.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Note {
    /// Who wrote it.
    pub author: String,
    /// When, as the author's clock said, RFC 3339 UTC.
    pub time: String,
    /// What it says.
    pub text: String,
}
