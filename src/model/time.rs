//! A moment as somebody claims it: seconds since 1970 and the zone offset written beside it.

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

/// Year to second as `strftime` writes it.
const TO_SECOND: &str = "%Y-%m-%d %H:%M:%S";

/// A claimed moment with the sender's own offset.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Stamp {
    /// Seconds since 1970-01-01 00:00:00 UTC.
    pub epoch_s: i64,
    /// Minutes east of UTC, as the claim writes it (-0000 counts as 0).
    pub offset_min: i16,
}

impl Stamp {
    /// Writes RFC 3339 with the sender's own offset, or an empty text outside years -9999..=9999.
    pub fn rfc3339(&self) -> String {
        self.format("%Y-%m-%dT%H:%M:%S%:z")
    }

    /// Writes the claim's own wall clock with a `strftime` pattern.
    pub fn format(&self, pattern: &str) -> String {
        let zone = Offset::from_seconds(i32::from(self.offset_min) * 60).unwrap_or(Offset::UTC);
        Timestamp::from_second(self.epoch_s)
            .map(|t| {
                t.to_zoned(TimeZone::fixed(zone))
                    .strftime(pattern)
                    .to_string()
            })
            .unwrap_or_default()
    }

    /// Writes the claim's own wall clock to the second, `2017-04-21 12:31:05`, or an empty text
    /// where no calendar holds it.
    pub fn to_second(&self) -> String {
        let zone = Offset::from_seconds(i32::from(self.offset_min) * 60).unwrap_or(Offset::UTC);
        let Ok(moment) = Timestamp::from_second(self.epoch_s) else {
            return String::new();
        };
        let local = zone.to_datetime(moment);
        let Ok(year @ 0..) = u16::try_from(local.year()) else {
            return self.format(TO_SECOND);
        };
        let two = |number: i8| number.unsigned_abs();
        let mut out = String::with_capacity(TO_SECOND.len() + 12);
        let pairs = [
            ((year / 100) as u8, ""),
            ((year % 100) as u8, "-"),
            (two(local.month()), "-"),
            (two(local.day()), " "),
            (two(local.hour()), ":"),
            (two(local.minute()), ":"),
            (two(local.second()), ""),
        ];
        for (number, after) in pairs {
            out.push(char::from(b'0' + number / 10 % 10));
            out.push(char::from(b'0' + number % 10));
            out.push_str(after);
        }
        out
    }

    /// Writes the same with the offset behind it, `2017-04-21 12:31:05 +02:00`.
    pub fn to_second_and_zone(&self) -> String {
        let mut out = self.to_second();
        let (sign, minutes) = match self.offset_min {
            east @ 0.. => ('+', east.unsigned_abs()),
            west => ('-', west.unsigned_abs()),
        };
        if minutes >= 24 * 60 || out.is_empty() {
            return self.format("%Y-%m-%d %H:%M:%S %:z");
        }
        out.push(' ');
        out.push(sign);
        for (number, after) in [(minutes / 60, ":"), (minutes % 60, "")] {
            out.push(char::from(b'0' + (number / 10) as u8));
            out.push(char::from(b'0' + (number % 10) as u8));
            out.push_str(after);
        }
        out
    }

    /// Writes the moment in UTC with a `strftime` pattern.
    pub fn format_utc(&self, pattern: &str) -> String {
        Self {
            epoch_s: self.epoch_s,
            offset_min: 0,
        }
        .format(pattern)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_senders_own_offset_is_kept() {
        let stamp = Stamp {
            epoch_s: 1_492_770_665,
            offset_min: 120,
        };
        assert_eq!(stamp.rfc3339(), "2017-04-21T12:31:05+02:00");
        assert_eq!(stamp.format_utc("%H:%M"), "10:31");
    }

    proptest::proptest! {
        /// What is written by hand is what the calendar writes.
        #[test]
        fn seconds_are_written_as_the_calendar_writes_them(
            epoch_s in proptest::prelude::prop_oneof![
                -80_000_000_000_i64..270_000_000_000,
                i64::MIN..i64::MAX,
            ],
            offset_min in -2000_i16..2000,
        ) {
            let stamp = Stamp { epoch_s, offset_min };
            proptest::prop_assert_eq!(stamp.to_second(), stamp.format(TO_SECOND));
            let zoned = stamp.format("%Y-%m-%d %H:%M:%S %:z");
            proptest::prop_assert_eq!(stamp.to_second_and_zone(), zoned);
        }
    }
}
