//! A way to break the running screen, for the test that wants to see the terminal given back. It is
//! not there in a release.

use crate::tui::event::Event;
use crate::tui::key::Key;
use std::sync::atomic::{AtomicBool, Ordering};

static ARMED: AtomicBool = AtomicBool::new(false);

/// Lets the key `!` break the program from now on.
pub fn break_on_bang() {
    ARMED.store(true, Ordering::SeqCst);
}

/// Breaks where that was asked for.
#[expect(clippy::panic, reason = "breaking is what it is for")]
pub fn at(event: &Event) {
    if ARMED.load(Ordering::SeqCst) && matches!(event, Event::Key(Key::Char('!'))) {
        std::panic::panic_any("a test broke the screen");
    }
}
