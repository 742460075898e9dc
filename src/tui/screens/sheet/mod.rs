//! Sheets: what a worker made of several items at once, as rows with a cursor: a message that is
//! not there (its ghost), the apparatus of a text with many witnesses, the tree of its versions, or
//! the evidence of one item. Enter opens what a row tells of.

mod apparatus;
mod evidence;
mod ghost;

mod make;

pub use apparatus::Apparatus;
pub use make::make;

use super::{Screen, Target, Way, compare::Compare, counted, message::Message};
use crate::case::Snapshot;
use crate::model::words::{heads as w, screen};
use crate::model::{Ghost, GroupIx, ItemIx, Ledger, ThreadIx};
use crate::review::Queue;
use crate::tui::action::Action;
use crate::tui::canvas::{Canvas, Line};
use crate::tui::effect::Effect;
use crate::tui::event::{Event, Job, Wait};
use crate::tui::layout::{below_title, body, window};
use crate::tui::list::Cursor;
use crate::tui::state::{Going, Shell};
use crate::tui::theme::Meaning;
use crate::tui::wrap::wrap;
use ratatui::layout::Rect;
use std::sync::Arc;

/// What a sheet is made of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Matter {
    /// An empty node of a thread.
    Ghost(ThreadIx, u32),
    /// A base text and its witnesses, the base first.
    Apparatus(Vec<ItemIx>),
    /// A near-duplicate group, whose versions are a tree.
    Versions(GroupIx),
    /// What speaks for an item and against it.
    Evidence(ItemIx),
}

/// What a worker made.
#[derive(Clone, PartialEq, Debug)]
pub enum Page {
    /// A message that is not there.
    Ghost(Ghost),
    /// The places at which witnesses differ.
    Apparatus(Apparatus),
    /// A tree of versions: a line of text, and the items that bear the version of the line.
    Versions(Vec<(String, Vec<ItemIx>)>),
    /// The ledger of an item.
    Evidence(ItemIx, Ledger),
    /// It could not be made.
    Failed(String),
}

/// A row as it is shown, and what Enter opens.
#[derive(Clone, PartialEq, Debug)]
pub struct SheetRow {
    line: Line,
    to: To,
}

/// What Enter opens.
#[derive(Clone, PartialEq, Eq, Debug)]
enum To {
    Nothing,
    /// The first of some items, the others after it.
    Items(Vec<ItemIx>),
    /// Two texts, at the change with these words.
    Pair(ItemIx, ItemIx, Box<(String, String)>),
    /// The exact bytes of an item, from a place on.
    Bytes(ItemIx, u32),
}

/// A sheet.
#[derive(Clone, PartialEq, Debug)]
pub struct Sheet {
    matter: Matter,
    page: Option<Arc<Page>>,
    cursor: Cursor,
    /// The witness whose column is in focus.
    column: usize,
    awaited: Job,
}

/// Opens a sheet.
pub fn go(shell: &mut Shell, matter: Matter) {
    let sheet = Sheet {
        matter,
        page: None,
        cursor: Cursor::default(),
        column: 0,
        awaited: 0,
    };
    shell
        .going
        .push(Going::Into(Box::new(Screen::Sheet(sheet))));
}

impl Sheet {
    /// Gives its crumb.
    pub fn crumb(&self, shell: &Shell, snapshot: &Snapshot) -> String {
        match &self.matter {
            Matter::Ghost(t, n) => {
                let thread = snapshot.generation.threads.get(t.at());
                let node = thread.and_then(|t| t.nodes.get(*n as usize));
                let id = node.and_then(|n| n.message_id.clone());
                w::missing_title(shell.lang, id.unwrap_or_default())
            }
            Matter::Apparatus(_) => w::APPARATUS.of(shell.lang).into(),
            Matter::Versions(_) => w::VERSIONS.of(shell.lang).into(),
            Matter::Evidence(_) => w::EVIDENCE.of(shell.lang).into(),
        }
    }

