//! A sender's habits: what the same address does in all its other messages of the season, and this
//! one does not. Part of `detect::ledger`.
//!
//! The message itself is left out of its sender's habit. The chance of a value that was never seen
//! is taken from the sender's own past: the share of values that were seen once only. Habits of one
//! cause (a journey changes zone and hours) count once.

use super::Line;
use super::bench::{Bench, span};
use crate::model::words::evidence as e;
use crate::model::{HABITS, Habit, ItemIx, Leaning, Said};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Days before and after a message that are its season.
const SEASON: i64 = 120 * 86_400;
/// Other messages that make a habit.
const SUPPORT: usize = 12;
/// Chance of a new value under which a break is told.
const RARE: f64 = 0.02;
/// Neighbours in time that are looked at on either side.
const NEAR: usize = 60;
/// Habits that must be broken together.
const BROKEN: usize = 2;

/// The messages of each sender, oldest first, with their habits by number.
#[derive(Default)]
pub struct Senders {
    mails: HashMap<ItemIx, (u32, u32)>,
    by_sender: Vec<Vec<Mail>>,
    values: Vec<String>,
}

struct Mail {
    epoch_s: i64,
    values: [u32; HABITS.len()],
}

/// The number of a value that is not there.
const NONE: u32 = u32::MAX;

impl Senders {
    /// Sorts the messages of a case by their senders.
    pub fn of(bench: &Bench<'_>) -> Self {
        let mut out = Self::default();
        let mut numbers: HashMap<&str, u32> = HashMap::new();
        let mut senders: BTreeMap<String, Vec<(i64, ItemIx)>> = BTreeMap::new();
        for at in 0..bench.traces.len() as u32 {
            let ix = ItemIx(at);
            let sender = bench.desk.sender(ix);
            if let (Some(date), false) = (bench.date(ix), sender.is_empty()) {
                senders.entry(sender).or_default().push((date.epoch_s, ix));
            }
        }
        for mut mails in senders.into_values() {
            mails.sort_unstable();
            let place = out.by_sender.len() as u32;
            let mut rows = Vec::with_capacity(mails.len());
            for (epoch_s, ix) in mails {
                let Some(trace) = bench.trace(ix) else {
                    continue;
                };
                let mut values = [NONE; HABITS.len()];
                for (habit, value) in &trace.habits {
                    let next = numbers.len() as u32;
                    let number = *numbers.entry(&**value).or_insert(next);
                    if number == next {
                        out.values.push(value.clone().into_owned());
                    }
                    if let Some(slot) = values.get_mut(*habit as usize) {
                        *slot = number;
                    }
                }
                out.mails.insert(ix, (place, rows.len() as u32));
                rows.push(Mail { epoch_s, values });
            }
            out.by_sender.push(rows);
        }
        out
    }

    /// Gives the habits that a message breaks: which, the usual value, its share, what stands here.
    fn breaks(&self, ix: ItemIx) -> Option<(Season, Vec<Break>)> {
        let (sender, at) = *self.mails.get(&ix)?;
        let mails = self.by_sender.get(sender as usize)?;
        let at = at as usize;
        let own = mails.get(at)?;
        let from = at.saturating_sub(NEAR);
        let near: Vec<&Mail> = mails
            .iter()
            .enumerate()
            .skip(from)
            .take(2 * NEAR + 1)
            .filter(|(n, m)| *n != at && (m.epoch_s - own.epoch_s).abs() <= SEASON)
            .map(|(_, m)| m)
            .collect();
        if near.len() < SUPPORT {
            return None;
        }
        let habits = HABITS.iter().enumerate();
        let broken = habits.filter_map(|(n, (habit, _))| self.broken(&near, own, n, *habit));
        let season = Season {
            support: near.len(),
            seconds: near.last()?.epoch_s - near.first()?.epoch_s,
        };
        Some((season, broken.collect()))
    }

    fn broken(&self, near: &[&Mail], own: &Mail, n: usize, habit: Habit) -> Option<Break> {
        let value = *own.values.get(n)?;
        // Nearly every message keeps its sender's habits.
        if near.iter().any(|mail| mail.values.get(n) == Some(&value)) {
            return None;
        }
        let mut seen: BTreeMap<u32, usize> = BTreeMap::new();
        for mail in near {
            *seen.entry(*mail.values.get(n)?).or_default() += 1;
        }
        let once = seen.values().filter(|c| **c == 1).count();
        let chance = (once as f64 + 0.5) / (near.len() as f64 + 1.0);
        let (usual, times) = seen
            .iter()
            .max_by_key(|(v, c)| (**c, std::cmp::Reverse(**v)))?;
        let word = |v: u32| self.values.get(v as usize).cloned().unwrap_or_default();
        (chance <= RARE).then(|| Break {
            habit,
            usual: word(*usual),
            times: *times,
            here: word(value),
            chance,
        })
    }
}

/// What a habit is told from.
struct Season {
    /// Other messages of the sender.
    support: usize,
    /// From the oldest of them to the newest.
    seconds: i64,
}

struct Break {
    habit: Habit,
    usual: String,
    times: usize,
    here: String,
    /// Chance of a value that was never seen.
    chance: f64,
}

/// The habits of the sender against those of this message.
pub fn breaks(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    let (season, mut broken) = bench.senders.breaks(ix)?;
    let support = season.support;
    let mut causes = BTreeSet::new();
    broken.retain(|b| causes.insert(b.habit.cause()));
    if causes.len() < BROKEN {
        let sentence = e::habits_kept(support);
        return Some(Line::new(Leaning::Consistent, sentence, None));
    }
    let shown = |value: &str| match value {
        "" => e::NOTHING.into(),
        text => e::quoted(text),
    };
    let parts: Vec<Said> = broken
        .iter()
        .take(3)
        .map(|b| {
            let (usual, here) = (shown(&b.usual), shown(&b.here));
            e::habit(
                b.habit.name(),
                usual,
                b.times,
                support,
                here,
                share(b.chance),
            )
        })
        .collect();
    let sentence = e::habits_broken(
        span(season.seconds),
        Said::new(|lang| {
            let parts: Vec<&str> = parts.iter().map(|p| p.of(lang)).collect();
            parts.join("; ")
        }),
    );
    Some(Line::new(Leaning::Inconsistent, sentence, None))
}

/// Writes a chance in hundredths, to a tenth.
fn share(chance: f64) -> Said {
    let hundredths = format!("{:.1}", chance * 100.0);
    let (whole, tenth) = hundredths.split_once('.').unwrap_or((&hundredths, "0"));
    e::tenths(whole, tenth)
}
