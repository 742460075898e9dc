//! The stable walk of a source: every file once, in the order of the names' bytes.
//!
//! Links are listed and not followed, special files are listed, and a case of ours or an export of
//! ours is skipped, all of it said as exceptions. The walk keeps its own stack.

use crate::model::words::{Word, unread as w};
use crate::model::{Exception, ExceptionClass, Said, Stage, bounds};
use std::ffi::{OsStr, OsString};
use std::fmt::Write;
use std::fs::{self, FileType, Metadata};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// A regular file of a source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// Path as reached from the source, parts joined by `/`; odd bytes shown as `\xNN`.
    pub path: String,
    /// The same path as the file system has it.
    pub raw_path: OsString,
    /// Where it lies.
    pub absolute: PathBuf,
    /// Its size when it was walked.
    pub size_bytes: u64,
    /// When it was last written, nanoseconds since 1970.
    pub mtime_ns: i64,
    /// Its inode.
    pub inode: u64,
    /// The device of its inode.
    pub dev: u64,
}

/// What a walk found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Walk {
    /// Regular files in walk order.
    pub entries: Vec<Entry>,
    /// Links, special files, what cannot be read, what is skipped; `source` is left empty.
    pub exceptions: Vec<Exception>,
}

/// Lists a file, or every file below a folder; `skip` names folders and files that the caller
/// knows to be its own (they are listed as skipped).
pub fn walk(source: &Path, skip: &dyn Fn(&Path) -> bool) -> Walk {
    let mut found = Walk::default();
    let name = source.file_name().unwrap_or(source.as_os_str()).to_owned();
    match fs::metadata(source) {
        Err(cause) => found.note(&name, ExceptionClass::Unreadable, refused(&cause)),
        Ok(meta) if meta.is_dir() => found.folder(source, skip),
        Ok(meta) => found.leaf(source.to_owned(), &name, &meta, skip),
    }
    found
}

/// A folder that waits: where it lies, how it is reached, how deep it is.
struct Waiting {
    absolute: PathBuf,
    relative: OsString,
    depth: usize,
}

impl Walk {
    fn folder(&mut self, root: &Path, skip: &dyn Fn(&Path) -> bool) {
        let mut stack = vec![Step::Enter(Waiting {
            absolute: root.to_owned(),
            relative: OsString::new(),
            depth: 0,
        })];
        while let Some(step) = stack.pop() {
            match step {
                Step::Enter(here) => self.enter(&here, skip, &mut stack),
                Step::File(path, name, meta) => self.leaf(path, &name, &meta, skip),
            }
        }
    }

    /// Looks at one folder; what it holds is pushed so that it pops in the order of names.
    fn enter(&mut self, here: &Waiting, skip: &dyn Fn(&Path) -> bool, stack: &mut Vec<Step>) {
        let named = if here.relative.is_empty() {
            OsStr::new(".")
        } else {
            &here.relative
        };
        if let Some(why) = ours(&here.absolute) {
            return self.note(named, ExceptionClass::Skipped, why);
        }
        if here.depth > 0 && skip(&here.absolute) {
            return self.note(named, ExceptionClass::Skipped, w::AS_ASKED);
        }
        if here.depth > bounds::FOLDER_DEPTH {
            return self.note(named, ExceptionClass::Bound, w::FOLDERS_DEEP);
        }
        let listing = match fs::read_dir(&here.absolute) {
            Ok(listing) => listing,
            Err(cause) => return self.note(named, ExceptionClass::Unreadable, refused(&cause)),
        };
        let mut names = Vec::new();
        for entry in listing {
            match entry {
                Ok(entry) => names.push(entry.file_name()),
                Err(cause) => self.note(named, ExceptionClass::Unreadable, refused(&cause)),
            }
        }
        names.sort_unstable_by(|a, b| b.as_bytes().cmp(a.as_bytes()));
        for name in names {
            let absolute = here.absolute.join(&name);
            let relative = join(&here.relative, &name);
            match fs::symlink_metadata(&absolute) {
                Ok(meta) if meta.is_dir() => stack.push(Step::Enter(Waiting {
                    absolute,
                    relative,
                    depth: here.depth + 1,
                })),
                Ok(meta) => stack.push(Step::File(absolute, relative, meta)),
                Err(cause) => self.note(&relative, ExceptionClass::Unreadable, refused(&cause)),
            }
        }
    }

    fn leaf(&mut self, path: PathBuf, name: &OsStr, meta: &Metadata, skip: &dyn Fn(&Path) -> bool) {
        if let Some((class, why)) = not_regular(meta.file_type()) {
            let why = match fs::read_link(&path) {
                Ok(target) => w::link_to(why, shown(target.as_os_str())),
                Err(_) => why.into(),
            };
            return self.note(name, class, why);
        }
        if skip(&path) {
            return self.note(name, ExceptionClass::Skipped, w::AS_ASKED);
        }
        let nanos = meta.mtime().saturating_mul(1_000_000_000);
        self.entries.push(Entry {
            path: shown(name),
            raw_path: name.to_owned(),
            absolute: path,
            size_bytes: meta.size(),
            mtime_ns: nanos.saturating_add(meta.mtime_nsec()),
            inode: meta.ino(),
            dev: meta.dev(),
        });
    }

