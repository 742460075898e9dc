//! Tests of whole messages: invented mails with LF and with CRLF, and hostile ones.

use super::*;
use crate::model::{DefectKind, PartRole, bounds};
use proptest::prelude::*;
use std::fmt::Write;

/// Reads a mail that is written with LF, with both line ends; they must say the same.
fn read(text: &str) -> Extracted {
    let lf = message(text.as_bytes(), FromQuoting::None);
    let crlf = message(text.replace('\n', "\r\n").as_bytes(), FromQuoting::None);
    assert_eq!(lf.head, crlf.head);
    assert_eq!(lf.texts, crlf.texts);
    let names = |e: &Extracted| -> Vec<_> {
        let kids = e.children.iter();
        kids.map(|c| (c.part.clone(), c.name.clone(), c.texts.clone()))
            .collect()
    };
    assert_eq!(names(&lf), names(&crlf));
    lf
}

/// Lists texts as `part role text`.
fn texts(read: &Extracted) -> Vec<(&str, PartRole, &str)> {
    let parts = read.texts.iter();
    parts
        .map(|t| (t.part.en.as_str(), t.role, t.text.as_str()))
        .collect()
}

fn kinds(read: &Extracted) -> Vec<DefectKind> {
    read.defects.iter().map(|d| d.kind).collect()
}

const HEAD: &str = "From: Ann <ann@example.org>\nDate: Fri, 21 Apr 2017 12:31:05 +0200\n\
    Message-ID: <1@example.org>\nMIME-Version: 1.0\n";

#[test]
fn a_plain_mail_says_what_it_says() {
    let read = read(&format!(
        "{HEAD}Subject: =?utf-8?Q?d=C3=A9j=C3=A0?=\n\nHello\n"
    ));
    assert_eq!(read.head.subject, "déjà");
    assert_eq!(read.head.from_line(), "Ann <ann@example.org>");
    assert_eq!(texts(&read), [("1", PartRole::Body, "Hello\n")]);
    assert_eq!(kinds(&read), []);
}

#[test]
fn the_skeleton_is_how_texts_are_wrapped_and_nothing_that_is_attached() {
    let skeleton = |fields: &str, body: &str| {
        let mail = format!("{HEAD}{fields}\n{body}");
        message(mail.as_bytes(), FromQuoting::None).skeleton
    };
    assert_eq!(skeleton("", "Hello\n"), "text/plain");
    let mixed = "Content-Type: multipart/mixed; boundary=o\n";
    let forms = "--o\nContent-Type: multipart/alternative; boundary=i\n\n\
        --i\nContent-Type: text/plain\n\na\n--i\nContent-Type: text/html\n\na\n--i--\n";
    let file = "--o\nContent-Type: application/pdf\n\na\n";
    let both = "alternative(text/plain,text/html)";
    assert_eq!(skeleton(mixed, &format!("{forms}--o--\n")), both);
    assert_eq!(skeleton(mixed, &format!("{forms}{file}--o--\n")), both);
    let foot = "--o\nContent-Type: text/plain\n\nThe list\n";
    let twice = format!("{foot}{foot}--o--\n");
    assert_eq!(skeleton(mixed, &twice), "text/plain");
    let after = format!("{forms}{foot}--o--\n");
    assert_eq!(skeleton(mixed, &after), format!("{both},text/plain"));
}

#[test]
fn encoded_parts_are_told_with_their_places() {
    let fields = format!("{HEAD}Content-Transfer-Encoding: quoted-printable\n\n");
    let coded = |body: &str| {
        let mail = format!("{fields}{body}");
        message(mail.as_bytes(), FromQuoting::Undo).coded
    };
    let all = fields.len()..fields.len() + 5;
    assert_eq!(coded("a=3D\n"), [(Coding::Quoted, all)]);
    assert_eq!(coded("a=3D\n>From b\n"), []);
}

