//! Bytes and kept keys to evidence: the clocks that programs leave in a message, the way it says
//! it took, and the signatures that servers set under it.
//!
//! Floor 2. Nothing here reads a clock or a disk: a message's bytes and the keys go in, what they
//! show comes out. `detect` weighs it.

pub mod clock;
pub mod signature;
