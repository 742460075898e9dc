//! Verifying: every source byte, every item's range and every journal row is read again.

use super::account::account;
use super::build::Segments;
use super::plan::known;
use super::run::load_segments;
use super::study::digest_of;
use super::{Case, CaseError};
use crate::intake;
use crate::model::words::{failures as w, system};
use crate::model::{Digest, Said};
use crate::store::{FileRow, KeptFiles, annotations};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What a verification read, and what did not agree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VerifyReport {
    /// Files read again.
    pub files: u64,
    /// Bytes read again.
    pub bytes: u64,
    /// Ranges of items read again.
    pub items: u64,
    /// Bytes of mailboxes that belong to messages.
    pub message_bytes: u64,
    /// Bytes of mailboxes that belong to no message, by what they are.
    pub gaps: BTreeMap<String, u64>,
    /// Journal rows checked.
    pub rows: u64,
    /// Rows among them whose words were taken out.
    pub redacted: u64,
    /// What did not agree.
    pub problems: Vec<Problem>,
}

/// Something that does not agree with what was ingested or written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub path: String,
    /// What is wrong, one sentence.
    pub what: Said,
}

impl Case {
    /// Reads everything again; `tick` hears of bytes read.
    pub fn verify(&self, tick: &mut dyn FnMut(u64)) -> Result<VerifyReport, CaseError> {
        let mut report = VerifyReport::default();
        let segments = load_segments(self.layout())?;
        for ((source, _), (_, _, row)) in known(&segments) {
            if row.path.is_empty() {
                continue;
            }
            report.account(row);
            let root = self.file().source(source).map(|s| PathBuf::from(&s.path));
            match root {
                Some(root) => file(&intake::resolve(&root, &row.path), row, &mut report, tick),
                None => report.problem(&row.path, w::SOURCE_NOT_NAMED),
            }
        }
        for (name, path) in self.waiting() {
            report.problem(&path, w::never_read(name));
        }
        self.verify_kept(&segments, &mut report)?;
        self.verify_journals(&mut report);
        Ok(report)
    }

    /// Holds the kept bytes of what lies in containers to their digests; the containers
    /// themselves were held to theirs.
    fn verify_kept(&self, segments: &Segments, report: &mut VerifyReport) -> Result<(), CaseError> {
        let numbers: Vec<u32> = segments.iter().map(|(n, _, _)| *n).collect();
        let kept = KeptFiles::open(self.layout(), &numbers)?;
        let each = kept.each(&mut |digest, bytes| {
            report.items += 1;
            let digest = Digest(digest);
            match bytes {
                Ok(bytes) if digest_of(&bytes) == digest => {}
                Ok(_) => {
                    report.problem("index", w::kept_differ(digest.short()));
                }
                Err(cause) => {
                    let what = w::of_path(digest.short(), system::said(&cause));
                    report.problem("index", what);
                }
            }
        });
        each.map_err(|cause| CaseError::Io {
            path: self.layout().index(),
            cause,
        })
    }

    fn verify_journals(&self, report: &mut VerifyReport) {
        let journals = match annotations::verify(&self.layout().annotations()) {
            Ok(journals) => journals,
            Err(e) => return report.problem("annotations", e.said()),
        };
        for journal in journals {
            report.rows += journal.rows as u64;
            report.redacted += journal.redacted as u64;
            let path = journal.path.to_string_lossy();
            for problem in &journal.problems {
                report.problem(&path, problem.clone());
            }
            if journal.unfinished_tail > 0 {
                report.problem(&path, w::unfinished(journal.unfinished_tail));
            }
        }
    }
}

impl VerifyReport {
    fn account(&mut self, row: &FileRow) {
        let told = account(row);
        if told.is_mailbox {
            self.message_bytes += told.item_bytes;
            for (what, bytes) in told.gaps {
                *self.gaps.entry(what).or_default() += bytes;
            }
        }
        if told.lost_bytes + told.doubled_bytes > 0 && !told.is_excepted {
            let (lost, doubled) = (told.lost_bytes, told.doubled_bytes);
            self.problem(&row.path, w::unaccounted(lost, doubled));
        }
    }

    fn problem(&mut self, path: &str, what: impl Into<Said>) {
        self.problems.push(Problem {
            path: path.to_owned(),
            what: what.into(),
        });
    }
}

fn file(path: &Path, row: &FileRow, report: &mut VerifyReport, tick: &mut dyn FnMut(u64)) {
    report.files += 1;
    let mut read = 0;
    let digest = intake::digest_file(path, &mut |n| {
        read += n;
        tick(n);
    });
    report.bytes += read;
    match digest {
        Err(cause) => return report.problem(&row.path, system::said(&cause)),
        Ok(digest) if Some(digest) != row.digest => {
            report.problem(&row.path, w::OTHER_BYTES);
        }
        Ok(_) => {}
    }
    for one in &row.occurrences {
        report.items += 1;
        // The digest of a whole file was compared just now.
        if one.offset == 0 && one.length == row.size {
            continue;
        }
        match intake::read_range(path, one.offset, one.length) {
            Ok(bytes) if digest_of(&bytes) == Digest(one.digest) => {}
            Ok(_) => {
                report.problem(&row.path, w::item_differs(one.offset, one.length));
            }
            Err(cause) => report.problem(&row.path, system::said(&cause)),
        }
    }
}
