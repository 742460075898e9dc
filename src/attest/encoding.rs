//! Marks of hands in encoded parts: what a program that encodes never writes. Part of `attest`.
//!
//! Lines are told by their ends and what was not encoded by its rare bytes: of the bytes of a part
//! none is looked at alone.

use crate::model::words::evidence as e;
use crate::model::{Coding, Mark, MarkKind};
use memchr::memmem;
use std::ops::Range;

/// Lines of one length that make the length of a part.
const LIKE: usize = 4;
/// Lines of another length that a hand leaves; a program that writes such lines writes many.
const ODD: usize = 2;
/// Lines at the beginning that tell the usual length.
const FIRST: usize = 5;
/// Longest line of quoted-printable: 76, and what programs on telephones write beyond it.
const LINE: usize = 80;
/// A field that Mailman writes last. It stands in a body where the head was so long that it broke.
const LAST_FIELD: &[u8] = b"\nErrors-To: ";
/// Letters that a note shows.
const SHOWN: usize = 12;

/// What was found in encoded parts.
#[derive(Default)]
pub struct Found {
    /// Marks, the first of each kind.
    pub marks: Vec<Mark>,
    /// Kinds of mark that could have been found.
    pub tried: Vec<MarkKind>,
}

/// A part that cannot be tested: it is too short, or its program writes such things all the time.
struct Untold;

/// Looks for hands in the encoded parts of a message.
pub fn look(raw: &[u8], coded: &[(Coding, Range<usize>)]) -> Found {
    let mut out = Found::default();
    for (coding, range) in coded {
        let Some(body) = raw.get(range.clone()) else {
            continue;
        };
        let (kind, mark) = match coding {
            Coding::Base64 => (MarkKind::Base64Lines, base64(body, range.start)),
            Coding::Quoted => (MarkKind::Quoted, quoted(body, range.start)),
        };
        let Ok(mark) = mark else {
            continue;
        };
        if !out.tried.contains(&kind) {
            out.tried.push(kind);
        }
        let is_new = out.marks.iter().all(|m| m.kind != kind);
        out.marks.extend(mark.filter(|_| is_new));
    }
    out
}

/// Tells whether all lines of a body but the last are of one length, without looking at each.
fn is_even(body: &[u8]) -> bool {
    let body = body.trim_ascii();
    let Some(end) = memchr::memchr(b'\n', body) else {
        return false;
    };
    let lines = body.chunks_exact(end + 1);
    let count = lines.len();
    let even = lines.clone().all(|line| line.last() == Some(&b'\n'));
    even && count >= LIKE && memchr::memchr_iter(b'\n', body).count() == count
}

/// Gives the lines of a body with their places, without their ends.
fn lines(body: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', body).chain([body.len()]);
    ends.map(move |end| {
        let at = std::mem::replace(&mut start, end + 1);
        (at, body.get(at..end).unwrap_or(&[]).trim_ascii_end())
    })
}

fn is_base64(line: &[u8]) -> bool {
    line.iter()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/'))
}

/// Gives the length that most of the first lines have.
fn usual(body: &[u8]) -> Option<usize> {
    let first: Vec<usize> = encoded(body).take(FIRST).map(|(_, l)| l.len()).collect();
    let times = |n: usize| first.iter().filter(|other| **other == n).count();
    first.iter().copied().max_by_key(|n| times(*n))
}

/// Gives the lines up to the first empty one: below it stands what somebody appended.
fn encoded(body: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let lines = lines(body).skip_while(|(_, line)| line.is_empty());
    lines.take_while(|(_, line)| !line.is_empty())
}

