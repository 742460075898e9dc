//! Words and shingles as numbers. A word is a run of letters and digits, folded (case, accents);
//! the fast path reads ASCII byte by byte, so that a whole mailbox takes a fraction of a second.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words in a shingle: 3 keep a text of 20 words findable after one word has changed.
const SHINGLE: usize = 3;
const SEED: u64 = 0x9E37_79B9_7F4A_7C15;

/// Spreads a number over all 64 bits, one to one.
pub fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

fn step(hash: u64, byte: u8) -> u64 {
    (hash.rotate_left(5) ^ u64::from(byte)).wrapping_mul(0x517C_C1B7_2722_0A95)
}

/// Hashes each word of a text in order; equal words in any case or accent have equal hashes.
pub fn word_hashes(text: &str) -> Vec<u64> {
    let mut out = Vec::with_capacity(text.len() / 6);
    let mut hash = 0u64;
    let mut chars = text.as_bytes();
    while let Some((&byte, rest)) = chars.split_first() {
        if byte.is_ascii_alphanumeric() {
            hash = step(hash, byte.to_ascii_lowercase());
            chars = rest;
        } else if byte.is_ascii() {
            if hash != 0 {
                out.push(mix(hash));
                hash = 0;
            }
            chars = rest;
        } else {
            let at = text.len() - chars.len();
            let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else {
                break;
            };
            if invisible(c) || is_combining_mark(c) {
                // Neither ends a word nor belongs to one.
            } else if c.is_alphanumeric() {
                hash = fold(c, hash);
            } else if hash != 0 {
                out.push(mix(hash));
                hash = 0;
            }
            chars = chars.get(c.len_utf8()..).unwrap_or_default();
        }
    }
    if hash != 0 {
        out.push(mix(hash));
    }
    out
}

fn fold(c: char, hash: u64) -> u64 {
    let mut hash = hash;
    let mut buffer = [0u8; 4];
    for part in c.nfkd().filter(|p| !is_combining_mark(*p)) {
        for lower in part.to_lowercase() {
            for byte in lower.encode_utf8(&mut buffer).bytes() {
                hash = step(hash, byte);
            }
        }
    }
    hash
}

fn invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
}

/// Gives the distinct 3-word shingles, sorted; a text of one or two words is one shingle.
pub fn shingles(words: &[u64]) -> Vec<u32> {
    let shingle = |w: &[u64]| {
        let all = w
            .iter()
            .fold(SEED, |h, x| (h.rotate_left(17) ^ x).wrapping_mul(SEED));
        (mix(all) >> 32) as u32
    };
    let mut out: Vec<u32> = if words.len() >= SHINGLE {
        words.windows(SHINGLE).map(shingle).collect()
    } else if words.is_empty() {
        Vec::new()
    } else {
        vec![shingle(words)]
    };
    out.sort_unstable();
    out.dedup();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_decomposition_do_not_change_a_word() {
        let a = word_hashes("L’été, DÉJÀ fini: 12 000");
        assert_eq!(a, word_hashes("l'e\u{301}te\u{301} deja fini 12\u{A0}000"));
        assert_eq!(a.len(), 6);
    }

    #[test]
    fn an_invisible_character_does_not_cut_a_word() {
        assert_eq!(word_hashes("pay\u{200B}ment"), word_hashes("payment"));
    }

    #[test]
    fn shingles_are_sorted_and_distinct() {
        let words = word_hashes("a b c a b c a b c");
        assert_eq!(shingles(&words).len(), 3);
        assert_eq!(shingles(&words[..2]).len(), 1);
        assert_eq!(shingles(&[]).len(), 0);
    }
}
