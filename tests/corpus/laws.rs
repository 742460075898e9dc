//! The laws, and the material that they are tried on.

use super::bench::Bench;
use super::count::things;
use super::material::Material;
use std::collections::BTreeMap;
use std::fs;
use valla::case::Case;
use valla::model::Kind;

/// Mailboxes that were made to be misread are counted by nobody but their authors.
#[derive(Clone, Copy, PartialEq)]
enum Mailboxes {
    Plain,
    Tricky,
}

/// Larger material is read with one number of threads only, so that the tests end in time.
const LARGE_BYTES: u64 = 50 << 20;

fn hold(material: &Material, mailboxes: Mailboxes) -> Case {
    let root = &material.root;
    let bench = Bench::of(std::slice::from_ref(root), &["--jobs", "4"]);
    let case = bench.case();
    everything_is_accounted_for(&case, &things(root), mailboxes);
    attachments_stand_below_their_messages(&case);
    every_byte_has_its_place(&case, material);
    let answers = bench.answers();
    let said = bench.ingest(std::slice::from_ref(root), &[]);
    assert!(said.contains("0 files read, "), "{said}");
    assert!(said.contains("0 items new"), "{said}");
    assert!(bench.answers() == answers, "a second ingest changed it");
    if material.size_bytes() < LARGE_BYTES {
        let one = Bench::of(std::slice::from_ref(root), &["--jobs", "1"]);
        assert!(one.answers() == answers, "the number of threads changed it");
    }
    if let Some((a, b)) = material.halves() {
        order_changes_nothing(&a, &b);
    }
    case
}

/// Things found are the places of all items and the exceptions that became none, file by file.
fn everything_is_accounted_for(case: &Case, found: &BTreeMap<String, u64>, mailboxes: Mailboxes) {
    let generation = &case.snapshot().generation;
    let mut told: BTreeMap<&str, u64> = BTreeMap::new();
    let places = generation.items.iter().flat_map(|i| &i.locations);
    for place in places.filter(|l| l.inner.is_none()) {
        *told.entry(&place.path).or_default() += 1;
    }
    // What lies in containers is counted where containers are tested.
    let in_file = |inner: &Option<String>| inner.as_ref().is_none_or(|i| i.starts_with('@'));
    let lost = generation.exceptions.iter().filter(|e| e.item.is_none());
    for lost in lost.filter(|e| in_file(&e.inner)) {
        *told.entry(&lost.path).or_default() += 1;
    }
    let mut wrong = Vec::new();
    for (path, things) in found {
        let told = told.remove(path.as_str()).unwrap_or(0);
        let right = match mailboxes {
            Mailboxes::Plain => told == *things,
            Mailboxes::Tricky => told > 0 && (told == 1 || *things > 1),
        };
        if !right {
            wrong.push(format!("{path}: {things} there, {told} told of"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(told.is_empty(), "told of and not there: {told:?}");
}

/// Each place of a message or container is a place of all that lies in it.
fn attachments_stand_below_their_messages(case: &Case) {
    let items = &case.snapshot().generation.items;
    let inside = items.iter().flat_map(|i| &i.locations);
    let inside = inside.filter(|l| l.inner.is_some()).count();
    let owed = |i: &valla::model::Item| i.children.len() * i.locations.len();
    assert_eq!(inside, items.iter().map(owed).sum::<usize>());
}

/// The bytes of a mailbox are the ranges of its messages and named gaps; a file is its item.
fn every_byte_has_its_place(case: &Case, material: &Material) {
    let accounts = case.account().unwrap();
    let files = super::material::files(&material.root);
    assert_eq!(accounts.len(), files.len());
    for told in accounts {
        let path = if material.root.is_dir() {
            material.root.join(&told.path)
        } else {
            material.root.clone()
        };
        let gaps: u64 = told.gaps.values().sum();
        assert_eq!((told.lost_bytes, told.doubled_bytes), (0, 0), "{told:?}");
        assert_eq!(told.item_bytes + gaps, told.size_bytes, "{told:?}");
        assert_eq!(fs::metadata(path).unwrap().len(), told.size_bytes);
        assert!(told.is_mailbox || told.gaps.is_empty(), "{told:?}");
    }
}

fn order_changes_nothing(a: &[std::path::PathBuf], b: &[std::path::PathBuf]) {
    let whole = Bench::of(&[a, b].concat(), &[]).answers();
    let turned = Bench::of(&[b, a].concat(), &[]).answers();
    assert!(whole == turned, "`ingest A B` and `ingest B A` differ");
    let apart = Bench::of(a, &[]);
    apart.ingest(b, &[]);
    assert!(whole == apart.answers(), "`ingest A`, `ingest B` differ");
}

#[test]
fn the_laws_hold_of_invented_mail() {
    let case = hold(&Material::invented(), Mailboxes::Plain);
    assert_eq!(case.snapshot().status().sources, 1);
}

/// Tries the laws on a corpus, if it is there; gives its case if all of it was taken.
fn try_on(name: &str, mailboxes: Mailboxes) -> Option<Case> {
    let material = Material::real(name)?;
    let case = hold(&material, mailboxes);
    material.is_whole.then_some(case)
}

fn messages(case: &Case) -> usize {
    let items = &case.snapshot().generation.items;
    let places = items.iter().filter(|i| i.kind == Kind::Message);
    let places = places.flat_map(|i| &i.locations);
    places.filter(|l| l.inner.is_none()).count()
}

#[test]
fn the_laws_hold_of_the_lists_of_three_archivers() {
    if let Some(case) = try_on("ponymail-unit-tests", Mailboxes::Plain) {
        // One file is a `From ` line without a date: that is no mailbox, and it is a document.
        assert_eq!(messages(&case), 2038);
        assert_eq!(case.snapshot().status().documents, 1);
    }
}

#[test]
fn the_laws_hold_of_spam_and_ham() {
    if let Some(case) = try_on("spamassassin/data", Mailboxes::Plain) {
        assert_eq!(messages(&case), 6046);
    }
}

#[test]
fn the_laws_hold_of_mail_made_to_break_readers() {
    try_on("eml-torture", Mailboxes::Tricky);
}

#[test]
fn the_laws_hold_of_signed_mail() {
    try_on("dkim", Mailboxes::Plain);
}

#[test]
fn the_laws_hold_of_documents() {
    for name in ["tika-test-documents", "poi-test-data", "pdfjs-pdfs"] {
        try_on(name, Mailboxes::Tricky);
    }
}

#[test]
fn the_laws_hold_of_french_office_mail() {
    try_on("french-leak", Mailboxes::Plain);
}

#[test]
fn the_laws_hold_of_two_large_mailboxes() {
    for (name, expected) in [("linux-man.mbox", 17_885), ("openbmc.mbox", 22_118)] {
        if let Some(case) = try_on(name, Mailboxes::Plain) {
            assert_eq!(messages(&case), expected, "{name}");
        }
    }
}
