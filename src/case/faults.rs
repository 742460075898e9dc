//! What of a generation could not be read, or only in part: what files say, what the defects of
//! items amount to, and names that say another kind than the bytes.

use super::build::Segments;
use super::place::Draft;
use super::plan::known;
use crate::extract;
use crate::model::words::{Word, unread};
use crate::model::{Defect, DefectKind, Digest, Exception, ExceptionClass, Location, Stage};
use crate::store::{FileRow, defects};

/// What could not be read, or only in part: what files say, and what items' defects amount to.
pub fn exceptions(segments: &Segments, drafts: &[Draft<'_>]) -> Vec<Exception> {
    let mut out = Vec::new();
    for (_, _, file) in known(segments).into_values() {
        out.extend(file.exceptions.iter().map(|e| e.exception(&file.source)));
        out.extend(no_messages(file));
    }
    for draft in drafts {
        let found = defects(&draft.row.defects);
        let class = |d: &Defect| exception_class(d.kind).map(|c| (c, d.kind.named()));
        let empty = (draft.row.size == 0).then_some((ExceptionClass::Empty, unread::EMPTY));
        let mismatch = mismatch(draft);
        for (class, reason) in found.iter().filter_map(class).chain(empty).chain(mismatch) {
            let Some(at) = draft.locations.first() else {
                continue;
            };
            out.push(Exception {
                source: at.source.clone(),
                path: at.path.clone(),
                inner: at.inner.clone(),
                stage: Stage::Parse,
                class,
                reason: reason.into(),
                item: Some(Digest(draft.row.digest)),
            });
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// Tells whether a name that a document bears, or the type that a carrier claims, says another kind
/// than its bytes.
fn mismatch(draft: &Draft<'_>) -> Option<(ExceptionClass, Word)> {
    let row = draft.row;
    let named = |l: &Location| {
        let name = l.name.as_deref().unwrap_or(&l.path);
        extract::kinds_differ(&row.media_type, name, draft.media)
    };
    // What is empty is of no kind.
    let differs = !row.message && row.size > 0 && draft.locations.iter().any(named);
    differs.then_some((ExceptionClass::Mismatch, unread::MISMATCH))
}

/// A mailbox without a single message would vanish from every count: it is said.
fn no_messages(file: &FileRow) -> Option<Exception> {
    let silent = file.mailbox && file.occurrences.is_empty() && file.exceptions.is_empty();
    silent.then(|| Exception {
        source: file.source.clone(),
        path: file.path.clone(),
        inner: None,
        stage: Stage::Read,
        class: ExceptionClass::Empty,
        reason: unread::NO_MESSAGE_IN_BOX.into(),
        item: None,
    })
}

fn exception_class(kind: DefectKind) -> Option<ExceptionClass> {
    match kind {
        DefectKind::Unparseable | DefectKind::Damaged => Some(ExceptionClass::Corrupt),
        DefectKind::Encrypted | DefectKind::Locked | DefectKind::Sealed => {
            Some(ExceptionClass::Encrypted)
        }
        DefectKind::NoReader | DefectKind::ReaderFault => Some(ExceptionClass::Unreadable),
        DefectKind::HeaderTooLong
        | DefectKind::TooDeep
        | DefectKind::TooManyParts
        | DefectKind::TooManyParameters
        | DefectKind::TooManyReferences
        | DefectKind::TooManyAddresses
        | DefectKind::Entities
        | DefectKind::ReaderTime
        | DefectKind::ReaderMemory
        | DefectKind::DocumentTooLarge
        | DefectKind::TextTooLong => Some(ExceptionClass::Bound),
        DefectKind::BadEncoding
        | DefectKind::BadCharset
        | DefectKind::RawHeaderBytes
        | DefectKind::DuplicateField
        | DefectKind::NoDate
        | DefectKind::NoMessageId
        | DefectKind::Unterminated
        | DefectKind::HiddenText => None,
    }
}
