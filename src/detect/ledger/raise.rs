//! From lines of the ledger to findings: a strong line raises one, and so do two medium ones of
//! different roots whose chances multiply to almost nothing. Part of `detect::ledger`.

use super::bench::Bench;
use super::{Line, Lines, ROWS, Root, Row, grade};
use crate::detect::lead::{Check, Lead, Told, Vote};
use crate::detect::score::Score;
use crate::detect::weights as W;
use crate::fingerprint::mix;
use crate::model::words::findings as f;
use crate::model::{CheckRate, Edit, EditClass, Field, Grade, ItemIx, Said};

/// Two medium lines make a finding where chance gives both less often than this.
const BY_CHANCE: f64 = 1e-4;

/// Raises a lead for each message against which its lines speak strongly enough; they come with
/// the most telling first.
pub fn leads<'l>(
    bench: &Bench<'_>,
    all: impl Iterator<Item = &'l Lines>,
    rates: &[CheckRate],
) -> Vec<Lead> {
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
        .filter_map(|(at, line)| Some((ROWS.get(*at)?, line, grade(*at, rates))))
        .collect();
    let (row, line, best) = against.first()?;
    let second = || against.iter().find(|other| is_second(row, other));
    let (check, field, name, start) = match row.root {
        Root::Servers | Root::Program | Root::Others | Root::Papers => {
            (Check::Clocks, "Date", "clocks against the date", W::CLOCKS)
        }
        Root::Form | Root::Habit => (Check::Shapes, "Message-ID", "form", W::SHAPES),
        Root::Names => (Check::Shapes, "From", "names", W::SHAPES),
    };
    let weight = match best {
        Grade::P | Grade::S => start,
        Grade::M if second().is_some() => start * W::TWO_MEDIUM,
        Grade::M | Grade::W => return None,
    };
    let mut score = Score::of(name, weight);
    let roots = roots(&against);
    if roots > 1 {
        score.times("independent origins", W::MORE_ROOTS.powi(roots as i32 - 1));
    }
    let (before, after) = line
        .claim
        .clone()
        .unwrap_or_else(|| (String::new(), line.sentence.en.clone()));
    let seed = row.word.bytes().fold(77, |h: u64, b| mix(h ^ u64::from(b)));
    let key = mix(seed ^ u64::from(ix.0));
    let reason = reason(bench, ix, &against);
    Some(Lead {
        check,
        score,
        ours: Vec::new(),
        theirs: vec![ix],
        edits: vec![Edit {
            class: EditClass::Header,
            field: Field::Header(field.to_owned()),
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
            reason,
            innocent: row.innocent,
        }),
    })
}

/// Says the first lines in one go, once each.
fn reason(bench: &Bench<'_>, ix: ItemIx, against: &[Against<'_>]) -> Said {
    let title = bench.item(ix).map_or("", |i| i.title());
    let mut out = f::titled(title);
    let medium = against.iter().filter(|a| a.2 <= Grade::M);
    let mut roots = Vec::new();
    for (row, line, _) in medium {
        if !roots.contains(&row.root) && roots.len() < 3 {
            roots.push(row.root);
            out = out + f::and(&line.sentence);
        }
    }
    out
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
