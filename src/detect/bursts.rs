//! Files of several people that one name saved within minutes: whoever re-saves stolen files leaves
//! their own name and one hour in all of them.
//!
//! One person saving their own files at the end of a day is no burst: the files must have been made
//! by several others.

use super::Study;
use super::lead::Check;
use super::say;
use super::score::Score;
use super::weights as W;
use crate::model::words::findings as f;
use crate::model::{
    Digest, Finding, Grade, ItemIx, Meta, MetaKey, Role, Said, Stamp, bounds, densest, saved_s,
};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Fewest files of a burst by a name, and by a program alone.
const FILES: usize = 5;
const FILES_BY_PROGRAM: usize = 8;
/// Fewest people, other than who saved them, that made the files.
const AUTHORS: usize = 3;
/// Items that a finding names.
const NAMED: usize = 200;

/// A file that says when it was saved.
#[derive(Clone)]
struct Saved<'a> {
    item: ItemIx,
    at: i64,
    author: Option<&'a str>,
}

/// Who or what saved files.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Hand<'a> {
    Name(&'a str),
    /// A program, where the files name nobody.
    Program(&'a str),
}

/// Finds bursts, each a finding of its own.
pub fn findings(study: &Study<'_>) -> Vec<Finding> {
    let mut hands: BTreeMap<Hand<'_>, Vec<Saved<'_>>> = BTreeMap::new();
    for (item, claims) in study.metadata {
        let of = |key: MetaKey| claims.iter().find(|m| m.key == key).map(|m| &*m.value);
        let Some(at) = saved_s(claims) else {
            continue;
        };
        let hand = of(MetaKey::LastAuthor).map(Hand::Name);
        let Some(hand) = hand.or_else(|| of(MetaKey::Application).map(Hand::Program)) else {
            continue;
        };
        hands.entry(hand).or_default().push(Saved {
            item: *item,
            at,
            author: of(MetaKey::Author),
        });
    }
    let known = known(study);
    let mut out: Vec<Finding> = Vec::new();
    for (hand, mut files) in hands {
        files.sort_by_key(|f| (f.at, f.item));
        while let Some(burst) = next(hand, &mut files) {
            out.push(finding(study, hand, &burst, &known));
        }
    }
    out.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.id.cmp(&b.id)));
    out
}

/// Names that the case knows otherwise: who sends mail, who makes files.
fn known(study: &Study<'_>) -> BTreeSet<String> {
    let senders = study.items.iter().filter_map(|i| i.head.as_ref());
    let senders = senders.flat_map(|h| &h.from).map(|m| m.name.to_lowercase());
    let makers = study.metadata.values().flatten();
    let makers = makers.filter(|m: &&Meta| m.key == MetaKey::Author);
    senders
        .chain(makers.map(|m| m.value.to_lowercase()))
        .collect()
}

/// Takes the densest burst out of some files, if there is one.
fn next<'a>(hand: Hand<'_>, files: &mut Vec<Saved<'a>>) -> Option<Vec<Saved<'a>>> {
    let least = match hand {
        Hand::Name(_) => FILES,
        Hand::Program(_) => FILES_BY_PROGRAM,
    };
    loop {
        let moments: Vec<i64> = files.iter().map(|f| f.at).collect();
        let mut run = densest(&moments, bounds::BURST_S);
        if run.len() < least {
            return None;
        }
        // What was saved right before and after belongs to it.
        let near = |a: usize, b: usize| match (moments.get(a), moments.get(b)) {
            (Some(a), Some(b)) => b.saturating_sub(*a) <= bounds::BURST_S / 2,
            _ => false,
        };
        while run.start > 0 && near(run.start - 1, run.start) {
            run.start -= 1;
        }
        while near(run.end.saturating_sub(1), run.end) {
            run.end += 1;
        }
        let burst: Vec<Saved<'_>> = files.drain(run).collect();
        let others: BTreeSet<&str> = burst
            .iter()
            .filter_map(|f| f.author)
            .filter(|author| Hand::Name(author) != hand)
            .collect();
        if others.len() >= AUTHORS {
            return Some(burst);
        }
    }
}

