//! Files that everybody has: digests of a list (one a line, what `sha256sum` prints, or the CSV of
//! the NSRL). What bears one is listed and folded away, never dropped.

use crate::extract::Extracted;
use crate::model::{Meta, MetaKey, MetaOrigin};
use md5::Md5;
use sha1::Sha1;
use sha2::Digest as _;
use std::fmt;

/// Digests that are kept of a list at most; a full NSRL has more, and its lists by system do not.
const MOST: usize = 40_000_000;
/// Columns of a line in which a digest is looked for.
const COLUMNS: usize = 4;

/// Digests of known files, by their length, sorted once they are all there.
#[derive(Clone, Default)]
pub struct KnownFiles {
    /// Name of the list, as items bear it.
    pub name: String,
    md5: Vec<[u8; 16]>,
    sha1: Vec<[u8; 20]>,
    sha256: Vec<[u8; 32]>,
    /// Lines that hold no digest.
    pub passed_over: usize,
}

impl KnownFiles {
    /// Makes an empty list of a name.
    pub fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ..Self::default()
        }
    }

    /// Takes in one line: the first digest of it, the longest kind where a CSV has several.
    pub fn line(&mut self, line: &str) {
        let bare = line.trim();
        if bare.is_empty() || bare.starts_with('#') || self.len() >= MOST {
            return;
        }
        let cells = bare.split([',', ';', '\t', ' ', '*']);
        let cells = cells.map(|c| c.trim_matches(['"', '\u{feff}', ' ']));
        let words: Vec<&str> = cells.filter(|c| !c.is_empty()).take(COLUMNS).collect();
        let of = |digits: usize| words.iter().find_map(|w| hex(w, digits));
        if let Some(Ok(digest)) = of(64).map(TryInto::try_into) {
            self.sha256.push(digest);
        } else if let Some(Ok(digest)) = of(40).map(TryInto::try_into) {
            self.sha1.push(digest);
        } else if let Some(Ok(digest)) = of(32).map(TryInto::try_into) {
            self.md5.push(digest);
        } else {
            self.passed_over += 1;
        }
    }

    /// Makes the list ready to be asked.
    pub fn finish(&mut self) {
        self.md5.sort_unstable();
        self.md5.dedup();
        self.sha1.sort_unstable();
        self.sha1.dedup();
        self.sha256.sort_unstable();
        self.sha256.dedup();
    }

    /// Counts its digests.
    pub fn len(&self) -> usize {
        self.md5.len() + self.sha1.len() + self.sha256.len()
    }

    /// Tells whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Gives what is said of a file that everybody has: which list names it, and no word of its
    /// text.
    pub fn listed(&self) -> Extracted {
        let named = Meta {
            key: MetaKey::Known,
            value: self.name.clone(),
            origin: MetaOrigin::Given,
        };
        Extracted {
            metadata: vec![named],
            ..Extracted::default()
        }
    }

    /// Tells whether bytes, of which the SHA-256 is at hand, are those of a known file.
    pub fn holds(&self, bytes: &[u8], sha256: &[u8; 32]) -> bool {
        let in_sha1 = || {
            let digest: [u8; 20] = Sha1::digest(bytes).into();
            self.sha1.binary_search(&digest).is_ok()
        };
        let in_md5 = || {
            let digest: [u8; 16] = Md5::digest(bytes).into();
            self.md5.binary_search(&digest).is_ok()
        };
        self.sha256.binary_search(sha256).is_ok()
            || (!self.sha1.is_empty() && in_sha1())
            || (!self.md5.is_empty() && in_md5())
    }
}

impl fmt::Debug for KnownFiles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} digests of {}", self.len(), self.name)
    }
}

fn hex(word: &str, digits: usize) -> Option<Vec<u8>> {
    if word.len() != digits || !word.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let pairs = word.as_bytes().chunks_exact(2);
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    pairs.map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::Sha256;

    #[test]
    fn every_form_of_a_list_is_understood() {
        let abc = b"abc";
        let sha256: [u8; 32] = Sha256::digest(abc).into();
        for line in [
            "900150983cd24fb0d6963f7d28e17f72",
            "900150983CD24FB0D6963F7D28E17F72  abc.txt",
            "a9993e364706816aba3e25717850c26c9cd0d89d",
            "\"A9993E364706816ABA3E25717850C26C9CD0D89D\",\"00000000000000000000000000000000\",\
             \"352441C2\",\"abc.txt\",3,1,\"358\",\"\"",
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad *abc.txt",
        ] {
            let mut known = KnownFiles::named("list");
            known.line("\"SHA-1\",\"MD5\",\"CRC32\",\"FileName\"");
            known.line(line);
            known.finish();
            assert_eq!((known.len(), known.passed_over), (1, 1), "{line}");
            assert!(known.holds(abc, &sha256), "{line}");
            assert!(!known.holds(b"abd", &[0; 32]), "{line}");
        }
    }
}
