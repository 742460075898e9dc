//! The folder of an export: made anew, written by names of ours, never through a link.
//!
//! Every file is created relative to the open folder (`O_CREAT|O_EXCL|O_NOFOLLOW`), so that
//! a folder exchanged by a link half-way leads nowhere; folders are 0700, files 0600.

use crate::model::Digest;
use rustix::fs::{Mode, OFlags};
use sha2::{Digest as _, Sha256};
use std::fs::{self, DirBuilder, File};
use std::io::{self, BufWriter, Write};
use std::os::fd::OwnedFd;
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

/// An export's folder, open for writing.
pub struct Folder {
    path: PathBuf,
    fd: OwnedFd,
    sums: Vec<(String, Digest)>,
    size_bytes: u64,
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
            sums: Vec::new(),
            size_bytes: 0,
        })
    }

    /// Creates a file under a name of ours; it must not be there.
    pub fn file(&self, name: &str) -> Result<Sink, ExportError> {
        let flags =
            OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let fd = rustix::fs::openat(&self.fd, name, flags, Mode::RUSR | Mode::WUSR)
            .map_err(|e| self.io(name, e.into()))?;
        Ok(Sink {
            name: name.to_owned(),
            file: BufWriter::new(File::from(fd)),
            hash: Sha256::new(),
            written: 0,
        })
    }

    /// Closes a file and keeps its digest for the list of sums.
    pub fn close(&mut self, sink: Sink) -> Result<(), ExportError> {
        let Sink {
            name,
            mut file,
            hash,
            written,
        } = sink;
        file.flush().map_err(|e| self.io(&name, e))?;
        self.sums.push((name, Digest(hash.finalize().into())));
        self.size_bytes += written;
        Ok(())
    }

    /// Writes a whole file.
    pub fn put(&mut self, name: &str, bytes: &[u8]) -> Result<(), ExportError> {
        let mut sink = self.file(name)?;
        sink.write_all(bytes).map_err(|e| self.io(name, e))?;
        self.close(sink)
    }

    /// Writes the list of sums as the last file and gives the number of files and bytes.
    pub fn finish(mut self) -> Result<(usize, u64), ExportError> {
        self.sums.sort();
        let lines = self
            .sums
            .iter()
            .map(|(name, sum)| format!("{sum}  {name}\n"));
        let list: String = lines.collect();
        self.put("SHA256SUMS", list.as_bytes())?;
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
    written: u64,
}

impl Sink {
    /// Gives the bytes written so far: the place of what comes next.
    pub fn offset(&self) -> u64 {
        self.written
    }

    /// Gives the file's name.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = self.file.write(bytes)?;
        self.hash.update(bytes.get(..n).unwrap_or(bytes));
        self.written += n as u64;
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
