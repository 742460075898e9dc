//! Containers from end to end, on archives that are made here: what lies in them is found and
//! accounted for, can be read again, and no trick of theirs does more than be listed.
#![expect(
    clippy::unwrap_used,
    reason = "a test stops where something is not as it must be"
)]

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use valla::case::{Case, IngestOptions};
use valla::model::{Exception, ExceptionClass, Item, Kind};
use zip::write::SimpleFileOptions;

const MAIL: &str = "From: Ada <ada@example.org>\nTo: bo@example.org\nSubject: The crate\n\
    Date: Mon, 6 Mar 2017 10:00:00 +0100\nMessage-ID: <crate@example.org>\n\nIt has come.\n";

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        out.start_file(*name, SimpleFileOptions::default()).unwrap();
        out.write_all(bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn taped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.as_gnu_mut().unwrap().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_cksum();
        out.append(&header, *bytes).unwrap();
    }
    out.into_inner().unwrap()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn attached(name: &str, bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut hex = String::new();
    for byte in bytes {
        write!(hex, "={byte:02X}").unwrap();
        if hex.len() % 60 < 3 {
            hex.push_str("=\n");
        }
    }
    format!(
        "From: ada@example.org\nSubject: Files\nMessage-ID: <files@example.org>\n\
        MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nSee there.\n--b\n\
        Content-Type: application/octet-stream; name=\"{name}\"\n\
        Content-Transfer-Encoding: quoted-printable\n\n{hex}\n--b--\n"
    )
}

/// A case over some files, each under its name.
struct Bench {
    _kept: tempfile::TempDir,
    case: Case,
}

