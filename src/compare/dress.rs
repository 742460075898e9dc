//! What a gateway or an archive does to a text without touching its words: it writes out entities
//! of HTML, hides addresses from harvesters, loses the marks of a list. All of it is noise.

use super::align::Gap;
use super::merge::opening;
use super::stream::Stream;
use crate::model::EditClass;
use std::ops::Range;

/// Names of the entities that every HTML writer escapes.
const ENTITIES: &[&str] = &["amp", "lt", "gt", "quot", "apos", "nbsp"];

/// Gives the class of a gap that is nothing but dress; `p` and `q` are its sides without white
/// space.
pub fn dress(a: &Stream<'_>, b: &Stream<'_>, gap: &Gap, p: &str, q: &str) -> Option<EditClass> {
    if escaped(a, &gap.a, &gap.b) || escaped(b, &gap.b, &gap.a) {
        return Some(EditClass::Encoding);
    }
    let one_hides = p.contains('@') != q.contains('@');
    if one_hides && p.replace('@', "at") == q.replace('@', "at") {
        return Some(EditClass::Typographic);
    }
    let (x, y) = (unmarked(a, &gap.a), unmarked(b, &gap.b));
    let one_lost = (x.len() == gap.a.len()) != (y.len() == gap.b.len());
    (one_lost && x == y).then_some(EditClass::Typographic)
}

/// Tells whether a run holds but the name of an entity that the other side shows as its character.
fn escaped(stream: &Stream<'_>, run: &Range<usize>, other: &Range<usize>) -> bool {
    let [word] = stream.words.get(run.clone()).unwrap_or(&[]) else {
        return false;
    };
    let before = stream.text.get(..word.start as usize).unwrap_or("");
    let behind = stream.text.get(word.end as usize..).unwrap_or("");
    other.is_empty()
        && ENTITIES.contains(&stream.str(word))
        && before.ends_with('&')
        && behind.starts_with(';')
}

/// Gives the keys of a run without the marks of a list: `3.`, `4)`, a bullet that became an `o`.
fn unmarked(stream: &Stream<'_>, run: &Range<usize>) -> Vec<u64> {
    let mark = |at: &usize| {
        let Some(word) = stream.words.get(*at) else {
            return false;
        };
        let text = stream.str(word);
        let next = stream.text.get(word.end as usize..);
        let next = next.and_then(|t| t.chars().next()).unwrap_or(' ');
        let counter = text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
        opening(stream, *at) > 0
            && ((counter && matches!(next, '.' | ')')) || (text == "o" && next.is_whitespace()))
    };
    run.clone()
        .filter(|at| !mark(at))
        .filter_map(|at| stream.keys.get(at).copied())
        .collect()
}
