//! Correspondents: who writes to whom, how often, from when to when; addresses of one name side by
//! side, and domains that look like another of the case.

use super::{TallyRow, kinds, quoted};
use crate::case::Snapshot;
use crate::model::words::tally as w;
use crate::model::{ItemIx, Kind, Mailbox, Said};
use crate::text::{entities::skeleton, fold_search};
use std::collections::{BTreeMap, BTreeSet};

/// Other addresses of a name that a row lists.
const OTHERS: usize = 3;

/// Gives a row for each sender and receiver, most messages first.
pub fn rows(snapshot: &Snapshot) -> Vec<TallyRow> {
    let mut pairs: BTreeMap<(String, String), Vec<ItemIx>> = BTreeMap::new();
    let mut names: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut domains: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (at, item) in snapshot.generation.items.iter().enumerate() {
        let Some(head) = item.head.as_ref().filter(|_| item.kind == Kind::Message) else {
            continue;
        };
        let everyone = head.from.iter().chain(&head.to).chain(&head.cc);
        for mailbox in everyone {
            note(mailbox, &mut names, &mut domains);
        }
        let Some(from) = head.from.first().map(|m| address(m)) else {
            continue;
        };
        let to: BTreeSet<String> = head.to.iter().chain(&head.cc).map(|m| address(m)).collect();
        for to in to {
            let items = pairs.entry((from.clone(), to)).or_default();
            items.push(ItemIx(at as u32));
        }
    }
    let mut others: BTreeMap<&String, BTreeSet<&String>> = BTreeMap::new();
    for addresses in names.values().filter(|a| a.len() > 1) {
        for one in addresses {
            let rest = addresses.iter().filter(|other| *other != one);
            others.entry(one).or_default().extend(rest);
        }
    }
    let mut out: Vec<TallyRow> = pairs
        .into_iter()
        .map(|((from, to), items)| {
            let note = told(&from, &others, &domains);
            let query = format!(
                "from:{} (to:{} OR cc:{})",
                quoted(&from),
                quoted(&to),
                quoted(&to)
            );
            TallyRow::of(
                snapshot,
                kinds::WRITES_TO,
                Said::same(&format!("{from} -> {to}")),
                query,
                items,
            )
            .noted(note)
        })
        .collect();
    out.sort_by(|a, b| (b.items.len(), &a.name).cmp(&(a.items.len(), &b.name)));
    out
}

fn address(mailbox: &Mailbox) -> String {
    mailbox.address.to_lowercase()
}

fn note(
    mailbox: &Mailbox,
    names: &mut BTreeMap<String, BTreeSet<String>>,
    domains: &mut BTreeMap<String, BTreeSet<String>>,
) {
    let address = address(mailbox);
    let name = fold_search(mailbox.name.trim()).into_owned();
    if name.contains(' ') {
        names.entry(name).or_default().insert(address.clone());
    }
    if let Some((_, domain)) = address.rsplit_once('@') {
        let alike = domains.entry(look(domain)).or_default();
        alike.insert(domain.to_owned());
    }
}

/// Gives what a domain looks like: letters that are taken for each other are one.
fn look(domain: &str) -> String {
    skeleton(domain)
        .replace("rn", "m")
        .replace('1', "l")
        .replace('0', "o")
}

fn told(
    from: &String,
    others: &BTreeMap<&String, BTreeSet<&String>>,
    domains: &BTreeMap<String, BTreeSet<String>>,
) -> Said {
    let (mut named, mut looks) = (None, None);
    if let Some(also) = others.get(from) {
        let some: Vec<&str> = also.iter().take(OTHERS).map(|a| a.as_str()).collect();
        named = Some(w::same_name(some.join(", ")));
    }
    let domain = from.rsplit_once('@').map_or("", |(_, d)| d);
    if let Some(alike) = domains.get(&look(domain)).filter(|a| a.len() > 1) {
        let some: Vec<&str> = alike
            .iter()
            .map(String::as_str)
            .filter(|d| *d != domain)
            .collect();
        looks = Some(w::looks_like(some.join(", ")));
    }
    match (named, looks) {
        (Some(named), Some(looks)) => w::both(named, looks),
        (named, looks) => named.or(looks).unwrap_or_default(),
    }
}
