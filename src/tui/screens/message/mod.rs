//! Message: one item to be read, in the order of the list that it was opened from.
//!
//! Header, text and attachments are one document of rows that scrolls as a whole; `r` shows the
//! exact bytes instead.

mod differs;
mod doc;
mod draw;

pub use differs::row_line;

use super::{Screen, Target, Way, counted};
use crate::case::Snapshot;
use crate::model::words::{heads as w, screen};
use crate::model::{Item, ItemIx};
use crate::review::{Queue, partner};
use crate::tui::action::Action;
use crate::tui::effect::{Effect, Purpose};
use crate::tui::event::{Event, Job, Wait};
use crate::tui::layout::body;
use crate::tui::reading::{Raw, Reading};
use crate::tui::state::{Going, Shell};
use doc::Doc;
use std::sync::Arc;

/// One item.
#[derive(Clone, PartialEq, Debug)]
pub struct Message {
    queue: Queue,
    top: usize,
    headers: Headers,
    view: View,
    file: Option<usize>,
    hit: Option<usize>,
    /// Which of the words that differ elsewhere the cursor is at.
    point: Option<usize>,
    awaited: Job,
    /// The byte that the raw view is to begin at, once it is there.
    seek: Option<u64>,
}

/// Which header fields are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Headers {
    Few,
    All,
}

#[derive(Clone, PartialEq, Debug)]
enum View {
    Text,
    Raw(Option<Arc<Raw>>),
}

impl Message {
    /// Opens the item that a queue stands at.
    pub fn new(queue: Queue) -> Self {
        Self {
            queue,
            top: 0,
            headers: Headers::Few,
            view: View::Text,
            file: None,
            hit: None,
            point: None,
            awaited: 0,
            seek: None,
        }
    }

    /// Opens the exact bytes of the item that a queue stands at, from a byte on.
    pub fn at_byte(queue: Queue, byte: u64) -> Self {
        Self {
            view: View::Raw(None),
            seek: Some(byte),
            ..Self::new(queue)
        }
    }

