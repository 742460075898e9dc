//! The real binary on a small corpus of invented mail: commands, JSON fields, exit codes, faults.

mod bench;

mod exports;
mod faults;
mod hostile;
mod marks;
mod material;
mod reading;
mod usage;
