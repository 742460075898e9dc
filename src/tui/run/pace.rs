//! A key that is held down: its repeats are drawn a few times a second, its first press and what it
//! comes to at once.

use crate::tui::key::Key;
use std::time::{Duration, Instant};

/// Longest time between two repeats of a key that is held down.
const REPEAT: Duration = Duration::from_millis(120);
/// Shortest time between two frames meanwhile: twelve a second.
const FRAME: Duration = Duration::from_millis(84);
/// Presses after which a key counts as held down.
const HELD: u32 = 2;

/// What is known of the keys pressed last, and of the last frame.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pace {
    last: Option<(Key, Instant)>,
    repeats: u32,
    drawn: Option<Instant>,
}

impl Pace {
    /// A key was pressed.
    pub fn key(&mut self, key: Key, now: Instant) {
        let same = |(last, at): (Key, Instant)| last == key && now.duration_since(at) <= REPEAT;
        self.repeats = if self.last.is_some_and(same) {
            self.repeats + 1
        } else {
            0
        };
        self.last = Some((key, now));
    }

    /// A frame was drawn.
    pub fn drawn(&mut self, now: Instant) {
        self.drawn = Some(now);
    }

    /// Tells whether a key is held down.
    pub fn is_held(&self, now: Instant) -> bool {
        let recent = |(_, at): (Key, Instant)| now.duration_since(at) <= REPEAT;
        self.repeats >= HELD && self.last.is_some_and(recent)
    }

    /// Gives when to draw: `None` is at once.
    pub fn wait(&self, now: Instant) -> Option<Instant> {
        let next = self.drawn? + FRAME;
        (self.is_held(now) && next > now).then_some(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_held_key_is_drawn_twelve_times_a_second() {
        let start = Instant::now();
        let mut pace = Pace::default();
        let mut frames = Vec::new();
        let mut owed: Option<Instant> = None;
        for ms in 0..2000_u64 {
            let now = start + Duration::from_millis(ms);
            let pressed = ms < 1000 && ms % 33 == 0;
            if pressed {
                pace.key(Key::Char('j'), now);
            }
            let due = owed.is_some_and(|at| at <= now);
            if pressed || due {
                owed = pace.wait(now);
                if owed.is_none() {
                    pace.drawn(now);
                    frames.push(ms);
                }
            }
        }
        assert_eq!(frames.first(), Some(&0));
        assert!((12..=15).contains(&frames.len()), "{frames:?}");
        let last = frames.last().copied().unwrap_or(0);
        assert!((990..=1084).contains(&last), "{frames:?}");
    }

    #[test]
    fn other_keys_are_drawn_at_once() {
        let start = Instant::now();
        let mut pace = Pace::default();
        for (n, key) in "jkjjkkjk".chars().enumerate() {
            let now = start + Duration::from_millis(30 * n as u64);
            pace.key(Key::Char(key), now);
            assert_eq!(pace.wait(now), None);
            pace.drawn(now);
        }
    }
}