fn finding(
    study: &Study<'_>,
    hand: Hand<'_>,
    burst: &[Saved<'_>],
    known: &BTreeSet<String>,
) -> Finding {
    let (name, by_name) = match hand {
        Hand::Name(name) => (name, true),
        Hand::Program(name) => (name, false),
    };
    let stranger = by_name && !known.contains(&name.to_lowercase());
    let mut score = if by_name {
        Score::of("saved within minutes by one name", W::BURST)
    } else {
        Score::of("saved within minutes by one program", W::BURST_BY_PROGRAM)
    };
    if stranger {
        score.times("a name that the case does not know", W::BURST_STRANGER);
    }
    let more = burst.len().saturating_sub(FILES).min(20);
    score.times("more files", W::BURST_MORE.powi(more as i32));
    let (features, score) = score.features();
    let moment = |at: i64| {
        let stamp = Stamp {
            epoch_s: at,
            offset_min: 0,
        };
        stamp.format_utc("%Y-%m-%d %H:%M:%S")
    };
    let (first, last) = (burst.first(), burst.last());
    let (first, last) = (first.map_or(0, |f| f.at), last.map_or(0, |f| f.at));
    let authors: BTreeSet<&str> = burst.iter().filter_map(|f| f.author).collect();
    let unknown = if stranger {
        f::STRANGER.into()
    } else {
        Said::default()
    };
    Finding {
        id: id(study, name, burst),
        check: Check::Bursts.word(),
        grade: if by_name { Grade::S } else { Grade::M },
        score,
        items: burst
            .iter()
            .take(NAMED)
            .map(|f| (f.item, Role::Witness))
            .collect(),
        edits: Vec::new(),
        reason: f::burst(
            burst.len(),
            authors.len(),
            say::short(name),
            moment(first),
            moment(last),
            unknown,
        ),
        innocent: f::IF_BURST.into(),
        features,
    }
}

/// The same files saved by the same hand have the same id, whatever else the case holds.
fn id(study: &Study<'_>, name: &str, burst: &[Saved<'_>]) -> String {
    let mut digests: Vec<[u8; 32]> = burst
        .iter()
        .filter_map(|f| study.items.get(f.item.at()))
        .map(|i| i.digest.0)
        .collect();
    digests.sort_unstable();
    let mut hash = Sha256::new();
    hash.update(Check::Bursts.word());
    for digest in digests {
        hash.update(digest);
    }
    hash.update(name);
    let bytes: [u8; 32] = hash.finalize().into();
    Digest(bytes).hex().chars().take(16).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::Texts;
    use crate::model::{ItemText, MetaOrigin};
    use crate::relate::neighbours;

    struct Nothing;

    impl Texts for Nothing {
        fn text(&self, _: ItemIx) -> Option<ItemText> {
            None
        }
    }

    /// Claims of a file: maker, last hand, saved.
    fn file(author: &str, last: &str, at: i64) -> Vec<Meta> {
        let claim = |key, value: &str| Meta {
            key,
            value: value.to_owned(),
            origin: MetaOrigin::Core,
        };
        let saved = Stamp {
            epoch_s: at,
            offset_min: 0,
        };
        vec![
            claim(MetaKey::Author, author),
            claim(MetaKey::LastAuthor, last),
            claim(MetaKey::Modified, &saved.rfc3339()),
            claim(MetaKey::Application, "Acme Sheets"),
        ]
    }

    fn found(files: Vec<Vec<Meta>>) -> Vec<Finding> {
        let metadata = (0..).map(ItemIx).zip(files).collect();
        findings(&Study {
            items: &[],
            texts: &Nothing,
            near: &neighbours(&[]),
            threads: &[],
            traces: &[],
            trusted: &[],
            keys: &crate::attest::signature::KeySet::default(),
            metadata: &metadata,
            pack: |_, _| Vec::new(),
        })
    }

    #[test]
    fn twelve_files_of_one_hand_are_found_among_two_thousand() {
        let makers: Vec<String> = (0..40).map(|n| format!("Maker {n}")).collect();
        let mut files = Vec::new();
        // Office hours of four months: every maker saves their own and a neighbour's files.
        for n in 0..2_000_i64 {
            let day = (n * 7_919) % 120;
            let second = 8 * 3600 + (n * 104_729) % (10 * 3600);
            let maker = (n * 31 % 40) as usize;
            let hand = if n % 3 == 0 { (maker + 1) % 40 } else { maker };
            let at = 1_480_000_000 + day * 86_400 + second;
            files.push(file(&makers[maker], &makers[hand], at));
        }
        // One of them saves twenty of their own within minutes.
        files.extend((0..20).map(|n| file(&makers[3], &makers[3], 1_481_000_000 + n * 20)));
        for n in 0..12 {
            let at = 1_484_000_000 + n as i64 * 17;
            files.push(file(&makers[n * 3], "Stranger", at));
        }
        let found = found(files);
        assert!(found.len() <= 2, "{}", found.len());
        let first = &found[0];
        assert_eq!(first.items.len(), 12);
        assert!(first.reason.en.contains("“Stranger”"), "{:?}", first.reason);
        assert_eq!(first.grade, Grade::S);
    }

    #[test]
    fn ones_own_files_and_few_files_are_no_burst() {
        let own = (0..20).map(|n| file("Ada", "Ada", 1_000_000 + n)).collect();
        assert!(found(own).is_empty());
        let few = |n: i64| file(["Ada", "Bob", "Cy", "Di"][n as usize], "Eve", 1_000_000 + n);
        assert!(found((0..4).map(few).collect()).is_empty());
    }
}
