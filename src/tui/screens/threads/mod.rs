//! Threads: the list that a session begins with, a row a thread, opened into its tree.
//!
//! An act on a row acts on everything that is folded into it, and the codes row names the number.

mod draw;
mod marks;
mod place;
mod preview;
pub use draw::{code, date, flags};
mod rows;

use super::{Screen, Way, counted, message::Message};
use crate::case::Snapshot;
use crate::model::words::heads as w;
use crate::model::{ItemIx, Thread};
use crate::review::Queue;
use crate::tui::action::Action;
use crate::tui::effect::{Effect, Purpose};
use crate::tui::event::{Event, Job, Wait};
use crate::tui::layout::{Preview, body, panes};
use crate::tui::list::{Cursor, Filter, Room};
use crate::tui::state::{Going, Shell};
use rows::{Lead, Opened, Order, Row};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The thread list.
#[derive(Clone, PartialEq, Debug)]
pub struct Threads {
    /// What is shown.
    pub filter: Filter,
    order: Order,
    leads: Arc<Vec<Lead>>,
    rows: Arc<Vec<Row>>,
    opened: Opened,
    cursor: Cursor,
    marked: Arc<BTreeSet<ItemIx>>,
    range_from: Option<usize>,
    preview: Preview,
    settled: Option<Row>,
    /// The row before that one, shown until the texts of that one are there.
    before: Option<Row>,
    awaited: Job,
}

impl Threads {
    /// Lists everything, newest thread first.
    pub fn new(snapshot: &Snapshot) -> Self {
        let mut out = Self {
            filter: Filter::default(),
            order: Order::default(),
            leads: Arc::default(),
            rows: Arc::default(),
            opened: Opened::new(),
            cursor: Cursor::default(),
            marked: Arc::default(),
            range_from: None,
            preview: Preview::On,
            settled: None,
            before: None,
            awaited: 0,
        };
        out.fill(snapshot);
        out
    }

    fn fill(&mut self, snapshot: &Snapshot) {
        let hits = self.filter.hits.as_deref().map(Vec::as_slice);
        self.leads = Arc::new(rows::order(snapshot, hits, self.order));
        self.lay_out(snapshot);
    }

    fn lay_out(&mut self, snapshot: &Snapshot) {
        self.rows = Arc::new(rows::rows(snapshot, &self.leads, &self.opened));
    }

    /// Makes the rows again and keeps the cursor on its thread where it is still there.
    pub fn refill(&mut self, shell: &mut Shell, snapshot: &Snapshot) -> Vec<Effect> {
        let here = self.row();
        self.fill(snapshot);
        self.return_to(shell, here);
        self.moved(shell)
    }

    fn return_to(&mut self, shell: &Shell, row: Option<Row>) {
        let same = |r: &Row| Some(*r) == row;
        let thread = |r: &Row| r.thread().is_some() && r.thread() == row.and_then(Row::thread);
        let at = self.rows.iter().position(same);
        let at = at.or_else(|| self.rows.iter().position(thread));
        self.cursor.top = self.cursor.top.min(self.rows.len());
        self.cursor
            .go(at.unwrap_or(0), self.height(shell), self.rows.len());
    }

    fn row(&self) -> Option<Row> {
        self.rows.get(self.cursor.at).copied()
    }

    fn height(&self, shell: &Shell) -> Room {
        Room::of(panes(body(shell.size), self.preview))
    }

    /// Gives its crumb.
    pub fn crumb(&self, shell: &Shell, _: &Snapshot) -> String {
        if self.filter.text.is_empty() {
            w::THREADS.of(shell.lang).into()
        } else {
            format!("{} > {}", w::THREADS.of(shell.lang), self.filter.text)
        }
    }

    /// Gives place and state.
    pub fn place(&self, shell: &Shell, snapshot: &Snapshot) -> String {
        let all = snapshot.generation.threads.len();
        let shown = self.leads.len();
        let (lang, len) = (shell.lang, self.rows.len());
        let count = |n| counted(lang, n);
        let place = count((self.cursor.at + 1).min(len));
        let order = self.order.shown(lang);
        if self.filter.hits.is_some() {
            w::threads_place_of(lang, place, count(len), count(shown), count(all), order)
        } else {
            w::threads_place(lang, place, count(len), count(all), order)
        }
    }

