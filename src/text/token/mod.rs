//! Tokens: the units that are compared. A number with its separators and unit is one token, and so
//! are addresses, links and account numbers; a date with a month in words is several tokens of kind
//! [`TokenKind::Date`], so that a changed month shows as one edit.
//!
//! One pass over bytes with a short way for plain words; `scan` takes what plain words are not.

mod link;
mod number;
mod scan;
mod tables;
mod time;

use std::ops::Range;

pub use tables::{invisible, is_apostrophe};
pub use time::{month_of, weekday_of};

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

/// Cuts a text into tokens, in order and without overlap; white space belongs to none.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut scanner = scan::Scanner::new(text);
    scanner.run();
    let mut out = scanner.out;
    time::join_days(text, &scanner.names, &mut out);
    out
}

#[cfg(test)]
mod tests;
