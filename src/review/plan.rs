//! What an act would do, before it does it: the event, and how many items it changes.

use crate::case::{Act, Snapshot};
use crate::model::words::{acts as w, heads};
use crate::model::{Digest, ItemIx, Lang, Verdict};

/// Most items that one key marks without asking.
pub const CONFIRM_OVER: usize = 20;

/// An act on items, with the numbers that are named before it is done.
#[derive(Clone, PartialEq, Debug)]
pub struct Plan {
    /// The event to write.
    pub act: Act,
    /// Items that it names.
    pub items: usize,
    /// Items that bear another verdict of this author now.
    pub replaced: usize,
    /// What it does, in words: `code 412 items altered (3 coded otherwise now)`.
    pub words: String,
}

impl Plan {
    /// Tells whether the act is asked about first.
    pub fn needs_asking(&self) -> bool {
        self.items > CONFIRM_OVER
    }
}

/// Plans a verdict on items.
pub fn code(
    (snapshot, lang): (&Snapshot, Lang),
    author: &str,
    items: &[ItemIx],
    verdict: Verdict,
) -> Plan {
    let items = digests(snapshot, items);
    let replaced = items
        .iter()
        .filter(|d| standing(snapshot, author, d).is_some_and(|v| v != verdict))
        .count();
    let mut words = w::code(lang, heads::items(lang, items.len()), verdict.shown(lang));
    if replaced > 0 {
        words += &w::coded_otherwise(lang, replaced);
    }
    Plan {
        items: items.len(),
        replaced,
        words,
        act: Act::Verdict {
            verdict: Some(verdict),
            items,
        },
    }
}

/// Plans to take the verdict off items.
pub fn clear((snapshot, lang): (&Snapshot, Lang), author: &str, items: &[ItemIx]) -> Plan {
    let items = digests(snapshot, items);
    let replaced = items
        .iter()
        .filter(|d| standing(snapshot, author, d).is_some())
        .count();
    Plan {
        items: items.len(),
        replaced,
        words: w::clear(lang, heads::items(lang, items.len())),
        act: Act::Verdict {
            verdict: None,
            items,
        },
    }
}

/// Plans a free tag on items; the name is folded to lower case and trimmed.
pub fn tag((snapshot, lang): (&Snapshot, Lang), items: &[ItemIx], name: &str) -> Plan {
    let items = digests(snapshot, items);
    let tag = name.trim().to_lowercase();
    Plan {
        items: items.len(),
        replaced: 0,
        words: w::tag(lang, heads::items(lang, items.len()), &tag),
        act: Act::Tag { tag, items },
    }
}

/// Plans to take a free tag off items.
pub fn untag((snapshot, lang): (&Snapshot, Lang), items: &[ItemIx], name: &str) -> Plan {
    let items = digests(snapshot, items);
    let tag = name.trim().to_lowercase();
    Plan {
        items: items.len(),
        replaced: 0,
        words: w::untag(lang, heads::items(lang, items.len()), &tag),
        act: Act::Untag { tag, items },
    }
}

/// Plans a note on one item; `None` where the item is not in the snapshot.
pub fn note((snapshot, lang): (&Snapshot, Lang), item: ItemIx, text: &str) -> Option<Plan> {
    let item = snapshot.generation.items.get(item.at())?.digest;
    Some(Plan {
        items: 1,
        replaced: 0,
        words: w::NOTE_ONE.of(lang).into(),
        act: Act::Note {
            item,
            text: text.trim().to_owned(),
        },
    })
}

fn standing(snapshot: &Snapshot, author: &str, item: &Digest) -> Option<Verdict> {
    snapshot
        .board
        .marks(item)
        .and_then(|m| m.verdicts.get(author).copied())
}

/// Items with the same bytes are one item; a list may still name one twice.
fn digests(snapshot: &Snapshot, items: &[ItemIx]) -> Vec<Digest> {
    let mut items = items.to_vec();
    items.sort_unstable();
    items.dedup();
    items
        .iter()
        .filter_map(|ix| snapshot.generation.items.get(ix.at()))
        .map(|i| i.digest)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{Board, Generation};
    use crate::model::{Item, Kind};
    use std::sync::Arc;

    fn snapshot(n: u8) -> Snapshot {
        let items = (0..n)
            .map(|i| Item {
                digest: Digest([i; 32]),
                kind: Kind::Document,
                size_bytes: 1,
                media_type: "text/plain".into(),
                head: None,
                locations: Vec::new(),
                children: Vec::new(),
                text_digest: None,
                text_bytes: 0,
                defects: Vec::new(),
                thread: None,
                group: None,
            })
            .collect();
        Snapshot {
            name: "test".into(),
            time_zone: "UTC".into(),
            views: Arc::default(),
            generation: Arc::new(Generation::new(items, Vec::new(), Vec::new())),
            board: Arc::new(Board::default()),
            heads: Vec::new(),
        }
    }

    #[test]
    fn a_plan_names_each_item_once_and_asks_over_twenty() {
        let snapshot = snapshot(30);
        let all: Vec<ItemIx> = (0..30).chain(0..30).map(ItemIx).collect();
        let plan = code((&snapshot, Lang::English), "anna", &all, Verdict::Altered);
        assert_eq!(plan.items, 30);
        assert!(plan.needs_asking());
        assert_eq!(plan.words, "code 30 items altered");
        let few = code(
            (&snapshot, Lang::French),
            "anna",
            &all[..20],
            Verdict::Decoy,
        );
        assert!(!few.needs_asking());
    }

    #[test]
    fn what_is_not_there_is_not_named() {
        let plan = tag(
            (&snapshot(1), Lang::English),
            &[ItemIx(0), ItemIx(9)],
            " Urgent ",
        );
        assert_eq!(plan.words, "tag 1 item urgent");
    }
}
