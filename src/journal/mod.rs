//! Floor 1: the annotation record, pure. Events chained in their journal; the board is their fold;
//! a merge is a set union.

mod board;
mod event;

pub use board::{Board, ItemMarks};
pub use event::{Act, Event};
