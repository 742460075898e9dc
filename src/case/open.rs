//! Opening a case: what its folder holds becomes a snapshot, a reader, and a session that marks.

use super::disk::DiskReader;
use super::{Board, CaseError, Event, Generation, Reader, Snapshot};
use crate::store::{self, CaseFile, Layout, Made, StoreError, TextFiles, TextPlace};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An open case: where it lies and what was known when it was last looked at.
pub struct Case {
    layout: Layout,
    file: CaseFile,
    number: Option<u32>,
    lengths: Vec<(PathBuf, u64)>,
    events: Arc<Vec<Event>>,
    snapshot: Arc<Snapshot>,
    reader: Reader,
}

impl Case {
    /// Makes a case in a folder; one that is there is opened.
    pub fn create(root: &Path) -> Result<Self, CaseError> {
        let layout = Layout::new(root);
        if !layout.exists() {
            layout.create()?;
            let shown = crate::intake::absolute(root).unwrap_or_else(|_| root.to_owned());
            let name = shown.file_name().map(|n| n.to_string_lossy().into_owned());
            let now = jiff::Timestamp::now()
                .strftime("%Y-%m-%dT%H:%M:%SZ")
                .to_string();
            CaseFile::new(&name.unwrap_or_else(|| "case".into()), &now).write(&layout)?;
        }
        Self::open(root)
    }

    /// Opens the case in a folder; the index may be absent (then there are no items yet).
    pub fn open(root: &Path) -> Result<Self, CaseError> {
        let layout = Layout::new(root);
        let file =
            CaseFile::read(&layout)?.ok_or_else(|| CaseError::NoCase(layout.root.clone()))?;
        let (number, made, files) = load(&layout)?;
        let (generation, reader) = serve(&file, made, files);
        let (events, heads, lengths) = journals(&layout);
        let board = Arc::new(Board::fold(&events));
        let (name, time_zone) = (file.name.clone(), file.time_zone.clone());
        let snapshot = Arc::new(Snapshot {
            name,
            time_zone,
            generation,
            board,
            heads,
        });
        let events = Arc::new(events);
        Ok(Self {
            layout,
            file,
            number,
            lengths,
            events,
            snapshot,
            reader,
        })
    }

    /// Gives the folder of the case.
    pub fn root(&self) -> &Path {
        &self.layout.root
    }

    /// Gives what `case.toml` says.
    pub fn file(&self) -> &CaseFile {
        &self.file
    }

    /// Gives what is known now; cheap to clone.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.snapshot)
    }

    /// Gives the reader of texts and bytes.
    pub fn reader(&self) -> Reader {
        Arc::clone(&self.reader)
    }

    /// Gives every event of every journal, in Lamport order.
    pub fn events(&self) -> Arc<Vec<Event>> {
        Arc::clone(&self.events)
    }

    /// Looks whether journals grew or a new generation stands there; true if the snapshot changed.
    pub fn refresh(&mut self) -> Result<bool, CaseError> {
        let marks = journal_lengths(&self.layout) != self.lengths;
        let index = store::read_current(&self.layout)? != self.number;
        if index {
            self.reload()?;
        } else if marks {
            self.reload_board();
        }
        Ok(marks || index)
    }

    pub(super) fn layout(&self) -> &Layout {
        &self.layout
    }

    pub(super) fn reload(&mut self) -> Result<(), CaseError> {
        *self = Self::open(&self.layout.root.clone())?;
        Ok(())
    }

    pub(super) fn reload_board(&mut self) {
        let (events, heads, lengths) = journals(&self.layout);
        let board = Arc::new(Board::fold(&events));
        let old = &*self.snapshot;
        self.snapshot = Arc::new(Snapshot {
            board,
            heads,
            ..old.clone()
        });
        self.events = Arc::new(events);
        self.lengths = lengths;
    }
}

type Loaded = (Option<u32>, Made, TextFiles);

/// Loads the generation in force. Another process may replace and remove it meanwhile: then the
/// next one is there, and it is loaded instead.
fn load(layout: &Layout) -> Result<Loaded, StoreError> {
    let mut tries = 0;
    loop {
        let Some(number) = store::read_current(layout)? else {
            return Ok((None, Made::default(), TextFiles::default()));
        };
        let loaded = store::read_made(layout, number).and_then(|made| {
            let segments: Vec<u32> = made.segments.iter().map(|(n, _)| *n).collect();
            let files = TextFiles::open(layout, &segments)?;
            Ok((Some(number), made, files))
        });
        tries += 1;
        match loaded {
            Err(_) if tries < 5 && store::read_current(layout)? != Some(number) => {}
            other => return other,
        }
    }
}

fn serve(file: &CaseFile, made: Made, files: TextFiles) -> (Arc<Generation>, Reader) {
    let mut generation = Generation::new(made.items, made.threads, made.groups);
    generation.exceptions = made.exceptions;
    generation.sources = made.sources;
    let generation = Arc::new(generation);
    let paths = file
        .sources
        .iter()
        .map(|s| (s.name.clone(), PathBuf::from(&s.path)));
    let sources: BTreeMap<String, PathBuf> = paths.collect();
    let places: Vec<TextPlace> = made.texts;
    let reader = DiskReader {
        generation: Arc::clone(&generation),
        places,
        files,
        sources,
    };
    (generation, Arc::new(reader))
}

type Journals = (Vec<Event>, Vec<(String, String)>, Vec<(PathBuf, u64)>);

fn journals(layout: &Layout) -> Journals {
    let _ = layout;
    (Vec::new(), Vec::new(), journal_lengths(layout))
}

fn journal_lengths(_layout: &Layout) -> Vec<(PathBuf, u64)> {
    Vec::new()
}
