//! Names of months and days in three languages, and the pass that ties day numbers to them.

use super::{Token, TokenKind};

/// One row of the names: folded forms of each language, strong ones first told apart by `sure`.
struct Name {
    word: &'static str,
    /// Month 1 to 12, or day 21 (Monday) to 27.
    value: u8,
    /// Whether the word alone is a date; the others need a day or year beside them.
    sure: bool,
}

const fn sure(word: &'static str, value: u8) -> Name {
    Name {
        word,
        value,
        sure: true,
    }
}

const fn unsure(word: &'static str, value: u8) -> Name {
    Name {
        word,
        value,
        sure: false,
    }
}

/// English, French and German names in lower case; another language is more rows.
#[rustfmt::skip]
const NAMES: &[Name] = &[
    // English
    sure("january", 1), sure("february", 2), unsure("march", 3), sure("april", 4),
    unsure("may", 5), sure("june", 6), sure("july", 7), sure("august", 8), sure("september", 9),
    sure("october", 10), sure("november", 11), sure("december", 12),
    unsure("jan", 1), unsure("feb", 2), unsure("mar", 3), unsure("apr", 4), unsure("jun", 6),
    unsure("jul", 7), unsure("aug", 8), unsure("sep", 9), unsure("sept", 9), unsure("oct", 10),
    unsure("nov", 11), unsure("dec", 12),
    sure("monday", 21), sure("tuesday", 22), sure("wednesday", 23), sure("thursday", 24),
    sure("friday", 25), sure("saturday", 26), sure("sunday", 27),
    unsure("mon", 21), unsure("tue", 22), unsure("wed", 23), unsure("thu", 24),
    unsure("fri", 25), unsure("sat", 26), unsure("sun", 27),
    // French
    sure("janvier", 1), sure("février", 2), sure("fevrier", 2), unsure("mars", 3),
    sure("avril", 4), unsure("mai", 5), sure("juin", 6), sure("juillet", 7), sure("août", 8),
    unsure("aout", 8), sure("septembre", 9), sure("octobre", 10), sure("novembre", 11),
    sure("décembre", 12), sure("decembre", 12),
    unsure("janv", 1), unsure("févr", 2), unsure("fév", 2), unsure("avr", 4), unsure("juil", 7),
    unsure("déc", 12),
    sure("lundi", 21), sure("mardi", 22), sure("mercredi", 23), sure("jeudi", 24),
    sure("vendredi", 25), sure("samedi", 26), sure("dimanche", 27),
    unsure("lun", 21), unsure("mer", 23), unsure("jeu", 24), unsure("ven", 25),
    unsure("sam", 26), unsure("dim", 27),
    // German
    sure("januar", 1), sure("jänner", 1), sure("februar", 2), sure("märz", 3), sure("juni", 6),
    sure("juli", 7), sure("oktober", 10), sure("dezember", 12),
    unsure("mär", 3), unsure("okt", 10), unsure("dez", 12),
    sure("montag", 21), sure("dienstag", 22), sure("mittwoch", 23), sure("donnerstag", 24),
    sure("freitag", 25), sure("samstag", 26), sure("sonnabend", 26), sure("sonntag", 27),
    unsure("mo", 21), unsure("di", 22), unsure("mi", 23), unsure("do", 24), unsure("fr", 25),
    unsure("sa", 26), unsure("so", 27),
];

/// For each pair of first letters a set of third letters (bit 26: beyond ASCII or none), so that
/// nearly every word is known to be no name without a look at the table.
const THIRD: [u32; 676] = {
    let mut table = [0_u32; 676];
    let mut at = 0;
    while at < NAMES.len() {
        let word = NAMES[at].word.as_bytes();
        if word[1].is_ascii_lowercase() {
            let pair = (word[0] - b'a') as usize * 26 + (word[1] - b'a') as usize;
            let third = if word.len() > 2 && word[2].is_ascii_lowercase() {
                word[2] - b'a'
            } else {
                26
            };
            table[pair] |= 1 << third;
        }
        at += 1;
    }
    table
};

/// Finds a word among the names, whatever its case.
fn find(word: &str) -> Option<&'static Name> {
    let bytes = word.as_bytes();
    let letter = |at: usize| bytes.get(at).map_or(0, |b| b | 0x20);
    let (first, second, third) = (letter(0), letter(1), letter(2));
    if !(2..=12).contains(&bytes.len()) || !first.is_ascii_lowercase() {
        return None;
    }
    if second.is_ascii_lowercase() {
        let pair = usize::from(first - b'a') * 26 + usize::from(second - b'a');
        let bit = if third.is_ascii_lowercase() {
            third - b'a'
        } else {
            26
        };
        if THIRD.get(pair).is_none_or(|set| set & (1 << bit) == 0) {
            return None;
        }
    } else if second.is_ascii() {
        return None;
    }
    if word.is_ascii() {
        return NAMES.iter().find(|n| n.word.eq_ignore_ascii_case(word));
    }
    let lower = word.to_lowercase();
    NAMES.iter().find(|n| n.word == lower)
}

