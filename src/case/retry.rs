//! What is read again when passwords are given: items that were locked, what holds them, and the
//! files in which they lie.

use super::build::Segments;
use crate::model::{DefectKind, ExceptionClass};
use crate::store::{FileRow, ItemRow, defects};
use std::collections::HashSet;

/// Digests of rows to read again.
#[derive(Default)]
pub struct Locked(HashSet<[u8; 32]>);

impl Locked {
    /// Gathers what was locked, and every message and container that leads to it.
    pub fn of(segments: &Segments) -> Self {
        let rows = || segments.iter().flat_map(|(_, s, _)| &s.items);
        let locked = rows().filter(|(row, _)| is_locked(row));
        let mut out: HashSet<[u8; 32]> = locked.map(|(row, _)| row.digest).collect();
        loop {
            let before = out.len();
            for (row, _) in rows() {
                if row.children.iter().any(|c| out.contains(&c.digest)) {
                    out.insert(row.digest);
                }
            }
            if out.len() == before {
                return Self(out);
            }
        }
    }

    /// Tells whether a row is to be read again.
    pub fn has(&self, digest: &[u8; 32]) -> bool {
        self.0.contains(digest)
    }

    /// Tells whether a file holds anything to read again.
    pub fn lies_in(&self, file: &FileRow) -> bool {
        file.occurrences.iter().any(|o| self.has(&o.digest))
    }
}

/// Tells whether some of an item could not be read for want of a password.
pub fn is_locked(row: &ItemRow) -> bool {
    let defect = defects(&row.defects)
        .iter()
        .any(|d| matches!(d.kind, DefectKind::Encrypted | DefectKind::Locked));
    let class = |e: &crate::store::ExceptionRow| e.exception("").class;
    let member = row.exceptions.iter().map(class);
    defect || member.into_iter().any(|c| c == ExceptionClass::Encrypted)
}
