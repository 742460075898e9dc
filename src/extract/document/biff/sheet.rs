//! One sheet of an old workbook: cells in their columns, what is hidden, and words that stand over
//! the cells.

use super::globals::Globals;
use super::record::{Letters, Record, letters};
use crate::extract::document::margin::margin;
use crate::extract::document::number::Stored;
use crate::extract::document::paper::{Paper, u16_at, u32_at, u64_at};
use crate::model::bounds;
use crate::model::words::{Word, places};
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// Columns of a row that are kept in their place; further ones are rubbish of a damaged file.
const COLUMNS: u16 = 1_024;
/// Cells, comments and boxes of one sheet.
const CELLS: usize = 2_000_000;
const OBJECTS: usize = 20_000;

/// Values of cells that are errors.
const ERRORS: &[(u8, &str)] = &[
    (0x00, "#NULL!"),
    (0x07, "#DIV/0!"),
    (0x0f, "#VALUE!"),
    (0x17, "#REF!"),
    (0x1d, "#NAME?"),
    (0x24, "#NUM!"),
    (0x2a, "#N/A"),
];

/// A cell: row and column, words, and whether nobody can read it.
type Cell = (u16, u16, String, bool);

/// One sheet while it is read.
pub(super) struct Sheet<'a> {
    globals: &'a Globals,
    cells: Vec<Cell>,
    stored: Stored,
    bytes: usize,
    /// The formula whose words come in the next record: its cell and style.
    formula: Option<(u16, u16, u16)>,
    hidden_rows: Vec<u16>,
    hidden_columns: Vec<(u16, u16)>,
    /// Colours that depend on conditions.
    conditions: bool,
    /// Boxes of text by the number of their object, and comments: cell, author, number.
    object: u16,
    boxes: BTreeMap<u16, String>,
    notes: Vec<(u16, u16, String, u16)>,
    margins: String,
    charts: String,
    /// Parts that have begun: the sheet itself, and charts within it.
    depth: usize,
}

impl<'a> Sheet<'a> {
    /// Begins a sheet.
    pub fn new(globals: &'a Globals) -> Self {
        Self {
            globals,
            cells: Vec::new(),
            stored: Stored::default(),
            bytes: 0,
            formula: None,
            hidden_rows: Vec::new(),
            hidden_columns: Vec::new(),
            conditions: false,
            object: 0,
            boxes: BTreeMap::new(),
            notes: Vec::new(),
            margins: String::new(),
            charts: String::new(),
            depth: 0,
        }
    }

    /// Takes one record in; breaks at the end of the sheet.
    pub fn step(&mut self, record: &Record<'_>) -> ControlFlow<()> {
        let body = record.body();
        match record.kind {
            0x0809 => self.depth += 1,
            0x000a => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 {
                    return ControlFlow::Break(());
                }
            }
            // Words of a chart: its title, its axes, its rows of numbers.
            0x100d => {
                let words = self
                    .globals
                    .letters
                    .read(body.get(2..).unwrap_or(&[]), false);
                self.chart(&words);
            }
            0x005d => {
                self.object = if record.u16(0) == 0x15 {
                    record.u16(6)
                } else {
                    0
                }
            }
            0x01b6 => self.text_box(record),
            _ if self.depth == 1 => self.cell_record(record),
            _ => {}
        }
        if self.cells.len() > CELLS || self.bytes > bounds::TEXT_BYTES {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }

