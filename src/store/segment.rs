//! Segments: what one run of ingest read. `texts` holds the stored texts, compressed; `rows` what
//! the items and files say; `sketches` what the near-duplicate search needs; `traces` what the
//! messages' bytes show of their making. Never changed once written.

use super::StoreError;
use super::kept::KeptWriter;
use super::layout::{Layout, make_dir, new_file, sync_parent};
use super::packed::{Sink, checked, read_packed, sealed, unsealed, write_packed};
use super::plain::{Plain, Whole};
use super::record::{FileRow, ItemRow};
use crate::fingerprint::{SKETCH, Sketch};
use crate::model::words::stores as w;
use crate::model::words::unread::failing;
use crate::model::{ItemText, PartRole, Said, TextPart, both};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::FileExt;
use std::path::PathBuf;

/// What one segment holds, but for its texts.
#[derive(Debug, Default, PartialEq)]
pub struct Segment {
    /// Items with their sketches; a sketch is absent where there is no text.
    pub items: Vec<(ItemRow, Option<Sketch>)>,
    /// Files.
    pub files: Vec<FileRow>,
    /// Packed traces of messages, by digest; empty unless sketches were asked for.
    pub traces: BTreeMap<[u8; 32], Vec<u8>>,
}

/// Writes one segment; nothing counts until a generation names it.
pub struct SegmentWriter {
    dir: PathBuf,
    texts: BufWriter<File>,
    texts_path: PathBuf,
    end: u64,
    kept: KeptWriter,
}

impl SegmentWriter {
    /// Starts a segment; leftovers of a run that was stopped are removed first.
    pub fn create(layout: &Layout, number: u32) -> Result<Self, StoreError> {
        let dir = layout.segment(number);
        if dir.exists() {
            fs::remove_dir_all(&dir).map_err(StoreError::io(&dir))?;
        }
        make_dir(&dir)?;
        let texts_path = dir.join("texts");
        let texts = BufWriter::with_capacity(1 << 20, new_file(&texts_path)?);
        Ok(Self {
            kept: KeptWriter::new(&dir),
            dir,
            texts,
            texts_path,
            end: 0,
        })
    }

    /// Appends one text as [`pack_text`] made it, and gives its place.
    pub fn text(&mut self, packed: &[u8]) -> Result<u64, StoreError> {
        let at = self.end;
        self.texts
            .write_all(packed)
            .map_err(StoreError::io(&self.texts_path))?;
        self.end += packed.len() as u64;
        Ok(at)
    }

    /// Gives the folder of the segment, where bytes may be set aside.
    pub fn dir(&self) -> &std::path::Path {
        &self.dir
    }

    /// Keeps the exact bytes of an item inside a container, as `pack_bytes` made them.
    pub fn keep(&mut self, digest: [u8; 32], packed: &[u8]) -> Result<(), StoreError> {
        self.kept.put(digest, packed)
    }

    /// Keeps the exact bytes of an item from a stream.
    pub fn keep_stream(
        &mut self,
        digest: [u8; 32],
        stream: &mut dyn io::Read,
    ) -> Result<(), StoreError> {
        self.kept.put_stream(digest, stream)
    }

    /// Writes the rows and makes everything durable.
    pub fn finish(mut self, segment: &Segment) -> Result<(), StoreError> {
        self.texts
            .flush()
            .map_err(StoreError::io(&self.texts_path))?;
        self.texts
            .get_ref()
            .sync_all()
            .map_err(StoreError::io(&self.texts_path))?;
        let items: Vec<&ItemRow> = segment.items.iter().map(|(row, _)| row).collect();
        let (dir, kept) = (&self.dir, self.kept);
        let rows = || write_packed(&dir.join("rows"), &(&items, &segment.files));
        let rest = || {
            write_sketches(&dir.join("sketches"), segment)?;
            kept.finish()?;
            let traces = segment.traces.iter().map(|(d, t)| (d, Plain(t)));
            write_packed(&dir.join("traces"), &traces.collect::<Vec<_>>())
        };
        let (rows, rest) = both(rows, rest);
        rows.and(rest)?;
        sync_parent(&self.dir.join("rows"))?;
        sync_parent(&self.dir)
    }
}

impl Segment {
    /// Reads the rows of a segment; with `sketches` also what a generation is made from.
    pub fn read(layout: &Layout, number: u32, sketches: bool) -> Result<Self, StoreError> {
        let dir = layout.segment(number);
        let (items, files): (Vec<ItemRow>, Vec<FileRow>) = read_packed(&dir.join("rows"))?;
        let (sketches, traces) = if sketches {
            let sketches = read_sketches(&dir.join("sketches"), items.len())?;
            let traces: BTreeMap<[u8; 32], Whole> = read_packed(&dir.join("traces"))?;
            let traces = traces.into_iter().map(|(digest, one)| (digest, one.0));
            (sketches, traces.collect())
        } else {
            (vec![None; items.len()], BTreeMap::new())
        };
        Ok(Self {
            items: items.into_iter().zip(sketches).collect(),
            files,
            traces,
        })
    }
}

