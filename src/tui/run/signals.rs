//! Signals become events: the end is asked for, the shell is wanted, or we are back from it.

use crate::tui::event::Event;
use crate::tui::key::Key;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;
use std::io;
use std::sync::mpsc::Sender;
use std::thread;

/// Listens until the session is gone.
pub fn spawn(sender: Sender<Event>) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT])?;
    let listen = move || {
        for signal in signals.forever() {
            let event = match signal {
                SIGCONT => Event::Resumed,
                SIGTSTP => Event::Key(Key::Ctrl('z')),
                _ => Event::Hangup,
            };
            if sender.send(event).is_err() {
                return;
            }
        }
    };
    thread::Builder::new()
        .name("valla-signals".into())
        .spawn(listen)
        .map(|_| ())
}
