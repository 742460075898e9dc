//! Dates as mail writes them: RFC 5322, its obsolete zones, `ctime`, two-digit years, no zone.

use crate::model::Stamp;
use std::borrow::Cow;

/// Words of a date that are looked at; real ones have eight.
const WORDS: usize = 24;
/// Characters of a date that are looked at.
const DATE_LONGEST: usize = 1000;

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

const DAYS: [&[u8; 3]; 7] = [b"sun", b"mon", b"tue", b"wed", b"thu", b"fri", b"sat"];

/// Zones by name, in minutes east of UTC (RFC 822 and those that old mailers wrote).
const ZONES: &[(&str, i16)] = &[
    ("ut", 0),
    ("utc", 0),
    ("gmt", 0),
    ("z", 0),
    ("est", -300),
    ("edt", -240),
    ("cst", -360),
    ("cdt", -300),
    ("mst", -420),
    ("mdt", -360),
    ("pst", -480),
    ("pdt", -420),
    ("bst", 60),
    ("wet", 0),
    ("west", 60),
    ("cet", 60),
    ("cest", 120),
    ("met", 60),
    ("mest", 120),
    ("eet", 120),
    ("eest", 180),
    ("msk", 180),
    ("jst", 540),
    ("hst", -600),
    ("akst", -540),
    ("akdt", -480),
];

/// Reads a date; `None` where day, month, year or hour is missing or impossible.
pub fn date(value: &str) -> Option<Stamp> {
    if let Some(found) = usual(value.as_bytes()) {
        return found.stamp();
    }
    by_words(value)
}

fn by_words(value: &str) -> Option<Stamp> {
    let text = without_comments(value);
    let mut found = Found::default();
    let parted = |c: char| c.is_whitespace() || c == ',';
    for word in text.split(parted).filter(|w| !w.is_empty()).take(WORDS) {
        found.take(word);
    }
    found.stamp()
}

/// Longest date that is read in one go.
const USUAL_LONGEST: usize = 100;
/// How a usual date goes on behind the day of the month: `0` stands for a figure, `a` for a letter
/// of the month, `+` for a sign; everything else for itself.
const USUAL: &[u8; 24] = b" aaa 0000 00:00:00 +0000";

/// Reads in one go what nearly all programs write, `Fri, 21 Apr 2017 12:31:05 +0200 (CEST)`, as its
/// words would be read; `None` for anything else.
fn usual(value: &[u8]) -> Option<Found> {
    let all = value.trim_ascii();
    let text = match all.split_first_chunk()? {
        (&[a, b, c, b','], rest) if all.len() <= USUAL_LONGEST => {
            let name = [a, b, c].map(|l| l.to_ascii_lowercase());
            DAYS.contains(&&name).then_some(rest.trim_ascii_start())?
        }
        _ => return None,
    };
    let digits = text.iter().take_while(|b| b.is_ascii_digit()).count();
    let (day, rest) = text
        .split_at_checked(digits)
        .filter(|_| (1..=2).contains(&digits))?;
    let (form, rest) = rest.split_first_chunk::<24>()?;
    let fits = |(byte, form): (&u8, &u8)| match form {
        b'0' => byte.is_ascii_digit(),
        b'a' => byte.is_ascii_alphabetic(),
        b'+' => matches!(byte, b'+' | b'-'),
        own => byte == own,
    };
    let comment = rest.trim_ascii_start();
    let inner = comment
        .strip_prefix(b"(")
        .and_then(|c| c.strip_suffix(b")"));
    let ends = match inner {
        Some(inner) => !inner
            .iter()
            .any(|b| matches!(b, b'(' | b')') || !b.is_ascii()),
        None => comment.is_empty(),
    };
    if !ends || !form.iter().zip(USUAL).all(fits) {
        return None;
    }
    let number = |bytes: &[u8]| bytes.iter().fold(0, |n, b| n * 10 + i16::from(b - b'0'));
    let month = std::str::from_utf8(&form[1..4]).ok().and_then(month)?;
    let clock = [&form[10..12], &form[13..15], &form[16..18]].map(|two| number(two) as i8);
    let zone = number(&form[20..22]) * 60 + number(&form[22..24]);
    let day = number(day);
    let is_plain = (1..=31).contains(&day) && zone <= 24 * 60;
    is_plain.then_some(Found {
        day: Some(day as i8),
        month: Some(month),
        year: Some(number(&form[5..9])),
        time: Some([clock[0], clock[1], clock[2].min(59)]),
        zone_min: Some(if form[19] == b'-' { -zone } else { zone }),
    })
}

