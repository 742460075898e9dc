//! Slow work: a thread for each kind, each with one waiting job. A newer job replaces the one that
//! waits, and the answer of the one that runs is thrown away.

use super::work::{self, Ground};
use crate::case::{Reader, Snapshot};
use crate::model::Lang;
use crate::tui::effect::{Effect, Purpose};
use crate::tui::event::Event;
use crate::tui::sides::Sides;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

/// The kinds of work, a thread each.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Reader,
    Preview,
    Ahead,
    Raw,
    Compare,
    Sheet,
    Select,
    Tally,
    Export,
}

const KINDS: [Kind; 9] = [
    Kind::Reader,
    Kind::Preview,
    Kind::Ahead,
    Kind::Raw,
    Kind::Compare,
    Kind::Sheet,
    Kind::Select,
    Kind::Tally,
    Kind::Export,
];

impl Kind {
    fn of(effect: &Effect) -> Option<Self> {
        match effect {
            Effect::Read(_, Purpose::Reader, _, _) => Some(Self::Reader),
            Effect::Read(_, Purpose::Preview, _, _) => Some(Self::Preview),
            Effect::Read(_, Purpose::Ahead, _, _) => Some(Self::Ahead),
            Effect::Raw(..) | Effect::Window(..) => Some(Self::Raw),
            Effect::Compare(..) => Some(Self::Compare),
            Effect::Sheet(..) => Some(Self::Sheet),
            Effect::Select(..) => Some(Self::Select),
            Effect::Tally(..) => Some(Self::Tally),
            Effect::Export(_) => Some(Self::Export),
            Effect::Mark(..)
            | Effect::Undo(_)
            | Effect::View(..)
            | Effect::Keep(_)
            | Effect::Load
            | Effect::Copy(_)
            | Effect::Uncover(_)
            | Effect::Wait(..)
            | Effect::Redraw
            | Effect::Suspend
            | Effect::Quit => None,
        }
    }
}

/// The threads.
pub struct Jobs {
    slots: Vec<Arc<Slot>>,
    uncovered: Arc<AtomicBool>,
}

/// Where the one waiting job of a kind lies.
#[derive(Default)]
struct Slot {
    waiting: Mutex<Option<Task>>,
    woken: Condvar,
    running: Mutex<Option<Arc<AtomicBool>>>,
}

struct Task {
    snapshot: Arc<Snapshot>,
    effect: Effect,
    cancelled: Arc<AtomicBool>,
}

impl Jobs {
    /// Starts the threads.
    pub fn new(
        events: &Sender<Event>,
        reader: &Arc<Mutex<Reader>>,
        (author, (lang, report)): (&str, (Lang, Lang)),
    ) -> io::Result<Self> {
        let mut slots = Vec::new();
        let uncovered = Arc::new(AtomicBool::new(false));
        for kind in KINDS {
            let slot = Arc::new(Slot::default());
            let mut worker = Worker {
                slot: Arc::clone(&slot),
                events: events.clone(),
                reader: Arc::clone(reader),
                author: author.to_owned(),
                lang,
                report,
                uncovered: Arc::clone(&uncovered),
                last: None,
            };
            let name = format!("valla-{kind:?}").to_lowercase();
            thread::Builder::new()
                .name(name)
                .spawn(move || worker.run())?;
            slots.push(slot);
        }
        Ok(Self { slots, uncovered })
    }

    /// Shows what is tagged as private from now on, or no longer.
    pub fn uncover(&self, uncovered: bool) {
        self.uncovered.store(uncovered, Ordering::Relaxed);
    }

    /// Gives a job to its thread; the one that waits there is dropped, the one that runs is told.
    pub fn submit(&self, snapshot: &Arc<Snapshot>, effect: Effect) {
        let Some(slot) = Kind::of(&effect).and_then(|kind| self.slots.get(kind as usize)) else {
            return;
        };
        if let Some(running) = &*lock(&slot.running) {
            running.store(true, Ordering::Relaxed);
        }
        *lock(&slot.waiting) = Some(Task {
            snapshot: Arc::clone(snapshot),
            effect,
            cancelled: Arc::default(),
        });
        slot.woken.notify_one();
    }
}

/// A lock that a panic left behind still guards whole data here: one option, set in one go.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Worker {
    slot: Arc<Slot>,
    events: Sender<Event>,
    reader: Arc<Mutex<Reader>>,
    author: String,
    lang: Lang,
    report: Lang,
    uncovered: Arc<AtomicBool>,
    /// The last comparison, so that another layout of it reads and aligns nothing.
    last: Option<Arc<Sides>>,
}

impl Worker {
    fn run(&mut self) {
        loop {
            let task = self.next();
            *lock(&self.slot.running) = Some(Arc::clone(&task.cancelled));
            let reader = Arc::clone(&*lock(&self.reader));
            let ground = Ground {
                snapshot: &task.snapshot,
                reader: &*reader,
                author: &self.author,
                lang: self.lang,
                report: self.report,
                cancelled: &task.cancelled,
                uncovered: self.uncovered.load(Ordering::Relaxed),
            };
            let last = &mut self.last;
            let work = || work::perform_after(&task.effect, &ground, last);
            let answer = catch_unwind(AssertUnwindSafe(work))
                .unwrap_or_else(|_| work::failed(&task.effect, &task.snapshot, self.lang));
            *lock(&self.slot.running) = None;
            let export = matches!(task.effect, Effect::Export(_));
            if task.cancelled.load(Ordering::Relaxed) && !export {
                continue;
            }
            if let Some(event) = answer
                && self.events.send(event).is_err()
            {
                return;
            }
        }
    }

    fn next(&self) -> Task {
        let mut waiting = lock(&self.slot.waiting);
        loop {
            if let Some(task) = waiting.take() {
                return task;
            }
            waiting = self
                .slot
                .woken
                .wait(waiting)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}
