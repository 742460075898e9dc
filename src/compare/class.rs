//! The class of one edit: tests in a fixed order, noise first, then what hides, then what is named
//! (accounts, amounts, dates, people), then how much came or went.

use super::align::Gap;
use super::dress::dress;
use super::merge::opening;
use super::stream::{Stream, Word, figures, folded};
use super::words::{is_name, is_negation, is_number_word, lookalike, ocr_like};
use crate::model::EditClass;
use crate::text::{TokenKind, ZoneKind, month_of, weekday_of};

/// Words up to which something added or left out is a few words; beyond, a sentence; beyond, more.
const CLAUSE: usize = 8;
const SENTENCE: usize = 40;
/// Words of a replacement up to which a name or figure in it still is what the edit is about.
const ENTITY: usize = 6;

/// Classes a gap.
pub fn classed(a: &Stream<'_>, b: &Stream<'_>, gap: &Gap) -> EditClass {
    let x = a.words.get(gap.a.clone()).unwrap_or(&[]);
    let y = b.words.get(gap.b.clone()).unwrap_or(&[]);
    let (before, after) = (joined(a, x), joined(b, y));
    if before == after {
        return EditClass::Wrap;
    }
    let (p, q) = (bare(a, gap.a.clone()), bare(b, gap.b.clone()));
    if folded(&p) == folded(&q) || same_number(&p, &q) {
        return EditClass::Wrap;
    }
    if same_letters(&p, &q) || unit_lost(a, b, x, y) {
        return EditClass::Typographic;
    }
    if let Some(class) = hidden(&before, &after) {
        return class;
    }
    if damaged(&p, &q) {
        return EditClass::Encoding;
    }
    if let Some(class) = dress(a, b, gap, &p, &q) {
        return class;
    }
    entity(a, b, x, y).unwrap_or_else(|| amount_of_text(a, b, gap))
}

/// Writes the words of a run without what stands between them.
fn joined(stream: &Stream<'_>, words: &[Word]) -> String {
    let mut out = String::new();
    for word in words {
        let text = folded(stream.str(word));
        out.extend(text.chars().filter(|c| !matches!(c, '-' | '\'')));
    }
    out
}

/// Gives the text of a run as it stands, without white space and quote marks.
fn bare(stream: &Stream<'_>, run: std::ops::Range<usize>) -> String {
    let mut out = String::new();
    for line in stream.slice(run).lines() {
        let line = if out.is_empty() {
            line
        } else {
            line.trim_start_matches(['>', ' ', '|'])
        };
        out.extend(line.split_whitespace());
    }
    out
}

/// Tells whether two texts are one long number written with other separators.
fn same_number(p: &str, q: &str) -> bool {
    let digits = |t: &str| -> String { t.chars().filter(char::is_ascii_digit).collect() };
    let plain = |t: &str| !t.contains(|c: char| c.is_alphabetic() || c == ',' || c == '.');
    let x = digits(p);
    // A number that a line's end has cut in two is one number.
    let numeric = |t: &str| t.starts_with(|c: char| c.is_ascii_digit());
    if numeric(p) && numeric(q) && figures(p) == figures(q) {
        return true;
    }
    x.len() >= 8 && plain(p) && plain(q) && x == digits(q)
}

/// Tells whether two texts have the same letters between other marks (`*word*`, `_word_`).
fn same_letters(p: &str, q: &str) -> bool {
    let hidden = |t: &str| t.contains(crate::text::invisible);
    let letters =
        |t: &str| -> String { folded(t).chars().filter(|c| c.is_alphanumeric()).collect() };
    if p.contains(|c: char| c.is_ascii_digit()) || hidden(p) || hidden(q) {
        return false;
    }
    let letters_of_p = letters(p);
    !letters_of_p.is_empty() && letters_of_p == letters(q)
}

