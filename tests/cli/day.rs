//! A scripted day: everything that Valla can do is done, and the sources are as they were; no
//! socket was opened, nothing was written beside the case, and nothing that could is compiled in.

use super::bench::{Bench, corpus, tree};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What the day holds; `ITEM` and `OTHER` are two messages.
const DAY: &[&[&str]] = &[
    &["ingest", "MAIL", "--custodian", "ada", "--note", "a drop"],
    &["ingest", "MAIL", "--check"],
    &["status"],
    &["sources", "--json"],
    &["exceptions"],
    &["list", "roof OR pay*", "--json"],
    &["search", "\"second payment\""],
    &["metadata"],
    &["show", "ITEM"],
    &["show", "ITEM", "--raw"],
    &["show", "ITEM", "--witnesses"],
    &["threads"],
    &["threads", "--ghosts"],
    &["groups"],
    &["compare", "ITEM", "OTHER"],
    &["findings"],
    &["overview"],
    &["entities"],
    &["correspondents"],
    &["timeline"],
    &["evidence", "ITEM"],
    &["tag", "hot", "ITEM", "--family"],
    &["tag", "altered", "ITEM"],
    &["note", "ITEM", "looked at"],
    &["undo"],
    &["views", "save", "one", "roof"],
    &["batch", "is:message", "--size", "5"],
    &["sample", "--n", "3"],
    &["conflicts"],
    &["log"],
    &["reconcile", "mail", "mail"],
    &["export", "out-eml", "--format", "eml"],
    &["export", "out-bag", "--format", "bagit"],
    &["export", "out-dat", "--format", "dat"],
    &["export", "out-html", "--format", "html"],
    &["verify"],
    &["verify", "out-bag"],
    &["repair"],
    &["doctor"],
];

/// What a tree is: of each file and folder what the system says of it but for when it was read, and
/// its bytes.
fn state(root: &Path) -> BTreeMap<PathBuf, (Vec<i64>, Vec<u8>)> {
    let mut out = BTreeMap::new();
    let mut work = vec![root.to_owned()];
    while let Some(path) = work.pop() {
        let meta = fs::symlink_metadata(&path).unwrap();
        let bytes = if meta.is_file() {
            fs::read(&path).unwrap()
        } else {
            Vec::new()
        };
        if meta.is_dir() {
            work.extend(fs::read_dir(&path).unwrap().map(|e| e.unwrap().path()));
        }
        let facts = vec![
            meta.ino() as i64,
            i64::from(meta.mode()),
            meta.nlink() as i64,
            meta.size() as i64,
            meta.mtime(),
            meta.mtime_nsec(),
            meta.ctime(),
            meta.ctime_nsec(),
        ];
        out.insert(path, (facts, bytes));
    }
    out
}

/// Copies the corpus to a place where nothing else looks at it.
fn mail(bench: &Bench) -> PathBuf {
    let to = bench.path("mail");
    for (path, bytes) in tree(&corpus()) {
        let target = to.join(path.strip_prefix(corpus()).unwrap());
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::write(target, bytes).unwrap();
    }
    to
}

/// Runs the day, each command through a wrapper where there is one.
fn day(bench: &Bench, wrapper: &[&str]) {
    let mail = bench.path("mail").display().to_string();
    let mut items = Vec::new();
    for line in DAY {
        let words = line.iter().map(|w| match *w {
            "MAIL" => mail.clone(),
            "ITEM" | "OTHER" => {
                if items.is_empty() {
                    items = bench.items("subject:roof is:message");
                }
                items[usize::from(*w == "OTHER")].clone()
            }
            word => word.to_owned(),
        });
        let words: Vec<String> = words.collect();
        let plain = bench.command(&words.iter().map(String::as_str).collect::<Vec<_>>());
        let mut command = match wrapper {
            [] => plain,
            [program, args @ ..] => {
                let mut command = Command::new(program);
                command
                    .args(args)
                    .arg(plain.get_program())
                    .args(plain.get_args());
                command.env_clear().current_dir(bench.path(""));
                for (name, value) in plain.get_envs() {
                    command.env(name, value.unwrap_or_default());
                }
                command
            }
        };
        let out = command.stdin(Stdio::null()).output().unwrap();
        let code = out.status.code().unwrap();
        assert!([0, 3].contains(&code), "{words:?}: {out:?}");
    }
}

/// Gives the names in the bench's folder.
fn names(bench: &Bench) -> BTreeSet<String> {
    let all = fs::read_dir(bench.path("")).unwrap();
    let name = |e: fs::DirEntry| e.file_name().to_string_lossy().into_owned();
    all.map(|e| name(e.unwrap())).collect()
}

