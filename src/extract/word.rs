//! Header values in one line: folds undone, encoded words decoded (RFC 2047).
//!
//! Words of one character set that stand next to each other are decoded together, because mailers
//! cut multi-byte characters between them.

use super::charset;
use super::decode;
use super::field;

/// Decodes an unstructured value into one line.
pub(super) fn unstructured(value: &[u8]) -> String {
    one_line(&encoded_words(&field::text(value)))
}

/// Collapses folds and white space into single spaces.
pub(super) fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split(['\r', '\n']) {
        let line = line.trim_matches([' ', '\t']);
        if !line.is_empty() && !out.is_empty() {
            out.push(' ');
        }
        out.push_str(line);
    }
    out
}

/// One run of encoded words whose bytes are not yet decoded.
struct Run {
    charset: String,
    bytes: Vec<u8>,
}

impl Run {
    /// Tells whether a word of this character set continues the run; sets with shift states
    /// begin anew in each word.
    fn goes_on(&self, charset: &str) -> bool {
        let shifts = charset
            .get(..8)
            .is_some_and(|c| c.eq_ignore_ascii_case("iso-2022"));
        !shifts && self.charset.eq_ignore_ascii_case(charset)
    }
}

/// Decodes the encoded words of a text; white space between two of them vanishes.
pub(super) fn encoded_words(text: &str) -> String {
    if !text.contains("=?") {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut run: Option<Run> = None;
    let mut rest = text;
    while let Some(at) = rest.find("=?") {
        let (before, word) = rest.split_at(at);
        let Some((charset, bytes, after)) = word_at(word) else {
            flush(&mut out, &mut run);
            out.push_str(before);
            out.push_str("=?");
            rest = word.get(2..).unwrap_or("");
            continue;
        };
        let joined = before.chars().all(char::is_whitespace);
        match &mut run {
            Some(open) if joined && open.goes_on(charset) => {
                open.bytes.extend_from_slice(&bytes);
            }
            _ => {
                let follows = run.is_some();
                flush(&mut out, &mut run);
                if !(follows && joined) {
                    out.push_str(before);
                }
                run = Some(Run {
                    charset: charset.to_owned(),
                    bytes,
                });
            }
        }
        rest = after;
    }
    flush(&mut out, &mut run);
    out.push_str(rest);
    out
}

fn flush(out: &mut String, run: &mut Option<Run>) {
    if let Some(run) = run.take() {
        out.push_str(&charset::decode(&run.bytes, Some(&run.charset)).0);
    }
}

/// Reads `=?charset?Q?…?=` at the start of a text: charset, bytes, what follows.
fn word_at(text: &str) -> Option<(&str, Vec<u8>, &str)> {
    let (charset, rest) = text.strip_prefix("=?")?.split_once('?')?;
    let (encoding, rest) = rest.split_once('?')?;
    let (data, after) = rest.split_once("?=")?;
    // RFC 2231 allows a language behind the character set.
    let charset = charset.split('*').next().unwrap_or(charset);
    if charset.is_empty() || charset.len() > 64 || charset.contains(char::is_whitespace) {
        return None;
    }
    let bytes = match encoding {
        "q" | "Q" => {
            let spaced: Vec<u8> = data
                .bytes()
                .map(|b| if b == b'_' { b' ' } else { b })
                .collect();
            decode::quoted_printable(&spaced).0
        }
        "b" | "B" => decode::base64(data.as_bytes()).0,
        _ => return None,
    };
    Some((charset, bytes, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encoded_words_become_one_line() {
        let rows = [
            (" =?utf-8?Q?caf=C3=A9?= au\r\n lait", "café au lait"),
            ("=?utf-8?B?ww==?= =?utf-8?B?qQ==?=", "é"),
            ("=?utf-8?Q?=C3?=\r\n =?UTF-8?Q?=A9t=C3=A9?=", "été"),
            ("=?iso-8859-1*fr?Q?a_b?= =?utf-8?q?c?=", "a bc"),
            ("=?broken?Q?x and y", "=?broken?Q?x and y"),
            ("=?utf-8?X?y?= z", "=?utf-8?X?y?= z"),
            (
                "=?ISO-2022-JP?B?GyRCJDkbKEI=?= =?ISO-2022-JP?B?GyRCJVEbKEI=?=",
                "すパ",
            ),
            ("plain  text", "plain  text"),
        ];
        for (value, wanted) in rows {
            let read = unstructured(value.as_bytes());
            assert_eq!(read, wanted);
        }
        assert_eq!(unstructured(b"caf\xe9"), "café");
    }
}
