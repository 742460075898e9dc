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
use crate::model::{Edit, EditClass, Field, Head, Mailbox};
use crate::relate::{By, Line, Page, Tie};
use crate::text::{Zone, ZoneKind, attribution_head, block_head};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Words that a quote must share with its original before it is asked who wrote them.
const SHARED: usize = 15;
/// Lines above a quote in which its attribution is looked for.
const ABOVE: usize = 12;

/// Names of one address that are kept.
const NAMES: usize = 8;

/// Raises a lead for each quote whose attribution names somebody else.
pub fn leads(desk: &Desk<'_>) -> Vec<Lead> {
    let known = known(desk);
    let ties = desk.ties.iter();
    ties.filter_map(|tie| lead(desk, tie, &known)).collect()
}

/// Every name that an address bears anywhere in the case.
type Known<'a> = BTreeMap<String, BTreeSet<&'a str>>;

fn known<'a>(desk: &Desk<'a>) -> Known<'a> {
    let mut out = Known::new();
    for head in desk.items.iter().filter_map(|i| i.head.as_ref()) {
        let boxes = head.from.iter().chain(&head.to).chain(&head.cc);
        for one in boxes.filter(|m| !m.address.is_empty() && !m.name.is_empty()) {
            let names = out.entry(one.address.to_lowercase()).or_default();
            if names.len() < NAMES {
                names.insert(&one.name);
            }
        }
    }
    out
}

/// Tells whether the one who is named may be the sender: by what the line says, or by a name that
/// the case knows for either address.
fn may_be(said: &Mailbox, sender: &Mailbox, known: &Known<'_>) -> bool {
    let forms = |m: &Mailbox| -> Vec<Mailbox> {
        let names = known.get(&m.address.to_lowercase());
        let more = names.into_iter().flatten().map(|name| Mailbox {
            name: (*name).to_owned(),
            address: m.address.clone(),
        });
        std::iter::once(m.clone()).chain(more).collect()
    };
    let theirs = forms(sender);
    forms(said)
        .iter()
        .any(|x| theirs.iter().any(|y| alike(x, y)))
}

/// Tells whether the one who is named is an address that the original went to: a list that passed
/// it on names itself.
fn is_list(said: &Mailbox, head: &Head) -> bool {
    let to = head.to.iter().chain(&head.cc).chain(&head.reply_to);
    let same = |m: &Arc<Mailbox>| m.address.eq_ignore_ascii_case(&said.address);
    !said.address.is_empty() && said.name.is_empty() && to.into_iter().any(same)
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

fn lead(desk: &Desk<'_>, tie: &Tie, known: &Known<'_>) -> Option<Lead> {
    if !matches!(tie.by, By::Headers(1) | By::Words) {
        return None;
    }
    let (quote, original) = (
        desk.pages.get(tie.quote.at())?,
        desk.pages.get(tie.original.at())?,
    );
    let first = first_own(tie, quote, original)?;
    let text = desk.body(tie.quote);
    let zone = head_above(quote, first)?;
    let said = attributed(text, &zone);
    let head = desk.item(tie.original)?.head.as_ref()?;
    let sender = head.from.first()?;
    if !names_somebody(&said) || is_list(&said, head) || may_be(&said, sender, known) {
        return None;
    }
    let nearer = |l: &&Line| l.start as usize >= zone.range.end;
    let nearer = quote.lines.iter().take(first).filter(nearer);
    let named = |l: &Line| named_in(text, l).is_some_and(|m| may_be(&m, sender, known));
    let original = (desk.body(tie.original), original);
    if nearer.into_iter().any(named) || is_carried(text.get(zone.range)?, original) {
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

/// Reads who is named in an attribution or head.
fn attributed(text: &str, zone: &Zone) -> Mailbox {
    let who = if zone.kind == ZoneKind::Attribution {
        attribution_head(text, zone).who
    } else {
        block_head(text, zone).from
    };
    mailbox(&who)
}

/// Reads who is named in a line that ends as an attribution does, though no marked line follows.
fn named_in(text: &str, line: &Line) -> Option<Mailbox> {
    let range = line.start as usize..line.end as usize;
    let kind = ZoneKind::Attribution;
    let read = text.get(range.clone())?.trim_end().ends_with(':');
    let zone = Zone {
        range,
        kind,
        depth: 0,
    };
    read.then(|| attributed(text, &zone))
        .filter(|m| !m.address.is_empty())
}

/// Tells whether an attribution stands word for word in the original, above what that quotes: it
/// lost its mark on the way and says nothing of the original's writer.
fn is_carried(said: &str, (text, original): (&str, &Page)) -> bool {
    let words = |text: &str| -> Vec<String> {
        let folded = folded(text);
        let words = folded.split(|c: char| !c.is_alphanumeric());
        words.filter(|w| !w.is_empty()).map(str::to_owned).collect()
    };
    let heads = original.lines.iter();
    let heads = heads.filter(|l| l.kind == ZoneKind::Attribution);
    let heads = heads.filter_map(|l| text.get(l.start as usize..l.end as usize));
    let (said, heads) = (words(said), words(&heads.collect::<Vec<_>>().join(" ")));
    !said.is_empty() && heads.windows(said.len()).any(|w| w == said)
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
    if said.name.to_lowercase().contains("on behalf of") {
        return false;
    }
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

    #[test]
    fn a_name_known_for_an_address_is_the_person() {
        let known = Known::from([("x260309@example.org".to_owned(), BTreeSet::from(["Lei Yu"]))]);
        let (said, sender) = (mailbox("Lei Yu"), mailbox("x260309@example.org"));
        assert!(!alike(&said, &sender) && may_be(&said, &sender, &known));
        assert!(!may_be(&mailbox("Otto Kahn"), &sender, &known));
        let head = Head {
            cc: vec![Arc::new(mailbox("list@example.org"))],
            ..Head::default()
        };
        assert!(is_list(&mailbox("list@example.org"), &head));
        assert!(!is_list(&said, &head));
    }
}
