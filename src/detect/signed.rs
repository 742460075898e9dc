//! What do signatures say of a difference? Where two copies bear the very same signature, and the
//! body of one holds and that of the other does not, the other was changed; and a text over which
//! a signature holds is the one that was sent, whatever a quote of it says.
//!
//! A body hash needs no key, but whoever writes a body anew can write its hash anew: only a kept
//! key that verifies the signature makes a proof. Lists wrap lines anew without ill will.

use super::lead::Vote;
use crate::attest::signature::{
    BodyTest, CHECKS, CheckRow, Glance, KeySet, Signature, Verdict, glance, unpack,
};
use crate::model::{CheckRate, ItemIx, Rate, Trace};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

/// The signatures over bodies, each read once somebody asks about its message, with the kept keys.
pub struct Held<'a> {
    keys: &'a KeySet,
    traces: &'a [Trace<'a>],
    signatures: Vec<OnceLock<Vec<Signature>>>,
    /// How often bodies fail in this case that nobody is known to rewrite.
    fails: Rate,
}

/// Counts how often the checks of signatures that need no key speak in a case; one that tested
/// nothing is left out.
pub fn rates(traces: &[Trace<'_>]) -> Vec<CheckRate> {
    let mut counts = vec![Rate::default(); CHECKS.len()];
    for (check, against) in traces.iter().flat_map(|t| &t.tested) {
        if let Some(rate) = counts.get_mut(usize::from(*check)) {
            rate.tested += 1;
            rate.alarms += u32::from(*against);
        }
    }
    let spoken = CHECKS
        .iter()
        .zip(counts)
        .filter(|(_, here)| here.tested > 0);
    let rate = |(row, here): (&CheckRow, Rate)| CheckRate {
        check: row.word,
        here,
        known: row.known,
    };
    spoken.map(rate).collect()
}

/// How surely a signature stands by a text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Stand {
    /// Its body is not the one that was signed, and nothing on its way explains that.
    Fails,
    /// Its body hash holds; no key decides.
    Hash,
    /// A key verifies it.
    Key,
}

