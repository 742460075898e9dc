//! What goes through the pipes: a version byte, a length, and so many bytes; a document one
//! way, what it says the other way.

use super::limits;
use crate::extract::{self, Child, Extracted};
use crate::model::{
    Defect, DefectKind, Meta, MetaKey, MetaOrigin, PartRole, Passwords, Said, TextPart, bounds,
};
use serde::{Deserialize, Serialize};
use std::io::{self, Read, Write};

/// Version of the frames and of what is in them; the two ends are one program, and say so.
const VERSION: u8 = 4;
/// Longest answer: the text, claims and the files inside at their bounds.
pub(super) const ANSWER_BYTES: usize = bounds::TEXT_BYTES * 4 + bounds::INNER_BYTES;

/// What a document says, as it goes through the pipe.
#[derive(Serialize, Deserialize)]
struct Answer {
    media_type: String,
    /// Role, place in each language, text.
    texts: Vec<(u8, (String, String), String)>,
    metadata: Vec<(u8, String, u8)>,
    defects: Vec<u8>,
    /// Part, name and bytes of files inside.
    children: Vec<(String, Option<String>, Vec<u8>)>,
}

/// The life of a reading process: limits, then one document after the other until the pipe ends.
/// False where it could not be confined, and read nothing.
pub fn serve() -> bool {
    if !limits::confine() {
        return false;
    }
    let (mut from, mut to) = (io::stdin().lock(), io::stdout().lock());
    // The first frame holds passwords: they come by the pipe, never on a command line.
    let first = take(&mut from, PASSWORD_BYTES).ok().flatten();
    let passwords = first.and_then(|bytes| postcard::from_bytes::<Vec<String>>(&bytes).ok());
    let passwords = Passwords::of(passwords.unwrap_or_default());
    while let Ok(Some(bytes)) = take(&mut from, bounds::DOCUMENT_BYTES) {
        if !limits::grant() {
            return false;
        }
        let answer = pack(&extract::paper_with(&bytes, &passwords));
        if give(&mut to, &answer).is_err() {
            break;
        }
    }
    true
}

/// Longest first frame.
const PASSWORD_BYTES: usize = 4 << 20;

/// Packs passwords for the first frame.
pub(super) fn pack_passwords(passwords: &Passwords) -> Vec<u8> {
    let list: Vec<&str> = passwords.iter().collect();
    postcard::to_stdvec(&list).unwrap_or_default()
}

/// Writes one frame.
pub(super) fn give(to: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    to.write_all(&head(bytes.len()))?;
    to.write_all(bytes)?;
    to.flush()
}

fn head(length: usize) -> [u8; 5] {
    let [a, b, c, d] = u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes();
    [VERSION, a, b, c, d]
}

/// Length of a frame's head.
pub(super) const HEAD: usize = 5;

/// Reads the length out of a frame's head; nothing where the frame is of another version or too
/// long.
pub(super) fn length(head: [u8; HEAD], most: usize) -> Option<usize> {
    let [version, a, b, c, d] = head;
    let length = u32::from_le_bytes([a, b, c, d]) as usize;
    (version == VERSION && length <= most).then_some(length)
}

/// Reads one frame; nothing at the end of the pipe.
fn take(from: &mut impl Read, most: usize) -> io::Result<Option<Vec<u8>>> {
    let mut start = [0; HEAD];
    if from.read_exact(&mut start).is_err() {
        return Ok(None);
    }
    let length = length(start, most).ok_or(io::ErrorKind::InvalidData)?;
    let mut bytes = vec![0; length];
    from.read_exact(&mut bytes)?;
    Ok(Some(bytes))
}

/// Packs what a document says.
pub(super) fn pack(found: &Extracted) -> Vec<u8> {
    let text = |t: &TextPart| {
        let place = (t.part.en.clone(), t.part.fr.clone());
        (t.role as u8, place, t.text.clone())
    };
    let claim = |m: &Meta| (m.key as u8, m.value.clone(), m.origin as u8);
    let child = |c: &Child| (c.part.clone(), c.name.clone(), c.bytes.clone());
    let answer = Answer {
        media_type: found.media_type.clone(),
        texts: found.texts.iter().map(text).collect(),
        metadata: found.metadata.iter().map(claim).collect(),
        defects: found.defects.iter().map(|d| d.kind as u8).collect(),
        children: found.children.iter().map(child).collect(),
    };
    postcard::to_stdvec(&answer).unwrap_or_default()
}

/// Unpacks what a document says; nothing where the answer makes no sense.
pub(super) fn unpack(bytes: &[u8]) -> Option<Extracted> {
    let answer: Answer = postcard::from_bytes(bytes).ok()?;
    let text = |(role, (en, fr), text): (u8, (String, String), String)| {
        let part = Said { en, fr };
        let role = match role {
            0 => PartRole::Body,
            1 => PartRole::Alternative,
            _ => PartRole::Hidden,
        };
        TextPart { part, role, text }
    };
    let claim = |(key, value, origin): (u8, String, u8)| {
        Some(Meta {
            key: *MetaKey::ALL.get(usize::from(key))?,
            value,
            origin: *MetaOrigin::ALL.get(usize::from(origin))?,
        })
    };
    let defect = |kind: u8| {
        let kind = *DefectKind::ALL.get(usize::from(kind))?;
        Some(Defect { kind, range: None })
    };
    let child = |(part, name, bytes): (String, Option<String>, Vec<u8>)| Child {
        part,
        name,
        bytes,
        ..Child::default()
    };
    Some(Extracted {
        children: answer.children.into_iter().map(child).collect(),
        media_type: answer.media_type,
        texts: answer.texts.into_iter().map(text).collect(),
        metadata: answer.metadata.into_iter().filter_map(claim).collect(),
        defects: answer.defects.into_iter().filter_map(defect).collect(),
        ..Extracted::default()
    })
}
