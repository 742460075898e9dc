//! Everything that the screen remembers, as plain data: the stack of screens, and the shell that
//! they share (texts, prompt, pending marks, messages).

use super::event::Job;
use super::habits::Habits;
use super::key::{Key, Split};
use super::keymap::{Context, Keymap};
use super::place::Place;
use super::prompt::{Prompt, PromptKind};
use super::reading::Texts;
use super::screens::Screen;
use super::tour::Tour;
use crate::case::{Act, Snapshot};
use crate::model::words::heads;
use crate::model::{Digest, Item, ItemIx, Lang, Tag, Verdict, Worded};
use crate::query::Query;
use crate::review::{Pace, Plan};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What the screen remembers.
#[derive(Clone, PartialEq, Debug)]
pub struct State {
    /// The screens, the one in front last; never empty.
    pub stack: Vec<Screen>,
    /// The stack before the last jump, for `gp`.
    pub last: Option<Vec<Screen>>,
    /// What the screens share.
    pub shell: Shell,
}

/// What the screens share.
#[derive(Clone, PartialEq, Debug)]
pub struct Shell {
    /// Columns and rows that the screens have.
    pub size: (u16, u16),
    /// What the reviewer is used to.
    pub habits: Habits,
    /// The language of what is said; never of what is quoted.
    pub lang: Lang,
    /// Where the tour stands.
    pub tour: Tour,
    /// Rows of the terminal that the tour has.
    pub toured: u16,
    /// Changed items of each edit that was planted in a demonstration.
    pub plants: Arc<Vec<Vec<Digest>>>,
    /// Who marks.
    pub author: String,
    /// Why nothing can be marked; `None` where it can.
    pub read_only: Option<String>,
    /// The key table.
    pub keys: Arc<Keymap>,
    /// Keys of a sequence that is not complete.
    pub prefix: Vec<Key>,
    /// What is shown of what may follow it.
    pub which: Which,
    /// Whether a key came in pieces.
    pub split: Split,
    /// What is asked for in the last row.
    pub prompt: Option<Prompt>,
    /// A bulk act that waits for a yes.
    pub asking: Option<Asking>,
    /// What a comparison ignores is being chosen.
    pub choosing: bool,
    /// What just happened, until the next key.
    pub message: Option<Message>,
    /// Items and findings that an ingest beside us added, until they are loaded.
    pub news: Option<(usize, usize)>,
    /// The last texts.
    pub texts: Texts,
    /// Marks that are not on disk yet.
    pub pending: Vec<Pending>,
    /// Marks of this session, the last one last, with what the screen showed.
    pub done: Vec<Done>,
    /// Hashes of undo events that a redo would take back.
    pub undone: Vec<String>,
    /// The last coding, for `.`.
    pub last_act: Option<Act>,
    /// The last search, for `n`.
    pub needle: Option<String>,
    /// The last query that was made to hold; its words are shown where they stand.
    pub sought: Option<Query>,
    /// Where the screen was when that was last kept.
    pub kept: Option<Place>,
    /// Where to go once the query that was left has its hits.
    pub returning: Option<Place>,
    /// Whether what is tagged as private is shown.
    pub uncovered: bool,
    /// How fast this author codes.
    pub pace: Pace,
    /// Coded items of the list that is worked through, and all of them.
    pub progress: Option<(usize, usize)>,
    /// The job counter.
    pub jobs: Job,
    /// The last job that was asked for with a wait, until it is answered.
    pub waiting: Option<Job>,
    /// A job that is slow enough to be worth a word.
    pub loading: Option<Job>,
    /// A second `q` or Ctrl-c leaves.
    pub leaving: bool,
    /// What each item is named in.
    pub lookup: Arc<Lookup>,
    /// Where the screens want to go.
    pub going: Vec<Going>,
    /// What was typed into prompts, by prompt, newest last.
    pub typed: BTreeMap<PromptKind, Vec<String>>,
}

