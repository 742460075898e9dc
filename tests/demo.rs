//! The demonstration case against its own answer key: every item that the key names lies where the
//! key says, byte for byte, and bears the words that the key says it bears.

use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;
use valla::model::Digest;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets/demo")
}

fn digest(bytes: &[u8]) -> String {
    Digest(Sha256::digest(bytes).into()).hex()
}

/// Cuts a file of the case into exact bytes: at `From ` lines after an empty one, or not at all.
fn items(name: &str) -> Vec<Vec<u8>> {
    let bytes = fs::read(folder().join(name)).unwrap_or_default();
    if name.split('.').next_back() != Some("mbox") {
        return vec![bytes];
    }
    let mut out: Vec<Vec<u8>> = Vec::new();
    let mut is_blank = true;
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        if is_blank && line.starts_with(b"From ") {
            out.push(Vec::new());
        } else if let Some(item) = out.last_mut() {
            item.extend_from_slice(line);
        }
        is_blank = line == b"\n";
    }
    for item in &mut out {
        item.pop_if(|b| *b == b'\n');
    }
    out
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_default()
}

fn key() -> Value {
    let bytes = fs::read(folder().join("answers.json")).unwrap_or_default();
    serde_json::from_slice(&bytes).unwrap_or_default()
}

#[test]
fn every_item_of_the_key_lies_where_it_says() {
    let key = key();
    let list = |name: &str| key[name].as_array().cloned().unwrap_or_default();
    let (plants, innocents) = (list("plants"), list("innocents"));
    assert_eq!((plants.len(), innocents.len()), (12, 2));
    assert_eq!(plants.iter().filter(|p| p["hard"] == true).count(), 2);
    let mut checked = 0;
    for matter in plants.iter().chain(&innocents) {
        assert!(text(matter, "before") != text(matter, "after"));
        for role in ["suspect", "witnesses", "items"] {
            for place in matter[role].as_array().into_iter().flatten() {
                // What lies inside a message is known by its decoded bytes; the parser has its say.
                if place["attachment"].is_null() {
                    let there = items(text(place, "file"));
                    let found = there.iter().any(|i| digest(i) == text(place, "item"));
                    assert!(found, "{}: {place}", text(matter, "name"));
                    checked += 1;
                }
            }
        }
    }
    assert!(checked > 50, "{checked}");
}

#[test]
fn the_material_is_as_its_page_says() {
    let counts = ["ferrand.mbox", "lemaire.mbox", "ferrand-release-2.mbox"].map(|n| items(n).len());
    assert_eq!(counts, [166, 151, 48]);
    let saved: Vec<String> = (1..=9).map(|n| format!("saved-0{n}.eml")).collect();
    let boxes = ["ferrand.mbox", "lemaire.mbox"].map(items).concat();
    let known: HashSet<String> = boxes.iter().map(|i| digest(i)).collect();
    let twice = saved
        .iter()
        .filter(|n| known.contains(&digest(&items(n)[0])));
    assert_eq!(twice.count(), 7);
    let page = fs::read_to_string(folder().join("README.md")).unwrap();
    for entry in fs::read_dir(folder()).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_named = name.starts_with("saved-") || page.contains(&format!("`{name}`"));
        assert!(is_named || name == "README.md", "{name}");
    }
}
