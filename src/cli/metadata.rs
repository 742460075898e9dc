//! `metadata`: what documents claim about themselves, a row a value.

use super::args::QueryArgs;
use super::failure::{Failure, Outcome};
use super::print::Out;
use super::session::Session;
use super::table::column;
use crate::case::{Burst, ClaimRow, claim_rows};
use crate::model::words::commands as w;
use crate::model::{Digest, ItemIx, Meta, Stamp};
use serde::Serialize;

/// One value of one claim.
#[derive(Serialize)]
struct ValueRecord<'a> {
    key: &'static str,
    value: &'a str,
    count: usize,
    first: Option<String>,
    last: Option<String>,
    interval_s: Option<i64>,
    burst: Option<BurstRecord>,
    items: Vec<String>,
}

#[derive(Serialize)]
struct BurstRecord {
    count: usize,
    first: String,
    last: String,
}

impl<'a> ValueRecord<'a> {
    fn of(row: &'a ClaimRow, digest: &dyn Fn(ItemIx) -> Digest) -> Self {
        let burst = |b: Burst| BurstRecord {
            count: b.items,
            first: moment(b.from_s),
            last: moment(b.to_s),
        };
        Self {
            key: row.key.word(),
            value: &row.value,
            count: row.items.len(),
            first: row.span.map(|s| moment(s.0)),
            last: row.span.map(|s| moment(s.1)),
            interval_s: row.span.map(|s| s.1 - s.0),
            burst: row.burst.map(burst),
            items: row.items.iter().map(|i| digest(*i).hex()).collect(),
        }
    }
}

/// One claim of one item.
#[derive(Serialize)]
pub struct MetaRecord<'a> {
    key: &'static str,
    value: &'a str,
    origin: &'static str,
}

impl<'a> MetaRecord<'a> {
    /// Makes the object.
    pub fn of(claim: &'a Meta) -> Self {
        Self {
            key: claim.key.word(),
            value: &claim.value,
            origin: claim.origin.word(),
        }
    }
}

/// Runs `metadata`.
pub fn run(session: &Session, args: &QueryArgs, out: &mut Out) -> Result<Outcome, Failure> {
    let lang = session.lang;
    let chosen = session.matching(&args.query.join(" "))?;
    let hit = |ix: ItemIx| chosen.get(ix.at()) == Some(&true);
    for row in claim_rows(session.generation(), &hit) {
        if args.json.json {
            let digest = |ix: ItemIx| session.item(ix).digest;
            out.json(&ValueRecord::of(&row, &digest))?;
            continue;
        }
        let day = |at: i64| moment(at).get(..10).unwrap_or("").to_owned();
        let span = row.span.map_or_else(String::new, |(first, last)| {
            w::span(day(first), day(last)).of(lang).to_owned()
        });
        let burst = row.burst.filter(|b| b.items > 2).map(|b| {
            let minutes = (b.to_s - b.from_s + 59) / 60;
            w::burst(b.items, minutes, moment(b.from_s))
                .of(lang)
                .to_owned()
        });
        out.line(&format!(
            "{} {:>6}  {} {}{}",
            column(row.key.shown(lang), 16),
            row.items.len(),
            column(&row.value, 40),
            column(&span, 24),
            burst.unwrap_or_default(),
        ))?;
    }
    Ok(Outcome::Done)
}

fn moment(epoch_s: i64) -> String {
    let stamp = Stamp {
        epoch_s,
        offset_min: 0,
    };
    stamp.format_utc("%Y-%m-%dT%H:%M:%SZ")
}
