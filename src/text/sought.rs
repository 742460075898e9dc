//! Words that are looked for, in their search form: what a word must be like, and how far apart
//! several may stand. The scan of a text and the search index ask the same questions here, so
//! that both give the same answer.

use super::fold::search_words;

/// What one word must be like.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum WordTest {
    /// The word itself.
    Is(String),
    /// Its start.
    Starts(String),
    /// Its end.
    Ends(String),
    /// Any part of it.
    Holds(String),
    /// The word with at most so many letters in, out, changed, or neighbours exchanged.
    Near(Vec<char>, usize),
}

/// Words one after the other.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sought {
    /// The words in order; none match nothing.
    pub words: Vec<WordTest>,
    /// Most other words between them, all gaps together.
    pub slop: usize,
}

impl WordTest {
    /// Tells whether a word in its search form passes.
    pub fn passes(&self, word: &str) -> bool {
        match self {
            Self::Is(wanted) => word == wanted,
            Self::Starts(start) => word.starts_with(start.as_str()),
            Self::Ends(end) => word.ends_with(end.as_str()),
            Self::Holds(part) => word.contains(part.as_str()),
            Self::Near(wanted, letters) => near(word, wanted, *letters),
        }
    }
}

impl Sought {
    /// Tells whether a text holds the words.
    pub fn found_in(&self, text: &str) -> bool {
        self.places(text, 1).next().is_some()
    }

    /// Gives the byte ranges of the first hits in a text, at most `most` of them.
    pub fn places(
        &self,
        text: &str,
        most: usize,
    ) -> impl Iterator<Item = std::ops::Range<usize>> + use<> {
        let mut out = Vec::new();
        if self.may_stand_in(text) {
            self.collect(text, most, &mut out);
        }
        out.into_iter()
    }

    fn collect(&self, text: &str, most: usize, out: &mut Vec<std::ops::Range<usize>>) {
        let Some((first, rest)) = self.words.split_first() else {
            return;
        };
        if rest.is_empty() {
            let hits = search_words(text).filter(|(_, w)| first.passes(w));
            out.extend(hits.map(|(range, _)| range).take(most));
            return;
        }
        // Which of the words each word of the text may be; positions decide the rest.
        let mut spans = Vec::new();
        let mut positions: Vec<Vec<u32>> = vec![Vec::new(); self.words.len()];
        for (at, (range, word)) in search_words(text).enumerate() {
            for (test, list) in self.words.iter().zip(&mut positions) {
                if test.passes(&word) {
                    list.push(at as u32);
                }
            }
            spans.push(range);
        }
        let hits = in_order(&positions, self.slop).take(most);
        out.extend(hits.filter_map(|(from, to)| {
            let (from, to) = (spans.get(from as usize)?, spans.get(to as usize)?);
            Some(from.start..to.end)
        }));
    }

    /// Sorts out most texts of ASCII after one pass over their bytes.
    fn may_stand_in(&self, text: &str) -> bool {
        let Some(WordTest::Is(w) | WordTest::Starts(w) | WordTest::Ends(w) | WordTest::Holds(w)) =
            self.words.first()
        else {
            return true;
        };
        !(text.is_ascii() && w.is_ascii()) || holds_ascii(text.as_bytes(), w.as_bytes())
    }
}

/// Gives where words follow each other: from each position of the first, the nearest of each next
/// one, with at most `slop` others skipped in all. Lists are sorted.
pub fn in_order(lists: &[Vec<u32>], slop: usize) -> impl Iterator<Item = (u32, u32)> + '_ {
    let starts = lists.first().map_or(&[][..], Vec::as_slice);
    starts.iter().filter_map(move |start| {
        let (mut at, mut left) = (*start, slop as u32);
        for list in lists.iter().skip(1) {
            let next = *list.get(list.partition_point(|p| *p <= at))?;
            left = left.checked_sub(next - at - 1)?;
            at = next;
        }
        Some((*start, at))
    })
}

fn holds_ascii(text: &[u8], lower: &[u8]) -> bool {
    let Some(first) = lower.first() else {
        return true;
    };
    let upper = first.to_ascii_uppercase();
    memchr::memchr2_iter(*first, upper, text).any(|at| {
        let run = text.get(at..at + lower.len());
        run.is_some_and(|r| r.eq_ignore_ascii_case(lower))
    })
}

/// Tells whether two words differ by at most so many letters (optimal string alignment: a letter
/// in, out, changed, or two neighbours exchanged).
fn near(word: &str, wanted: &[char], letters: usize) -> bool {
    if word.len() + letters < wanted.len() {
        return false;
    }
    let word: Vec<char> = word.chars().take(wanted.len() + letters + 1).collect();
    if word.len().abs_diff(wanted.len()) > letters {
        return false;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=wanted.len()).collect();
    for (i, a) in word.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in wanted.iter().enumerate() {
            let mut best = (last[j] + usize::from(a != b))
                .min(last[j + 1] + 1)
                .min(row[j] + 1);
            let swapped = i > 0 && j > 0 && word[i - 1] == *b && wanted[j - 1] == *a;
            if let Some(cost) = before.get(j.wrapping_sub(1)).filter(|_| swapped) {
                best = best.min(cost + 1);
            }
            row.push(best);
        }
        if row.iter().min().is_some_and(|least| *least > letters) {
            return false;
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().is_some_and(|d| *d <= letters)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn is(words: &[&str], slop: usize) -> Sought {
        Sought {
            words: words.iter().map(|w| WordTest::Is((*w).into())).collect(),
            slop,
        }
    }

    #[test]
    fn hits_say_where_they_stand() {
        let text = "Un virement, puis le Virement étranger.";
        let hits: Vec<_> = is(&["virement"], 0)
            .places(text, 9)
            .map(|r| &text[r])
            .collect();
        assert_eq!(hits, ["virement", "Virement"]);
        let hits: Vec<_> = is(&["puis", "etranger"], 2)
            .places(text, 9)
            .map(|r| &text[r])
            .collect();
        assert_eq!(hits, ["puis le Virement étranger"]);
        assert!(!is(&["puis", "etranger"], 1).found_in(text));
    }

    #[test]
    fn near_stops_at_its_letters() {
        let wanted: Vec<char> = "payment".chars().collect();
        for (word, letters) in [
            ("payemnt", 1),
            ("paymen", 1),
            ("paymentt", 1),
            ("pamyetn", 2),
        ] {
            assert!(near(word, &wanted, letters), "{word}");
            assert!(!near(word, &wanted, letters - 1), "{word}");
        }
    }

    proptest! {
        #[test]
        fn a_word_that_stands_there_is_found(text in "[a-cé ,]{0,30}") {
            let text = text.as_str();
            for (range, word) in search_words(text) {
                let hits: Vec<_> = is(&[&word], 0).places(text, 99).collect();
                prop_assert!(hits.contains(&range));
            }
        }
    }
}
