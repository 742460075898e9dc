//! The running SHA-256 of a file, which can be set aside and taken up again where a mailbox grew.

use sha2::digest::common::hazmat::SerializableState;
use sha2::{Digest as _, Sha256};

/// A hash over a file, window by window.
#[derive(Clone)]
pub struct FileHash {
    sha: Sha256,
    at: u64,
    saved: Vec<u8>,
    saved_at: u64,
}

impl FileHash {
    /// Starts at the first byte.
    pub fn new() -> Self {
        Self {
            sha: Sha256::new(),
            at: 0,
            saved: Vec::new(),
            saved_at: 0,
        }
    }

    /// Takes up a state that [`FileHash::saved`] gave; `None` where it does not fit.
    pub fn resume(state: &[u8], at: u64) -> Option<Self> {
        let sha = Sha256::deserialize(state.try_into().ok()?).ok()?;
        Some(Self {
            sha,
            at,
            saved: state.to_vec(),
            saved_at: at,
        })
    }

    /// Adds the next window, and sets the state aside at `mark`, an offset in the file within it.
    pub fn update(&mut self, window: &[u8], mark: Option<u64>) {
        let split = mark
            .and_then(|m| m.checked_sub(self.at))
            .map(|s| s as usize);
        match split.and_then(|s| window.split_at_checked(s)) {
            Some((before, after)) => {
                self.sha.update(before);
                self.saved = self.sha.serialize().to_vec();
                self.saved_at = self.at + before.len() as u64;
                self.sha.update(after);
            }
            None => self.sha.update(window),
        }
        self.at += window.len() as u64;
    }

    /// Gives the state set aside last, and where.
    pub fn saved(&self) -> (&[u8], u64) {
        (&self.saved, self.saved_at)
    }

    /// Ends the hash.
    pub fn finish(self) -> [u8; 32] {
        self.sha.finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_taken_up_again_is_the_hash_of_the_whole() {
        let mut first = FileHash::new();
        first.update(b"From a\nx\n\nFrom b\ny\n", Some(10));
        let (state, at) = first.saved();
        assert_eq!(at, 10);
        let mut again = FileHash::resume(state, at).unwrap();
        again.update(b"From b\ny\n\nFrom c\nz\n", None);
        let whole: [u8; 32] = Sha256::digest(b"From a\nx\n\nFrom b\ny\n\nFrom c\nz\n").into();
        assert_eq!(again.finish(), whole);
    }
}
