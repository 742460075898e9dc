//! A public key of a key record (RFC 6376 section 3.6.1), and what it makes of a signature.
//!
//! Keys that are too short for today are used and said to be short: mail of their time was signed
//! with them. An RSA signature names the digest that was signed, so a wrong key can be told from a
//! changed header.

use super::read::{Algorithm, Signature};
use super::tags::{Tags, unbase64};
use crate::model::bounds;
use dashu_int::UBig;
use dashu_int::monty::MontgomeryRepr;
use ed25519_dalek::VerifyingKey;
use rsa::traits::PublicKeyParts;
use rsa::{BigUint, RsaPublicKey};
use std::borrow::Cow;

/// RSA keys shorter than this can be factored by a party with means.
pub const SHORT_BITS: usize = 1024;

/// A key that was parsed.
#[derive(Clone, Debug)]
pub enum Key {
    /// RSA.
    Rsa(Box<RsaKey>),
    /// Ed25519.
    Ed25519(Box<VerifyingKey>),
    /// The owner took it back (`p=` is empty).
    Revoked,
    /// The record holds no key that can be used.
    Unusable,
}

/// An RSA key, made ready once for all signatures of its name: opening one is the dearest part of
/// a check, and the library that knows keys takes ten times as long for it.
#[derive(Clone, Debug)]
pub struct RsaKey {
    bits: usize,
    bytes: usize,
    modulus: UBig,
    exponent: UBig,
    ring: MontgomeryRepr,
}

impl RsaKey {
    /// Makes a key ready; its modulus is odd.
    fn new(key: &RsaPublicKey) -> Self {
        let modulus = UBig::from_be_bytes(&key.n().to_bytes_be());
        Self {
            bits: key.n().bits(),
            bytes: key.size(),
            exponent: UBig::from_be_bytes(&key.e().to_bytes_be()),
            ring: MontgomeryRepr::new(modulus.clone()),
            modulus,
        }
    }

    /// Raises a signature to the key's exponent; `None` where it is no signature of this key.
    fn raised(&self, value: &[u8]) -> Option<Vec<u8>> {
        let number = UBig::from_be_bytes(value);
        if value.len() != self.bytes || number >= self.modulus {
            return None;
        }
        let raised = self.ring.reduce(number).pow(&self.exponent).residue();
        Some(raised.to_be_bytes().into_vec())
    }
}

/// What a key makes of a signature.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Answer {
    /// The covered fields are those that were signed.
    Valid,
    /// The key made this signature, and the covered fields are not those that were signed.
    Altered,
    /// The signature does not answer to the key; another key, or changed fields: cannot be told.
    Refused,
    /// The key was taken back, or the record holds none: cannot be told.
    Useless,
}

impl Key {
    /// Reads a key record (`v=DKIM1; k=rsa; p=…`).
    pub fn read(record: &str) -> Self {
        let tags = Tags::read(record.as_bytes());
        let Some(p) = tags.get("p") else {
            return Self::Unusable;
        };
        if p.is_empty() {
            return Self::Revoked;
        }
        let Some(bytes) = unbase64(p) else {
            return Self::Unusable;
        };
        let kind = tags.text("k").unwrap_or(Cow::Borrowed("rsa"));
        match kind.to_ascii_lowercase().as_str() {
            "rsa" => rsa_key(&bytes).map_or(Self::Unusable, |k| Self::Rsa(Box::new(k))),
            "ed25519" => ed25519_key(&bytes),
            _ => Self::Unusable,
        }
    }

    /// Gives the word of its kind.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Rsa(_) => "rsa",
            Self::Ed25519(_) => "ed25519",
            Self::Revoked => "revoked",
            Self::Unusable => "unusable",
        }
    }

    /// Gives the length of the key in bits; 0 where there is none.
    pub fn bits(&self) -> usize {
        match self {
            Self::Rsa(key) => key.bits,
            Self::Ed25519(_) => 256,
            Self::Revoked | Self::Unusable => 0,
        }
    }

    /// Tells whether a party with means can find the private key.
    pub fn is_short(&self) -> bool {
        matches!(self, Self::Rsa(key) if key.bits < SHORT_BITS)
    }

    /// Checks a signature.
    pub fn check(&self, signature: &Signature) -> Answer {
        match (self, signature.algorithm) {
            (Self::Rsa(key), Some(a @ (Algorithm::RsaSha1 | Algorithm::RsaSha256))) => {
                rsa_answer(key, a, &signature.digest, &signature.value)
            }
            (Self::Ed25519(key), Some(Algorithm::Ed25519Sha256)) => {
                let Ok(value) = ed25519_dalek::Signature::from_slice(&signature.value) else {
                    return Answer::Refused;
                };
                match key.verify_strict(&signature.digest, &value) {
                    Ok(()) => Answer::Valid,
                    Err(_) => Answer::Refused,
                }
            }
            (Self::Revoked | Self::Unusable, _) | (_, None) => Answer::Useless,
            (Self::Rsa(_) | Self::Ed25519(_), Some(_)) => Answer::Refused,
        }
    }
}

