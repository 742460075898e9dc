//! Metadata: what documents claim about themselves, a row a value, with how many items, since when,
//! and how many of them were saved within minutes. Enter lists the items of a value.
//!
//! ```text
//!   claim          items  value               saved                     at once
//! > last-author       12  Stranger            2017-04-18 to 2017-04-18  12 in 4 min
//! ```

use super::{Way, counted};
use crate::case::{ClaimRow, Snapshot, claim_rows};
use crate::model::words::heads as w;
use crate::model::{Item, ItemIx, MetaKey, Stamp, saved_s};
use crate::review::Queue;
use crate::tui::action::Action;
use crate::tui::canvas::{Canvas, Line};
use crate::tui::effect::Effect;
use crate::tui::layout::{below_title, body};
use crate::tui::list::Cursor;
use crate::tui::state::{Going, Shell};
use crate::tui::theme::Meaning;
use ratatui::layout::Rect;
use std::sync::Arc;

/// The list of values, or the items of one of them.
#[derive(Clone, PartialEq, Debug)]
pub struct Metadata {
    rows: Arc<Vec<ClaimRow>>,
    cursor: Cursor,
    /// The items of one value, where that is what is listed.
    items: Option<Arc<Vec<ItemIx>>>,
    title: Option<String>,
}

/// Width of the columns that are no value.
const COLUMNS: usize = 50;

impl Metadata {
    /// Lists all values.
    pub fn new(snapshot: &Snapshot) -> Self {
        Self {
            rows: Arc::new(claim_rows(&snapshot.generation, &|_| true)),
            cursor: Cursor::default(),
            items: None,
            title: None,
        }
    }

    /// Lists the items of one value.
    fn of(row: &ClaimRow, lang: crate::model::Lang) -> Self {
        Self {
            rows: Arc::default(),
            cursor: Cursor::default(),
            items: Some(Arc::new(row.items.clone())),
            title: Some(format!("{} {}", row.key.shown(lang), row.value)),
        }
    }

    /// Gives its crumb.
    pub fn crumb(&self, shell: &Shell) -> String {
        let all = || w::METADATA.of(shell.lang).to_owned();
        self.title.clone().unwrap_or_else(all)
    }

    fn len(&self) -> usize {
        self.items.as_ref().map_or(self.rows.len(), |i| i.len())
    }

    /// Gives place and state.
    pub fn place(&self, shell: &Shell, _: &Snapshot) -> String {
        let (len, lang) = (self.len(), shell.lang);
        let at = counted(lang, (self.cursor.at + 1).min(len));
        match self.items {
            Some(_) => w::items_place(lang, len, at),
            None => w::values_place(lang, len, at),
        }
    }

    fn height(shell: &Shell) -> usize {
        usize::from(below_title(body(shell.size)).height)
    }

    /// Does what a key asks.
    pub fn update(&mut self, shell: &mut Shell, _: &Snapshot, action: Action) -> Vec<Effect> {
        let height = Self::height(shell);
        if self.cursor.act(action, height, self.len()) || action != Action::Open {
            return Vec::new();
        }
        let next = match &self.items {
            Some(items) => items.get(self.cursor.at).map(|at| {
                let queue = Queue::new(items.to_vec(), *at);
                super::Screen::Message(super::message::Message::new(queue))
            }),
            None => self
                .rows
                .get(self.cursor.at)
                .map(|row| super::Screen::Metadata(Self::of(row, shell.lang))),
        };
        shell
            .going
            .extend(next.map(|screen| Going::Into(Box::new(screen))));
        Vec::new()
    }

    /// Asks for nothing.
    pub fn show(&mut self, shell: &mut Shell) -> Vec<Effect> {
        self.cursor
            .go(self.cursor.at, Self::height(shell), self.len());
        Vec::new()
    }

    /// Gives the items under the cursor.
    pub fn target(&self) -> Vec<ItemIx> {
        match &self.items {
            Some(items) => items.get(self.cursor.at).copied().into_iter().collect(),
            None => self
                .rows
                .get(self.cursor.at)
                .map_or_else(Vec::new, |row| row.items.clone()),
        }
    }

