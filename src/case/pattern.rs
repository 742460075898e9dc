//! A pattern of a query held against a text: whole words, starts, ends, near spellings, phrases,
//! expressions; and where in a text it stands.

use crate::query::{Pattern, Query};
use crate::text::{Sought, WordTest, fold_search, search_words};
use regex::{Regex, RegexBuilder};
use std::ops::Range;

/// Largest compiled size of a regular expression; the engine is linear in text and this.
const REGEX_BYTES: usize = 4 << 20;

/// A pattern made ready once for many texts.
pub enum Matcher {
    /// Words one after the other.
    Words(Sought),
    /// A regular expression; `None` where it does not compile.
    Regex(Option<Regex>),
}

impl Matcher {
    /// Makes a pattern ready.
    pub fn new(pattern: &Pattern) -> Self {
        if let Pattern::Regex(text) = pattern {
            let mut builder = RegexBuilder::new(text);
            builder.case_insensitive(true).multi_line(true);
            return Self::Regex(builder.size_limit(REGEX_BYTES).build().ok());
        }
        Self::Words(sought(pattern))
    }

    /// Tells whether a text holds the pattern.
    pub fn found_in(&self, text: &str) -> bool {
        match self {
            Self::Regex(regex) => regex.as_ref().is_some_and(|r| r.is_match(text)),
            Self::Words(sought) => sought.found_in(text),
        }
    }

    fn places(&self, text: &str, most: usize) -> Vec<Range<usize>> {
        match self {
            Self::Regex(regex) => regex.as_ref().map_or_else(Vec::new, |r| {
                let hits = r.find_iter(text).map(|m| m.range());
                hits.filter(|r| !r.is_empty()).take(most).collect()
            }),
            Self::Words(sought) => sought.places(text, most).collect(),
        }
    }
}

/// Gives the words that a pattern looks for; those of an expression are not known. What stands as
/// one word but is several to a search (`rendez-vous*`) is a phrase.
pub fn sought(pattern: &Pattern) -> Sought {
    let is = |words: Vec<String>| words.into_iter().map(WordTest::Is).collect();
    let (words, slop): (Vec<WordTest>, u8) = match pattern {
        Pattern::Word(word) => (is(cut(word)), 0),
        Pattern::Phrase { words, slop } => {
            let words = words.iter().flat_map(|w| cut(w)).collect();
            (is(words), *slop)
        }
        Pattern::Prefix(word) => {
            let mut words = cut(word);
            let last = words.pop().map(WordTest::Starts);
            let before = words.into_iter().map(WordTest::Is);
            (before.chain(last).collect(), 0)
        }
        Pattern::Suffix(word) => {
            let mut words = cut(word).into_iter();
            let first = words.next().map(WordTest::Ends);
            (
                first.into_iter().chain(words.map(WordTest::Is)).collect(),
                0,
            )
        }
        Pattern::Near { word, letters } => {
            let near = |w: String| WordTest::Near(w.chars().collect(), usize::from(*letters));
            (cut(word).into_iter().map(near).collect(), 0)
        }
        Pattern::Regex(_) => (Vec::new(), 0),
    };
    Sought {
        words,
        slop: usize::from(slop),
    }
}

/// Gives the runs of letters that a text holds which holds a part: each within one of its words.
pub fn pieces(part: &str) -> Vec<Sought> {
    let folded = fold_search(part);
    let runs = folded.split(|c: char| !c.is_alphanumeric() && c != '_');
    let runs = runs.filter(|run| !run.is_empty());
    let one = |run: &str| Sought {
        words: vec![WordTest::Holds(run.to_owned())],
        slop: 0,
    };
    runs.map(one).collect()
}

fn cut(word: &str) -> Vec<String> {
    search_words(word).map(|(_, w)| w.into_owned()).collect()
}

/// The words of a query that hits may hold, for showing where they stand.
#[derive(Default)]
pub struct Highlighter {
    matchers: Vec<Matcher>,
}

impl Highlighter {
    /// Makes a query ready; what stands under a NOT is not shown.
    pub fn new(query: &Query) -> Self {
        let matchers = query.patterns().into_iter().map(Matcher::new).collect();
        Self { matchers }
    }

    /// Gives where hits stand in a text, in order and apart from each other, `most` a pattern.
    pub fn places(&self, text: &str, most: usize) -> Vec<Range<usize>> {
        let all = self.matchers.iter().flat_map(|m| m.places(text, most));
        let mut all: Vec<Range<usize>> = all.collect();
        all.sort_unstable_by_key(|r| (r.start, r.end));
        let mut out: Vec<Range<usize>> = Vec::with_capacity(all.len());
        for range in all {
            match out.last_mut() {
                Some(last) if range.start < last.end => last.end = last.end.max(range.end),
                Some(_) | None => out.push(range),
            }
        }
        out
    }
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
