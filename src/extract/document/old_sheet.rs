//! Workbooks that our own readers do not read (`.xlsb`, `.xls` before Excel 5): a part a sheet, a
//! line a row.

use super::cells::day;
use super::paper::Paper;
use crate::model::words::places;
use crate::model::{DefectKind, bounds};
use calamine::{Data, Reader, SheetVisible, open_workbook_auto_from_rs};
use std::io::Cursor;

/// Columns of a row that are written; further ones are rubbish of a damaged file.
const COLUMNS: usize = 1_024;

/// Reads a workbook.
pub(super) fn read(bytes: &[u8], paper: &mut Paper) {
    let mut book = match open_workbook_auto_from_rs(Cursor::new(bytes)) {
        Ok(book) => book,
        Err(why) => {
            let why = why.to_string().to_lowercase();
            let locked = why.contains("password") || why.contains("encrypt");
            paper.note(if locked {
                DefectKind::Encrypted
            } else {
                DefectKind::Damaged
            });
            return;
        }
    };
    let sheets: Vec<(String, bool)> = book
        .sheets_metadata()
        .iter()
        .map(|s| (s.name.clone(), s.visible == SheetVisible::Visible))
        .collect();
    for (name, visible) in sheets {
        let Ok(range) = book.worksheet_range(&name) else {
            paper.note(DefectKind::Damaged);
            continue;
        };
        let mut out = String::new();
        let left = range.start().map_or(0, |(_, column)| column as usize);
        for row in range.rows() {
            line(&mut out, row, left);
            if out.len() > bounds::TEXT_BYTES {
                break;
            }
        }
        if visible {
            paper.body(places::sheet(&name), out);
        } else {
            paper.hidden(places::hidden_sheet(&name), out);
        }
    }
}

fn line(out: &mut String, row: &[Data], left: usize) {
    let mut gap = left.min(COLUMNS);
    let mut any = false;
    for cell in row.iter().take(COLUMNS) {
        let words = words(cell);
        if !words.is_empty() {
            out.extend(std::iter::repeat_n('\t', gap));
            out.push_str(&words.replace(['\n', '\r', '\t'], " "));
            gap = 0;
            any = true;
        }
        gap += 1;
    }
    if any {
        out.push('\n');
    }
}

fn words(cell: &Data) -> String {
    match cell {
        Data::DateTime(moment) if moment.is_datetime() && moment.as_f64() >= 1.0 => {
            day(moment.as_f64(), false)
        }
        Data::Bool(true) => "TRUE".to_owned(),
        Data::Bool(false) => "FALSE".to_owned(),
        Data::Empty => String::new(),
        other => other.to_string(),
    }
}
