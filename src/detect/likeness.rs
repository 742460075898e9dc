//! Near-duplicates: a text that stands under another Message-ID or in another document, nearly the
//! same. Each text meets the few that it resembles most; drafts, series and forms rank low.

use super::copies::{block, telling, votes, words_readings};
use super::desk::{Desk, Parting};
use super::identity::{draft, identity, in_greeting, same_recipients};
use super::lead::{Check, Lead, Vote};
use super::programs;
use super::score::Score;
use super::slots::{Place, Slots};
use super::weigh::{
    Weighed, block_at_edge, heaviest, key, noise, others, readings, shown, weighed,
};
use super::weights as W;
use crate::model::{Edit, EditClass, ItemIx, blockwise};
use crate::relate::Neighbours;
use std::collections::{HashMap, HashSet};

/// Others that a text is compared with.
const PARTNERS: usize = 3;
/// Longest text that is compared in full, in bytes; two of them take some tens of milliseconds.
const LONGEST: usize = 1 << 20;

/// Words on both sides beyond which two texts that are not very alike part in too much to tell.
const MOSTLY_APART: usize = 250;
/// Jaccard similarity from which many lines may part and few words differ (wrapped anew).
const VERY_ALIKE: f32 = 0.85;
/// Edits of a pair that are kept; a pair with more is no near-duplicate to speak of.
const EDITS: usize = 48;

/// What whose texts the two are must leave, for a pair to be worth comparing.
const HOPELESS: f64 = 0.1;

/// A pair that is to be compared.
#[derive(Clone, Copy)]
struct Job {
    a: ItemIx,
    b: ItemIx,
    neighbours: usize,
    /// Whether the shingles of the two are less alike than those of two versions.
    loose: bool,
}

/// Raises leads over all pairs of texts that resemble each other.
pub fn leads(desk: &Desk<'_>, near: &Neighbours) -> Vec<Lead> {
    let jobs = jobs(desk, near);
    let mut compared = blockwise(&jobs, |jobs| compare(desk, jobs));
    let families = families(&jobs);
    let family = |job: Job| families.get(&job.a).copied().unwrap_or(job.a.0);
    let mut slots = Slots::default();
    for found in &compared {
        for (_, place) in &found.edits {
            slots.note(family(found.job), place, (found.job.a, found.job.b));
        }
    }
    let busy = busy(&compared, &family);
    for found in &mut compared {
        let alone = found.edits.len() == 1 && busy.contains(&family(found.job));
        for (edit, place) in &mut found.edits {
            edit.slot = slots.factor(family(found.job), place);
            if alone {
                edit.slot = edit.slot.max(W::SLOT_ALONE);
            }
        }
    }
    let raised = |found: &Compared| {
        if found.same {
            same_words(desk, found.job)
        } else {
            lead(desk, found)
        }
    };
    blockwise(&compared, |all| all.iter().filter_map(raised).collect())
}

/// Chooses the pairs: every text with the three that it resembles most.
fn jobs(desk: &Desk<'_>, near: &Neighbours) -> Vec<Job> {
    let mut by_item: HashMap<ItemIx, Vec<(f32, ItemIx)>> = HashMap::new();
    let mut likeness: HashMap<(ItemIx, ItemIx), f32> = HashMap::new();
    for pair in &near.pairs {
        let (Some(&a), Some(&b)) = (
            near.items.get(pair.a as usize),
            near.items.get(pair.b as usize),
        ) else {
            continue;
        };
        let id = |ix: ItemIx| desk.item(ix).and_then(|i| i.message_id());
        let copies = id(a).is_some() && id(a) == id(b);
        let long = desk.body(a).len().max(desk.body(b).len()) > LONGEST;
        if !copies && !long {
            let rank = pair.jaccard + pair.containment / 4.0;
            likeness.insert((a.min(b), a.max(b)), pair.jaccard);
            by_item.entry(a).or_default().push((rank, b));
            by_item.entry(b).or_default().push((rank, a));
        }
    }
    let mut chosen: Vec<(ItemIx, ItemIx)> = Vec::new();
    let size = |ix: ItemIx| by_item.get(&ix).map_or(0, Vec::len);
    for (item, others) in &by_item {
        let mut others = others.clone();
        others.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
        for (_, other) in others.iter().take(PARTNERS) {
            chosen.push(((*item).min(*other), (*item).max(*other)));
        }
    }
    chosen.sort_unstable();
    chosen.dedup();
    chosen
        .into_iter()
        .filter(|(a, b)| {
            let mut score = Score::default();
            identity(desk, *a, *b, &mut score);
            score.raw() >= HOPELESS
        })
        .map(|(a, b)| Job {
            a,
            b,
            neighbours: size(a).max(size(b)),
            loose: likeness.get(&(a, b)).is_none_or(|j| *j < VERY_ALIKE),
        })
        .collect()
}

