//! The mbox form (mboxrd): a `From ` line, the message with its `From ` lines quoted, an empty
//! line. `run` writes with it, `check` reads back.

use crate::model::Item;
use memchr::memchr;

/// Writes the line that opens a message; it holds the claimed date in UTC and no evidence text.
pub fn from_line(item: &Item) -> String {
    let date = item
        .date()
        .map(|d| d.format_utc("%a %b %e %H:%M:%S %Y"))
        .filter(|d| !d.is_empty())
        .unwrap_or_else(|| "Thu Jan  1 00:00:00 1970".to_owned());
    format!("From MAILER-DAEMON {date}\n")
}

/// Quotes what would read as the start of a message; `None` where the bytes can stay as they are.
///
/// A message that was cut out of a mailbox stands there quoted already; its bytes are kept
/// unless a bare `From ` line would end the message early.
pub fn quote(item: &Item, bytes: &[u8]) -> Option<Vec<u8>> {
    let cut_out = item
        .locations
        .first()
        .is_some_and(|l| l.offset.is_some_and(|o| o > 0));
    let bare = lines(bytes).any(|line| line.starts_with(b"From "));
    let marked = lines(bytes).any(is_from);
    if !bare && (cut_out || !marked) {
        return None;
    }
    let mut out = Vec::with_capacity(bytes.len() + 64);
    for line in lines(bytes) {
        if is_from(line) {
            out.push(b'>');
        }
        out.extend_from_slice(line);
    }
    Some(out)
}

/// Takes one level of quoting away again.
pub fn unquote(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    for line in lines(bytes) {
        let quoted = line.first() == Some(&b'>') && is_from(line);
        out.extend_from_slice(if quoted {
            line.get(1..).unwrap_or(line)
        } else {
            line
        });
    }
    out
}

/// Tells `From ` after any number of quote marks.
fn is_from(line: &[u8]) -> bool {
    let marks = line.iter().take_while(|b| **b == b'>').count();
    line.get(marks..)
        .is_some_and(|rest| rest.starts_with(b"From "))
}

/// Cuts bytes into lines with their LF.
fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
        let (line, tail) = rest.split_at(end);
        rest = tail;
        Some(line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tests::message;
    use proptest::prelude::*;

    fn quoted(item: &Item, bytes: &[u8]) -> Vec<u8> {
        quote(item, bytes).unwrap_or_else(|| bytes.to_vec())
    }

    #[test]
    fn from_lines_are_quoted_once_more() {
        let loose = message("a", None);
        let bytes = b"A: b\n\nFrom here\n>From there\n";
        assert_eq!(quoted(&loose, bytes), b"A: b\n\n>From here\n>>From there\n");
    }

    #[test]
    fn a_message_out_of_a_mailbox_stays_as_it_stands() {
        let cut = message("a", Some(100));
        let bytes = b"A: b\n\n>From there\n";
        assert_eq!(quoted(&cut, bytes), bytes);
    }

    proptest! {
        #[test]
        fn unquoting_undoes_quoting(text in "(>{0,2}(From |from|x)[a-z]{0,3}\n?){0,6}") {
            let loose = message("a", None);
            let out = quoted(&loose, text.as_bytes());
            prop_assert!(!lines(&out).any(|l| l.starts_with(b"From ")));
            prop_assert_eq!(unquote(&out), text.as_bytes());
        }
    }
}
