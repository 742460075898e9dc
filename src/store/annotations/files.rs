//! Folders and files of the annotations: of the modes of the case whatever the umask, links not
//! followed, and on disk with the folder that names them.

use super::super::layout::modes_at;
use super::AnnotationsError as Error;
use crate::model::words::journals as w;
use crate::model::words::unread::failing;
use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, Read};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// File name of a journal.
pub(super) const JOURNAL: &str = "journal.jsonl";
/// Folder name of the store that is made from it.
pub(super) const SLED: &str = "sled";
/// File that says that the session before closed its store.
pub(super) const CLEAN: &str = "clean";
/// File that says that the journal came by a merge: it is read, and continued elsewhere.
pub(super) const MERGED: &str = "merged";

/// Makes a folder, private to the user, where it is not there yet.
pub(super) fn make_dir(path: &Path) -> Result<(), Error> {
    if path.is_dir() {
        return Ok(());
    }
    let (mode, _) = modes_at(path);
    let made = DirBuilder::new().recursive(true).mode(mode).create(path);
    made.map_err(Error::io(w::TO_MAKE, path))?;
    private(path, mode)?;
    path.parent().map_or(Ok(()), sync_dir)
}

/// Makes a new file for appending, private to the user.
pub(super) fn create(path: &Path) -> Result<File, Error> {
    let (_, mode) = modes_at(path);
    let file = OpenOptions::new()
        .read(true)
        .append(true)
        .create_new(true)
        .mode(mode)
        .open(path)
        .map_err(Error::io(w::TO_MAKE, path))?;
    private(path, mode)?;
    Ok(file)
}

/// Opens a file that is there for reading and appending; a link is not followed.
pub(super) fn open_append(path: &Path) -> Result<File, Error> {
    let no_follow = rustix::fs::OFlags::NOFOLLOW.bits().cast_signed();
    OpenOptions::new()
        .read(true)
        .append(true)
        .custom_flags(no_follow)
        .open(path)
        .map_err(Error::io(w::TO_OPEN, path))
}

/// Sets the mode, since the umask may have taken or left too much.
pub(super) fn private(path: &Path, mode: u32) -> Result<(), Error> {
    let set = fs::set_permissions(path, Permissions::from_mode(mode));
    set.map_err(Error::io(w::TO_SET_MODE, path))
}

/// Gives every file and folder below a folder the modes of the case.
pub(super) fn private_tree(path: &Path) -> Result<(), Error> {
    let (folder, file) = modes_at(path);
    private(path, folder)?;
    for entry in fs::read_dir(path).map_err(Error::io(w::TO_LIST, path))? {
        let entry = entry.map_err(Error::io(w::TO_LIST, path))?;
        let kind = entry.file_type().map_err(Error::io(w::TO_LOOK_AT, path))?;
        if kind.is_dir() {
            private_tree(&entry.path())?;
        } else if kind.is_file() {
            private(&entry.path(), file)?;
        }
    }
    Ok(())
}

/// Puts a folder's names on disk.
pub(super) fn sync_dir(path: &Path) -> Result<(), Error> {
    let synced = File::open(path).and_then(|dir| dir.sync_all());
    synced.map_err(Error::io(w::TO_SYNC, path))
}

/// Renames and puts both names on disk.
pub(super) fn rename(from: &Path, to: &Path) -> Result<(), Error> {
    fs::rename(from, to).map_err(Error::io(w::TO_RENAME, from))?;
    to.parent().map_or(Ok(()), sync_dir)
}

/// Removes a folder with all that is in it; one that is not there is no error.
pub(super) fn remove_tree(path: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(path) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => Err(Error::io(w::TO_REMOVE, path)(e)),
        _ => Ok(()),
    }
}

/// Removes a file; tells whether it was there.
pub(super) fn remove_file(path: &Path) -> Result<bool, Error> {
    match fs::remove_file(path) {
        Ok(()) => Ok(true),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(e) => Err(Error::io(w::TO_REMOVE, path)(e)),
    }
}

/// Copies the files of a store, without its snapshots: the log alone tells all.
pub(super) fn copy_store(from: &Path, to: &Path) -> Result<(), Error> {
    make_dir(to)?;
    for entry in fs::read_dir(from).map_err(Error::io(w::TO_LIST, from))? {
        let entry = entry.map_err(Error::io(w::TO_LIST, from))?;
        let path = entry.path();
        let kind = entry.file_type().map_err(Error::io(w::TO_LOOK_AT, &path))?;
        let target = to.join(entry.file_name());
        if kind.is_dir() {
            copy_store(&path, &target)?;
        } else if kind.is_file() && !entry.file_name().to_string_lossy().starts_with("snap.") {
            fs::copy(&path, &target).map_err(Error::io(w::TO_COPY, &path))?;
        }
    }
    Ok(())
}

/// Lists the folders of journals, by name.
pub(super) fn folders(dir: &Path) -> Result<Vec<PathBuf>, Error> {
    let entries = match fs::read_dir(dir) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other.map_err(Error::io(w::TO_LIST, dir))?,
    };
    let mut out = Vec::new();
    for entry in entries {
        let entry = entry.map_err(Error::io(w::TO_LIST, dir))?;
        let is_hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        if !is_hidden && entry.path().join(JOURNAL).symlink_metadata().is_ok() {
            out.push(entry.path());
        }
    }
    out.sort_unstable();
    Ok(out)
}

/// Reads a file from a place to its end; a link is not followed, a pipe not waited for.
pub(super) fn read_from(path: &Path, at: u64) -> Result<Vec<u8>, Error> {
    use std::io::{Seek, SeekFrom};
    let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
    let file = OpenOptions::new()
        .read(true)
        .custom_flags(flags.bits().cast_signed())
        .open(path);
    let mut file = file.map_err(Error::io(w::TO_OPEN, path))?;
    let is_file = file
        .metadata()
        .map_err(Error::io(w::TO_LOOK_AT, path))?
        .is_file();
    if !is_file {
        let cause = failing(io::ErrorKind::InvalidInput, w::NO_FILE);
        return Err(Error::io(w::TO_READ, path)(cause));
    }
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(at))
        .and_then(|_| file.read_to_end(&mut bytes))
        .map_err(Error::io(w::TO_READ, path))?;
    Ok(bytes)
}

/// Draws a journal's id: 16 bytes from the system, as 32 hex digits.
pub(super) fn random_id() -> Result<String, Error> {
    let path = Path::new("/dev/urandom");
    let mut bytes = [0u8; 16];
    let drawn = File::open(path).and_then(|mut f| f.read_exact(&mut bytes));
    drawn.map_err(Error::io(w::TO_READ, path))?;
    let mut padded = [0u8; 32];
    padded[..16].copy_from_slice(&bytes);
    let mut hex = crate::model::Digest(padded).hex();
    hex.truncate(32);
    Ok(hex)
}

/// Makes an author's name safe for a file name: lower-case letters and digits, hyphens between.
pub(super) fn safe_name(author: &str) -> String {
    let mut out = String::new();
    for c in author.chars().flat_map(char::to_lowercase) {
        if out.len() >= 32 {
            break;
        }
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    let trimmed = out.trim_end_matches('-');
    if trimmed.is_empty() {
        "author"
    } else {
        trimmed
    }
    .to_owned()
}
