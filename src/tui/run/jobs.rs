//! Slow work: a thread for each kind, each with one waiting job. A newer job replaces the one that
//! waits, and the answer of the one that runs is thrown away.

use crate::case::{Read, Reader, Snapshot};
use crate::export::{self, Format, Options};
use crate::model::{Item, ItemIx};
use crate::query;
use crate::tui::effect::{Effect, ExportPlan, Purpose};
use crate::tui::event::Event;
use crate::tui::reading::{self, Raw, Reading};
use crate::tui::sides::{self, Sides, View};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
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
    Select,
    Export,
}

const KINDS: [Kind; 7] = [
    Kind::Reader,
    Kind::Preview,
    Kind::Ahead,
    Kind::Raw,
    Kind::Compare,
    Kind::Select,
    Kind::Export,
];

impl Kind {
    fn of(effect: &Effect) -> Option<Self> {
        match effect {
            Effect::Read(_, Purpose::Reader, _, _) => Some(Self::Reader),
            Effect::Read(_, Purpose::Preview, _, _) => Some(Self::Preview),
            Effect::Read(_, Purpose::Ahead, _, _) => Some(Self::Ahead),
            Effect::Raw(..) => Some(Self::Raw),
            Effect::Compare(..) => Some(Self::Compare),
            Effect::Select(..) => Some(Self::Select),
            Effect::Export(_) => Some(Self::Export),
            Effect::Mark(..)
            | Effect::Undo(_)
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
        events: Sender<Event>,
        reader: Arc<Mutex<Reader>>,
        author: &str,
    ) -> io::Result<Self> {
        let mut slots = Vec::new();
        for kind in KINDS {
            let slot = Arc::new(Slot::default());
            let mut worker = Worker {
                slot: Arc::clone(&slot),
                events: events.clone(),
                reader: Arc::clone(&reader),
                author: author.to_owned(),
                last: None,
            };
            let name = format!("valla-{kind:?}").to_lowercase();
            thread::Builder::new()
                .name(name)
                .spawn(move || worker.run())?;
            slots.push(slot);
        }
        Ok(Self { slots })
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
    /// The last comparison, so that another layout of it reads and aligns nothing.
    last: Option<Arc<Sides>>,
}

impl Worker {
    fn run(&mut self) {
        loop {
            let task = self.next();
            *lock(&self.slot.running) = Some(Arc::clone(&task.cancelled));
            let reader = Arc::clone(&*lock(&self.reader));
            let answer = catch_unwind(AssertUnwindSafe(|| self.answer(&task, &reader)));
            let answer = answer.unwrap_or_else(|_| failed(&task));
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

    fn answer(&mut self, task: &Task, reader: &Reader) -> Option<Event> {
        let snapshot = &*task.snapshot;
        let item = |ix: ItemIx| snapshot.generation.items.get(ix.at());
        match &task.effect {
            Effect::Read(job, _, items, width) => {
                let mut readings: Vec<Arc<Reading>> = Vec::new();
                for item in items.iter().filter_map(|ix| item(*ix)) {
                    if task.cancelled.load(Ordering::Relaxed) {
                        return None;
                    }
                    readings.push(Arc::new(reading::read(&**reader, item, *width)));
                }
                Some(Event::Read(*job, readings))
            }
            Effect::Raw(job, ix, width) => {
                let raw = reading::raw(&**reader, item(*ix)?, *width);
                Some(Event::RawRead(*job, Arc::new(raw)))
            }
            Effect::Compare(job, a, b, view) => {
                let sides = self.compare(&**reader, (*a, item(*a)?), (*b, item(*b)?), *view);
                self.last = Some(Arc::clone(&sides));
                Some(Event::Compared(*job, sides))
            }
            Effect::Select(job, text) => {
                let hits = query::parse(text)
                    .map(|query| Arc::new(snapshot.select(&query, &self.author, &**reader)));
                Some(Event::Selected(*job, hits))
            }
            Effect::Export(plan) => Some(Event::Exported(export(plan, snapshot, &**reader))),
            Effect::Mark(..)
            | Effect::Undo(_)
            | Effect::Wait(..)
            | Effect::Redraw
            | Effect::Suspend
            | Effect::Quit => None,
        }
    }

    fn compare(
        &self,
        reader: &dyn Read,
        a: (ItemIx, &Item),
        b: (ItemIx, &Item),
        view: View,
    ) -> Arc<Sides> {
        match &self.last {
            Some(last) if last.digests == (a.1.digest, b.1.digest) && last.failed.is_none() => {
                let mut sides = last.laid_out(view);
                sides.items = (a.0, b.0);
                Arc::new(sides)
            }
            Some(_) | None => Arc::new(sides::compare(reader, a, b, view)),
        }
    }
}

/// What is answered for a job that broke: nothing is shown as if it were there.
fn failed(task: &Task) -> Option<Event> {
    let why = "this could not be shown: an error in the program".to_owned();
    let item = |ix: &ItemIx| task.snapshot.generation.items.get(ix.at());
    match &task.effect {
        Effect::Read(job, _, items, width) => {
            let blank = items.iter().filter_map(item);
            let blank = blank.map(|i| Arc::new(Reading::failed(i.digest, *width, &why)));
            Some(Event::Read(*job, blank.collect()))
        }
        Effect::Raw(job, ix, _) => Some(Event::RawRead(
            *job,
            Arc::new(Raw {
                item: item(ix)?.digest,
                rows: Vec::new(),
                left: 0,
                failed: Some(why),
            }),
        )),
        Effect::Compare(job, a, b, view) => {
            let (x, y) = (item(a)?, item(b)?);
            let digests = (x.digest, y.digest);
            let none = crate::model::Comparison::default();
            let sides = Sides::new((*a, *b), digests, *view, ("", ""), none, Some(why));
            Some(Event::Compared(*job, Arc::new(sides)))
        }
        Effect::Select(job, _) => Some(Event::Selected(
            *job,
            Err(query::QueryError {
                at: 0,
                message: why,
            }),
        )),
        Effect::Export(_) => Some(Event::Exported(Err(why))),
        Effect::Mark(..)
        | Effect::Undo(_)
        | Effect::Wait(..)
        | Effect::Redraw
        | Effect::Suspend
        | Effect::Quit => None,
    }
}

/// Writes an export: the one place where the screen calls the exporter.
fn export(asked: &ExportPlan, snapshot: &Snapshot, reader: &dyn Read) -> Result<String, String> {
    let format = Format::of(asked.format).ok_or("there is no such format")?;
    let items = asked.items.iter();
    let items: Vec<ItemIx> = items
        .filter_map(|d| snapshot.generation.by_digest(d))
        .collect();
    let options = Options {
        selection: asked.words.clone(),
        ..Options::default()
    };
    let plan = export::plan(snapshot, &items, format, &options);
    let done = export::run(
        &plan,
        snapshot,
        Path::new(&asked.to),
        reader,
        &mut |_, _| {},
    );
    let report = done.map_err(|e| e.to_string())?;
    let mut words = format!(
        "{} in {} files written to {}",
        plan.sentence(),
        report.files,
        asked.to
    );
    if !report.unread.is_empty() {
        words.push_str(&format!("; {} could not be read", report.unread.len()));
    }
    Ok(words)
}
