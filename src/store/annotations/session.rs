//! A session that writes marks: it holds one journal of its author by a lock, and what it returns
//! is on disk, in the journal first and in sled after it. A write that fails is undone as far as
//! the disk allows and ends the writing.

use super::AnnotationsError as Error;
use super::files::{self, CLEAN, JOURNAL, MERGED};
use super::journals::{JournalFile, Journals, Refresh};
use super::mirror::{Found, Mirror};
use crate::journal::{self, Act, Board, Event};
use crate::model::Said;
use crate::model::bounds::JOURNAL_ROW_BYTES;
use crate::model::words::journals as w;
use std::fs::File;
use std::io::Write;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// An open journal with its store, and all other journals as last looked at.
pub struct Session {
    folder: PathBuf,
    author: String,
    clock: fn() -> String,
    file: File,
    journals: Journals,
    board: Board,
    own: Board,
    mirror: Mirror,
    found: Found,
    broken: Option<Said>,
}

impl Session {
    /// Opens a journal of this author on this machine, or a new one where each is held elsewhere,
    /// came by a merge, or cannot be continued. `clock` gives the time in RFC 3339, UTC.
    pub fn open(
        dir: &Path,
        author: &str,
        machine: &str,
        clock: fn() -> String,
    ) -> Result<Self, Error> {
        files::make_dir(dir)?;
        let journals = Journals::read_all(dir)?;
        let is_ours = |f: &&JournalFile| {
            let j = &f.journal;
            let is_whole = j.is_sound() && !j.is_newer() && !j.events.is_empty();
            is_whole && j.author == author && j.machine == machine && !f.dir.join(MERGED).exists()
        };
        let mine = journals.files().iter().filter(is_ours);
        let claimed = mine.map(|f| f.dir.clone()).find_map(|folder| {
            let file = claim(&folder)?;
            Some((folder, file))
        });
        let (folder, file) = match claimed {
            Some(claimed) => claimed,
            None => create(dir, author, machine, &clock(), journals.lamport() + 1)?,
        };
        Self::hold(dir, folder, file, author, clock)
    }

    /// Writes one act as one event; when it returns, journal and sled are on disk.
    pub fn append(&mut self, act: Act) -> Result<Event, Error> {
        self.refresh()?;
        self.check_writable()?;
        let lamport = self.journals.lamport() + 1;
        let time = (self.clock)();
        let own = self.own_file()?;
        let (head, seq) = (own.journal.head.clone(), own.journal.events.len() as u64);
        let (row, event) = journal::write_row(
            &head,
            Event {
                journal: own.journal.id.clone(),
                seq,
                lamport,
                time,
                author: self.author.clone(),
                act,
                hash: String::new(),
            },
        );
        if row.len() > JOURNAL_ROW_BYTES {
            let (bytes, most) = (row.len(), JOURNAL_ROW_BYTES);
            return Err(Error::TooLong { bytes, most });
        }
        if let Err(e) = self.write(&event, &row) {
            self.give_up(e.said());
            return Err(e);
        }
        self.board.apply(&event);
        self.own_file()?.push(event.clone(), row.len());
        Ok(event)
    }

    /// Takes back this author's last act that stands; `None` where there is none.
    pub fn undo(&mut self) -> Result<Option<Event>, Error> {
        self.refresh()?;
        let of = self.board.last_undoable(&self.author);
        let of = of.map(|e| e.hash.clone());
        of.map(|of| self.append(Act::Undo { of })).transpose()
    }

    /// Takes back this author's last undo, where nothing new was done since.
    pub fn redo(&mut self) -> Result<Option<Event>, Error> {
        self.refresh()?;
        let of = self.board.last_redoable(&self.author);
        let of = of.map(|e| e.hash.clone());
        of.map(|of| self.append(Act::Undo { of })).transpose()
    }

    /// Looks at the journals of others and folds in what is new there; true if something was.
    pub fn refresh(&mut self) -> Result<bool, Error> {
        let what = self.journals.refresh()?;
        match &what {
            Refresh::Same => {}
            Refresh::Grew(events) => {
                for event in events {
                    self.board.apply(event);
                }
            }
            Refresh::Rewritten => self.board = self.journals.board(),
        }
        Ok(what != Refresh::Same)
    }

    /// Gives the fold of all journals, as of the last write or refresh; cheap to clone.
    pub fn board(&self) -> &Board {
        &self.board
    }

    /// Gives all journals, as of the last write or refresh.
    pub fn journals(&self) -> &Journals {
        &self.journals
    }

    /// Gives the folder of the journal that is written.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Tells how the store was found.
    pub fn found(&self) -> &Found {
        &self.found
    }

    /// Tells why nothing more is written; `None` while writing works.
    pub fn broken(&self) -> Option<&Said> {
        self.broken.as_ref()
    }

