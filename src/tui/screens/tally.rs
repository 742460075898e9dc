//! Tallies: what the case holds, counted row by row. `Enter` opens the list that a row counts.
//!
//! ```text
//!      items  what         name                            from        to
//!  >     412  amount       12 500 EUR                      2017-04-01  2017-05-05
//! ```

use super::{Screen, Way, counted, message::Message, threads::Threads};
use crate::case::Snapshot;
use crate::model::{ItemIx, Stamp};
use crate::review::{Queue, TALLIES, Tally, TallyKind, TallyRow};
use crate::tui::action::Action;
use crate::tui::canvas::{Canvas, Line};
use crate::tui::effect::Effect;
use crate::tui::event::{Event, Job, Wait};
use crate::tui::layout::{below_title, body, window};
use crate::tui::list::Cursor;
use crate::tui::state::{Going, Shell};
use crate::tui::theme::Meaning;
use ratatui::layout::Rect;
use std::sync::Arc;
use unicode_width::UnicodeWidthStr;

/// A tally with a cursor.
#[derive(Clone, PartialEq, Debug)]
pub struct Counts {
    kind: TallyKind,
    cursor: Cursor,
    made: Option<Arc<Tally>>,
    awaited: Job,
}

/// Columns of the kind, of the name at least, and of a date.
const KIND: usize = 11;
const NAME: usize = 20;
const DAY: usize = 10;
/// Columns below which a row has no dates; the row under the cursor tells them.
const NARROW: u16 = 72;

impl Counts {
    /// Opens a tally; its rows are asked for when it is shown.
    pub fn new(kind: TallyKind) -> Self {
        Self {
            kind,
            cursor: Cursor::default(),
            made: None,
            awaited: 0,
        }
    }

    /// Gives what is counted.
    pub fn kind(&self) -> TallyKind {
        self.kind
    }

    fn rows(&self) -> &[TallyRow] {
        self.made.as_ref().map_or(&[], |m| &m.rows)
    }

    fn height(shell: &Shell) -> usize {
        usize::from(below_title(list(body(shell.size))).height)
    }

    /// Gives its title.
    pub fn crumb(&self, _: &Shell, _: &Snapshot) -> String {
        let words = TALLIES.iter().find(|w| w.kind == self.kind);
        words.map_or("", |w| w.title).to_owned()
    }

    /// Gives place and state.
    pub fn place(&self, _: &Shell, _: &Snapshot) -> String {
        let Some(made) = &self.made else {
            return "counting".into();
        };
        let len = made.rows.len();
        let more = if made.more > 0 {
            format!(", {} more", counted(made.more))
        } else {
            String::new()
        };
        let at = (self.cursor.at + 1).min(len);
        format!("{}/{} rows{more}", counted(at), counted(len))
    }

    /// Does what a key asks.
    pub fn update(
        &mut self,
        shell: &mut Shell,
        snapshot: &Snapshot,
        action: Action,
    ) -> Vec<Effect> {
        let len = self.rows().len();
        if self.cursor.act(action, Self::height(shell), len) {
            return Vec::new();
        }
        if action == Action::Open
            && let Some(row) = self.rows().get(self.cursor.at)
        {
            if row.items.is_empty() {
                shell.say("there is nothing to list");
                return Vec::new();
            }
            if self.kind == TallyKind::Conflicts {
                // Who has to decide wants the item, then the next one of the clash.
                let first = row.items.first().copied().unwrap_or(ItemIx(0));
                let queue = Queue::new(row.items.to_vec(), first);
                let screen = Screen::Message(Message::new(queue));
                shell.going.push(Going::Into(Box::new(screen)));
                return Vec::new();
            }
            let mut threads = Threads::new(snapshot);
            threads.filter.hold(&row.query, Arc::clone(&row.items));
            threads.refill(shell, snapshot);
            let screen = Screen::Threads(threads);
            shell.going.push(Going::Into(Box::new(screen)));
        }
        Vec::new()
    }

    /// Asks for the rows where they are not there yet.
    pub fn show(&mut self, shell: &mut Shell, _: &Snapshot) -> Vec<Effect> {
        let len = self.rows().len();
        self.cursor.go(self.cursor.at, Self::height(shell), len);
        // What was decided meanwhile clashes no more.
        if self.made.is_some() && self.kind != TallyKind::Conflicts {
            return Vec::new();
        }
        self.awaited = shell.job();
        vec![
            Effect::Tally(self.awaited, self.kind),
            Effect::Wait(Wait::Loading, self.awaited),
        ]
    }

    /// Takes the rows.
    pub fn answer(&mut self, event: &Event) -> Vec<Effect> {
        if let Event::Tallied(job, made) = event
            && *job == self.awaited
        {
            self.made = Some(Arc::clone(made));
            self.cursor.at = self.cursor.at.min(made.rows.len().saturating_sub(1));
        }
        Vec::new()
    }

    /// Counts anew over another generation, on the same row.
    pub fn carried(&self) -> Self {
        Self {
            made: None,
            ..self.clone()
        }
    }

