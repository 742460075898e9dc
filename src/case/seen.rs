//! What an ingest has met before: digests whose bytes were taken apart or kept. Shared by all
//! workers, in shards, so that they seldom wait for each other.

use super::known::KnownFiles;
use crate::model::Passwords;
use std::collections::HashSet;
use std::sync::Mutex;

/// Digests whose bytes were taken apart already, in this run or an earlier one. The flag tells
/// bytes read as a message from the same bytes read as anything else.
#[derive(Default)]
pub struct Seen {
    /// Passwords to try on what is locked.
    pub passwords: Passwords,
    /// Files that everybody has.
    pub known: KnownFiles,
    shards: [Mutex<Shard>; 16],
    kept: [Mutex<HashSet<[u8; 32]>>; 16],
}

type Shard = HashSet<([u8; 32], bool)>;

impl Seen {
    /// Has met nothing yet; tries passwords, and knows files.
    pub fn new(passwords: &Passwords, known: &KnownFiles) -> Self {
        Self {
            passwords: passwords.clone(),
            known: known.clone(),
            ..Self::default()
        }
    }

    /// Notes a digest; true the first time.
    pub fn first(&self, digest: [u8; 32], message: bool) -> bool {
        let shard = &self.shards[usize::from(digest[0] & 15)];
        shard
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .insert((digest, message))
    }

    /// Tells whether a digest was noted.
    pub fn has(&self, digest: [u8; 32], message: bool) -> bool {
        let shard = &self.shards[usize::from(digest[0] & 15)];
        let shard = shard.lock();
        shard
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .contains(&(digest, message))
    }

    /// Notes that the bytes of a digest are kept; true the first time.
    pub fn keep(&self, digest: [u8; 32]) -> bool {
        let shard = &self.kept[usize::from(digest[0] & 15)];
        shard
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .insert(digest)
    }
}
