//! Tests of the readers of containers, on archives made here.

use super::*;
use std::io::{Cursor, Write};

#[derive(Default)]
struct Seen(
    Vec<(String, Vec<u8>)>,
    Vec<(Option<String>, ExceptionClass)>,
    Passwords,
);

impl Visitor for Seen {
    fn member(&mut self, member: Member, bytes: &mut dyn Read) -> Step {
        let mut held = Vec::new();
        if let Err(e) = bytes.read_to_end(&mut held) {
            self.1.push((
                Some(format!("{}: {e}", member.name)),
                ExceptionClass::Corrupt,
            ));
        }
        self.0.push((member.name, held));
        Step::Continue(())
    }

    fn passwords(&self) -> &Passwords {
        &self.2
    }

    fn trouble(&mut self, trouble: Trouble) -> Step {
        self.1.push((trouble.member, trouble.class));
        Step::Continue(())
    }
}

fn shown(kind: BoxKind, name: &str, bytes: &[u8]) -> Seen {
    let mut seen = Seen::default();
    open(kind, name, &mut Cursor::new(bytes), &mut seen);
    seen
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn tape(files: &[(&str, &[u8])]) -> Vec<u8> {
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

fn names(seen: &Seen) -> Vec<&str> {
    seen.0.iter().map(|(n, _)| n.as_str()).collect()
}

#[test]
fn a_compressed_tape_is_one_container() {
    let inner = tape(&[("../a", b"one"), ("/b/c", b"two"), ("../a", b"three")]);
    let seen = shown(BoxKind::Gzip, "x.tgz", &gzip(&inner));
    assert_eq!(names(&seen), ["../a", "/b/c", "../a"]);
    assert_eq!(seen.0[2].1, b"three");
    assert_eq!(shown(BoxKind::Tar, "x.tar", &inner).0, seen.0);
    assert!(tape::is_tape(&inner));
}

#[test]
fn a_stream_that_is_cut_gives_what_came_before() {
    let plain = "words and more words ".repeat(5000);
    let packed = gzip(plain.as_bytes());
    let whole = shown(BoxKind::Gzip, "dir/notes.txt.GZ", &packed);
    assert_eq!(names(&whole), ["notes.txt"]);
    assert_eq!(whole.0[0].1, plain.as_bytes());
    assert_eq!(whole.1, []);
    let cut = shown(BoxKind::Gzip, "notes", &packed[..packed.len() / 2]);
    assert_eq!(names(&cut), ["content"]);
    assert!(!cut.0[0].1.is_empty() && plain.as_bytes().starts_with(&cut.0[0].1));
    assert_eq!(cut.1.len(), 1);
}

#[test]
fn noise_is_trouble_and_never_more() {
    let noise: Vec<u8> = (0..5000_u32).map(|n| ((n * n) >> 3) as u8).collect();
    for (_, kind, _) in KINDS {
        for bytes in [&noise[..], b"", b"PK\x03\x04", b"7z\xbc\xaf\x27\x1c\0\x04"] {
            let seen = shown(*kind, "x", bytes);
            assert!(seen.0.len() <= 1, "{kind:?}");
        }
    }
}

#[test]
fn names_of_archives_stand_as_they_are() {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for name in ["../../etc/passwd", "C:\\x", "a/", "a/b"] {
        out.start_file(name, options).unwrap();
        if !name.ends_with('/') {
            out.write_all(name.as_bytes()).unwrap();
        }
    }
    let bytes = out.finish().unwrap().into_inner();
    let seen = shown(BoxKind::Zip, "x.zip", &bytes);
    assert_eq!(names(&seen), ["../../etc/passwd", "C:\\x", "a/b"]);
    // A cut directory: the members are read from the start.
    let cut = shown(BoxKind::Zip, "x.zip", &bytes[..bytes.len() - 40]);
    assert_eq!(names(&cut), names(&seen));
    assert_eq!(cut.1, [(None, ExceptionClass::Corrupt)]);
}

/// An archive with one member under AES, one under another password, and one that is open.
fn locked() -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let plain = zip::write::SimpleFileOptions::default();
    let sealed = |password| plain.with_aes_encryption(zip::AesMode::Aes256, password);
    for (name, options) in [
        ("a.txt", sealed("the mill")),
        ("b.txt", plain),
        ("c.txt", sealed("the hill")),
    ] {
        out.start_file(name, options).unwrap();
        out.write_all(name.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn locked_members_open_with_the_passwords_that_were_given() {
    let shown = |passwords: &str| {
        let mut seen = Seen(Vec::new(), Vec::new(), Passwords::read(passwords));
        open(BoxKind::Zip, "x.zip", &mut Cursor::new(locked()), &mut seen);
        let names = seen.0.iter().map(|(name, bytes)| {
            assert_eq!(name.as_bytes(), bytes);
            name.clone()
        });
        (names.collect::<Vec<_>>().join(" "), seen.1.len())
    };
    assert_eq!(shown(""), ("b.txt".into(), 2));
    assert_eq!(shown("wrong\nthe mill\n"), ("b.txt a.txt".into(), 1));
    assert_eq!(
        shown("the hill\nthe mill\n"),
        ("b.txt c.txt a.txt".into(), 0)
    );
}

const LETTER: &str = r#"<emails><email><OPFMessageCopySubject>Budget</OPFMessageCopySubject>
<OPFMessageCopyBody>See the table.</OPFMessageCopyBody>
<OPFMessageCopyAttachmentList><messageAttachment OPFAttachmentName="t.csv"
 OPFAttachmentURL="com.microsoft.__Messages/Inbox/com.microsoft.__Attachments/t.csv_1"/>
</OPFMessageCopyAttachmentList></email></emails>"#;

#[test]
fn messages_of_outlook_for_mac_hold_their_attachments() {
    let inbox = "Accounts/ada@example.org/com.microsoft.__Messages/Inbox";
    let first = format!("{inbox}/Leak/message_00001.xml");
    let bad = format!("{inbox}/message_00002.xml");
    let table = format!("{inbox}/com.microsoft.__Attachments/t.csv_1");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let cut = &LETTER[..LETTER.len() - 20];
    for (name, text) in [(&first, LETTER), (&bad, cut), (&table, "a;b\n")] {
        out.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    let seen = shown(BoxKind::Zip, "x.olm", &out.finish().unwrap().into_inner());
    assert_eq!(names(&seen), [&first, &bad, &table]);
    let mail = crate::intake::Mail::read(&seen.0[0].1).unwrap();
    let piece = &mail.pieces()[0];
    assert_eq!(
        (piece.name.as_deref(), &piece.bytes[..]),
        (Some("t.csv"), &b"a;b\n"[..])
    );
    // What is malformed stays as it is, and that is said; the file stands beside its message.
    assert_eq!(seen.0[1].1, cut.as_bytes());
    let why = "its XML is malformed";
    assert_eq!(
        seen.1,
        [(Some(format!("{bad}: {why}")), ExceptionClass::Corrupt)]
    );
    assert_eq!(olm::folder(&first).as_deref(), Some("Inbox/Leak"));
}
