//! Rows of tables of `OpenDocument` files: cells in their columns, each with its value where that
//! is not what it shows.

use super::number::{Stored, general};
use super::xml::Attributes;

/// Copies of one cell that are written out where a file says it is repeated.
pub(super) const REPEATED: usize = 64;

/// The row at hand of a table.
#[derive(Default)]
pub(super) struct Rows {
    row: Option<String>,
    cell: String,
    value: String,
    repeat: usize,
    gap: usize,
    /// Number of the row and of the cell, from 0, and how many rows the next one is below.
    at: (usize, usize),
    step: usize,
    stored: Stored,
}

impl Rows {
    /// Tells whether a row is open, so that words belong to a cell.
    pub fn is_open(&self) -> bool {
        self.row.is_some()
    }

    /// Begins a row.
    pub fn open(&mut self, a: &Attributes) {
        self.row = Some(String::new());
        self.at.1 = 0;
        self.step = count(a.get("number-rows-repeated"));
    }

    /// Begins a cell; whether it is one of a workbook, whose cells have names.
    pub fn cell(&mut self, a: &Attributes, named: bool) {
        self.cell.clear();
        let value = ["value", "date-value", "time-value"].map(|n| a.get(n));
        let value = value.into_iter().flatten().next().filter(|_| named);
        value.unwrap_or("").clone_into(&mut self.value);
        self.repeat = count(a.get("number-columns-repeated"));
    }

    /// Adds words to the cell.
    pub fn push(&mut self, words: &str) {
        self.cell.push_str(words);
    }

    /// Ends a cell.
    pub fn end_cell(&mut self) {
        let cell = std::mem::take(&mut self.cell);
        let cell = cell.trim();
        let value = general(&std::mem::take(&mut self.value));
        let Some(row) = &mut self.row else {
            return;
        };
        let times = self.repeat.clamp(1, REPEATED);
        let first = self.at.1;
        self.at.1 = first.saturating_add(self.repeat);
        if cell.is_empty() {
            self.gap += times;
            return;
        }
        for n in 0..times {
            let gap = std::mem::take(&mut self.gap);
            row.extend(std::iter::repeat_n('\t', gap));
            row.push_str(cell);
            self.stored.note((self.at.0, first + n), cell, &value);
            self.gap = 1;
        }
    }

    /// Ends the row; gives its text where it has any.
    pub fn end(&mut self) -> Option<String> {
        self.gap = 0;
        self.at.0 = self.at.0.saturating_add(self.step);
        self.row.take().filter(|row| !row.trim().is_empty())
    }

    /// Ends a table; gives the values that are not shown as they are stored.
    pub fn stored(&mut self) -> String {
        self.at = (0, 0);
        self.stored.take()
    }
}

/// Reads how often something is repeated.
fn count(times: Option<&str>) -> usize {
    times.and_then(|n| n.parse().ok()).unwrap_or(1)
}
