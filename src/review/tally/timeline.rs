//! The time line: days, weeks or hours in the case's time zone with their messages, findings
//! marked, gaps named; of all senders together, or of each one by itself.
//!
//! A message stands where its best clock says: the oldest time that a server wrote into it, else
//! the Date line. Where the Date line would set it elsewhere, the row says what it claims.

use super::{TallyRow, kinds, quoted};
use crate::case::{Read, Snapshot};
use crate::model::words::{heads, tally as w};
use crate::model::{Item, ItemIx, Kind, Said, Stamp, TickKind, Word};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};

/// Days without a message that are named as a gap.
const GAP_DAYS: i32 = 7;
/// Senders, offsets and claimed times that a row names.
const NAMED: usize = 3;

/// How long a piece of the time line is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Scale {
    /// A day.
    #[default]
    Day,
    /// A week, from Monday.
    Week,
    /// An hour.
    Hour,
}

impl Scale {
    /// Gives what a piece is called.
    pub fn word(self) -> Word {
        match self {
            Self::Day => heads::COUNT_DAY,
            Self::Week => heads::COUNT_WEEK,
            Self::Hour => heads::COUNT_HOUR,
        }
    }
}

/// Whose messages stand in a row.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Lanes {
    /// Everybody's.
    #[default]
    One,
    /// Those of one sender; the busiest sender first.
    Senders,
}

/// How the time line is cut.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Cut {
    /// How long a piece is.
    pub scale: Scale,
    /// Whose messages stand in a row.
    pub lanes: Lanes,
}

impl Cut {
    /// Everybody's days.
    pub const DAYS: Self = Self {
        scale: Scale::Day,
        lanes: Lanes::One,
    };

    /// Gives the same in the next scale.
    #[must_use]
    pub fn scaled(self) -> Self {
        let scale = match self.scale {
            Scale::Day => Scale::Week,
            Scale::Week => Scale::Hour,
            Scale::Hour => Scale::Day,
        };
        Self { scale, ..self }
    }

    /// Gives the same by sender, or of everybody.
    #[must_use]
    pub fn parted(self) -> Self {
        let lanes = match self.lanes {
            Lanes::One => Lanes::Senders,
            Lanes::Senders => Lanes::One,
        };
        Self { lanes, ..self }
    }

    /// Names it for a reader.
    pub fn title(self) -> Word {
        match (self.lanes, self.scale) {
            (Lanes::One, Scale::Day) => w::DAYS,
            (Lanes::One, Scale::Week) => w::WEEKS,
            (Lanes::One, Scale::Hour) => w::HOURS,
            (Lanes::Senders, Scale::Day) => w::SENDERS_DAYS,
            (Lanes::Senders, Scale::Week) => w::SENDERS_WEEKS,
            (Lanes::Senders, Scale::Hour) => w::SENDERS_HOURS,
        }
    }
}

/// A message with where it stands.
struct Met<'a> {
    ix: ItemIx,
    sender: &'a str,
    claimed: Option<Stamp>,
    /// Whether the Date line would set it into another piece.
    elsewhere: bool,
}

/// The messages of a lane, by the start of their piece.
type Pieces<'a> = BTreeMap<DateTime, Vec<Met<'a>>>;

