//! The only text that reaches a terminal: every control, bidi, zero-width and tag character of
//! evidence becomes a visible mark; nothing is dropped and nothing is emitted.
//!
//! Characters are judged one by one and sequences are never matched: a parser of escapes can be
//! led astray, a set of characters cannot. [`MARKS`] holds the names; what has none is shown by
//! its code point.

use std::borrow::Cow;
use std::fmt::{self, Write as _};
use unicode_normalization::char::is_combining_mark;
use unicode_width::UnicodeWidthChar;

/// Most combining marks that are drawn on one base; terminals put them all into one cell.
pub const COMBINING: usize = 8;

/// Text without any character that a terminal acts on or that a reader cannot see.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct SafeText(String);

impl SafeText {
    /// Makes one line of any text: line breaks and tabs become marks too.
    pub fn line(text: &str) -> Self {
        Self(make(text, Form::Line))
    }

    /// Makes safe text that keeps its LF line breaks; tabs become spaces to the next stop of 8.
    pub fn block(text: &str) -> Self {
        Self(make(text, Form::Block))
    }

    /// Makes one line of bytes that may be no UTF-8; each byte that is none shows as `⟨xFF⟩`.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        let mut out = String::with_capacity(bytes.len());
        for chunk in bytes.utf8_chunks() {
            out.push_str(&make(chunk.valid(), Form::Line));
            for byte in chunk.invalid() {
                let _ = write!(out, "⟨x{byte:02X}⟩");
            }
        }
        Self(out)
    }

    /// Gives the safe text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Gives the safe text as a string of its own.
    pub fn into_string(self) -> String {
        self.0
    }
}

impl fmt::Display for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for SafeText {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Line,
    Block,
}

/// Names of characters that do not show, as a mark bears them.
pub const MARKS: &[(char, &str)] = &[
    ('\u{A0}', "NBSP"),
    ('\u{AD}', "SHY"),
    ('\u{34F}', "CGJ"),
    ('\u{61C}', "ALM"),
    ('\u{180E}', "MVS"),
    ('\u{200B}', "ZWSP"),
    ('\u{200C}', "ZWNJ"),
    ('\u{200D}', "ZWJ"),
    ('\u{200E}', "LRM"),
    ('\u{200F}', "RLM"),
    ('\u{2028}', "LS"),
    ('\u{2029}', "PS"),
    ('\u{202A}', "LRE"),
    ('\u{202B}', "RLE"),
    ('\u{202C}', "PDF"),
    ('\u{202D}', "LRO"),
    ('\u{202E}', "RLO"),
    ('\u{2060}', "WJ"),
    ('\u{2066}', "LRI"),
    ('\u{2067}', "RLI"),
    ('\u{2068}', "FSI"),
    ('\u{2069}', "PDI"),
    ('\u{FEFF}', "BOM"),
    ('\u{FFF9}', "IAA"),
    ('\u{FFFA}', "IAS"),
    ('\u{FFFB}', "IAT"),
];

/// Tells whether a character may reach the screen as it is; the last sweep of a frame asks this.
///
/// A space of any width that shows as a gap (U+00A0, U+202F) may; line breaks and tabs may not.
pub fn visible(c: char) -> bool {
    if c.is_ascii() {
        return matches!(c, ' '..='~');
    }
    let code = u32::from(c);
    if code < 0x300 {
        return code >= 0xA0 && code != 0xAD;
    }
    let private = matches!(code, 0xE000..=0xF8FF | 0xF_0000..);
    let nonchar = matches!(code, 0xFDD0..=0xFDEF) || code & 0xFFFE == 0xFFFE;
    let breaks = matches!(code, 0x2028 | 0x2029);
    !(private || nonchar || breaks || super::token::invisible(c))
}

