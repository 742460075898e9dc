//! The annotations on disk: one folder a journal, `<name>-<8 hex>/`, with `journal.jsonl` (the
//! truth: append-only, chained, on disk before a mark is acknowledged) and `sled/` (made again
//! from it whenever the two disagree). `Journals` reads them all and never opens sled; a `Session`
//! holds one journal and writes to it; `repair` makes every sled again; `verify` counts.

mod error;
mod files;
mod journals;
mod merge;
mod mirror;
mod redact;
mod repair;
mod session;
mod values;

pub use error::AnnotationsError;
pub use journals::{JournalFile, Journals, Refresh, Verified, lengths, verify};
pub use merge::{Taken, TakenHow, take_in};
pub use mirror::{Found, is_guarded};
pub use redact::redact;
pub use repair::{Repaired, repair};
pub use session::Session;

#[cfg(test)]
mod tests;
