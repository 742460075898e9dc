//! Sums among the figures of a text: what has a currency or a measure, and is no word of a shell.
//!
//! `$5` is a sum in prose and a parameter in code. A figure that only money has (`$800`, `$0.02`,
//! `$3K`) is always a sum; one or two bare digits are none where code stands around them.

use crate::text::{Token, TokenKind, amount_value, is_currency};
use std::collections::BTreeSet;
use std::ops::Range;

/// Measures that sums of goods, ways and ground are given in, folded; what else stands behind a
/// figure (`0x`, `2nd`, `16mA`) is a name or a setting.
const MEASURES: &[&str] = &[
    "kg", "tonnes", "tons", "km", "km2", "km²", "m2", "m²", "m3", "m³", "ha", "kwh", "mwh",
    "litres", "liters",
];

/// Countries that stand behind their dollar: `50 $US`.
const DOLLARS: &[&str] = &[
    "US", "USD", "CA", "CAN", "CAD", "AU", "AUS", "AUD", "NZ", "NZD", "HK", "HKD",
];

/// Most digits of a parameter of a shell or of a group that a pattern found.
const PARAMETER: usize = 2;
/// Bytes of the lines around a figure that are looked at, on either side.
const AROUND: usize = 200;

/// Gives the sums among the tokens of a text. What is a parameter at one place of a text is one at
/// all of them.
pub(super) fn sums(text: &str, tokens: &[Token]) -> BTreeSet<usize> {
    let numbers = tokens.iter().filter(|t| t.kind == TokenKind::Number);
    let form = |t: &Token| text.get(t.range.clone()).unwrap_or("");
    let sums: Vec<&Token> = numbers.filter(|t| has_unit(form(t))).collect();
    let code = sums.iter().filter(|t| is_code(text, &t.range));
    let code: BTreeSet<&str> = code.map(|t| form(t)).collect();
    let sums = sums.into_iter().filter(|t| !code.contains(form(t)));
    sums.map(|t| t.range.start).collect()
}

/// Tells whether a figure has the unit of a sum.
fn has_unit(form: &str) -> bool {
    let Some((_, unit)) = amount_value(form) else {
        return false;
    };
    let known = is_currency(&unit) || MEASURES.contains(&unit.as_str());
    known && is_figure(form)
}

/// Tells whether a sum is written as sums are: `0644 $` and `$1$` are words of a shell.
fn is_figure(form: &str) -> bool {
    let digits = form.trim_start_matches(|c: char| !c.is_ascii_digit());
    let after = digits.as_bytes().get(1);
    let led_by_nought = digits.starts_with('0') && after.is_some_and(u8::is_ascii_digit);
    !led_by_nought && form.matches('$').count() < 2
}

/// Tells whether the dollar of a figure is one of code.
fn is_code(text: &str, at: &Range<usize>) -> bool {
    let form = text.get(at.clone()).unwrap_or("");
    if !form.contains('$') {
        return false;
    }
    let before = text.get(..at.start).unwrap_or("");
    let after = text.get(at.end..).unwrap_or("");
    // `2200 ${port}` and `1$=MD5`: the dollar belongs to what follows.
    let opens = |c: char| matches!(c, '{' | '(' | '_' | '=' | '$') || c.is_lowercase();
    if form.ends_with('$') && after.starts_with(opens) {
        return true;
    }
    let bare = |c: char| c.is_ascii_digit() || c == '$' || c.is_whitespace();
    let digits = form.bytes().filter(u8::is_ascii_digit).count();
    if digits > PARAMETER || !form.chars().all(bare) {
        return false;
    }
    let ties = |c: char| matches!(c, '\\' | '=' | '{' | '$' | '^') || c.is_lowercase();
    let touched = before.ends_with(ties) || after.starts_with(['$', '}', '=']);
    let next = after
        .trim_start_matches(['"', '\''])
        .trim_start_matches(' ');
    let option = next.strip_prefix('-').filter(|_| after.starts_with(' '));
    let option = option.is_some_and(|o| o.starts_with(|c: char| c.is_ascii_lowercase()));
    touched || option || next.starts_with('=') || speaks_code(before, after)
}

