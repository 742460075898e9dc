//! Moments and lengths of time in the parts that a format gives.

use super::Convention;
use super::parse::{Piece, Section};
use jiff::ToSpan;
use jiff::civil::Date;

/// Last second of the days that a workbook counts: the end of the year 9999.
const LAST: f64 = 2_958_466.0;

/// Names of months and days of the week in a language.
struct Names {
    /// Number of the language, without its country.
    language: u32,
    months: [&'static str; 12],
    short: [&'static str; 12],
    days: [&'static str; 7],
    short_days: [&'static str; 7],
}

const NAMES: &[Names] = &[
    Names {
        language: 0x09,
        months: [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        short: [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ],
        days: [
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
            "Sunday",
        ],
        short_days: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    },
    Names {
        language: 0x0c,
        months: [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ],
        short: [
            "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.",
            "nov.", "déc.",
        ],
        days: [
            "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
        ],
        short_days: ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."],
    },
    Names {
        language: 0x07,
        months: [
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ],
        short: [
            "Jan", "Feb", "Mrz", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez",
        ],
        days: [
            "Montag",
            "Dienstag",
            "Mittwoch",
            "Donnerstag",
            "Freitag",
            "Samstag",
            "Sonntag",
        ],
        short_days: ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"],
    },
];

/// A moment, cut into what formats ask for.
struct Moment {
    date: Date,
    /// Seconds of the day, and hundredths.
    second: i64,
    hundredths: i64,
    /// The whole length in seconds.
    length: i64,
}

/// Writes a count of days by the parts of a section; `None` where it is no moment.
pub(super) fn show(
    section: &Section,
    value: f64,
    since_1904: bool,
    convention: Convention,
) -> Option<String> {
    if !(0.0..LAST).contains(&value) {
        return None;
    }
    let moment = moment(value, since_1904, places(section))?;
    let halves = section.pieces.contains(&Piece::Half);
    let language = section.language & 0x3ff;
    // Without a language months are named as the machine of who looks has it.
    let names = match (language, convention) {
        (0, Convention::Point) => NAMES.first(),
        (0, _) => None,
        (language, _) => NAMES.iter().find(|n| n.language == language),
    };
    let mut out = String::new();
    let mut pieces = section.pieces.iter().enumerate().peekable();
    while let Some((at, piece)) = pieces.next() {
        match piece {
            Piece::Words(words) => out.push_str(words),
            Piece::Half => out.push_str(if moment.second < 43_200 { "AM" } else { "PM" }),
            Piece::Length(unit) => out.push_str(&length(*unit, moment.length)),
            Piece::Part('m', count) if is_minute(section, at) => {
                out.push_str(&padded(moment.second / 60 % 60, *count));
            }
            Piece::Part(unit, count) => out.push_str(&part(*unit, *count, &moment, halves, names)?),
            Piece::Point => {
                let places = places(section);
                if matches!(pieces.peek(), Some((_, Piece::Digit(_)))) {
                    let mark = convention.marks().0;
                    let hundredths = format!("{:02}", moment.hundredths);
                    out.push(mark);
                    out.push_str(hundredths.get(..places.min(2)).unwrap_or(""));
                } else {
                    out.push('.');
                }
            }
            Piece::Comma => out.push(','),
            Piece::Digit(_) => {}
            Piece::Percent | Piece::General => return None,
        }
    }
    Some(out)
}

/// Counts the decimals of seconds that a section shows.
fn places(section: &Section) -> usize {
    let digits = section
        .pieces
        .iter()
        .filter(|p| matches!(p, Piece::Digit(_)));
    digits.count()
}

/// Cuts a count of days; seconds are rounded to what is shown.
fn moment(value: f64, since_1904: bool, places: usize) -> Option<Moment> {
    let unit = if places == 0 { 1.0 } else { 100.0 };
    let counted = (value * 86_400.0 * unit).round() as i64;
    let (length, hundredths) = if places == 0 {
        (counted, 0)
    } else {
        (counted / 100, counted % 100)
    };
    let days = length / 86_400;
    let (epoch, days) = match (since_1904, days) {
        (true, _) => (jiff::civil::date(1904, 1, 1), days),
        // Excel counts a 29th of February 1900 that never was.
        (false, 0..60) => (jiff::civil::date(1899, 12, 31), days),
        (false, _) => (jiff::civil::date(1899, 12, 30), days),
    };
    Some(Moment {
        date: epoch.checked_add(days.days()).ok()?,
        second: length % 86_400,
        hundredths,
        length,
    })
}

fn part(
    unit: char,
    count: usize,
    moment: &Moment,
    halves: bool,
    names: Option<&Names>,
) -> Option<String> {
    let date = moment.date;
    let month = usize::from(date.month().unsigned_abs()).checked_sub(1)?;
    let day = usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
    let hour = moment.second / 3_600;
    Some(match (unit, count) {
        ('y', ..=2) => format!("{:02}", date.year().rem_euclid(100)),
        ('y', _) => format!("{:04}", date.year()),
        ('m', ..=2) => padded(i64::from(date.month()), count),
        ('m', 3) => (*names?.short.get(month)?).to_owned(),
        ('m', 4) => (*names?.months.get(month)?).to_owned(),
        ('m', _) => names?.months.get(month)?.chars().take(1).collect(),
        ('d', ..=2) => padded(i64::from(date.day()), count),
        ('d', 3) => (*names?.short_days.get(day)?).to_owned(),
        ('d', _) => (*names?.days.get(day)?).to_owned(),
        ('h', _) if halves => padded((hour + 11) % 12 + 1, count),
        ('h', _) => padded(hour, count),
        ('s', _) => padded(moment.second % 60, count),
        _ => return None,
    })
}

/// An `m` beside hours or seconds means minutes.
fn is_minute(section: &Section, at: usize) -> bool {
    let part = |p: &Piece| match p {
        Piece::Part(unit, _) | Piece::Length(unit) => Some(*unit),
        _ => None,
    };
    let before = section.pieces.get(..at).unwrap_or(&[]);
    let before = before.iter().rev().find_map(part);
    let behind = section.pieces.get(at + 1..).unwrap_or(&[]);
    let behind = behind.iter().find_map(part);
    before == Some('h') || behind == Some('s')
}

fn length(unit: char, seconds: i64) -> String {
    let count = match unit {
        'h' => seconds / 3_600,
        'm' => seconds / 60,
        _ => seconds,
    };
    count.to_string()
}

fn padded(number: i64, count: usize) -> String {
    if count > 1 {
        format!("{number:02}")
    } else {
        number.to_string()
    }
}
