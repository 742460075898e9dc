//! Looking things up in the search index: each word that is asked for becomes its terms, their
//! posting lists are met document by document, and positions say whether the words follow.

use super::pack::Pack;
use super::schema;
use crate::text::{Sought, WordTest, in_order};
use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;
use tantivy::index::{Index, InvertedIndexReader, SegmentReader};
use tantivy::postings::{Postings, SegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::termdict::TermStreamer;
use tantivy::{DocSet, TERMINATED};

/// The words of one part, with where its documents stand.
pub struct Lexicon {
    words: Arc<InvertedIndexReader>,
    documents: usize,
}

impl Lexicon {
    /// Opens the dictionary of a part.
    pub fn open(pack: &Pack) -> io::Result<Self> {
        let other = |e: tantivy::TantivyError| io::Error::other(e.to_string());
        let (_, field) = schema();
        let index = Index::open(pack.clone()).map_err(other)?;
        let segments = index.searchable_segments().map_err(other)?;
        let segment = segments
            .first()
            .ok_or_else(|| io::Error::other("the part holds no documents"))?;
        let reader = SegmentReader::open(segment).map_err(other)?;
        let documents = reader.max_doc() as usize;
        if documents != pack.table().places.len() {
            return Err(io::Error::other("the part and its table disagree"));
        }
        let words = reader.inverted_index(field).map_err(other)?;
        Ok(Self { words, documents })
    }

    /// Gives the documents that hold the words, in order.
    pub fn find(&self, sought: &Sought) -> io::Result<Vec<u32>> {
        match sought.words.as_slice() {
            [] => Ok(Vec::new()),
            [one] => self.holding(one),
            words => self.following(words, sought.slop),
        }
    }

    /// Gives the documents with a word that passes.
    fn holding(&self, test: &WordTest) -> io::Result<Vec<u32>> {
        let mut hit = vec![false; self.documents];
        for info in self.terms(test)? {
            let mut list = self
                .words
                .read_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
            while list.doc() != TERMINATED {
                if let Some(slot) = hit.get_mut(list.doc() as usize) {
                    *slot = true;
                }
                list.advance();
            }
        }
        let hits = hit.iter().enumerate().filter(|(_, is)| **is);
        Ok(hits.map(|(at, _)| at as u32).collect())
    }

    /// Gives the documents in which words follow each other.
    fn following(&self, tests: &[WordTest], slop: usize) -> io::Result<Vec<u32>> {
        let mut both: Option<Vec<u32>> = None;
        for test in tests {
            let holding = self.holding(test)?;
            both = Some(match both {
                None => holding,
                Some(before) => meet(&before, &holding),
            });
            if both.as_ref().is_some_and(Vec::is_empty) {
                return Ok(Vec::new());
            }
        }
        let candidates = both.unwrap_or_default();
        let mut lists: BTreeMap<u32, Vec<Vec<u32>>> = candidates
            .iter()
            .map(|doc| (*doc, vec![Vec::new(); tests.len()]))
            .collect();
        for (at, test) in tests.iter().enumerate() {
            for info in self.terms(test)? {
                let list = self
                    .words
                    .read_postings_from_terminfo(&info, IndexRecordOption::WithFreqsAndPositions)?;
                gather(list, &candidates, at, &mut lists);
            }
        }
        let follow = |lists: &mut Vec<Vec<u32>>| {
            for list in lists.iter_mut() {
                list.sort_unstable();
            }
            in_order(lists, slop).next().is_some()
        };
        Ok(candidates
            .into_iter()
            .filter(|doc| lists.get_mut(doc).is_some_and(follow))
            .collect())
    }

    /// Gives the terms that pass a test.
    fn terms(&self, test: &WordTest) -> io::Result<Vec<TermInfo>> {
        let all = self.words.terms();
        match test {
            WordTest::Is(word) => Ok(all.get(word)?.into_iter().collect()),
            WordTest::Starts(start) => {
                let stream = all.range().ge(start).into_stream()?;
                Ok(passing(stream, test, |word| word.starts_with(start)))
            }
            WordTest::Ends(_) | WordTest::Holds(_) | WordTest::Near(..) => {
                Ok(passing(all.stream()?, test, |_| true))
            }
        }
    }
}

/// Takes what passes from a sorted stream, for as long as `goes_on`.
fn passing(
    mut stream: TermStreamer<'_>,
    test: &WordTest,
    goes_on: impl Fn(&str) -> bool,
) -> Vec<TermInfo> {
    let mut out = Vec::new();
    while stream.advance() {
        // Terms were made from strings.
        let Ok(word) = std::str::from_utf8(stream.key()) else {
            continue;
        };
        if !goes_on(word) {
            break;
        }
        if test.passes(word) {
            out.push(stream.value().clone());
        }
    }
    out
}

/// Adds the positions that a term has in the candidates.
fn gather(
    mut list: SegmentPostings,
    candidates: &[u32],
    at: usize,
    lists: &mut BTreeMap<u32, Vec<Vec<u32>>>,
) {
    for doc in candidates {
        if list.doc() < *doc {
            list.seek(*doc);
        }
        if list.doc() == TERMINATED {
            return;
        }
        let slot = lists.get_mut(doc).and_then(|l| l.get_mut(at));
        if list.doc() == *doc
            && let Some(slot) = slot
        {
            list.append_positions_with_offset(0, slot);
        }
    }
}

/// Gives what stands in both of two sorted lists.
fn meet(a: &[u32], b: &[u32]) -> Vec<u32> {
    let mut b = b.iter().peekable();
    a.iter()
        .copied()
        .filter(|doc| {
            while b.next_if(|other| *other < doc).is_some() {}
            b.peek() == Some(&doc)
        })
        .collect()
}
