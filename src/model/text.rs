//! The text of an item, part by part, as the bytes say it.

use super::words::{Lang, Said, commands as w};

/// All text of an item in reading order; kept in the index so that no screen needs the source.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ItemText {
    /// Parts in the order of the message.
    pub parts: Vec<TextPart>,
}

impl ItemText {
    /// Gives the text that a reader is shown: all `Body` parts, joined by an empty line.
    pub fn body(&self) -> String {
        self.joined().0
    }

    /// Gives where in the body each place of a document begins, with its words: `page 2`,
    /// `sheet Budget`. The parts of a message have numbers, which are no places.
    pub fn places(&self, lang: Lang) -> Vec<(usize, String)> {
        let starts = self.joined().1.into_iter();
        let named = starts.filter(|(_, part)| part.part.en.contains(char::is_alphabetic));
        named
            .map(|(at, part)| (at, part.part.of(lang).to_owned()))
            .collect()
    }

    /// Joins what a reader is shown, and tells where each part of it begins.
    fn joined(&self) -> (String, Vec<(usize, &TextPart)>) {
        let (mut out, mut starts) = (String::new(), Vec::new());
        for part in self.parts.iter().filter(|p| p.role == PartRole::Body) {
            if !out.is_empty() && !out.ends_with("\n\n") {
                out.push_str(if out.ends_with('\n') { "\n" } else { "\n\n" });
            }
            starts.push((out.len(), part));
            out.push_str(&part.text);
        }
        (out, starts)
    }

    /// Gives the same without a copy, where one part alone is shown.
    pub fn into_body(mut self) -> String {
        let mut shown = self.parts.iter_mut().filter(|p| p.role == PartRole::Body);
        match (shown.next(), shown.next()) {
            (Some(only), None) => std::mem::take(&mut only.text),
            _ => self.body(),
        }
    }

    /// Gives the body, and behind it what a document hides, each piece under a line that names what
    /// hides it. Hidden parts of a message bear no name and are left out.
    pub fn with_hidden(&self, lang: Lang) -> String {
        let mut out = self.body();
        for part in self.parts.iter().filter(|p| p.hides()) {
            if !out.is_empty() && !out.ends_with('\n') {
                out.push('\n');
            }
            out.push('\n');
            out.push_str(w::not_shown(&part.part).of(lang));
            out.push('\n');
            out.push_str(&part.text);
        }
        out
    }

    /// Tells whether no part holds any text.
    pub fn is_empty(&self) -> bool {
        self.parts.iter().all(|p| p.text.trim().is_empty())
    }
}

/// One text part, decoded, with LF line ends.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TextPart {
    /// MIME part number (`1`, `2.1`); of a document the place (`sheet Budget`, `page 2`,
    /// `comments`) in every language, or empty.
    pub part: Said,
    /// What the part is in its item.
    pub role: PartRole,
    /// Decoded text: quoting of `From ` undone, format=flowed joined, HTML laid out as text.
    pub text: String,
}

impl TextPart {
    /// Tells whether this is a hidden part of a document, which says what hides it.
    pub fn hides(&self) -> bool {
        self.role == PartRole::Hidden && self.part.en.contains(char::is_alphabetic)
    }
}

/// The role of a text part.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum PartRole {
    /// What the reader is shown.
    Body,
    /// The other form of a `multipart/alternative` (the HTML beside a plain text).
    Alternative,
    /// Text in the bytes that no reader shows (CSS-hidden, comments, preamble, epilogue).
    Hidden,
}
