//! Queries held against a snapshot: what the tree asks, item by item, the cheap questions first
//! and the text only where it decides.

use super::pattern::Matcher;
use super::{Read, Snapshot};
use crate::model::{Item, ItemIx, Kind, Mailbox, Standing};
use crate::query::{Dkim, Filter, Has, Is, PartField, Query};
use crate::text::fold_search;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

/// Items below which one thread does it alone.
const SHARE: usize = 512;

/// A query made ready for many items.
enum Ready {
    All,
    And(Vec<Ready>),
    Or(Vec<Ready>),
    Not(Box<Ready>),
    Text(Matcher),
    Part(PartField, String),
    Filter(Filter),
}

/// What the questions are held against.
struct Ground<'a> {
    snapshot: &'a Snapshot,
    author: &'a str,
    reader: &'a dyn Read,
    zone: TimeZone,
    /// Findings that concern an item, by their place.
    findings: BTreeMap<ItemIx, BTreeSet<usize>>,
}

impl Snapshot {
    /// Gives the items that match, in snapshot order. Texts are read only where the query asks for
    /// words; then it takes as long as reading them does, so it belongs on a worker thread.
    pub fn select(&self, query: &Query, author: &str, reader: &dyn Read) -> Vec<ItemIx> {
        let ready = ready(query);
        let zone = TimeZone::get(&self.time_zone).unwrap_or(TimeZone::UTC);
        let findings = findings_of(self);
        let ground = Ground {
            snapshot: self,
            author,
            reader,
            zone,
            findings,
        };
        let count = self.generation.items.len();
        let threads = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        let share = count.div_ceil(threads.clamp(1, 16)).max(SHARE);
        if !query.needs_text() || count <= SHARE {
            return pick(&ready, &ground, 0, count);
        }
        std::thread::scope(|scope| {
            let (ready, ground) = (&ready, &ground);
            let parts: Vec<_> = (0..count)
                .step_by(share)
                .map(|from| scope.spawn(move || pick(ready, ground, from, count.min(from + share))))
                .collect();
            parts
                .into_iter()
                .flat_map(|p| p.join().unwrap_or_default())
                .collect()
        })
    }
}

fn pick(ready: &Ready, ground: &Ground<'_>, from: usize, to: usize) -> Vec<ItemIx> {
    (from..to)
        .map(|at| ItemIx(at as u32))
        .filter(|ix| {
            let item = ground.snapshot.generation.item(*ix);
            holds(
                ready,
                &Asked {
                    ix: *ix,
                    item,
                    ground,
                    text: OnceCell::new(),
                },
            )
        })
        .collect()
}

/// One item that is asked about, with its text once that was needed.
struct Asked<'a> {
    ix: ItemIx,
    item: &'a Item,
    ground: &'a Ground<'a>,
    text: OnceCell<String>,
}

impl Asked<'_> {
    /// All text of the item, hidden text and the other form included.
    fn text(&self) -> &str {
        self.text.get_or_init(|| {
            let text = self.ground.reader.text(self.item).unwrap_or_default();
            let parts: Vec<String> = text.parts.into_iter().map(|p| p.text).collect();
            parts.join("\n")
        })
    }
}

fn ready(query: &Query) -> Ready {
    match query {
        Query::All => Ready::All,
        Query::And(parts) => {
            let mut parts: Vec<&Query> = parts.iter().collect();
            parts.sort_by_key(|p| p.needs_text());
            Ready::And(parts.into_iter().map(ready).collect())
        }
        Query::Or(parts) => {
            let mut parts: Vec<&Query> = parts.iter().collect();
            parts.sort_by_key(|p| p.needs_text());
            Ready::Or(parts.into_iter().map(ready).collect())
        }
        Query::Not(part) => Ready::Not(Box::new(ready(part))),
        Query::Text(pattern) => Ready::Text(Matcher::new(pattern)),
        Query::Field(Filter::Part(field, part)) => {
            Ready::Part(*field, fold_search(part).into_owned())
        }
        Query::Field(filter) => Ready::Filter(filter.clone()),
    }
}

fn holds(ready: &Ready, asked: &Asked<'_>) -> bool {
    match ready {
        Ready::All => true,
        Ready::And(parts) => parts.iter().all(|p| holds(p, asked)),
        Ready::Or(parts) => parts.iter().any(|p| holds(p, asked)),
        Ready::Not(part) => !holds(part, asked),
        Ready::Text(matcher) => {
            matcher.found_in(asked.item.title())
                || file_names(asked.item).any(|n| matcher.found_in(n))
                || (asked.item.text_bytes > 0 && matcher.found_in(asked.text()))
        }
        Ready::Part(field, part) => holds_part(*field, part, asked),
        Ready::Filter(filter) => holds_filter(filter, asked),
    }
}

fn file_names(item: &Item) -> impl Iterator<Item = &str> {
    item.locations.iter().filter_map(|l| match item.kind {
        Kind::Message => l.name.as_deref(),
        Kind::Attachment | Kind::Document => {
            l.name.as_deref().or_else(|| l.path.rsplit('/').next())
        }
    })
}

