//! How far a case can be tested at all: what share of its messages anything else speaks for or
//! against, how many alarms chance alone would give, and how the signatures stand. Part of
//! `review::tally`.

use super::overview::found;
use super::{RowKind, TallyRow, kinds, percent};
use crate::case::{Read, Snapshot, chance};
use crate::model::words::tally as w;
use crate::model::{COVERS, Cover, Said, Word};

/// How signatures stand: a kind, its query, and what it says.
const SIGNATURES: &[(RowKind, &str, Word)] = &[
    (kinds::SIGNED, "dkim:signed", w::BEAR_SIGNATURE),
    (kinds::VERIFIED, "dkim:valid", w::KEY_VERIFIES),
    (kinds::NO_KEY, "dkim:nokey", w::BODY_HOLDS),
    (kinds::FOOTER, "dkim:footer", w::BUT_FOOTER),
    (kinds::REWRITTEN, "dkim:rewritten", w::LIST_REWRITES),
    (kinds::FAILS, "dkim:fails", w::UNEXPLAINED),
    (kinds::UNTESTED, "dkim:untested", w::BYTES_NOT_KEPT),
    (kinds::UNSIGNED, "dkim:none", w::BEAR_NONE),
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
    let share = |kind, name: Word, query: &str| {
        let items = find(query);
        let note = percent(items.len(), messages);
        TallyRow::of(snapshot, kind, name, query, items).noted(note)
    };
    let parts: Vec<(Word, TallyRow)> = COVERS
        .iter()
        .filter_map(|r| {
            let query = format!("is:{}", r.word);
            Some((short(r.cover)?, share(kinds::COVERAGE, r.line, &query)))
        })
        .collect();
    let told: Vec<Said> = parts
        .iter()
        .map(|(word, r)| w::part(*word, &r.note))
        .collect();
    let told = Said::new(|lang| {
        told.iter()
            .map(|s| s.of(lang))
            .collect::<Vec<_>>()
            .join(", ")
    });
    let first = share(kinds::COVERAGE, w::TESTABLE, "is:testable");
    let note = w::testable(&first.note, messages, told);
    let mut out = vec![first.noted(note)];
    out.extend(parts.into_iter().map(|(_, row)| row));
    let (name, note) = by_chance(reader);
    let raised = find(RAISED);
    out.push(TallyRow::of(snapshot, kinds::CHANCE, name, RAISED, raised).noted(note));
    for (kind, query, line) in SIGNATURES {
        let row = share(*kind, *line, query);
        if !row.items.is_empty() {
            out.push(row);
        }
    }
    out
}

/// Gives a word for a fact of coverage; none for what is missing.
fn short(cover: Cover) -> Option<Word> {
    match cover {
        Cover::Signed => Some(w::SHORT_SIGNED),
        Cover::Quoted => Some(w::SHORT_QUOTED),
        Cover::Copied => Some(w::SHORT_COPIED),
        Cover::Clocked => Some(w::SHORT_CLOCKED),
        Cover::OneSided | Cover::Unattached => None,
    }
}

/// Says how many alarms chance alone would give here, beside those that are there.
fn by_chance(reader: &dyn Read) -> (Said, Said) {
    let told = chance(&reader.rates().unwrap_or_default());
    let demoted = match told.demoted {
        0 => Said::default(),
        n => Said::new(|lang| w::demoted(lang, n)),
    };
    let rounded = |number: f64| format!("{number:.0}");
    let name = w::by_chance(rounded(told.strong.number), rounded(told.medium.number));
    let range = |(low, high): (u64, u64)| w::range(low, high);
    let note = w::chance_note(
        range(told.strong.range()),
        range(told.medium.range()),
        told.strong_here,
        told.medium_here,
        demoted,
    );
    (name, note)
}
