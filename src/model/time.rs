//! A moment as somebody claims it: seconds since 1970 and the zone offset written beside it.

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

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
}