/// A line inside a part that is of another length than the others.
fn base64(body: &[u8], start: usize) -> Result<Option<Mark>, Untold> {
    if is_even(body) {
        return Ok(None);
    }
    let usual = usual(body).ok_or(Untold)?;
    let mut like = 0;
    let mut odd: Vec<(usize, usize)> = Vec::new();
    // The last line may be of any length: one is odd when another follows it.
    let mut last = None;
    for (at, line) in encoded(body) {
        let is_like = line.len() == usual;
        if !is_like && !is_base64(line) {
            break;
        }
        odd.extend(last.take());
        if is_like {
            like += 1;
        } else {
            last = Some((at, line.len()));
        }
        if odd.len() > ODD {
            return Err(Untold);
        }
        if line.ends_with(b"=") {
            break;
        }
    }
    let mark = |(at, length): &(usize, usize)| Mark {
        kind: MarkKind::Base64Lines,
        note: e::odd_line(*length, like, usual),
        at: place(start + at..start + at + length),
    };
    if like < LIKE {
        return Err(Untold);
    }
    Ok(odd.first().map(mark))
}

fn place(range: Range<usize>) -> Range<u32> {
    let to = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    to(range.start)..to(range.end)
}

/// What stands in a part of quoted-printable and no program that encodes it wrote.
fn quoted(body: &[u8], start: usize) -> Result<Option<Mark>, Untold> {
    memchr::memchr(b'=', body).ok_or(Untold)?;
    let top = body.trim_ascii_start();
    let top = top.get(..memmem::find(top, b"\n\n").unwrap_or(top.len()));
    if top.is_some_and(|top| memmem::find(top, LAST_FIELD).is_some()) {
        return Err(Untold);
    }
    let loose = few(loose(body))?;
    let wide = if body.is_ascii() {
        None
    } else {
        few(lines(body).filter(|(_, line)| !line.is_ascii()))?
    };
    let long = few(long(body))?;
    let mark = |note, at: usize, length: usize| Mark {
        kind: MarkKind::Quoted,
        note,
        at: place(start + at..start + at + length),
    };
    let wide = wide.map(|(at, line)| {
        let before = line.iter().position(|b| !b.is_ascii()).unwrap_or(0);
        let rest = line.get(before..).unwrap_or(&[]);
        mark(e::bare_letter(shown(rest)), at + before, 1)
    });
    let found = loose.map(|at| {
        let rest = body.get(at..).unwrap_or(&[]);
        mark(e::bare_equals(shown(rest)), at, 1)
    });
    let long = long.map(|(at, line)| mark(e::long_line(line.len()), at, line.len()));
    Ok(found.or(wide).or(long))
}

/// Finds the lines that are too long; the others are not looked at.
fn long(body: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', body).chain([body.len()]);
    let long = ends.filter_map(move |end| {
        let at = std::mem::replace(&mut start, end + 1);
        (end > at + LINE).then_some((at, body.get(at..end)?.trim_ascii_end()))
    });
    long.filter(|(_, line)| line.len() > LINE)
}

/// Gives the first of what a hand leaves once or twice.
fn few<T>(mut all: impl Iterator<Item = T>) -> Result<Option<T>, Untold> {
    let first = all.next();
    match all.nth(ODD - 1) {
        Some(_) => Err(Untold),
        None => Ok(first),
    }
}

/// Gives the first letters of a line.
fn shown(line: &[u8]) -> String {
    let first = line.get(..4 * SHOWN).unwrap_or(line);
    let text = String::from_utf8_lossy(first);
    let line = text.lines().next().unwrap_or("");
    line.chars().take(SHOWN).collect()
}

