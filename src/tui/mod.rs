//! Floor 8: the screen. The door of ratatui and crossterm.
//!
//! One [`State`], one [`update`], one [`draw`], effects as data: an [`Event`] changes the state and
//! yields [`Effect`]s; `run` carries them out and draws one frame when the queue is empty and
//! something changed. Nothing is drawn on a timer.

mod action;
mod align;
mod canvas;
mod draw;
mod effect;
mod event;
mod hints;
mod key;
mod keymap;
mod layout;
mod list;
mod place;
mod prompt;
mod reading;
mod run;
mod screens;
mod sides;
mod state;
mod theme;
mod update;
mod wrap;

pub use action::Action;
pub use draw::draw;
pub use effect::Effect;
pub use event::Event;
pub use key::{Key, Name};
pub use place::Place;
#[cfg(debug_assertions)]
pub use run::break_on_bang;
pub use run::{Exit, Options, Scroll, TuiError, abilities, perform, refusal, run};
pub use state::State;
pub use theme::{Colour, Glyphs, Theme};
pub use update::{begin, update};

/// Writes the page of keys, `docs/keys.md`.
pub fn keys_markdown() -> String {
    keymap::Keymap::built_in().markdown()
}

/// Writes the key table as lines of plain text.
pub fn keys_text() -> String {
    keymap::Keymap::built_in().text()
}

/// Gives what is wrong with the key table, one sentence each; nothing, if all is well.
pub fn keys_faults() -> Vec<String> {
    keymap::Keymap::built_in().faults
}
