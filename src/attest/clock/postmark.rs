//! The line `From ` above a message in a mailbox file, and the moment that whoever delivered it
//! wrote there (`From ada@example.org Mon Apr  3 12:00:00 2017`). Part of `attest::clock`.

use super::base;
use crate::model::{Basis, Tick, TickKind};
use jiff::civil::{Date, DateTime, Time};

/// Abbreviated months, as C writes them.
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// Reads the last line of what stands before a message; it is no byte of the message itself.
pub fn from_line(before: &[u8]) -> Option<Tick> {
    let text = String::from_utf8_lossy(before);
    let line = text.trim_end_matches(['\r', '\n']);
    let line = line.rsplit('\n').next()?.strip_prefix("From ")?;
    let words: Vec<&str> = line.split_ascii_whitespace().collect();
    let at = words.iter().position(|w| MONTHS.contains(w))?;
    let month = MONTHS.iter().position(|m| Some(m) == words.get(at))? as i8 + 1;
    let day = words.get(at + 1)?.parse::<i8>().ok()?;
    let clock = words.get(at + 2)?;
    let rest = words.get(at + 3..)?;
    let is_year = |w: &&&str| w.len() == 4 && w.bytes().all(|b| b.is_ascii_digit());
    let year = rest.iter().take(2).find(is_year)?.parse::<i16>().ok()?;
    let mut parts = clock.split(':').map(str::parse::<i8>);
    let (hour, minute) = (parts.next()?.ok()?, parts.next()?.ok()?);
    let second = parts.next().and_then(Result::ok).unwrap_or(0);
    let time = Time::new(hour, minute, second.min(59), 0).ok()?;
    let moment = DateTime::from_parts(Date::new(year, month, day).ok()?, time);
    let plain = moment.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
    let ms = plain.timestamp().as_millisecond();
    let (ms, basis) = match rest.iter().find_map(|w| zone(w)) {
        Some(minutes) => (ms - i64::from(minutes) * 60_000, Basis::Offset(minutes)),
        // Some programs write it in UTC, others in local time.
        None => (ms, Basis::Either),
    };
    Some(Tick {
        kind: TickKind::FromLine,
        ms: base::plausible(ms)?,
        basis,
        hop: None,
        at: 0..0,
    })
}

/// Reads `+0200`, `UTC` or `GMT`.
fn zone(word: &str) -> Option<i16> {
    if matches!(word, "UTC" | "GMT") {
        return Some(0);
    }
    let (sign, digits) = match word.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let number = digits.parse::<i16>().ok().filter(|_| digits.len() == 4)?;
    Some(sign * (number / 100 * 60 + number % 100))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_the_line_is_read() {
        let of = |line: &str| from_line(line.as_bytes()).map(|t| (t.ms / 1000, t.basis));
        let april = 1_491_220_800;
        let either = Some((april, Basis::Either));
        assert_eq!(
            of("From ada@example.org Mon Apr  3 12:00:00 2017\n"),
            either
        );
        assert_eq!(
            of("x\nFrom ada@example.org  Mon Apr  3 12:00 2017\r\n"),
            either
        );
        let east = Some((april - 7_200, Basis::Offset(120)));
        assert_eq!(of("From - Mon Apr 03 12:00:00 +0200 2017\n"), east);
        assert_eq!(of("From 12@xxx Mon Apr 03 12:00:00 2017 +0200\n"), east);
        let utc = Some((april, Basis::Offset(0)));
        assert_eq!(of("From MAILER Mon Apr  3 12:00:00 GMT 2017"), utc);
        for wrong in [
            "From ada",
            "To: ada Mon Apr  3 12:00:00 2017",
            "From a Apr 99 1:2 2017",
            "",
        ] {
            assert_eq!(of(wrong), None, "{wrong}");
        }
    }
}
