//! Messages whatever their bytes are: those of the mail standards, and those of Outlook, which are
//! read through the form that is rebuilt from them. Here alone the two floors below meet for it.

use crate::extract::{self, Child, Extracted, FromQuoting};
use crate::intake::{self, Mail, OUTLOOK};
use crate::model::{Item, Kind};
use std::borrow::Cow;

/// Takes a message apart; gives what a mail reader would see of it beside.
pub fn read(bytes: &[u8]) -> (Cow<'_, [u8]>, Extracted) {
    let Some(mail) = Mail::read(bytes) else {
        let out = extract::message(bytes, FromQuoting::Undo);
        return (Cow::Borrowed(bytes), out);
    };
    let eml = mail.eml(false);
    let mut out = extract::message(&eml, FromQuoting::None);
    OUTLOOK.clone_into(&mut out.media_type);
    // Places in the rebuilt form are none in the exact bytes.
    for defect in &mut out.defects {
        defect.range = None;
    }
    out.children = mail.pieces().into_iter().map(child).collect();
    (Cow::Owned(eml), out)
}

fn child(piece: intake::Piece) -> Child {
    let name = piece.name.as_deref().unwrap_or_default();
    let read = if piece.is_message {
        Extracted::default()
    } else {
        extract::document(name, &piece.bytes)
    };
    let media_type = match piece.media_type.as_str() {
        "" => read.media_type,
        claimed => claimed.to_owned(),
    };
    Child {
        part: piece.part,
        name: piece.name,
        media_type,
        is_message: piece.is_message,
        bytes: piece.bytes,
        texts: read.texts,
        defects: read.defects,
    }
}

/// Tells whether an attachment is a message: as its carrier says, or as a file of Outlook.
pub fn is_message(child: &Child) -> bool {
    child.is_message || intake::is_msg(&child.bytes)
}

/// Gives the bytes of a part of a message again.
pub fn part(bytes: &[u8], part: &str) -> Option<Vec<u8>> {
    match Mail::read(bytes) {
        Some(mail) => mail.piece(part),
        None => extract::part_bytes(bytes, FromQuoting::Undo, part),
    }
}

/// Tells whether what a mail reader would see of an item is rebuilt.
pub fn is_rebuilt(item: &Item) -> bool {
    item.kind == Kind::Message && item.media_type == OUTLOOK
}

/// Gives a message as a mail reader would see it: its bytes, or what is rebuilt from them.
pub fn eml(item: &Item, bytes: Vec<u8>) -> Vec<u8> {
    if !is_rebuilt(item) {
        return bytes;
    }
    match Mail::read(&bytes) {
        Some(mail) => mail.eml(true),
        None => bytes,
    }
}
