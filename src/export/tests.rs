//! The laws of exports: byte-identical natives, the same bytes twice, nothing beyond the folder.

use super::*;
use crate::case::{Act, Board, Event, Generation, MemoryReader, Snapshot};
use crate::model::{Digest, Head, Item, ItemIx, Kind, Location, Stamp};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;

/// Makes a message with a subject, at an offset of a mailbox or as a whole file.
pub fn message(subject: &str, offset: Option<u64>) -> Item {
    item(Kind::Message, subject, offset, subject.as_bytes())
}

fn item(kind: Kind, name: &str, offset: Option<u64>, bytes: &[u8]) -> Item {
    let head = Head {
        subject: name.to_owned(),
        date: Some(Stamp {
            epoch_s: 1_492_770_665,
            offset_min: 120,
        }),
        ..Head::default()
    };
    Item {
        digest: Digest(Sha256::digest(bytes).into()),
        kind,
        size_bytes: bytes.len() as u64,
        media_type: "message/rfc822".into(),
        head: (kind == Kind::Message).then_some(head),
        locations: vec![Location {
            source: "box".into(),
            path: "box/a".into(),
            offset,
            name: (kind != Kind::Message).then(|| name.to_owned()),
            ..Location::default()
        }],
        children: Vec::new(),
        text_digest: None,
        text_bytes: 0,
        defects: Vec::new(),
        thread: None,
        group: None,
    }
}

mod hand;

const MAIL: &[u8] = b"Subject: =1+1\n\nFrom here on\n>From there";
const CUT: &[u8] = b"Subject: b\n\n>From there\n";
const PDF: &[u8] = b"%PDF-1.4 \x00\xff";

fn case() -> (Snapshot, MemoryReader) {
    let items = vec![
        item(Kind::Message, "=1+1", Some(0), MAIL),
        item(Kind::Message, "b", Some(99), CUT),
        item(Kind::Attachment, "../../.bashrc", None, PDF),
    ];
    let mut reader = MemoryReader::default();
    for (item, bytes) in items.iter().zip([MAIL, CUT, PDF]) {
        reader.bytes.insert(item.digest, bytes.to_vec());
    }
    let tag = Event {
        journal: "0".repeat(32),
        seq: 1,
        lamport: 1,
        time: "2020-01-01T00:00:00Z".into(),
        author: "mira".into(),
        act: Act::Tag {
            tag: "hot".into(),
            items: vec![items[0].digest],
        },
        hash: String::new(),
    };
    let snapshot = Snapshot {
        name: "test".into(),
        time_zone: "UTC".into(),
        views: Arc::default(),
        generation: Arc::new(Generation::new(items, Vec::new(), Vec::new())),
        board: Arc::new(Board::fold(&[tag])),
        heads: vec![("mira-00000000".into(), "ab".repeat(32))],
    };
    (snapshot, reader)
}

fn export(format: Format, dest: &Path) -> Result<Report, ExportError> {
    let (snapshot, reader) = case();
    let all: Vec<ItemIx> = (0..3).map(ItemIx).collect();
    let plan = plan(&snapshot, &all, format, &Options::default());
    run(&plan, &snapshot, dest, &reader, &mut |_, _| {})
}

fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut out = BTreeMap::new();
    for entry in fs::read_dir(root).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if entry.path().is_dir() {
            let inner = files(&entry.path()).into_iter();
            out.extend(inner.map(|(n, bytes)| (format!("{name}/{n}"), bytes)));
        } else {
            out.insert(name, fs::read(entry.path()).unwrap());
        }
    }
    out
}

#[test]
fn natives_are_byte_identical_under_names_of_ours() {
    let dir = tempfile::tempdir().unwrap();
    let dest = dir.path().join("out");
    assert_eq!(export(Format::Eml, &dest).unwrap().items, 3);
    let files = files(&dest);
    for (bytes, ext) in [(MAIL, "eml"), (CUT, "eml"), (PDF, "bashrc")] {
        let name = format!("{}.{ext}", Digest(Sha256::digest(bytes).into()));
        assert_eq!(files[&name], bytes, "{name}");
    }
    assert_eq!(files.len(), 6);
}

#[test]
fn an_mbox_holds_every_message_and_reads_back() {
    let dir = tempfile::tempdir().unwrap();
    let dest = dir.path().join("out");
    export(Format::Mbox, &dest).unwrap();
    let files = files(&dest);
    let text = String::from_utf8(files["messages.mbox"].clone()).unwrap();
    assert_eq!(
        text,
        "From MAILER-DAEMON Fri Apr 21 10:31:05 2017\n\
         Subject: =1+1\n\n>From here on\n>>From there\n\n\
         From MAILER-DAEMON Fri Apr 21 10:31:05 2017\n\
         Subject: b\n\n>From there\n\n"
    );
    let report = check(&dest).unwrap();
    assert_eq!((report.items, report.problems.len()), (3, 0));
}

#[test]
fn every_format_checks_and_is_the_same_twice() {
    let dir = tempfile::tempdir().unwrap();
    for row in FORMATS {
        let (one, two) = (
            dir.path().join(row.word),
            dir.path().join(format!("{}2", row.word)),
        );
        export(row.format, &one).unwrap();
        export(row.format, &two).unwrap();
        assert_eq!(files(&one), files(&two), "{}", row.word);
        assert_eq!(check(&one).unwrap().problems, [], "{}", row.word);
    }
}

