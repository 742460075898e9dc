//! A text as lines: each with its zone and a hash of its words without quote marks.

use crate::fingerprint::{add_word_hashes, mix};
use crate::text::{ZoneKind, quote_marks, zones};

/// One line of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Line {
    /// First byte behind the quote marks.
    pub start: u32,
    /// Byte behind the last, without the line break.
    pub end: u32,
    /// Hash of the folded words; 0 without any.
    pub hash: u32,
    /// Number of words.
    pub words: u16,
    /// Quote depth.
    pub depth: u8,
    /// Kind of the zone.
    pub kind: ZoneKind,
}

/// A text as lines.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Page {
    /// All lines in order.
    pub lines: Vec<Line>,
    /// Lines that hold words of somebody else: quoted or forwarded, without header blocks.
    pub quoted: Vec<u32>,
    /// Hashes of solid lines with their places, sorted.
    pub(super) places: Vec<(u32, u32)>,
    /// Sampled hashes of five words in a row of the writer's own words, with their lines, sorted.
    pub(super) grams: Vec<(u32, u32)>,
    /// The same over the quoted lines, with the place in `quoted` where each starts.
    pub(super) quoted_grams: Vec<(u32, u32)>,
    /// Hash over all words: equal for pages that say the same, however they are wrapped.
    pub(super) digest: u64,
}

/// Words in a row that are looked for, and which share of them is kept: one in four by its hash.
const GRAM: usize = 5;
const SAMPLE: u64 = 3;
/// Words of a line that can tie two texts by itself.
pub(super) const SOLID: u16 = 3;

impl Page {
    /// Cuts a text into lines.
    pub fn of(text: &str) -> Self {
        let mut page = Self::default();
        let mut words = Vec::new();
        let (mut own, mut quoted) = (Grams::default(), Grams::default());
        for zone in zones(text) {
            let others = matches!(zone.kind, ZoneKind::Quote | ZoneKind::Forward)
                || (zone.depth > 0
                    && !matches!(zone.kind, ZoneKind::Attribution | ZoneKind::HeaderBlock));
            let mut at = zone.range.start;
            for line in text
                .get(zone.range.clone())
                .unwrap_or("")
                .split_inclusive('\n')
            {
                let marks = if zone.depth > 0 { quote_marks(line) } else { 0 };
                let bare = line.get(marks..).unwrap_or("").trim_end();
                words.clear();
                add_word_hashes(bare, &mut words);
                let place = page.lines.len() as u32;
                let hash = words.iter().fold(0, |h, w| mix(h ^ w)) as u32;
                page.digest = words.iter().fold(page.digest, |h, w| mix(h ^ w));
                page.lines.push(Line {
                    start: (at + marks) as u32,
                    end: (at + marks + bare.len()) as u32,
                    hash,
                    words: u16::try_from(words.len()).unwrap_or(u16::MAX),
                    depth: zone.depth,
                    kind: zone.kind,
                });
                if words.len() >= usize::from(SOLID) {
                    page.places.push((hash, place));
                }
                if others {
                    quoted.feed(&words, page.quoted.len() as u32, |g, p| {
                        page.quoted_grams.push((g, p));
                    });
                    page.quoted.push(place);
                } else if zone.depth == 0 && zone.kind == ZoneKind::Own {
                    own.feed(&words, place, |g, p| page.grams.push((g, p)));
                }
                at += line.len();
            }
        }
        page.places.sort_unstable();
        page.grams.sort_unstable();
        page
    }

    /// Tells whether two pages hold the same words.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.digest == other.digest
    }

    /// Counts the words of some quoted lines.
    pub fn words_of(&self, quoted: &[u32]) -> usize {
        quoted
            .iter()
            .filter_map(|q| self.quoted_line(*q))
            .map(|l| usize::from(l.words))
            .sum()
    }

    /// Gives a quoted line by its place in `quoted`.
    pub fn quoted_line(&self, at: u32) -> Option<&Line> {
        let line = self.quoted.get(at as usize)?;
        self.lines.get(*line as usize)
    }

    /// Gives the sampled rows of all words with their lines, sorted.
    pub(super) fn all_grams(&self) -> Vec<(u32, u32)> {
        let quoted = self.quoted_grams.iter();
        let quoted = quoted.filter_map(|(g, q)| Some((*g, *self.quoted.get(*q as usize)?)));
        let mut out: Vec<(u32, u32)> = self.grams.iter().copied().chain(quoted).collect();
        out.sort_unstable();
        out
    }

    /// Gives the places of a solid line's hash.
    pub(super) fn places_of(&self, hash: u32) -> &[(u32, u32)] {
        let from = self.places.partition_point(|p| p.0 < hash);
        let to = self.places.partition_point(|p| p.0 <= hash);
        self.places.get(from..to).unwrap_or(&[])
    }
}

/// Words in a row as they come in, over the ends of lines.
#[derive(Default)]
struct Grams {
    last: [u64; GRAM],
    seen: usize,
}

impl Grams {
    fn feed(&mut self, words: &[u64], line: u32, mut keep: impl FnMut(u32, u32)) {
        for word in words {
            let [_, b, c, d, e] = self.last;
            self.last = [b, c, d, e, *word];
            self.seen += 1;
            if self.seen >= GRAM {
                let gram = self.last.iter().fold(7, |h: u64, w| mix(h ^ w));
                if gram & SAMPLE == 0 {
                    keep((gram >> 32) as u32, line);
                }
            }
        }
    }
}
