//! Numbers in the places of digits that a format gives.

use super::Convention;
use super::parse::{Piece, Section};

/// Digits of a number before and behind its point, after rounding.
struct Digits {
    whole: Vec<u8>,
    part: Vec<u8>,
    is_zero: bool,
}

/// Digits that a cell holds.
const HELD: usize = 15;
/// Most digits that are written of one number.
const WIDEST: i32 = 60;

/// Cuts a number, times a power of ten, into digits, rounded half away from zero as its fifteen
/// digits say.
fn digits(value: f64, power: i32, decimals: usize) -> Option<Digits> {
    let text = format!("{:.*e}", HELD - 1, value.abs());
    let (head, exponent) = text.split_once('e')?;
    let mut all: Vec<u8> = head
        .bytes()
        .filter(u8::is_ascii_digit)
        .map(|b| b - b'0')
        .collect();
    let mut point = exponent.parse::<i32>().ok()? + 1 + power;
    if point > WIDEST || value == 0.0 {
        (point <= WIDEST).then_some(())?;
        all = vec![0];
        point = 1;
    }
    if point < 1 {
        let zeros = usize::try_from(1 - point).ok()?.min(HELD * 30);
        all.splice(0..0, std::iter::repeat_n(0, zeros));
        point = 1;
    }
    let mut point = usize::try_from(point).ok()?;
    let keep = point + decimals;
    let up = all.get(keep).is_some_and(|d| *d >= 5);
    all.resize(keep, 0);
    if up {
        let mut carry = true;
        for digit in all.iter_mut().rev() {
            if *digit == 9 {
                *digit = 0;
            } else {
                *digit += 1;
                carry = false;
                break;
            }
        }
        if carry {
            all.insert(0, 1);
            point += 1;
        }
    }
    let part = all.split_off(point.min(all.len()));
    let is_zero = all.iter().chain(&part).all(|d| *d == 0);
    let first = all.iter().position(|d| *d != 0).unwrap_or(all.len());
    let whole = all.split_off(first);
    Some(Digits {
        whole,
        part,
        is_zero,
    })
}

/// Writes a number as it is, in fifteen digits at most and without a power of ten where it is one
/// that people write out.
pub(super) fn plain(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let rounded = format!("{:.*e}", HELD - 1, value)
        .parse::<f64>()
        .unwrap_or(value);
    if (1e-9..1e15).contains(&rounded.abs()) {
        return rounded.to_string();
    }
    format!("{rounded:E}")
}

/// Writes a number by the places of a section.
pub(super) fn decimal(section: &Section, value: f64, convention: Convention) -> Option<String> {
    let pieces = &section.pieces;
    let point = pieces.iter().position(|p| *p == Piece::Point);
    let point = point.unwrap_or(pieces.len());
    let (before, behind) = (pieces.get(..point)?, pieces.get(point..)?);
    let is_digit = |p: &Piece| matches!(p, Piece::Digit(_));
    let decimals = behind.iter().filter(|p| is_digit(p)).count();
    let percents = pieces.iter().filter(|p| **p == Piece::Percent).count();
    // A comma behind the last place counts in thousands; one between places parts them.
    let last = before.iter().rposition(is_digit);
    let comma = |p: &&Piece| **p == Piece::Comma;
    let scale = last.and_then(|last| before.get(last..));
    let scale = scale.map_or(0, |s| s.iter().filter(comma).count());
    let grouped = last
        .and_then(|last| before.get(..last))
        .is_some_and(|b| b.contains(&Piece::Comma));
    let power = 2 * i32::try_from(percents).ok()? - 3 * i32::try_from(scale).ok()?;
    let found = digits(value, power, decimals)?;
    let (mark, group) = convention.marks();
    let mut out = whole(before, &found, grouped.then_some(group));
    if !behind.is_empty() {
        tail(behind, &found, mark, &mut out);
    }
    let signed = value < 0.0 && !(found.is_zero && section.pieces.iter().any(is_digit));
    if signed {
        out.insert(0, '-');
    }
    Some(out)
}

/// The places before the point, filled from the last to the first, which takes all that is left.
fn whole(pieces: &[Piece], found: &Digits, group: Option<char>) -> String {
    let places = pieces.iter().filter(|p| matches!(p, Piece::Digit(_)));
    let mut left = places.count();
    let mut digits = found.whole.iter().rev();
    let mut written = 0_usize;
    let mut out: Vec<String> = Vec::new();
    let mut put = |out: &mut Vec<String>, digit: char| {
        if let Some(group) = group.filter(|_| written > 0 && written.is_multiple_of(3)) {
            out.push(group.to_string());
        }
        written += 1;
        out.push(digit.to_string());
    };
    for piece in pieces.iter().rev() {
        match piece {
            Piece::Words(words) => out.push(words.clone()),
            Piece::Percent => out.push("%".to_owned()),
            Piece::Digit(place) => {
                left -= 1;
                match digits.next() {
                    Some(digit) => put(&mut out, char::from(b'0' + digit)),
                    None if *place == '0' => put(&mut out, '0'),
                    None => {}
                }
                if left == 0 {
                    for digit in digits.by_ref() {
                        put(&mut out, char::from(b'0' + digit));
                    }
                }
            }
            _ => {}
        }
    }
    out.reverse();
    out.concat()
}

/// The point and what stands behind it.
fn tail(pieces: &[Piece], found: &Digits, mark: char, out: &mut String) {
    let mut digits = found.part.iter();
    let end = found
        .part
        .iter()
        .rposition(|d| *d != 0)
        .map_or(0, |at| at + 1);
    let mut at = 0_usize;
    for piece in pieces {
        match piece {
            Piece::Point => out.push(mark),
            Piece::Words(words) => out.push_str(words),
            Piece::Percent => out.push('%'),
            Piece::Digit(place) => {
                let digit = digits.next().copied().unwrap_or(0);
                if *place == '0' || at < end {
                    out.push(char::from(b'0' + digit));
                }
                at += 1;
            }
            _ => {}
        }
    }
}
