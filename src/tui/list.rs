//! What all lists share: a cursor in a window, and a filter with a draft that is counted while it
//! is typed.

use super::action::Action;
use super::effect::Effect;
use super::event::{Job, Wait};
use super::layout::window;
use super::state::Shell;
use crate::model::ItemIx;
use std::sync::Arc;

/// A cursor in a list, and the first row that is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Cursor {
    /// The row.
    pub at: usize,
    /// The first row shown.
    pub top: usize,
}

impl Cursor {
    /// Goes to a row and keeps it in a window of `height` rows of `len`.
    pub fn go(&mut self, at: usize, height: usize, len: usize) {
        self.at = at.min(len.saturating_sub(1));
        self.top = window(self.top, self.at, height, len);
    }

    /// Moves by an action; false where it is no move.
    pub fn act(&mut self, action: Action, height: usize, len: usize) -> bool {
        let (half, page) = ((height / 2).max(1), height.saturating_sub(1).max(1));
        let at = match action {
            Action::Down => self.at + 1,
            Action::Up => self.at.saturating_sub(1),
            Action::HalfDown => self.at + half,
            Action::HalfUp => self.at.saturating_sub(half),
            Action::PageDown => self.at + page,
            Action::PageUp => self.at.saturating_sub(page),
            Action::Top => 0,
            Action::Bottom => len,
            _ => return false,
        };
        self.go(at, height, len);
        true
    }
}

/// A filter over a list.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Filter {
    /// The query that holds; empty shows all.
    pub text: String,
    /// What matches; `None` where everything is shown.
    pub hits: Option<Arc<Vec<ItemIx>>>,
    draft: Option<Draft>,
}

#[derive(Clone, PartialEq, Debug)]
struct Draft {
    job: Job,
    text: String,
    hits: Option<Arc<Vec<ItemIx>>>,
    apply: bool,
}

impl Filter {
    /// Makes hits hold that are known already.
    pub fn hold(&mut self, text: &str, hits: Arc<Vec<ItemIx>>) {
        text.clone_into(&mut self.text);
        self.hits = Some(hits);
        self.draft = None;
    }

    /// Counts what a text would match.
    pub fn draft(&mut self, shell: &mut Shell, text: &str) -> Vec<Effect> {
        if text.trim().is_empty() {
            self.draft = None;
            return Vec::new();
        }
        let job = shell.job();
        self.draft = Some(Draft {
            job,
            text: text.to_owned(),
            hits: None,
            apply: false,
        });
        vec![Effect::Select(job, text.to_owned())]
    }

    /// Makes a text hold: at once where its hits are known, else when they come. True where the
    /// list changes now.
    pub fn apply(&mut self, shell: &mut Shell, text: &str) -> (bool, Vec<Effect>) {
        if text.trim().is_empty() {
            let changed = self.hits.is_some();
            *self = Self::default();
            return (changed, Vec::new());
        }
        let mut effects = Vec::new();
        if self.draft.as_ref().is_none_or(|d| d.text != text) {
            effects = self.draft(shell, text);
        }
        let Some(draft) = &mut self.draft else {
            return (false, effects);
        };
        draft.apply = true;
        if draft.hits.is_none() {
            effects.push(Effect::Wait(Wait::Loading, draft.job));
        }
        (self.settle(), effects)
    }

    /// Takes the answer to a job; gives the count where it is the draft's, and whether the list
    /// changes now.
    pub fn answer(&mut self, job: Job, hits: &Arc<Vec<ItemIx>>) -> (Option<usize>, bool) {
        match &mut self.draft {
            Some(draft) if draft.job == job => {
                draft.hits = Some(Arc::clone(hits));
                (Some(hits.len()), self.settle())
            }
            Some(_) | None => (None, false),
        }
    }

    /// Tells whether a job is the draft's.
    pub fn awaits(&self, job: Job) -> bool {
        self.draft.as_ref().is_some_and(|d| d.job == job)
    }

    /// Asks anew after the case changed.
    pub fn again(&mut self, shell: &mut Shell) -> Vec<Effect> {
        let text = std::mem::take(&mut self.text);
        self.draft = None;
        self.hits = None;
        self.apply(shell, &text).1
    }

    fn settle(&mut self) -> bool {
        match self.draft.take() {
            Some(Draft {
                apply: true,
                hits: Some(hits),
                text,
                ..
            }) => {
                self.text = text;
                self.hits = Some(hits);
                true
            }
            other => {
                self.draft = other;
                false
            }
        }
    }
}
