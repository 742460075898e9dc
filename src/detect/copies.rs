//! Copies of one Message-ID: readings that differ in words, heads that differ in fields, and lists
//! of attachments that differ.

use super::desk::Desk;
use super::lead::{Check, Lead, Vote};
use super::missed::Missed;
use super::people::same_people;
use super::score::Score;
use super::weigh::{block_at_edge, heaviest, key, noise, readings as readings_of, shown, weighed};
use super::weights as W;
use crate::compare::{Stream, heads};
use crate::fingerprint::mix;
use crate::model::words::unread;
use crate::model::{Edit, EditClass, Field, Head, ItemIx, bounds};

/// Raises leads over all copy sets.
pub fn leads(desk: &Desk<'_>, missed: &Missed) -> Vec<Lead> {
    desk.copies
        .values()
        .flat_map(|items| {
            let mut out = readings(desk, items, missed);
            out.extend(fields(desk, items, missed));
            out.extend(attachments(desk, items));
            out
        })
        .collect()
}

/// Compares the readings of a copy set with the one that most copies bear.
fn readings(desk: &Desk<'_>, items: &[ItemIx], missed: &Missed) -> Vec<Lead> {
    let mut groups: Vec<(Stream<'_>, Vec<ItemIx>)> = Vec::new();
    for item in items.iter().filter(|i| !desk.body(**i).trim().is_empty()) {
        let stream = Stream::of(desk.body(*item));
        let count = groups.len();
        match groups.iter_mut().find(|g| g.0.keys == stream.keys) {
            Some(group) => group.1.push(*item),
            None if has_room(count, missed) => groups.push((stream, vec![*item])),
            None => {}
        }
    }
    groups.sort_by_key(|g| (std::cmp::Reverse(g.1.len()), g.1.first().copied()));
    let Some((base, rest)) = groups.split_first() else {
        return Vec::new();
    };
    rest.iter()
        .filter_map(|(stream, theirs)| {
            let edits = weighed(&base.0, stream)?;
            let main = heaviest(&edits)?;
            let best = edits.get(main)?;
            let mut score = Score::of("same Message-ID", W::COPIES);
            score.times("class", best.class);
            score.times("context", best.context);
            score.times("place", best.place);
            if block_at_edge(best) {
                let side = (base.1.first().copied(), theirs.first().copied());
                score.times(
                    "added block",
                    block(desk, side, (&base.0, stream), &best.delta),
                );
            }
            if dated_otherwise(desk, &base.1, theirs) {
                score.times("other Date", W::DRAFT_COPY);
            }
            let said = readings_of(&base.0, stream, &best.delta);
            let noise = noise(&edits, main);
            score.times("purity", 1.0 / (1.0 + noise / W::NOISE_COPIES));
            Some(Lead {
                told: None,
                check: Check::Copies,
                score,
                ours: base.1.clone(),
                theirs: theirs.clone(),
                edits: shown(&base.0, stream, &edits),
                key: key(said),
                readings: said,
                votes: {
                    let sides = (base.1.as_slice(), theirs.as_slice());
                    let streams = (&base.0, stream);
                    let mut votes = votes(desk, sides, best.delta.class, streams, &best.delta);
                    // What lists and scanners add at an end breaks a hash without ill will.
                    let added = block_at_edge(best) && quiet(desk, sides, streams, &best.delta);
                    let vote = desk.held.vote(&base.1, theirs).filter(|_| !added);
                    votes.extend(vote);
                    votes
                },
            })
        })
        .collect()
}

/// Tells whether no copy of one side has the Date of a copy of the other: a draft was kept.
fn dated_otherwise(desk: &Desk<'_>, ours: &[ItemIx], theirs: &[ItemIx]) -> bool {
    let same = |x: &ItemIx| theirs.iter().any(|y| desk.moment(*x) == desk.moment(*y));
    !ours.iter().any(same)
}

/// Tells whether a block at an end is one that recurs.
fn quiet(
    desk: &Desk<'_>,
    sides: (&[ItemIx], &[ItemIx]),
    streams: (&Stream<'_>, &Stream<'_>),
    delta: &crate::compare::Delta,
) -> bool {
    let first = (sides.0.first().copied(), sides.1.first().copied());
    block(desk, first, streams, delta) <= W::EDGE_COMMON
}

/// Weighs a block that only one side has at its start or end: footers and banners recur.
pub fn block(
    desk: &Desk<'_>,
    sides: (Option<ItemIx>, Option<ItemIx>),
    streams: (&Stream<'_>, &Stream<'_>),
    delta: &crate::compare::Delta,
) -> f64 {
    let (item, piece) = if delta.gap.b.is_empty() {
        (sides.0, streams.0.bytes(delta.gap.a.clone()))
    } else {
        (sides.1, streams.1.bytes(delta.gap.b.clone()))
    };
    let both = !delta.gap.a.is_empty() && !delta.gap.b.is_empty();
    if both {
        let other = sides.0.map_or(1, |i| {
            desk.bearers(i, &streams.0.bytes(delta.gap.a.clone()))
        });
        if other <= 2 {
            return 1.0;
        }
    }
    let text = item
        .map_or("", |i| desk.body(i))
        .get(piece.clone())
        .unwrap_or("");
    let ruled = text.starts_with("____") || text.starts_with("----") || text.starts_with("====");
    if delta.zone.is_some() || ruled {
        return W::EDGE_COMMON;
    }
    match item.map_or(1, |i| desk.bearers(i, &piece)) {
        0..=2 => W::EDGE_UNIQUE,
        _ => W::EDGE_COMMON,
    }
}

/// What speaks for one reading being the changed one.
pub fn votes(
    desk: &Desk<'_>,
    sides: (&[ItemIx], &[ItemIx]),
    class: EditClass,
    streams: (&Stream<'_>, &Stream<'_>),
    delta: &crate::compare::Delta,
) -> Vec<Vote> {
    let mut out = Vec::new();
    let (Some(&a), Some(&b)) = (sides.0.first(), sides.1.first()) else {
        return out;
    };
    let trusted = |items: &[ItemIx]| items.iter().any(|i| desk.is_trusted(*i));
    match (trusted(sides.0), trusted(sides.1)) {
        (true, false) => out.push(Vote::Trusted(b)),
        (false, true) => out.push(Vote::Trusted(a)),
        _ => {}
    }
    if matches!(
        class,
        EditClass::Homoglyph | EditClass::ZeroWidth | EditClass::Bidi
    ) {
        let strange = |s: &Stream<'_>, run: std::ops::Range<usize>| {
            s.slice(run).chars().filter(|c| !c.is_ascii()).count()
        };
        let x = strange(streams.0, delta.gap.a.clone());
        let y = strange(streams.1, delta.gap.b.clone());
        if x != y {
            out.push(Vote::Hides(if x > y { a } else { b }));
        }
    }
    out
}