/// Appends the mark of a character that may not be shown as it is.
fn push_mark(out: &mut String, c: char) {
    let code = u32::from(c);
    if code < 0x20 {
        out.push('^');
        out.push((code as u8 + b'@') as char);
        return;
    }
    if c == '\u{7F}' {
        out.push_str("^?");
        return;
    }
    if let Some((_, name)) = MARKS.iter().find(|(m, _)| *m == c) {
        let _ = write!(out, "⟨{name}⟩");
        return;
    }
    let _ = match code {
        0xFE00..=0xFE0F => write!(out, "⟨VS{}⟩", code - 0xFE00 + 1),
        0xE_0100..=0xE_01EF => write!(out, "⟨VS{}⟩", code - 0xE_0100 + 17),
        0xE_0020 => write!(out, "⟨TAG SP⟩"),
        0xE_0021..=0xE_007E => {
            write!(out, "⟨TAG {}⟩", char::from((code - 0xE_0000) as u8))
        }
        0xE_007F => write!(out, "⟨TAG END⟩"),
        _ => write!(out, "⟨U+{code:04X}⟩"),
    };
}

/// Tells whether a text needs no work: nearly all of it is printable ASCII.
fn is_plain(text: &str, form: Form) -> bool {
    text.bytes()
        .all(|b| (0x20..0x7F).contains(&b) || (b == b'\n' && form == Form::Block))
}

fn make(text: &str, form: Form) -> String {
    if is_plain(text, form) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 16);
    // Column for tab stops, and combining marks on the character before.
    let (mut column, mut combining) = (0_usize, 0_usize);
    for c in text.chars() {
        if c == '\n' && form == Form::Block {
            out.push('\n');
            (column, combining) = (0, 0);
            continue;
        }
        if c == '\t' {
            match form {
                Form::Line => out.push_str("⟨TAB⟩"),
                Form::Block => {
                    let stop = 8 - column % 8;
                    out.extend(std::iter::repeat_n(' ', stop));
                    column += stop;
                }
            }
            combining = 0;
            continue;
        }
        let stacked = !c.is_ascii() && is_combining_mark(c);
        combining = if stacked { combining + 1 } else { 0 };
        if visible(c) && combining <= COMBINING {
            out.push(c);
            column += c.width().unwrap_or(0);
        } else {
            let before = out.len();
            push_mark(&mut out, c);
            column += out.get(before..).map_or(0, |m| m.chars().count());
        }
    }
    out
}

