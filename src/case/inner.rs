//! What lies inside a message or a document: files that documents carry become items with their
//! bytes kept, and containers among attachments are opened.

use super::boxes::{self, Found};
use super::kept::Bench;
use super::study::{self, Studied};
use crate::extract::Child;
use crate::intake::{self, BoxKind, FileKind};
use crate::model::{Defect, DefectKind, bounds, sha256};
use crate::store::{ChildRow, defect_rows};
use std::io::Cursor;

/// Studies the files that lie in a document; their bytes are kept.
pub(super) fn inside(
    studied: &mut Studied,
    inner: Vec<Child>,
    level: usize,
    bench: &mut Bench<'_>,
) {
    if level >= bounds::BOX_DEPTH && !inner.is_empty() {
        let (kind, range) = (DefectKind::TooDeep, None);
        studied
            .row
            .defects
            .extend(defect_rows(&[Defect { kind, range }]));
        return;
    }
    for child in inner {
        let digest = sha256(&child.bytes);
        let name = child.name.as_deref().unwrap_or_default();
        let media = match intake::sniff(&child.bytes) {
            FileKind::Document(media) => Some(media),
            FileKind::Message => None,
            FileKind::Mbox | FileKind::Emlx => Some("text/plain"),
        };
        let message = study::is_message(&child.bytes, media);
        studied.row.children.push(ChildRow {
            digest,
            part: child.part.clone(),
            name: child.name.clone(),
            media_type: String::new(),
            message,
            range: None,
            folder: None,
        });
        let told = if message {
            ""
        } else {
            media.unwrap_or_default()
        };
        if !is_opened_as_box((digest, told), &child, bench) {
            study::leveled(
                &child.bytes,
                digest,
                (message, name, media),
                level + 1,
                bench,
            );
        }
        bench.keep(digest, child.bytes);
    }
}

/// Tells what an attachment is by its first bytes, whatever its message says.
pub(super) fn told(child: &Child, message: bool) -> &'static str {
    match intake::sniff(&child.bytes) {
        FileKind::Document(media) if !message => media,
        FileKind::Document(_) | FileKind::Message | FileKind::Mbox | FileKind::Emlx => "",
    }
}

/// Opens an attachment that is a container; false where it is none.
pub(super) fn is_opened_as_box(
    (digest, media): ([u8; 32], &'static str),
    child: &Child,
    bench: &mut Bench<'_>,
) -> bool {
    let Some(kind) = BoxKind::of(media) else {
        return false;
    };
    if !bench.seen.has(digest, false) {
        let found = Found {
            digest,
            size: child.bytes.len() as u64,
            name: child.name.as_deref().unwrap_or_default(),
            media,
        };
        boxes::open(&found, kind, &mut Cursor::new(&child.bytes), bench);
    }
    true
}
