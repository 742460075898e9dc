//! The tables that turn a font's codes into letters (`ToUnicode`), written short before a page is
//! read: the library reads the table of every font anew for every page, word by word, and some
//! tables name all 65,536 codes for the fifty that a page shows; and an entry that it cannot bear
//! would cost the page, not the letter.

use pdf_extract::{Dictionary, Document, Object, ObjectId, Stream};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Entries of one table; codes have at most two bytes in nearly all files.
const ENTRIES: usize = 1 << 16;
/// Bytes of one letter: a ligature is a few letters.
const LETTER_BYTES: usize = 64;

/// What each code stands for, in UTF-16BE.
type Letters = BTreeMap<u32, Vec<u8>>;

/// Codes from which a table is written anew for each page.
const LONG: usize = 512;

/// The long tables of a document.
#[derive(Default)]
pub(super) struct Tables(BTreeMap<ObjectId, Letters>);

impl Tables {
    /// Writes every table of a document short, and keeps the long ones; a table that is not
    /// understood stays as it is.
    pub fn of(document: &mut Document) -> Self {
        let mut long = BTreeMap::new();
        for id in tables(document) {
            let stream = document.get_object(id).and_then(Object::as_stream);
            let content = stream.ok().and_then(|s| s.get_plain_content().ok());
            if let Some(letters) = content.and_then(|c| read(&c)) {
                put_table(document, id, write(&letters));
                if letters.len() > LONG {
                    long.insert(id, letters);
                }
            }
        }
        Self(long)
    }

    /// Writes the long tables for a page that shows some codes; without codes, whole.
    pub fn fit(&self, document: &mut Document, codes: Option<&BTreeSet<u32>>) {
        for (id, letters) in &self.0 {
            let table = match codes {
                None => write(letters),
                Some(codes) => {
                    let shown = codes.iter().filter_map(|c| letters.get_key_value(c));
                    // Codes of more than two bytes are not looked for in what a page shows.
                    let far = letters.range(1 << 16..);
                    write(&shown.chain(far).map(|(c, l)| (*c, l.clone())).collect())
                }
            };
            put_table(document, *id, table);
        }
    }
}

fn put_table(document: &mut Document, id: ObjectId, table: String) {
    let stream = Stream::new(Dictionary::new(), table.into_bytes());
    document.objects.insert(id, Object::Stream(stream));
}

/// Adds the codes that a string of a page may hold: one byte each, or two, wherever they begin.
pub(super) fn codes(string: &[u8], out: &mut BTreeSet<u32>) {
    out.extend(string.iter().map(|b| u32::from(*b)));
    out.extend(string.windows(2).filter_map(number));
}

/// The streams that fonts name as their tables, and as nothing else.
fn tables(document: &Document) -> BTreeSet<ObjectId> {
    let named = |key: &'static [u8]| {
        let one = move |object: &Object| {
            let font = object.as_dict().ok()?;
            font.get(key).ok()?.as_reference().ok()
        };
        let all: BTreeSet<ObjectId> = document.objects.values().filter_map(one).collect();
        all
    };
    &named(b"ToUnicode") - &named(b"Encoding")
}

/// A word of a table.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Word<'a> {
    Hex(Vec<u8>),
    Open,
    Close,
    Other(&'a [u8]),
}

/// Reads a table; `None` where it says something that we do not know.
fn read(bytes: &[u8]) -> Option<Letters> {
    let mut words = Words { bytes, at: 0 };
    let mut out = Letters::new();
    while let Some(word) = words.next() {
        match word {
            Word::Other(b"beginbfchar") => single(&mut words, &mut out)?,
            Word::Other(b"beginbfrange") => ranges(&mut words, &mut out)?,
            Word::Other(b"usecmap") => return None,
            Word::Other(_) | Word::Hex(_) | Word::Open | Word::Close => {}
        }
    }
    (!out.is_empty()).then_some(out)
}

fn single(words: &mut Words<'_>, out: &mut Letters) -> Option<()> {
    loop {
        match words.next()? {
            Word::Other(b"endbfchar") => return Some(()),
            Word::Hex(code) => {
                let Word::Hex(letter) = words.next()? else {
                    return None;
                };
                put(number(&code)?, letter, out);
            }
            Word::Other(_) | Word::Open | Word::Close => return None,
        }
    }
}

