//! RTF: control words and groups to text; hidden and deleted runs set apart; the information group.

use super::ole::decoded;
use super::paper::Paper;
use super::rtf_bytes::{Hex, Packed};
use super::rtf_words::{INFO, SKIPPED, is_named, leads, letter_of, page_of};
use crate::extract::charset;
use crate::model::MetaKey as K;
use crate::model::words::places;
use crate::model::{DefectKind, MetaOrigin, Said, bounds};
use std::collections::BTreeMap;

/// Deepest nesting of groups; real ones stay under 50.
const DEPTH: usize = 1_000;

/// What the characters of a group are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    Text,
    Skip,
    /// Row of [`INFO`].
    Info(usize),
    /// Bytes in hexadecimal.
    Bytes(Packed),
}

#[derive(Clone)]
struct Group {
    goes: Use,
    hidden: bool,
    deleted: bool,
    /// Characters that stand for one Unicode character.
    fallback: usize,
    /// Code page of the font; 0 for the document's own.
    page: u16,
}

impl Default for Group {
    fn default() -> Self {
        Self {
            goes: Use::Text,
            hidden: false,
            deleted: false,
            fallback: 1,
            page: 0,
        }
    }
}

#[derive(Default)]
struct Walker {
    groups: Vec<Group>,
    page: u16,
    /// Characters of the fallback still to be left out, and whether one of two bytes is begun.
    skip: usize,
    halved: bool,
    /// Code pages of the fonts, and the font that the table is at.
    fonts: BTreeMap<i64, u16>,
    font: i64,
    starred: bool,
    bytes: Vec<u8>,
    high: Option<u16>,
    body: String,
    hidden: String,
    deleted: String,
    info: String,
    moment: [i64; 6],
    hex: Hex,
    sessions: Vec<String>,
}

/// Reads an RTF file.
pub(super) fn read(bytes: &[u8], paper: &mut Paper) {
    "application/rtf".clone_into(&mut paper.found.media_type);
    let mut w = Walker {
        groups: vec![Group::default()],
        page: 1252,
        ..Walker::default()
    };
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        at = match byte {
            b'{' => {
                w.flush();
                let group = w.group();
                if w.groups.len() >= DEPTH {
                    paper.note(DefectKind::TooDeep);
                    break;
                }
                w.groups.push(group);
                at + 1
            }
            b'}' => {
                w.end(paper);
                at + 1
            }
            b'\\' => w.control(bytes, at + 1, paper),
            b'\r' | b'\n' | 0 => at + 1,
            byte => {
                w.byte(*byte);
                at + 1
            }
        };
        if w.body.len() > bounds::TEXT_BYTES {
            break;
        }
    }
    w.flush();
    if let Use::Bytes(packed) = w.group().goes {
        w.hex.end(packed, paper);
    }
    paper.body(Said::default(), w.body);
    w.hex.drawings.write(paper);
    paper.hidden(places::HIDDEN_TEXT, w.hidden);
    paper.hidden(places::DELETIONS, w.deleted);
    paper.claim(K::Rsids, MetaOrigin::RtfInfo, &w.sessions.join(" "));
}

impl Walker {
    fn group(&self) -> Group {
        self.groups.last().cloned().unwrap_or_default()
    }

    fn byte(&mut self, byte: u8) {
        let goes = self.groups.last().map_or(Use::Text, |g| g.goes);
        if let Use::Bytes(_) = goes {
            return self.hex.push(byte);
        }
        if self.skip == 0 {
            return self.bytes.push(byte);
        }
        self.halved = !self.halved && leads(self.page_now(), byte);
        if !self.halved {
            self.skip -= 1;
        }
    }

    /// The code page that holds for the bytes at hand.
    fn page_now(&self) -> u16 {
        let font = self.groups.last().map_or(0, |g| g.page);
        if font == 0 { self.page } else { font }
    }

