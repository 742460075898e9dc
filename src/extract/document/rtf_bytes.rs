//! Bytes that RTF writes in hexadecimal: objects, which become items of their own, and drawings,
//! whose words are read ([MS-OLEDS] 2.2.5).

use super::inner;
use super::ole::decoded;
use super::paper::{Paper, u32_at};
use super::pictures::Drawings;
use crate::model::{DefectKind, bounds};

/// What the bytes of a group are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Packed {
    Object,
    Drawing,
}

/// Bytes on their way.
#[derive(Default)]
pub(super) struct Hex {
    bytes: Vec<u8>,
    /// The first half of a byte.
    half: Option<u8>,
    full: bool,
    /// Many stand in a document twice, for older and for newer readers.
    pub drawings: Drawings,
}

impl Hex {
    /// Takes a digit; what is none is passed over, as Word does.
    pub fn push(&mut self, digit: u8) {
        let Some(value) = char::from(digit).to_digit(16) else {
            return;
        };
        let value = value as u8;
        match self.half.take() {
            Some(half) => self.raw(&[half << 4 | value]),
            None => self.half = Some(value),
        }
    }

    /// Takes bytes that are written as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        if self.bytes.len() + bytes.len() > bounds::INNER_BYTES {
            self.full = true;
        } else {
            self.bytes.extend_from_slice(bytes);
        }
    }

    /// Ends a group: an object becomes an item, the words of a drawing are kept.
    pub fn end(&mut self, packed: Packed, paper: &mut Paper) {
        let bytes = std::mem::take(&mut self.bytes);
        self.half = None;
        if std::mem::take(&mut self.full) {
            return paper.note(DefectKind::TooManyParts);
        }
        match packed {
            Packed::Object => object(&bytes, paper),
            Packed::Drawing => self.drawings.take(&bytes),
        }
    }
}

/// Takes in an object: its class, then the bytes that its program keeps.
fn object(bytes: &[u8], paper: &mut Paper) {
    if bytes.is_empty() {
        return;
    }
    match native(bytes) {
        Some((class, inner)) if class.eq_ignore_ascii_case("package") => {
            inner::packaged(inner, paper);
        }
        Some((_, inner)) => inner::object("object.bin", inner.to_vec(), paper),
        // What is no object as it should be may be what the reader is to be led to.
        None => inner::object("object.bin", bytes.to_vec(), paper),
    }
}

/// Parts an embedded object into its class and its bytes; a link has none.
fn native(bytes: &[u8]) -> Option<(String, &[u8])> {
    (u32_at(bytes, 4)? == 2).then_some(())?;
    let (class, at) = name(bytes, 8)?;
    let (_, at) = name(bytes, at)?;
    let (_, at) = name(bytes, at)?;
    let size = u32_at(bytes, at)? as usize;
    let from = at.checked_add(4)?;
    let end = from.checked_add(size)?.min(bytes.len());
    Some((class, bytes.get(from..end)?))
}

fn name(bytes: &[u8], at: usize) -> Option<(String, usize)> {
    let from = at.checked_add(4)?;
    let end = from.checked_add(u32_at(bytes, at)? as usize)?;
    Some((decoded(bytes.get(from..end)?, 1252), end))
}
