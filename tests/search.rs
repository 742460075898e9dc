//! The index of words against a plain scan: strings planted in every dress that mail gives a text
//! are all found, and both find the same, whatever the form of the query.

#![expect(clippy::unwrap_used, reason = "helpers of a test")]

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;
use valla::case::{Case, IngestOptions, Read, Reader};
use valla::model::{Comparison, Header, Item, ItemIx, ItemText, Said};
use valla::query;

/// Reads as the reader behind it does, but knows no index of words.
struct Scan(Reader);

impl Read for Scan {
    fn text(&self, item: &Item) -> io::Result<ItemText> {
        self.0.text(item)
    }
    fn bytes(&self, item: &Item) -> io::Result<Vec<u8>> {
        self.0.bytes(item)
    }
    fn headers(&self, item: &Item) -> io::Result<Vec<Header<'static>>> {
        self.0.headers(item)
    }
    fn compare(&self, a: &Item, b: &Item, time: Option<Duration>) -> io::Result<Comparison> {
        self.0.compare(a, b, time)
    }
}

fn encoded(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for (at, chunk) in bytes.chunks(3).enumerate() {
        let mut word = [0; 3];
        word[..chunk.len()].copy_from_slice(chunk);
        let bits = u32::from_be_bytes([0, word[0], word[1], word[2]]);
        for place in 0..4 {
            let sign = SIGNS[(bits >> (18 - 6 * place)) as usize & 63];
            out.push(if place <= chunk.len() {
                sign as char
            } else {
                '='
            });
        }
        if at % 19 == 18 {
            out.push('\n');
        }
    }
    out
}

fn quoted(bytes: &[u8]) -> String {
    let mut out = String::new();
    for (at, byte) in bytes.iter().enumerate() {
        // A soft break in the middle of words, as long lines get them.
        if at % 11 == 10 {
            out.push_str("=\n");
        }
        match byte {
            b'!'..=b'<' | b'>'..=b'~' | b' ' => out.push(char::from(*byte)),
            _ => write!(out, "={byte:02X}").unwrap(),
        }
    }
    out
}

/// The planted string of a number, and the ways in which mail may write it.
fn planted(n: usize) -> String {
    format!("Pr\u{e9}l\u{e8}vement \u{c9}tranger zq{n:04}x fin")
}

fn latin1(text: &str) -> Vec<u8> {
    text.chars().map(|c| c as u8).collect()
}

type Dress = fn(usize) -> (&'static str, Vec<u8>);

fn part(charset: &str, encoding: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "Subject: plain\r\nContent-Type: text/plain; charset={charset}\r\n\
         Content-Transfer-Encoding: {encoding}\r\n\r\n"
    );
    [head.as_bytes(), body, b"\r\n"].concat()
}

const DRESSES: &[Dress] = &[
    |n| ("utf-8", part("utf-8", "8bit", planted(n).as_bytes())),
    |n| ("latin-1", part("iso-8859-1", "8bit", &latin1(&planted(n)))),
    |n| {
        let body = quoted(&latin1(&planted(n)));
        (
            "qp",
            part("iso-8859-1", "quoted-printable", body.as_bytes()),
        )
    },
    |n| {
        let body = encoded(planted(n).as_bytes());
        ("base64", part("utf-8", "base64", body.as_bytes()))
    },
    |n| {
        let word = encoded(planted(n).as_bytes()).replace('\n', "");
        let mail = format!("Subject: =?utf-8?B?{word}?=\r\n\r\nnothing here\r\n");
        ("rfc2047", mail.into_bytes())
    },
    |n| {
        let html = format!(
            "<p>Pr&eacute;l<b>&egrave;ve</b>ment <i>&Eacute;</i>tranger zq<u>{n:04}</u>x fin</p>"
        );
        let head = "Subject: plain\r\nContent-Type: text/html; charset=us-ascii\r\n\r\n";
        ("html", format!("{head}{html}\r\n").into_bytes())
    },
    |n| {
        let body = encoded(planted(n).as_bytes());
        let mail = format!(
            "Subject: plain\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/mixed; boundary=b\r\n\r\n\
             --b\r\nContent-Type: text/plain\r\n\r\nsee the file {n}\r\n\
             --b\r\nContent-Type: text/plain; charset=utf-8; name=a.txt\r\n\
             Content-Disposition: attachment; filename=a.txt\r\n\
             Content-Transfer-Encoding: base64\r\n\r\n{body}\r\n--b--\r\n"
        );
        ("attachment", mail.into_bytes())
    },
    |n| {
        let text = planted(n)
            .replace('\u{e9}', "e\u{301}")
            .replace('\u{e8}', "e\u{300}")
            .replace('\u{c9}', "E\u{301}");
        ("nfd", part("utf-8", "8bit", text.as_bytes()))
    },
];

fn plant(dir: &Path, count: usize) {
    fs::create_dir(dir).unwrap();
    for n in 0..count {
        let (name, bytes) = DRESSES[n % DRESSES.len()](n);
        let head = format!(
            "From: Anna <anna@example.org>\r\nTo: ben@example.org\r\n\
             Date: Sat, 1 Apr 2017 10:00:00 +0200\r\nMessage-ID: <{n}@example.org>\r\n"
        );
        let mail = [head.as_bytes(), &bytes].concat();
        fs::write(dir.join(format!("{n:04}-{name}.eml")), mail).unwrap();
    }
}

fn ingest(case: &mut Case, source: &Path) {
    let options = IngestOptions {
        sources: vec![source.to_owned()],
        author: "mira".into(),
        ..IngestOptions::default()
    };
    case.ingest(&options, &mut |_| {}).unwrap();
}

