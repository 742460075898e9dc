//! One update: an event changes the state and says what is to be done outside. It knows no clock,
//! no thread and no terminal.

mod act;
mod asking;
mod copying;
mod marking;
mod place;

use super::action::Action;
use super::effect::Effect;
use super::event::{Event, Wait};
use super::key::{Key, Name};
use super::keymap::{Context, Found};
use super::screens::Screen;
use super::state::{Going, Lookup, State, Which};
use super::tour;
use crate::case::{Act, PRIVACY, Snapshot};
use crate::model::{ItemIx, words};
use std::sync::Arc;

pub use act::act;
pub use place::begin;
use place::{keep, progress, settle};

/// Takes an event. `snapshot` is the one that the screens were made from; where the event brings a
/// newer one, the caller takes that for what follows.
pub fn update(state: &mut State, snapshot: &Snapshot, event: Event) -> Vec<Effect> {
    let next = match &event {
        Event::Saved(_, _, next) | Event::Changed(next) | Event::Viewed(_, next) => {
            Some(Arc::clone(next))
        }
        _ => None,
    };
    let is_key = matches!(event, Event::Key(_) | Event::Paste(_) | Event::Resize(..));
    let selected = matches!(event, Event::Selected(..));
    let private = touches_privacy(&event);
    let mut effects = take(state, snapshot, event);
    let other = |n: &&Arc<Snapshot>| !Arc::ptr_eq(&n.generation, &snapshot.generation);
    if let Some(next) = next.as_ref().filter(other) {
        effects.extend(carry(state, snapshot, next));
    }
    if let Some(place) = state.shell.returning.take_if(|_| selected) {
        effects.extend(settle(state, snapshot, &place));
    }
    let now = next.as_deref().unwrap_or(snapshot);
    if private {
        // What was read before it was tagged is not shown from memory.
        state.shell.texts = super::reading::Texts::default();
        effects.extend(on_top(state, |screen, shell| screen.show(shell, now)));
    }
    if selected || next.is_some() {
        state.shell.progress = progress(state, now);
    }
    if next.is_some() {
        for screen in &mut state.stack {
            if let Screen::Findings(findings) = screen {
                effects.extend(findings.refill(&mut state.shell, now));
            }
        }
    }
    tour::go_on(&mut state.shell);
    let leaves = effects.contains(&Effect::Quit);
    if (!is_key || leaves)
        && let Some(kept) = keep(state, now)
    {
        effects.insert(0, kept);
    }
    for effect in &effects {
        if let Effect::Wait(Wait::Loading, job) = effect {
            state.shell.waiting = Some(*job);
            state.shell.loading = None;
        }
    }
    effects
}

/// Tells whether an event may cover or uncover something.
fn touches_privacy(event: &Event) -> bool {
    let Event::Saved(_, Some(event), _) = event else {
        return false;
    };
    match &event.act {
        Act::Tag { tag, .. } | Act::Untag { tag, .. } => PRIVACY.contains(&tag.as_str()),
        Act::Undo { .. } => true,
        Act::Open { .. }
        | Act::Verdict { .. }
        | Act::Note { .. }
        | Act::Mark { .. }
        | Act::Redact { .. }
        | Act::Redacted
        | Act::Unknown { .. } => false,
    }
}

