//! A body in one canonical form, with the hash of the whole and those of its beginnings: each is
//! made once, however many signatures ask. Part of `attest::signature`, asked by `body`.
//!
//! What lists add stands at the end. So the hash of all but the last lines is kept: the end is
//! searched from there, and the rest only where nothing is found.

use super::canon::{self, Canon, Marks};
use crate::model::{bounds, sha256};
use sha1::Sha1;
use sha2::digest::Output;
use sha2::{Digest, Sha256};

/// Lines at the end that are searched first; footers of lists have some five.
const LAST_LINES: usize = 24;

/// Lines whose hashes wait until they are asked for; each takes some hundred bytes.
const STOPS: usize = 10_000;

/// A body in a canonical form.
pub(super) struct Form {
    /// The canonical form of its white space.
    pub canon: Canon,
    /// Whether marks of mailboxes are undone.
    pub marks: Marks,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The hashes of the whole, once they are known.
    whole: (Option<Output<Sha1>>, Option<[u8; 32]>),
    sha1: Option<Trail<Sha1>>,
    sha256: Option<Trail<Sha256>>,
}

impl Form {
    /// Brings a body into a form.
    pub fn new(raw: &[u8], canon: Canon, marks: Marks) -> Self {
        Self {
            canon,
            marks,
            bytes: canon::body(raw, canon, marks),
            whole: (None, None),
            sha1: None,
            sha256: None,
        }
    }

    /// Is told the SHA-256 of the whole.
    pub fn know(&mut self, sum: [u8; 32]) {
        self.whole.1 = Some(sum);
    }

    /// Tells whether the whole, or as much of it as a limit leaves, has a hash.
    pub fn has(&mut self, is_sha1: bool, limit: Option<u64>, want: &[u8]) -> bool {
        let limit = limit.and_then(|l| usize::try_from(l).ok());
        let form = &self.bytes;
        match (limit.and_then(|l| form.get(..l)), is_sha1) {
            (Some(covered), true) => Sha1::digest(covered).as_slice() == want,
            (Some(covered), false) => sha256(covered) == want,
            (None, true) => {
                let whole = self.whole.0.get_or_insert_with(|| Sha1::digest(form));
                whole.as_slice() == want
            }
            (None, false) => *self.whole.1.get_or_insert_with(|| sha256(form)) == want,
        }
    }

    /// Counts the lines of the beginning that has a hash.
    pub fn lines(&mut self, is_sha1: bool, want: &[u8]) -> Option<usize> {
        let form = &self.bytes;
        if is_sha1 {
            Trail::of(&mut self.sha1, form).lines(form, want)
        } else {
            Trail::of(&mut self.sha256, form).lines(form, want)
        }
    }
}

/// The hashes of the beginnings of a form.
struct Trail<D: Digest> {
    /// The hash of what stands before the last lines, and where those begin.
    near: (D, usize),
    /// How far that hash had come at each line, where they are not too many to wait for a question.
    stops: Vec<(usize, D)>,
    last: Option<Sums<D>>,
    first: Option<Sums<D>>,
}

/// Hashes of the beginnings that end with a line, with the number of their lines.
type Sums<D> = Vec<(usize, Output<D>)>;

impl<D: Digest + Clone> Trail<D> {
    fn of<'a>(slot: &'a mut Option<Self>, form: &[u8]) -> &'a mut Self {
        slot.get_or_insert_with(|| Self::new(form))
    }

    fn new(form: &[u8]) -> Self {
        let ends = memchr::memrchr_iter(b'\n', form);
        let at = ends.take(LAST_LINES + 1).last().map_or(0, |n| n + 1);
        let front = form.get(..at).unwrap_or(form);
        let lines = memchr::memchr_iter(b'\n', front).count();
        let mut hash = D::new();
        let mut stops = Vec::new();
        if lines <= STOPS && form.len() <= bounds::PREFIX_BYTES {
            stops.extend(stops_in(&mut hash, front, 0));
        } else {
            hash.update(front);
        }
        Self {
            near: (hash, front.len()),
            stops,
            last: None,
            first: None,
        }
    }

    fn lines(&mut self, form: &[u8], want: &[u8]) -> Option<usize> {
        if is_of_nothing::<D>(want) {
            return Some(0);
        }
        let (near, at) = &self.near;
        let whole = form
            .get(..bounds::PREFIX_BYTES)
            .filter(|f| f.len() < form.len());
        let (front, rest) = match whole {
            Some(cut) => (cut, &[][..]),
            None => form.split_at((*at).min(form.len())),
        };
        let last = || {
            let before = memchr::memchr_iter(b'\n', front).count();
            sums(near.clone(), rest, before)
        };
        found::<D>(self.last.get_or_insert_with(last), want).or_else(|| {
            let stops = std::mem::take(&mut self.stops);
            let first = || {
                if stops.is_empty() {
                    sums(D::new(), front, 0)
                } else {
                    ended(stops.into_iter())
                }
            };
            found::<D>(self.first.get_or_insert_with(first), want)
        })
    }
}

