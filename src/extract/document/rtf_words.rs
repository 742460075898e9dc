//! The words of RTF that decide where characters go, and the character sets of its fonts.

use crate::model::MetaKey as K;

/// Groups whose characters are no text of the document.
pub(super) const SKIPPED: &[&str] = &[
    "fonttbl",
    "colortbl",
    "stylesheet",
    "pict",
    "sp",
    "themedata",
    "datastore",
    "listtable",
    "listoverridetable",
    "latentstyles",
    "xmlnstbl",
    "fldinst",
    "pntext",
    "filetbl",
    "revtbl",
];

/// Groups of the information group, and what they claim.
pub(super) const INFO: &[(&str, K)] = &[
    ("title", K::Title),
    ("subject", K::Subject),
    ("author", K::Author),
    ("manager", K::Manager),
    ("company", K::Company),
    ("operator", K::LastAuthor),
    ("category", K::Custom),
    ("keywords", K::Keywords),
    ("doccomm", K::Description),
    ("generator", K::Application),
    ("template", K::Template),
    ("creatim", K::Created),
    ("revtim", K::Modified),
    ("printim", K::Printed),
];

/// Gives the letter that a word stands for.
pub(super) fn letter_of(word: &str) -> Option<&'static str> {
    Some(match word {
        "par" | "line" | "row" | "sect" | "page" => "\n",
        "tab" | "cell" | "nestcell" => "\t",
        "emdash" => "—",
        "endash" => "–",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        _ => return None,
    })
}

/// Tells whether a word opens a group of its own kind.
pub(super) fn is_named(word: &str) -> bool {
    word == "objdata" || SKIPPED.contains(&word) || INFO.iter().any(|(n, _)| *n == word)
}

/// Gives the code page of a font's character set; 0 where the document's own holds.
pub(super) fn page_of(charset: i64) -> u16 {
    match charset {
        77 => 10_000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => 0,
    }
}

/// Tells whether a byte of a code page begins a character of two bytes.
pub(super) fn leads(page: u16, byte: u8) -> bool {
    match page {
        932 => matches!(byte, 0x81..=0x9f | 0xe0..=0xfc),
        936 | 949 | 950 => matches!(byte, 0x81..=0xfe),
        _ => false,
    }
}
