//! A message among its kin: the one that it answers, those that are named and absent, the topic of
//! the conversation. Part of `detect::ledger`.

use super::Line;
use super::bench::{Bench, span};
use crate::model::words::evidence as e;
use crate::model::{ItemIx, Leaning, TickKind};
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
        format!("> {}", before.to_second_and_zone()),
        date.to_second_and_zone(),
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

/// The Thread-Index of a reply against that of the message that it answers: Outlook lengthens the
/// one that it found ([MS-OXOMSG] 2.2.1.3). One that was not lengthened begins a conversation, as
/// servers write it for other programs, and says nothing.
pub fn index(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    let parent = (*bench.parents.get(ix.at())?)?;
    let head = |ix: ItemIx| bench.trace(ix)?.index.get(..INDEX_HEAD);
    let (own, above) = (head(ix)?, head(parent)?);
    let trace = bench.trace(ix).filter(|t| t.index.len() > INDEX_HEAD)?;
    let at = trace.ticks.iter().find(|t| t.kind == TickKind::IndexHead);
    let at = at.map(|t| t.at.clone());
    if own == above {
        return Some(Line::new(Leaning::Consistent, e::INDEX_GOES_ON.into(), at));
    }
    let title = bench.item(parent).map_or("", |i| i.title());
    let sentence = e::index_of_another(title);
    Some(Line::new(Leaning::Inconsistent, sentence, at))
}

/// Bytes of a Thread-Index that a whole conversation shares: its time and its GUID.
const INDEX_HEAD: usize = 22;

/// References that lead past a message that is here: from one to another that answers a third.
pub fn skips(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    let head = bench.item(ix)?.head.as_ref()?;
    let mut tested = false;
    // Programs shorten a long list behind its first id: what follows that one says nothing.
    for pair in head.references.get(1..)?.windows(2) {
        let [before, id] = pair else { continue };
        let Some(answered) = bench.answered.get(id.as_str()) else {
            continue;
        };
        tested = true;
        let is_here = bench.answered.contains_key(answered);
        if answered != before && is_here && !head.references.iter().any(|r| r == answered) {
            let sentence = e::skips_known(before, id, answered);
            return Some(Line::new(Leaning::Inconsistent, sentence, None));
        }
    }
    tested.then(|| Line::new(Leaning::Consistent, e::NONE_SKIPPED.into(), None))
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

#[cfg(test)]
mod tests {
    use super::super::tests::{case, leaning};
    use super::*;
    use crate::detect::Examined;
    use crate::model::{Basis, Habit, Head, Hop, Item, Kind, Tick, Trace};

    /// Messages by their ids, with the ids that they refer to, oldest first.
    fn items(mails: &[(&str, &[&str])]) -> Vec<Item> {
        let item = |(n, (id, references)): (usize, &(&str, &[&str]))| Item {
            head: Some(Head {
                message_id: Some((*id).to_owned()),
                references: references.iter().map(|r| (*r).to_owned()).collect(),
                ..Head::default()
            }),
            ..Item::blank(n as u8 + 1, Kind::Message)
        };
        mails.iter().enumerate().map(item).collect()
    }

    fn trace(index: &[u8]) -> Trace<'_> {
        let tick = |kind, at| Tick {
            kind,
            ms: 0,
            basis: Basis::Utc,
            hop: None,
            at,
        };
        Trace {
            index: index.into(),
            ticks: vec![
                tick(TickKind::IndexHead, 1..9),
                tick(TickKind::Date, 30..40),
            ],
            habits: vec![(Habit::Order, "FTSD".into())],
            ..Trace::default()
        }
    }

    fn told(examined: &Examined, item: usize, check: &str) -> Option<Leaning> {
        let all = [Leaning::Inconsistent, Leaning::Consistent];
        let mut all = all.into_iter();
        all.find(|which| leaning(examined, item, *which).contains(&check))
    }

    #[test]
    fn references_that_lead_past_a_known_message_are_told() {
        let chain: [(&str, &[&str]); 5] = [
            ("a", &[]),
            ("b", &["a"]),
            ("c", &["a", "b"]),
            ("d", &["a", "b", "c"]),
            ("e", &["a", "b", "c", "d"]),
        ];
        let traces = vec![trace(&[]); chain.len()];
        let found = case(&items(&chain), &traces);
        assert_eq!(told(&found, 4, "skips-known"), Some(Leaning::Consistent));
        let mut skipping = chain;
        skipping[4].1 = &["a", "b", "d"];
        let found = case(&items(&skipping), &traces);
        assert_eq!(told(&found, 4, "skips-known"), Some(Leaning::Inconsistent));
        // Behind the first id programs leave out as many as they like.
        skipping[4].1 = &["a", "d"];
        let found = case(&items(&skipping), &traces);
        assert_eq!(told(&found, 4, "skips-known"), None);
    }

    #[test]
    fn an_index_that_goes_on_from_another_conversation_is_told() {
        let (first, other) = (vec![1; INDEX_HEAD], vec![2; INDEX_HEAD]);
        let (reply, stray) = (
            [&first[..], &[9; 5]].concat(),
            [&other[..], &[9; 5]].concat(),
        );
        let items = items(&[("a", &[]), ("b", &["a"])]);
        for (index, leaning) in [
            (reply, Some(Leaning::Consistent)),
            (stray, Some(Leaning::Inconsistent)),
            (other, None),
        ] {
            let found = case(&items, &[trace(&first), trace(&index)]);
            assert_eq!(told(&found, 1, "index-start"), leaning);
        }
    }

    #[test]
    fn a_server_line_below_the_date_is_told_unless_it_is_the_first() {
        let hop = |at| Hop {
            by: "mx.example.org",
            at,
            ..Hop::default()
        };
        let placed = |hops: Vec<Hop<'static>>| {
            let trace = Trace { hops, ..trace(&[]) };
            told(&case(&items(&[("a", &[])]), &[trace]), 0, "hop-place")
        };
        let above = placed(vec![hop(0..9), hop(50..59)]);
        assert_eq!(above, None);
        let below = placed(vec![hop(0..9), hop(50..59), hop(60..69)]);
        assert_eq!(below, Some(Leaning::Inconsistent));
        assert_eq!(placed(vec![hop(50..59)]), None);
    }
}
