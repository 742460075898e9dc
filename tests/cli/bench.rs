//! A folder for one test, with the binary to run in it.

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder of its own, with a home that holds no settings.
pub struct Bench {
    dir: tempfile::TempDir,
}

/// What a run of the binary gave.
pub struct Run {
    /// Exit code.
    pub code: i32,
    /// Standard output.
    pub out: Vec<u8>,
    /// Standard error.
    pub err: String,
}

/// Gives the corpus of the tests.
pub fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/corpus")
}

/// Gives one source of the corpus as an argument.
pub fn source(name: &str) -> String {
    corpus().join(name).display().to_string()
}

impl Bench {
    /// Makes an empty folder.
    pub fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("home")).unwrap();
        Self { dir }
    }

    /// Makes a folder with the whole corpus ingested as `case`.
    pub fn with_case() -> Self {
        let bench = Self::new();
        let run = bench.run(&["ingest", &source("")]);
        assert!([0, 3].contains(&run.code), "{}", run.err);
        bench
    }

    /// Gives a path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Makes the command, with `case` as its case and `mira` as its author.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_valla"));
        command
            .args(args)
            .current_dir(self.dir.path())
            .env_clear()
            .env("HOME", self.path("home"))
            .env("PATH", "/usr/bin:/bin")
            .env("VALLA_CASE", self.path("case"))
            .env("VALLA_AUTHOR", "mira")
            .stdin(Stdio::null());
        command
    }

    /// Runs the binary.
    pub fn run(&self, args: &[&str]) -> Run {
        Run::of(self.command(args).output().unwrap())
    }

    /// Runs the binary, which must end with 0, and gives its stdout.
    pub fn out(&self, args: &[&str]) -> String {
        let run = self.run(args);
        assert_eq!(run.code, 0, "{args:?}: {}", run.err);
        String::from_utf8(run.out).unwrap()
    }

    /// Runs the binary with `--json` and reads each line.
    pub fn json(&self, args: &[&str]) -> Vec<Value> {
        let out = self.out(&[args, &["--json"]].concat());
        out.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    /// Gives the one item that a query finds.
    pub fn item(&self, query: &str) -> String {
        let found = self.json(&["list", query]);
        assert_eq!(found.len(), 1, "{query}: {found:?}");
        found[0]["item"].as_str().unwrap().to_owned()
    }

    /// Gives the digests that a query finds, in the order listed.
    pub fn items(&self, query: &str) -> Vec<String> {
        let found = self.json(&["list", query]);
        found
            .iter()
            .map(|i| i["item"].as_str().unwrap().to_owned())
            .collect()
    }
}

impl Run {
    fn of(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: output.stdout,
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// Gives stdout as text.
    pub fn text(&self) -> String {
        String::from_utf8(self.out.clone()).unwrap()
    }
}

/// Gives the names of an object's fields in the order in which they stand in a line of JSON.
pub fn fields(line: &str) -> Vec<String> {
    let mut order: Vec<(usize, String)> = serde_json::from_str::<BTreeMap<String, Value>>(line)
        .unwrap()
        .into_keys()
        .map(|key| (line.find(&format!("\"{key}\":")).unwrap(), key))
        .collect();
    order.sort();
    order.into_iter().map(|(_, key)| key).collect()
}

/// Gives every file below a folder with its bytes.
pub fn tree(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut out = BTreeMap::new();
    for entry in fs::read_dir(root).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            out.extend(tree(&path));
        } else {
            out.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    out
}

/// Tells whether bytes hold something that a terminal acts on.
pub fn acts_on_a_terminal(bytes: &[u8]) -> bool {
    String::from_utf8_lossy(bytes)
        .chars()
        .any(|c| c != '\n' && (c.is_control() || "\u{202e}\u{200b}\u{2066}\u{e0041}".contains(c)))
}
