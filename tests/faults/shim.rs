//! The library that stands between a program and its disk: built from `shim.c` by the C compiler
//! of this machine. Where there is none, or it cannot be preloaded, nothing is tried.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// Gives the built library; `None` where it cannot be built here.
pub fn shim() -> Option<&'static Path> {
    static BUILT: OnceLock<Option<(tempfile::TempDir, PathBuf)>> = OnceLock::new();
    let built = BUILT.get_or_init(|| {
        let dir = tempfile::tempdir().unwrap();
        let library = dir.path().join("shim.so");
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults/shim.c");
        let done = Command::new("cc")
            .args(["-O1", "-shared", "-fPIC", "-o"])
            .arg(&library)
            .arg(source)
            .args(["-ldl", "-lpthread"])
            .output();
        let works = done.is_ok_and(|d| d.status.success()) && loads(&library);
        works.then_some((dir, library))
    });
    built.as_ref().map(|(_, library)| library.as_path())
}

/// Tells whether a program that is preloaded with it is seen to write.
fn loads(library: &Path) -> bool {
    let dir = tempfile::tempdir().unwrap();
    let (log, file) = (dir.path().join("log"), dir.path().join("in/file"));
    std::fs::create_dir(dir.path().join("in")).unwrap();
    let done = Command::new("sh")
        .args(["-c", "echo one > \"$0\""])
        .arg(&file)
        .env("LD_PRELOAD", library)
        .env("REC_LOG", &log)
        .env("REC_ROOT", dir.path().join("in"))
        .status();
    done.is_ok_and(|s| s.success()) && std::fs::read(&log).is_ok_and(|log| !log.is_empty())
}