/// Tells whether one more reading of a Message-ID is compared; the bound is said when it is hit.
fn has_room(readings: usize, missed: &Missed) -> bool {
    let is_room = readings < bounds::READINGS;
    if !is_room {
        let most = bounds::READINGS;
        missed.note(unread::readings_beyond(most));
    }
    is_room
}

/// Compares the heads of copies; what gateways and lists do to them is no difference.
fn fields(desk: &Desk<'_>, items: &[ItemIx], missed: &Missed) -> Vec<Lead> {
    let head = |ix: &ItemIx| desk.item(*ix).and_then(|i| i.head.as_ref());
    let mut groups: Vec<(&Head, Vec<ItemIx>)> = Vec::new();
    for item in items {
        let Some(head) = head(item) else { continue };
        let count = groups.len();
        match groups.iter_mut().find(|g| telling(g.0, head).is_empty()) {
            Some(group) => group.1.push(*item),
            None if has_room(count, missed) => groups.push((head, vec![*item])),
            None => {}
        }
    }
    groups.sort_by_key(|g| (std::cmp::Reverse(g.1.len()), g.1.first().copied()));
    let Some((base, rest)) = groups.split_first() else {
        return Vec::new();
    };
    rest.iter()
        .filter_map(|(head, theirs)| {
            let edits = telling(base.0, head);
            let first = edits.first()?;
            let mut score = Score::of("same Message-ID, other head", W::HEADERS);
            score.times("field", field_weight(base.0, head, first));
            let said = words_readings(&first.before, &first.after);
            Some(Lead {
                told: None,
                check: Check::Headers,
                key: key(said),
                readings: said,
                score,
                votes: {
                    let vote = desk.held.vote_on_heads(&base.1, theirs);
                    vote.into_iter().collect()
                },
                ours: base.1.clone(),
                theirs: theirs.clone(),
                edits,
            })
        })
        .collect()
}

