//! What a PDF claims: the Info dictionary, the XMP packet, the pair of ids, its fonts, and
//! how often it was added to.

use crate::extract::document::paper::Paper;
use crate::extract::document::{ole, xmp};
use crate::extract::guarded;
use crate::model::MetaKey as K;
use crate::model::{MetaKey, MetaOrigin};
use pdf_extract::{Document, Object};
use std::collections::BTreeSet;

/// Fonts that are named.
const FONTS: usize = 40;

/// Entries of the Info dictionary and what they claim.
const INFO: &[(&[u8], MetaKey)] = &[
    (b"Author", K::Author),
    (b"Creator", K::Application),
    (b"Producer", K::Producer),
    (b"Title", K::Title),
    (b"Subject", K::Subject),
    (b"Keywords", K::Keywords),
    (b"CreationDate", K::Created),
    (b"ModDate", K::Modified),
    (b"Company", K::Company),
    (b"Manager", K::Manager),
    (b"SourceModified", K::Custom),
];

/// Reads what a PDF claims.
pub(super) fn read(document: &Document, bytes: &[u8], paper: &mut Paper) {
    let trailer = &document.trailer;
    let info = trailer.get(b"Info").ok();
    let info = info.and_then(|o| document.dereference(o).ok());
    if let Some(info) = info.and_then(|o| o.1.as_dict().ok()) {
        for (name, key) in INFO {
            let value = info.get(name).ok();
            let value = value.and_then(|o| document.dereference(o).ok());
            let Some(Object::String(value, _)) = value.map(|o| o.1) else {
                continue;
            };
            let value = text(value);
            let moment = moment(&value).filter(|_| key.is_moment());
            paper.claim(*key, MetaOrigin::PdfInfo, &moment.unwrap_or(value));
        }
    }
    let ids = trailer.get(b"ID").ok().and_then(|o| o.as_array().ok());
    let ids = ids
        .into_iter()
        .flatten()
        .zip([K::DocumentId, K::InstanceId]);
    for (id, key) in ids {
        if let Object::String(id, _) = id {
            let hex: String = id.iter().take(32).map(|b| format!("{b:02x}")).collect();
            paper.claim(key, MetaOrigin::PdfFile, &hex);
        }
    }
    paper.claim(
        K::Version,
        MetaOrigin::PdfFile,
        &format!("PDF {}", document.version),
    );
    let ends = memchr::memmem::find_iter(bytes, b"%%EOF").count();
    if ends > 1 {
        let earlier = (ends - 1).to_string();
        paper.claim(K::EarlierVersions, MetaOrigin::PdfFile, &earlier);
    }
    packet(document, paper);
    fonts(document, paper);
}

fn packet(document: &Document, paper: &mut Paper) {
    let catalog = document.catalog().ok();
    let metadata = catalog.and_then(|c| c.get(b"Metadata").ok());
    let metadata = metadata.and_then(|o| document.dereference(o).ok());
    let Some(stream) = metadata.and_then(|o| o.1.as_stream().ok()) else {
        return;
    };
    let xml = guarded(|| stream.decompressed_content().ok());
    xmp::read(&xml.unwrap_or_else(|| stream.content.clone()), paper);
}

fn fonts(document: &Document, paper: &mut Paper) {
    let mut names: BTreeSet<String> = BTreeSet::new();
    for object in document.objects.values() {
        let Ok(font) = object.as_dict() else {
            continue;
        };
        let name = font.get(b"BaseFont").ok().and_then(|o| o.as_name().ok());
        if let Some(name) = name.filter(|_| names.len() < FONTS) {
            let name = String::from_utf8_lossy(name).into_owned();
            // The first six letters of a subset are chance.
            let whole = name.split_once('+').filter(|(tag, _)| tag.len() == 6);
            names.insert(whole.map_or(name.clone(), |(_, n)| n.to_owned()));
        }
    }
    let names: Vec<String> = names.into_iter().collect();
    paper.claim(K::Fonts, MetaOrigin::PdfFile, &names.join(", "));
}

/// Decodes a text string: UTF-16 with its mark, UTF-8 with its mark, else Latin.
pub(super) fn text(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let swapped: Vec<u8> = rest
                .chunks_exact(2)
                .flat_map(|c| c.iter().rev().copied())
                .collect();
            ole::utf16(&swapped)
        }
        [0xff, 0xfe, rest @ ..] => ole::utf16(rest),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        bytes => ole::decoded(bytes, 1252),
    }
}

/// Reads `D:20170418091304+02'00'`; a short form stands for its beginning.
fn moment(value: &str) -> Option<String> {
    let value = value.trim();
    let value = value.strip_prefix("D:").unwrap_or(value);
    let digits: String = value.chars().take_while(char::is_ascii_digit).collect();
    let part = |from: usize, to: usize, other: &'static str| -> String {
        digits.get(from..to).unwrap_or(other).to_owned()
    };
    let year = digits.get(0..4)?;
    let clock = format!(
        "{}:{}:{}",
        part(8, 10, "00"),
        part(10, 12, "00"),
        part(12, 14, "00")
    );
    let rest = value.get(digits.len()..).unwrap_or("");
    let zone: String = rest.chars().filter(|c| *c != '\'').collect();
    let zone = match zone.as_bytes() {
        [b'Z', ..] => "Z".to_owned(),
        [b'+' | b'-', ..] if zone.len() >= 3 => {
            let (hours, minutes) = (zone.get(0..3)?, zone.get(3..5).unwrap_or("00"));
            format!("{hours}:{minutes}")
        }
        _ => String::new(),
    };
    let (month, day) = (part(4, 6, "01"), part(6, 8, "01"));
    Some(format!("{year}-{month}-{day}T{clock}{zone}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_and_texts_of_pdf() {
        let rows = [
            ("D:20170418091304+02'00'", "2017-04-18T09:13:04+02:00"),
            ("D:20170418091304Z", "2017-04-18T09:13:04Z"),
            ("D:20170418", "2017-04-18T00:00:00"),
            ("20170418091304", "2017-04-18T09:13:04"),
        ];
        for (value, wanted) in rows {
            assert_eq!(moment(value).as_deref(), Some(wanted), "{value}");
        }
        assert_eq!(moment("yesterday"), None);
        assert_eq!(text(b"\xfe\xff\0A\x04\x42"), "Aт");
    }
}
