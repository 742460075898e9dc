//! What each item of a generation can be tested by, a byte an item. An index that was made before
//! has none, and says nothing.

use super::StoreError;
use super::packed::{read_packed, write_packed};
use crate::model::Covers;
use std::path::Path;

/// Writes the facts of a generation.
pub fn write_covers(dir: &Path, covers: &[Covers]) -> Result<(), StoreError> {
    let bytes: Vec<u8> = covers.iter().map(|c| c.byte()).collect();
    write_packed(&dir.join("covers"), &bytes)
}

/// Reads them back; none where they are not there.
pub fn read_covers(dir: &Path) -> Result<Vec<Covers>, StoreError> {
    let path = dir.join("covers");
    if !path.exists() {
        return Ok(Vec::new());
    }
    let bytes: Vec<u8> = read_packed(&path)?;
    Ok(bytes.into_iter().map(Covers::from_byte).collect())
}