#[test]
fn alternatives_attachments_and_nested_messages_get_their_places() {
    let mail = format!(
        "{HEAD}Content-Type: multipart/mixed; boundary=o\n\n\
        --o\nContent-Type: multipart/alternative; boundary=o1\n\n\
        --o1\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\
        \n\n=C3=A9t=C3=A9\n--o1\nContent-Type: text/html\n\n<p>ete</p>\n--o1--\n\
        --o\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\
        Content-Disposition: attachment; filename*0*=utf-8''r%C3%A9; filename*1=\"sum.pdf\"\n\n\
        aGVsbG8\n--o\nContent-Type: text/plain; name=notes.txt\n\nnoted\n\
        --o\nContent-Type: message/rfc822\n\nSubject: inner\nTo: b\n\nx\n--o--\n"
    );
    let read = read(&mail);
    let wanted = [
        ("1.1", PartRole::Body, "été"),
        ("1.2", PartRole::Alternative, "ete\n"),
    ];
    assert_eq!(texts(&read), wanted);
    let kids: Vec<_> = read
        .children
        .iter()
        .map(|c| (c.part.as_str(), c.name.as_deref(), c.bytes.as_slice()))
        .collect();
    let wanted: [(_, _, &[u8]); 3] = [
        ("2", Some("résum.pdf"), b"hello"),
        ("3", Some("notes.txt"), b"noted"),
        ("4", None, b"Subject: inner\nTo: b\n\nx"),
    ];
    assert_eq!(kids, wanted);
    assert!(read.children[2].is_message);
    assert_eq!(read.children[1].texts[0].text, "noted");
    assert_eq!(kinds(&read), [DefectKind::BadEncoding]);
    let again = part_bytes(mail.as_bytes(), FromQuoting::None, "2");
    assert_eq!(again.as_deref(), Some(&b"hello"[..]));
}

#[test]
fn a_boundary_stands_at_a_line_start_only() {
    let mail = format!(
        "{HEAD}Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx --b\n--bb\n--b-\ny\n--b--\n"
    );
    let read = read(&mail);
    assert_eq!(
        texts(&read),
        [("1", PartRole::Body, "x --b\n--bb\n--b-\ny")]
    );
}

#[test]
fn html_alone_is_the_body_and_what_it_hides_is_said() {
    let mail = format!(
        "{HEAD}Content-Type: text/html\n\n<p>seen</p><p style=\"display:none\">secret</p>\n"
    );
    let read = read(&mail);
    let wanted = [
        ("1", PartRole::Body, "seen\n"),
        ("1", PartRole::Hidden, "secret"),
    ];
    assert_eq!(texts(&read), wanted);
    assert_eq!(kinds(&read), [DefectKind::HiddenText]);
}

#[test]
fn text_outside_of_parts_is_kept_unless_a_mailer_wrote_it() {
    let mail = |pre: &str, post: &str| {
        format!("{HEAD}Content-Type: multipart/mixed; boundary=b\n\n{pre}\n--b\n\nx\n--b--\n{post}")
    };
    let usual = read(&mail("This is a multi-part message in MIME format.", ""));
    assert_eq!(usual.texts.len(), 1);
    let odd = read(&mail("pay nobody", "footer\n"));
    let hidden: Vec<_> = odd.texts.iter().skip(1).map(|t| t.text.as_str()).collect();
    assert_eq!(hidden, ["pay nobody", "footer"]);
}

#[test]
fn from_quoting_is_undone_in_an_mbox_only() {
    let raw = b"A: b\nC: d\n\n>From x\n>>From y\n> From z\n";
    let body = |quoting| message(raw, quoting).texts[0].text.clone();
    assert_eq!(body(FromQuoting::Undo), "From x\n>From y\n> From z\n");
    assert_eq!(body(FromQuoting::None), ">From x\n>>From y\n> From z\n");
}

#[test]
fn raw_bytes_without_a_declaration_are_guessed() {
    let raw = b"Subject: caf\xe9\nFrom: a\n\nd\xe9j\xe0 vu, tr\xe8s bient\xf4t\n";
    let read = message(raw, FromQuoting::None);
    assert_eq!(read.head.subject, "café");
    assert_eq!(read.texts[0].text, "déjà vu, très bientôt\n");
    assert!(kinds(&read).contains(&DefectKind::RawHeaderBytes));
}

