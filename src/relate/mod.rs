//! Floor 3: items become structure: threads, copy sets, near-duplicate groups, quotes with their
//! originals.

mod groups;

pub use groups::{GroupInput, Neighbours, groups, neighbours};
