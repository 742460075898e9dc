//! Signatures as an index keeps them: a few bytes each, with a version, and nothing that a later
//! key could not judge.

use super::body::BodyTest;
use super::line::Handling;
use super::read::{Algorithm, Seat, Shown, Signature};
use std::borrow::Cow;
use std::ops::Range;

/// First byte of a packed signature; the first version did not say who had the message in hands.
const VERSION: u8 = 2;
/// Bytes of a packed signature beside its four words.
const FIXED: usize = 49;
/// Bits beside the seat: a list had it in hands, it has parts.
const LIST: u8 = 16;
const MULTIPART: u8 = 32;

/// Packs a signature.
pub fn pack(s: &Signature) -> Vec<u8> {
    let words = s.domain.len() + s.selector.len() + s.digest.len() + s.value.len();
    let mut out = Vec::with_capacity(FIXED + words);
    out.push(VERSION);
    let (seat, hop) = match s.seat {
        Seat::Dkim => (0, 0),
        Seat::ArcMessage(hop) => (1, hop),
        Seat::ArcSeal(hop) => (2, hop),
    };
    let algorithm = s
        .algorithm
        .and_then(|a| Algorithm::ALL.iter().position(|b| *b == a));
    let uncovered = s
        .uncovered
        .iter()
        .fold(0, |bits, f| bits | 1_u8 << (*f as u8));
    let seat = seat
        | if s.handling.is_list { LIST } else { 0 }
        | if s.handling.is_multipart {
            MULTIPART
        } else {
            0
        };
    out.extend([seat, algorithm.map_or(0, |n| n as u8 + 1), uncovered]);
    out.extend(hop.to_le_bytes());
    for time in [s.signed_s, s.expires_s] {
        out.extend(time.map_or(u64::MAX, |t| t.min(u64::MAX - 1)).to_le_bytes());
    }
    let (kind, range) = match &s.body {
        BodyTest::Holds => (0, 0..0),
        BodyTest::Part(range) => (1, range.clone()),
        BodyTest::Limited(range) => (2, range.clone()),
        BodyTest::Fails => (3, 0..0),
        BodyTest::Absent => (4, 0..0),
    };
    out.push(kind);
    out.extend((range.start as u64).to_le_bytes());
    out.extend((range.end as u64).to_le_bytes());
    for bytes in [
        s.domain.as_bytes(),
        s.selector.as_bytes(),
        &s.digest,
        &s.value,
    ] {
        let bytes = bytes.get(..usize::from(u16::MAX)).unwrap_or(bytes);
        out.extend((bytes.len() as u16).to_le_bytes());
        out.extend_from_slice(bytes);
    }
    out
}

/// Takes out of packed signatures all that could be tested, for a message whose signed bytes are
/// not kept: they stay undecided, whatever keys come.
pub fn leave_untested(packed: &mut [Cow<'_, [u8]>]) {
    for one in packed {
        if let Some(signature) = unpack(one) {
            *one = Cow::Owned(pack(&Signature {
                body: BodyTest::Absent,
                digest: Vec::new(),
                value: Vec::new(),
                ..signature
            }));
        }
    }
}

/// What can be seen of a packed signature without reading its names and its value.
pub struct Glance {
    /// Whether it answers for a body, and bears a value.
    pub is_over_body: bool,
    /// What the body hash shows.
    pub body: BodyTest,
    /// Who had the message in hands.
    pub handling: Handling,
}

/// Looks at a packed signature; `None` where the bytes are damaged or of another version.
pub fn glance(bytes: &[u8]) -> Option<Glance> {
    let row = row(bytes)?;
    Some(Glance {
        is_over_body: !matches!(row.seat, Seat::ArcSeal(_)) && !row.value.is_empty(),
        body: row.body,
        handling: row.handling,
    })
}

/// Unpacks a signature; `None` where the bytes are damaged or of another version.
pub fn unpack(bytes: &[u8]) -> Option<Signature> {
    let row = row(bytes)?;
    let time = |n: u64| (n != u64::MAX).then_some(n);
    let at = usize::from(row.algorithm);
    Some(Signature {
        seat: row.seat,
        domain: String::from_utf8_lossy(row.domain).into_owned(),
        selector: String::from_utf8_lossy(row.selector).into_owned(),
        algorithm: at
            .checked_sub(1)
            .and_then(|n| Algorithm::ALL.get(n))
            .copied(),
        signed_s: time(row.signed),
        expires_s: time(row.expires),
        body: row.body,
        uncovered: (Shown::ALL.into_iter())
            .filter(|f| row.uncovered >> (*f as u8) & 1 == 1)
            .collect(),
        digest: row.digest.to_vec(),
        value: row.value.to_vec(),
        handling: row.handling,
    })
}

/// A packed signature taken apart, nothing copied.
struct Row<'p> {
    seat: Seat,
    handling: Handling,
    algorithm: u8,
    uncovered: u8,
    signed: u64,
    expires: u64,
    body: BodyTest,
    domain: &'p [u8],
    selector: &'p [u8],
    digest: &'p [u8],
    value: &'p [u8],
}

