//! The material: what lies where, and slices of it where a whole would take too long.

use super::bench::is_fast;
use std::fs;
use std::path::{Path, PathBuf};

/// Bytes that a debug build takes of a corpus.
const SLICE_BYTES: u64 = 256 << 10;

/// A corpus, or the slice of it that is small enough.
pub struct Material {
    /// The file or folder.
    pub root: PathBuf,
    /// Whether nothing of it was left out.
    pub is_whole: bool,
    _kept: Option<tempfile::TempDir>,
}

impl Material {
    /// Gives the invented corpus.
    pub fn invented() -> Self {
        Self::whole(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/corpus"))
    }

    /// Gives a corpus of real mail; nothing where there is none.
    pub fn real(name: &str) -> Option<Self> {
        let root = PathBuf::from(std::env::var_os("VALLA_CORPORA")?).join(name);
        let root = fs::canonicalize(root).ok()?;
        let all = files(&root);
        let bytes: u64 = all.iter().map(|f| fs::metadata(f).unwrap().len()).sum();
        if is_fast() || bytes <= SLICE_BYTES {
            return Some(Self::whole(root));
        }
        let every = bytes.div_ceil(SLICE_BYTES) as usize;
        // From the end, so that of a mailbox alone something is taken.
        let some = all.iter().rev().step_by(every).cloned().collect::<Vec<_>>();
        Some(Self::copy(&root, &some))
    }

    fn whole(root: PathBuf) -> Self {
        Self {
            root,
            is_whole: true,
            _kept: None,
        }
    }

    /// Copies some files of a corpus, long ones only in their beginning.
    pub fn copy(root: &Path, some: &[PathBuf]) -> Self {
        let kept = tempfile::tempdir().unwrap();
        let to = kept.path().canonicalize().unwrap().join("slice");
        fs::create_dir(&to).unwrap();
        for file in some {
            let inner = file.strip_prefix(root).unwrap();
            let inner = if inner.as_os_str().is_empty() {
                Path::new("mailbox")
            } else {
                inner
            };
            let at = to.join(inner);
            fs::create_dir_all(at.parent().unwrap()).unwrap();
            let mut bytes = fs::read(file).unwrap();
            bytes.truncate(SLICE_BYTES as usize);
            fs::write(at, bytes).unwrap();
        }
        Self {
            root: to,
            is_whole: false,
            _kept: Some(kept),
        }
    }

    /// Gives the bytes of all files.
    pub fn size_bytes(&self) -> u64 {
        let all = files(&self.root).into_iter();
        all.map(|f| fs::metadata(f).unwrap().len()).sum()
    }

    /// Gives two halves, where there is more than one file.
    pub fn halves(&self) -> Option<(Vec<PathBuf>, Vec<PathBuf>)> {
        let mut root = self.root.clone();
        loop {
            let parts = entries(&root);
            match parts.as_slice() {
                [one] if one.is_dir() => root.clone_from(one),
                [] | [_] => return None,
                more => {
                    // A handful of sources is enough; the rest would only be more of the same.
                    let some = &more[..more.len().min(6)];
                    let (a, b) = some.split_at(some.len() / 2);
                    return Some((a.to_vec(), b.to_vec()));
                }
            }
        }
    }
}

/// Lists the files below a path, in order; links are no files.
pub fn files(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    let inside = entries(path).into_iter();
    inside
        .filter(|p| !p.is_symlink())
        .flat_map(|p| files(&p))
        .collect()
}

fn entries(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() {
        return Vec::new();
    }
    let mut all: Vec<PathBuf> = fs::read_dir(path)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    all.sort();
    all
}
