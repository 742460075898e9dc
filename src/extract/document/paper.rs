//! What a reader of documents fills in: texts with their place, claims, defects, all within bounds.

use crate::extract::Extracted;
use crate::model::{
    Defect, DefectKind, Meta, MetaKey, MetaOrigin, PartRole, Passwords, Said, Stamp, TextPart,
    bounds,
};

/// One document on its way to being read.
#[derive(Default)]
pub(super) struct Paper {
    /// What was found so far.
    pub found: Extracted,
    /// Passwords to try.
    pub passwords: Passwords,
    /// Bytes of text so far.
    bytes: usize,
}

impl Paper {
    /// Makes an empty paper with passwords to try.
    pub fn with(passwords: &Passwords) -> Self {
        Self {
            passwords: passwords.clone(),
            ..Self::default()
        }
    }

    /// Adds text that a reader is shown; `place` says where (`sheet Budget`, `page 2`).
    pub fn body(&mut self, place: impl Into<Said>, text: String) {
        self.text(PartRole::Body, place, text);
    }

    /// Adds text that no reader is shown, with what hides it (`comments`, `hidden sheet Plan B`).
    pub fn hidden(&mut self, place: impl Into<Said>, text: String) {
        if !text.trim().is_empty() {
            self.note(DefectKind::HiddenText);
        }
        self.text(PartRole::Hidden, place, text);
    }

    /// Adds what a reader of the file sees when they look for it (notes, comments): kept apart from
    /// the text, and no defect.
    pub fn aside(&mut self, place: impl Into<Said>, text: String) {
        self.text(PartRole::Hidden, place, text);
    }

    fn text(&mut self, role: PartRole, place: impl Into<Said>, mut text: String) {
        let left = bounds::TEXT_BYTES.saturating_sub(self.bytes);
        if text.len() > left {
            text.truncate(text.floor_char_boundary(left));
            self.note(DefectKind::TextTooLong);
        }
        if text.trim().is_empty() {
            return;
        }
        self.bytes += text.len();
        self.found.texts.push(TextPart {
            part: place.into(),
            role,
            text,
        });
    }

    /// Notes that no password opens it.
    pub fn lock(&mut self) {
        self.note(if self.passwords.is_empty() {
            DefectKind::Encrypted
        } else {
            DefectKind::Locked
        });
    }

    /// Tells whether the bound on text is reached.
    pub fn is_full(&self) -> bool {
        self.bytes >= bounds::TEXT_BYTES
    }

    /// Adds a claim; empty ones and repetitions say nothing.
    pub fn claim(&mut self, key: MetaKey, origin: MetaOrigin, value: &str) {
        let value = value.trim_matches(|c: char| c.is_whitespace() || c == '\0');
        if value.is_empty() || self.found.metadata.len() >= bounds::CLAIMS {
            return;
        }
        let end = value.floor_char_boundary(bounds::CLAIM_BYTES);
        let claim = Meta {
            key,
            value: value.get(..end).unwrap_or("").to_owned(),
            origin,
        };
        if !self.found.metadata.contains(&claim) {
            self.found.metadata.push(claim);
        }
    }

    /// Adds a claimed moment in seconds since 1970, UTC.
    pub fn moment(&mut self, key: MetaKey, origin: MetaOrigin, epoch_s: i64) {
        let stamp = Stamp {
            epoch_s,
            offset_min: 0,
        };
        self.claim(key, origin, &stamp.format_utc("%Y-%m-%dT%H:%M:%SZ"));
    }

    /// Notes a defect, once.
    pub fn note(&mut self, kind: DefectKind) {
        let defects = &mut self.found.defects;
        if !defects.iter().any(|d| d.kind == kind) {
            defects.push(Defect { kind, range: None });
        }
    }
}

/// Gives a moment of Windows (tenths of a microsecond since 1601) in seconds since 1970.
pub(super) fn filetime_s(ticks: u64) -> Option<i64> {
    let seconds = i64::try_from(ticks / 10_000_000).ok()? - 11_644_473_600;
    // Before 1970 nobody had an office file; it is a length of time or rubbish.
    (seconds > 0).then_some(seconds)
}

/// Reads a number at a place of hostile bytes.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes([*two.first()?, *two.get(1)?]))
}

/// Reads a number at a place of hostile bytes.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four: [u8; 4] = bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
    Some(u32::from_le_bytes(four))
}

/// Reads a number at a place of hostile bytes.
pub(super) fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    let eight: [u8; 8] = bytes.get(at..at.checked_add(8)?)?.try_into().ok()?;
    Some(u64::from_le_bytes(eight))
}
