//! The folders of the index: which number is free, and what a run that was stopped has left.

use super::StoreError;
use super::generation::{Made, read_current};
use super::layout::Layout;
use std::fs;

/// Gives the first number of a segment and of a generation that no folder of the index bears, so
/// that a new index can be made beside one that is damaged.
pub fn free_numbers(layout: &Layout) -> Result<(u32, u32), StoreError> {
    let index = layout.index();
    let (mut segment, mut generation) = (1, read_current(layout).ok().flatten().unwrap_or(0) + 1);
    for entry in fs::read_dir(&index).map_err(StoreError::io(&index))? {
        let name = entry.map_err(StoreError::io(&index))?.file_name();
        let name = name.to_string_lossy();
        let after = |kind: &str| name.strip_prefix(kind)?.parse::<u32>().ok()?.checked_add(1);
        segment = segment.max(after("seg-").unwrap_or(0));
        generation = generation.max(after("gen-").unwrap_or(0));
    }
    Ok((segment, generation))
}

/// Removes generations and segments that the one in force does not name.
pub fn clean(layout: &Layout, number: u32, made: &Made) -> Result<(), StoreError> {
    let index = layout.index();
    let keep = layout.generation(number);
    let segments: Vec<_> = made
        .segments
        .iter()
        .map(|(n, _)| layout.segment(*n))
        .collect();
    for entry in fs::read_dir(&index).map_err(StoreError::io(&index))? {
        let path = entry.map_err(StoreError::io(&index))?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let ours = name.starts_with("gen-") || name.starts_with("seg-");
        if ours && path != keep && !segments.contains(&path) {
            fs::remove_dir_all(&path).map_err(StoreError::io(&path))?;
        }
    }
    Ok(())
}
