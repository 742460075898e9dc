//! A message among its kin: the one that it answers, those that are named and absent, the topic of
//! the conversation. Part of `detect::ledger`.

use super::Line;
use super::bench::{Bench, span};
use crate::model::words::evidence as e;
use crate::model::{ItemIx, Leaning};
use crate::relate::{BaseSubject, Marks};

/// More than two clocks' mistakes.
const MARGIN: i64 = 26 * 3600;

/// A reply that is older than what it answers.
pub fn parent(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    let date = bench.date(ix)?;
    let parent = (*bench.parents.get(ix.at())?)?;
    let before = bench.date(parent)?;
    let early = before.epoch_s - date.epoch_s;
    let at = bench.date_field(ix).map(|t| t.at.clone());
    if early <= MARGIN {
        let apart = span(early);
        let sentence = e::younger(apart);
        return Some(Line::new(Leaning::Consistent, sentence, at));
    }
    let title = bench.item(parent).map_or("", |i| i.title());
    let sentence = e::older(span(early), title);
    let claim = (
        before.format("after %Y-%m-%d %H:%M:%S %:z"),
        date.format("%Y-%m-%d %H:%M:%S %:z"),
    );
    Some(Line {
        claim: Some(claim),
        ..Line::new(Leaning::Inconsistent, sentence, at)
    })
}

/// A message that is named as the parent and is not here.
pub fn absent(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    let id = bench.absent.get(&ix)?;
    let (messages, mailboxes) = bench.wanted.get(id)?;
    if *mailboxes < 2 {
        return None;
    }
    let sentence = e::answers_absent(id, messages, mailboxes);
    Some(Line::new(Leaning::Untestable, sentence, None))
}

/// Thread-Topic against the subject: Outlook writes both from one text.
pub fn topic(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    let topic = bench.trace(ix)?.topic.as_deref()?;
    // What is encoded is not decoded here, and says nothing.
    if topic.contains("=?") || topic.trim().is_empty() {
        return None;
    }
    let subject = bench.item(ix)?.head.as_ref()?.subject.as_str();
    let plain = |text: &str| -> String {
        let base = BaseSubject::of(text, Marks::AllLanguages).folded;
        base.chars().filter(|c| c.is_alphanumeric()).collect()
    };
    let (x, y) = (plain(topic), plain(subject));
    let same = x == y || (x.len() > 60 && y.starts_with(x.get(..60).unwrap_or(&x)));
    let sentence = if same {
        e::TOPIC_SAME.into()
    } else {
        e::topic_differs(topic, subject)
    };
    let leaning = if same || x.ends_with(&y) || y.ends_with(&x) {
        Leaning::Consistent
    } else {
        Leaning::Inconsistent
    };
    Some(Line::new(leaning, sentence, None))
}
