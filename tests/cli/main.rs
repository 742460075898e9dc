//! The real binary on a small corpus of invented mail: commands, JSON fields, exit codes, faults.
#![expect(
    clippy::unwrap_used,
    reason = "a test stops where something is not as it must be"
)]

mod bench;

mod bombs;
mod cookbook;
mod day;
mod demo;
mod disks;
mod exports;
mod faults;
mod hand;
mod hostile;
mod keys;
mod kills;
mod lost_keys;
mod marks;
mod material;
mod reading;
mod readme;
mod repair;
mod review;
mod shares;
mod usage;