#[test]
fn a_table_holds_no_formula() {
    let dir = tempfile::tempdir().unwrap();
    let dest = dir.path().join("out");
    export(Format::Csv, &dest).unwrap();
    let csv = String::from_utf8(files(&dest)["items.csv"].clone()).unwrap();
    assert!(csv.contains("\"'=1+1\""), "{csv}");
    assert_eq!(csv.matches("\r\n").count(), 4);
}

#[test]
fn a_manifest_row_bears_tags_and_the_original_name() {
    let dir = tempfile::tempdir().unwrap();
    let dest = dir.path().join("out");
    export(Format::Eml, &dest).unwrap();
    let manifest = String::from_utf8(files(&dest)["manifest.jsonl"].clone()).unwrap();
    let rows: Vec<serde_json::Value> = manifest
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    assert_eq!(rows[0]["tags"], serde_json::json!(["hot"]));
    assert_eq!(rows[2]["name"], "../../.bashrc");
    assert_eq!(rows[2]["notes"], serde_json::json!([]));
}

#[test]
fn what_is_missing_extra_or_altered_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let dest = dir.path().join("out");
    export(Format::Eml, &dest).unwrap();
    let name = |bytes: &[u8], ext| format!("{}.{ext}", Digest(Sha256::digest(bytes).into()));
    fs::remove_file(dest.join(name(MAIL, "eml"))).unwrap();
    fs::write(dest.join(name(CUT, "eml")), "x").unwrap();
    fs::write(dest.join("more"), "x").unwrap();
    let found: Vec<(String, Trouble)> = check(&dest)
        .unwrap()
        .problems
        .into_iter()
        .map(|p| (p.path, p.trouble))
        .collect();
    for expected in [
        (name(MAIL, "eml"), Trouble::Missing),
        (name(CUT, "eml"), Trouble::Altered),
        ("more".to_owned(), Trouble::Extra),
    ] {
        assert!(found.contains(&expected), "{expected:?} in {found:?}");
    }
}

#[test]
fn a_sum_that_leads_out_is_never_opened() {
    let dir = tempfile::tempdir().unwrap();
    let dest = dir.path().join("out");
    export(Format::Csv, &dest).unwrap();
    let sums = format!("{}  ../../etc/passwd\n", "0".repeat(64));
    fs::write(dest.join("SHA256SUMS"), sums).unwrap();
    let problems = check(&dest).unwrap().problems;
    assert!(problems.iter().any(|p| p.trouble == Trouble::Outside));
}

#[test]
fn nothing_is_overwritten_and_modes_are_private() {
    let dir = tempfile::tempdir().unwrap();
    let dest = dir.path().join("out");
    export(Format::Eml, &dest).unwrap();
    assert!(matches!(
        export(Format::Eml, &dest),
        Err(ExportError::Occupied(_))
    ));
    assert_eq!(dest.metadata().unwrap().permissions().mode() & 0o777, 0o700);
    for entry in fs::read_dir(&dest).unwrap() {
        let mode = entry.unwrap().metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let link = dir.path().join("link");
    std::os::unix::fs::symlink(dir.path(), &link).unwrap();
    assert!(matches!(
        export(Format::Eml, &link),
        Err(ExportError::NotAFolder(_))
    ));
    fs::write(dir.path().join("file"), "").unwrap();
    assert!(export(Format::Eml, &dir.path().join("file")).is_err());
}

#[test]
fn a_source_is_never_written_to() {
    let dir = tempfile::tempdir().unwrap();
    let (mut snapshot, reader) = case();
    let mut generation = Generation::new(snapshot.generation.items.clone(), Vec::new(), Vec::new());
    generation.sources.push(crate::model::Source {
        name: "box".into(),
        path: dir.path().canonicalize().unwrap().display().to_string(),
        ..Default::default()
    });
    snapshot.generation = Arc::new(generation);
    let plan = plan(&snapshot, &[ItemIx(0)], Format::Eml, &Options::default());
    let dest = dir.path().join("deep/out");
    let got = run(&plan, &snapshot, &dest, &reader, &mut |_, _| {});
    assert!(matches!(got, Err(ExportError::InsideSource { .. })));
    assert!(!dest.exists());
}

#[test]
fn an_item_that_cannot_be_read_is_said_and_the_rest_is_written() {
    let dir = tempfile::tempdir().unwrap();
    let (snapshot, mut reader) = case();
    let gone = snapshot.generation.items[1].digest;
    reader.bytes.remove(&gone);
    let all: Vec<ItemIx> = (0..3).map(ItemIx).collect();
    let plan = plan(&snapshot, &all, Format::Eml, &Options::default());
    let dest = dir.path().join("out");
    let report = run(&plan, &snapshot, &dest, &reader, &mut |_, _| {}).unwrap();
    assert_eq!(report.items, 2);
    assert_eq!(report.unread[0].0, gone);
    assert_eq!(check(&dest).unwrap().problems, []);
}
