//! Floor 5: on disk. Index generations that are replaced whole; journals, and sled made from them.
//!
//! `layout` knows where things lie and writes them so that they are never half there; `casefile`
//! is `case.toml`; `segment` holds what one run of ingest read; `generation` is what was made of
//! all segments; `record` fixes the bytes of both; `search` finds words in the stored texts.

pub mod annotations;
mod casefile;
mod claims;
mod covers;
mod error;
mod finding;
mod folders;
mod generation;
mod items;
mod kept;
mod keys;
mod layout;
mod ledger;
mod packed;
mod place;
mod plain;
mod record;
pub mod search;
mod segment;
mod signatures;
mod structure;
mod trace;

pub use casefile::{CaseFile, SourceEntry};
pub use error::StoreError;
pub use folders::{clean, free_numbers};
pub use generation::{
    Made, TextPlace, read_current, read_ledgers, read_made, read_segments, read_sources, write_made,
};
pub use kept::{KeptFiles, pack_bytes};
pub use keys::{KeyLine, read_keys, write_keys};
pub use layout::{IndexLock, Layout};
pub use ledger::{Ledgers, pack_ledger};
pub use place::{read_place, write_place};
pub use plain::Whole;
pub use record::{
    ChildRow, ExceptionRow, FileRow, GapRow, HeadRow, ItemRow, MetaRow, Occurrence, defect_rows,
    defects, meta_rows, metadata,
};
pub use segment::{Segment, SegmentWriter, TextFiles, pack_text, unpack_text};
pub use signatures::{
    Judgements, Packed, pack_signatures, read_judgements, read_signatures, write_judgements,
};
pub use trace::{pack_trace, unpack_trace};
