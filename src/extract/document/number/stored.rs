//! Values behind what cells show: a list beside the sheet, so that both can be found, and the sheet
//! itself reads as its readers see it.

use crate::model::bounds;

/// Values of one sheet that are not shown as they are stored.
#[derive(Default)]
pub(in crate::extract::document) struct Stored {
    out: String,
    line: Option<usize>,
}

impl Stored {
    /// Notes what a cell holds beside what it shows; row and column from 0.
    pub fn note(&mut self, (line, column): (usize, usize), shown: &str, value: &str) {
        if shown == value || value.is_empty() || self.out.len() > bounds::TEXT_BYTES / 4 {
            return;
        }
        if !self.out.is_empty() {
            self.out
                .push(if self.line == Some(line) { '\t' } else { '\n' });
        }
        self.line = Some(line);
        self.out.push_str(&Self::cell(line, column));
        self.out.push(' ');
        self.out.push_str(value);
    }

    /// Gives the list: a line a row, cells with their names.
    pub fn take(&mut self) -> String {
        self.line = None;
        std::mem::take(&mut self.out)
    }

    /// Gives the name of a cell: `B7`.
    pub fn cell(line: usize, column: usize) -> String {
        let mut letters: Vec<char> = Vec::new();
        let mut left = column + 1;
        while left > 0 && letters.len() < 8 {
            left -= 1;
            letters.push(char::from(b'A' + (left % 26) as u8));
            left /= 26;
        }
        letters.reverse();
        let letters: String = letters.into_iter().collect();
        format!("{letters}{}", line + 1)
    }
}
