//! Opening a case: what its folder holds becomes a snapshot, a reader, and a session that marks.

use super::disk::DiskReader;
use super::{CaseError, Event, Generation, Reader, Snapshot};
use crate::model::Said;
use crate::store::annotations::{Journals, Refresh};
use crate::store::{
    self, CaseFile, KeptFiles, Layout, Ledgers, Made, StoreError, TextFiles, TextPlace,
};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// An open case: where it lies and what was known when it was last looked at.
pub struct Case {
    layout: Layout,
    file: CaseFile,
    number: Option<u32>,
    journals: Journals,
    snapshot: Arc<Snapshot>,
    reader: Reader,
}

impl Case {
    /// Makes a case in a folder; one that is there is opened.
    pub fn create(root: &Path) -> Result<Self, CaseError> {
        Self::create_for(root, None)
    }

    /// Makes a case in a folder for a group of users, by the group's number.
    pub fn create_for(root: &Path, group: Option<u32>) -> Result<Self, CaseError> {
        let layout = Layout::new(root);
        if !layout.exists() {
            layout.create(group)?;
            let shown = crate::intake::absolute(root).unwrap_or_else(|_| root.to_owned());
            let name = shown.file_name().map(|n| n.to_string_lossy().into_owned());
            let name = name.unwrap_or_else(|| "case".into());
            CaseFile::new(&name, &super::marker::now()).write(&layout)?;
        }
        Self::open(root)
    }

    /// Opens the case in a folder; the index may be absent (then there are no items yet).
    pub fn open(root: &Path) -> Result<Self, CaseError> {
        let layout = Layout::new(root);
        let file =
            CaseFile::read(&layout)?.ok_or_else(|| CaseError::NoCase(layout.root.clone()))?;
        let (number, made, files) = load(&layout)?;
        let (generation, reader) = serve(&layout, &file, made, (number, files));
        let journals = Journals::read_all(&layout.annotations())?;
        let (board, heads) = (Arc::new(journals.board()), journals.heads());
        let (name, time_zone) = (file.name.clone(), file.time_zone.clone());
        let snapshot = Arc::new(Snapshot {
            name,
            time_zone,
            views: Arc::new(file.views.clone()),
            generation,
            board,
            heads,
        });
        Ok(Self {
            layout,
            file,
            number,
            journals,
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
    pub fn events(&self) -> Vec<Event> {
        self.journals.events()
    }

    /// Gives the rows of every journal as they stand on disk, in Lamport order.
    pub fn rows(&self) -> Result<Vec<String>, CaseError> {
        Ok(self.journals.rows()?)
    }

    /// Gives what is wrong with the journals, one sentence each.
    pub fn journal_problems(&self) -> Vec<Said> {
        self.journals
            .files()
            .iter()
            .flat_map(|f| f.problems.clone())
            .collect()
    }

    /// Looks whether journals grew or a new generation stands there; true if the snapshot changed.
    pub fn refresh(&mut self) -> Result<bool, CaseError> {
        if store::read_current(&self.layout)? != self.number {
            self.reload()?;
            return Ok(true);
        }
        let mut board = (*self.snapshot.board).clone();
        match self.journals.refresh()? {
            Refresh::Same => return Ok(false),
            Refresh::Grew(events) => {
                for event in &events {
                    board.apply(event);
                }
            }
            Refresh::Rewritten => board = self.journals.board(),
        }
        let (board, heads) = (Arc::new(board), self.journals.heads());
        self.snapshot = Arc::new(Snapshot {
            board,
            heads,
            ..(*self.snapshot).clone()
        });
        Ok(true)
    }

    /// Gives where an author left the screen.
    pub fn place(&self, author: &str) -> Option<String> {
        store::read_place(&self.layout, author)
    }

    /// Keeps where an author is on the screen; it is no mark and need not be durable.
    pub fn keep_place(&self, author: &str, place: &str) -> Result<(), CaseError> {
        Ok(store::write_place(&self.layout, author, place)?)
    }

    /// Saves a view under a name, or takes it away where there is no query.
    pub fn set_view(&mut self, name: &str, query: Option<&str>) -> Result<(), CaseError> {
        // An ingest writes the same file.
        let _lock = self.layout.lock()?;
        let mut file = CaseFile::read(&self.layout)?
            .ok_or_else(|| CaseError::NoCase(self.layout.root.clone()))?;
        match query {
            Some(query) => {
                file.views.insert(name.to_owned(), query.to_owned());
            }
            None => {
                file.views.remove(name);
            }
        }
        file.write(&self.layout)?;
        let views = Arc::new(file.views.clone());
        self.file = file;
        self.snapshot = Arc::new(Snapshot {
            views,
            ..(*self.snapshot).clone()
        });
        Ok(())
    }

    /// Gives the number of the generation in force.
    pub(super) fn number(&self) -> Option<u32> {
        self.number
    }

    pub(super) fn layout(&self) -> &Layout {
        &self.layout
    }

    pub(super) fn reload(&mut self) -> Result<(), CaseError> {
        *self = Self::open(&self.layout.root.clone())?;
        Ok(())
    }
}

/// The files of a generation that are read by position.
#[derive(Default)]
struct Files {
    texts: TextFiles,
    kept: KeptFiles,
    ledgers: Option<Ledgers>,
}

type Loaded = (Option<u32>, Made, Files);

/// Loads the generation in force. Another process may replace and remove it meanwhile: then the
/// next one is there, and it is loaded instead.
fn load(layout: &Layout) -> Result<Loaded, StoreError> {
    let mut tries = 0;
    loop {
        let Some(number) = store::read_current(layout)? else {
            return Ok((None, Made::default(), Files::default()));
        };
        let loaded = store::read_made(layout, number).and_then(|made| {
            let segments: Vec<u32> = made.segments.iter().map(|(n, _)| *n).collect();
            let files = Files {
                texts: TextFiles::open(layout, &segments)?,
                kept: KeptFiles::open(layout, &segments)?,
                ledgers: Some(store::read_ledgers(layout, number)?),
            };
            Ok((Some(number), made, files))
        });
        tries += 1;
        match loaded {
            Err(_) if tries < 5 && store::read_current(layout)? != Some(number) => {}
            other => return other,
        }
    }
}

fn serve(
    layout: &Layout,
    file: &CaseFile,
    made: Made,
    (number, files): (Option<u32>, Files),
) -> (Arc<Generation>, Reader) {
    let segments: Vec<u32> = made.segments.iter().map(|(n, _)| *n).collect();
    let mut generation = Generation::new(made.items, made.threads, made.groups);
    generation.findings = made.findings;
    generation.exceptions = made.exceptions;
    generation.metadata = made.metadata;
    generation.sources = made.sources;
    generation.covers = made.covers;
    let generation = Arc::new(generation);
    // An ingest that was stopped may have left new names beside places that bear the old ones.
    let paths = file.sources.iter().flat_map(|s| {
        let names = s.formerly.iter().chain([&s.name]);
        names.map(|name| (name.clone(), PathBuf::from(&s.path)))
    });
    let sources: BTreeMap<String, PathBuf> = paths.collect();
    let places: Vec<TextPlace> = made.texts;
    let reader = DiskReader {
        generation: Arc::clone(&generation),
        places,
        files: files.texts,
        kept: files.kept,
        ledgers: files.ledgers,
        sources,
        segments: (layout.clone(), segments),
        search: OnceLock::new(),
        number,
        signed: OnceLock::new(),
    };
    (generation, Arc::new(reader))
}
