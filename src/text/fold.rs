//! Comparison forms of words: what is the same word in another dress compares equal.
//!
//! [`fold`] keeps accents, since "côte" for "côté" is an edit; [`fold_search`] drops them, since
//! who searches does not type them.

use super::token::{invisible, is_apostrophe};
use std::borrow::Cow;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// Seed of [`token_hash`]; sketches that are stored depend on it, so it never changes.
pub const HASH_SEED: u64 = 0x5661_6c6c_6131;

/// Gives the ASCII form of a typographic sign, or the character itself.
pub(super) fn untypographic(c: char) -> char {
    match c {
        _ if is_apostrophe(c) => '\'',
        '\u{201A}' | '\u{201B}' | '\u{2032}' | '\u{2039}' | '\u{203A}' => '\'',
        '\u{201C}'..='\u{201F}' | '\u{AB}' | '\u{BB}' | '\u{2033}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}' => '-',
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => ' ',
        _ => c,
    }
}

/// Gives the comparison form of a token: NFKC, lower case, typographic signs as ASCII; accents
/// and invisible characters are kept, since both are edits.
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return if word.bytes().any(|b| b.is_ascii_uppercase() || b == b'\n') {
            Cow::Owned(word.to_ascii_lowercase().replace('\n', " "))
        } else {
            Cow::Borrowed(word)
        };
    }
    Cow::Owned(
        word.chars()
            .map(untypographic)
            .nfkc()
            .map(untypographic)
            .flat_map(char::to_lowercase)
            .nfkc()
            .collect(),
    )
}

/// Gives the form in which words are searched: as [`fold`], without accents and without
/// characters that do not show.
pub fn fold_search(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return fold(word);
    }
    let mut out = String::with_capacity(word.len());
    for c in word.chars().map(untypographic).nfkd() {
        if is_combining_mark(c) || invisible(c) {
            continue;
        }
        match untypographic(c) {
            'œ' | 'Œ' => out.push_str("oe"),
            'æ' | 'Æ' => out.push_str("ae"),
            'ß' | 'ẞ' => out.push_str("ss"),
            'ø' | 'Ø' => out.push('o'),
            'ł' | 'Ł' => out.push('l'),
            'đ' | 'Đ' => out.push('d'),
            'ı' => out.push('i'),
            other => out.extend(other.to_lowercase().filter(|l| !is_combining_mark(*l))),
        }
    }
    Cow::Owned(out)
}

/// Hashes a folded token; the same in every run and on every machine.
pub fn token_hash(folded: &str) -> u64 {
    xxh3_64_with_seed(folded.as_bytes(), HASH_SEED)
}

/// Gives where a run of characters that pass ends. Most text is ASCII and is not decoded.
fn skip(text: &str, from: usize, pass: impl Fn(char) -> bool) -> usize {
    let mut at = from;
    while let Some(byte) = text.as_bytes().get(at) {
        let c = if byte.is_ascii() {
            char::from(*byte)
        } else {
            let rest = text.get(at..).unwrap_or("");
            rest.chars().next().unwrap_or_default()
        };
        if !pass(c) {
            break;
        }
        at += c.len_utf8();
    }
    at
}

/// Cuts a text into the words that a search sees: runs of letters and digits in their search
/// form, with their place. Invisible characters belong to the word they stand in.
pub fn search_words(text: &str) -> impl Iterator<Item = (Range<usize>, Cow<'_, str>)> {
    let part = |c: char| {
        c.is_ascii_alphanumeric()
            || c == '_'
            || (!c.is_ascii() && c.is_alphanumeric())
            || (!c.is_ascii() && (is_combining_mark(c) || invisible(c)))
    };
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = skip(text, at, |c| !part(c));
            let end = skip(text, start, part);
            if start == end {
                return None;
            }
            at = end;
            let word = fold_search(text.get(start..end)?);
            if !word.is_empty() {
                return Some((start..end, word));
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dress_goes_and_accents_stay() {
        assert_eq!(fold("L’Été"), "l'été");
        assert_eq!(fold("e\u{301}te\u{301}"), fold("été"));
        assert_eq!(fold("ﬁn"), "fin");
        assert_eq!(fold("12\u{202F}500\u{A0}€"), "12 500 €");
        assert_eq!(fold("–"), "-");
        assert_ne!(fold("côte"), fold("côté"));
        assert_ne!(fold("pay\u{200B}ment"), fold("payment"));
        assert!(matches!(fold("plain"), Cow::Borrowed("plain")));
    }

    #[test]
    fn search_drops_accents_and_hidden_characters() {
        assert_eq!(fold_search("Étranger"), "etranger");
        assert_eq!(fold_search("pay\u{200B}ment"), "payment");
        assert_eq!(fold_search("cœur"), "coeur");
        assert_eq!(fold_search("Straße"), "strasse");
        let words: Vec<_> = search_words("L’été, rendez-vous!")
            .map(|(_, w)| w)
            .collect();
        assert_eq!(words, ["l", "ete", "rendez", "vous"]);
    }

    #[test]
    fn hashes_never_change() {
        assert_eq!(token_hash(""), 14_066_797_980_118_652_457);
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(word in "\\w{0,12}") {
            let once = fold(&word).into_owned();
            prop_assert_eq!(fold(&once), once.as_str());
            let search = fold_search(&word).into_owned();
            prop_assert_eq!(fold_search(&search), search.as_str());
        }
    }
}
