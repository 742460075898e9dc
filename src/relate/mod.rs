//! Floor 3: items become structure: threads, copy sets, near-duplicate groups, quotes with their
//! originals.

mod groups;
mod quotes;

pub use groups::{GroupInput, Neighbours, groups, neighbours};
pub use quotes::{By, Line, Page, Run, Tie, ties};
