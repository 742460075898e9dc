//! A text as the stream of words that is aligned: tokens without punctuation and without the quote
//! marks at line starts, each with a key that forgets its dress (case, accents, typographic forms,
//! separators of numbers) and remembers where it stands (line, quote depth, zone).

use crate::model::bounds;
use crate::text::{Token, TokenKind, Zone, ZoneKind, tokens, zones};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use xxhash_rust::xxh3::xxh3_64;

/// One word of a stream.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Word {
    /// First byte in the text.
    pub start: u32,
    /// Byte behind the last.
    pub end: u32,
    /// Equal for words that differ in dress only.
    pub key: u64,
    /// Line, from 0.
    pub line: u32,
    /// What it is.
    pub kind: TokenKind,
    /// Kind of the zone that it stands in.
    pub zone: ZoneKind,
    /// Quote depth.
    pub depth: u8,
}

/// A part of a text that lies in one zone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// Byte span in the text.
    pub range: std::ops::Range<usize>,
    /// Line on which it starts.
    pub line: u32,
    /// Kind of its zone.
    pub kind: ZoneKind,
    /// Quote depth.
    pub depth: u8,
}

/// A text made ready for alignment.
#[derive(Clone, Debug)]
pub struct Stream<'a> {
    /// The text.
    pub text: &'a str,
    /// Its words.
    pub words: Vec<Word>,
    /// Keys of the words, apart, as the alignment reads them.
    pub keys: Vec<u64>,
    /// True where the text holds more words than take part.
    pub truncated: bool,
}

impl<'a> Stream<'a> {
    /// Makes a text ready, zones included.
    pub fn of(text: &'a str) -> Self {
        Self::with_zones(text, &zones(text))
    }

    /// Makes a text ready whose zones are known.
    pub fn with_zones(text: &'a str, zones: &[Zone]) -> Self {
        let mut cursor = Cursor::new(text, zones);
        let mut words: Vec<Word> = tokens(text)
            .iter()
            .filter(|t| t.kind != TokenKind::Mark)
            .filter_map(|t| cursor.word(t))
            .collect();
        let truncated = words.len() > bounds::ALIGN_TOKENS;
        words.truncate(bounds::ALIGN_TOKENS);
        Self {
            text,
            keys: words.iter().map(|w| w.key).collect(),
            words,
            truncated,
        }
    }

    /// Makes parts of a text ready, in order; words keep their places in the whole text. Each part
    /// lies in one zone and starts on the line that is named with it.
    pub fn of_parts(text: &'a str, parts: &[Part]) -> Self {
        let mut words = Vec::new();
        for part in parts {
            let Some(cut) = text.get(part.range.clone()) else {
                continue;
            };
            let zone = [Zone {
                range: 0..cut.len(),
                kind: part.kind,
                depth: part.depth,
            }];
            let mut cursor = Cursor::new(cut, &zone);
            let found = tokens(cut);
            let found = found.iter().filter(|t| t.kind != TokenKind::Mark);
            words.extend(found.filter_map(|t| cursor.word(t)).map(|word| Word {
                start: word.start + part.range.start as u32,
                end: word.end + part.range.start as u32,
                line: word.line + part.line,
                ..word
            }));
        }
        let truncated = words.len() > bounds::ALIGN_TOKENS;
        words.truncate(bounds::ALIGN_TOKENS);
        Self {
            text,
            keys: words.iter().map(|w| w.key).collect(),
            words,
            truncated,
        }
    }

    /// Gives the text of a word.
    pub fn str(&self, word: &Word) -> &'a str {
        self.text
            .get(word.start as usize..word.end as usize)
            .unwrap_or("")
    }

    /// Gives the text from the first to the last word of a run, as it stands.
    pub fn slice(&self, run: std::ops::Range<usize>) -> &'a str {
        let bytes = self.bytes(run);
        self.text.get(bytes).unwrap_or("")
    }

    /// Gives the byte span of a run; of an empty one the place behind the word before it.
    pub fn bytes(&self, run: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let words = self.words.get(run.clone()).unwrap_or(&[]);
        if let (Some(first), Some(last)) = (words.first(), words.last()) {
            return first.start as usize..last.end as usize;
        }
        let before = run.start.checked_sub(1).and_then(|at| self.words.get(at));
        let at = before.map_or(0, |w| w.end as usize);
        at..at
    }
}

/// Walks over lines and zones beside the tokens.
struct Cursor<'a, 'z> {
    text: &'a str,
    zones: std::slice::Iter<'z, Zone>,
    zone: Option<&'z Zone>,
    line: u32,
    seen: usize,
}

