//! Building the search index of a segment: its stored texts, word by word, part after part. Words
//! are cut and folded by the floor of text, so that the index holds what a scan would see.

use super::super::layout::{Layout, sync_parent};
use super::super::{Segment, StoreError, TextFiles};
use super::pack::{self, Pack};
use super::{FIELD, schema};
use crate::model::ItemText;
use crate::text::{fold_search, search_words};
use std::borrow::Cow;
use std::collections::HashSet;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use tantivy::directory::{OwnedBytes, RamDirectory};
use tantivy::index::{Index, IndexSettings, SegmentComponent};
use tantivy::schema::{Field, TantivyDocument};
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};
use tantivy::{Directory, SingleSegmentIndexWriter, TantivyError};

/// Longest word that is indexed; longer ones are encoded bytes, and their texts are looked at.
const WORD_BYTES: usize = 200;
/// Memory at which a part is closed: with what it is written from some 150 MB are taken.
const PART_BYTES: usize = 64 << 20;
/// Files of the engine that a reader needs.
const COMPONENTS: [SegmentComponent; 6] = [
    SegmentComponent::Postings,
    SegmentComponent::Positions,
    SegmentComponent::Terms,
    SegmentComponent::FastFields,
    SegmentComponent::FieldNorms,
    SegmentComponent::Store,
];

/// Builds the search index of a segment from its stored texts, in place of one that may stand.
pub fn index_segment(
    layout: &Layout,
    number: u32,
    segment: &Segment,
    texts: &TextFiles,
) -> Result<(), StoreError> {
    let dir = layout.segment(number);
    let mut rows: Vec<_> = segment.items.iter().map(|(row, _)| row).collect();
    rows.retain(|row| row.text_stored > 0);
    // In the order of the text file: it is read once, from its start to its end.
    rows.sort_by_key(|row| row.text_at);
    let mut words = WordWriter::create(layout, number)?;
    for row in rows {
        let text = texts.read(number, row.text_at, row.text_stored);
        words.add(row.text_at, &text.map_err(StoreError::io(&dir))?)?;
    }
    words.finish()
}

/// Builds the search index of a segment text by text, part after part.
pub struct WordWriter {
    dir: PathBuf,
    parts: u32,
    building: Part,
}

impl WordWriter {
    /// Begins, in place of an index that may stand there.
    pub fn create(layout: &Layout, number: u32) -> Result<Self, StoreError> {
        let dir = layout.segment(number);
        for old in parts_in(&dir)? {
            fs::remove_file(&old).map_err(StoreError::io(&old))?;
        }
        let building = Part::new().map_err(failed(&dir))?;
        Ok(Self {
            dir,
            parts: 0,
            building,
        })
    }

    /// Adds the text at a place of the text file.
    pub fn add(&mut self, at: u64, text: &ItemText) -> Result<(), StoreError> {
        if !self.building.has_room() {
            let next = Part::new().map_err(failed(&self.dir))?;
            let full = std::mem::replace(&mut self.building, next);
            full.finish(&part_path(&self.dir, self.parts))?;
            self.parts += 1;
        }
        let parts: Vec<&str> = text.parts.iter().map(|p| p.text.as_str()).collect();
        let added = self.building.add(at, &parts.join("\n"));
        added.map_err(failed(&part_path(&self.dir, self.parts)))
    }

    /// Writes the last part and makes all of them durable.
    pub fn finish(self) -> Result<(), StoreError> {
        self.building.finish(&part_path(&self.dir, self.parts))?;
        sync_parent(&part_path(&self.dir, 0))
    }
}

fn failed(path: &Path) -> impl FnOnce(TantivyError) -> StoreError {
    |e| StoreError::quoted(path, e)
}

/// Tells whether every text of a segment stands in its search index.
pub fn is_indexed(layout: &Layout, number: u32, segment: &Segment) -> bool {
    let parts = parts_in(&layout.segment(number)).unwrap_or_default();
    let packs: Vec<Pack> = parts.iter().filter_map(|p| Pack::open(p).ok()).collect();
    let places = packs.iter().flat_map(|p| &p.table().places);
    let known: HashSet<u64> = places.copied().collect();
    let mut rows = segment.items.iter().map(|(row, _)| row);
    !packs.is_empty() && rows.all(|row| row.text_stored == 0 || known.contains(&row.text_at))
}

