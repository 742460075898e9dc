//! The session that writes marks: one author's journal, held while this lives.

use super::{Act, Case, CaseError, Event};
use crate::journal::Board;
use crate::store::annotations::{AnnotationsError, Session, redact};

/// A session that writes marks; what it returns is on disk, in journal and sled both.
pub struct Marker {
    session: Session,
}

impl Case {
    /// Opens this author's journal for writing (a new one if the author's is held elsewhere).
    pub fn marker(&self, author: &str) -> Result<Marker, CaseError> {
        let machine = rustix::system::uname()
            .nodename()
            .to_string_lossy()
            .into_owned();
        let session = Session::open(&self.layout().annotations(), author, &machine, now)?;
        Ok(Marker { session })
    }
}

impl Marker {
    /// Writes one act as one event.
    pub fn act(&mut self, act: Act) -> Result<Event, CaseError> {
        Ok(self.session.append(act)?)
    }

    /// Takes back this author's last act that still stands; `None` where there is none.
    pub fn undo(&mut self) -> Result<Option<Event>, CaseError> {
        Ok(self.session.undo()?)
    }

    /// Takes back this author's last undo; `None` where something new was done since.
    pub fn redo(&mut self) -> Result<Option<Event>, CaseError> {
        Ok(self.session.redo()?)
    }

    /// Takes the words of a row out of the record, for good: an event of this author says so, then
    /// what is left of the row is its hash. The session ends with it.
    pub fn redact(mut self, case: &Case, of: &str, why: &str) -> Result<(), CaseError> {
        self.session.append(Act::Redact {
            of: of.to_owned(),
            why: why.to_owned(),
        })?;
        drop(self.session);
        redact(&case.layout().annotations(), of)?;
        Ok(())
    }

    /// Gives the board as of the last write, this session's marks included.
    pub fn board(&self) -> &Board {
        self.session.board()
    }
}

/// Gives the time as marks bear it: RFC 3339, UTC, whole seconds.
pub fn now() -> String {
    jiff::Timestamp::now()
        .strftime("%Y-%m-%dT%H:%M:%SZ")
        .to_string()
}

impl From<AnnotationsError> for CaseError {
    fn from(e: AnnotationsError) -> Self {
        Self::Annotations(e)
    }
}