fn ranges(words: &mut Words<'_>, out: &mut Letters) -> Option<()> {
    loop {
        let first = match words.next()? {
            Word::Other(b"endbfrange") => return Some(()),
            Word::Hex(first) => number(&first)?,
            Word::Other(_) | Word::Open | Word::Close => return None,
        };
        let Word::Hex(last) = words.next()? else {
            return None;
        };
        let last = number(&last)?;
        if last.checked_sub(first)? as usize >= ENTRIES {
            return None;
        }
        match words.next()? {
            Word::Hex(start) => {
                for code in first..=last {
                    put(code, onward(&start, code - first), out);
                }
                if out.len() > ENTRIES {
                    return None;
                }
            }
            Word::Open => {
                let mut code = first;
                loop {
                    match words.next()? {
                        Word::Hex(letter) if code <= last => put(code, letter, out),
                        Word::Close => break,
                        Word::Hex(_) | Word::Open | Word::Other(_) => return None,
                    }
                    code = code.checked_add(1)?;
                }
            }
            Word::Close | Word::Other(_) => return None,
        }
    }
}

/// The letter some steps after another: the last unit is counted up (ISO 32000-1, 9.10.3).
fn onward(start: &[u8], steps: u32) -> Vec<u8> {
    let mut out = start.to_vec();
    let (Some(low), Some(high)) = (out.len().checked_sub(1), out.len().checked_sub(2)) else {
        return out;
    };
    let unit = u32::from(out[high]) << 8 | u32::from(out[low]);
    let unit = (unit.wrapping_add(steps) as u16).to_be_bytes();
    out[high] = unit[0];
    out[low] = unit[1];
    out
}

/// Keeps an entry whose letter is text.
fn put(code: u32, letter: Vec<u8>, out: &mut Letters) {
    let units = letter.chunks(2).map(|u| match u {
        [high, low] => u16::from_be_bytes([*high, *low]),
        _ => 0xd800,
    });
    let sound = char::decode_utf16(units).all(|c| c.is_ok());
    if sound && letter.len() <= LETTER_BYTES {
        out.insert(code, letter);
    }
}

fn number(bytes: &[u8]) -> Option<u32> {
    let one = |sum: u32, b: &u8| sum << 8 | u32::from(*b);
    (bytes.len() <= 4).then(|| bytes.iter().fold(0, one))
}

/// Writes a table with as few words as it takes.
fn write(letters: &Letters) -> String {
    let mut runs: Vec<(u32, u32, &[u8])> = Vec::new();
    for (code, letter) in letters {
        let follows = runs.last().is_some_and(|(first, last, start)| {
            let steps = code.wrapping_sub(*first);
            last.wrapping_add(1) == *code
                && start.len() == 2
                && number(start).is_some_and(|n| n + steps <= 0xffff)
                && onward(start, steps) == *letter
        });
        match runs.last_mut().filter(|_| follows) {
            Some((_, last, _)) => *last = *code,
            None => runs.push((*code, *code, letter)),
        }
    }
    let (ranges, single): (Vec<_>, Vec<_>) = runs.into_iter().partition(|(a, b, _)| a < b);
    let mut out = String::from("begincmap ");
    // A string takes what is written to it.
    let _ = write!(out, "{} beginbfrange ", ranges.len());
    for (first, last, start) in ranges {
        let _ = write!(out, "<{first:08x}><{last:08x}><{}>", hex(start));
    }
    let _ = write!(out, " endbfrange {} beginbfchar ", single.len());
    for (code, _, letter) in single {
        let _ = write!(out, "<{code:08x}><{}>", hex(letter));
    }
    out.push_str(" endbfchar endcmap");
    out
}