    /// Gives place and state.
    pub fn place(&self, shell: &Shell, snapshot: &Snapshot) -> String {
        let len = self.rows(shell, snapshot).len();
        let at = counted(shell.lang, (self.cursor.at + 1).min(len));
        let rows = counted(shell.lang, len);
        match self.page.as_deref() {
            Some(Page::Apparatus(a)) => {
                let cut = w::CUT_SHORT.of(shell.lang);
                let cut = if a.truncated { cut } else { "" };
                w::sheet_place(shell.lang, at, rows, a.witnesses.len()) + cut
            }
            Some(Page::Ghost(_) | Page::Versions(_) | Page::Evidence(..)) => format!("{at}/{rows}"),
            Some(Page::Failed(_)) | None => String::new(),
        }
    }

    fn rows(&self, shell: &Shell, snapshot: &Snapshot) -> Vec<SheetRow> {
        match self.page.as_deref() {
            Some(Page::Ghost(ghost)) => {
                let lang = shell.lang;
                ghost::rows(ghost, lang, &|ix| ghost::who((snapshot, lang), ix))
            }
            Some(Page::Apparatus(a)) => a.rows(shell.lang, body(shell.size).width, self.column),
            Some(Page::Versions(lines)) => {
                let width = usize::from(body(shell.size).width).saturating_sub(3);
                lines.iter().flat_map(|l| version(l, width)).collect()
            }
            Some(Page::Evidence(ix, ledger)) => {
                let width = usize::from(body(shell.size).width).saturating_sub(3);
                evidence::rows(*ix, ledger, width, shell.lang)
            }
            Some(Page::Failed(why)) => vec![SheetRow {
                line: Line::new().mean(Meaning::Doubtful, why),
                to: To::Nothing,
            }],
            None => Vec::new(),
        }
    }

    fn height(shell: &Shell) -> usize {
        usize::from(below_title(body(shell.size)).height)
    }

    /// Does what a key asks.
    pub fn update(
        &mut self,
        shell: &mut Shell,
        snapshot: &Snapshot,
        action: Action,
    ) -> Vec<Effect> {
        let rows = self.rows(shell, snapshot);
        if self.cursor.act(action, Self::height(shell), rows.len()) {
            return Vec::new();
        }
        match (action, self.page.as_deref()) {
            (Action::Open, _) => {
                let to = rows.get(self.cursor.at).map(|r| r.to.clone());
                open(shell, to.unwrap_or(To::Nothing));
            }
            (Action::Pane, Some(Page::Apparatus(a))) => {
                self.column = (self.column + 1) % a.witnesses.len().max(1);
            }
            _ => {}
        }
        Vec::new()
    }

    /// Asks for its page.
    pub fn show(&mut self, shell: &mut Shell, _: &Snapshot) -> Vec<Effect> {
        if self.page.is_some() {
            return Vec::new();
        }
        self.awaited = shell.job();
        vec![
            Effect::Sheet(self.awaited, self.matter.clone()),
            Effect::Wait(Wait::Loading, self.awaited),
        ]
    }

    /// Takes an answer.
    pub fn answer(&mut self, event: &Event) -> Vec<Effect> {
        if let Event::SheetMade(job, page) = event
            && *job == self.awaited
        {
            self.page = Some(Arc::clone(page));
        }
        Vec::new()
    }

    /// Gives what a note would be written on: the witness of the row.
    pub fn target(&self, shell: &Shell, snapshot: &Snapshot) -> Target {
        let rows = self.rows(shell, snapshot);
        let items = match rows.get(self.cursor.at).map(|r| &r.to) {
            Some(To::Items(items)) => items.iter().take(1).copied().collect(),
            Some(To::Pair(_, b, _)) => vec![*b],
            Some(To::Bytes(ix, _)) => vec![*ix],
            Some(To::Nothing) | None => Vec::new(),
        };
        Target {
            items,
            name: w::ONE_WITNESS.of(shell.lang).into(),
        }
    }

