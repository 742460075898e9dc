//! Two cases become one record, and two releases are held side by side: the façade of the merge
//! of journals and of the reconciling of sources.

use super::{Case, CaseError, Generation, Pair, PairStatus, Snapshot};
use crate::compare;
use crate::model::words::failures as w;
use crate::model::{Edit, EditClass, Field, Item, Said, Word};
use crate::relate;
use crate::store::annotations;
use std::path::Path;

/// What a merge did.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct MergeReport {
    /// Every journal of the bundles, in the order found.
    pub journals: Vec<MergedJournal>,
    /// Events that this case did not have before.
    pub new_events: usize,
    /// Items on which two authors hold different verdicts now.
    pub clashes: usize,
    /// What is wrong with the journals of the case now, one sentence each.
    pub problems: Vec<Said>,
}

/// One journal of a bundle.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MergedJournal {
    /// The file in the bundle.
    pub path: String,
    /// Whose it is; empty where that cannot be read.
    pub author: String,
    /// Rows of it that hold.
    pub rows: usize,
    /// What was done, in a few words.
    pub how: Word,
}

impl Case {
    /// Takes in the journals of other cases: of a case folder, a journal's folder or its file.
    pub fn merge<P: AsRef<Path>>(&mut self, bundles: &[P]) -> Result<MergeReport, CaseError> {
        let mut report = MergeReport::default();
        let before = self.events().len();
        let dir = self.layout().annotations();
        for bundle in bundles {
            let taken = annotations::take_in(&dir, bundle.as_ref())?;
            report
                .journals
                .extend(taken.into_iter().map(|t| MergedJournal {
                    path: t.from.to_string_lossy().into_owned(),
                    author: t.author,
                    rows: t.rows,
                    how: t.how.word(),
                }));
        }
        self.reload()?;
        report.new_events = self.events().len() - before;
        report.clashes = self.snapshot().board.clashes().count();
        report.problems = self.journal_problems();
        Ok(report)
    }
}

/// One pair of two releases with what differs.
#[derive(Clone, PartialEq, Debug)]
pub struct Reconciled {
    /// The two sides.
    pub pair: Pair,
    /// What leads from the first to the second, where they differ.
    pub edits: Vec<Edit>,
    /// Whether the comparison was cut short by a bound.
    pub truncated: bool,
    /// Why their texts could not be read.
    pub unread: Option<String>,
}

impl Case {
    /// Holds two sources against each other; each pair is told in item order.
    pub fn reconcile<E>(
        &self,
        a: &str,
        b: &str,
        mut tell: impl FnMut(Reconciled) -> Result<(), E>,
    ) -> Result<(), E>
    where
        E: From<CaseError>,
    {
        let snapshot = self.snapshot();
        known(&snapshot, a)?;
        known(&snapshot, b)?;
        let generation = &*snapshot.generation;
        for pair in relate::reconcile(&generation.items, a, b) {
            tell(self.differences(generation, pair))?;
        }
        Ok(())
    }

    /// Counts what could not be read of a source: it cannot be held against anything.
    pub fn unread_of(&self, source: &str) -> usize {
        let snapshot = self.snapshot();
        let all = snapshot.generation.exceptions.iter();
        all.filter(|e| e.source == source && e.item.is_none() && super::run::unread(e.class))
            .count()
    }

    fn differences(&self, generation: &Generation, pair: Pair) -> Reconciled {
        let mut out = Reconciled {
            pair,
            edits: Vec::new(),
            truncated: false,
            unread: None,
        };
        let (PairStatus::Different, Some(a), Some(b)) = (pair.status, pair.a, pair.b) else {
            return out;
        };
        let (a, b) = (generation.item(a), generation.item(b));
        if let (Some(x), Some(y)) = (&a.head, &b.head) {
            out.edits = compare::heads(x, y);
        }
        match self.reader().compare(a, b, None) {
            Ok(found) => {
                out.edits.extend(found.edits);
                out.truncated = found.truncated;
            }
            Err(e) => out.unread = Some(e.to_string()),
        }
        out.edits.extend(attachments(generation, a, b));
        out
    }
}

/// Makes the edit of two lists of attachments that differ.
fn attachments(generation: &Generation, a: &Item, b: &Item) -> Option<Edit> {
    let names = |of: &Item, other: &Item| {
        let gone = of.children.iter().filter(|d| !other.children.contains(d));
        let name = |ix| generation.item(ix).file_name();
        let all = gone.map(|d| {
            let name = generation.by_digest(d).map_or("", name);
            format!("{name} ({})", d.short())
        });
        all.collect::<Vec<_>>().join(", ")
    };
    let (before, after) = (names(a, b), names(b, a));
    (before != after).then_some(Edit {
        class: EditClass::Attachment,
        field: Field::Attachments,
        a: 0..before.len(),
        b: 0..after.len(),
        before,
        after,
    })
}

fn known(snapshot: &Snapshot, source: &str) -> Result<(), CaseError> {
    let names: Vec<&str> = snapshot
        .generation
        .sources
        .iter()
        .map(|s| s.name.as_str())
        .collect();
    if names.contains(&source) {
        return Ok(());
    }
    let names = names.join(", ");
    let said = w::no_source_of(source, names);
    Err(CaseError::Refused(said))
}