/// What is shown of what may follow the keys of a sequence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Which {
    /// What one line holds.
    Line,
    /// That, until a wait is over.
    Waiting(Job),
    /// All of it.
    All,
}

/// A move between screens, asked for by a screen.
#[derive(Clone, PartialEq, Debug)]
pub enum Going {
    /// One level deeper.
    Into(Box<Screen>),
    /// One level back.
    Back,
    /// To a screen of the `g` menu; the stack below is kept for `gp`.
    To(Context),
}

/// A line that says what just happened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Message {
    /// What.
    pub text: String,
    /// Whether it is trouble.
    pub trouble: bool,
}

/// A bulk act that waits for a yes.
#[derive(Clone, PartialEq, Debug)]
pub struct Asking {
    /// What would be done.
    pub plans: Vec<Plan>,
    /// Whether the cursor goes on afterwards.
    pub then: Then,
}

/// What follows an act.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Then {
    /// The next uncoded item.
    Next,
    /// Nothing.
    Stay,
}

/// A mark that is on its way to the disk.
#[derive(Clone, PartialEq, Debug)]
pub struct Pending {
    /// Its job.
    pub job: Job,
    /// What it does; `None` for an undo, whose act is known when it answers.
    pub act: Option<Act>,
}

/// A mark of this session, and the screens as they were before it.
#[derive(Clone, PartialEq, Debug)]
pub struct Done {
    /// Its job.
    pub job: Job,
    /// The screens before; `None` once another generation stands there.
    pub before: Option<Vec<Screen>>,
    /// What it did, in words.
    pub words: String,
}

/// Findings by item, made once a generation.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Lookup {
    /// Places in `Generation::findings` by item.
    pub findings: BTreeMap<ItemIx, Vec<u32>>,
}

impl Lookup {
    /// Makes the look-up of a snapshot.
    pub fn new(snapshot: &Snapshot) -> Self {
        let mut findings: BTreeMap<ItemIx, Vec<u32>> = BTreeMap::new();
        for (at, finding) in snapshot.generation.findings.iter().enumerate() {
            for (item, _) in &finding.items {
                findings.entry(*item).or_default().push(at as u32);
            }
        }
        Self { findings }
    }
}

/// What stands on an item as the screen shows it: the board, with what is on its way laid over.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Marks {
    /// This author's verdict.
    pub own: Option<Verdict>,
    /// Verdicts of others, in author order.
    pub others: Vec<(String, Verdict)>,
    /// Tags of all authors, by name.
    pub tags: BTreeSet<String>,
    /// Notes: author and text.
    pub notes: Vec<(String, String)>,
    /// Whether some of it is not on disk yet.
    pub unsaved: bool,
}

impl Shell {
    /// Counts a job.
    pub fn job(&mut self) -> Job {
        self.jobs += 1;
        self.jobs
    }

    /// A job was answered.
    pub fn answered(&mut self, job: Job) {
        if self.waiting == Some(job) {
            self.waiting = None;
        }
        if self.loading == Some(job) {
            self.loading = None;
        }
    }

    /// Says what happened.
    pub fn say(&mut self, text: impl Worded) {
        self.message = Some(Message {
            text: text.worded(self.lang),
            trouble: false,
        });
    }

    /// Says what went wrong.
    pub fn warn(&mut self, text: impl Worded) {
        self.message = Some(Message {
            text: text.worded(self.lang),
            trouble: true,
        });
    }

    /// Gives what stands on an item.
    pub fn marks(&self, snapshot: &Snapshot, item: &Digest) -> Marks {
        let mut out = Marks::default();
        if let Some(marks) = snapshot.board.marks(item) {
            for (author, verdict) in &marks.verdicts {
                if *author == self.author {
                    out.own = Some(*verdict);
                } else {
                    out.others.push((author.clone(), *verdict));
                }
            }
            out.tags = marks.tags.iter().map(|t: &Tag| t.name.clone()).collect();
            let notes = marks.notes.iter();
            out.notes = notes.map(|n| (n.author.clone(), n.text.clone())).collect();
        }
        for act in self.pending.iter().filter_map(|p| p.act.as_ref()) {
            self.lay_over(act, item, &mut out);
        }
        out
    }

