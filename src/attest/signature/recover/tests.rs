//! Tests of the recovery of keys, with keys that guard nothing.

use super::*;
use crate::attest::signature::line::Handling;
use crate::attest::signature::read::{Algorithm, Seat};
use rsa::BigUint;

/// The modulus and private exponent of a key of 512 bits with the public exponent 3.
const N: &str = "e175d2ee15b32512c16fb5d181bdc4255352b1c3327d9249d458432e2d4f456f\
    55a8678072094e752532d4cde36c0e7ba94309107441f704a14e610c2b17c459";
const D: &str = "964e8c9eb92218b72b9fce8babd3d818e237212ccc53b6dbe2e5821ec8df839e\
    4de2f0becd75ba00dae213dde032d31895edbbc6c0f088b5d09705a37790f80b";
/// The private exponent that goes with 65,537.
const USUAL: &str = "c6a69a034cfb5b5efb310272666e5db4c585c73ac5f1fe432ee5d5cb8a009e9b\
    a2a4c539e7a2286ae8ded312f33538f9cd6d9e3758d88e567d909bcb2843591";

fn hex(text: &str) -> BigUint {
    BigUint::parse_bytes(text.as_bytes(), 16).unwrap()
}

fn signed_with((n, d): (&BigUint, &BigUint), digest: u8) -> Signature {
    let mut signature = Signature {
        seat: Seat::Dkim,
        domain: "example.org".to_owned(),
        selector: "s1".to_owned(),
        algorithm: Some(Algorithm::RsaSha256),
        signed_s: Some(u64::from(digest)),
        expires_s: None,
        body: BodyTest::Holds,
        uncovered: Vec::new(),
        digest: vec![digest; 32],
        value: vec![0; n.bits().div_ceil(8)],
        handling: Handling::UNKNOWN,
    };
    let message = BigUint::from_bytes_be(&padded(&signature).unwrap());
    let value = message.modpow(d, n).to_bytes_be();
    let from = signature.value.len() - value.len();
    signature.value[from..].copy_from_slice(&value);
    signature
}

fn signed(digest: u8) -> Signature {
    signed_with((&hex(N), &hex(D)), digest)
}

/// Looks for the small exponent only: the usual one takes long.
fn recovered_cheaply(name: &Lost, all: &[Signature]) -> Option<String> {
    recovered(name, &witnesses(name, all.iter()), 3)
}

#[test]
fn two_signatures_give_the_key_and_it_decides_the_others() {
    let all: Vec<Signature> = (1..=3).map(signed).collect();
    let names = lost(all.iter());
    assert_eq!(names.len(), 1);
    assert_eq!((names[0].bits, names[0].intact), (512, 3));
    let record = recover(&names[0], all[..2].iter()).unwrap();
    let key = Key::read(&record);
    assert_eq!((key.kind(), key.bits()), ("rsa", 512));
    assert_eq!(key.check(&all[2]), Answer::Valid);
    let mut changed = all[2].clone();
    changed.digest = vec![9; 32];
    assert_eq!(key.check(&changed), Answer::Altered);
}

#[test]
fn a_field_that_was_changed_spoils_one_pair_and_not_the_search() {
    let mut all: Vec<Signature> = (1..=5).map(signed).collect();
    all[0].digest = vec![77; 32];
    let names = lost(all.iter());
    let record = recovered_cheaply(&names[0], &all).unwrap();
    assert_eq!(Key::read(&record).check(&all[4]), Answer::Valid);
    assert_eq!(recovered_cheaply(&names[0], &all[..2]), None);
    for changed in 0..3 {
        let mut three: Vec<Signature> = (1..=3).map(signed).collect();
        three[changed].digest = vec![77; 32];
        assert!(recovered_cheaply(&names[0], &three).is_some(), "{changed}");
    }
}

#[test]
fn what_cannot_bear_witness_is_left_out() {
    let mut all: Vec<Signature> = (1..=2).map(signed).collect();
    let same = [all[0].clone(), all[0].clone()];
    assert_eq!(lost(same.iter()), []);
    all[1].body = BodyTest::Fails;
    assert_eq!(lost(all.iter()), []);
    all[1].body = BodyTest::Holds;
    all[1].algorithm = Some(Algorithm::Ed25519Sha256);
    assert_eq!(lost(all.iter()), []);
    all[1].algorithm = Some(Algorithm::RsaSha256);
    all[1].value = Vec::new();
    assert_eq!(lost(all.iter()), []);
    all[1].value = vec![0; 64];
    let names = lost(all.iter());
    assert_eq!(recovered_cheaply(&names[0], &all), None);
}

/// The usual exponent makes numbers of 33 million bits: `VALLA_LONG` asks for them.
#[test]
fn the_usual_exponent_gives_the_key_too() {
    if std::env::var_os("VALLA_LONG").is_none() {
        return;
    }
    let owner = (hex(N), hex(USUAL));
    let all = [1, 2].map(|digest| signed_with((&owner.0, &owner.1), digest));
    let names = lost(all.iter());
    let record = recover(&names[0], all.iter()).unwrap();
    assert_eq!(Key::read(&record).check(&all[1]), Answer::Valid);
}
