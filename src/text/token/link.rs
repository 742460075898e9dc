//! Addresses, links, hosts and account numbers, tried at the place where a token starts.

use super::scan::Scanner;
use super::tables::{DOMAINS, IBAN_LENGTHS, invisible, is_word_char};
use super::{Token, TokenKind};

/// Longest local part and host that are looked at; RFC 5321 allows 64 and 255.
const ADDRESS_BYTES: usize = 320;
/// Longest scheme of a link.
const SCHEME_BYTES: usize = 12;

/// Tells whether a byte stands in the local part of addresses as they are met.
fn is_local(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'%' | b'+' | b'-' | b'=' | b'&' | b'~')
}

impl Scanner<'_> {
    /// Gives the end of a link with a scheme or `www.` that starts here.
    pub(super) fn link(&self, at: usize) -> Option<usize> {
        let mut colon = at;
        while self.byte(colon).is_ascii_alphanumeric() && colon - at < SCHEME_BYTES {
            colon += 1;
        }
        let start = match self.byte(colon) {
            b':' if self.byte(colon + 1) == b'/' && self.byte(colon + 2) == b'/' => colon + 3,
            b':' if self.slice(at, colon).eq_ignore_ascii_case("mailto") => colon + 1,
            b'.' if self.slice(at, colon).eq_ignore_ascii_case("www") => colon + 1,
            _ => return None,
        };
        let end = self.link_end(start);
        (end > start).then_some(end)
    }

    /// Gives the end of a link whose rest starts here: white space, angle brackets and quotes end
    /// it, and closing marks of the sentence around it are left out.
    fn link_end(&self, start: usize) -> usize {
        let mut end = start;
        while let Some(c) = self.char(end) {
            if c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '«' | '»' | '|')
            {
                break;
            }
            end += c.len_utf8();
        }
        let mut kept = self.slice(start, end);
        while let Some(last) = kept.chars().next_back() {
            let closes = match last {
                '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | ']' | '}' | '’' | '”' => {
                    true
                }
                ')' => !kept.contains('('),
                _ => false,
            };
            if !closes {
                break;
            }
            kept = kept.strip_suffix(last).unwrap_or("");
        }
        start + kept.len()
    }

    /// Gives the end of an e-mail address that starts here.
    pub(super) fn email(&mut self, at: usize) -> Option<usize> {
        if at < self.no_address_before {
            return None;
        }
        let mut sign = at;
        while sign - at < ADDRESS_BYTES {
            let b = self.byte(sign);
            if b < 0x80 {
                if !is_local(b) {
                    break;
                }
                sign += 1;
            } else {
                match self.char(sign).filter(|c| is_word_char(*c)) {
                    Some(c) => sign += c.len_utf8(),
                    None => break,
                }
            }
        }
        if self.byte(sign) != b'@' || !self.word_goes_on(sign + 1) {
            self.no_address_before = sign;
            return None;
        }
        let end = self.labels_end(sign + 1);
        (end > sign + 1).then_some(end)
    }

    /// Gives the end of dotted labels that start here, without a last point.
    fn labels_end(&self, at: usize) -> usize {
        let mut end = at;
        while let Some(c) = self.char(end) {
            let next = end + c.len_utf8();
            if is_word_char(c) || (matches!(c, '.' | '-') && end > at && self.word_goes_on(next)) {
                end = next;
            } else {
                break;
            }
            if end - at > ADDRESS_BYTES {
                break;
            }
        }
        end
    }

    /// Gives the end of a host name, with the path behind it, that starts here.
    pub(super) fn host(&self, at: usize) -> Option<usize> {
        let end = self.labels_end(at);
        let host = self.slice(at, end);
        let (_, last) = host.rsplit_once('.')?;
        let folded: String = last.chars().filter(|c| !invisible(*c)).collect();
        let known = DOMAINS.binary_search(&folded.as_str()).is_ok()
            || (!host.bytes().any(|b| b.is_ascii_lowercase())
                && DOMAINS
                    .binary_search(&folded.to_ascii_lowercase().as_str())
                    .is_ok());
        if !known {
            return None;
        }
        if self.byte(end) == b'/' && self.word_goes_on(end + 1) {
            return Some(self.link_end(end + 1));
        }
        Some(end)
    }

    /// Gives the end of an account number that starts here: two letters, two digits, and as many
    /// letters and digits as the country has, whole or in groups with spaces.
    pub(super) fn iban(&self, at: usize) -> Option<usize> {
        let head = self.bytes.get(at..at + 4)?;
        if !(head[..2].iter().all(u8::is_ascii_alphabetic)
            && head[2..].iter().all(u8::is_ascii_digit))
        {
            return None;
        }
        let country = self.slice(at, at + 2).to_ascii_uppercase();
        let found = IBAN_LENGTHS
            .binary_search_by(|(name, _)| (*name).cmp(country.as_str()))
            .ok()?;
        let (_, length) = IBAN_LENGTHS.get(found)?;
        let (mut seen, mut end, mut spaced) = (0, at, false);
        while seen < *length {
            let gap = self.invisible_end(end);
            let gap = match self.char(gap) {
                Some(' ' | '\u{A0}' | '\u{202F}' | '-' | '\n') if seen > 0 && seen % 4 == 0 => {
                    gap + self.char(gap).map_or(0, char::len_utf8)
                }
                _ => gap,
            };
            let grouped = gap > end;
            spaced |= grouped;
            let b = self.byte(gap);
            if !b.is_ascii_alphanumeric() || (spaced && b.is_ascii_lowercase()) {
                return None;
            }
            end = gap + 1;
            seen += 1;
        }
        (!self.word_goes_on(end)).then_some(end)
    }

    /// Tells whether a word is a bank's code: its form, and an account or the word BIC before it.
    pub(super) fn is_bic(&self, at: usize, end: usize) -> bool {
        if !matches!(end - at, 8 | 11) || !self.byte(at).is_ascii_uppercase() {
            return false;
        }
        let form = self
            .slice(at, end)
            .bytes()
            .enumerate()
            .all(|(i, b)| b.is_ascii_uppercase() || (i >= 6 && b.is_ascii_digit()));
        form && self.names_bank()
    }

    fn names_bank(&self) -> bool {
        let before = |t: &&Token| t.kind != TokenKind::Mark;
        self.out
            .iter()
            .rev()
            .take(6)
            .filter(before)
            .take(3)
            .any(|t| {
                t.kind == TokenKind::Account
                    || matches!(
                        self.slice(t.range.start, t.range.end),
                        "BIC" | "SWIFT" | "Bic" | "Swift"
                    )
            })
    }
}