    fn lay_over(&self, act: &Act, item: &Digest, out: &mut Marks) {
        match act {
            Act::Verdict { verdict, items } if items.contains(item) => {
                out.own = *verdict;
                out.unsaved = true;
            }
            Act::Tag { tag, items } if items.contains(item) => {
                out.tags.insert(tag.clone());
                out.unsaved = true;
            }
            Act::Untag { tag, items } if items.contains(item) => {
                out.tags.remove(tag);
                out.unsaved = true;
            }
            Act::Note { item: on, text } if on == item => {
                out.notes.push((self.author.clone(), text.clone()));
                out.unsaved = true;
            }
            Act::Verdict { .. }
            | Act::Tag { .. }
            | Act::Untag { .. }
            | Act::Note { .. }
            | Act::Open { .. }
            | Act::Mark { .. }
            | Act::Undo { .. }
            | Act::Redact { .. }
            | Act::Redacted
            | Act::Unknown { .. } => {}
        }
    }

    /// Tells whether an item is covered now, since it is tagged as private.
    pub fn covers(&self, snapshot: &Snapshot, ix: ItemIx) -> bool {
        !self.uncovered && snapshot.is_covered(ix)
    }

    /// Gives the subject or name of an item as it may be shown.
    pub fn title<'a>(&self, snapshot: &'a Snapshot, item: &'a Item) -> &'a str {
        let ix = snapshot.generation.by_digest(&item.digest);
        if ix.is_some_and(|ix| self.covers(snapshot, ix)) {
            heads::COVERED.of(self.lang)
        } else if item.title().trim().is_empty() {
            heads::NO_SUBJECT.of(self.lang)
        } else {
            item.title()
        }
    }

    /// Tells whether this author has yet to code an item, pending codes counted as given.
    pub fn is_uncoded(&self, snapshot: &Snapshot, ix: ItemIx) -> bool {
        let Some(item) = snapshot.generation.items.get(ix.at()) else {
            return false;
        };
        let latest = self.pending.iter().rev().find_map(|p| match &p.act {
            Some(Act::Verdict { verdict, items }) if items.contains(&item.digest) => {
                Some(verdict.is_none())
            }
            Some(_) | None => None,
        });
        latest.unwrap_or_else(|| crate::review::is_uncoded(snapshot, &self.author, ix))
    }
}

impl State {
    /// Opens on the threads.
    pub fn new(snapshot: &Snapshot, author: &str, size: (u16, u16)) -> Self {
        let shell = Shell {
            size,
            habits: Habits::default(),
            lang: Lang::default(),
            tour: Tour::default(),
            toured: 0,
            plants: Arc::default(),
            author: author.to_owned(),
            read_only: None,
            keys: Arc::new(Keymap::built_in()),
            prefix: Vec::new(),
            which: Which::Line,
            split: Split::None,
            prompt: None,
            asking: None,
            choosing: false,
            message: None,
            news: None,
            texts: Texts::default(),
            pending: Vec::new(),
            done: Vec::new(),
            undone: Vec::new(),
            last_act: None,
            needle: None,
            sought: None,
            kept: None,
            returning: None,
            uncovered: false,
            pace: Pace::default(),
            progress: None,
            jobs: 0,
            waiting: None,
            loading: None,
            leaving: false,
            lookup: Arc::new(Lookup::new(snapshot)),
            going: Vec::new(),
            typed: BTreeMap::new(),
        };
        Self {
            stack: vec![Screen::start(snapshot)],
            last: None,
            shell,
        }
    }

    /// Gives the context whose keys hold now.
    pub fn context(&self) -> Context {
        if self.shell.choosing {
            return Context::Ignore;
        }
        self.stack.last().map_or(Context::Threads, Screen::context)
    }
}
