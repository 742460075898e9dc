//! Keys, pasted text and sizes: what the terminal sends becomes events, on a thread of its own.

use crate::tui::event::Event;
use crate::tui::key::{Key, Name};
use crossterm::event::{self, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use std::io;
use std::sync::mpsc::Sender;
use std::thread;

/// Reads until the terminal or the session is gone.
pub fn spawn(sender: Sender<Event>) -> io::Result<()> {
    let read = move || {
        loop {
            let event = match event::read() {
                Ok(event) => translate(event),
                Err(_) => Some(Event::Hangup),
            };
            let over = matches!(event, Some(Event::Hangup));
            if let Some(event) = event
                && sender.send(event).is_err()
            {
                return;
            }
            if over {
                return;
            }
        }
    };
    thread::Builder::new()
        .name("valla-input".into())
        .spawn(read)
        .map(|_| ())
}

fn translate(event: event::Event) -> Option<Event> {
    match event {
        event::Event::Key(key) if key.kind != KeyEventKind::Release => key_of(key).map(Event::Key),
        event::Event::Paste(text) => Some(Event::Paste(text)),
        event::Event::Resize(w, h) => Some(Event::Resize(w, h)),
        event::Event::Key(_)
        | event::Event::Mouse(_)
        | event::Event::FocusGained
        | event::Event::FocusLost => None,
    }
}

fn key_of(key: KeyEvent) -> Option<Key> {
    let named = |name| Some(Key::Named(name));
    match key.code {
        KeyCode::Char(c) if key.modifiers.contains(KeyModifiers::ALT) => Some(Key::Alt(c)),
        KeyCode::Char(c) if key.modifiers.contains(KeyModifiers::CONTROL) => {
            Some(Key::Ctrl(c.to_ascii_lowercase()))
        }
        KeyCode::Char(c) => Some(Key::Char(c)),
        KeyCode::F(n) => Some(Key::Function(n)),
        KeyCode::Enter => named(Name::Enter),
        KeyCode::Esc => named(Name::Esc),
        KeyCode::Tab => named(Name::Tab),
        KeyCode::BackTab => named(Name::BackTab),
        KeyCode::Backspace => named(Name::Backspace),
        KeyCode::Delete => named(Name::Delete),
        KeyCode::Up => named(Name::Up),
        KeyCode::Down => named(Name::Down),
        KeyCode::Left => named(Name::Left),
        KeyCode::Right => named(Name::Right),
        KeyCode::PageUp => named(Name::PgUp),
        KeyCode::PageDown => named(Name::PgDn),
        KeyCode::Home => named(Name::Home),
        KeyCode::End => named(Name::End),
        _ => None,
    }
}
