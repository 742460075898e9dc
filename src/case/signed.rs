//! The signatures of a case with what the kept keys make of them: read when somebody asks, judged
//! once for a set of keys and kept beside the generation.

use super::{CaseError, is_rebuilt};
use crate::attest::signature::{
    self, Asked, BodyTest, CHECKS, CheckRow, KeyRow, KeySet, Seat, Signature, Verdict,
};
use crate::model::{
    CheckRate, Evidence, Grade, Item, ItemIx, Leaning, Ledger, Rate, Signed, Tick, TickKind, joined,
};
use crate::store::{self, Judgements, KeyLine, Layout};
use sha2::{Digest as _, Sha256};

/// Signatures below which one thread judges alone.
const SHARE: usize = 256;

/// Every signature of a generation, and its verdict.
#[derive(Default)]
pub struct Book {
    /// The kept keys.
    pub keys: KeySet,
    items: Vec<Vec<Signature>>,
    verdicts: Vec<Vec<Verdict>>,
    rates: [Rate; 2],
}

impl Book {
    /// Opens the book of a generation; verdicts that are kept are not worked out again.
    pub fn open(layout: &Layout, number: u32) -> Result<Self, CaseError> {
        let packed = store::read_signatures(layout, number)?;
        let lines = store::read_keys(layout)?;
        let digest = digest(&lines);
        let keys = KeySet::new(lines.into_iter().map(row));
        let unpack = |list: Vec<store::Whole>| -> Vec<Signature> {
            list.iter()
                .filter_map(|p| signature::unpack(&p.0))
                .collect()
        };
        let items: Vec<Vec<Signature>> = packed.into_iter().map(unpack).collect();
        let kept = store::read_judgements(layout, number, digest);
        let verdicts = kept.and_then(|made| verdicts(&made, &items));
        let verdicts = verdicts.unwrap_or_else(|| judge(&items, &keys));
        let mut book = Self {
            keys,
            items,
            verdicts,
            rates: [Rate::default(); 2],
        };
        book.rates = book.rates_here();
        Ok(book)
    }

    /// Gives the book of a case that holds no mail yet: its keys.
    pub fn without_mail(layout: &Layout) -> Result<Self, CaseError> {
        let keys = KeySet::new(store::read_keys(layout)?.into_iter().map(row));
        Ok(Self {
            keys,
            ..Self::default()
        })
    }

    /// Keeps the verdicts beside the generation.
    pub fn keep(&self, layout: &Layout, number: u32) -> Result<(), CaseError> {
        let place = |v: &Verdict| Verdict::ALL.iter().position(|w| w == v).unwrap_or(0) as u8;
        let made = Judgements {
            keys: digest(&store::read_keys(layout)?),
            verdicts: (self.verdicts.iter())
                .map(|list| list.iter().map(place).collect())
                .collect(),
        };
        Ok(store::write_judgements(layout, number, &made)?)
    }

    /// Gives the signatures of an item with their verdicts.
    pub fn of(&self, ix: ItemIx) -> impl Iterator<Item = (&Signature, Verdict)> {
        let signatures = self.items.get(ix.at()).into_iter().flatten();
        let verdicts = self.verdicts.get(ix.at()).into_iter().flatten();
        signatures.zip(verdicts.copied())
    }

    /// Gives every signature of the case with its verdict.
    pub fn all(&self) -> impl Iterator<Item = (&Signature, Verdict)> {
        (0..self.items.len() as u32).flat_map(|at| self.of(ItemIx(at)))
    }

    /// Counts how the DKIM signatures of an item stand.
    pub fn signed(&self, ix: ItemIx) -> Signed {
        let mut out = Signed::default();
        for (one, verdict) in self.of(ix).filter(|(s, _)| s.seat == Seat::Dkim) {
            let by = one.handling;
            let slot = match (&one.body, verdict) {
                (BodyTest::Fails, _) if by.is_list && by.is_multipart => &mut out.rewritten,
                (BodyTest::Holds | BodyTest::Limited(_) | BodyTest::Part(_), Verdict::Altered)
                    if by.is_list =>
                {
                    &mut out.rewritten
                }
                (BodyTest::Absent, _) if one.value.is_empty() => &mut out.untested,
                (BodyTest::Fails, _) | (_, Verdict::Altered) => &mut out.broken,
                (BodyTest::Part(_), _) => &mut out.added,
                (BodyTest::Holds | BodyTest::Limited(_), Verdict::Valid) => &mut out.valid,
                (BodyTest::Holds | BodyTest::Limited(_) | BodyTest::Absent, _) => {
                    &mut out.undecided
                }
            };
            *slot = slot.saturating_add(1);
        }
        out
    }

    /// Adds what the signatures of an item say to its ledger.
    /// `rates` says how often the checks that need no key speak in the case.
    pub fn extend(&self, ledger: &mut Ledger, item: &Item, bytes: &[u8], rates: &[CheckRate]) {
        let newest = |t: &&Tick| t.kind == TickKind::Received && t.hop == Some(0);
        let arrived = ledger.ticks.iter().find(newest);
        let asked = Asked {
            bytes,
            keys: &self.keys,
            is_rebuilt: is_rebuilt(item),
            dated_s: item.date().map(|d| d.epoch_s),
            arrived_s: arrived.map(|t| t.ms.div_euclid(1000)),
        };
        let to = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        for line in signature::ledger(&asked) {
            let row = CHECKS.iter().find(|r| r.word == line.check);
            let mut all = self.rates().chain(rates.iter().copied());
            let here = all.find(|r| r.check == line.check);
            let here = here.map_or(Rate::default(), |r| r.here);
            let demoted = line.leaning == Leaning::Inconsistent && here.is_too_common();
            ledger.lines.push(Evidence {
                check: line.check,
                grade: if demoted { Grade::W } else { line.grade },
                leaning: line.leaning,
                sentence: line.sentence,
                at: Some(to(line.at.start)..to(line.at.end)),
                here,
                known: row.map_or(here, |r| r.known),
            });
        }
        ledger.lines.sort_by_key(|l| (l.leaning, l.grade));
    }

