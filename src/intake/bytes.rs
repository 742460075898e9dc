//! Bytes of a source read again, by position; nothing is ever mapped or written.

use sha2::{Digest as _, Sha256};
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::{FileExt, MetadataExt, OpenOptionsExt};
use std::path::{Component, Path, PathBuf};

/// Bytes that are read at once.
const CHUNK: usize = 1 << 20;

/// Reads a range of a file; a file that became shorter is an error.
pub fn read_range(path: &Path, offset: u64, length: u64) -> io::Result<Vec<u8>> {
    let file = open_file(path)?;
    let size = file.metadata()?.len();
    if offset.checked_add(length).is_none_or(|end| end > size) {
        let what = format!("{} is shorter than it was", path.display());
        return Err(io::Error::new(io::ErrorKind::UnexpectedEof, what));
    }
    let mut out = vec![0; length as usize];
    file.read_exact_at(&mut out, offset)?;
    Ok(out)
}

/// Gives the length of a file and when it was last changed, in milliseconds since 1970.
pub fn changed(path: &Path) -> io::Result<(u64, i64)> {
    let about = open_file(path)?.metadata()?;
    let ms = about.mtime().saturating_mul(1000);
    Ok((
        about.len(),
        ms.saturating_add(about.mtime_nsec() / 1_000_000),
    ))
}

/// Gives up to some bytes of a file from one on, and how many it has.
pub fn window(path: &Path, from: u64, most: usize) -> io::Result<(Vec<u8>, u64)> {
    let file = open_file(path)?;
    let about = file.metadata()?;
    if !about.is_file() {
        return Err(io::Error::new(
            io::ErrorKind::Unsupported,
            "it is no plain file",
        ));
    }
    let size = about.len();
    let from = from.min(size);
    let mut out = vec![0; (size - from).min(most as u64) as usize];
    file.read_exact_at(&mut out, from)?;
    Ok((out, size))
}

/// Gives the SHA-256 of a whole file; `tick` hears of each chunk's bytes.
pub fn digest_file(path: &Path, tick: &mut dyn FnMut(u64)) -> io::Result<[u8; 32]> {
    let mut file = open_file(path)?;
    let mut sha = Sha256::new();
    let mut chunk = vec![0; CHUNK];
    loop {
        match file.read(&mut chunk)? {
            0 => return Ok(sha.finalize().into()),
            n => {
                sha.update(&chunk[..n]);
                tick(n as u64);
            }
        }
    }
}

/// Finds a file of a source by its path as reached from there: the source itself if it is a file.
pub fn resolve(source: &Path, path: &str) -> PathBuf {
    if !source.is_dir() {
        return source.to_owned();
    }
    let plain = source.join(inside(Path::new(path)));
    // A name whose bytes are no UTF-8 is listed with `\xNN` marks; one that bears such letters
    // itself is found as it stands.
    if plain.exists() {
        plain
    } else {
        source.join(inside(&unmarked(path)))
    }
}

/// Makes a path absolute, links in it resolved.
pub fn absolute(path: &Path) -> io::Result<PathBuf> {
    fs::canonicalize(path)
}

/// Makes a file in a folder that bears no name and is gone when it is closed.
pub(super) fn unnamed(folder: &Path) -> io::Result<File> {
    let new = || {
        let mut options = OpenOptions::new();
        options.read(true).write(true).mode(0o600);
        options
    };
    let flags = rustix::fs::OFlags::TMPFILE.bits().cast_signed();
    if let Ok(file) = new().custom_flags(flags).open(folder) {
        return Ok(file);
    }
    // A file system without such files: a name that is taken away at once.
    for number in 0..1000 {
        let path = folder.join(format!("spool-{number}"));
        match new().create_new(true).open(&path) {
            Ok(file) => {
                fs::remove_file(&path)?;
                return Ok(file);
            }
            Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {}
            Err(cause) => return Err(cause),
        }
    }
    Err(io::Error::other("no file can be set aside"))
}

/// Keeps the parts of a path that cannot lead out of its folder.
fn inside(path: &Path) -> PathBuf {
    path.components()
        .filter(|c| matches!(c, Component::Normal(_)))
        .collect()
}

/// Undoes the `\xNN` marks that the walk wrote for bytes that are not UTF-8.
fn unmarked(path: &str) -> PathBuf {
    let mut out = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let hex = rest.get(2..4).and_then(|h| std::str::from_utf8(h).ok());
        let byte = hex.and_then(|h| u8::from_str_radix(h, 16).ok());
        if let Some(byte) = byte.filter(|_| rest.starts_with(b"\\x")) {
            out.push(byte);
            rest = &rest[4..];
        } else {
            out.push(*first);
            rest = tail;
        }
    }
    PathBuf::from(OsString::from_vec(out))
}

/// Opens a file to read; no link is followed.
pub fn open_file(path: &Path) -> io::Result<File> {
    let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
    OpenOptions::new()
        .read(true)
        .custom_flags(flags.bits().cast_signed())
        .open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_a_source_never_leads_out_of_it() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(
            resolve(dir.path(), "../../etc/passwd"),
            dir.path().join("etc/passwd")
        );
        assert_eq!(
            resolve(dir.path(), "/etc/passwd"),
            dir.path().join("etc/passwd")
        );
    }

    #[test]
    fn a_file_tells_its_length_and_its_last_change() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("rent.eml");
        fs::write(&path, b"rent").unwrap();
        let then = std::time::UNIX_EPOCH + std::time::Duration::from_millis(1_492_506_784_250);
        File::options()
            .write(true)
            .open(&path)
            .and_then(|file| file.set_modified(then))
            .unwrap();
        assert_eq!(changed(&path).unwrap(), (4, 1_492_506_784_250));
        assert!(changed(&dir.path().join("none")).is_err());
    }

    #[test]
    fn a_name_that_is_no_utf8_is_found_by_its_marks() {
        let dir = tempfile::tempdir().unwrap();
        let odd = OsString::from_vec(b"caf\xe9.eml".to_vec());
        fs::write(dir.path().join(&odd), "x").unwrap();
        assert_eq!(resolve(dir.path(), "caf\\xe9.eml"), dir.path().join(&odd));
    }

    #[test]
    fn a_range_beyond_the_end_is_said() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x");
        fs::write(&path, "abcdef").unwrap();
        assert_eq!(read_range(&path, 2, 3).unwrap(), b"cde");
        assert!(read_range(&path, 4, 3).is_err());
    }
}
