//! What the ingest asks of the text and fingerprint floors.

use crate::store::SketchRow;

pub fn sketch_of(body: &str) -> Option<SketchRow> {
    let _ = body;
    None
}

pub fn text_digest(body: &str) -> [u8; 32] {
    super::study::digest_of(body.as_bytes()).0
}
