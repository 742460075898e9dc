//! Cuts a window of an mbox into messages and named gaps; pure, so that a property test can hold
//! the law: the window's bytes are its messages and gaps, each byte once.
//!
//! Exact bytes of a message are those after its `From ` line up to and without the blank line
//! before the next one. A Content-Length is believed only where it ends exactly at a later
//! boundary or at the end of the file (mboxcl2 leaves `From ` lines of bodies unquoted).

use super::GapKind;
use super::boundary::{LOOKAHEAD_BYTES, is_boundary, line_at};
use memchr::memmem::Finder;
use std::ops::Range;

/// Longest Content-Length that is believed; the window must hold what it spans.
const TRUSTED_LENGTH: usize = 64 << 20;

/// A run of the window.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Piece {
    /// A message: its `From ` line, its exact bytes.
    Message {
        from_line: Range<usize>,
        bytes: Range<usize>,
    },
    /// Bytes between messages.
    Gap(Range<usize>, GapKind),
}

/// What a window was cut into.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Cut {
    /// Pieces in order (a message's `From ` line is not a piece of its own).
    pub pieces: Vec<Piece>,
    /// Bytes of the window that the pieces cover, from its start.
    pub covered: usize,
    /// Window length that is needed before the next message can be ended; 0 if unknown.
    pub wanted: usize,
}

/// Cuts a window that begins at a file's start or at a `From ` line.
pub(super) fn cut(window: &[u8], file_start: bool, file_end: bool) -> Cut {
    let bounds = boundaries(window, file_start, file_end);
    let mut out = Cut::default();
    let Some(&first) = bounds.first() else {
        if file_end && !window.is_empty() {
            out.pieces.push(Piece::Gap(0..window.len(), GapKind::Junk));
            out.covered = window.len();
        }
        return out;
    };
    if first > 0 {
        out.pieces.push(Piece::Gap(0..first, GapKind::Junk));
    }
    out.covered = first;
    let mut at = 0;
    while let Some(&start) = bounds.get(at) {
        let (_, body) = line_at(window, start);
        let mut next = at + 1;
        if let Some(end) = claimed_end(window, body, bounds.get(next).copied()) {
            if !file_end && end + LOOKAHEAD_BYTES > window.len() {
                out.wanted = end + LOOKAHEAD_BYTES;
                break;
            }
            if file_end && end == window.len() {
                next = bounds.len();
            } else if let Some(skip) = lands(window, end, bounds.get(next..).unwrap_or(&[])) {
                next += skip;
            }
        }
        let end = match bounds.get(next) {
            Some(&end) => end,
            None if file_end => window.len(),
            None => break,
        };
        push_message(&mut out.pieces, window, start..body, end);
        out.covered = end;
        at = next;
    }
    out
}

/// Adds a message and the blank line behind it.
fn push_message(pieces: &mut Vec<Piece>, window: &[u8], from_line: Range<usize>, end: usize) {
    let body = from_line.end;
    let blank = blank_behind(window.get(body..end).unwrap_or(&[]));
    pieces.push(Piece::Message {
        from_line,
        bytes: body..end - blank,
    });
    if blank > 0 {
        pieces.push(Piece::Gap(end - blank..end, GapKind::Separator));
    }
}

/// Counts the bytes of the blank line at the end of a message, 0 where there is none.
fn blank_behind(bytes: &[u8]) -> usize {
    let Some(rest) = bytes.strip_suffix(b"\n") else {
        return 0;
    };
    let rest = rest.strip_suffix(b"\r").unwrap_or(rest);
    if rest.is_empty() || rest.ends_with(b"\n") {
        bytes.len() - rest.len()
    } else {
        0
    }
}

/// Finds every boundary that can be decided with the bytes at hand.
fn boundaries(window: &[u8], file_start: bool, file_end: bool) -> Vec<usize> {
    let known = if file_end {
        window.len()
    } else {
        window.len().saturating_sub(LOOKAHEAD_BYTES)
    };
    let mut out = Vec::new();
    if is_boundary(window, 0, true) && (file_start || window.starts_with(b"From ")) {
        out.push(0);
    }
    let finder = Finder::new(b"\nFrom ");
    for hit in finder.find_iter(window) {
        let at = hit + 1;
        if at >= known {
            break;
        }
        if is_boundary(window, at, false) {
            out.push(at);
        }
    }
    out
}