impl<'a, 'z> Cursor<'a, 'z> {
    fn new(text: &'a str, zones: &'z [Zone]) -> Self {
        let mut zones = zones.iter();
        let zone = zones.next();
        Self {
            text,
            zones,
            zone,
            line: 0,
            seen: 0,
        }
    }

    fn word(&mut self, token: &Token) -> Option<Word> {
        let start = token.range.start;
        let between = self.text.as_bytes().get(self.seen..start)?;
        self.line += memchr::memchr_iter(b'\n', between).count() as u32;
        self.seen = start;
        while self.zone.is_some_and(|z| z.range.end <= start) {
            self.zone = self.zones.next();
        }
        let text = self.text.get(token.range.clone())?;
        Some(Word {
            start: u32::try_from(start).ok()?,
            end: u32::try_from(token.range.end).ok()?,
            key: key(text, token.kind),
            line: self.line,
            kind: token.kind,
            zone: self.zone.map_or(ZoneKind::Own, |z| z.kind),
            depth: self.zone.map_or(0, |z| z.depth),
        })
    }
}

/// Gives the key of a word: the hash of its folded form.
pub fn key(text: &str, kind: TokenKind) -> u64 {
    match kind {
        TokenKind::Number | TokenKind::Percent | TokenKind::Phone | TokenKind::Account => {
            xxh3_64(figures(text).as_bytes())
        }
        _ if text.is_ascii() => {
            let mut buffer = [0u8; 64];
            match buffer.get_mut(..text.len()) {
                Some(room) => {
                    room.copy_from_slice(text.as_bytes());
                    room.make_ascii_lowercase();
                    xxh3_64(room)
                }
                None => xxh3_64(text.to_ascii_lowercase().as_bytes()),
            }
        }
        _ => xxh3_64(folded(text).as_bytes()),
    }
}

/// Folds a word: compatibility forms, accents and case go; what hides in it stays.
pub fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            '\u{AD}' => {}
            '’' | '‘' | 'ʼ' | '´' => out.push('\''),
            '‐' | '‑' | '–' => out.push('-'),
            'œ' | 'Œ' => out.push_str("oe"),
            'æ' | 'Æ' => out.push_str("ae"),
            'ß' => out.push_str("ss"),
            'ł' | 'Ł' => out.push('l'),
            'ø' | 'Ø' => out.push('o'),
            'đ' | 'Đ' => out.push('d'),
            _ => out.extend(c.to_lowercase()),
        }
    }
    // A mark of byte order before the first word is no word's secret.
    match out.strip_prefix('\u{FEFF}') {
        Some(rest) => rest.to_owned(),
        None => out,
    }
}

/// Folds a number: separators of thousands go, a decimal comma is a point, units have one name.
pub(super) fn figures(text: &str) -> String {
    let mut out: String = folded(text)
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '_'))
        .collect();
    for (form, name) in UNITS {
        for side in [true, false] {
            let rest = if side {
                out.strip_suffix(form)
            } else {
                out.strip_prefix(form)
            };
            if let Some(rest) = rest {
                out = format!("{rest}{name}");
            }
        }
    }
    if let Some(at) = out.rfind(',')
        && out
            .get(at + 1..)
            .map_or(0, |t| t.bytes().take_while(u8::is_ascii_digit).count())
            <= 2
    {
        out.replace_range(at..=at, ".");
    }
    out.retain(|c| c != ',');
    out
}

/// Units that are written in several ways; longer forms first.
const UNITS: &[(&str, &str)] = &[
    ("euros", "€"),
    ("euro", "€"),
    ("eur", "€"),
    ("dollars", "$"),
    ("dollar", "$"),
    ("usd", "$"),
    ("pounds", "£"),
    ("gbp", "£"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<u64> {
        Stream::of(text).keys
    }

    #[test]
    fn dress_does_not_change_a_key() {
        assert_eq!(keys("L’ÉTÉ est là…"), keys("l'e\u{301}te\u{301} est la..."));
        assert_eq!(figures("1\u{A0}700,50 EUR"), figures("1700.50€"));
        assert_eq!(figures("12,000"), figures("12 000"));
        assert_ne!(figures("12,00"), figures("1200"));
    }

    #[test]
    fn what_hides_in_a_word_changes_its_key() {
        assert_ne!(keys("pay\u{200B}ment"), keys("payment"));
        assert_ne!(keys("p\u{430}yment"), keys("payment"));
    }

    #[test]
    fn quote_marks_are_no_words() {
        let stream = Stream::of("> one two\n> three");
        assert_eq!(stream.keys, keys("one two three"));
    }

    #[test]
    fn an_empty_run_has_the_place_behind_the_word_before() {
        let stream = Stream::of("one two");
        assert_eq!(stream.bytes(1..1), 3..3);
        assert_eq!(stream.slice(0..2), "one two");
    }
}
