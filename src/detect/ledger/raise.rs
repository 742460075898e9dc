//! From lines of the ledger to findings: a strong line raises one, and so do two medium ones of
//! different roots whose chances multiply to almost nothing. Part of `detect::ledger`.

use super::bench::Bench;
use super::{Line, Lines, ROWS, Row, grade};
use crate::detect::lead::{Check, Lead, Told, Vote};
use crate::detect::score::Score;
use crate::detect::weights as W;
use crate::fingerprint::mix;
use crate::model::{CheckRate, Edit, EditClass, Field, Grade, ItemIx, Leaning};

/// Two medium lines make a finding where chance gives both less often than this.
const BY_CHANCE: f64 = 1e-4;

/// Raises a lead for each message that its lines speak against strongly enough.
pub fn leads(bench: &Bench<'_>, all: &[Lines], rates: &[CheckRate]) -> Vec<Lead> {
    let items = (0..).map(ItemIx).zip(all);
    items
        .filter_map(|(ix, lines)| lead(bench, ix, lines, rates))
        .collect()
}

/// A line against a message, with its row and its grade here.
type Against<'l> = (&'static Row, &'l Line, Grade);

fn lead(bench: &Bench<'_>, ix: ItemIx, lines: &Lines, rates: &[CheckRate]) -> Option<Lead> {
    let against: Vec<Against<'_>> = lines
        .iter()
        .filter(|(_, line)| line.leaning == Leaning::Inconsistent)
        .filter_map(|(at, line)| Some((ROWS.get(*at)?, line, grade(*at, rates))))
        .collect();
    let (row, line, best) = against.first()?;
    let second = || against.iter().find(|other| is_second(row, other));
    let weight = match best {
        Grade::P | Grade::S => W::CLOCKS,
        Grade::M if second().is_some() => W::CLOCKS * W::TWO_MEDIUM,
        Grade::M | Grade::W => return None,
    };
    let mut score = Score::of("clocks against the date", weight);
    let roots = roots(&against);
    if roots > 1 {
        score.times("independent origins", W::MORE_ROOTS.powi(roots as i32 - 1));
    }
    let (before, after) = line.claim.clone().unwrap_or_default();
    let seed = row.word.bytes().fold(77, |h: u64, b| mix(h ^ u64::from(b)));
    let key = mix(seed ^ u64::from(ix.0));
    let more: Vec<&str> = against
        .iter()
        .skip(1)
        .map(|a| a.1.sentence.as_str())
        .collect();
    let mut reason = line.sentence.clone();
    for sentence in more.iter().take(2) {
        reason.push(' ');
        reason.push_str(sentence);
    }
    let title = bench.item(ix).map_or("", |i| i.title());
    Some(Lead {
        check: Check::Clocks,
        score,
        ours: Vec::new(),
        theirs: vec![ix],
        edits: vec![Edit {
            class: EditClass::Header,
            field: Field::Header("Date".to_owned()),
            a: 0..before.len(),
            b: 0..after.len(),
            before,
            after,
        }],
        key,
        readings: (0, key),
        votes: vec![Vote::Hides(ix)],
        told: Some(Told {
            grade: *best,
            reason: format!("“{title}”: {reason}"),
            innocent: row.innocent,
        }),
    })
}

/// Tells whether a line is independent of the first, and both together hardly chance.
fn is_second(row: &Row, (other, _, grade): &Against<'_>) -> bool {
    let chance = |r: &Row| match r.known.tested {
        0 => 1.0,
        n => (f64::from(r.known.alarms) + 1.0) / f64::from(n),
    };
    *grade <= Grade::M && other.root != row.root && chance(row) * chance(other) < BY_CHANCE
}

fn roots(against: &[Against<'_>]) -> usize {
    let medium = against.iter().filter(|a| a.2 <= Grade::M);
    let mut roots: Vec<_> = medium.map(|a| a.0.root).collect();
    roots.sort_unstable();
    roots.dedup();
    roots.len()
}