    /// Does what a key asks.
    pub fn update(
        &mut self,
        shell: &mut Shell,
        snapshot: &Snapshot,
        action: Action,
    ) -> Vec<Effect> {
        let height = self.height(shell);
        if self.cursor.act(action, height, self.rows.len()) {
            return self.moved(shell);
        }
        match action {
            Action::NextItem => self.step(shell, 1),
            Action::PreviousItem => self.step(shell, -1),
            Action::Open => self.open(shell, snapshot),
            Action::Fold => self.fold(shell, snapshot),
            Action::FoldAll => self.fold_all(shell, snapshot),
            Action::Mark => self.mark(shell, snapshot),
            Action::Range => self.range(shell, snapshot),
            Action::MarkAll => self.mark_all(shell, snapshot),
            Action::Cancel => {
                self.range_from = None;
                self.marked = Arc::default();
                Vec::new()
            }
            Action::Preview => {
                self.preview = self.preview.other();
                self.cursor
                    .go(self.cursor.at, self.height(shell), self.rows.len());
                self.settle(shell, snapshot)
            }
            Action::Sort => {
                self.order = self.order.next();
                self.refill(shell, snapshot)
            }
            Action::Compare => self.compare(shell, snapshot),
            Action::GoNext => self.advance(shell, snapshot),
            _ => Vec::new(),
        }
    }

    fn step(&mut self, shell: &mut Shell, by: isize) -> Vec<Effect> {
        let at = self.cursor.at.saturating_add_signed(by);
        self.cursor.go(at, self.height(shell), self.rows.len());
        self.moved(shell)
    }

    /// The cursor moved: the preview follows when it rests.
    fn moved(&mut self, shell: &mut Shell) -> Vec<Effect> {
        if panes(body(shell.size), self.preview).preview.is_none() || self.settled == self.row() {
            return Vec::new();
        }
        self.awaited = shell.job();
        vec![Effect::Wait(Wait::Preview, self.awaited)]
    }

    /// Shows what is under the cursor now.
    fn settle(&mut self, shell: &mut Shell, snapshot: &Snapshot) -> Vec<Effect> {
        let row = self.row();
        if self.settled != row {
            self.before = std::mem::replace(&mut self.settled, row);
        }
        let Some(pane) = panes(body(shell.size), self.preview).preview else {
            return Vec::new();
        };
        let items = self.settled.map_or_else(Vec::new, |r| r.items(snapshot));
        let width = preview::text_width(pane);
        let missing: Vec<ItemIx> = items
            .into_iter()
            .take(preview::previewed(pane))
            .filter(|ix| {
                let item = snapshot.generation.items.get(ix.at());
                item.is_some_and(|i| shell.texts.exact(&i.digest, width).is_none())
            })
            .collect();
        if missing.is_empty() {
            return Vec::new();
        }
        self.awaited = shell.job();
        vec![
            Effect::Read(self.awaited, Purpose::Preview, missing, width),
            Effect::Wait(Wait::Loading, self.awaited),
        ]
    }

    /// Asks for what it lacks.
    pub fn show(&mut self, shell: &mut Shell, snapshot: &Snapshot) -> Vec<Effect> {
        self.cursor
            .go(self.cursor.at, self.height(shell), self.rows.len());
        self.settle(shell, snapshot)
    }

    /// Takes an answer.
    pub fn answer(&mut self, shell: &mut Shell, snapshot: &Snapshot, event: &Event) -> Vec<Effect> {
        match event {
            Event::Waited(Wait::Preview, job) if *job == self.awaited => {
                self.settle(shell, snapshot)
            }
            _ => Vec::new(),
        }
    }

    fn open(&mut self, shell: &mut Shell, snapshot: &Snapshot) -> Vec<Effect> {
        let Some(row) = self.row() else {
            return Vec::new();
        };
        let node = match row {
            Row::Node(t, n) => Some((t, n)),
            Row::Thread(t) => {
                let thread = snapshot.generation.threads.get(t.at());
                thread.is_some_and(|t| t.nodes.len() == 1).then_some((t, 0))
            }
            Row::Copy(..) | Row::Loose(_) => None,
        };
        // A row that stands for copies opens into them first: none of them is the message.
        if let Some((t, n)) = node
            && row.items(snapshot).len() > 1
            && self.opened.insert((t, Some(n)))
        {
            self.opened.insert((t, None));
            self.lay_out(snapshot);
            self.return_to(shell, Some(Row::Node(t, n)));
            return self.moved(shell);
        }
        let Some(first) = row.first(snapshot) else {
            if let Some((t, n)) = node {
                super::sheet::go(shell, super::sheet::Matter::Ghost(t, n));
            }
            return Vec::new();
        };
        let queue = self.queue(snapshot);
        into_message(shell, queue, first);
        Vec::new()
    }

