//! Two releases side by side: which items are the same, which differ, which only one side has.
//!
//! An item finds its other side by its bytes, else by its Message-ID, else by its text. Pure:
//! the words that differ are for the floor above to read.

use crate::model::words::tables as w;
use crate::model::{Digest, Item, ItemIx, Kind, Lang};
use std::collections::{BTreeMap, BTreeSet};

/// How two sides stand to each other.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum PairStatus {
    /// Both sides have it.
    Same,
    /// Both sides have it, with other words, headers or attachments.
    Different,
    /// Only the first side has it.
    OnlyA,
    /// Only the second side has it.
    OnlyB,
}

impl PairStatus {
    /// All, in the order in which they are counted.
    pub const ALL: [Self; 4] = [Self::Same, Self::Different, Self::OnlyA, Self::OnlyB];

    /// Gives the word of the JSON output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Different => "different",
            Self::OnlyA => "only-a",
            Self::OnlyB => "only-b",
        }
    }

    /// Gives the word that people are shown.
    pub fn shown(self, lang: Lang) -> &'static str {
        match self {
            Self::Same => w::SAME,
            Self::Different => w::DIFFERENT,
            Self::OnlyA => w::ONLY_A,
            Self::OnlyB => w::ONLY_B,
        }
        .of(lang)
    }
}

/// By what two items are taken for one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum PairBy {
    /// The same bytes.
    Digest,
    /// One Message-ID.
    MessageId,
    /// The same words.
    Text,
}

impl PairBy {
    /// Gives the word of the JSON output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Digest => "digest",
            Self::MessageId => "message-id",
            Self::Text => "text",
        }
    }
}

/// One item of either side with its other side, where it has one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pair {
    /// How they stand to each other.
    pub status: PairStatus,
    /// By what they were found; `None` for what only one side has.
    pub by: Option<PairBy>,
    /// The item of the first side.
    pub a: Option<ItemIx>,
    /// The item of the second side.
    pub b: Option<ItemIx>,
}

/// Holds the items of two sources against each other, in item order.
pub fn reconcile(items: &[Item], a: &str, b: &str) -> Vec<Pair> {
    let (mut left, mut right) = (side(items, a), side(items, b));
    let whole = (left.clone(), right.clone());
    let mut out: Vec<Pair> = left.intersection(&right).map(|ix| same(*ix)).collect();
    for pair in &out {
        left.retain(|ix| Some(*ix) != pair.a);
        right.retain(|ix| Some(*ix) != pair.b);
    }
    by_message_id(items, &whole, (&mut left, &mut right), &mut out);
    by_text(items, (&mut left, &mut right), &mut out);
    out.extend(left.into_iter().map(|ix| only(Some(ix), None)));
    out.extend(right.into_iter().map(|ix| only(None, Some(ix))));
    out.sort_by_key(|p| (p.a.into_iter().chain(p.b).min(), p.a, p.b));
    out
}

type Side = BTreeSet<ItemIx>;

fn side(items: &[Item], source: &str) -> Side {
    let lies_there = |item: &Item| item.locations.iter().any(|l| l.source == source);
    let all = items.iter().enumerate();
    all.filter(|(_, item)| lies_there(item))
        .map(|(at, _)| ItemIx(at as u32))
        .collect()
}

fn same(ix: ItemIx) -> Pair {
    Pair {
        status: PairStatus::Same,
        by: Some(PairBy::Digest),
        a: Some(ix),
        b: Some(ix),
    }
}

fn only(a: Option<ItemIx>, b: Option<ItemIx>) -> Pair {
    let status = if a.is_some() {
        PairStatus::OnlyA
    } else {
        PairStatus::OnlyB
    };
    Pair {
        status,
        by: None,
        a,
        b,
    }
}

/// Pairs what bears one Message-ID: the sides in order, those with the same words first. An item
/// too many is held against one that is paired already: a changed copy beside its original is no
/// item that only one side has.
fn by_message_id(
    items: &[Item],
    whole: &(Side, Side),
    open: (&mut Side, &mut Side),
    out: &mut Vec<Pair>,
) {
    let (left, right) = open;
    let one = by_key(items, left, message_id);
    let two = by_key(items, right, message_id);
    let (all_one, all_two) = (
        by_key(items, &whole.0, message_id),
        by_key(items, &whole.1, message_id),
    );
    let ids: BTreeSet<&str> = one.keys().chain(two.keys()).copied().collect();
    for id in ids {
        let get = |map: &BTreeMap<&str, Vec<ItemIx>>| map.get(id).cloned().unwrap_or_default();
        let (mut mine, mut theirs) = (get(&one), get(&two));
        let (first, second) = (get(&all_one), get(&all_two));
        let mut pairs = Vec::new();
        mine.retain(|x| {
            let twin = theirs
                .iter()
                .position(|y| says_the_same(items, *x, *y))
                .map(|at| theirs.remove(at));
            pairs.extend(twin.map(|y| (*x, y)));
            twin.is_none()
        });
        let rest = mine.len().max(theirs.len());
        for at in 0..rest {
            let x = mine.get(at).or(first.first());
            let y = theirs.get(at).or(second.first());
            pairs.extend(x.zip(y).map(|(x, y)| (*x, *y)));
        }
        for (x, y) in pairs {
            left.remove(&x);
            right.remove(&y);
            out.push(pair(items, x, y, PairBy::MessageId));
        }
    }
}

