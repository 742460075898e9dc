//! What can go wrong with a case as a whole; content never does.

use crate::model::Said;
use crate::model::words::{failures as w, system};
use crate::store::StoreError;
use crate::store::annotations::AnnotationsError;
use std::path::PathBuf;

/// Why a case could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum CaseError {
    /// There is no case at this place.
    #[error("no case at {0}")]
    NoCase(PathBuf),
    /// The case was written by a newer version.
    #[error("{path} has version {found}; this program reads up to {known}")]
    Newer {
        /// The file.
        path: PathBuf,
        /// Version found.
        found: u32,
        /// Newest version known here.
        known: u32,
    },
    /// A file of the case could not be read or written.
    #[error("{path}: {cause}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        cause: std::io::Error,
    },
    /// A file of the case does not hold what it should.
    #[error("{path} is damaged: {}", .what.en)]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        what: Said,
    },
    /// The annotations could not be read or written.
    #[error(transparent)]
    Annotations(AnnotationsError),
    /// What was asked makes no sense for this case.
    #[error("{}", .0.en)]
    Refused(Said),
}

impl CaseError {
    /// Says it to people; in English it is what it displays as.
    pub fn said(&self) -> Said {
        match self {
            Self::NoCase(path) => w::no_case(path.display()),
            Self::Newer { path, found, known } => w::newer(path.display(), found, known),
            Self::Io { path, cause } => w::of_path(path.display(), system::said(cause)),
            Self::Damaged { path, what } => w::damaged(path.display(), what),
            Self::Annotations(e) => e.said(),
            Self::Refused(said) => said.clone(),
        }
    }
}

impl From<StoreError> for CaseError {
    fn from(e: StoreError) -> Self {
        match e {
            StoreError::Io { path, cause } => Self::Io { path, cause },
            StoreError::Damaged { path, what } => Self::Damaged { path, what },
            StoreError::Newer { path, found, known } => Self::Newer { path, found, known },
            StoreError::Busy(path) => Self::Refused(w::other_ingest(path.display())),
        }
    }
}
