//! How fast a reviewer codes, told from the times that the journal gives the events: no clock is
//! read here.

use jiff::Timestamp;
use std::collections::VecDeque;

/// Codings that the pace is taken over; fewer than two tell nothing.
const KEPT: usize = 50;
/// Longest pause between two codings that still is work, in seconds.
const PAUSE_S: i64 = 600;

/// The times of the last codings.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Pace {
    times: VecDeque<i64>,
}

impl Pace {
    /// Notes a coding by the time of its event, RFC 3339.
    pub fn note(&mut self, time: &str) {
        let Ok(at) = time.parse::<Timestamp>() else {
            return;
        };
        self.times.push_back(at.as_second());
        if self.times.len() > KEPT {
            self.times.pop_front();
        }
    }

    /// Gives items an hour, pauses left out; `None` as long as that cannot be told.
    pub fn per_hour(&self) -> Option<u32> {
        let steps = self.times.iter().zip(self.times.iter().skip(1));
        let worked: Vec<i64> = steps
            .map(|(a, b)| b - a)
            .filter(|s| (0..=PAUSE_S).contains(s))
            .collect();
        let seconds: i64 = worked.iter().sum();
        (seconds > 0).then(|| (worked.len() as i64 * 3600 / seconds) as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_is_no_work() {
        let mut pace = Pace::default();
        assert_eq!(pace.per_hour(), None);
        for time in ["10:00:00", "10:00:50", "10:01:40", "11:30:00", "11:30:50"] {
            pace.note(&format!("2026-11-22T{time}Z"));
        }
        assert_eq!(pace.per_hour(), Some(72));
        pace.note("no time");
        assert_eq!(pace.per_hour(), Some(72));
    }
}