/// Tells whether the line of a figure, or the one before or behind it, is one of code.
fn speaks_code(before: &str, after: &str) -> bool {
    let from = before.len().saturating_sub(AROUND);
    let before = before.get(before.ceil_char_boundary(from)..).unwrap_or("");
    let after = after
        .get(..after.floor_char_boundary(AROUND))
        .unwrap_or(after);
    let above = before.rsplitn(3, '\n').take(2);
    let below = after.splitn(3, '\n').take(2);
    above.chain(below).any(is_line_of_code)
}

fn is_line_of_code(line: &str) -> bool {
    let names = |rest: &str| {
        let letters = |c: char| !c.is_ascii_alphabetic();
        let name = rest.get(..rest.find(letters).unwrap_or(rest.len()));
        let name = name.unwrap_or("");
        rest.starts_with(['{', '(', '_']) || !(name.is_empty() || DOLLARS.contains(&name))
    };
    line.contains(['{', '}', '`', '^'])
        || line.contains("&&")
        || line.contains("||")
        || line.split('$').skip(1).any(names)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens;

    /// The sums of a text, as they stand.
    fn told(text: &str) -> Vec<&str> {
        let tokens = tokens(text);
        let sums = sums(text, &tokens);
        let sums = tokens.iter().filter(|t| sums.contains(&t.range.start));
        sums.filter_map(|t| text.get(t.range.clone())).collect()
    }

    #[test]
    fn an_amount_has_a_currency_or_a_measure() {
        for form in [
            "12 500 EUR",
            "$5",
            "3 millions d'euros",
            "12 k€",
            "40 km",
            "CHF 80",
            "$0.02",
        ] {
            assert!(has_unit(form) && !is_code(form, &(0..form.len())), "{form}");
        }
        for form in [
            "0x", "2nd", "16mA", "5.10.y", "3rd", "100", "v2", "1st", "64bit", "0644 $", "$1$",
        ] {
            assert!(!has_unit(form), "{form}");
        }
    }

    #[test]
    fn a_few_dollars_in_prose_are_a_sum() {
        for (text, sum) in [
            ("I owe you $5 for lunch.", "$5"),
            ("He said \"it is $20\", no more.", "$20"),
            ("(about $10)", "$10"),
            ("Total = $5\nThank you", "$5"),
            ("Cela coûte 5 $ par jour.", "5 $"),
            ("« il en veut 50$ »", "50$"),
            ("a fee of 50 $US, or $9", "50 $"),
            ("| coffee | $3 |", "$3"),
            ("${HOME} costs $800 {sic}", "$800"),
            ("my $0.02:\n{", "$0.02"),
        ] {
            assert!(told(text).contains(&sum), "{text}: {:?}", told(text));
        }
    }

    #[test]
    fn a_parameter_of_code_is_no_sum() {
        for text in [
            "awk '{print $1}'",
            "grep token | awk '{ print $2 }'",
            "SUMMARY=$1",
            "OUT=\"${WORKDIR}/$1\"\nOPT=\"$2\"",
            "catch()\n{\n\techo \"Error on line $1\"\n\trm $TMP || true\n}",
            "if test -d /oldroot && test\n> \"$1\"",
            "usermod -p '\\$1\\$UG",
            "    type = long\n    $1 = 4",
            "\"rest\": \"^1$\",",
            "ssh -p 2200 ${user}",
            "cp.b 20100000 ${loadaddr}",
            "echo \"2019.04$(/bin/bash)\"",
            "to $5$=SHA-256",
            "bb cd 01    x$5...",
            "        $1 -f -e",
            "if test \"$1\" = kexec\n> then\n> \n> kexec $1\n> -f",
        ] {
            assert_eq!(told(text), [""; 0], "{text}");
        }
    }
}