/// Packs a text for the text file: parts with their roles, compressed in one block.
pub fn pack_text(text: &ItemText) -> Vec<u8> {
    let mut plain = Vec::with_capacity(text.parts.iter().map(|p| p.text.len() + 16).sum());
    for part in &text.parts {
        plain.push(match part.role {
            PartRole::Body => 0,
            PartRole::Alternative => 1,
            PartRole::Hidden => 2,
        });
        // What is the same in both languages, as the numbers of parts are, is kept once.
        let place = &part.part;
        let fr = Some(place.fr.as_str()).filter(|fr| *fr != place.en);
        for piece in [&place.en, fr.unwrap_or(""), &part.text] {
            plain.extend_from_slice(&(piece.len() as u32).to_le_bytes());
            plain.extend_from_slice(piece.as_bytes());
        }
    }
    sealed(&lz4_flex::compress_prepend_size(&plain))
}

/// Unpacks a text; `None` where the bytes are damaged.
pub fn unpack_text(packed: &[u8]) -> Option<ItemText> {
    let plain = lz4_flex::decompress_size_prepended(unsealed(packed)?).ok()?;
    let mut rest = plain.as_slice();
    let mut text = ItemText::default();
    while let Some((role, tail)) = rest.split_first() {
        let role = match role {
            0 => PartRole::Body,
            1 => PartRole::Alternative,
            2 => PartRole::Hidden,
            _ => return None,
        };
        let (en, tail) = take_string(tail)?;
        let (fr, tail) = take_string(tail)?;
        let fr = if fr.is_empty() { en.clone() } else { fr };
        let (body, tail) = take_string(tail)?;
        text.parts.push(TextPart {
            part: Said { en, fr },
            role,
            text: body,
        });
        rest = tail;
    }
    Some(text)
}

fn take_string(bytes: &[u8]) -> Option<(String, &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let (body, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    Some((String::from_utf8(body.to_vec()).ok()?, rest))
}

/// The open text files of the segments that a generation names; reads by position.
#[derive(Debug, Default)]
pub struct TextFiles {
    files: BTreeMap<u32, File>,
}

impl TextFiles {
    /// Opens the text files of some segments.
    pub fn open(layout: &Layout, segments: &[u32]) -> Result<Self, StoreError> {
        let mut files = BTreeMap::new();
        for number in segments {
            let path = layout.segment(*number).join("texts");
            files.insert(
                *number,
                File::open(&path).map_err(StoreError::index(&path))?,
            );
        }
        Ok(Self { files })
    }

    /// Reads one text.
    pub fn read(&self, segment: u32, at: u64, stored: u32) -> io::Result<ItemText> {
        if stored == 0 {
            return Ok(ItemText::default());
        }
        let file = self.files.get(&segment).ok_or(io::ErrorKind::NotFound)?;
        let mut packed = vec![0; stored as usize];
        file.read_exact_at(&mut packed, at)?;
        unpack_text(&packed).ok_or_else(|| failing(io::ErrorKind::InvalidData, w::TEXT_DAMAGED))
    }
}

/// Sketches stand as plain little-endian words, item by item: the words of the text, the number of
/// shingles, the minima, the shingles. No minima follow where the number of shingles is 0.
fn write_sketches(path: &std::path::Path, segment: &Segment) -> Result<(), StoreError> {
    let mut sink = Sink::create(path)?;
    for (_, sketch) in &segment.items {
        let shingles: &[u32] = sketch.as_ref().map_or(&[], |s| &s.shingles);
        let minima = sketch
            .as_ref()
            .filter(|s| !s.shingles.is_empty())
            .map(|s| &s.minhash[..]);
        let words = sketch.as_ref().map_or(0, |s| s.words);
        for word in [words, shingles.len() as u32]
            .iter()
            .chain(minima.unwrap_or(&[]))
            .chain(shingles)
        {
            sink.put(&word.to_le_bytes());
        }
    }
    sink.finish()
}

fn read_sketches(path: &std::path::Path, count: usize) -> Result<Vec<Option<Sketch>>, StoreError> {
    let bytes = fs::read(path).map_err(StoreError::index(path))?;
    let (words, _) = checked(path, &bytes)?.as_chunks::<4>();
    let mut rest = words;
    let mut out = Vec::with_capacity(count);
    for _ in 0..count {
        let taken = take_sketch(rest);
        let Some((sketch, tail)) = taken else {
            return Err(StoreError::damaged(path, w::CUT_SHORT));
        };
        out.push(sketch);
        rest = tail;
    }
    Ok(out)
}

fn take_sketch(words: &[[u8; 4]]) -> Option<(Option<Sketch>, &[[u8; 4]])> {
    let (head, rest) = words.split_first_chunk::<2>()?;
    let [text_words, count] = head.map(u32::from_le_bytes);
    if count == 0 {
        return Some((None, rest));
    }
    let (minima, rest) = rest.split_first_chunk::<SKETCH>()?;
    let (shingles, rest) = rest.split_at_checked(count as usize)?;
    let sketch = Sketch {
        minhash: minima.map(u32::from_le_bytes),
        shingles: shingles.iter().map(|w| u32::from_le_bytes(*w)).collect(),
        words: text_words,
    };
    Some((Some(sketch), rest))
}
