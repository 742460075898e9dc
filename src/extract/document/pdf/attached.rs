//! Files that are attached to a PDF or pinned to one of its pages.

use crate::extract::document::inner;
use crate::extract::document::paper::Paper;
use crate::extract::guarded;
use crate::model::bounds;
use pdf_extract::{Dictionary, Document, Object};

/// Takes in every file that a description of a file holds.
pub(super) fn read(document: &Document, paper: &mut Paper) {
    let described = document.objects.values().filter_map(|object| {
        let dict = object.as_dict().ok()?;
        let files = document.dereference(dict.get(b"EF").ok()?).ok()?.1;
        Some((dict, files.as_dict().ok()?))
    });
    for (dict, files) in described.take(bounds::INNER_FILES) {
        let Some(bytes) = content(document, files) else {
            continue;
        };
        let name = [&b"UF"[..], b"F"].into_iter().find_map(|key| {
            let name = document.dereference(dict.get(key).ok()?).ok()?.1;
            match name {
                Object::String(bytes, _) => Some(super::claims::text(bytes)),
                _ => None,
            }
        });
        inner::add(&name.unwrap_or_default(), bytes, paper);
    }
}

fn content(document: &Document, files: &Dictionary) -> Option<Vec<u8>> {
    let file = files.get(b"F").or_else(|_| files.get(b"UF")).ok()?;
    let stream = document.dereference(file).ok()?.1.as_stream().ok()?.clone();
    if stream.content.len() > bounds::INNER_BYTES {
        return None;
    }
    let plain = guarded(|| stream.decompressed_content().ok());
    Some(plain.unwrap_or(stream.content))
}
