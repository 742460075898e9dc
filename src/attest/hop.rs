//! One Received line, read: from whom, by whom, with which protocol, under which id, when. Part of
//! `attest`.

use crate::model::{Header, Hop};
use crate::text;

/// Longest line that is read; real ones stay under 1,000 characters.
const LONGEST: usize = 4_000;

/// Reads a Received field; the second value is the id.
pub fn hop<'h>(header: &'h Header<'_>) -> (Hop<'h>, &'h str) {
    let value = cut(&header.value);
    let (words, time) = value.rsplit_once(';').unwrap_or((value, ""));
    let mut hop = Hop {
        stamp: text::date(time),
        at: super::span(header),
        ..Hop::default()
    };
    let mut id = "";
    let (mut label, mut depth) = ("", 0usize);
    for word in words.split_ascii_whitespace() {
        let (opened, closed) = brackets(word);
        let inside = depth > 0 || opened > 0;
        if inside {
            if label == "from" && hop.seen.is_empty() {
                hop.seen = word.trim_matches(['(', ')']);
            } else if label == "from"
                && let Some(address) = bracketed(word)
            {
                hop.seen = address;
            }
            depth = (depth + opened).saturating_sub(closed);
            continue;
        }
        match label {
            "from" if hop.from.is_empty() => hop.from = word,
            "by" if hop.by.is_empty() => hop.by = word,
            "with" if hop.with.is_empty() => hop.with = word,
            "id" if id.is_empty() => id = word.trim_matches(['<', '>', ',']),
            _ => {}
        }
        if word.len() <= 4
            && let Some(next) = LABELS.iter().find(|l| word.eq_ignore_ascii_case(l))
        {
            label = next;
        }
    }
    (hop, id)
}

const LABELS: &[&str] = &["from", "by", "with", "id", "for", "via"];

/// Counts the round brackets of a word, opening and closing.
fn brackets(word: &str) -> (usize, usize) {
    let all = memchr::memchr2_iter(b'(', b')', word.as_bytes());
    all.fold((0, 0), |(opened, closed), at| {
        match word.as_bytes().get(at) {
            Some(b'(') => (opened + 1, closed),
            _ => (opened, closed + 1),
        }
    })
}

fn bracketed(word: &str) -> Option<&str> {
    word.split_once('[')?.1.split_once(']').map(|(a, _)| a)
}

fn cut(value: &str) -> &str {
    let mut end = value.len().min(LONGEST);
    while !value.is_char_boundary(end) {
        end -= 1;
    }
    if end == value.len() {
        return value;
    }
    // The time stands at the end: of a line that is too long, the end is what is read.
    let mut start = value.len() - LONGEST;
    while !value.is_char_boundary(start) {
        start += 1;
    }
    value.get(start..).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_taken_apart() {
        let value = " from mail.example.org (mail.example.org [192.0.2.7])\r\n\tby mx.example.org \
            (Postfix) with ESMTPS id 3Pt2mN2VXxznjll\r\n\tfor <ada@example.org>; \
            Sun, 20 Mar 2011 10:31:50 -0400 (EDT)";
        let header = Header {
            name: "Received".into(),
            value: value.into(),
            range: 10..200,
        };
        let (hop, id) = hop(&header);
        assert_eq!(hop.from, "mail.example.org");
        assert_eq!(hop.seen, "192.0.2.7");
        assert_eq!(hop.by, "mx.example.org");
        assert_eq!(hop.with, "ESMTPS");
        assert_eq!(id, "3Pt2mN2VXxznjll");
        assert_eq!(hop.stamp.map(|s| s.epoch_s), Some(1_300_631_510));
        assert_eq!(hop.at, 10..200);
    }
}