    fn hold(
        dir: &Path,
        folder: PathBuf,
        mut file: File,
        author: &str,
        clock: fn() -> String,
    ) -> Result<Self, Error> {
        let path = folder.join(JOURNAL);
        // Read again, under the lock: another session may have written in between.
        let mut bytes = files::read_from(&path, 0)?;
        let mut read = journal::read(&bytes);
        if read.unfinished_tail > 0 {
            cut(&file, &path, read.good_bytes)?;
            bytes.truncate(read.good_bytes);
        }
        let own = Board::fold(&read.events);
        let (mut mirror, found) = Mirror::open(&folder, &read, &bytes, &own)?;
        if let Found::Ahead(rows) = &found {
            // Acknowledged rows that the journal has lost: the store gives them back.
            append(&mut file, &path, rows)?;
            bytes.extend_from_slice(rows);
            read = journal::read(&bytes);
            let own = Board::fold(&read.events);
            mirror.close();
            (mirror, _) = Mirror::open(&folder, &read, &bytes, &own)?;
        }
        let journals = Journals::read_all(dir)?;
        Ok(Self {
            own: Board::fold(&read.events),
            board: journals.board(),
            author: author.to_owned(),
            broken: None,
            folder,
            clock,
            file,
            journals,
            mirror,
            found,
        })
    }

    fn write(&mut self, event: &Event, row: &str) -> Result<(), Error> {
        let path = self.folder.join(JOURNAL);
        append(&mut self.file, &path, format!("{row}\n").as_bytes())?;
        let changed = self.own.apply(event);
        self.mirror.write(event, row, &changed, &self.own)
    }

    /// Ends the writing. The refused row is taken out again, and the store, which may hold it,
    /// goes too: it is made again from the journal. What cannot be undone shows at the next open.
    fn give_up(&mut self, cause: Said) {
        self.broken = Some(cause.clone());
        self.mirror.close();
        let path = self.folder.join(JOURNAL);
        if let Ok(own) = self.own_file() {
            let good_bytes = own.journal.good_bytes;
            let cut = cut(&self.file, &path, good_bytes);
            let gone = files::remove_tree(&self.folder.join(files::SLED));
            if cut.is_err() || gone.is_err() {
                self.broken = Some(w::may_show(cause));
            }
        }
    }

    /// Checks that nothing failed before and that the journal is still the one that is held.
    fn check_writable(&mut self) -> Result<(), Error> {
        let path = self.folder.join(JOURNAL);
        if self.broken.is_none() {
            let length = self
                .own_file()
                .map_or(0, |own| own.journal.good_bytes as u64);
            let held = self
                .file
                .metadata()
                .map_err(Error::io(w::TO_LOOK_AT, &path))?;
            let there = path.symlink_metadata();
            let is_same = there.is_ok_and(|t| t.ino() == held.ino() && t.dev() == held.dev());
            if !is_same || held.len() != length {
                self.broken = Some(w::OTHER_PROGRAM.into());
            }
        }
        match &self.broken {
            Some(cause) => Err(Error::ReadOnly {
                path,
                cause: cause.clone(),
            }),
            None => Ok(()),
        }
    }

    fn own_file(&mut self) -> Result<&mut JournalFile, Error> {
        let path = self.folder.join(JOURNAL);
        let own = self.journals.file_mut(&self.folder);
        own.ok_or_else(|| Error::ReadOnly {
            path,
            cause: w::FOLDER_GONE.into(),
        })
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // The marker is only a hint: a store is held against its journal all the same.
        if self.mirror.close() && self.broken.is_none() {
            let _ = files::create(&self.folder.join(CLEAN));
        }
    }
}

/// Opens and locks a journal; `None` where it is held elsewhere or not ours to write.
pub(super) fn claim(folder: &Path) -> Option<File> {
    let file = files::open_append(&folder.join(JOURNAL)).ok()?;
    file.try_lock().ok()?;
    Some(file)
}

/// Makes a new journal with its first row, whole or not at all, and holds it.
fn create(
    dir: &Path,
    author: &str,
    machine: &str,
    time: &str,
    lamport: u64,
) -> Result<(PathBuf, File), Error> {
    let id = files::random_id()?;
    let name = format!(
        "{}-{}",
        files::safe_name(author),
        id.get(..8).unwrap_or(&id)
    );
    let (new, folder) = (dir.join(format!(".new-{id}")), dir.join(name));
    files::make_dir(&new)?;
    let path = new.join(JOURNAL);
    let mut file = files::create(&path)?;
    // Where the file system knows no locks, a second session cannot claim this one either.
    let _ = file.try_lock();
    let machine = machine.to_owned();
    let event = Event {
        journal: id.clone(),
        seq: 0,
        lamport,
        time: time.to_owned(),
        author: author.to_owned(),
        act: Act::Open { machine },
        hash: String::new(),
    };
    let (row, _) = journal::write_row(&id, event);
    append(&mut file, &path, format!("{row}\n").as_bytes())?;
    files::sync_dir(&new)?;
    files::rename(&new, &folder)?;
    Ok((folder, file))
}

fn append(file: &mut File, path: &Path, bytes: &[u8]) -> Result<(), Error> {
    file.write_all(bytes)
        .map_err(Error::io(w::TO_WRITE, path))?;
    file.sync_data().map_err(Error::io(w::TO_SYNC, path))
}

/// Cuts a journal back to its good rows.
pub(super) fn cut(file: &File, path: &Path, good_bytes: usize) -> Result<(), Error> {
    let cut = file
        .set_len(good_bytes as u64)
        .and_then(|()| file.sync_all());
    cut.map_err(Error::io(w::TO_SHORTEN, path))
}
