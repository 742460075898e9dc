//! Tests of the reader over real files: windows, growth, `.emlx`.

use super::*;
use crate::intake::walk;
use proptest::prelude::*;
use std::fs;
use std::path::Path;

const FROM: &str = "From a@example.org Thu Jan  1 00:00:00 1970\n";

fn batches(path: &Path, offset: u64, window_bytes: usize) -> Vec<Batch> {
    let entry = walk(path, &|_| false).entries.remove(0);
    let mut reader = FileReader::resume(&entry, offset).unwrap();
    if window_bytes > 0 {
        reader.window_bytes = window_bytes;
        let keep = reader.pending.len().min(window_bytes);
        reader.pending.truncate(keep);
        let mut file = fs::File::open(path).unwrap();
        file.seek(SeekFrom::Start(offset + keep as u64)).unwrap();
        reader.file = Box::new(file);
        reader.at_end = false;
    }
    std::iter::from_fn(|| reader.next_batch().unwrap()).collect()
}

fn bodies(batches: &[Batch]) -> Vec<Vec<u8>> {
    let items = batches
        .iter()
        .flat_map(|b| b.items.iter().map(move |i| (b, i)));
    items.map(|(b, i)| b.bytes(i).unwrap().to_vec()).collect()
}

/// Holds the law: windows join to the file, and items and gaps cover it, each byte once.
fn check(file: &[u8], batches: &[Batch]) {
    let joined: Vec<u8> = batches
        .iter()
        .flat_map(|b| b.window.iter().copied())
        .collect();
    assert_eq!(joined, file);
    let mut runs: Vec<(u64, u64)> = Vec::new();
    for batch in batches {
        runs.extend(batch.items.iter().map(|i| (i.offset, i.length)));
        runs.extend(batch.gaps.iter().map(|g| (g.offset, g.length)));
        for item in &batch.items {
            let from = item.offset as usize;
            let to = from + item.length as usize;
            assert_eq!(batch.bytes(item).unwrap(), &file[from..to]);
        }
    }
    runs.sort_unstable();
    let end = runs.iter().fold(0, |at, &(offset, length)| {
        assert_eq!(offset, at);
        offset + length
    });
    assert_eq!(end, file.len() as u64);
}

#[test]
fn an_mbox_is_cut_the_same_whatever_the_window() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("x");
    let long = "word ".repeat(3000);
    let text: String = (0..50)
        .map(|i| format!("{FROM}A: {i}\n\n{}\n\n", &long[..i * 300]))
        .collect::<Vec<_>>()
        .concat();
    fs::write(&path, &text).unwrap();
    let whole = batches(&path, 0, 0);
    check(text.as_bytes(), &whole);
    assert_eq!(bodies(&whole).len(), 50);
    for window in [100, 4096, 5000, 20_000] {
        let small = batches(&path, 0, window);
        check(text.as_bytes(), &small);
        assert_eq!(bodies(&small), bodies(&whole));
    }
}

#[test]
fn an_mbox_that_grew_is_read_from_its_last_message() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("x");
    let old = format!("{FROM}A: 1\n\nx\n\n{FROM}A: 2\n\ny\n");
    fs::write(&path, &old).unwrap();
    let last = batches(&path, 0, 0)[0].items[1].clone();
    fs::write(&path, format!("{old}\n{FROM}A: 3\n\nz\n")).unwrap();
    let from = last.from_line.clone().unwrap().start;
    let more = batches(&path, from, 0);
    assert_eq!(bodies(&more), [b"A: 2\n\ny\n", b"A: 3\n\nz\n"]);
    assert_eq!(more[0].items[0].offset, last.offset);
}

#[test]
fn an_emlx_is_its_message_and_two_gaps() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("1.emlx");
    let text = "17        \nFrom: a\nTo: b\n\nx\n<?xml version=\"1.0\"?>";
    fs::write(&path, text).unwrap();
    let read = batches(&path, 0, 0);
    check(text.as_bytes(), &read);
    assert_eq!(bodies(&read), [b"From: a\nTo: b\n\nx\n"]);
}

#[test]
fn an_empty_file_is_an_empty_document() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("empty");
    fs::write(&path, "").unwrap();
    let read = batches(&path, 0, 0);
    assert_eq!(read.len(), 1);
    assert_eq!(read[0].items[0].kind, Kind::Document);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_lines_are_accounted_for(
        lines in prop::collection::vec(
            prop_oneof![
                Just(FROM.to_owned()), Just("\n".to_owned()), Just("A: b\r\n".to_owned()),
                "Content-Length: [0-9]{1,4}\n", "[a-z ]{0,200}\n"
            ], 0..60),
        window in 1usize..6000,
    ) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x");
        let text = format!("{FROM}A: b\n{}", lines.concat());
        fs::write(&path, &text).unwrap();
        let small = batches(&path, 0, window);
        check(text.as_bytes(), &small);
        prop_assert_eq!(bodies(&small), bodies(&batches(&path, 0, 0)));
    }
}
