//! What cells refer to: the workbook's strings, and the styles that say how numbers are shown.

use super::number::{Convention, Format, general};
use super::package::Package;
use super::paper::Paper;
use super::xml::{Attributes, Node, walk};
use crate::model::{DefectKind, Stamp};
use std::collections::BTreeMap;

/// Memory that the strings of a workbook may take.
const SHARED_BYTES: usize = 32 << 20;

/// Reads the strings that cells refer to by number.
pub(super) fn shared(package: &mut Package<'_>, folder: &str, paper: &mut Paper) -> Vec<String> {
    let xml = package.read(&format!("{folder}/sharedStrings.xml"), paper);
    let (mut out, mut words, mut bytes) = (Vec::new(), String::new(), 0_usize);
    let mut inside = false;
    walk(&xml, paper, &mut |node, paper| match node {
        Node::Open("t", _) => inside = true,
        // How a name is spoken is no part of it.
        Node::Open("rPh", _) | Node::Close("t") => inside = false,
        Node::Words(more) if inside => words.push_str(more),
        Node::Close("si") => {
            bytes += words.len() + size_of::<String>();
            if bytes < SHARED_BYTES {
                out.push(std::mem::take(&mut words));
            } else {
                words.clear();
                paper.note(DefectKind::TextTooLong);
            }
        }
        Node::Open(..) | Node::Close(_) | Node::Words(_) => {}
    });
    out
}

/// Gives the column of a cell's name, from 0: `B7` is 1.
pub(super) fn column(name: &str) -> Option<usize> {
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic);
    let mut at = 0_usize;
    for letter in letters.take(4) {
        at = at * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1;
    }
    at.checked_sub(1)
}

/// How numbers are shown, by the number of a format.
#[derive(Default)]
pub(super) struct Formats {
    known: BTreeMap<u32, (bool, Option<Format>)>,
    /// Marks in numbers whose format says nothing of them.
    pub convention: Convention,
    /// Days are counted from 1904 on.
    pub since_1904: bool,
}

/// Formats of one workbook that are kept; Excel has a few hundred at most.
const FORMATS: usize = 5_000;

impl Formats {
    /// Takes in a format that the workbook names itself.
    pub fn add(&mut self, id: u32, code: &str) {
        if self.known.len() < FORMATS {
            let format = Format::read(code);
            self.known.insert(id, (shows_moment(code), format));
        }
    }

    /// Settles how numbers are written where no format says so: as the first that does.
    pub fn settle(&mut self) {
        let said = |f: &(bool, Option<Format>)| f.1.as_ref().and_then(Format::own);
        if let Some(first) = self.known.values().find_map(said) {
            self.convention = first;
        }
    }

    /// Writes a number as a format shows it, and as it is stored: a moment as a date.
    pub fn shown(&self, raw: &str, id: u32) -> (String, String) {
        let built_in = || (matches!(id, 14..=17 | 22), Format::built_in(id));
        let (moment, format) = match self.known.get(&id) {
            Some(known) => known.clone(),
            None => built_in(),
        };
        let Ok(value) = raw.parse::<f64>() else {
            return (raw.to_owned(), raw.to_owned());
        };
        let stored = if moment && (1.0..2_958_466.0).contains(&value) {
            day(value, self.since_1904)
        } else {
            general(raw)
        };
        let shown = format.and_then(|f| f.show(value, self.since_1904, self.convention));
        (shown.unwrap_or_else(|| stored.clone()), stored)
    }
}

/// Which format each style has, and which styles show nothing that can be read.
#[derive(Default)]
pub(super) struct Styles {
    numbers: Vec<u32>,
    inks: Vec<Ink>,
    formats: Formats,
}

impl Styles {
    /// Reads the styles of a workbook.
    pub fn read(
        package: &mut Package<'_>,
        folder: &str,
        (since_1904, convention): (bool, Convention),
        paper: &mut Paper,
    ) -> Self {
        let xml = package.read(&format!("{folder}/styles.xml"), paper);
        let mut formats = Formats {
            convention,
            since_1904,
            ..Formats::default()
        };
        let (mut numbers, mut inside) = (Vec::new(), false);
        let mut inks = Inks::default();
        walk(&xml, paper, &mut |node, _| match node {
            Node::Open(name, a) if !inside && inks.open(name, a) => {}
            Node::Close("fonts" | "fills") => inks.list = "",
            Node::Open("numFmt", a) => {
                if let Some(id) = a.get("numFmtId").and_then(|v| v.parse().ok()) {
                    formats.add(id, a.get("formatCode").unwrap_or(""));
                }
            }
            Node::Open("cellXfs", _) => inside = true,
            Node::Close("cellXfs") => inside = false,
            Node::Open("xf", a) if inside && numbers.len() < MANY => {
                let id = a.get("numFmtId").and_then(|v| v.parse::<u32>().ok());
                inks.style(a);
                numbers.push(id.unwrap_or(0));
            }
            Node::Open(..) | Node::Close(_) | Node::Words(_) => {}
        });
        formats.settle();
        Self {
            numbers,
            inks: inks.styles,
            formats,
        }
    }

