//! The canonical form: what a text says apart from its dress, with the way back to the original.
//!
//! NFKC, typographic signs as ASCII, lower case, each run of white space one space, characters
//! that do not show left out. Two copies that differ only in wrapping, encoding or typography
//! have one canonical form, and so one text identity.

use super::fold::untypographic;
use super::token::invisible;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

/// A canonical text with the way back to the original.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Canon {
    /// The canonical text: no space at its ends, never two in a row.
    pub text: String,
    /// For each byte of `text` the byte of the original where the character group begins that it
    /// came from; one more entry at the end: the length of the original.
    pub map: Vec<u32>,
}

impl Canon {
    /// Gives the byte of the original for a byte of the canonical text.
    pub fn origin(&self, at: usize) -> usize {
        self.map
            .get(at)
            .or_else(|| self.map.last())
            .map_or(0, |at| *at as usize)
    }
}

/// Makes the canonical form of a text of at most 4 GiB.
pub fn canonical(text: &str) -> Canon {
    let mut out = Canon {
        text: String::with_capacity(text.len()),
        map: Vec::with_capacity(text.len() + 1),
    };
    let mut gap = None;
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        // A base and its combining marks are composed together, never across groups.
        let mut end = at + c.len_utf8();
        let simple = c.is_ascii() && rest.peek().is_none_or(|(_, n)| n.is_ascii());
        while let Some((_, n)) = rest.next_if(|(_, n)| !simple && joins(*n)) {
            end += n.len_utf8();
        }
        if simple {
            push(&mut out, &mut gap, at, c.to_ascii_lowercase());
            continue;
        }
        for folded in text
            .get(at..end)
            .unwrap_or("")
            .chars()
            .map(untypographic)
            .nfkc()
        {
            for lower in untypographic(folded).to_lowercase().nfkc() {
                push(&mut out, &mut gap, at, lower);
            }
        }
    }
    out.map.push(text.len() as u32);
    out
}

/// Tells whether a character is composed with what stands before it.
fn joins(c: char) -> bool {
    !c.is_ascii()
        && (is_combining_mark(c)
            || canonical_combining_class(c) != 0
            || invisible(c)
            || matches!(c, '\u{1160}'..='\u{11FF}'))
}

fn push(out: &mut Canon, gap: &mut Option<usize>, at: usize, c: char) {
    if c.is_whitespace() {
        gap.get_or_insert(at);
        return;
    }
    if invisible(c) || c.is_control() {
        return;
    }
    if let Some(at) = gap.take().filter(|_| !out.text.is_empty()) {
        out.text.push(' ');
        out.map.push(at as u32);
    }
    out.text.push(c);
    if c.is_ascii() {
        out.map.push(at as u32);
        return;
    }
    out.map.extend(std::iter::repeat_n(at as u32, c.len_utf8()));
}

/// Gives the bytes whose SHA-256 is the text identity of an item: the canonical form of its own
/// words, as UTF-8, behind the line `valla text 1`. Fixed: another rule would be another version.
pub fn canonical_digest_input(own: &str) -> String {
    let mut input = String::from("valla text 1\n");
    input.push_str(&canonical(own).text);
    input
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dress_makes_no_difference() {
        let a = "Le  r\u{E9}sultat\r\n\u{AB} d\u{2019}hier \u{BB} : 12\u{A0}500\u{200B}";
        let b = "le re\u{301}sultat \" d'hier \" : 12 500 ";
        assert_eq!(canonical(a).text, canonical(b).text);
        assert_eq!(canonical(" \n").text, "");
        assert_eq!(canonical_digest_input("A\nb"), "valla text 1\na b");
    }

    #[test]
    fn the_map_leads_back() {
        let text = "A  \u{200B}\u{C9}t\u{E9}";
        let canon = canonical(text);
        assert_eq!(canon.text, "a été");
        let at = canon.text.find('t').unwrap();
        assert_eq!(&text[canon.origin(at)..=canon.origin(at)], "t");
        assert_eq!(canon.origin(canon.text.len()), text.len());
    }

    proptest! {
        #[test]
        fn the_map_is_whole_and_climbs(text in any::<String>()) {
            let canon = canonical(&text);
            prop_assert_eq!(canon.map.len(), canon.text.len() + 1);
            prop_assert!(canon.map.is_sorted());
            prop_assert!(canon.map.iter().all(|at| text.is_char_boundary(*at as usize)));
            prop_assert!(!canon.text.contains("  "));
        }

        #[test]
        fn canonical_twice_is_canonical_once(text in "[a-zA-Zéèœß '’\n\u{A0}\u{301}0-9]{0,40}") {
            let once = canonical(&text).text;
            prop_assert_eq!(canonical(&once).text, once);
        }
    }
}
