//! The order of findings: by what they weigh, an item that stands in a better finding already
//! counting less; then each gets its id, its grade and its sentences.

use super::desk::Desk;
use super::lead::{Check, Vote};
use super::matter::Matter;
use super::say;
use super::weights as W;
use crate::model::{EditClass, Finding, Grade, ItemIx, Role};
use sha2::{Digest as _, Sha256};
use std::collections::HashSet;

/// Items that a finding is about; the others are witnesses.
const CORE: usize = 2;
/// Items that a finding names; a form letter may have hundreds.
const NAMED: usize = 64;

/// Orders matters and makes findings of them.
pub fn ranked(mut matters: Vec<Matter>, desk: &Desk<'_>) -> Vec<Finding> {
    let by_weight = |x: &Matter, y: &Matter| {
        let weight = y.lead.score.raw().total_cmp(&x.lead.score.raw());
        weight
            .then_with(|| x.lead.items().cmp(y.lead.items()))
            .then(x.lead.key.cmp(&y.lead.key))
    };
    matters.sort_by(by_weight);
    let mut seen: HashSet<ItemIx> = HashSet::new();
    for matter in &mut matters {
        let items = items(matter, desk);
        let again = items
            .iter()
            .take(CORE)
            .filter(|i| seen.contains(&i.0))
            .count();
        if again > 0 {
            matter
                .lead
                .score
                .times("listed already", W::AGAIN.powi(again as i32));
        }
        seen.extend(items.iter().take(CORE).map(|i| i.0));
    }
    matters.sort_by(by_weight);
    let mut out: Vec<Finding> = matters
        .iter()
        .filter(|m| m.lead.is_worth_telling())
        .map(|m| finding(m, desk))
        .collect();
    let mut ids = HashSet::new();
    out.retain(|f| ids.insert(f.id.clone()));
    out
}

/// The suspect first, then one item of each side, then the rest.
fn items(matter: &Matter, desk: &Desk<'_>) -> Vec<(ItemIx, Role)> {
    let suspect = matter.suspect(desk);
    let mut out: Vec<(ItemIx, Role)> = suspect.map(|s| (s, Role::Suspect)).into_iter().collect();
    let (ours, theirs) = (&matter.lead.ours, &matter.lead.theirs);
    let long = ours.len().max(theirs.len());
    for at in 0..long {
        for side in [ours, theirs] {
            if let Some(item) = side.get(at)
                && out.len() < NAMED
                && !out.iter().any(|o| o.0 == *item)
            {
                out.push((*item, Role::Witness));
            }
        }
    }
    out
}

fn finding(matter: &Matter, desk: &Desk<'_>) -> Finding {
    let (features, score) = matter.lead.score.features();
    let items = items(matter, desk);
    Finding {
        id: id(matter, desk),
        check: matter.lead.check.word(),
        grade: grade(matter, items.first()),
        score,
        reason: say::reason(matter, &items, desk),
        innocent: say::innocent(matter).into(),
        items,
        edits: matter.lead.edits.clone(),
        features,
    }
}

/// The same matter in the same items has the same id, whatever else the case holds.
fn id(matter: &Matter, desk: &Desk<'_>) -> String {
    let mut hash = Sha256::new();
    hash.update(matter.lead.check.word());
    let near = [matter.lead.ours.first(), matter.lead.theirs.first()];
    let mut digests: Vec<[u8; 32]> = near
        .into_iter()
        .flatten()
        .filter_map(|ix| desk.item(*ix))
        .map(|i| i.digest.0)
        .collect();
    digests.sort_unstable();
    for digest in digests {
        hash.update(digest);
    }
    if let Some(edit) = matter.lead.edits.first() {
        let mut words = [edit.before.as_str(), edit.after.as_str()];
        words.sort_unstable();
        hash.update(words.join("\u{0}"));
    }
    let bytes: [u8; 32] = hash.finalize().into();
    crate::model::Digest(bytes).hex().chars().take(16).collect()
}

fn grade(matter: &Matter, first: Option<&(ItemIx, Role)>) -> Grade {
    if let Some(told) = &matter.lead.told {
        return told.grade;
    }
    let suspect = first.filter(|(_, role)| *role == Role::Suspect);
    match suspect.and_then(|(item, _)| matter.signed(*item)) {
        Some(Vote::Proved(_)) => return Grade::P,
        Some(Vote::Signed(_)) => return Grade::S,
        _ => {}
    }
    let class = matter.lead.edits.first().map(|e| e.class);
    let telling = class.is_some_and(|c| {
        matches!(
            c,
            EditClass::Homoglyph
                | EditClass::ZeroWidth
                | EditClass::Bidi
                | EditClass::Amount
                | EditClass::Percent
                | EditClass::Account
                | EditClass::Date
                | EditClass::Phone
                | EditClass::Email
                | EditClass::Link
                | EditClass::Name
                | EditClass::Negation
                | EditClass::NumberWord
        )
    });
    let strong = match matter.lead.check {
        Check::Copies | Check::Headers | Check::Attachments | Check::Hidden => telling,
        Check::Quotes => matter.lead.theirs.len() >= 2,
        Check::Reissue
        | Check::Documents
        | Check::Forms
        | Check::Clocks
        | Check::Bursts
        | Check::Shapes => false,
    };
    if strong { Grade::S } else { Grade::M }
}
