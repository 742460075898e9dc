//! The account of a case: of every file, which bytes are items and which are named gaps, so that
//! nothing of a mailbox is left out in silence.

use super::plan::known;
use super::run::load_segments;
use super::{Case, CaseError};
use crate::store::FileRow;
use std::collections::BTreeMap;

/// Where the bytes of one file went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileAccount {
    /// Name of its source.
    pub source: String,
    /// Path as reached from the source.
    pub path: String,
    /// Its size when it was read.
    pub size_bytes: u64,
    /// Whether it holds messages, or is an item itself.
    pub is_mailbox: bool,
    /// Items that lie in it.
    pub items: u64,
    /// Bytes of these.
    pub item_bytes: u64,
    /// Bytes that belong to no item, by what they are.
    pub gaps: BTreeMap<String, u64>,
    /// Bytes that nothing accounts for.
    pub lost_bytes: u64,
    /// Bytes that are accounted for twice.
    pub doubled_bytes: u64,
    /// Whether an exception says that it was not read to its end.
    pub is_excepted: bool,
}

/// A piece of a file that is larger than a window is covered by its item as well.
const PIECE: &str = "piece";

impl Case {
    /// Accounts for the bytes of every file that was read.
    pub fn account(&self) -> Result<Vec<FileAccount>, CaseError> {
        let segments = load_segments(self.layout())?;
        let rows = known(&segments).into_values().map(|(_, _, row)| row);
        Ok(rows
            .filter(|row| !row.path.is_empty())
            .map(account)
            .collect())
    }
}

/// Accounts for one file.
pub fn account(row: &FileRow) -> FileAccount {
    let mut out = FileAccount {
        source: row.source.clone(),
        path: row.path.clone(),
        size_bytes: row.size,
        is_mailbox: row.mailbox,
        items: row.occurrences.len() as u64,
        is_excepted: !row.exceptions.is_empty(),
        ..FileAccount::default()
    };
    let mut ranges = Vec::with_capacity(row.occurrences.len() + row.gaps.len());
    for one in &row.occurrences {
        out.item_bytes += one.length;
        ranges.push((one.offset, one.length));
    }
    for gap in row.gaps.iter().filter(|g| g.what != PIECE) {
        *out.gaps.entry(gap.what.clone()).or_default() += gap.length;
        ranges.push((gap.offset, gap.length));
    }
    ranges.sort_unstable();
    let mut at = 0_u64;
    for (offset, length) in ranges {
        let end = offset.saturating_add(length);
        out.lost_bytes += offset.saturating_sub(at);
        out.doubled_bytes += at.min(end).saturating_sub(offset);
        at = at.max(end);
    }
    out.lost_bytes += row.size.saturating_sub(at);
    // A file that grew while it was read has more bytes than the walk saw.
    out.doubled_bytes += at.saturating_sub(row.size);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{GapRow, Occurrence};

    fn row(items: &[(u64, u64)], gaps: &[(u64, u64, &str)]) -> FileRow {
        let item = |&(offset, length): &(u64, u64)| Occurrence {
            digest: [0; 32],
            offset,
            length,
            folder: None,
            message: true,
        };
        let gap = |&(offset, length, what): &(u64, u64, &str)| GapRow {
            offset,
            length,
            what: what.into(),
        };
        FileRow {
            size: 100,
            occurrences: items.iter().map(item).collect(),
            gaps: gaps.iter().map(gap).collect(),
            ..FileRow::default()
        }
    }

    #[test]
    fn every_byte_is_an_items_or_a_gaps() {
        let told = account(&row(&[(10, 40), (60, 40)], &[(0, 10, "a"), (50, 10, "a")]));
        assert_eq!((told.lost_bytes, told.doubled_bytes), (0, 0));
        assert_eq!((told.item_bytes, told.gaps["a"]), (80, 20));
    }

    #[test]
    fn what_is_left_out_or_counted_twice_is_said() {
        let told = account(&row(&[(10, 40), (45, 40)], &[]));
        assert_eq!((told.lost_bytes, told.doubled_bytes), (10 + 15, 5));
    }

    #[test]
    fn a_large_file_is_its_item_and_its_pieces_are_not_counted_again() {
        let told = account(&row(&[(0, 100)], &[(0, 64, PIECE), (64, 36, PIECE)]));
        assert_eq!((told.lost_bytes, told.doubled_bytes), (0, 0));
    }
}
