//! What the checks of signatures say of a message without any key: for each time that something was
//! tested, whether it spoke against the message. Counted over a case, this is how often a check
//! speaks there, which stands beside each of its lines.

use super::chain;
use super::cover::{ends_early, had_ended, stands_often, younger_key};
use super::covered::Covered;
use super::line::Check;
use super::read::{Placed, Seat, Signature};
use super::results::{self, Standing};
use crate::model::{Tick, TickKind};

/// Gives every signature of a message, from top to bottom, and what the checks say that need no
/// key: their places in the table of checks, and whether they speak against it. Sums as
/// [`Covered::texts`] wants them; those that are not given are made.
pub fn tested(
    covered: Covered<'_>,
    sums: &[[u8; 32]],
    ticks: &[Tick],
) -> (Vec<Signature>, Vec<(u8, bool)>) {
    let (fields, placed) = covered.settled(sums);
    let at = |kind: TickKind, hop| ticks.iter().find(|t| t.kind == kind && t.hop == hop);
    let second = |tick: Option<&Tick>| tick.map(|t| t.ms.div_euclid(1000));
    let dated_s = second(at(TickKind::Date, None));
    let arrived_s = second(at(TickKind::Received, Some(0)));
    let mut out = Vec::new();
    let mut put = |check: Check, told: Option<bool>| {
        out.extend(told.map(|against| (check as u8, against)));
    };
    for one in placed.iter().filter(|p| p.signature.seat == Seat::Dkim) {
        put(Check::Cover, covers(one));
        let early = ends_early(&one.signature);
        let ended = had_ended(&one.signature, arrived_s.or(dated_s));
        put(
            Check::Time,
            early.into_iter().chain(ended).reduce(|a, b| a || b),
        );
        put(
            Check::Selector,
            younger_key(&one.signature, dated_s).map(|(_, y)| y),
        );
    }
    let chain = chain::chain(&fields, &placed);
    put(Check::Chain, chain.map(|c| c.is_broken()));
    for (_, standing) in results::standings(&fields, &placed) {
        put(Check::Results, Some(standing != Standing::Holds));
    }
    (placed.into_iter().map(|p| p.signature).collect(), out)
}

/// Tells whether a signature covers another field than a reader sees; `None` where its tags cannot
/// be followed.
fn covers(one: &Placed) -> Option<bool> {
    one.signature.algorithm?;
    let mut open = one.signature.uncovered.iter();
    Some(open.any(|shown| stands_often(one, *shown)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAIL: &str = "Authentication-Results: mx.example.org; dkim=pass header.d=example.org; \
        dkim=pass header.d=example.net\r\nDKIM-Signature: v=1; a=rsa-sha256; d=example.org; \
        s=a; h=from:date; t=200; x=100; bh=AAAA; b=AAAA\r\nFrom: ada@example.org\r\n\
        From: eve@example.org\r\nDate: Fri, 21 Apr 2017 12:31:05 +0200\r\n\r\nGood day\r\n";

    #[test]
    fn each_check_says_what_it_tested() {
        let (signatures, told) = tested(Covered::of(MAIL.as_bytes()), &[], &[]);
        assert_eq!(signatures.len(), 1);
        let of = |check: Check| -> Vec<bool> {
            let mine = told.iter().filter(|(c, _)| *c == check as u8);
            mine.map(|(_, against)| *against).collect()
        };
        // Two senders and one of them signed; ended before it began; of two notes one tells of a
        // signature that is not there.
        assert_eq!(of(Check::Cover), [true]);
        assert_eq!(of(Check::Time), [true]);
        assert_eq!(of(Check::Results), [false, true]);
        assert!(of(Check::Selector).is_empty() && of(Check::Chain).is_empty());
    }
}
