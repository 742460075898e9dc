//! Exceptions: what was found and could not be read, or only in part, with the cause.

use super::{Way, counted};
use crate::case::Snapshot;
use crate::model::words::{heads as w, screen};
use crate::model::{Exception, Lang};
use crate::tui::action::Action;
use crate::tui::canvas::{Canvas, Line};
use crate::tui::effect::Effect;
use crate::tui::layout::{below_title, body};
use crate::tui::list::Cursor;
use crate::tui::state::{Going, Shell};
use crate::tui::theme::Meaning;
use crate::tui::wrap::wrap;
use ratatui::layout::Rect;

/// The list of exceptions.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Exceptions {
    cursor: Cursor,
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
        let at = counted(shell.lang, (self.cursor.at + 1).min(len));
        w::exceptions_place(shell.lang, len, at)
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
        if self
            .cursor
            .act(action, Self::height(shell), g.exceptions.len())
        {
            return Vec::new();
        }
        if action == Action::Open
            && let Some(exception) = g.exceptions.get(self.cursor.at)
        {
            let item = exception.item.and_then(|d| g.by_digest(&d));
            let screen = super::hex::Hex::of_exception(shell.lang, exception, item);
            let screen = Box::new(super::Screen::Hex(screen));
            shell.going.push(Going::Into(screen));
        }
        Vec::new()
    }

    /// Asks for nothing.
    pub fn show(&mut self, shell: &mut Shell, snapshot: &Snapshot) -> Vec<Effect> {
        let len = snapshot.generation.exceptions.len();
        self.cursor.go(self.cursor.at, Self::height(shell), len);
        Vec::new()
    }

    /// Goes to the next exception whose path or reason holds the needle.
    pub fn find(&mut self, shell: &Shell, snapshot: &Snapshot, needle: &str, way: Way) -> bool {
        let all = &snapshot.generation.exceptions;
        let lang = shell.lang;
        let words = |at: usize| {
            let e = all.get(at)?;
            Some(format!(
                "{} {} {}",
                e.path,
                e.class.shown(lang),
                e.reason.of(lang)
            ))
        };
        let room = Self::height(shell);
        self.cursor.seek((needle, way), room, all.len(), words)
    }

    /// Draws the list, and the exception under the cursor in full.
    pub fn draw(&self, shell: &Shell, snapshot: &Snapshot, canvas: &mut Canvas, area: Rect) {
        let all = &snapshot.generation.exceptions;
        let top_area = list(area);
        let heading = Line::new().mean(Meaning::Label, w::EXCEPTION_HEADS.of(shell.lang));
        let head = (&heading, w::NO_EXCEPTIONS.of(shell.lang));
        let line = |at: usize, here: bool| {
            let line = Line::new().say(if here { "> " } else { "  " });
            let Some(exception) = all.get(at) else {
                return line;
            };
            let class = exception.class.shown(shell.lang);
            let stage = exception.stage.shown(shell.lang);
            line.mean(Meaning::Doubtful, &format!("{class:<11} "))
                .say(&format!("{stage:<6} "))
                .join(place(exception))
        };
        self.cursor
            .draw_list(canvas, top_area, head, all.len(), line);
        if let Some(exception) = all.get(self.cursor.at) {
            let y = area.y + top_area.height;
            let told = Rect::new(area.x, y, area.width, TOLD.min(area.height));
            tell(shell.lang, exception, canvas, told);
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
