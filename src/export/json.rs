//! One JSON object a line, for the command line and every manifest.
//!
//! What a terminal acts on or a reader cannot see is written as `\uXXXX`, so that a line is safe to
//! print and loses nothing.

use serde::Serialize;
use std::fmt::Write;

/// Writes a value as one line of JSON without its line end, fields in the order declared.
pub fn line<T: Serialize>(value: &T) -> String {
    escape(&serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned()))
}

/// Escapes what must not stand bare in JSON that may reach a terminal.
pub fn escape(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if !is_hidden(c) {
            out.push(c);
            continue;
        }
        let mut units = [0u16; 2];
        for unit in c.encode_utf16(&mut units) {
            // Writing into a String cannot fail.
            let _ = write!(out, "\\u{unit:04x}");
        }
    }
    out
}

/// Tells controls, C1, bidi, zero-width and tag characters.
fn is_hidden(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1f}'
        | '\u{7f}'..='\u{9f}'
        | '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{115f}'..='\u{1160}'
        | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{3164}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_acts_on_is_escaped_and_reads_back() {
        let text = "a\u{1b}]52;\u{7}\u{9b}\u{202e}\u{200b}\u{e0041}é日";
        let json = line(&text);
        assert_eq!(
            json,
            "\"a\\u001b]52;\\u0007\\u009b\\u202e\\u200b\\udb40\\udc41é日\""
        );
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
