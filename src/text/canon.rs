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
    let mut writer = Writer::new(text, Some(Vec::with_capacity(text.len() + 1)));
    writer.write(text);
    let mut map = writer.map.unwrap_or_default();
    map.push(text.len() as u32);
    Canon {
        text: writer.text,
        map,
    }
}

/// Writes a canonical text, with the way back where that is asked for.
struct Writer {
    text: String,
    map: Option<Vec<u32>>,
    gap: Option<usize>,
}

impl Writer {
    fn new(text: &str, map: Option<Vec<u32>>) -> Self {
        Self {
            text: String::with_capacity(text.len() + 16),
            map,
            gap: None,
        }
    }

    fn write(&mut self, text: &str) {
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|r| !r.is_empty()) {
            let run = rest
                .bytes()
                .position(|b| !b.is_ascii())
                .unwrap_or(rest.len());
            // The last letter of a plain run may bear the marks that follow it.
            let plain = if run == rest.len() {
                run
            } else {
                run.saturating_sub(1)
            };
            self.ascii(rest.get(..plain).unwrap_or(""), at);
            at += plain;
            at += self.group(text, at);
        }
    }

    /// Writes a run of ASCII that starts at a byte of the original, word by word.
    fn ascii(&mut self, run: &str, at: usize) {
        let shows = |b: &u8| b.is_ascii_graphic();
        let bytes = run.as_bytes();
        let mut from = 0;
        while let Some(rest) = bytes.get(from..).filter(|r| !r.is_empty()) {
            let word = rest.iter().position(|b| !shows(b)).unwrap_or(rest.len());
            if word == 0 {
                self.push(at + from, rest.first().map_or(' ', |b| char::from(*b)));
                from += 1;
                continue;
            }
            self.close_gap();
            let start = self.text.len();
            self.text.push_str(run.get(from..from + word).unwrap_or(""));
            if let Some(new) = self.text.get_mut(start..) {
                new.make_ascii_lowercase();
            }
            if let Some(map) = &mut self.map {
                map.extend((at + from..at + from + word).map(|at| at as u32));
            }
            from += word;
        }
    }

    /// Writes one base with its combining marks, composed together, never across groups; gives
    /// the bytes that it took.
    fn group(&mut self, text: &str, at: usize) -> usize {
        let mut rest = text.get(at..).unwrap_or("").chars();
        let Some(base) = rest.next() else { return 0 };
        let marks: usize = rest.take_while(|c| joins(*c)).map(char::len_utf8).sum();
        let length = base.len_utf8() + marks;
        let group = text.get(at..at + length).unwrap_or("");
        for folded in group.chars().map(untypographic).nfkc() {
            for lower in untypographic(folded).to_lowercase().nfkc() {
                self.push(at, lower);
            }
        }
        length
    }

    fn push(&mut self, at: usize, c: char) {
        if c.is_whitespace() {
            self.gap.get_or_insert(at);
            return;
        }
        if c.is_control() || (!c.is_ascii() && invisible(c)) {
            return;
        }
        self.close_gap();
        self.text.push(c);
        self.note(at, c.len_utf8());
    }

    /// Writes one space for the white space that was met, unless nothing stands before it.
    fn close_gap(&mut self) {
        if let Some(at) = self.gap.take().filter(|_| !self.text.is_empty()) {
            self.text.push(' ');
            self.note(at, 1);
        }
    }

    fn note(&mut self, at: usize, bytes: usize) {
        if let Some(map) = &mut self.map {
            map.extend(std::iter::repeat_n(at as u32, bytes));
        }
    }
}

/// Tells whether a character is composed with what stands before it.
fn joins(c: char) -> bool {
    !c.is_ascii()
        && (is_combining_mark(c)
            || canonical_combining_class(c) != 0
            || invisible(c)
            || matches!(c, '\u{1160}'..='\u{11FF}'))
}

/// Gives the bytes whose SHA-256 is the text identity of an item: the canonical form of its own
/// words, as UTF-8, behind the line `valla text 1`. Fixed: another rule would be another version.
pub fn canonical_digest_input(own: &str) -> String {
    let mut writer = Writer::new(own, None);
    writer.write(own);
    let mut input = String::with_capacity(writer.text.len() + 16);
    input.push_str("valla text 1\n");
    input.push_str(&writer.text);
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
