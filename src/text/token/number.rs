//! Numbers with their separators and units, dates and times in digits, telephone numbers.

use super::TokenKind;
use super::scan::Scanner;
use super::tables::{CURRENCY_SIGNS, CURRENCY_WORDS, UNITS, is_apostrophe};

/// Fewest and most digits of a telephone number (E.164).
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 8..=15;

impl Scanner<'_> {
    /// A token that starts with a digit.
    pub(super) fn number(&mut self, at: usize) -> usize {
        let digits = self.digits_end(at);
        let may_be_phone = digits - at > 8 && self.byte(at) == b'0';
        if may_be_phone {
            return self.number_from(at, at);
        }
        if matches!(self.byte(digits), b'\n' | b')' | b']' | b';')
            || (self.byte(digits) == b' ' && !self.number_may_go_on(digits + 1))
        {
            let kind = self.plain_kind(at, digits);
            return self.push(at, digits, kind);
        }
        self.number_from(at, at)
    }

    /// Tells whether what stands behind a number and a space can belong to the number.
    fn number_may_go_on(&self, at: usize) -> bool {
        let b = self.byte(at);
        b.is_ascii_digit() || b >= 0x80 || b"$%kKMEUGCJARSNDPFfeblrdmTtaApP".contains(&b)
    }

    /// Gives the kind of bare digits: a year is a date.
    fn plain_kind(&self, at: usize, end: usize) -> TokenKind {
        let digits = self.slice(at, end);
        let year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
        if year {
            TokenKind::Date
        } else {
            TokenKind::Number
        }
    }

    /// A number whose digits start at `digits` and whose token starts at `at` (sign, currency).
    pub(super) fn number_from(&mut self, at: usize, digits: usize) -> usize {
        if at == digits
            && let Some((end, kind)) = self.number_form(at)
        {
            return self.push(at, end, kind);
        }
        let (end, separators) = self.separated(digits);
        if at == digits && self.word_goes_on(end) {
            if let Some(to) = self.unit_end(end) {
                return self.push(at, to, TokenKind::Number);
            }
            if let Some(to) = self.email(at).or_else(|| self.host(at)) {
                let kind = if self.slice(at, to).contains('@') {
                    TokenKind::Email
                } else {
                    TokenKind::Link
                };
                return self.push(at, to, kind);
            }
            return self.joined(at);
        }
        if at == digits && self.byte(end) == b'-' && self.byte(end + 1).is_ascii_alphabetic() {
            return self.joined(at);
        }
        if at == digits
            && matches!(self.byte(end), b'.' | b'@' | b'+')
            && let Some(to) = self.email(at)
        {
            return self.push(at, to, TokenKind::Email);
        }
        if let Some(to) = self.percent_end(end) {
            return self.push(at, to, TokenKind::Percent);
        }
        if let Some(to) = self.currency_end(end) {
            return self.push(at, to, TokenKind::Number);
        }
        let end = self.unit_end(end).unwrap_or(end);
        let kind = if at == digits && !separators {
            self.plain_kind(at, end)
        } else {
            TokenKind::Number
        };
        self.push(at, end, kind)
    }

    /// Forms of digits that are no plain number: date, time, telephone, host, version.
    fn number_form(&self, at: usize) -> Option<(usize, TokenKind)> {
        if let Some(end) = self.date(at).or_else(|| self.time(at)) {
            return Some((end, TokenKind::Date));
        }
        if let Some(end) = self.phone(at) {
            return Some((end, TokenKind::Phone));
        }
        let end = self.dotted_end(at)?;
        let groups: Vec<&str> = self.slice(at, end).split('.').collect();
        let host = groups.len() == 4 && groups.iter().all(|g| g.parse::<u8>().is_ok());
        if host {
            return Some((end, TokenKind::Link));
        }
        let thousands = groups.iter().skip(1).all(|g| g.len() == 3);
        (groups.len() > 2 && !thousands && !self.word_goes_on(end)).then_some((end, TokenKind::Id))
    }

    /// Gives the end of groups of digits with points between them.
    fn dotted_end(&self, at: usize) -> Option<usize> {
        let mut end = self.digits_end(at);
        while self.byte(end) == b'.' && self.byte(end + 1).is_ascii_digit() {
            end = self.digits_end(end + 1);
        }
        (end > at).then_some(end)
    }

    /// Gives the end of a number with separators, and whether it has some.
    fn separated(&self, at: usize) -> (usize, bool) {
        let first = self.digits_end(at);
        let mut end = first;
        let mut thousands = None;
        let mut joined = false;
        // "1,2,3" is a list: behind its first comma no comma makes a decimal.
        let in_list = at > 1 && self.byte(at - 1) == b',' && self.byte(at - 2).is_ascii_digit();
        while let Some(c) = self.char(end) {
            let next = end + c.len_utf8();
            let group = self.digits_end(next);
            if group == next {
                break;
            }
            let three = group - next == 3 && (thousands.is_some() || first - at <= 3);
            let same = thousands.is_none_or(|t| t == c);
            let grouping =
                matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}') || is_apostrophe(c);
            if grouping || (matches!(c, ',' | '.') && same && three) {
                if !(three && same) || (grouping && joined && thousands.is_none()) {
                    break;
                }
                thousands = Some(c);
            } else if matches!(c, ',' | '.') && !same || (thousands.is_none() && c != ' ') {
                // A decimal mark ends the number, unless a list of numbers goes on behind it.
                let list = matches!(self.byte(group), b',' | b'.')
                    && self.byte(group + 1).is_ascii_digit();
                let decimal = matches!(c, ',' | '.') && !list && !(in_list && c == ',');
                return (if decimal { group } else { end }, decimal || joined);
            } else {
                break;
            }
            joined = true;
            end = group;
        }
        (end, joined)
    }

    /// Gives the place behind one optional space.
    fn behind_space(&self, at: usize) -> usize {
        match self.char(at) {
            Some(c @ (' ' | '\u{A0}' | '\u{202F}' | '\u{2009}')) => at + c.len_utf8(),
            _ => at,
        }
    }

    fn percent_end(&self, at: usize) -> Option<usize> {
        let sign = self.behind_space(at);
        self.char(sign)
            .filter(|c| matches!(c, '%' | '‰' | '٪'))
            .map(|c| sign + c.len_utf8())
    }

    fn letters_end(&self, at: usize) -> usize {
        let mut end = at;
        while let Some(c) = self.char(end) {
            if !c.is_alphabetic() && !CURRENCY_SIGNS.contains(&c) {
                break;
            }
            end += c.len_utf8();
            if end - at > 16 {
                break;
            }
        }
        end
    }

    /// Gives the end of a currency or magnitude behind a number.
    fn currency_end(&self, at: usize) -> Option<usize> {
        let start = self.behind_space(at);
        let end = self.letters_end(start);
        let word = self.slice(start, end);
        if word
            .chars()
            .next()
            .is_some_and(|c| CURRENCY_SIGNS.contains(&c))
        {
            let sign = start + word.chars().next().map_or(0, char::len_utf8);
            return (!self.byte(sign).is_ascii_digit()).then_some(sign);
        }
        if word.is_empty() || !CURRENCY_WORDS.contains(&word) || self.word_goes_on(end) {
            return None;
        }
        // "le 12 M. Dupont": an initial or a title, no millions.
        if word.len() == 1 && start > at && self.byte(end) == b'.' {
            return None;
        }
        // "3 millions d'euros", "10 k €": the currency may follow its magnitude.
        let sign = self.behind_space(end);
        let behind = self.letters_end(sign);
        let currency = self.slice(sign, behind);
        let follows = behind > sign
            && (CURRENCY_SIGNS.iter().any(|s| currency.starts_with(*s))
                || (currency.len() > 2 && CURRENCY_WORDS.contains(&currency)));
        Some(if follows { behind } else { end })
    }

    /// Gives the end of a unit that stands directly behind the digits.
    fn unit_end(&self, at: usize) -> Option<usize> {
        let end = self.letters_end(at);
        let word = self.slice(at, end);
        let unit = !word.is_empty() && UNITS.contains(&word) && !self.word_goes_on(end);
        unit.then_some(end)
    }

    /// Notes a currency in letters together with the number behind it (`EUR 12,500.00`).
    pub(super) fn currency_word(&mut self, at: usize, end: usize) -> Option<usize> {
        if end - at != 3 || !self.byte(at).is_ascii_uppercase() || self.byte(end) != b' ' {
            return None;
        }
        let known =
            self.byte(end + 1).is_ascii_digit() && CURRENCY_WORDS.contains(&self.slice(at, end));
        known.then(|| self.number_from(at, end + 1))
    }

    /// Gives the end of a telephone number that starts here.
    pub(super) fn phone(&self, at: usize) -> Option<usize> {
        let first = self.byte(at);
        let international = first == b'+';
        let (mut end, mut digits, mut groups, mut last) = (at, 0, 0, at);
        let mut slash = false;
        loop {
            let start = end;
            end = self.digits_end(end);
            if end > start {
                digits += end - start;
                groups += 1;
                last = end;
            }
            match self.char(end) {
                Some('+') if end == at => end += 1,
                Some('(') if end == at || international || digits > 0 => end += 1,
                Some(')') if digits > 0 => end += 1,
                Some(c @ (' ' | '.' | '-' | '/' | '\u{A0}' | '\u{202F}')) if end > start => {
                    slash |= c == '/';
                    end += c.len_utf8();
                }
                Some(' ') if self.byte(end.saturating_sub(1)) == b')' => end += 1,
                _ => break,
            }
            if digits > *PHONE_DIGITS.end() {
                return None;
            }
        }
        let shape = self.slice(at, last);
        let ok = !self.word_goes_on(last)
            && PHONE_DIGITS.contains(&digits)
            && if international {
                true
            } else {
                is_national(shape, digits, groups, slash)
            };
        ok.then_some(last)
    }

    /// Gives the end of a date in digits that starts here, with the time that `T` ties to it.
    fn date(&self, at: usize) -> Option<usize> {
        let one = self.digits_end(at);
        let sep = self.byte(one);
        if !matches!(sep, b'-' | b'/' | b'.') || one - at > 4 {
            return None;
        }
        let two = self.digits_end(one + 1);
        if two == one + 1 || two - one > 3 || self.byte(two) != sep {
            return None;
        }
        let three = self.digits_end(two + 1);
        let number = |from, to| self.slice(from, to).parse::<u32>().unwrap_or(0);
        let (a, b, c) = (
            number(at, one),
            number(one + 1, two),
            number(two + 1, three),
        );
        let year = |n: u32, len: usize| (len == 4 && (1900..2100).contains(&n)) || len == 2;
        let iso = one - at == 4
            && year(a, 4)
            && (1..=12).contains(&b)
            && (1..=31).contains(&c)
            && three - two <= 3;
        let day_and_month = ((1..=31).contains(&a) && (1..=12).contains(&b))
            || ((1..=12).contains(&a) && (1..=31).contains(&b));
        let local = one - at <= 2 && day_and_month && year(c, three - two - 1);
        if !(iso || local) || (three == two + 1) {
            return None;
        }
        if iso && self.byte(three) == b'T' {
            return Some(self.time(three + 1).unwrap_or(three));
        }
        let goes_on = self.word_goes_on(three)
            || (self.byte(three) == sep && self.byte(three + 1).is_ascii_digit());
        (!goes_on).then_some(three)
    }

    /// Gives the end of a time of day that starts here: `12:31`, `9:05:07 pm`, `18h30`, `18 Uhr`.
    fn time(&self, at: usize) -> Option<usize> {
        let hours = self.digits_end(at);
        if hours - at > 2 || self.slice(at, hours).parse::<u32>().is_ok_and(|h| h > 24) {
            return None;
        }
        let minute = |from: usize| {
            let two = self.byte(from).is_ascii_digit() && self.byte(from + 1).is_ascii_digit();
            (two && !self.byte(from + 2).is_ascii_digit() && self.byte(from) < b'6')
                .then_some(from + 2)
        };
        let mut end = match self.byte(hours) {
            b':' => minute(hours + 1)?,
            b'h' | b'H' => minute(hours + 1).unwrap_or(hours + 1),
            _ => self.half_day(hours)?,
        };
        if self.byte(end) == b':' && self.byte(hours) == b':' {
            end = minute(end + 1)?;
            if self.byte(end) == b'.' && self.byte(end + 1).is_ascii_digit() {
                end = self.digits_end(end + 1);
            }
        }
        if self.byte(end) == b'Z' {
            end += 1;
        }
        if matches!(self.byte(end), b'+' | b'-')
            && self.byte(end + 1).is_ascii_digit()
            && self.byte(hours) == b':'
        {
            end = self.digits_end(end + 1);
            if self.byte(end) == b':' {
                end = self.digits_end(end + 1);
            }
        }
        let end = self.half_day(end).unwrap_or(end);
        let goes_on = self.word_goes_on(end)
            || (self.byte(end) == b':' && self.byte(end + 1).is_ascii_hexdigit());
        (!goes_on).then_some(end)
    }

    /// Gives the end of `am`, `pm`, `a.m.` behind a time.
    fn half_day(&self, at: usize) -> Option<usize> {
        let start = self.behind_space(at);
        let form = ["a.m.", "p.m.", "am", "pm"].into_iter().find(|form| {
            self.text
                .get(start..start + form.len())
                .is_some_and(|s| s.eq_ignore_ascii_case(form))
        })?;
        let end = start + form.len();
        (!self.word_goes_on(end)).then_some(end)
    }
}

/// Tells whether digits in this shape are a number as it is written inside a country.
fn is_national(shape: &str, digits: usize, groups: usize, slash: bool) -> bool {
    let second = shape.as_bytes().get(1).copied().unwrap_or(0);
    let trunk = shape.starts_with('0') && second.is_ascii_digit() && second != b'0';
    let lengths: Vec<usize> = shape
        .split(|c: char| !c.is_ascii_digit())
        .map(str::len)
        .filter(|l| *l > 0)
        .collect();
    let pairs = groups == 5 && lengths.iter().all(|l| *l == 2);
    let german = (groups == 2 || slash) && lengths.first().is_some_and(|l| *l >= 3);
    let trunk_form = trunk
        && (9..=12).contains(&digits)
        && (pairs || groups == 1 || (german && !shape.contains('.')) || groups == 3 || groups == 4);
    let american = lengths == [3, 3, 4] && (shape.contains('-') || shape.starts_with('('));
    trunk_form || american
}