/// What the words of a date said so far.
#[derive(Default)]
struct Found {
    day: Option<i8>,
    month: Option<i8>,
    year: Option<i16>,
    time: Option<[i8; 3]>,
    zone_min: Option<i16>,
}

impl Found {
    fn take(&mut self, word: &str) {
        if word.contains(':') && self.time.is_none() {
            self.clock(word);
        } else if let Some(minutes) = self.time.and_then(|_| offset(word)) {
            self.zone_min.get_or_insert(minutes);
        } else if word.bytes().all(|b| b.is_ascii_digit()) {
            self.number(word);
        } else if let Some(month) = month(word) {
            self.month.get_or_insert(month);
        } else if word.contains('-') || word.contains('/') {
            self.joined(word);
        } else {
            let name = word.to_ascii_lowercase();
            let zone = ZONES.iter().find(|(zone, _)| *zone == name);
            if let (Some((_, minutes)), Some(_)) = (zone, self.time) {
                self.zone_min.get_or_insert(*minutes);
            }
        }
    }

    fn number(&mut self, word: &str) {
        let Ok(value) = word.parse::<i16>() else {
            return;
        };
        if self.day.is_none() && word.len() <= 2 && (1..=31).contains(&value) {
            self.day = Some(value as i8);
        } else if self.year.is_none() {
            self.year = year(word.len(), value);
        }
    }

    /// Reads `2-Mar-2001` and `2001-03-02`.
    fn joined(&mut self, word: &str) {
        let parts: Vec<&str> = word.split(['-', '/']).take(4).collect();
        let [first, middle, last] = parts.as_slice() else {
            return;
        };
        let named = month(middle).or_else(|| middle.parse().ok().filter(|m| (1..=12).contains(m)));
        if self.month.is_some() || named.is_none() {
            return;
        }
        self.month = named;
        let (day, of_year) = if first.len() == 4 {
            (last, first)
        } else {
            (first, last)
        };
        self.number(day);
        self.number(of_year);
    }

    /// Reads `12:31`, `12:31:05`, `12:31:05.250`, `12:31:05+0200`.
    fn clock(&mut self, word: &str) {
        let end = word.find(|c: char| !(c.is_ascii_digit() || c == ':'));
        let (clock, rest) = word.split_at(end.unwrap_or(word.len()));
        let mut parts = clock.split(':').map(str::parse::<i8>);
        let (Some(Ok(hour)), Some(Ok(minute))) = (parts.next(), parts.next()) else {
            return;
        };
        let second = match parts.next() {
            Some(Ok(second)) => second.min(59),
            Some(Err(_)) | None => 0,
        };
        self.time = Some([hour, minute, second]);
        if let Some(at) = rest.find(['+', '-']) {
            self.zone_min = rest.get(at..).and_then(offset);
        } else if rest == "Z" {
            self.zone_min = Some(0);
        }
    }

    fn stamp(&self) -> Option<Stamp> {
        let [hour, minute, second] = self.time?;
        let date = jiff::civil::Date::new(self.year?, self.month?, self.day?).ok()?;
        let time = jiff::civil::Time::new(hour, minute, second, 0).ok()?;
        let offset_min = self.zone_min.unwrap_or(0);
        let utc = jiff::tz::Offset::UTC
            .to_timestamp(date.to_datetime(time))
            .ok()?;
        Some(Stamp {
            epoch_s: utc.as_second() - i64::from(offset_min) * 60,
            offset_min,
        })
    }
}

fn month(word: &str) -> Option<i8> {
    let start = word.get(..3)?;
    let at = MONTHS.iter().position(|m| start.eq_ignore_ascii_case(m))?;
    word.bytes()
        .all(|b| b.is_ascii_alphabetic() || b == b'.')
        .then_some(at as i8 + 1)
}

