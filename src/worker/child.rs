//! The parent's side: a child is started when the first document comes, asked, and replaced when it
//! dies or has served its time.

use super::COMMAND;
use super::wire::{ANSWER_BYTES, HEAD, give, length, pack_passwords, unpack};
use crate::extract::{self, Extracted};
use crate::model::{Defect, DefectKind, Passwords, bounds};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use std::io::{self, Read};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

/// The signal by which the system ends a process that has used up its processor time.
const SIGXCPU: i32 = 24;

/// Reads documents, one at a time, in a process of their own.
pub struct Papers {
    program: Option<PathBuf>,
    passwords: Passwords,
    running: Option<Running>,
}

struct Running {
    child: Child,
    to: ChildStdin,
    from: ChildStdout,
    served: u32,
}

/// Why an answer did not come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Death {
    /// It used up its processor time, or was silent beyond all patience.
    Time,
    /// It died otherwise: memory, stack, or a fault of its own.
    Other,
    /// It could not be started.
    Start,
}

impl Papers {
    /// Makes a reader; `program` is our own binary. Without one documents are read in this process,
    /// by the same code, guarded against panics only: for tests and for who takes that upon them.
    pub fn new(program: Option<&Path>) -> Self {
        Self {
            program: program.map(Path::to_owned),
            passwords: Passwords::default(),
            running: None,
        }
    }

    /// Gives it passwords to try.
    #[must_use]
    pub fn with(mut self, passwords: &Passwords) -> Self {
        self.passwords.clone_from(passwords);
        self
    }

    /// Reads one document. The answer depends on its bytes alone: a process that dies with a
    /// document that was not its first is not believed, and a fresh one is asked.
    pub fn read(&mut self, bytes: &[u8]) -> Extracted {
        if self.program.is_none() {
            return extract::paper_with(bytes, &self.passwords);
        }
        let fresh = self.running.is_none();
        match self.ask(bytes) {
            Ok(found) => found,
            Err(Death::Other) if !fresh => self.ask(bytes).unwrap_or_else(unread),
            Err(death) => unread(death),
        }
    }

    fn ask(&mut self, bytes: &[u8]) -> Result<Extracted, Death> {
        let mut running = match self.running.take() {
            Some(running) => running,
            None => self.start().ok_or(Death::Start)?,
        };
        match running.exchange(bytes) {
            Ok(Some(found)) => {
                running.served += 1;
                if running.served < bounds::READER_DOCUMENTS {
                    self.running = Some(running);
                } else {
                    running.end();
                }
                Ok(found)
            }
            Ok(None) => {
                let _ = running.child.kill();
                running.end();
                Err(Death::Time)
            }
            Err(_) => Err(running.end()),
        }
    }

    fn start(&self) -> Option<Running> {
        let mut child = Command::new(self.program.as_ref()?)
            .arg(COMMAND)
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let (mut to, from) = (child.stdin.take()?, child.stdout.take()?);
        // One that is dead already is found so when the document is sent.
        let _ = give(&mut to, &pack_passwords(&self.passwords));
        Some(Running {
            child,
            to,
            from,
            served: 0,
        })
    }
}

impl Drop for Papers {
    fn drop(&mut self) {
        if let Some(running) = self.running.take() {
            running.end();
        }
    }
}

impl Running {
    /// Sends a document and waits for what it says; nothing where the wait was too long.
    fn exchange(&mut self, bytes: &[u8]) -> io::Result<Option<Extracted>> {
        give(&mut self.to, bytes)?;
        let until = Instant::now() + Duration::from_secs(bounds::READER_WALL_S);
        let mut head = [0; HEAD];
        if !self.fill(&mut head, until)? {
            return Ok(None);
        }
        let length = length(head, ANSWER_BYTES).ok_or(io::ErrorKind::InvalidData)?;
        let mut answer = vec![0; length];
        if !self.fill(&mut answer, until)? {
            return Ok(None);
        }
        let found = unpack(&answer).ok_or(io::ErrorKind::InvalidData)?;
        Ok(Some(found))
    }

    /// Reads until a buffer is full; false where the time is over.
    fn fill(&mut self, mut buffer: &mut [u8], until: Instant) -> io::Result<bool> {
        while !buffer.is_empty() {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(false);
            }
            let wait = Timespec {
                tv_sec: i64::try_from(left.as_secs()).unwrap_or(i64::MAX),
                tv_nsec: i64::from(left.subsec_nanos()),
            };
            let ready = {
                let mut ends = [PollFd::new(&self.from, PollFlags::IN)];
                match poll(&mut ends, Some(&wait)) {
                    Ok(ready) => ready,
                    Err(rustix::io::Errno::INTR) => continue,
                    Err(e) => return Err(e.into()),
                }
            };
            if ready == 0 {
                continue;
            }
            let taken = self.from.read(buffer)?;
            if taken == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            buffer = buffer.get_mut(taken..).unwrap_or(&mut []);
        }
        Ok(true)
    }

    /// Lets the process end, and says what it died of where it did not end by itself.
    fn end(self) -> Death {
        let Self {
            mut child,
            to,
            from,
            served: _,
        } = self;
        // Without its pipes it has nothing left to do.
        drop(to);
        drop(from);
        match child.wait() {
            Ok(status) if status.signal() == Some(SIGXCPU) => Death::Time,
            Ok(_) | Err(_) => Death::Other,
        }
    }
}

fn unread(death: Death) -> Extracted {
    let kind = match death {
        Death::Time => DefectKind::ReaderTime,
        Death::Other => DefectKind::ReaderMemory,
        Death::Start => DefectKind::NoReader,
    };
    Extracted {
        defects: vec![Defect { kind, range: None }],
        ..Extracted::default()
    }
}
