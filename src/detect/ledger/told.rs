//! What replies tell of a message: “On 3 May 2017 at 10:12 … wrote:” was made from the Date that
//! the message bore when it was answered. Part of `detect::ledger`.

use super::Line;
use super::bench::Bench;
use crate::detect::desk::Desk;
use crate::detect::quotes::said_when;
use crate::model::words::evidence as e;
use crate::model::{ItemIx, Leaning, Said, Stamp};
use crate::text::{TokenKind, month_of, tokens};
use std::collections::BTreeMap;

/// What one reply tells.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Told {
    /// The reply.
    pub by: ItemIx,
    /// The days that its words may mean, as days since 1970: `3/5/2017` may mean two.
    pub days: Vec<i64>,
    /// The words.
    pub words: String,
}

impl Told {
    /// Tells whether it may mean the day of a date, wherever the reader's zone lies.
    pub fn agrees(&self, date: Stamp) -> bool {
        let day = (date.epoch_s + i64::from(date.offset_min) * 60).div_euclid(86_400);
        self.days.iter().any(|d| (d - day).abs() <= 1)
    }
}

/// Reads what all replies tell of the messages that they answer.
pub fn all(desk: &Desk<'_>) -> BTreeMap<ItemIx, Vec<Told>> {
    let mut out: BTreeMap<ItemIx, Vec<Told>> = BTreeMap::new();
    for tie in &desk.ties {
        let Some(words) = said_when(desk, tie) else {
            continue;
        };
        let days = days(&words);
        if !days.is_empty() && desk.sender(tie.quote) != String::new() {
            let by = tie.quote;
            let told = Told { by, days, words };
            out.entry(tie.original).or_default().push(told);
        }
    }
    out
}

/// Reads the day that words name: `3 May 2017`, `May 3, 2017`, `2017-05-03`, `03/05/2017`.
fn days(words: &str) -> Vec<i64> {
    let list: Vec<(&str, TokenKind)> = tokens(words)
        .into_iter()
        .filter(|t| t.kind != TokenKind::Mark)
        .filter_map(|t| Some((words.get(t.range)?, t.kind)))
        .take(24)
        .collect();
    let number = |w: &str| w.trim_end_matches(char::is_alphabetic).parse::<i64>().ok();
    let mut out = Vec::new();
    for (at, (word, kind)) in list.iter().enumerate() {
        let near = |n: isize| at.checked_add_signed(n).and_then(|p| list.get(p));
        let figure = |n: isize| near(n).and_then(|w| number(w.0));
        if let Some(month) = month_of(word) {
            let months = i64::from(month);
            let day_first = figure(-1).zip(figure(1));
            let month_first = figure(1).zip(figure(2));
            for (day, year) in day_first.into_iter().chain(month_first) {
                out.extend(day_of(year, months, day));
            }
        } else if matches!(kind, TokenKind::Date | TokenKind::Number) {
            let parts: Vec<i64> = word.split(['/', '-', '.']).filter_map(number).collect();
            if let [x, y, z] = parts.as_slice() {
                out.extend(day_of(*x, *y, *z));
                out.extend(day_of(*z, *y, *x));
                out.extend(day_of(*z, *x, *y));
            }
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

fn day_of(year: i64, month: i64, day: i64) -> Option<i64> {
    let year = if (0..70).contains(&year) {
        year + 2000
    } else {
        year
    };
    if !(1990..=2040).contains(&year) {
        return None;
    }
    let date = jiff::civil::Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()?;
    let start = jiff::civil::Date::new(1970, 1, 1).ok()?;
    Some(i64::from(date.since(start).ok()?.get_days()))
}

/// Names the sender of a reply.
pub fn name(bench: &Bench<'_>, told: &Told) -> String {
    let from = bench.item(told.by).and_then(|i| i.head.as_ref());
    from.map(crate::model::Head::from_line).unwrap_or_default()
}

/// The day that replies tell against the Date.
pub fn day(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    let date = bench.date(ix)?;
    let all = bench.told.get(&ix)?;
    let at = bench.date_field(ix).map(|t| t.at.clone());
    let written = date.to_second_and_zone();
    if let Some(told) = all.iter().find(|t| t.agrees(date)) {
        let who = name(bench, told);
        let words = &told.words;
        let sentence = e::reply_agrees(who, words, written);
        return Some(Line::new(Leaning::Consistent, sentence, at));
    }
    let told = all.first()?;
    let sentence = e::reply_differs(
        &written,
        name(bench, told),
        &told.words,
        match all.len() {
            1 => Said::default(),
            n => e::more_replies(n),
        },
    );
    Some(Line {
        claim: Some((told.words.clone(), written)),
        ..Line::new(Leaning::Inconsistent, sentence, at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_read_however_it_is_written() {
        let third = days("3 May 2017");
        assert_eq!(third.len(), 1);
        for words in [
            "Wed, May 3, 2017 at 10:12 AM",
            "Wednesday, 3 May 2017 10:12 +0200",
            "2017-05-03 10:12",
            "On Wed, May 03, 2017 at 10:12:05AM +0200",
        ] {
            assert_eq!(days(words), third, "{words}");
        }
        assert_eq!(days("03/05/2017").len(), 2);
        assert_eq!(days("yesterday at 10:12"), Vec::<i64>::new());
    }

    #[test]
    fn a_zone_moves_no_day() {
        let told = Told {
            by: ItemIx(0),
            days: days("3 May 2017"),
            words: String::new(),
        };
        let stamp = |epoch_s| Stamp {
            epoch_s,
            offset_min: 0,
        };
        assert!(told.agrees(stamp(1_493_769_600)));
        assert!(told.agrees(stamp(1_493_769_600 + 86_400)));
        assert!(!told.agrees(stamp(1_493_769_600 + 3 * 86_400)));
    }
}
