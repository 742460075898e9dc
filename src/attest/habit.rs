//! What a mail program does in the same way each time: its name, the shape of its ids, the order
//! of its fields, how it writes a date. Part of `attest`.

use super::{boundary, first, text_of};
use crate::model::{HABITS, Habit, Header};
use std::borrow::Cow;

/// Fields that the sender's program writes, with the letter that stands for each in an order.
const OWN: &[(&str, char)] = &[
    ("from", 'F'),
    ("to", 'T'),
    ("cc", 'C'),
    ("subject", 'S'),
    ("date", 'D'),
    ("message-id", 'I'),
    ("mime-version", 'V'),
    ("content-type", 'Y'),
    ("content-transfer-encoding", 'E'),
    ("in-reply-to", 'R'),
    ("references", 'L'),
    ("x-mailer", 'X'),
    ("user-agent", 'U'),
    ("reply-to", 'P'),
    ("content-language", 'G'),
];

/// Reads the habits of a message.
pub fn habits<'h>(headers: &'h [Header<'_>]) -> Vec<(Habit, Cow<'h, str>)> {
    let mut out = Vec::with_capacity(HABITS.len());
    let mut put = |habit, value: Option<Cow<'h, str>>| {
        out.extend(value.filter(|v| !v.is_empty()).map(|v| (habit, v)));
    };
    let mailer = first(headers, "x-mailer").or_else(|| first(headers, "user-agent"));
    put(Habit::Mailer, mailer.map(|h| text_of(&h.value)));
    let id = first(headers, "message-id").map(|h| h.value.trim());
    let id = id.map(|i| i.trim_matches(['<', '>']));
    let (left, host) = id.map_or((None, None), |i| match i.rsplit_once('@') {
        Some((left, host)) => (Some(left), Some(host)),
        None => (Some(i), None),
    });
    put(Habit::IdShape, left.map(shaped));
    put(Habit::IdHost, host.map(|h| lower(text_of(h))));
    put(Habit::Order, Some(Cow::Owned(order(headers))));
    put(
        Habit::DateForm,
        first(headers, "date").map(|h| Cow::Owned(date_form(&h.value))),
    );
    let kind = first(headers, "content-type");
    put(Habit::TypeForm, kind.map(|h| type_form(&h.value)));
    put(
        Habit::Edge,
        kind.and_then(|h| boundary(&h.value)).map(shaped),
    );
    out
}

/// Gives a text in lower case.
fn lower(text: Cow<'_, str>) -> Cow<'_, str> {
    if text
        .bytes()
        .any(|b| !b.is_ascii() || b.is_ascii_uppercase())
    {
        return Cow::Owned(text.to_lowercase());
    }
    text
}

fn shaped(id: &str) -> Cow<'static, str> {
    Cow::Owned(shape(id))
}

/// Gives the shape of an id: runs of figures, hex and letters become one sign each.
pub fn shape(id: &str) -> String {
    let mut out = String::new();
    let mut words = id.split_inclusive(|c: char| !c.is_ascii_alphanumeric());
    for word in words.by_ref().take(12) {
        let (run, mark) = match word.char_indices().last() {
            Some((at, c)) if !c.is_ascii_alphanumeric() => (word.get(..at).unwrap_or(""), Some(c)),
            _ => (word, None),
        };
        let all = |is: fn(&u8) -> bool| run.bytes().all(|b| is(&b));
        if run.is_empty() {
        } else if all(u8::is_ascii_digit) {
            out.push('9');
        } else if all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(b)) {
            out.push('h');
        } else if all(|b| b.is_ascii_digit() || (b'A'..=b'F').contains(b)) {
            out.push('H');
        } else if all(u8::is_ascii_uppercase) {
            out.push('A');
        } else if all(u8::is_ascii_lowercase) {
            out.push('a');
        } else {
            out.push('x');
        }
        out.extend(mark);
    }
    out
}

fn order(headers: &[Header<'_>]) -> String {
    let letter = |h: &Header<'_>| {
        let found = OWN.iter().find(|(n, _)| h.name.eq_ignore_ascii_case(n));
        found.map(|(_, letter)| *letter)
    };
    headers.iter().filter_map(letter).take(20).collect()
}

/// Gives the form of a date: figures become 9, words a.
fn date_form(value: &str) -> String {
    let line = value.trim();
    let mut out = String::new();
    for c in line.chars().take(60) {
        let sign = match c {
            '0'..='9' => '9',
            'a'..='z' | 'A'..='Z' => 'a',
            '-' | '+' => '+',
            other => other,
        };
        if sign != 'a' || !out.ends_with('a') {
            out.push(sign);
        }
    }
    out
}

/// Gives media type and parameters as written, without the boundary's value.
fn type_form(value: &str) -> Cow<'_, str> {
    let line = text_of(value);
    if !line.contains(';') {
        return line;
    }
    let parts = line.split(';').map(|part| {
        let part = part.trim();
        match part.split_once('=') {
            Some((name, _)) if name.eq_ignore_ascii_case("boundary") => name.to_owned(),
            Some((name, _)) if name.to_ascii_lowercase().starts_with("name") => name.to_owned(),
            _ => part.to_owned(),
        }
    });
    Cow::Owned(parts.collect::<Vec<_>>().join(";"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_one_program_have_one_shape() {
        assert_eq!(shape("41B5F981.3090601"), "H.9");
        assert_eq!(shape("20170421123105.12345-1-mira"), "9.9-9-a");
        assert_eq!(shape("7F5F3C1B-9E0D-4B60"), "H-H-H");
        assert_eq!(shape(""), "");
    }

    #[test]
    fn the_form_of_a_date_is_what_its_program_writes() {
        assert_eq!(
            date_form(" Fri, 21 Apr 2017 12:31:05 -0700 (PDT)"),
            "a, 99 a 9999 99:99:99 +9999 (a)"
        );
        assert_eq!(date_form("1 May 2017"), "9 a 9999");
    }
}
