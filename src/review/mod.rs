//! Floor 7: the queue. Order, place, next unreviewed, and the plan of a bulk act; no screen.
//!
//! A [`Queue`] is what a reviewer works through, one item after the other; a [`Plan`] is what a key
//! would do before it does it, with the numbers that a confirmation names.

mod carry;
mod clash;
mod pace;
mod plan;
mod queue;
mod sample;
mod sentence;
mod stemma;
mod tally;

pub use carry::{Carry, carried};
pub use clash::{Clash, ClashKind, clashes};
pub use pace::Pace;
pub use plan::{CONFIRM_OVER, Plan, clear, code, note, tag, untag};
pub use queue::{Queue, is_uncoded, partner};
pub use sample::sample;
pub use sentence::sentence;
pub use stemma::stemma_lines;
pub use tally::{Cut, Lanes, RowKind, Scale, TALLIES, Tally, TallyKind, TallyRow, tally};
