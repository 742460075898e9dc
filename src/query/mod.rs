//! Floor 1: the query language, words to tree. It evaluates nothing: `case` does.
//!
//! `lex` cuts what was typed into atoms with their places, `parse` builds the tree, `field` reads
//! the values of fields, `print` writes a tree so that parsing it again gives the same tree. Words
//! stand in the tree as typed; whoever evaluates folds them as the index does.

mod field;
mod lex;
mod parse;
mod print;

use crate::model::{Cover, Said, Verdict};
pub use field::FIELDS;
use jiff::civil::Date;
pub use parse::parse;
use thiserror::Error;

/// A query as a tree.
#[derive(Clone, PartialEq, Debug)]
pub enum Query {
    /// Matches everything.
    All,
    /// All of at least two.
    And(Vec<Query>),
    /// Any of at least two.
    Or(Vec<Query>),
    /// Not.
    Not(Box<Query>),
    /// Words in subject, body, text of attachments and file names.
    Text(Pattern),
    /// A field with what it must hold.
    Field(Filter),
}

/// What words are looked for.
#[derive(Clone, PartialEq, Debug)]
pub enum Pattern {
    /// A whole word as typed; one with a hyphen or apostrophe is several search words in a row.
    Word(String),
    /// The start of a word (`word*`).
    Prefix(String),
    /// The end of a word (`*word`).
    Suffix(String),
    /// A word with at most so many letters changed, missing or added (`word~1`).
    Near {
        /// The word as typed.
        word: String,
        /// Most letters that differ: 1 or 2.
        letters: u8,
    },
    /// Words in this order with at most so many others between them (`"a b"~3`).
    Phrase {
        /// The words as typed, at least one.
        words: Vec<String>,
        /// Most other words in between, all gaps together.
        slop: u8,
    },
    /// A regular expression over the text (`/regex/`), known to compile.
    Regex(String),
}

/// A field with its typed value.
#[derive(Clone, PartialEq, Debug)]
pub enum Filter {
    /// A field of text that holds a part, whatever its case and accents.
    Part(PartField, String),
    /// `id:` a digest of 8 or more digits, or a Message-ID without its brackets.
    Id(String),
    /// `thread:` the thread's id, or the start of it.
    Thread(String),
    /// `group:` the group's id, or the start of it.
    Group(String),
    /// `tag:` the whole name of a tag.
    Tag(String),
    /// `verdict:` of any author.
    Verdict(Verdict),
    /// `view:` what a saved view holds; whoever evaluates puts its query in place of it.
    View(String),
    /// `has:`
    Has(Has),
    /// `is:`
    Is(Is),
    /// `dkim:`
    Dkim(Dkim),
    /// `check:` items in a finding of this check; the name of a check, or its start.
    Check(String),
    /// `score:` items in a finding with such a score.
    Score(Order, f64),
    /// `larger:` and `smaller:`, in bytes.
    Size(Order, u64),
    /// `date:` whole days in the case's time zone, both included; `None` is open.
    Days(Option<Date>, Option<Date>),
}

/// The fields that match a part of a text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum PartField {
    /// `from:` name or address of a sender.
    From,
    /// `to:`
    To,
    /// `cc:`
    Cc,
    /// `subject:`
    Subject,
    /// `body:`
    Body,
    /// `own:` the writer's own words.
    Own,
    /// `quoted:` words quoted or forwarded from others.
    Quoted,
    /// `exact:` the text as it stands, case and accents included.
    Exact,
    /// `filename:`
    Filename,
    /// `source:` name of a source.
    Source,
    /// `custodian:`
    Custodian,
    /// `inner:` the way inside a container.
    Inner,
    /// `type:` media type.
    Type,
}

/// Values of `has:`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Has {
    /// At least one attachment.
    Attachment,
    /// At least one note.
    Note,
}