fn hex(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// Cuts a table into words.
struct Words<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Words<'a> {
    fn next(&mut self) -> Option<Word<'a>> {
        loop {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            match byte {
                b'%' => self.skip(|b| b != b'\n' && b != b'\r'),
                b'<' if self.bytes.get(self.at) != Some(&b'<') => return self.hex(),
                b'<' | b'>' => self.at += 1,
                b'[' => return Some(Word::Open),
                b']' => return Some(Word::Close),
                b if b.is_ascii_whitespace() || b == 0 => {}
                _ => {
                    let start = self.at - 1;
                    self.skip(|b| !b.is_ascii_whitespace() && !b"<>[]%/".contains(&b));
                    return self.bytes.get(start..self.at).map(Word::Other);
                }
            }
        }
    }

    fn skip(&mut self, goes_on: impl Fn(u8) -> bool) {
        while self.bytes.get(self.at).is_some_and(|b| goes_on(*b)) {
            self.at += 1;
        }
    }

    fn hex(&mut self) -> Option<Word<'a>> {
        let mut digits = Vec::new();
        loop {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            match char::from(byte).to_digit(16) {
                Some(digit) => digits.push(digit as u8),
                None if byte == b'>' => break,
                None if byte.is_ascii_whitespace() => {}
                None => return None,
            }
        }
        let pair = |p: &[u8]| p[0] << 4 | p.get(1).unwrap_or(&0);
        Some(Word::Hex(digits.chunks(2).map(pair).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n\
        /CMapName /Adobe-Identity-UCS def % a remark\n\
        1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
        3 beginbfchar <0003> <0020> <0004><0021>\n<00ff> <00660069> endbfchar\n\
        2 beginbfrange <0024> <0026> <0041> <0030> <0031> [<0061> <D83DDE00>] endbfrange\n\
        endcmap end end";

    #[test]
    fn a_table_written_short_says_the_same() {
        let read_once = read(TABLE.as_bytes()).unwrap();
        assert_eq!(read_once.len(), 8);
        assert_eq!(read_once[&0x25], [0, 0x42]);
        assert_eq!(read_once[&0xff], [0, 0x66, 0, 0x69]);
        assert_eq!(read_once[&0x31], [0xd8, 0x3d, 0xde, 0]);
        let short = write(&read_once);
        assert!(
            short.contains("2 beginbfrange <00000003><00000004><0020>"),
            "{short}"
        );
        assert_eq!(read(short.as_bytes()).unwrap(), read_once);
    }

    #[test]
    fn what_is_no_text_is_left_out_and_what_is_unknown_is_left_alone() {
        let half = "2 beginbfchar <01> <d800> <02> <0042> endbfchar";
        assert_eq!(
            read(half.as_bytes()).unwrap().keys().collect::<Vec<_>>(),
            [&2]
        );
        for odd in [
            "/Other usecmap 1 beginbfchar <01> <0041> endbfchar",
            "1 beginbfchar <01> (A) endbfchar",
            "1 beginbfrange <00000000> <ffffffff> <0041> endbfrange",
            "1 beginbfrange <05> <01> <0041> endbfrange",
            "1 beginbfchar <0102030405> <0041> endbfchar",
            "1 beginbfchar <01",
            "",
        ] {
            assert_eq!(read(odd.as_bytes()), None, "{odd}");
        }
    }

    #[test]
    fn a_long_table_is_written_for_what_a_page_shows() {
        let whole = "1 beginbfrange <0000> <FFFF> <0000> endbfrange";
        let mut document = Document::new();
        let table = Stream::new(Dictionary::new(), whole.as_bytes().to_vec());
        let id = document.add_object(table);
        let mut font = Dictionary::new();
        font.set("ToUnicode", Object::Reference(id));
        document.add_object(font);
        let letters = |document: &Document| {
            let stream = document.get_object(id).and_then(Object::as_stream).unwrap();
            read(&stream.get_plain_content().unwrap()).unwrap()
        };
        let tables = Tables::of(&mut document);
        let every = letters(&document);
        assert!(every.len() > 60_000, "{}", every.len());
        let mut shown = BTreeSet::new();
        codes(&[0x20, 0xac, 0x00, 0x41], &mut shown);
        tables.fit(&mut document, Some(&shown));
        let keys: Vec<u32> = letters(&document).into_keys().collect();
        assert_eq!(keys, [0x00, 0x20, 0x41, 0xac, 0x20ac, 0xac00]);
        tables.fit(&mut document, None);
        assert_eq!(letters(&document), every);
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes: Vec<u8>) {
            let _ = read(&bytes);
        }

        #[test]
        fn writing_and_reading_agree(
            letters in proptest::collection::btree_map(0_u32..400, 0_u16..0xd800, 1..80)
        ) {
            let letters: Letters =
                letters.into_iter().map(|(c, l)| (c, l.to_be_bytes().to_vec())).collect();
            proptest::prop_assert_eq!(read(write(&letters).as_bytes()), Some(letters));
        }
    }
}
