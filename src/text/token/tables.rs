//! What a character is to the scanner, and the short lists that it looks words up in: units,
//! currencies, domains, lengths of account numbers.

/// Class of a byte at the place where a token may start or go on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Class {
    /// White space and the controls that break lines.
    Space,
    /// `A-Z a-z _`
    Letter,
    /// `0-9`
    Digit,
    /// Anything else of ASCII.
    Mark,
    /// First or later byte of a character beyond ASCII.
    High,
}

/// The class of each byte.
pub(super) const CLASS: [Class; 256] = {
    let mut table = [Class::Mark; 256];
    let mut at = 0;
    while at < 256 {
        let b = at as u8;
        table[at] = if b >= 0x80 {
            Class::High
        } else if b.is_ascii_alphabetic() || b == b'_' {
            Class::Letter
        } else if b.is_ascii_digit() {
            Class::Digit
        } else if b == b' ' || (b >= 9 && b <= 13) {
            Class::Space
        } else {
            Class::Mark
        };
        at += 1;
    }
    table
};

/// Tells whether a character has no shape of its own: zero-width, bidi control, soft hyphen,
/// variation selector, tag and other default-ignorable characters.
pub fn invisible(c: char) -> bool {
    matches!(
        u32::from(c),
        0xAD | 0x34F
            | 0x61C
            | 0x115F
            | 0x1160
            | 0x17B4
            | 0x17B5
            | 0x180B..=0x180F
            | 0x200B..=0x200F
            | 0x202A..=0x202E
            | 0x2060..=0x206F
            | 0x3164
            | 0xFE00..=0xFE0F
            | 0xFEFF
            | 0xFFA0
            | 0xFFF0..=0xFFFB
            | 0x1BCA0..=0x1BCA3
            | 0x1D173..=0x1D17A
            | 0xE0000..=0xE0FFF
    )
}

/// Tells whether a character is an apostrophe, typed or typographic.
pub fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '\u{2019}' | '\u{2018}' | '\u{2BC}' | '\u{B4}' | '\u{FF07}'
    )
}

/// Tells whether a character is a hyphen that joins the parts of a word.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Tells whether a character is written without spaces between words, so that each is a token.
pub(super) fn is_ideograph(c: char) -> bool {
    matches!(
        u32::from(c),
        0x2E80..=0x2FDF | 0x3040..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF
            | 0x20000..=0x3FFFF
    )
}

/// Tells whether a character belongs into a word.
pub(super) fn is_word_char(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    (c.is_alphanumeric() && !is_ideograph(c))
        || invisible(c)
        || unicode_normalization::char::is_combining_mark(c)
}

/// French elisions: what stands before the apostrophe is a word of its own (`l'homme`).
pub(super) const ELISIONS: &[&str] = &[
    "l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu",
];

/// Currency signs.
pub(super) const CURRENCY_SIGNS: &[char] = &['$', '€', '£', '¥', '₽', '₹', '₿', '¢'];

/// Currencies in letters that stand before or after a number, with a space or without.
pub(super) const CURRENCY_WORDS: &[&str] = &[
    "EUR",
    "USD",
    "GBP",
    "CHF",
    "JPY",
    "CAD",
    "AUD",
    "RUB",
    "CNY",
    "SEK",
    "NOK",
    "DKK",
    "PLN",
    "Euro",
    "euro",
    "euros",
    "Euros",
    "dollars",
    "dollar",
    "francs",
    "pounds",
    "livres",
    "roubles",
    "Fr",
    "frs",
    "k€",
    "K€",
    "M€",
    "Md€",
    "Mds€",
    "k$",
    "K$",
    "M$",
    "kEUR",
    "MEUR",
    "T€",
    "Mio",
    "Mrd",
    "million",
    "millions",
    "milliard",
    "milliards",
    "Million",
    "Millionen",
    "Milliarde",
    "Milliarden",
    "billion",
    "billions",
    "thousand",
    "bn",
    "Md",
    "Mds",
    "M",
    "k",
    "K",
    "mille",
];

