//! The text of loose files and attachments, and what they claim about themselves.
//!
//! Plain and marked-up text is read here and now ([`document`], `read`). Office files, PDF and
//! pictures are *papers*: [`is_paper`] tells them by their bytes, and [`paper`] reads them, a pure
//! function of the bytes that whoever calls it runs in a process of its own, with limits.

mod biff;
mod cells;
mod compound;
mod doc;
mod doc_runs;
mod doc_text;
mod drawing;
mod epub;
mod exif;
mod head;
mod image;
#[cfg(test)]
mod ink_tests;
mod inner;
mod kind;
mod locked;
mod margin;
mod metafile;
mod number;
mod odf;
mod odf_ink;
mod odf_margins;
mod odf_meta;
mod odf_rows;
mod old_lock;
mod old_sheet;
mod ole;
mod ooxml;
mod package;
mod paper;
mod pdf;
mod pictures;
mod ppt;
mod rtf;
mod rtf_bytes;
#[cfg(test)]
mod rtf_tests;
mod rtf_words;
pub(super) mod seal;
mod sheet;
#[cfg(test)]
mod shown_tests;
mod slide;
mod slide_ink;
#[cfg(test)]
mod tests;
mod word;
mod xml;
mod xmp;

use super::{Extracted, charset, flowed, guarded, html, message};
use crate::model::{Defect, DefectKind, PartRole, Passwords, Said, TextPart, bounds};
use package::Package;
use paper::Paper;

pub use kind::{is_paper, kinds_differ};

/// What is done to read a document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    Plain,
    Html,
    Paper,
    None,
}

/// Gives the text of a loose file or attachment; the bytes decide what it is, the name helps.
/// Papers are read in this process.
pub fn document(name: &str, bytes: &[u8]) -> Extracted {
    if is_paper(bytes) {
        return paper(bytes);
    }
    read(name, "", None, bytes)
}

/// Reads an office file, a PDF or a picture; the bytes alone decide.
pub fn paper(bytes: &[u8]) -> Extracted {
    paper_with(bytes, &Passwords::default())
}

/// The same, and tries passwords on what is locked.
pub fn paper_with(bytes: &[u8], passwords: &Passwords) -> Extracted {
    let mut out = Paper::with(passwords);
    let whole = guarded(|| {
        paper_kind(bytes, &mut out);
        true
    });
    if !whole {
        out.note(DefectKind::Damaged);
    }
    out.found
}

fn paper_kind(bytes: &[u8], out: &mut Paper) {
    match kind::of(bytes) {
        kind::Kind::Zip => zipped(bytes, out),
        kind::Kind::Ole => ole::read(bytes, out),
        kind::Kind::Rtf => rtf::read(bytes, out),
        kind::Kind::Pdf => pdf::read(bytes, out),
        kind::Kind::Picture(media) => {
            media.clone_into(&mut out.found.media_type);
            image::read(bytes, out);
            out.body(Said::default(), metafile::words(bytes));
        }
        kind::Kind::FlatOdf => {
            "application/vnd.oasis.opendocument".clone_into(&mut out.found.media_type);
            odf::flat(bytes, out);
        }
        kind::Kind::Other => {}
    }
}

fn zipped(bytes: &[u8], out: &mut Paper) {
    "application/zip".clone_into(&mut out.found.media_type);
    let Some(mut package) = Package::open(bytes) else {
        out.note(DefectKind::Damaged);
        return;
    };
    if package.has("xl/workbook.bin") {
        "application/vnd.ms-excel.sheet.binary.macroenabled.12"
            .clone_into(&mut out.found.media_type);
        old_sheet::read(bytes, out);
        ooxml::properties(&mut package, out);
        return package.claims(out);
    }
    let _ = ooxml::read(&mut package, out)
        || odf::read(&mut package, out)
        || epub::read(&mut package, out);
}

