//! The bench: what the checks of the ledger ask again and again, laid out once. Part of
//! `detect::ledger`.

use super::habit::Senders;
use super::names::Domains;
use super::told::Told;
use crate::detect::Study;
use crate::detect::desk::Desk;
use crate::model::words::evidence as e;
use crate::model::{Head, Item, ItemIx, Keeper, Meta, Said, Stamp, Tick, TickKind, Trace};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Everything that the checks look at.
pub struct Bench<'a> {
    /// The desk with all texts.
    pub desk: &'a Desk<'a>,
    /// What each item's bytes show.
    pub traces: &'a [Trace<'a>],
    /// What documents claim about themselves.
    pub metadata: &'a BTreeMap<ItemIx, Vec<Meta>>,
    /// The message that each message answers, where it is here.
    pub parents: Vec<Option<ItemIx>>,
    /// What replies say of the day of a message.
    pub told: BTreeMap<ItemIx, Vec<Told>>,
    /// The id that a message answers and that is not here.
    pub absent: BTreeMap<ItemIx, String>,
    /// How many messages and mailboxes refer to an id that is not here.
    pub wanted: BTreeMap<String, (usize, usize)>,
    /// The id that each message says it answers, by its own id.
    pub answered: HashMap<&'a str, &'a str>,
    /// The habits of each sender.
    pub senders: Senders,
    /// The senders' domains.
    pub domains: Domains,
}

impl<'a> Bench<'a> {
    /// Lays out the bench.
    pub fn of(study: &Study<'a>, desk: &'a Desk<'a>) -> Self {
        let (absent, wanted) = absent(study);
        let heads = study.items.iter().filter_map(|i| i.head.as_ref());
        let mut bench = Self {
            desk,
            traces: study.traces,
            metadata: study.metadata,
            parents: parents(study),
            told: super::told::all(desk),
            absent,
            wanted,
            answered: heads.filter_map(answers).collect(),
            senders: Senders::default(),
            domains: Domains::default(),
        };
        bench.senders = Senders::of(&bench);
        bench.domains = Domains::of(&bench);
        bench
    }

    /// Gives what a message's bytes show; nothing for anything else, and for a message without
    /// any field.
    pub fn trace(&self, ix: ItemIx) -> Option<&'a Trace<'a>> {
        let trace = self.traces.get(ix.at())?;
        (self.desk.is_message(ix) && !trace.habits.is_empty()).then_some(trace)
    }

    /// Gives an item.
    pub fn item(&self, ix: ItemIx) -> Option<&'a Item> {
        self.desk.item(ix)
    }

    /// Gives the claimed date.
    pub fn date(&self, ix: ItemIx) -> Option<Stamp> {
        self.item(ix).and_then(Item::date)
    }

    /// Gives the field of the claimed date.
    pub fn date_field(&self, ix: ItemIx) -> Option<&'a Tick> {
        let ticks = &self.trace(ix)?.ticks;
        ticks.iter().find(|t| t.kind == TickKind::Date)
    }

    /// Gives the times that servers wrote; what is only said to expire is no time of theirs.
    pub fn server_times(&self, ix: ItemIx) -> impl Iterator<Item = &'a Tick> + use<'a> {
        let ticks = self.trace(ix).map_or(&[][..], |t| t.ticks.as_slice());
        ticks
            .iter()
            .filter(|t| t.kind.row().keeper != Keeper::Program && t.kind != TickKind::Expires)
            .filter(|t| t.kind != TickKind::GmailThread)
    }

    /// Gives the server's time that lies nearest to the claimed date, and by how many seconds it
    /// lies behind it.
    pub fn nearest(&self, ix: ItemIx) -> Option<(&'a Tick, i64)> {
        let date = self.date(ix)?;
        let all = self.server_times(ix).map(|t| (t, t.behind(date)));
        all.min_by_key(|(_, s)| s.abs())
    }

    /// Gives the time in the message's own id.
    pub fn own_id(&self, ix: ItemIx) -> Option<&'a Tick> {
        let ticks = &self.trace(ix)?.ticks;
        ticks.iter().find(|t| t.kind.is_own_id())
    }
}

/// The id of a message with the one that it says it answers.
fn answers(head: &Head) -> Option<(&str, &str)> {
    let answered = head.references.last().or(head.in_reply_to.first())?;
    Some((head.message_id.as_deref()?, answered))
}

fn parents(study: &Study<'_>) -> Vec<Option<ItemIx>> {
    let mut out = vec![None; study.items.len()];
    for thread in study.threads {
        for node in &thread.nodes {
            let above = node.parent.and_then(|at| thread.nodes.get(at as usize));
            let parent = above.and_then(|n| n.items.first()).copied();
            for item in &node.items {
                if let Some(slot) = out.get_mut(item.at()) {
                    *slot = parent;
                }
            }
        }
    }
    out
}

/// How many messages refer to an id, and in which mailboxes they lie.
type Callers<'a> = (usize, BTreeSet<(&'a str, &'a str)>);

type Absent = (BTreeMap<ItemIx, String>, BTreeMap<String, (usize, usize)>);

/// Finds the ids that messages answer and that are not here, with who refers to them.
fn absent(study: &Study<'_>) -> Absent {
    let mut by_item = BTreeMap::new();
    let mut wanted: BTreeMap<String, Callers<'_>> = BTreeMap::new();
    for thread in study.threads {
        for node in &thread.nodes {
            let above = node.parent.and_then(|at| thread.nodes.get(at as usize));
            let id = above.filter(|n| n.items.is_empty());
            let Some(id) = id.and_then(|n| n.message_id.as_ref()) else {
                continue;
            };
            for item in &node.items {
                by_item.insert(*item, id.clone());
                let row = wanted.entry(id.clone()).or_default();
                row.0 += 1;
                let places = study.items.get(item.at()).map(|i| i.locations.as_slice());
                for place in places.unwrap_or(&[]) {
                    let folder = place.folder.as_deref().unwrap_or("");
                    row.1.insert((place.source.as_str(), folder));
                }
            }
        }
    }
    let counted = wanted.into_iter().map(|(id, (n, s))| (id, (n, s.len())));
    (by_item, counted.collect())
}

/// Writes a span of time as a reader takes it in.
pub fn span(seconds: i64) -> Said {
    let s = usize::try_from(seconds.unsigned_abs()).unwrap_or(usize::MAX);
    Said::new(|lang| match s {
        0..120 => e::seconds(lang, s),
        120..7_200 => e::minutes(lang, s / 60),
        7_200..172_800 => e::hours(lang, s / 3600),
        _ => e::days(lang, s / 86_400),
    })
}

/// Writes a moment in UTC.
pub fn utc(epoch_s: i64) -> String {
    let stamp = Stamp {
        epoch_s,
        offset_min: 0,
    };
    stamp.to_second() + " UTC"
}
