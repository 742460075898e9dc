//! Who is said to have written what is quoted: the line or head above a quote names a person, the
//! message that the words come from names its sender; the two should be one.

use crate::compare::folded;
use crate::detect::copies::words_readings;
use crate::detect::desk::Desk;
use crate::detect::lead::{Check, Lead, Vote};
use crate::detect::people::same_person;
use crate::detect::score::Score;
use crate::detect::weigh::key;
use crate::detect::weights as W;
use crate::model::{Edit, EditClass, Field, Mailbox};
use crate::relate::{By, Line, Page, Tie};
use crate::text::{Zone, ZoneKind, attribution_head, block_head};

/// Words that a quote must share with its original before it is asked who wrote them.
const SHARED: usize = 15;
/// Lines above a quote in which its attribution is looked for.
const ABOVE: usize = 12;

/// Raises a lead for each quote whose attribution names somebody else.
pub fn leads(desk: &Desk<'_>) -> Vec<Lead> {
    desk.ties.iter().filter_map(|tie| lead(desk, tie)).collect()
}

/// Gives the words that tell when the original of a quote was written, where they stand above it.
pub fn said_when(desk: &Desk<'_>, tie: &Tie) -> Option<String> {
    if tie.by != By::Headers(1) {
        return None;
    }
    let quote = desk.pages.get(tie.quote.at())?;
    let first = first_own(tie, quote, desk.pages.get(tie.original.at())?)?;
    let (text, zone) = (desk.body(tie.quote), head_above(quote, first)?);
    let when = if zone.kind == ZoneKind::Attribution {
        attribution_head(text, &zone).when
    } else {
        block_head(text, &zone).date
    };
    (!when.is_empty() && when.len() < 120).then_some(when)
}

fn lead(desk: &Desk<'_>, tie: &Tie) -> Option<Lead> {
    if !matches!(tie.by, By::Headers(1) | By::Words) {
        return None;
    }
    let (quote, original) = (
        desk.pages.get(tie.quote.at())?,
        desk.pages.get(tie.original.at())?,
    );
    let first = first_own(tie, quote, original)?;
    let said = attributed(desk.body(tie.quote), quote, first)?;
    let sender = desk.item(tie.original)?.head.as_ref()?.from.first()?;
    if !names_somebody(&said) || alike(&said, sender) {
        return None;
    }
    let (before, after) = (sender.line(), said.line());
    let readings = words_readings(&before, &after);
    let mut score = Score::of("another name above the quote", W::ATTRIBUTION);
    if tie.by == By::Words {
        score.times("tied by words", W::BY_WORDS);
    }
    let votes = if desk.has_twin(tie.original) {
        vec![Vote::Alone(tie.quote)]
    } else {
        Vec::new()
    };
    Some(Lead {
        check: Check::Quotes,
        score,
        ours: vec![tie.original],
        theirs: vec![tie.quote],
        edits: vec![Edit {
            class: EditClass::Name,
            field: Field::Header("From".to_owned()),
            a: 0..before.len(),
            b: 0..after.len(),
            before,
            after,
        }],
        key: key(readings),
        readings,
        votes,
        told: None,
    })
}

/// Gives the line of the quote at which the original's own words start, if enough of them follow.
fn first_own(tie: &Tie, quote: &Page, original: &Page) -> Option<usize> {
    let mut words = 0;
    let mut first = None;
    for run in tie.runs.iter().filter(|r| r.same) {
        for (q, o) in run.quote.clone().zip(run.original.clone()) {
            let own = original.lines.get(o as usize).is_some_and(is_own);
            let line = quote.quoted_line(q).filter(|l| own && l.depth == 1);
            if let Some(line) = line {
                words += usize::from(line.words);
                first = first.or(quote.quoted.get(q as usize).map(|l| *l as usize));
            }
        }
    }
    first.filter(|_| words >= SHARED)
}

fn is_own(line: &Line) -> bool {
    line.depth == 0 && line.kind == ZoneKind::Own
}

/// Reads who is named above a line.
fn attributed(text: &str, page: &Page, first: usize) -> Option<Mailbox> {
    let zone = head_above(page, first)?;
    let who = if zone.kind == ZoneKind::Attribution {
        attribution_head(text, &zone).who
    } else {
        block_head(text, &zone).from
    };
    Some(mailbox(&who))
}

/// Finds the attribution or head that stands above a line.
fn head_above(page: &Page, first: usize) -> Option<Zone> {
    let heads = |l: &Line| matches!(l.kind, ZoneKind::Attribution | ZoneKind::HeaderBlock);
    let from = first.saturating_sub(ABOVE);
    let above = page.lines.get(from..first)?;
    let last = above.iter().rposition(|l| heads(l) && l.depth == 0)?;
    let kind = above.get(last)?.kind;
    let start = (0..=last)
        .rev()
        .take_while(|n| above.get(*n).is_some_and(|l| l.kind == kind));
    let start = above.get(start.last()?)?.start as usize;
    Some(Zone {
        range: start..above.get(last)?.end as usize,
        kind,
        depth: 0,
    })
}

/// Tells whether a whole name or address was read, not a piece of one.
fn names_somebody(said: &Mailbox) -> bool {
    let capital = |w: &str| w.starts_with(char::is_uppercase);
    let words = said.name.split_whitespace().filter(|w| capital(w)).count();
    words >= 2 || (said.name.is_empty() && said.address.contains('@'))
}

fn mailbox(who: &str) -> Mailbox {
    let trim = |w: &str| {
        w.trim_matches(|c: char| !c.is_alphanumeric())
            .trim_start_matches("mailto:")
            .to_owned()
    };
    let (mails, names): (Vec<&str>, Vec<&str>) =
        who.split_whitespace().partition(|w| w.contains('@'));
    Mailbox {
        name: names
            .join(" ")
            .trim_matches(['"', '\'', ',', '<', '[', '(', ' '])
            .to_owned(),
        address: mails.first().map(|w| trim(w)).unwrap_or_default(),
    }
}

/// Tells whether two mailboxes may be one person: any part of name or address in common will do.
fn alike(a: &Mailbox, b: &Mailbox) -> bool {
    let parts = |m: &Mailbox| -> Vec<String> {
        let local = m.address.split('@').next().unwrap_or("");
        folded(&format!("{} {local}", m.name))
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| w.len() >= 3 && *w != "via")
            .map(str::to_owned)
            .collect()
    };
    let (x, y) = (parts(a), parts(b));
    let joined = |p: &[String], q: &[String]| {
        p.iter()
            .any(|w| q.iter().any(|v| w == v || w.contains(v) || v.contains(w)))
    };
    x.is_empty() || y.is_empty() || joined(&x, &y) || same_person(a, b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nickname_is_the_person_and_another_name_is_not() {
        let ada = mailbox("Ada Lind <ada.lind@example.org>");
        assert!(alike(&ada, &mailbox("lind@example.com")));
        assert!(alike(&ada, &mailbox("\"Lind, A.\" [mailto:x@example.org]")));
        assert!(!alike(&ada, &mailbox("Otto Kahn <otto@example.org>")));
    }
}
