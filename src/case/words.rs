//! The index of words of a segment, built by a thread of its own beside the reading: it takes the
//! texts in the order in which they are stored, and is waited for when a generation is made.

use super::CaseError;
use crate::store::{Layout, StoreError, search::WordWriter, unpack_text};
use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

/// Batches of texts that wait for the index; reading waits where there are more. What is left when
/// the reading ends is done beside the making of the generation.
const WAITING: usize = 16;

/// The index of a segment that is being read.
pub struct Words {
    /// Dropped first: the thread ends when it hears that nothing more comes.
    texts: SyncSender<Vec<Text>>,
    ending: Ending,
}

/// An index that gets no more texts and is being finished; nothing is written behind the back of
/// who drops it.
pub struct Ending(Option<JoinHandle<Result<(), StoreError>>>);

/// A place in the text file, and the text as it is stored.
pub type Text = (u64, Vec<u8>);

impl Words {
    /// Begins the index of a segment whose folder stands.
    pub fn start(layout: &Layout, number: u32) -> Self {
        let (texts, stored) = sync_channel(WAITING);
        let layout = layout.clone();
        let build = move || build(&layout, number, &stored);
        Self {
            texts,
            ending: Ending(Some(thread::spawn(build))),
        }
    }

    /// Hands stored texts over.
    pub fn put(&self, texts: Vec<Text>) {
        // Where nobody hears any more, the ending says why.
        let _ = self.texts.send(texts);
    }

    /// Says that this was all.
    pub fn end(self) -> Ending {
        self.ending
    }
}

impl Ending {
    /// Waits until the index is written; a fault in its thread goes on here.
    pub fn wait(mut self) -> Result<(), CaseError> {
        let built = self.0.take().map_or(Ok(Ok(())), JoinHandle::join);
        Ok(built.unwrap_or_else(|panic| resume_unwind(panic))?)
    }
}

impl Drop for Ending {
    fn drop(&mut self) {
        // What was amiss first is told; this only waits.
        let _ = self.0.take().map(JoinHandle::join);
    }
}

fn build(layout: &Layout, number: u32, stored: &Receiver<Vec<Text>>) -> Result<(), StoreError> {
    let mut words = WordWriter::create(layout, number)?;
    for (at, packed) in stored.iter().flatten() {
        // A text that was packed a moment ago is whole.
        if let Some(text) = unpack_text(&packed) {
            words.add(at, &text)?;
        }
    }
    words.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ItemText, PartRole, Said, TextPart};
    use crate::store::search::parts_in;
    use crate::store::{SegmentWriter, pack_text};

    fn packed(text: &str) -> Vec<u8> {
        let (part, role, text) = (Said::same("1"), PartRole::Body, text.to_owned());
        pack_text(&ItemText {
            parts: vec![TextPart { part, role, text }],
        })
    }

    #[test]
    fn the_index_stands_when_it_was_waited_for() {
        let dir = tempfile::tempdir().unwrap();
        let layout = Layout::new(dir.path());
        layout.create(None).unwrap();
        let _writer = SegmentWriter::create(&layout, 1).unwrap();
        let words = Words::start(&layout, 1);
        for at in 0..3 * WAITING as u64 {
            words.put(vec![(at, packed("the mill is open again"))]);
        }
        words.end().wait().unwrap();
        assert_eq!(parts_in(&layout.segment(1)).unwrap().len(), 1);
    }

    #[test]
    fn a_folder_that_is_gone_is_told_at_the_end_and_stops_nobody() {
        let dir = tempfile::tempdir().unwrap();
        let words = Words::start(&Layout::new(dir.path()), 1);
        for at in 0..3 * WAITING as u64 {
            words.put(vec![(at, packed("nobody hears this"))]);
        }
        assert!(words.end().wait().is_err());
    }
}
