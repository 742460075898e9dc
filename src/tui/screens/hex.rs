//! Bytes in hex: of an item, or of a file that no item came from. A window of them is read at a
//! time, so that the largest file costs no more than a small one.
//!
//! ```text
//!  00000000  25 50 44 46 2d 31 2e 34  0a 25 e2 e3 cf d3 0a 31  %PDF-1.4.%.....1
//! ```

use super::{Target, counted};
use crate::case::Snapshot;
use crate::model::words::{heads as w, screen};
use crate::model::{Exception, ItemIx, Lang};
use crate::review::Queue;
use crate::tui::action::Action;
use crate::tui::canvas::{Canvas, Line};
use crate::tui::effect::Effect;
use crate::tui::event::{Event, Job, Wait};
use crate::tui::layout::{below_title, body};
use crate::tui::reading::Window;
use crate::tui::state::{Going, Shell};
use crate::tui::theme::Meaning;
use ratatui::layout::Rect;
use std::fmt::Write as _;
use std::sync::Arc;

/// Whose bytes are shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Bytes {
    /// Those of an item.
    Item(ItemIx),
    /// Those of a file of a source, by the source's name and the path in it.
    File(String, String),
}

/// Bytes read at a time: some screens of the largest size, before and behind what is shown.
pub const READ: usize = 64 << 10;

/// The bytes of something.
#[derive(Clone, PartialEq, Debug)]
pub struct Hex {
    of: Bytes,
    title: String,
    /// The first byte that is shown; a multiple of 8.
    top: u64,
    window: Option<Arc<Window>>,
    awaited: Job,
}

impl Hex {
    /// Shows the bytes of an item.
    pub fn of_item(ix: ItemIx, title: &str) -> Self {
        Self::new(Bytes::Item(ix), title.to_owned())
    }

    /// Shows the bytes that an exception speaks of: those of its item, else of the file it is in.
    pub fn of_exception(lang: Lang, exception: &Exception, item: Option<ItemIx>) -> Self {
        let (source, path) = (&exception.source, &exception.path);
        let of = item.map(Bytes::Item);
        let of = of.unwrap_or_else(|| Bytes::File(source.clone(), path.clone()));
        let title = match (&exception.inner, item) {
            (Some(inner), Some(_)) => format!("{path} / {inner}"),
            // What lies in it and could not be taken out is somewhere in these bytes.
            (Some(inner), None) => w::which_holds(lang, path, inner),
            (None, _) => path.clone(),
        };
        Self::new(of, title)
    }

    fn new(of: Bytes, title: String) -> Self {
        Self {
            of,
            title,
            top: 0,
            window: None,
            awaited: 0,
        }
    }

    fn total(&self) -> u64 {
        self.window.as_ref().map_or(0, |w| w.total)
    }

    /// Gives place and state.
    pub fn place(&self, shell: &Shell, _: &Snapshot) -> String {
        let lang = shell.lang;
        let (at, all) = (self.top as usize, self.total() as usize);
        w::byte_place(lang, counted(lang, at), counted(lang, all))
    }

    /// Does what a key asks.
    pub fn update(&mut self, shell: &mut Shell, _: &Snapshot, action: Action) -> Vec<Effect> {
        let row = columns(body(shell.size).width) as u64;
        let rows = u64::from(below_title(body(shell.size)).height).max(1);
        let (half, page) = (row * (rows / 2).max(1), row * rows.saturating_sub(1).max(1));
        let last = self.total().saturating_sub(1) / row * row;
        let last = last.saturating_sub(row * (rows - 1));
        let back = |by: u64| self.top.saturating_sub(by);
        let to = match action {
            Action::Down => self.top + row,
            Action::Up => back(row),
            Action::HalfDown => self.top + half,
            Action::HalfUp => back(half),
            Action::PageDown => self.top + page,
            Action::PageUp => back(page),
            Action::Top => 0,
            Action::Bottom => last,
            Action::Open => {
                self.open(shell);
                return Vec::new();
            }
            _ => return Vec::new(),
        };
        self.top = to.min(last);
        self.ask(shell)
    }

    fn open(&self, shell: &mut Shell) {
        match self.of {
            Bytes::Item(ix) => {
                let queue = Queue::new(vec![ix], ix);
                let screen = super::message::Message::new(queue);
                let screen = Box::new(super::Screen::Message(screen));
                shell.going.push(Going::Into(screen));
            }
            Bytes::File(..) => shell.say(screen::NO_ITEM_MADE),
        }
    }

