//! What single words are, for those who class edits: negations, modals, numbers in words,
//! opposites, sums of money, look-alikes, account numbers, names.
//!
//! `tables` holds the words with one column a language; the functions fold what they are given.

mod amount;
mod look;
mod names;
mod tables;

use super::fold::fold;
pub use amount::{amount_value, iban_valid, is_currency};
pub use look::{code_points, has_bidi, has_zero_width, mixed_script, ocr_like, skeleton};
pub use names::Names;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use tables::{Column, LANGUAGES};

type Words = BTreeSet<&'static str>;

fn collect(of: fn(&'static Column) -> &'static [&'static str]) -> Words {
    LANGUAGES
        .iter()
        .flat_map(|c| of(c).iter().copied())
        .collect()
}

static NEGATIONS: LazyLock<Words> = LazyLock::new(|| collect(|c| c.negations));
static MODALS: LazyLock<Words> = LazyLock::new(|| collect(|c| c.modals));
static OPPOSITES: LazyLock<BTreeSet<(&'static str, &'static str)>> = LazyLock::new(|| {
    let pairs = LANGUAGES.iter().flat_map(|c| c.opposites.iter().copied());
    pairs.flat_map(|(a, b)| [(a, b), (b, a)]).collect()
});

/// Tells whether a word says no: not, never, ne, pas, kein …
pub fn negation(word: &str) -> bool {
    let folded = fold(word);
    NEGATIONS.contains(folded.as_ref()) || folded.ends_with("n't")
}

/// Tells whether a word says how sure or bound something is: must, may, peut, soll …
pub fn modality(word: &str) -> bool {
    MODALS.contains(fold(word).as_ref())
}

/// Gives the value of a number in words; 0 also for words that speak of a part ("half").
pub fn number_word(word: &str) -> Option<u64> {
    let folded = fold(word);
    let of = |w: &str| {
        LANGUAGES
            .iter()
            .flat_map(|c| c.numbers.iter())
            .find(|(name, _)| *name == w)
            .map(|(_, value)| *value)
    };
    of(&folded).or_else(|| {
        // "twenty-one", "vingt-cinq": a ten and a unit.
        let (ten, unit) = folded.rsplit_once('-')?;
        of(ten)?.checked_add(of(unit)?)
    })
}

/// Tells whether two words mean the opposite of each other.
pub fn opposites(a: &str, b: &str) -> bool {
    OPPOSITES.contains(&(fold(a).as_ref(), fold(b).as_ref()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_turn_a_sentence() {
        for word in [
            "not", "Never", "don’t", "pas", "n’", "sans", "nicht", "keine", "shan't",
        ] {
            assert!(negation(word), "{word}");
        }
        assert!(!negation("note") && !negation("passer"));
        assert!(modality("must") && modality("Peut") && modality("soll") && !modality("soleil"));
        assert_eq!(number_word("Douze"), Some(12));
        assert_eq!(number_word("twenty-one"), Some(21));
        assert_eq!(number_word("fünf"), Some(5));
        assert_eq!(number_word("table"), None);
        assert!(opposites("avant", "Après") && opposites("rejected", "approved"));
        assert!(opposites("mit", "ohne") && !opposites("avant", "avec"));
    }
}
