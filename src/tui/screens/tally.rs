//! Tallies: what the case holds, counted row by row. `Enter` opens the list that a row counts.
//!
//! ```text
//!      items  what         name                            from        to
//!  >     412  amount       12 500 EUR                      2017-04-01  2017-05-05
//! ```

use super::{Screen, Way, counted, message::Message, threads::Threads};
use crate::case::Snapshot;
use crate::model::words::{heads as w, screen};
use crate::model::{ItemIx, Lang, Stamp, Word};
use crate::review::{Cut, Queue, RowKind, Tally, TallyKind, TallyRow};
use crate::tui::action::Action;
use crate::tui::canvas::{Canvas, Line};
use crate::tui::effect::Effect;
use crate::tui::event::{Event, Job, Wait};
use crate::tui::keymap::Context;
use crate::tui::layout::{below_title, body};
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
    /// The day to stand on once the time line is cut anew.
    day: Option<String>,
}

/// Columns of the kind, of the name at least, and of a date.
const KIND: usize = 11;
const NAME: usize = 20;
const DAY: usize = 10;
/// Narrowest screen with dates and notes in the rows.
const WIDE: u16 = 110;
/// Columns of a day, or of the words of a gap between days.
const GAP: usize = 26;
/// Columns of a bar of a day.
const BAR: usize = 20;

