//! Bytes to characters: what is declared, else UTF-8 where it is valid, else a guess.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use std::borrow::Cow;

/// Bytes that a guess looks at.
const GUESS_BYTES: usize = 64 << 10;

/// Decodes a text; the flag tells whether every byte exists in the character set.
pub(super) fn decode<'a>(bytes: &'a [u8], declared: Option<&str>) -> (Cow<'a, str>, bool) {
    if let Some((marked, length)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(length..).unwrap_or(&[]);
        let (text, broken) = marked.decode_without_bom_handling(rest);
        return (text, !broken);
    }
    let label = declared.map(str::trim).filter(|l| !is_ascii(l));
    match label.map(|l| (l, Encoding::for_label(l.as_bytes()))) {
        // ISO-2022 texts are pure ASCII bytes, so the short cut comes after the declaration.
        Some((_, Some(named))) => {
            let (text, broken) = named.decode_without_bom_handling(bytes);
            (text, !broken)
        }
        Some((label, None)) => unusual(bytes, label),
        None => undeclared(bytes),
    }
}

/// A declaration of ASCII says nothing about bytes beyond it.
fn is_ascii(label: &str) -> bool {
    [
        "us-ascii",
        "ascii",
        "ansi_x3.4-1968",
        "7bit",
        "8bit",
        "x-unknown",
        "unknown-8bit",
        "",
    ]
    .iter()
    .any(|l| label.eq_ignore_ascii_case(l))
}

/// Character sets that the web does not know and mail does (UTF-7, code page 850 …).
fn unusual<'a>(bytes: &'a [u8], label: &str) -> (Cow<'a, str>, bool) {
    let decoder = mail_parser::decoders::charsets::map::charset_decoder(label.as_bytes());
    if let Some(decoder) = decoder {
        return (Cow::Owned(decoder(bytes)), true);
    }
    let (text, _) = undeclared(bytes);
    (text, bytes.is_ascii())
}

fn undeclared(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), true);
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    let sample = bytes.get(..bytes.len().min(GUESS_BYTES)).unwrap_or(bytes);
    detector.feed(sample, true);
    let guess = detector.guess(None, chardetng::Utf8Detection::Deny);
    let (text, broken) = guess.decode_without_bom_handling(bytes);
    if broken || guess == UTF_8 {
        let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
        return (text, true);
    }
    (text, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_declared_wins_and_what_is_not_is_guessed() {
        let rows: &[(&[u8], Option<&str>, &str, bool)] = &[
            (b"caf\xe9", Some("iso-8859-1"), "café", true),
            (b"caf\xc3\xa9", Some("utf-8"), "café", true),
            (b"caf\xc3\xa9", None, "café", true),
            (b"caf\xc3\xa9", Some("us-ascii"), "café", true),
            (
                b"d\xe9j\xe0 vu, tr\xe8s bient\xf4t",
                None,
                "déjà vu, très bientôt",
                true,
            ),
            (b"caf\xe9", Some("utf-8"), "caf\u{fffd}", false),
            (b"+AOk-", Some("utf-7"), "é", true),
            (b"plain", Some("no-such-set"), "plain", true),
            (b"\xff\xfea\0", None, "a", true),
        ];
        for (bytes, declared, wanted, clean) in rows {
            assert_eq!(decode(bytes, *declared), ((*wanted).into(), *clean));
        }
    }
}
