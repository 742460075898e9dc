//! The text of loose files and attachments: plain and marked-up text here, office files next door.

use super::{Extracted, charset, flowed, html, message, office};
use crate::model::{Defect, DefectKind, PartRole, TextPart};

/// What is done to read a document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    Plain,
    Html,
    Office,
    None,
}

/// Gives the text of a loose file or attachment; the bytes decide what it is, the name helps.
pub fn document(name: &str, bytes: &[u8]) -> Extracted {
    read(name, "", None, bytes)
}

/// Reads a document that its carrier calls `media_type`.
pub(super) fn read(
    name: &str,
    media_type: &str,
    declared: Option<&str>,
    bytes: &[u8],
) -> Extracted {
    let (told, reading) = told(name, media_type, bytes);
    let mut out = Extracted {
        media_type: told.to_owned(),
        ..Extracted::default()
    };
    let note = |out: &mut Extracted, kind, clean: bool| {
        if !clean {
            out.defects.push(Defect { kind, range: None });
        }
    };
    let text = match reading {
        Reading::None => return out,
        Reading::Office => match office::text(bytes) {
            Some((text, whole)) => {
                note(&mut out, DefectKind::TextTooLong, whole);
                text
            }
            None => return out,
        },
        Reading::Plain | Reading::Html => {
            let (text, clean) = charset::decode(bytes, declared);
            note(&mut out, DefectKind::BadCharset, clean);
            let (text, fits) = message::bounded(text);
            note(&mut out, DefectKind::TextTooLong, fits);
            if reading == Reading::Html {
                let (seen, hidden) = html::layout(&text);
                if !hidden.trim().is_empty() {
                    note(&mut out, DefectKind::HiddenText, false);
                    out.texts.push(part(PartRole::Hidden, hidden));
                }
                seen
            } else {
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
        part: String::new(),
        role,
        text,
    }
}

/// Tells media type and reading from the bytes, then the carrier's word, then the name.
fn told<'a>(name: &str, media_type: &'a str, bytes: &[u8]) -> (&'a str, Reading) {
    if bytes.starts_with(b"PK\x03\x04") {
        return (or(media_type, "application/zip"), Reading::Office);
    }
    let head = bytes.get(..bytes.len().min(8192)).unwrap_or(bytes);
    let marked = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    let odd = head
        .iter()
        .filter(|b| **b < 32 && !b"\t\n\r\x0c\x1b".contains(b))
        .count();
    let binary = [&b"%PDF-"[..], b"{\\rtf", b"\xd0\xcf\x11\xe0"];
    if (!marked && (memchr::memchr(0, head).is_some() || odd * 50 > head.len()))
        || binary.iter().any(|magic| head.starts_with(magic))
    {
        return (or(media_type, "application/octet-stream"), Reading::None);
    }
    let start = head.trim_ascii_start();
    let start = start
        .get(..start.len().min(512))
        .unwrap_or(start)
        .to_ascii_lowercase();
    let ending = name
        .rsplit_once('.')
        .map_or("", |(_, e)| e)
        .to_ascii_lowercase();
    let is_html = media_type == "text/html"
        || matches!(ending.as_str(), "html" | "htm")
        || start.starts_with(b"<!doctype html")
        || start.starts_with(b"<html");
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