/// Values of `is:`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Is {
    /// A message.
    Message,
    /// An attachment.
    Attachment,
    /// A loose document.
    Document,
    /// Bears no verdict of this author.
    Unreviewed,
    /// In a finding that nobody has judged.
    Open,
    /// Lies in more than one place.
    Duplicate,
    /// Named by an exception: it could be read in part, or not at all.
    Exception,
    /// A list of known files names it.
    Known,
    /// A fact of coverage holds.
    Covered(Cover),
    /// Something besides the message itself can speak for or against it.
    Testable,
}

/// Values of `dkim:`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Dkim {
    /// A signature holds.
    Valid,
    /// A signature does not hold.
    Broken,
    /// Signed, and the key is not known.
    NoKey,
    /// Bears a signature.
    Signed,
    /// Text was added around what was signed, and the rest holds.
    Footer,
    /// It does not hold, and a list had it in hands that rewrites such messages.
    Rewritten,
    /// It does not hold, and nothing on its way explains that.
    Fails,
    /// Signed, and its bytes were not kept by the store that it comes from.
    Untested,
    /// Not signed.
    None,
}

/// How a number is compared.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Order {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `=`
    Equal,
    /// `>=`
    AtLeast,
    /// `>`
    More,
}

impl Order {
    /// Tells whether a number stands to a limit as asked.
    pub fn holds<N: PartialOrd>(self, number: &N, limit: &N) -> bool {
        match self {
            Self::Less => number < limit,
            Self::AtMost => number <= limit,
            Self::Equal => number == limit,
            Self::AtLeast => number >= limit,
            Self::More => number > limit,
        }
    }
}

/// What is wrong in a query, and where.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("{} (at character {})", .message.en, .at + 1)]
pub struct QueryError {
    /// Byte offset in what was typed.
    pub at: usize,
    /// What was expected there, one sentence.
    pub message: Said,
}

impl Query {
    /// Tells whether evaluation must look at the texts of items.
    pub fn needs_text(&self) -> bool {
        match self {
            Self::All => false,
            Self::And(parts) | Self::Or(parts) => parts.iter().any(Self::needs_text),
            Self::Not(part) => part.needs_text(),
            Self::Text(_) => true,
            Self::Field(filter) => filter.needs_text(),
        }
    }

    /// Gives the patterns that a hit may hold, for highlighting: those under a NOT are left out.
    pub fn patterns(&self) -> Vec<&Pattern> {
        match self {
            Self::All | Self::Not(_) | Self::Field(_) => Vec::new(),
            Self::And(parts) | Self::Or(parts) => parts.iter().flat_map(Self::patterns).collect(),
            Self::Text(pattern) => vec![pattern],
        }
    }

    /// Gives the query with every saved view replaced; `view` gives the query of a name, and what
    /// it does not know stays.
    #[must_use]
    pub fn with_views(&self, view: &dyn Fn(&str) -> Option<Self>) -> Self {
        let all = |parts: &[Self]| parts.iter().map(|p| p.with_views(view)).collect();
        match self {
            Self::And(parts) => Self::And(all(parts)),
            Self::Or(parts) => Self::Or(all(parts)),
            Self::Not(part) => Self::Not(Box::new(part.with_views(view))),
            Self::Field(Filter::View(name)) => view(name).unwrap_or_else(|| self.clone()),
            Self::All | Self::Text(_) | Self::Field(_) => self.clone(),
        }
    }

    /// Gives the fields that a query asks for, those under a NOT left out.
    pub fn filters(&self) -> Vec<&Filter> {
        match self {
            Self::All | Self::Not(_) | Self::Text(_) => Vec::new(),
            Self::And(parts) | Self::Or(parts) => parts.iter().flat_map(Self::filters).collect(),
            Self::Field(filter) => vec![filter],
        }
    }
}

impl Filter {
    /// Tells whether the field is held against the texts of items.
    pub fn needs_text(&self) -> bool {
        use PartField as P;
        matches!(self, Self::Part(P::Body | P::Own | P::Quoted | P::Exact, _))
    }
}

#[cfg(test)]
mod tests;
