//! Signatures of servers under a message: DKIM (RFC 6376, RFC 8463) and ARC (RFC 8617), offline.
//!
//! Floor 2, part of `attest`. `fields` and `canon` give the bytes that were signed, `body` the body
//! hash, which needs no key, `read` the signatures of a message, `key` and `keyset` what kept keys
//! make of them, and `recover` a key that nobody kept, out of the mail that it signed.

mod body;
mod canon;
mod chain;
mod cover;
mod covered;
mod fields;
mod form;
mod gcd;
mod key;
mod keyset;
mod ledger;
mod line;
mod mend;
mod names;
mod pack;
mod read;
mod recover;
mod results;
mod seal;
mod tags;
mod tested;

pub use body::BodyTest;
pub use chain::{ArcState, arc_state};
pub use covered::Covered;
pub use key::{Answer, Key};
pub use keyset::{Judged, KeyFile, KeyRow, KeySet, RECOVERED, Verdict};
pub use ledger::ledger;
pub use line::{Asked, CHECKS, Check, CheckRow, Handling, Line};
pub use pack::{Glance, glance, leave_untested, pack, unpack};
pub use read::{Algorithm, Seat, Shown, Signature, read};
pub use recover::{Lost, lost, recover};
pub use tested::tested;

#[cfg(test)]
mod tests;