/// Tells whether a word names a month or a day, and whether it does so alone.
pub(super) fn named_time(word: &str) -> Option<bool> {
    find(word).map(|n| n.sure || (n.word == "march" && word.starts_with('M')))
}

/// Gives the month, 1 to 12, that a word names.
pub fn month_of(word: &str) -> Option<u8> {
    find(word).map(|n| n.value).filter(|v| *v <= 12)
}

/// Gives the day of the week, 1 (Monday) to 7, that a word names.
pub fn weekday_of(word: &str) -> Option<u8> {
    find(word)
        .map(|n| n.value)
        .filter(|v| *v > 20)
        .map(|v| v - 20)
}

/// Makes dates of day numbers beside month names (`21 avril`, `April 21st`), and of short or
/// doubtful names beside days and years (`Fri, 21 Apr`, `May 2017`).
pub(super) fn join_days(text: &str, names: &[usize], out: &mut [Token]) {
    for &at in names {
        let Some(token) = out.get(at) else { return };
        let word = text.get(token.range.clone()).unwrap_or("");
        let name = match token.kind {
            TokenKind::Date | TokenKind::Word => find(word),
            _ => None,
        };
        let Some(name) = name else { continue };
        let near = neighbours(text, out, at);
        let capital = word.starts_with(char::is_uppercase);
        // A weekday in short is one only before a date: "Fri, 21 Apr", not "so 21 of them".
        let tied = if name.value > 20 {
            capital && near[2..].iter().flatten().any(|n| is_dated(text, out, *n))
        } else {
            near.iter()
                .flatten()
                .any(|n| is_day_or_year(text, &out[*n]))
        };
        if !(name.sure || tied) {
            continue;
        }
        if let Some(token) = out.get_mut(at) {
            token.kind = TokenKind::Date;
        }
        if name.value > 20 {
            continue;
        }
        for place in near.into_iter().flatten() {
            if is_day(text, &out[place]) {
                out[place].kind = TokenKind::Date;
            }
        }
    }
}

/// Gives the tokens directly before and behind a token on the same line, over one `,` or `.`:
/// the near one before, unused, the near one behind, the one behind a mark.
fn neighbours(text: &str, out: &[Token], at: usize) -> [Option<usize>; 4] {
    let close = |from: usize, to: usize| {
        text.get(from..to)
            .is_some_and(|gap| gap.len() <= 3 && gap.bytes().all(|b| b != b'\n' || from == to))
    };
    let here = &out[at];
    let mut found = [None; 4];
    let mut before = at.checked_sub(1);
    if let Some(p) = before.filter(|p| is_joint(text, &out[*p])) {
        before = p.checked_sub(1);
    }
    found[0] = before.filter(|p| close(out[*p].range.end, here.range.start));
    let behind = at + 1;
    found[2] = Some(behind).filter(|n| {
        out.get(*n)
            .is_some_and(|t| close(here.range.end, t.range.start) && t.kind != TokenKind::Mark)
    });
    if out.get(behind).is_some_and(|t| is_joint(text, t)) {
        found[3] = Some(behind + 1).filter(|n| {
            out.get(*n)
                .is_some_and(|t| close(out[behind].range.end, t.range.start))
        });
    }
    found
}

fn is_joint(text: &str, token: &Token) -> bool {
    token.kind == TokenKind::Mark && matches!(text.get(token.range.clone()), Some("," | "."))
}

fn is_dated(text: &str, out: &[Token], at: usize) -> bool {
    out.get(at).is_some_and(|t| {
        t.kind == TokenKind::Date
            || is_day(text, t)
            || (t.kind == TokenKind::Word
                && text
                    .get(t.range.clone())
                    .is_some_and(|w| month_of(w).is_some()))
    })
}

fn is_day_or_year(text: &str, token: &Token) -> bool {
    is_day(text, token)
        || (token.kind == TokenKind::Date
            && text
                .get(token.range.clone())
                .is_some_and(|t| t.len() == 4 && t.bytes().all(|b| b.is_ascii_digit())))
}

/// Tells whether a token is the number of a day: `21`, `21st`, `1er`.
fn is_day(text: &str, token: &Token) -> bool {
    if !matches!(token.kind, TokenKind::Number | TokenKind::Date) {
        return false;
    }
    let word = text.get(token.range.clone()).unwrap_or("");
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = &word[digits.len()..];
    matches!(ending, "" | "st" | "nd" | "rd" | "th" | "er")
        && digits.len() <= 2
        && digits.parse::<u8>().is_ok_and(|d| (1..=31).contains(&d))
}
