//! The world to us: the closed list of what can happen while the screen is open.

use super::key::Key;
use super::reading::{Raw, Reading, Window};
use super::screens::sheet::Page;
use super::sides::Sides;
use crate::case::{Event as JournalEvent, Snapshot};
use crate::model::ItemIx;
use crate::query::QueryError;
use crate::review::Tally;
use std::sync::Arc;

/// A number that tells a job's answer from the answers to older ones.
pub type Job = u64;

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted; it goes to a prompt or nowhere.
    Paste(String),
    /// The terminal has this size now.
    Resize(u16, u16),
    /// Texts were read.
    Read(Job, Vec<Arc<Reading>>),
    /// Exact bytes were read and escaped.
    RawRead(Job, Arc<Raw>),
    /// A window of bytes was read.
    Windowed(Job, Arc<Window>),
    /// Two texts were aligned and laid out.
    Compared(Job, Arc<Sides>),
    /// A sheet was made.
    SheetMade(Job, Arc<Page>),
    /// A query was evaluated.
    Selected(Job, Result<Arc<Vec<ItemIx>>, QueryError>),
    /// What the case holds was counted.
    Tallied(Job, Arc<Tally>),
    /// A view was kept or dropped: what to say, and what is known now.
    Viewed(Result<String, String>, Arc<Snapshot>),
    /// A mark is on disk: what was written (nothing, where there was nothing to take back), and
    /// what is known now.
    Saved(Job, Option<Box<JournalEvent>>, Arc<Snapshot>),
    /// A mark could not be written.
    Failed(Job, String),
    /// The case changed beside us.
    Changed(Arc<Snapshot>),
    /// An ingest beside us found so many more items, and raised so many more findings.
    Grown(usize, usize),
    /// An export ended: what it wrote, or why not.
    Exported(Result<String, String>),
    /// A wait that was asked for is over.
    Waited(Wait, Job),
    /// The terminal went away or the system asks us to end.
    Hangup,
    /// We are back from the shell.
    Resumed,
}

/// What was waited for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Wait {
    /// The cursor to rest before its preview is read.
    Preview,
    /// A job to be slow enough to be worth a word.
    Loading,
    /// A sequence of keys to be left incomplete for so long that all that may follow is shown.
    Prefix,
}

impl Wait {
    /// Gives how long it takes.
    pub fn ms(self) -> u64 {
        match self {
            Self::Preview => 70,
            Self::Loading => 60,
            Self::Prefix => 400,
        }
    }
}
