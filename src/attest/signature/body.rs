//! The body hash of a signature, without any key: does the body hold, does its beginning, or does
//! what lies under a banner?
//!
//! A body is brought into each canonical form once; the search for the part that was signed runs
//! only where the whole does not hold.

use super::canon::{self, Canon, Marks};
use super::form::{Form, lines_once};
use super::read::Algorithm;
use crate::model::bounds;
use std::ops::Range;

/// What the body hash of a signature shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum BodyTest {
    /// The whole body is the one that was signed.
    Holds,
    /// This range of the message is what was signed; what stands around it came later.
    Part(Range<usize>),
    /// The signer covered only this range (`l=`), and it holds.
    Limited(Range<usize>),
    /// The body is not the one that was signed.
    Fails,
    /// The signature names no body hash that can be read.
    Absent,
}

impl BodyTest {
    /// Tells whether all that the signer covered stands as it was signed.
    pub fn is_whole(&self) -> bool {
        match self {
            Self::Holds | Self::Limited(_) => true,
            Self::Part(_) | Self::Fails | Self::Absent => false,
        }
    }
}

/// Words of the lines that gateways put above a message.
const BANNERS: &[&str] = &[
    "external",
    "caution",
    "attention",
    "warning",
    "externe",
    "prudence",
    "avertissement",
    "achtung",
    "extern",
];
/// Lines from the top in which a banner is looked for.
const BANNER_LINES: usize = 16;

/// A body on the desk: its canonical forms, each made once.
pub(super) struct Body<'a> {
    raw: &'a [u8],
    /// First byte of the body in the message.
    at: usize,
    /// Whether a mailbox added marks to it, once that was asked.
    marked: Option<bool>,
    forms: Vec<Form>,
}

impl<'a> Body<'a> {
    /// Lays a body on the desk; `at` is its first byte in the message.
    pub fn new(raw: &'a [u8], at: usize) -> Self {
        Self {
            raw,
            at,
            marked: None,
            forms: Vec::new(),
        }
    }

    /// Brings the body into a form whose SHA-256 will be asked for.
    pub fn prepare(&mut self, canon: Canon) {
        self.form(canon, Marks::Kept);
    }

    /// The forms that were made, in the order in which they were asked for.
    pub fn forms(&self) -> impl Iterator<Item = &[u8]> {
        self.forms.iter().map(|f| f.bytes.as_slice())
    }

    /// Is told the SHA-256 of each form.
    pub fn know(&mut self, sums: &[[u8; 32]]) {
        for (form, sum) in self.forms.iter_mut().zip(sums) {
            form.know(*sum);
        }
    }

    /// Tests the body against a hash.
    pub fn test(
        &mut self,
        canon: Canon,
        algorithm: Algorithm,
        limit: Option<u64>,
        want: &[u8],
    ) -> BodyTest {
        let is_sha1 = algorithm == Algorithm::RsaSha1;
        if want.len() != if is_sha1 { 20 } else { 32 } {
            return BodyTest::Absent;
        }
        for marks in [Marks::Kept, Marks::Undone] {
            if !self.may_have(marks) {
                continue;
            }
            let form = self.form(canon, marks);
            if form.has(is_sha1, limit, want) {
                let lines = limited(&form.bytes, limit);
                return lines.map_or(BodyTest::Holds, |l| BodyTest::Limited(self.lines(&l)));
            }
        }
        for marks in [Marks::Kept, Marks::Undone] {
            if limit.is_none()
                && self.may_have(marks)
                && let Some(lines) = part(self.form(canon, marks), is_sha1, want)
            {
                return BodyTest::Part(self.lines(&lines));
            }
        }
        BodyTest::Fails
    }

    /// Tells whether the body in this form is another than in the others.
    fn may_have(&mut self, marks: Marks) -> bool {
        let raw = self.raw;
        marks == Marks::Kept || *self.marked.get_or_insert_with(|| canon::has_marks(raw))
    }

    fn form(&mut self, canon: Canon, marks: Marks) -> &mut Form {
        let known = |f: &Form| (f.canon, f.marks) == (canon, marks);
        let at = self.forms.iter().position(known).unwrap_or_else(|| {
            self.forms.push(Form::new(self.raw, canon, marks));
            self.forms.len() - 1
        });
        &mut self.forms[at]
    }

