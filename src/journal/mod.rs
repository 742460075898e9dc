//! Floor 1: the annotation record, pure. Rows are read into events, chained in their journal; the
//! board is the fold of the events of all journals; a merge is a set union. What lies on disk, and
//! how it gets there safely, is the business of the store.

mod board;
mod event;
mod merge;
mod row;
mod stub;

pub use board::{Board, ItemMarks};
pub use event::{Act, Event};
pub use merge::{Fork, forks, last_redoable, last_undoable, merge};
pub use row::{Journal, VERSION, read, write_row};
pub use stub::redacted;

#[cfg(test)]
mod tests;