    /// Gives how often body hashes and keys speak against signatures of this case.
    pub fn rates(&self) -> impl Iterator<Item = CheckRate> {
        let rate = |(row, here): (&CheckRow, &Rate)| CheckRate {
            check: row.word,
            here: *here,
            known: row.known,
        };
        let tested = CHECKS.iter().zip(&self.rates);
        tested.filter(|(_, here)| here.tested > 0).map(rate)
    }

    /// Counts how often body hashes and keys speak against signatures of this case, in the order
    /// of the first two checks.
    fn rates_here(&self) -> [Rate; 2] {
        let mut out = [Rate::default(); 2];
        for (one, verdict) in self.all().filter(|(s, _)| s.seat == Seat::Dkim) {
            let told = [
                match one.body {
                    // Lists take parts out of mail and wrap them anew: nothing is told by that.
                    BodyTest::Fails if one.handling.is_list && one.handling.is_multipart => None,
                    BodyTest::Fails => Some(true),
                    BodyTest::Holds | BodyTest::Part(_) | BodyTest::Limited(_) => Some(false),
                    BodyTest::Absent => None,
                },
                match verdict {
                    Verdict::Altered => Some(true),
                    Verdict::Valid => Some(false),
                    Verdict::OtherKey | Verdict::NoUse | Verdict::NoKey | Verdict::Unsound => None,
                },
            ];
            for (rate, told) in out.iter_mut().zip(told) {
                rate.tested += u32::from(told.is_some());
                rate.alarms += u32::from(told == Some(true));
            }
        }
        out
    }
}

/// Makes the row of a kept line.
pub fn row(line: KeyLine) -> KeyRow {
    KeyRow {
        selector: line.selector.to_lowercase(),
        domain: line.domain.to_lowercase(),
        record: line.record,
        origin: line.origin,
    }
}

fn digest(lines: &[KeyLine]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for line in lines {
        for part in [&line.selector, &line.domain, &line.record] {
            hash.update(part.as_bytes());
            hash.update(b"\t");
        }
        hash.update(b"\n");
    }
    hash.finalize().into()
}

/// Reads kept verdicts back, if they fit the signatures.
fn verdicts(made: &Judgements, items: &[Vec<Signature>]) -> Option<Vec<Vec<Verdict>>> {
    let pairs = made.verdicts.iter().zip(items);
    let fits = made.verdicts.len() == items.len() && pairs.clone().all(|(v, s)| v.len() == s.len());
    let read = |list: &Vec<u8>| -> Option<Vec<Verdict>> {
        let all = list.iter();
        all.map(|at| Verdict::ALL.get(usize::from(*at)).copied())
            .collect()
    };
    fits.then(|| made.verdicts.iter().map(read).collect())
        .flatten()
}

/// Judges every signature, on all cores.
fn judge(items: &[Vec<Signature>], keys: &KeySet) -> Vec<Vec<Verdict>> {
    let one = |list: &Vec<Signature>| -> Vec<Verdict> {
        list.iter().map(|s| keys.judge(s).verdict).collect()
    };
    let threads = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    let share = items.len().div_ceil(threads.clamp(1, 16)).max(SHARE);
    std::thread::scope(|scope| {
        let parts: Vec<_> = items
            .chunks(share)
            .map(|part| scope.spawn(move || part.iter().map(one).collect::<Vec<_>>()))
            .collect();
        let mut out = Vec::with_capacity(items.len());
        for judging in parts {
            out.extend(joined(judging));
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lists_wrap_anew_is_not_counted_against_bodies() {
        let mail = |head: &str| {
            let bh = format!("{}=", "A".repeat(43));
            let signature = format!("v=1; a=rsa-sha256; d=example.org; s=a; h=from; bh={bh}; b=AA");
            let from = "From: ada@example.org\r\n\r\nGood day\r\n";
            signature::read(format!("DKIM-Signature: {signature}\r\n{head}{from}").as_bytes())
        };
        let list = mail("List-Id: <a.example.org>\r\nContent-Type: multipart/mixed\r\n");
        let items = vec![mail(""), list];
        let book = Book {
            verdicts: items
                .iter()
                .map(|l| vec![Verdict::NoKey; l.len()])
                .collect(),
            items,
            ..Book::default()
        };
        let [body, key] = book.rates_here();
        assert_eq!((body.alarms, body.tested), (1, 1));
        assert_eq!((key.alarms, key.tested), (0, 0));
    }

    #[test]
    fn kept_verdicts_must_fit() {
        let made = |verdicts: Vec<Vec<u8>>| Judgements {
            keys: [0; 32],
            verdicts,
        };
        assert_eq!(verdicts(&made(vec![vec![]]), &[vec![]]), Some(vec![vec![]]));
        assert_eq!(verdicts(&made(vec![vec![1]]), &[vec![]]), None);
        assert_eq!(verdicts(&made(vec![]), &[vec![]]), None);
    }
}
