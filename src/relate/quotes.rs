//! Quotes with their originals: every quoted or forwarded line of a text is looked for in the
//! messages that it may come from. Headers say where to look first, words where to look at all: a
//! quote whose In-Reply-To is absent or false is tied all the same.
//!
//! A [`Page`] is a text as lines with hashes; a [`Tie`] says which lines of a quote stand in an
//! original, and between which of them the two differ. What differs is aligned by the caller.

mod index;
mod lines;
mod page;
#[cfg(test)]
mod tests;
mod whole;

pub use page::{Line, Page};
pub use whole::{Stretch, stretches};

use crate::model::{Item, ItemIx, blockwise};
use index::Index;
use lines::tie_lines;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A text that quotes, tied to one that it quotes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tie {
    /// The item that bears the quote.
    pub quote: ItemIx,
    /// The item whose words they are.
    pub original: ItemIx,
    /// How the original was found.
    pub by: By,
    /// What the two have in common and where they part, in the order of the quote.
    pub runs: Vec<Run>,
}

/// How an original was found.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum By {
    /// By headers: 1 is the direct parent, 2 its parent, and so on.
    Headers(u8),
    /// By its words alone.
    Words,
}

/// Lines of a quote and of its original.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Run {
    /// Whether the lines say the same.
    pub same: bool,
    /// Whether the lines are only the neighbours of the first or last tie: they may part from the
    /// original, or come from somewhere else.
    pub edge: bool,
    /// Places in the list of lines that [`Page::quoted`] gives.
    pub quote: Range<u32>,
    /// Lines of the original.
    pub original: Range<u32>,
}

/// Ancestors that are tried by headers, and originals that are looked for by words.
const ANCESTORS: usize = 4;
const BY_WORDS: usize = 3;
/// Words of quoted lines that are worth looking for.
const WORTH: usize = 6;
/// Copies of one Message-ID that are tried.
const COPIES: usize = 6;

/// Ties every quote of a case to its originals, in the order of the items that quote.
///
/// `pages` stands beside `items`; an item without text has an empty page.
pub fn ties(items: &[Item], pages: &[Page]) -> Vec<Tie> {
    let index = Index::of(pages);
    let mut by_id: HashMap<&str, Vec<ItemIx>> = HashMap::new();
    for (at, item) in items.iter().enumerate() {
        if let Some(id) = item.message_id() {
            by_id.entry(id).or_default().push(ItemIx(at as u32));
        }
    }
    let case = Case {
        items,
        pages,
        index,
        by_id,
    };
    let all: Vec<ItemIx> = (0..).map(ItemIx).take(items.len()).collect();
    let mut out = blockwise(&all, |items| {
        items.iter().flat_map(|ix| of_item(&case, *ix)).collect()
    });
    out.sort_by_key(|t| (t.quote, t.by, t.original));
    out
}

struct Case<'a> {
    items: &'a [Item],
    pages: &'a [Page],
    index: Index,
    by_id: HashMap<&'a str, Vec<ItemIx>>,
}

fn of_item(case: &Case<'_>, quote: ItemIx) -> Vec<Tie> {
    let mut out = Vec::new();
    let Some(page) = case.pages.get(quote.at()).filter(|p| !p.quoted.is_empty()) else {
        return out;
    };
    let mut open: Vec<u32> = (0..page.quoted.len() as u32).collect();
    let mut tried: HashSet<ItemIx> = HashSet::from([quote]);
    for (step, id) in ancestors(case, quote).into_iter().enumerate() {
        if page.words_of(&open) < WORTH {
            return out;
        }
        let copies = case.by_id.get(id.as_str()).map_or(&[][..], Vec::as_slice);
        let by = By::Headers(step as u8 + 1);
        let mut explained = HashSet::new();
        for original in readings(case, copies) {
            if tried.insert(original) {
                try_one(case, (quote, original, by), &open, &mut explained, &mut out);
            }
        }
        open.retain(|q| !explained.contains(q));
    }
    for _ in 0..BY_WORDS {
        if page.words_of(&open) < WORTH {
            break;
        }
        let Some(original) = case.index.best(page, &open, &tried, quote, case.items) else {
            break;
        };
        tried.insert(original);
        let mut explained = HashSet::new();
        let copies = case.items.get(original.at()).and_then(Item::message_id);
        let copies = copies.and_then(|id| case.by_id.get(id));
        let single = vec![original];
        for copy in readings(case, copies.unwrap_or(&single)) {
            tried.insert(copy);
            if copy != quote {
                let key = (quote, copy, By::Words);
                try_one(case, key, &open, &mut explained, &mut out);
            }
        }
        open.retain(|q| !explained.contains(q));
    }
    out
}

fn try_one(
    case: &Case<'_>,
    (quote, original, by): (ItemIx, ItemIx, By),
    open: &[u32],
    explained: &mut HashSet<u32>,
    out: &mut Vec<Tie>,
) {
    let (Some(q), Some(o)) = (case.pages.get(quote.at()), case.pages.get(original.at())) else {
        return;
    };
    let runs = tie_lines(q, open, o);
    if runs.is_empty() {
        return;
    }
    explained.extend(
        runs.iter()
            .filter(|r| !r.edge)
            .flat_map(|r| r.quote.clone()),
    );
    out.push(Tie {
        quote,
        original,
        by,
        runs,
    });
}

/// The ids that a message refers to, nearest first.
fn ancestors(case: &Case<'_>, quote: ItemIx) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let head = case.items.get(quote.at()).and_then(|i| i.head.as_ref());
    if let Some(head) = head {
        let nearest = head.in_reply_to.iter().take(2);
        for id in nearest.chain(head.references.iter().rev()) {
            if out.len() < ANCESTORS && !out.contains(id) && case.by_id.contains_key(id.as_str()) {
                out.push(id.clone());
            }
        }
    }
    out
}

/// One copy of each reading, in item order.
fn readings(case: &Case<'_>, copies: &[ItemIx]) -> Vec<ItemIx> {
    let mut seen = HashSet::new();
    copies
        .iter()
        .copied()
        .filter(|c| {
            case.pages
                .get(c.at())
                .is_some_and(|p| seen.insert(p.digest))
        })
        .take(COPIES)
        .collect()
}
