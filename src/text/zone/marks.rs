//! What one line opens: a header block, a forward, an attribution, a signature, a footer, a
//! disclaimer, a banner. Each test looks first at a byte or two that nearly every line lacks.

use super::tables::{Column, LANGUAGES};
use crate::text::invisible;
use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// Longest line that opens anything; longer ones are running text.
const LINE_BYTES: usize = 2_000;

/// What stands between the words of a message and the block that a client writes above another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Divider {
    /// Above a message that is replied to.
    Original,
    /// Above a message that is passed on.
    Forward,
    /// Below it.
    ForwardEnd,
}

/// The four fields of a header block that carry meaning.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum HeadField {
    /// Who sent it.
    From,
    /// When.
    Date,
    /// To whom.
    To,
    /// About what.
    Subject,
    /// Another field.
    Other,
}

/// Finds the field that a name before a colon stands for, in any language.
pub(super) fn head_field(name: &str) -> Option<HeadField> {
    HEAD_FIELDS.get(name).copied()
}

/// The names of all fields; one that two languages use is that of the first.
static HEAD_FIELDS: LazyLock<HashMap<&str, HeadField>> = LazyLock::new(|| {
    let mut out = HashMap::new();
    for c in LANGUAGES {
        let rows = [
            (c.from, HeadField::From),
            (c.date, HeadField::Date),
            (c.to, HeadField::To),
            (c.subject, HeadField::Subject),
            (c.other, HeadField::Other),
        ];
        for (words, field) in rows {
            for word in words {
                out.entry(*word).or_insert(field);
            }
        }
    }
    out
});

/// Lower-cases a line and evens out what clients write differently: typographic apostrophes,
/// no-break spaces, bold asterisks, decomposed accents.
pub(super) fn plain(line: &str) -> String {
    if line.is_ascii() {
        let mut out = line.trim().to_ascii_lowercase();
        out.retain(|c| c != '*');
        return out;
    }
    let bare = |c: char| c.is_whitespace() || invisible(c);
    line.trim_matches(bare)
        .nfc()
        .filter(|c| *c != '*')
        .map(|c| match c {
            '\u{2019}' => '\'',
            '\u{A0}' | '\u{202F}' => ' ',
            _ => c,
        })
        .flat_map(char::to_lowercase)
        .collect()
}

fn any(rows: fn(&Column) -> &'static [&'static str], test: impl Fn(&str) -> bool) -> bool {
    LANGUAGES.iter().any(|c| rows(c).iter().any(|w| test(w)))
}

/// Tells which divider a line is.
pub(super) fn divider(line: &str) -> Option<Divider> {
    let bare = line.trim_start_matches([' ', '\t', '*']);
    let dashed = bare.starts_with(['-', '_', '=']);
    if line.len() > 200 || !(dashed || bare.starts_with(['B', 'D', 'A', 'S', 'F'])) {
        return None;
    }
    // Without dashes a line ends in a colon, or is the French end of a forward.
    if !dashed && !bare.starts_with('F') && memchr::memchr(b':', line.as_bytes()).is_none() {
        return None;
    }
    let folded = plain(line);
    let words = folded.trim_matches(|c: char| matches!(c, '-' | '_' | '=' | ' ' | ':' | '>' | '<'));
    if words.is_empty() || (dashed && folded.len() - words.len() < 4) {
        return None;
    }
    // Without dashes only the whole line counts: "Begin forwarded message:".
    let is = |w: &str| words == w || (dashed && words.starts_with(w));
    if any(|c| c.forward_end, is) {
        return Some(Divider::ForwardEnd);
    }
    let apple = !dashed && folded.ends_with(':');
    if any(
        |c| c.forwarded,
        |w| {
            if dashed || apple {
                words.starts_with(w)
            } else {
                false
            }
        },
    ) {
        return Some(Divider::Forward);
    }
    (dashed && any(|c| c.original, |w| words.starts_with(w))).then_some(Divider::Original)
}

/// Reads a line as a field of a header block and gives where its value starts.
pub(super) fn field(line: &str) -> Option<(HeadField, usize)> {
    let bytes = line.as_bytes();
    let colon = memchr::memchr(b':', bytes.get(..bytes.len().min(40)).unwrap_or(bytes))?;
    let name = line.get(..colon)?;
    if !name
        .trim_start()
        .starts_with(|c: char| c.is_alphabetic() || c == '*')
        || name.split_whitespace().nth(3).is_some()
    {
        return None;
    }
    let mut value = colon + 1;
    while matches!(bytes.get(value), Some(b'*' | b' ' | b'\t')) {
        value += 1;
    }
    head_field(plain(name).trim()).map(|f| (f, value))
}

