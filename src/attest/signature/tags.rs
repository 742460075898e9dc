//! Tag lists (`v=1; a=rsa-sha256; …`, RFC 6376 section 3.2) of signatures and of key records.
//!
//! Values are bytes of a header and may hold anything; what is no tag list gives no tags.

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use std::borrow::Cow;

/// Reads base64 with or without padding, as keys and signatures are written in the wild.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The tags of one list, in order.
pub(super) struct Tags<'a> {
    list: Vec<(&'a [u8], &'a [u8])>,
    /// Whether a tag stands twice or a piece is no tag: then the list says nothing for sure.
    pub is_sound: bool,
}

impl<'a> Tags<'a> {
    /// Reads a list; names and values lose the white space around them.
    pub fn read(text: &'a [u8]) -> Self {
        let mut list: Vec<(&[u8], &[u8])> = Vec::new();
        let mut is_sound = true;
        let text = text.trim_ascii_end();
        let text = text.strip_suffix(b";").unwrap_or(text);
        for piece in pieces(text, b';') {
            let piece = piece.trim_ascii();
            let Some(at) = memchr::memchr(b'=', piece) else {
                is_sound = false;
                continue;
            };
            let (name, value) = piece.split_at(at);
            let name = name.trim_ascii();
            is_sound &= name.first().is_some_and(u8::is_ascii_alphabetic);
            let value = value.get(1..).unwrap_or_default().trim_ascii();
            is_sound &= list.iter().all(|(known, _)| *known != name);
            list.push((name, value));
        }
        Self { list, is_sound }
    }

    /// Gives the value of a tag.
    pub fn get(&self, name: &str) -> Option<&'a [u8]> {
        let mut found = self.list.iter().filter(|(n, _)| *n == name.as_bytes());
        found.next().map(|(_, value)| *value)
    }

    /// Gives the value of a tag as text without any white space.
    pub fn text(&self, name: &str) -> Option<Cow<'a, str>> {
        Some(match squeezed(self.get(name)?) {
            Cow::Borrowed(bytes) => String::from_utf8_lossy(bytes),
            Cow::Owned(bytes) => Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()),
        })
    }

    /// Gives a number; `None` where the tag is absent or no number.
    pub fn number(&self, name: &str) -> Option<u64> {
        let text = self.text(name)?;
        let digits = text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| text.parse().ok()).flatten()
    }

    /// Gives decoded base64; `None` where the tag is absent or no base64.
    pub fn bytes(&self, name: &str) -> Option<Vec<u8>> {
        unbase64(self.get(name)?)
    }
}

/// Gives what stands between the marks of a text, one more than there are marks.
pub(super) fn pieces(text: &[u8], mark: u8) -> impl Iterator<Item = &[u8]> {
    let mut from = 0;
    let ends = memchr::memchr_iter(mark, text).chain(std::iter::once(text.len()));
    ends.map(move |end| &text[std::mem::replace(&mut from, end + 1)..end])
}

/// Decodes base64 with white space in it.
pub(super) fn unbase64(text: &[u8]) -> Option<Vec<u8>> {
    LENIENT.decode(squeezed(text)).ok()
}

fn squeezed(text: &[u8]) -> Cow<'_, [u8]> {
    if !text.iter().any(u8::is_ascii_whitespace) {
        return Cow::Borrowed(text);
    }
    let mut out = Vec::with_capacity(text.len());
    for piece in text.split(u8::is_ascii_whitespace) {
        out.extend_from_slice(piece);
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_around_names_and_inside_values_is_no_part_of_them() {
        let tags = Tags::read(b" v = 1 ;\r\n\tbh=AQ\r\n ID ; s=a; t=12; e=;");
        assert_eq!(tags.text("v").as_deref(), Some("1"));
        assert_eq!(tags.bytes("bh"), Some(vec![1, 2, 3]));
        assert_eq!(tags.number("t"), Some(12));
        assert_eq!(tags.number("s"), None);
        assert_eq!(tags.get("e"), Some(&b""[..]));
        assert!(tags.is_sound);
    }

    #[test]
    fn a_tag_that_stands_twice_makes_the_list_unsound() {
        assert!(!Tags::read(b"d=a.example.org; d=b.example.org").is_sound);
        assert!(!Tags::read(b"v=1; nonsense").is_sound);
        assert!(!Tags::read(b"v=1;; a=b").is_sound && !Tags::read(b"_=1").is_sound);
    }
}
