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

/// What each byte is to a word: its lower-case form, `BREAK`, or the start of a longer character.
const BYTES: [u8; 256] = {
    let mut table = [BREAK; 256];
    let mut byte = 0;
    while byte < 256 {
        let b = byte as u8;
        if b.is_ascii_alphanumeric() {
            table[byte] = b.to_ascii_lowercase();
        } else if !b.is_ascii() {
            table[byte] = LONG;
        }
        byte += 1;
    }
    table
};
const BREAK: u8 = 0;
const LONG: u8 = 255;

/// Hashes each word of a text in order; equal words in any case or accent have equal hashes.
pub fn word_hashes(text: &str) -> Vec<u64> {
    let mut out = Vec::with_capacity(text.len() / 5);
    add_word_hashes(text, &mut out);
    out
}

/// Hashes each word of a text behind those that are there already.
pub fn add_word_hashes(text: &str, out: &mut Vec<u64>) {
    let mut hash = 0u64;
    let mut bytes = text.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match BYTES[usize::from(byte)] {
            BREAK => {
                if hash != 0 {
                    out.push(mix(hash));
                    hash = 0;
                }
            }
            LONG => {
                let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else {
                    continue;
                };
                bytes.nth(c.len_utf8() - 2);
                if invisible(c) || is_combining_mark(c) {
                    // Neither ends a word nor belongs to one.
                } else if c.is_alphanumeric() {
                    hash = fold(c, hash);
                } else if hash != 0 {
                    out.push(mix(hash));
                    hash = 0;
                }
            }
            letter => hash = step(hash, letter),
        }
    }
    if hash != 0 {
        out.push(mix(hash));
    }
}

fn fold(c: char, hash: u64) -> u64 {
    if let Some(base) = latin(c) {
        return step(hash, base);
    }
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

/// Gives the base letter of the accented letters of western Europe, without asking the tables.
fn latin(c: char) -> Option<u8> {
    Some(match c {
        'à'..='å' | 'À'..='Å' => b'a',
        'ç' | 'Ç' => b'c',
        'è'..='ë' | 'È'..='Ë' => b'e',
        'ì'..='ï' | 'Ì'..='Ï' => b'i',
        'ñ' | 'Ñ' => b'n',
        'ò'..='ö' | 'Ò'..='Ö' => b'o',
        'ù'..='ü' | 'Ù'..='Ü' => b'u',
        _ => return None,
    })
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
    fn the_short_way_folds_as_the_tables_do() {
        for c in ('\u{C0}'..='\u{FF}').filter(|c| c.is_alphabetic()) {
            let slow = c
                .nfkd()
                .filter(|p| !is_combining_mark(*p))
                .flat_map(char::to_lowercase)
                .collect::<String>();
            assert_eq!(word_hashes(&c.to_string()), word_hashes(&slow), "{c}");
        }
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