fn bench(files: &[(&str, &[u8])]) -> Bench {
    let kept = tempfile::tempdir().unwrap();
    let leak = kept.path().join("leak");
    for (name, bytes) in files {
        let path = leak.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let case = ingest(&kept.path().join("case"), &leak, 2);
    Bench { _kept: kept, case }
}

fn ingest(root: &Path, leak: &Path, jobs: usize) -> Case {
    let mut case = Case::create(root).unwrap();
    let options = IngestOptions {
        sources: vec![leak.to_owned()],
        jobs,
        author: "Ada".into(),
        ..IngestOptions::default()
    };
    case.ingest(&options, &mut |_| {}).unwrap();
    case
}

impl Bench {
    fn items(&self) -> Vec<Item> {
        self.case.snapshot().generation.items.clone()
    }

    /// Every place, as `path:inner`, with the kind of its item.
    fn places(&self) -> BTreeMap<String, Kind> {
        let mut out = BTreeMap::new();
        for item in self.items() {
            for place in &item.locations {
                let way = format!("{}:{}", place.path, place.inner.as_deref().unwrap_or(""));
                out.insert(way, item.kind);
            }
        }
        out
    }

    fn exceptions(&self) -> Vec<Exception> {
        self.case.snapshot().generation.exceptions.clone()
    }

    /// What was lost, as `inner class`.
    fn lost(&self) -> Vec<String> {
        let lost = self.exceptions().into_iter().filter(|e| e.item.is_none());
        lost.map(|e| format!("{} {}", e.inner.unwrap_or_default(), e.class.word()))
            .collect()
    }

    /// Reads the bytes of every item again; they are checked against their digest there.
    fn everything_is_read_again(&self) {
        for item in self.items() {
            let bytes = self.case.reader().bytes(&item).unwrap();
            assert_eq!(bytes.len() as u64, item.size_bytes, "{:?}", item.locations);
        }
        let report = self.case.verify(&mut |_| {}).unwrap();
        assert_eq!(report.problems, []);
    }
}

#[test]
fn a_mailbox_in_a_zip_in_a_tape_gives_messages() {
    let mbox = format!("From a Mon Mar  6 10:00:00 2017\n{MAIL}\n").repeat(2);
    let inner = zipped(&[
        ("b/mail.mbox", mbox.as_bytes()),
        ("b/note.txt", b"a note\n"),
    ]);
    let tape = taped(&[("a.zip", &inner), ("Maildir/cur/1:2,S", MAIL.as_bytes())]);
    let bench = bench(&[("dump.tar.gz", &gzipped(&tape))]);
    let wanted = [
        ("dump.tar.gz:", Kind::Document),
        ("dump.tar.gz:Maildir/cur/1:2,S", Kind::Message),
        ("dump.tar.gz:a.zip", Kind::Document),
        ("dump.tar.gz:a.zip/b/mail.mbox", Kind::Message),
        ("dump.tar.gz:a.zip/b/note.txt", Kind::Document),
    ];
    let wanted = wanted.map(|(way, kind)| (way.to_owned(), kind));
    assert_eq!(bench.places(), BTreeMap::from(wanted));
    let items = bench.items();
    let mail = items.iter().find(|i| i.kind == Kind::Message).unwrap();
    assert_eq!(mail.message_id(), Some("crate@example.org"));
    // The same bytes three times: twice in the mailbox, once in the Maildir.
    assert_eq!(mail.locations.len(), 3);
    let ranges: Vec<_> = mail
        .locations
        .iter()
        .filter_map(|l| l.offset.zip(l.length))
        .collect();
    let (start, length) = (32, MAIL.len() as u64);
    assert_eq!(ranges, [(start, length), (2 * start + length + 1, length)]);
    let folders: Vec<_> = mail
        .locations
        .iter()
        .filter_map(|l| l.folder.as_deref())
        .collect();
    assert_eq!(folders, ["Maildir"]);
    assert_eq!(bench.lost(), Vec::<String>::new());
    bench.everything_is_read_again();
}

#[test]
fn a_container_in_a_mail_belongs_to_its_family() {
    let inner = zipped(&[("x.txt", b"words of a file\n"), ("m.eml", MAIL.as_bytes())]);
    let mail = attached("files.zip", &zipped(&[("in.zip", &inner)]));
    let bench = bench(&[("one.eml", mail.as_bytes()), ("two.eml", mail.as_bytes())]);
    let items = bench.items();
    let carrier = items
        .iter()
        .find(|i| i.message_id() == Some("files@example.org"))
        .unwrap();
    let file = items.iter().find(|i| i.file_name() == "x.txt").unwrap();
    assert_eq!(file.kind, Kind::Attachment);
    let told: Vec<_> = file
        .locations
        .iter()
        .map(|l| {
            (
                l.path.as_str(),
                l.inner.as_deref().unwrap(),
                l.parent.unwrap(),
            )
        })
        .collect();
    let way = "2/in.zip/x.txt";
    assert_eq!(
        told,
        [
            ("one.eml", way, carrier.digest),
            ("two.eml", way, carrier.digest)
        ]
    );
    let inside = items
        .iter()
        .find(|i| i.message_id() == Some("crate@example.org"))
        .unwrap();
    assert!(
        inside
            .locations
            .iter()
            .all(|l| l.parent == Some(carrier.digest))
    );
    bench.everything_is_read_again();
}

#[test]
fn files_that_lie_in_a_document_are_items() {
    let own = b"<w:document><w:p><w:r><w:t>Hall hire</w:t></w:r></w:p></w:document>";
    let inner = zipped(&[("word/document.xml", own)]);
    let files = zipped(&[("note.txt", b"a note\n")]);
    let letter = zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", b"<w:document/>"),
        ("word/embeddings/Costs.docx", &inner),
        ("word/embeddings/more.zip", &files),
        ("word/embeddings/mail.eml", MAIL.as_bytes()),
    ]);
    let mail = attached("letter.docx", &letter);
    let bench = bench(&[("a.docx", &letter), ("one.eml", mail.as_bytes())]);
    let places: Vec<String> = bench.places().into_keys().collect();
    assert_eq!(
        places,
        [
            "a.docx:",
            "a.docx:Costs.docx",
            "a.docx:mail.eml",
            "a.docx:more.zip",
            "a.docx:more.zip/note.txt",
            "one.eml:",
            "one.eml:2",
            "one.eml:2/Costs.docx",
            "one.eml:2/mail.eml",
            "one.eml:2/more.zip",
            "one.eml:2/more.zip/note.txt",
        ]
    );
    let items = bench.items();
    let costs = items.iter().find(|i| i.file_name() == "Costs.docx");
    let text = bench.case.reader().text(costs.unwrap()).unwrap();
    assert_eq!(text.body(), "Hall hire\n");
    bench.everything_is_read_again();
}

#[test]
fn documents_in_each_other_many_times_are_opened_within_a_bound() {
    let mut letter = b"the innermost".to_vec();
    for n in 0..14 {
        let own = format!("<w:document><w:p><w:t>{n}</w:t></w:p></w:document>");
        letter = zipped(&[
            ("word/document.xml", own.as_bytes()),
            ("word/embeddings/in.docx", &letter),
        ]);
    }
    let bench = bench(&[("a.docx", &letter)]);
    assert_eq!(bench.items().len(), 11);
    assert_eq!(bench.exceptions().len(), 1);
    bench.everything_is_read_again();
}

#[test]
fn tricks_of_names_are_listed_and_nothing_is_written() {
    let tricks = zipped(&[
        ("../../../valla-was-here", b"one"),
        ("/tmp/valla-was-here", b"two"),
        ("dir/same", b"three"),
        ("C:\\x", b"four"),
    ]);
    let twice = taped(&[("same", b"first"), ("same", b"second"), ("same", b"first")]);
    let bench = bench(&[("t.zip", &tricks), ("t.tar", &twice)]);
    let places = bench.places();
    for way in [
        "t.zip:../../../valla-was-here",
        "t.tar:same",
        "t.tar:same#2",
        "t.tar:same#3",
    ] {
        assert!(places.contains_key(way), "{way} is not in {places:?}");
    }
    assert_eq!(places.len(), 2 + 4 + 3);
    assert!(!Path::new("/tmp/valla-was-here").exists());
    bench.everything_is_read_again();
}

