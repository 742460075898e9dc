//! What can go wrong on disk, each with its path and cause.

use crate::model::Said;
use crate::model::words::stores as w;
use std::io;
use std::path::{Path, PathBuf};

/// Why something on disk could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The system refused.
    #[error("{path}: {cause}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        cause: io::Error,
    },
    /// The file does not hold what it should.
    #[error("{path} is damaged: {}", .what.en)]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        what: Said,
    },
    /// The file was written by a newer version.
    #[error("{path} has version {found}; this program reads up to {known}")]
    Newer {
        /// The file.
        path: PathBuf,
        /// Version found.
        found: u32,
        /// Newest version known here.
        known: u32,
    },
    /// Another process is ingesting into this case.
    #[error("another ingest is running on {0}")]
    Busy(PathBuf),
}

impl StoreError {
    /// Ties an I/O error to its path.
    pub fn io(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |cause| Self::Io {
            path: path.to_owned(),
            cause,
        }
    }

    /// Ties an I/O error to a file that the index needs: one that is not there is damage.
    pub fn index(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |cause| match cause.kind() {
            io::ErrorKind::NotFound => Self::damaged(path, w::NOT_THERE),
            _ => Self::io(path)(cause),
        }
    }

    /// Says that a file does not hold what it should.
    pub fn damaged(path: &Path, what: impl Into<Said>) -> Self {
        Self::Damaged {
            path: path.to_owned(),
            what: what.into(),
        }
    }

    /// Says the same in the words of a library, which are the same in every language.
    pub fn quoted(path: &Path, cause: impl std::fmt::Display) -> Self {
        Self::damaged(path, Said::same(&cause.to_string()))
    }
}
