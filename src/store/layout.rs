//! Where things lie in a case folder, and how a file is written so that it is there whole or not.
//!
//! Folders are 0700 and files 0600 whatever the umask: a case holds other people's mail. In the
//! case of a group they are 2770 and 0660.

use super::StoreError;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// The paths of one case.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The case folder.
    pub root: PathBuf,
}

impl Layout {
    /// Names the paths below a case folder; touches nothing.
    pub fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
        }
    }

    /// Gives `case.toml`.
    pub fn case_file(&self) -> PathBuf {
        self.root.join("case.toml")
    }

    /// Gives `keys.tsv`, the DKIM keys that the investigator gave.
    pub fn keys_file(&self) -> PathBuf {
        self.root.join("keys.tsv")
    }

    /// Gives the folder of the journals.
    pub fn annotations(&self) -> PathBuf {
        self.root.join("annotations")
    }

    /// Gives the folder of everything derived.
    pub fn index(&self) -> PathBuf {
        self.root.join("index")
    }

    /// Gives the file that names the generation in force.
    pub fn current(&self) -> PathBuf {
        self.index().join("CURRENT")
    }

    /// Gives the folder of a generation.
    pub fn generation(&self, number: u32) -> PathBuf {
        self.index().join(format!("gen-{number:06}"))
    }

    /// Gives the folder of a segment.
    pub fn segment(&self, number: u32) -> PathBuf {
        self.index().join(format!("seg-{number:06}"))
    }

    /// Tells whether a case stands here.
    pub fn exists(&self) -> bool {
        self.case_file().is_file()
    }

    /// Makes the case folder and its parts, private to the user, or shared with a group by its
    /// number: what lies in a folder that hands its group on is the group's too.
    pub fn create(&self, group: Option<u32>) -> Result<(), StoreError> {
        make_dir(&self.root)?;
        if group.is_some() {
            std::os::unix::fs::chown(&self.root, None, group)
                .map_err(StoreError::io(&self.root))?;
        }
        // Whatever the folder above it is.
        let mode = if group.is_some() { SHARED.0 } else { PRIVATE.0 };
        let mode = fs::Permissions::from_mode(mode);
        fs::set_permissions(&self.root, mode).map_err(StoreError::io(&self.root))?;
        make_dir(&self.annotations())?;
        make_dir(&self.index())
    }

    /// Takes the lock that one ingest at a time holds; it goes with the value.
    pub fn lock(&self) -> Result<IndexLock, StoreError> {
        // The index is derived: it may have been deleted as a whole.
        make_dir(&self.index())?;
        let path = self.index().join("LOCK");
        let file = match new_file(&path) {
            Ok(file) => file,
            Err(_) => OpenOptions::new()
                .write(true)
                .open(&path)
                .map_err(StoreError::io(&path))?,
        };
        match file.try_lock() {
            Ok(()) => Ok(IndexLock { file }),
            Err(fs::TryLockError::WouldBlock) => Err(StoreError::Busy(self.root.clone())),
            Err(fs::TryLockError::Error(cause)) => Err(StoreError::Io { path, cause }),
        }
    }
}

/// The right to change the index; given back when dropped.
#[derive(Debug)]
pub struct IndexLock {
    file: File,
}

impl Drop for IndexLock {
    /// Gives the lock back at once: a process that is being started beside may hold a copy of the
    /// open file for a moment, and would keep the lock.
    fn drop(&mut self) {
        // Where this fails, closing the file does it.
        let _ = self.file.unlock();
    }
}

/// Modes of folders and files of the user alone.
const PRIVATE: (u32, u32) = (0o700, 0o600);
/// Modes of folders and files of a group; its folders hand the group on.
const SHARED: (u32, u32) = (0o2770, 0o660);

/// Gives the modes of folders and files in a folder, whatever the umask.
pub fn modes(folder: &Path) -> (u32, u32) {
    let mode = fs::metadata(folder).map_or(0, |m| m.permissions().mode());
    if mode & 0o2070 == 0o2070 {
        SHARED
    } else {
        PRIVATE
    }
}

/// Gives the modes of what stands beside a file or folder, itself among them.
pub fn modes_at(path: &Path) -> (u32, u32) {
    path.parent().map_or(PRIVATE, modes)
}

/// Makes a folder with its parents, its modes those of the case; one that is there keeps its
/// contents.
pub fn make_dir(path: &Path) -> Result<(), StoreError> {
    if path.is_dir() {
        return Ok(());
    }
    if let Some(parent) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
        make_dir(parent)?;
    }
    let (mode, _) = modes_at(path);
    match DirBuilder::new().mode(mode).create(path) {
        // Another process was quicker.
        Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists && path.is_dir() => return Ok(()),
        made => made.map_err(StoreError::io(path))?,
    }
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).map_err(StoreError::io(path))?;
    sync_name(path)
}

/// Makes a new folder's name durable. Above a case stand folders that may not be read; there the
/// name is left to the system.
fn sync_name(path: &Path) -> Result<(), StoreError> {
    let parent = path.parent().filter(|p| !p.as_os_str().is_empty());
    let parent = parent.unwrap_or(Path::new("."));
    match File::open(parent) {
        Ok(folder) => folder.sync_all().map_err(StoreError::io(parent)),
        Err(_) => Ok(()),
    }
}

/// Makes a new file, its mode that of the case; an existing one is an error.
pub fn new_file(path: &Path) -> Result<File, StoreError> {
    let (_, mode) = modes_at(path);
    let file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(mode)
        .open(path)
        .map_err(StoreError::io(path))?;
    let mode = fs::Permissions::from_mode(mode);
    file.set_permissions(mode).map_err(StoreError::io(path))?;
    Ok(file)
}

/// Replaces a file as a whole: a new one beside it, synced, renamed over it, the folder synced.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let part = path.with_extension("part");
    match fs::remove_file(&part) {
        Ok(()) => {}
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {}
        Err(cause) => return Err(StoreError::Io { path: part, cause }),
    }
    let mut file = new_file(&part)?;
    file.write_all(bytes).map_err(StoreError::io(&part))?;
    file.sync_all().map_err(StoreError::io(&part))?;
    fs::rename(&part, path).map_err(StoreError::io(path))?;
    sync_parent(path)
}

/// Makes the entry of a file in its folder durable.
pub fn sync_parent(path: &Path) -> Result<(), StoreError> {
    let Some(dir) = path.parent() else {
        return Ok(());
    };
    File::open(dir)
        .and_then(|d| d.sync_all())
        .map_err(StoreError::io(dir))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_is_private() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x");
        replace(&path, b"one").unwrap();
        replace(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }

    #[test]
    fn a_second_ingest_is_told_that_one_is_running() {
        let dir = tempfile::tempdir().unwrap();
        let layout = Layout::new(dir.path());
        layout.create(None).unwrap();
        let _held = layout.lock().unwrap();
        assert!(matches!(layout.lock(), Err(StoreError::Busy(_))));
    }
}
