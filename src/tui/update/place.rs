//! Where the screen is and how far the work: kept for the next time, and gone back to.

use super::super::effect::Effect;
use super::super::place::Place;
use super::super::screens::Screen;
use super::super::state::State;
use super::super::tour::Tour;
use super::{asking, travel};
use crate::case::Snapshot;
use crate::model::{ItemIx, Kind};

/// Counts how far the list that is worked through is coded: what its filter shows, else all
/// messages once something was coded.
pub(super) fn progress(state: &State, snapshot: &Snapshot) -> Option<(usize, usize)> {
    let g = &*snapshot.generation;
    // What bears a mark is gone through, and not the case: a day's work is less than its mail.
    let coded = |within: &dyn Fn(&ItemIx) -> bool| {
        let marked = snapshot.board.items();
        let coded = marked.filter(|(_, m)| m.verdicts.contains_key(&state.shell.author));
        let items = coded.filter_map(|(digest, _)| g.by_digest(digest));
        items.filter(within).count()
    };
    let mut lists = state.stack.iter().rev();
    let hits = lists.find_map(|screen| match screen {
        Screen::Threads(threads) => threads.filter.hits.as_ref(),
        _ => None,
    });
    if let Some(hits) = hits {
        let done = coded(&|ix| hits.binary_search(ix).is_ok());
        return Some((done, hits.len()));
    }
    state.shell.pace.per_hour()?;
    let message = |ix: &ItemIx| g.item(*ix).kind == Kind::Message;
    let all = g.items.iter().filter(|i| i.kind == Kind::Message).count();
    Some((coded(&message), all))
}

/// Goes to where the screen was left; a query that no longer reads is not asked.
pub fn begin(state: &mut State, snapshot: &Snapshot, mut place: Place) -> Vec<Effect> {
    state.shell.habits.lay_over(&mut place);
    if let Some(Screen::Threads(threads)) = state.stack.first_mut() {
        place.arrange(threads, snapshot);
    }
    state.shell.tour = Tour::left_at(place.tour);
    state.shell.kept = Some(place.clone());
    if place.filter.trim().is_empty() || crate::query::parse(&place.filter).is_err() {
        return settle(state, snapshot, &place);
    }
    let filter = place.filter.clone();
    state.shell.returning = Some(place);
    asking::filter(state, snapshot, &filter)
}

/// Puts the cursor on the item that was left, and opens it where it was open.
pub(super) fn settle(state: &mut State, snapshot: &Snapshot, place: &Place) -> Vec<Effect> {
    let Some(ix) = place.item(snapshot) else {
        return Vec::new();
    };
    // A setting may have opened another screen above the list meanwhile: the list goes there all
    // the same, and nothing is opened above what was asked for.
    let alone = state.stack.len() == 1;
    let Some(Screen::Threads(threads)) = state.stack.first_mut() else {
        return Vec::new();
    };
    let mut effects = threads.reach(&mut state.shell, snapshot, ix);
    if place.open && alone {
        threads.read(&mut state.shell, snapshot, ix);
    }
    effects.extend(travel(state, snapshot));
    effects
}

/// Keeps where the screen is, where that changed: a key alone keeps nothing, what follows it does.
pub(super) fn keep(state: &mut State, snapshot: &Snapshot) -> Option<Effect> {
    if state.shell.returning.is_some() {
        return None;
    }
    let place = Place::of(state, snapshot).filter(|p| state.shell.kept.as_ref() != Some(p))?;
    let text = place.write();
    state.shell.kept = Some(place);
    Some(Effect::Keep(text))
}
