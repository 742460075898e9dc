//! Small material that wants much: nesting, parameters, references, addresses, headers, parts, and
//! signs without end. Each is listed or excepted, quickly.

use super::bench::{Bench, Run};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::time::{Duration, Instant};

const HEAD: &str = "From: a@example.org\nMessage-ID: <z@example.org>\nMIME-Version: 1.0\n";

fn many(count: usize, mut one: impl FnMut(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut all, n| {
        let _ = write!(all, "{}", one(n));
        all
    })
}

fn multipart(levels: usize) -> String {
    let level = |n| format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n");
    format!(
        "{HEAD}{}Content-Type: text/plain\n\nend\n",
        many(levels, level)
    )
}

fn attached(levels: usize) -> String {
    let level = "Content-Type: message/rfc822\n\nMIME-Version: 1.0\n";
    format!("{HEAD}{}\nend\n", level.repeat(levels))
}

fn mixed() -> String {
    let part = "--b\n\nx\n".repeat(30_000);
    format!("{HEAD}Content-Type: multipart/mixed; boundary=b\n\n{part}--b--\n")
}

fn coded(encoding: &str, body: &str) -> String {
    format!("{HEAD}Content-Type: text/plain\nContent-Transfer-Encoding: {encoding}\n\n{body}")
}

/// A name, what is written, and whether it must be noted as read in part.
fn bombs() -> Vec<(&'static str, String, bool)> {
    let ids = many(100_000, |n| format!("\n <{n}@example.org>"));
    let people = many(30_000, |n| format!("a{n}@example.org, "));
    let names = many(30_000, |n| format!(" name*{n}=x;\n"));
    let heads = many(60_000, |n| format!("X-A{n}: b\n"));
    vec![
        ("multipart", multipart(10_000), true),
        ("attached", attached(3_000), true),
        ("references", format!("{HEAD}References:{ids}\n\nx\n"), true),
        (
            "addresses",
            format!("{HEAD}To: {people}b@example.org\n\nx\n"),
            true,
        ),
        (
            "parameters",
            format!("{HEAD}Content-Type: text/plain;{names} a=b\n\nx\n"),
            true,
        ),
        ("headers", format!("{HEAD}{heads}\nx\n"), false),
        ("parts", mixed(), true),
        (
            "signs",
            coded("quoted-printable", &"=".repeat(1_000_000)),
            false,
        ),
        (
            "boundaries",
            format!(
                "{HEAD}Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx{}\n",
                "--b".repeat(700_000)
            ),
            false,
        ),
        (
            "quotes",
            coded("7bit", &many(1_500, |n| format!("{} x\n", ">".repeat(n)))),
            false,
        ),
        (
            "tags",
            format!(
                "{HEAD}Content-Type: text/html\n\n{}",
                "<div>".repeat(200_000)
            ),
            false,
        ),
        (
            "signs of html",
            format!("{HEAD}Content-Type: text/html\n\n{}", "<".repeat(1_000_000)),
            false,
        ),
        (
            "words of a subject",
            format!("{HEAD}Subject: {}\n\nx", "=?utf-8?q?a?= ".repeat(60_000)),
            false,
        ),
    ]
}

/// Ingests one thing in a case of its own; it must end in time.
fn timed(bench: &Bench, what: &str) -> Run {
    let start = Instant::now();
    let run = bench.run(&["ingest", what]);
    let took = start.elapsed();
    // Release builds are some ten times as fast.
    assert!(took < Duration::from_secs(60), "{what}: {took:?}");
    assert!(
        [0, 3].contains(&run.code),
        "{what}: {} {}",
        run.code,
        run.err
    );
    run
}

#[test]
fn every_bomb_is_listed_and_noted() {
    for (name, text, in_part) in bombs() {
        let bench = Bench::new();
        fs::write(bench.path("bomb.eml"), text).unwrap();
        let run = timed(&bench, "bomb.eml");
        assert_eq!(run.code == 3, in_part, "{name}: {}", run.err);
        let found = bench.json(&["list", "is:message"]);
        assert!(!found.is_empty(), "{name}");
        assert!(found.len() <= 65, "{name}: {}", found.len());
        assert_eq!(bench.run(&["verify"]).code, 0, "{name}");
        let item = found[0]["item"].as_str().unwrap();
        for form in ["--headers", "--json", "--raw"] {
            assert_eq!(bench.run(&["show", item, form]).code, 0, "{name} {form}");
        }
    }
}

#[test]
fn what_is_attached_too_deep_is_an_item_all_the_same() {
    let bench = Bench::new();
    fs::write(bench.path("deep.eml"), attached(100)).unwrap();
    timed(&bench, "deep.eml");
    let exceptions = bench.json(&["exceptions"]);
    assert_eq!(exceptions.len(), 1, "{exceptions:?}");
    assert_eq!(exceptions[0]["class"], "bound");
    assert!(exceptions[0]["item"].is_string());
}

/// A zip with one stored-by-deflate member.
fn office(member: &str, xml: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file(member, options).unwrap();
    zip.write_all(xml).unwrap();
    zip.finish().unwrap().into_inner()
}

#[test]
fn office_files_that_unfold_are_bounded() {
    let entities = many(10, |n| {
        format!("<!ENTITY a{} \"{}\">", n + 1, format!("&a{n};").repeat(10))
    });
    let laughs =
        format!("<!DOCTYPE l [<!ENTITY a0 \"lol\">{entities}]><w:p><w:t>&a10;</w:t></w:p>");
    let bench = Bench::new();
    let bombs: [(&str, Vec<u8>); 3] = [
        ("laughs.docx", laughs.into_bytes()),
        ("deep.docx", b"<w:p>".repeat(200_000)),
        (
            "long.docx",
            b"<w:p><w:t>AAAAAAAAAAAAAAAAAAAAAAAA</w:t></w:p>".repeat(180_000),
        ),
    ];
    for (name, xml) in &bombs {
        fs::write(bench.path(name), office("word/document.xml", xml)).unwrap();
        timed(&bench, name);
    }
    assert_eq!(bench.items("").len(), bombs.len());
    let long = bench.json(&["exceptions"]);
    assert!(long.iter().any(|e| e["path"] == "long.docx"), "{long:?}");
}

#[test]
fn many_readings_of_one_message_id_end_in_time() {
    let bench = Bench::new();
    let one = |n| {
        format!(
            "From a@example.org Thu Jan  1 00:00:00 1970\nFrom: a@example.org\n\
             Message-ID: <1@example.org>\nSubject: s\n\nbody {n}\n\n"
        )
    };
    fs::write(bench.path("copies.mbox"), many(2_000, one)).unwrap();
    timed(&bench, "copies.mbox");
    assert_eq!(bench.items("").len(), 2_000);
}
