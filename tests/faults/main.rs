//! What disks, kills and full file systems do to a case: every mark that was acknowledged is there
//! afterwards, nothing dies, and what is damaged is said. Each test runs in a bounded form;
//! `VALLA_LONG` asks for the long one, which says its figures.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops where something is not as it must be"
)]

mod child;
mod crowd;
mod cuts;
mod disk;
mod failing;
mod full;
mod index;
mod power;
mod shim;

/// Gives the number of rounds: a few, or those of the long form.
pub fn rounds(few: usize, many: usize) -> usize {
    if std::env::var_os("VALLA_LONG").is_some() {
        many
    } else {
        few
    }
}

/// A stream of numbers that is the same in every run.
pub struct Dice(pub u64);

impl Dice {
    /// Gives a number below a bound.
    pub fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) as usize % most.max(1)
    }
}

/// Gives a folder that goes with its value: in memory where that is possible.
pub fn folder() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").unwrap_or_else(|_| tempfile::tempdir().unwrap())
}
