//! Which of two readings came first: a table of cases, asked in order; the first that applies
//! answers, and several of them answer that it cannot be told.

use crate::model::{Clock, ItemIx};

/// What is known of one reading.
#[derive(Clone, Copy, Default, Debug)]
pub struct Reading<'a> {
    /// Whether it lies in a source that the investigator trusts.
    pub trusted: bool,
    /// The best clock of the items that bear it.
    pub clock: Option<Clock>,
    /// The earliest clock of an independent message that quotes it.
    pub quoted: Option<Clock>,
    /// Whether its bearer quotes, answers or forwards the other reading.
    pub answers: bool,
    /// The messages that carry it as an attachment, in item order.
    pub carriers: &'a [ItemIx],
}

/// Which reading came first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum First {
    /// The first one.
    A,
    /// The second one.
    B,
    /// It cannot be told.
    Undecidable,
}

/// One row of the table of cases.
#[derive(Debug)]
pub struct Case {
    /// Its name in the JSON output.
    pub name: &'static str,
    /// Why it answers as it does.
    pub why: &'static str,
    answer: fn(&Reading<'_>, &Reading<'_>) -> Option<First>,
}

/// Seconds within which clocks of one kind tell the same moment.
const SAME_MOMENT: u64 = 60;
/// Seconds within which clocks of two kinds may differ by wrong zones and slow delivery.
const TWO_KINDS: u64 = 86_400;

/// The cases in the order in which they are asked; the last one always applies.
pub const CASES: &[Case] = &[
    Case {
        name: "reference",
        why: "one reading lies in a trusted source and the other does not",
        answer: |a, b| of((a.trusted != b.trusted).then_some(a.trusted)),
    },
    Case {
        name: "each-answers",
        why: "each bearer quotes the other; one of the two was changed afterwards",
        answer: |a, b| (a.answers && b.answers).then_some(First::Undecidable),
    },
    Case {
        name: "answers",
        why: "what is quoted, answered or forwarded was there before",
        answer: |a, b| of((a.answers != b.answers).then_some(b.answers)),
    },
    Case {
        name: "quoted-before",
        why: "an independent message bears one reading before anything bears the other",
        answer: quoted_before,
    },
    Case {
        name: "carried-together",
        why: "one message carries both; they came at the same time",
        answer: |a, b| {
            let both = a.carriers.iter().any(|c| b.carriers.contains(c));
            both.then_some(First::Undecidable)
        },
    },
    Case {
        name: "clocks",
        why: "clocks of one kind are a minute or more apart",
        answer: |a, b| by_clocks(a, b, true, SAME_MOMENT),
    },
    Case {
        name: "same-moment",
        why: "clocks of one kind are less than a minute apart",
        answer: |a, b| near(a, b, true),
    },
    Case {
        name: "two-clocks",
        why: "clocks of two kinds are more than a day apart",
        answer: |a, b| by_clocks(a, b, false, TWO_KINDS),
    },
    Case {
        name: "two-clocks-near",
        why: "clocks of two kinds within a day: zones and delivery explain as much",
        answer: |a, b| near(a, b, false),
    },
    Case {
        name: "one-clock",
        why: "only one reading bears a clock",
        answer: |a, b| (a.clock.is_some() != b.clock.is_some()).then_some(First::Undecidable),
    },
    Case {
        name: "words-only",
        why: "nothing but the words is known, and words can be put in and taken out",
        answer: |_, _| Some(First::Undecidable),
    },
];

/// Tells which of two readings came first, and by which case.
pub fn direction(a: &Reading<'_>, b: &Reading<'_>) -> (First, &'static Case) {
    let asked = CASES.iter().filter_map(|c| Some(((c.answer)(a, b)?, c)));
    let last = &CASES[CASES.len() - 1];
    asked
        .into_iter()
        .next()
        .unwrap_or((First::Undecidable, last))
}

fn of(a_first: Option<bool>) -> Option<First> {
    a_first.map(|a| if a { First::A } else { First::B })
}

/// A quote dates the reading, not the copy that bears it now.
fn quoted_before(a: &Reading<'_>, b: &Reading<'_>) -> Option<First> {
    let before = |x: &Reading<'_>, y: &Reading<'_>| {
        let seen = [y.clock, y.quoted];
        let quoted = x.quoted?;
        let mut others = seen.iter().flatten().peekable();
        others.peek()?;
        Some(others.all(|other| apart(quoted, *other) && quoted.at < other.at))
    };
    match (before(a, b) == Some(true), before(b, a) == Some(true)) {
        (true, false) => Some(First::A),
        (false, true) => Some(First::B),
        (false, false) => None,
        (true, true) => Some(First::Undecidable),
    }
}

