//! What an action does: those that hold everywhere here, the rest by the screen in front.

use super::super::action::Action;
use super::super::effect::Effect;
use super::super::keymap::Context;
use super::super::prompt::{Prompt, PromptKind};
use super::super::reading::Texts;
use super::super::screens::{Screen, Way, help::Help, sheet, tags::Tags, tally::Counts};
use super::super::state::{Going, State};
use super::super::tour;
use super::{marking, on_top, travel};
use crate::case::Snapshot;
use crate::model::words::screen as w;
use crate::model::{Standing, Word};
use crate::review::{Cut, TallyKind};

/// Does an action.
pub fn act(state: &mut State, snapshot: &Snapshot, action: Action) -> Vec<Effect> {
    let leaving = std::mem::take(&mut state.shell.leaving);
    let at = state.context();
    let mut effects = match action {
        Action::Quit => vec![Effect::Quit],
        Action::Back if state.shell.choosing => {
            state.shell.choosing = false;
            Vec::new()
        }
        Action::Back if state.stack.len() > 1 => {
            state.shell.going.push(Going::Back);
            Vec::new()
        }
        Action::Back if tour::leave(state) => show(state, snapshot),
        Action::Back | Action::Stop if leaving => vec![Effect::Quit],
        Action::Back => warn_leaving(state, w::Q_LEAVES),
        Action::Stop => warn_leaving(state, w::CTRL_C_LEAVES),
        Action::Redraw => vec![Effect::Redraw],
        Action::Suspend => vec![Effect::Suspend],
        Action::Cancel => cancel(state, snapshot),
        Action::Filter => filter(state),
        Action::Find => find(state, snapshot),
        Action::NextPoint => point(state, snapshot, Way::Next),
        Action::PreviousPoint => point(state, snapshot, Way::Previous),
        Action::Command => prompt(state, PromptKind::Command, ""),
        Action::Note => note(state, snapshot),
        Action::Help => help(state),
        Action::Tour => {
            tour::open(state);
            show(state, snapshot)
        }
        Action::Tags => tags(state, snapshot),
        Action::Evidence => evidence(state, snapshot),
        Action::GoThreads => to(state, Context::Threads),
        Action::GoGroups => to(state, Context::Groups),
        Action::GoFindings => to(state, Context::Findings),
        Action::GoExceptions => to(state, Context::Exceptions),
        Action::GoMetadata => to(state, Context::Metadata),
        Action::GoExport => to(state, Context::Export),
        Action::GoOverview => count(state, TallyKind::Overview),
        Action::GoEntities => count(state, TallyKind::Entities),
        Action::GoCorrespondents => count(state, TallyKind::Correspondents),
        Action::GoTimeline => count(state, TallyKind::Timeline(Cut::DAYS)),
        Action::GoViews => count(state, TallyKind::Views),
        Action::Copy(what) => super::copying::copy(state, snapshot, what),
        Action::GoConflicts => count(state, TallyKind::Conflicts),
        Action::Load => load(state),
        Action::Uncover => uncover(state, snapshot),
        Action::GoLast => last(state, snapshot),
        Action::Undo => marking::undo(state, snapshot),
        Action::Redo => marking::redo(state),
        Action::Repeat => marking::repeat(state, snapshot),
        Action::Code(verdict) if state.context() != Context::Tags => {
            marking::code(state, snapshot, verdict)
        }
        Action::Clear if state.context() != Context::Tags => marking::clear(state, snapshot),
        Action::Later => marking::tag(state, snapshot, "later", marking::then(state)),
        Action::Stand(standing) => stand(state, snapshot, standing),
        other => on_top(state, |screen, shell| screen.update(shell, snapshot, other)),
    };
    effects.extend(travel(state, snapshot));
    tour::watch(&mut state.shell, at, action);
    effects
}

/// Lets the screen in front see what room it has now.
fn show(state: &mut State, snapshot: &Snapshot) -> Vec<Effect> {
    on_top(state, |screen, shell| screen.show(shell, snapshot))
}

fn warn_leaving(state: &mut State, words: Word) -> Vec<Effect> {
    state.shell.leaving = true;
    state.shell.say(words);
    Vec::new()
}

fn prompt(state: &mut State, kind: PromptKind, text: &str) -> Vec<Effect> {
    state.shell.prompt = Some(Prompt::new(kind, text));
    Vec::new()
}

fn cancel(state: &mut State, snapshot: &Snapshot) -> Vec<Effect> {
    if state.shell.choosing {
        state.shell.choosing = false;
        return Vec::new();
    }
    let searched = state.shell.needle.take().is_some();
    let before = state.stack.last().cloned();
    let mut effects = on_top(state, |screen, shell| {
        screen.update(shell, snapshot, Action::Cancel)
    });
    if !searched && before.as_ref() == state.stack.last() && tour::leave(state) {
        effects.extend(show(state, snapshot));
    }
    effects
}

fn filter(state: &mut State) -> Vec<Effect> {
    let text = state
        .stack
        .last_mut()
        .and_then(Screen::filter)
        .map(|f| f.text.clone());
    if let Some(text) = text {
        return prompt(state, PromptKind::Filter, &text);
    }
    state.shell.say(w::NO_FILTER_HERE);
    Vec::new()
}

fn find(state: &mut State, snapshot: &Snapshot) -> Vec<Effect> {
    if matches!(state.stack.last(), Some(Screen::Tags(_))) {
        return on_top(state, |screen, shell| {
            screen.update(shell, snapshot, Action::Find)
        });
    }
    prompt(state, PromptKind::Find, "")
}

