//! Who is who in headers: one person under several forms, programs that write mail, and what
//! gateways and lists do to a From line.

use crate::model::{Item, Mailbox};
use std::sync::Arc;

/// What the local part or name of a program's address holds.
const ROBOTS: &[&str] = &[
    "noreply",
    "no-reply",
    "no_reply",
    "donotreply",
    "notification",
    "notify",
    "gerrit",
    "jenkins",
    "bugzilla",
    "buildbot",
    "builds",
    "daemon",
    "mailer",
    "bot@",
    "-bot",
    "robot",
    "patchwork",
    "postmaster",
    "bounce",
    "newsletter",
    "ci@",
    "lkp@",
    "alert",
    "cron",
    "root@",
    "automat",
    "ne-pas-repondre",
    "nepasrepondre",
    "zuul",
];

/// Gives who sent an item: the first address of From, or the name where there is none, folded.
pub fn sender(item: &Item) -> String {
    let first = item.head.as_ref().and_then(|h| h.from.first());
    first.map(|m| of(m)).unwrap_or_default()
}

fn of(mailbox: &Mailbox) -> String {
    if mailbox.address.is_empty() {
        mailbox.name.to_lowercase()
    } else {
        mailbox.address.to_lowercase()
    }
}

/// Tells whether a program wrote an item.
pub fn is_robot(item: &Item) -> bool {
    let Some(from) = item.head.as_ref().and_then(|h| h.from.first()) else {
        return false;
    };
    let (name, address) = (from.name.to_lowercase(), from.address.to_lowercase());
    ROBOTS.iter().any(|r| address.contains(r)) || name.ends_with(" bot") || name == "bot"
}

/// Tells whether two lists of people are the same to a reader: a gateway writes names anew, a list
/// puts itself before the sender and keeps the name or address in the display name.
pub fn same_people(a: &[Arc<Mailbox>], b: &[Arc<Mailbox>]) -> bool {
    let covered = |x: &[Arc<Mailbox>], y: &[Arc<Mailbox>]| {
        x.iter().all(|p| y.iter().any(|q| same_person(p, q)))
    };
    covered(a, b) && covered(b, a)
}

/// Tells whether two mailboxes name the same person.
pub fn same_person(a: &Mailbox, b: &Mailbox) -> bool {
    let alike = a.address.eq_ignore_ascii_case(&b.address) && !a.address.is_empty();
    if alike || of(a) == of(b) {
        return true;
    }
    let (p, q) = (words(&a.name), words(&b.name));
    let within = |name: &[String], other: &[String]| {
        let long = name.len() >= 2 || name.iter().any(|w| w.len() >= 5);
        long && name.iter().all(|w| other.contains(w))
    };
    let munged = |m: &Mailbox, other: &Mailbox| {
        let name = m.name.to_lowercase();
        !other.address.is_empty() && name.contains(&other.address.to_lowercase())
    };
    within(&p, &q) || within(&q, &p) || munged(a, b) || munged(b, a)
}

fn words(name: &str) -> Vec<String> {
    crate::compare::folded(name)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.len() > 1 && *w != "via")
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mailbox(name: &str, address: &str) -> Mailbox {
        Mailbox {
            name: name.into(),
            address: address.into(),
        }
    }

    #[test]
    fn a_list_before_the_sender_is_the_same_person() {
        let ada = mailbox("Ada Lind", "ada@example.org");
        assert!(same_person(&ada, &mailbox("", "ADA@example.org")));
        assert!(same_person(
            &ada,
            &mailbox("Ada Lind via list", "list@example.net")
        ));
        assert!(same_person(
            &ada,
            &mailbox("ada@example.org via list", "list@example.net")
        ));
        assert!(same_person(
            &ada,
            &mailbox("Lind, Ada", "ada.lind@example.com")
        ));
        assert!(!same_person(&ada, &mailbox("Eva Lind", "eva@example.org")));
    }
}
