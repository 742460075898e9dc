//! The runtime: it owns the terminal and the threads, hands events to `update`, carries effects out
//! and draws one frame when the queue is empty and the screen would look different.
//!
//! Idle, it sleeps on one channel: nothing is drawn on a timer, and no byte is written.

#[cfg(debug_assertions)]
mod breaks;
mod clip;
mod grid;
mod input;
mod jobs;
mod keeper;
mod known;
mod pace;
mod paint;
mod pen;
mod shift;
mod signals;
mod terminal;
mod work;

use super::action::Action;
use super::effect::Effect;
use super::event::{Event, Job, Wait};
use super::habits::Habits;
use super::keymap::Keymap;
use super::place::Place;
use super::state::State;
use super::theme::Theme;
use super::update::{act, update};
use crate::case::{Case, Snapshot};
use crate::model::words::{failures, system};
use crate::model::{Digest, Lang, Said};
#[cfg(debug_assertions)]
pub use breaks::break_on_bang;
pub use clip::Clip;
use jobs::Jobs;
use keeper::Keeper;
pub use known::{Able, abilities, refusal};
use pace::Pace;
use paint::Painter;
pub use paint::Scroll;
use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};
use terminal::Terminal;
pub use work::perform;

/// How the screen is opened.
#[derive(Clone, Debug)]
pub struct Options {
    /// The language of what is said.
    pub lang: Lang,
    /// The language of a report in a file.
    pub report: Lang,
    /// Who marks.
    pub author: String,
    /// Why nothing may be marked; `None` where it may.
    pub read_only: Option<String>,
    /// A query that holds from the start; empty goes back to where the screen was left.
    pub query: String,
    /// Where this author left the screen.
    pub place: Option<String>,
    /// How meanings look.
    pub theme: Theme,
    /// Whether the terminal may be asked to move rows.
    pub scroll: Scroll,
    /// The way to the terminal's clipboard.
    pub clip: Clip,
    /// The key maps.
    pub keys: Keymap,
    /// What the reviewer is used to.
    pub habits: Habits,
    /// Changed items of each edit that was planted in a demonstration.
    pub plants: Vec<Vec<Digest>>,
    /// Whether the tour is shown from the start, unless it was gone to its end.
    pub tour: bool,
}

/// How the screen was left.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Exit {
    /// Every mark is on disk.
    Done,
    /// A mark could not be written, and why.
    Unsaved(String),
}

