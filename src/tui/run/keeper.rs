//! The thread that owns the case: it writes marks, one after the other, and looks once a second
//! whether the case changed beside us. Nothing here draws.

use crate::case::{
    Act, Case, CaseError, Event as JournalEvent, Generation, Marker, Reader, Snapshot,
};
use crate::model::Lang;
use crate::model::words::screen as w;
use crate::tui::event::{Event, Job};
use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// How often we look whether the case changed.
const WATCH: Duration = Duration::from_secs(1);

enum Task {
    Mark(Job, Act),
    Undo(Job),
    View(String, Option<String>),
    Keep(String),
    Load,
}

/// A hold on the thread.
pub struct Keeper {
    tasks: Option<Sender<Task>>,
    thread: Option<JoinHandle<()>>,
}

impl Keeper {
    /// Starts the thread. `reader` is replaced when another generation stands there.
    pub fn spawn(
        case: Case,
        (author, lang): (String, Lang),
        reader: Arc<Mutex<Reader>>,
        events: Sender<Event>,
    ) -> io::Result<Self> {
        let (tasks, waiting) = channel();
        let work = Work {
            shown: Arc::clone(&case.snapshot().generation),
            told: None,
            case,
            author,
            lang,
            marker: None,
            reader,
            events,
        };
        let thread = thread::Builder::new()
            .name("valla-keeper".into())
            .spawn(move || work.run(&waiting))?;
        Ok(Self {
            tasks: Some(tasks),
            thread: Some(thread),
        })
    }

    /// Writes an act.
    pub fn mark(&self, job: Job, act: Act) {
        self.give(Task::Mark(job, act));
    }

    /// Takes back the author's last act.
    pub fn undo(&self, job: Job) {
        self.give(Task::Undo(job));
    }

    /// Keeps a query under a name, or drops the name.
    pub fn view(&self, name: String, query: Option<String>) {
        self.give(Task::View(name, query));
    }

    /// Keeps where the screen is.
    pub fn keep(&self, place: String) {
        self.give(Task::Keep(place));
    }

    /// Shows what was ingested meanwhile.
    pub fn load(&self) {
        self.give(Task::Load);
    }

    fn give(&self, task: Task) {
        if let Some(tasks) = &self.tasks {
            // A thread that is gone has said why before it went.
            let _ = tasks.send(task);
        }
    }

    /// Waits until everything given is done.
    pub fn finish(&mut self) {
        self.tasks = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

struct Work {
    case: Case,
    author: String,
    lang: Lang,
    marker: Option<Marker>,
    reader: Arc<Mutex<Reader>>,
    events: Sender<Event>,
    /// What the screen shows of the sources: an ingest beside it changes nothing until it is asked.
    shown: Arc<Generation>,
    /// The newer one that was told of last.
    told: Option<Arc<Generation>>,
}

impl Work {
    fn run(mut self, tasks: &Receiver<Task>) {
        loop {
            let sent = match tasks.recv_timeout(WATCH) {
                Ok(Task::Mark(job, act)) => {
                    let done = self.with_marker(|marker| marker.act(act).map(Some));
                    self.answer(job, done)
                }
                Ok(Task::Undo(job)) => {
                    let done = self.with_marker(Marker::undo);
                    self.answer(job, done)
                }
                Ok(Task::Keep(place)) => {
                    // A case that may not be written is read all the same.
                    let _ = self.case.keep_place(&self.author, &place);
                    true
                }
                Ok(Task::Load) => self.load(),
                Ok(Task::View(name, query)) => self.view(&name, query.as_deref()),
                Err(RecvTimeoutError::Timeout) => self.watch(),
                Err(RecvTimeoutError::Disconnected) => return,
            };
            if !sent {
                return;
            }
        }
    }

    fn with_marker(
        &mut self,
        act: impl FnOnce(&mut Marker) -> Result<Option<JournalEvent>, CaseError>,
    ) -> Result<Option<JournalEvent>, CaseError> {
        let mut marker = match self.marker.take() {
            Some(marker) => marker,
            None => self.case.marker(&self.author)?,
        };
        let done = act(&mut marker);
        self.marker = Some(marker);
        done
    }

    fn answer(&mut self, job: Job, done: Result<Option<JournalEvent>, CaseError>) -> bool {
        let event = match done {
            Ok(event) => {
                // The mark is on disk; a look that fails now is made again within a second.
                let _ = self.case.refresh();
                Event::Saved(job, event.map(Box::new), self.known())
            }
            Err(why) => Event::Failed(job, why.said().of(self.lang).to_owned()),
        };
        self.events.send(event).is_ok()
    }

    fn view(&mut self, name: &str, query: Option<&str>) -> bool {
        let done = self.case.set_view(name, query);
        let said = match (done, query) {
            (Ok(()), Some(_)) => Ok(w::view_saved(self.lang, name)),
            (Ok(()), None) => Ok(w::view_dropped(self.lang, name)),
            (Err(e), _) => Err(e.said().of(self.lang).to_owned()),
        };
        let event = Event::Viewed(said, self.known());
        self.events.send(event).is_ok()
    }

    fn watch(&mut self) -> bool {
        if !self.case.refresh().unwrap_or(false) {
            return true;
        }
        let known = self.known();
        self.events.send(Event::Changed(known)).is_ok() && self.tell()
    }

    /// Gives what is known now, the sources as they are shown.
    fn known(&self) -> Arc<Snapshot> {
        let snapshot = self.case.snapshot();
        if Arc::ptr_eq(&snapshot.generation, &self.shown) {
            return snapshot;
        }
        Arc::new(Snapshot {
            generation: Arc::clone(&self.shown),
            ..(*snapshot).clone()
        })
    }

    /// Tells once how much more a newer generation holds.
    fn tell(&mut self) -> bool {
        let next = Arc::clone(&self.case.snapshot().generation);
        let is_told = self.told.as_ref().is_some_and(|t| Arc::ptr_eq(t, &next));
        if is_told || Arc::ptr_eq(&next, &self.shown) {
            return true;
        }
        let more = |now: usize, before: usize| now.saturating_sub(before);
        let items = more(next.items.len(), self.shown.items.len());
        let findings = more(next.findings.len(), self.shown.findings.len());
        self.told = Some(next);
        self.events.send(Event::Grown(items, findings)).is_ok()
    }

    fn load(&mut self) -> bool {
        let _ = self.case.refresh();
        self.shown = Arc::clone(&self.case.snapshot().generation);
        self.told = None;
        if let Ok(mut reader) = self.reader.lock() {
            *reader = self.case.reader();
        }
        self.events.send(Event::Changed(self.known())).is_ok()
    }
}
