//! How many alarms chance alone would give in a case: what each check of the ledger said of
//! innocent mail, times the messages that it can test here.

use crate::detect::ROWS;
use crate::model::{CheckRate, Grade};

/// Alarms that mail which nobody doctored would raise in a case of this size.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Chance {
    /// Lines of the strong checks, at most (the upper end of the 95 % interval).
    pub strong: f64,
    /// Lines of the medium checks, as measured.
    pub medium: f64,
    /// Lines of the strong checks that are there.
    pub strong_here: u32,
    /// Lines of the medium checks that are there.
    pub medium_here: u32,
    /// Checks that speak too often here, and count as weak.
    pub demoted: usize,
}

/// Upper end of the 95 % interval of a count of which none was seen.
const NONE_SEEN: f64 = 3.69;

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
        if rate.known.tested == 0 {
            continue;
        }
        let (seen, known) = (f64::from(rate.known.alarms), f64::from(rate.known.tested));
        let here = f64::from(rate.here.tested);
        match row.grade {
            Grade::P | Grade::S => {
                // Few strong checks can be tested on many messages; none speaks on more than this.
                let upper = (seen + NONE_SEEN) / known * here;
                out.strong += upper.min(here);
                out.strong_here += rate.here.alarms;
            }
            Grade::M => {
                out.medium += seen / known * here;
                out.medium_here += rate.here.alarms;
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
        assert!((told.strong - 1.845).abs() < 0.01, "{told:?}");
        assert!((told.medium - 5.0).abs() < 0.01, "{told:?}");
        let here = (told.strong_here, told.medium_here, told.demoted);
        assert_eq!(here, (1, 3, 1));
    }
}