impl<'a> Held<'a> {
    /// Counts how often bodies fail; the signatures themselves wait until they are asked for.
    pub fn of(traces: &'a [Trace<'a>], keys: &'a KeySet) -> Self {
        let mut fails = Rate::default();
        for trace in traces {
            let seen = trace.signatures.iter().filter_map(|p| glance(p));
            let all: Vec<Glance> = seen.filter(|one| one.is_over_body).collect();
            if all.iter().any(|one| one.body != BodyTest::Absent) {
                fails.tested += 1;
                fails.alarms += u32::from(is_unexplained(&all));
            }
        }
        Self {
            keys,
            traces,
            signatures: traces.iter().map(|_| OnceLock::new()).collect(),
            fails,
        }
    }

    fn of_item(&self, ix: ItemIx) -> &[Signature] {
        let found = self.signatures.get(ix.at()).zip(self.traces.get(ix.at()));
        found.map_or(&[], |(slot, trace)| {
            slot.get_or_init(|| {
                let over_body = |p: &Cow<'_, [u8]>| glance(p).filter(|g| g.is_over_body);
                let mine = trace.signatures.iter().filter(|p| over_body(p).is_some());
                mine.filter_map(|p| unpack(p)).collect()
            })
        })
    }

    /// Votes against a side one of whose bodies fails a signature that holds over the other side.
    pub fn vote(&self, ours: &[ItemIx], theirs: &[ItemIx]) -> Option<Vote> {
        self.between(ours, theirs, Self::bodies)
    }

    /// The same of two heads: a key made one signature, and it covers the fields of one side only.
    pub fn vote_on_heads(&self, ours: &[ItemIx], theirs: &[ItemIx]) -> Option<Vote> {
        self.between(ours, theirs, Self::heads)
    }

    fn between(
        &self,
        ours: &[ItemIx],
        theirs: &[ItemIx],
        decides: fn(&Self, ItemIx, ItemIx) -> Option<Vote>,
    ) -> Option<Vote> {
        let against = |good: &[ItemIx], bad: &[ItemIx]| {
            let pairs = good.iter().flat_map(|g| bad.iter().map(|b| (*g, *b)));
            pairs.filter_map(|(g, b)| decides(self, g, b)).min()
        };
        match (against(ours, theirs), against(theirs, ours)) {
            (Some(vote), None) | (None, Some(vote)) => Some(vote),
            _ => None,
        }
    }

    /// Decides by one signature that both bear and that holds over the body of the one.
    fn bodies(&self, good: ItemIx, bad: ItemIx) -> Option<Vote> {
        let votes = self.shared(good, bad).filter_map(|(g, b)| {
            let holds = matches!(g.body, BodyTest::Holds | BodyTest::Part(_));
            if !holds || b.body != BodyTest::Fails {
                return None;
            }
            if is_carried(g, b) {
                return Some(Vote::Carried(bad));
            }
            let judged = self.keys.judge(g);
            let proved = judged.verdict == Verdict::Valid && judged.is_published();
            Some(if proved {
                Vote::Proved(bad)
            } else {
                Vote::Signed(bad)
            })
        });
        votes.min()
    }

    /// Decides by one signature that a key verifies over the fields of the one.
    fn heads(&self, good: ItemIx, bad: ItemIx) -> Option<Vote> {
        let votes = self.shared(good, bad).filter_map(|(g, b)| {
            let judged = self.keys.judge(g);
            let one = judged.verdict == Verdict::Valid;
            let other = self.keys.judge(b).verdict == Verdict::Altered;
            (one && other).then_some(if is_carried(g, b) {
                Vote::Carried(bad)
            } else if judged.is_published() {
                Vote::Proved(bad)
            } else {
                Vote::Signed(bad)
            })
        });
        votes.min()
    }

    /// Gives the signatures that two items both bear.
    fn shared(&self, a: ItemIx, b: ItemIx) -> impl Iterator<Item = (&Signature, &Signature)> {
        let theirs = self.of_item(b);
        self.of_item(a).iter().filter_map(move |x| {
            let same = |y: &&Signature| y.value == x.value && y.seat == x.seat;
            theirs.iter().find(same).map(|y| (x, y))
        })
    }

    /// Votes on a quote that differs from its original; `below` are the bytes of text that stand
    /// below the place, `size` those of the whole message.
    pub fn vote_on_quote(
        &self,
        (original, quote): (ItemIx, ItemIx),
        below: usize,
        size: u64,
    ) -> Option<Vote> {
        match self.stand(original, below, size)? {
            Stand::Key => Some(Vote::Belied(quote)),
            Stand::Hash => Some(Vote::Doubted(quote)),
            Stand::Fails if self.fails.is_too_common() => None,
            Stand::Fails => Some(Vote::Broken(original)),
        }
    }

    fn fails(&self, ix: ItemIx) -> bool {
        let packed = self.traces.get(ix.at()).map_or(&[][..], |t| &t.signatures);
        let seen = packed.iter().filter_map(|p| glance(p));
        is_unexplained(&seen.filter(|one| one.is_over_body).collect::<Vec<_>>())
    }

    fn stand(&self, ix: ItemIx, below: usize, size: u64) -> Option<Stand> {
        let all = self.of_item(ix);
        // What was added stands below all that was signed.
        let covers = |range: &Range<usize>| {
            let added = size.saturating_sub(range.end as u64);
            added < below as u64
        };
        let stands = all.iter().filter_map(|one| {
            let holds = match &one.body {
                BodyTest::Holds => true,
                BodyTest::Part(range) | BodyTest::Limited(range) => covers(range),
                BodyTest::Fails | BodyTest::Absent => false,
            };
            holds.then(|| match self.keys.judge(one).verdict {
                Verdict::Valid => Stand::Key,
                _ => Stand::Hash,
            })
        });
        stands
            .max()
            .or_else(|| self.fails(ix).then_some(Stand::Fails))
    }
}

/// Tells whether no signature holds over any part of a body that lists do not rewrite.
fn is_unexplained(all: &[Glance]) -> bool {
    let fails = |s: &Glance| {
        let rewritten = s.handling.is_list && s.handling.is_multipart;
        matches!(s.body, BodyTest::Fails) && !rewritten
    };
    !all.is_empty() && all.iter().all(fails)
}