    /// Gives the place of some lines in the message.
    fn lines(&self, lines: &Range<usize>) -> Range<usize> {
        let mut ends = memchr::memchr_iter(b'\n', self.raw).map(|n| n + 1);
        let mut end_of = |count: usize| match count {
            0 => 0,
            n => ends.nth(n - 1).unwrap_or(self.raw.len()),
        };
        let start = end_of(lines.start);
        let more = lines.end.saturating_sub(lines.start);
        let end = if more == 0 { start } else { end_of(more) };
        self.at + start..self.at + end
    }
}

/// Gives the lines that a limit covers, where it does not cover them all.
fn limited(form: &[u8], limit: Option<u64>) -> Option<Range<usize>> {
    let covered = form.get(..usize::try_from(limit?).ok()?)?;
    let lines = memchr::memchr_iter(b'\n', covered).count();
    (covered.len() < form.len()).then_some(0..lines)
}

/// Finds the lines that a hash covers: the first ones, or those under a banner.
fn part(form: &mut Form, is_sha1: bool, want: &[u8]) -> Option<Range<usize>> {
    if let Some(lines) = form.lines(is_sha1, want) {
        return Some(0..lines);
    }
    let form = &form.bytes;
    if form.len() > bounds::BANNER_BYTES || !has_banner(form) {
        return None;
    }
    let starts = memchr::memchr_iter(b'\n', form).take(BANNER_LINES);
    starts.enumerate().find_map(|(n, end)| {
        let lines = lines_once(is_sha1, form.get(end + 1..)?, want)?;
        Some(n + 1..n + 1 + lines)
    })
}

fn has_banner(form: &[u8]) -> bool {
    let ends = memchr::memchr_iter(b'\n', form).take(BANNER_LINES);
    let top = form.get(..ends.last().unwrap_or(0)).unwrap_or_default();
    let top = String::from_utf8_lossy(top).to_lowercase();
    BANNERS.iter().any(|word| top.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest, Sha256};

    fn want(text: &str) -> Vec<u8> {
        Sha256::digest(text).to_vec()
    }

    fn test(raw: &str, canon: Canon, limit: Option<u64>, want: &[u8]) -> BodyTest {
        Body::new(raw.as_bytes(), 100).test(canon, Algorithm::RsaSha256, limit, want)
    }

    #[test]
    fn text_that_was_appended_is_told_from_what_was_signed() {
        let signed = want("one\r\n\r\ntwo\r\n");
        let raw = "one\n\ntwo\n\n____\nlist footer\n";
        assert_eq!(
            test(raw, Canon::Simple, None, &signed),
            BodyTest::Part(100..109)
        );
        assert_eq!(
            test("one\n\ntwo\n\n", Canon::Simple, None, &signed),
            BodyTest::Holds
        );
        assert_eq!(
            test("one\n\ntwo!\n", Canon::Relaxed, None, &signed),
            BodyTest::Fails
        );
    }

    #[test]
    fn text_under_a_banner_is_found() {
        let signed = want("one\r\ntwo\r\n");
        let raw = "CAUTION: this mail is external\n\none\ntwo\n-- \nfooter\n";
        assert_eq!(
            test(raw, Canon::Relaxed, None, &signed),
            BodyTest::Part(132..140)
        );
        let raw = "Well, hello\n\none\ntwo\n";
        assert_eq!(test(raw, Canon::Relaxed, None, &signed), BodyTest::Fails);
    }

    #[test]
    fn what_lies_beyond_the_limit_is_not_covered() {
        let signed = want("one\r\n");
        let raw = "one\ntwo\n";
        assert_eq!(
            test(raw, Canon::Simple, Some(5), &signed),
            BodyTest::Limited(100..104)
        );
        assert_eq!(
            test("one\n", Canon::Simple, Some(5), &signed),
            BodyTest::Holds
        );
        assert_eq!(
            test("one\n", Canon::Simple, Some(9), &signed),
            BodyTest::Holds
        );
    }

    #[test]
    fn marks_that_a_mailbox_added_do_no_harm() {
        let signed = want("From here\r\n");
        assert_eq!(
            test(">From here\n", Canon::Simple, None, &signed),
            BodyTest::Holds
        );
        let raw = ">From here\n-- \nx\n";
        assert_eq!(
            test(raw, Canon::Simple, None, &signed),
            BodyTest::Part(100..111)
        );
    }
}
