//! The folder of an export: made anew, written by names of ours, never through a link.
//!
//! Every file is created relative to the open folder (`O_CREAT|O_EXCL|O_NOFOLLOW`), so that
//! a folder exchanged by a link half-way leads nowhere; folders are 0700, files 0600.

use crate::model::words::{failures as w, system};
use crate::model::{Digest, Said};
use rustix::fs::{Mode, OFlags};
use sha2::{Digest as _, Sha256, Sha512};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs::{self, DirBuilder, File};
use std::io::{self, BufWriter, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

/// Why an export could not be written or checked.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The destination holds something.
    #[error("{0} is not empty; an export never overwrites")]
    Occupied(PathBuf),
    /// The destination is no folder, or a link.
    #[error("{0} is no folder of its own (a file or a link)")]
    NotAFolder(PathBuf),
    /// The destination lies below a source.
    #[error("{dest} lies below the source {source_name}, and sources are only ever read")]
    InsideSource {
        /// The destination.
        dest: PathBuf,
        /// Name of the source.
        source_name: String,
    },
    /// The folder is no export.
    #[error("{0} is no export: it holds no manifest.jsonl with SHA256SUMS")]
    NoExport(PathBuf),
    /// Natives were asked for, with parts of them withheld.
    #[error("{0} holds the items' own bytes, and nothing can be withheld from those")]
    Redacted(&'static str),
    /// The key or the signature is of no use.
    #[error("{}", .0.en)]
    Signature(Said),
    /// The system refused.
    #[error("{path}: {cause}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        #[source]
        cause: io::Error,
    },
}

impl ExportError {
    /// Says it to people; in English it is what it displays as.
    pub fn said(&self) -> Said {
        match self {
            Self::Occupied(path) => w::occupied(path.display()),
            Self::NotAFolder(path) => w::no_folder(path.display()),
            Self::InsideSource { dest, source_name } => {
                w::inside_source(dest.display(), source_name)
            }
            Self::NoExport(path) => w::no_export(path.display()),
            Self::Redacted(format) => w::own_bytes(*format),
            Self::Signature(why) => why.clone(),
            Self::Io { path, cause } => w::of_path(path.display(), system::said(cause)),
        }
    }
}

/// An export's folder, open for writing.
pub struct Folder {
    path: PathBuf,
    fd: OwnedFd,
    inner: RefCell<BTreeMap<String, OwnedFd>>,
    sums: Vec<Sum>,
    size_bytes: u64,
}

/// The digests of one file that was written.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Sum {
    /// Path within the export.
    pub name: String,
    /// SHA-256.
    pub sha256: Digest,
    /// SHA-512, in hex digits.
    pub sha512: String,
    /// Length.
    pub size_bytes: u64,
}

impl Folder {
    /// Makes the folder, or takes an empty one.
    pub fn create(path: &Path) -> Result<Self, ExportError> {
        let io = |cause: io::Error| ExportError::Io {
            path: path.to_owned(),
            cause,
        };
        match fs::symlink_metadata(path) {
            Ok(found) if !found.is_dir() => return Err(ExportError::NotAFolder(path.to_owned())),
            Ok(_) => {
                if fs::read_dir(path).map_err(io)?.next().is_some() {
                    return Err(ExportError::Occupied(path.to_owned()));
                }
            }
            Err(e) if e.kind() == io::ErrorKind::NotFound => DirBuilder::new()
                .recursive(true)
                .mode(0o700)
                .create(path)
                .map_err(io)?,
            Err(e) => return Err(io(e)),
        }
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let fd = rustix::fs::open(path, flags, Mode::empty()).map_err(|e| io(e.into()))?;
        rustix::fs::fchmod(&fd, Mode::RWXU).map_err(|e| io(e.into()))?;
        Ok(Self {
            path: path.to_owned(),
            fd,
            inner: RefCell::default(),
            sums: Vec::new(),
            size_bytes: 0,
        })
    }

