//! The index with a bit flipped, a file cut, zeroed, emptied or taken away: it is caught at the
//! door, or what it holds is still right; an answer is never silently another one, no mark is
//! lost, and a repair makes all of it again.

use super::{Dice, folder, rounds};
use std::fs;
use std::path::{Path, PathBuf};
use valla::case::{Act, Case, CaseError, IngestOptions, Snapshot};
use valla::model::{Digest, ItemIx};
use valla::query;

/// Questions that the index of words answers.
const QUERIES: &[&str] = &[
    "roof",
    "\"second payment\"",
    "pay*",
    "NOT roof",
    "from:mira",
];

/// What a case answers: what stands in it as a whole, then each text and each query's items, which
/// may be refused where they cannot be read.
#[derive(PartialEq)]
struct Answers {
    whole: String,
    parts: Vec<Result<String, String>>,
}

fn answers(case: &Case) -> Answers {
    let (snapshot, reader) = (case.snapshot(), case.reader());
    let g = &snapshot.generation;
    let whole = format!("{:?}{:?}{:?}{:?}", g.items, g.threads, g.groups, g.findings);
    let mut parts = Vec::new();
    for item in &g.items {
        let told = |e: std::io::Error| e.to_string();
        parts.push(reader.text(item).map(|t| format!("{t:?}")).map_err(told));
        let ledger = reader.ledger(item).map(|l| format!("{l:?}"));
        parts.push(ledger.map_err(told));
    }
    for text in QUERIES {
        parts.push(Ok(format!("{:?}", select(&snapshot, case, text))));
    }
    Answers { whole, parts }
}

fn select(snapshot: &Snapshot, case: &Case, text: &str) -> Vec<ItemIx> {
    let query = query::parse(text).unwrap();
    snapshot.select(&query, "mira", &*case.reader())
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(dir).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            out.extend(files(&path));
        } else if path.file_name().unwrap() != "LOCK" {
            out.push(path);
        }
    }
    out.sort();
    out
}

/// Hurts a file; tells how.
fn hurt(path: &Path, round: usize, dice: &mut Dice) -> &'static str {
    let mut bytes = fs::read(path).unwrap();
    let at = dice.below(bytes.len());
    let how = match round % 8 {
        0..4 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << dice.below(8);
            }
            "flipped"
        }
        4 => {
            bytes.truncate(at);
            "cut"
        }
        5 => {
            bytes.iter_mut().skip(at).take(512).for_each(|b| *b = 0);
            "zeroed"
        }
        6 => {
            bytes.clear();
            "emptied"
        }
        _ => {
            fs::remove_file(path).unwrap();
            return "removed";
        }
    };
    fs::write(path, bytes).unwrap();
    how
}

/// Makes a case of the corpus with one mark; gives what makes it again, and the marked item.
fn make(root: &Path) -> (IngestOptions, Digest) {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/corpus");
    let mut case = Case::create(root).unwrap();
    let options = IngestOptions {
        sources: vec![corpus],
        author: "mira".to_owned(),
        ..IngestOptions::default()
    };
    case.ingest(&options, &mut |_| {}).unwrap();
    let item = case.snapshot().generation.items[0].digest;
    let (tag, items) = ("hot".to_owned(), vec![item]);
    case.marker("mira")
        .unwrap()
        .act(Act::Tag { tag, items })
        .unwrap();
    (options, item)
}

#[test]
fn a_damaged_index_is_caught_or_does_no_harm() {
    let bench = folder();
    let root = bench.path().join("case");
    let (options, item) = make(&root);
    let sound = answers(&Case::open(&root).unwrap());
    assert!(sound.parts.iter().all(Result::is_ok));
    let all = files(&root.join("index"));
    let mut dice = Dice(9);
    let (mut at_door, mut refused, mut harmless, mut repaired) = (0, 0, 0, 0);
    let most = rounds(160, 4000);
    for round in 0..most {
        let path = &all[dice.below(all.len())];
        let before = fs::read(path).unwrap();
        let how = hurt(path, round, &mut dice);
        let said = format!("round {round}: {} {how}", path.display());
        match Case::open(&root) {
            Err(CaseError::Damaged { .. } | CaseError::Io { .. } | CaseError::Newer { .. }) => {
                at_door += 1;
            }
            Err(e) => panic!("{said}: {e}"),
            // Nothing is in force where the file that says so is gone: it is no answer at all.
            Ok(case) if case.snapshot().generation.items.is_empty() => {
                assert!(path.ends_with("CURRENT"), "{said}");
                at_door += 1;
            }
            Ok(case) => {
                let now = answers(&case);
                assert!(now.whole == sound.whole, "{said}: other answers");
                let pairs = now.parts.iter().zip(&sound.parts);
                let other = pairs.clone().find(|(n, s)| n.is_ok() && n != s);
                assert!(other.is_none(), "{said}: {other:?}");
                let failed = now.parts.iter().any(Result::is_err);
                refused += usize::from(failed);
                harmless += usize::from(!failed);
                assert!(case.snapshot().board.marks(&item).is_some(), "{said}");
            }
        }
        if round % 40 == 39 {
            Case::repair(&root, None, &mut |_| {}).unwrap();
            let case = Case::open(&root).unwrap();
            assert!(answers(&case).whole == sound.whole, "{said}: after repair");
            assert!(case.snapshot().board.marks(&item).is_some(), "{said}");
            repaired += 1;
            // The repaired index stands under other numbers: back to the one that is damaged.
            fs::remove_dir_all(root.join("index")).unwrap();
            Case::open(&root)
                .unwrap()
                .ingest(&options, &mut |_| {})
                .unwrap();
            assert_eq!(files(&root.join("index")), all, "{said}");
            continue;
        }
        fs::write(path, before).unwrap();
    }
    println!(
        "{most} damages: {at_door} caught at the door, {refused} refused when read, {harmless} \
         harmless, {repaired} repairs, 0 other answers"
    );
}
