//! How many alarms chance alone would give in a case: what each check of the ledger said of
//! innocent mail, times the messages that it can test here.

use crate::detect::ROWS;
use crate::model::{CheckRate, Grade};

/// Alarms that mail which nobody doctored would raise in a case of this size.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Chance {
    /// Lines of the strong checks.
    pub strong: Expected,
    /// Lines of the medium checks.
    pub medium: Expected,
    /// Lines of the strong checks that are there.
    pub strong_here: u32,
    /// Lines of the medium checks that are there.
    pub medium_here: u32,
    /// Checks that speak too often here, and count as weak.
    pub demoted: usize,
}

/// A number that is expected, with its 95 % interval.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Expected {
    /// The number.
    pub number: f64,
    below: f64,
    above: f64,
}

impl Expected {
    /// Gives the interval in whole lines, rounded outwards.
    pub fn range(self) -> (u64, u64) {
        // What was measured in tens of thousands, times a case: far below what a u64 holds.
        let low = (self.number - self.below.sqrt()).max(0.0).floor();
        let high = (self.number + self.above.sqrt()).ceil();
        (low as u64, high as u64)
    }

    /// Adds a check that can be tested on `here` messages. The intervals of checks that have
    /// nothing to do with each other are added by their squares: that all of them stand at their
    /// ends at once is not to be expected.
    fn add(&mut self, alarms: u32, tested: u32, here: u32) {
        let (here, scale) = (f64::from(here), f64::from(here) / f64::from(tested));
        let number = f64::from(alarms) * scale;
        let (low, high) = interval(f64::from(alarms));
        self.number += number;
        self.below += (number - low * scale).powi(2);
        // No check speaks on more messages than it can be tested on.
        self.above += ((high * scale).min(here) - number).max(0.0).powi(2);
    }
}

/// Gives the 95 % interval of a count (Byar's approximation of the exact one).
fn interval(count: f64) -> (f64, f64) {
    let end =
        |n: f64, way: f64| n * (1.0 - 1.0 / (9.0 * n) + way * 1.96 / (3.0 * n.sqrt())).powi(3);
    let low = if count < 1.0 { 0.0 } else { end(count, -1.0) };
    (low, end(count + 1.0, 1.0))
}

/// Counts over the checks that were measured.
pub fn chance(rates: &[CheckRate]) -> Chance {
    let mut out = Chance::default();
    for rate in rates {
        let Some(row) = ROWS.iter().find(|r| r.word == rate.check) else {
            continue;
        };
        if rate.here.is_too_common() {
            out.demoted += 1;
            continue;
        }
        let (known, here) = (rate.known, rate.here);
        if known.tested == 0 {
            continue;
        }
        match row.grade {
            Grade::P | Grade::S => {
                out.strong.add(known.alarms, known.tested, here.tested);
                out.strong_here += here.alarms;
            }
            Grade::M => {
                out.medium.add(known.alarms, known.tested, here.tested);
                out.medium_here += here.alarms;
            }
            Grade::W => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Rate;

    #[test]
    fn chance_grows_with_the_case_and_leaves_out_what_demoted_itself() {
        let rate = |check, alarms, tested, known| CheckRate {
            check,
            here: Rate { alarms, tested },
            known,
        };
        let known = |alarms, tested| Rate { alarms, tested };
        let told = chance(&[
            rate("date-days", 1, 22_009, known(0, 44_018)),
            rate("hop-order", 3, 4_000, known(50, 40_000)),
            rate("line-ends", 900, 4_000, known(0, 12_031)),
            rate("reply-to", 40, 4_000, known(96, 1_295)),
        ]);
        assert!(told.strong.number.abs() < 0.01, "{told:?}");
        assert_eq!(told.strong.range(), (0, 2));
        assert!((told.medium.number - 5.0).abs() < 0.01, "{told:?}");
        assert_eq!(told.medium.range(), (3, 7));
        let here = (told.strong_here, told.medium_here, told.demoted);
        assert_eq!(here, (1, 3, 1));
    }

    #[test]
    fn many_checks_do_not_stand_at_their_ends_at_once() {
        let (low, high) = interval(0.0);
        assert!(low.abs() < 1e-9 && (high - 3.69).abs() < 0.05, "{high}");
        let (low, high) = interval(5.0);
        assert!((low - 1.62).abs() < 0.05 && (high - 11.67).abs() < 0.05);
        let mut sum = Expected::default();
        for _ in 0..16 {
            sum.add(0, 1_000, 10_000);
        }
        assert_eq!(sum.range().0, 0);
        // Four times one end, and not sixteen times.
        assert!((140..=150).contains(&sum.range().1), "{:?}", sum.range());
        let mut few = Expected::default();
        few.add(0, 100, 1);
        assert_eq!(few.range(), (0, 1));
    }
}