/// Why the screen could not be shown.
#[derive(Debug, thiserror::Error)]
pub enum TuiError {
    /// The terminal refused what a screen needs.
    #[error("the terminal cannot be used: {0}")]
    Terminal(#[source] io::Error),
    /// A thread could not be started.
    #[error("a thread could not be started: {0}")]
    Thread(#[source] io::Error),
}

impl TuiError {
    /// Says it to people; in English it is what it displays as.
    pub fn said(&self) -> Said {
        match self {
            Self::Terminal(cause) => failures::terminal_failed(system::said(cause)),
            Self::Thread(cause) => failures::no_thread(system::said(cause)),
        }
    }
}

/// Shows the screen on a case until the user leaves.
pub fn run(case: Case, options: Options) -> Result<Exit, TuiError> {
    let (sender, events) = channel();
    let snapshot = case.snapshot();
    let mut terminal = Terminal::enter().map_err(TuiError::Terminal)?;
    let size = Terminal::size().map_err(TuiError::Terminal)?;
    let mut state = State::new(&snapshot, &options.author, size);
    state.shell.lang = options.lang;
    state.shell.read_only = options.read_only;
    state.shell.keys = Arc::new(options.keys);
    state.shell.habits = options.habits;
    state.shell.plants = Arc::new(options.plants);
    input::spawn(sender.clone()).map_err(TuiError::Thread)?;
    signals::spawn(sender.clone()).map_err(TuiError::Thread)?;
    let reader = Arc::new(std::sync::Mutex::new(case.reader()));
    let jobs = Jobs::new(
        &sender,
        &reader,
        (&options.author, (options.lang, options.report)),
    )
    .map_err(TuiError::Thread)?;
    let keeper = Keeper::spawn(case, (options.author, options.lang), reader, sender);
    let keeper = keeper.map_err(TuiError::Thread)?;
    let mut session = Session {
        state,
        snapshot,
        theme: options.theme,
        clip: options.clip,
        painter: Painter::new(std::io::stdout(), options.scroll),
        jobs,
        keeper,
        waits: BTreeMap::new(),
        pace: Pace::default(),
        owed: None,
        leaving: false,
    };
    let shown = session
        .state
        .stack
        .last_mut()
        .map_or_else(Vec::new, |screen| {
            screen.show(&mut session.state.shell, &session.snapshot)
        });
    session.carry_out(shown, &mut terminal)?;
    let place = options
        .place
        .as_deref()
        .filter(|_| options.query.is_empty());
    let place = place.and_then(Place::read).unwrap_or(Place {
        filter: options.query.clone(),
        ..Place::default()
    });
    let sought = super::update::begin(&mut session.state, &session.snapshot, place);
    session.carry_out(sought, &mut terminal)?;
    if let Some(start) = session.state.shell.habits.start {
        let shown = act(&mut session.state, &session.snapshot, start);
        session.carry_out(shown, &mut terminal)?;
    }
    if options.tour && !session.state.shell.tour.is_over() {
        let shown = act(&mut session.state, &session.snapshot, Action::Tour);
        session.carry_out(shown, &mut terminal)?;
    }
    session.draw()?;
    while !session.leaving {
        session.turn(&events, &mut terminal)?;
    }
    let unsaved = session.leave(&events);
    Terminal::leave();
    Ok(unsaved.map_or(Exit::Done, Exit::Unsaved))
}

struct Session {
    state: State,
    snapshot: Arc<Snapshot>,
    theme: Theme,
    clip: Clip,
    painter: Painter<io::Stdout>,
    jobs: Jobs,
    keeper: Keeper,
    waits: BTreeMap<Wait, (Instant, Job)>,
    pace: Pace,
    /// When a frame is drawn that was put off.
    owed: Option<Instant>,
    leaving: bool,
}

impl Session {
    /// Sleeps until something happens, takes all that has happened, then draws.
    fn turn(&mut self, events: &Receiver<Event>, terminal: &mut Terminal) -> Result<(), TuiError> {
        let waits = self.waits.values().map(|(at, _)| *at);
        let next = waits.chain(self.owed).min();
        let first = match next {
            None => events.recv().ok(),
            Some(at) => match events.recv_timeout(at.saturating_duration_since(Instant::now())) {
                Ok(event) => Some(event),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => Some(Event::Hangup),
            },
        };
        for event in first.into_iter().chain(events.try_iter()) {
            if let Event::Key(key) = &event {
                self.pace.key(*key, Instant::now());
            }
            self.take(event, terminal)?;
            if self.leaving {
                return Ok(());
            }
        }
        for (wait, job) in self.due() {
            self.take(Event::Waited(wait, job), terminal)?;
        }
        self.owed = self.pace.wait(Instant::now());
        if self.owed.is_some() {
            return Ok(());
        }
        self.draw()?;
        self.pace.drawn(Instant::now());
        Ok(())
    }

    fn due(&mut self) -> Vec<(Wait, Job)> {
        let now = Instant::now();
        let due = self.waits.iter().filter(|(_, (at, _))| *at <= now);
        let due: Vec<(Wait, Job)> = due.map(|(wait, (_, job))| (*wait, *job)).collect();
        for (wait, _) in &due {
            self.waits.remove(wait);
        }
        due
    }

    fn take(&mut self, event: Event, terminal: &mut Terminal) -> Result<(), TuiError> {
        #[cfg(debug_assertions)]
        breaks::at(&event);
        let next = match &event {
            Event::Saved(_, _, next) | Event::Changed(next) | Event::Viewed(_, next) => {
                Some(Arc::clone(next))
            }
            Event::Resumed => {
                Terminal::again().map_err(TuiError::Terminal)?;
                None
            }
            _ => None,
        };
        let effects = update(&mut self.state, &self.snapshot, event);
        if let Some(next) = next {
            self.snapshot = next;
        }
        self.carry_out(effects, terminal)
    }

    fn carry_out(&mut self, effects: Vec<Effect>, terminal: &mut Terminal) -> Result<(), TuiError> {
        for effect in effects {
            match effect {
                Effect::Mark(job, act) => self.keeper.mark(job, act),
                Effect::Undo(job) => self.keeper.undo(job),
                Effect::View(..) | Effect::Keep(_) if self.state.shell.read_only.is_some() => {}
                Effect::View(name, query) => self.keeper.view(name, query),
                Effect::Copy(text) => {
                    let bytes = self.clip.copy(&text);
                    self.painter.send(&bytes).map_err(TuiError::Terminal)?;
                }
                Effect::Uncover(is) => self.jobs.uncover(is),
                Effect::Keep(place) => self.keeper.keep(place),
                Effect::Load => self.keeper.load(),
                Effect::Wait(wait, job) => {
                    let now = Instant::now();
                    // A key that is held down has not come to rest between two slow repeats.
                    let more = u32::from(wait == Wait::Preview && self.pace.is_held(now)) + 1;
                    let at = now + Duration::from_millis(wait.ms()) * more;
                    self.waits.insert(wait, (at, job));
                }
                Effect::Redraw => {
                    let size = Terminal::size().map_err(TuiError::Terminal)?;
                    self.state.fit(size);
                    self.painter.forget();
                }
                Effect::Suspend => {
                    terminal.suspend().map_err(TuiError::Terminal)?;
                    let size = Terminal::size().map_err(TuiError::Terminal)?;
                    self.state.fit(size);
                    self.painter.forget();
                }
                Effect::Quit => self.leaving = true,
                Effect::Read(..)
                | Effect::Raw(..)
                | Effect::Window(..)
                | Effect::Compare(..)
                | Effect::Sheet(..)
                | Effect::Select(..)
                | Effect::Tally(..)
                | Effect::Export(_) => self.jobs.submit(&self.snapshot, effect),
            }
        }
        Ok(())
    }

    fn draw(&mut self) -> Result<(), TuiError> {
        let (state, snapshot, theme) = (&self.state, &self.snapshot, &self.theme);
        self.painter
            .paint(state.terminal(), |area, buffer| {
                super::draw::draw(state, snapshot, theme, area, buffer);
            })
            .map_err(TuiError::Terminal)
    }

    /// Waits until every mark is on disk; gives why one is not.
    fn leave(&mut self, events: &Receiver<Event>) -> Option<String> {
        self.keeper.finish();
        events.try_iter().find_map(|event| match event {
            Event::Failed(_, why) => Some(why),
            _ => None,
        })
    }
}
