//! Documents that a message carries against its Date: what is sent was saved before, and by a
//! program that was there. Part of `detect::ledger`.
//!
//! The claims are the documents' own and may be of any clock; the kindest reading counts.

use super::Line;
use super::bench::{Bench, span, utc};
use super::versions::{Program, SLACK_S, program};
use crate::attest::clock::plausible;
use crate::model::words::evidence as e;
use crate::model::{ItemIx, Leaning, Meta, MetaKey, MetaOrigin, Stamp, saved_s};

/// More than a zone that is not written and a clock that is a little wrong.
const MARGIN: i64 = 26 * 3600;

/// A carried document that says when it was saved.
struct Saved {
    document: ItemIx,
    at: i64,
}

/// A document that says that it was saved after the message's Date.
pub fn saved_after(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    let date = bench.date(ix)?;
    let saved = |(document, claims): (ItemIx, &[Meta])| {
        let at = saved_s(claims).filter(|s| is_set(*s))?;
        Some(Saved { document, at })
    };
    let last = carried(bench, ix).filter_map(saved).max_by_key(|s| s.at)?;
    let late = last.at - date.epoch_s;
    let (name, when) = (name(bench, ix, last.document), utc(last.at));
    let written = date.to_second_and_zone();
    if late <= MARGIN {
        let sentence = e::saved_near(name, when, written, span(late));
        return Some(line(bench, ix, Leaning::Consistent, sentence));
    }
    let sentence = e::saved_after(name, &when, span(late), &written);
    Some(Line {
        claim: Some((when, written)),
        ..line(bench, ix, Leaning::Inconsistent, sentence)
    })
}

/// A document that names a program which came out after it says that it was saved, or after the
/// message's Date.
pub fn version_after(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    let date = bench.date(ix)?;
    let mut fits: Option<(ItemIx, Program)> = None;
    for (document, claims) in carried(bench, ix) {
        let Some(program) = program(claims) else {
            continue;
        };
        let saved = finished_s(claims).filter(|s| is_set(*s));
        let early = |moment: i64| program.released_s - SLACK_S > moment;
        match saved.filter(|s| early(*s)) {
            None if early(date.epoch_s) => {}
            None => {
                fits.get_or_insert((document, program));
                continue;
            }
            Some(saved) => return Some(older(bench, ix, document, &program, saved)),
        }
        return Some(dated_before(bench, ix, document, &program, date));
    }
    let (document, program) = fits?;
    let sentence = e::version_fits(name(bench, ix, document), &program.shown);
    Some(line(bench, ix, Leaning::Consistent, sentence))
}

fn older(bench: &Bench<'_>, ix: ItemIx, document: ItemIx, program: &Program, saved: i64) -> Line {
    let (name, apart) = (name(bench, ix, document), span(program.released_s - saved));
    let sentence = e::version_saved(name, &program.shown, program.month(), apart, utc(saved));
    line(bench, ix, Leaning::Inconsistent, sentence)
}

fn dated_before(
    bench: &Bench<'_>,
    ix: ItemIx,
    document: ItemIx,
    program: &Program,
    date: Stamp,
) -> Line {
    let apart = span(program.released_s - date.epoch_s);
    let (name, written) = (name(bench, ix, document), date.to_second_and_zone());
    let sentence = e::version_dated(name, &program.shown, program.month(), apart, &written);
    Line {
        claim: Some((format!("> {}", program.month()), written)),
        ..line(bench, ix, Leaning::Inconsistent, sentence)
    }
}

fn line(bench: &Bench<'_>, ix: ItemIx, leaning: Leaning, sentence: crate::model::Said) -> Line {
    let at = bench.date_field(ix).map(|t| t.at.clone());
    Line::new(leaning, sentence, at)
}

/// Gives what the documents of a message claim about themselves.
fn carried<'b>(bench: &Bench<'b>, ix: ItemIx) -> impl Iterator<Item = (ItemIx, &'b [Meta])> {
    let children = bench.item(ix).map_or(&[][..], |i| i.children.as_slice());
    let found = children.iter().filter_map(|d| bench.desk.find(d));
    found.filter_map(|document| Some((document, bench.metadata.get(&document)?.as_slice())))
}

/// Gives the moment at which the program that a document names last wrote it: that of its making
/// counts in a PDF only, which is written in one go.
fn finished_s(claims: &[Meta]) -> Option<i64> {
    let of = |key: MetaKey, any: bool| {
        let mine = claims.iter().filter(|m| m.key == key);
        let mine = mine.filter(|m| any || m.origin == MetaOrigin::PdfInfo);
        mine.filter_map(Meta::epoch_s).max()
    };
    of(MetaKey::Modified, true).or_else(|| of(MetaKey::Created, false))
}

/// Tells whether a moment is one of mail's years, and not that of a clock that was never set.
fn is_set(epoch_s: i64) -> bool {
    epoch_s.checked_mul(1000).and_then(plausible).is_some()
}

/// Gives the name that a document bears in a message.
fn name(bench: &Bench<'_>, ix: ItemIx, document: ItemIx) -> String {
    let (Some(message), Some(item)) = (bench.item(ix), bench.item(document)) else {
        return String::new();
    };
    let here = |parent| parent == Some(message.digest);
    let place = item.locations.iter().find(|l| here(l.parent));
    let named = place.and_then(|l| l.name.clone()).filter(|n| !n.is_empty());
    named.unwrap_or_else(|| bench.desk.name_of(&item.digest))
}