/// Gives a row for each piece of time with messages, oldest first; a row for each gap, and for what
/// bears no date. `None` once it was cancelled.
pub fn rows(
    snapshot: &Snapshot,
    reader: &dyn Read,
    cut: Cut,
    cancelled: &AtomicBool,
) -> Option<Vec<TallyRow>> {
    let zone = TimeZone::get(&snapshot.time_zone).unwrap_or(TimeZone::UTC);
    let mut lanes: BTreeMap<&str, Pieces<'_>> = BTreeMap::new();
    let mut undated = Vec::new();
    for (at, item) in snapshot.generation.items.iter().enumerate() {
        if cancelled.load(Ordering::Relaxed) {
            return None;
        }
        if item.kind != Kind::Message {
            continue;
        }
        let ix = ItemIx(at as u32);
        let claimed = item.date();
        let piece = |epoch_s: i64| piece(epoch_s, cut.scale, &zone);
        let stands = clock(item, reader).and_then(piece);
        let Some(stands) = stands else {
            undated.push(ix);
            continue;
        };
        let sender = sender(item);
        let met = Met {
            ix,
            sender,
            claimed,
            elsewhere: claimed.and_then(|c| piece(c.epoch_s)) != Some(stands),
        };
        let lane = match cut.lanes {
            Lanes::One => "",
            Lanes::Senders => sender,
        };
        let pieces = lanes.entry(lane).or_default();
        pieces.entry(stands).or_default().push(met);
    }
    let found = snapshot.generation.findings.iter();
    let suspects: BTreeSet<ItemIx> = found
        .flat_map(|f| f.items.iter().map(|(ix, _)| *ix))
        .collect();
    let count = |pieces: &Pieces<'_>| pieces.values().map(Vec::len).sum::<usize>();
    let mut lanes: Vec<(&str, Pieces<'_>)> = lanes.into_iter().collect();
    lanes.sort_by_key(|(_, pieces)| std::cmp::Reverse(count(pieces)));
    let mut out = Vec::new();
    for (sender, pieces) in lanes {
        if cut.lanes == Lanes::Senders {
            out.push(lane_row(snapshot, sender, &pieces));
        }
        lane(snapshot, (cut, sender), pieces, &suspects, &mut out);
    }
    if !undated.is_empty() {
        let name = w::NO_DATE;
        let query = "is:message NOT date:0001..9999";
        out.push(TallyRow::of(snapshot, kinds::UNDATED, name, query, undated));
    }
    Some(out)
}

/// Gives the best clock of a message.
fn clock(item: &Item, reader: &dyn Read) -> Option<i64> {
    let claimed = item.date();
    let offset_min = claimed.map_or(0, |c| c.offset_min);
    let clocks = reader.clocks(item).unwrap_or_default();
    let received = clocks.iter().filter(|t| t.kind == TickKind::Received);
    let oldest = received.map(|t| t.epoch_s(offset_min)).min();
    oldest.or(claimed.map(|c| c.epoch_s))
}

/// Gives the start of the piece that a moment lies in.
fn piece(epoch_s: i64, scale: Scale, zone: &TimeZone) -> Option<DateTime> {
    let moment = Timestamp::from_second(epoch_s).ok()?;
    let local = moment.to_zoned(zone.clone()).datetime();
    let day = local.date();
    match scale {
        Scale::Day => Some(day.at(0, 0, 0, 0)),
        Scale::Week => Some(monday(day)?.at(0, 0, 0, 0)),
        Scale::Hour => Some(day.at(local.hour(), 0, 0, 0)),
    }
}

fn monday(day: Date) -> Option<Date> {
    let before = i64::from(day.weekday().to_monday_zero_offset());
    day.checked_sub(jiff::Span::new().days(before)).ok()
}

fn sender(item: &Item) -> &str {
    let from = item.head.as_ref().and_then(|h| h.from.first());
    from.map_or("", |m| m.address.as_str())
}

fn from_query(sender: &str) -> String {
    match sender {
        "" => String::new(),
        sender => format!(" from:{}", quoted(&format!("={sender}"))),
    }
}

/// The row that heads the pieces of one sender.
fn lane_row(snapshot: &Snapshot, sender: &str, pieces: &Pieces<'_>) -> TallyRow {
    let mut items: Vec<ItemIx> = pieces.values().flatten().map(|m| m.ix).collect();
    items.sort_unstable();
    let name = match sender {
        "" => w::NO_SENDER.into(),
        sender => Said::same(sender),
    };
    let query = format!("is:message{}", from_query(sender));
    TallyRow::of(snapshot, kinds::SENDER, name, query, items)
}

fn lane(
    snapshot: &Snapshot,
    (cut, sender): (Cut, &str),
    pieces: Pieces<'_>,
    suspects: &BTreeSet<ItemIx>,
    out: &mut Vec<TallyRow>,
) {
    let alone = match cut.lanes {
        Lanes::One => "",
        Lanes::Senders => sender,
    };
    let mut before: Option<Date> = None;
    for (start, met) in pieces {
        let day = start.date();
        let last = match cut.scale {
            Scale::Week => day.checked_add(jiff::Span::new().days(6)).unwrap_or(day),
            Scale::Day | Scale::Hour => day,
        };
        let gap = before.and_then(|b| b.until(day).ok());
        if let Some(days) = gap.map(|g| g.get_days()).filter(|d| *d > GAP_DAYS) {
            let name = w::silent_days(days - 1);
            out.push(TallyRow::of(snapshot, kinds::GAP, name, "", Vec::new()));
        }
        let (kind, name, dates) = match cut.scale {
            Scale::Day => (kinds::DAY, day.to_string(), day.to_string()),
            Scale::Week => (
                kinds::WEEK,
                format!("{day} .. {last}"),
                format!("{day}..{last}"),
            ),
            Scale::Hour => {
                let hour = start.hour();
                (kinds::HOUR, format!("{day} {hour:02}:00"), day.to_string())
            }
        };
        let note = told(&met, suspects);
        let items = met.iter().map(|m| m.ix).collect();
        let query = format!("date:{dates}{}", from_query(alone));
        let row = TallyRow::of(snapshot, kind, Said::same(&name), query, items);
        out.push(row.noted(note));
        before = Some(last);
    }
}

/// Names findings, the busiest senders, their offsets, and what is claimed of another time.
fn told(met: &[Met<'_>], suspects: &BTreeSet<ItemIx>) -> Said {
    let senders = most(
        met.iter()
            .map(|m| m.sender.to_owned())
            .filter(|s| !s.is_empty()),
    );
    let senders: Vec<String> = senders.iter().map(|(s, n)| format!("{s} {n}")).collect();
    let offsets = most(met.iter().filter_map(|m| Some(m.claimed?.format("%:z"))));
    let offsets: Vec<String> = offsets.into_iter().map(|(offset, _)| offset).collect();
    let mut note = senders.join(", ");
    if !offsets.is_empty() {
        note = format!("{note}   {}", offsets.join(" "));
    }
    let held = met.iter().filter(|m| suspects.contains(&m.ix)).count();
    let note = match held {
        0 => Said::same(&note),
        n => w::in_findings(n, note),
    };
    let away: Vec<&Met<'_>> = met.iter().filter(|m| m.elsewhere).collect();
    let claims = most(away.iter().map(|m| match m.claimed {
        Some(claimed) => claimed.format("%Y-%m-%d %H:%M %:z"),
        None => "-".to_owned(),
    }));
    let claims: Vec<String> = claims.into_iter().map(|(claim, _)| claim).collect();
    match away.len() {
        0 => note,
        n => note + w::claimed_elsewhere(n, claims.join(", ")),
    }
}

/// Gives the most frequent ones, each with its number.
fn most(all: impl Iterator<Item = String>) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for one in all {
        *counts.entry(one).or_insert(0) += 1;
    }
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts.truncate(NAMED);
    counts
}
