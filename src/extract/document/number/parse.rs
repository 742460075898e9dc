//! The language of formats: up to four sections apart by semicolons, each a row of pieces.

use super::Convention;

/// Longest format that is read; Excel takes 255 characters.
const LONGEST: usize = 400;

/// One piece of a section.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Piece {
    /// Letters that are shown as they stand.
    Words(String),
    /// The place of a digit: `0`, `#` or `?`.
    Digit(char),
    /// Where the decimals begin.
    Point,
    /// A comma between digits.
    Comma,
    /// A hundredth.
    Percent,
    /// A part of a moment, with how often its letter stands: `d`, `m`, `y`, `h`, `s`.
    Part(char, usize),
    /// A length of time in hours, minutes or seconds.
    Length(char),
    /// Morning or afternoon.
    Half,
    /// The number as it is.
    General,
}

/// One section of a format.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Section {
    pub pieces: Vec<Piece>,
    /// How it has numbers written, where it says so.
    pub own: Option<Convention>,
    /// The language of its months and days; 0 where it names none.
    pub language: u32,
    /// It shows a moment.
    pub days: bool,
}

impl Section {
    /// Tells whether it shows the number as it is.
    pub fn is_general(&self) -> bool {
        self.pieces.contains(&Piece::General)
    }

    /// Gives a number with the words before and behind it.
    pub fn around(&self, number: &str) -> String {
        let words = self.pieces.iter().map(|p| match p {
            Piece::General => number,
            Piece::Words(words) => words,
            _ => "",
        });
        words.collect()
    }
}

/// Cuts a format into its sections; `None` where one holds what is not read.
pub(super) fn sections(code: &str) -> Option<Vec<Section>> {
    if code.len() > LONGEST {
        return None;
    }
    let mut out = vec![Section::default()];
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        if first == ';' {
            rest = rest.get(1..)?;
            // The fourth is for words, which are shown as they are.
            if out.len() == 3 {
                break;
            }
            out.push(Section::default());
            continue;
        }
        rest = piece(first, rest, out.last_mut()?)?;
    }
    out.into_iter().map(finished).collect()
}

/// Reads one piece; gives what follows it.
fn piece<'a>(first: char, rest: &'a str, section: &mut Section) -> Option<&'a str> {
    let behind = rest.get(first.len_utf8()..)?;
    let pieces = &mut section.pieces;
    match first {
        '"' => {
            let (words, behind) = behind.split_once('"')?;
            pieces.push(Piece::Words(words.to_owned()));
            return Some(behind);
        }
        '\\' | '_' | '*' => {
            let next = behind.chars().next()?;
            match first {
                '\\' => pieces.push(Piece::Words(next.to_string())),
                '_' => pieces.push(Piece::Words(" ".to_owned())),
                // It is repeated as often as the column is wide.
                _ => {}
            }
            return behind.get(next.len_utf8()..);
        }
        '[' => {
            let (inner, behind) = behind.split_once(']')?;
            bracket(inner, section)?;
            return Some(behind);
        }
        '0' | '#' | '?' => pieces.push(Piece::Digit(first)),
        '.' => pieces.push(Piece::Point),
        ',' => pieces.push(Piece::Comma),
        '%' => pieces.push(Piece::Percent),
        '@' => pieces.push(Piece::General),
        letter if letter.is_ascii_alphabetic() => return letters(letter, rest, section),
        other => pieces.push(Piece::Words(other.to_string())),
    }
    Some(behind)
}

/// Letters outside of quotes: parts of a moment, and nothing else that is read.
fn letters<'a>(first: char, rest: &'a str, section: &mut Section) -> Option<&'a str> {
    let pieces = &mut section.pieces;
    for (word, piece) in [
        ("general", Piece::General),
        ("standard", Piece::General),
        ("am/pm", Piece::Half),
        ("a/p", Piece::Half),
    ] {
        if let Some(head) = rest.get(..word.len())
            && head.eq_ignore_ascii_case(word)
        {
            pieces.push(piece);
            return rest.get(word.len()..);
        }
    }
    let letter = first.to_ascii_lowercase();
    if !"dmyhs".contains(letter) {
        return None;
    }
    let same = rest
        .bytes()
        .take_while(|b| b.eq_ignore_ascii_case(&(first as u8)));
    let count = same.count();
    pieces.push(Piece::Part(letter, count));
    rest.get(count..)
}

/// What stands in brackets: a colour, a currency with its language, a length of time.
fn bracket(inner: &str, section: &mut Section) -> Option<()> {
    if let Some(money) = inner.strip_prefix('$') {
        let (sign, language) = money.rsplit_once('-').unwrap_or((money, ""));
        let language = u32::from_str_radix(language, 16).unwrap_or(0) & 0xffff;
        if !sign.is_empty() {
            section.pieces.push(Piece::Words(sign.to_owned()));
        }
        // Above the languages stand the forms of the system: its own long day and time.
        if language >= 0xf000 {
            return None;
        }
        if language != 0 {
            section.language = language;
            section.own = Convention::of_language(language).or(section.own);
        }
        return Some(());
    }
    let lower = inner.to_ascii_lowercase();
    match lower.as_str() {
        "h" | "hh" | "m" | "mm" | "s" | "ss" => {
            section.pieces.push(Piece::Length(lower.chars().next()?));
            Some(())
        }
        // Conditions, and digits of other scripts.
        _ if inner.starts_with(['<', '>', '=']) || lower.starts_with("dbnum") => None,
        _ => Some(()),
    }
}

/// Tells moments from numbers, and what a section says by its currency.
fn finished(mut section: Section) -> Option<Section> {
    let is_part = |p: &Piece| matches!(p, Piece::Part(..) | Piece::Length(_) | Piece::Half);
    section.days = section.pieces.iter().any(is_part);
    let first = section
        .pieces
        .iter()
        .position(|p| matches!(p, Piece::Digit(_)));
    let euro = |p: &Piece| matches!(p, Piece::Words(w) if w.contains('€'));
    let euro = section.pieces.iter().rposition(euro);
    // Who puts the sign of the euro behind a number writes a comma before its decimals.
    if section.own.is_none() && first.is_some() && euro > first {
        section.own = Some(Convention::Space);
    }
    let numeric = |p: &Piece| matches!(p, Piece::Digit(_) | Piece::Percent);
    let fraction = |p: &Piece| matches!(p, Piece::Words(w) if w == "/");
    let digits = section.pieces.iter().any(numeric);
    if digits && !section.days && section.pieces.iter().any(fraction) {
        return None;
    }
    // A mixture of a number as it is and places of digits says nothing that can be trusted.
    let mixed = section.is_general() && (digits || section.days);
    (!mixed).then_some(section)
}