    /// Decodes the bytes at hand and puts them where the group says.
    fn flush(&mut self) {
        if !self.bytes.is_empty() {
            let bytes = std::mem::take(&mut self.bytes);
            let text = match self.page_now() {
                0 => charset::decode(&bytes, None).0.into_owned(),
                page => decoded(&bytes, page),
            };
            self.put(&text);
        }
    }

    fn put(&mut self, text: &str) {
        let group = self.group();
        match group.goes {
            Use::Skip | Use::Bytes(_) => {}
            Use::Info(_) => self.info.push_str(text),
            Use::Text if group.deleted => self.deleted.push_str(text),
            Use::Text if group.hidden => self.hidden.push_str(text),
            Use::Text => self.body.push_str(text),
        }
    }

    fn end(&mut self, paper: &mut Paper) {
        self.flush();
        let ended = self.group();
        if self.groups.len() > 1 {
            self.groups.pop();
        }
        if let Use::Info(row) = ended.goes
            && self.group().goes != ended.goes
            && let Some((_, key)) = INFO.get(row)
        {
            let [year, month, day, hour, minute, second] = std::mem::take(&mut self.moment);
            let words = std::mem::take(&mut self.info);
            if !key.is_moment() {
                paper.claim(*key, MetaOrigin::RtfInfo, words.trim_end_matches(';'));
            } else if year > 0 {
                let moment =
                    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}");
                paper.claim(*key, MetaOrigin::RtfInfo, &moment);
            }
        }
        if let Use::Bytes(packed) = ended.goes
            && self.group().goes != ended.goes
        {
            self.hex.end(packed, paper);
        }
        self.skip = 0;
        self.halved = false;
    }

    /// Reads what follows a backslash; gives where reading goes on.
    fn control(&mut self, bytes: &[u8], at: usize, paper: &mut Paper) -> usize {
        let Some(first) = bytes.get(at) else {
            return at;
        };
        if !first.is_ascii_alphabetic() {
            return self.symbol(bytes, at, *first);
        }
        let rest = bytes.get(at..).unwrap_or(&[]);
        let letters = rest.iter().take(32).take_while(|b| b.is_ascii_alphabetic());
        let letters = letters.count();
        let word = rest.get(..letters).unwrap_or(&[]);
        let word = String::from_utf8_lossy(word).into_owned();
        let sign = usize::from(rest.get(letters) == Some(&b'-'));
        let digits = rest.iter().skip(letters + sign).take(10);
        let digits = digits.take_while(|b| b.is_ascii_digit()).count();
        let number = rest.get(letters..letters + sign + digits).unwrap_or(&[]);
        let number = std::str::from_utf8(number).ok();
        let number = number.and_then(|n| n.parse::<i64>().ok());
        let taken = letters + if digits > 0 { sign + digits } else { 0 };
        let space = usize::from(rest.get(taken) == Some(&b' '));
        let end = at + taken + space;
        if word == "bin" {
            let length = number.and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
            let after = end.saturating_add(length);
            if let Use::Bytes(_) = self.group().goes {
                self.hex.raw(bytes.get(end..after).unwrap_or(&[]));
            }
            return after;
        }
        self.word(&word, number, paper);
        end
    }

    fn symbol(&mut self, bytes: &[u8], at: usize, symbol: u8) -> usize {
        match symbol {
            b'\'' => {
                let hex = bytes.get(at + 1..at + 3);
                let hex = hex.and_then(|h| std::str::from_utf8(h).ok());
                if let Some(byte) = hex.and_then(|h| u8::from_str_radix(h, 16).ok()) {
                    self.byte(byte);
                }
                return at + 3;
            }
            b'*' => self.starred = true,
            b'~' => self.said("\u{a0}"),
            b'_' => self.said("-"),
            b'\\' | b'{' | b'}' => self.byte(symbol),
            b'\r' | b'\n' => self.said("\n"),
            _ => {}
        }
        at + 1
    }

    fn said(&mut self, text: &str) {
        self.flush();
        self.put(text);
    }

    fn word(&mut self, word: &str, number: Option<i64>, paper: &mut Paper) {
        let starred = std::mem::take(&mut self.starred);
        let on = number != Some(0);
        let fallback = self.group().fallback;
        if let Some(letter) = letter_of(word) {
            return self.said(letter);
        }
        match word {
            "ansicpg" => {
                self.page = number.and_then(|n| u16::try_from(n).ok()).unwrap_or(1252);
                let page = self.page.to_string();
                return paper.claim(K::CodePage, MetaOrigin::RtfInfo, &page);
            }
            "mac" => self.page = 10_000,
            "fcharset" => {
                let page = page_of(number.unwrap_or(0));
                self.fonts.insert(self.font, page);
                return;
            }
            "f" => {
                self.flush();
                self.font = number.unwrap_or(0);
                let page = self.fonts.get(&self.font).copied().unwrap_or(0);
                if let Some(group) = self.groups.last_mut() {
                    group.page = page;
                }
                return;
            }
            "u" => {
                self.flush();
                self.unit(number.unwrap_or(0));
                self.skip = fallback;
                return;
            }
            "deflang" => {
                let language = number.unwrap_or(0).to_string();
                return paper.claim(K::Language, MetaOrigin::RtfInfo, &language);
            }
            "edmins" => {
                let minutes = number.unwrap_or(0).to_string();
                return paper.claim(K::EditingMinutes, MetaOrigin::RtfInfo, &minutes);
            }
            "version" => {
                let revision = number.unwrap_or(0).to_string();
                return paper.claim(K::Revision, MetaOrigin::RtfInfo, &revision);
            }
            "rsid" | "rsidroot" if self.sessions.len() < 400 => {
                let session = format!("{:08X}", number.unwrap_or(0));
                return self.sessions.push(session);
            }
            "yr" | "mo" | "dy" | "hr" | "min" | "sec" => {
                let names = ["yr", "mo", "dy", "hr", "min", "sec"];
                let at = names.iter().position(|n| *n == word);
                if let Some(slot) = at.and_then(|at| self.moment.get_mut(at)) {
                    *slot = number.unwrap_or(0).clamp(0, 9_999);
                }
                return;
            }
            _ => {}
        }
        self.flush();
        if matches!(
            word,
            "v" | "deleted" | "plain" | "uc" | "emfblip" | "wmetafile"
        ) || starred
            || is_named(word)
        {
            self.change(word, number, starred, on);
        }
    }

    fn change(&mut self, word: &str, number: Option<i64>, starred: bool, on: bool) {
        let Some(group) = self.groups.last_mut() else {
            return;
        };
        match word {
            "v" => group.hidden = on,
            "deleted" => group.deleted = on,
            "plain" => (group.hidden, group.deleted) = (false, false),
            "emfblip" | "wmetafile" => group.goes = Use::Bytes(Packed::Drawing),
            "objdata" => group.goes = Use::Bytes(Packed::Object),
            "uc" => {
                let count = number.and_then(|n| usize::try_from(n).ok());
                group.fallback = count.unwrap_or(1).min(16);
            }
            word => {
                let info = INFO.iter().position(|(n, _)| *n == word);
                if let Some(row) = info {
                    group.goes = Use::Info(row);
                    self.info.clear();
                } else if word == "rsidtbl" {
                    group.goes = Use::Skip;
                } else if starred || SKIPPED.contains(&word) {
                    group.goes = match word {
                        // The shown form of text boxes, footnotes and fields stands in these.
                        "shpinst" | "fldrslt" | "shptxt" | "ud" => group.goes,
                        _ => Use::Skip,
                    };
                }
            }
        }
    }

    /// One unit of UTF-16, written as a signed number.
    fn unit(&mut self, number: i64) {
        let unit = (number & 0xffff) as u16;
        let units = match self.high.take() {
            Some(high) => vec![high, unit],
            None if (0xd800..0xdc00).contains(&unit) => {
                self.high = Some(unit);
                return;
            }
            None => vec![unit],
        };
        let text: String = char::decode_utf16(units)
            .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect();
        self.put(&text);
    }
}