    fn cell_record(&mut self, record: &Record<'_>) {
        let body = record.body();
        let at = (record.u16(0), record.u16(2));
        let style = record.u16(4);
        match record.kind {
            0x0203 => self.number(at, style, f64_at(body, 6)),
            0x027e => self.number(at, style, u32_at(body, 6).map(packed)),
            0x00bd => {
                for (n, rk) in body.get(4..).unwrap_or(&[]).chunks_exact(6).enumerate() {
                    let column = at.1.saturating_add(n as u16);
                    let style = u16_at(rk, 0).unwrap_or(0);
                    self.number((at.0, column), style, u32_at(rk, 2).map(packed));
                }
            }
            0x00fd => {
                let number = u32_at(body, 6).unwrap_or(u32::MAX) as usize;
                let words = self.globals.strings.get(number).cloned();
                self.words(at, style, words.unwrap_or_default());
            }
            0x0204 | 0x00d6 => {
                let words = self
                    .globals
                    .letters
                    .read(body.get(6..).unwrap_or(&[]), true);
                self.words(at, style, words);
            }
            0x0205 => self.truth(at, style, body.get(6..8).unwrap_or(&[])),
            0x0006 => self.formula(at, style, body.get(6..14).unwrap_or(&[])),
            0x0207 => {
                if let Some((row, column, style)) = self.formula.take() {
                    let words = self.globals.letters.read(body, true);
                    self.words((row, column), style, words);
                }
            }
            0x0208 if record.u16(12) & 0x20 != 0 && self.hidden_rows.len() < CELLS => {
                self.hidden_rows.push(at.0);
            }
            0x007d if record.u16(8) & 1 != 0 => self.hidden_columns.push(at),
            0x01b0 | 0x087b => self.conditions = true,
            0x0014 | 0x0015 if !body.is_empty() => {
                let wide = self.globals.letters == Letters::Wide;
                let line = margin(&self.globals.letters.read(body, wide));
                if !line.is_empty() {
                    self.margins.push_str(&line);
                    self.margins.push('\n');
                }
            }
            0x001c if self.globals.letters == Letters::Wide && self.notes.len() < OBJECTS => {
                let author = self
                    .globals
                    .letters
                    .read(body.get(8..).unwrap_or(&[]), true);
                self.notes.push((at.0, at.1, author, record.u16(6)));
            }
            _ => {}
        }
    }

    fn number(&mut self, at: (u16, u16), style: u16, value: Option<f64>) {
        let Some(value) = value else {
            return;
        };
        let (shown, stored) = self.globals.shown(value, style);
        let place = (usize::from(at.0), usize::from(at.1));
        self.stored.note(place, &shown, &stored);
        self.words(at, style, shown);
    }

    fn words(&mut self, (row, column): (u16, u16), style: u16, words: String) {
        if !words.is_empty() && column < COLUMNS {
            let faint = self.globals.is_faint(style);
            self.bytes += words.len() + 1;
            self.cells.push((row, column, words, faint));
        }
    }

    fn truth(&mut self, at: (u16, u16), style: u16, value: &[u8]) {
        let words = match value {
            [0, 0] => "FALSE",
            [_, 0] => "TRUE",
            [error, _] => {
                let known = ERRORS.iter().find(|(n, _)| n == error);
                known.map_or("#ERROR", |(_, words)| words)
            }
            _ => return,
        };
        self.words(at, style, words.to_owned());
    }

    /// What a formula gave last: a number, or by its first byte something else.
    fn formula(&mut self, at: (u16, u16), style: u16, value: &[u8]) {
        self.formula = None;
        match value {
            [0, .., 0xff, 0xff] => self.formula = Some((at.0, at.1, style)),
            [1, _, truth, .., 0xff, 0xff] => self.truth(at, style, &[*truth, 0]),
            [2, _, error, .., 0xff, 0xff] => self.truth(at, style, &[*error, 1]),
            [_, .., 0xff, 0xff] => {}
            number => self.number(at, style, f64_at(number, 0)),
        }
    }

