//! `OpenPGP`: who a signature names and for whose keys a message is encrypted, as its packets say
//! (RFC 4880, RFC 9580). Nothing is verified and nothing is decrypted.

use super::super::paper::Paper;
use super::der::hex;
use crate::model::{DefectKind, MetaKey, MetaOrigin};
use flate2::read::{DeflateDecoder, ZlibDecoder};
use sha1::{Digest as _, Sha1};
use std::io::Read as _;

const ORIGIN: MetaOrigin = MetaOrigin::Pgp;
/// Packets that are looked at.
const PACKETS: usize = 256;
/// Bytes that a compressed packet may become; its signature stands at the start or the end.
const INFLATED: u64 = 4 << 20;
/// Compressed packets inside each other.
const DEPTH: usize = 3;

/// Digest algorithms by number.
const DIGESTS: &[(u8, &str)] = &[
    (1, "MD5"),
    (2, "SHA-1"),
    (3, "RIPEMD-160"),
    (8, "SHA-256"),
    (9, "SHA-384"),
    (10, "SHA-512"),
    (11, "SHA-224"),
    (12, "SHA3-256"),
    (14, "SHA3-512"),
];

/// What kind of packets were met.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "kinds that stand side by side"
)]
pub(super) struct Met {
    pub signature: bool,
    pub encrypted: bool,
    pub key: bool,
    pub literal: bool,
}

impl Met {
    /// Gives the media type of what was met.
    pub fn media(self) -> &'static str {
        match self {
            Self {
                encrypted: true, ..
            } => "application/pgp-encrypted",
            Self { key: true, .. } => "application/pgp-keys",
            Self { literal: true, .. } => "application/pgp-encrypted",
            _ => "application/pgp-signature",
        }
    }

    /// Says what was met; none where there was nothing.
    fn word(self) -> Option<&'static str> {
        match self {
            Self {
                encrypted: true, ..
            } => Some("PGP encrypted"),
            Self { key: true, .. } => Some("PGP key"),
            Self {
                signature: true,
                literal: true,
                ..
            } => Some("PGP signed"),
            Self {
                signature: true, ..
            } => Some("PGP signature"),
            Self { literal: true, .. } => Some("PGP message"),
            _ => None,
        }
    }
}

/// Claims what packets say; `None` where the bytes are no packets.
pub(super) fn read(bytes: &[u8], clear: bool, out: &mut Paper) -> Option<Met> {
    let mut met = Met {
        literal: clear,
        ..Met::default()
    };
    let mut claims = Vec::new();
    packets(bytes, 0, &mut met, &mut claims);
    let word = met.word().filter(|_| !claims.is_empty() || met.encrypted)?;
    out.claim(MetaKey::Seal, ORIGIN, word);
    for (key, value) in claims {
        out.claim(key, ORIGIN, &value);
    }
    if met.encrypted {
        out.note(DefectKind::Sealed);
    }
    Some(met)
}

type Claims = Vec<(MetaKey, String)>;

fn packets(mut bytes: &[u8], depth: usize, met: &mut Met, out: &mut Claims) {
    for _ in 0..PACKETS {
        let Some((tag, body, rest)) = packet(bytes) else {
            return;
        };
        bytes = rest;
        match tag {
            1 => {
                met.encrypted = true;
                out.extend(recipient(body).map(|k| (MetaKey::RecipientKey, k)));
            }
            2 if !met.key => {
                met.signature = true;
                signature(body, out);
            }
            3 => {
                met.encrypted = true;
                out.push((MetaKey::RecipientKey, "a password".into()));
            }
            4 => met.signature = true,
            6 => {
                met.key = true;
                public_key(body, out);
            }
            8 if depth < DEPTH => packets(&inflated(body), depth + 1, met, out),
            9 | 18 | 20 => met.encrypted = true,
            11 => met.literal = true,
            13 if met.key => {
                let id = String::from_utf8_lossy(body).into_owned();
                out.push((MetaKey::Signer, id));
            }
            _ => {}
        }
    }
}

/// Takes one packet off: its kind, its body as far as it is there, and the rest.
fn packet(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let first = *bytes.first().filter(|b| **b & 0x80 != 0)?;
    let rest = bytes.get(1..)?;
    let number = |rest: &[u8], size: usize| {
        let digits = rest.get(..size)?;
        let value = digits.iter().fold(0usize, |n, b| n << 8 | usize::from(*b));
        Some((value, size))
    };
    let tag;
    let (length, size) = if first & 0x40 == 0 {
        tag = first >> 2 & 0x0f;
        match first & 3 {
            3 => (rest.len(), 0),
            form => number(rest, 1 << form)?,
        }
    } else {
        tag = first & 0x3f;
        match *rest.first()? {
            short @ 0..=191 => (usize::from(short), 1),
            two @ 192..=223 => {
                let low = usize::from(*rest.get(1)?);
                ((usize::from(two) - 192) * 256 + low + 192, 2)
            }
            // In pieces, which only data are: nothing that is looked at stands behind it.
            224..=254 => (rest.len(), 1),
            255 => number(rest.get(1..)?, 4).map(|(n, s)| (n, s + 1))?,
        }
    };
    let body = rest.get(size..)?;
    let end = length.min(body.len());
    (tag > 0).then_some((tag, body.get(..end)?, body.get(end..)?))
}

