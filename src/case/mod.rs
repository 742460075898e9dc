//! Floor 6: the one façade. Open, ingest, snapshot, read, annotate, verify, repair.
//!
//! Everything above this floor sees a case through [`Snapshot`] (what is known, in memory,
//! read-only), [`Reader`] (texts and bytes, slow, for worker threads) and [`Marker`] (a session
//! that writes marks).

mod about;
mod account;
mod beside;
mod boxes;
mod budget;
mod build;
mod chance;
mod claims;
mod disk;
mod doubt;
mod error;
mod faults;
mod ghost;
mod hash;
mod holds;
mod ingest;
mod inner;
mod join;
mod kept;
mod keys;
mod known;
mod mail;
mod marker;
mod message;
mod names;
mod open;
mod pattern;
mod place;
mod plan;
mod reader;
mod repair;
mod retry;
mod run;
mod seen;
mod select;
mod signed;
mod snapshot;
mod sources;
mod study;
mod sums;
mod verify;
mod versions;
mod words;

pub use crate::journal::{Act, Board, Event, ItemMarks};
pub use crate::relate::{Pair, PairBy, PairStatus};
pub use crate::store::annotations::is_guarded;
pub use crate::worker::{COMMAND as READ_DOCUMENTS, serve as read_documents};
pub use about::{About, about};
pub use account::FileAccount;
pub use chance::{Chance, chance};
pub use claims::{Burst, ClaimRow, claim_rows};
pub use error::CaseError;
pub use ingest::Progress;
pub use join::{MergeReport, MergedJournal, Reconciled};
pub use keys::{KeyState, KeysReport, Lost};
pub use known::KnownFiles;
pub use mail::is_rebuilt;
pub use marker::{Marker, now};
pub use open::Case;
pub use pattern::Highlighter;
pub use reader::{MemoryReader, Read, Reader};
pub use repair::{JournalReport, RepairReport};
pub use run::{IngestOptions, IngestReport};
pub use snapshot::{FindError, Generation, PRIVACY, Snapshot};
pub use verify::{Problem, VerifyReport};
pub use versions::versions;
