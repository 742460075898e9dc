//! A tree to words: what comes out parses to the same tree.

use super::field::{DKIM, HAS, IS, ORDERS, PARTS, VERDICTS};
use super::{Filter, Order, Pattern, Query};
use std::fmt::{self, Display};

impl Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => Ok(()),
            Self::And(parts) => joined(f, parts, " "),
            Self::Or(parts) => joined(f, parts, " OR "),
            Self::Not(part) => {
                f.write_str("NOT ")?;
                nested(f, part)
            }
            Self::Text(pattern) => pattern.fmt(f),
            Self::Field(filter) => filter.fmt(f),
        }
    }
}

fn joined(f: &mut fmt::Formatter<'_>, parts: &[Query], between: &str) -> fmt::Result {
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            f.write_str(between)?;
        }
        nested(f, part)?;
    }
    Ok(())
}

fn nested(f: &mut fmt::Formatter<'_>, part: &Query) -> fmt::Result {
    match part {
        Query::And(_) | Query::Or(_) => write!(f, "({part})"),
        Query::All | Query::Not(_) | Query::Text(_) | Query::Field(_) => part.fmt(f),
    }
}

impl Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => f.write_str(word),
            Self::Prefix(word) => write!(f, "{word}*"),
            Self::Suffix(word) => write!(f, "*{word}"),
            Self::Near { word, letters } => write!(f, "{word}~{letters}"),
            Self::Phrase { words, slop } => {
                write!(f, "\"{}\"", words.join(" "))?;
                if *slop > 0 {
                    write!(f, "~{slop}")?;
                }
                Ok(())
            }
            Self::Regex(source) => {
                f.write_str("/")?;
                let mut chars = source.chars();
                while let Some(c) = chars.next() {
                    match c {
                        '/' => f.write_str("\\/")?,
                        '\\' => {
                            write!(f, "\\")?;
                            if let Some(next) = chars.next() {
                                write!(f, "{next}")?;
                            }
                        }
                        _ => write!(f, "{c}")?,
                    }
                }
                f.write_str("/")
            }
        }
    }
}

fn word_of<T: Copy + PartialEq>(rows: &[(&'static str, T)], value: T) -> &'static str {
    rows.iter()
        .find(|(_, v)| *v == value)
        .map_or("", |(word, _)| word)
}

/// Writes a value, in quotation marks where it would not be read back as one.
fn value(f: &mut fmt::Formatter<'_>, name: &str, text: &str) -> fmt::Result {
    if text.contains(|c: char| c.is_whitespace() || matches!(c, '(' | ')')) {
        write!(f, "{name}:\"{text}\"")
    } else {
        write!(f, "{name}:{text}")
    }
}

impl Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Part(part, text) => value(f, word_of(PARTS, *part), text),
            Self::Id(id) => value(f, "id", id),
            Self::Thread(id) => value(f, "thread", id),
            Self::Group(id) => value(f, "group", id),
            Self::Tag(tag) => value(f, "tag", tag),
            Self::Check(check) => value(f, "check", check),
            Self::View(name) => value(f, "view", name),
            Self::Verdict(verdict) => write!(f, "verdict:{}", word_of(VERDICTS, *verdict)),
            Self::Has(has) => write!(f, "has:{}", word_of(HAS, *has)),
            Self::Is(is) => write!(f, "is:{}", word_of(IS, *is)),
            Self::Dkim(dkim) => write!(f, "dkim:{}", word_of(DKIM, *dkim)),
            Self::Score(order, number) => write!(f, "score:{}{number}", word_of(ORDERS, *order)),
            Self::Size(Order::Less | Order::AtMost, bytes) => write!(f, "smaller:{bytes}"),
            Self::Size(Order::Equal | Order::AtLeast | Order::More, bytes) => {
                write!(f, "larger:{bytes}")
            }
            Self::Days(from, to) => {
                f.write_str("date:")?;
                if let Some(day) = from {
                    write!(f, "{day}")?;
                }
                if from == to {
                    return Ok(());
                }
                f.write_str("..")?;
                match to {
                    Some(day) => write!(f, "{day}"),
                    None => Ok(()),
                }
            }
        }
    }
}
