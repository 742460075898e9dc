//! Words for people, in every language of the house: tables with a column a language, and the few
//! functions that fill them. Floor 0, so that every floor can say something.
//!
//! A row lacks no column, or it does not compile. What programs read (JSON, headers of tables,
//! words of queries, codes, names of commands) never comes from here: it is the same everywhere.

mod macros;

pub mod acts;
pub mod bags;
pub mod claims;
pub mod classes;
pub mod commands;
pub mod defects;
pub mod doctor;
pub mod evidence;
pub mod exceptions;
pub mod export;
pub mod failures;
pub mod findings;
pub mod heads;
pub mod innocent;
pub mod journals;
pub mod keys;
pub mod marking;
pub mod names;
pub mod places;
pub mod plain;
pub mod queries;
pub mod screen;
pub mod settings;
pub mod signed;
pub mod stemma;
pub mod stores;
pub mod system;
pub mod tables;
pub mod tally;
pub mod ticks;
pub mod tour;
pub mod unread;

use macros::{counts, nouns, phrases, sentences, words};
use std::fmt::Display;
use std::ops::Add;

/// A language.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Lang {
    /// English, the default.
    #[default]
    English,
    /// French.
    French,
}

impl Lang {
    /// All languages.
    pub const ALL: [Self; 2] = [Self::English, Self::French];

    /// Gives its code, as `--lang` takes it.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
        }
    }

    /// Finds the language of a code.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.code() == code)
    }

    /// Finds the language of a locale: `fr_CH.UTF-8`, `fr`.
    pub fn of_locale(locale: &str) -> Option<Self> {
        let end = locale.find(['_', '.', '@', '-']).unwrap_or(locale.len());
        Self::of(&locale.get(..end)?.to_ascii_lowercase())
    }

    /// Tells whether a count takes the plural: English from 2 on and with 0, French from 2 on.
    pub fn is_plural(self, n: usize) -> bool {
        match self {
            Self::English => n != 1,
            Self::French => n > 1,
        }
    }
}

/// What one thing is called: one row of a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Word {
    en: &'static str,
    fr: &'static str,
}

impl Word {
    /// Makes a row.
    pub const fn new(en: &'static str, fr: &'static str) -> Self {
        Self { en, fr }
    }

    /// Gives the column of a language.
    pub const fn of(self, lang: Lang) -> &'static str {
        match lang {
            Lang::English => self.en,
            Lang::French => self.fr,
        }
    }
}

/// Words that are final once the language is known: a row of a table, or a sentence made of one.
/// Literals are none, so that no English slips in past the tables.
pub trait Worded {
    /// Gives the words in a language.
    fn worded(self, lang: Lang) -> String;
}

impl Worded for Word {
    fn worded(self, lang: Lang) -> String {
        self.of(lang).to_owned()
    }
}

impl Worded for String {
    fn worded(self, _: Lang) -> String {
        self
    }
}

/// A sentence in every language, where it is made before anybody asks for it in one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Said {
    /// English.
    pub en: String,
    /// French.
    pub fr: String,
}

impl Said {
    /// Says it in every language.
    pub fn new(say: impl Fn(Lang) -> String) -> Self {
        Self {
            en: say(Lang::English),
            fr: say(Lang::French),
        }
    }

    /// Says what is the same in every language: a name, words of the evidence.
    pub fn same(words: &str) -> Self {
        Self::new(|_| words.to_owned())
    }

    /// Joins sentences with something between them.
    pub fn joined(all: &[Self], between: &str) -> Self {
        Self::new(|lang| {
            let each: Vec<&str> = all.iter().map(|s| s.of(lang)).collect();
            each.join(between)
        })
    }

    /// Gives the sentence in a language.
    pub fn of(&self, lang: Lang) -> &str {
        match lang {
            Lang::English => &self.en,
            Lang::French => &self.fr,
        }
    }
}

impl Add for Said {
    type Output = Self;

    /// Says one after the other.
    fn add(self, next: Self) -> Self {
        Self {
            en: self.en + &next.en,
            fr: self.fr + &next.fr,
        }
    }
}

/// What may fill a placeholder of a sentence: evidence, which is the same in every language, or
/// words that are not.
pub trait Told {
    /// Gives it in a language.
    fn told(&self, lang: Lang) -> impl Display;
}

impl<T: Display> Told for T {
    fn told(&self, _: Lang) -> impl Display {
        self
    }
}

impl Told for Word {
    fn told(&self, lang: Lang) -> impl Display {
        self.of(lang)
    }
}

impl Told for Said {
    fn told(&self, lang: Lang) -> impl Display {
        self.of(lang)
    }
}

impl Told for &Said {
    fn told(&self, lang: Lang) -> impl Display {
        self.of(lang)
    }
}

/// A thing that is counted in a line; its number stands as it is, so that it can be sought.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Noun {
    /// One of them.
    pub one: Word,
    /// None or several.
    pub many: Word,
}

