//! Signatures of a message as its bytes show them, without any key: what each covers, whether the
//! body hash holds, and the digest that the key has to answer for.
//!
//! The digest and the value of a signature are kept together, so that a key that is found later
//! decides without reading the message again.

use super::body::BodyTest;
use super::canon::{self, Canon};
use super::covered::Covered;
use super::fields::Fields;
use super::line::Handling;
use super::names::Names;
use super::seal::{instance, seal, sets};
use super::tags::{Tags, pieces};
use crate::model::bounds;
use sha1::Sha1;
use sha2::{Digest, Sha256};
use std::ops::Range;

/// Which header a signature stands in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Seat {
    /// `DKIM-Signature`.
    Dkim,
    /// `ARC-Message-Signature` of a hop.
    ArcMessage(u32),
    /// `ARC-Seal` of a hop.
    ArcSeal(u32),
}

/// How a signature was made.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Algorithm {
    /// RSA over SHA-1, out of use since 2018 (RFC 8301).
    RsaSha1,
    /// RSA over SHA-256.
    RsaSha256,
    /// Ed25519 over SHA-256 (RFC 8463).
    Ed25519Sha256,
}

impl Algorithm {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::RsaSha1, Self::RsaSha256, Self::Ed25519Sha256];

    /// Gives the word of the `a=` tag.
    pub fn word(self) -> &'static str {
        match self {
            Self::RsaSha1 => "rsa-sha1",
            Self::RsaSha256 => "rsa-sha256",
            Self::Ed25519Sha256 => "ed25519-sha256",
        }
    }

    pub(super) fn of(word: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|a| a.word().eq_ignore_ascii_case(word))
    }
}

/// A header field that a reader sees and that a signature ought to cover.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Shown {
    /// Who wrote it.
    From,
    /// When.
    Date,
    /// About what.
    Subject,
}

impl Shown {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::From, Self::Date, Self::Subject];

    /// Gives the name of the field.
    pub fn word(self) -> &'static str {
        match self {
            Self::From => "From",
            Self::Date => "Date",
            Self::Subject => "Subject",
        }
    }
}

/// One signature, as far as no key is needed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signature {
    /// The header that it stands in.
    pub seat: Seat,
    /// Who signed (`d=`), lower case.
    pub domain: String,
    /// Which of their keys (`s=`), lower case.
    pub selector: String,
    /// How; `None` where the tags cannot be followed: then nothing else can be told.
    pub algorithm: Option<Algorithm>,
    /// When it was made (`t=`), in seconds since 1970.
    pub signed_s: Option<u64>,
    /// Until when it was meant to be used (`x=`).
    pub expires_s: Option<u64>,
    /// What the body hash shows; `Absent` for seals, which cover no body.
    pub body: BodyTest,
    /// Fields that are shown and that it does not cover.
    pub uncovered: Vec<Shown>,
    /// Digest of the header fields that it covers, itself among them.
    pub digest: Vec<u8>,
    /// The signature itself (`b=`).
    pub value: Vec<u8>,
    /// Who had the message in hands, by its own fields.
    pub handling: Handling,
}

/// A signature with its place in the message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Placed {
    /// The signature.
    pub signature: Signature,
    /// Its place among the fields.
    pub field: usize,
    /// Canonical form of the fields that it covers.
    pub canon: Canon,
    /// Its header field in the message.
    pub range: Range<usize>,
    /// Names of the fields that it covers, lower case, as listed.
    pub covers: Names,
}

/// Reads every signature of a message, from top to bottom.
pub fn read(bytes: &[u8]) -> Vec<Signature> {
    let (_, placed) = placed(bytes);
    placed.into_iter().map(|p| p.signature).collect()
}

/// Reads every signature with its place, and the fields that they stand among.
pub(super) fn placed(bytes: &[u8]) -> (Fields<'_>, Vec<Placed>) {
    Covered::of(bytes).settled(&[])
}

/// What a signature says that no field shows.
pub(super) struct Ask {
    /// How it was made.
    pub algorithm: Algorithm,
    /// The body's form, how much of it counts, and its hash.
    pub body: Option<(Canon, Option<u64>, Vec<u8>)>,
    /// The fields that it covers, in their form.
    pub fields: Vec<u8>,
}