/// Counts the lines of the beginning of a text that has a hash, where it is asked once.
pub(super) fn lines_once(is_sha1: bool, text: &[u8], want: &[u8]) -> Option<usize> {
    if is_sha1 {
        once::<Sha1>(text, want)
    } else {
        once::<Sha256>(text, want)
    }
}

fn once<D: Digest + Clone>(text: &[u8], want: &[u8]) -> Option<usize> {
    if is_of_nothing::<D>(want) {
        return Some(0);
    }
    found::<D>(&sums(D::new(), text, 0), want)
}

/// Tells whether a hash is that of a body without a line.
fn is_of_nothing<D: Digest>(want: &[u8]) -> bool {
    let none = [&b""[..], b"\r\n"].map(D::digest);
    none.iter().any(|sum| sum.as_slice() == want)
}

/// Hashes the beginnings that end with a line of a text, going on from what was hashed before.
fn sums<D: Digest + Clone>(mut hash: D, text: &[u8], before: usize) -> Sums<D> {
    ended(stops_in(&mut hash, text, before))
}

fn ended<D: Digest>(stops: impl Iterator<Item = (usize, D)>) -> Sums<D> {
    stops
        .map(|(lines, hash)| (lines, hash.finalize()))
        .collect()
}

/// Gives how far a hash has come at each line of a text, `before` lines above it; a canonical body
/// never ends with an empty line.
fn stops_in<D: Digest + Clone>(
    hash: &mut D,
    text: &[u8],
    before: usize,
) -> impl Iterator<Item = (usize, D)> {
    let mut done = 0;
    let ends = memchr::memchr_iter(b'\n', text).enumerate();
    ends.filter_map(move |(n, end)| {
        let line = text.get(done..=end).unwrap_or_default();
        hash.update(line);
        done = end + 1;
        (line != b"\r\n").then(|| (before + n + 1, hash.clone()))
    })
}

fn found<D: Digest>(sums: &Sums<D>, want: &[u8]) -> Option<usize> {
    let found = sums.iter().find(|(_, sum)| sum.as_slice() == want);
    found.map(|(lines, _)| *lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_body_of_nothing_has_no_line() {
        let mut form = Form::new(b"a\n", Canon::Simple, Marks::Kept);
        assert_eq!(form.lines(false, &Sha256::digest(b"\r\n")), Some(0));
        assert_eq!(form.lines(true, &Sha1::digest(b"")), Some(0));
        assert_eq!(form.lines(true, &Sha1::digest(b"b\r\n")), None);
    }

    proptest! {
        /// Every beginning that ends with a line of words is found, wherever it ends; the order of
        /// the questions does not matter.
        #[test]
        fn every_beginning_is_found(
            lines in prop::collection::vec("[ab]{0,2}", 1..80),
            asked in prop::collection::vec(0_usize..80, 1..6),
            is_sha1: bool,
        ) {
            let raw = lines.join("\n") + "\nend\n";
            let mut form = Form::new(raw.as_bytes(), Canon::Simple, Marks::Kept);
            for n in asked.into_iter().map(|n| n % lines.len()) {
                let text: String = lines[..=n].iter().map(|l| format!("{l}\r\n")).collect();
                let want = if is_sha1 {
                    Sha1::digest(&text).to_vec()
                } else {
                    Sha256::digest(&text).to_vec()
                };
                let is_sought = !lines[n].is_empty() || text == "\r\n";
                let lines = if text == "\r\n" { 0 } else { n + 1 };
                prop_assert_eq!(form.lines(is_sha1, &want), is_sought.then_some(lines));
                prop_assert_eq!(form.has(is_sha1, Some(text.len() as u64), &want), true);
                prop_assert!(!form.has(is_sha1, None, &want));
            }
        }
    }
}