impl Noun {
    /// Gives what so many of them are called, without their number.
    pub fn named(self, lang: Lang, n: impl TryInto<usize>) -> &'static str {
        let plural = lang.is_plural(n.try_into().unwrap_or(usize::MAX));
        if plural { self.many } else { self.one }.of(lang)
    }

    /// Counts so many of them.
    pub fn of(self, n: impl TryInto<usize>) -> Said {
        let n = n.try_into().unwrap_or(usize::MAX);
        Said::new(|lang| format!("{n} {}", self.named(lang, n)))
    }
}

impl From<Word> for Said {
    fn from(word: Word) -> Self {
        Self::new(|lang| word.of(lang).to_owned())
    }
}

/// One row as the tests of the tables see it.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Its name.
    pub id: &'static str,
    /// English, with placeholders.
    pub en: &'static str,
    /// French, with placeholders.
    pub fr: &'static str,
}

/// The rows of all tables.
pub const TABLES: &[&[Row]] = &[
    acts::COUNTS,
    acts::PHRASES,
    acts::WORDS,
    bags::SENTENCES,
    bags::WORDS,
    claims::WORDS,
    classes::WORDS,
    commands::NOUNS,
    commands::SENTENCES,
    commands::WORDS,
    defects::WORDS,
    doctor::SENTENCES,
    doctor::WORDS,
    evidence::COUNTS,
    evidence::SENTENCES,
    evidence::WORDS,
    exceptions::WORDS,
    failures::SENTENCES,
    failures::WORDS,
    export::COUNTS,
    export::PHRASES,
    export::WORDS,
    findings::SENTENCES,
    findings::WORDS,
    heads::COUNTS,
    heads::PHRASES,
    heads::WORDS,
    innocent::WORDS,
    journals::SENTENCES,
    journals::WORDS,
    keys::SENTENCES,
    keys::WORDS,
    marking::SENTENCES,
    marking::WORDS,
    names::WORDS,
    places::SENTENCES,
    places::WORDS,
    plain::COUNTS,
    plain::PHRASES,
    plain::WORDS,
    queries::SENTENCES,
    queries::WORDS,
    screen::COUNTS,
    screen::PHRASES,
    screen::WORDS,
    settings::SENTENCES,
    settings::WORDS,
    signed::SENTENCES,
    signed::WORDS,
    stemma::SENTENCES,
    stemma::WORDS,
    stores::WORDS,
    system::WORDS,
    tables::WORDS,
    tally::COUNTS,
    tally::SENTENCES,
    tally::WORDS,
    ticks::WORDS,
    tour::WORDS,
    unread::SENTENCES,
    unread::WORDS,
];

/// Writes a count: `9,331`, and in French with narrow no-break spaces.
pub fn counted(lang: Lang, n: usize) -> String {
    let digits = n.to_string();
    if digits.len() <= 3 {
        return digits;
    }
    let mut out = String::with_capacity(2 * digits.len());
    for (at, c) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(match lang {
                Lang::English => ',',
                Lang::French => '\u{202f}',
            });
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// The placeholders of a template, by name.
    fn holes(text: &str) -> BTreeSet<&str> {
        let pieces = text.split('{').skip(1);
        pieces.filter_map(|p| p.split(['}', ':']).next()).collect()
    }

    #[test]
    fn every_row_says_the_same_in_both_columns() {
        let rows: Vec<&Row> = TABLES.iter().copied().flatten().collect();
        assert!(rows.len() > 100);
        for row in rows {
            let Row { id, en, fr } = row;
            assert!(!en.trim().is_empty() && !fr.trim().is_empty(), "{id}");
            assert_eq!(holes(en), holes(fr), "{id}");
            let open = |text: &str| text.chars().any(char::is_control);
            assert!(!open(en) && !open(fr), "{id}");
            // French sets a blank before its semicolon.
            let edge = |text: &str| text.starts_with(' ') || text.starts_with("; ");
            assert_eq!(edge(en), edge(fr), "{id}: {en:?} {fr:?}");
        }
    }

    #[test]
    fn counts_agree_and_are_grouped() {
        assert_eq!(counted(Lang::English, 1_234_567), "1,234,567");
        assert_eq!(counted(Lang::French, 9_331), "9\u{202f}331");
        assert_eq!(counted(Lang::French, 0), "0");
        assert_eq!(heads::items(Lang::English, 0), "0 items");
        assert_eq!(heads::items(Lang::French, 0), "0 élément");
        assert_eq!(heads::items(Lang::French, 1), "1 élément");
        assert_eq!(heads::items(Lang::French, 2_000), "2\u{202f}000 éléments");
        assert_eq!(heads::items(Lang::English, 1), "1 item");
    }

    #[test]
    fn a_locale_names_its_language() {
        for fr in ["fr", "fr_FR.UTF-8", "fr_CH@euro", "FR-ca"] {
            assert_eq!(Lang::of_locale(fr), Some(Lang::French), "{fr}");
        }
        assert_eq!(Lang::of_locale("en_GB.UTF-8"), Some(Lang::English));
        for other in ["C", "POSIX", "", "frr_DE", "de_DE"] {
            assert_eq!(Lang::of_locale(other), None, "{other}");
        }
    }
}
