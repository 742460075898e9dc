//! The prompt's part of `update`: keys and pasted text, live counts, and what Enter does.

use super::super::action::{ACTIONS, Action};
use super::super::effect::Effect;
use super::super::event::Job;
use super::super::key::{Key, Name};
use super::super::prompt::{Prompt, PromptKind, Typed};
use super::super::screens::{Screen, Way};
use super::super::state::{State, Then};
use super::{act, marking, on_top, travel};
use crate::case::Snapshot;
use crate::model::words::screen as w;
use crate::model::{ItemIx, Lang, Said};
use crate::query::{self, Query, QueryError};
use std::sync::Arc;

/// Texts that a prompt remembers.
const REMEMBERED: usize = 50;

/// A key for the prompt.
pub fn key(state: &mut State, snapshot: &Snapshot, key: Key) -> Vec<Effect> {
    let Some(mut prompt) = state.shell.prompt.take() else {
        return Vec::new();
    };
    if prompt.kind == PromptKind::Command && key == Key::Named(Name::Tab) {
        complete(&mut prompt, state.shell.lang);
        state.shell.prompt = Some(prompt);
        return Vec::new();
    }
    let typed = state.shell.typed.entry(prompt.kind).or_default();
    match prompt.key(key, typed) {
        Typed::Moved => {
            state.shell.prompt = Some(prompt);
            Vec::new()
        }
        Typed::Changed => changed(state, prompt),
        Typed::Left => {
            remember(state, &prompt);
            Vec::new()
        }
        Typed::Done => {
            remember(state, &prompt);
            let mut effects = done(state, snapshot, &prompt);
            effects.extend(travel(state, snapshot));
            effects
        }
    }
}

/// Pasted text: for a prompt, or for nothing.
pub fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    match state.shell.prompt.take() {
        None => {
            state.shell.say(w::PASTE_TO_PROMPT);
            Vec::new()
        }
        Some(mut prompt) => {
            prompt.insert(text);
            changed(state, prompt)
        }
    }
}

fn remember(state: &mut State, prompt: &Prompt) {
    let text = prompt.text.trim();
    if text.is_empty() {
        return;
    }
    let typed = state.shell.typed.entry(prompt.kind).or_default();
    typed.retain(|t| t != text);
    typed.push(text.to_owned());
    if typed.len() > REMEMBERED {
        typed.remove(0);
    }
}

fn changed(state: &mut State, mut prompt: Prompt) -> Vec<Effect> {
    prompt.remark.clear();
    prompt.wrong = None;
    let mut effects = Vec::new();
    if prompt.kind == PromptKind::Filter {
        match query::parse(&prompt.text) {
            Err(error) => wrong(&mut prompt, &error, state.shell.lang),
            Ok(_) => {
                if let Some(filter) = state.stack.last_mut().and_then(Screen::filter) {
                    effects = filter.draft(&mut state.shell, &prompt.text);
                }
            }
        }
    }
    state.shell.prompt = Some(prompt);
    effects
}

fn joined(doubts: &[Said], lang: Lang) -> String {
    let said: Vec<&str> = doubts.iter().map(|d| d.of(lang)).collect();
    said.join(w::THEN.of(lang))
}

fn wrong(prompt: &mut Prompt, error: &QueryError, lang: Lang) {
    let before = prompt.text.get(..error.at).unwrap_or(&prompt.text);
    let column = before.chars().count() + 1;
    prompt.remark = w::query_at(lang, column, error.message.of(lang));
    prompt.wrong = Some(error.at);
}

/// The answer to a query: a count for the prompt, or the rows of a list.
pub fn selected(
    state: &mut State,
    snapshot: &Snapshot,
    job: Job,
    answer: &Result<Arc<Vec<ItemIx>>, QueryError>,
) -> Vec<Effect> {
    let lang = state.shell.lang;
    let mut effects = Vec::new();
    for screen in &mut state.stack {
        let Some(filter) = screen.filter().filter(|f| f.awaits(job)) else {
            continue;
        };
        match answer {
            Err(error) => match &mut state.shell.prompt {
                Some(prompt) => wrong(prompt, error, lang),
                None => state
                    .shell
                    .warn(w::query_wrong(lang, error.message.of(lang))),
            },
            Ok(hits) => {
                let (count, now) = filter.answer(job, hits);
                if let (Some(prompt), Some(n)) = (&mut state.shell.prompt, count) {
                    let all = snapshot.generation.items.len();
                    prompt.remark = w::hits_of(lang, n, all);
                    let typed = query::parse(&prompt.text).unwrap_or(Query::All);
                    let doubts = snapshot.unknown(&typed);
                    if !doubts.is_empty() {
                        prompt.remark = w::hits_doubt(lang, n, joined(&doubts, lang));
                    } else if typed.needs_text() {
                        prompt.remark += &w::no_text(lang, snapshot.textless());
                    }
                }
                if now {
                    effects.extend(screen.refill(&mut state.shell, snapshot));
                }
            }
        }
    }
    effects
}

