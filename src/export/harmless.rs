//! Text of the evidence in a report: hidden characters become marks, what HTML acts on is escaped,
//! and addresses are broken so that no reader makes a link of them. Used by `export::html`.

use super::run::Work;
use crate::text::SafeText;
use std::fmt::Write;

/// Schemes that a reader might act on.
const SCHEMES: [&str; 9] = [
    "http:",
    "https:",
    "ftp:",
    "mailto:",
    "javascript:",
    "vbscript:",
    "data:",
    "file:",
    "tel:",
];

/// Makes text of the evidence harmless and visible.
pub fn shown(work: &Work<'_>, text: &str) -> String {
    escaped(&work.veil.text(text))
}

/// Makes text harmless of which nothing is withheld.
pub fn escaped(text: &str) -> String {
    let mut text = SafeText::block(text).into_string();
    for scheme in SCHEMES {
        text = broken(&text, scheme);
    }
    text = broken(&text, "www.");
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '=' => out.push_str("&#61;"),
            '@' => out.push_str("[@]"),
            c => out.push(c),
        }
    }
    out
}

/// Puts the last sign of a word in brackets wherever the word stands, in any case.
fn broken(text: &str, word: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let (mut out, mut done) = (String::with_capacity(text.len()), 0);
    for (at, _) in lower.match_indices(word) {
        let end = at + word.len();
        let (Some(before), Some(sign)) = (text.get(done..end - 1), text.get(end - 1..end)) else {
            continue;
        };
        out.push_str(before);
        let _ = write!(out, "[{sign}]");
        done = end;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}
