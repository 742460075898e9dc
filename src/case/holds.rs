//! What the fields of a query ask of one item. Nothing here looks at more than that item, its
//! text, its marks and its findings.

use super::Snapshot;
use super::reader::Read;
use crate::model::{Digest, Item, ItemIx, ItemText, Kind, Mailbox, MetaKey, Standing};
use crate::query::{Dkim, Filter, Has, Is, PartField};
use crate::text::{ZoneKind, fold_search, zones};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::OnceLock;

/// What the questions are held against.
pub struct Ground<'a> {
    /// What is known.
    pub snapshot: &'a Snapshot,
    /// Who asks.
    pub author: &'a str,
    /// Where texts come from.
    pub reader: &'a dyn Read,
    /// The zone of day borders.
    pub zone: TimeZone,
    /// Findings that concern an item, by their place.
    pub findings: BTreeMap<ItemIx, BTreeSet<usize>>,
    /// Items that exceptions name, once that was asked.
    pub flawed: OnceLock<BTreeSet<Digest>>,
}

/// One item that is asked about, with its text once that was needed.
pub struct Asked<'a> {
    ix: ItemIx,
    /// The item.
    pub item: &'a Item,
    ground: &'a Ground<'a>,
    stored: OnceCell<ItemText>,
    text: OnceCell<String>,
}

impl<'a> Asked<'a> {
    /// Asks about an item.
    pub fn new(ground: &'a Ground<'a>, ix: ItemIx) -> Self {
        Self {
            ix,
            item: ground.snapshot.generation.item(ix),
            ground,
            stored: OnceCell::new(),
            text: OnceCell::new(),
        }
    }

    fn stored(&self) -> &ItemText {
        self.stored
            .get_or_init(|| self.ground.reader.text(self.item).unwrap_or_default())
    }

    /// Gives all text of the item, hidden text and the other form included; the index of words
    /// holds the same.
    pub fn text(&self) -> &str {
        self.text.get_or_init(|| {
            let parts = self.stored().parts.iter();
            parts
                .map(|p| p.text.as_str())
                .collect::<Vec<_>>()
                .join("\n")
        })
    }

    /// Gives what stands in zones of a kind.
    fn zoned(&self, wanted: impl Fn(ZoneKind) -> bool) -> String {
        let body = self.stored().body();
        let zones = zones(&body).into_iter().filter(|z| wanted(z.kind));
        zones.filter_map(|z| body.get(z.range)).collect()
    }
}

fn is_quoted(kind: ZoneKind) -> bool {
    match kind {
        ZoneKind::Quote | ZoneKind::Forward => true,
        ZoneKind::Own
        | ZoneKind::Attribution
        | ZoneKind::HeaderBlock
        | ZoneKind::Signature
        | ZoneKind::Footer
        | ZoneKind::Disclaimer => false,
    }
}

/// Gives a text in its search form, its line breaks as blanks.
fn folded(text: &str) -> String {
    fold_search(text).replace('\n', " ")
}

/// Gives the part that a field is asked for, folded where case and accents do not count.
pub fn part_of(field: PartField, part: &str) -> String {
    match field {
        PartField::Exact => part.to_owned(),
        PartField::From
        | PartField::To
        | PartField::Cc
        | PartField::Subject
        | PartField::Body
        | PartField::Own
        | PartField::Quoted
        | PartField::Filename
        | PartField::Source
        | PartField::Custodian
        | PartField::Inner
        | PartField::Type => folded(part),
    }
}

/// Gives the file names that an item bears.
pub fn file_names(item: &Item) -> impl Iterator<Item = &str> {
    item.locations.iter().filter_map(|l| match item.kind {
        Kind::Message => l.name.as_deref(),
        Kind::Attachment | Kind::Document => {
            l.name.as_deref().or_else(|| l.path.rsplit('/').next())
        }
    })
}