/// Tells whether a list had only the one in hands over which the signature does not hold, or lists
/// had both and take such messages apart.
fn is_carried(good: &Signature, bad: &Signature) -> bool {
    let (one, other) = (good.handling, bad.handling);
    other.is_list && (!one.is_list || other.is_multipart)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attest::signature::{KeyFile, pack, read};

    /// The RSA part of the sample of RFC 8463, appendix A.3.
    const MAIL: &str = include_str!("../../tests/samples/rfc8463-rsa.eml");
    const KEYS: &str = include_str!("../../tests/samples/rfc8463.zone");
    const ALL: [ItemIx; 2] = [ItemIx(0), ItemIx(1)];

    fn keys() -> KeySet {
        KeySet::new(KeyFile::read(KEYS, "test").rows)
    }

    fn traces(mails: &[&str]) -> Vec<Trace<'static>> {
        let one = |mail: &&str| Trace {
            signatures: read(mail.as_bytes())
                .iter()
                .map(|s| pack(s).into())
                .collect(),
            ..Trace::default()
        };
        mails.iter().map(one).collect()
    }

    fn on_bodies(bad: &str, keys: &KeySet) -> Option<Vote> {
        let traces = traces(&[MAIL, bad]);
        Held::of(&traces, keys).vote(&ALL[..1], &ALL[1..])
    }

    #[test]
    fn a_proof_needs_a_key_and_no_list_between() {
        let none = KeySet::default();
        let edited = MAIL.replace("lost", "won");
        assert_eq!(on_bodies(&edited, &keys()), Some(Vote::Proved(ALL[1])));
        assert_eq!(on_bodies(&edited, &none), Some(Vote::Signed(ALL[1])));
        let listed = format!("List-Id: <a.example.org>\n{edited}");
        assert_eq!(on_bodies(&listed, &keys()), Some(Vote::Carried(ALL[1])));
    }

    #[test]
    fn a_footer_below_what_was_signed_is_no_vote() {
        assert_eq!(on_bodies(MAIL, &keys()), None);
        let footed = format!("{MAIL}____\nA list of example.org\n");
        assert_eq!(on_bodies(&footed, &keys()), None);
        // The copy with the footer stands for the text above it.
        let traces = traces(&[&footed, &MAIL.replace("lost", "won")]);
        let keys = keys();
        let held = Held::of(&traces, &keys);
        assert_eq!(held.vote(&ALL[1..], &ALL[..1]), Some(Vote::Proved(ALL[1])));
    }

    #[test]
    fn heads_are_told_apart_by_a_key_alone() {
        let traces = traces(&[MAIL, &MAIL.replace("Suzie Q", "Susan B")]);
        let (keys, none) = (keys(), KeySet::default());
        let held = Held::of(&traces, &keys);
        assert_eq!(
            held.vote_on_heads(&ALL[..1], &ALL[1..]),
            Some(Vote::Proved(ALL[1]))
        );
        let held = Held::of(&traces, &none);
        assert_eq!(held.vote_on_heads(&ALL[..1], &ALL[1..]), None);
    }

    #[test]
    fn a_signed_text_belies_the_quote_of_it() {
        let asked = |mail: &str, keys: &KeySet, below| {
            let traces = traces(&[mail]);
            let held = Held::of(&traces, keys);
            held.vote_on_quote((ALL[0], ALL[1]), below, mail.len() as u64)
        };
        let (keys, none) = (keys(), KeySet::default());
        assert_eq!(asked(MAIL, &keys, 5), Some(Vote::Belied(ALL[1])));
        assert_eq!(asked(MAIL, &none, 5), Some(Vote::Doubted(ALL[1])));
        let edited = MAIL.replace("lost", "won");
        assert_eq!(asked(&edited, &keys, 5), Some(Vote::Broken(ALL[0])));
        // What stands in the footer was not signed.
        let footed = format!("{MAIL}____\nA list\n");
        assert_eq!(asked(&footed, &keys, 6), None);
        assert_eq!(asked(&footed, &keys, 20), Some(Vote::Belied(ALL[1])));
    }
}