#[test]
fn after_a_day_the_sources_are_as_they_were_and_nothing_lies_about() {
    let bench = Bench::new();
    mail(&bench);
    let (before, held) = (state(&bench.path("mail")), names(&bench));
    day(&bench, &[]);
    assert_eq!(state(&bench.path("mail")), before);
    let new: Vec<String> = names(&bench).difference(&held).cloned().collect();
    assert_eq!(new, ["case", "out-bag", "out-dat", "out-eml", "out-html"]);
    assert_eq!(fs::read_dir(bench.path("home")).unwrap().count(), 0);
}

#[test]
fn no_socket_is_opened_and_sources_are_opened_for_reading_only() {
    let probe = Command::new("strace")
        .args(["-f", "-o", "/dev/null", "true"])
        .output();
    if !probe.is_ok_and(|p| p.status.success()) {
        return;
    }
    let bench = Bench::new();
    mail(&bench);
    let trace = bench.path("trace").display().to_string();
    let calls = "trace=network,open,openat,openat2,creat,rename,renameat,renameat2,unlink,unlinkat,\
                 truncate,utimensat,chmod,fchmodat,mkdir,mkdirat";
    let calls = calls.replace(' ', "");
    day(
        &bench,
        &["strace", "-f", "-A", "-qq", "-e", &calls, "-o", &trace],
    );
    let text = fs::read_to_string(&trace).unwrap();
    let mail = bench.path("mail").display().to_string();
    let (mut opened, mut lines) = (0, 0);
    for line in text.lines() {
        lines += 1;
        let call = line
            .split_once(' ')
            .map_or("", |(_, call)| call.trim_start());
        let is_network = ["socket(", "connect(", "bind(", "sendto(", "accept"]
            .iter()
            .any(|name| call.starts_with(name));
        assert!(!is_network, "{line}");
        if call.contains(&mail) {
            let is_open = call.starts_with("open") && call.contains("O_RDONLY");
            assert!(is_open && !call.contains("O_CREAT"), "{line}");
            opened += 1;
        }
        // Nothing is made outside the bench.
        let inside = bench.path("").display().to_string();
        let makes = call.contains("O_CREAT") || call.starts_with("mkdir");
        let relative = call.contains("AT_FDCWD, \"out-") || call.contains("\"out-");
        let of_folder = call.starts_with("openat(") && !call.starts_with("openat(AT_FDCWD");
        let named = call.contains(&inside) || relative || of_folder;
        assert!(!makes || named || call.starts_with("mkdirat("), "{line}");
    }
    assert!(opened > 20 && lines > 1000, "{opened} of {lines}");
}

/// What is barred. (`mio` waits for keys on behalf of the terminal library; it speaks to nobody.)
const BARRED: &[&str] = &[
    "async-std",
    "attohttpc",
    "curl",
    "h2",
    "h3",
    "hickory-resolver",
    "http",
    "hyper",
    "isahc",
    "native-tls",
    "openssl",
    "openssl-sys",
    "quinn",
    "reqwest",
    "rustls",
    "smol",
    "socket2",
    "surf",
    "tokio",
    "trust-dns-resolver",
    "tungstenite",
    "ureq",
    "webpki",
];

#[test]
fn nothing_that_speaks_to_a_network_is_compiled_in() {
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock");
    let lock = fs::read_to_string(lock).unwrap();
    let mut needs: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in lock.split("[[package]]").skip(1) {
        let quoted: Vec<&str> = package.split('"').skip(1).step_by(2).collect();
        let name = quoted.first().unwrap().to_string();
        let listed = package.split_once("dependencies = [");
        let listed = listed.map_or("", |(_, list)| list);
        let listed = listed.split('"').skip(1).step_by(2);
        let names = listed.map(|d| d.split(' ').next().unwrap().to_owned());
        needs.entry(name).or_default().extend(names);
    }
    // From the normal dependencies on: what only tests need is not in the program.
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let manifest = fs::read_to_string(manifest).unwrap();
    let normal = manifest.split("[dependencies]").nth(1).unwrap();
    let normal = normal.split("\n[").next().unwrap();
    let rows = normal.lines().filter(|l| !l.starts_with('#'));
    let names = rows.filter_map(|l| Some(l.split_once(" = ")?.0.trim().to_owned()));
    let mut work: Vec<String> = names.collect();
    let mut seen = BTreeSet::new();
    while let Some(name) = work.pop() {
        if seen.insert(name.clone()) {
            work.extend(needs.get(&name).cloned().unwrap_or_default());
        }
    }
    assert!(seen.len() > 100 && seen.contains("sled"), "{}", seen.len());
    let found: Vec<&&str> = BARRED.iter().filter(|b| seen.contains(**b)).collect();
    assert!(found.is_empty(), "{found:?}");
}
