//! Tallies: what a case holds, counted row by row, and for every row the items that it counts. The
//! screen and the command line show the same rows.

mod clashes;
mod coverage;
mod entities;
mod foreign;
mod kinds;
mod missing;
mod overview;
mod people;
mod script;
mod sums;
mod timeline;

use crate::case::{Read, Snapshot};
use crate::model::words::{heads, tally as w};
use crate::model::{ItemIx, Said, Stamp, Word};
pub use kinds::RowKind;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
pub use timeline::{Cut, Lanes, Scale};

/// What is counted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum TallyKind {
    /// Each source, and the whole case.
    Overview,
    /// Accounts, amounts, telephones, addresses, links.
    Entities,
    /// Who writes to whom.
    Correspondents,
    /// Days, weeks or hours with their messages, and the gaps between.
    Timeline(Cut),
    /// Saved views.
    Views,
    /// Verdicts that clash.
    Conflicts,
}

/// A kind of tally with its words.
pub struct TallyWords {
    /// The kind.
    pub kind: TallyKind,
    /// Its name on the command line and behind `:`.
    pub name: &'static str,
    /// Its title on screen.
    pub title: Word,
}

/// All tallies.
pub const TALLIES: &[TallyWords] = &[
    words(TallyKind::Overview, "overview", heads::OVERVIEW),
    words(TallyKind::Entities, "entities", heads::ENTITIES),
    words(
        TallyKind::Correspondents,
        "correspondents",
        heads::CORRESPONDENTS,
    ),
    words(TallyKind::Timeline(Cut::DAYS), "timeline", heads::TIMELINE),
    words(TallyKind::Views, "views", heads::VIEWS),
    words(TallyKind::Conflicts, "conflicts", heads::CONFLICTS),
];

const fn words(kind: TallyKind, name: &'static str, title: Word) -> TallyWords {
    TallyWords { kind, name, title }
}

impl TallyKind {
    /// Gives its words.
    pub fn words(self) -> Option<&'static TallyWords> {
        let same =
            |w: &&TallyWords| std::mem::discriminant(&w.kind) == std::mem::discriminant(&self);
        TALLIES.iter().find(same)
    }
}

/// One row of a tally.
#[derive(Clone, PartialEq, Debug)]
pub struct TallyRow {
    /// What it counts: messages, amounts, days …
    pub kind: RowKind,
    /// Of what.
    pub name: Said,
    /// What else there is to say.
    pub note: Said,
    /// The same for programs, English, with bare numbers.
    pub bare: String,
    /// The items that are counted, in snapshot order.
    pub items: Arc<Vec<ItemIx>>,
    /// A query that finds them, or nearly so.
    pub query: String,
    /// Their oldest and newest claimed date.
    pub span: Option<(Stamp, Stamp)>,
}

/// The rows of a tally, and what was left out.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Tally {
    /// The rows in their order.
    pub rows: Vec<TallyRow>,
    /// Rows beyond the bound.
    pub more: usize,
}

/// Most rows of a tally; a reader of more wants a query.
const ROWS: usize = 2_000;
/// The same of a time line, which goes on to the last hour.
const PIECES: usize = 50_000;

/// Counts; `None` once it was cancelled. Entities read every text, so this belongs on a worker.
pub fn tally(
    kind: TallyKind,
    snapshot: &Snapshot,
    reader: &dyn Read,
    author: &str,
    cancelled: &AtomicBool,
) -> Option<Tally> {
    let mut rows = match kind {
        TallyKind::Overview => overview::rows(snapshot, reader, author),
        TallyKind::Views => overview::views(snapshot, reader, author),
        TallyKind::Entities => entities::rows(snapshot, reader, cancelled)?,
        TallyKind::Correspondents => people::rows(snapshot),
        TallyKind::Timeline(cut) => timeline::rows(snapshot, reader, cut, cancelled)?,
        TallyKind::Conflicts => clashes::rows(snapshot),
    };
    let most = match kind {
        TallyKind::Timeline(_) => PIECES,
        TallyKind::Overview
        | TallyKind::Views
        | TallyKind::Entities
        | TallyKind::Correspondents
        | TallyKind::Conflicts => ROWS,
    };
    let more = rows.len().saturating_sub(most);
    rows.truncate(most);
    (!cancelled.load(Ordering::Relaxed)).then_some(Tally { rows, more })
}

impl TallyRow {
    /// Makes a row of items.
    fn of(
        snapshot: &Snapshot,
        kind: RowKind,
        name: impl Into<Said>,
        query: impl Into<String>,
        items: Vec<ItemIx>,
    ) -> Self {
        let dates = items
            .iter()
            .filter_map(|ix| snapshot.generation.items.get(ix.at())?.date());
        let span = dates.fold(None, |span: Option<(Stamp, Stamp)>, d| {
            Some(span.map_or((d, d), |(a, b)| (a.min(d), b.max(d))))
        });
        Self {
            kind,
            name: name.into(),
            note: Said::default(),
            bare: String::new(),
            items: Arc::new(items),
            query: query.into(),
            span,
        }
    }

    fn noted(mut self, note: impl Into<Said>) -> Self {
        self.note = note.into();
        self.bare.clone_from(&self.note.en);
        self
    }

    /// Says for programs what is said to people with numbers set apart.
    fn barely(mut self, bare: Said) -> Self {
        self.bare = bare.en;
        self
    }
}

/// Writes a share of a whole.
fn percent(part: usize, whole: usize) -> Said {
    let tenths = (part * 1000 + whole / 2).checked_div(whole).unwrap_or(0);
    if tenths < 100 && part > 0 {
        w::tenths(tenths / 10, tenths % 10)
    } else {
        Said::same(&format!("{} %", (tenths + 5) / 10))
    }
}

/// Writes a value of a field so that it is read back as one.
fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('"', " "))
}

#[cfg(test)]
mod tests;
