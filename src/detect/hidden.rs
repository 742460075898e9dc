//! Characters that hide in a single text: a word of two scripts, or a character without width
//! inside a word.

use super::desk::Desk;
use super::lead::{Check, Lead, Vote};
use super::score::Score;
use super::weights as W;
use crate::fingerprint::mix;
use crate::model::{Edit, EditClass, Field, ItemIx};
use crate::text::invisible;
use std::collections::BTreeMap;
use std::ops::Range;
use unicode_security::MixedScript;

/// One suspicious word.
struct Find {
    item: ItemIx,
    range: Range<usize>,
    class: EditClass,
    plain: String,
}

/// Raises a lead for each word that hides something, over the items that bear it.
pub fn leads(desk: &Desk<'_>) -> Vec<Lead> {
    let mut words: BTreeMap<String, Vec<Find>> = BTreeMap::new();
    for at in 0..desk.items.len() as u32 {
        for find in in_text(ItemIx(at), desk.body(ItemIx(at))) {
            let word = desk.body(find.item).get(find.range.clone()).unwrap_or("");
            words.entry(word.to_owned()).or_default().push(find);
        }
    }
    words
        .into_iter()
        .filter_map(|(word, finds)| {
            let first = finds.first()?;
            let mut items: Vec<ItemIx> = finds.iter().map(|f| f.item).collect();
            items.dedup();
            let mut score = Score::of("hidden characters", W::HIDDEN);
            let others = items.len().saturating_sub(1) as f64;
            score.times("items with it", 1.0 / (1.0 + 0.5 * others));
            let seed = word.bytes().fold(9, |h: u64, b| mix(h ^ u64::from(b)));
            Some(Lead {
                check: Check::Hidden,
                score,
                ours: Vec::new(),
                key: seed,
                readings: (0, seed),
                edits: vec![Edit {
                    class: first.class,
                    field: Field::Body,
                    before: first.plain.clone(),
                    after: word,
                    a: 0..first.plain.len(),
                    b: first.range.clone(),
                }],
                votes: vec![Vote::Hides(first.item)],
                theirs: items,
                told: None,
            })
        })
        .collect()
}

fn in_text(item: ItemIx, text: &str) -> Vec<Find> {
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(range) = strange_word(text, from) {
        from = range.end;
        let word = text.get(range.clone()).unwrap_or("");
        let found = |class, plain| Find {
            item,
            range: range.clone(),
            class,
            plain,
        };
        if word.chars().any(|c| c.is_ascii_alphabetic()) && mixed(word) {
            let plain = word.chars().map(plain_letter).collect();
            out.push(found(EditClass::Homoglyph, plain));
        } else if let Some(class) = inside(word) {
            let plain = word.chars().filter(|c| !invisible(*c)).collect();
            out.push(found(class, plain));
        }
    }
    out
}

/// Finds the next word from a byte on that holds a character beyond ASCII.
fn strange_word(text: &str, mut from: usize) -> Option<Range<usize>> {
    let in_word = |c: &char| c.is_alphanumeric() || invisible(*c);
    loop {
        let rest = text.get(from..)?;
        let at = from + rest.bytes().position(|b| !b.is_ascii())?;
        let strange = text.get(at..)?.chars().next()?;
        if !in_word(&strange) {
            from = at + strange.len_utf8();
            continue;
        }
        let before = text.get(from..at)?.bytes().rev();
        let start = at - before.take_while(u8::is_ascii_alphanumeric).count();
        let behind = text.get(at..)?.chars().take_while(in_word);
        return Some(start..at + behind.map(char::len_utf8).sum::<usize>());
    }
}

/// Gives the Latin letter that a letter of another alphabet looks like.
fn plain_letter(c: char) -> char {
    let text = c.to_string();
    let mut like = unicode_security::skeleton(&text);
    match (like.next(), like.next()) {
        (Some(plain), None) if !c.is_ascii() => plain,
        _ => c,
    }
}

/// Tells a word in which Latin letters stand beside look-alikes from another alphabet.
fn mixed(word: &str) -> bool {
    let other = |c: char| matches!(u32::from(c), 0x370..=0x58F);
    let latin = word.chars().filter(char::is_ascii_alphabetic).count();
    let strange: Vec<char> = word.chars().filter(|c| other(*c)).collect();
    // Greek letters are symbols before a unit or a variable: one of them at the start is no fraud.
    let symbol = strange.len() == 1
        && word.chars().next().is_some_and(other)
        && strange
            .iter()
            .all(|c| (0x370..0x400).contains(&u32::from(*c)));
    latin >= 2 && !strange.is_empty() && !symbol && !word.is_single_script()
}

/// Tells a character without width between two letters or digits.
fn inside(word: &str) -> Option<EditClass> {
    let chars: Vec<char> = word.chars().collect();
    let zero = |c: char| matches!(c, '\u{200B}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}');
    let bidi = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let joins = |c: char| matches!(c, '\u{200C}' | '\u{200D}');
    chars.windows(3).find_map(|w| match w {
        [x, c, y] if x.is_alphanumeric() && y.is_alphanumeric() => {
            let latin = x.is_ascii() && y.is_ascii();
            if bidi(*c) {
                Some(EditClass::Bidi)
            } else if zero(*c) || (joins(*c) && latin) {
                Some(EditClass::ZeroWidth)
            } else {
                None
            }
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classes(text: &str) -> Vec<EditClass> {
        in_text(ItemIx(0), text).iter().map(|f| f.class).collect()
    }

    #[test]
    fn a_letter_of_another_alphabet_inside_a_word_is_found() {
        assert_eq!(classes("the p\u{430}yment is due"), [EditClass::Homoglyph]);
        assert_eq!(classes("5 µs or 3 Ωm, привет, naïve"), []);
    }

    #[test]
    fn a_character_without_width_inside_a_word_is_found() {
        assert_eq!(
            classes("1\u{200B}000 euro, \u{FEFF}start, end\u{200B} of"),
            [EditClass::ZeroWidth]
        );
        assert_eq!(classes("pass\u{202E}word"), [EditClass::Bidi]);
    }
}
