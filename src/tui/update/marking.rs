//! Marks: planned, asked about where there are many, written by effect, shown as not yet saved
//! until the disk has answered, and taken back.

use super::super::effect::Effect;
use super::super::event::Job;
use super::super::key::{Key, Name};
use super::super::state::{Asking, Done, Pending, State, Then};
use super::on_top;
use crate::case::{Act, Event as JournalEvent, Snapshot};
use crate::model::words::acts as w;
use crate::model::{ItemIx, Standing, Verdict};
use crate::review::{self, Plan};

/// Marks with a way back to their place; older ones are undone without moving.
const PLACES: usize = 1_000;

/// Says why nothing can be marked, where that is so.
pub fn refused(state: &mut State) -> bool {
    let why = state.shell.read_only.clone();
    if let Some(why) = &why {
        let words = w::read_only(state.shell.lang, why);
        state.shell.warn(words);
    }
    why.is_some()
}

fn targets(state: &State, snapshot: &Snapshot) -> Vec<ItemIx> {
    let target = state.stack.last().map(|s| s.target(&state.shell, snapshot));
    target.map(|t| t.items).unwrap_or_default()
}

/// Says what follows a code, as the reviewer is used to.
pub fn then(state: &State) -> Then {
    if state.shell.habits.goes_on {
        Then::Next
    } else {
        Then::Stay
    }
}

/// Gives a verdict, then goes on.
pub fn code(state: &mut State, snapshot: &Snapshot, verdict: Verdict) -> Vec<Effect> {
    let items = state.target(snapshot).items;
    let plan = review::code(
        (snapshot, state.shell.lang),
        &state.shell.author,
        &items,
        verdict,
    );
    propose(state, snapshot, vec![plan], then(state))
}

/// Takes the verdict off.
pub fn clear(state: &mut State, snapshot: &Snapshot) -> Vec<Effect> {
    let items = state.target(snapshot).items;
    let plan = review::clear((snapshot, state.shell.lang), &state.shell.author, &items);
    propose(state, snapshot, vec![plan], Then::Stay)
}

/// Sets a tag.
pub fn tag(state: &mut State, snapshot: &Snapshot, name: &str, then: Then) -> Vec<Effect> {
    let items = targets(state, snapshot);
    propose(
        state,
        snapshot,
        vec![review::tag((snapshot, state.shell.lang), &items, name)],
        then,
    )
}

/// Takes a tag off.
pub fn untag(state: &mut State, snapshot: &Snapshot, name: &str) -> Vec<Effect> {
    let items = targets(state, snapshot);
    propose(
        state,
        snapshot,
        vec![review::untag((snapshot, state.shell.lang), &items, name)],
        Then::Stay,
    )
}

/// Writes a note on the first item that a mark would act on.
pub fn note(state: &mut State, snapshot: &Snapshot, text: &str) -> Vec<Effect> {
    let first = targets(state, snapshot).first().copied();
    let plan = first.and_then(|ix| review::note((snapshot, state.shell.lang), ix, text));
    propose(state, snapshot, plan.into_iter().collect(), Then::Stay)
}

/// Says what is held of a finding.
pub fn stand(
    state: &mut State,
    snapshot: &Snapshot,
    finding: String,
    standing: Standing,
) -> Vec<Effect> {
    let plan = Plan {
        items: 1,
        replaced: 0,
        words: w::stand(state.shell.lang, standing.shown(state.shell.lang)),
        act: Act::Mark {
            finding,
            standing: Some(standing),
            note: String::new(),
        },
    };
    propose(state, snapshot, vec![plan], Then::Stay)
}

/// Does the last coding again on what is under the cursor.
pub fn repeat(state: &mut State, snapshot: &Snapshot) -> Vec<Effect> {
    match state.shell.last_act.clone() {
        Some(Act::Verdict {
            verdict: Some(verdict),
            ..
        }) => code(state, snapshot, verdict),
        Some(Act::Tag { tag: name, .. }) => tag(state, snapshot, &name, then(state)),
        Some(_) | None => {
            state.shell.say(w::NOTHING_CODED);
            Vec::new()
        }
    }
}

/// Does plans, or asks first where one names many items.
pub fn propose(
    state: &mut State,
    snapshot: &Snapshot,
    plans: Vec<Plan>,
    then: Then,
) -> Vec<Effect> {
    if refused(state) {
        return Vec::new();
    }
    let plans: Vec<Plan> = plans.into_iter().filter(|p| p.items > 0).collect();
    if plans.is_empty() {
        state.shell.say(w::NOTHING_TO_MARK);
        return Vec::new();
    }
    if plans.iter().any(Plan::needs_asking) {
        state.shell.asking = Some(Asking { plans, then });
        return Vec::new();
    }
    commit(state, snapshot, plans, then)
}