/// Tells whether a number only lost its unit, as at the end of a line.
fn unit_lost(a: &Stream<'_>, b: &Stream<'_>, x: &[Word], y: &[Word]) -> bool {
    let ([one], [other]) = (x, y) else {
        return false;
    };
    let number = |w: &Word| w.kind == TokenKind::Number;
    let split = |t: &str| -> (String, bool) {
        let bare = |c: &char| c.is_ascii_digit() || matches!(c, ',' | '.');
        let figures: String = t.chars().filter(bare).collect();
        let unit = t.contains(|c: char| c.is_alphabetic() || (!c.is_ascii() && !c.is_whitespace()));
        (figures, unit)
    };
    let (p, q) = (split(a.str(one)), split(b.str(other)));
    (number(one) || number(other)) && !p.0.is_empty() && p.0 == q.0 && p.1 != q.1
}

/// Tells characters that hide: equal to the eye, other code points.
fn hidden(before: &str, after: &str) -> Option<EditClass> {
    let bidi = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let bare = |t: &str| -> String { t.chars().filter(|c| !crate::text::invisible(*c)).collect() };
    let (x, y) = (bare(before), bare(after));
    if x == y {
        // At the ends of words such characters are leavings of editors, and hide nothing.
        let ends = |t: &str| t.trim_matches(crate::text::invisible) == x;
        if ends(before) && ends(after) {
            return Some(EditClass::Typographic);
        }
        let any = before.contains(bidi) || after.contains(bidi);
        return Some(if any {
            EditClass::Bidi
        } else {
            EditClass::ZeroWidth
        });
    }
    // One side is plain, the other has a letter of another script: i and l alone are no fraud.
    let foreign = !x.is_ascii() || !y.is_ascii();
    (foreign && lookalike(&x, &y)).then_some(EditClass::Homoglyph)
}

/// Tells damage by a character set: letters replaced by marks of damage, or UTF-8 read as 8-bit.
fn damaged(before: &str, after: &str) -> bool {
    marked(before, after)
        || marked(after, before)
        || read_twice(before, after)
        || read_twice(after, before)
}

/// Tells whether a text is another one with marks of damage in place of letters beyond ASCII.
fn marked(hurt: &str, whole: &str) -> bool {
    let mark = |c: char| matches!(c, '\u{FFFD}' | '?');
    if !hurt.contains(mark) || whole.is_ascii() {
        return false;
    }
    let mut rest = whole;
    let mut first = true;
    for piece in hurt.split(mark) {
        let lost = match rest.find(piece) {
            Some(at) if first => at == 0,
            Some(at) => rest
                .get(..at)
                .is_some_and(|l| l.chars().count() <= 2 && !l.chars().any(|c| c.is_ascii())),
            None => false,
        };
        let Some((_, tail)) = rest.split_once(piece).filter(|_| lost) else {
            return false;
        };
        (rest, first) = (tail, false);
    }
    rest.chars().all(|c| !c.is_ascii())
}

/// Tells whether a text is another one whose UTF-8 bytes were read as characters of one byte.
fn read_twice(hurt: &str, whole: &str) -> bool {
    if hurt.is_ascii() {
        return false;
    }
    let bytes: Option<Vec<u8>> = hurt
        .chars()
        .map(|c| u8::try_from(u32::from(c)).ok())
        .collect();
    let text = bytes.and_then(|b| String::from_utf8(b).ok());
    text.is_some_and(|t| !t.is_ascii() && folded(&t) == folded(whole))
}

/// Gives the noise class of an edit that lies wholly in a zone of no account.
pub fn zone(a: &Stream<'_>, b: &Stream<'_>, gap: &Gap) -> Option<EditClass> {
    let x = a.words.get(gap.a.clone()).unwrap_or(&[]);
    let y = b.words.get(gap.b.clone()).unwrap_or(&[]);
    let mut zones = x.iter().chain(y).map(|w| w.zone);
    let first = zones.next()?;
    if !zones.all(|z| z == first) {
        return None;
    }
    match first {
        ZoneKind::Signature => Some(EditClass::Signature),
        ZoneKind::Footer => Some(EditClass::Footer),
        ZoneKind::Disclaimer => Some(EditClass::Disclaimer),
        ZoneKind::HeaderBlock | ZoneKind::Attribution => Some(EditClass::HeaderBlock),
        ZoneKind::Own | ZoneKind::Quote | ZoneKind::Forward => None,
    }
}