/// Gives the parts of the search index in the folder of a segment.
pub fn parts_in(dir: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let mut out = Vec::new();
    for entry in fs::read_dir(dir).map_err(StoreError::io(dir))? {
        let entry = entry.map_err(StoreError::io(dir))?;
        if entry.file_name().to_string_lossy().starts_with("search-") {
            out.push(entry.path());
        }
    }
    out.sort_unstable();
    Ok(out)
}

fn part_path(dir: &Path, part: u32) -> PathBuf {
    dir.join(format!("search-{part:04}"))
}

/// A part that is being built, in memory.
struct Part {
    ram: RamDirectory,
    writer: SingleSegmentIndexWriter,
    field: Field,
    places: Vec<u64>,
    odd: Vec<u32>,
}

impl Part {
    fn new() -> Result<Self, TantivyError> {
        let (schema, field) = schema();
        let tokenizers = TokenizerManager::default();
        tokenizers.register(FIELD, TextAnalyzer::from(Words::default()));
        let ram = RamDirectory::create();
        let settings = IndexSettings {
            docstore_compress_dedicated_thread: false,
            ..IndexSettings::default()
        };
        let writer = Index::builder()
            .schema(schema)
            .settings(settings)
            .tokenizers(tokenizers)
            .single_segment_index_writer(ram.clone(), PART_BYTES)?;
        Ok(Self {
            ram,
            writer,
            field,
            places: Vec::new(),
            odd: Vec::new(),
        })
    }

    fn has_room(&self) -> bool {
        self.writer.mem_usage() < PART_BYTES
    }

    fn add(&mut self, place: u64, text: &str) -> Result<(), TantivyError> {
        if is_odd(text) {
            self.odd.push(self.places.len() as u32);
        }
        self.places.push(place);
        let mut document = TantivyDocument::default();
        document.add_text(self.field, text);
        self.writer.add_document(document)
    }

    fn finish(self, path: &Path) -> Result<(), StoreError> {
        let failed = |e: TantivyError| StoreError::quoted(path, e);
        let index = self.writer.finalize().map_err(failed)?;
        let mut files: Vec<(String, OwnedBytes)> = Vec::new();
        let meta = Path::new("meta.json");
        let bytes = self.ram.atomic_read(meta);
        let bytes = bytes.map_err(|e| StoreError::quoted(path, e))?;
        files.push(("meta.json".into(), OwnedBytes::new(bytes)));
        for segment in index.searchable_segment_metas().map_err(failed)? {
            for component in COMPONENTS {
                let name = segment.relative_path(component);
                let Ok(slice) = self.ram.open_read(&name) else {
                    continue;
                };
                let bytes = slice.read_bytes().map_err(StoreError::io(path))?;
                files.push((name.to_string_lossy().into_owned(), bytes));
            }
        }
        pack::write(path, &files, self.places, self.odd)
    }
}

/// Tells texts with words that the index cannot hold: overlong ones, and signs that only become
/// letters in their search form (a trade mark sign is `tm` to who looks for a part of the text).
fn is_odd(text: &str) -> bool {
    let overlong = || search_words(text).any(|(_, w)| w.len() > WORD_BYTES);
    let sign = |c: char| {
        !c.is_ascii()
            && !c.is_alphanumeric()
            && fold_search(c.encode_utf8(&mut [0; 4]))
                .chars()
                .any(char::is_alphanumeric)
    };
    (!text.is_ascii() && text.chars().any(sign)) || has_long_run(text) && overlong()
}

/// Tells whether some run of bytes without a blank could be an overlong word; one pass.
fn has_long_run(text: &str) -> bool {
    text.as_bytes()
        .split(u8::is_ascii_whitespace)
        .any(|run| run.len() > WORD_BYTES)
}

/// The words of a text as the floor of text cuts and folds them.
#[derive(Clone, Default)]
struct Words {
    token: Token,
}

struct WordStream<'a> {
    words: Box<dyn Iterator<Item = (Range<usize>, Cow<'a, str>)> + 'a>,
    token: &'a mut Token,
}

impl Tokenizer for Words {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        self.token.reset();
        WordStream {
            words: Box::new(search_words(text)),
            token: &mut self.token,
        }
    }
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        // An overlong word leaves its place empty, so that no phrase closes over it.
        for (range, word) in self.words.by_ref() {
            self.token.position = self.token.position.wrapping_add(1);
            if word.len() <= WORD_BYTES {
                self.token.offset_from = range.start;
                self.token.offset_to = range.end;
                self.token.text.clear();
                self.token.text.push_str(&word);
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}
