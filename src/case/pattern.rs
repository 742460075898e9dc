//! Words held against a text: whole words, starts, ends, near spellings, phrases, expressions.

use crate::query::Pattern;
use crate::text::{fold_search, search_words};
use regex::{Regex, RegexBuilder};
use std::borrow::Cow;

/// Largest compiled size of a regular expression; the engine is linear in text and this.
const REGEX_BYTES: usize = 4 << 20;

/// A pattern made ready once for many texts.
pub enum Matcher {
    /// Words one after the other, at most so many others between them all.
    Words { words: Vec<String>, slop: usize },
    /// The start of a word.
    Prefix(String),
    /// The end of a word.
    Suffix(String),
    /// A word with few letters changed.
    Near { word: Vec<char>, letters: usize },
    /// A regular expression; `None` where it does not compile.
    Regex(Option<Regex>),
}

impl Matcher {
    /// Makes a pattern ready.
    pub fn new(pattern: &Pattern) -> Self {
        match pattern {
            Pattern::Word(word) => Self::Words {
                words: cut(word),
                slop: 0,
            },
            Pattern::Phrase { words, slop } => Self::Words {
                words: words.iter().flat_map(|w| cut(w)).collect(),
                slop: usize::from(*slop),
            },
            Pattern::Prefix(word) => Self::Prefix(fold_search(word).into_owned()),
            Pattern::Suffix(word) => Self::Suffix(fold_search(word).into_owned()),
            Pattern::Near { word, letters } => Self::Near {
                word: fold_search(word).chars().collect(),
                letters: usize::from(*letters),
            },
            Pattern::Regex(text) => Self::Regex(
                RegexBuilder::new(text)
                    .case_insensitive(true)
                    .multi_line(true)
                    .size_limit(REGEX_BYTES)
                    .build()
                    .ok(),
            ),
        }
    }

    /// Tells whether a text holds the pattern.
    pub fn found_in(&self, text: &str) -> bool {
        match self {
            Self::Regex(regex) => regex.as_ref().is_some_and(|r| r.is_match(text)),
            Self::Words { words, slop } => phrase(text, words, *slop),
            Self::Prefix(start) => search_words(text).any(|(_, w)| w.starts_with(start.as_str())),
            Self::Suffix(end) => search_words(text).any(|(_, w)| w.ends_with(end.as_str())),
            Self::Near { word, letters } => {
                search_words(text).any(|(_, w)| near(&w, word, *letters))
            }
        }
    }
}

fn cut(word: &str) -> Vec<String> {
    search_words(word).map(|(_, w)| w.into_owned()).collect()
}

/// Looks for words in order. A text of ASCII that does not hold the first word's letters at all is
/// done with after one pass over its bytes.
fn phrase(text: &str, words: &[String], slop: usize) -> bool {
    let Some(first) = words.first() else {
        return false;
    };
    if text.is_ascii() && first.is_ascii() && !holds_ascii(text.as_bytes(), first.as_bytes()) {
        return false;
    }
    if words.len() == 1 {
        return search_words(text).any(|(_, w)| w == *first);
    }
    let all: Vec<Cow<'_, str>> = search_words(text).map(|(_, w)| w).collect();
    let starts = all.iter().enumerate().filter(|(_, w)| *w == first);
    starts
        .map(|(at, _)| at)
        .any(|at| follows(&all, at, words, slop))
}

/// Tells whether the rest of a phrase follows its first word, `slop` others between at most.
fn follows(all: &[Cow<'_, str>], start: usize, words: &[String], slop: usize) -> bool {
    let mut at = start;
    let mut left = slop;
    for word in words.iter().skip(1) {
        let window = all.iter().skip(at + 1).take(left + 1);
        let Some(skipped) = window.into_iter().position(|w| w == word) else {
            return false;
        };
        left -= skipped;
        at += skipped + 1;
    }
    true
}

fn holds_ascii(text: &[u8], lower: &[u8]) -> bool {
    let Some(first) = lower.first() else {
        return true;
    };
    let mut from = 0;
    let upper = first.to_ascii_uppercase();
    while let Some(found) = text
        .get(from..)
        .and_then(|t| memchr::memchr2(*first, upper, t))
    {
        let at = from + found;
        let run = text.get(at..at + lower.len());
        if run.is_some_and(|r| r.eq_ignore_ascii_case(lower)) {
            return true;
        }
        from = at + 1;
    }
    false
}

/// Tells whether two words differ by at most so many letters (optimal string alignment: a letter
/// in, out, changed, or two neighbours exchanged).
fn near(word: &str, wanted: &[char], letters: usize) -> bool {
    let word: Vec<char> = word.chars().take(wanted.len() + letters + 1).collect();
    if word.len().abs_diff(wanted.len()) > letters {
        return false;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=wanted.len()).collect();
    for (i, a) in word.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in wanted.iter().enumerate() {
            let mut best = (last[j] + usize::from(a != b))
                .min(last[j + 1] + 1)
                .min(row[j] + 1);
            let swapped = i > 0 && j > 0 && word[i - 1] == *b && wanted[j - 1] == *a;
            if let Some(cost) = before.get(j.wrapping_sub(1)).filter(|_| swapped) {
                best = best.min(cost + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().is_some_and(|d| *d <= letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[expect(
        clippy::needless_pass_by_value,
        reason = "so that a test reads as one line"
    )]
    fn holds(text: &str, pattern: Pattern) -> bool {
        Matcher::new(&pattern).found_in(text)
    }

    fn phrase_of(words: &str, slop: u8) -> Pattern {
        let words = words.split(' ').map(str::to_owned).collect();
        Pattern::Phrase { words, slop }
    }

    #[test]
    fn words_are_whole_and_without_accents() {
        assert!(holds(
            "Un virement étranger.",
            Pattern::Word("ETRANGER".into())
        ));
        assert!(!holds("virements", Pattern::Word("virement".into())));
        assert!(holds("virements", Pattern::Prefix("virem".into())));
        assert!(holds("le paiement", Pattern::Suffix("ment".into())));
        assert!(holds("rendez-vous", Pattern::Word("Rendez-Vous".into())));
    }

    #[test]
    fn phrases_may_have_gaps_where_asked() {
        assert!(holds(
            "proceed to the payment now",
            phrase_of("the payment", 0)
        ));
        assert!(!holds("the late payment", phrase_of("the payment", 0)));
        assert!(holds("the late payment", phrase_of("the payment", 1)));
    }

    #[test]
    fn near_spellings_are_found() {
        let near = |w: &str| Pattern::Near {
            word: w.into(),
            letters: 1,
        };
        assert!(holds("a virmeent", near("virement")));
        assert!(holds("payemnt", near("payment")));
        assert!(!holds("pavement stones", near("payment")));
    }

    #[test]
    fn a_hostile_expression_is_no_trouble() {
        let text = "a".repeat(10_000);
        assert!(!holds(&text, Pattern::Regex("(a+)+$b".into())));
        assert!(!holds(&text, Pattern::Regex("(?:a{1000}){1000}".into())));
    }
}
