//! The ghost at an empty node of a thread: asked for when somebody looks, never at ingest.

use super::{Read, Snapshot};
use crate::model::{Ghost, ItemIx, ThreadIx};
use crate::relate::{self, Reply};

impl Snapshot {
    /// Rebuilds the message of an empty node from what its direct replies quote; empty where they
    /// quote nothing. Texts are read, so it belongs on a worker thread.
    pub fn ghost(&self, thread: ThreadIx, node: usize, reader: &dyn Read) -> Ghost {
        let Some(thread) = self.generation.threads.get(thread.at()) else {
            return Ghost::default();
        };
        let children = thread
            .nodes
            .iter()
            .filter(|n| n.parent == Some(node as u32));
        let texts: Vec<(ItemIx, String)> = children
            .filter_map(|n| n.items.first())
            .filter_map(|ix| Some((*ix, reader.text(self.generation.item(*ix)).ok()?.body())))
            .collect();
        let replies: Vec<Reply<'_>> = texts
            .iter()
            .map(|(item, text)| Reply { item: *item, text })
            .collect();
        relate::ghost(&replies)
    }
}