    fn note(&mut self, path: &OsStr, class: ExceptionClass, reason: impl Into<Said>) {
        self.exceptions.push(Exception {
            source: String::new(),
            path: shown(path),
            inner: None,
            stage: Stage::Walk,
            class,
            reason: reason.into(),
            item: None,
        });
    }
}

/// What the walk has yet to do.
enum Step {
    Enter(Waiting),
    File(PathBuf, OsString, Metadata),
}

/// Says why a folder is ours: a case, or an export that bears our mark.
fn ours(folder: &Path) -> Option<Word> {
    if folder.join("case.toml").is_file() {
        return Some(w::CASE_FOLDER);
    }
    folder
        .join("valla-export.toml")
        .is_file()
        .then_some(w::OUR_EXPORT)
}

fn not_regular(kind: FileType) -> Option<(ExceptionClass, Word)> {
    if kind.is_symlink() {
        Some((ExceptionClass::Link, w::SYMLINK))
    } else if kind.is_file() {
        None
    } else {
        Some((ExceptionClass::Special, w::DEVICE_OR_SOCKET))
    }
}

fn refused(cause: &io::Error) -> Said {
    w::unreadable(w::cause(cause))
}

fn join(folder: &OsStr, name: &OsStr) -> OsString {
    let mut out = folder.to_owned();
    if !out.is_empty() {
        out.push("/");
    }
    out.push(name);
    out
}

/// Writes a name as text; bytes that are no UTF-8 become `\xNN`, so that names stay apart.
fn shown(name: &OsStr) -> String {
    shown_bytes(name.as_bytes())
}

/// The same of a name that a container holds.
pub(super) fn shown_bytes(name: &[u8]) -> String {
    let mut out = String::new();
    for chunk in name.utf8_chunks() {
        out.push_str(chunk.valid());
        for byte in chunk.invalid() {
            // Writing to a String cannot fail.
            let _ = write!(out, "\\x{byte:02x}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    fn paths(found: &Walk) -> Vec<&str> {
        found.entries.iter().map(|e| e.path.as_str()).collect()
    }

    #[test]
    fn a_folder_is_listed_in_the_order_of_bytes() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["b.eml", "B.eml", "a/2.eml", "a/10.eml", "a.eml"] {
            let path = dir.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, name).unwrap();
        }
        let found = walk(dir.path(), &|_| false);
        assert_eq!(
            paths(&found),
            ["B.eml", "a/10.eml", "a/2.eml", "a.eml", "b.eml"]
        );
        assert_eq!(found.exceptions, []);
        assert_eq!(found.entries[0].size_bytes, 5);
    }

    #[test]
    fn links_sockets_and_our_own_folders_are_exceptions() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        fs::write(at("real.eml"), "x").unwrap();
        symlink("/etc/passwd", at("link")).unwrap();
        symlink("..", at("loop")).unwrap();
        let _socket = UnixListener::bind(at("pipe")).unwrap();
        fs::create_dir(at("case")).unwrap();
        fs::write(at("case/case.toml"), "").unwrap();
        fs::create_dir(at("out")).unwrap();
        fs::write(at("out/valla-export.toml"), "").unwrap();
        fs::create_dir(at("mine")).unwrap();
        let found = walk(dir.path(), &|p| p.ends_with("mine"));
        assert_eq!(paths(&found), ["real.eml"]);
        let mut said: Vec<_> = found
            .exceptions
            .iter()
            .map(|e| (e.path.as_str(), e.class.word()))
            .collect();
        said.sort_unstable();
        let wanted = [
            ("case", "skipped"),
            ("link", "link"),
            ("loop", "link"),
            ("mine", "skipped"),
            ("out", "skipped"),
            ("pipe", "special"),
        ];
        assert_eq!(said, wanted);
    }

    #[test]
    fn a_single_file_is_a_source_and_odd_names_stay_apart() {
        let dir = tempfile::tempdir().unwrap();
        let odd = dir.path().join(OsStr::from_bytes(b"caf\xe9.eml"));
        fs::write(&odd, "x").unwrap();
        let found = walk(&odd, &|_| false);
        assert_eq!(paths(&found), ["caf\\xe9.eml"]);
        assert_eq!(found.entries[0].raw_path.as_bytes(), b"caf\xe9.eml");
        let gone = walk(&dir.path().join("none"), &|_| false);
        assert_eq!(gone.exceptions[0].class, ExceptionClass::Unreadable);
    }
}