/// Finds the `=` that begin neither two figures of hex nor a soft line end.
fn loose(body: &[u8]) -> impl Iterator<Item = usize> {
    memchr::memchr_iter(b'=', body).filter(|at| {
        let rest = body.get(at + 1..).unwrap_or(&[]);
        match rest {
            [] | [b'\n' | b'\r', ..] => false,
            [a, b, ..] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit() => false,
            // Blanks before a line end were added on the way.
            _ => lines(rest).next().is_some_and(|(_, line)| !line.is_empty()),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(coding: Coding, body: &str) -> (Vec<MarkKind>, Vec<(u32, u32)>) {
        let found = look(body.as_bytes(), &[(coding, 0..body.len())]);
        let at = found.marks.iter().map(|m| (m.at.start, m.at.end));
        let at = at.collect();
        (found.tried, at)
    }

    const LINE64: &str = "VGhlIG1pbGwgc3RhbmRzIGJ5IHRoZSByaXZlciwgYW5k\n";

    fn base64(lines: &[&str]) -> (Vec<MarkKind>, Vec<(u32, u32)>) {
        told(Coding::Base64, &lines.concat())
    }

    #[test]
    fn a_line_of_another_length_inside_base64_is_a_mark() {
        let tried = vec![MarkKind::Base64Lines];
        let whole = [LINE64, LINE64, LINE64, LINE64, "YWxs\n"];
        assert_eq!(base64(&whole), (tried.clone(), vec![]));
        let short = [LINE64, LINE64, "b25l\n", LINE64, LINE64, "YWxs\n"];
        assert_eq!(base64(&short), (tried.clone(), vec![(90, 94)]));
        let first = ["b25l\r\n", LINE64, LINE64, LINE64, LINE64];
        assert_eq!(base64(&first), (tried.clone(), vec![(0, 4)]));
        let long = LINE64.replace('V', "VVVVV");
        let long = [LINE64, &long, LINE64, LINE64, LINE64];
        assert_eq!(base64(&long), (tried, vec![(45, 93)]));
    }

    #[test]
    fn what_programs_do_to_base64_is_no_mark() {
        let tried = vec![MarkKind::Base64Lines];
        let footer = [LINE64, LINE64, LINE64, LINE64, "YWxs\n", "__ List\n", "a\n"];
        assert_eq!(base64(&footer), (tried.clone(), vec![]));
        let below = [
            LINE64, LINE64, LINE64, LINE64, "YWxs\n", "\n", "Leave\n", "a\n",
        ];
        assert_eq!(base64(&below), (tried.clone(), vec![]));
        let sealed = [LINE64, LINE64, LINE64, LINE64, "YWw=\n", "Leave\n", "a\n"];
        assert_eq!(base64(&sealed), (tried, vec![]));
        let full = LINE64.replace("W5k", "W4=");
        let full = [LINE64, LINE64, LINE64, LINE64, &full, "Leave\n", "a\n"];
        assert_eq!(base64(&full), (vec![MarkKind::Base64Lines], vec![]));
        let pieces = [LINE64, "b25l\n"].repeat(4);
        assert_eq!(base64(&pieces), (vec![], vec![]));
        assert_eq!(base64(&[LINE64, "b25l\n", LINE64]), (vec![], vec![]));
        assert_eq!(base64(&[]), (vec![], vec![]));
    }

    #[test]
    fn what_nothing_encoded_in_quoted_printable_is_a_mark() {
        let tried = vec![MarkKind::Quoted];
        let told = |text: &str| told(Coding::Quoted, text);
        let right = "a=3Db and=\r\n c=E9 = \nd=\n";
        assert_eq!(told(right), (tried.clone(), vec![]));
        assert_eq!(told("a=3Db, c=d\n"), (tried.clone(), vec![(8, 9)]));
        assert_eq!(told("a=3Db, c=4x"), (tried.clone(), vec![(8, 9)]));
        assert_eq!(
            told("a=3Db\nthe caf\u{e9}\n"),
            (tried.clone(), vec![(13, 14)])
        );
        let long = format!("a=3Db\n{}\n", "x".repeat(81));
        assert_eq!(told(&long), (tried, vec![(6, 87)]));
    }

    #[test]
    fn a_program_that_does_not_encode_is_no_hand() {
        let told = |text: &str| told(Coding::Quoted, text);
        assert_eq!(told("plain\n"), (vec![], vec![]));
        assert_eq!(told("THE MILL\n====\n"), (vec![], vec![]));
        let long = format!("{}\n", "x".repeat(90)).repeat(3) + "a=3Db\n";
        assert_eq!(told(&long), (vec![], vec![]));
        let broken = "ada@example.org,\nErrors-To: a+b=c@example.org\n\na=3Db\n";
        assert_eq!(told(broken), (vec![], vec![]));
    }
}