/// Reads the signatures of a message as far as its header shows them.
pub(super) fn drafts(fields: &Fields<'_>) -> Vec<(Placed, Option<Ask>)> {
    let of_name = |(name, kind): &(&'static str, Kind)| {
        let kind = *kind;
        fields.named(name).map(move |at| (at, kind))
    };
    let mut kinds: Vec<(usize, Kind)> = KINDS.iter().flat_map(of_name).collect();
    kinds.sort_unstable_by_key(|(at, _)| *at);
    kinds.truncate(bounds::SIGNATURES);
    if kinds.is_empty() {
        return Vec::new();
    }
    let sets = sets(fields);
    let one = |(at, kind)| match kind {
        Kind::Dkim => covering(fields, at, None),
        Kind::Message => covering(fields, at, Some(instance(fields, at))),
        Kind::Seal => seal(fields, at, &sets),
    };
    kinds.into_iter().map(one).collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Dkim,
    Message,
    Seal,
}

/// Names of the headers that hold signatures.
const KINDS: &[(&str, Kind)] = &[
    ("DKIM-Signature", Kind::Dkim),
    ("ARC-Message-Signature", Kind::Message),
    ("ARC-Seal", Kind::Seal),
];

/// Reads a signature that covers a body and listed fields, as far as no sum is needed.
fn covering(fields: &Fields<'_>, at: usize, hop: Option<u32>) -> (Placed, Option<Ask>) {
    let tags = Tags::read(fields.value(at));
    let is_dkim = hop.is_none();
    let (head_canon, body_canon) = canons(&tags, is_dkim);
    let covers = Names::read(tags.text("h").unwrap_or_default().into_owned());
    let count = covers.iter().count();
    let algorithm = tags.text("a").and_then(|w| Algorithm::of(&w));
    let version = tags.text("v");
    // A forwarder may cover no field but its own, never a seal, and has no old sums to lean on.
    let seals = covers.iter().any(|name| name == "arc-seal");
    let fits = if is_dkim {
        version.as_deref() == Some("1") && count > 0
    } else {
        !seals && algorithm != Some(Algorithm::RsaSha1)
    };
    let is_sound = tags.is_sound && fits && count <= bounds::SIGNED_FIELDS;
    let canons = head_canon.zip(body_canon).filter(|_| is_sound);
    let algorithm = algorithm.filter(|_| canons.is_some());
    let mut signature = blank(&tags, hop.map_or(Seat::Dkim, Seat::ArcMessage), algorithm);
    let ask = algorithm
        .zip(canons)
        .map(|(algorithm, (head_canon, body_canon))| {
            signature.uncovered = uncovered(fields, &covers);
            let want = tags.bytes("bh");
            let mut input = Vec::with_capacity(4096);
            for at in select(fields, &covers) {
                put(&mut input, fields, at, head_canon);
            }
            put_emptied(&mut input, fields, at, head_canon);
            Ask {
                algorithm,
                body: want.map(|want| (body_canon, tags.number("l"), want)),
                fields: input,
            }
        });
    let placed = Placed {
        signature,
        field: at,
        canon: head_canon.unwrap_or(Canon::Simple),
        range: fields
            .list
            .get(at)
            .map_or(0..0, super::fields::Field::whole),
        covers,
    };
    (placed, ask)
}

/// A signature whose key is right and whose fields are not those that were signed.
pub(super) struct Altered<'a> {
    /// Its place among the fields.
    pub field: usize,
    /// Canonical form of the fields.
    pub canon: Canon,
    /// How it was made.
    pub algorithm: Algorithm,
    /// Names of the fields that it covers.
    pub covers: &'a Names,
    /// When it was made.
    pub signed_s: Option<u64>,
    /// The digest that was signed.
    pub want: &'a [u8],
}

/// Gives the digest of the covered fields with one of them replaced or taken away.
pub(super) fn digest_with(
    fields: &Fields<'_>,
    altered: &Altered<'_>,
    change: Option<(usize, Option<&str>)>,
) -> Option<Vec<u8>> {
    let mut input = Vec::with_capacity(4096);
    for at in select(fields, altered.covers) {
        match change.filter(|(changed, _)| *changed == at) {
            None => put(&mut input, fields, at, altered.canon),
            Some((_, None)) => {}
            Some((_, Some(value))) => {
                let name = fields.at(fields.list.get(at)?.name.clone());
                let whole = [name, b":", value.as_bytes()].concat();
                canon::field(&mut input, altered.canon, name, value.as_bytes(), &whole);
            }
        }
    }
    put_emptied(&mut input, fields, altered.field, altered.canon);
    Some(digest(altered.algorithm, &input))
}

