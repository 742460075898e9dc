//! Floor 3: items become structure: threads, copy sets, near-duplicate groups, quotes with their
//! originals, trees of versions.

mod ghost;
mod groups;
mod quotes;
mod stemma;
mod reconcile;
mod subject;
mod threads;

pub use ghost::{Reply, ghost};
pub use groups::{GroupInput, Neighbours, groups, neighbours};
pub use quotes::{By, Line, Page, Run, Stretch, Tie, stretches, ties};
pub use stemma::{CASES, Case, First, Reading, Version, direction, stemma};
pub use reconcile::{Pair, PairBy, PairStatus, reconcile};
pub use subject::{BaseSubject, Marks};
pub use threads::{Mail, Subjects, assign, threads};
