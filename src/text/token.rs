//! Tokens: the units that are compared. A number with its separators and unit is one token, and so
//! are dates, addresses, links and account numbers.

use std::ops::Range;

/// One token of a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Token {
    /// Byte span in the text.
    pub range: Range<usize>,
    /// What it is.
    pub kind: TokenKind,
}

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum TokenKind {
    /// A word of letters.
    Word,
    /// A number with separators, and its unit or currency where one stands beside it.
    Number,
    /// A number with a percent sign.
    Percent,
    /// A date or a part of one: day, month name, year, time.
    Date,
    /// An e-mail address.
    Email,
    /// A link, host or domain.
    Link,
    /// A telephone number.
    Phone,
    /// An account number (IBAN) or BIC.
    Account,
    /// Letters and digits mixed, hexadecimal, references.
    Id,
    /// Punctuation and everything else that shows.
    Mark,
}

/// Cuts a text into tokens; white space belongs to none.
pub fn tokens(text: &str) -> Vec<Token> {
    text.split_whitespace()
        .map(|w| {
            let start = w.as_ptr() as usize - text.as_ptr() as usize;
            Token {
                range: start..start + w.len(),
                kind: TokenKind::Word,
            }
        })
        .collect()
}
