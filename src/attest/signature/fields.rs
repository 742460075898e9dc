//! The header block of a message by offsets, as signatures see it: every field with its folds, in
//! order, bytes untouched.
//!
//! The reading of values for people lives elsewhere; a signature covers bytes.

use crate::model::bounds;
use std::borrow::Cow;
use std::ops::Range;

/// One field by its place in the message.
#[derive(Clone, Debug)]
pub(super) struct Field {
    /// The name, without white space before the colon.
    pub name: Range<usize>,
    /// What follows the colon, folds included, without the last line end.
    pub value: Range<usize>,
}

impl Field {
    /// The whole field without its last line end.
    pub fn whole(&self) -> Range<usize> {
        self.name.start..self.value.end
    }
}

/// Fields of a usual message of today.
const USUAL: usize = 64;

/// The header fields of a message, and where its body begins.
pub(super) struct Fields<'a> {
    bytes: &'a [u8],
    /// Every field from top to bottom.
    pub list: Vec<Field>,
    /// First byte of the body.
    pub body_at: usize,
    /// Hash of each field's name with its place, sorted: a signature asks for some twenty names.
    by_name: Vec<(u32, u32)>,
}

/// Hashes a name, whatever its case.
fn name_hash(name: &[u8]) -> u32 {
    let step = |hash: u32, byte: &u8| {
        (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193)
    };
    name.iter().fold(0x811C_9DC5, step)
}

impl<'a> Fields<'a> {
    /// Scans the header block; a line that is no field is passed over.
    pub fn read(bytes: &'a [u8]) -> Self {
        let mut list: Vec<Field> = Vec::with_capacity(USUAL);
        let mut at = 0;
        let end = bytes.len().min(bounds::HEADER_BYTES);
        while at < end {
            let rest = &bytes[at..];
            let (line, next) = match memchr::memchr(b'\n', rest) {
                Some(n) => (&rest[..n], at + n + 1),
                None => (rest, bytes.len()),
            };
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            if line.is_empty() {
                at = next;
                break;
            }
            if matches!(line.first(), Some(b' ' | b'\t')) {
                if let Some(last) = list.last_mut() {
                    last.value.end = at + line.len();
                }
            } else if let Some(colon) = memchr::memchr(b':', line) {
                let name = line[..colon].trim_ascii_end();
                if !name.is_empty() && !name.iter().any(u8::is_ascii_whitespace) {
                    list.push(Field {
                        name: at..at + name.len(),
                        value: at + colon + 1..at + line.len(),
                    });
                }
            }
            at = next;
        }
        let hash = |field: &Field| name_hash(bytes.get(field.name.clone()).unwrap_or_default());
        let mut by_name: Vec<(u32, u32)> = list.iter().map(hash).zip(0..).collect();
        by_name.sort_unstable();
        Self {
            bytes,
            list,
            body_at: at.min(bytes.len()),
            by_name,
        }
    }

    /// Gives bytes of the message.
    pub fn at(&self, range: Range<usize>) -> &'a [u8] {
        self.bytes.get(range).unwrap_or_default()
    }

    /// Gives the body.
    pub fn body(&self) -> &'a [u8] {
        self.bytes.get(self.body_at..).unwrap_or_default()
    }

    /// Tells whether a field has a name, whatever its case.
    fn is(&self, field: &Field, name: &str) -> bool {
        self.at(field.name.clone())
            .eq_ignore_ascii_case(name.as_bytes())
    }

    /// Gives the places of the fields of a name, from top to bottom.
    pub fn named<'b>(&'b self, name: &'b str) -> impl DoubleEndedIterator<Item = usize> + 'b {
        let hash = name_hash(name.as_bytes());
        let from = self.by_name.partition_point(|(h, _)| *h < hash);
        let to = self.by_name.partition_point(|(h, _)| *h <= hash);
        let places = self.by_name.get(from..to).unwrap_or_default();
        let places = places.iter().map(|(_, at)| *at as usize);
        places.filter(move |at| self.list.get(*at).is_some_and(|f| self.is(f, name)))
    }

    /// Gives the value of a field of the list.
    pub fn value(&self, at: usize) -> &'a [u8] {
        self.list.get(at).map_or(&[], |f| self.at(f.value.clone()))
    }

    /// Gives the first value of a name as text, unfolded.
    pub fn first(&self, name: &str) -> Option<Cow<'a, str>> {
        self.named(name).next().map(|at| unfolded(self.value(at)))
    }
}

/// Joins a folded value to one line of text.
pub(super) fn unfolded(value: &[u8]) -> Cow<'_, str> {
    let text = String::from_utf8_lossy(value.trim_ascii());
    if memchr::memchr2(b'\r', b'\n', text.as_bytes()).is_none() {
        return match text {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
        };
    }
    let mut line = String::with_capacity(text.len());
    let mut from = 0;
    for end in memchr::memchr2_iter(b'\r', b'\n', text.as_bytes()) {
        line.push_str(text.get(from..end).unwrap_or_default());
        from = end + 1;
    }
    line.push_str(text.get(from..).unwrap_or_default());
    Cow::Owned(line.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_and_repeats_stand_by_their_offsets() {
        let mail = b"From x\nA : 1\r\n\t2\r\nB:3\nnonsense\na:4\n\nbody: x\n";
        let fields = Fields::read(mail);
        let found: Vec<&[u8]> = fields.list.iter().map(|f| fields.at(f.whole())).collect();
        assert_eq!(found, [&b"A : 1\r\n\t2"[..], b"B:3", b"a:4"]);
        assert_eq!(fields.named("a").collect::<Vec<_>>(), [0, 2]);
        assert_eq!(fields.value(0), b" 1\r\n\t2");
        assert_eq!(fields.body(), b"body: x\n");
        assert_eq!(Fields::read(b"A: 1").body(), b"");
        assert_eq!(fields.first("a").as_deref(), Some("1\t2"));
        assert_eq!(unfolded(b" \xe9 \n a\r\n"), "\u{fffd}  a");
    }
}
