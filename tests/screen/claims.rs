//! What the documents of the made-up case claim about themselves.

use std::collections::BTreeMap;
use valla::model::{Item, ItemIx, Meta, MetaKey, MetaOrigin};

/// What attachments and documents claim: four files, three of them saved within minutes.
pub fn metadata(items: &[Item]) -> BTreeMap<ItemIx, Vec<Meta>> {
    let claim = |key, value: &str| Meta {
        key,
        value: value.into(),
        origin: MetaOrigin::Core,
    };
    let hands = [
        ("Anna Weiss", "2017-04-18T09:11:36Z", "Acme Sheets"),
        (
            "Stranger \u{202e}gpj",
            "2017-04-18T09:13:04Z",
            "Acme Sheets",
        ),
        (
            "Stranger \u{202e}gpj",
            "2017-04-18T09:14:59Z",
            "Acme Sheets",
        ),
        (
            "Stranger \u{202e}gpj",
            "2017-04-18T09:12:29Z",
            "Acme Words 14",
        ),
    ];
    (0..items.len() as u32)
        .map(ItemIx)
        .rev()
        .zip(hands)
        .map(|(item, (hand, saved, program))| {
            let claims = vec![
                claim(MetaKey::LastAuthor, hand),
                claim(MetaKey::Application, program),
                claim(MetaKey::Modified, saved),
            ];
            (item, claims)
        })
        .collect()
}
