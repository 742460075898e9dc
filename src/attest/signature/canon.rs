//! Canonical forms of header fields and bodies (RFC 6376 section 3.4), with CRLF line ends.
//!
//! A body keeps its lines one for one, so that an end in the canonical form can be found again in
//! the message. Lone LF counts as CRLF; a lone CR is a byte like any other.

use super::tags::pieces;

/// How much white space may change under a signature.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Canon {
    /// None.
    Simple,
    /// Runs count as one space, ends of lines as none.
    Relaxed,
}

impl Canon {
    /// Reads one half of a `c=` tag.
    pub(super) fn of(word: &str) -> Option<Self> {
        let all = [("simple", Self::Simple), ("relaxed", Self::Relaxed)];
        let mut all = all.into_iter();
        all.find(|(name, _)| word.eq_ignore_ascii_case(name))
            .map(|(_, canon)| canon)
    }
}

/// Whether `>From ` of mailboxes is read with one mark less.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum Marks {
    /// The bytes as they stand.
    Kept,
    /// One `>` less before each `From `.
    Undone,
}

/// Appends a header field in canonical form with its line end; `name` and `value` stand around the
/// colon, `whole` is the field as it stands.
pub(super) fn field(out: &mut Vec<u8>, canon: Canon, name: &[u8], value: &[u8], whole: &[u8]) {
    match canon {
        Canon::Simple => {
            for (n, line) in pieces(whole, b'\n').enumerate() {
                if n > 0 {
                    out.extend_from_slice(b"\r\n");
                }
                out.extend_from_slice(line.strip_suffix(b"\r").unwrap_or(line));
            }
        }
        Canon::Relaxed => {
            out.extend(name.iter().map(u8::to_ascii_lowercase));
            out.push(b':');
            let mut gap = false;
            let from = out.len();
            for line in pieces(value, b'\n') {
                let line = line.strip_suffix(b"\r").unwrap_or(line);
                let Some(start) = line.iter().position(|b| is_word(*b)) else {
                    gap |= !line.is_empty();
                    continue;
                };
                let words = trimmed(&line[start..]);
                if (gap || start > 0) && out.len() > from {
                    out.push(b' ');
                }
                gap = start + words.len() < line.len();
                put_words(out, words);
            }
        }
    }
    out.extend_from_slice(b"\r\n");
}

/// Gives a body in canonical form, trailing empty lines gone.
pub(super) fn body(raw: &[u8], canon: Canon, marks: Marks) -> Vec<u8> {
    let mut out = Vec::with_capacity(raw.len() + raw.len() / 32 + 64);
    let mut gaps = Gaps::of(raw);
    let ends = memchr::memchr_iter(b'\n', raw).chain(std::iter::once(raw.len()));
    let mut start = 0;
    for end in ends.filter(|end| *end < raw.len() || !raw.ends_with(b"\n")) {
        let from = std::mem::replace(&mut start, end + 1);
        let line = &raw[from..end];
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let (from, line) = match marks {
            Marks::Undone if is_marked(line) => (from + 1, &line[1..]),
            Marks::Kept | Marks::Undone => (from, line),
        };
        match canon {
            Canon::Simple => out.extend_from_slice(line),
            // Without a gap, at most one space stands at the end.
            Canon::Relaxed if gaps.next(from) >= from + line.len() => {
                out.extend_from_slice(line.strip_suffix(b" ").unwrap_or(line));
            }
            Canon::Relaxed => relaxed(&mut out, line, (from, &mut gaps)),
        }
        out.extend_from_slice(b"\r\n");
    }
    while out.ends_with(b"\r\n\r\n") {
        out.truncate(out.len() - 2);
    }
    if out == b"\r\n" {
        out.clear();
    }
    if out.is_empty() && canon == Canon::Simple {
        out.extend_from_slice(b"\r\n");
    }
    out
}

fn is_word(byte: u8) -> bool {
    !matches!(byte, b' ' | b'\t')
}

/// Gives a text without the spaces and tabs at its end.
fn trimmed(text: &[u8]) -> &[u8] {
    let end = text.iter().rposition(|b| is_word(*b)).map_or(0, |n| n + 1);
    text.get(..end).unwrap_or_default()
}

