//! What leads from one version to another, counted so that it can be read both ways: words in, out
//! and exchanged, classes, and what the texts' own days say.

use super::days::{Day, days, later};
use super::weights as W;
use crate::compare::{Stream, deltas};
use crate::fingerprint::{likeness, shingles};
use crate::model::{EditClass, bounds};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// A version made ready.
pub struct Ready<'a> {
    /// Its words, as many as take part.
    pub stream: Stream<'a>,
    /// Its distinct runs of three words, sorted.
    pub runs: Vec<u32>,
    /// The days that it names.
    pub days: BTreeSet<Day>,
    /// Whether words were left out.
    pub cut: bool,
}

impl<'a> Ready<'a> {
    /// Makes a version ready, bounded to so many words.
    pub fn new(mut stream: Stream<'a>, most: usize) -> Self {
        let cut = stream.truncated || stream.words.len() > most;
        stream.words.truncate(most);
        stream.keys.truncate(most);
        Self {
            runs: shingles(&stream.keys),
            days: days(stream.text),
            stream,
            cut,
        }
    }
}

/// Gives the words of each version that take part where there are so many versions.
pub fn share(versions: usize) -> usize {
    bounds::VERSION_TOKENS.min(bounds::VERSIONS_TOKENS / versions.max(1))
}

/// What leads from version A to version B.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Change {
    /// Weight of the words that come in, go out, and are exchanged.
    pub into: f64,
    /// Weight of the words that go out.
    pub out: f64,
    /// Weight of the words that are exchanged.
    pub changed: f64,
    /// Edits by class.
    pub edits: BTreeMap<EditClass, u32>,
    /// `Less` where B names the later days.
    pub days: Option<Ordering>,
    /// True where it was counted from runs of words and not aligned.
    pub estimated: bool,
}

/// Classes that read otherwise from the other side.
const TURNED: &[(EditClass, EditClass)] = &[
    (EditClass::WordsIn, EditClass::WordsOut),
    (EditClass::SentenceIn, EditClass::SentenceOut),
    (EditClass::ParagraphIn, EditClass::ParagraphOut),
];

fn turned(class: EditClass) -> EditClass {
    let row = TURNED.iter().find(|(x, y)| *x == class || *y == class);
    row.map_or(class, |(x, y)| if *x == class { *y } else { *x })
}

impl Change {
    /// Aligns two versions and counts what differs.
    pub fn aligned(a: &Ready<'_>, b: &Ready<'_>) -> Self {
        let mut change = Self {
            days: Some(later(&a.days, &b.days)),
            ..Self::default()
        };
        let mut dress: BTreeMap<EditClass, u32> = BTreeMap::new();
        for delta in deltas(&a.stream, &b.stream, None) {
            let class = delta.shown_class();
            if class.is_noise() {
                *dress.entry(class).or_default() += 1;
                continue;
            }
            *change.edits.entry(class).or_default() += 1;
            let (out, into) = (delta.gap.a.len(), delta.gap.b.len());
            let both = out.min(into);
            change.changed += weight(both);
            change.out += weight(out - both);
            change.into += weight(into - both);
        }
        if change.edits.is_empty() {
            change.edits = dress;
        }
        change
    }

    /// Counts what differs from the runs of words that only one of two versions has.
    pub fn estimated(a: &Ready<'_>, b: &Ready<'_>) -> Self {
        let both = common(&a.runs, &b.runs);
        Self {
            out: (a.runs.len() - both) as f64,
            into: (b.runs.len() - both) as f64,
            edits: BTreeMap::from([(EditClass::Rewrite, 1)]),
            days: Some(later(&a.days, &b.days)),
            estimated: true,
            ..Self::default()
        }
    }

    /// Tells whether two versions are worth an alignment.
    pub fn is_worth_aligning(a: &Ready<'_>, b: &Ready<'_>) -> bool {
        likeness(&a.runs, &b.runs).0 >= W::ALIGNED
            || a.stream.words.len().max(b.stream.words.len()) <= 300
    }

    /// Reads it from the other side.
    pub fn turned(&self) -> Self {
        let mut edits = BTreeMap::new();
        for (class, count) in &self.edits {
            edits.insert(turned(*class), *count);
        }
        Self {
            into: self.out,
            out: self.into,
            changed: self.changed,
            edits,
            days: self.days.map(Ordering::reverse),
            estimated: self.estimated,
        }
    }

    /// Gives what it costs where nothing but the words tells the direction.
    pub fn by_words(&self, days: bool) -> f64 {
        let words = self.into * W::INTO + self.out * W::OUT + self.changed * W::CHANGED;
        let cost = words.max(W::LEAST);
        match self.days {
            Some(Ordering::Greater) if days => cost * W::DATED_TIMES + W::DATED_WORDS,
            _ => cost,
        }
    }

    /// Gives what it costs where clocks or trust have told the direction: both ways the same, and
    /// more against them.
    pub fn told(&self, against: bool) -> f64 {
        let moved = (self.into + self.out) * W::INTO.min(W::OUT);
        let cost = (moved + self.changed * W::CHANGED).max(W::LEAST);
        if against {
            cost * W::AGAINST_TIMES + W::AGAINST_WORDS
        } else {
            cost
        }
    }
}

/// Weighs a passage: in full up to a length, then by the root of the rest.
fn weight(words: usize) -> f64 {
    let words = words as f64;
    if words <= W::PASSAGE {
        words
    } else {
        W::PASSAGE + (words - W::PASSAGE).sqrt()
    }
}

/// Counts what two sorted lists have in common.
pub fn common(a: &[u32], b: &[u32]) -> usize {
    let mut rest = b;
    let mut both = 0;
    for x in a {
        rest = rest.get(rest.partition_point(|y| y < x)..).unwrap_or(&[]);
        both += usize::from(rest.first() == Some(x));
    }
    both
}
