//! What a reviewer is used to: how the screen opens and what a code does, as `[review]` of the
//! settings has it. One table of names and values; the command line reads and documents by it.

use super::action::Action;
use super::keymap::Context;
use super::layout::Preview;
use super::place::Place;
use super::screens::Target;
use super::sides::{Ignore, Layout, Noise};
use super::state::State;
use crate::case::Snapshot;
use crate::model::words::keys as w;
use crate::model::{Lang, Said, Word};
use crate::review::Carry;

/// What a reviewer is used to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Habits {
    /// Where the screen opens; `None` where it was left.
    pub start: Option<Action>,
    /// Word of the order of threads; `None` as it was left.
    pub order: Option<String>,
    /// Whether lists have a preview; `None` as it was left.
    pub preview: Option<Preview>,
    /// How two texts stand; `None` side by side where there is room.
    pub layout: Option<Layout>,
    /// What a comparison ignores at first.
    pub ignore: Ignore,
    /// What a code takes along.
    pub carry: Carry,
    /// Whether a code goes on to the next item.
    pub goes_on: bool,
}

impl Default for Habits {
    fn default() -> Self {
        Self {
            start: None,
            order: None,
            preview: None,
            layout: None,
            ignore: Ignore::default(),
            carry: Carry::default(),
            goes_on: true,
        }
    }
}

/// A setting: its name, what it may be, what it is where nobody set it, and what it does.
pub struct HabitRow {
    /// Its name in `[review]`.
    pub name: &'static str,
    /// Its value by itself.
    pub default: &'static str,
    /// What it may be.
    pub values: &'static [&'static str],
    /// Whether it may be several of them.
    pub several: bool,
    /// What it does, one line.
    pub line: Word,
    set: fn(&mut Habits, &[&str]),
}

/// All settings, in the order in which they are documented.
pub const HABITS: &[HabitRow] = &[
    HabitRow {
        name: "start",
        default: "left",
        values: &["left", "threads", "findings", "groups", "overview"],
        several: false,
        line: w::START,
        set: |h, v| h.start = Action::of(one(v)),
    },
    HabitRow {
        name: "order",
        default: "left",
        values: &["left", "newest", "oldest", "longest", "subject"],
        several: false,
        line: w::ORDER,
        set: |h, v| h.order = Some(one(v)).filter(|v| *v != "left").map(str::to_owned),
    },
    HabitRow {
        name: "preview",
        default: "left",
        values: &["left", "on", "off"],
        several: false,
        line: w::PREVIEW,
        set: |h, v| {
            h.preview = match one(v) {
                "on" => Some(Preview::On),
                "off" => Some(Preview::Off),
                _ => None,
            }
        },
    },
    HabitRow {
        name: "compare",
        default: "auto",
        values: &["auto", "side-by-side", "unified"],
        several: false,
        line: w::COMPARE,
        set: |h, v| {
            h.layout = match one(v) {
                "side-by-side" => Some(Layout::SideBySide),
                "unified" => Some(Layout::Unified),
                _ => None,
            }
        },
    },
    HabitRow {
        name: "ignore",
        default: "space quotes forms footer",
        values: &["space", "quotes", "forms", "footer", "nothing"],
        several: true,
        line: w::IGNORE,
        set: |h, v| {
            for noise in Noise::ALL {
                if h.ignore.has(noise) != v.contains(&noise.word().of(Lang::English)) {
                    h.ignore = h.ignore.toggled(noise);
                }
            }
        },
    },
    HabitRow {
        name: "carry",
        default: "nothing",
        values: &["copies", "family", "thread", "nothing"],
        several: true,
        line: w::CARRY,
        set: |h, v| {
            h.carry = Carry {
                copies: v.contains(&"copies"),
                thread: v.contains(&"thread"),
                family: v.contains(&"family"),
            }
        },
    },
    HabitRow {
        name: "next",
        default: "on",
        values: &["on", "off"],
        several: false,
        line: w::NEXT,
        set: |h, v| h.goes_on = one(v) == "on",
    },
];

fn one<'a>(values: &[&'a str]) -> &'a str {
    values.first().copied().unwrap_or("")
}

impl Habits {
    /// Sets one by its name, to words with blanks or commas between them.
    ///
    /// # Errors
    ///
    /// What it may be, in a sentence.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), Said> {
        let Some(row) = HABITS.iter().find(|row| row.name == name) else {
            let names: Vec<&str> = HABITS.iter().map(|row| row.name).collect();
            let name = crate::text::SafeText::line(name);
            return Err(w::no_setting(name, names.join(", ")));
        };
        let words = value.split([' ', ',']).filter(|w| !w.is_empty());
        let words: Vec<&str> = words.collect();
        let all_known = words.iter().all(|w| row.values.contains(w));
        let lone = words.contains(&"nothing") || !row.several;
        if words.is_empty() || !all_known || lone && words.len() > 1 {
            let value = crate::text::SafeText::line(value);
            let (values, value) = (row.values.join(", "), format!("{value:?}"));
            return Err(if row.several {
                w::to_be_some(name, values, value)
            } else {
                w::to_be_one(name, values, value)
            });
        }
        (row.set)(self, &words);
        Ok(())
    }

    /// Lays them over the place where the screen was left.
    pub fn lay_over(&self, place: &mut Place) {
        if let Some(order) = &self.order {
            place.order.clone_from(order);
        }
        if let Some(preview) = self.preview {
            place.bare = preview == Preview::Off;
        }
    }
}

impl State {
    /// Gives what a mark acts on: what the screen in front names, and what is taken along.
    pub fn target(&self, snapshot: &Snapshot) -> Target {
        let Some(screen) = self.stack.last() else {
            return Target::default();
        };
        let target = screen.target(&self.shell, snapshot);
        let mut carry = self.shell.habits.carry;
        if screen.context() == Context::Compare {
            // Two texts stand side by side since they differ: neither takes the other along.
            carry = Carry {
                family: carry.family,
                ..Carry::default()
            };
        }
        if carry == Carry::default() || target.items.is_empty() {
            return target;
        }
        let items = crate::review::carried(snapshot, &target.items, carry);
        let more = items.len().saturating_sub(target.items.len());
        let name = match more {
            0 => target.name,
            n => format!("{} +{n}", target.name),
        };
        Target { items, name }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_as_the_default_is_the_default() {
        let mut habits = Habits::default();
        for row in HABITS {
            assert_eq!(habits.set(row.name, row.default), Ok(()), "{}", row.name);
        }
        assert_eq!(habits, Habits::default());
    }

    #[test]
    fn every_value_is_taken_and_others_are_refused_with_the_choice() {
        for row in HABITS {
            for value in row.values {
                let mut habits = Habits::default();
                assert_eq!(habits.set(row.name, value), Ok(()));
                assert!(value == &row.default || habits != Habits::default() || row.several);
            }
            let said = Habits::default().set(row.name, "sideways").unwrap_err();
            assert!(said.en.contains(row.values[0]), "{said:?}");
            assert!(Habits::default().set(row.name, "").is_err());
        }
        assert!(Habits::default().set("speed", "on").is_err());
        assert!(Habits::default().set("carry", "nothing family").is_err());
        assert!(Habits::default().set("next", "on off").is_err());
        let mut habits = Habits::default();
        assert_eq!(habits.set("carry", "family,copies"), Ok(()));
        assert!(habits.carry.family && habits.carry.copies && !habits.carry.thread);
    }
}