    /// Creates a file under a name of ours; it must not be there. Folders on the way are made.
    pub fn file(&self, name: &str) -> Result<Sink, ExportError> {
        let flags =
            OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let io = |e: rustix::io::Errno| self.io(name, e.into());
        let mode = Mode::RUSR | Mode::WUSR;
        let fd = match name.rsplit_once('/') {
            None => rustix::fs::openat(&self.fd, name, flags, mode).map_err(io)?,
            Some((folder, last)) => {
                self.folder(folder)?;
                let inner = self.inner.borrow();
                let folder = inner.get(folder).map_or(self.fd.as_fd(), AsFd::as_fd);
                rustix::fs::openat(folder, last, flags, mode).map_err(io)?
            }
        };
        Ok(Sink {
            name: name.to_owned(),
            file: BufWriter::new(File::from(fd)),
            hash: Sha256::new(),
            hash512: Sha512::new(),
            written: 0,
        })
    }

    /// Makes an inner folder, and those above it, once.
    fn folder(&self, name: &str) -> Result<(), ExportError> {
        if self.inner.borrow().contains_key(name) {
            return Ok(());
        }
        let io = |e: rustix::io::Errno| self.io(name, e.into());
        let (above, last) = name.rsplit_once('/').unwrap_or(("", name));
        if !above.is_empty() {
            self.folder(above)?;
        }
        let fd = {
            let inner = self.inner.borrow();
            let above = inner.get(above).map_or(self.fd.as_fd(), AsFd::as_fd);
            rustix::fs::mkdirat(above, last, Mode::RWXU).map_err(io)?;
            let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
            rustix::fs::openat(above, last, flags, Mode::empty()).map_err(io)?
        };
        rustix::fs::fchmod(&fd, Mode::RWXU).map_err(io)?;
        self.inner.borrow_mut().insert(name.to_owned(), fd);
        Ok(())
    }

    /// Closes a file and keeps its digest for the list of sums.
    pub fn close(&mut self, sink: Sink) -> Result<(), ExportError> {
        let Sink {
            name,
            mut file,
            hash,
            hash512,
            written,
        } = sink;
        file.flush().map_err(|e| self.io(&name, e))?;
        self.sums.push(Sum {
            name,
            sha256: Digest(hash.finalize().into()),
            sha512: hex(&hash512.finalize()),
            size_bytes: written,
        });
        self.size_bytes += written;
        Ok(())
    }

    /// Writes a whole file.
    pub fn put(&mut self, name: &str, bytes: &[u8]) -> Result<(), ExportError> {
        let mut sink = self.file(name)?;
        sink.write_all(bytes).map_err(|e| self.io(name, e))?;
        self.close(sink)
    }

    /// Gives the digests of what was written so far, by name.
    pub fn sums(&mut self) -> &[Sum] {
        self.sums.sort();
        &self.sums
    }

    /// Writes the list of sums and gives its text.
    pub fn put_sums(&mut self) -> Result<String, ExportError> {
        let lines = self.sums().iter();
        let list: String = lines
            .map(|s| [&s.sha256.hex(), "  ", &s.name, "\n"].concat())
            .collect();
        self.put("SHA256SUMS", list.as_bytes())?;
        Ok(list)
    }

    /// Puts all on disk and gives the number of files and bytes.
    pub fn finish(self) -> Result<(usize, u64), ExportError> {
        rustix::fs::syncfs(&self.fd).map_err(|e| self.io("", e.into()))?;
        Ok((self.sums.len(), self.size_bytes))
    }

    /// Makes the error of a file in the folder.
    pub fn io(&self, name: &str, cause: io::Error) -> ExportError {
        ExportError::Io {
            path: self.path.join(name),
            cause,
        }
    }
}

/// One file of an export while it is written.
pub struct Sink {
    name: String,
    file: BufWriter<File>,
    hash: Sha256,
    hash512: Sha512,
    written: u64,
}

/// Writes bytes as lower-case hex digits.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut out, byte| {
        // Writing into a String cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

impl Sink {
    /// Gives the bytes written so far: the place of what comes next.
    pub fn offset(&self) -> u64 {
        self.written
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = self.file.write(bytes)?;
        self.hash.update(bytes.get(..n).unwrap_or(bytes));
        self.hash512.update(bytes.get(..n).unwrap_or(bytes));
        self.written += n as u64;
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
