//! What must hold of any material: everything found is accounted for, every byte of a mailbox has
//! its place, and neither order, nor repetition, nor threads change an answer.
//!
//! The laws are tried on the invented corpus of `tests/data`, always; and on real mail where
//! `$VALLA_CORPORA` names it: whole with a release binary that is younger than the sources, else in
//! slices, since a debug build is twenty times slower.
#![expect(
    clippy::unwrap_used,
    reason = "a test stops where something is not as it must be"
)]

mod bench;
mod count;
mod growth;
mod laws;
mod material;
mod signatures;
mod versions;
