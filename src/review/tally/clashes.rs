//! Clashing verdicts as rows of a tally: who says what, and the items that it is about.

use super::{TallyRow, quoted};
use crate::case::Snapshot;
use crate::review::clash::{Clash, ClashKind, clashes};

/// Gives a row for each clash.
pub fn rows(snapshot: &Snapshot) -> Vec<TallyRow> {
    clashes(snapshot).iter().map(|c| row(snapshot, c)).collect()
}

fn row(snapshot: &Snapshot, clash: &Clash) -> TallyRow {
    let query = match clash.kind {
        ClashKind::Reviewers | ClashKind::Copies => format!("id:{}", quoted(&clash.id)),
        ClashKind::Thread => format!("thread:{}", clash.id),
    };
    let title = match clash.title.as_str() {
        "" => "(of a source that is not here)",
        title => title,
    };
    let items = clash.items(snapshot);
    TallyRow::of(snapshot, clash.kind.word(), title, query, items).noted(told(clash))
}

/// Says who holds what; of several items each by the start of its digest.
fn told(clash: &Clash) -> String {
    let one = |(digest, author, verdict): &(crate::model::Digest, String, _)| {
        let verdict: &crate::model::Verdict = verdict;
        match clash.kind {
            ClashKind::Reviewers => format!("{author}: {}", verdict.word()),
            ClashKind::Copies | ClashKind::Thread => {
                format!("{} {author}: {}", digest.short(), verdict.word())
            }
        }
    };
    clash
        .verdicts
        .iter()
        .map(one)
        .collect::<Vec<_>>()
        .join("  ")
}