/// What a token of a kind is about, most telling first.
const KINDS: &[(TokenKind, EditClass)] = &[
    (TokenKind::Account, EditClass::Account),
    (TokenKind::Email, EditClass::Email),
    (TokenKind::Link, EditClass::Link),
    (TokenKind::Phone, EditClass::Phone),
    (TokenKind::Percent, EditClass::Percent),
    (TokenKind::Date, EditClass::Date),
    (TokenKind::Number, EditClass::Amount),
    (TokenKind::Id, EditClass::Id),
];

/// Gives the class by what the words that only one side has are.
fn entity(a: &Stream<'_>, b: &Stream<'_>, x: &[Word], y: &[Word]) -> Option<EditClass> {
    if x.len().max(y.len()) > ENTITY {
        return None;
    }
    let only = |these: &[Word], those: &[Word]| -> Vec<Word> {
        let other = |w: &&Word| !those.iter().any(|o| o.key == w.key);
        these.iter().filter(other).copied().collect()
    };
    let (p, q) = (only(x, y), only(y, x));
    let both = !p.is_empty() && !q.is_empty();
    for (kind, class) in KINDS {
        let (left, right) = (count(&p, *kind), count(&q, *kind));
        // One side only: a figure that came in alone, not one within words that came in.
        let alone = p.len() + q.len() == left + right;
        if (left > 0 && right > 0) || (left + right > 0 && alone) {
            return Some(*class);
        }
    }
    if both && days(a, &p) && days(b, &q) {
        return Some(EditClass::Date);
    }
    let words = |s: &Stream<'_>, w: &[Word], test: fn(&str) -> bool| {
        w.iter().filter(|w| test(s.str(w))).count()
    };
    let negations = words(a, &p, is_negation) + words(b, &q, is_negation);
    if negations > 0 && p.len() + q.len() <= 4 {
        return Some(EditClass::Negation);
    }
    if both && words(a, &p, is_number_word) > 0 && words(b, &q, is_number_word) > 0 {
        return Some(EditClass::NumberWord);
    }
    let names = |s: &Stream<'_>, w: &[Word]| w.iter().filter(|w| is_name(s, w)).count();
    let (left, right) = (names(a, &p), names(b, &q));
    if (both && left > 0 && right > 0 && 2 * (left + right) >= p.len() + q.len())
        || (!both && left + right == p.len() + q.len() && left + right > 0)
    {
        return Some(EditClass::Name);
    }
    if let ([one], [other]) = (p.as_slice(), q.as_slice()) {
        return Some(if ocr_like(a.str(one), b.str(other)) {
            EditClass::Ocr
        } else {
            EditClass::Word
        });
    }
    None
}

/// Tells whether all words are names of months or weekdays.
fn days(stream: &Stream<'_>, words: &[Word]) -> bool {
    words.iter().all(|w| {
        let text = stream.str(w);
        month_of(text).is_some() || weekday_of(text).is_some()
    })
}

fn count(words: &[Word], kind: TokenKind) -> usize {
    words.iter().filter(|w| w.kind == kind).count()
}

/// Gives the class by how much came or went.
fn amount_of_text(a: &Stream<'_>, b: &Stream<'_>, gap: &Gap) -> EditClass {
    let (out, into) = (gap.a.len(), gap.b.len());
    let (stream, run, gone) = match (out, into) {
        (_, 0) => (a, &gap.a, true),
        (0, _) => (b, &gap.b, false),
        _ if out.max(into) <= 2 => return EditClass::Word,
        _ => return EditClass::Rewrite,
    };
    let bounded = opening(stream, run.start) >= 2 && opening(stream, run.end) >= 2;
    let paragraph = opening(stream, run.start) == 3 && opening(stream, run.end) == 3;
    let pick = |o, i| if gone { o } else { i };
    if run.len() > SENTENCE || (paragraph && run.len() > CLAUSE) {
        pick(EditClass::ParagraphOut, EditClass::ParagraphIn)
    } else if run.len() > CLAUSE || (bounded && run.len() > 3) {
        pick(EditClass::SentenceOut, EditClass::SentenceIn)
    } else {
        pick(EditClass::WordsOut, EditClass::WordsIn)
    }
}