    /// Asks for the bytes that it lacks.
    pub fn show(&mut self, shell: &mut Shell) -> Vec<Effect> {
        let row = columns(body(shell.size).width) as u64;
        self.top -= self.top % row;
        self.ask(shell)
    }

    fn ask(&mut self, shell: &mut Shell) -> Vec<Effect> {
        let area = below_title(body(shell.size));
        let shown = columns(area.width) * usize::from(area.height);
        let holds = |w: &Arc<Window>| w.failed.is_some() || w.holds(self.top, shown as u64);
        if self.window.as_ref().is_some_and(holds) {
            return Vec::new();
        }
        let from = self.top.saturating_sub(READ as u64 / 2);
        self.awaited = shell.job();
        vec![
            Effect::Window(self.awaited, self.of.clone(), from),
            Effect::Wait(Wait::Loading, self.awaited),
        ]
    }

    /// Takes an answer.
    pub fn answer(&mut self, event: &Event) -> Vec<Effect> {
        if let Event::Windowed(job, window) = event
            && *job == self.awaited
        {
            self.window = Some(Arc::clone(window));
        }
        Vec::new()
    }

    /// Gives what a mark acts on.
    pub fn target(&self, lang: Lang) -> Target {
        match self.of {
            Bytes::Item(ix) => Target::of(vec![ix], lang),
            Bytes::File(..) => Target::default(),
        }
    }

    /// Draws the rows that are in the window.
    pub fn draw(&self, shell: &Shell, _: &Snapshot, canvas: &mut Canvas, area: Rect) {
        let title = Line::new()
            .say(" ")
            .evidence_as(Meaning::Label, &self.title);
        canvas.row(area, 0, &title, Meaning::Plain);
        let area = below_title(area);
        let lang = shell.lang;
        let Some(window) = &self.window else {
            if shell.loading.is_some() {
                let line = Line::new()
                    .say(" ")
                    .mean(Meaning::Label, w::LOADING.of(lang));
                canvas.row(area, 0, &line, Meaning::Plain);
            }
            return;
        };
        if let Some(why) = &window.failed {
            let line = Line::new()
                .say(" ")
                .mean(Meaning::Doubtful, w::UNREADABLE.of(lang));
            canvas.row(area, 0, &line.evidence(why), Meaning::Plain);
            return;
        }
        let step = columns(area.width);
        for y in 0..area.height {
            let at = self.top + u64::from(y) * step as u64;
            if at >= window.total {
                let line = Line::new().mean(Meaning::Label, w::END_OF_BYTES.of(lang));
                canvas.row(area, y, &line, Meaning::Plain);
                break;
            }
            let Some(bytes) = window.at(at, step) else {
                break;
            };
            let (digits, letters) = row(bytes, step);
            let line = Line::new()
                .mean(Meaning::Label, &format!(" {at:08x}  "))
                .say(&digits)
                .say(" ")
                .evidence(&letters);
            canvas.row(area, y, &line, Meaning::Plain);
        }
    }
}

/// Gives how many bytes a row of some width shows.
fn columns(width: u16) -> usize {
    match width {
        0..=79 => 8,
        80..=149 => 16,
        _ => 32,
    }
}

/// Writes one row: the digits, with a gap every eight, and the letters.
fn row(bytes: &[u8], step: usize) -> (String, String) {
    let mut digits = String::new();
    for at in 0..step {
        if at > 0 && at % 8 == 0 {
            digits.push(' ');
        }
        match bytes.get(at) {
            Some(byte) => {
                let _ = write!(digits, "{byte:02x} ");
            }
            None => digits.push_str("   "),
        }
    }
    let letter = |b: &u8| match b {
        0x20..=0x7e => char::from(*b),
        _ => '.',
    };
    (digits, bytes.iter().map(letter).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_hold_digits_and_letters() {
        let (digits, letters) = row(b"%PDF-1.4\n\xe2", 16);
        assert_eq!(digits.trim_end(), "25 50 44 46 2d 31 2e 34  0a e2");
        assert_eq!(digits.len(), 49);
        assert_eq!(letters, "%PDF-1.4..");
        for width in 60..=500 {
            let step = columns(width);
            let (digits, _) = row(&[0; 32], step);
            assert!(
                11 + digits.len() + 1 + step <= usize::from(width),
                "{width}"
            );
        }
    }
}