    fn item<'a>(&self, snapshot: &'a Snapshot) -> Option<&'a Item> {
        let ix = self.queue.current()?;
        snapshot.generation.items.get(ix.at())
    }

    fn reading<'a>(&self, shell: &'a Shell, snapshot: &Snapshot) -> Option<&'a Arc<Reading>> {
        shell.texts.get(&self.item(snapshot)?.digest, width(shell))
    }

    fn doc<'a>(&'a self, shell: &'a Shell, snapshot: &'a Snapshot) -> Option<Doc<'a>> {
        let item = self.item(snapshot)?;
        Some(Doc {
            item,
            reading: self.reading(shell, snapshot).map(AsRef::as_ref),
            all_headers: self.headers == Headers::All,
            differing: differs::differing(shell, snapshot, self.current())
                .take(differs::LISTED)
                .count(),
        })
    }

    fn len(&self, shell: &Shell, snapshot: &Snapshot) -> usize {
        match &self.view {
            View::Text => self.doc(shell, snapshot).map_or(0, |d| d.len()),
            View::Raw(raw) => raw.as_ref().map_or(0, |r| r.rows.len() + 1),
        }
    }

    /// Gives its crumb.
    pub fn crumb(&self, shell: &Shell, snapshot: &Snapshot) -> String {
        let title = self.item(snapshot).map(|i| shell.title(snapshot, i));
        title.unwrap_or(w::NO_SUBJECT.of(shell.lang)).to_owned()
    }

    /// Gives place and state.
    pub fn place(&self, shell: &Shell, snapshot: &Snapshot) -> String {
        let count = |n| counted(shell.lang, n);
        let (at, all) = (self.queue.place() + 1, self.queue.len());
        let place = w::item_place(shell.lang, count(at), count(all));
        let (height, len) = (height(shell), self.len(shell, snapshot));
        let last = (self.top + height).min(len);
        if len <= height {
            format!("{place}  {}", w::ALL_SHOWN.of(shell.lang))
        } else {
            format!("{place}  {}%", last * 100 / len.max(1))
        }
    }

    /// Does what a key asks.
    pub fn update(
        &mut self,
        shell: &mut Shell,
        snapshot: &Snapshot,
        action: Action,
    ) -> Vec<Effect> {
        let (height, len) = (height(shell), self.len(shell, snapshot));
        let last = len.saturating_sub(height);
        let page = height.saturating_sub(2).max(1);
        match action {
            Action::Down if self.file.is_some() => self.pick_file(shell, snapshot, 1),
            Action::Up if self.file.is_some() => self.pick_file(shell, snapshot, -1),
            Action::Down => self.top = (self.top + 1).min(last),
            Action::Up => self.top = self.top.saturating_sub(1),
            Action::HalfDown => self.top = (self.top + height / 2).min(last),
            Action::HalfUp => self.top = self.top.saturating_sub(height / 2),
            Action::PageDown if self.top >= last => return self.turn(shell, snapshot, Turn::Next),
            Action::PageDown => self.top = (self.top + page).min(last),
            Action::PageUp => self.top = self.top.saturating_sub(page),
            Action::Top => self.top = 0,
            Action::Bottom => self.top = last,
            Action::NextItem => return self.turn(shell, snapshot, Turn::Next),
            Action::PreviousItem => return self.turn(shell, snapshot, Turn::Previous),
            Action::GoNext => return self.advance(shell, snapshot),
            Action::Headers => {
                self.headers = match self.headers {
                    Headers::Few => Headers::All,
                    Headers::All => Headers::Few,
                };
                self.top = 0;
            }
            Action::Raw => return self.raw(shell, snapshot),
            Action::Pane => self.reach_files(shell, snapshot),
            Action::Cancel => self.file = None,
            Action::Open => self.open_file(shell, snapshot),
            Action::NextPoint | Action::PreviousPoint => self.step(shell, snapshot, action),
            Action::Compare if self.compare_finding(shell, snapshot) => {}
            Action::Compare => {
                let pair = self.queue.current().and_then(|ix| partner(snapshot, ix));
                super::compare::go(shell, pair);
            }
            _ => {}
        }
        Vec::new()
    }

    fn turn(&mut self, shell: &mut Shell, snapshot: &Snapshot, turn: Turn) -> Vec<Effect> {
        let moved = match turn {
            Turn::Next => self.queue.onward(),
            Turn::Previous => self.queue.backward(),
        };
        if !moved {
            shell.say(match turn {
                Turn::Next => screen::LAST_ITEM,
                Turn::Previous => screen::FIRST_ITEM,
            });
            return Vec::new();
        }
        self.fresh(shell, snapshot)
    }

    fn fresh(&mut self, shell: &mut Shell, snapshot: &Snapshot) -> Vec<Effect> {
        self.top = 0;
        self.file = None;
        self.hit = None;
        self.point = None;
        self.view = View::Text;
        self.show(shell, snapshot)
    }

    /// Asks for its text, and for that of the next item.
    pub fn show(&mut self, shell: &mut Shell, snapshot: &Snapshot) -> Vec<Effect> {
        let last = self.len(shell, snapshot).saturating_sub(height(shell));
        self.top = self.top.min(last);
        let width = width(shell);
        let lacks = |ix: &ItemIx, shell: &Shell| {
            let item = snapshot.generation.items.get(ix.at());
            item.is_some_and(|i| shell.texts.exact(&i.digest, width).is_none())
        };
        let mut effects = Vec::new();
        if let Some(ix) = self.queue.current().filter(|ix| lacks(ix, shell)) {
            self.awaited = shell.job();
            effects.push(Effect::Read(self.awaited, Purpose::Reader, vec![ix], width));
            effects.push(Effect::Wait(Wait::Loading, self.awaited));
        }
        if let Some(ix) = self.queue.ahead().filter(|ix| lacks(ix, shell)) {
            let job = shell.job();
            effects.push(Effect::Read(job, Purpose::Ahead, vec![ix], width));
        }
        if self.seek.is_some() {
            effects.extend(self.read_bytes(shell));
        }
        effects
    }

    /// Takes an answer.
    pub fn answer(&mut self, event: &Event) -> Vec<Effect> {
        if let (Event::RawRead(job, raw), View::Raw(shown)) = (event, &mut self.view)
            && *job == self.awaited
        {
            *shown = Some(Arc::clone(raw));
            if let Some(byte) = self.seek.take() {
                let behind = raw.rows.partition_point(|(at, _)| *at <= byte);
                self.top = behind.saturating_sub(1);
            }
        }
        Vec::new()
    }

    fn raw(&mut self, shell: &mut Shell, _: &Snapshot) -> Vec<Effect> {
        self.top = 0;
        if matches!(self.view, View::Raw(_)) {
            self.view = View::Text;
            return Vec::new();
        }
        self.read_bytes(shell)
    }

    fn read_bytes(&mut self, shell: &mut Shell) -> Vec<Effect> {
        let Some(ix) = self.queue.current() else {
            return Vec::new();
        };
        self.view = View::Raw(None);
        self.awaited = shell.job();
        let width = body(shell.size).width.saturating_sub(12);
        vec![
            Effect::Raw(self.awaited, ix, width),
            Effect::Wait(Wait::Loading, self.awaited),
        ]
    }

    fn reach_files(&mut self, shell: &mut Shell, snapshot: &Snapshot) {
        let any = self.item(snapshot).is_some_and(|i| !i.children.is_empty());
        self.file = match self.file {
            None if any => Some(0),
            _ => None,
        };
        if self.file.is_some() {
            self.pick_file(shell, snapshot, 0);
        } else if !any {
            shell.say(screen::NO_ATTACHMENTS);
        }
    }

    fn pick_file(&mut self, shell: &Shell, snapshot: &Snapshot, by: isize) {
        let count = self.item(snapshot).map_or(0, |i| i.children.len());
        let at = self.file.unwrap_or(0).saturating_add_signed(by);
        let at = at.min(count.saturating_sub(1));
        self.file = Some(at);
        let row = self.doc(shell, snapshot).map_or(0, |d| d.file_row(at));
        self.top = crate::tui::layout::window(self.top, row, height(shell), usize::MAX);
    }

    fn open_file(&mut self, shell: &mut Shell, snapshot: &Snapshot) {
        let g = &*snapshot.generation;
        let Some(item) = self.item(snapshot) else {
            return;
        };
        let files: Vec<ItemIx> = item
            .children
            .iter()
            .filter_map(|d| g.by_digest(d))
            .collect();
        let at = self.file.or((files.len() == 1).then_some(0));
        match at
            .and_then(|at| item.children.get(at))
            .and_then(|d| g.by_digest(d))
        {
            Some(ix) => {
                let screen = Screen::Message(Self::new(Queue::new(files, ix)));
                shell.going.push(Going::Into(Box::new(screen)));
            }
            None if files.is_empty() => shell.say(screen::NO_ATTACHMENTS),
            None => shell.say(screen::TAB_TO_FILES),
        }
    }

    /// Gives what a mark acts on.
    pub fn target(&self, shell: &Shell) -> Target {
        Target {
            items: self.queue.current().into_iter().collect(),
            name: w::THIS.of(shell.lang).into(),
        }
    }

    /// Goes to the next uncoded item of the queue.
    pub fn advance(&mut self, shell: &mut Shell, snapshot: &Snapshot) -> Vec<Effect> {
        if self.queue.next_open(|ix| shell.is_uncoded(snapshot, ix)) {
            self.fresh(shell, snapshot)
        } else {
            shell.say(screen::NOTHING_UNCODED);
            Vec::new()
        }
    }

    /// Goes to the next row that holds the needle.
    pub fn find(&mut self, shell: &Shell, snapshot: &Snapshot, needle: &str, way: Way) -> bool {
        let Some(doc) = self.doc(shell, snapshot) else {
            return false;
        };
        let Some(reading) = doc.reading else {
            return false;
        };
        let offset = doc.text_row();
        let at = match (self.hit, way) {
            (Some(hit), _) => hit,
            (None, Way::Next | Way::Here) => self.top.saturating_sub(offset),
            (None, Way::Previous) => reading.rows.len(),
        };
        let way = if self.hit.is_none() && way == Way::Next {
            Way::Here
        } else {
            way
        };
        let found = reading.find(needle, way.order(at, reading.rows.len()));
        let len = doc.len();
        if let Some(row) = found {
            let height = height(shell);
            self.hit = Some(row);
            self.top = crate::tui::layout::window(self.top, row + offset, height, len);
        }
        found.is_some()
    }

    /// Goes to an item of the queue.
    pub fn go(&mut self, shell: &mut Shell, snapshot: &Snapshot, at: usize) -> Vec<Effect> {
        if self.queue.go(at) {
            self.fresh(shell, snapshot)
        } else {
            shell.say(screen::there_are_items(shell.lang, self.queue.len()));
            Vec::new()
        }
    }

    /// Gives the item that is shown.
    pub fn current(&self) -> Option<ItemIx> {
        self.queue.current()
    }

    /// Carries it over to another generation.
    pub fn carried(&self, carry: &dyn Fn(ItemIx) -> Option<ItemIx>) -> Option<Self> {
        let queue = self.queue.carried(carry);
        (!queue.is_empty()).then(|| Self {
            queue,
            ..self.clone()
        })
    }
}

#[derive(Clone, Copy)]
enum Turn {
    Next,
    Previous,
}

/// Gives the width that texts are wrapped to: readable, not as wide as the screen may be.
fn width(shell: &Shell) -> u16 {
    body(shell.size).width.saturating_sub(4).min(100)
}

fn height(shell: &Shell) -> usize {
    usize::from(body(shell.size).height)
}
