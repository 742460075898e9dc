//! How far a case can be tested at all: what share of its messages anything else speaks for or
//! against, how many alarms chance alone would give, and how the signatures stand. Part of
//! `review::tally`.

use super::overview::found;
use super::{TallyRow, percent};
use crate::case::{Read, Snapshot, chance};
use crate::model::{COVERS, Cover};

/// How signatures stand: a word, its query, and what it says.
const SIGNATURES: &[(&str, &str, &str)] = &[
    ("signed", "dkim:signed", "bear a DKIM signature"),
    ("verified", "dkim:valid", "a kept key verifies it"),
    (
        "no key",
        "dkim:nokey",
        "the body hash holds; no kept key decides",
    ),
    (
        "footer",
        "dkim:footer",
        "the body hash holds over all but a footer or banner",
    ),
    (
        "rewritten",
        "dkim:rewritten",
        "it fails, and a list that rewrites such messages had them in hands",
    ),
    (
        "fails",
        "dkim:fails",
        "it fails, and nothing on the way explains that",
    ),
    (
        "untested",
        "dkim:untested",
        "the bytes that it covers were not kept",
    ),
    ("unsigned", "dkim:none", "bear none"),
];

/// The findings that the ledger raises.
const RAISED: &str = "check:clocks OR check:shapes";

/// Gives the first rows of an overview: coverage, then signatures. None without messages.
pub fn rows(snapshot: &Snapshot, reader: &dyn Read, author: &str) -> Vec<TallyRow> {
    let find = |text: &str| found(snapshot, reader, author, text);
    let messages = find("is:message").len();
    if messages == 0 {
        return Vec::new();
    }
    let share = |kind, name: &str, query: &str| {
        let items = find(query);
        let note = percent(items.len(), messages);
        (
            items.len(),
            TallyRow::of(snapshot, kind, name, query, items).noted(note),
        )
    };
    let parts = COVERS.iter().filter(|r| is_of_coverage(r.cover));
    let parts: Vec<(&str, TallyRow)> = parts
        .map(|r| {
            (
                r.word,
                share("coverage", r.line, &format!("is:{}", r.word)).1,
            )
        })
        .collect();
    let told = parts.iter().map(|(word, r)| format!("{word} {}", r.note));
    let told = told.collect::<Vec<_>>().join(", ");
    let (_, first) = share("coverage", "messages that can be tested", "is:testable");
    let note = format!("{} of {messages}: {told}", first.note);
    let mut out = vec![first.noted(note)];
    out.extend(parts.into_iter().map(|(_, row)| row));
    let (name, note) = by_chance(reader);
    let raised = find(RAISED);
    out.push(TallyRow::of(snapshot, "chance", name, RAISED, raised).noted(note));
    for (word, query, line) in SIGNATURES {
        let (count, row) = share(word, line, query);
        if count > 0 {
            out.push(row);
        }
    }
    out
}

fn is_of_coverage(cover: Cover) -> bool {
    match cover {
        Cover::Signed | Cover::Quoted | Cover::Copied | Cover::Clocked => true,
        Cover::OneSided | Cover::Unattached => false,
    }
}

/// Says how many alarms chance alone would give here, beside those that are there.
fn by_chance(reader: &dyn Read) -> (String, String) {
    let told = chance(&reader.rates().unwrap_or_default());
    let demoted = match told.demoted {
        0 => String::new(),
        1 => "; 1 check speaks too often here and counts as weak".to_owned(),
        n => format!("; {n} checks speak too often here and count as weak"),
    };
    let name = format!(
        "about {:.0} strong, {:.0} medium lines",
        told.strong.number, told.medium.number
    );
    let range = |(low, high): (u64, u64)| format!("{low} to {high}");
    let note = format!(
        "chance alone gives that in a case of this size ({} and {}, in 95 cases of 100); {} and {} \
         are here{demoted}",
        range(told.strong.range()),
        range(told.medium.range()),
        told.strong_here,
        told.medium_here
    );
    (name, note)
}
