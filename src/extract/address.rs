//! Address lists, read in one pass without recursion: names, comments, groups, encoded words.
//!
//! Tolerant by intent: an encoded word with a bare comma in it stays one word, a list may be parted
//! by semicolons, and whatever has no shape becomes a name, so that nothing a header says is lost.

use super::field;
use super::word::{encoded_words, one_line};
use crate::model::{Mailbox, bounds};
use std::sync::Arc;

/// Reads an address field, at most `bounds::ADDRESSES` of it; true where that is all of it.
pub(super) fn mailboxes(value: &[u8], out: &mut Vec<Arc<Mailbox>>) -> bool {
    let text = field::text(value);
    let mut reader = Reader::default();
    let mut rest: &str = &text;
    while let Some(first) = rest.chars().next() {
        if out.len() >= bounds::ADDRESSES {
            return false;
        }
        rest = match first {
            '"' => reader.quoted(rest),
            '(' => reader.comment(rest),
            '<' => reader.angle(rest),
            ',' | ';' => {
                reader.flush(out);
                rest.get(1..).unwrap_or("")
            }
            ':' if !reader.plain.contains('@') => {
                // What stood here named a group; its members follow.
                reader = Reader::default();
                rest.get(1..).unwrap_or("")
            }
            '=' if rest.starts_with("=?") => reader.encoded(rest),
            _ => reader.atom(rest),
        };
    }
    reader.flush(out);
    true
}

/// One mailbox in the making.
#[derive(Default)]
struct Reader {
    /// Words outside of brackets, quotes undone.
    plain: String,
    comment: String,
    address: Option<String>,
}

impl Reader {
    fn quoted<'a>(&mut self, text: &'a str) -> &'a str {
        let mut escaped = false;
        for (at, ch) in text.char_indices().skip(1) {
            match ch {
                _ if escaped => {
                    self.plain.push(ch);
                    escaped = false;
                }
                '\\' => escaped = true,
                '"' => return text.get(at + 1..).unwrap_or(""),
                _ => self.plain.push(ch),
            }
        }
        ""
    }

    fn comment<'a>(&mut self, text: &'a str) -> &'a str {
        let mut depth = 0usize;
        let mut escaped = false;
        for (at, ch) in text.char_indices() {
            match ch {
                _ if escaped => {
                    self.comment.push(ch);
                    escaped = false;
                }
                '\\' => escaped = true,
                '(' => {
                    depth += 1;
                    if depth > 1 {
                        self.comment.push(ch);
                    }
                }
                ')' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return text.get(at + 1..).unwrap_or("");
                    }
                    self.comment.push(ch);
                }
                _ => self.comment.push(ch),
            }
        }
        ""
    }

    fn angle<'a>(&mut self, text: &'a str) -> &'a str {
        let inner = text.get(1..).unwrap_or("");
        let end = inner.find('>');
        let (inside, after) = match end {
            Some(end) => (inner.get(..end), inner.get(end + 1..)),
            None => (Some(inner), None),
        };
        let inside: String = inside.unwrap_or("").split_whitespace().collect();
        // An old source route (`@a,@b:c@d`) stands before the address.
        let bare = match inside.rsplit_once(':') {
            Some((route, address)) if route.starts_with('@') => address.to_owned(),
            Some(_) | None => inside,
        };
        if self.address.is_none() {
            self.address = Some(bare);
        } else {
            self.plain.push_str(" <");
            self.plain.push_str(&bare);
            self.plain.push('>');
        }
        after.unwrap_or("")
    }

    fn encoded<'a>(&mut self, text: &'a str) -> &'a str {
        let end = text
            .match_indices('?')
            .nth(2)
            .and_then(|(third, _)| Some(third + 1 + text.get(third + 1..)?.find("?=")? + 2));
        let end = end.filter(|end| *end < 1000);
        let (word, after) = text.split_at(end.unwrap_or(2).min(text.len()));
        self.plain.push_str(word);
        after
    }

    fn atom<'a>(&mut self, text: &'a str) -> &'a str {
        let special = |c: char| matches!(c, '"' | '(' | '<' | ',' | ';' | ':');
        let tail = text.char_indices().skip(1);
        let end = tail
            .clone()
            .find(|(at, c)| special(*c) || text.get(*at..).is_some_and(|t| t.starts_with("=?")))
            .map_or(text.len(), |(at, _)| at);
        let (atom, after) = text.split_at(end);
        self.plain.push_str(atom);
        after
    }

    fn flush(&mut self, out: &mut Vec<Arc<Mailbox>>) {
        let done = std::mem::take(self);
        let plain = one_line(&encoded_words(&done.plain));
        let plain = plain.trim();
        let comment = one_line(&encoded_words(&done.comment));
        let (name, address) = match done.address {
            Some(address) => (plain.to_owned(), address),
            None if plain.contains('@') && !plain.contains(' ') => {
                (String::new(), plain.to_owned())
            }
            None => split_loose(plain),
        };
        let name = if name.is_empty() { comment } else { name };
        if !(name.is_empty() && address.is_empty()) {
            out.push(Arc::new(Mailbox { name, address }));
        }
    }
}

/// Reads `Name name@example.org` without brackets, or `joe at example.org` as a name.
fn split_loose(plain: &str) -> (String, String) {
    match plain.rsplit_once(' ') {
        Some((name, last)) if last.contains('@') => (name.trim().to_owned(), last.to_owned()),
        Some(_) | None if plain.contains(' ') || plain.is_empty() => {
            (plain.to_owned(), String::new())
        }
        Some(_) | None => (String::new(), plain.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_all_shapes_are_read() {
        let rows = [
            ("a@example.org", "a@example.org"),
            (
                "Ann <a@example.org>, b@example.org",
                "Ann <a@example.org>|b@example.org",
            ),
            ("\"Doe, Ann\" <a@example.org>", "Doe, Ann <a@example.org>"),
            (
                "=?utf-8?Q?Doe,_Ann?= <a@example.org>",
                "Doe, Ann <a@example.org>",
            ),
            ("\"=?utf-8?B?w6k=?=\" <a@example.org>", "é <a@example.org>"),
            ("a@example.org (Ann Doe)", "Ann Doe <a@example.org>"),
            (
                "Team: a@example.org, b@example.org;",
                "a@example.org|b@example.org",
            ),
            ("undisclosed-recipients:;", ""),
            ("<@relay.example.org:a@example.org>", "a@example.org"),
            ("Ann a@example.org", "Ann <a@example.org>"),
            ("Ann", "Ann"),
            ("<>", ""),
        ];
        for (value, wanted) in rows {
            let mut out = Vec::new();
            mailboxes(value.as_bytes(), &mut out);
            let read: Vec<_> = out.iter().map(|m| m.line()).collect();
            assert_eq!(read.join("|"), wanted, "{value}");
        }
    }
}
