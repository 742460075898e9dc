//! What documents claim about themselves, in a file of its own beside the items of a generation:
//! few items have any.

use super::StoreError;
use super::packed::{read_packed, write_packed};
use super::record::{MetaRow, meta_rows, metadata};
use crate::model::{ItemIx, Meta};
use std::collections::BTreeMap;
use std::path::Path;

/// Writes the claims of a generation.
pub fn write_claims(dir: &Path, all: &BTreeMap<ItemIx, Vec<Meta>>) -> Result<(), StoreError> {
    let rows: Vec<(u32, Vec<MetaRow>)> = all
        .iter()
        .map(|(item, claims)| (item.0, meta_rows(claims)))
        .collect();
    write_packed(&dir.join("metadata"), &rows)
}

/// Reads the claims of a generation back.
pub fn read_claims(dir: &Path) -> Result<BTreeMap<ItemIx, Vec<Meta>>, StoreError> {
    let rows: Vec<(u32, Vec<MetaRow>)> = read_packed(&dir.join("metadata"))?;
    let claims = rows
        .iter()
        .map(|(item, rows)| (ItemIx(*item), metadata(rows)));
    Ok(claims.collect())
}