/// Units that stand directly behind the digits, without a space.
pub(super) const UNITS: &[&str] = &[
    "k", "K", "M", "G", "T", "m", "s", "g", "t", "l", "L", "V", "W", "A", "B", "b", "J", "N", "x",
    "X", "kg", "km", "cm", "mm", "ms", "us", "ns", "µs", "KB", "kB", "MB", "GB", "TB", "PB", "KiB",
    "MiB", "GiB", "TiB", "Kb", "Mb", "Gb", "Ko", "ko", "Mo", "Go", "To", "Hz", "kHz", "MHz", "GHz",
    "kW", "MW", "kWh", "MWh", "mV", "mA", "dB", "min", "hrs", "bits", "bit", "px", "pt", "em",
    "ha", "ml", "cl", "bn", "m2", "m3", "EUR", "USD", "GBP", "CHF", "k€", "M€", "Md€", "K€", "k$",
    "M$", "st", "nd", "rd", "th", "er", "re", "e", "ème", "eme", "nde", "th.", "Mio", "Mrd", "Md",
];

/// Last labels of host names; those that are rather endings of file names are left out.
pub(super) const DOMAINS: &[&str] = &[
    "ac", "ai", "app", "ar", "at", "au", "be", "bg", "biz", "br", "ca", "ch", "cl", "cn", "co",
    "com", "cz", "de", "dev", "dk", "edu", "ee", "es", "eu", "example", "fi", "fr", "gov", "gr",
    "hk", "hr", "hu", "ie", "il", "info", "int", "invalid", "io", "ir", "it", "jp", "kr", "lt",
    "lu", "lv", "ma", "me", "mil", "mobi", "museum", "mx", "name", "net", "nl", "no", "nz", "org",
    "paris", "pro", "pt", "ro", "ru", "se", "sg", "si", "sk", "su", "test", "tn", "tr", "tv", "tw",
    "ua", "uk", "us", "xyz", "za",
];

/// Lengths of account numbers by country (ISO 13616 registry).
pub(super) const IBAN_LENGTHS: &[(&str, u8)] = &[
    ("AD", 24),
    ("AE", 23),
    ("AL", 28),
    ("AT", 20),
    ("AZ", 28),
    ("BA", 20),
    ("BE", 16),
    ("BG", 22),
    ("BH", 22),
    ("BR", 29),
    ("BY", 28),
    ("CH", 21),
    ("CR", 22),
    ("CY", 28),
    ("CZ", 24),
    ("DE", 22),
    ("DK", 18),
    ("DO", 28),
    ("EE", 20),
    ("EG", 29),
    ("ES", 24),
    ("FI", 18),
    ("FO", 18),
    ("FR", 27),
    ("GB", 22),
    ("GE", 22),
    ("GI", 23),
    ("GL", 18),
    ("GR", 27),
    ("GT", 28),
    ("HR", 21),
    ("HU", 28),
    ("IE", 22),
    ("IL", 23),
    ("IQ", 23),
    ("IS", 26),
    ("IT", 27),
    ("JO", 30),
    ("KW", 30),
    ("KZ", 20),
    ("LB", 28),
    ("LC", 32),
    ("LI", 21),
    ("LT", 20),
    ("LU", 20),
    ("LV", 21),
    ("LY", 25),
    ("MC", 27),
    ("MD", 24),
    ("ME", 22),
    ("MK", 19),
    ("MR", 27),
    ("MT", 31),
    ("MU", 30),
    ("NL", 18),
    ("NO", 15),
    ("PK", 24),
    ("PL", 28),
    ("PS", 29),
    ("PT", 25),
    ("QA", 29),
    ("RO", 24),
    ("RS", 22),
    ("SA", 24),
    ("SC", 31),
    ("SE", 24),
    ("SI", 19),
    ("SK", 24),
    ("SM", 27),
    ("ST", 25),
    ("SV", 28),
    ("TL", 23),
    ("TN", 24),
    ("TR", 26),
    ("UA", 29),
    ("VA", 22),
    ("VG", 24),
    ("XK", 20),
];