/// Pairs what bears the same words: of messages only where sender and moment do not speak
/// against it, since short answers read alike.
fn by_text(items: &[Item], open: (&mut Side, &mut Side), out: &mut Vec<Pair>) {
    let (left, right) = open;
    let theirs = by_key(items, right, |item| item.text_digest);
    for x in left.clone() {
        let Some(digest) = get(items, x).and_then(|i| i.text_digest) else {
            continue;
        };
        let twins = theirs.get(&digest).into_iter().flatten();
        let twin = twins.filter(|y| right.contains(y)).find(|y| {
            let (a, b) = (get(items, x), get(items, **y));
            a.zip(b).is_some_and(|(a, b)| may_be_one(a, b))
        });
        if let Some(&y) = twin {
            left.remove(&x);
            right.remove(&y);
            out.push(pair(items, x, y, PairBy::Text));
        }
    }
}

fn pair(items: &[Item], a: ItemIx, b: ItemIx, by: PairBy) -> Pair {
    let status = if says_the_same(items, a, b) {
        PairStatus::Same
    } else {
        PairStatus::Different
    };
    Pair {
        status,
        by: Some(by),
        a: Some(a),
        b: Some(b),
    }
}

/// Tells whether two items have the same words, head and attachments.
fn says_the_same(items: &[Item], a: ItemIx, b: ItemIx) -> bool {
    let (Some(a), Some(b)) = (get(items, a), get(items, b)) else {
        return false;
    };
    let heads = match (&a.head, &b.head) {
        (Some(x), Some(y)) => crate::compare::heads(x, y).is_empty(),
        (None, None) => true,
        _ => false,
    };
    let children = |item: &Item| item.children.iter().copied().collect::<BTreeSet<Digest>>();
    heads && a.text_digest == b.text_digest && children(a) == children(b)
}

fn may_be_one(a: &Item, b: &Item) -> bool {
    if (a.kind == Kind::Message) != (b.kind == Kind::Message) {
        return false;
    }
    let (Some(x), Some(y)) = (&a.head, &b.head) else {
        return true;
    };
    let sender = |h: &crate::model::Head| h.from.first().map(|m| m.address.to_lowercase());
    let moments = (x.date.map(|d| d.epoch_s), y.date.map(|d| d.epoch_s));
    sender(x) == sender(y) && matches!(moments, (Some(m), Some(n)) if m == n)
}

fn get(items: &[Item], ix: ItemIx) -> Option<&Item> {
    items.get(ix.at())
}

fn message_id(item: &Item) -> Option<&str> {
    item.message_id()
}

fn by_key<'a, K: Ord>(
    items: &'a [Item],
    side: &Side,
    key: impl Fn(&'a Item) -> Option<K>,
) -> BTreeMap<K, Vec<ItemIx>> {
    let mut out: BTreeMap<K, Vec<ItemIx>> = BTreeMap::new();
    for ix in side {
        if let Some(key) = items.get(ix.at()).and_then(&key) {
            out.entry(key).or_default().push(*ix);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Head, Location, Stamp};

    fn mail(n: u8, id: &str, text: u8, sources: &[&str]) -> Item {
        let place = |source: &&str| Location {
            source: (*source).to_owned(),
            ..Location::default()
        };
        let head = Head {
            message_id: (!id.is_empty()).then(|| id.to_owned()),
            date: Some(Stamp {
                epoch_s: 5,
                offset_min: 0,
            }),
            ..Head::default()
        };
        Item {
            size_bytes: 1,
            head: Some(head),
            locations: sources.iter().map(place).collect(),
            text_digest: Some(Digest([text; 32])),
            text_bytes: 1,
            ..Item::blank(n, Kind::Message)
        }
    }

    fn told(items: &[Item]) -> Vec<String> {
        let say = |ix: Option<ItemIx>| ix.map_or("-".to_owned(), |ix| ix.0.to_string());
        reconcile(items, "one", "two")
            .iter()
            .map(|p| {
                let by = p.by.map_or("", PairBy::word);
                format!("{} {by} {} {}", p.status.word(), say(p.a), say(p.b))
            })
            .collect()
    }

    #[test]
    fn each_item_is_told_once_by_the_nearest_identity() {
        let items = [
            mail(0, "a", 0, &["one", "two"]),
            mail(1, "b", 1, &["one"]),
            mail(2, "b", 2, &["two"]),
            mail(3, "c", 3, &["one"]),
            mail(4, "c", 3, &["two"]),
            mail(5, "", 5, &["one"]),
            mail(6, "x", 5, &["two"]),
            mail(7, "d", 7, &["one"]),
            mail(8, "e", 8, &["two"]),
            mail(9, "f", 9, &["three"]),
        ];
        assert_eq!(
            told(&items),
            [
                "same digest 0 0",
                "different message-id 1 2",
                "same message-id 3 4",
                "same text 5 6",
                "only-a  7 -",
                "only-b  - 8",
            ]
        );
    }

    #[test]
    fn a_changed_copy_beside_its_original_is_different_and_not_new() {
        let items = [mail(0, "a", 0, &["one", "two"]), mail(1, "a", 1, &["two"])];
        assert_eq!(
            told(&items),
            ["same digest 0 0", "different message-id 0 1"]
        );
    }

    #[test]
    fn short_answers_of_two_people_are_not_one() {
        let mut items = [mail(0, "", 7, &["one"]), mail(1, "", 7, &["two"])];
        if let Some(head) = &mut items[1].head {
            head.date = None;
        }
        assert_eq!(told(&items), ["only-a  0 -", "only-b  - 1"]);
    }
}
