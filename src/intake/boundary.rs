//! What makes a line an mbox boundary: `From `, a sender, a date, and a message after it.
//!
//! A body line that begins `From ` is none: it has no date, or no header fields follow it.

const WEEKDAYS: [&[u8]; 7] = [b"Mon", b"Tue", b"Wed", b"Thu", b"Fri", b"Sat", b"Sun"];
const MONTHS: [&[u8]; 12] = [
    b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec",
];
/// Longest `From ` line that is taken for one.
const LINE_BYTES: usize = 1024;
/// Longest field name that is taken for one.
const NAME_BYTES: usize = 78;
/// Bytes behind the start of a candidate that decide about it.
pub(super) const LOOKAHEAD_BYTES: usize = 2 * LINE_BYTES;

/// Tells whether a line (without its end) is `From `, a sender and a date.
pub(super) fn is_from_line(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else {
        return false;
    };
    if rest.len() > LINE_BYTES {
        return false;
    }
    let words: Vec<&[u8]> = rest
        .split(|b| matches!(b, b' ' | b'\t' | b','))
        .filter(|w| !w.is_empty())
        .collect();
    words
        .iter()
        .enumerate()
        .any(|(at, word)| WEEKDAYS.contains(word) && is_date(words.get(at + 1..).unwrap_or(&[])))
}

/// Tells whether the words after a weekday hold month, day, time and year, as `ctime` or RFC 5322
/// write them, with a zone at most behind or between.
fn is_date(words: &[&[u8]]) -> bool {
    let near = words.get(..words.len().min(7)).unwrap_or(&[]);
    let month = near.iter().take(2).any(|w| MONTHS.contains(w));
    let day = near.iter().take(2).any(|w| number(w, 1, 2));
    let time = near.iter().skip(2).any(|w| is_time(w));
    let year = near.iter().skip(2).any(|w| number(w, 4, 4));
    month && day && time && year && words.len() <= 9
}

fn number(word: &[u8], least: usize, most: usize) -> bool {
    (least..=most).contains(&word.len()) && word.iter().all(u8::is_ascii_digit)
}

fn is_time(word: &[u8]) -> bool {
    let mut parts = word.split(|b| *b == b':');
    let hour = parts.next().is_some_and(|p| number(p, 1, 2));
    let rest: Vec<&[u8]> = parts.collect();
    hour && (1..=2).contains(&rest.len()) && rest.iter().all(|p| number(p, 2, 2))
}

/// Tells whether a line looks like a header field: a name of visible characters and a colon.
pub(super) fn is_field(line: &[u8]) -> bool {
    let Some(colon) = memchr::memchr(b':', line.get(..line.len().min(NAME_BYTES)).unwrap_or(&[]))
    else {
        return false;
    };
    let name = line.get(..colon).unwrap_or(&[]).trim_ascii_end();
    name.first().is_some_and(u8::is_ascii_alphanumeric)
        && name.iter().all(|b| (33..=126).contains(b))
}

/// Tells whether a boundary stands at `at` of the window, a line start.
pub(super) fn is_boundary(window: &[u8], at: usize, file_start: bool) -> bool {
    let (line, next) = line_at(window, at);
    if !is_from_line(line) {
        return false;
    }
    let (first, after) = line_at(window, next);
    let blank_before = match window.get(..at) {
        Some([]) => file_start,
        Some(before) => ends_blank(before),
        None => false,
    };
    if blank_before {
        // `>From ` as a first field is what some mail systems leave of an older envelope.
        next >= window.len() || first.is_empty() || is_field(first) || first.starts_with(b">From ")
    } else {
        is_field(first) && is_field(line_at(window, after).0)
    }
}

/// Gives the line at an offset without its end, and where the next one begins.
pub(super) fn line_at(bytes: &[u8], at: usize) -> (&[u8], usize) {
    let rest = bytes.get(at..).unwrap_or(&[]);
    let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
    let line = rest.get(..end).unwrap_or(&[]);
    let next = (at + end + 1).min(bytes.len());
    (line.strip_suffix(b"\r").unwrap_or(line), next)
}

/// Tells whether the bytes end in a blank line (or are nothing but line ends).
fn ends_blank(bytes: &[u8]) -> bool {
    let Some(body) = bytes.strip_suffix(b"\n") else {
        return false;
    };
    let body = body.strip_suffix(b"\r").unwrap_or(body);
    body.is_empty() || body.ends_with(b"\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_from_line_has_a_date() {
        for line in [
            "From mboxrd@z Thu Jan  1 00:00:00 1970",
            "From - Fri Mar 02 11:22:33 2001",
            "From ???@??? Mon Jan 01 12:00:00 1998",
            "From joe at example.org  Mon Jan  1 10:00:00 2001",
            "From a@example.org Tue Aug  6 11:03:54 2002 +0100",
            "From a@example.org Tue Aug  6 11:03:54 EDT 2002",
            "From a@example.org Tue, 6 Aug 2002 11:03:54 +0100",
            "From uucp Tue Aug  6 11:03 2002 remote from example",
        ] {
            assert!(is_from_line(line.as_bytes()), "{line}");
        }
        for line in [
            "From here on we were lost.",
            "From Thursday on the shop is shut",
            "From: a@example.org Thu Jan  1 00:00:00 1970",
            ">From a Thu Jan  1 00:00:00 1970",
            "From Mon Jan to Fri 10:00 sharp",
        ] {
            assert!(!is_from_line(line.as_bytes()), "{line}");
        }
    }

    #[test]
    fn a_boundary_has_a_message_behind_it() {
        let text = b"body\n\nFrom a@example.org Thu Jan  1 00:00:00 1970\nwords, no field\n";
        assert!(!is_boundary(text, 6, false));
        let text = b"body\nFrom a@example.org Thu Jan  1 00:00:00 1970\nTo: b\nSubject: c\n";
        assert!(is_boundary(text, 5, false));
        let text = b"body\nFrom a@example.org Thu Jan  1 00:00:00 1970\nTo: b\n\n";
        assert!(!is_boundary(text, 5, false));
    }
}