    /// Goes to the next row that holds the needle.
    pub fn find(&mut self, shell: &Shell, needle: &str, way: Way) -> bool {
        let needle = needle.to_lowercase();
        let rows = self.rows();
        let holds = |at: &usize| {
            rows.get(*at).is_some_and(|r| {
                let text = format!("{} {} {}", r.kind, r.name, r.note);
                text.to_lowercase().contains(&needle)
            })
        };
        let len = rows.len();
        let found = way.order(self.cursor.at, len).find(holds);
        if let Some(at) = found {
            self.cursor.go(at, Self::height(shell), len);
        }
        found.is_some()
    }

    /// Draws the rows, and the one under the cursor in full.
    pub fn draw(&self, shell: &Shell, _: &Snapshot, canvas: &mut Canvas, area: Rect) {
        let top_area = list(area);
        let name = name_width(area.width);
        let dates = if area.width < NARROW {
            String::new()
        } else {
            format!("  {:DAY$}  {:DAY$}", "from", "to")
        };
        let title = format!("     items  {:KIND$}  {:name$}{dates}", "what", "name");
        let title = Line::new().mean(Meaning::Label, &title);
        canvas.row(top_area, 0, &title, Meaning::Plain);
        let rows = below_title(top_area);
        if self.made.is_none() {
            let word = if shell.loading.is_some() {
                "  counting"
            } else {
                ""
            };
            let line = Line::new().mean(Meaning::Label, word);
            canvas.row(rows, 0, &line, Meaning::Plain);
            return;
        }
        if self.rows().is_empty() {
            let line = Line::new().say(match self.kind {
                TallyKind::Views => "   no view is saved; :view NAME keeps the filter under a name",
                TallyKind::Conflicts => "   no verdicts clash",
                TallyKind::Overview
                | TallyKind::Entities
                | TallyKind::Correspondents
                | TallyKind::Timeline => "   none",
            });
            canvas.row(rows, 1, &line, Meaning::Plain);
        }
        let height = usize::from(rows.height);
        let top = window(self.cursor.top, self.cursor.at, height, self.rows().len());
        let shown = self.rows().iter().enumerate().skip(top).take(height);
        for (y, (at, row)) in shown.enumerate() {
            let here = at == self.cursor.at;
            let base = if here {
                Meaning::Cursor
            } else {
                Meaning::Plain
            };
            let mut line = line_of(row, name, here);
            if area.width >= NARROW {
                line = line.join(dated(row));
            }
            canvas.row(rows, y as u16, &line, base);
        }
        if let Some(row) = self.rows().get(self.cursor.at) {
            told(row, canvas, area, top_area.height);
        }
    }
}

fn day(stamp: Option<Stamp>) -> String {
    stamp.map_or_else(String::new, |s| s.format("%Y-%m-%d"))
}

/// Rows that tell the row under the cursor.
const TOLD: u16 = 4;

fn list(area: Rect) -> Rect {
    Rect {
        height: area.height.saturating_sub(TOLD),
        ..area
    }
}

/// Gives the columns of the name: a third of what kind, number and dates leave, and the note the
/// rest.
fn name_width(width: u16) -> usize {
    let dates = if width < NARROW { 0 } else { 2 * DAY + 6 };
    let left = usize::from(width).saturating_sub(14 + KIND + dates);
    if left < 2 * NAME {
        left.max(NAME)
    } else {
        (left / 2).clamp(NAME, 60)
    }
}

fn line_of(row: &TallyRow, name: usize, here: bool) -> Line {
    Line::new()
        .say(if here { "> " } else { "  " })
        .say(&format!("{:>8}  ", counted(row.items.len())))
        .mean(Meaning::Label, &format!("{:KIND$}  ", row.kind))
        .join(Line::new().evidence(&row.name).fit(name))
}

/// The dates and the note of a row, where there is room.
fn dated(row: &TallyRow) -> Line {
    let note = if row.note.starts_with('!') {
        Meaning::Doubtful
    } else {
        Meaning::Label
    };
    Line::new()
        .say(&format!(
            "  {:DAY$}  {:DAY$}  ",
            day(row.span.map(|s| s.0)),
            day(row.span.map(|s| s.1))
        ))
        .evidence_as(note, &row.note)
}

fn told(row: &TallyRow, canvas: &mut Canvas, area: Rect, top: u16) {
    let at = Rect::new(area.x, area.y + top, area.width, TOLD.min(area.height));
    canvas.rule(at, 0, Line::new().mean(Meaning::Label, row.kind));
    let span = format!(
        "{} .. {}",
        day(row.span.map(|s| s.0)),
        day(row.span.map(|s| s.1))
    );
    let span = if row.span.is_some() {
        span
    } else {
        String::new()
    };
    let name = Line::new()
        .say(" ")
        .evidence(&row.name)
        .say(&format!("   {span}"));
    canvas.row(at, 1, &name, Meaning::Plain);
    let note = Line::new().say(" ").evidence(&row.note);
    canvas.row(at, 2, &note, Meaning::Plain);
    let label = if row.query.width() > 0 { " f: " } else { "" };
    let query = Line::new().mean(Meaning::Label, label).evidence(&row.query);
    canvas.row(at, 3, &query, Meaning::Plain);
}
