//! The screens, one file each, and the stack's dispatch over them: a closed enum, no trait objects.

pub mod compare;
pub mod exceptions;
pub mod export;
pub mod findings;
pub mod groups;
pub mod help;
pub mod message;
pub mod metadata;
pub mod sheet;
pub mod tags;
pub mod tally;
pub mod threads;

use super::action::Action;
use super::canvas::Canvas;
use super::effect::Effect;
use super::event::Event;
use super::habits::Habits;
use super::keymap::Context;
use super::state::Shell;
use crate::case::Snapshot;
pub use crate::model::words::counted;
use crate::model::words::heads;
use crate::model::{ItemIx, Lang};
use ratatui::layout::Rect;

/// A screen of the stack.
#[derive(Clone, PartialEq, Debug)]
pub enum Screen {
    /// The thread list.
    Threads(threads::Threads),
    /// One item.
    Message(message::Message),
    /// The near-duplicate groups.
    Groups(groups::Groups),
    /// Two texts.
    Compare(compare::Compare),
    /// The findings.
    Findings(findings::Findings),
    /// The exceptions.
    Exceptions(exceptions::Exceptions),
    /// What documents claim about themselves.
    Metadata(metadata::Metadata),
    /// The coding panel.
    Tags(tags::Tags),
    /// The export.
    Export(export::Export),
    /// The help.
    Help(help::Help),
    /// What a worker made of several items.
    Sheet(sheet::Sheet),
    /// What the case holds, counted.
    Tally(tally::Counts),
}

/// What a mark acts on, and how the codes row names it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Target {
    /// The items.
    pub items: Vec<ItemIx>,
    /// `this`, `3 marked`, `side B`.
    pub name: String,
}

impl Target {
    /// Names some items by their number.
    fn of(items: Vec<ItemIx>, lang: Lang) -> Self {
        let name = match items.len() {
            1 => heads::THIS.of(lang).to_owned(),
            n => heads::all_of(lang, n),
        };
        Self { items, name }
    }
}

/// Runs an expression on whichever screen it is.
macro_rules! each {
    ($screen:expr, $s:ident => $run:expr) => {
        match $screen {
            Screen::Threads($s) => $run,
            Screen::Message($s) => $run,
            Screen::Groups($s) => $run,
            Screen::Compare($s) => $run,
            Screen::Findings($s) => $run,
            Screen::Exceptions($s) => $run,
            Screen::Metadata($s) => $run,
            Screen::Tags($s) => $run,
            Screen::Export($s) => $run,
            Screen::Help($s) => $run,
            Screen::Sheet($s) => $run,
            Screen::Tally($s) => $run,
        }
    };
}

impl Screen {
    /// Gives the first screen.
    pub fn start(snapshot: &Snapshot) -> Self {
        Self::Threads(threads::Threads::new(snapshot))
    }

    /// Gives the context whose keys hold here.
    pub fn context(&self) -> Context {
        match self {
            Self::Threads(_) => Context::Threads,
            Self::Message(_) => Context::Message,
            Self::Groups(_) => Context::Groups,
            Self::Compare(_) => Context::Compare,
            Self::Findings(_) => Context::Findings,
            Self::Exceptions(_) => Context::Exceptions,
            Self::Metadata(_) => Context::Metadata,
            Self::Tags(_) => Context::Tags,
            Self::Export(_) => Context::Export,
            Self::Help(_) => Context::Help,
            Self::Sheet(_) => Context::Sheet,
            Self::Tally(_) => Context::Tally,
        }
    }

    /// Opens it as the reviewer is used to.
    pub fn accustom(&mut self, habits: &Habits) {
        match self {
            Self::Compare(s) => s.accustom(habits),
            Self::Groups(s) => s.accustom(habits),
            Self::Findings(s) => s.accustom(habits),
            // The list of threads is arranged as it was left.
            Self::Threads(_)
            | Self::Message(_)
            | Self::Exceptions(_)
            | Self::Metadata(_)
            | Self::Tags(_)
            | Self::Export(_)
            | Self::Help(_)
            | Self::Sheet(_)
            | Self::Tally(_) => {}
        }
    }

    /// Gives its crumb of the breadcrumb, evidence not yet made safe.
    pub fn crumb(&self, shell: &Shell, snapshot: &Snapshot) -> String {
        match self {
            Self::Threads(s) => s.crumb(shell, snapshot),
            Self::Message(s) => s.crumb(shell, snapshot),
            Self::Groups(s) => s.crumb(shell, snapshot),
            Self::Compare(s) => s.crumb(shell, snapshot),
            Self::Help(s) => s.crumb(shell, snapshot),
            Self::Sheet(s) => s.crumb(shell, snapshot),
            Self::Tally(s) => s.crumb(shell, snapshot),
            Self::Findings(s) => s.crumb(shell, snapshot),
            Self::Metadata(s) => s.crumb(shell),
            Self::Exceptions(_) | Self::Tags(_) | Self::Export(_) => {
                self.context().row().title.of(shell.lang).to_owned()
            }
        }
    }

