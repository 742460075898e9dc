//! Tests of messages of Outlook: the canonical form, the rebuilt one, TNEF.

use super::prop::{self, Props};
use super::*;
use proptest::prelude::*;

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn tag(id: u16, kind: u16) -> u32 {
    (u32::from(id) << 16) | u32::from(kind)
}

fn props(rows: &[(u16, u16, Vec<u8>)]) -> Props {
    let mut out = Props::default();
    for (id, kind, value) in rows {
        out.put(tag(*id, *kind), Vec::new(), value.clone());
    }
    out
}

fn mail() -> Mail {
    let inner = Mail {
        props: props(&[(prop::SUBJECT, 0x1f, wide("Inside"))]),
        ..Mail::default()
    };
    // 6 March 2017, 09:00 UTC, in ticks since 1601.
    let moment = (1_488_790_800_u64 + 11_644_473_600) * 10_000_000;
    Mail {
        props: props(&[
            (prop::SUBJECT, 0x1f, wide("\u{1}\u{1}Reçu: the crate")),
            (prop::SENT_NAME, 0x1f, wide("Ada Example")),
            (prop::SENT_SMTP, 0x1f, wide("ada@example.org")),
            (prop::SUBMITTED, 0x40, moment.to_le_bytes().to_vec()),
            (prop::MESSAGE_ID, 0x1f, wide("<crate@example.org>\0")),
            (prop::BODY, 0x1f, wide("It has come, à bientôt.\r\n\0")),
            (
                prop::HTML,
                0x102,
                b"<p>It has come, \xe0 bient\xf4t.</p>".to_vec(),
            ),
            (prop::HTML_CODEPAGE, 3, 1252_u32.to_le_bytes().to_vec()),
        ]),
        recipients: vec![props(&[
            (prop::RECIPIENT_TYPE, 3, vec![2, 0, 0, 0]),
            (prop::DISPLAY_NAME, 0x1f, wide("Bo")),
            (prop::SMTP, 0x1f, wide("bo@example.org")),
        ])],
        attachments: vec![
            Attached {
                props: props(&[
                    (prop::LONG_NAME, 0x1f, wide("list.txt")),
                    (prop::DATA, 0x102, b"one crate".to_vec()),
                ]),
                mail: None,
            },
            Attached {
                props: Props::default(),
                mail: Some(Box::new(inner)),
            },
        ],
    }
}

#[test]
fn the_canonical_form_is_what_it_was() {
    let mail = mail();
    let bytes = mail.canonical();
    assert_eq!(Mail::read(&bytes), Some(mail));
    assert_eq!(&bytes[..16], b"VALLA-MAPI\x01\n\x08\0\0\0");
    // The first property: PR_SUBJECT in UTF-16, no name, its length, its text.
    assert_eq!(&bytes[16..28], b"\x1f\0\x37\0\0\0\0\0\x22\0\0\0");
    for end in 0..bytes.len() {
        assert_eq!(Mail::read(&bytes[..end]), None, "cut at {end}");
    }
}

#[test]
fn a_mail_is_rebuilt_from_its_properties() {
    let eml = String::from_utf8_lossy(&mail().eml(false)).into_owned();
    for line in [
        "From: \"Ada Example\" <ada@example.org>\r\n",
        "Cc: \"Bo\" <bo@example.org>\r\n",
        "Subject: =?utf-8?Q?Re=C3=A7u=3A_the_crate?=\r\n",
        "Date: Mon, 06 Mar 2017 09:00:00 +0000\r\n",
        "Message-ID: <crate@example.org>\r\n",
        "Content-Type: text/plain; charset=utf-8\r\n",
        "Content-Type: text/html; charset=windows-1252\r\n",
    ] {
        assert!(eml.contains(line), "{line:?} is not in\n{eml}");
    }
    let whole = String::from_utf8_lossy(&mail().eml(true)).into_owned();
    assert!(whole.contains("filename=\"list.txt\"\r\n\r\nb25lIGNyYXRl\r\n"));
    assert!(whole.contains("Subject: Inside\r\n"));
}

#[test]
fn transport_headers_come_first_and_lose_those_of_the_body() {
    let given = "Microsoft Mail Internet Headers Version 2.0\r\nReceived: from a\r\n\tby b\r\n\
        Content-Type: text/plain;\r\n\tcharset=x\r\nSubject: As sent\r\n\r\nno field: here\r\n";
    let mut mail = mail();
    mail.props
        .put(tag(prop::TRANSPORT, 0x1f), Vec::new(), wide(given));
    let eml = String::from_utf8_lossy(&mail.eml(false)).into_owned();
    assert!(eml.starts_with("Received: from a\r\n\tby b\r\nSubject: As sent\r\nFrom: "));
    assert!(!eml.contains("charset=x") && !eml.contains("no field"));
}

#[test]
fn pieces_are_attachments_with_their_names() {
    let pieces = mail().pieces();
    let told: Vec<_> = pieces
        .iter()
        .map(|p| (p.part.as_str(), p.name.as_deref().unwrap(), p.is_message))
        .collect();
    assert_eq!(
        told,
        [("att-1", "list.txt", false), ("att-2", "Inside", true)]
    );
    assert_eq!(mail().piece("att-1").unwrap(), b"one crate");
    assert!(Mail::read(&mail().piece("att-2").unwrap()).is_some());
}

fn attribute(level: u8, id: u32, data: &[u8]) -> Vec<u8> {
    let mut out = vec![level];
    out.extend(id.to_le_bytes());
    out.extend((data.len() as u32).to_le_bytes());
    out.extend(data);
    let sum = data
        .iter()
        .fold(0_u16, |a, b| a.wrapping_add(u16::from(*b)));
    out.extend(sum.to_le_bytes());
    out
}

#[test]
fn a_winmail_gives_body_and_attachments() {
    let mut bytes = b"\x78\x9f\x3e\x22\x01\0".to_vec();
    bytes.extend(attribute(1, 0x0002_800c, b"Words of the body\0"));
    bytes.extend(attribute(2, 0x0006_9002, &[0; 14]));
    bytes.extend(attribute(2, 0x0001_8010, b"list.txt\0"));
    bytes.extend(attribute(2, 0x0006_800f, b"one crate"));
    let (mail, is_damaged) = open_tnef(&bytes).unwrap();
    assert!(!is_damaged);
    assert_eq!(mail.texts(), [("body.txt", b"Words of the body".to_vec())]);
    assert_eq!(mail.pieces()[0].name.as_deref(), Some("list.txt"));
    assert_eq!(mail.pieces()[0].bytes, b"one crate");
    let (cut, is_damaged) = open_tnef(&bytes[..bytes.len() - 3]).unwrap();
    assert!(is_damaged && cut.attachments.len() == 1);
}

proptest! {
    #[test]
    fn no_bytes_are_too_much(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let with = |head: &[u8]| [head, bytes.as_slice()].concat();
        let _ = Mail::read(&with(MAGIC));
        let _ = Mail::read(&with(msg::OLE));
        let _ = open_tnef(&with(b"\x78\x9f\x3e\x22\x01\0"));
        let _ = rtf::unpack(&with(b"\0\0\0\0\xff\xff\0\0LZFu\0\0\0\0"));
    }
}