fn done(state: &mut State, snapshot: &Snapshot, prompt: &Prompt) -> Vec<Effect> {
    let text = prompt.text.trim().to_owned();
    match prompt.kind {
        PromptKind::Filter => filter(state, snapshot, &prompt.text),
        PromptKind::Find if text.is_empty() => {
            state.shell.needle = None;
            Vec::new()
        }
        PromptKind::Find => {
            state.shell.needle = Some(text.clone());
            act::look(state, snapshot, &text, Way::Here)
        }
        PromptKind::Command => command(state, snapshot, &text),
        PromptKind::Note if text.is_empty() => Vec::new(),
        PromptKind::Note => marking::note(state, snapshot, &text),
        PromptKind::TagName => {
            if let Some(Screen::Tags(tags)) = state.stack.last_mut() {
                tags.name(&text);
            }
            Vec::new()
        }
        PromptKind::ExportTo => {
            if let Some(Screen::Export(export)) = state.stack.last_mut() {
                export.set_to(&text);
            }
            Vec::new()
        }
    }
}

/// Makes a query hold on the list in front; a wrong one stays in the prompt.
pub fn filter(state: &mut State, snapshot: &Snapshot, text: &str) -> Vec<Effect> {
    let mut prompt = Prompt::new(PromptKind::Filter, text);
    let query = match query::parse(&prompt.text) {
        Ok(query) => query,
        Err(error) => {
            wrong(&mut prompt, &error, state.shell.lang);
            state.shell.prompt = Some(prompt);
            return Vec::new();
        }
    };
    let Some(screen) = state.stack.last_mut() else {
        return Vec::new();
    };
    let Some(filter) = screen.filter() else {
        return Vec::new();
    };
    let doubts = snapshot.unknown(&query);
    if !doubts.is_empty() {
        let said = joined(&doubts, state.shell.lang);
        state.shell.warn(said);
    }
    let query = snapshot.expanded(&query);
    state.shell.sought = (!query.patterns().is_empty()).then_some(query);
    let (now, mut effects) = filter.apply(&mut state.shell, prompt.text.trim());
    if now {
        effects.extend(screen.refill(&mut state.shell, snapshot));
    }
    effects
}

/// A command: a number, a word with its argument, or the name of an action.
fn command(state: &mut State, snapshot: &Snapshot, text: &str) -> Vec<Effect> {
    if let Ok(number) = text.parse::<usize>() {
        return on_top(state, |screen, shell| screen.go(shell, snapshot, number));
    }
    let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
    let rest = rest.trim();
    match (word, rest.is_empty()) {
        ("", _) => Vec::new(),
        ("filter", false) => filter(state, snapshot, rest),
        ("find", false) => {
            state.shell.needle = Some(rest.to_owned());
            act::look(state, snapshot, rest, Way::Here)
        }
        ("tag", false) => marking::tag(state, snapshot, rest, Then::Stay),
        ("untag", false) => marking::untag(state, snapshot, rest),
        ("note", false) => marking::note(state, snapshot, rest),
        ("view", false) => view(state, rest),
        ("unview", false) => vec![Effect::View(rest.to_owned(), None)],
        ("q", true) => vec![Effect::Quit],
        _ => match Action::of(text) {
            Some(action) if here(state, action) => act(state, snapshot, action),
            Some(_) => {
                let words = w::nothing_here(state.shell.lang, text);
                state.shell.say(words);
                Vec::new()
            }
            None => {
                let lang = state.shell.lang;
                let words = w::no_command(lang, text, nearest(text, lang));
                state.shell.warn(words);
                Vec::new()
            }
        },
    }
}

/// Keeps the filter of the list in front under a name.
fn view(state: &mut State, name: &str) -> Vec<Effect> {
    let filter = state.stack.iter_mut().rev().find_map(Screen::filter);
    let text = filter.map(|f| f.text.clone()).unwrap_or_default();
    if text.trim().is_empty() {
        state.shell.warn(w::NO_FILTER_TO_KEEP);
        return Vec::new();
    }
    if name.contains(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))) {
        state.shell.warn(w::NAME_OF_VIEW);
        return Vec::new();
    }
    vec![Effect::View(name.to_owned(), Some(text))]
}

fn here(state: &State, action: Action) -> bool {
    let rows = state.shell.keys.rows(state.context());
    rows.iter().any(|(a, _)| *a == action)
}

fn nearest(text: &str, lang: Lang) -> String {
    let starts = text.chars().next();
    let same = |name: &&str| name.chars().next() == starts;
    let names: Vec<&str> = ACTIONS
        .iter()
        .map(|r| r.name)
        .filter(same)
        .take(4)
        .collect();
    if names.is_empty() {
        String::new()
    } else {
        w::there_is(lang, names.join(", "))
    }
}

fn complete(prompt: &mut Prompt, lang: Lang) {
    let names: Vec<&str> = ACTIONS
        .iter()
        .map(|r| r.name)
        .filter(|n| n.starts_with(&prompt.text))
        .collect();
    let Some(first) = names.first() else {
        prompt.remark = w::NO_SUCH_COMMAND.of(lang).into();
        return;
    };
    let common = names.iter().fold(first.len(), |len, name| {
        let same = name.bytes().zip(first.bytes()).take_while(|(a, b)| a == b);
        len.min(same.count())
    });
    prompt.text = first.get(..common).unwrap_or(first).to_owned();
    prompt.cursor = prompt.text.len();
    prompt.remark = if names.len() > 1 {
        names.join(" ")
    } else {
        String::new()
    };
}
