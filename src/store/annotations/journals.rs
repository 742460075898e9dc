//! Reading the journals: all of them, tolerantly, without ever opening sled; then again only what
//! has grown, so that the marks of others appear while one works.

use super::AnnotationsError as Error;
use super::files::{self, JOURNAL};
use super::redact::tell_unsaid;
use crate::journal::{self, Act, Board, Event, Fork, Journal};
use crate::model::Said;
use crate::model::words::journals as w;
use std::path::{Path, PathBuf};

/// All journals of a case, as last looked at.
#[derive(Clone, Debug, Default)]
pub struct Journals {
    dir: PathBuf,
    files: Vec<JournalFile>,
}

/// One journal on disk.
#[derive(Clone, Debug)]
pub struct JournalFile {
    /// Its folder.
    pub dir: PathBuf,
    /// What could be read of it, up to the first bad line.
    pub journal: Journal,
    /// What is wrong with it, each a sentence; an unfinished last line is nothing wrong.
    pub problems: Vec<Said>,
    length: u64,
}

/// What a second look at the journals brought.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refresh {
    /// Nothing new.
    Same,
    /// Only new events; fold them into the board that there is.
    Grew(Vec<Event>),
    /// A journal went, came damaged or was replaced; fold all again.
    Rewritten,
}

/// What `verify` says of one journal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verified {
    /// The journal file.
    pub path: PathBuf,
    /// Rows that hold.
    pub rows: usize,
    /// Hash of the last of them.
    pub head: String,
    /// The first bad line, from 1, and what is wrong with it.
    pub first_bad: Option<(usize, Said)>,
    /// Bytes of a last line that was never finished.
    pub unfinished_tail: usize,
    /// Rows whose words were taken out.
    pub redacted: usize,
    /// What else is wrong.
    pub problems: Vec<Said>,
}

impl Journals {
    /// Reads all journals below a case's `annotations/`; a folder that is not there holds none.
    pub fn read_all(dir: &Path) -> Result<Self, Error> {
        let folders = files::folders(dir)?;
        let mut files: Vec<_> = folders.into_iter().map(JournalFile::read).collect();
        let twins = journal::forks(&all_events(&files));
        for file in &mut files {
            file.tell_forks(&twins);
        }
        tell_unsaid(&mut files);
        let dir = dir.to_owned();
        Ok(Self { dir, files })
    }

    /// Gives the journals, by folder name.
    pub fn files(&self) -> &[JournalFile] {
        &self.files
    }

    /// Gives all events of all journals, in their order, each once.
    pub fn events(&self) -> Vec<Event> {
        journal::merge(all_events(&self.files))
    }

    /// Folds all events.
    pub fn board(&self) -> Board {
        let mut board = Board::default();
        for event in self.files.iter().flat_map(|f| &f.journal.events) {
            board.apply(event);
        }
        board
    }

    /// Gives the name of each journal's folder with its head hash.
    pub fn heads(&self) -> Vec<(String, String)> {
        let head = |f: &JournalFile| (f.name(), f.journal.head.clone());
        self.files.iter().map(head).collect()
    }

    /// Gives the rows of all journals as they stand in their files, in the order over journals;
    /// a row that stands in two files comes once.
    pub fn rows(&self) -> Result<Vec<String>, Error> {
        let mut rows = Vec::new();
        for file in &self.files {
            let bytes = files::read_from(&file.dir.join(JOURNAL), 0)?;
            for (event, at) in file.journal.events.iter().zip(&file.journal.rows) {
                let row = bytes.get(at.clone()).unwrap_or_default();
                rows.push((event.order(), String::from_utf8_lossy(row).into_owned()));
            }
        }
        rows.sort();
        rows.dedup_by(|a, b| a.0 == b.0);
        Ok(rows.into_iter().map(|(_, row)| row).collect())
    }

    /// Looks again and reads only what is new.
    pub fn refresh(&mut self) -> Result<Refresh, Error> {
        let folders = files::folders(&self.dir)?;
        let mut new = Vec::new();
        let gone = |f: &JournalFile| !folders.contains(&f.dir);
        let mut is_rewritten = self.files.iter().any(gone);
        self.files.retain(|f| folders.contains(&f.dir));
        for dir in folders {
            match self.files.binary_search_by(|f| f.dir.cmp(&dir)) {
                Ok(at) => match self.files[at].refresh() {
                    Refresh::Same => {}
                    Refresh::Grew(events) => new.extend(events),
                    Refresh::Rewritten => is_rewritten = true,
                },
                Err(at) => {
                    let file = JournalFile::read(dir);
                    new.extend(file.journal.events.iter().cloned());
                    self.files.insert(at, file);
                }
            }
        }
        Ok(match (is_rewritten, new.is_empty()) {
            (true, _) => Refresh::Rewritten,
            (false, true) => Refresh::Same,
            (false, false) => Refresh::Grew(new),
        })
    }