/// Writes what JSON text holds of controls, C1, bidi, zero-width and tag characters as `\uXXXX`.
///
/// Takes text that is JSON already: such characters stand only inside strings there, and line
/// breaks and tabs only between values, so they are left as they are.
pub fn escape_json(serialised: &str) -> Cow<'_, str> {
    let safe = |c: char| visible(c) || matches!(c, '\n' | '\r' | '\t');
    let ascii = |b: u8| (0x20..0x7F).contains(&b) || matches!(b, b'\n' | b'\r' | b'\t');
    if serialised.bytes().all(ascii) || serialised.chars().all(safe) {
        return Cow::Borrowed(serialised);
    }
    let mut out = String::with_capacity(serialised.len() + 32);
    let mut units = [0_u16; 2];
    for c in serialised.chars() {
        if safe(c) {
            out.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut units) {
            let _ = write!(out, "\\u{unit:04x}");
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn line(text: &str, expected: &str) {
        assert_eq!(SafeText::line(text).as_str(), expected);
    }

    #[test]
    fn the_fourteen_kinds_of_the_evil_message() {
        line("A\x1b]52;c;UFdORUQ=\x07", "A^[]52;c;UFdORUQ=^G");
        line("B\x1b]0;PWNED\x07", "B^[]0;PWNED^G");
        line(
            "C\x1b]8;;http://evil/\x1b\\c\x1b]8;;\x1b\\",
            "C^[]8;;http://evil/^[\\c^[]8;;^[\\",
        );
        line("D\x1bP$qPWN\x1b\\", "D^[P$qPWN^[\\");
        line("E\x1b[21t", "E^[[21t");
        line("F\x1b[201~PWN", "F^[[201~PWN");
        line("G\u{9b}31m", "G⟨U+009B⟩31m");
        line("H\u{9d}52;c;AA\u{9c}", "H⟨U+009D⟩52;c;AA⟨U+009C⟩");
        assert_eq!(SafeText::from_bytes(b"I\x9b31m").as_str(), "I⟨x9B⟩31m");
        line("J\x07PWNBEL", "J^GPWNBEL");
        line("K\u{202e}gpj.exe", "K⟨RLO⟩gpj.exe");
        line("L\u{2066}x\u{2069}", "L⟨LRI⟩x⟨PDI⟩");
        line("M\u{200b}", "M⟨ZWSP⟩");
        line("N\u{200f}end", "N⟨RLM⟩end");
    }

    #[test]
    fn every_invisible_character_has_its_mark() {
        line("a\r\nb\tc\0\x7f", "a^M^Jb⟨TAB⟩c^@^?");
        line(
            "\u{E0041}\u{E0020}\u{FE0F}\u{E0100}",
            "⟨TAG A⟩⟨TAG SP⟩⟨VS16⟩⟨VS17⟩",
        );
        line(
            "\u{2028}\u{2029}\u{FEFF}\u{2060}\u{AD}",
            "⟨LS⟩⟨PS⟩⟨BOM⟩⟨WJ⟩⟨SHY⟩",
        );
        line(
            "\u{E000}\u{FFFE}\u{FDD0}\u{FFF9}",
            "⟨U+E000⟩⟨U+FFFE⟩⟨U+FDD0⟩⟨IAA⟩",
        );
        line(
            "né à 12\u{A0}500\u{202F}€ — 日本",
            "né à 12\u{A0}500\u{202F}€ — 日本",
        );
    }

    #[test]
    fn a_block_keeps_lines_and_expands_tabs() {
        assert_eq!(
            SafeText::block("a\tb\n\tc\r\n").as_str(),
            "a       b\n        c^M\n"
        );
        assert_eq!(SafeText::block("\x1b\tx").as_str(), "^[      x");
    }

    #[test]
    fn only_some_combining_marks_are_stacked() {
        let zalgo = format!("e{}", "\u{301}".repeat(10));
        let shown = SafeText::line(&zalgo);
        assert_eq!(shown.as_str().matches('\u{301}').count(), COMBINING);
        assert!(shown.as_str().ends_with("⟨U+0301⟩⟨U+0301⟩"));
    }

    #[test]
    fn json_keeps_its_meaning_and_loses_its_teeth() {
        let value = serde_json::json!({"s": "a\u{1b}\u{7f}\u{9b}\u{202e}\u{200b}\u{E0041}é"});
        let text = value.to_string();
        let safe = escape_json(&text);
        assert!(
            safe.contains("\\u202e") && safe.contains("\\udb40\\udc41"),
            "{safe}"
        );
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&safe).unwrap(),
            value
        );
        assert!(matches!(escape_json("{\"a\":\"é\"}"), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn no_forbidden_character_comes_out(text in any::<String>()) {
            let line = SafeText::line(&text);
            prop_assert!(line.as_str().chars().all(visible));
            let block = SafeText::block(&text);
            prop_assert!(block.as_str().chars().all(|c| c == '\n' || visible(c)));
            prop_assert_eq!(SafeText::line(line.as_str()), line);
        }

        #[test]
        fn no_byte_is_lost(bytes in any::<Vec<u8>>()) {
            let shown = SafeText::from_bytes(&bytes);
            prop_assert!(shown.as_str().chars().all(visible));
            let least = String::from_utf8_lossy(&bytes).chars().count();
            prop_assert!(shown.as_str().chars().count() >= least);
        }

        #[test]
        fn each_hidden_character_has_a_mark_of_its_own(a in any::<char>(), b in any::<char>()) {
            if a != b && !visible(a) && !visible(b) {
                prop_assert_ne!(SafeText::line(&a.to_string()), SafeText::line(&b.to_string()));
            }
        }

        #[test]
        fn json_round_trips(text in any::<String>()) {
            let json = serde_json::to_string(&text).unwrap();
            let safe = escape_json(&json);
            prop_assert!(safe.chars().all(visible));
            prop_assert_eq!(serde_json::from_str::<String>(&safe).unwrap(), text);
        }
    }
}