    /// Goes to the next row that holds the needle.
    pub fn find(&mut self, shell: &Shell, snapshot: &Snapshot, needle: &str, way: Way) -> bool {
        let rows = self.rows(shell, snapshot);
        let needle = needle.to_lowercase();
        let holds = |at: &usize| {
            let row = rows.get(*at);
            row.is_some_and(|r| r.line.text().to_lowercase().contains(&needle))
        };
        let found = way.order(self.cursor.at, rows.len()).find(holds);
        if let Some(at) = found {
            self.cursor.go(at, Self::height(shell), rows.len());
        }
        found.is_some()
    }

    /// Draws heading and rows.
    pub fn draw(&self, shell: &Shell, snapshot: &Snapshot, canvas: &mut Canvas, area: Rect) {
        let heading = match self.page.as_deref() {
            Some(Page::Apparatus(a)) => a.heading((snapshot, shell.lang), area.width, self.column),
            Some(Page::Ghost(ghost)) => ghost::heading(ghost, shell.lang),
            Some(Page::Versions(_)) => {
                let words = w::VERSIONS_HEAD.of(shell.lang);
                Line::new().mean(Meaning::Label, words)
            }
            Some(Page::Evidence(_, ledger)) => evidence::heading(ledger, shell.lang),
            None if shell.loading.is_some() => {
                Line::new().mean(Meaning::Label, w::READING.of(shell.lang))
            }
            Some(Page::Failed(_)) | None => Line::new(),
        };
        canvas.row(area, 0, &heading, Meaning::Plain);
        let rows = self.rows(shell, snapshot);
        let below = below_title(area);
        let height = usize::from(below.height);
        if rows.is_empty() && self.page.is_some() {
            let words = match &self.matter {
                Matter::Ghost(..) => w::NO_QUOTES,
                Matter::Apparatus(_) => w::NO_VARIANTS,
                Matter::Versions(_) => w::NO_VERSIONS,
                Matter::Evidence(_) => w::NO_EVIDENCE,
            };
            canvas.row(
                below,
                1,
                &Line::new().say(words.of(shell.lang)),
                Meaning::Plain,
            );
        }
        let top = window(self.cursor.top, self.cursor.at, height, rows.len());
        for (y, (at, row)) in rows
            .into_iter()
            .enumerate()
            .skip(top)
            .take(height)
            .enumerate()
        {
            let here = at == self.cursor.at;
            let (sign, base) = if here {
                ("> ", Meaning::Cursor)
            } else {
                ("  ", Meaning::Plain)
            };
            let line = Line::new().say(sign).join(row.line);
            canvas.row(below, y as u16, &line, base);
        }
    }
}

/// A version is a row; a sentence below the tree is wrapped.
fn version((line, items): &(String, Vec<ItemIx>), width: usize) -> Vec<SheetRow> {
    let pieces = if items.is_empty() {
        wrap(line, 0..line.len(), width)
    } else {
        std::iter::once(0..line.len()).collect()
    };
    let row = |range| SheetRow {
        line: Line::new().evidence(line.get(range).unwrap_or("")),
        to: if items.is_empty() {
            To::Nothing
        } else {
            To::Items(items.clone())
        },
    };
    pieces.into_iter().map(row).collect()
}

fn open(shell: &mut Shell, to: To) {
    let screen = match to {
        To::Nothing => {
            shell.say(screen::NO_ITEM_IN_ROW);
            return;
        }
        To::Items(items) => {
            let Some(first) = items.first().copied() else {
                return;
            };
            Screen::Message(Message::new(Queue::new(items, first)))
        }
        To::Bytes(ix, at) => {
            let queue = Queue::new(vec![ix], ix);
            Screen::Message(Message::at_byte(queue, u64::from(at)))
        }
        To::Pair(a, b, words) => Screen::Compare(Compare::at(a, b, *words)),
    };
    shell.going.push(Going::Into(Box::new(screen)));
}
