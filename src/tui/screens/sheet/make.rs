//! What a worker does for a sheet: reads the texts, compares them with the base, and gives plain
//! data to be drawn.

use super::{Matter, Page, apparatus};
use crate::case::{Read, Snapshot};
use crate::model::{Comparison, Item, ItemIx};
use crate::tui::sides::DEADLINE;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};

/// Witnesses of one apparatus; beyond these a group is a mailing, and its first ones show it.
const WITNESSES: usize = 64;

/// Makes a page; `None` where a newer job made it pointless.
pub fn make(
    matter: &Matter,
    snapshot: &Snapshot,
    reader: &dyn Read,
    cancelled: &AtomicBool,
) -> Option<Page> {
    match matter {
        Matter::Ghost(thread, node) => {
            Some(Page::Ghost(snapshot.ghost(*thread, *node as usize, reader)))
        }
        Matter::Apparatus(items) => {
            let item = |ix: &ItemIx| Some((*ix, snapshot.generation.items.get(ix.at())?));
            let found: Vec<(ItemIx, &Item)> = items.iter().filter_map(item).collect();
            let (base, others) = found.split_first()?;
            let mut compared = Vec::new();
            for other in others.iter().take(WITNESSES) {
                if cancelled.load(Ordering::Relaxed) {
                    return None;
                }
                match compare(reader, base.1, other.1) {
                    Ok(comparison) => compared.push((other.0, comparison)),
                    Err(e) => return Some(Page::Failed(e.to_string())),
                }
            }
            Some(match reader.text(base.1) {
                Ok(text) => {
                    let mut made = apparatus::apparatus((base.0, &text.body()), &compared);
                    made.truncated |= others.len() > WITNESSES;
                    Page::Apparatus(made)
                }
                Err(e) => Page::Failed(e.to_string()),
            })
        }
    }
}

fn compare(reader: &dyn Read, a: &Item, b: &Item) -> io::Result<Comparison> {
    reader.compare(a, b, Some(DEADLINE))
}