fn apart(x: Clock, y: Clock) -> bool {
    let least = if x.kind == y.kind {
        SAME_MOMENT
    } else {
        TWO_KINDS
    };
    x.at.abs_diff(y.at) >= least
}

fn by_clocks(a: &Reading<'_>, b: &Reading<'_>, same_kind: bool, least: u64) -> Option<First> {
    let (x, y) = (a.clock?, b.clock?);
    let fits = (x.kind == y.kind) == same_kind && x.at.abs_diff(y.at) >= least;
    of(fits.then_some(x.at < y.at))
}

fn near(a: &Reading<'_>, b: &Reading<'_>, same_kind: bool) -> Option<First> {
    let (x, y) = (a.clock?, b.clock?);
    ((x.kind == y.kind) == same_kind).then_some(First::Undecidable)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ClockKind;

    const DAY: i64 = 86_400;

    fn at(at: i64, kind: ClockKind) -> Reading<'static> {
        Reading {
            clock: Some(Clock { at, kind }),
            ..Reading::default()
        }
    }

    fn date(day: i64) -> Reading<'static> {
        at(day * DAY, ClockKind::Date)
    }

    fn quoted(reading: Reading<'static>, day: i64) -> Reading<'static> {
        let clock = Clock {
            at: day * DAY,
            kind: ClockKind::Date,
        };
        Reading {
            quoted: Some(clock),
            ..reading
        }
    }

    /// Asks both ways round: the answer turns with the question, the case stays.
    fn told(a: &Reading<'_>, b: &Reading<'_>, first: First, case: &str) {
        let turned = match first {
            First::A => First::B,
            First::B => First::A,
            First::Undecidable => First::Undecidable,
        };
        for (x, y, want) in [(a, b, first), (b, a, turned)] {
            let (got, row) = direction(x, y);
            assert_eq!((got, row.name), (want, case));
        }
    }

    #[test]
    fn a_trusted_source_wins_over_any_clock() {
        let trusted = Reading {
            trusted: true,
            ..date(9)
        };
        told(&trusted, &date(1), First::A, "reference");
        let both = Reading {
            trusted: true,
            ..date(1)
        };
        told(&trusted, &both, First::B, "clocks");
    }

    #[test]
    fn what_is_answered_came_first_even_against_the_clocks() {
        let answer = |day| Reading {
            answers: true,
            ..date(day)
        };
        told(&date(9), &answer(1), First::A, "answers");
        told(&answer(1), &answer(2), First::Undecidable, "each-answers");
    }

    #[test]
    fn an_independent_quote_dates_a_reading_before_its_copy() {
        told(&quoted(date(9), 1), &date(5), First::A, "quoted-before");
        let (early, late) = (quoted(date(9), 1), quoted(date(5), 3));
        told(&early, &late, First::A, "quoted-before");
        // A quote from after the other's clock says nothing.
        told(&quoted(date(9), 6), &date(5), First::B, "clocks");
        // Nor does one beside a reading that nothing dates.
        let bare = Reading::default();
        told(&quoted(bare, 1), &bare, First::Undecidable, "words-only");
    }

    #[test]
    fn what_one_message_carries_came_together() {
        let carriers = [ItemIx(4)];
        let carried = |day| Reading {
            carriers: &carriers,
            ..at(day * DAY, ClockKind::Carrier)
        };
        told(
            &carried(1),
            &carried(3),
            First::Undecidable,
            "carried-together",
        );
        let others = [ItemIx(5)];
        let elsewhere = Reading {
            carriers: &others,
            ..carried(3)
        };
        told(&carried(1), &elsewhere, First::A, "clocks");
    }

    #[test]
    fn clocks_of_one_kind_tell_down_to_a_minute() {
        for kind in [ClockKind::Server, ClockKind::Received, ClockKind::Date] {
            told(&at(0, kind), &at(60, kind), First::A, "clocks");
            told(
                &at(0, kind),
                &at(59, kind),
                First::Undecidable,
                "same-moment",
            );
        }
    }

    #[test]
    fn clocks_of_two_kinds_tell_beyond_a_day() {
        let (date, received) = (date(3), |s| at(3 * DAY + s, ClockKind::Received));
        told(&date, &received(DAY), First::A, "two-clocks");
        told(&date, &received(-2 * DAY), First::B, "two-clocks");
        told(
            &date,
            &received(3_600),
            First::Undecidable,
            "two-clocks-near",
        );
    }

    #[test]
    fn without_two_clocks_it_cannot_be_told() {
        let bare = Reading::default();
        told(&date(3), &bare, First::Undecidable, "one-clock");
        told(&bare, &bare, First::Undecidable, "words-only");
    }
}
