//! Numbers as a workbook shows them: the formats of cells ([ECMA-376] 18.8.31), as far as they say
//! the same on every machine. What they leave to the machine of who looks (the short form of days)
//! or what nobody uses for sums (fractions, powers) stays as it is stored.

mod days;
mod digits;
mod parse;
mod stored;

use digits::{decimal, plain};
use parse::{Section, sections};

pub(super) use stored::Stored;

/// Which marks stand in a number: before its decimals, and between its thousands.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) enum Convention {
    /// `1,122.50`
    #[default]
    Point,
    /// `1 122,50`
    Space,
    /// `1.122,50`
    Comma,
}

impl Convention {
    fn marks(self) -> (char, char) {
        match self {
            Self::Point => ('.', ','),
            Self::Space => (',', ' '),
            Self::Comma => (',', '.'),
        }
    }

    /// Gives the convention of a language of Windows, by its number; `None` where it is not known.
    pub fn of_language(language: u32) -> Option<Self> {
        match language & 0x3ff {
            0x09 | 0x11 | 0x04 | 0x12 | 0x0d => Some(Self::Point),
            0x0c | 0x19 | 0x15 | 0x05 | 0x22 | 0x1d | 0x0b | 0x14 => Some(Self::Space),
            0x07 | 0x0a | 0x10 | 0x13 | 0x16 | 0x06 | 0x1f | 0x08 => Some(Self::Comma),
            _ => None,
        }
    }

    /// Gives the convention of the language in which Excel named the sheets that nobody named.
    pub fn of_sheets<'n>(mut names: impl Iterator<Item = &'n str>) -> Option<Self> {
        names.find_map(|name| {
            let word = name.trim_end_matches(|c: char| c.is_ascii_digit());
            let row = SHEETS.iter().find(|(known, _)| *known == word);
            row.filter(|_| word.len() < name.len()).map(|r| r.1)
        })
    }

    /// Gives the convention of a country, by its telephone prefix, as old workbooks name it.
    pub fn of_country(country: u16) -> Option<Self> {
        match country {
            1 | 44 | 61 | 81 | 86 | 353 | 972 => Some(Self::Point),
            7 | 33 | 46 | 47 | 48 | 358 | 380 | 420 => Some(Self::Space),
            31 | 34 | 39 | 45 | 49 | 55 | 43 | 90 | 351 => Some(Self::Comma),
            _ => None,
        }
    }
}

/// A format of cells.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Format {
    sections: Vec<Section>,
    /// What the format says itself of how numbers are written.
    own: Option<Convention>,
}

/// How Excel names a sheet in the languages that write a comma before decimals.
const SHEETS: &[(&str, Convention)] = &[
    ("Feuil", Convention::Space),
    ("Лист", Convention::Space),
    ("Аркуш", Convention::Space),
    ("Arkusz", Convention::Space),
    ("Blad", Convention::Comma),
    ("Foglio", Convention::Comma),
    ("Hoja", Convention::Comma),
    ("Planilha", Convention::Comma),
    ("Tabelle", Convention::Comma),
];

/// Formats that a workbook names by a number only, where every machine shows the same.
const BUILT_IN: &[(u32, &str)] = &[
    (1, "0"),
    (2, "0.00"),
    (3, "#,##0"),
    (4, "#,##0.00"),
    (9, "0%"),
    (10, "0.00%"),
    (15, "d-mmm-yy"),
    (16, "d-mmm"),
    (17, "mmm-yy"),
    (18, "h:mm AM/PM"),
    (19, "h:mm:ss AM/PM"),
    (20, "h:mm"),
    (21, "h:mm:ss"),
    (37, "#,##0;-#,##0"),
    (38, "#,##0;-#,##0"),
    (39, "#,##0.00;-#,##0.00"),
    (40, "#,##0.00;-#,##0.00"),
    (45, "mm:ss"),
    (46, "[h]:mm:ss"),
];

impl Format {
    /// Reads a format; `None` where it is one that stays unread.
    pub fn read(code: &str) -> Option<Self> {
        let sections = sections(code)?;
        let own = sections.iter().find_map(|s| s.own);
        Some(Self { sections, own })
    }

    /// Gives a format that is named by its number.
    pub fn built_in(id: u32) -> Option<Self> {
        let row = BUILT_IN.iter().find(|(n, _)| *n == id)?;
        Self::read(row.1)
    }

    /// Gives how the format has numbers written, where it says so.
    pub fn own(&self) -> Option<Convention> {
        self.own
    }

    /// Writes a number as it is shown; `None` where the format does not hold for it.
    pub fn show(&self, value: f64, since_1904: bool, other: Convention) -> Option<String> {
        if !value.is_finite() {
            return None;
        }
        let (section, value) = match self.sections.as_slice() {
            [only] => (only, value),
            [_, negative, ..] if value < 0.0 => (negative, value.abs()),
            [_, _, zero, ..] if value == 0.0 => (zero, value),
            [first, ..] => (first, value),
            [] => return None,
        };
        let convention = section.own.or(self.own).unwrap_or(other);
        let text = if section.is_general() {
            section.around(&plain(value))
        } else if section.days {
            days::show(section, value, since_1904, convention)?
        } else {
            decimal(section, value, convention)?
        };
        Some(text.trim().to_owned())
    }
}

/// Writes a stored number without what its storing added: 15 digits are all that a cell holds.
pub(super) fn general(raw: &str) -> String {
    let known = raw.parse::<f64>().ok().filter(|v| v.is_finite());
    known.map_or_else(|| raw.to_owned(), plain)
}

#[cfg(test)]
mod tests;