#[test]
fn bounds_keep_what_was_read_and_say_so_once() {
    let zeros = vec![0; 90 << 20];
    let bomb = zipped(&[
        ("before.txt", b"read"),
        ("zeros", &zeros),
        ("after.txt", b"not read"),
    ]);
    let mut deep = zipped(&[("end.txt", b"the end")]);
    for _ in 0..12 {
        deep = zipped(&[("d.zip", &deep)]);
    }
    let bench = bench(&[("bomb.zip", &bomb), ("deep.zip", &deep)]);
    let places = bench.places();
    assert!(places.contains_key("bomb.zip:before.txt"));
    assert!(!places.contains_key("bomb.zip:zeros"));
    let bounds: Vec<_> = bench
        .exceptions()
        .into_iter()
        .filter(|e| e.class == ExceptionClass::Bound)
        .map(|e| (e.path, e.inner.unwrap(), e.item.is_some()))
        .collect();
    let tenth = ["d.zip"; 10].join("/");
    let wanted = [
        ("bomb.zip".to_owned(), "zeros".to_owned(), false),
        ("deep.zip".to_owned(), tenth, true),
    ];
    assert_eq!(bounds, wanted);
    bench.everything_is_read_again();
}

#[test]
fn containers_in_each_other_many_times_are_placed_within_a_bound() {
    let mut bomb = zipped(&[("0", &vec![7; 4 << 20])]);
    for _ in 0..5 {
        let names = ["a", "b", "c", "d", "e", "f", "g", "h"];
        let files: Vec<(&str, &[u8])> = names.iter().map(|n| (*n, bomb.as_slice())).collect();
        bomb = zipped(&files);
    }
    let bench = bench(&[("bomb.zip", &bomb)]);
    let places = bench.places().len();
    assert!((20..10_000).contains(&places), "{places} places");
    assert_eq!(bench.lost().len(), 1);
    bench.everything_is_read_again();
}

#[test]
fn what_is_encrypted_or_cut_is_an_exception() {
    // A member whose flag says that it is encrypted.
    let mut locked = zipped(&[("open.txt", b"in the clear"), ("shut.txt", b"not so")]);
    let mark = |bytes: &mut Vec<u8>, magic: &[u8], at: usize| {
        let last = bytes.windows(4).rposition(|w| w == magic).unwrap();
        bytes[last + at] |= 1;
    };
    mark(&mut locked, b"PK\x03\x04", 6);
    mark(&mut locked, b"PK\x01\x02", 8);
    let words = "Some words that do not pack to nothing. ".repeat(4000);
    let packed = gzipped(words.as_bytes());
    let rar = b"Rar!\x1a\x07\x01\x00and more".as_slice();
    let bench = bench(&[
        ("locked.zip", &locked),
        ("cut.gz", &packed[..packed.len() - 30]),
        ("shut.rar", rar),
    ]);
    assert_eq!(bench.lost(), ["shut.txt encrypted"]);
    let of = |path: &str| {
        let all = bench.exceptions().into_iter();
        let found = all.filter(|e| e.path == path && e.item.is_some());
        found.map(|e| (e.inner, e.class)).collect::<Vec<_>>()
    };
    assert_eq!(
        of("cut.gz"),
        [(Some("cut".to_owned()), ExceptionClass::Corrupt)]
    );
    assert_eq!(of("shut.rar"), [(None, ExceptionClass::Unsupported)]);
    assert!(bench.places().contains_key("cut.gz:cut"));
    bench.everything_is_read_again();
}

#[test]
fn the_answer_is_the_same_whatever_the_threads_and_the_order() {
    let inner = zipped(&[
        ("m.eml", MAIL.as_bytes()),
        ("x.txt", b"a text of its own\n"),
    ]);
    let kept = tempfile::tempdir().unwrap();
    let leak = kept.path().join("leak");
    fs::create_dir_all(leak.join("b")).unwrap();
    fs::write(leak.join("b/a.zip"), &inner).unwrap();
    fs::write(leak.join("b/x.txt"), b"a text of its own\n").unwrap();
    fs::write(leak.join("c.tgz"), gzipped(&taped(&[("in/a.zip", &inner)]))).unwrap();
    fs::write(leak.join("mail.eml"), attached("a.zip", &inner)).unwrap();
    let whole = ingest(&kept.path().join("one"), &leak, 1).snapshot();
    let again = ingest(&kept.path().join("two"), &leak, 8).snapshot();
    assert_eq!(whole.generation.items, again.generation.items);
    assert_eq!(whole.generation.exceptions, again.generation.exceptions);
    let text = whole
        .generation
        .items
        .iter()
        .find(|i| i.title() == "x.txt")
        .unwrap();
    assert_eq!(text.locations.len(), 4);
}