#[test]
fn what_is_over_a_bound_is_read_in_part_with_a_defect() {
    let rows: Vec<(String, DefectKind)> = vec![
        (nested(1000), DefectKind::TooDeep),
        (
            format!("{HEAD}{}\nx\n", "X-A: b\n".repeat(200_000)),
            DefectKind::HeaderTooLong,
        ),
        (
            format!(
                "{HEAD}Content-Type: text/plain;{}\n\nx\n",
                " a*0=x;".repeat(2000)
            ),
            DefectKind::TooManyParameters,
        ),
        (
            format!("{HEAD}References: {}\n\nx\n", "<1@x> ".repeat(5000)),
            DefectKind::TooManyReferences,
        ),
        (
            format!(
                "{HEAD}Content-Type: multipart/mixed; boundary=b\n\n{}--b--\n",
                "--b\n\nx\n".repeat(20_000)
            ),
            DefectKind::TooManyParts,
        ),
    ];
    for (mail, kind) in rows {
        let read = message(mail.as_bytes(), FromQuoting::None);
        assert!(kinds(&read).contains(&kind), "{kind:?}");
        assert_eq!(read.head.message_id.as_deref(), Some("1@example.org"));
    }
}

fn nested(levels: usize) -> String {
    let mut mail = HEAD.to_owned();
    for at in 0..levels {
        let _ = write!(
            mail,
            "Content-Type: multipart/mixed; boundary=b{at}\n\n--b{at}\n"
        );
    }
    mail
}

#[test]
fn the_last_references_are_kept() {
    let ids: Vec<String> = (0..5000).map(|i| format!("<{i}@x>")).collect();
    let mail = format!("{HEAD}References: {}\n\n", ids.join("\n "));
    let read = read(&mail);
    assert_eq!(read.head.references.len(), bounds::REFERENCES);
    assert_eq!(
        read.head.references.last().map(String::as_str),
        Some("4999@x")
    );
}

#[test]
fn a_word_file_gives_its_paragraphs_and_expands_nothing() {
    let xml = "<!DOCTYPE d [<!ENTITY e 'boom'>]><w:document><w:p><w:t>a &amp; b</w:t>\
        <w:tab/><w:t>&#233;&e;</w:t></w:p><w:p><w:t>c</w:t></w:p></w:document>";
    let read = document("x.docx", &zipped("word/document.xml", xml));
    assert_eq!(read.texts[0].text, "a & b\té\nc\n");
}

fn zipped(name: &str, text: &str) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file(name, options).unwrap();
    zip.write_all(text.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

#[test]
fn documents_are_read_by_their_bytes() {
    let html = document("page.txt", b"<!DOCTYPE html><p>a<p>b");
    assert_eq!(html.texts[0].text, "a\n\nb\n");
    assert_eq!(document("a.md", b"# t\r\nx").texts[0].text, "# t\nx");
    assert_eq!(document("a.txt", b"\0\x01\x02").texts, []);
}

proptest! {
    #[test]
    fn no_bytes_are_too_odd(lines in prop::collection::vec(odd_line(), 0..40)) {
        let raw = lines.concat();
        let read = message(&raw, FromQuoting::Undo);
        for child in &read.children {
            prop_assert!(child.bytes.len() <= raw.len());
        }
        for header in headers(&raw) {
            prop_assert!(header.range.end <= raw.len());
        }
        document("x", &raw);
    }
}

fn odd_line() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        Just(b"Content-Type: multipart/mixed; boundary=b\r\n".to_vec()),
        Just(b"Content-Type: message/rfc822\n".to_vec()),
        Just(b"Content-Type: text/html; charset=utf-7\n".to_vec()),
        Just(b"Content-Transfer-Encoding: base64\n".to_vec()),
        Just(b"Subject: =?utf-8?B?\n".to_vec()),
        Just(b"To: \"a (b <c\n".to_vec()),
        Just(b"--b\n".to_vec()),
        Just(b"--b--\n".to_vec()),
        Just(b"\n".to_vec()),
        Just(b"<p style='display:none'><li><a href=x>\n".to_vec()),
        prop::collection::vec(any::<u8>(), 0..60),
    ]
}