/// The next hit while a search is on, else the next change.
fn point(state: &mut State, snapshot: &Snapshot, way: Way) -> Vec<Effect> {
    let Some(needle) = state.shell.needle.clone() else {
        let action = match way {
            Way::Next | Way::Here => Action::NextPoint,
            Way::Previous => Action::PreviousPoint,
        };
        let stepping = matches!(
            state.stack.last(),
            Some(Screen::Compare(_) | Screen::Message(_))
        );
        if !stepping {
            state.shell.say(w::N_AFTER_FIND);
        }
        return on_top(state, |screen, shell| {
            screen.update(shell, snapshot, action)
        });
    };
    look(state, snapshot, &needle, way)
}

/// Searches the screen in front.
pub fn look(state: &mut State, snapshot: &Snapshot, needle: &str, way: Way) -> Vec<Effect> {
    let shell = &state.shell;
    let found = state
        .stack
        .last_mut()
        .is_some_and(|screen| screen.find(shell, snapshot, needle, way));
    if !found {
        let words = w::not_in_view(state.shell.lang, needle);
        state.shell.say(words);
        return Vec::new();
    }
    on_top(state, |screen, shell| screen.show(shell, snapshot))
}

fn note(state: &mut State, snapshot: &Snapshot) -> Vec<Effect> {
    let target = state.stack.last().map(|s| s.target(&state.shell, snapshot));
    if target.is_none_or(|t| t.items.is_empty()) {
        state.shell.say(w::NO_ITEM_TO_NOTE);
        return Vec::new();
    }
    if marking::refused(state) {
        return Vec::new();
    }
    prompt(state, PromptKind::Note, "")
}

fn help(state: &mut State) -> Vec<Effect> {
    let help = Help::new(&state.shell, state.context());
    if !matches!(state.stack.last(), Some(Screen::Help(_))) {
        state
            .shell
            .going
            .push(Going::Into(Box::new(Screen::Help(help))));
    }
    Vec::new()
}

fn tags(state: &mut State, snapshot: &Snapshot) -> Vec<Effect> {
    let Some(target) = state.stack.last().map(|s| s.target(&state.shell, snapshot)) else {
        return Vec::new();
    };
    if target.items.is_empty() {
        state.shell.say(w::NO_ITEM_TO_TAG);
    } else if !marking::refused(state) {
        let panel = Tags::new(&state.shell, snapshot, target);
        state
            .shell
            .going
            .push(Going::Into(Box::new(Screen::Tags(panel))));
    }
    Vec::new()
}

fn evidence(state: &mut State, snapshot: &Snapshot) -> Vec<Effect> {
    let target = state.stack.last().map(|s| s.target(&state.shell, snapshot));
    match target.and_then(|t| t.items.first().copied()) {
        Some(ix) => sheet::go(&mut state.shell, sheet::Matter::Evidence(ix)),
        None => state.shell.say(w::NO_ITEM_FOR_EVIDENCE),
    }
    Vec::new()
}

fn to(state: &mut State, context: Context) -> Vec<Effect> {
    state.shell.going.push(Going::To(context));
    Vec::new()
}

/// Shows what is tagged as private, or covers it again: what was read meanwhile is forgotten.
fn load(state: &mut State) -> Vec<Effect> {
    if state.shell.news.is_none() {
        state.shell.say(w::NO_NEWS);
        return Vec::new();
    }
    vec![Effect::Load]
}

fn uncover(state: &mut State, snapshot: &Snapshot) -> Vec<Effect> {
    state.shell.uncovered = !state.shell.uncovered;
    state.shell.texts = Texts::default();
    state.shell.say(if state.shell.uncovered {
        w::PRIVATE_SHOWN
    } else {
        w::PRIVATE_COVERED
    });
    let mut effects = vec![Effect::Uncover(state.shell.uncovered)];
    effects.extend(on_top(state, |screen, shell| screen.show(shell, snapshot)));
    effects
}

/// Opens a tally over the first screen.
fn count(state: &mut State, kind: TallyKind) -> Vec<Effect> {
    if matches!(state.stack.last(), Some(Screen::Tally(t)) if t.kind() == kind) {
        return Vec::new();
    }
    state.last = Some(state.stack.clone());
    state.stack.truncate(1);
    let screen = Screen::Tally(Counts::new(kind));
    state.shell.going.push(Going::Into(Box::new(screen)));
    Vec::new()
}

fn last(state: &mut State, snapshot: &Snapshot) -> Vec<Effect> {
    match state.last.take() {
        None => {
            state.shell.say(w::NO_SCREEN_BEFORE);
            Vec::new()
        }
        Some(before) => {
            state.last = Some(std::mem::replace(&mut state.stack, before));
            on_top(state, |screen, shell| screen.show(shell, snapshot))
        }
    }
}

fn stand(state: &mut State, snapshot: &Snapshot, standing: Standing) -> Vec<Effect> {
    let finding = match state.stack.last() {
        Some(Screen::Findings(findings)) => findings.current(snapshot).map(|f| f.id.clone()),
        Some(_) | None => None,
    };
    if let Some(finding) = finding {
        let effects = marking::stand(state, snapshot, finding, standing);
        on_top(state, |screen, shell| screen.refill(shell, snapshot));
        return effects;
    }
    state.shell.say(w::HOLDS_OF_FINDINGS);
    Vec::new()
}