fn inflated(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let data = body.get(1..).unwrap_or_default();
    // What is damaged gives what came before.
    let _ = match body.first() {
        Some(1) => DeflateDecoder::new(data)
            .take(INFLATED)
            .read_to_end(&mut out),
        Some(2) => ZlibDecoder::new(data).take(INFLATED).read_to_end(&mut out),
        Some(0) => {
            out = data.to_vec();
            Ok(0)
        }
        _ => Ok(0),
    };
    out
}

fn recipient(body: &[u8]) -> Option<String> {
    match body.first()? {
        3 => {
            let key = body.get(1..9)?;
            let none = key.iter().all(|b| *b == 0);
            Some(if none { "not told".into() } else { hex(key) })
        }
        6 => match *body.get(1)? {
            0 => Some("not told".into()),
            size => body.get(3..2 + usize::from(size)).map(hex),
        },
        _ => None,
    }
}

fn signature(body: &[u8], out: &mut Claims) {
    let number = |at: usize, size: usize| {
        let digits = body.get(at..at + size)?;
        Some(digits.iter().fold(0usize, |n, b| n << 8 | usize::from(*b)))
    };
    let version = body.first().copied().unwrap_or(0);
    let digest = body.get(if version == 3 { 16 } else { 3 }).copied();
    if version == 3 {
        if let Some(key) = body.get(7..15) {
            out.push((MetaKey::SignerKey, hex(key)));
        }
        out.extend(
            number(3, 4)
                .and_then(moment)
                .map(|at| (MetaKey::Signed, at)),
        );
    } else if matches!(version, 4 | 6) {
        let size = if version == 4 { 2 } else { 4 };
        let hashed = number(4, size).unwrap_or(0);
        let from = 4 + size;
        let to = from.saturating_add(hashed).min(body.len());
        let keys = subpackets(body.get(from..to).unwrap_or_default(), out);
        let rest = number(to, size).unwrap_or(0);
        let from = (to + size).min(body.len());
        let to = from.saturating_add(rest).min(body.len());
        let more = subpackets(body.get(from..to).unwrap_or_default(), out);
        // A fingerprint says all that the short number says.
        let longest = keys.into_iter().chain(more).max_by_key(String::len);
        out.extend(longest.map(|key| (MetaKey::SignerKey, key)));
    }
    let named = DIGESTS.iter().find(|(n, _)| Some(*n) == digest);
    out.extend(named.map(|(_, word)| (MetaKey::DigestAlgorithm, (*word).to_owned())));
}

/// Claims what the fields of a signature say; gives the keys that they name.
fn subpackets(mut bytes: &[u8], out: &mut Claims) -> Vec<String> {
    let mut keys = Vec::new();
    for _ in 0..PACKETS {
        let size: Option<(usize, usize)> = match bytes {
            [short @ 0..=191, ..] => Some((usize::from(*short), 1)),
            [two @ 192..=254, low, ..] => {
                Some(((usize::from(*two) - 192) * 256 + usize::from(*low) + 192, 2))
            }
            [255, a, b, c, d, ..] => Some((u32::from_be_bytes([*a, *b, *c, *d]) as usize, 5)),
            _ => None,
        };
        let Some((length, size)) = size.filter(|(n, _)| *n > 0) else {
            break;
        };
        let Some(one) = bytes.get(size..size.saturating_add(length)) else {
            break;
        };
        bytes = bytes.get(size + length..).unwrap_or_default();
        let (kind, value) = one.split_first().map_or((0, one), |(k, v)| (k & 0x7f, v));
        match (kind, value) {
            (2, [a, b, c, d]) => {
                let at = moment(u32::from_be_bytes([*a, *b, *c, *d]) as usize);
                out.extend(at.map(|at| (MetaKey::Signed, at)));
            }
            (28, id) => out.push((MetaKey::Signer, String::from_utf8_lossy(id).into_owned())),
            (16, key) | (33, [_, key @ ..]) => keys.push(hex(key)),
            _ => {}
        }
    }
    keys
}

/// Claims the fingerprint of a public key and when it was made.
fn public_key(body: &[u8], out: &mut Claims) {
    if body.first() == Some(&4) {
        let length = (body.len() as u16).to_be_bytes();
        let whole = [&[0x99], &length[..], body].concat();
        out.push((MetaKey::SignerKey, hex(&Sha1::digest(whole))));
    }
    if let Some([a, b, c, d]) = body.get(1..5) {
        let at = moment(u32::from_be_bytes([*a, *b, *c, *d]) as usize);
        out.extend(at.map(|at| (MetaKey::Created, at)));
    }
}

fn moment(epoch_s: usize) -> Option<String> {
    let at = jiff::Timestamp::from_second(i64::try_from(epoch_s).ok()?).ok()?;
    Some(at.to_string())
}
