//! What words look like: look-alike letters, mixed scripts, hidden characters, scanner errors.

use super::tables::OCR_PAIRS;
use crate::text::fold::fold;
use crate::text::token::invisible;
use std::fmt::Write as _;
use unicode_security::MixedScript;

/// Gives the form that all look-alikes of a word share (UTS #39 skeleton), characters that do not
/// show left out: words of one skeleton and other characters are homoglyphs of each other.
pub fn skeleton(word: &str) -> String {
    let shown: String = word.chars().filter(|c| !invisible(*c)).collect();
    unicode_security::skeleton(&shown).collect()
}

/// Tells whether letters of several scripts stand in one word ("pаypal" with a Cyrillic а).
pub fn mixed_script(word: &str) -> bool {
    if word.is_ascii() {
        return false;
    }
    let letters: String = word.chars().filter(|c| c.is_alphabetic()).collect();
    !letters.as_str().is_single_script()
}

/// Tells whether a character without width stands in a text; controls of direction do not count.
pub fn has_zero_width(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(|c| invisible(c) && !is_bidi(c))
}

/// Tells whether a control of writing direction stands in a text.
pub fn has_bidi(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(is_bidi)
}

fn is_bidi(c: char) -> bool {
    matches!(
        c,
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
    )
}

/// Writes the code points of a word, as `U+0070 U+0430`.
pub fn code_points(word: &str) -> String {
    let mut out = String::new();
    for c in word.chars() {
        let _ = write!(
            out,
            "{}U+{:04X}",
            if out.is_empty() { "" } else { " " },
            u32::from(c)
        );
    }
    out
}

/// Tells whether two words differ as a scanner's readings do: every difference is a pair of
/// letters that look alike in print.
pub fn ocr_like(a: &str, b: &str) -> bool {
    let (a, b) = (fold(a), fold(b));
    let (mut x, mut y) = (a.as_ref(), b.as_ref());
    if x == y || x.len() > 64 || y.len() > 64 || x.chars().count() < 3 {
        return false;
    }
    let (mut changes, mut same) = (0, 0);
    while !(x.is_empty() && y.is_empty()) {
        let pair = OCR_PAIRS.iter().find_map(|(p, q)| {
            let one = x.strip_prefix(p).zip(y.strip_prefix(q));
            one.or_else(|| x.strip_prefix(q).zip(y.strip_prefix(p)))
        });
        let next = |s: &str| s.chars().next().map_or(0, char::len_utf8);
        let equal = !x.is_empty() && x.chars().next() == y.chars().next();
        // A pair of two letters ("rn" for "m") is tried only where the first letters differ.
        if equal {
            same += 1;
            let step = next(x);
            (x, y) = (x.get(step..).unwrap_or(""), y.get(step..).unwrap_or(""));
        } else if let Some((rest_x, rest_y)) = pair {
            changes += 1;
            (x, y) = (rest_x, rest_y);
        } else {
            return false;
        }
    }
    changes > 0 && same >= changes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_alikes_share_a_skeleton() {
        assert_eq!(skeleton("p\u{430}ypal"), skeleton("paypal"));
        assert_eq!(skeleton("pay\u{200B}pal"), skeleton("paypal"));
        assert_ne!(skeleton("paypal"), skeleton("paypol"));
        assert!(mixed_script("p\u{430}ypal") && !mixed_script("paypal"));
        assert!(!mixed_script("été") && !mixed_script("привет") && !mixed_script("日本の"));
        assert_eq!(code_points("p\u{430}"), "U+0070 U+0430");
    }

    #[test]
    fn hidden_characters_are_told_apart() {
        assert!(has_zero_width("a\u{200B}b") && !has_bidi("a\u{200B}b"));
        assert!(has_bidi("\u{202E}x") && !has_zero_width("\u{202E}x"));
        assert!(!has_zero_width("été") && !has_bidi("abc"));
    }

    #[test]
    fn scanners_confuse_what_looks_alike() {
        assert!(ocr_like("modern", "modem") && ocr_like("Bill", "Bi1l"));
        assert!(ocr_like("clear", "dear") && !ocr_like("approve", "reject"));
        assert!(!ocr_like("same", "same") && !ocr_like("cat", "dog"));
    }
}
