//! What a query asks for that the case does not hold: a name that nothing bears is said, so that
//! no empty answer passes for an answer about the mail.

use super::{Read, Snapshot};
use crate::model::Item;
use crate::query::{Filter, PartField, Query};
use crate::text::fold_search;
use std::collections::BTreeSet;

/// Most known names that a sentence lists.
const NAMED: usize = 8;

impl Snapshot {
    /// Names the fields of a query that ask for what nothing in the case bears, one sentence each.
    pub fn unknown(&self, query: &Query) -> Vec<String> {
        let filters = query.filters();
        filters.into_iter().filter_map(|f| self.doubt(f)).collect()
    }

    /// Names the parts of a query that match nothing on their own, for a query that matched none.
    pub fn empty_parts(&self, query: &Query, author: &str, reader: &dyn Read) -> Vec<String> {
        let parts = match query {
            Query::And(parts) => parts.as_slice(),
            Query::All | Query::Or(_) | Query::Not(_) | Query::Text(_) | Query::Field(_) => {
                std::slice::from_ref(query)
            }
        };
        let known = |part: &&Query| self.unknown(part).is_empty();
        let none = |part: &&Query| self.select(part, author, reader).is_empty();
        let mut out: Vec<String> = parts
            .iter()
            .filter(known)
            .filter(none)
            .map(|part| format!("no item matches {part}"))
            .collect();
        if out.is_empty() && parts.len() > 1 && self.unknown(query).is_empty() {
            out.push("each part matches items, but no item matches all of them".into());
        }
        out
    }

    /// Counts the items that have no text to be searched.
    pub fn textless(&self) -> usize {
        let items = self.generation.items.iter();
        items.filter(|i| i.text_bytes == 0).count()
    }

    fn doubt(&self, filter: &Filter) -> Option<String> {
        let g = &*self.generation;
        let is_start = |id: &str, wanted: &str| id.starts_with(&wanted.to_ascii_lowercase());
        match filter {
            Filter::Tag(name) => {
                let known = self.tag_names();
                let word = name.to_lowercase();
                (!known.contains(&word)).then(|| nothing("bears the tag", name, &known))
            }
            Filter::Verdict(verdict) => {
                let mut marks = self.board.items();
                let borne = marks.any(|(_, m)| m.verdicts.values().any(|v| v == verdict));
                (!borne).then(|| format!("no item bears the verdict {}", verdict.word()))
            }
            Filter::Part(PartField::Source, name) => {
                let known = g.sources.iter().map(|s| s.name.clone()).collect();
                holds_none(&known, name, "comes from a source named like")
            }
            Filter::Part(PartField::Custodian, name) => {
                let known = g.sources.iter().filter_map(|s| s.custodian.clone());
                holds_none(&known.collect(), name, "has a custodian named like")
            }
            Filter::Part(PartField::Type, name) => {
                let known: BTreeSet<String> = g
                    .items
                    .iter()
                    .map(|i: &Item| i.media_type.clone())
                    .collect();
                holds_none(&known, name, "is of a type like")
            }
            Filter::Check(check) => {
                let known: BTreeSet<String> =
                    g.findings.iter().map(|f| f.check.to_string()).collect();
                let found = known.iter().any(|k| k.starts_with(check.as_str()));
                (!found).then(|| nothing("is in a finding of the check", check, &known))
            }
            Filter::Thread(id) => {
                let found = g.threads.iter().any(|t| is_start(&t.id, id));
                (!found).then(|| format!("no thread begins with {id}"))
            }
            Filter::Group(id) => {
                let found = g.groups.iter().any(|t| is_start(&t.id, id));
                (!found).then(|| format!("no group begins with {id}"))
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

fn holds_none(known: &BTreeSet<String>, name: &str, what: &str) -> Option<String> {
    let wanted = fold_search(name);
    let found = known.iter().any(|k| fold_search(k).contains(&*wanted));
    (!found).then(|| nothing(what, name, known))
}

fn nothing(what: &str, name: &str, known: &BTreeSet<String>) -> String {
    let some: Vec<&str> = known.iter().take(NAMED).map(String::as_str).collect();
    let more = if known.len() > NAMED { ", …" } else { "" };
    let there = if some.is_empty() {
        "; there is none at all".to_owned()
    } else {
        format!("; there is {}{more}", some.join(", "))
    };
    format!("no item {what} {name}{there}")
}