/// Reads a year; two and three digits as RFC 5322 §4.3 says.
fn year(digits: usize, value: i16) -> Option<i16> {
    match digits {
        2 if value < 50 => Some(2000 + value),
        2 | 3 => Some(1900 + value),
        4 => Some(value),
        _ => None,
    }
}

/// Reads `+0200`, `-05:30`, `+2`, `GMT+1`.
fn offset(word: &str) -> Option<i16> {
    if !word.starts_with(['+', '-', 'G', 'g', 'U', 'u']) {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    let bare = lower.trim_start_matches("gmt").trim_start_matches("utc");
    let sign = match bare.bytes().next()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits: String = bare.chars().skip(1).filter(char::is_ascii_digit).collect();
    if bare
        .chars()
        .skip(1)
        .any(|c| !(c.is_ascii_digit() || c == ':'))
    {
        return None;
    }
    let value: i16 = digits.parse().ok()?;
    let minutes = match digits.len() {
        1 | 2 => value * 60,
        3 | 4 => value / 100 * 60 + value % 100,
        _ => return None,
    };
    (minutes <= 24 * 60).then_some(sign * minutes)
}

fn without_comments(value: &str) -> Cow<'_, str> {
    if value.len() <= DATE_LONGEST && !value.contains(['(', ')']) {
        return Cow::Borrowed(value);
    }
    let mut depth = 0usize;
    let mut out = String::with_capacity(value.len().min(200));
    for ch in value.chars().take(DATE_LONGEST) {
        match ch {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(ch),
            _ => {}
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// What is read in one go is what its words say.
        #[test]
        fn the_usual_form_says_what_its_words_say(
            text in "(Mon|tue|Sun|Mar|Xyz),? {1,2}[0-3]?[0-9] (Jan|FEB|mar|Dec|Foo) \
                (19|20|0|99)[0-9]{2} [0-2]?[0-9]:[0-6][0-9]:[0-6][0-9] [+-][0-2][0-9][0-9]0\
                (| | \\(CEST\\)|\\(a| GMT|[+]1| \\(a\\(b\\)\\))",
        ) {
            prop_assert_eq!(date(&text), by_words(&text), "{}", text);
        }
    }

    #[test]
    fn the_usual_form_is_read_in_one_go() {
        for text in [
            "Fri, 21 Apr 2017 12:31:05 +0200",
            " Sun, 1 Jan 2017 09:08:07 -0700 (PDT)\r\n",
        ] {
            assert!(usual(text.as_bytes()).is_some(), "{text}");
            assert_eq!(date(text), by_words(text));
        }
        assert!(usual(b"21 Apr 2017 12:31:05 +0200").is_none());
    }

    #[test]
    fn dates_of_all_shapes_are_read() {
        let rows = [
            (
                "Fri, 21 Apr 2017 12:31:05 +0200",
                "2017-04-21T12:31:05+02:00",
            ),
            (
                "Fri, 21 Apr 2017 12:31:05 -0700 (PDT)",
                "2017-04-21T12:31:05-07:00",
            ),
            ("21 Apr 17 12:31 EDT", "2017-04-21T12:31:00-04:00"),
            ("Thu Jan  1 00:00:07 1970", "1970-01-01T00:00:07+00:00"),
            ("Tue Aug  6 11:03:54 EDT 2002", "2002-08-06T11:03:54-04:00"),
            ("Mon, 2-Mar-98 09:08:07 GMT+1", "1998-03-02T09:08:07+01:00"),
            ("2017-04-21 12:31:05 +0530", "2017-04-21T12:31:05+05:30"),
            (
                "Fri, 21 April 2017 12:31:60 -0000",
                "2017-04-21T12:31:59+00:00",
            ),
            (
                "Sat, 01 Jan 100 10:00:00 +0000",
                "2000-01-01T10:00:00+00:00",
            ),
        ];
        for (text, wanted) in rows {
            assert_eq!(
                date(text).map(|s| s.rfc3339()).as_deref(),
                Some(wanted),
                "{text}"
            );
        }
        for text in [
            "",
            "-2+3",
            "yesterday",
            "31 Feb 2017 10:00:00 +0000",
            "21 Apr 2017",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