/// Gives the fields that differ in what they tell, the most telling first.
pub fn telling(a: &Head, b: &Head) -> Vec<Edit> {
    let mut out: Vec<Edit> = heads(a, b);
    out.retain(|e| field_weight(a, b, e) > 0.0);
    out.sort_by(|x, y| field_weight(a, b, y).total_cmp(&field_weight(a, b, x)));
    out
}

fn field_weight(a: &Head, b: &Head, edit: &Edit) -> f64 {
    match edit.field.word().as_str() {
        "from" if !same_people(&a.from, &b.from) => 1.0,
        "to" if !same_people(&a.to, &b.to) => 0.8,
        "cc" if !same_people(&a.cc, &b.cc) => 0.5,
        "date" => 0.3,
        "subject" if !tagged(&a.subject, &b.subject) => 0.8,
        _ => 0.0,
    }
}

/// Tells whether one subject is the other with a tag of a list or gateway, or a reply mark.
fn tagged(a: &str, b: &str) -> bool {
    let plain = |t: &str| -> String {
        crate::compare::folded(t)
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect()
    };
    let (x, y) = (plain(a), plain(b));
    let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    long.ends_with(&short) && (!short.is_empty() || long.is_empty())
}

/// Gives the readings of an edit outside the text.
pub fn words_readings(before: &str, after: &str) -> (u64, u64) {
    let hash = |t: &str| {
        let words = crate::fingerprint::word_hashes(t);
        words.iter().fold(1, |h: u64, w| mix(h ^ w))
    };
    (hash(before), hash(after))
}

/// Compares the attachments of copies by digest.
fn attachments(desk: &Desk<'_>, items: &[ItemIx]) -> Vec<Lead> {
    let mut out = Vec::new();
    let Some((&base, rest)) = items.split_first() else {
        return out;
    };
    let children = |ix: ItemIx| desk.item(ix).map_or(&[][..], |i| i.children.as_slice());
    for &other in rest {
        let (x, y) = (children(base), children(other));
        let only = |these: &[crate::model::Digest], those: &[crate::model::Digest]| -> Vec<_> {
            these
                .iter()
                .filter(|d| !those.contains(d))
                .copied()
                .collect()
        };
        let (gone, come) = (only(x, y), only(y, x));
        if gone.is_empty() && come.is_empty() {
            continue;
        }
        let names = |digests: &[crate::model::Digest]| -> String {
            let names: Vec<String> = digests.iter().map(|d| desk.name_of(d)).collect();
            names.join(", ")
        };
        let exchanged = gone.len() == come.len();
        let mut score = Score::of("same Message-ID, other attachments", W::ATTACHMENTS);
        score.times("missing", if exchanged { 1.0 } else { 0.12 });
        let (before, after) = (names(&gone), names(&come));
        let said = words_readings(&format!("{gone:?}"), &format!("{come:?}"));
        out.push(Lead {
            told: None,
            check: Check::Attachments,
            score,
            ours: vec![base],
            theirs: vec![other],
            key: key(said),
            readings: said,
            edits: vec![Edit {
                class: EditClass::Attachment,
                field: Field::Attachments,
                a: 0..before.len(),
                b: 0..after.len(),
                before,
                after,
            }],
            votes: Vec::new(),
        });
    }
    out
}
