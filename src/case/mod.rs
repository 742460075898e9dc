//! Floor 6: the one façade. Open, ingest, snapshot, read, annotate, verify, repair.
//!
//! Everything above this floor sees a case through [`Snapshot`] (what is known, in memory,
//! read-only), [`Reader`] (texts and bytes, slow, for worker threads) and [`Marker`] (a session
//! that writes marks).

mod adapt;
mod error;
mod hash;
mod open;
mod reader;
mod snapshot;
mod study;

pub use crate::journal::{Act, Board, Event, ItemMarks};
pub use error::CaseError;
pub use open::{Case, Marker};
pub use reader::{MemoryReader, Read, Reader};
pub use snapshot::{FindError, Generation, Snapshot};