/// Takes the answer to "do it?".
pub fn answer(state: &mut State, snapshot: &Snapshot, key: Key) -> Vec<Effect> {
    let Some(asking) = state.shell.asking.take() else {
        return Vec::new();
    };
    if matches!(key, Key::Named(Name::Enter) | Key::Char('y')) {
        commit(state, snapshot, asking.plans, asking.then)
    } else {
        state.shell.say(w::NOT_DONE);
        Vec::new()
    }
}

fn commit(state: &mut State, snapshot: &Snapshot, plans: Vec<Plan>, then: Then) -> Vec<Effect> {
    let mut effects = Vec::new();
    let words: Vec<&str> = plans.iter().map(|p| p.words.as_str()).collect();
    let words = w::done(state.shell.lang, words.join(", "));
    state.shell.say(words);
    for plan in plans {
        let job = state.shell.job();
        if let Some(old) = state.shell.done.len().checked_sub(PLACES)
            && let Some(done) = state.shell.done.get_mut(old)
        {
            done.before = None;
        }
        state.shell.done.push(Done {
            job,
            before: Some(state.stack.clone()),
            words: plan.words,
        });
        state.shell.pending.push(Pending {
            job,
            act: Some(plan.act.clone()),
        });
        state.shell.undone.clear();
        state.shell.last_act = Some(plan.act.clone());
        effects.push(Effect::Mark(job, plan.act));
    }
    if then == Then::Next {
        effects.extend(on_top(state, |screen, shell| {
            screen.advance(shell, snapshot)
        }));
    }
    effects
}

/// Takes back this author's last act, and returns to where it was done.
pub fn undo(state: &mut State, snapshot: &Snapshot) -> Vec<Effect> {
    if refused(state) {
        return Vec::new();
    }
    let job = state.shell.job();
    state.shell.pending.push(Pending { job, act: None });
    let mut effects = vec![Effect::Undo(job)];
    let done = state.shell.done.pop();
    if done.is_none() {
        state.shell.say(w::TAKEN_BACK_LAST);
    }
    if let Some(done) = done {
        let words = w::taken_back(state.shell.lang, &done.words);
        state.shell.say(words);
        if let Some(before) = done.before {
            state.stack = before;
            effects.extend(on_top(state, |screen, shell| screen.show(shell, snapshot)));
        }
    }
    effects
}

/// Takes the last undo back.
pub fn redo(state: &mut State) -> Vec<Effect> {
    if refused(state) {
        return Vec::new();
    }
    let Some(of) = state.shell.undone.pop() else {
        state.shell.say(w::NOTHING_TAKEN_BACK);
        return Vec::new();
    };
    let job = state.shell.job();
    let act = Act::Undo { of };
    state.shell.pending.push(Pending {
        job,
        act: Some(act.clone()),
    });
    state.shell.done.push(Done {
        job,
        before: None,
        words: w::DONE_AGAIN_ACT.of(state.shell.lang).into(),
    });
    state.shell.say(w::DONE_AGAIN);
    vec![Effect::Mark(job, act)]
}

/// A mark is on disk.
pub fn saved(state: &mut State, job: Job, event: Option<&JournalEvent>) -> Vec<Effect> {
    let shell = &mut state.shell;
    let was_undo = shell
        .pending
        .iter()
        .any(|p| p.job == job && p.act.is_none());
    shell.pending.retain(|p| p.job != job);
    match event {
        Some(event) if was_undo => shell.undone.push(event.hash.clone()),
        None if was_undo => shell.say(w::NOTHING_OF_YOURS),
        Some(_) | None => {}
    }
    Vec::new()
}

/// A mark could not be written: the cursor comes back, and nothing more is marked.
pub fn failed(state: &mut State, snapshot: &Snapshot, job: Job, why: &str) -> Vec<Effect> {
    let shell = &mut state.shell;
    shell.pending.clear();
    shell.read_only = Some(why.to_owned());
    shell.warn(w::not_saved(shell.lang, why));
    let first = shell.done.iter().position(|d| d.job == job);
    let before = first.and_then(|at| shell.done.get(at)?.before.clone());
    shell.done.truncate(first.unwrap_or(shell.done.len()));
    if let Some(before) = before {
        state.stack = before;
        return on_top(state, |screen, shell| screen.show(shell, snapshot));
    }
    Vec::new()
}
