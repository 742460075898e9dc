//! The scanner: one pass over the bytes, a short way for plain words, and the order in which the
//! other forms are tried at the place where a token starts.

use super::tables::{
    CLASS, CURRENCY_SIGNS, Class, ELISIONS, invisible, is_apostrophe, is_hyphen, is_ideograph,
    is_word_char,
};
use super::time::named_time;
use super::{Token, TokenKind};

/// State of one pass.
pub(super) struct Scanner<'t> {
    pub(super) text: &'t str,
    pub(super) bytes: &'t [u8],
    pub(super) out: Vec<Token>,
    /// Places in `out` of names of months and days, for the pass that ties numbers to them.
    pub(super) names: Vec<usize>,
    /// Up to here no `@` stands in the run of address characters that was looked at last, so that
    /// a long run is looked at once only.
    pub(super) no_address_before: usize,
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            out: Vec::with_capacity(text.len() / 6),
            names: Vec::new(),
            no_address_before: 0,
        }
    }

    /// Gives the byte at a place, 0 beyond the end.
    pub(super) fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    /// Gives the character that starts at a place.
    pub(super) fn char(&self, at: usize) -> Option<char> {
        let first = self.byte(at);
        if first < 0x80 {
            return (at < self.bytes.len()).then_some(first as char);
        }
        self.text.get(at..).and_then(|rest| rest.chars().next())
    }

    /// Gives the text between two places.
    pub(super) fn slice(&self, from: usize, to: usize) -> &'t str {
        self.text.get(from..to).unwrap_or("")
    }

    /// Gives the first place at or after `at` whose byte is no ASCII digit.
    pub(super) fn digits_end(&self, mut at: usize) -> usize {
        while self.byte(at).is_ascii_digit() {
            at += 1;
        }
        at
    }

    /// Tells whether a letter, digit or invisible character starts at a place.
    pub(super) fn word_goes_on(&self, at: usize) -> bool {
        match CLASS[usize::from(self.byte(at))] {
            Class::Letter | Class::Digit => true,
            Class::Space | Class::Mark => false,
            Class::High => self.char(at).is_some_and(is_word_char),
        }
    }

    pub(super) fn run(&mut self) {
        let mut at = 0;
        while let Some(&first) = self.bytes.get(at) {
            at = match CLASS[usize::from(first)] {
                Class::Space => at + 1,
                Class::Letter => self.word(at),
                Class::Digit => self.number(at),
                Class::Mark => self.mark(at, first),
                Class::High => self.high(at),
            };
        }
    }

    /// Notes a token and gives its end.
    pub(super) fn push(&mut self, from: usize, to: usize, kind: TokenKind) -> usize {
        self.out.push(Token {
            range: from..to,
            kind,
        });
        to
    }

    /// A token that starts with an ASCII letter: nearly all are plain words that white space ends.
    fn word(&mut self, at: usize) -> usize {
        let mut end = at + 1;
        while CLASS[usize::from(self.byte(end))] == Class::Letter {
            end += 1;
        }
        let next = self.byte(end + 1);
        match self.byte(end) {
            b' ' | b'\n' | b'\t' | b'\r' | b',' | b';' | b'(' | b')' | b'"' | b'<' | b'>'
            | b'[' | b']' | b'{' | b'}' | b'*' | b'/' | b'!' | b'?' | b'|' | b'\\' => {
                self.plain(at, end)
            }
            b'.' | b':' if next <= b' ' => self.plain(at, end),
            _ if end >= self.bytes.len() => self.plain(at, end),
            _ => self.special(at),
        }
    }

    /// Notes a word of ASCII letters, which may be the name of a month or day, a currency before
    /// its number, or an account's bank.
    fn plain(&mut self, at: usize, end: usize) -> usize {
        if let Some(to) = self.currency_word(at, end) {
            return to;
        }
        if self.is_bic(at, end) {
            return self.push(at, end, TokenKind::Account);
        }
        let kind = match named_time(self.slice(at, end)) {
            Some(sure) => {
                self.names.push(self.out.len());
                if sure {
                    TokenKind::Date
                } else {
                    TokenKind::Word
                }
            }
            None => TokenKind::Word,
        };
        self.push(at, end, kind)
    }

    /// A token that is more than a plain word: address, link, account, id, or a word with joints.
    pub(super) fn special(&mut self, at: usize) -> usize {
        if let Some(end) = self.link(at) {
            return self.push(at, end, TokenKind::Link);
        }
        if let Some(end) = self.email(at) {
            // "eeprom@50" and "1qaz@WSX" are no mailboxes: a domain has a point.
            let mailbox = self
                .slice(at, end)
                .rsplit_once('@')
                .is_some_and(|(_, host)| host.contains('.'));
            let kind = if mailbox {
                TokenKind::Email
            } else {
                TokenKind::Id
            };
            return self.push(at, end, kind);
        }
        if let Some(end) = self.host(at) {
            return self.push(at, end, TokenKind::Link);
        }
        if let Some(end) = self.iban(at) {
            return self.push(at, end, TokenKind::Account);
        }
        self.joined(at)
    }

    /// A word with inner apostrophes and hyphens, or an id of letters and digits.
    pub(super) fn joined(&mut self, at: usize) -> usize {
        let (mut letters, mut digits) = (false, false);
        let mut end = at;
        while let Some(c) = self.char(end) {
            if is_word_char(c) {
                letters |= c.is_alphabetic() || c == '_';
                digits |= c.is_numeric();
                end += c.len_utf8();
                continue;
            }
            let next = end + c.len_utf8();
            if end == at || !self.word_goes_on(next) {
                break;
            }
            if is_apostrophe(c) && !digits {
                let head = self.slice(at, end);
                if ELISIONS.iter().any(|e| head.eq_ignore_ascii_case(e)) {
                    return self.push(at, next, TokenKind::Word);
                }
            } else if !(is_hyphen(c) || c == '.' && digits && self.byte(next).is_ascii_digit()) {
                break;
            }
            end = next;
        }
        if !digits {
            return self.plain(at, end.max(at + 1));
        }
        let kind = if letters {
            TokenKind::Id
        } else {
            TokenKind::Number
        };
        self.push(at, end, kind)
    }

    /// A mark, or what a mark can open: a sum with its sign, a telephone number.
    fn mark(&mut self, at: usize, first: u8) -> usize {
        let next = self.byte(at + 1);
        match first {
            b'$' if next.is_ascii_digit() => self.number_from(at, at + 1),
            b'+' | b'(' if next.is_ascii_digit() => match self.phone(at) {
                Some(end) => self.push(at, end, TokenKind::Phone),
                None => self.push(at, at + 1, TokenKind::Mark),
            },
            b'-' if next.is_ascii_digit() && at > 0 && self.byte(at - 1) == b' ' => {
                self.number_from(at, at + 1)
            }
            _ => {
                let mut end = at + 1;
                // Beyond the end `byte` gives NUL, which a text may end in.
                while end < self.bytes.len() && self.byte(end) == first {
                    end += 1;
                }
                self.push(at, end, TokenKind::Mark)
            }
        }
    }

    /// A token that starts beyond ASCII.
    fn high(&mut self, at: usize) -> usize {
        let Some(c) = self.char(at) else {
            return at + 1;
        };
        let next = at + c.len_utf8();
        if c.is_whitespace() || c.is_control() {
            return next;
        }
        if CURRENCY_SIGNS.contains(&c) || c == '\u{2212}' {
            let digits = next + usize::from(self.byte(next) == b' ' && c != '\u{2212}');
            if self.byte(digits).is_ascii_digit() {
                return self.number_from(at, digits);
            }
        }
        if is_word_char(c) {
            let end = self.invisible_end(at);
            return if end > at && !self.word_goes_on(end) {
                self.push(at, end, TokenKind::Mark)
            } else {
                self.special(at)
            };
        }
        let end = if is_ideograph(c) {
            next
        } else {
            self.invisible_end(next)
        };
        let kind = if is_ideograph(c) {
            TokenKind::Word
        } else {
            TokenKind::Mark
        };
        self.push(at, end, kind)
    }

    /// Gives the end of a run of invisible characters.
    pub(super) fn invisible_end(&self, mut at: usize) -> usize {
        while let Some(c) = self.char(at).filter(|c| invisible(*c)) {
            at += c.len_utf8();
        }
        at
    }
}
