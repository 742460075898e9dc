//! Clashing verdicts as rows of a tally: who says what, and the items that it is about.

use super::{RowKind, TallyRow, kinds, quoted};
use crate::case::Snapshot;
use crate::model::words::tally as w;
use crate::model::{Digest, Lang, Said, Verdict};
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
        "" => Said::from(w::NOT_HERE),
        title => Said::same(title),
    };
    let items = clash.items(snapshot);
    TallyRow::of(snapshot, kind(clash.kind), title, query, items).noted(told(clash))
}

fn kind(kind: ClashKind) -> RowKind {
    match kind {
        ClashKind::Reviewers => kinds::REVIEWERS,
        ClashKind::Copies => kinds::COPIES,
        ClashKind::Thread => kinds::THREAD,
    }
}

/// Says who holds what; of several items each by the start of its digest.
fn told(clash: &Clash) -> Said {
    let one = |(digest, author, verdict): &(Digest, String, Verdict)| {
        let verdict = Said::new(|lang| verdict.shown(lang).to_owned());
        match clash.kind {
            ClashKind::Reviewers => w::held(author, verdict),
            ClashKind::Copies | ClashKind::Thread => w::held_of(digest.short(), author, verdict),
        }
    };
    let all: Vec<Said> = clash.verdicts.iter().map(one).collect();
    let joined = |lang: Lang| {
        all.iter()
            .map(|s| s.of(lang))
            .collect::<Vec<_>>()
            .join("  ")
    };
    Said::new(joined)
}