/// Reads a document that its carrier calls `media_type`; of papers it tells the type only.
pub(super) fn read(
    name: &str,
    media_type: &str,
    declared: Option<&str>,
    bytes: &[u8],
) -> Extracted {
    let sealed = seal::of(name, media_type, bytes).unwrap_or_default();
    let media_type = or(media_type, &sealed.media_type);
    let (told, reading) = told(name, media_type, bytes);
    let mut out = Extracted {
        media_type: told.to_owned(),
        ..sealed.clone()
    };
    let note = |out: &mut Extracted, kind, clean: bool| {
        if !clean {
            out.defects.push(Defect { kind, range: None });
        }
    };
    if bytes.len() > bounds::DOCUMENT_BYTES && kind::of(bytes) != kind::Kind::Other {
        note(&mut out, DefectKind::DocumentTooLarge, false);
        return out;
    }
    let text = match reading {
        Reading::None | Reading::Paper => return out,
        Reading::Plain | Reading::Html => {
            let (text, clean) = charset::decode(bytes, declared);
            note(&mut out, DefectKind::BadCharset, clean);
            let (text, fits) = message::bounded(text);
            note(&mut out, DefectKind::TextTooLong, fits);
            if reading == Reading::Html {
                out.metadata = head::of_page(&text);
                let (seen, hidden) = html::layout(&text);
                if !hidden.trim().is_empty() {
                    note(&mut out, DefectKind::HiddenText, false);
                    out.texts.push(part(PartRole::Hidden, hidden));
                }
                seen
            } else {
                out.metadata.extend(head::of_card(&text));
                flowed::line_ends(text)
            }
        }
    };
    if !text.trim().is_empty() {
        out.texts.insert(0, part(PartRole::Body, text));
    }
    out
}

fn part(role: PartRole, text: String) -> TextPart {
    TextPart {
        part: Said::default(),
        role,
        text,
    }
}

/// Tells media type and reading from the bytes, then the carrier's word, then the name.
fn told<'a>(name: &str, media_type: &'a str, bytes: &[u8]) -> (&'a str, Reading) {
    if is_paper(bytes) {
        return (or(media_type, kind::of(bytes).media()), Reading::Paper);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return (or(media_type, "application/zip"), Reading::None);
    }
    let head = bytes.get(..bytes.len().min(8192)).unwrap_or(bytes);
    let start = head.trim_ascii_start();
    let start = start.get(..start.len().min(512)).unwrap_or(start);
    let start = start.to_ascii_lowercase();
    let page = start.starts_with(b"<!doctype html") || start.starts_with(b"<html");
    let marked = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    let odd = head
        .iter()
        .filter(|b| **b < 32 && !b"\t\n\r\x0c\x1b".contains(b))
        .count();
    // A page is a page also where some of its bytes were lost.
    let strange = if page {
        odd * 4 > head.len()
    } else {
        memchr::memchr(0, head).is_some() || odd * 50 > head.len()
    };
    if !marked && strange {
        return (or(media_type, "application/octet-stream"), Reading::None);
    }
    let ending = name
        .rsplit_once('.')
        .map_or("", |(_, e)| e)
        .to_ascii_lowercase();
    let is_html = media_type == "text/html" || matches!(ending.as_str(), "html" | "htm") || page;
    if is_html {
        return ("text/html", Reading::Html);
    }
    let plain = if ending == "csv" {
        "text/csv"
    } else {
        "text/plain"
    };
    let kind = or(media_type, plain);
    let opaque = [
        "image/",
        "audio/",
        "video/",
        "application/pgp-",
        "application/pkcs7",
    ];
    if opaque.iter().any(|start| kind.starts_with(start)) {
        return (kind, Reading::None);
    }
    (kind, Reading::Plain)
}

fn or<'a>(media_type: &'a str, other: &'a str) -> &'a str {
    if media_type.is_empty() {
        other
    } else {
        media_type
    }
}
