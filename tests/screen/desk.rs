//! A desk to sit at: the screen without threads or terminal. Effects are carried out at once, marks
//! go to a journal in memory, and what is shown can be read as text.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use std::fmt::Write as _;
use std::sync::Arc;
use valla::case::{Act, Board, Event as JournalEvent, Snapshot};
use valla::tui::{Effect, Event, Key, Name, Place, State, Theme, begin, draw, perform, update};

use crate::sample::Texts;

/// A screen with a user before it.
pub struct Desk {
    /// What is remembered.
    pub state: State,
    /// What is known.
    pub snapshot: Snapshot,
    /// Whether the user has left.
    pub left: bool,
    /// Why marks fail, where they do.
    pub broken: Option<&'static str>,
    /// Whether marks are kept waiting.
    pub slow_disk: bool,
    /// Events of the journal.
    pub journal: Vec<JournalEvent>,
    /// Effects since the last look, apart from waits.
    pub effects: Vec<Effect>,
    texts: Texts,
    size: (u16, u16),
}

const NAMES: &[(&str, Key)] = &[
    ("Enter", Key::Named(Name::Enter)),
    ("Esc", Key::Named(Name::Esc)),
    ("Tab", Key::Named(Name::Tab)),
    ("Space", Key::Char(' ')),
    ("Up", Key::Named(Name::Up)),
    ("Down", Key::Named(Name::Down)),
    ("Left", Key::Named(Name::Left)),
    ("Backspace", Key::Named(Name::Backspace)),
    ("End", Key::Named(Name::End)),
    ("PgDn", Key::Named(Name::PgDn)),
];

impl Desk {
    /// Opens the screen.
    pub fn new((snapshot, texts): (Snapshot, Texts), size: (u16, u16)) -> Self {
        let mut desk = Self {
            state: State::new(&snapshot, "anna", size),
            snapshot,
            left: false,
            broken: None,
            slow_disk: false,
            journal: Vec::new(),
            effects: Vec::new(),
            texts,
            size,
        };
        desk.take(Event::Resize(size.0, size.1));
        desk
    }

