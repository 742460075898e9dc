//! The keys row: the keys that matter most on a screen, as far as they fit.

use super::action::Action as A;
use super::canvas::Line;
use super::keymap::Context;
use super::state::State;
use crate::model::Standing;
use crate::model::words::heads as w;
use unicode_width::UnicodeWidthStr;

/// Actions that a keys row names, in their order, a screen after the other.
const HINTS: &[(Context, &[A])] = &[
    (Context::Threads, &[A::Down, A::Up]),
    (Context::Threads, &[A::Open]),
    (Context::Threads, &[A::Fold]),
    (Context::Threads, &[A::Compare]),
    (Context::Threads, &[A::Filter]),
    (Context::Threads, &[A::Find]),
    (Context::Threads, &[A::Tags]),
    (Context::Threads, &[A::Note]),
    (Context::Threads, &[A::Mark]),
    (Context::Threads, &[A::Back]),
    (Context::Threads, &[A::Sort]),
    (Context::Message, &[A::PageDown]),
    (Context::Message, &[A::NextItem, A::PreviousItem]),
    (Context::Message, &[A::Compare]),
    (Context::Message, &[A::NextPoint, A::PreviousPoint]),
    (Context::Message, &[A::Headers]),
    (Context::Message, &[A::Raw]),
    (Context::Message, &[A::Evidence]),
    (Context::Message, &[A::Pane]),
    (Context::Message, &[A::Tags]),
    (Context::Message, &[A::Note]),
    (Context::Message, &[A::Back]),
    (Context::Groups, &[A::Open]),
    (Context::Groups, &[A::NextItem, A::PreviousItem]),
    (Context::Groups, &[A::Pane]),
    (Context::Groups, &[A::Mark]),
    (Context::Groups, &[A::MarkAll]),
    (Context::Groups, &[A::Versions]),
    (Context::Groups, &[A::Filter]),
    (Context::Groups, &[A::Back]),
    (Context::Compare, &[A::NextPoint, A::PreviousPoint]),
    (Context::Compare, &[A::OtherSide]),
    (Context::Compare, &[A::BothSides]),
    (Context::Compare, &[A::NextItem, A::PreviousItem]),
    (Context::Compare, &[A::Apparatus]),
    (Context::Compare, &[A::NextBase]),
    (Context::Compare, &[A::NextPartner]),
    (Context::Compare, &[A::Fold]),
    (Context::Compare, &[A::Ignore]),
    (Context::Compare, &[A::Pane]),
    (Context::Compare, &[A::Note]),
    (Context::Compare, &[A::Back]),
    (Context::Findings, &[A::Open]),
    (Context::Findings, &[A::Stand(Standing::Confirmed)]),
    (Context::Findings, &[A::Stand(Standing::Innocent)]),
    (Context::Findings, &[A::Stand(Standing::Later)]),
    (Context::Findings, &[A::NextCheck]),
    (Context::Findings, &[A::NextClass]),
    (Context::Findings, &[A::MarkedToo]),
    (Context::Findings, &[A::Filter]),
    (Context::Findings, &[A::Find]),
    (Context::Findings, &[A::Back]),
    (Context::Exceptions, &[A::Down, A::Up]),
    (Context::Exceptions, &[A::Open]),
    (Context::Exceptions, &[A::Find]),
    (Context::Exceptions, &[A::Back]),
    (Context::Metadata, &[A::Down, A::Up]),
    (Context::Metadata, &[A::Open]),
    (Context::Metadata, &[A::Find]),
    (Context::Metadata, &[A::Back]),
    (Context::Sheet, &[A::Down, A::Up]),
    (Context::Sheet, &[A::Open]),
    (Context::Sheet, &[A::Pane]),
    (Context::Sheet, &[A::Find]),
    (Context::Sheet, &[A::Note]),
    (Context::Sheet, &[A::Back]),
    (Context::Tally, &[A::Down, A::Up]),
    (Context::Tally, &[A::Open]),
    (Context::Tally, &[A::Find]),
    (Context::Tally, &[A::Back]),
    (Context::Tags, &[A::Open]),
    (Context::Tags, &[A::Mark]),
    (Context::Tags, &[A::Find]),
    (Context::Tags, &[A::Back]),
    (Context::Export, &[A::Down, A::Up]),
    (Context::Export, &[A::Open]),
    (Context::Export, &[A::Back]),
    (Context::Help, &[A::Open]),
    (Context::Help, &[A::Find]),
    (Context::Help, &[A::Back]),
    (Context::Ignore, &[A::IgnoreWrap]),
    (Context::Ignore, &[A::IgnoreQuotes]),
    (Context::Ignore, &[A::IgnoreForms]),
    (Context::Ignore, &[A::IgnoreFooter]),
    (Context::Ignore, &[A::Cancel]),
];

/// The keys that matter most here, as far as they fit.
pub fn line(state: &State, width: usize) -> Line {
    let context = state.context();
    let (keys, lang) = (&state.shell.keys, state.shell.lang);
    let mut line = Line::new();
    let help = w::HELP_HINT.of(lang);
    let hints = HINTS.iter().filter(|(of, _)| *of == context);
    for (_, actions) in hints {
        let spelled: Vec<&str> = actions
            .iter()
            .filter_map(|a| keys.key_of(context, *a))
            .collect();
        let Some(first) = actions.first().filter(|_| !spelled.is_empty()) else {
            continue;
        };
        let piece = format!(" {} {} ", spelled.join("/"), first.row().brief.of(lang));
        if line.width() + piece.width() + help.width() > width {
            continue;
        }
        line = line.say(&piece);
    }
    line.say(help)
}
