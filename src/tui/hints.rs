//! The keys row: the keys that matter most on a screen, as far as they fit.

use super::action::Action as A;
use super::canvas::Line;
use super::keymap::Context;
use super::state::State;
use unicode_width::UnicodeWidthStr;

/// Actions that a keys row names, in their order, a screen after the other.
const HINTS: &[(Context, &[A])] = &[
    (Context::Help, &[A::Open]),
    (Context::Help, &[A::Find]),
    (Context::Help, &[A::Back]),
];

/// The keys that matter most here, as far as they fit.
pub fn line(state: &State, width: usize) -> Line {
    let context = state.context();
    let keys = &state.shell.keys;
    let mut line = Line::new();
    let help = " ? help";
    let hints = HINTS.iter().filter(|(of, _)| *of == context);
    for (_, actions) in hints {
        let spelled: Vec<&str> = actions
            .iter()
            .filter_map(|a| keys.key_of(context, *a))
            .collect();
        let Some(first) = actions.first().filter(|_| !spelled.is_empty()) else {
            continue;
        };
        let piece = format!(" {} {} ", spelled.join("/"), first.row().brief);
        if line.width() + piece.width() + help.len() > width {
            continue;
        }
        line = line.say(&piece);
    }
    line.say(help)
}
