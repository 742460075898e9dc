//! What single words are: negations, numbers in words, names, look-alikes and misreadings. Words
//! stand in one table with a column a language.

use super::stream::{Stream, Word, folded};
use crate::text::TokenKind;
use unicode_security::skeleton;

/// Words that turn a statement round or bind it, folded; English, French, German.
const NEGATIONS: &[&[&str]] = &[
    &[
        "not",
        "no",
        "never",
        "none",
        "neither",
        "nor",
        "without",
        "cannot",
        "must",
        "may",
        "don't",
        "doesn't",
        "didn't",
        "isn't",
        "aren't",
        "wasn't",
        "weren't",
        "won't",
        "wouldn't",
        "can't",
        "couldn't",
        "shouldn't",
        "hasn't",
        "haven't",
        "hadn't",
        "mustn't",
        "nothing",
        "nobody",
        "hardly",
    ],
    &[
        "ne", "n'", "pas", "jamais", "aucun", "aucune", "sans", "ni", "rien", "personne", "non",
        "nul", "nulle", "guere",
    ],
    &[
        "nicht", "kein", "keine", "keinen", "keiner", "nie", "niemals", "ohne", "weder", "nichts",
        "niemand",
    ],
];

/// Numbers in words, folded; English, French, German.
const NUMBERS: &[&[&str]] = &[
    &[
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve", "thirteen", "fifteen", "twenty", "thirty", "forty", "fifty", "sixty",
        "hundred", "thousand", "million", "billion", "half", "third", "quarter", "first", "second",
        "twice", "double",
    ],
    &[
        "un",
        "une",
        "deux",
        "trois",
        "quatre",
        "cinq",
        "sept",
        "huit",
        "neuf",
        "dix",
        "onze",
        "douze",
        "treize",
        "quatorze",
        "quinze",
        "seize",
        "vingt",
        "trente",
        "quarante",
        "cinquante",
        "soixante",
        "cent",
        "cents",
        "mille",
        "moitie",
        "tiers",
        "quart",
        "premier",
        "premiere",
        "deuxieme",
        "troisieme",
    ],
    &[
        "null", "ein", "eins", "zwei", "drei", "vier", "funf", "sechs", "sieben", "acht", "neun",
        "zehn", "elf", "zwolf", "zwanzig", "dreissig", "hundert", "tausend", "halb",
    ],
];

fn listed(table: &[&[&str]], word: &str) -> bool {
    let word = folded(word);
    table.iter().any(|column| column.contains(&word.as_str()))
}

/// Tells whether a word negates or binds.
pub fn is_negation(word: &str) -> bool {
    listed(NEGATIONS, word)
}

/// Tells whether a word is a number.
pub fn is_number_word(word: &str) -> bool {
    listed(NUMBERS, word)
}

/// Tells whether a word reads as a name where it stands: a capital that no sentence start explains,
/// or a sentence start whose next word is a name too.
pub fn is_name(stream: &Stream<'_>, word: &Word) -> bool {
    if word.kind != TokenKind::Word || !capital(stream.str(word)) {
        return false;
    }
    let at = stream.words.partition_point(|w| w.start < word.start);
    let begins = super::merge::opening(stream, at) >= 2;
    let next = stream.words.get(at + 1);
    let goes_on = next.is_some_and(|n| {
        n.kind == TokenKind::Word
            && capital(stream.str(n))
            && stream.text.get(word.end as usize..n.start as usize) == Some(" ")
    });
    !begins || goes_on
}

fn capital(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.any(char::is_lowercase)
}

/// Tells whether two texts look the same though their letters differ (UTS 39 skeletons).
pub fn lookalike(a: &str, b: &str) -> bool {
    a != b && skeleton(a).eq(skeleton(b))
}

/// What a scanner takes for each other.
const CONFUSED: &[(&str, &str)] = &[
    ("rn", "m"),
    ("cl", "d"),
    ("vv", "w"),
    ("li", "h"),
    ("0", "o"),
    ("1", "l"),
    ("1", "i"),
    ("5", "s"),
    ("8", "b"),
    ("l", "i"),
    ("e", "c"),
    ("ii", "n"),
];

/// Tells whether one word becomes the other by a single misreading of letters.
pub fn ocr_like(a: &str, b: &str) -> bool {
    let (a, b) = (folded(a), folded(b));
    let turned = |from: &str, x: &str, y: &str, to: &str| {
        from.match_indices(x).any(|(at, _)| {
            let head = from.get(..at).unwrap_or("");
            let tail = from.get(at + x.len()..).unwrap_or("");
            to.strip_prefix(head)
                .and_then(|t| t.strip_prefix(y))
                .is_some_and(|t| t == tail)
        })
    };
    a.chars().count() >= 4
        && CONFUSED
            .iter()
            .any(|(x, y)| turned(&a, x, y, &b) || turned(&b, x, y, &a))
}

/// Tells whether an account number carries its own check (ISO 13616, mod 97 is 1).
pub fn account_holds(text: &str) -> bool {
    let bare: Vec<u8> = text.bytes().filter(u8::is_ascii_alphanumeric).collect();
    if !(15..=34).contains(&bare.len()) {
        return false;
    }
    let (head, tail) = bare.split_at(4);
    let mut rest = 0u32;
    for byte in tail.iter().chain(head) {
        let value = char::from(*byte).to_digit(36).unwrap_or(0);
        rest = if value > 9 {
            (rest * 100 + value) % 97
        } else {
            (rest * 10 + value) % 97
        };
    }
    rest == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_number_carries_its_check() {
        assert!(account_holds("GB82 WEST 1234 5698 7654 32"));
        assert!(account_holds("FR1420041010050500013M02606"));
        assert!(account_holds("DE89370400440532013000"));
        assert!(!account_holds("FR1420041010050500013M02607"));
    }

    #[test]
    fn a_misreading_is_told_from_another_word() {
        assert!(ocr_like("modern", "modem"));
        assert!(ocr_like("clear", "dear"));
        assert!(!ocr_like("black", "blank"));
    }

    #[test]
    fn a_first_word_is_no_name() {
        let stream = Stream::of("Tomorrow Rolf Brandt comes. Later he goes.");
        let names: Vec<&str> = stream
            .words
            .iter()
            .filter(|w| is_name(&stream, w))
            .map(|w| stream.str(w).trim_end_matches('.'))
            .collect();
        assert!(names.contains(&"Rolf") && names.contains(&"Brandt"));
        assert!(!names.contains(&"Later"));
    }
}
