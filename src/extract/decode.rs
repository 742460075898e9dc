//! Transfer encodings: base64, quoted-printable, uuencode; each with whether it decoded cleanly.
//!
//! A last base64 quantum without padding is decoded too: bytes that a reader's mail program shows
//! must not be missing here.

use super::field::line;
use std::borrow::Cow;

/// How a part's bytes are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Transfer {
    /// As they stand (7bit, 8bit, binary, or a word that is not known).
    #[default]
    Raw,
    Base64,
    QuotedPrintable,
    Uuencode,
}

impl Transfer {
    /// Reads the value of Content-Transfer-Encoding.
    pub fn of(value: &[u8]) -> Self {
        let word = value.trim_ascii();
        let end = word
            .iter()
            .position(|b| matches!(b, b';' | b' ' | b'\t' | b'('));
        let word = word.get(..end.unwrap_or(word.len())).unwrap_or(word);
        TRANSFERS
            .iter()
            .find(|(name, _)| word.eq_ignore_ascii_case(name.as_bytes()))
            .map_or(Self::Raw, |(_, transfer)| *transfer)
    }

    /// Decodes; the flag tells whether all bytes made sense.
    pub fn decode(self, bytes: &[u8]) -> (Cow<'_, [u8]>, bool) {
        let (out, clean) = match self {
            Self::Raw => return (Cow::Borrowed(bytes), true),
            Self::Base64 => base64(bytes),
            Self::QuotedPrintable => quoted_printable(bytes),
            Self::Uuencode => uuencode(bytes),
        };
        (Cow::Owned(out), clean)
    }
}

const TRANSFERS: &[(&str, Transfer)] = &[
    ("base64", Transfer::Base64),
    ("quoted-printable", Transfer::QuotedPrintable),
    ("x-uuencode", Transfer::Uuencode),
    ("uuencode", Transfer::Uuencode),
    ("x-uue", Transfer::Uuencode),
];

const SKIP: u8 = 64;
const BAD: u8 = 65;
const PAD: u8 = 66;

/// Values of the base64 alphabet by byte.
const BASE64: [u8; 256] = base64_table();

const fn base64_table() -> [u8; 256] {
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut table = [BAD; 256];
    let mut at = 0;
    while at < 64 {
        table[alphabet[at] as usize] = at as u8;
        at += 1;
    }
    table[b'\r' as usize] = SKIP;
    table[b'\n' as usize] = SKIP;
    table[b' ' as usize] = SKIP;
    table[b'\t' as usize] = SKIP;
    table[b'=' as usize] = PAD;
    table
}

/// Decodes base64; foreign bytes are passed over and counted as unclean.
pub(super) fn base64(bytes: &[u8]) -> (Vec<u8>, bool) {
    let mut out = Vec::with_capacity(bytes.len() / 4 * 3 + 3);
    let mut clean = true;
    let (mut bits, mut held) = (0u32, 0u8);
    let value = |b: &u8| BASE64[usize::from(*b)];
    let mut rest = bytes;
    loop {
        if held == 0 {
            rest = whole_runs(rest, &mut out);
            while let Some((&[a, b, c, d], more)) = rest.split_first_chunk::<4>() {
                let (a, b, c, d) = (value(&a), value(&b), value(&c), value(&d));
                if (a | b | c | d) >= SKIP {
                    break;
                }
                let word =
                    u32::from(a) << 18 | u32::from(b) << 12 | u32::from(c) << 6 | u32::from(d);
                let [_, x, y, z] = word.to_be_bytes();
                out.extend_from_slice(&[x, y, z]);
                rest = more;
            }
        }
        let Some((first, more)) = rest.split_first() else {
            break;
        };
        rest = more;
        match value(first) {
            SKIP => {}
            BAD => clean = false,
            PAD => {
                // Padding ends a quantum; text that goes on behind it was joined from pieces.
                last_quantum(&mut out, bits, held);
                (bits, held) = (0, 0);
            }
            six => {
                bits = bits << 6 | u32::from(six);
                held += 1;
                if held == 4 {
                    let [_, x, y, z] = bits.to_be_bytes();
                    out.extend_from_slice(&[x, y, z]);
                    (bits, held) = (0, 0);
                }
            }
        }
    }
    clean &= held == 0;
    last_quantum(&mut out, bits, held);
    (out, clean)
}

/// Decodes runs of 32 letters, the inside of a line, and gives what is left.
fn whole_runs<'a>(mut rest: &'a [u8], out: &mut Vec<u8>) -> &'a [u8] {
    while let Some((run, more)) = rest.split_first_chunk::<32>() {
        let mut bytes = [0u8; 24];
        let mut all = 0u8;
        for (four, three) in run
            .as_chunks::<4>()
            .0
            .iter()
            .zip(bytes.as_chunks_mut::<3>().0)
        {
            let [a, b, c, d] = *four;
            let (a, b) = (BASE64[usize::from(a)], BASE64[usize::from(b)]);
            let (c, d) = (BASE64[usize::from(c)], BASE64[usize::from(d)]);
            all |= a | b | c | d;
            // No closures here: they are called, not built in, where this is compiled.
            *three = [a << 2 | b >> 4, b << 4 | c >> 2, c << 6 | d];
        }
        if all >= SKIP {
            break;
        }
        out.extend_from_slice(&bytes);
        rest = more;
    }
    rest
}

