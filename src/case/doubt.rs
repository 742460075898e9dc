//! What a query asks for that the case does not hold: a name that nothing bears is said, so that
//! no empty answer passes for an answer about the mail.

use super::holds::named;
use super::{Read, Snapshot};
use crate::model::words::queries as w;
use crate::model::{Item, Said, Word};
use crate::query::{Filter, PartField, Query};
use crate::text::fold_search;
use std::collections::BTreeSet;

/// Most known names that a sentence lists.
const NAMED: usize = 8;

impl Snapshot {
    /// Names the fields of a query that ask for what nothing in the case bears, one sentence each.
    pub fn unknown(&self, query: &Query) -> Vec<Said> {
        let filters = query.filters();
        filters.into_iter().filter_map(|f| self.doubt(f)).collect()
    }

    /// Names the parts of a query that match nothing on their own, for a query that matched none.
    pub fn empty_parts(&self, query: &Query, author: &str, reader: &dyn Read) -> Vec<Said> {
        let parts = match query {
            Query::And(parts) => parts.as_slice(),
            Query::All | Query::Or(_) | Query::Not(_) | Query::Text(_) | Query::Field(_) => {
                std::slice::from_ref(query)
            }
        };
        let known = |part: &&Query| self.unknown(part).is_empty();
        let none = |part: &&Query| self.select(part, author, reader).is_empty();
        let mut out: Vec<Said> = parts
            .iter()
            .filter(known)
            .filter(none)
            .map(w::matches_none)
            .collect();
        if out.is_empty() && parts.len() > 1 && self.unknown(query).is_empty() {
            out.push(w::ALL_APART.into());
        }
        out
    }

    /// Counts the items that have no text to be searched.
    pub fn textless(&self) -> usize {
        let items = self.generation.items.iter();
        items.filter(|i| i.text_bytes == 0).count()
    }

    fn doubt(&self, filter: &Filter) -> Option<Said> {
        let g = &*self.generation;
        let is_start = |id: &str, wanted: &str| id.starts_with(&wanted.to_ascii_lowercase());
        match filter {
            Filter::Tag(name) => {
                let known = self.tag_names();
                let word = name.to_lowercase();
                (!known.contains(&word)).then(|| nothing(w::BEARS_TAG, name, &known))
            }
            Filter::Verdict(verdict) => {
                let mut marks = self.board.items();
                let borne = marks.any(|(_, m)| m.verdicts.values().any(|v| v == verdict));
                (!borne).then(|| {
                    let verdict = Said::new(|lang| verdict.shown(lang).to_owned());
                    w::no_verdict(verdict)
                })
            }
            Filter::Part(PartField::Source, name) => {
                let known = g.sources.iter().map(|s| s.name.clone()).collect();
                holds_none(&known, name, w::IS_OF_SOURCE)
            }
            Filter::Part(PartField::Custodian, name) => {
                let known = g.sources.iter().filter_map(|s| s.custodian.clone());
                holds_none(&known.collect(), name, w::HAS_CUSTODIAN)
            }
            Filter::Part(PartField::Type, name) => {
                let known: BTreeSet<String> = g
                    .items
                    .iter()
                    .map(|i: &Item| i.media_type.clone())
                    .collect();
                holds_none(&known, name, w::IS_OF_TYPE)
            }
            Filter::Check(check) => {
                let known: BTreeSet<String> =
                    g.findings.iter().map(|f| f.check.to_string()).collect();
                let found = known.iter().any(|k| k.starts_with(check.as_str()));
                (!found).then(|| nothing(w::IN_CHECK, check, &known))
            }
            Filter::View(name) => {
                let known: BTreeSet<String> = self.views.keys().cloned().collect();
                (!known.contains(name)).then(|| nothing(w::IN_VIEW, name, &known))
            }
            Filter::Thread(id) => {
                let found = g.threads.iter().any(|t| is_start(&t.id, id));
                (!found).then(|| w::no_thread(id))
            }
            Filter::Group(id) => {
                let found = g.groups.iter().any(|t| is_start(&t.id, id));
                (!found).then(|| w::no_group(id))
            }
            Filter::Part(..)
            | Filter::Id(_)
            | Filter::Has(_)
            | Filter::Is(_)
            | Filter::Dkim(_)
            | Filter::Score(..)
            | Filter::Size(..)
            | Filter::Days(..) => None,
        }
    }

    /// Gives every tag and verdict that some item bears.
    fn tag_names(&self) -> BTreeSet<String> {
        let mut out = BTreeSet::new();
        for (_, marks) in self.board.items() {
            out.extend(marks.tags.iter().map(|t| t.name.to_lowercase()));
            out.extend(marks.verdicts.values().map(|v| v.word().to_owned()));
        }
        out
    }
}

fn holds_none(known: &BTreeSet<String>, name: &str, what: Word) -> Option<Said> {
    let wanted = fold_search(name);
    let found = known.iter().any(|k| named(&fold_search(k), &wanted));
    (!found).then(|| nothing(what, name, known))
}

fn nothing(what: Word, name: &str, known: &BTreeSet<String>) -> Said {
    let some: Vec<&str> = known.iter().take(NAMED).map(String::as_str).collect();
    let more = if known.len() > NAMED { ", …" } else { "" };
    let there = if some.is_empty() {
        Said::from(w::NONE_AT_ALL)
    } else {
        w::there_is(some.join(", ") + more)
    };
    w::no_item(what, name, there)
}