/// Tells whether a line ends as an attribution does, and with which strength its verb says so.
pub(super) fn ends_attribution(line: &str) -> bool {
    let end = line.trim_end();
    if !end.ends_with(':') || end.len() > LINE_BYTES {
        return false;
    }
    let folded = plain(end);
    let words = folded.trim_end_matches([':', ' ']);
    any(
        |c| c.wrote,
        |w| words.ends_with(w) && is_word_end(words, words.len() - w.len()),
    ) || words.contains(|c: char| c.is_ascii_digit())
        && any(|c| c.wrote, |w| verb_before_name(words, w))
        || starts_attribution(&folded) && (words.ends_with('>') || words.ends_with(']'))
        || (words.ends_with(['>', ']'])
            && end.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '*' | '<')))
}

fn is_word_end(words: &str, at: usize) -> bool {
    words
        .get(..at)
        .is_none_or(|head| head.is_empty() || !head.ends_with(char::is_alphanumeric))
}

/// Tells whether a verb stands before the name, as German has it: "Am … schrieb Max Muster:".
fn verb_before_name(words: &str, verb: &str) -> bool {
    words.find(verb).is_some_and(|at| {
        let behind = words.get(at + verb.len()..).unwrap_or("");
        behind.starts_with(' ')
            && is_word_end(words, at)
            && behind.len() < 120
            && words
                .get(..at)
                .is_some_and(|h| h.contains(|c: char| c.is_ascii_digit()))
    })
}

/// Tells whether a line, in its plain form, starts as an attribution does.
pub(super) fn starts_attribution(folded: &str) -> bool {
    any(|c| c.on, |w| folded.starts_with(w))
}

/// Tells whether a line is the rule above a list footer.
pub(super) fn is_rule(line: &str) -> bool {
    let bare = line.trim();
    let first = bare.as_bytes().first().copied().unwrap_or(0);
    bare.len() >= 10
        && matches!(first, b'_' | b'-' | b'=' | b'*')
        && bare.bytes().all(|b| b == first)
}

/// Tells whether a line speaks of a mailing list as footers do.
pub(super) fn is_footer_line(line: &str) -> bool {
    let folded = plain(line);
    any(|c| c.footer, |w| folded.contains(w))
}

/// Tells whether a line is what telephones and programs sign with.
pub(super) fn is_sent_from(line: &str) -> bool {
    line.len() < 120 && {
        let folded = plain(line);
        any(|c| c.sent_from, |w| folded.starts_with(w))
    }
}

/// Tells whether a paragraph is a disclaimer.
pub(super) fn is_disclaimer(paragraph: &str) -> bool {
    let folded = plain(paragraph).replace('\n', " ");
    let head = folded.trim_start_matches(|c: char| !c.is_alphabetic());
    let legal = LANGUAGES
        .iter()
        .map(|c| c.legal.iter().filter(|w| folded.contains(*w)).count())
        .max()
        .unwrap_or(0);
    legal >= 4 || (legal >= 2 && any(|c| c.disclaimer, |w| head.starts_with(w)))
}

/// Tells whether a paragraph is a banner of a gateway.
pub(super) fn is_banner(paragraph: &str) -> bool {
    paragraph.len() < 800 && {
        let folded = plain(paragraph);
        let head = folded.trim_start_matches(|c: char| !c.is_alphabetic() && c != '[');
        any(|c| c.banner, |w| head.starts_with(w)) && any(|c| c.outside, |w| folded.contains(w))
    }
}

/// Stems of footers, disclaimers, banners and telephone signatures; where a text has none of
/// them, none of these is looked for.
static STEMS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?i-u:confiden|privileged|intended|vertraulich|prohibited|irrt|interdit\
         |mailing[ -]?list|listinfo|subscri|mailman|majordomo|sabonn|sinscri|diffusion|recevoir\
         |abbestell|abmeld|austrag|removed from\
         |outside|extern|rieur|ne permettant|sent (?:from|via|with)|envoy|outlook f\
         |gesendet|von meinem|provenance|get outlook|obtenir outlook|charger outlook)",
    )
    .ok()
});

#[cfg(test)]
#[test]
fn the_stems_compile() {
    assert!(STEMS.is_some());
}

/// Gives the places of stems in a text, in order.
pub(super) fn stems(text: &str) -> Vec<usize> {
    match STEMS.as_ref() {
        Some(regex) => regex.find_iter(text).map(|m| m.start()).collect(),
        None => Vec::new(),
    }
}
