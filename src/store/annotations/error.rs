//! What can go wrong with the annotations on disk: the path, the cause, and what to do.

use crate::model::words::marking;
use crate::model::words::{failures as w, unread};
use crate::model::{Lang, Said, Word};
use std::io;
use std::path::{Path, PathBuf};

/// Why marks could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum AnnotationsError {
    /// The system refused.
    #[error(
        "cannot {} {path}: {cause}; check the disk's space and who may write there",
        .doing.of(Lang::English)
    )]
    Io {
        /// What was being done, a verb.
        doing: Word,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        #[source]
        cause: io::Error,
    },
    /// The store beside the journal could not be opened or written.
    #[error(
        "the store {path} cannot be written: {}; marks can be read but not made until the disk has \
         room and lets you write, then open the case again",
        .cause.en
    )]
    Mirror {
        /// The folder of the store.
        path: PathBuf,
        /// What it said.
        cause: Said,
    },
    /// A write failed earlier in this session.
    #[error(
        "nothing more is written to {path} since a write failed ({}); open the case again, then \
         repeat the marks that were not saved",
        .cause.en
    )]
    ReadOnly {
        /// The journal.
        path: PathBuf,
        /// What failed.
        cause: Said,
    },
    /// One act would make a row longer than a journal may hold.
    #[error("the act makes a row of {bytes} bytes, {most} are the most; mark fewer items at once")]
    TooLong {
        /// Length of the row.
        bytes: usize,
        /// The bound.
        most: usize,
    },
}

impl AnnotationsError {
    /// Says it to people; in English it is what it displays as.
    pub fn said(&self) -> Said {
        match self {
            Self::Io { doing, path, cause } => {
                w::cannot(*doing, path.display(), unread::cause(cause))
            }
            Self::Mirror { path, cause } => marking::store_unwritten(path.display(), cause),
            Self::ReadOnly { path, cause } => marking::nothing_more(path.display(), cause),
            Self::TooLong { bytes, most } => marking::row_long(bytes, most),
        }
    }

    /// Ties an I/O error to its path and what was being done.
    pub(super) fn io(doing: Word, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |cause| Self::Io {
            doing,
            path: path.to_owned(),
            cause,
        }
    }
}
