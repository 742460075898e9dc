//! Sources that grow, change and go, and an ingest that is killed on its way.

use super::bench::Bench;
use super::material::Material;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;
use valla::case::{Case, IngestOptions, IngestReport};

fn mailbox() -> Vec<u8> {
    fs::read(Material::invented().root.join("inbox.mbox")).unwrap()
}

/// Gives where the last message of a mailbox begins.
fn last(bytes: &[u8]) -> usize {
    let line = b"\n\nFrom ";
    bytes.windows(line.len()).rposition(|w| w == line).unwrap() + 2
}

fn ingest(case: &mut Case, source: &std::path::Path, check: bool) -> IngestReport {
    let options = IngestOptions {
        sources: vec![source.to_owned()],
        author: "mira".into(),
        check,
        ..IngestOptions::default()
    };
    case.ingest(&options, &mut |_| {}).unwrap()
}

fn answers(case: &Case) -> String {
    let generation = &case.snapshot().generation;
    format!("{:?}{:?}", generation.items, generation.threads)
}

#[test]
fn of_a_mailbox_that_grew_only_the_end_is_read() {
    let dir = tempfile::tempdir().unwrap();
    let (path, whole) = (dir.path().join("box.mbox"), mailbox());
    let cut = last(&whole);
    fs::write(&path, &whole[..cut]).unwrap();
    let mut case = Case::create(&dir.path().join("case")).unwrap();
    assert_eq!(ingest(&mut case, &path, false).bytes, cut as u64);
    fs::write(&path, &whole).unwrap();
    let report = ingest(&mut case, &path, false);
    // The last message that was read is read once more: its end may have moved.
    let from = last(&whole[..cut - 2]);
    assert_eq!(report.bytes, (whole.len() - from) as u64);
    assert_eq!((report.grown.len(), report.changed.len()), (1, 0));
    assert!(case.verify(&mut |_| {}).unwrap().problems.is_empty());
    let mut fresh = Case::create(&dir.path().join("fresh")).unwrap();
    ingest(&mut fresh, &path, false);
    assert_eq!(answers(&case), answers(&fresh));
}

#[test]
fn a_mailbox_that_grew_and_changed_before_its_old_end_is_caught_by_check() {
    let dir = tempfile::tempdir().unwrap();
    let (path, mut whole) = (dir.path().join("box.mbox"), mailbox());
    fs::write(&path, &whole[..last(&whole)]).unwrap();
    let mut case = Case::create(&dir.path().join("case")).unwrap();
    ingest(&mut case, &path, false);
    let at = whole.windows(6).position(|w| w == b"12 500").unwrap();
    whole[at] = b'9';
    fs::write(&path, &whole).unwrap();
    let report = ingest(&mut case, &path, true);
    assert_eq!(report.bytes, whole.len() as u64);
    assert_eq!((report.grown.len(), report.changed.len()), (0, 1));
    assert!(case.verify(&mut |_| {}).unwrap().problems.is_empty());
}

#[test]
fn a_file_that_changed_is_read_again_and_one_that_went_is_kept_and_both_are_said() {
    let bench = Bench::new();
    let folder = bench.path("mail");
    fs::create_dir(&folder).unwrap();
    let from = Material::invented().root;
    for name in ["inbox.mbox", "extra.mbox"] {
        fs::copy(from.join(name), folder.join(name)).unwrap();
    }
    let sources = [folder.clone()];
    bench.ingest(&sources, &[]);
    let before = bench.case().snapshot().status();
    fs::remove_file(folder.join("extra.mbox")).unwrap();
    let mut bytes = mailbox();
    let at = bytes.windows(6).position(|w| w == b"12 500").unwrap();
    bytes[at..at + 6].copy_from_slice(b"99 999");
    fs::write(folder.join("inbox.mbox"), bytes).unwrap();
    let said = bench.ingest(&sources, &[]);
    assert!(said.contains("inbox.mbox: changed since"), "{said}");
    assert!(said.contains("extra.mbox: gone from"), "{said}");
    let case = bench.case();
    assert_eq!(case.snapshot().status().occurrences, before.occurrences);
    let said = bench.ingest(&sources, &[]);
    assert!(
        !said.contains("changed since") && !said.contains("gone from"),
        "{said}"
    );
    // It comes back: nothing is missing any more.
    fs::copy(from.join("extra.mbox"), folder.join("extra.mbox")).unwrap();
    bench.ingest(&sources, &[]);
    assert!(bench.case().snapshot().generation.exceptions.is_empty());
}

/// A corpus that takes long enough to be killed on its way.
fn slow(bench: &Bench) -> PathBuf {
    let folder = bench.path("slow");
    fs::create_dir(&folder).unwrap();
    for n in 0..40 {
        let text = String::from_utf8_lossy(&mailbox())
            .replace("example.org", &format!("m{n}.example.org"));
        fs::write(folder.join(format!("{n:02}.mbox")), text.repeat(3)).unwrap();
    }
    folder
}

#[test]
fn a_killed_ingest_leaves_a_case_that_opens_and_that_the_next_completes() {
    let whole = Bench::new();
    let source = slow(&whole);
    let began = std::time::Instant::now();
    whole.ingest(std::slice::from_ref(&source), &[]);
    let (expected, took) = (whole.answers(), began.elapsed());
    let mut stopped = 0;
    for round in 1..8_u32 {
        let bench = Bench::new();
        // The second ingest of a case is the one that is killed: there is something to lose.
        let first = source.join("00.mbox");
        bench.ingest(&[first], &[]);
        let known = bench.case().snapshot().status().items;
        let mut child = bench
            .command(&["ingest"])
            .arg(&source)
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(5) + took * round / 8);
        child.kill().unwrap();
        stopped += usize::from(!child.wait().unwrap().success());
        assert!(bench.case().snapshot().status().items >= known);
        bench.ingest(std::slice::from_ref(&source), &[]);
        bench
            .command(&["sources", "forget", "00.mbox"])
            .output()
            .unwrap();
        assert!(bench.answers() == expected, "round {round}");
    }
    assert!(stopped > 0, "every ingest had ended before it was killed");
}