fn row(bytes: &[u8]) -> Option<Row<'_>> {
    let (&[version, seat, algorithm, uncovered], rest) = bytes.split_first_chunk::<4>()?;
    let handling = match version {
        // It may have been anybody, so nothing is proved by it.
        1 => Handling::UNKNOWN,
        VERSION => Handling {
            is_list: seat & LIST != 0,
            is_multipart: seat & MULTIPART != 0,
        },
        _ => return None,
    };
    let (hop, rest) = rest.split_first_chunk::<4>()?;
    let hop = u32::from_le_bytes(*hop);
    let (signed, rest) = number(rest)?;
    let (expires, rest) = number(rest)?;
    let (&kind, rest) = rest.split_first()?;
    let (start, rest) = number(rest)?;
    let (end, rest) = number(rest)?;
    let (domain, rest) = string(rest)?;
    let (selector, rest) = string(rest)?;
    let (digest, rest) = string(rest)?;
    let (value, _) = string(rest)?;
    Some(Row {
        seat: match seat & !(LIST | MULTIPART) {
            0 => Seat::Dkim,
            1 => Seat::ArcMessage(hop),
            _ => Seat::ArcSeal(hop),
        },
        handling,
        algorithm,
        uncovered,
        signed,
        expires,
        body: body(kind, start as usize..end as usize),
        domain,
        selector,
        digest,
        value,
    })
}

fn body(kind: u8, range: Range<usize>) -> BodyTest {
    match kind {
        0 => BodyTest::Holds,
        1 => BodyTest::Part(range),
        2 => BodyTest::Limited(range),
        3 => BodyTest::Fails,
        _ => BodyTest::Absent,
    }
}

fn number(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let (number, rest) = bytes.split_first_chunk::<8>()?;
    Some((u64::from_le_bytes(*number), rest))
}

fn string(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<2>()?;
    rest.split_at_checked(usize::from(u16::from_le_bytes(*length)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_comes_back_as_it_was() {
        let one = Signature {
            seat: Seat::ArcMessage(3),
            domain: "example.org".into(),
            selector: "s1".into(),
            algorithm: Some(Algorithm::RsaSha256),
            signed_s: Some(1_500_000_000),
            expires_s: None,
            body: BodyTest::Part(7..9),
            uncovered: vec![Shown::From, Shown::Subject],
            digest: vec![1; 32],
            value: vec![2; 256],
            handling: Handling {
                is_list: true,
                is_multipart: false,
            },
        };
        let packed = pack(&one);
        assert_eq!(
            packed.len(),
            FIXED + "example.org".len() + "s1".len() + 32 + 256
        );
        let seen = glance(&packed).unwrap();
        assert!(seen.is_over_body && seen.handling == one.handling && seen.body == one.body);
        assert_eq!(unpack(&packed), Some(one));
        for cut in 0..packed.len() {
            assert_eq!(unpack(&packed[..cut]), None);
        }
    }
}