fn ed25519_key(bytes: &[u8]) -> Key {
    // Some publish the bare 32 bytes, some a SubjectPublicKeyInfo that ends with them.
    let bare = bytes
        .last_chunk::<32>()
        .filter(|_| matches!(bytes.len(), 32 | 44));
    let key = bare.and_then(|b| VerifyingKey::from_bytes(b).ok());
    key.map_or(Key::Unusable, |k| Key::Ed25519(Box::new(k)))
}

/// Reads an RSA key: a `SubjectPublicKeyInfo`, or the bare pair of numbers (PKCS #1).
fn rsa_key(bytes: &[u8]) -> Option<RsaKey> {
    let (tag, outer, _) = der(bytes)?;
    if tag != 0x30 {
        return None;
    }
    let pair = match der(outer)? {
        (0x30, _, rest) => {
            let (tag, bits, _) = der(rest)?;
            let inner = bits.get(1..).filter(|_| tag == 0x03)?;
            der(inner).filter(|(tag, _, _)| *tag == 0x30)?.1
        }
        _ => outer,
    };
    let (n_tag, n, rest) = der(pair)?;
    let (e_tag, e, _) = der(rest)?;
    if (n_tag, e_tag) != (0x02, 0x02) || n.len() > bounds::RSA_BITS / 8 + 1 {
        return None;
    }
    let (n, e) = (BigUint::from_bytes_be(n), BigUint::from_bytes_be(e));
    let is_odd = n.to_bytes_le().first().is_some_and(|b| b & 1 == 1);
    if !is_odd || n.bits() < 256 {
        return None;
    }
    let key = RsaPublicKey::new_with_max_size(n, e, bounds::RSA_BITS).ok()?;
    Some(RsaKey::new(&key))
}

/// Reads one DER value: its tag, its contents, and what follows.
fn der(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (tag, rest) = bytes.split_first()?;
    let (first, rest) = rest.split_first()?;
    let (length, rest) = match *first {
        short @ 0..=0x7f => (usize::from(short), rest),
        0x81..=0x83 => {
            let (digits, rest) = rest.split_at_checked(usize::from(first & 0x0f))?;
            let length = digits.iter().fold(0, |n, d| n << 8 | usize::from(*d));
            (length, rest)
        }
        _ => return None,
    };
    let (value, rest) = rest.split_at_checked(length)?;
    Some((*tag, value, rest))
}

/// `DigestInfo` of SHA-1 and SHA-256 up to the digest (RFC 8017 section 9.2).
const SHA1_INFO: &[u8] = b"\x30\x21\x30\x09\x06\x05\x2b\x0e\x03\x02\x1a\x05\x00\x04\x14";
const SHA256_INFO: &[u8] =
    b"\x30\x31\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\x04\x20";

fn info(algorithm: Algorithm) -> &'static [u8] {
    match algorithm {
        Algorithm::RsaSha1 => SHA1_INFO,
        Algorithm::RsaSha256 | Algorithm::Ed25519Sha256 => SHA256_INFO,
    }
}

/// Gives the digest of an RSA signature padded to its length, as the key's owner signed it;
/// `None` for other signatures.
pub(super) fn padded(signature: &Signature) -> Option<Vec<u8>> {
    let info = match signature.algorithm? {
        Algorithm::Ed25519Sha256 => return None,
        rsa @ (Algorithm::RsaSha1 | Algorithm::RsaSha256) => info(rsa),
    };
    let digest_bytes = info.last().copied().map_or(0, usize::from);
    if signature.digest.len() != digest_bytes || signature.value.len() > bounds::RSA_BITS / 8 {
        return None;
    }
    let rest = 3 + info.len() + digest_bytes;
    let fill = signature
        .value
        .len()
        .checked_sub(rest)
        .filter(|f| *f >= 8)?;
    let fill = vec![0xff; fill];
    Some([&[0, 1][..], &fill, &[0], info, &signature.digest].concat())
}

/// Opens an RSA signature: right padding shows the right key, and the digest what was signed.
fn rsa_answer(key: &RsaKey, algorithm: Algorithm, digest: &[u8], value: &[u8]) -> Answer {
    match rsa_opened(key, algorithm, value) {
        Some(signed) if signed == digest => Answer::Valid,
        Some(_) => Answer::Altered,
        None => Answer::Refused,
    }
}

/// Gives the digest that an RSA signature holds, where its padding is exactly right.
pub(super) fn rsa_opened(key: &RsaKey, algorithm: Algorithm, value: &[u8]) -> Option<Vec<u8>> {
    let info = info(algorithm);
    let digest_bytes = info.last().copied().map_or(0, usize::from);
    let opened = key.raised(value)?;
    // The leading zero byte of the padding is no digit of the number.
    let room = key.bytes.checked_sub(1)?;
    let fill = room.checked_sub(2 + info.len() + digest_bytes)?;
    if opened.len() != room || fill < 8 {
        return None;
    }
    let rest = opened.strip_prefix(&[1])?;
    let (filled, rest) = rest.split_at_checked(fill)?;
    let rest = rest.strip_prefix(&[0])?.strip_prefix(info)?;
    (filled.iter().all(|b| *b == 0xff) && rest.len() == digest_bytes).then(|| rest.to_vec())
}
