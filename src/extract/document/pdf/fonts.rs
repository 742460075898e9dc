//! Fonts whose letters their file names otherwise than the page: the page's word holds.

use pdf_extract::{Dictionary, Document, Object, ObjectId};

/// Encodings that say for every code which letter it is.
const WHOLE: [&[u8]; 2] = [b"MacRomanEncoding", b"WinAnsiEncoding"];

/// Takes the file of a font away where the page says itself what its codes mean: the library
/// believes the file first, and the codes of a font that was cut down are the file's own affair.
pub(super) fn settle(document: &mut Document) {
    let files: Vec<ObjectId> = document
        .objects
        .values()
        .filter_map(|o| o.as_dict().ok())
        .filter(|font| font.has(b"FontDescriptor") && is_whole(document, font))
        .filter_map(|font| font.get(b"FontDescriptor").ok()?.as_reference().ok())
        .collect();
    for id in files {
        if let Ok(descriptor) = document.get_object_mut(id).and_then(Object::as_dict_mut) {
            descriptor.remove(b"FontFile3");
        }
    }
}

fn is_whole(document: &Document, font: &Dictionary) -> bool {
    let Ok((_, encoding)) = font.get(b"Encoding").and_then(|e| document.dereference(e)) else {
        return false;
    };
    let name = match encoding {
        Object::Dictionary(encoding) => encoding.get(b"BaseEncoding").and_then(Object::as_name),
        other => other.as_name(),
    };
    name.is_ok_and(|name| WHOLE.contains(&name))
}
