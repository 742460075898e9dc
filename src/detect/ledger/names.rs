//! Who a message says it is from: look-alike domains, a display name that holds another address,
//! replies led elsewhere. Part of `detect::ledger`.

use super::Line;
use super::bench::Bench;
use crate::model::words::evidence as e;
use crate::model::{ItemIx, Leaning, Mailbox};
use std::collections::BTreeMap;

/// Messages that make a domain known, and those of a look-alike at most.
const KNOWN: usize = 10;
const FEW: usize = 3;

/// The domains of a case, with the messages from each, and those that look like a known one.
#[derive(Default)]
pub struct Domains {
    alike: BTreeMap<String, String>,
}

fn domain(mailbox: &Mailbox) -> Option<String> {
    let (_, domain) = mailbox.address.rsplit_once('@')?;
    let domain = domain.trim_end_matches(['>', '.', ' ']).to_lowercase();
    domain.contains('.').then_some(domain)
}

impl Domains {
    /// Sorts the senders' domains of a case.
    pub fn of(bench: &Bench<'_>) -> Self {
        let mut count: BTreeMap<String, usize> = BTreeMap::new();
        for item in bench.desk.items {
            let from = item.head.as_ref().and_then(|h| h.from.first());
            if let Some(domain) = from.and_then(|m| domain(m)) {
                *count.entry(domain).or_default() += 1;
            }
        }
        let mut known: BTreeMap<String, &str> = BTreeMap::new();
        for (name, n) in count.iter().filter(|(_, n)| **n >= KNOWN) {
            known.insert(skeleton(name), name);
            let _ = n;
        }
        let few = count.iter().filter(|(_, n)| **n <= FEW);
        let alike = few.filter_map(|(name, _)| {
            let other = known.get(&skeleton(name)).filter(|k| **k != name)?;
            Some((name.clone(), (*other).to_owned()))
        });
        Self {
            alike: alike.collect(),
        }
    }
}

/// Gives what a domain looks like: look-alike letters and pairs are one.
fn skeleton(domain: &str) -> String {
    let plain: String = unicode_security::skeleton(domain).collect();
    let plain = plain.to_lowercase().replace("rn", "m").replace("vv", "w");
    plain
        .chars()
        .map(|c| match c {
            '0' => 'o',
            '1' | 'i' => 'l',
            '5' => 's',
            other => other,
        })
        .collect()
}

/// A domain that looks like a known one.
pub fn alike(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    let from = bench.item(ix)?.head.as_ref()?.from.first()?;
    let own = domain(from)?;
    let other = bench.domains.alike.get(&own)?;
    let sentence = e::like_known(own, other);
    Some(Line::new(Leaning::Inconsistent, sentence, None))
}

/// A display name that is an address, and another one than the sender's.
pub fn display(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    let from = bench.item(ix)?.head.as_ref()?.from.first()?;
    let named = from.name.split_whitespace().find(|w| w.contains('@'))?;
    let named = named
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    let (_, host) = named.split_once('@').filter(|(_, h)| h.contains('.'))?;
    let own = domain(from)?;
    // Lists put themselves in the sender's place and keep his address in the name.
    let via = from.name.to_lowercase().contains("via ");
    if own == host || via || own.ends_with(host) || host.ends_with(&own) {
        return None;
    }
    let sentence = e::name_says(named, &from.address);
    Some(Line::new(Leaning::Inconsistent, sentence, None))
}

/// Replies that are led to another domain than the sender's.
pub fn reply_to(bench: &Bench<'_>, ix: ItemIx) -> Option<Line> {
    let head = bench.item(ix)?.head.as_ref()?;
    let own = domain(head.from.first()?)?;
    let to = head.reply_to.first()?;
    let other = domain(to)?;
    let named = head
        .to
        .iter()
        .chain(&head.cc)
        .any(|m| m.address == to.address);
    if own == other || named {
        return Some(Line::new(Leaning::Consistent, e::REPLIES_HOME.into(), None));
    }
    let sentence = e::replies_led(&to.address, own);
    Some(Line::new(Leaning::Inconsistent, sentence, None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_alikes_have_one_skeleton() {
        assert_eq!(skeleton("examp1e.org"), skeleton("example.org"));
        assert_eq!(skeleton("ex\u{430}mple.org"), skeleton("example.org"));
        assert_eq!(skeleton("modem.org"), skeleton("modern.org"));
        assert_ne!(skeleton("example.com"), skeleton("example.org"));
    }
}
