//! `--log FILE`: what was run, when, and how it ended. A line holds a time, a word of ours and
//! numbers, never a word of the evidence, a name, a path, a query or a message of an error.

use super::failure::Failure;
use crate::model::words::{failures as w, system};
use crate::text::SafeText;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::process::ExitCode;
use std::sync::{Mutex, OnceLock, PoisonError};

static BOOK: OnceLock<Mutex<File>> = OnceLock::new();

/// Opens the log and notes what begins; a link is not followed, a new file is the user's alone.
pub fn open(path: &Path, command: &str) -> Result<(), Failure> {
    let no_follow = rustix::fs::OFlags::NOFOLLOW.bits().cast_signed();
    let file = OpenOptions::new()
        .append(true)
        .create(true)
        .mode(0o600)
        .custom_flags(no_follow)
        .open(path)
        .map_err(|e| {
            Failure::work(w::log_unwritten(path.display()))
                .because(system::said(&e))
                .hint(w::LOG_FOLDER)
        })?;
    let _ = BOOK.set(Mutex::new(file));
    note(&format!(
        "{command} begins, valla {}",
        env!("CARGO_PKG_VERSION")
    ));
    Ok(())
}

/// Notes a line, where there is a log; it holds words of ours and numbers only.
pub fn note(line: &str) {
    let Some(book) = BOOK.get() else {
        return;
    };
    let time = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%S.%3fZ");
    let pid = std::process::id();
    let line = format!("{time} {pid} {}\n", SafeText::line(line));
    // What is run matters more than its log.
    let mut book = book.lock().unwrap_or_else(PoisonError::into_inner);
    let _ = book.write_all(line.as_bytes());
}

/// Notes how a command ended.
pub fn end(command: &str, code: ExitCode) -> ExitCode {
    if BOOK.get().is_some() {
        let known = [0, 1, 2, 3]
            .into_iter()
            .find(|n| ExitCode::from(*n) == code);
        let code = known.map_or("?".to_owned(), |n: u8| n.to_string());
        note(&format!("{command} ends, exit {code}"));
    }
    code
}