/// Families whose members differ at three places or more as a rule: two that differ at one only
/// are nearer to each other than their form explains.
fn busy(compared: &[Compared], family: &dyn Fn(Job) -> u32) -> HashSet<u32> {
    let mut counts: HashMap<u32, (usize, usize)> = HashMap::new();
    for found in compared.iter().filter(|f| !f.same) {
        let entry = counts.entry(family(found.job)).or_default();
        entry.0 += 1;
        entry.1 += usize::from(found.edits.len() >= 3 || found.edits.is_empty());
    }
    let busy = |(_, (all, many)): &(u32, (usize, usize))| *all >= 4 && 2 * many > *all;
    counts.into_iter().filter(busy).map(|(f, _)| f).collect()
}

fn root(up: &HashMap<ItemIx, ItemIx>, mut at: ItemIx) -> ItemIx {
    while let Some(next) = up.get(&at).filter(|n| **n != at) {
        at = *next;
    }
    at
}

/// Gives each item the smallest one that it is tied to by pairs.
fn families(jobs: &[Job]) -> HashMap<ItemIx, u32> {
    let mut up: HashMap<ItemIx, ItemIx> = HashMap::new();
    for job in jobs {
        let (a, b) = (root(&up, job.a), root(&up, job.b));
        let low = a.min(b);
        for at in [a, b, job.a, job.b] {
            up.insert(at, low);
        }
    }
    up.keys().map(|at| (*at, root(&up, *at).0)).collect()
}

/// A pair that was compared: its edits with their places.
struct Compared {
    job: Job,
    edits: Vec<(Weighed, Place)>,
    words: usize,
    same: bool,
}

fn compare(desk: &Desk<'_>, jobs: &[Job]) -> Vec<Compared> {
    jobs.iter()
        .map(|job| {
            let parting = desk.parting(job.a, job.b);
            let apart = parting.words.0.min(parting.words.1);
            let edits = if apart > MOSTLY_APART && job.loose {
                Vec::new()
            } else {
                edits(desk, &parting)
            };
            Compared {
                job: *job,
                edits,
                words: desk.words(job.a).min(desk.words(job.b)),
                same: parting.words == (0, 0),
            }
        })
        .collect()
}

fn edits(desk: &Desk<'_>, parting: &Parting) -> Vec<(Weighed, Place)> {
    let (a, b) = desk.streams(parting);
    let found = weighed(&a, &b).unwrap_or_default().into_iter();
    found
        .take(EDITS)
        .map(|edit| {
            let place = Place::of(&a, &b, &edit);
            (edit, place)
        })
        .collect()
}

