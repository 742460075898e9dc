//! What a file is, as its first bytes tell, not its name.
//!
//! One table of magic bytes; what is in none of its rows is a mailbox, a message, text or bytes.

use super::boundary::{is_field, is_from_line, line_at};
use crate::model::bounds;

/// What a file is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FileKind {
    /// A mailbox of one or more messages behind `From ` lines.
    Mbox,
    /// An Apple Mail message: a byte count, the message, a property list.
    Emlx,
    /// A message.
    Message,
    /// Anything else, with its media type.
    Document(&'static str),
}

/// Tells what a file is from its first bytes (`bounds::SNIFF_BYTES` of them are enough).
pub fn sniff(head: &[u8]) -> FileKind {
    let head = head
        .get(..head.len().min(bounds::SNIFF_BYTES))
        .unwrap_or(&[]);
    if head.starts_with(super::outlook::MAGIC) {
        return FileKind::Message;
    }
    let (first, next) = line_at(head, 0);
    if is_from_line(first) {
        return FileKind::Mbox;
    }
    let rest = head.get(next..).unwrap_or(&[]);
    if is_count(first) && is_message(rest) {
        return FileKind::Emlx;
    }
    if is_message(head) {
        return FileKind::Message;
    }
    FileKind::Document(media_type(head))
}

/// Refines plain text by what its name ends in; bytes that say more are believed before a name.
pub(super) fn named(media_type: &'static str, path: &str) -> &'static str {
    if media_type != "text/plain" {
        return media_type;
    }
    let ending = path.rsplit('/').next().unwrap_or("").rsplit_once('.');
    let ending = ending.map_or("", |(_, e)| e).to_ascii_lowercase();
    TEXT_NAMES
        .iter()
        .find(|(name, _)| *name == ending)
        .map_or(media_type, |(_, named)| named)
}

/// Tells whether two or more header fields stand from the first line on.
fn is_message(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let mut at = 0;
    let mut fields = 0;
    while at < head.len() {
        let (line, next) = line_at(head, at);
        let folded = fields > 0 && matches!(line.first(), Some(b' ' | b'\t'));
        // An older envelope line may stand first, quoted or without a date.
        let envelope = at == 0 && (line.starts_with(b">From ") || line.starts_with(b"From "));
        if is_field(line) {
            fields += 1;
        } else if !folded && !envelope {
            return false;
        }
        if fields == 2 {
            return true;
        }
        at = next;
    }
    false
}

fn is_count(line: &[u8]) -> bool {
    let digits = line.trim_ascii_end();
    (1..=12).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit)
}

const TEXT_NAMES: &[(&str, &str)] = &[
    ("md", "text/markdown"),
    ("markdown", "text/markdown"),
    ("csv", "text/csv"),
    ("tsv", "text/tab-separated-values"),
    ("ics", "text/calendar"),
    ("vcf", "text/vcard"),
    ("htm", "text/html"),
    ("html", "text/html"),
    ("json", "application/json"),
    ("css", "text/css"),
];

