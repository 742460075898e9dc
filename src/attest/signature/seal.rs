//! The fields of ARC by hop (RFC 8617), and what a seal covers.

use super::canon::Canon;
use super::fields::Fields;
use super::names::Names;
use super::read::{Algorithm, Ask, Placed, Seat, blank, put, put_emptied};
use super::tags::Tags;
use crate::model::bounds;
use std::collections::BTreeMap;

/// The three fields of each ARC hop, by hop.
pub(super) type Sets = BTreeMap<u32, [Vec<usize>; 3]>;

/// Names of the fields of an ARC set, in the order in which a seal covers them.
pub(super) const ARC: [&str; 3] = [
    "ARC-Authentication-Results",
    "ARC-Message-Signature",
    "ARC-Seal",
];

/// Gathers the ARC fields by hop.
pub(super) fn sets(fields: &Fields<'_>) -> Sets {
    let mut out = Sets::new();
    for (place, name) in ARC.iter().enumerate() {
        for at in fields.named(name).take(bounds::SIGNATURES) {
            let set = out.entry(instance(fields, at)).or_default();
            if let Some(list) = set.get_mut(place) {
                list.push(at);
            }
        }
    }
    out
}

/// Reads a seal: it covers the ARC sets of all hops up to its own.
pub(super) fn seal(fields: &Fields<'_>, at: usize, sets: &Sets) -> (Placed, Option<Ask>) {
    let tags = Tags::read(fields.value(at));
    let hop = instance(fields, at);
    let known = tags.text("a").and_then(|w| Algorithm::of(&w));
    let algorithm =
        known.filter(|a| tags.is_sound && tags.get("h").is_none() && *a != Algorithm::RsaSha1);
    let signature = blank(&tags, Seat::ArcSeal(hop), algorithm);
    let ask = algorithm.map(|algorithm| {
        let mut input = Vec::with_capacity(4096);
        for set in sets.range(..=hop).map(|(_, set)| set) {
            for other in set.iter().filter_map(|list| list.first()) {
                if *other != at {
                    put(&mut input, fields, *other, Canon::Relaxed);
                }
            }
        }
        put_emptied(&mut input, fields, at, Canon::Relaxed);
        Ask {
            algorithm,
            body: None,
            fields: input,
        }
    });
    let placed = Placed {
        signature,
        field: at,
        canon: Canon::Relaxed,
        range: fields
            .list
            .get(at)
            .map_or(0..0, super::fields::Field::whole),
        covers: Names::default(),
    };
    (placed, ask)
}

/// Gives the hop (`i=`) of an ARC field; 0 where it has none.
pub(super) fn instance(fields: &Fields<'_>, at: usize) -> u32 {
    let first = fields.value(at).split(|b| *b == b';').next();
    let tags = Tags::read(first.unwrap_or_default());
    let found = tags
        .number("i")
        .or_else(|| Tags::read(fields.value(at)).number("i"));
    found.and_then(|n| u32::try_from(n).ok()).unwrap_or(0)
}
