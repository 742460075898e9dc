//! Threads by the steps of Jamie Zawinski's algorithm (RFC 5256, REFERENCES), over all messages of
//! a case at once: what headers claim goes in, trees go out.
//!
//! Two things differ from the RFC, so that the answer does not hang on the order in which messages
//! came. All links that messages claim for themselves are made before those that others claim for
//! them in passing; and copies of one Message-ID are one node (except by [`Subjects::Rfc5256`]).
//! No step recurses, and none takes more than sorting takes.

mod forest;
mod gather;
#[cfg(test)]
mod tests;

use crate::model::{Digest, Item, ItemIx, Kind, Node, Stamp, Thread, ThreadIx};
use forest::{Forest, Laid};
use sha2::{Digest as _, Sha256};

/// What one message claims, as far as threads need it.
#[derive(Clone, Copy, Debug)]
pub struct Mail<'a> {
    /// The message.
    pub item: ItemIx,
    /// Its digest; it orders messages of one date.
    pub digest: Digest,
    /// Its Message-ID without angle brackets.
    pub message_id: Option<&'a str>,
    /// The ids that it refers to, its parent last.
    pub references: &'a [String],
    /// Its date; messages without one stand last.
    pub date: Option<Stamp>,
    /// Its subject, decoded.
    pub subject: &'a str,
}

/// Which messages are tied by their subjects, after all that ids can tie.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Subjects {
    /// All roots of one base subject, as RFC 5256 says; empty nodes are pruned as it says, copies
    /// of a Message-ID are messages of their own, and messages are taken in the order given.
    Rfc5256,
    /// Only a reply that bears no Message-ID and refers to none: it joins the newest thread of its
    /// base subject that is not younger. Any other tie by subject would be a forger's tool.
    WhereIdsAreAbsent,
}

impl<'a> Mail<'a> {
    /// Reads an item; `None` for anything but a message. References go before In-Reply-To, of
    /// which the first id counts.
    pub fn of(ix: ItemIx, item: &'a Item) -> Option<Self> {
        let head = item.head.as_ref().filter(|_| item.kind == Kind::Message)?;
        let first_reply = head.in_reply_to.get(..1).unwrap_or_default();
        Some(Self {
            item: ix,
            digest: item.digest,
            message_id: head.message_id.as_deref(),
            references: if head.references.is_empty() {
                first_reply
            } else {
                &head.references
            },
            date: head.date,
            subject: &head.subject,
        })
    }
}

/// Ties messages into threads, newest first; every message is in exactly one.
///
/// The order of `mails` has no influence (except by [`Subjects::Rfc5256`]): they are taken by date,
/// then digest.
pub fn threads(mails: &[Mail<'_>], subjects: Subjects) -> Vec<Thread> {
    let mut sorted = mails.to_vec();
    if subjects == Subjects::WhereIdsAreAbsent {
        sorted.sort_by_key(|m| (date_key(m.date), m.digest, m.item));
    }
    let mut forest = Forest::link(&sorted, subjects);
    match subjects {
        Subjects::Rfc5256 => gather::by_rfc(&mut forest, &sorted),
        Subjects::WhereIdsAreAbsent => gather::where_ids_are_absent(&mut forest, &sorted),
    }
    let laid = forest.lay(&ranks(&sorted));
    let mut out: Vec<Thread> = laid
        .roots
        .iter()
        .map(|root| thread(*root, &forest, &laid, &sorted))
        .collect();
    out.sort_by(|a, b| {
        let newest = |t: &Thread| t.newest.map_or(i64::MIN, |d| d.epoch_s);
        newest(b).cmp(&newest(a)).then_with(|| a.id.cmp(&b.id))
    });
    out
}

/// Writes into every message the thread that it belongs to.
pub fn assign(threads: &[Thread], items: &mut [Item]) {
    for (at, thread) in threads.iter().enumerate() {
        for item in thread.items() {
            if let Some(item) = items.get_mut(item.at()) {
                item.thread = Some(ThreadIx(at as u32));
            }
        }
    }
}

/// Messages without a date stand after all others.
fn date_key(date: Option<Stamp>) -> (bool, i64) {
    date.map_or((true, 0), |d| (false, d.epoch_s))
}

/// Gives the place of every message by date; equal dates stay in the order given.
fn ranks(mails: &[Mail<'_>]) -> Vec<u32> {
    let mut order: Vec<usize> = (0..mails.len()).collect();
    order.sort_by_key(|m| (date_key(mails[*m].date), *m));
    let mut ranks = vec![0; mails.len()];
    for (rank, m) in order.into_iter().enumerate() {
        ranks[m] = rank as u32;
    }
    ranks
}

/// Writes one tree out, a parent before its children.
fn thread(root: u32, forest: &Forest<'_>, laid: &Laid, mails: &[Mail<'_>]) -> Thread {
    let mut nodes: Vec<Node> = Vec::new();
    let mut waiting = vec![(root, None::<u32>, 0u16)];
    let mut first = None;
    let mut dates: Option<(Stamp, Stamp)> = None;
    while let Some((node, parent, depth)) = waiting.pop() {
        let at = nodes.len() as u32;
        let copies = forest.copies(node);
        first = first.or(copies.first().copied());
        for date in copies.iter().filter_map(|m| mails[*m as usize].date) {
            let (old, new) = dates.unwrap_or((date, date));
            dates = Some((old.min(date), new.max(date)));
        }
        let mut items: Vec<ItemIx> = copies.iter().map(|m| mails[*m as usize].item).collect();
        items.sort_unstable();
        nodes.push(Node {
            message_id: forest.id(node).map(str::to_owned),
            items,
            parent,
            depth,
        });
        let below = laid.children(node).iter().rev();
        waiting.extend(below.map(|child| (*child, Some(at), depth.saturating_add(1))));
    }
    let first = first.map(|m| &mails[m as usize]);
    let root_id = forest.id(root).map(str::to_owned);
    let name = root_id.or_else(|| first.map(|m| m.digest.hex()));
    Thread {
        id: name_of(&name.unwrap_or_default()),
        subject: first.map(|m| m.subject.to_owned()).unwrap_or_default(),
        nodes,
        oldest: dates.map(|d| d.0),
        newest: dates.map(|d| d.1),
    }
}

/// Gives the first 16 hex digits of the SHA-256 of a Message-ID or of a digest in hex.
fn name_of(root: &str) -> String {
    let mut hex = Digest(Sha256::digest(root.as_bytes()).into()).hex();
    hex.truncate(16);
    hex
}
