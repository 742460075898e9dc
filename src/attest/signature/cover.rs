//! What one signature leaves open, and whether its times can be: half of the ledger's lines.

use super::fields::Fields;
use super::ledger::named;
use super::line::{Asked, Check, Line};
use super::read::{Placed, Shown, Signature};
use crate::model::Grade::{M, S, W};
use crate::model::Leaning::{Consistent, Inconsistent, Untestable};
use crate::model::Stamp;
use crate::model::words::signed as w;

/// Seconds in a day: how far a clock may be off where days are compared.
const DAY_S: i64 = 86_400;

/// Says which shown fields a signature leaves open.
pub(super) fn cover_lines(fields: &Fields<'_>, one: &Placed, out: &mut Vec<Line>) {
    for shown in &one.signature.uncovered {
        let (word, name) = (shown.word(), named(one));
        let (grade, leaning, sentence) = if stands_often(one, *shown) {
            let sentence = w::stands_often(word, fields.named(word).count(), name);
            (M, Inconsistent, sentence)
        } else {
            (W, Untestable, w::not_covered(word, name))
        };
        out.push(Check::Cover.line(grade, leaning, &one.range, sentence));
    }
}

/// Tells whether a shown field that a signature leaves open stands there more often than once, so
/// that it covers another one than a reader sees.
pub(super) fn stands_often(one: &Placed, shown: Shown) -> bool {
    let mut names = one.covers.iter();
    names.any(|n| n.eq_ignore_ascii_case(shown.word()))
}

/// Tells whether a signature ends before it was made; `None` where it does not say both.
pub(super) fn ends_early(s: &Signature) -> Option<bool> {
    s.signed_s.zip(s.expires_s).map(|(t, x)| x < t)
}

/// Tells whether a signature had ended when the message arrived, by a day or more.
pub(super) fn had_ended(s: &Signature, own_s: Option<i64>) -> Option<bool> {
    let (x, own) = s.expires_s.zip(own_s)?;
    Some(own.saturating_sub(i64::try_from(x).unwrap_or(i64::MAX)) > DAY_S)
}

/// Gives the day of a signature's key, and whether the message claims to be older by a day or more.
pub(super) fn younger_key(s: &Signature, dated_s: Option<i64>) -> Option<(i64, bool)> {
    let (born, dated) = born_s(&s.selector, &s.domain).zip(dated_s)?;
    Some((born, dated < born - DAY_S))
}

/// Holds the times of a signature against each other and against the message's own.
pub(super) fn time_lines(asked: &Asked<'_>, one: &Placed, out: &mut Vec<Line>) {
    let s = &one.signature;
    let name = named(one);
    let when = |s: u64| {
        let epoch_s = i64::try_from(s).unwrap_or(i64::MAX);
        let stamp = Stamp {
            epoch_s,
            offset_min: 0,
        };
        stamp.format_utc("%Y-%m-%d %H:%M UTC")
    };
    if let (Some(t), Some(x), Some(true)) = (s.signed_s, s.expires_s, ends_early(s)) {
        let sentence = w::ends_early(&name, when(t), when(x));
        out.push(Check::Time.line(S, Inconsistent, &one.range, sentence));
    }
    let own = asked.arrived_s.or(asked.dated_s);
    if let (Some(x), Some(late)) = (s.expires_s, had_ended(s, own)) {
        let (grade, leaning, sentence) = if late {
            (M, Inconsistent, w::had_ended(&name, when(x)))
        } else {
            (W, Consistent, w::in_force(&name, when(x)))
        };
        out.push(Check::Time.line(grade, leaning, &one.range, sentence));
    }
    if let Some((born, true)) = younger_key(s, asked.dated_s) {
        let day = when(u64::try_from(born).unwrap_or(0));
        let sentence = w::key_younger(&s.domain, &s.selector, day);
        out.push(Check::Selector.line(S, Inconsistent, &one.range, sentence));
    }
}

/// Domains whose selectors are the day on which the key was made.
const DATED: &[&str] = &[
    "gmail.com",
    "googlemail.com",
    "google.com",
    "googlegroups.com",
];

/// Gives the day in a selector of a domain that names its keys so.
fn born_s(selector: &str, domain: &str) -> Option<i64> {
    let known = DATED.contains(&domain) || domain.ends_with(".gappssmtp.com");
    let digits = selector
        .get(..8)
        .filter(|d| known && d.bytes().all(|b| b.is_ascii_digit()))?;
    let number = |range: std::ops::Range<usize>| digits.get(range)?.parse::<i16>().ok();
    let (year, month, day) = (number(0..4)?, number(4..6)?, number(6..8)?);
    let day = jiff::civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    let zoned = day.ok()?.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
    Some(zoned.timestamp().as_second())
}