    /// Gives what the right end of the bar says: the place, and the state.
    pub fn place(&self, shell: &Shell, snapshot: &Snapshot) -> String {
        each!(self, s => s.place(shell, snapshot))
    }

    /// Does what a key asks.
    pub fn update(
        &mut self,
        shell: &mut Shell,
        snapshot: &Snapshot,
        action: Action,
    ) -> Vec<Effect> {
        each!(self, s => s.update(shell, snapshot, action))
    }

    /// Asks for what it lacks: on coming to the front, after a resize, after a change of the case.
    pub fn show(&mut self, shell: &mut Shell, snapshot: &Snapshot) -> Vec<Effect> {
        match self {
            Self::Threads(s) => s.show(shell, snapshot),
            Self::Message(s) => s.show(shell, snapshot),
            Self::Groups(s) => s.show(shell, snapshot),
            Self::Compare(s) => s.show(shell, snapshot),
            Self::Findings(s) => s.show(shell, snapshot),
            Self::Exceptions(s) => s.show(shell, snapshot),
            Self::Metadata(s) => s.show(shell),
            Self::Help(s) => s.show(shell, snapshot),
            Self::Sheet(s) => s.show(shell, snapshot),
            Self::Tally(s) => s.show(shell, snapshot),
            Self::Tags(_) | Self::Export(_) => Vec::new(),
        }
    }

    /// Takes the answer of a worker.
    pub fn answer(&mut self, shell: &mut Shell, snapshot: &Snapshot, event: &Event) -> Vec<Effect> {
        match self {
            Self::Threads(s) => s.answer(shell, snapshot, event),
            Self::Message(s) => s.answer(event),
            Self::Sheet(s) => s.answer(event),
            Self::Tally(s) => s.answer(event),
            Self::Compare(s) => s.answer(shell, snapshot, event),
            Self::Groups(s) => s.answer(event),
            Self::Findings(s) => s.answer(event),
            Self::Exceptions(_)
            | Self::Metadata(_)
            | Self::Tags(_)
            | Self::Export(_)
            | Self::Help(_) => Vec::new(),
        }
    }

    /// Gives what a mark would act on.
    pub fn target(&self, shell: &Shell, snapshot: &Snapshot) -> Target {
        match self {
            Self::Threads(s) => s.target(shell, snapshot),
            Self::Message(s) => s.target(shell),
            Self::Groups(s) => s.target(shell, snapshot),
            Self::Compare(s) => s.target(shell),
            Self::Findings(s) => s.target(shell, snapshot),
            Self::Tags(s) => s.target(),
            Self::Metadata(s) => Target::of(s.target(), shell.lang),
            Self::Sheet(s) => s.target(shell, snapshot),
            Self::Exceptions(_) | Self::Export(_) | Self::Help(_) | Self::Tally(_) => {
                Target::default()
            }
        }
    }

    /// Goes on to the next uncoded thing after a mark.
    pub fn advance(&mut self, shell: &mut Shell, snapshot: &Snapshot) -> Vec<Effect> {
        match self {
            Self::Threads(s) => s.advance(shell, snapshot),
            Self::Message(s) => s.advance(shell, snapshot),
            Self::Groups(s) => s.advance(shell, snapshot),
            Self::Compare(s) => s.advance(shell, snapshot),
            Self::Findings(_)
            | Self::Exceptions(_)
            | Self::Metadata(_)
            | Self::Tags(_)
            | Self::Export(_)
            | Self::Help(_)
            | Self::Sheet(_)
            | Self::Tally(_) => Vec::new(),
        }
    }

    /// Gives the filter, where the screen has one.
    pub fn filter(&mut self) -> Option<&mut super::list::Filter> {
        match self {
            Self::Threads(s) => Some(&mut s.filter),
            Self::Groups(s) => Some(&mut s.filter),
            Self::Findings(s) => Some(&mut s.filter),
            Self::Message(_)
            | Self::Compare(_)
            | Self::Exceptions(_)
            | Self::Metadata(_)
            | Self::Tags(_)
            | Self::Export(_)
            | Self::Help(_)
            | Self::Sheet(_)
            | Self::Tally(_) => None,
        }
    }

