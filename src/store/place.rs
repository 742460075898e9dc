//! Where each author left the screen: a small text a name, in the folder `sessions` of the case.
//! It is written often and lost without harm; a file that is there is always whole.

use super::StoreError;
use super::layout::{Layout, make_dir, new_file};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

/// Largest text that is read back.
const BYTES: u64 = 64 << 10;

fn path(layout: &Layout, author: &str) -> PathBuf {
    // Names differ in what a file system may fold or refuse; digests do not.
    let digest = Sha256::digest(author.as_bytes());
    let mut name = String::new();
    for byte in digest.iter().take(8) {
        let _ = write!(name, "{byte:02x}");
    }
    layout.root.join("sessions").join(format!("{name}.toml"))
}

/// Reads where an author left the screen.
pub fn read_place(layout: &Layout, author: &str) -> Option<String> {
    let path = path(layout, author);
    let size = fs::metadata(&path).ok()?.len();
    fs::read_to_string(&path).ok().filter(|_| size <= BYTES)
}

/// Writes where an author is.
pub fn write_place(layout: &Layout, author: &str, text: &str) -> Result<(), StoreError> {
    let path = path(layout, author);
    make_dir(&layout.root.join("sessions"))?;
    // Two sessions of one author write beside each other; the last one that renames is kept.
    let part = path.with_extension("part");
    let _ = fs::remove_file(&part);
    new_file(&part)?
        .write_all(text.as_bytes())
        .map_err(StoreError::io(&part))?;
    fs::rename(&part, &path).map_err(StoreError::io(&path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_author_has_a_place() {
        let dir = tempfile::tempdir().unwrap();
        let layout = Layout::new(dir.path());
        assert_eq!(read_place(&layout, "anna"), None);
        write_place(&layout, "anna", "one").unwrap();
        write_place(&layout, "Anna", "two").unwrap();
        write_place(&layout, "anna", "three").unwrap();
        assert_eq!(read_place(&layout, "anna").as_deref(), Some("three"));
        assert_eq!(read_place(&layout, "Anna").as_deref(), Some("two"));
    }
}
