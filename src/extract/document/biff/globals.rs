//! What holds for a whole workbook: its sheets, strings, fonts, formats and styles.

use super::record::{Letters, Record, Records, strings};
use crate::extract::document::cells::{Formats, Ink};
use crate::extract::document::number::Convention;
use crate::extract::document::paper::{u16_at, u32_at};

/// Kinds of record.
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000a;
const LOCKED: u16 = 0x002f;
const CODE_PAGE: u16 = 0x0042;
const SINCE_1904: u16 = 0x0022;
const COUNTRY: u16 = 0x008c;
const SHEET: u16 = 0x0085;
const FONT: u16 = 0x0031;
const FORMAT: u16 = 0x041e;
const STYLE: u16 = 0x00e0;
const PALETTE: u16 = 0x0092;
const STRINGS: u16 = 0x00fc;

/// Sheets of one workbook that are read, and its fonts and styles; Excel has 64,000 at most.
const SHEETS: usize = 1_000;
const MANY: usize = 70_000;
/// Twentieths of a point up to which a letter cannot be read.
const TINY: u16 = 40;

/// One sheet as the workbook names it.
pub(super) struct Named {
    pub name: String,
    pub at: usize,
    pub hidden: bool,
}

/// What the sheets refer to.
pub(super) struct Globals {
    pub letters: Letters,
    pub sheets: Vec<Named>,
    pub strings: Vec<String>,
    pub formats: Formats,
    /// What a workbook behind a password says of its lock.
    pub locked: Option<Vec<u8>>,
    fonts: Vec<Ink>,
    /// Format, font and whether the ground is coloured, by style.
    styles: Vec<(u32, usize, bool)>,
    /// White may be another colour.
    painted: bool,
    /// The workbook says of which country it is.
    told: bool,
}

impl Globals {
    /// Reads the first part of a workbook; `None` where it is of another version.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut records = Records::from(bytes, 0);
        let first = records.next().filter(|r| r.kind == BEGIN)?;
        let letters = match first.u16(0) {
            0x0600 => Letters::Wide,
            0x0500 => Letters::Page(1252),
            _ => return None,
        };
        let mut out = Self {
            letters,
            sheets: Vec::new(),
            strings: Vec::new(),
            formats: Formats::default(),
            locked: None,
            fonts: Vec::new(),
            styles: Vec::new(),
            painted: false,
            told: false,
        };
        for record in records {
            if record.kind == END || out.locked.is_some() {
                break;
            }
            out.take(&record);
        }
        if !out.told {
            let names = out.sheets.iter().map(|s| s.name.as_str());
            out.formats.convention = Convention::of_sheets(names).unwrap_or_default();
        }
        out.formats.settle();
        Some(out)
    }

    fn take(&mut self, record: &Record<'_>) {
        let body = record.body();
        match record.kind {
            LOCKED => self.locked = Some(body.to_vec()),
            CODE_PAGE if self.letters != Letters::Wide => {
                let page = match record.u16(0) {
                    0x8000 => 10_000,
                    0x8001 => 1252,
                    page => page,
                };
                self.letters = Letters::Page(page);
            }
            SINCE_1904 => self.formats.since_1904 = record.u16(0) == 1,
            COUNTRY => {
                let known = Convention::of_country(record.u16(2));
                self.told = known.is_some();
                self.formats.convention = known.unwrap_or_default();
            }
            SHEET if self.sheets.len() < SHEETS => self.sheet(body),
            FONT if self.fonts.len() < MANY => self.fonts.push(Ink {
                white: matches!(record.u16(4), 1 | 9),
                tiny: (1..=TINY).contains(&record.u16(0)),
            }),
            FORMAT => {
                let code = body.get(2..).unwrap_or(&[]);
                let wide = self.letters == Letters::Wide;
                let code = self.letters.read(code, wide);
                self.formats.add(u32::from(record.u16(0)), &code);
            }
            STYLE if self.styles.len() < MANY => {
                let number = u32::from(record.u16(2));
                let pattern = u32_at(body, 14).unwrap_or(0) >> 26;
                let white = matches!(record.u16(18) & 0x7f, 1 | 9);
                let old = self.letters != Letters::Wide;
                let ground = old || (pattern != 0 && !white);
                self.styles
                    .push((number, usize::from(record.u16(0)), ground));
            }
            PALETTE => {
                let second = u32_at(body, 6).unwrap_or(0) & 0x00ff_ffff;
                self.painted = second != 0x00ff_ffff;
            }
            STRINGS => self.strings = strings(record),
            _ => {}
        }
    }

    fn sheet(&mut self, body: &[u8]) {
        let kind = body.get(5).copied().unwrap_or(0);
        // Sheets of macros in Basic hold no cells.
        if kind == 6 {
            return;
        }
        let name = self.letters.read(body.get(6..).unwrap_or(&[]), false);
        self.sheets.push(Named {
            name: name.replace('\0', ""),
            at: u32_at(body, 0).unwrap_or(u32::MAX) as usize,
            hidden: u16_at(body, 4).unwrap_or(0) & 3 != 0,
        });
    }

    /// Writes a number as a style shows it, and as it is stored.
    pub fn shown(&self, value: f64, style: u16) -> (String, String) {
        let style = self.styles.get(usize::from(style));
        let id = style.map_or(0, |s| s.0);
        self.formats.shown(&value.to_string(), id)
    }

    /// Tells whether nobody can read letters of a style.
    pub fn is_faint(&self, style: u16) -> bool {
        let Some((_, font, ground)) = self.styles.get(usize::from(style)) else {
            return false;
        };
        // The fourth font is never written down.
        let font = if *font > 4 { font - 1 } else { *font };
        let ink = self.fonts.get(font).copied().unwrap_or_default();
        ink.tiny || (ink.white && !ground && !self.painted)
    }
}
