//! The days that a text names: a version that names a later day where the other names an earlier
//! one is the later of the two, by its own words.

use crate::text::{TokenKind, month_of, tokens};
use std::collections::BTreeSet;

/// A day or month that a text names: year, month, day (0 where only the month is named).
pub type Day = (u16, u8, u8);

/// Years that a text may name as days of its own; others are figures or history.
const YEARS: std::ops::RangeInclusive<u16> = 1970..=2100;
/// Words of a text that are looked at.
const WORDS: usize = 200_000;

/// Finds the days that a text names, `21 April 2017`, `April 21, 2017`, `21/04/2017`, `2017-04-21`.
pub fn days(text: &str) -> BTreeSet<Day> {
    let words: Vec<(&str, TokenKind)> = tokens(text)
        .into_iter()
        .take(WORDS)
        .filter(|t| t.kind != TokenKind::Mark)
        .filter_map(|t| Some((text.get(t.range)?, t.kind)))
        .collect();
    let mut out = BTreeSet::new();
    for (at, (word, kind)) in words.iter().enumerate() {
        let near = |n: isize| at.checked_add_signed(n).and_then(|p| words.get(p));
        if let Some(month) = month_of(word) {
            let year = |n| near(n).and_then(|w| year(w.0));
            let number = |n| near(n).map_or(0, |w| day(w.0));
            if let Some(year) = year(1) {
                out.insert((year, month, number(-1)));
            } else if let Some(year) = year(2).filter(|_| number(1) > 0) {
                out.insert((year, month, number(1)));
            }
        } else if matches!(kind, TokenKind::Date | TokenKind::Number) {
            out.extend(figures(word));
        }
    }
    out
}

fn year(word: &str) -> Option<u16> {
    let year = word.parse().ok().filter(|_| word.len() == 4)?;
    YEARS.contains(&year).then_some(year)
}

fn day(word: &str) -> u8 {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let day = digits.parse().ok().filter(|d| (1..=31).contains(d));
    day.unwrap_or(0)
}

/// Reads a day in figures; the day stands before the month unless it cannot.
fn figures(word: &str) -> Option<Day> {
    let parts: Vec<&str> = word.split(['/', '-', '.']).collect();
    let [x, y, z] = parts.as_slice() else {
        return None;
    };
    let number = |t: &str| t.parse::<u8>().ok().filter(|n| *n > 0);
    let (whole, first, second) = match (year(x), year(z)) {
        (Some(whole), _) => (whole, number(z)?, number(y)?),
        (None, Some(whole)) => (whole, number(x)?, number(y)?),
        (None, None) => return None,
    };
    let (day, month) = if second > 12 {
        (second, first)
    } else {
        (first, second)
    };
    (day <= 31 && month <= 12).then_some((whole, month, day))
}

/// Tells which of two texts names the later day among those that only one of them names.
pub fn later(a: &BTreeSet<Day>, b: &BTreeSet<Day>) -> std::cmp::Ordering {
    match (a.difference(b).max(), b.difference(a).max()) {
        (Some(x), Some(y)) => x.cmp(y),
        _ => std::cmp::Ordering::Equal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_in_all_its_forms() {
        for text in [
            "le 21 avril 2017",
            "on April 21, 2017",
            "am 21/04/2017",
            "since 2017-04-21",
        ] {
            assert_eq!(days(text), BTreeSet::from([(2017, 4, 21)]), "{text}");
        }
        assert_eq!(days("in May 2017"), BTreeSet::from([(2017, 5, 0)]));
        assert!(days("400 of 2017 and 1.2.3").is_empty());
    }

    #[test]
    fn only_days_that_one_side_names_tell() {
        let of = |t: &str| days(t);
        let (a, b) = (
            of("1 May 2019, ends 1 May 2030"),
            of("2 June 2021, ends 1 May 2030"),
        );
        assert_eq!(later(&a, &b), std::cmp::Ordering::Less);
        assert_eq!(later(&a, &of("ends 1 May 2030")), std::cmp::Ordering::Equal);
    }
}
