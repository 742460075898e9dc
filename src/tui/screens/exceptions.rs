//! Exceptions: what was found and could not be read, or only in part, with the cause; by class,
//! each with how many it is and how many items are behind it. Enter folds a class, or shows bytes.
//!
//! ```text
//!   class       stage  path
//! > encrypted   2 exceptions, 1 item
//!     encrypted   parse  plans.docx
//! ```

use super::{Way, counted};
use crate::case::Snapshot;
use crate::model::words::{exceptions as says, heads as w, screen, tally};
use crate::model::{Exception, ExceptionClass, Lang};
use crate::tui::action::Action;
use crate::tui::canvas::{Canvas, Line};
use crate::tui::effect::Effect;
use crate::tui::layout::{below_title, body};
use crate::tui::list::Cursor;
use crate::tui::state::{Going, Shell};
use crate::tui::theme::Meaning;
use crate::tui::wrap::wrap;
use ratatui::layout::Rect;
use std::collections::BTreeSet;

/// The list of exceptions.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Exceptions {
    cursor: Cursor,
    rows: Vec<Row>,
    /// Classes of which only the head is shown.
    folded: BTreeSet<ExceptionClass>,
}

/// A row of the list.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Row {
    /// A class, with how many exceptions it has and how many items are behind them.
    Class(ExceptionClass, usize, usize),
    /// An exception, by its place in the generation.
    One(usize),
}

/// Puts exceptions under their classes.
fn rows(all: &[Exception], folded: &BTreeSet<ExceptionClass>) -> Vec<Row> {
    let mut out = Vec::new();
    for class in ExceptionClass::ALL {
        let mine = |e: &&(usize, &Exception)| e.1.class == class;
        let mine: Vec<_> = all.iter().enumerate().filter(|e| mine(&e)).collect();
        if mine.is_empty() {
            continue;
        }
        let items: BTreeSet<_> = mine.iter().filter_map(|e| e.1.item).collect();
        out.push(Row::Class(class, mine.len(), items.len()));
        if !folded.contains(&class) {
            out.extend(mine.iter().map(|e| Row::One(e.0)));
        }
    }
    out
}

/// Rows that tell the exception under the cursor.
const TOLD: u16 = 5;

fn list(area: Rect) -> Rect {
    Rect {
        height: area.height.saturating_sub(TOLD),
        ..area
    }
}

impl Exceptions {
    /// Gives place and state.
    pub fn place(&self, shell: &Shell, snapshot: &Snapshot) -> String {
        let len = snapshot.generation.exceptions.len();
        // Heads of classes count as the exception before which they stand.
        let to_here = self.rows.iter().take(self.cursor.at + 1);
        let before = to_here.map(|row| match row {
            Row::Class(class, n, _) if self.folded.contains(class) => *n,
            Row::Class(..) => 0,
            Row::One(_) => 1,
        });
        let at = counted(shell.lang, before.sum::<usize>().max(1).min(len));
        w::exceptions_place(shell.lang, len, at)
    }