/// Does what an event asks, apart from what follows from a newer snapshot.
fn take(state: &mut State, snapshot: &Snapshot, event: Event) -> Vec<Effect> {
    match event {
        Event::Key(key) => press(state, snapshot, key),
        Event::Paste(text) => asking::paste(state, &text),
        Event::Resize(w, h) => {
            state.fit((w, h));
            on_top(state, |screen, shell| screen.show(shell, snapshot))
        }
        Event::Read(job, readings) => {
            state.shell.answered(job);
            for reading in readings {
                state.shell.texts.keep(reading);
            }
            Vec::new()
        }
        Event::Selected(job, answer) => {
            state.shell.answered(job);
            asking::selected(state, snapshot, job, &answer)
        }
        Event::Saved(job, event, _) => {
            if let Some(Act::Verdict { .. }) = event.as_ref().map(|e| &e.act) {
                let time = event.as_ref().map_or("", |e| e.time.as_str());
                state.shell.pace.note(time);
            }
            marking::saved(state, job, event.as_deref())
        }
        Event::Failed(job, why) => marking::failed(state, snapshot, job, &why),
        Event::Changed(_) => Vec::new(),
        Event::Grown(items, findings) => grown(state, items, findings),
        Event::Exported(answer) => {
            exported(state, answer);
            Vec::new()
        }
        Event::Waited(Wait::Loading, job) => {
            if state.shell.waiting == Some(job) {
                state.shell.loading = Some(job);
            }
            Vec::new()
        }
        Event::Viewed(said, _) => {
            match said {
                Ok(words) => state.shell.say(words),
                Err(why) => state.shell.warn(why),
            }
            Vec::new()
        }
        Event::RawRead(job, _)
        | Event::Windowed(job, _)
        | Event::Compared(job, _)
        | Event::SheetMade(job, _)
        | Event::Tallied(job, _) => {
            state.shell.answered(job);
            on_top(state, |screen, shell| {
                screen.answer(shell, snapshot, &event)
            })
        }
        Event::Waited(Wait::Preview, _) => on_top(state, |screen, shell| {
            screen.answer(shell, snapshot, &event)
        }),
        Event::Waited(Wait::Prefix, job) => {
            if state.shell.which == Which::Waiting(job) {
                state.shell.which = Which::All;
            }
            Vec::new()
        }
        Event::Hangup => vec![Effect::Quit],
        Event::Resumed => vec![Effect::Redraw],
    }
}

/// Runs something on the screen in front.
fn on_top(
    state: &mut State,
    run: impl FnOnce(&mut Screen, &mut super::state::Shell) -> Vec<Effect>,
) -> Vec<Effect> {
    match state.stack.last_mut() {
        Some(screen) => run(screen, &mut state.shell),
        None => Vec::new(),
    }
}

fn press(state: &mut State, snapshot: &Snapshot, key: Key) -> Vec<Effect> {
    let (split, swallowed) = state.shell.split.next(key);
    state.shell.split = split;
    if swallowed {
        return Vec::new();
    }
    state.shell.message = None;
    state.shell.which = Which::Line;
    if state.shell.asking.is_some() {
        return marking::answer(state, snapshot, key);
    }
    if state.shell.prompt.is_some() {
        return asking::key(state, snapshot, key);
    }
    if key == Key::Named(Name::Esc) && !state.shell.prefix.is_empty() {
        state.shell.prefix.clear();
        return Vec::new();
    }
    let context = state.context();
    state.shell.prefix.push(key);
    match state.shell.keys.find(context, &state.shell.prefix) {
        Found::Prefix => {
            let job = state.shell.job();
            state.shell.which = Which::Waiting(job);
            vec![Effect::Wait(Wait::Prefix, job)]
        }
        Found::Action(action) => {
            state.shell.prefix.clear();
            act(state, snapshot, action)
        }
        Found::Nothing => {
            let spelled = super::key::spell(&state.shell.prefix);
            state.shell.prefix.clear();
            stray(state, key, &spelled);
            Vec::new()
        }
    }
}

/// A key without a meaning: in the panel it may be a tag's letter.
fn stray(state: &mut State, key: Key, spelled: &str) {
    if let (Some(Screen::Tags(tags)), Key::Char(letter)) = (state.stack.last_mut(), key)
        && tags.letter(letter)
    {
        return;
    }
    state.shell.leaving = false;
    if key != Key::Named(Name::Esc) {
        let words = words::screen::no_meaning(state.shell.lang, spelled);
        state.shell.say(words);
    }
}

/// Does the moves between screens that the screens asked for.
fn travel(state: &mut State, snapshot: &Snapshot) -> Vec<Effect> {
    let mut effects = Vec::new();
    for going in std::mem::take(&mut state.shell.going) {
        match going {
            Going::Into(mut screen) => {
                screen.accustom(&state.shell.habits);
                if state.stack.len() >= DEEPEST {
                    state.stack.remove(1);
                }
                state.stack.push(*screen);
            }
            Going::Back => effects.extend(back(state, snapshot)),
            Going::To(context) => go_to(state, snapshot, context),
        }
        state.shell.choosing = false;
        state.shell.needle = None;
        effects.extend(on_top(state, |screen, shell| screen.show(shell, snapshot)));
    }
    effects
}

/// Screens that a stack holds; beyond it the lowest but the first are forgotten.
const DEEPEST: usize = 32;

