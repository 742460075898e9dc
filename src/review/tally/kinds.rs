//! What the rows of a tally count: an id for programs, and a word for people. Part of
//! `review::tally`.

use crate::model::Word;
use crate::model::words::tally as w;

/// What a row counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RowKind {
    /// Its id, the same in every language.
    pub id: &'static str,
    /// Its word on the screen and in lines of text.
    pub word: Word,
}

impl RowKind {
    /// A sender whose pieces of time follow.
    pub const SENDER: Self = SENDER;

    /// Tells whether the row is a piece of time.
    pub fn is_piece(self) -> bool {
        [DAY, WEEK, HOUR].contains(&self)
    }
}

macro_rules! kinds {
    ($($name:ident $id:literal)*) => {
        $(
            #[doc = $id]
            pub const $name: RowKind = RowKind { id: $id, word: w::$name };
        )*
        #[cfg(test)]
        const ALL: &[RowKind] = &[$($name),*];
    };
}

kinds! {
    ITEMS "items"
    MESSAGES "messages"
    ATTACHMENTS "attachments"
    DOCUMENTS "documents"
    KNOWN "known files"
    DUPLICATES "duplicates"
    EXCEPTIONS "exceptions"
    IN_FINDINGS "in findings"
    UNREVIEWED "unreviewed"
    COVERAGE "coverage"
    CHANCE "chance"
    SIGNED "signed"
    VERIFIED "verified"
    NO_KEY "no key"
    FOOTER "footer"
    REWRITTEN "rewritten"
    FAILS "fails"
    UNTESTED "untested"
    UNSIGNED "unsigned"
    SILENCE "silence"
    ENDS "ends"
    ONE_SIDED "one-sided"
    UNATTACHED "unattached"
    FOREIGN "foreign"
    ACCOUNT "account"
    AMOUNT "amount"
    TELEPHONE "telephone"
    ADDRESS "address"
    LINK "link"
    WRITES_TO "writes to"
    GAP "gap"
    DAY "day"
    WEEK "week"
    HOUR "hour"
    SENDER "sender"
    UNDATED "undated"
    VIEW "view"
    REVIEWERS "reviewers"
    COPIES "copies"
    THREAD "thread"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;

    #[test]
    fn a_kind_fits_its_column() {
        for kind in ALL {
            for lang in Lang::ALL {
                let word = kind.word.of(lang);
                assert!(word.chars().count() <= 11, "{word}");
            }
        }
    }
}
