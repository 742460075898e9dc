//! Floor 8: the screen. The door of ratatui and crossterm.
//!
//! One [`State`], one [`update`], one [`draw`], effects as data: an [`Event`] changes the state and
//! yields [`Effect`]s; `run` carries them out and draws one frame when the queue is empty and
//! something changed. Nothing is drawn on a timer.

mod action;
mod actions;
mod align;
mod canvas;
mod draw;
mod effect;
mod event;
mod habits;
mod hints;
mod key;
mod keymap;
mod layout;
mod list;
mod place;
mod presets;
mod prompt;
mod reading;
mod roll;
mod run;
mod screens;
mod sides;
mod state;
mod theme;
mod tour;
mod update;
mod which;
mod wrap;

pub use action::Action;
pub use draw::draw;
pub use effect::Effect;
pub use event::Event;
pub use habits::{HABITS, HabitRow, Habits};
pub use key::{Key, Name};
pub use keymap::Keymap;
pub use place::Place;
pub use presets::keymap;
#[cfg(debug_assertions)]
pub use run::break_on_bang;
pub use run::{Able, Clip, Exit, Options, Scroll, TuiError, abilities, perform, refusal, run};
pub use state::State;
pub use theme::{Colour, Glyphs, Theme};
pub use update::{begin, update};

/// Writes the page of keys, `docs/keys.md`.
pub fn keys_markdown() -> String {
    Keymap::built_in().markdown()
}