/// Appends words with one space between them.
fn put_words(out: &mut Vec<u8>, words: &[u8]) {
    let pairs = words.iter().zip(words.get(1..).unwrap_or_default());
    // Asked of all at once: nearly always there is none.
    let wide = pairs.fold(0, |any, (one, next)| {
        let two = u8::from(*one == b' ') & u8::from(*next == b' ');
        any | u8::from(*one == b'\t') | two
    });
    if wide == 0 {
        return out.extend_from_slice(words);
    }
    let each = words
        .split(|b| !is_word(*b))
        .filter(|word| !word.is_empty());
    for (n, word) in each.enumerate() {
        if n > 0 {
            out.push(b' ');
        }
        out.extend_from_slice(word);
    }
}

/// Where the next tab and the next two spaces stand; most texts have few, and each is sought once.
struct Gaps<'a> {
    text: &'a [u8],
    spaces: memchr::memmem::Finder<'static>,
    tab: usize,
    two: usize,
}

impl<'a> Gaps<'a> {
    fn of(text: &'a [u8]) -> Self {
        let mut out = Self {
            text,
            spaces: memchr::memmem::Finder::new(b"  "),
            tab: 0,
            two: 0,
        };
        out.seek_tab(0);
        out.seek_two(0);
        out
    }

    /// Gives the place of the next gap that is no single space, from a place that grows.
    fn next(&mut self, from: usize) -> usize {
        if self.tab < from {
            self.seek_tab(from);
        }
        if self.two < from {
            self.seek_two(from);
        }
        self.tab.min(self.two)
    }

    fn seek_tab(&mut self, from: usize) {
        let rest = self.text.get(from..).unwrap_or_default();
        self.tab = memchr::memchr(b'\t', rest).map_or(usize::MAX, |n| from + n);
    }

    fn seek_two(&mut self, from: usize) {
        let rest = self.text.get(from..).unwrap_or_default();
        self.two = self.spaces.find(rest).map_or(usize::MAX, |n| from + n);
    }
}