/// Gives where a message says that it ends, if that is beyond the next boundary.
fn claimed_end(window: &[u8], body: usize, next: Option<usize>) -> Option<usize> {
    let next = next?;
    let message = window.get(body..next)?;
    let head_end = memchr::memmem::find(message, b"\n\n")
        .map(|at| at + 2)
        .or_else(|| memchr::memmem::find(message, b"\r\n\r\n").map(|at| at + 4))?;
    let head = message.get(..head_end)?;
    let at = memchr::memmem::find(head, b"\nContent-Length:")
        .or_else(|| memchr::memmem::find(head, b"\nContent-length:"))?;
    let (line, _) = line_at(head, at + 1);
    let digits = line.get(15..)?.trim_ascii();
    let length: usize = std::str::from_utf8(digits).ok()?.parse().ok()?;
    let end = body.checked_add(head_end)?.checked_add(length)?;
    (end > next && length <= TRUSTED_LENGTH).then_some(end)
}

/// Counts the boundaries that a claimed end skips, if it lands on one (a blank line apart).
fn lands(window: &[u8], end: usize, later: &[usize]) -> Option<usize> {
    later.iter().position(|&bound| {
        bound >= end
            && window
                .get(end..bound)
                .is_some_and(|gap| matches!(gap, b"" | b"\n" | b"\r\n" | b"\n\n" | b"\r\n\r\n"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FROM: &str = "From a@example.org Thu Jan  1 00:00:00 1970\n";

    fn messages(text: &str) -> Vec<&str> {
        let cut = cut(text.as_bytes(), true, true);
        let ranges = cut.pieces.into_iter().filter_map(|p| match p {
            Piece::Message { bytes, .. } => Some(bytes),
            Piece::Gap(..) => None,
        });
        ranges.map(|r| &text[r]).collect()
    }

    #[test]
    fn exact_bytes_end_before_the_blank_line() {
        let text = format!("{FROM}A: 1\n\nbody\n\n{FROM}A: 2\n\nbody\n\n\n");
        assert_eq!(messages(&text), ["A: 1\n\nbody\n", "A: 2\n\nbody\n\n"]);
        let crlf = text.replace('\n', "\r\n");
        let wanted = ["A: 1\r\n\r\nbody\r\n", "A: 2\r\n\r\nbody\r\n\r\n"];
        assert_eq!(messages(&crlf), wanted);
    }

    #[test]
    fn a_body_line_is_no_boundary() {
        let text = format!(
            "{FROM}A: 1\n\nFrom here on we were lost.\n>From the start.\n\n{FROM}B: 2\n\nend\n\n"
        );
        assert_eq!(messages(&text).len(), 2);
    }

    #[test]
    fn a_content_length_is_believed_where_it_lands() {
        let inner = format!("text\n\n{FROM}A: quoted\n\nmore\n");
        let cl = format!(
            "{FROM}A: 1\nContent-Length: {}\n\n{inner}\n{FROM}B: 2\n\nend\n",
            inner.len()
        );
        assert_eq!(messages(&cl).len(), 2);
        let lie = cl.replace("Content-Length: ", "Content-Length: 1");
        assert_eq!(messages(&lie).len(), 3);
    }

    fn line() -> impl Strategy<Value = String> {
        prop_oneof![
            Just(FROM.to_owned()),
            Just("\n".to_owned()),
            Just("\r\n".to_owned()),
            Just("To: b\n".to_owned()),
            Just("From here\n".to_owned()),
            Just(format!(">{FROM}")),
            "Content-Length: [0-9]{1,3}\n",
            "[a-z ]{0,9}\n",
        ]
    }

    proptest! {
        #[test]
        fn every_byte_is_in_one_piece(lines in prop::collection::vec(line(), 0..40)) {
            let text = lines.concat();
            let cut = cut(text.as_bytes(), true, true);
            let mut at = 0;
            for piece in &cut.pieces {
                let (start, end) = match piece {
                    Piece::Message { from_line, bytes } => {
                        prop_assert_eq!(from_line.end, bytes.start);
                        (from_line.start, bytes.end)
                    }
                    Piece::Gap(range, _) => (range.start, range.end),
                };
                prop_assert_eq!(start, at);
                prop_assert!(end >= start);
                at = end;
            }
            prop_assert_eq!(at, text.len());
            prop_assert_eq!(cut.covered, text.len());
        }
    }
}