    /// Presses keys: words of the key table, and every other word letter by letter.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for word in keys.split(' ').filter(|w| !w.is_empty()) {
            match NAMES.iter().find(|(name, _)| *name == word) {
                Some((_, key)) => self.take(Event::Key(*key)),
                None => match word.strip_prefix("Ctrl-").and_then(|c| c.chars().next()) {
                    Some(c) => self.take(Event::Key(Key::Ctrl(c))),
                    None => word
                        .chars()
                        .for_each(|c| self.take(Event::Key(Key::Char(c)))),
                },
            }
        }
        self
    }

    /// Takes an event and carries out what follows.
    pub fn take(&mut self, event: Event) {
        let next = match &event {
            Event::Saved(_, _, next) | Event::Changed(next) => Some(Arc::clone(next)),
            Event::Resize(w, h) => {
                self.size = (*w, *h);
                None
            }
            _ => None,
        };
        let effects = update(&mut self.state, &self.snapshot, event);
        if let Some(next) = next {
            self.snapshot = (*next).clone();
        }
        for effect in effects {
            self.carry_out(effect);
        }
    }

    /// Comes back to where the screen was left.
    pub fn come_back(&mut self, place: &str) {
        let place = Place::read(place).unwrap_or_default();
        for effect in begin(&mut self.state, &self.snapshot, place) {
            self.carry_out(effect);
        }
    }

    /// Comes back with keys that are pressed before the filter's answer is there.
    pub fn come_back_to(&mut self, place: &str, keys: &str) {
        let place = Place::read(place).unwrap_or_default();
        let effects = begin(&mut self.state, &self.snapshot, place);
        self.press(keys);
        for effect in effects {
            self.carry_out(effect);
        }
    }

    /// Gives the place that was kept last.
    pub fn kept(&self) -> String {
        let mut kept = self.effects.iter().rev();
        let last = kept.find_map(|effect| match effect {
            Effect::Keep(place) => Some(place.clone()),
            _ => None,
        });
        last.unwrap_or_default()
    }

    fn carry_out(&mut self, effect: Effect) {
        match &effect {
            Effect::Wait(wait, job) => {
                let event = Event::Waited(*wait, *job);
                self.take(event);
                return;
            }
            Effect::Quit => self.left = true,
            Effect::Mark(job, _) | Effect::Undo(job) if self.broken.is_some() => {
                let why = self.broken.unwrap_or("").to_owned();
                let event = Event::Failed(*job, why);
                self.take(event);
            }
            Effect::Mark(..) | Effect::Undo(_) if self.slow_disk => {}
            Effect::Mark(job, act) => {
                let (job, act) = (*job, act.clone());
                self.save(job, Some(act));
            }
            Effect::Undo(job) => {
                let undone = self.undone();
                let standing = |e: &&JournalEvent| {
                    !matches!(e.act, Act::Undo { .. }) && !undone.contains(&e.hash)
                };
                let last = self.journal.iter().rev().find(standing);
                let act = last.map(|e| Act::Undo { of: e.hash.clone() });
                let job = *job;
                self.save(job, act);
            }
            other => {
                let event = {
                    let lang = self.state.shell.lang;
                    perform(other, &self.snapshot, &self.texts, "anna", lang)
                };
                if let Some(event) = event {
                    self.take(event);
                }
            }
        }
        self.effects.push(effect);
    }

    fn undone(&self) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        for event in self.journal.iter().rev() {
            if let Act::Undo { of } = &event.act
                && !out.contains(&event.hash)
            {
                out.push(of.clone());
            }
        }
        out
    }

    fn save(&mut self, job: u64, act: Option<Act>) {
        let event = act.map(|act| JournalEvent {
            journal: "0".repeat(32),
            seq: self.journal.len() as u64 + 1,
            lamport: self.journal.len() as u64 + 1,
            time: "2026-01-01T00:00:00Z".into(),
            author: "anna".into(),
            act,
            hash: format!("{:064x}", self.journal.len() + 1),
        });
        self.journal.extend(event.clone());
        let mut next = self.snapshot.clone();
        next.board = Arc::new(Board::fold(&self.journal));
        self.take(Event::Saved(job, event.map(Box::new), Arc::new(next)));
    }

    /// Draws what is shown.
    pub fn buffer(&self) -> Buffer {
        let area = Rect::new(0, 0, self.size.0, self.size.1);
        let mut buffer = Buffer::empty(area);
        draw(
            &self.state,
            &self.snapshot,
            &Theme::default(),
            area,
            &mut buffer,
        );
        buffer
    }

    /// Gives what is shown as lines of text.
    pub fn text(&self) -> String {
        rows(&self.buffer()).join("\n")
    }

    /// Gives what is shown as text, then which cells are styled: `R` reverse, `U` underline, `B`
    /// bold, `c` a colour alone.
    pub fn picture(&self) -> String {
        let buffer = self.buffer();
        let mut out = rows(&buffer).join("\n");
        out.push('\n');
        for y in 0..buffer.area.height {
            let signs: String = (0..buffer.area.width)
                .map(|x| {
                    let cell = &buffer[(x, y)];
                    let modifier = cell.modifier;
                    if modifier.contains(Modifier::REVERSED) {
                        'R'
                    } else if modifier.contains(Modifier::UNDERLINED) {
                        'U'
                    } else if modifier.contains(Modifier::BOLD) {
                        'B'
                    } else if cell.fg != Color::Reset {
                        'c'
                    } else {
                        '.'
                    }
                })
                .collect();
            let signs = signs.trim_end_matches('.');
            if !signs.is_empty() {
                let _ = write!(out, "\n{y:>2} {signs}");
            }
        }
        out
    }
}

/// Gives the rows of a buffer as text; the cell after a wide character is part of it.
pub fn rows(buffer: &Buffer) -> Vec<String> {
    let width = usize::from(buffer.area.width);
    let row = |cells: &[ratatui::buffer::Cell]| {
        let mut out = String::new();
        let mut skip = 0;
        for cell in cells {
            if skip == 0 {
                out.push_str(cell.symbol());
                skip = unicode_width::UnicodeWidthStr::width(cell.symbol()).max(1);
            }
            skip -= 1;
        }
        out.trim_end().to_owned()
    };
    buffer.content.chunks(width.max(1)).map(row).collect()
}
