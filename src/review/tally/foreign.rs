//! Templates and companies that hardly any document of a case claims, where most claim others: a
//! file that was made elsewhere. Part of `review::tally`.

use super::overview::found;
use super::{TallyRow, kinds};
use crate::case::{Generation, Read, Snapshot};
use crate::model::words::tally as w;
use crate::model::{ItemIx, MetaKey};
use std::collections::BTreeMap;

/// Documents with such a claim below which a case has no house of its own.
const DOCUMENTS: usize = 20;
/// Documents that must bear one value, for it to be the house's.
const HOUSE: usize = 10;
/// Documents that a foreign value has at most.
const FEW: usize = 2;
/// Values that are named.
const NAMED: usize = 12;

/// Gives a row for each foreign value.
pub fn rows(snapshot: &Snapshot, reader: &dyn Read, author: &str) -> Vec<TallyRow> {
    let g = &*snapshot.generation;
    let mut out = Vec::new();
    let keys = [
        (MetaKey::Template, w::TEMPLATE),
        (MetaKey::Company, w::COMPANY),
    ];
    for (key, word) in keys {
        for (value, items, all) in foreign(g, key) {
            let ids = items.iter().filter_map(|ix| g.items.get(ix.at()));
            let ids: Vec<String> = ids.map(|i| format!("id:{}", i.digest.hex())).collect();
            let text = ids.join(" OR ");
            let name = w::foreign(word, value, items.len(), all);
            let items = found(snapshot, reader, author, &text);
            let row = TallyRow::of(snapshot, kinds::FOREIGN, name, text, items);
            out.push(row.noted(w::FOREIGN_NOTE));
        }
    }
    out
}

/// Finds the values of a claim that few documents bear, where others bear one of the house: the
/// value, its items, and how many documents make the claim.
fn foreign(g: &Generation, key: MetaKey) -> Vec<(&str, Vec<ItemIx>, usize)> {
    let mut values: BTreeMap<&str, Vec<ItemIx>> = BTreeMap::new();
    let mut all = 0;
    for (item, claims) in &g.metadata {
        let Some(claim) = claims.iter().find(|c| c.key == key) else {
            continue;
        };
        all += 1;
        values.entry(claim.value.trim()).or_default().push(*item);
    }
    let has_house = values.values().any(|items| items.len() >= HOUSE);
    if all < DOCUMENTS || !has_house {
        return Vec::new();
    }
    let few = values.into_iter().filter(|(_, items)| items.len() <= FEW);
    few.take(NAMED).map(|(v, items)| (v, items, all)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Meta, MetaOrigin};

    #[test]
    fn a_company_that_one_document_of_many_claims_is_foreign() {
        let claim = |value: &str| {
            vec![Meta {
                key: MetaKey::Company,
                value: value.into(),
                origin: MetaOrigin::App,
            }]
        };
        let mut generation = Generation::default();
        generation.metadata = (0..30).map(|n| (ItemIx(n), claim("The Mill"))).collect();
        generation.metadata.insert(ItemIx(30), claim("The Hill"));
        let found = foreign(&generation, MetaKey::Company);
        assert_eq!(found, [("The Hill", vec![ItemIx(30)], 31)]);
        assert!(foreign(&generation, MetaKey::Template).is_empty());
        generation.metadata.retain(|item, _| item.0 > 15);
        assert!(foreign(&generation, MetaKey::Company).is_empty());
    }
}