fn last_quantum(out: &mut Vec<u8>, bits: u32, held: u8) {
    match held {
        2 => out.push((bits >> 4) as u8),
        3 => out.extend_from_slice(&[(bits >> 10) as u8, (bits >> 2) as u8]),
        _ => {}
    }
}

/// Decodes quoted-printable; a `=` without two digits stays as it stands.
pub(super) fn quoted_printable(bytes: &[u8]) -> (Vec<u8>, bool) {
    let mut out = Vec::with_capacity(bytes.len());
    let mut clean = true;
    let mut rest = bytes;
    while let Some(at) = memchr::memchr(b'=', rest) {
        out.extend_from_slice(rest.get(..at).unwrap_or(&[]));
        rest = rest.get(at + 1..).unwrap_or(&[]);
        let pair = rest
            .first_chunk::<2>()
            .and_then(|&[a, b]| Some(hex(a)? << 4 | hex(b)?));
        if let Some(byte) = pair {
            out.push(byte);
            rest = rest.get(2..).unwrap_or(&[]);
            continue;
        }
        // Only blanks are passed over: looking for the line's end at each `=` is quadratic.
        let blanks = rest.iter().take_while(|b| matches!(b, b' ' | b'\t'));
        let tail = rest.get(blanks.count()..).unwrap_or(&[]);
        if tail.is_empty() || tail.starts_with(b"\n") || tail.starts_with(b"\r\n") {
            rest = tail.get(line(tail, 0).1..).unwrap_or(&[]);
        } else {
            out.push(b'=');
            clean = false;
        }
    }
    out.extend_from_slice(rest);
    (out, clean)
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|d| d as u8)
}

/// Decodes the first uuencoded file of a text.
pub(super) fn uuencode(bytes: &[u8]) -> (Vec<u8>, bool) {
    let mut out = Vec::with_capacity(bytes.len() / 4 * 3);
    let mut at = 0;
    let mut inside = false;
    while at < bytes.len() {
        let (text, next) = line(bytes, at);
        at = next;
        if !inside {
            inside = text.starts_with(b"begin ");
            continue;
        }
        if text.trim_ascii() == b"end" {
            return (out, true);
        }
        let Some((&count, data)) = text.split_first() else {
            continue;
        };
        let count = usize::from(count.wrapping_sub(32) & 63);
        let before = out.len();
        for four in data.chunks(4) {
            let six = |i: usize| u32::from(four.get(i).unwrap_or(&b' ').wrapping_sub(32) & 63);
            let word = six(0) << 18 | six(1) << 12 | six(2) << 6 | six(3);
            let [_, x, y, z] = word.to_be_bytes();
            out.extend_from_slice(&[x, y, z]);
        }
        out.truncate(before + count);
    }
    (out, false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine;
    use proptest::prelude::*;

    #[test]
    fn base64_reads_what_others_drop() {
        assert_eq!(base64(b"aGVsbG8="), (b"hello".to_vec(), true));
        assert_eq!(base64(b"aGVsbG8"), (b"hello".to_vec(), false));
        assert_eq!(base64(b"aGVs\r\nbG8=\r\n"), (b"hello".to_vec(), true));
        assert_eq!(base64(b"aGVs!bG8="), (b"hello".to_vec(), false));
        assert_eq!(base64(b"YQ==YQ=="), (b"aa".to_vec(), true));
    }

    #[test]
    fn quoted_printable_keeps_what_is_none() {
        assert_eq!(quoted_printable(b"a=3Db=\r\nc"), (b"a=bc".to_vec(), true));
        assert_eq!(quoted_printable(b"a= \nb"), (b"ab".to_vec(), true));
        assert_eq!(quoted_printable(b"x=zz"), (b"x=zz".to_vec(), false));
    }

    #[test]
    fn uuencode_gives_the_file() {
        let text = b"begin 644 a.txt\n%:&5L;&\\\n`\nend\n";
        assert_eq!(uuencode(text), (b"hello".to_vec(), true));
    }

    proptest! {
        #[test]
        fn base64_is_the_reverse_of_encoding(data: Vec<u8>, width in 1usize..90) {
            let text = base64::engine::general_purpose::STANDARD.encode(&data);
            let lines: Vec<&[u8]> = text.as_bytes().chunks(width).collect();
            prop_assert_eq!(base64(&lines.join(&b"\r\n"[..])), (data, true));
        }
    }
}