fn back(state: &mut State, snapshot: &Snapshot) -> Vec<Effect> {
    if state.stack.len() < 2 {
        return Vec::new();
    }
    match state.stack.pop() {
        Some(Screen::Help(help)) => help
            .chosen
            .map_or_else(Vec::new, |action| act(state, snapshot, action)),
        Some(Screen::Tags(tags)) => match tags.saved {
            Some(plans) => marking::propose(state, snapshot, plans, marking::then(state)),
            None => Vec::new(),
        },
        // The list stands where the comparisons have come to.
        Some(Screen::Compare(compare)) => {
            let finding = compare.finding();
            if let (Some(Screen::Findings(list)), Some(at)) = (state.stack.last_mut(), finding) {
                list.reach(&state.shell, at);
            }
            Vec::new()
        }
        Some(_) | None => Vec::new(),
    }
}

fn go_to(state: &mut State, snapshot: &Snapshot, context: Context) {
    let (view, marked) = match state.stack.first() {
        Some(Screen::Threads(threads)) => threads.selection(snapshot),
        Some(_) | None => (Vec::new(), Vec::new()),
    };
    let screen = match context {
        Context::Threads => None,
        Context::Groups => Some(Screen::Groups(super::screens::groups::Groups::new(
            snapshot,
        ))),
        Context::Findings => Some(Screen::Findings(super::screens::findings::Findings::new(
            &state.shell,
            snapshot,
        ))),
        Context::Exceptions => Some(Screen::Exceptions(
            super::screens::exceptions::Exceptions::default(),
        )),
        Context::Metadata => Some(Screen::Metadata(super::screens::metadata::Metadata::new(
            snapshot,
        ))),
        Context::Export => Some(Screen::Export(super::screens::export::Export::new(
            snapshot, view, marked,
        ))),
        Context::Message
        | Context::Hex
        | Context::Compare
        | Context::Tags
        | Context::Help
        | Context::Ignore
        | Context::Sheet
        | Context::Tally => {
            return;
        }
    };
    if state.context() == context {
        return;
    }
    let screen = screen.map(|mut screen| {
        screen.accustom(&state.shell.habits);
        screen
    });
    let before = state.stack.clone();
    // Where the screen stands somewhere below, it is the one that is meant, with its place.
    if let Some(at) = state.stack.iter().position(|s| s.context() == context) {
        state.stack.truncate(at + 1);
    } else {
        state.stack.truncate(1);
        state.stack.extend(screen);
    }
    state.last = Some(before);
}

fn exported(state: &mut State, answer: Result<String, String>) {
    for screen in &mut state.stack {
        if let Screen::Export(export) = screen {
            export.ended();
        }
    }
    match answer {
        Ok(words) => state.shell.say(words),
        Err(why) => state.shell.warn(why),
    }
}

/// Says what an ingest beside us found; the screen stays as it is until it is asked to load that.
fn grown(state: &mut State, items: usize, findings: usize) -> Vec<Effect> {
    let lang = state.shell.lang;
    let items_said = (items > 0).then(|| words::screen::new_items(lang, items));
    let findings_said = (findings > 0).then(|| words::screen::new_findings(lang, findings));
    let said: Vec<String> = items_said.into_iter().chain(findings_said).collect();
    let said = if said.is_empty() {
        words::screen::MADE_ANEW.of(lang).to_owned()
    } else {
        said.join(", ")
    };
    let keys = Arc::clone(&state.shell.keys);
    let key = keys.key_of(state.context(), Action::Load);
    let key = key.unwrap_or(Action::Load.row().name);
    state.shell.say(words::screen::news(lang, said, key));
    state.shell.news = Some((items, findings));
    Vec::new()
}

/// Carries every screen over to another generation: places are kept by digest.
fn carry(state: &mut State, old: &Snapshot, next: &Snapshot) -> Vec<Effect> {
    let there = |ix: ItemIx| {
        let item = old.generation.items.get(ix.at())?;
        next.generation.by_digest(&item.digest)
    };
    let screens = state.stack.iter().filter_map(|s| s.carried(next, &there));
    state.stack = screens.collect();
    if state.stack.is_empty() {
        state.stack.push(Screen::start(next));
    }
    state.last = None;
    state.shell.lookup = Arc::new(Lookup::new(next));
    for done in &mut state.shell.done {
        done.before = None;
    }
    state.shell.news = None;
    state.shell.say(words::screen::LOADED);
    let mut effects = Vec::new();
    for screen in &mut state.stack {
        if let Some(filter) = screen.filter() {
            effects.extend(filter.again(&mut state.shell));
        }
    }
    effects.extend(on_top(state, |screen, shell| screen.show(shell, next)));
    effects
}