fn lead(desk: &Desk<'_>, found: &Compared) -> Option<Lead> {
    let job = found.job;
    let edits: Vec<Weighed> = found.edits.iter().map(|e| e.0.clone()).collect();
    let main = heaviest(&edits)?;
    let best = edits.get(main)?;
    let mut score = Score::of("class", best.class);
    score.times("context", best.context);
    score.times("place", best.place);
    score.times("slot", best.slot);
    let noise = noise(&edits, main);
    score.times("purity", 1.0 / (1.0 + noise / W::NOISE_LIKENESS));
    let more = others(&edits, main);
    score.times("other edits", 1.0 / (1.0 + W::MORE_EDITS * more));
    identity(desk, job.a, job.b, &mut score);
    score.times("length", 0.4 + 0.6 * (found.words as f64 / 60.0).min(1.0));
    if job.neighbours >= 6 {
        score.times("crowd", W::CROWD);
    }
    if let Some(main) = edits.get(main)
        && draft(desk, job.a, job.b)
        && main.delta.class != EditClass::Homoglyph
    {
        score.times("written within two hours", W::DRAFT);
    }
    if in_greeting(desk.body(job.a), &best.delta) && !same_recipients(desk, job.a, job.b) {
        score.times("greeting", W::GREETING);
    }
    let documents = !desk.is_message(job.a) && !desk.is_message(job.b);
    if (documents || !same_recipients(desk, job.a, job.b)) && filled_in(&edits) {
        score.times("a form filled in", W::FILLED_IN);
    }
    if score.raw() < W::WORTH_TELLING {
        return None;
    }
    // Streams are too large to be kept for all pairs: those of the few that tell are made again.
    let (a, b) = desk.streams(&desk.parting(job.a, job.b));
    if block_at_edge(best) {
        let sides = (Some(job.a), Some(job.b));
        score.times("added block", block(desk, sides, (&a, &b), &best.delta));
    }
    let class = best.delta.class;
    let shown = shown(&a, &b, &edits);
    if let Some(first) = shown.first() {
        said_or_made(first, class, &mut score);
    }
    let said = readings(&a, &b, &best.delta);
    let mut votes = votes(desk, (&[job.a], &[job.b]), class, (&a, &b), &best.delta);
    votes.extend(later(desk, job));
    Some(Lead {
        told: None,
        check: if documents {
            Check::Documents
        } else {
            Check::Reissue
        },
        score,
        ours: vec![job.a],
        theirs: vec![job.b],
        edits: shown,
        key: key(said),
        readings: said,
        votes,
    })
}

/// Lowers what the words themselves explain: the author says so, or a program wrote them.
fn said_or_made(first: &Edit, class: EditClass, score: &mut Score) {
    if programs::sent_again(&first.before, &first.after) {
        score.times("said to be sent again", W::SENT_AGAIN);
    }
    if programs::wrote(&first.before, &first.after, class) {
        score.times("a program's words", W::PROGRAMS_WORDS);
    }
}

/// Tells whether two texts read as one form that was filled in twice: another name stands in it,
/// and another figure, date or number.
fn filled_in(edits: &[Weighed]) -> bool {
    let both = |w: &&Weighed| !w.delta.gap.a.is_empty() && !w.delta.gap.b.is_empty();
    let any = |test: fn(EditClass) -> bool| edits.iter().filter(both).any(|w| test(w.delta.class));
    any(|c| matches!(c, EditClass::Name | EditClass::Email))
        && any(|c| {
            matches!(
                c,
                EditClass::Amount | EditClass::Date | EditClass::Account | EditClass::Id
            )
        })
}

fn later(desk: &Desk<'_>, job: Job) -> Option<Vote> {
    let (x, y) = (desk.moment(job.a)?, desk.moment(job.b)?);
    (x != y).then_some(Vote::Later(if x > y { job.a } else { job.b }))
}

/// Two messages of the same words under two ids: a lead where their heads name other people.
fn same_words(desk: &Desk<'_>, job: Job) -> Option<Lead> {
    let (x, y) = (desk.item(job.a)?, desk.item(job.b)?);
    let (p, q) = (x.head.as_ref()?, y.head.as_ref()?);
    let mut edits = telling(p, q);
    edits.retain(|e| matches!(e.field.word().as_str(), "from" | "to" | "cc"));
    let first = edits.first()?;
    let long = (desk.body(job.a).len() as f64 / 600.0).min(1.0);
    let mut score = Score::of("same words, other head", 3.0);
    score.times("length", 0.2 + 0.8 * long);
    if first.field.word() != "from" {
        score.times("field", 0.7);
    }
    identity(desk, job.a, job.b, &mut score);
    if job.neighbours >= 2 {
        score.times("crowd", W::CROWD);
    }
    let said = words_readings(&first.before, &first.after);
    Some(Lead {
        told: None,
        check: Check::Headers,
        key: key(said),
        readings: said,
        score,
        ours: vec![job.a],
        theirs: vec![job.b],
        edits,
        votes: later(desk, job).into_iter().collect(),
    })
}
