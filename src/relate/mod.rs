//! Floor 3: items become structure: threads, copy sets, near-duplicate groups, quotes with their
//! originals.

mod ghost;
mod groups;
mod quotes;
mod subject;
mod threads;

pub use ghost::{Reply, ghost};
pub use groups::{GroupInput, Neighbours, groups, neighbours};
pub use quotes::{By, Line, Page, Run, Stretch, Tie, stretches, ties};
pub use subject::{BaseSubject, Marks};
pub use threads::{Mail, Subjects, assign, threads};