    /// Gives the exception under the cursor.
    fn here<'s>(&self, snapshot: &'s Snapshot) -> Option<&'s Exception> {
        match self.rows.get(self.cursor.at)? {
            Row::One(at) => snapshot.generation.exceptions.get(*at),
            Row::Class(..) => None,
        }
    }

    /// Folds or opens a class.
    fn fold(&mut self, class: ExceptionClass, snapshot: &Snapshot) {
        if !self.folded.remove(&class) {
            self.folded.insert(class);
        }
        self.rows = rows(&snapshot.generation.exceptions, &self.folded);
    }

    fn height(shell: &Shell) -> usize {
        usize::from(below_title(list(body(shell.size))).height)
    }

    /// Does what a key asks.
    pub fn update(
        &mut self,
        shell: &mut Shell,
        snapshot: &Snapshot,
        action: Action,
    ) -> Vec<Effect> {
        let g = &*snapshot.generation;
        let room = Self::height(shell);
        if self.cursor.act(action, room, self.rows.len()) || action != Action::Open {
            return Vec::new();
        }
        if let Some(Row::Class(class, ..)) = self.rows.get(self.cursor.at) {
            self.fold(*class, snapshot);
        } else if let Some(exception) = self.here(snapshot) {
            let item = exception.item.and_then(|d| g.by_digest(&d));
            let screen = super::hex::Hex::of_exception(shell.lang, exception, item);
            let screen = Box::new(super::Screen::Hex(screen));
            shell.going.push(Going::Into(screen));
        }
        Vec::new()
    }

    /// Asks for nothing.
    pub fn show(&mut self, shell: &mut Shell, snapshot: &Snapshot) -> Vec<Effect> {
        self.rows = rows(&snapshot.generation.exceptions, &self.folded);
        let len = self.rows.len();
        self.cursor.go(self.cursor.at, Self::height(shell), len);
        Vec::new()
    }

    /// Goes to the next exception whose path or reason holds the needle.
    pub fn find(&mut self, shell: &Shell, snapshot: &Snapshot, needle: &str, way: Way) -> bool {
        let all = &snapshot.generation.exceptions;
        let (lang, rows) = (shell.lang, &self.rows);
        let words = |at: usize| {
            let Row::One(at) = rows.get(at)? else {
                return None;
            };
            let e = all.get(*at)?;
            Some(format!(
                "{} {} {}",
                e.path,
                e.class.shown(lang),
                e.reason.of(lang)
            ))
        };
        let room = Self::height(shell);
        self.cursor.seek((needle, way), room, rows.len(), words)
    }

    /// Draws the list, and the exception under the cursor in full.
    pub fn draw(&self, shell: &Shell, snapshot: &Snapshot, canvas: &mut Canvas, area: Rect) {
        let all = &snapshot.generation.exceptions;
        let top_area = list(area);
        let heading = Line::new().mean(Meaning::Label, w::EXCEPTION_HEADS.of(shell.lang));
        let head = (&heading, w::NO_EXCEPTIONS.of(shell.lang));
        let line = |at: usize, here: bool| {
            let line = Line::new().say(if here { "> " } else { "  " });
            let exception = match self.rows.get(at) {
                Some(Row::Class(class, n, items)) => {
                    let class = format!("{:<11} ", class.shown(shell.lang));
                    let (n, items) = (tally::exceptions(shell.lang, *n), *items);
                    return line
                        .mean(Meaning::Label, &class)
                        .say(&format!("{n}, {}", w::items(shell.lang, items)));
                }
                Some(Row::One(at)) => all.get(*at),
                None => None,
            };
            let Some(exception) = exception else {
                return line;
            };
            let line = line.say("  ");
            let class = exception.class.shown(shell.lang);
            let stage = exception.stage.shown(shell.lang);
            line.mean(Meaning::Doubtful, &format!("{class:<11} "))
                .say(&format!("{stage:<6} "))
                .join(place(exception))
        };
        self.cursor
            .draw_list(canvas, top_area, head, self.rows.len(), line);
        let y = area.y + top_area.height;
        let told = Rect::new(area.x, y, area.width, TOLD.min(area.height));
        match self.rows.get(self.cursor.at) {
            Some(Row::One(_)) => {
                if let Some(exception) = self.here(snapshot) {
                    tell(shell.lang, exception, canvas, told);
                }
            }
            Some(Row::Class(class, ..)) => tell_class(shell.lang, *class, canvas, told),
            None => {}
        }
    }
}

fn place(exception: &Exception) -> Line {
    let line = Line::new().evidence(&exception.path);
    match &exception.inner {
        Some(inner) => line.say(" / ").evidence(inner),
        None => line,
    }
}

/// Tells what can be done about a class.
fn tell_class(lang: Lang, class: ExceptionClass, canvas: &mut Canvas, told: Rect) {
    let title = Line::new().mean(Meaning::Label, class.shown(lang));
    canvas.rule(told, 0, title);
    let mut rows = vec![says::FOLDS.of(lang)];
    if class == ExceptionClass::Encrypted {
        rows.push(says::RETRY.of(lang));
    }
    for (y, says) in rows.into_iter().enumerate() {
        let line = Line::new().say(" ").say(says);
        canvas.row(told, y as u16 + 1, &line, Meaning::Plain);
    }
}

/// Tells one exception in full.
fn tell(lang: Lang, exception: &Exception, canvas: &mut Canvas, told: Rect) {
    let title = Line::new().evidence_as(Meaning::Label, &exception.source);
    canvas.rule(told, 0, title);
    canvas.row(
        told,
        1,
        &Line::new().say(" ").join(place(exception)),
        Meaning::Plain,
    );
    let reason = exception.reason.of(lang);
    let ranges = wrap(
        reason,
        0..reason.len(),
        usize::from(told.width).saturating_sub(2),
    );
    for (y, range) in ranges.into_iter().take(2).enumerate() {
        let line = Line::new()
            .say(" ")
            .evidence(reason.get(range).unwrap_or(""));
        canvas.row(told, y as u16 + 2, &line, Meaning::Plain);
    }
    let item = exception.item.map_or_else(
        || screen::NO_ITEM_MADE_HERE.of(lang).to_owned(),
        |d| w::became_item(lang, d.short()),
    );
    canvas.row(
        told,
        4,
        &Line::new().mean(Meaning::Label, &item),
        Meaning::Plain,
    );
}
