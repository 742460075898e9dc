//! Values of sums and account numbers.

use super::tables::{CURRENCIES, LANGUAGES};
use crate::text::fold::fold;

/// Reads a number with its unit, in the comma and the point convention: `12.500,00 €` and
/// `EUR 12,500.00` are both 12500 EUR. The unit is a currency's code, `%`, or as written.
///
/// A lone mark before exactly three digits groups thousands ("12.500"), any other is decimal.
pub fn amount_value(text: &str) -> Option<(f64, String)> {
    let folded = fold(text);
    let first = folded.find(|c: char| c.is_ascii_digit())?;
    let last = folded.rfind(|c: char| c.is_ascii_digit())? + 1;
    let number = digits_value(folded.get(first..last)?)?;
    let before = folded.get(..first)?;
    let sign = if before.contains('-') { -1.0 } else { 1.0 };
    let around = format!(
        "{} {}",
        before.replace(['-', '+'], " "),
        folded.get(last..)?
    );
    let mut scale = 0;
    let mut unit = String::new();
    for word in around.split_whitespace() {
        let word = word.trim_matches(['.', ',']);
        if let Some((_, power)) = magnitude(word) {
            scale += power;
        } else if let Some(code) = currency(word) {
            code.clone_into(&mut unit);
        } else if let Some((head, sign)) = split_sign(word) {
            scale += magnitude(head).map_or(0, |(_, power)| power);
            sign.clone_into(&mut unit);
        } else if unit.is_empty() && !word.is_empty() {
            word.clone_into(&mut unit);
        }
    }
    let value = sign * number * 10_f64.powi(i32::try_from(scale).ok()?);
    value.is_finite().then_some((value, unit))
}

/// Tells whether a unit that [`amount_value`] gave is a currency: `EUR`, and `d'euros` as written.
pub fn is_currency(unit: &str) -> bool {
    let unit = unit.strip_prefix("d'").unwrap_or(unit);
    let is_code = |code: &str| code.bytes().all(|b| b.is_ascii_uppercase());
    CURRENCIES
        .iter()
        .any(|(name, code)| (*code == unit || *name == unit) && is_code(code))
}

fn magnitude(word: &str) -> Option<(&'static str, u32)> {
    LANGUAGES
        .iter()
        .flat_map(|c| c.magnitudes.iter().copied())
        .find(|(name, _)| *name == word)
}

fn currency(word: &str) -> Option<&'static str> {
    CURRENCIES
        .iter()
        .find(|(name, _)| *name == word)
        .map(|(_, code)| *code)
}

/// Splits `k€`, `m$`, `keur` into magnitude and currency.
fn split_sign(word: &str) -> Option<(&str, &'static str)> {
    CURRENCIES.iter().find_map(|(name, code)| {
        let head = word.strip_suffix(name)?;
        magnitude(head).map(|_| (head, *code))
    })
}

/// Reads digits with separators.
fn digits_value(digits: &str) -> Option<f64> {
    if digits.bytes().all(|b| b.is_ascii_digit()) {
        return digits.parse().ok();
    }
    let marks: Vec<(usize, char)> = digits
        .char_indices()
        .filter(|(_, c)| matches!(c, '.' | ','))
        .collect();
    let decimal = match marks.as_slice() {
        [] => None,
        [(at, _)] => {
            let behind = digits.len() - at - 1;
            let whole = digits.get(..*at).unwrap_or("");
            let grouped = whole.contains([' ', '\'']);
            (behind != 3 || grouped || whole.len() > 3 || whole == "0").then_some(*at)
        }
        [.., (before, b), (at, a)] => (a != b && before < at).then_some(*at),
    };
    let mut plain = String::with_capacity(digits.len());
    for (at, c) in digits.char_indices() {
        if c.is_ascii_digit() {
            plain.push(c);
        } else if Some(at) == decimal {
            plain.push('.');
        } else if !matches!(c, '.' | ',' | ' ' | '\'') {
            return None;
        }
    }
    plain.parse().ok()
}

/// Checks an account number (ISO 13616): four characters to the end, letters as numbers, the
/// remainder by 97 is 1. Spaces and hyphens do not count.
pub fn iban_valid(text: &str) -> bool {
    let bare: Vec<u8> = text
        .bytes()
        .filter(u8::is_ascii_alphanumeric)
        .map(|b: u8| b.to_ascii_uppercase())
        .collect();
    let letters = text
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || c.is_whitespace() || c == '-');
    if !letters || !(15..=34).contains(&bare.len()) {
        return false;
    }
    let (head, tail) = bare.split_at(4);
    let mut rest = 0_u32;
    for b in tail.iter().chain(head) {
        rest = match b {
            b'0'..=b'9' => rest * 10 + u32::from(b - b'0'),
            _ => rest * 100 + u32::from(b - b'A') + 10,
        } % 97;
    }
    rest == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_conventions_give_one_value() {
        for text in [
            "12 500 €",
            "12\u{A0}500,00\u{202F}€",
            "EUR 12,500.00",
            "12.500,00 EUR",
            "12'500.00 €",
            "12’500 euros",
            "12.500 €",
            "12,5 k€",
        ] {
            assert_eq!(amount_value(text), Some((12_500.0, "EUR".into())), "{text}");
        }
        assert_eq!(amount_value("$5"), Some((5.0, "USD".into())));
        assert_eq!(amount_value("3.5 M"), Some((3_500_000.0, String::new())));
        assert_eq!(amount_value("-2,5 %"), Some((-2.5, "%".into())));
        assert_eq!(amount_value("0.125"), Some((0.125, String::new())));
        assert_eq!(
            amount_value("3 millions d'euros").map(|v| v.0),
            Some(3_000_000.0)
        );
        assert_eq!(amount_value("16mA"), Some((16.0, "ma".into())));
        assert_eq!(amount_value("none"), None);
    }

    #[test]
    fn account_numbers_check_themselves() {
        assert!(iban_valid("GB82WEST12345698765432"));
        assert!(iban_valid("FR14 2004 1010 0505 0001 3M02 606"));
        assert!(iban_valid("DE89370400440532013000"));
        assert!(!iban_valid("FR1420041010050500013M02607"));
        assert!(!iban_valid("FR14") && !iban_valid("é"));
    }
}