impl Counts {
    /// Opens a tally; its rows are asked for when it is shown.
    pub fn new(kind: TallyKind) -> Self {
        Self {
            kind,
            cursor: Cursor::default(),
            made: None,
            awaited: 0,
            day: None,
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
    pub fn crumb(&self, shell: &Shell, _: &Snapshot) -> String {
        let title = self.kind.words().map_or("", |w| w.title.of(shell.lang));
        match self.kind {
            TallyKind::Timeline(cut) if cut != Cut::DAYS => {
                w::cut_title(shell.lang, title, cut.title().of(shell.lang))
            }
            _ => title.to_owned(),
        }
    }

    /// Gives place and state.
    pub fn place(&self, shell: &Shell, _: &Snapshot) -> String {
        let Some(made) = &self.made else {
            return w::COUNTING.of(shell.lang).into();
        };
        let len = made.rows.len();
        let more = if made.more > 0 {
            w::more_rows(shell.lang, made.more)
        } else {
            String::new()
        };
        let at = (self.cursor.at + 1).min(len);
        w::rows_place(shell.lang, len, counted(shell.lang, at)) + &more
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
        if let Some(kind) = self.cut_by(action) {
            let here = self.rows().get(self.cursor.at);
            self.day = here.and_then(|r| r.name.en.get(..DAY)).map(str::to_owned);
            (self.kind, self.made) = (kind, None);
            return self.show(shell, snapshot);
        }
        if action == Action::Open
            && let Some(row) = self.rows().get(self.cursor.at)
        {
            if row.items.is_empty() {
                shell.say(screen::NOTHING_TO_LIST);
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

    /// Gives the time line that a key cuts in another way.
    fn cut_by(&self, action: Action) -> Option<TallyKind> {
        let TallyKind::Timeline(cut) = self.kind else {
            return None;
        };
        match action {
            Action::Fold => Some(TallyKind::Timeline(cut.scaled())),
            Action::Sort => Some(TallyKind::Timeline(cut.parted())),
            _ => None,
        }
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
            if let Some(day) = self.day.take() {
                // In the first lane, where each sender has one.
                let of_others = made.rows.iter().skip(1);
                let mut of_others = of_others.map(|r| r.kind == RowKind::SENDER);
                let end = of_others.position(|is| is).unwrap_or(usize::MAX);
                let mut days = made.rows.iter().enumerate().take(end.saturating_add(1));
                let upto = |(_, r): &(usize, &TallyRow)| {
                    r.kind.is_piece() && r.name.en.get(..DAY) <= Some(&*day)
                };
                let last = days.rfind(upto);
                self.cursor.at = last.map_or(0, |(at, _)| at);
            }
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
        let made = self.made.clone();
        let rows = made.as_ref().map_or(&[][..], |m| &m.rows);
        let lang = shell.lang;
        let words = |at: usize| {
            let r = rows.get(at)?;
            Some([r.kind.word.of(lang), r.name.of(lang), r.note.of(lang)].join(" "))
        };
        let room = Self::height(shell);
        self.cursor.seek((needle, way), room, rows.len(), words)
    }

    /// Draws the rows, and the one under the cursor in full.
    pub fn draw(&self, shell: &Shell, _: &Snapshot, canvas: &mut Canvas, area: Rect) {
        let top_area = list(area);
        let pieces = self.rows().iter().filter(|r| r.kind != RowKind::SENDER);
        let most = pieces.map(|r| r.items.len()).max();
        let columns = Columns::of(self.kind, area.width, most.unwrap_or(0));
        let heading = columns.heading(shell.lang);
        let heading = self.with_keys(heading, shell);
        if self.made.is_none() {
            let word = if shell.loading.is_some() {
                w::COUNTING.of(shell.lang)
            } else {
                ""
            };
            let line = Line::new().say("  ").mean(Meaning::Label, word);
            canvas.row(top_area, 0, &heading, Meaning::Plain);
            canvas.row(top_area, 1, &line, Meaning::Plain);
            return;
        }
        let none = match self.kind {
            TallyKind::Views => w::NO_VIEWS,
            TallyKind::Conflicts => w::NO_CLASHES,
            TallyKind::Overview
            | TallyKind::Entities
            | TallyKind::Correspondents
            | TallyKind::Timeline(_) => w::NO_ROWS,
        };
        let line = |at: usize, here| match self.rows().get(at) {
            Some(row) => columns.line(row, here, shell.lang),
            None => Line::new(),
        };
        let (head, len) = ((&heading, none.of(shell.lang)), self.rows().len());
        self.cursor.draw_list(canvas, top_area, head, len, line);
        if let Some(row) = self.rows().get(self.cursor.at) {
            told((row, shell.lang), canvas, area, top_area.height);
        }
    }
}

impl Counts {
    /// Names the keys that cut the time line in another way.
    fn with_keys(&self, heading: Line, shell: &Shell) -> Line {
        let key = |action| shell.keys.key_of(Context::Tally, action);
        match (self.kind, key(Action::Fold), key(Action::Sort)) {
            (TallyKind::Timeline(_), Some(scale), Some(senders)) => {
                let words = w::cut_keys(shell.lang, scale, senders);
                heading.mean(Meaning::Label, &words)
            }
            _ => heading,
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

/// What stands in a row, where there is room: dates stand below as well, so that names go first.
struct Columns {
    kind: bool,
    /// What the names are called at the head.
    called: Word,
    name: usize,
    dates: bool,
    /// Columns of the bar, and the count that fills it.
    bar: Option<(usize, usize)>,
}

impl Columns {
    fn of(kind: TallyKind, width: u16, most: usize) -> Self {
        let days = matches!(kind, TallyKind::Timeline(_));
        let dates = width >= WIDE && !days;
        let taken = 12 + if days { 0 } else { KIND + 2 } + if dates { 2 * DAY + 6 } else { 0 };
        let left = usize::from(width).saturating_sub(taken);
        let name = if days {
            GAP
        } else if !dates || left < 2 * NAME {
            left.max(NAME)
        } else {
            (left / 2).clamp(NAME, 60)
        };
        let called = match kind {
            TallyKind::Timeline(cut) => cut.scale.word(),
            _ => w::COUNT_NAME,
        };
        Self {
            kind: !days,
            called,
            name,
            dates,
            bar: (days && most > 0).then_some((BAR, most)),
        }
    }

    fn heading(&self, lang: Lang) -> Line {
        let kind = if self.kind {
            format!("{:KIND$}  ", w::COUNT_WHAT.of(lang))
        } else {
            String::new()
        };
        let name = self.called.of(lang);
        let dates = if self.dates {
            let (from, to) = (w::COUNT_FROM.of(lang), w::COUNT_TO.of(lang));
            format!("  {from:DAY$}  {to:DAY$}")
        } else {
            String::new()
        };
        let (items, width) = (w::COUNT_ITEMS.of(lang), self.name);
        let words = format!("{items:>10}  {kind}{name:width$}{dates}");
        Line::new().mean(Meaning::Label, &words)
    }

    fn line(&self, row: &TallyRow, here: bool, lang: Lang) -> Line {
        let mut line = Line::new()
            .say(if here { "> " } else { "  " })
            .say(&format!("{:>8}  ", counted(lang, row.items.len())));
        if self.kind {
            line = line.mean(
                Meaning::Label,
                &format!("{:KIND$}  ", row.kind.word.of(lang)),
            );
        }
        line = line.join(Line::new().evidence(row.name.of(lang)).fit(self.name));
        if let Some((width, most)) = self.bar {
            let filled = (row.items.len() * width).div_ceil(most).min(width);
            line = line.say(&format!("  {:width$}  ", "#".repeat(filled)));
        }
        if self.dates {
            let (from, to) = (row.span.map(|s| s.0), row.span.map(|s| s.1));
            line = line.say(&format!("  {:DAY$}  {:DAY$}  ", day(from), day(to)));
        }
        if !self.dates && self.bar.is_none() {
            return line;
        }
        let note = if row.note.en.starts_with('!') {
            Meaning::Doubtful
        } else {
            Meaning::Label
        };
        line.evidence_as(note, row.note.of(lang))
    }
}

fn told((row, lang): (&TallyRow, Lang), canvas: &mut Canvas, area: Rect, top: u16) {
    let at = Rect::new(area.x, area.y + top, area.width, TOLD.min(area.height));
    canvas.rule(
        at,
        0,
        Line::new().mean(Meaning::Label, row.kind.word.of(lang)),
    );
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
        .evidence(row.name.of(lang))
        .say(&format!("   {span}"));
    canvas.row(at, 1, &name, Meaning::Plain);
    let note = Line::new().say(" ").evidence(row.note.of(lang));
    canvas.row(at, 2, &note, Meaning::Plain);
    let label = if row.query.width() > 0 { " f: " } else { "" };
    let query = Line::new().mean(Meaning::Label, label).evidence(&row.query);
    canvas.row(at, 3, &query, Meaning::Plain);
}