/// Reads the canonical forms of fields and body; without a word, forwarders mean the relaxed ones.
fn canons(tags: &Tags<'_>, is_dkim: bool) -> (Option<Canon>, Option<Canon>) {
    let Some(word) = tags.text("c") else {
        let usual = if is_dkim {
            Canon::Simple
        } else {
            Canon::Relaxed
        };
        return (Some(usual), Some(usual));
    };
    match word.split_once('/') {
        Some((head, body)) => (Canon::of(head), Canon::of(body)),
        None => (Canon::of(&word), Some(Canon::Simple)),
    }
}

pub(super) fn blank(tags: &Tags<'_>, seat: Seat, algorithm: Option<Algorithm>) -> Signature {
    let lower = |name| {
        let mut text = tags.text(name).unwrap_or_default().into_owned();
        if !text.is_ascii() {
            return text.to_lowercase();
        }
        text.make_ascii_lowercase();
        text
    };
    Signature {
        seat,
        domain: lower("d"),
        selector: lower("s"),
        algorithm,
        signed_s: tags.number("t"),
        expires_s: tags.number("x"),
        body: BodyTest::Absent,
        uncovered: Vec::new(),
        digest: Vec::new(),
        value: tags.bytes("b").unwrap_or_default(),
        handling: Handling::UNKNOWN,
    }
}

/// Chooses the fields that a list names: of repeats the lowest first, each field once.
fn select(fields: &Fields<'_>, covers: &Names) -> Vec<usize> {
    let names: Vec<&str> = covers.iter().collect();
    let mut out = Vec::with_capacity(names.len());
    for (n, name) in names.iter().enumerate() {
        let above = names.iter().take(n);
        let taken = above.filter(|other| *other == name).count();
        out.extend(fields.named(name).rev().nth(taken));
    }
    out
}

/// Tells which of the shown fields stand there more often than the signature covers them: a
/// reader is shown the first, a signature takes the last.
fn uncovered(fields: &Fields<'_>, covers: &Names) -> Vec<Shown> {
    let open = |shown: &Shown| {
        let covered = covers
            .iter()
            .filter(|n| n.eq_ignore_ascii_case(shown.word()));
        fields.named(shown.word()).count() > covered.count()
    };
    Shown::ALL.into_iter().filter(open).collect()
}

pub(super) fn put(out: &mut Vec<u8>, fields: &Fields<'_>, at: usize, canon: Canon) {
    if let Some(field) = fields.list.get(at) {
        let name = fields.at(field.name.clone());
        let (value, whole) = (fields.value(at), fields.at(field.whole()));
        canon::field(out, canon, name, value, whole);
    }
}

/// Puts a signature's own field: without its value and without a line end.
pub(super) fn put_emptied(out: &mut Vec<u8>, fields: &Fields<'_>, at: usize, canon: Canon) {
    let Some(field) = fields.list.get(at) else {
        return;
    };
    let value = fields.value(at);
    let mut emptied = Vec::with_capacity(value.len());
    for (n, piece) in pieces(value, b';').enumerate() {
        if n > 0 {
            emptied.push(b';');
        }
        let equals = memchr::memchr(b'=', piece);
        match equals.filter(|e| piece.get(..*e).is_some_and(|n| n.trim_ascii() == b"b")) {
            Some(e) => emptied.extend_from_slice(piece.get(..=e).unwrap_or_default()),
            None => emptied.extend_from_slice(piece),
        }
    }
    let name = fields.at(field.name.clone());
    let mut whole = fields.at(field.name.start..field.value.start).to_vec();
    whole.extend_from_slice(&emptied);
    canon::field(out, canon, name, &emptied, &whole);
    out.truncate(out.len().saturating_sub(2));
}

pub(super) fn digest(algorithm: Algorithm, input: &[u8]) -> Vec<u8> {
    match algorithm {
        Algorithm::RsaSha1 => Sha1::digest(input).to_vec(),
        Algorithm::RsaSha256 | Algorithm::Ed25519Sha256 => Sha256::digest(input).to_vec(),
    }
}