    /// Tells how letters of a style are drawn.
    pub fn ink(&self, style: usize) -> Ink {
        self.inks.get(style).copied().unwrap_or_default()
    }

    /// Writes a number as its style shows it, and as it is stored.
    pub fn shown(&self, raw: &str, style: usize) -> (String, String) {
        let id = self.numbers.get(style).copied().unwrap_or(0);
        self.formats.shown(raw, id)
    }
}

/// How the letters of a cell are drawn.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Ink {
    /// White letters on a ground that the style does not colour.
    pub white: bool,
    /// Too small to be read.
    pub tiny: bool,
}

/// Points up to which a letter cannot be read.
const TINY: f64 = 2.0;
/// Fonts, fills and styles of one workbook that are looked at; Excel has 64,000 styles at most.
const MANY: usize = 70_000;

/// Fonts and fills while the styles are read.
#[derive(Default)]
struct Inks {
    /// The list at hand.
    list: &'static str,
    fonts: Vec<Ink>,
    grounds: Vec<bool>,
    styles: Vec<Ink>,
}

impl Inks {
    /// Takes an element in; false where it is none of fonts and fills.
    fn open(&mut self, name: &str, a: &Attributes) -> bool {
        match (self.list, name) {
            ("", "fonts") => self.list = "fonts",
            ("", "fills") => self.list = "fills",
            ("fonts", "font") if self.fonts.len() < MANY => self.fonts.push(Ink::default()),
            ("fonts", "sz" | "color") => {
                let size = a.get("val").and_then(|v| v.parse::<f64>().ok());
                if let Some(font) = self.fonts.last_mut() {
                    font.tiny |= name == "sz" && size.is_some_and(|s| s <= TINY);
                    font.white |= name == "color" && is_white(a);
                }
            }
            ("fills", "fill") if self.grounds.len() < MANY => self.grounds.push(false),
            ("fills", "patternFill") => {
                let none = matches!(a.get("patternType"), None | Some("none"));
                self.ground(!none);
            }
            ("fills", "fgColor") if is_white(a) => self.ground(false),
            ("fills", "gradientFill") => self.ground(true),
            (list, _) => return !list.is_empty(),
        }
        true
    }

    fn ground(&mut self, is_there: bool) {
        if let Some(last) = self.grounds.last_mut() {
            *last = is_there;
        }
    }

    fn style(&mut self, a: &Attributes) {
        let number = |name: &str| a.get(name).and_then(|v| v.parse::<usize>().ok());
        let font = number("fontId").and_then(|n| self.fonts.get(n)).copied();
        let ground = number("fillId").and_then(|n| self.grounds.get(n));
        let mut ink = font.unwrap_or_default();
        ink.white &= ground != Some(&true);
        if self.styles.len() < MANY {
            self.styles.push(ink);
        }
    }
}

/// Tells whether a colour is white: by its value, as the theme's ground, or by its old number.
fn is_white(a: &Attributes) -> bool {
    let plain = a.get("tint").is_none_or(|t| t.parse() == Ok(0.0));
    let rgb = a.get("rgb").map(str::to_ascii_lowercase);
    rgb.is_some_and(|v| v.len() >= 6 && v.ends_with("ffffff"))
        || (a.get("theme") == Some("0") && plain)
        || matches!(a.get("indexed"), Some("1" | "9"))
}

/// Writes a count of days since the workbook's epoch.
pub(super) fn day(days: f64, since_1904: bool) -> String {
    let before_1970 = if since_1904 { 24_107.0 } else { 25_569.0 };
    let epoch_s = ((days - before_1970) * 86_400.0).round() as i64;
    let pattern = if epoch_s.rem_euclid(86_400) == 0 {
        "%Y-%m-%d"
    } else {
        "%Y-%m-%d %H:%M:%S"
    };
    let stamp = Stamp {
        epoch_s,
        offset_min: 0,
    };
    stamp.format_utc(pattern)
}

/// Tells whether a format shows days: letters of dates outside quotes and brackets.
pub(super) fn shows_moment(code: &str) -> bool {
    let (mut quoted, mut bracket, mut escaped) = (false, false, false);
    for letter in code.chars() {
        if std::mem::take(&mut escaped) {
            continue;
        }
        match letter {
            '"' => quoted = !quoted,
            '[' => bracket = true,
            ']' => bracket = false,
            '\\' | '_' | '*' => escaped = true,
            'y' | 'Y' | 'd' | 'D' if !quoted && !bracket => {
                return true;
            }
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_cells_and_formats_of_days() {
        assert_eq!(column("A1"), Some(0));
        assert_eq!(column("AA12"), Some(26));
        assert_eq!(column("7"), None);
        assert!(shows_moment("dd/mm/yyyy"));
        assert!(!shows_moment("#,##0.00 \"days\""));
        assert!(!shows_moment("[Red]0.00"));
        assert_eq!(day(42_843.0, false), "2017-04-18");
        assert_eq!(day(42_843.5, false), "2017-04-18 12:00:00");
    }
}
