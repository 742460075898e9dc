//! Workbooks of Excel 5 to 2003 ([MS-XLS]): a part a sheet, a line a row, numbers as they show,
//! hidden sheets, rows and columns, white and tiny cells, comments, boxes of text and charts.

mod globals;
mod record;
mod sheet;
#[cfg(test)]
mod tests;

use super::old_lock::{Key, Lock};
use super::ole::{Compound, stream};
use super::paper::{Paper, u16_at};
use crate::model::DefectKind;
use globals::Globals;
use record::{Letters, Records};
use sheet::Sheet;

/// Reads a workbook; false where it is of a kind that another reader has to read.
pub(super) fn read(file: &mut Compound<'_>, paper: &mut Paper) -> bool {
    let name = if file.is_stream("/Workbook") {
        "/Workbook"
    } else {
        "/Book"
    };
    let bytes = stream(file, name, paper);
    book(&bytes, paper)
}

fn book(bytes: &[u8], paper: &mut Paper) -> bool {
    let Some(globals) = Globals::read(bytes) else {
        return false;
    };
    if let Some(info) = &globals.locked {
        let lock = lock(info, globals.letters);
        let key = lock.and_then(|lock| lock.opened(&paper.passwords));
        let open = key.map(|key| unlocked(bytes, &key));
        match open.and_then(|open| Globals::read(&open).map(|globals| (open, globals))) {
            Some((open, globals)) if globals.locked.is_none() => sheets(&open, &globals, paper),
            _ => paper.lock(),
        }
    } else {
        sheets(bytes, &globals, paper);
    }
    true
}

/// Reads what a workbook says of its lock ([MS-XLS] 2.4.117).
fn lock(info: &[u8], letters: Letters) -> Option<Lock> {
    let old = letters != Letters::Wide;
    if !old && u16_at(info, 0)? == 1 {
        return Lock::read(info.get(2..)?);
    }
    let at = if old { 0 } else { 2 };
    Some(Lock::Mixed {
        key: u16_at(info, at)?,
        check: u16_at(info, at + 2)?,
        turn: 2,
    })
}

/// Records that stay readable in a locked workbook.
const OPEN: &[u16] = &[0x0809, 0x00e1, 0x0138, 0x0194, 0x0195, 0x0196];

/// Opens all records behind the one that describes the lock, which becomes one that says nothing.
fn unlocked(bytes: &[u8], key: &Key) -> Vec<u8> {
    let mut out = bytes.to_vec();
    let (mut at, mut begun) = (0_usize, false);
    while let (Some(kind), Some(size)) = (u16_at(&out, at), u16_at(&out, at + 2)) {
        let begin = at + 4;
        let end = (begin + usize::from(size)).min(out.len());
        if let Some(body) = out.get_mut(begin..end)
            && begun
            && !OPEN.contains(&kind)
        {
            let place = body.first_chunk::<4>().copied();
            key.apply_record(body, begin);
            // Where a sheet begins is written openly.
            if let (0x0085, Some(place), Some(first)) = (kind, place, body.first_chunk_mut()) {
                *first = place;
            }
        }
        if kind == 0x002f && !begun {
            begun = true;
            if let Some(kind) = out.get_mut(at..at + 2) {
                kind.fill(0xff);
            }
        }
        at = end;
    }
    out
}

fn sheets(bytes: &[u8], globals: &Globals, paper: &mut Paper) {
    for named in &globals.sheets {
        if bytes.get(named.at..).is_none_or(<[u8]>::is_empty) {
            paper.note(DefectKind::Damaged);
            continue;
        }
        let mut sheet = Sheet::new(globals);
        for record in Records::from(bytes, named.at) {
            if sheet.step(&record).is_break() {
                break;
            }
        }
        sheet.write(&named.name, named.hidden, paper);
    }
}
