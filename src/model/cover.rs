//! What a case holds beside a message that it can be tested by, and what is missing around it:
//! facts that a reader looks up by query and counts, none of them a finding.

use super::words::{Word, tally as w};

/// A fact of coverage.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Cover {
    /// It bears a signature, and its bytes are kept.
    Signed,
    /// Another message quotes its words.
    Quoted,
    /// It lies in several places, or under another reading with the same Message-ID.
    Copied,
    /// A clock besides its Date stands in it.
    Clocked,
    /// Its thread holds one side only, and names messages of another that are not here.
    OneSided,
    /// Its words speak of something attached, and it carries nothing.
    Unattached,
}

/// One row of the table of coverage.
pub struct CoverRow {
    /// The fact.
    pub cover: Cover,
    /// Its word behind `is:`.
    pub word: &'static str,
    /// What it says, for an overview.
    pub line: Word,
}

const fn row(cover: Cover, word: &'static str, line: Word) -> CoverRow {
    CoverRow { cover, word, line }
}

/// All facts, in the order of [`Cover`].
pub const COVERS: &[CoverRow] = &[
    row(Cover::Signed, "signed", w::COVER_SIGNED),
    row(Cover::Quoted, "quoted", w::COVER_QUOTED),
    row(Cover::Copied, "copied", w::COVER_COPIED),
    row(Cover::Clocked, "clocked", w::COVER_CLOCKED),
    row(Cover::OneSided, "one-sided", w::COVER_ONE_SIDED),
    row(Cover::Unattached, "unattached", w::SPEAK_OF_NONE),
];

/// The facts of one item.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Covers(u8);

impl Covers {
    /// Reads the facts back from their byte.
    pub fn from_byte(byte: u8) -> Self {
        Self(byte)
    }

    /// Gives them as a byte.
    pub fn byte(self) -> u8 {
        self.0
    }

    /// Adds a fact.
    pub fn add(&mut self, cover: Cover) {
        self.0 |= 1 << cover as u8;
    }

    /// Tells whether a fact holds.
    pub fn has(self, cover: Cover) -> bool {
        self.0 >> cover as u8 & 1 == 1
    }

    /// Tells whether anything besides the message itself can speak for or against it.
    pub fn is_testable(self) -> bool {
        let all = [Cover::Signed, Cover::Quoted, Cover::Copied, Cover::Clocked];
        all.into_iter().any(|c| self.has(c))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_come_back_from_their_byte() {
        for (at, row) in COVERS.iter().enumerate() {
            assert_eq!(row.cover as usize, at, "{}", row.word);
            let mut covers = Covers::default();
            covers.add(row.cover);
            let back = Covers::from_byte(covers.byte());
            let held = COVERS.iter().filter(|r| back.has(r.cover));
            assert_eq!(held.map(|r| r.word).collect::<Vec<_>>(), [row.word]);
            let missing = matches!(row.cover, Cover::OneSided | Cover::Unattached);
            assert_eq!(back.is_testable(), !missing);
        }
    }
}