fn count() -> usize {
    if std::env::var_os("VALLA_LONG").is_some() {
        1_000
    } else {
        80
    }
}

/// Gives what a query finds, having made sure that the scan finds the same.
#[track_caller]
fn found(case: &Case, text: &str) -> Vec<ItemIx> {
    let query = query::parse(text).unwrap();
    let (snapshot, reader) = (case.snapshot(), case.reader());
    let hits = snapshot.select(&query, "mira", &*reader);
    let scan = snapshot.select(&query, "mira", &Scan(case.reader()));
    assert_eq!(hits, scan, "{text}");
    hits
}

#[test]
fn every_planted_string_is_found_and_the_scan_finds_the_same() {
    let dir = tempfile::tempdir().unwrap();
    plant(&dir.path().join("mail"), count());
    let mut case = Case::create(&dir.path().join("case")).unwrap();
    ingest(&mut case, &dir.path().join("mail"));
    assert!(case.reader().trouble().is_empty());
    for n in 0..count() {
        let hits = found(&case, &format!("zq{n:04}x"));
        assert_eq!(hits.len(), 1, "{n}");
        assert_eq!(
            found(&case, &format!("\"prelevement etranger zq{n:04}X\"")),
            hits
        );
        assert_eq!(found(&case, &format!("PRÉLÈVEMENT zq{n:04}x")), hits);
    }
    let all = found(&case, "etranger").len();
    assert_eq!(all, count());
    for (text, least) in [
        ("prel*", count()),
        ("*lement", 0),
        ("*vement", count()),
        ("prelevemnet~1", count()),
        ("etrangr~1", count()),
        ("\"prelevement fin\"~2", count()),
        ("\"prelevement fin\"~1", 0),
        ("/zq[0-9]{4}x fin/", count()),
        ("body:\"vement étr\"", count() - count().div_ceil(8)),
        ("own:etranger", 1),
        ("exact:Étranger", 1),
        ("exact:etranger", 0),
        ("etranger NOT zq0001x", count() - 1),
        ("(zq0001x OR zq0002x) from:anna", 2),
        ("nothing", 1),
        ("filename:a.txt etranger", 1),
    ] {
        let hits = found(&case, text).len();
        assert!(hits >= least && (least > 0 || hits == 0), "{text}: {hits}");
    }
}

#[test]
fn two_ingests_answer_as_one() {
    let dir = tempfile::tempdir().unwrap();
    plant(&dir.path().join("a"), 16);
    plant(&dir.path().join("b"), 24);
    let mut one = Case::create(&dir.path().join("one")).unwrap();
    for source in ["a", "b"] {
        ingest(&mut one, &dir.path().join(source));
    }
    let mut both = Case::create(&dir.path().join("both")).unwrap();
    let options = IngestOptions {
        sources: vec![dir.path().join("a"), dir.path().join("b")],
        author: "mira".into(),
        ..IngestOptions::default()
    };
    both.ingest(&options, &mut |_| {}).unwrap();
    for text in ["etranger", "zq0003x", "zq0020x", "\"zq0004x fin\"", "*ger"] {
        assert_eq!(found(&one, text), found(&both, text), "{text}");
        assert!(!found(&one, text).is_empty(), "{text}");
    }
}

#[test]
fn a_lost_index_of_words_is_said_and_ingest_makes_it_again() {
    let dir = tempfile::tempdir().unwrap();
    plant(&dir.path().join("mail"), 16);
    let root = dir.path().join("case");
    let mut case = Case::create(&root).unwrap();
    ingest(&mut case, &dir.path().join("mail"));
    let part = root.join("index/seg-000001/search-0000");
    fs::remove_file(&part).unwrap();
    let mut case = Case::open(&root).unwrap();
    assert_eq!(found(&case, "etranger").len(), 16);
    assert_eq!(case.reader().trouble().len(), 1);
    ingest(&mut case, &dir.path().join("mail"));
    assert!(Case::open(&root).unwrap().reader().trouble().is_empty());
    assert!(part.exists());
}

#[test]
fn what_cannot_match_is_said() {
    let dir = tempfile::tempdir().unwrap();
    plant(&dir.path().join("mail"), 8);
    let mut case = Case::create(&dir.path().join("case")).unwrap();
    ingest(&mut case, &dir.path().join("mail"));
    let (snapshot, reader) = (case.snapshot(), case.reader());
    for (text, words) in [
        ("tag:hot", "no item bears the tag hot; there is none at all"),
        ("source:laptop", "there is mail"),
        ("verdict:altered", "no item bears the verdict altered"),
        (
            "check:copies",
            "no item is in a finding of the check copies",
        ),
        ("thread:ffffffff", "no thread begins with ffffffff"),
        ("etranger tag:hot", "no item bears the tag hot"),
        ("NOT tag:hot", ""),
        ("source:mail etranger", ""),
    ] {
        let said = english(&snapshot.unknown(&query::parse(text).unwrap()));
        assert!(
            said.contains(words) && said.is_empty() == words.is_empty(),
            "{text}: {said}"
        );
    }
    for (text, words) in [
        ("etranger nowhere", "no item matches nowhere"),
        ("from:nobody", "no item matches from:nobody"),
        ("zq0001x zq0002x", "no item matches all of them"),
    ] {
        let query = query::parse(text).unwrap();
        let said = english(&snapshot.empty_parts(&query, "mira", &*reader));
        assert!(said.contains(words), "{text}: {said}");
    }
}

fn english(doubts: &[Said]) -> String {
    let said: Vec<&str> = doubts.iter().map(|d| d.en.as_str()).collect();
    said.join("; ")
}
