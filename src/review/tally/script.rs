//! Names of documents in a script that the other names of a case do not use: a file that was made
//! on a machine of another language. Part of `review::tally`.

use super::overview::found;
use super::{TallyRow, kinds};
use crate::case::{Generation, Read, Snapshot};
use crate::model::words::tally as w;
use crate::model::{ItemIx, Meta, MetaKey};
use std::collections::{BTreeMap, BTreeSet};

/// Documents that name somebody, below which a case has no script of its own.
const DOCUMENTS: usize = 20;
/// One document of so many, or [`FEW`], may bear a name in another script.
const ONE_OF: usize = 20;
const FEW: usize = 2;
/// Names that are given.
const NAMED: usize = 12;

/// Letters that are written together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    Hebrew,
    Arabic,
    /// Chinese characters, with the kana and Hangul that stand beside them.
    Han,
    Other,
}

impl Script {
    fn of(letter: char) -> Option<Self> {
        match letter {
            'A'..='Z' | 'a'..='z' => Some(Self::Latin),
            _ if !letter.is_alphabetic() => None,
            '\u{c0}'..='\u{2af}' | '\u{1e00}'..='\u{1eff}' => Some(Self::Latin),
            '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Some(Self::Greek),
            '\u{400}'..='\u{52f}' | '\u{1c80}'..='\u{1c8f}' | '\u{a640}'..='\u{a69f}' => {
                Some(Self::Cyrillic)
            }
            '\u{590}'..='\u{5ff}' | '\u{fb1d}'..='\u{fb4f}' => Some(Self::Hebrew),
            '\u{600}'..='\u{6ff}'
            | '\u{750}'..='\u{77f}'
            | '\u{8a0}'..='\u{8ff}'
            | '\u{fb50}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefe}' => Some(Self::Arabic),
            '\u{1100}'..='\u{11ff}'
            | '\u{3005}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7a3}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}' => Some(Self::Han),
            // Signs such as ª, µ and letters that modify others.
            ..'\u{370}' => None,
            _ => Some(Self::Other),
        }
    }
}

/// Gives a row for each name in another script.
pub fn rows(snapshot: &Snapshot, reader: &dyn Read, author: &str) -> Vec<TallyRow> {
    let g = &*snapshot.generation;
    let (names, all) = foreign(g);
    let row = |(name, items): (&str, BTreeSet<ItemIx>)| {
        let ids = items.iter().filter_map(|ix| g.items.get(ix.at()));
        let ids: Vec<String> = ids.map(|i| format!("id:{}", i.digest.hex())).collect();
        let text = ids.join(" OR ");
        let shown = w::foreign(w::OTHER_SCRIPT, name, items.len(), all);
        let items = found(snapshot, reader, author, &text);
        TallyRow::of(snapshot, kinds::FOREIGN, shown, text, items).noted(w::OTHER_SCRIPT_NOTE)
    };
    names.into_iter().take(NAMED).map(row).collect()
}

/// Finds the names that hold letters of another script than nearly all names of documents, with
/// the documents that bear them, and how many documents name somebody.
fn foreign(g: &Generation) -> (BTreeMap<&str, BTreeSet<ItemIx>>, usize) {
    let mut documents: BTreeMap<Script, BTreeSet<ItemIx>> = BTreeMap::new();
    let mut all = BTreeSet::new();
    for (item, name) in named(g) {
        for script in name.chars().filter_map(Script::of) {
            documents.entry(script).or_default().insert(item);
            all.insert(item);
        }
    }
    let house = documents.iter().max_by_key(|(_, items)| items.len());
    let Some(house) = house.map(|(script, _)| *script) else {
        return (BTreeMap::new(), 0);
    };
    let is_foreign = |name: &str| name.chars().filter_map(Script::of).any(|s| s != house);
    let others = documents.iter().filter(|(script, _)| **script != house);
    let others: BTreeSet<ItemIx> = others.flat_map(|(_, items)| items).copied().collect();
    let mut names: BTreeMap<&str, BTreeSet<ItemIx>> = BTreeMap::new();
    if all.len() >= DOCUMENTS && others.len() <= FEW.max(all.len() / ONE_OF) {
        for (item, name) in named(g).filter(|(_, name)| is_foreign(name)) {
            names.entry(name).or_default().insert(item);
        }
    }
    (names, all.len())
}

/// Gives whom documents name as those who made and saved them.
fn named(g: &Generation) -> impl Iterator<Item = (ItemIx, &str)> {
    let is_name = |m: &&Meta| matches!(m.key, MetaKey::Author | MetaKey::LastAuthor);
    g.metadata.iter().flat_map(move |(item, claims)| {
        let names = claims.iter().filter(is_name);
        names.map(|m| (*item, m.value.trim()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::MetaOrigin;

    fn case(names: &[(usize, &str)]) -> Generation {
        let all = names.iter().flat_map(|(n, name)| vec![*name; *n]);
        let claim = |name: &str| Meta {
            key: MetaKey::LastAuthor,
            value: name.into(),
            origin: MetaOrigin::Core,
        };
        let mut generation = Generation::default();
        let items = (0..).map(ItemIx);
        generation.metadata = items.zip(all.map(|n| vec![claim(n)])).collect();
        generation
    }

    fn found(names: &[(usize, &str)]) -> Vec<(String, usize)> {
        let case = case(names);
        let (names, _) = foreign(&case);
        let row = |(name, items): (&str, BTreeSet<ItemIx>)| (name.to_owned(), items.len());
        names.into_iter().map(row).collect()
    }

    #[test]
    fn a_name_in_letters_that_no_other_name_has_is_foreign() {
        let is = |name: &str, n| vec![(name.to_owned(), n)];
        assert_eq!(found(&[(30, "Ada Müller"), (1, "Иван")]), is("Иван", 1));
        // One letter that only looks like the others.
        assert_eq!(found(&[(30, "Ada"), (2, "Ad\u{430}")]), is("Ad\u{430}", 2));
        assert_eq!(found(&[(30, "Иван"), (2, "Ada")]), is("Ada", 2));
        assert_eq!(found(&[(30, "山田 ひろ"), (1, "Άννα")]), is("Άννα", 1));
    }

    #[test]
    fn where_two_scripts_are_at_home_none_is_foreign() {
        assert!(found(&[(30, "Ada"), (3, "Иван")]).is_empty());
        assert!(found(&[(18, "Ada"), (1, "Иван")]).is_empty());
        assert!(found(&[(30, "Ada 2°, µ"), (1, "12")]).is_empty());
        assert!(found(&[]).is_empty());
    }
}
