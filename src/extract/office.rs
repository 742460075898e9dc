//! Text of office files in a zip: paragraphs of a `.docx`, `.odt` or `.pptx`, rows of an `.xlsx`.
//!
//! Bounds are on bytes really read, never on what the archive declares; entities of a document's
//! own are never expanded.

use super::guarded;
use crate::model::bounds;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Bytes of XML that are read of one archive.
const XML_BYTES: u64 = 64 << 20;
/// Memory that the strings of a workbook may take.
const SHARED_BYTES: usize = 32 << 20;
/// Parts of one archive that are read.
const XML_PARTS: usize = 1_000;

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Gives the text of an office file, and whether all of it was kept; `None` for another zip.
pub(super) fn text(bytes: &[u8]) -> Option<(String, bool)> {
    guarded(|| {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let mut names: Vec<String> = archive
            .file_names()
            .filter_map(|name| name.ok().map(std::borrow::Cow::into_owned))
            .filter(|name| is_text_part(name))
            .collect();
        names.sort_by_key(|name| (order(name), name.len(), name.clone()));
        names.truncate(XML_PARTS);
        if names.is_empty() {
            return None;
        }
        Some(read_all(&mut archive, &names))
    })
}

fn read_all(archive: &mut Archive<'_>, names: &[String]) -> (String, bool) {
    let mut sink = Sink::default();
    let mut left = XML_BYTES;
    for name in names {
        let mut xml = Vec::new();
        let Ok(file) = archive.by_name(name) else {
            continue;
        };
        // A damaged stream gives what came before the damage.
        let _ = file.take(left).read_to_end(&mut xml);
        left -= xml.len() as u64;
        sink.part = match name.as_str() {
            "xl/sharedStrings.xml" => Part::Shared,
            _ => Part::Text,
        };
        sink.read(&String::from_utf8_lossy(&xml));
        if left == 0 || sink.text.len() >= bounds::TEXT_BYTES {
            let end = sink.text.floor_char_boundary(bounds::TEXT_BYTES);
            sink.text.truncate(end);
            return (sink.text, false);
        }
    }
    (sink.text, !sink.cut)
}

/// Parts that hold a reader's text.
fn is_text_part(name: &str) -> bool {
    const WORD: &[&str] = &[
        "document",
        "footnotes",
        "endnotes",
        "header",
        "footer",
        "comments",
    ];
    let stem = |folder: &str| {
        let rest = name.strip_prefix(folder)?.strip_suffix(".xml")?;
        (!rest.contains('/')).then_some(rest)
    };
    name == "content.xml"
        || name == "xl/sharedStrings.xml"
        || stem("word/").is_some_and(|s| WORD.iter().any(|w| s.starts_with(w)))
        || stem("xl/worksheets/").is_some()
        || stem("ppt/slides/").is_some()
}

/// What must be read first: the strings that sheets refer to, and the document itself.
fn order(name: &str) -> u8 {
    match name {
        "xl/sharedStrings.xml" | "word/document.xml" | "content.xml" => 0,
        _ => 1,
    }
}

/// What the part at hand holds.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Part {
    #[default]
    Text,
    /// Strings that the cells refer to.
    Shared,
}

/// Collects text from XML events.
#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one state of the reader"
)]
struct Sink {
    text: String,
    shared: Vec<String>,
    shared_bytes: usize,
    part: Part,
    /// Inside an element whose characters are text.
    inside: bool,
    /// The cell's value is an index into `shared`.
    by_index: bool,
    cell: String,
    /// A bound was hit.
    cut: bool,
    row_begun: bool,
}

impl Sink {
    fn read(&mut self, xml: &str) {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().check_end_names = false;
        reader.config_mut().allow_unmatched_ends = true;
        loop {
            match reader.read_event() {
                Ok(Event::Start(tag)) => self.start(&tag),
                Ok(Event::Empty(tag)) => {
                    self.start(&tag);
                    self.end(tag.name().as_ref().as_bytes());
                }
                Ok(Event::End(tag)) => self.end(tag.name().as_ref().as_bytes()),
                Ok(Event::Text(words)) if self.inside => self.push(&words.xml10_content()),
                Ok(Event::CData(words)) if self.inside => self.push(&words.xml10_content()),
                Ok(Event::GeneralRef(entity)) if self.inside => {
                    let known = match entity.resolve_char_ref() {
                        Ok(Some(ch)) => Some(ch),
                        _ => named(&entity.xml10_content()),
                    };
                    if let Some(ch) = known {
                        self.push(ch.encode_utf8(&mut [0; 4]));
                    }
                }
                Ok(Event::Eof) | Err(_) => return,
                Ok(_) => {}
            }
            if self.text.len() >= bounds::TEXT_BYTES || self.shared_bytes >= SHARED_BYTES {
                self.cut = true;
                return;
            }
        }
    }

    fn push(&mut self, words: &str) {
        if self.cell.len() < bounds::TEXT_BYTES {
            self.cell.push_str(words);
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        match tag.name().as_ref() {
            "w:t" | "a:t" | "t" | "v" | "text:p" | "text:h" => self.inside = true,
            "c" => {
                let kind = tag.try_get_attribute("t").ok().flatten();
                self.by_index = kind.is_some_and(|a| a.value.as_ref() == "s");
                if self.row_begun {
                    self.text.push('\t');
                }
                self.row_begun = true;
            }
            "w:tab" | "text:tab" => self.push("\t"),
            "w:br" | "w:cr" | "a:br" | "text:line-break" => self.push("\n"),
            "text:s" => self.push(" "),
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8]) {
        match name {
            b"w:t" | b"a:t" | b"t" => self.inside = false,
            b"v" => {
                self.inside = false;
                if self.by_index {
                    let at = self.cell.trim().parse::<usize>().ok();
                    self.cell = at
                        .and_then(|at| self.shared.get(at).cloned())
                        .unwrap_or_default();
                }
            }
            b"si" if self.part == Part::Shared => {
                let words = std::mem::take(&mut self.cell);
                self.shared_bytes += words.len() + size_of::<String>();
                self.shared.push(words);
            }
            b"c" => self.text.push_str(&std::mem::take(&mut self.cell)),
            b"row" => {
                self.text.push('\n');
                self.row_begun = false;
            }
            b"w:p" | b"a:p" | b"text:p" | b"text:h" => {
                self.inside = false;
                self.text.push_str(&std::mem::take(&mut self.cell));
                self.text.push('\n');
            }
            _ => {}
        }
    }
}

fn named(entity: &str) -> Option<char> {
    match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}
