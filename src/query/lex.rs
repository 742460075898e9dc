//! Atoms of a query with their places.

use super::QueryError;
use crate::model::Said;
use crate::model::words::queries as w;

/// An atom and the byte where it starts.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Atom {
    pub(super) at: usize,
    pub(super) kind: AtomKind,
}

/// What an atom is.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum AtomKind {
    Open,
    Close,
    And,
    Or,
    Not,
    /// A word as typed.
    Word(String),
    /// What stands between quotes, and the number behind `~`.
    Quoted(String, Option<u8>),
    /// What stands between slashes.
    Regex(String),
    /// A field's name, where its value starts, and the value without quotes.
    Field {
        name: String,
        value_at: usize,
        value: String,
    },
}

pub(super) fn error(at: usize, message: impl Into<Said>) -> QueryError {
    QueryError {
        at,
        message: message.into(),
    }
}

/// Cuts a query into atoms.
pub(super) fn atoms(text: &str) -> Result<Vec<Atom>, QueryError> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let start = at;
        let kind = match c {
            _ if c.is_whitespace() => {
                at += c.len_utf8();
                continue;
            }
            '(' => {
                at += 1;
                AtomKind::Open
            }
            ')' => {
                at += 1;
                AtomKind::Close
            }
            '"' => {
                let (inner, end) = quoted(text, at)?;
                let (slop, end) = slop(text, end)?;
                at = end;
                AtomKind::Quoted(inner, slop)
            }
            '/' => {
                let (pattern, end) = regex(text, at)?;
                at = end;
                AtomKind::Regex(pattern)
            }
            _ => {
                let (kind, end) = word(text, at)?;
                at = end;
                kind
            }
        };
        out.push(Atom { at: start, kind });
    }
    Ok(out)
}

fn word_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    let stop = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '"');
    at + rest.find(stop).unwrap_or(rest.len())
}

/// A word, an operator, or a field with its value.
fn word(text: &str, at: usize) -> Result<(AtomKind, usize), QueryError> {
    let end = word_end(text, at);
    let word = text.get(at..end).unwrap_or("");
    let name = word
        .split_once(':')
        .map(|(name, _)| name)
        .filter(|n| !n.is_empty() && n.chars().all(|c| c.is_ascii_alphabetic()));
    if let Some(name) = name {
        let value_at = at + name.len() + 1;
        let quote = text.get(value_at..).is_some_and(|v| v.starts_with('"'));
        let (value, end) = if quote {
            quoted(text, value_at)?
        } else {
            (text.get(value_at..end).unwrap_or("").to_owned(), end)
        };
        let field = AtomKind::Field {
            name: name.to_ascii_lowercase(),
            value_at,
            value,
        };
        return Ok((field, end));
    }
    let kind = match word {
        "AND" => AtomKind::And,
        "OR" => AtomKind::Or,
        "NOT" => AtomKind::Not,
        _ => AtomKind::Word(word.to_owned()),
    };
    Ok((kind, end))
}

/// What stands between the quote that starts here and the next one.
fn quoted(text: &str, at: usize) -> Result<(String, usize), QueryError> {
    let rest = text.get(at + 1..).unwrap_or("");
    match rest.split_once('"') {
        Some((inner, _)) => Ok((inner.to_owned(), at + inner.len() + 2)),
        None => Err(error(at, w::QUOTE_OPEN)),
    }
}

/// The number behind a phrase: `"a b"~3`.
fn slop(text: &str, at: usize) -> Result<(Option<u8>, usize), QueryError> {
    let Some(rest) = text.get(at..).and_then(|r| r.strip_prefix('~')) else {
        return Ok((None, at));
    };
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match rest.get(..digits).unwrap_or("").parse() {
        Ok(number) => Ok((Some(number), at + 1 + digits)),
        Err(_) => Err(error(at + 1, w::SLOP)),
    }
}

/// What stands between slashes; `\/` is a slash.
fn regex(text: &str, at: usize) -> Result<(String, usize), QueryError> {
    let mut pattern = String::new();
    let mut chars = text.get(at + 1..).unwrap_or("").char_indices();
    while let Some((place, c)) = chars.next() {
        match c {
            '/' => return Ok((pattern, at + 1 + place + 1)),
            '\\' => match chars.next() {
                Some((_, '/')) => pattern.push('/'),
                Some((_, next)) => pattern.extend(['\\', next]),
                None => break,
            },
            _ => pattern.push(c),
        }
    }
    Err(error(at, w::SLASH_OPEN))
}