fn holds_part(field: PartField, part: &str, asked: &Asked<'_>) -> bool {
    let item = asked.item;
    let has = |text: &str| fold_search(text).contains(part);
    let boxes =
        |boxes: Option<&Vec<Mailbox>>| boxes.is_some_and(|all| all.iter().any(|m| has(&m.line())));
    let head = item.head.as_ref();
    match field {
        PartField::From => boxes(head.map(|h| &h.from)),
        PartField::To => boxes(head.map(|h| &h.to)),
        PartField::Cc => boxes(head.map(|h| &h.cc)),
        PartField::Subject => head.is_some_and(|h| has(&h.subject)),
        PartField::Body => item.text_bytes > 0 && has(asked.text()),
        PartField::Filename => file_names(item).any(has),
        PartField::Source => item.locations.iter().any(|l| has(&l.source)),
        PartField::Custodian => item
            .locations
            .iter()
            .any(|l| l.custodian.as_deref().is_some_and(has)),
        PartField::Inner => item
            .locations
            .iter()
            .any(|l| l.inner.as_deref().is_some_and(has)),
        PartField::Type => has(&item.media_type),
    }
}

fn holds_filter(filter: &Filter, asked: &Asked<'_>) -> bool {
    let item = asked.item;
    let generation = &*asked.ground.snapshot.generation;
    let marks = || asked.ground.snapshot.board.marks(&item.digest);
    let findings = || asked.ground.findings.get(&asked.ix).into_iter().flatten();
    match filter {
        // Fields of text are made ready apart, so that their words are folded once.
        Filter::Part(field, part) => holds_part(*field, &fold_search(part), asked),
        Filter::Id(id) => holds_id(item, id),
        Filter::Thread(id) => {
            let thread = item.thread.and_then(|t| generation.threads.get(t.at()));
            thread.is_some_and(|t| t.id.starts_with(&id.to_ascii_lowercase()))
        }
        Filter::Group(id) => {
            let group = item.group.and_then(|g| generation.groups.get(g.at()));
            group.is_some_and(|g| g.id.starts_with(&id.to_ascii_lowercase()))
        }
        Filter::Tag(name) => {
            // A verdict is a tag of the exclusive group.
            marks().is_some_and(|m| {
                m.tags.iter().any(|t| t.name.eq_ignore_ascii_case(name))
                    || m.verdicts
                        .values()
                        .any(|v| v.word().eq_ignore_ascii_case(name))
            })
        }
        Filter::Verdict(verdict) => {
            marks().is_some_and(|m| m.verdicts.values().any(|v| v == verdict))
        }
        Filter::Has(Has::Attachment) => item.kind == Kind::Message && !item.children.is_empty(),
        Filter::Has(Has::Note) => marks().is_some_and(|m| !m.notes.is_empty()),
        Filter::Is(what) => holds_is(*what, asked),
        Filter::Dkim(what) => holds_dkim(*what, item),
        Filter::Check(check) => {
            findings().any(|f| generation.findings[*f].check.starts_with(check.as_str()))
        }
        Filter::Score(order, limit) => {
            findings().any(|f| order.holds(&generation.findings[*f].score, limit))
        }
        Filter::Size(order, limit) => order.holds(&item.size_bytes, limit),
        Filter::Days(from, to) => holds_days(item, *from, *to, &asked.ground.zone),
    }
}

fn holds_id(item: &Item, id: &str) -> bool {
    let id = id.trim_matches(['<', '>']);
    let digest = id.len() >= 8 && item.digest.hex().starts_with(&id.to_ascii_lowercase());
    digest || item.message_id() == Some(id)
}

fn holds_is(what: Is, asked: &Asked<'_>) -> bool {
    let snapshot = asked.ground.snapshot;
    match what {
        Is::Message => asked.item.kind == Kind::Message,
        Is::Attachment => asked.item.kind == Kind::Attachment,
        Is::Document => asked.item.kind == Kind::Document,
        Is::Unreviewed => {
            let marks = snapshot.board.marks(&asked.item.digest);
            !marks.is_some_and(|m| m.verdicts.contains_key(asked.ground.author))
        }
        Is::Open => asked
            .ground
            .findings
            .get(&asked.ix)
            .into_iter()
            .flatten()
            .any(|f| {
                let id = &snapshot.generation.findings[*f].id;
                let judged =
                    |(_, standing, _): &(String, Standing, String)| *standing != Standing::Later;
                !snapshot.board.standing(id).iter().any(judged)
            }),
    }
}

/// Signatures are not checked yet: nothing but a message can be unsigned, and no more is known.
fn holds_dkim(what: Dkim, item: &Item) -> bool {
    match what {
        Dkim::Valid | Dkim::Broken | Dkim::NoKey => false,
        Dkim::None => item.kind != Kind::Message,
    }
}

fn holds_days(item: &Item, from: Option<Date>, to: Option<Date>, zone: &TimeZone) -> bool {
    let Some(stamp) = item.date() else {
        return false;
    };
    let Ok(moment) = Timestamp::from_second(stamp.epoch_s) else {
        return false;
    };
    let day = moment.to_zoned(zone.clone()).date();
    from.is_none_or(|f| day >= f) && to.is_none_or(|t| day <= t)
}

fn findings_of(snapshot: &Snapshot) -> BTreeMap<ItemIx, BTreeSet<usize>> {
    let mut out: BTreeMap<ItemIx, BTreeSet<usize>> = BTreeMap::new();
    for (at, finding) in snapshot.generation.findings.iter().enumerate() {
        for (item, _) in &finding.items {
            out.entry(*item).or_default().insert(at);
        }
    }
    out
}
