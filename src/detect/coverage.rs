//! What each message can be tested by, and what is missing around it: a signature, a quote, a copy,
//! a clock; the other side of its thread, the file that it speaks of. Beside the findings, and read
//! by the overview of a case.

use super::Study;
use super::desk::Desk;
use crate::attest::signature::{BodyTest, glance};
use crate::model::{Cover, Covers, ItemIx, Thread, TickKind, Trace};
use crate::relate::Line;
use crate::text::ZoneKind;
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// Messages of one sender below which a thread is no correspondence.
const ONE_SIDE: usize = 3;

/// Words by which people say that they send a file along, in the languages of Europe.
const ATTACHED: &str = "(?i)\\b(?:(?:please|see|find) (?:the )?attached\\b|\
    (?:is|are) attached(?:[.,;:!]|$)|\
    attached (?:please|is|are|you)|(?:have|i've|we) attach(?:ed)?\\b|in the attachment|\
    ci-joint|pièces? jointes?|en pj\\b|im anhang|anbei|beigefügt|adjunto|se adjunta|\
    in allegato|si allega|in bijlage|bijgevoegd|em anexo|w załączeniu|в приложении|во вложении|\
    у вкладенні|прилагаю)";

/// Pieces of which one stands in whatever [`ATTACHED`] finds, unless somebody mixes small letters
/// and capitals; told fast.
const STEMS: &[&str] = &[
    "attach",
    "joint",
    "en pj",
    "anhang",
    "anbei",
    "beigefügt",
    "adjunt",
    "allega",
    "bijlage",
    "bijgevoegd",
    "anexo",
    "załączeniu",
    "приложении",
    "вложении",
    "вкладенні",
    "прилагаю",
];

/// Looks for the stems in small letters, in capitals, and with a capital before small letters.
fn stems() -> Option<Regex> {
    let forms = STEMS.iter().flat_map(|stem| {
        let capital = stem.chars().next().map(|c| c.to_uppercase().to_string());
        let rest = stem.chars().skip(1).collect::<String>();
        let titled = capital.unwrap_or_default() + &rest;
        [(*stem).to_owned(), stem.to_uppercase(), titled]
    });
    Regex::new(
        &forms
            .chain(PJ.map(str::to_owned))
            .collect::<Vec<_>>()
            .join("|"),
    )
    .ok()
}

/// Forms of `en pj` that are usual beside.
const PJ: [&str; 2] = ["en PJ", "En PJ"];

/// Gives the facts of every item.
pub fn covers(study: &Study<'_>, desk: &Desk<'_>) -> Vec<Covers> {
    let quoted: BTreeSet<ItemIx> = desk.ties.iter().map(|t| t.original).collect();
    let copied: BTreeSet<ItemIx> = desk.copies.values().flatten().copied().collect();
    let sided: BTreeSet<ItemIx> = study
        .threads
        .iter()
        .filter(|t| is_one_sided(t, desk))
        .flat_map(Thread::items)
        .collect();
    let one = |(ix, item): (ItemIx, &crate::model::Item)| {
        let mut covers = Covers::default();
        if !desk.is_message(ix) {
            return covers;
        }
        let trace = study.traces.get(ix.at());
        let facts = [
            (Cover::Signed, trace.is_some_and(is_signed)),
            (Cover::Quoted, quoted.contains(&ix)),
            (
                Cover::Copied,
                copied.contains(&ix) || item.locations.len() > 1,
            ),
            (Cover::Clocked, trace.is_some_and(is_clocked)),
            (Cover::OneSided, sided.contains(&ix)),
            (
                Cover::Unattached,
                item.children.is_empty() && speaks_of_a_file(desk, ix),
            ),
        ];
        for (cover, holds) in facts {
            if holds {
                covers.add(cover);
            }
        }
        covers
    };
    (0..).map(ItemIx).zip(desk.items).map(one).collect()
}

fn is_signed(trace: &Trace<'_>) -> bool {
    let mut all = trace.signatures.iter().filter_map(|p| glance(p));
    all.any(|s| s.body != BodyTest::Absent)
}

fn is_clocked(trace: &Trace<'_>) -> bool {
    let other = |kind: TickKind| {
        !matches!(
            kind,
            TickKind::Date | TickKind::Expires | TickKind::Part | TickKind::GmailThread
        )
    };
    trace.ticks.iter().any(|t| other(t.kind))
}

/// Tells whether one person alone speaks in a thread that names messages which are not here.
fn is_one_sided(thread: &Thread, desk: &Desk<'_>) -> bool {
    let absent = thread.nodes.iter().any(|n| n.items.is_empty());
    let here = thread.nodes.iter().filter_map(|n| n.items.first());
    let senders: BTreeSet<String> = here.clone().map(|ix| desk.sender(*ix)).collect();
    absent && senders.len() == 1 && here.count() >= ONE_SIDE
}

/// Tells whether the writer's own words say that a file goes along.
fn speaks_of_a_file(desk: &Desk<'_>, ix: ItemIx) -> bool {
    static WORDS: OnceLock<Option<(Regex, Regex)>> = OnceLock::new();
    let both = || stems().zip(Regex::new(ATTACHED).ok());
    let Some((stems, words)) = WORDS.get_or_init(both) else {
        return false;
    };
    let (body, page) = (desk.body(ix), desk.pages.get(ix.at()));
    let lines = page.map_or(&[][..], |p| p.lines.as_slice());
    let own = |l: &&Line| l.depth == 0 && l.words > 0 && l.kind == ZoneKind::Own;
    let text = |from: u32, to: u32| body.get(from as usize..to as usize).unwrap_or_default();
    let says = |run: &[Line]| {
        let ends = run.first().zip(run.last());
        ends.is_some_and(|(first, last)| stems.is_match(text(first.start, last.end)))
            && run
                .iter()
                .filter(own)
                .any(|l| words.is_match(text(l.start, l.end)))
    };
    // Lines of the writer's own that follow each other are asked for a stem at once.
    let mut runs = lines.split(|l| l.depth != 0 || (l.words > 0 && l.kind != ZoneKind::Own));
    runs.any(says)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_say_of_files_is_understood() {
        let (words, stems) = (Regex::new(ATTACHED).unwrap(), stems().unwrap());
        for said in [
            "Please see attached the draft.",
            "Le contrat est en pièce jointe.",
            "Ci-joint le contrat",
            "Anbei der Vertrag.",
            "Le contrat est en PJ.",
            "SEE ATTACHED",
            "ВО ВЛОЖЕНИИ",
            "I have attached the sheet",
            "Договор в приложении.",
        ] {
            assert!(words.is_match(said) && stems.is_match(said), "{said}");
        }
        for said in ["He is attached to her.", "no attachment to things"] {
            assert!(!words.is_match(said), "{said}");
        }
    }
}
