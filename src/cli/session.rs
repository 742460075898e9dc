//! One command's session on a case: what is open, who works, and how items are named.

use super::adapt;
use super::args::Global;
use super::config::{Config, Setting, find_case};
use super::failure::{Failure, say, wrong_query};
use crate::case::{Case, FindError, Generation, Snapshot};
use crate::model::words::failures as w;
use crate::model::words::marking;
use crate::model::{Item, ItemIx, Lang, Said};
use crate::query::{self, Query};
use std::sync::Arc;

/// An open case with its user.
pub struct Session {
    /// The case.
    pub case: Case,
    /// What was known when it was opened.
    pub snapshot: Arc<Snapshot>,
    /// Who works, where that could be told.
    pub author: Setting,
    /// Whether the user wishes to mark nothing.
    pub read_only: bool,
    /// The theme that was named.
    pub theme: Option<String>,
    /// Settings of `[review]` that were named.
    pub sets: Vec<String>,
    /// The language in which people are told.
    pub lang: Lang,
    /// The language of a report in a file.
    pub report: Lang,
    /// What is set by the user and in the case.
    pub config: Config,
}

impl Session {
    /// Opens the case that was named or is near.
    pub fn open(global: &Global) -> Result<Self, Failure> {
        let root = find_case(global.case.as_deref())?;
        let config = Config::load_for(Some(&root))?;
        let author = config.author(global.author.as_deref())?;
        let lang = config.lang(global.lang.as_deref())?.0;
        let case = adapt::open(&root)?;
        let snapshot = case.snapshot();
        // A command ends with its process: taking a case apart piece by piece first would cost as
        // long as opening it.
        std::mem::forget(Arc::clone(&snapshot));
        Ok(Self {
            case,
            snapshot,
            author,
            read_only: global.read_only,
            theme: global.theme.clone(),
            sets: global.sets.clone(),
            lang,
            report: config.report(global.lang.as_deref()),
            config,
        })
    }

    /// Says a sentence on stderr in the language of the session.
    pub fn say(&self, words: impl Into<Said>) {
        say(words.into().of(self.lang));
    }

    /// Refuses to mark where the user wished so.
    pub fn may_mark(&self) -> Result<(), Failure> {
        if self.read_only {
            return Err(Failure::work(marking::READ_ONLY)
                .because(marking::READ_ONLY_GIVEN)
                .hint(marking::LEAVE_READ_ONLY));
        }
        Ok(())
    }

    /// Gives what was made from the sources.
    pub fn generation(&self) -> &Generation {
        &self.snapshot.generation
    }

    /// Gives an item.
    pub fn item(&self, ix: ItemIx) -> &Item {
        self.generation().item(ix)
    }

    /// Finds the item that a prefix names.
    pub fn find(&self, prefix: &str) -> Result<ItemIx, Failure> {
        self.generation().find(prefix).map_err(|e| match e {
            FindError::NotADigest => Failure::work(w::no_such_item(format!("{prefix:?}")))
                .because(w::DIGITS_OF_DIGEST)
                .hint(w::LIST_DIGESTS),
            FindError::None => Failure::work(w::no_item_begins(prefix)).hint(w::LIST_DIGESTS),
            FindError::Ambiguous(some, n) => {
                let mut failure = Failure::work(w::items_begin(n, prefix));
                for digest in some {
                    let title = self
                        .generation()
                        .by_digest(&digest)
                        .map_or("", |ix| self.item(ix).title());
                    failure = failure.because(Said::same(&format!("{digest}  {title}")));
                }
                failure
            }
        })
    }

    /// Gives the items that match a query, in snapshot order.
    pub fn select(&self, text: &str) -> Result<Vec<ItemIx>, Failure> {
        let query = query::parse(text).map_err(|e| wrong_query(text, &e))?;
        Ok(self.chosen(&query))
    }

    /// Gives the items that match a query that was read, in snapshot order.
    pub fn chosen(&self, query: &Query) -> Vec<ItemIx> {
        let (author, reader) = (&self.author.value, self.case.reader());
        adapt::select(&self.snapshot, query, author, &reader)
    }

    /// Tells for each item whether it matches.
    pub fn matching(&self, text: &str) -> Result<Vec<bool>, Failure> {
        let query = query::parse(text).map_err(|e| wrong_query(text, &e))?;
        Ok(self.holding(&query))
    }

    /// Tells for each item whether a query holds.
    pub fn holding(&self, query: &Query) -> Vec<bool> {
        let mut out = vec![false; self.generation().items.len()];
        for ix in self.chosen(query) {
            if let Some(slot) = out.get_mut(ix.at()) {
                *slot = true;
            }
        }
        out
    }
}
