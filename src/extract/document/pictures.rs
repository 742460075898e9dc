//! Where documents keep drawings made of calls: members of a package, and records of the old
//! programs, compressed ([MS-ODRAW] 2.2.23). Their words stand at the end of the document's text.

use super::metafile;
use super::ole::{Compound, stream};
use super::package::Package;
use super::paper::{Paper, u16_at, u32_at};
use crate::model::words::places::PICTURES;
use flate2::read::{GzDecoder, ZlibDecoder};
use std::io::Read;

/// Drawings of one document whose words are read, and their bytes together.
const DRAWINGS: usize = 500;
const BYTES: usize = 24 << 20;

/// The words of a document's drawings, each once: one picture often stands on every page.
#[derive(Default)]
pub(super) struct Drawings {
    words: Vec<String>,
    count: usize,
    bytes: usize,
}

impl Drawings {
    /// Tells whether no more are read.
    pub fn is_full(&self) -> bool {
        self.count >= DRAWINGS || self.bytes >= BYTES
    }

    /// Takes the words of a drawing in.
    pub fn take(&mut self, bytes: &[u8]) {
        if self.is_full() {
            return;
        }
        self.count += 1;
        self.bytes += bytes.len();
        let words = metafile::words(bytes);
        let words = words.trim_end();
        if !words.trim().is_empty() && !self.words.iter().any(|w| w == words) {
            self.words.push(words.to_owned());
        }
    }

    /// Adds the words to the document.
    pub fn write(self, paper: &mut Paper) {
        paper.body(PICTURES, self.words.join("\n"));
    }
}

/// Reads the words of the drawings of a package.
pub(super) fn of_package(package: &mut Package<'_>, paper: &mut Paper) {
    let folders = ["media/", "Pictures/", "ObjectReplacements/"];
    let mine = |n: &&String| {
        folders.iter().any(|f| n.contains(f))
            && (ending(n, &["emf", "wmf", "emz", "wmz"]) || n.contains("ObjectReplacements/"))
    };
    let names: Vec<String> = package.names.iter().filter(mine).cloned().collect();
    let mut found = Drawings::default();
    for name in names {
        if found.is_full() {
            break;
        }
        let bytes = package.read(&name, paper);
        if bytes.starts_with(&[0x1f, 0x8b]) {
            found.take(&unpacked(GzDecoder::new(bytes.as_slice())));
        } else {
            found.take(&bytes);
        }
    }
    found.write(paper);
}

fn ending(name: &str, endings: &[&str]) -> bool {
    let end = name.rsplit_once('.').map_or("", |(_, end)| end);
    endings.iter().any(|e| end.eq_ignore_ascii_case(e))
}

/// Unpacks a drawing, as far as it goes.
fn unpacked(from: impl Read) -> Vec<u8> {
    let mut out = Vec::new();
    let _ = from.take(BYTES as u64).read_to_end(&mut out);
    out
}

/// Reads the words of the drawings in some streams of an old Office file, where they are there.
pub(super) fn of_streams(file: &mut Compound<'_>, names: &[&str], paper: &mut Paper) {
    let mut found = Drawings::default();
    for name in names {
        if file.is_stream(name) {
            of_stream(&stream(file, name, paper), &mut found);
        }
    }
    found.write(paper);
}

/// Reads the words of the drawings that stand as records in a stream.
fn of_stream(bytes: &[u8], found: &mut Drawings) {
    for (kind, instance) in [(0xf01a_u16, 0x3d4), (0xf01b, 0x216)] {
        for at in memchr::memmem::find_iter(bytes, &kind.to_le_bytes()) {
            if found.is_full() {
                return;
            }
            let head = at.checked_sub(2).and_then(|head| u16_at(bytes, head));
            let sums = match head.map(|h| h >> 4) {
                Some(h) if h == instance => 16,
                Some(h) if h == instance + 1 => 32,
                _ => continue,
            };
            if let Some(drawing) = record(bytes, at + 6 + sums) {
                found.take(&drawing);
            }
        }
    }
}

/// Unpacks what follows the sums of a record.
fn record(bytes: &[u8], at: usize) -> Option<Vec<u8>> {
    let size = u32_at(bytes, at.checked_add(28)?)? as usize;
    let packed = *bytes.get(at + 32)?;
    let body = bytes.get(at + 34..)?;
    let body = body.get(..size.min(body.len()))?;
    Some(if packed == 0 {
        unpacked(ZlibDecoder::new(body))
    } else {
        body.to_vec()
    })
}

#[cfg(test)]
mod tests {
    use super::super::metafile::tests::drawn;
    use super::super::tests::zipped;
    use super::*;
    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use std::io::Write;

    #[test]
    fn records_of_old_files_are_unpacked_and_each_is_said_once() {
        let emf = drawn(&[(0, 0, "Costs of the hall")]);
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
        packed.write_all(&emf).unwrap();
        let packed = packed.finish().unwrap();
        let mut stream = b"before".to_vec();
        for (instance, sums) in [(0x3d4_u16, 16), (0x3d5, 32)] {
            stream.extend((instance << 4).to_le_bytes());
            stream.extend(0xf01a_u16.to_le_bytes());
            stream.extend((sums as u32 + 34 + packed.len() as u32).to_le_bytes());
            stream.extend(vec![7; sums]);
            stream.extend([0; 28]);
            stream.extend((packed.len() as u32).to_le_bytes());
            stream.extend([0, 0xfe]);
            stream.extend(&packed);
        }
        let mut found = Drawings::default();
        of_stream(&stream, &mut found);
        of_stream(&[0x1a, 0xf0, 0x1a], &mut found);
        assert_eq!(found.count, 2);
        let mut paper = Paper::default();
        found.write(&mut paper);
        assert_eq!(paper.found.texts[0].text, "Costs of the hall");
    }

    #[test]
    fn a_letter_says_the_words_of_its_pictures_behind_its_own() {
        let emf = drawn(&[(0, 0, "Plan B")]);
        let file = zipped::<&[u8]>(&[
            ("[Content_Types].xml", b"<Types/>"),
            (
                "word/document.xml",
                b"<w:document><w:p><w:r><w:t>Dear Ada</w:t></w:r></w:p>",
            ),
            ("word/media/image1.emf", &emf),
        ]);
        let found = super::super::paper(&file);
        let texts: Vec<&str> = found.texts.iter().map(|t| t.text.as_str()).collect();
        assert_eq!(texts, ["Dear Ada\n", "Plan B"]);
    }
}