    /// Makes its rows again after the filter changed.
    pub fn refill(&mut self, shell: &mut Shell, snapshot: &Snapshot) -> Vec<Effect> {
        match self {
            Self::Threads(s) => s.refill(shell, snapshot),
            Self::Groups(s) => s.refill(shell, snapshot),
            Self::Findings(s) => s.refill(shell, snapshot),
            Self::Message(_)
            | Self::Compare(_)
            | Self::Exceptions(_)
            | Self::Metadata(_)
            | Self::Tags(_)
            | Self::Export(_)
            | Self::Help(_)
            | Self::Sheet(_)
            | Self::Tally(_) => Vec::new(),
        }
    }

    /// Goes to the next place, from the cursor on or back, whose text holds the needle; false where
    /// there is none.
    pub fn find(&mut self, shell: &Shell, snapshot: &Snapshot, needle: &str, way: Way) -> bool {
        match self {
            Self::Threads(s) => s.find(shell, snapshot, needle, way),
            Self::Message(s) => s.find(shell, snapshot, needle, way),
            Self::Groups(s) => s.find(shell, snapshot, needle, way),
            Self::Compare(s) => s.find(shell, needle, way),
            Self::Findings(s) => s.find(shell, snapshot, needle, way),
            Self::Exceptions(s) => s.find(shell, snapshot, needle, way),
            Self::Metadata(s) => s.find(shell, snapshot, needle, way),
            Self::Help(s) => s.find(shell, needle, way),
            Self::Sheet(s) => s.find(shell, snapshot, needle, way),
            Self::Tally(s) => s.find(shell, needle, way),
            Self::Tags(_) | Self::Export(_) => false,
        }
    }

    /// Goes to a place by its number from 1.
    pub fn go(&mut self, shell: &mut Shell, snapshot: &Snapshot, number: usize) -> Vec<Effect> {
        let at = number.saturating_sub(1);
        match self {
            Self::Threads(s) => s.go(shell, snapshot, at),
            Self::Message(s) => s.go(shell, snapshot, at),
            Self::Groups(s) => s.go(shell, snapshot, at),
            Self::Findings(s) => s.go(shell, snapshot, at),
            Self::Compare(s) => s.go(shell, snapshot, at),
            Self::Exceptions(_)
            | Self::Metadata(_)
            | Self::Tags(_)
            | Self::Export(_)
            | Self::Help(_)
            | Self::Sheet(_)
            | Self::Tally(_) => Vec::new(),
        }
    }

    /// Carries the screen over to another generation; `None` where nothing of it is left there.
    pub fn carried(
        &self,
        next: &Snapshot,
        carry: &dyn Fn(ItemIx) -> Option<ItemIx>,
    ) -> Option<Self> {
        match self {
            Self::Threads(s) => Some(Self::Threads(s.carried(next))),
            Self::Message(s) => s.carried(carry).map(Self::Message),
            Self::Groups(s) => Some(Self::Groups(s.carried(next))),
            Self::Compare(s) => s.carried(carry).map(Self::Compare),
            Self::Findings(s) => Some(Self::Findings(s.carried(next))),
            Self::Exceptions(_) => Some(Self::Exceptions(exceptions::Exceptions::default())),
            Self::Tally(s) => Some(Self::Tally(s.carried())),
            Self::Metadata(_) => Some(Self::Metadata(metadata::Metadata::new(next))),
            Self::Tags(_) | Self::Export(_) | Self::Help(_) | Self::Sheet(_) => None,
        }
    }

    /// Draws its body.
    pub fn draw(&self, shell: &Shell, snapshot: &Snapshot, canvas: &mut Canvas, area: Rect) {
        each!(self, s => s.draw(shell, snapshot, canvas, area));
    }
}

/// Which way a search goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// From the place on, the place itself first.
    Here,
    /// On.
    Next,
    /// Back.
    Previous,
}

impl Way {
    /// Gives the places of `0..len` in the order in which they are tried, from `at`, around once.
    pub fn order(self, at: usize, len: usize) -> Box<dyn Iterator<Item = usize>> {
        let at = at.min(len);
        match self {
            Self::Here => Box::new((at..len).chain(0..at)),
            Self::Next => Box::new((at + 1..len).chain(0..(at + 1).min(len))),
            Self::Previous => Box::new((0..at).rev().chain((at..len).rev())),
        }
    }
}

/// Names a person shortly, as lists do: the display name, else the address before its `@`.
pub fn short_name(mailbox: &crate::model::Mailbox) -> &str {
    if mailbox.name.is_empty() {
        mailbox.address.split('@').next().unwrap_or("")
    } else {
        &mailbox.name
    }
}
