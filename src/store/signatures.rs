//! The signatures of a generation, item by item as `attest` packs them, and what the kept keys made
//! of them; both are read when somebody asks for signatures, not when a case is opened.

use super::StoreError;
use super::layout::{Layout, replace};
use super::packed::{read_packed, sealed, unsealed, write_record};
use super::plain::{Plain, Whole};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Packed signatures of every item, in snapshot order.
pub type Packed = Vec<Vec<Whole>>;

/// What keys made of the signatures of every item, as places in a list of verdicts.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Judgements {
    /// Digest of the keys that judged; with other keys these say nothing.
    pub keys: [u8; 32],
    /// Verdicts, item by item, signature by signature.
    pub verdicts: Vec<Vec<u8>>,
}

/// Packs the signatures of all items into the record that [`read_signatures`] reads.
pub fn pack_signatures<'t>(items: impl Iterator<Item = &'t [Cow<'t, [u8]>]>) -> Vec<u8> {
    let plain = |one: &'t Cow<'t, [u8]>| Plain(one);
    let all: Vec<Vec<Plain<'_>>> = items.map(|i| i.iter().map(plain).collect()).collect();
    // Writing to memory cannot fail; an empty record is damage that reading tells.
    postcard::to_allocvec(&all).unwrap_or_default()
}

/// Writes the signatures of a generation that is being made.
pub(super) fn write_signatures(dir: &std::path::Path, packed: &[u8]) -> Result<(), StoreError> {
    write_record(&dir.join("signatures"), packed)
}

/// Reads the signatures of a generation.
pub fn read_signatures(layout: &Layout, number: u32) -> Result<Packed, StoreError> {
    read_packed(&layout.generation(number).join("signatures"))
}

/// Keeps what keys made of the signatures of a generation.
pub fn write_judgements(layout: &Layout, number: u32, made: &Judgements) -> Result<(), StoreError> {
    let path = layout.generation(number).join("judgements");
    let bytes = postcard::to_allocvec(made).map_err(|e| StoreError::quoted(&path, e))?;
    replace(&path, &sealed(&bytes))
}

/// Reads what keys made of the signatures; `None` where that is not kept, or not by these keys.
pub fn read_judgements(layout: &Layout, number: u32, keys: [u8; 32]) -> Option<Judgements> {
    let bytes = std::fs::read(layout.generation(number).join("judgements")).ok()?;
    let made: Judgements = postcard::from_bytes(unsealed(&bytes)?).ok()?;
    (made.keys == keys).then_some(made)
}
