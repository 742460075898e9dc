//! The search index: which words stand in which stored texts. The door of the search engine.
//!
//! `write` builds the index of a segment in parts, `pack` keeps each part in one file and checks
//! every byte that is read back, `find` looks words up. What the index cannot answer, because a
//! part is damaged or not there, it hands back as texts that must be looked at: an answer is
//! slower then, never smaller.

mod find;
mod pack;
mod write;

use super::generation::TextPlace;
use super::layout::Layout;
use crate::text::Sought;
use find::Lexicon;
use pack::Pack;
use std::collections::HashMap;
use std::io;
use std::sync::{Mutex, PoisonError};
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
pub use write::{WordWriter, index_segment, is_indexed, parts_in};

/// The one field, and the name of its word cutter.
const FIELD: &str = "text";

/// The engine's schema: one field of words with their positions, nothing stored.
fn schema() -> (Schema, Field) {
    let mut builder = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(FIELD)
        .set_fieldnorms(false)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let options = TextOptions::default().set_indexing_options(indexing);
    let field = builder.add_text_field(FIELD, options);
    (builder.build(), field)
}

/// What the index says of all texts of a case, by the place of each item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    answers: Vec<Answer>,
}

/// What the index says of one text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answer {
    /// It does not hold the words.
    No,
    /// It holds the words.
    Yes,
    /// The index cannot tell: the text must be looked at.
    Look,
}

impl Found {
    /// Gives the answer for an item by its place.
    pub fn answer(&self, at: usize) -> Answer {
        self.answers.get(at).copied().unwrap_or(Answer::Look)
    }

    /// Keeps what both may hold; what only several findings together say must be looked at.
    #[must_use]
    pub fn meet(mut self, other: &Self) -> Self {
        for (at, answer) in self.answers.iter_mut().enumerate() {
            if *answer == Answer::No || other.answer(at) == Answer::No {
                *answer = Answer::No;
            }
        }
        self
    }
}

/// The search indexes of the segments in force.
pub struct SearchIndex {
    parts: Vec<Mutex<Part>>,
    items: usize,
    /// Items whose text stands in no part that can be read.
    uncovered: Vec<u32>,
    trouble: Vec<String>,
}

struct Part {
    pack: Pack,
    /// The item of each document; none where it is not in force.
    items: Vec<Option<u32>>,
    lexicon: Option<Lexicon>,
}

impl SearchIndex {
    /// Opens what is there; `places` are the items' texts, item by item.
    pub fn open(layout: &Layout, segments: &[u32], places: &[TextPlace]) -> Self {
        let mut by_place: HashMap<(u32, u64), u32> = HashMap::with_capacity(places.len());
        for (at, place) in places.iter().enumerate().filter(|(_, p)| p.stored > 0) {
            by_place.insert((place.segment, place.at), at as u32);
        }
        let (mut parts, mut trouble) = (Vec::new(), Vec::new());
        for number in segments {
            let files = write::parts_in(&layout.segment(*number)).unwrap_or_default();
            for path in files {
                match Pack::open(&path) {
                    Ok(pack) => parts.push(Mutex::new(part(pack, *number, &mut by_place))),
                    Err(e) => trouble.push(e.to_string()),
                }
            }
        }
        let mut uncovered: Vec<u32> = by_place.into_values().collect();
        uncovered.sort_unstable();
        if trouble.is_empty() && !uncovered.is_empty() {
            trouble.push(format!(
                "{} texts are not in the search index",
                uncovered.len()
            ));
        }
        Self {
            parts,
            items: places.len(),
            uncovered,
            trouble,
        }
    }

    /// Says what is wrong with the index; what it cannot answer is looked for in the texts.
    pub fn trouble(&self) -> &[String] {
        &self.trouble
    }

    /// Looks words up.
    pub fn find(&self, sought: &Sought) -> Found {
        let mut answers = vec![Answer::No; self.items];
        let mut put = |at: u32, answer: Answer| {
            if let Some(slot) = answers.get_mut(at as usize) {
                *slot = answer;
            }
        };
        for part in &self.parts {
            let mut part = part.lock().unwrap_or_else(PoisonError::into_inner);
            match part.find(sought) {
                Ok(documents) => {
                    let hits = documents.iter().filter_map(|d| part.item(*d));
                    hits.for_each(|at| put(at, Answer::Yes));
                    let odd = part.pack.table().odd.iter();
                    odd.filter_map(|d| part.item(*d))
                        .for_each(|at| put(at, Answer::Look));
                }
                Err(_) => part
                    .items
                    .iter()
                    .flatten()
                    .for_each(|at| put(*at, Answer::Look)),
            }
        }
        for at in &self.uncovered {
            put(*at, Answer::Look);
        }
        Found { answers }
    }

    /// Reads every byte of the index; gives what is wrong with it.
    pub fn check(&self) -> Vec<String> {
        let mut out = self.trouble.clone();
        for part in &self.parts {
            let part = part.lock().unwrap_or_else(PoisonError::into_inner);
            out.extend(part.pack.check().err().map(|e| e.to_string()));
        }
        out
    }
}

fn part(pack: Pack, number: u32, by_place: &mut HashMap<(u32, u64), u32>) -> Part {
    let places = pack.table().places.iter();
    let items = places.map(|at| by_place.remove(&(number, *at))).collect();
    Part {
        pack,
        items,
        lexicon: None,
    }
}

impl Part {
    fn item(&self, document: u32) -> Option<u32> {
        self.items.get(document as usize).copied().flatten()
    }

    fn find(&mut self, sought: &Sought) -> io::Result<Vec<u32>> {
        let lexicon = match self.lexicon.take() {
            Some(lexicon) => lexicon,
            None => Lexicon::open(&self.pack)?,
        };
        let found = lexicon.find(sought);
        self.lexicon = Some(lexicon);
        found
    }
}

#[cfg(test)]
mod tests;
