//! A lost key from the mail that it signed: two RSA signatures of one name whose messages are
//! intact have the key's modulus as a common divisor of `s^e - m` (`s` the signature, `m` the
//! padded digest of RFC 8017 section 9.2), so that the rest of that name's mail can be tested.
//!
//! What is recovered is consistent with the case and no more: it was not published by anybody.
//! Costs some minutes of two cores and 700 MB for 2,048 bits and the usual exponent.

use super::body::BodyTest;
use super::gcd::gcd;
use super::key::{Answer, Key, padded};
use super::read::Signature;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use dashu_base::BitTest;
use dashu_int::{IBig, UBig};
use std::collections::{BTreeMap, BTreeSet};

/// Exponents of published keys, the cheap one first (RFC 8301 asks for at least 65,537 or so).
const EXPONENTS: [u32; 2] = [3, 65_537];
/// Pairs of signatures that are tried: in one of them a field may have been changed on the way.
const PAIRS: usize = 3;
/// Signatures of one name that a key is tried on.
const TRIED: usize = 64;
/// Small factors that two numbers may share by chance.
const CHANCE: u32 = 1 << 16;

/// A name of which a key can be sought.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lost {
    /// Selector, lower case.
    pub selector: String,
    /// Domain, lower case.
    pub domain: String,
    /// Bits that the key has, from the length of its signatures.
    pub bits: usize,
    /// Signatures of it under intact bodies, each once.
    pub intact: usize,
}

/// Gives the names that no kept key decides, and of which two signatures or more stand under
/// intact bodies; those that decide the most first.
pub fn lost<'a>(undecided: impl Iterator<Item = &'a Signature>) -> Vec<Lost> {
    let mut names: BTreeMap<(&str, &str, usize), BTreeSet<&[u8]>> = BTreeMap::new();
    for one in undecided.filter(|s| is_intact(s)) {
        let name = (one.selector.as_str(), one.domain.as_str(), one.value.len());
        names.entry(name).or_default().insert(&one.value);
    }
    let mut out: Vec<Lost> = names
        .into_iter()
        .filter(|(_, values)| values.len() >= 2)
        .map(|((selector, domain, bytes), values)| Lost {
            selector: selector.to_owned(),
            domain: domain.to_owned(),
            bits: bytes * 8,
            intact: values.len(),
        })
        .collect();
    out.sort_by_key(|l| std::cmp::Reverse(l.intact));
    out
}

/// Works out the key of a name from its signatures, as a key record; `None` where it cannot be
/// told from them.
pub fn recover<'a>(name: &Lost, all: impl Iterator<Item = &'a Signature>) -> Option<String> {
    let signatures = witnesses(name, all);
    let mut exponents = EXPONENTS.iter();
    exponents.find_map(|exponent| recovered(name, &signatures, *exponent))
}

/// The signatures that bear witness to a key, oldest first.
fn witnesses<'a>(name: &Lost, all: impl Iterator<Item = &'a Signature>) -> Vec<&'a Signature> {
    let mine = |s: &&Signature| {
        is_intact(s)
            && s.selector == name.selector
            && s.domain == name.domain
            && s.value.len() * 8 == name.bits
    };
    let mut signatures: Vec<&Signature> = all.filter(mine).collect();
    signatures.sort_by_key(|s| (s.signed_s, &s.value));
    signatures.dedup_by_key(|s| &s.value);
    signatures.truncate(TRIED);
    signatures
}

fn recovered(name: &Lost, signatures: &[&Signature], exponent: u32) -> Option<String> {
    let apart = signatures.chunks_exact(2);
    let more = signatures.windows(2).skip(1).step_by(2);
    let far = signatures.windows(3);
    let pairs = apart.chain(more).chain(far).take(PAIRS);
    let mut pairs = pairs.filter_map(|p| p.first().zip(p.last()));
    pairs.find_map(|(one, other)| {
        let common = gcd(multiple(one, exponent)?, multiple(other, exponent)?);
        let common = reduced(common, signatures, (exponent, name.bits));
        let record = record(&without_chance(common), exponent);
        let key = Key::read(&record);
        let holds = |s: &&&Signature| key.check(s) == Answer::Valid;
        // A wrong modulus opens no signature, and its own two open under the right one.
        (signatures.iter().filter(holds).count() >= 2).then_some(record)
    })
}

/// Tells whether a signature can bear witness: it is RSA, and the body is the one that was signed.
fn is_intact(signature: &Signature) -> bool {
    signature.body == BodyTest::Holds && padded(signature).is_some()
}

/// A multiple of the key's modulus.
fn multiple(signature: &Signature, exponent: u32) -> Option<UBig> {
    let value = UBig::from_be_bytes(&signature.value);
    let digest = UBig::from_be_bytes(&padded(signature)?);
    let power = IBig::from(value.pow(exponent as usize));
    Some((power - IBig::from(digest)).into_parts().1)
}

/// Takes further signatures for help where two share more than the modulus.
fn reduced(mut common: UBig, others: &[&Signature], (exponent, bits): (u32, usize)) -> UBig {
    for other in others.iter().skip(2) {
        if common.bit_len() <= bits {
            break;
        }
        let Some(digest) = padded(other).map(|d| UBig::from_be_bytes(&d)) else {
            continue;
        };
        let mut power = UBig::ONE;
        let value = UBig::from_be_bytes(&other.value) % &common;
        for bit in (0..u32::BITS).rev() {
            power = &power * &power % &common;
            if exponent.bit(bit as usize) {
                power = power * &value % &common;
            }
        }
        let rest = (IBig::from(power) - IBig::from(digest)).into_parts().1;
        let shared = gcd(common.clone(), rest);
        // A field that was changed under way would leave nothing.
        if shared.bit_len() + 8 >= bits {
            common = shared;
        }
    }
    common
}

/// Takes small factors out: a modulus has none.
fn without_chance(mut number: UBig) -> UBig {
    for factor in 2..CHANCE {
        while !number.is_zero() && (&number % factor) == 0 {
            number /= factor;
        }
    }
    number
}

/// Writes a key record with the bare pair of numbers (PKCS #1).
fn record(modulus: &UBig, exponent: u32) -> String {
    let pair = [
        number(&modulus.to_be_bytes()),
        number(&exponent.to_be_bytes()),
    ]
    .concat();
    let whole = der(0x30, &pair);
    format!("v=DKIM1; k=rsa; p={}", STANDARD.encode(whole))
}

fn number(bytes: &[u8]) -> Vec<u8> {
    let zeros = bytes.iter().take_while(|b| **b == 0).count();
    let digits = bytes.get(zeros..).unwrap_or_default();
    // A leading bit would make it negative.
    let sign: &[u8] = if digits.first().is_some_and(|b| *b < 0x80) {
        &[]
    } else {
        &[0]
    };
    der(0x02, &[sign, digits].concat())
}

fn der(tag: u8, value: &[u8]) -> Vec<u8> {
    let length = value.len().to_be_bytes();
    let zeros = length.iter().take_while(|b| **b == 0).count();
    let digits = length.get(zeros..).unwrap_or_default();
    let mut out = vec![tag];
    if value.len() >= 0x80 {
        out.push(0x80 | digits.len() as u8);
    }
    out.extend_from_slice(if value.is_empty() { &[0] } else { digits });
    out.extend_from_slice(value);
    out
}

#[cfg(test)]
mod tests;
