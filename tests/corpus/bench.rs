//! The binary on a case of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::SystemTime;
use valla::case::Case;

/// A case in a folder that goes with it.
pub struct Bench {
    dir: tempfile::TempDir,
}

impl Bench {
    /// Makes the folder.
    pub fn new() -> Self {
        Self {
            dir: tempfile::tempdir().unwrap(),
        }
    }

    /// Makes a case of some sources, with some more arguments.
    pub fn of(sources: &[PathBuf], args: &[&str]) -> Self {
        let bench = Self::new();
        bench.ingest(sources, args);
        bench
    }

    /// Makes the command.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(program());
        command
            .args(args)
            .current_dir(self.dir.path())
            .env_clear()
            .env("HOME", self.dir.path())
            .env("PATH", "/usr/bin:/bin")
            .env("VALLA_CASE", self.root())
            .env("VALLA_AUTHOR", "mira")
            .stdin(Stdio::null());
        command
    }

    /// Ingests, and gives what was said.
    pub fn ingest(&self, sources: &[PathBuf], args: &[&str]) -> String {
        let done = self
            .command(&["ingest"])
            .args(args)
            .args(sources)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(matches!(done.status.code(), Some(0 | 3)), "{said}");
        said
    }

    /// Gives everything that hangs on the sources alone.
    pub fn answers(&self) -> Vec<Vec<u8>> {
        let answer = |command: &&str| {
            let done = self.command(&[command, "--json"]).output().unwrap();
            assert!(done.status.success(), "{command}");
            done.stdout
        };
        ["list", "threads", "groups", "findings", "exceptions"]
            .iter()
            .map(answer)
            .collect()
    }

    /// Gives the folder of the case.
    pub fn root(&self) -> PathBuf {
        self.dir.path().join("case")
    }

    /// Gives a path beside the case.
    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Opens the case through the library.
    pub fn case(&self) -> Case {
        Case::open(&self.root()).unwrap()
    }
}

/// Tells whether a binary is at hand that takes whole corpora.
pub fn is_fast() -> bool {
    release().is_some()
}

fn program() -> PathBuf {
    release().unwrap_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_valla")))
}

/// Gives the release binary, if there is one and it is younger than every source.
fn release() -> Option<PathBuf> {
    static FOUND: OnceLock<Option<PathBuf>> = OnceLock::new();
    FOUND
        .get_or_init(|| {
            let debug = Path::new(env!("CARGO_BIN_EXE_valla"));
            let path = debug.parent()?.parent()?.join("release/valla");
            let made = fs::metadata(&path).ok()?.modified().ok()?;
            let root = Path::new(env!("CARGO_MANIFEST_DIR"));
            let sources = ["src", "assets", "Cargo.toml"].map(|p| youngest(&root.join(p)));
            sources.iter().all(|s| *s < made).then_some(path)
        })
        .clone()
}

fn youngest(path: &Path) -> SystemTime {
    let own = fs::metadata(path).unwrap().modified().unwrap();
    if !path.is_dir() {
        return own;
    }
    let inside = fs::read_dir(path).unwrap();
    inside
        .map(|e| youngest(&e.unwrap().path()))
        .fold(own, SystemTime::max)
}
