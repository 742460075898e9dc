//! Atoms to tree: OR binds least, then AND (also where nothing stands between), then NOT.

use super::field::filter;
use super::lex::{Atom, AtomKind, atoms, error};
use super::{Pattern, Query, QueryError};
use crate::model::words::queries as w;
use regex::RegexBuilder;

/// Longest query; a word list belongs into a file.
const QUERY_BYTES: usize = 64 << 10;
/// Deepest nesting of parentheses and NOT.
const DEPTH: usize = 64;
/// Largest compiled regular expression.
const REGEX_BYTES: usize = 1 << 20;

/// Reads a query; an empty one is [`Query::All`].
pub fn parse(text: &str) -> Result<Query, QueryError> {
    if text.len() > QUERY_BYTES {
        return Err(error(QUERY_BYTES, w::QUERY_LONG));
    }
    let atoms = atoms(text)?;
    if atoms.is_empty() {
        return Ok(Query::All);
    }
    let mut parser = Parser {
        atoms: &atoms,
        next: 0,
        end: text.len(),
    };
    let query = parser.any(0)?;
    match parser.peek() {
        None => Ok(query),
        Some(atom) => Err(error(atom.at, w::CLOSES_NOTHING)),
    }
}

struct Parser<'a> {
    atoms: &'a [Atom],
    next: usize,
    end: usize,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Atom> {
        self.atoms.get(self.next)
    }

    fn takes(&mut self, kind: &AtomKind) -> bool {
        let found = self.peek().is_some_and(|a| a.kind == *kind);
        self.next += usize::from(found);
        found
    }

    fn any(&mut self, depth: usize) -> Result<Query, QueryError> {
        let mut parts = vec![self.all(depth)?];
        while self.takes(&AtomKind::Or) {
            parts.push(self.all(depth)?);
        }
        Ok(one_or(parts, Query::Or))
    }

    fn all(&mut self, depth: usize) -> Result<Query, QueryError> {
        let mut parts = vec![self.part(depth)?];
        loop {
            let joined = self.takes(&AtomKind::And);
            let goes_on = self
                .peek()
                .is_some_and(|a| !matches!(a.kind, AtomKind::Close | AtomKind::Or));
            if !(joined || goes_on) {
                return Ok(one_or(parts, Query::And));
            }
            parts.push(self.part(depth)?);
        }
    }

    fn part(&mut self, depth: usize) -> Result<Query, QueryError> {
        let Some(atom) = self.peek() else {
            return Err(error(self.end, w::PART_EXPECTED));
        };
        if depth > DEPTH {
            return Err(error(atom.at, w::TOO_DEEP));
        }
        self.next += 1;
        match &atom.kind {
            AtomKind::Not => Ok(Query::Not(Box::new(self.part(depth + 1)?))),
            AtomKind::Open => {
                let inner = self.any(depth + 1)?;
                if self.takes(&AtomKind::Close) {
                    Ok(inner)
                } else {
                    Err(error(atom.at, w::NEVER_CLOSED))
                }
            }
            AtomKind::Close | AtomKind::And | AtomKind::Or => Err(error(atom.at, w::PART_EXPECTED)),
            AtomKind::Word(word) => pattern(atom.at, word).map(Query::Text),
            AtomKind::Quoted(inner, slop) => phrase(atom.at, inner, *slop).map(Query::Text),
            AtomKind::Regex(source) => regex(atom.at, source).map(Query::Text),
            AtomKind::Field {
                name,
                value_at,
                value,
            } => filter(atom.at, name, *value_at, value).map(Query::Field),
        }
    }
}

fn one_or(mut parts: Vec<Query>, many: fn(Vec<Query>) -> Query) -> Query {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        Some(last) => {
            parts.push(last);
            many(parts)
        }
        None => Query::All,
    }
}

/// A word with what stands at its ends: `word*`, `*word`, `word~1`.
fn pattern(at: usize, word: &str) -> Result<Pattern, QueryError> {
    let has_letters = |w: &str| w.chars().any(char::is_alphanumeric);
    let (head, tail) = word.rsplit_once('~').unwrap_or((word, ""));
    let built = match (word.strip_prefix('*'), word.strip_suffix('*')) {
        (Some(_), Some(_)) => {
            return Err(error(at, w::STAR_TWICE));
        }
        (Some(end), None) => Pattern::Suffix(end.to_owned()),
        (None, Some(start)) => Pattern::Prefix(start.to_owned()),
        (None, None) if head.len() < word.len() => match tail.parse() {
            Ok(letters @ 1..=2) => Pattern::Near {
                word: head.to_owned(),
                letters,
            },
            _ => return Err(error(at + head.len(), w::TILDE)),
        },
        (None, None) => Pattern::Word(word.to_owned()),
    };
    let bare = match &built {
        Pattern::Prefix(w) | Pattern::Suffix(w) | Pattern::Word(w) => w,
        Pattern::Near { word, .. } => word,
        Pattern::Phrase { .. } | Pattern::Regex(_) => word,
    };
    if bare.contains(['*', '~']) {
        return Err(error(at, w::SIGNS_INSIDE));
    }
    if !has_letters(bare) {
        return Err(error(at, w::NO_LETTERS));
    }
    Ok(built)
}

fn phrase(at: usize, inner: &str, slop: Option<u8>) -> Result<Pattern, QueryError> {
    let words: Vec<String> = inner.split_whitespace().map(str::to_owned).collect();
    if !inner.chars().any(char::is_alphanumeric) {
        return Err(error(at, w::PHRASE_EMPTY));
    }
    Ok(Pattern::Phrase {
        words,
        slop: slop.unwrap_or(0),
    })
}

fn regex(at: usize, source: &str) -> Result<Pattern, QueryError> {
    if source.is_empty() {
        return Err(error(at, w::REGEX_EMPTY));
    }
    match RegexBuilder::new(source)
        .case_insensitive(true)
        .size_limit(REGEX_BYTES)
        .build()
    {
        Ok(_) => Ok(Pattern::Regex(source.to_owned())),
        Err(regex::Error::CompiledTooBig(_)) => Err(error(at, w::REGEX_LARGE)),
        Err(cause) => {
            let text = cause.to_string();
            let last = text
                .lines()
                .last()
                .unwrap_or("")
                .trim_start_matches("error: ");
            Err(error(at, w::no_regex(last)))
        }
    }
}