    /// Goes to the next row that holds the needle.
    pub fn find(&mut self, shell: &Shell, snapshot: &Snapshot, needle: &str, way: Way) -> bool {
        let (items, rows) = (self.items.clone(), Arc::clone(&self.rows));
        let words = |at: usize| {
            if let Some(items) = &items {
                let item = snapshot.generation.items.get(items.get(at)?.at())?;
                return Some(shell.title(snapshot, item).to_owned());
            }
            let row = rows.get(at)?;
            Some(format!("{} {}", row.key.shown(shell.lang), row.value))
        };
        let (room, len) = (Self::height(shell), self.len());
        self.cursor.seek((needle, way), room, len, words)
    }

    /// Draws the list.
    pub fn draw(&self, shell: &Shell, snapshot: &Snapshot, canvas: &mut Canvas, area: Rect) {
        let width = usize::from(area.width);
        let heading = match self.items {
            Some(_) => w::CLAIM_ITEM_HEADS,
            None => w::CLAIM_HEADS,
        };
        let heading = Line::new().mean(Meaning::Label, heading.of(shell.lang));
        let head = (&heading, w::NO_CLAIMS.of(shell.lang));
        let line = |at: usize, here: bool| {
            let line = Line::new().say(if here { "> " } else { "  " });
            let more = match &self.items {
                Some(items) => items.get(at).map(|ix| item_line(shell, snapshot, *ix)),
                None => self.rows.get(at).map(|row| row_line(shell, row, width)),
            };
            line.join(more.unwrap_or_default())
        };
        self.cursor.draw_list(canvas, area, head, self.len(), line);
    }
}

fn row_line(shell: &Shell, row: &ClaimRow, width: usize) -> Line {
    let day = |at: i64| moment(at, "%Y-%m-%d");
    let span = row.span.map_or_else(String::new, |(first, last)| {
        if width < 100 || day(first) == day(last) {
            day(last)
        } else {
            format!("{}..{}", day(first), moment(last, "%m-%d"))
        }
    });
    let burst = row.burst.filter(|b| b.items > 2).map(|b| {
        let minutes = ((b.to_s - b.from_s + 59) / 60).max(1);
        format!("{}/{minutes}min", b.items)
    });
    let wide = if width < 100 { 10 } else { 17 };
    Line::new()
        .mean(
            Meaning::Label,
            &format!("{:<16} ", row.key.shown(shell.lang)),
        )
        .say(&format!(
            "{:>5}  {span:<wide$}  ",
            counted(shell.lang, row.items.len())
        ))
        .mean(
            Meaning::Doubtful,
            &format!("{:>8}  ", burst.unwrap_or_default()),
        )
        .evidence(&row.value)
        .at_most(width.max(COLUMNS))
}

fn item_line(shell: &Shell, snapshot: &Snapshot, ix: ItemIx) -> Line {
    let item: &Item = snapshot.generation.item(ix);
    let claims = snapshot.generation.metadata.get(&ix);
    let saved = claims
        .and_then(|c| saved_s(c))
        .map(|at| moment(at, "%Y-%m-%d %H:%M"));
    let last = claims.into_iter().flatten();
    let last = last
        .filter(|m| m.key == MetaKey::LastAuthor)
        .map(|m| &*m.value);
    let line = Line::new()
        .say(&format!("{:<16}  ", saved.unwrap_or_default()))
        .evidence(shell.title(snapshot, item));
    match last.collect::<Vec<_>>().first() {
        Some(last) => line
            .mean(Meaning::Label, w::SAVED_BY.of(shell.lang))
            .evidence(last),
        None => line,
    }
}

fn moment(epoch_s: i64, pattern: &str) -> String {
    let stamp = Stamp {
        epoch_s,
        offset_min: 0,
    };
    stamp.format_utc(pattern)
}
