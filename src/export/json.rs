//! One JSON object a line, for the command line and every manifest.
//!
//! What a terminal acts on or a reader cannot see is written as `\uXXXX`, so that a line is safe to
//! print and loses nothing.

use crate::text::escape_json;
use serde::Serialize;

/// Writes a value as one line of JSON without its line end, fields in the order declared.
pub fn line<T: Serialize>(value: &T) -> String {
    escape(&serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned()))
}

/// Escapes what must not stand bare in JSON that may reach a terminal.
pub fn escape(json: &str) -> String {
    escape_json(json).into_owned()
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
