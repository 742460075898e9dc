//! Floor 1: the query language, words to tree. It evaluates nothing: `case` does.

/// A query as a tree.
#[derive(Clone, PartialEq, Debug)]
pub enum Query {
    /// Matches everything.
    All,
    /// Both.
    And(Box<Query>, Box<Query>),
    /// Either.
    Or(Box<Query>, Box<Query>),
    /// Not.
    Not(Box<Query>),
    /// A whole word, folded.
    Word(String),
    /// The start of a word, folded (`word*`).
    Prefix(String),
    /// Words one after the other, folded.
    Phrase(Vec<String>),
    /// A field with what it must hold.
    Field(FieldName, String),
}

/// A field of the query language.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FieldName {
    /// `from:`
    From,
}

/// What is wrong in a query, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct QueryError {
    /// Byte offset in what was typed.
    pub at: usize,
    /// What was expected there, one sentence.
    pub message: String,
}

/// Reads a query; an empty one is [`Query::All`].
pub fn parse(text: &str) -> Result<Query, QueryError> {
    if text.trim().is_empty() {
        return Ok(Query::All);
    }
    Ok(Query::Word(text.trim().to_lowercase()))
}
