//! Texts of properties: UTF-16, or bytes of a code page.

/// Names of code pages, as MIME writes them.
const CHARSETS: &[(u64, &str)] = &[
    (437, "ibm437"),
    (850, "ibm850"),
    (866, "ibm866"),
    (874, "windows-874"),
    (932, "shift_jis"),
    (936, "gbk"),
    (949, "euc-kr"),
    (950, "big5"),
    (20127, "us-ascii"),
    (20866, "koi8-r"),
    (21866, "koi8-u"),
    (50220, "iso-2022-jp"),
    (51932, "euc-jp"),
    (51949, "euc-kr"),
    (54936, "gb18030"),
    (65001, "utf-8"),
];

/// Gives the name of a code page; windows-1252 for one that has none here.
pub(super) fn charset(codepage: u64) -> String {
    match codepage {
        1250..=1258 => format!("windows-{codepage}"),
        28591..=28606 => format!("iso-8859-{}", codepage - 28590),
        _ => CHARSETS
            .iter()
            .find(|(page, _)| *page == codepage)
            .map_or("windows-1252", |(_, name)| name)
            .to_owned(),
    }
}

/// Reads UTF-16, little end first.
pub(super) fn utf16(bytes: &[u8]) -> String {
    let (words, _) = bytes.as_chunks::<2>();
    let words: Vec<u16> = words.iter().map(|w| u16::from_le_bytes(*w)).collect();
    String::from_utf16_lossy(&words)
}

/// Reads bytes of a code page as far as that goes without its table: ASCII and UTF-8 as they
/// stand, other bytes by windows-1252. Names alone are read so; bodies keep bytes and charset.
pub(super) fn bytes(bytes: &[u8], _codepage: u64) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|b| western(*b)).collect(),
    }
}

/// The upper rows of windows-1252 that differ from Latin-1.
const WESTERN: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn western(byte: u8) -> char {
    let upper = byte.checked_sub(0x80).map(usize::from);
    upper
        .and_then(|at| WESTERN.get(at).copied())
        .unwrap_or_else(|| char::from(byte))
}
