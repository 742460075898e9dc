//! What all lists share: a cursor in a window, and a filter with a draft that is counted while it
//! is typed.

use super::action::Action;
use super::effect::Effect;
use super::event::{Event, Job, Wait};
use super::layout::{Panes, below_title, window};
use super::state::Shell;
use crate::model::ItemIx;
use std::sync::Arc;

/// A cursor in a list, the first row that is shown, and the row that the preview tells of.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Cursor {
    /// The row.
    pub at: usize,
    /// The first row shown.
    pub top: usize,
    /// The row on which it rested last; the preview follows when it rests again.
    pub rests: usize,
    awaited: Job,
}

/// The rows that a list has room for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Room {
    /// How many.
    pub rows: usize,
    /// Whether something else stands beside them. A terminal moves whole rows only: a list that
    /// does not have them to itself goes on by a page at its edge, and not by a row.
    pub shared: bool,
}

impl Room {
    /// Gives the room of a list with its preview, the heading taken off.
    pub fn of(panes: Panes) -> Self {
        Self {
            rows: usize::from(below_title(panes.list).height),
            shared: panes.beside,
        }
    }
}

impl From<usize> for Room {
    fn from(rows: usize) -> Self {
        Self {
            rows,
            shared: false,
        }
    }
}

/// Rows of the page before that stay in sight.
const CONTEXT: usize = 2;

impl Cursor {
    /// Goes to a row and keeps it in a window of a room of `len` rows.
    pub fn go(&mut self, at: usize, room: impl Into<Room>, len: usize) {
        let room = room.into();
        self.at = at.min(len.saturating_sub(1));
        if room.shared && room.rows > 2 * CONTEXT {
            if self.at == self.top + room.rows {
                self.top = self.at.saturating_sub(CONTEXT);
            } else if self.at + 1 == self.top {
                self.top = (self.at + 1 + CONTEXT).saturating_sub(room.rows);
            }
        }
        self.top = window(self.top, self.at, room.rows, len);
    }

    /// Moves by an action; false where it is no move.
    pub fn act(&mut self, action: Action, room: impl Into<Room>, len: usize) -> bool {
        let room = room.into();
        let height = room.rows;
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
        self.go(at, room, len);
        true
    }

    /// Lets the preview follow once the cursor rests.
    pub fn follow(&mut self, shell: &mut Shell) -> Vec<Effect> {
        if self.rests == self.at {
            return Vec::new();
        }
        self.awaited = shell.job();
        vec![Effect::Wait(Wait::Preview, self.awaited)]
    }

    /// Takes the end of a wait.
    pub fn waited(&mut self, event: &Event) {
        if matches!(event, Event::Waited(Wait::Preview, job) if *job == self.awaited) {
            self.rests = self.at;
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_beside_a_preview_goes_on_by_a_page() {
        let room = Room {
            rows: 10,
            shared: true,
        };
        let mut cursor = Cursor::default();
        let mut tops = Vec::new();
        for _ in 0..18 {
            cursor.act(Action::Down, room, 100);
            tops.push(cursor.top);
        }
        tops.dedup();
        assert_eq!(tops, [0, 8, 16]);
        let mut tops = Vec::new();
        for _ in 0..18 {
            cursor.act(Action::Up, room, 100);
            tops.push(cursor.top);
        }
        tops.dedup();
        assert_eq!((tops.last(), tops.len()), (Some(&0), 3));
        cursor.act(Action::Bottom, 10, 100);
        assert_eq!((cursor.at, cursor.top), (99, 90));
    }
}
