//! Things counted without the program: files by a walk, messages of a mailbox by its `From ` lines.

use super::material::files;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Gives how many things each file holds, by its path as reached from the source: one, or as many
/// as a mailbox has messages.
pub fn things(root: &Path) -> BTreeMap<String, u64> {
    let base = if root.is_dir() {
        root
    } else {
        root.parent().unwrap()
    };
    let count = |file: &Path| {
        let inner = file.strip_prefix(base).unwrap();
        let found = messages(&fs::read(file).unwrap());
        (inner.to_string_lossy().into_owned(), found.max(1))
    };
    files(root).iter().map(|f| count(f)).collect()
}

/// Counts the messages of a mailbox; 0 where the bytes are none.
fn messages(bytes: &[u8]) -> u64 {
    if !bytes.starts_with(b"From ") {
        return 0;
    }
    let mut count = 0;
    let mut after_blank = true;
    for line in bytes.split(|b| *b == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        count += u64::from(after_blank && is_envelope(line));
        after_blank = line.is_empty();
    }
    count
}

/// An envelope names a time of day and a year.
fn is_envelope(line: &[u8]) -> bool {
    let has = |length: usize, rule: &dyn Fn(&[u8]) -> bool| line.windows(length).any(rule);
    let digit = u8::is_ascii_digit;
    line.starts_with(b"From ")
        && has(5, &|w| {
            digit(&w[0]) && digit(&w[1]) && w[2] == b':' && digit(&w[3]) && digit(&w[4])
        })
        && has(5, &|w| w[0] == b' ' && w[1..].iter().all(digit))
}
