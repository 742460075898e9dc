//! What may not leave is taken out here: addresses, texts, notes, names of reviewers.

use super::plan::Plan;
use crate::case::Snapshot;
use regex::Regex;
use serde::Serialize;
use serde_json::Value;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// What stands for an address that was taken out.
const ADDRESS: &str = "[address]";
/// What stands for words that were taken out.
const WORDS: &str = "[withheld]";

/// What an export withholds.
pub struct Veil {
    what: super::plan::Withhold,
    address: Option<Regex>,
    reviewers: BTreeMap<String, String>,
}

impl Veil {
    /// Makes the veil of a plan; reviewers are numbered by name, the same way every time.
    pub fn new(plan: &Plan, snapshot: &Snapshot) -> Self {
        let what = plan.options.withhold;
        let mut names = BTreeSet::new();
        for (_, marks) in snapshot.board.items() {
            names.extend(marks.verdicts.keys().cloned());
            names.extend(marks.tags.iter().map(|t| t.author.clone()));
            names.extend(marks.notes.iter().map(|n| n.author.clone()));
        }
        for finding in &snapshot.generation.findings {
            let held = snapshot.board.standing(&finding.id).iter();
            names.extend(held.map(|(author, _, _)| author.clone()));
        }
        let numbered = names.into_iter().enumerate();
        let numbered = numbered.map(|(at, name)| (name, format!("reviewer-{}", at + 1)));
        Self {
            what,
            address: Regex::new(r#"[^\s<>()\[\]"',;:@]+@[^\s<>()\[\]"',;:@]+"#).ok(),
            reviewers: numbered.filter(|_| what.reviewers).collect(),
        }
    }

    /// Gives a text without addresses, where they are withheld.
    pub fn text<'a>(&self, text: &'a str) -> Cow<'a, str> {
        match &self.address {
            Some(regex) if self.what.addresses => regex.replace_all(text, ADDRESS),
            _ => Cow::Borrowed(text),
        }
    }

    /// Gives words out of a body, where they may leave.
    pub fn words<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.what.bodies && !text.is_empty() {
            return Cow::Borrowed(WORDS);
        }
        self.text(text)
    }

    /// Gives the name of a reviewer as it may leave.
    pub fn reviewer<'a>(&'a self, author: &'a str) -> &'a str {
        self.reviewers.get(author).map_or(author, String::as_str)
    }

    /// Gives the name of a journal as it may leave: it begins with its author's name.
    pub fn journal<'a>(&self, name: &'a str) -> Cow<'a, str> {
        match name.rsplit_once('-') {
            Some((_, id)) if self.what.reviewers => Cow::Owned(format!("journal-{id}")),
            _ => Cow::Borrowed(name),
        }
    }

    /// Tells whether notes may leave.
    pub fn shows_notes(&self) -> bool {
        !self.what.notes
    }

    /// Tells whether evidence itself is withheld.
    pub fn is_redaction(&self) -> bool {
        self.what.is_redaction()
    }

    /// Writes a record as a line of JSON without what is withheld.
    pub fn line<T: Serialize>(&self, record: &T) -> String {
        if self.what == super::plan::Withhold::default() {
            return super::json::line(record);
        }
        let mut value = serde_json::to_value(record).unwrap_or(Value::Null);
        self.strip("", &mut value);
        super::json::line(&value)
    }

    fn strip(&self, key: &str, value: &mut Value) {
        match value {
            Value::String(text) => {
                let new = match key {
                    "author" => self.reviewer(text).to_owned(),
                    "text" if self.what.bodies => WORDS.to_owned(),
                    _ => self.text(text).into_owned(),
                };
                *text = new;
            }
            Value::Array(all) => all.iter_mut().for_each(|v| self.strip(key, v)),
            Value::Object(map) => {
                if self.what.notes {
                    map.remove("notes");
                }
                for (key, value) in map.iter_mut() {
                    // A note's text is no body.
                    if key == "notes" {
                        self.strip_notes(value);
                    } else {
                        self.strip(key, value);
                    }
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn strip_notes(&self, notes: &mut Value) {
        for note in notes.as_array_mut().into_iter().flatten() {
            for (key, value) in note.as_object_mut().into_iter().flatten() {
                let Value::String(text) = value else {
                    continue;
                };
                *text = match key.as_str() {
                    "author" => self.reviewer(text).to_owned(),
                    _ => self.text(text).into_owned(),
                };
            }
        }
    }
}
