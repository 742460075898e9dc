//! What a worker does for a sheet: reads the texts, compares them with the base, and gives plain
//! data to be drawn.

use super::{Matter, Page, apparatus};
use crate::case::{Read, Snapshot, versions};
use crate::model::words::heads as w;
use crate::model::words::unread::cause;
use crate::model::{Comparison, Item, ItemIx, Lang, Stemma};
use crate::review::stemma_lines;
use crate::tui::screens::threads::date;
use crate::tui::sides::DEADLINE;
use std::cell::RefCell;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};

/// Witnesses of one apparatus; beyond these a group is a mailing, and its first ones show it.
const WITNESSES: usize = 64;

/// Makes a page; `None` where a newer job made it pointless.
pub fn make(
    matter: &Matter,
    (snapshot, lang): (&Snapshot, Lang),
    reader: &dyn Read,
    cancelled: &AtomicBool,
) -> Option<Page> {
    match matter {
        Matter::Ghost(thread, node) => {
            Some(Page::Ghost(snapshot.ghost(*thread, *node as usize, reader)))
        }
        Matter::Apparatus(items) => of_witnesses(items, (snapshot, lang), reader, cancelled),
        Matter::Evidence(ix) => {
            let item = snapshot.generation.items.get(ix.at())?;
            Some(match reader.ledger(item) {
                Ok(ledger) => Page::Evidence(*ix, ledger),
                Err(e) => Page::Failed(cause(&e).of(lang).to_owned()),
            })
        }
        Matter::Versions(group) => {
            let group = snapshot.generation.groups.get(group.at())?;
            Some(match versions(snapshot, reader, group) {
                Ok(stemma) => Page::Versions(tree((snapshot, lang), &stemma)),
                Err(e) => Page::Failed(cause(&e).of(lang).to_owned()),
            })
        }
    }
}

/// The lines of a tree of versions, each with the items of its version.
fn tree((snapshot, lang): (&Snapshot, Lang), stemma: &Stemma) -> Vec<(String, Vec<ItemIx>)> {
    let order = RefCell::new(Vec::new());
    let lines = stemma_lines(stemma, lang, |at, node| {
        order.borrow_mut().push(node.items.clone());
        let item = node.items.first();
        let item = item.and_then(|ix| snapshot.generation.items.get(ix.at()));
        let place = item.and_then(|i| i.locations.first());
        let file = place.map_or("", |l| l.path.as_str());
        let day = date(lang, item.and_then(Item::date), 16);
        let more = match node.items.len() {
            0 | 1 => String::new(),
            n => w::more_alike(lang, n - 1),
        };
        format!("{} {day} {file}{more}", at + 1)
    });
    // Labels are asked for line by line; what follows them tells of the whole tree.
    let mut items = order.into_inner().into_iter();
    let with = |line| (line, items.next().unwrap_or_default());
    lines.into_iter().map(with).collect()
}

fn of_witnesses(
    items: &[ItemIx],
    (snapshot, lang): (&Snapshot, Lang),
    reader: &dyn Read,
    cancelled: &AtomicBool,
) -> Option<Page> {
    let item = |ix: &ItemIx| Some((*ix, snapshot.generation.items.get(ix.at())?));
    let found: Vec<(ItemIx, &Item)> = items.iter().filter_map(item).collect();
    let (base, others) = found.split_first()?;
    let mut compared = Vec::new();
    for other in others.iter().take(WITNESSES) {
        if cancelled.load(Ordering::Relaxed) {
            return None;
        }
        match compare(reader, base.1, other.1) {
            Ok(comparison) => compared.push((other.0, comparison)),
            Err(e) => return Some(Page::Failed(cause(&e).of(lang).to_owned())),
        }
    }
    Some(match reader.text(base.1) {
        Ok(text) => {
            let mut made = apparatus::apparatus((base.0, &text.body()), &compared);
            made.truncated |= others.len() > WITNESSES;
            Page::Apparatus(made)
        }
        Err(e) => Page::Failed(cause(&e).of(lang).to_owned()),
    })
}

fn compare(reader: &dyn Read, a: &Item, b: &Item) -> io::Result<Comparison> {
    reader.compare(a, b, Some(DEADLINE))
}
