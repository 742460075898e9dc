//! The session that writes marks.

use super::{Act, CaseError, Event};

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
