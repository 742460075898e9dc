//! Versions of one document lie in one near-duplicate group, and documents do not mix.

use super::bench::{Bench, is_fast};
use super::material::Material;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

/// Documents that a debug build takes.
const SLICE_DOCUMENTS: usize = 5;

type Shingles = BTreeSet<[u64; 3]>;

/// The distinct three-word runs of a text, words being runs of letters and digits without case.
fn shingles(text: &str) -> Shingles {
    let word = |w: &str| {
        let lower = w.to_lowercase();
        lower.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| {
            (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
        })
    };
    let words: Vec<u64> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(word)
        .collect();
    words.windows(3).map(|w| [w[0], w[1], w[2]]).collect()
}

fn jaccard(a: &Shingles, b: &Shingles) -> f64 {
    let both = a.intersection(b).count() as f64;
    both / (a.len() + b.len()) as f64 / (1.0 - both / (a.len() + b.len()).max(1) as f64)
}

#[test]
fn versions_of_a_document_lie_in_one_group() {
    let Some(root) = std::env::var_os("VALLA_CORPORA") else {
        return;
    };
    let root = PathBuf::from(root).join("doc-versions");
    let Ok(truth) = fs::read_to_string(root.join("truth.tsv")) else {
        return;
    };
    let mut documents: BTreeMap<&str, Vec<PathBuf>> = BTreeMap::new();
    for row in truth.lines().skip(1) {
        let mut cells = row.split('\t');
        let (file, document) = (cells.next().unwrap(), cells.next().unwrap());
        documents.entry(document).or_default().push(root.join(file));
    }
    let most = if is_fast() {
        documents.len()
    } else {
        SLICE_DOCUMENTS
    };
    let documents: Vec<Vec<PathBuf>> = documents.into_values().take(most).collect();
    let slice = Material::copy(&root, &documents.concat());
    let case = Bench::of(std::slice::from_ref(&slice.root), &[]).case();
    let generation = &case.snapshot().generation;
    let mut group_of: BTreeMap<String, Option<u32>> = BTreeMap::new();
    for item in &generation.items {
        for place in &item.locations {
            group_of.insert(place.path.clone(), item.group.map(|g| g.0));
        }
    }
    let texts: Vec<Vec<(Option<u32>, Shingles)>> = documents
        .iter()
        .map(|files| {
            files
                .iter()
                .map(|f| read(&root, &slice, f, &group_of))
                .collect()
        })
        .collect();
    let (mut near, mut together) = (0_usize, 0_usize);
    for versions in &texts {
        for (at, (group, a)) in versions.iter().enumerate() {
            for (other, b) in &versions[at + 1..] {
                // The same bytes twice are one item, and no group.
                if a != b && jaccard(a, b) >= 0.8 {
                    near += 1;
                    together += usize::from(group.is_some() && group == other);
                }
            }
        }
    }
    println!("{near} pairs of versions, {together} of them in one group");
    assert!(near > 0);
    assert!(together * 100 >= near * 99, "{together} of {near}");
    strangers_share_no_group(&texts);
}

fn read(
    root: &std::path::Path,
    slice: &Material,
    file: &std::path::Path,
    groups: &BTreeMap<String, Option<u32>>,
) -> (Option<u32>, Shingles) {
    let inner = file.strip_prefix(root).unwrap();
    let text = fs::read_to_string(slice.root.join(inner)).unwrap_or_default();
    let group = groups.get(inner.to_str().unwrap()).copied().flatten();
    (group, shingles(&text))
}

/// Two documents in one group have versions that resemble each other.
fn strangers_share_no_group(texts: &[Vec<(Option<u32>, Shingles)>]) {
    let mut mixed = Vec::new();
    for (at, one) in texts.iter().enumerate() {
        for (further, other) in texts[at + 1..].iter().enumerate() {
            let pairs = one.iter().flat_map(|a| other.iter().map(move |b| (a, b)));
            let shared: Vec<f64> = pairs
                .filter(|(a, b)| a.0.is_some() && a.0 == b.0)
                .map(|(a, b)| jaccard(&a.1, &b.1))
                .collect();
            let best = shared.iter().copied().fold(0.0, f64::max);
            if !shared.is_empty() && best < 0.5 {
                mixed.push(format!("{at} and {}: {best:.3}", at + 1 + further));
            }
        }
    }
    assert!(mixed.is_empty(), "{}", mixed.join("\n"));
}
