//! Opening a case, and the session that writes marks.

use super::{Act, CaseError, Event, Reader, Snapshot};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An open case: where it lies and what was known when it was last looked at.
pub struct Case {
    root: PathBuf,
    snapshot: Arc<Snapshot>,
    reader: Reader,
}

impl Case {
    /// Opens the case in a folder; the index may be absent (then there are no items yet).
    pub fn open(root: &Path) -> Result<Self, CaseError> {
        Err(CaseError::NoCase(root.to_owned()))
    }

    /// Gives the folder of the case.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Gives what is known now; cheap to clone.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.snapshot)
    }

    /// Gives the reader of texts and bytes.
    pub fn reader(&self) -> Reader {
        Arc::clone(&self.reader)
    }

    /// Looks whether journals grew or a new generation stands there; true if the snapshot changed.
    pub fn refresh(&mut self) -> Result<bool, CaseError> {
        Ok(false)
    }

    /// Opens this author's journal for writing (a new one if the author's is held elsewhere).
    pub fn marker(&self, author: &str) -> Result<Marker, CaseError> {
        Err(CaseError::Refused(format!("no journal for {author}")))
    }
}

/// A session that writes marks; what it returns is on disk, in journal and sled both.
pub struct Marker {}

impl Marker {
    /// Writes one act as one event.
    pub fn act(&mut self, act: Act) -> Result<Event, CaseError> {
        Err(CaseError::Refused(format!("{act:?}")))
    }

    /// Takes back this author's last act that still stands; `None` where there is none.
    pub fn undo(&mut self) -> Result<Option<Event>, CaseError> {
        Ok(None)
    }
}