    /// The items of all rows in order: with a filter the hits only.
    fn queue(&self, snapshot: &Snapshot) -> Vec<ItemIx> {
        let g = &*snapshot.generation;
        let mut out = Vec::with_capacity(g.items.len());
        let hits = self.filter.hits.as_deref();
        for lead in self.leads.iter() {
            match lead {
                Lead::Loose(ix) => out.push(*ix),
                Lead::Thread(t) => {
                    let items = g.threads.get(t.at()).into_iter().flat_map(Thread::items);
                    match hits {
                        None => out.extend(items),
                        Some(hits) => hits_of(snapshot, items, hits, &mut out),
                    }
                }
            }
        }
        out
    }

    fn fold(&mut self, shell: &mut Shell, snapshot: &Snapshot) -> Vec<Effect> {
        let Some(row) = self.row() else {
            return Vec::new();
        };
        let back = match row {
            Row::Loose(_) => return Vec::new(),
            Row::Thread(t) => {
                self.opened.insert((t, None));
                Row::Node(t, 0)
            }
            Row::Copy(t, n, _) => {
                self.opened.remove(&(t, Some(n)));
                Row::Node(t, n)
            }
            Row::Node(t, _) => {
                self.opened.retain(|(other, _)| *other != t);
                Row::Thread(t)
            }
        };
        self.lay_out(snapshot);
        self.return_to(shell, Some(back));
        self.moved(shell)
    }

    fn fold_all(&mut self, shell: &mut Shell, snapshot: &Snapshot) -> Vec<Effect> {
        let here = self.row();
        if self.opened.is_empty() {
            let threads = self.leads.iter().filter_map(|l| match l {
                Lead::Thread(t) => Some((*t, None)),
                Lead::Loose(_) => None,
            });
            self.opened = threads.collect();
        } else {
            self.opened.clear();
        }
        self.lay_out(snapshot);
        self.return_to(shell, here);
        self.moved(shell)
    }

    /// Goes to the next row whose subject or sender holds the needle.
    pub fn find(&mut self, shell: &Shell, snapshot: &Snapshot, needle: &str, way: Way) -> bool {
        let (room, len) = (self.height(shell), self.rows.len());
        let rows = Arc::clone(&self.rows);
        let words = |at: usize| Some(draw::haystack(shell, snapshot, *rows.get(at)?));
        self.cursor.seek((needle, way), room, len, words)
    }

    /// Goes to a row.
    pub fn go(&mut self, shell: &mut Shell, _: &Snapshot, at: usize) -> Vec<Effect> {
        self.cursor.go(at, self.height(shell), self.rows.len());
        self.moved(shell)
    }

    /// Gives what an export of this view would hold: the marked items, else all of its rows.
    pub fn selection(&self, snapshot: &Snapshot) -> (Vec<ItemIx>, Vec<ItemIx>) {
        (self.queue(snapshot), self.marked.iter().copied().collect())
    }

    /// Carries the list over to another generation; the query is asked anew by `show`.
    #[must_use]
    pub fn carried(&self, next: &Snapshot) -> Self {
        let mut out = Self::new(next);
        out.filter.text.clone_from(&self.filter.text);
        out.order = self.order;
        out.preview = self.preview;
        out.fill(next);
        out.cursor = self.cursor;
        out.cursor.at = out.cursor.at.min(out.rows.len().saturating_sub(1));
        out
    }
}

fn into_message(shell: &mut Shell, queue: Vec<ItemIx>, at: ItemIx) {
    let screen = Screen::Message(Message::new(Queue::new(queue, at)));
    shell.going.push(Going::Into(Box::new(screen)));
}

/// Adds those of a thread's items that are hits, each followed by its attachments that are.
fn hits_of(
    snapshot: &Snapshot,
    items: impl Iterator<Item = ItemIx>,
    hits: &[ItemIx],
    out: &mut Vec<ItemIx>,
) {
    let g = &*snapshot.generation;
    let is_hit = |ix: &ItemIx| hits.binary_search(ix).is_ok();
    for ix in items {
        if is_hit(&ix) {
            out.push(ix);
        }
        let children = g.items.get(ix.at()).map_or(&[][..], |i| &i.children[..]);
        let children = children.iter().filter_map(|d| g.by_digest(d));
        out.extend(children.filter(is_hit));
    }
}
