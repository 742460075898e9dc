//! MAPI properties: a tag (identifier and type) with a value, as [MS-OXPROPS] numbers them.

use super::text;
use std::collections::BTreeMap;

/// What a property is known by: its tag, and its name where the store gave it one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Key {
    /// Identifier in the high half, type in the low one. A named property bears 0x8000.
    pub tag: u32,
    /// For a named property: the 16 bytes of its set, then `#` and its number in four bytes, or
    /// `=` and its name in UTF-16; empty for any other.
    pub name: Vec<u8>,
}

pub(super) const SUBJECT: u16 = 0x0037;
pub(super) const SUBMITTED: u16 = 0x0039;
pub(super) const TRANSPORT: u16 = 0x007d;
pub(super) const SENDER_NAME: u16 = 0x0c1a;
pub(super) const SENDER_ADDRESS: u16 = 0x0c1f;
pub(super) const SENDER_SMTP: u16 = 0x5d01;
pub(super) const SENT_NAME: u16 = 0x0042;
pub(super) const SENT_ADDRESS: u16 = 0x0065;
pub(super) const SENT_SMTP: u16 = 0x5d02;
pub(super) const RECIPIENT_TYPE: u16 = 0x0c15;
pub(super) const DELIVERED: u16 = 0x0e06;
pub(super) const BODY: u16 = 0x1000;
pub(super) const RTF: u16 = 0x1009;
pub(super) const HTML: u16 = 0x1013;
pub(super) const MESSAGE_ID: u16 = 0x1035;
pub(super) const REFERENCES: u16 = 0x1039;
pub(super) const IN_REPLY_TO: u16 = 0x1042;
pub(super) const DISPLAY_NAME: u16 = 0x3001;
pub(super) const ADDRESS: u16 = 0x3003;
pub(super) const DATA: u16 = 0x3701;
pub(super) const SHORT_NAME: u16 = 0x3704;
pub(super) const LONG_NAME: u16 = 0x3707;
pub(super) const MIME_TAG: u16 = 0x370e;
pub(super) const CONTENT_ID: u16 = 0x3712;
pub(super) const SMTP: u16 = 0x39fe;
pub(super) const HTML_CODEPAGE: u16 = 0x3fde;
pub(super) const CODEPAGE: u16 = 0x3ffd;

/// Properties in the order of their keys.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Props(pub(in crate::intake) BTreeMap<Key, Vec<u8>>);

/// Tells whether values of a type stand by themselves in a few bytes.
pub fn is_fixed(kind: u16) -> Option<usize> {
    match kind {
        0x0002 | 0x000b => Some(2),
        0x0003 | 0x0004 | 0x000a => Some(4),
        0x0005 | 0x0006 | 0x0007 | 0x0014 | 0x0040 => Some(8),
        0x0048 => Some(16),
        _ => None,
    }
}

impl Props {
    /// Adds a property; the first of one key counts.
    pub fn put(&mut self, tag: u32, name: Vec<u8>, mut value: Vec<u8>) {
        let kind = tag as u16;
        if kind == 0x001f {
            value.truncate(value.len() & !1);
            while value.ends_with(&[0, 0]) {
                value.truncate(value.len() - 2);
            }
        } else if kind == 0x001e {
            while value.ends_with(&[0]) {
                value.pop();
            }
        } else if let Some(size) = is_fixed(kind) {
            value.resize(size, 0);
        }
        self.0.entry(Key { tag, name }).or_insert(value);
    }

    /// Sets the value of a tag that bears no name.
    pub fn replace(&mut self, tag: u32, value: Vec<u8>) {
        let name = Vec::new();
        self.0.insert(Key { tag, name }, value);
    }

    /// Gives the value of an identifier, whatever its type.
    pub fn any(&self, id: u16) -> Option<&[u8]> {
        self.typed(id).map(|(_, value)| value)
    }

    /// Gives type and value of an identifier.
    pub fn typed(&self, id: u16) -> Option<(u16, &[u8])> {
        let from = Key {
            tag: u32::from(id) << 16,
            name: Vec::new(),
        };
        let (key, value) = self.0.range(from..).next()?;
        (key.tag >> 16 == u32::from(id)).then_some((key.tag as u16, value.as_slice()))
    }

    /// Gives a text.
    pub fn text(&self, id: u16) -> Option<String> {
        self.text_with(id, self)
    }

    /// Gives a text whose code page another set of properties tells.
    pub fn text_with(&self, id: u16, carrier: &Self) -> Option<String> {
        let (kind, value) = self.typed(id)?;
        Some(match kind {
            0x001f => text::utf16(value),
            _ => text::bytes(value, carrier.codepage()),
        })
    }

    /// Gives a whole number.
    pub fn number(&self, id: u16) -> Option<u64> {
        let value = self.any(id)?;
        let mut bytes = [0; 8];
        let most = value.len().min(8);
        bytes.get_mut(..most)?.copy_from_slice(value.get(..most)?);
        Some(u64::from_le_bytes(bytes))
    }

    /// Gives the code page of texts in bytes; 1252 where none is told.
    pub fn codepage(&self) -> u64 {
        self.number(CODEPAGE).unwrap_or(1252)
    }
}