    fn text_box(&mut self, record: &Record<'_>) {
        let mut left = usize::from(record.u16(10));
        let mut out = String::new();
        for piece in record.pieces.iter().skip(1) {
            if left == 0 {
                break;
            }
            let Some((flags, rest)) = piece.split_first() else {
                continue;
            };
            let wide = flags & 1 != 0;
            let here = left.min(rest.len() / (1 + usize::from(wide)));
            out.push_str(&letters(rest, here, wide));
            left -= here;
        }
        let object = std::mem::take(&mut self.object);
        self.bytes += out.len();
        if self.boxes.len() < OBJECTS && !out.trim().is_empty() {
            let all = self.boxes.entry(object).or_default();
            all.push_str(out.replace('\r', "\n").trim_end());
            all.push('\n');
        }
    }

    fn chart(&mut self, words: &str) {
        let words = words.trim();
        if !words.is_empty() && self.charts.len() < bounds::TEXT_BYTES {
            self.charts.push_str(words);
            self.charts.push('\n');
        }
    }

    /// Writes what was read.
    pub fn write(mut self, name: &str, hidden: bool, paper: &mut Paper) {
        let mut comments = String::new();
        for (row, column, author, object) in std::mem::take(&mut self.notes) {
            let words = self.boxes.remove(&object).unwrap_or_default();
            let cell = Stored::cell(usize::from(row), usize::from(column));
            let author = if author.is_empty() {
                "unnamed"
            } else {
                &author
            };
            comments.extend([cell.as_str(), " [", author, "] ", words.trim_end(), "\n"]);
        }
        self.cells.sort_by_key(|c| (c.0, c.1));
        self.hidden_rows.sort_unstable();
        let (mut shown, mut unseen, mut faint) = (String::new(), String::new(), String::new());
        for row in self.cells.chunk_by(|a, b| a.0 == b.0) {
            let gone = |c: &&Cell| self.is_hidden(c);
            let pale = |c: &&Cell| c.3 && !self.conditions;
            line(&mut shown, row.iter().filter(|c| !pale(c) && !gone(c)));
            line(&mut unseen, row.iter().filter(|c| !pale(c) && gone(c)));
            line(&mut faint, row.iter().filter(pale));
        }
        let place = places::sheet(name);
        let at = |what: Word| places::at(place.clone(), what);
        let boxes: String = self.boxes.into_values().collect();
        if hidden {
            let all = shown + &unseen + &faint + &boxes + &self.charts;
            paper.hidden(places::hidden_sheet(name), all);
        } else {
            paper.body(place.clone(), shown);
            paper.hidden(at(places::HIDDEN_CELLS), unseen);
            paper.hidden(at(places::FAINT), faint);
            paper.body(at(places::DRAWINGS), boxes);
            paper.body(at(places::CHARTS), self.charts);
            paper.body(at(places::MARGINS), self.margins);
        }
        paper.aside(at(places::STORED), self.stored.take());
        paper.aside(places::COMMENTS, comments);
    }

    fn is_hidden(&self, cell: &Cell) -> bool {
        let within = |(from, to): &(u16, u16)| (*from..=*to).contains(&cell.1);
        self.hidden_rows.binary_search(&cell.0).is_ok() || self.hidden_columns.iter().any(within)
    }
}

/// Writes one row, cells in their columns.
fn line<'c>(out: &mut String, cells: impl Iterator<Item = &'c Cell>) {
    let (mut at, mut any) = (0_u16, false);
    for (_, column, words, _) in cells {
        let gap = column.saturating_sub(at).max(u16::from(any));
        out.extend(std::iter::repeat_n('\t', usize::from(gap)));
        out.push_str(&words.replace(['\n', '\r', '\t'], " "));
        (at, any) = (*column, true);
    }
    if any {
        out.push('\n');
    }
}

fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    u64_at(bytes, at).map(f64::from_bits)
}

/// Reads a number that is packed into four bytes: an integer or the upper half of a real one, and
/// whether it is to be divided by a hundred.
fn packed(bits: u32) -> f64 {
    let value = if bits & 2 == 0 {
        f64::from_bits(u64::from(bits & !3) << 32)
    } else {
        f64::from(bits.cast_signed() >> 2)
    };
    if bits & 1 == 0 { value } else { value / 100.0 }
}