/// Appends a line with gaps in it, gap by gap; it stands at a place of the text of the gaps.
fn relaxed(out: &mut Vec<u8>, line: &[u8], (mut at, gaps): (usize, &mut Gaps<'_>)) {
    let mut rest = trimmed(line);
    loop {
        let gap = gaps.next(at).saturating_sub(at);
        let Some((before, after)) = rest.split_at_checked(gap).filter(|(_, a)| !a.is_empty())
        else {
            return out.extend_from_slice(rest);
        };
        out.extend_from_slice(before.strip_suffix(b" ").unwrap_or(before));
        out.push(b' ');
        let word = after
            .iter()
            .position(|b| is_word(*b))
            .unwrap_or(after.len());
        at += gap + word;
        rest = &after[word..];
    }
}

/// Tells whether a body holds a line that mailboxes would have marked.
pub(super) fn has_marks(raw: &[u8]) -> bool {
    let mut rest = raw;
    while let Some(n) = memchr::memmem::find(rest, b">From ") {
        let before = rest[..n].iter().rposition(|b| *b != b'>').map(|p| rest[p]);
        if matches!(before, None | Some(b'\n')) {
            return true;
        }
        rest = &rest[n + 6..];
    }
    false
}

fn is_marked(line: &[u8]) -> bool {
    let bare = line.iter().position(|b| *b != b'>').unwrap_or(0);
    bare > 0 && line[bare..].starts_with(b"From ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest, Sha256};

    fn sha256(bytes: &[u8]) -> String {
        use base64::Engine;
        base64::engine::general_purpose::STANDARD.encode(Sha256::digest(bytes))
    }

    fn sha1(bytes: &[u8]) -> String {
        use base64::Engine;
        base64::engine::general_purpose::STANDARD.encode(sha1::Sha1::digest(bytes))
    }

    #[test]
    fn empty_bodies_hash_as_published() {
        let simple = body(b"", Canon::Simple, Marks::Kept);
        let relaxed = body(b"", Canon::Relaxed, Marks::Kept);
        assert_eq!(
            sha256(&simple),
            "frcCV1k9oG9oKj3dpUqdJg1PxRT2RSN/XKdLCPjaYaY="
        );
        assert_eq!(
            sha256(&relaxed),
            "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
        );
        assert_eq!(sha1(&simple), "uoq1oCgLlTqpdDX/iUbLy7J1Wic=");
        assert_eq!(sha1(&relaxed), "2jmj7l5rSw0yVb/vlWAYkK/YBwk=");
    }

    #[test]
    fn the_example_of_the_standard_comes_out() {
        let raw = b" C \r\nD \t E\r\n\r\n\r\n";
        assert_eq!(body(raw, Canon::Relaxed, Marks::Kept), b" C\r\nD E\r\n");
        assert_eq!(body(raw, Canon::Simple, Marks::Kept), b" C \r\nD \t E\r\n");
        let mut head = Vec::new();
        let (name, value) = (&b"B"[..], &b" Y\t\r\n\tZ  "[..]);
        field(&mut head, Canon::Relaxed, name, value, b"B : Y\t\r\n\tZ  ");
        field(&mut head, Canon::Simple, name, value, b"B : Y\t\n\tZ  ");
        assert_eq!(head, b"b:Y Z\r\nB : Y\t\r\n\tZ  \r\n");
    }

    proptest::proptest! {
        /// Every run of spaces and tabs counts as one space, and as none where a line ends.
        #[test]
        fn runs_count_as_one_space(text in "[ab \t\n]{0,60}") {
            let one = |line: &str| -> String {
                let words: Vec<&str> = line.trim_end().split([' ', '\t']).collect();
                let mut out = String::new();
                for (n, word) in words.iter().enumerate() {
                    out.push_str(if n > 0 && !word.is_empty() { " " } else { "" });
                    out.push_str(word);
                }
                out + "\r\n"
            };
            let lines: String = text.lines().map(one).collect();
            let whole = lines.trim_end_matches("\r\n");
            let want = if whole.is_empty() { String::new() } else { format!("{whole}\r\n") };
            let found = body(text.as_bytes(), Canon::Relaxed, Marks::Kept);
            proptest::prop_assert_eq!(String::from_utf8(found).unwrap(), want);
        }
    }

    proptest::proptest! {
        /// A field as the standard has it: unfolded, runs as one space, none at either end.
        #[test]
        fn a_field_is_brought_into_its_form_as_byte_by_byte(text in "[ab \t\r\n]{0,60}") {
            let lines = text.split('\n').map(|l| l.strip_suffix('\r').unwrap_or(l));
            let unfolded: String = lines.collect();
            let words: Vec<&str> = unfolded.split([' ', '\t']).filter(|w| !w.is_empty()).collect();
            let mut out = Vec::new();
            field(&mut out, Canon::Relaxed, b"Name", text.as_bytes(), b"");
            let want = format!("name:{}\r\n", words.join(" "));
            proptest::prop_assert_eq!(String::from_utf8(out).unwrap(), want);
        }
    }

    #[test]
    fn line_ends_and_missing_ones_are_alike() {
        for canon in [Canon::Simple, Canon::Relaxed] {
            let crlf = body(b"a\r\n \r\nb\r\n\r\n", canon, Marks::Kept);
            assert_eq!(body(b"a\n \nb", canon, Marks::Kept), crlf);
        }
        assert_eq!(body(b" \t\n\n", Canon::Relaxed, Marks::Kept), b"");
        assert_eq!(body(b"\n\n", Canon::Simple, Marks::Kept), b"\r\n");
    }

    #[test]
    fn marks_of_mailboxes_are_undone_by_one() {
        let raw = b">From a\n>>From b\n> From c\n";
        let undone = body(raw, Canon::Simple, Marks::Undone);
        assert_eq!(undone, b"From a\r\n>From b\r\n> From c\r\n");
        assert!(has_marks(raw) && has_marks(b"x\n>>From y"));
        assert!(!has_marks(b"> From x\na >From b\n"));
    }
}