/// Magic bytes: offset, bytes, media type.
const MAGIC: &[(usize, &[u8], &str)] = &[
    (0, b"%PDF-", "application/pdf"),
    (
        0,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "application/x-ole-storage",
    ),
    (0, b"{\\rtf", "application/rtf"),
    (0, b"!BDN", "application/vnd.ms-outlook-pst"),
    (0, b"\x78\x9f\x3e\x22", "application/vnd.ms-tnef"),
    (0, b"\x1f\x8b", "application/gzip"),
    (0, b"BZh", "application/x-bzip2"),
    (0, b"\xfd7zXZ\0", "application/x-xz"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (0, b"\x28\xb5\x2f\xfd", "application/zstd"),
    (257, b"ustar", "application/x-tar"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF8", "image/gif"),
    (0, b"II*\0", "image/tiff"),
    (0, b"MM\0*", "image/tiff"),
    (0, b"BM", "image/bmp"),
    (8, b"WEBP", "image/webp"),
    (8, b"WAVE", "audio/wav"),
    (0, b"OggS", "audio/ogg"),
    (0, b"ID3", "audio/mpeg"),
    (4, b"ftyp", "video/mp4"),
    (0, b"SQLite format 3\0", "application/vnd.sqlite3"),
    (0, b"\x7fELF", "application/x-executable"),
    (0, b"MZ", "application/vnd.microsoft.portable-executable"),
    (0, b"-----BEGIN PGP MESSAGE", "application/pgp-encrypted"),
    (0, b"-----BEGIN PGP SIGNATURE", "application/pgp-signature"),
];

/// Names within a zip that tell what it is.
const ZIPPED: &[(&[u8], &str)] = &[
    (
        b"word/",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    (
        b"xl/",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    (
        b"ppt/",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    (b"META-INF/MANIFEST.MF", "application/java-archive"),
];

/// Tells the media type of a document by its first bytes.
fn media_type(head: &[u8]) -> &'static str {
    if head.starts_with(b"PK\x03\x04") {
        return zipped(head);
    }
    for (offset, magic, media_type) in MAGIC {
        let binary = magic.len() > 2 || !is_text(head);
        if binary
            && head
                .get(*offset..)
                .is_some_and(|rest| rest.starts_with(magic))
        {
            return media_type;
        }
    }
    if is_text(head) {
        marked_up(head)
    } else {
        "application/octet-stream"
    }
}

fn marked_up(head: &[u8]) -> &'static str {
    let text = head
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(head)
        .trim_ascii_start();
    let start = text
        .get(..text.len().min(1024))
        .unwrap_or(&[])
        .to_ascii_lowercase();
    let holds = |tag: &[u8]| memchr::memmem::find(&start, tag).is_some();
    if start.starts_with(b"<") && (holds(b"<html") || holds(b"<!doctype html")) {
        "text/html"
    } else if start.starts_with(b"<?xml") {
        "application/xml"
    } else if [&b"<head"[..], b"<body", b"<div", b"<p>", b"<table"]
        .iter()
        .any(|tag| start.starts_with(tag))
    {
        "text/html"
    } else {
        "text/plain"
    }
}

fn zipped(head: &[u8]) -> &'static str {
    let mut is_package = false;
    for at in memchr::memmem::find_iter(head, b"PK\x03\x04") {
        let field = |from: usize| {
            let low = head.get(at + from).copied().unwrap_or(0);
            let high = head.get(at + from + 1).copied().unwrap_or(0);
            usize::from(u16::from_le_bytes([low, high]))
        };
        let data = at + 30 + field(26);
        let name = head.get(at + 30..data.min(head.len())).unwrap_or(&[]);
        if name == b"mimetype" {
            let data = head.get(data + field(28)..).unwrap_or(&[]);
            let odf = [
                "application/vnd.oasis.opendocument.text",
                "application/vnd.oasis.opendocument.spreadsheet",
                "application/vnd.oasis.opendocument.presentation",
                "application/vnd.oasis.opendocument.graphics",
                "application/vnd.oasis.opendocument.formula",
                "application/vnd.oasis.opendocument.chart",
                "application/epub+zip",
            ];
            if let Some(kind) = odf.iter().find(|k| data.starts_with(k.as_bytes())) {
                return kind;
            }
        }
        if let Some((_, kind)) = ZIPPED.iter().find(|(start, _)| name.starts_with(start)) {
            return kind;
        }
        is_package |= name == b"[Content_Types].xml";
    }
    // A document of Office whose own parts lie far behind is no archive all the same.
    if is_package {
        "application/vnd.openxmlformats-package"
    } else {
        "application/zip"
    }
}

/// Tells whether bytes are text: a UTF-16 mark, or no NUL and next to no control characters.
fn is_text(head: &[u8]) -> bool {
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        return true;
    }
    let odd = |b: &&u8| **b < 32 && !matches!(**b, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    let count = head.iter().filter(odd).count();
    memchr::memchr(0, head).is_none() && count * 100 <= head.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_bytes_tell_what_a_file_is() {
        let rows: &[(&[u8], FileKind)] = &[
            (
                b"From a@example.org Thu Jan  1 00:00:00 1970\nA: b\n",
                FileKind::Mbox,
            ),
            (b"From: a\nTo: b\n\nx", FileKind::Message),
            (b"From: a\r\n b\r\nTo: b\r\n\r\nx", FileKind::Message),
            (b"\xef\xbb\xbfFrom: a\nTo: b\n\nx", FileKind::Message),
            (b"17  \nFrom: a\nTo: b\n\nx\n", FileKind::Emlx),
            (
                b"Note: one\n\nmore: words\n",
                FileKind::Document("text/plain"),
            ),
            (
                b"From here on we were lost.\n",
                FileKind::Document("text/plain"),
            ),
            (b"%PDF-1.4\n", FileKind::Document("application/pdf")),
            (b"<!DOCTYPE html><p>x", FileKind::Document("text/html")),
            (b"BMW cars\n", FileKind::Document("text/plain")),
            (
                b"\0\x01\x02",
                FileKind::Document("application/octet-stream"),
            ),
            (b"", FileKind::Document("text/plain")),
        ];
        for (bytes, kind) in rows {
            assert_eq!(sniff(bytes), *kind, "{}", String::from_utf8_lossy(bytes));
        }
        assert_eq!(named("text/plain", "a/b.CSV"), "text/csv");
        assert_eq!(named("image/png", "a/b.csv"), "image/png");
    }
}