    /// Gives the highest Lamport counter of all journals.
    pub(super) fn lamport(&self) -> u64 {
        let all = self.files.iter().map(|f| f.journal.lamport());
        all.max().unwrap_or_default()
    }

    /// Finds a journal by its folder.
    pub(super) fn file_mut(&mut self, dir: &Path) -> Option<&mut JournalFile> {
        self.files.iter_mut().find(|f| f.dir == dir)
    }
}

impl JournalFile {
    /// Gives the name of the folder.
    pub fn name(&self) -> String {
        let name = self.dir.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    /// Reads one journal; what cannot be read is a problem, not an error.
    pub(super) fn read(dir: PathBuf) -> Self {
        let mut out = Self {
            journal: Journal::default(),
            problems: Vec::new(),
            length: 0,
            dir,
        };
        match files::read_from(&out.path(), 0) {
            Ok(bytes) => {
                out.journal = journal::read(&bytes);
                out.length = bytes.len() as u64;
            }
            Err(e) => out.problems.push(e.said()),
        }
        out.tell_problems();
        out
    }

    /// Gives the journal file.
    pub fn path(&self) -> PathBuf {
        self.dir.join(JOURNAL)
    }

    /// Takes in a row that this process has just put on disk.
    pub(super) fn push(&mut self, event: Event, bytes: usize) {
        self.journal.push(event, bytes);
        self.length = self.journal.good_bytes as u64;
    }

    fn refresh(&mut self) -> Refresh {
        let path = self.path();
        let length = path.symlink_metadata().map_or(0, |m| m.len());
        if length == self.length {
            return Refresh::Same;
        }
        let good_bytes = self.journal.good_bytes;
        if self.journal.is_sound() && length >= good_bytes as u64 && good_bytes > 0 {
            let Ok(bytes) = files::read_from(&path, good_bytes as u64) else {
                return Refresh::Same;
            };
            let from = self.journal.events.len();
            self.journal.extend(&bytes);
            if self.journal.is_sound() {
                let new = self.journal.events.get(from..).unwrap_or_default().to_vec();
                self.length = good_bytes as u64 + bytes.len() as u64;
                return if new.is_empty() {
                    Refresh::Same
                } else {
                    Refresh::Grew(new)
                };
            }
        }
        *self = Self::read(self.dir.clone());
        Refresh::Rewritten
    }

    fn tell_problems(&mut self) {
        let path = self.path();
        if let Some((line, why)) = &self.journal.first_bad {
            let rows = self.journal.events.len();
            let told = w::damaged_at(path.display(), line, why, rows);
            self.problems.push(told);
        }
        if self.journal.is_newer() {
            let (version, known) = (self.journal.version, journal::VERSION);
            let told = w::newer(path.display(), version, known);
            self.problems.push(told);
        }
    }

    fn tell_forks(&mut self, forks: &[Fork]) {
        for fork in forks
            .iter()
            .filter(|f| f.journal == self.journal.id)
            .take(1)
        {
            let told = w::forks(self.path().display(), fork.seq);
            self.problems.push(told);
        }
    }
}

/// Gives each journal file with its length: cheap enough to ask once a second.
pub fn lengths(dir: &Path) -> Vec<(PathBuf, u64)> {
    let folders = files::folders(dir).unwrap_or_default();
    let paths = folders.into_iter().map(|folder| folder.join(JOURNAL));
    paths
        .filter_map(|path| {
            let length = path.symlink_metadata().ok()?.len();
            Some((path, length))
        })
        .collect()
}

/// Counts the rows of each journal and names its first bad line.
pub fn verify(dir: &Path) -> Result<Vec<Verified>, Error> {
    let journals = Journals::read_all(dir)?;
    let files = journals.files.into_iter();
    Ok(files
        .map(|file| Verified {
            path: file.path(),
            rows: file.journal.events.len(),
            redacted: {
                let events = file.journal.events.iter();
                events.filter(|e| e.act == Act::Redacted).count()
            },
            head: file.journal.head,
            first_bad: file.journal.first_bad,
            unfinished_tail: file.journal.unfinished_tail,
            problems: file.problems,
        })
        .collect())
}

fn all_events(files: &[JournalFile]) -> Vec<Event> {
    let events = files.iter().flat_map(|f| &f.journal.events);
    events.cloned().collect()
}