/// Tells whether a field of text holds a part, which is folded, but for `exact:`.
pub fn holds_part(field: PartField, part: &str, asked: &Asked<'_>) -> bool {
    let item = asked.item;
    let has = |text: &str| folded(text).contains(part);
    let boxes = |boxes: Option<&Vec<Arc<Mailbox>>>| {
        boxes.is_some_and(|all| all.iter().any(|m| has(&m.line())))
    };
    let head = item.head.as_ref();
    match field {
        PartField::From => boxes(head.map(|h| &h.from)),
        PartField::To => boxes(head.map(|h| &h.to)),
        PartField::Cc => boxes(head.map(|h| &h.cc)),
        PartField::Subject => head.is_some_and(|h| has(&h.subject)),
        PartField::Body => item.text_bytes > 0 && has(asked.text()),
        PartField::Own => item.text_bytes > 0 && has(&asked.zoned(|z| z == ZoneKind::Own)),
        PartField::Quoted => item.text_bytes > 0 && has(&asked.zoned(is_quoted)),
        PartField::Exact => item.title().contains(part) || asked.text().contains(part),
        PartField::Filename => file_names(item).any(has),
        PartField::Source => item
            .locations
            .iter()
            .any(|l| named(&folded(&l.source), part)),
        PartField::Custodian => item
            .locations
            .iter()
            .filter_map(|l| l.custodian.as_deref())
            .any(|c| named(&folded(c), part)),
        PartField::Inner => item
            .locations
            .iter()
            .any(|l| l.inner.as_deref().is_some_and(has)),
        PartField::Type => has(&item.media_type),
    }
}

/// Tells whether a name holds a part, or is it where the part begins with `=`.
pub fn named(name: &str, part: &str) -> bool {
    match part.strip_prefix('=') {
        Some(whole) => name == whole,
        None => name.contains(part),
    }
}

/// Tells whether any other field holds.
pub fn holds_filter(filter: &Filter, asked: &Asked<'_>) -> bool {
    let item = asked.item;
    let generation = &*asked.ground.snapshot.generation;
    let marks = || asked.ground.snapshot.board.marks(&item.digest);
    let findings = || asked.ground.findings.get(&asked.ix).into_iter().flatten();
    match filter {
        // Fields of text are made ready apart, so that their words are folded once.
        Filter::Part(field, part) => holds_part(*field, &part_of(*field, part), asked),
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
        // A view that the case knows was replaced by its query.
        Filter::View(_) => false,
        Filter::Has(Has::Attachment) => item.kind == Kind::Message && !item.children.is_empty(),
        Filter::Has(Has::Note) => marks().is_some_and(|m| !m.notes.is_empty()),
        Filter::Is(what) => holds_is(*what, asked),
        Filter::Dkim(what) => holds_dkim(*what, asked),
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

/// Tells whether an item has a digest that begins so, or such a Message-ID.
pub fn holds_id(item: &Item, id: &str) -> bool {
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
        Is::Known => {
            let claims = snapshot.generation.metadata.get(&asked.ix);
            claims.is_some_and(|all| all.iter().any(|m| m.key == MetaKey::Known))
        }
        Is::Covered(cover) => snapshot.generation.covers(asked.ix).has(cover),
        Is::Testable => snapshot.generation.covers(asked.ix).is_testable(),
        Is::Duplicate => asked.item.locations.len() > 1,
        Is::Exception => {
            let named = || {
                let all = snapshot.generation.exceptions.iter();
                all.filter_map(|e| e.item).collect()
            };
            let flawed = asked.ground.flawed.get_or_init(named);
            flawed.contains(&asked.item.digest)
        }
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

/// A message may bear several signatures: it is found by each that stands so.
fn holds_dkim(what: Dkim, asked: &Asked<'_>) -> bool {
    if asked.item.kind != Kind::Message {
        return false;
    }
    let signed = asked.ground.reader.signed(asked.item);
    match what {
        Dkim::Valid => signed.valid > 0,
        Dkim::Broken => signed.broken > 0 || signed.rewritten > 0 || signed.added > 0,
        Dkim::NoKey => signed.undecided > 0,
        Dkim::Signed => signed.count() > 0,
        Dkim::Footer => signed.added > 0,
        Dkim::Rewritten => signed.rewritten > 0,
        Dkim::Fails => signed.broken > 0,
        Dkim::Untested => signed.untested > 0,
        Dkim::None => signed.count() == 0,
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
