//! What a sender does in the same way each time: the program's name, the shape of its ids, the
//! order of its fields, how it writes a date; the zone and hours of its clock, how the text is
//! wrapped and encoded, and what stands below it. Part of `attest`.

use super::{boundary, first, text_of};
use crate::model::{HABITS, Habit, Header, Parts};
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

/// Lines from the end of a text in which a signature block begins.
const FOOT: usize = 24;

/// Quarters of a day.
const QUARTERS: [&str; 4] = ["00-06", "06-12", "12-18", "18-24"];

/// Reads the habits of a message.
pub fn habits<'h>(headers: &'h [Header<'_>], parts: Parts<'h>) -> Vec<(Habit, Cow<'h, str>)> {
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
    let date = first(headers, "date").map(|h| &*h.value);
    put(Habit::DateForm, date.map(|d| Cow::Owned(date_form(d))));
    let kind = first(headers, "content-type");
    put(Habit::TypeForm, kind.map(|h| type_form(&h.value)));
    put(
        Habit::Edge,
        kind.and_then(|h| boundary(&h.value)).map(shaped),
    );
    put(Habit::Zone, date.and_then(zone).map(Cow::Borrowed));
    put(Habit::Skeleton, Some(Cow::Borrowed(parts.skeleton)));
    let encoding = first(headers, "content-transfer-encoding");
    put(Habit::Encoding, encoding.map(|h| lower(text_of(&h.value))));
    put(Habit::Signature, signature(parts.text));
    put(Habit::Hours, date.and_then(quarter).map(Cow::Borrowed));
    out
}

/// Gives the offset from UTC that a date is written with.
fn zone(date: &str) -> Option<&str> {
    let is_zone = |word: &&str| {
        let figures = word.strip_prefix(['+', '-']);
        figures.is_some_and(|f| f.len() == 4 && f.bytes().all(|b| b.is_ascii_digit()))
    };
    date.split_ascii_whitespace().find(is_zone)
}

/// Gives the quarter of the day of a date, by its own clock.
fn quarter(date: &str) -> Option<&'static str> {
    let mut words = date.split_ascii_whitespace();
    let (hour, _) = words.find_map(|word| word.split_once(':'))?;
    let hour: usize = hour.parse().ok()?;
    QUARTERS.get(hour / 6).copied()
}

/// Gives the first line of the block that two dashes set below a text, in lower case and with its
/// numbers as 9: a version is none of the habit.
fn signature(text: &str) -> Option<Cow<'_, str>> {
    let mut block = None;
    let mut below = "";
    for line in text.trim_end().rsplit('\n').take(FOOT) {
        if line.trim_end() == "--" {
            block = Some(below);
        } else if !line.trim().is_empty() {
            below = line;
        }
    }
    let line = lower(text_of(block?));
    if !line.bytes().any(|b| b.is_ascii_digit()) {
        return Some(line);
    }
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        let sign = if c.is_ascii_digit() { '9' } else { c };
        if sign != '9' || !out.ends_with('9') {
            out.push(sign);
        }
    }
    Some(Cow::Owned(out))
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

    #[test]
    fn zone_and_quarter_are_those_of_the_written_clock() {
        let date = "Fri, 21 Apr 2017 19:31:05 -0700 (PDT)";
        assert_eq!((zone(date), quarter(date)), (Some("-0700"), Some("18-24")));
        let date = "1 May 2017 06:00 GMT";
        assert_eq!((zone(date), quarter(date)), (None, Some("06-12")));
        assert_eq!((zone("soon"), quarter("soon 31:00")), (None, None));
    }

    #[test]
    fn a_signature_is_told_by_its_first_line() {
        let told = |text| signature(text).map(Cow::into_owned);
        assert_eq!(
            told("Hi\n-- \nAda  Mill, room 21\nx\n"),
            Some("ada mill, room 9".into())
        );
        assert_eq!(told("a\n-- \n2.34.1\n\n"), Some("9.9.9".into()));
        let list = "Hi\n-- \nAda\n-- \nThe list\n";
        assert_eq!(told(list), Some("ada".into()));
        assert_eq!(told("Hi\n> -- \n> Ada\n"), None);
        let far = format!("-- \nAda\n{}", "x\n".repeat(FOOT));
        assert_eq!(told(&far), None);
    }
}
