//! Findings over small invented cases.

use super::*;
use crate::fingerprint::Sketch;
use crate::model::{Digest, EditClass, Head, Kind, Mailbox, PartRole, Role, Stamp, TextPart};
use crate::relate::{GroupInput, neighbours};

struct Shelf(Vec<ItemText>);

impl Texts for Shelf {
    fn text(&self, item: ItemIx) -> Option<ItemText> {
        self.0.get(item.at()).cloned()
    }
}

/// A message: sender, id, parent, day, text.
struct Mail(&'static str, &'static str, &'static str, i64, String);

fn found(mails: &[Mail]) -> Vec<Finding> {
    let items: Vec<Item> = mails
        .iter()
        .enumerate()
        .map(|(n, m)| item(n as u8, m))
        .collect();
    let shelf = Shelf(
        mails
            .iter()
            .map(|m| ItemText {
                parts: vec![TextPart {
                    part: "1".into(),
                    role: PartRole::Body,
                    text: m.4.clone(),
                }],
            })
            .collect(),
    );
    let sketches: Vec<Sketch> = mails
        .iter()
        .map(|m| Sketch::of(&crate::text::own_words(&m.4)))
        .collect();
    let inputs: Vec<GroupInput<'_>> = sketches
        .iter()
        .enumerate()
        .map(|(n, sketch)| GroupInput {
            item: ItemIx(n as u32),
            digest: items[n].digest,
            sketch,
        })
        .collect();
    examine(&Study {
        threads: &[],
        traces: &[],
        items: &items,
        texts: &shelf,
        near: &neighbours(&inputs),
        trusted: &[],
        keys: &crate::attest::signature::KeySet::default(),
        metadata: &BTreeMap::new(),
    })
    .findings
}

fn item(n: u8, mail: &Mail) -> Item {
    Item {
        digest: Digest([n + 1; 32]),
        kind: Kind::Message,
        size_bytes: 0,
        media_type: String::new(),
        head: Some(Head {
            message_id: Some(mail.1.into()),
            subject: "The mill".into(),
            from: vec![Mailbox {
                name: mail.0.into(),
                address: format!("{}@example.org", mail.0.to_lowercase()),
            }],
            in_reply_to: vec![mail.2.into()],
            date: Some(Stamp {
                epoch_s: 1_500_000_000 + mail.3 * 86_400,
                offset_min: 0,
            }),
            ..Head::default()
        }),
        locations: Vec::new(),
        children: Vec::new(),
        text_digest: None,
        text_bytes: 0,
        defects: Vec::new(),
        thread: None,
        group: None,
    }
}

const LETTER: &str = "Dear all,\n\nthe mill needs a new roof before the winter comes,\nand the \
club has put by four hundred crowns for it.\nWho knows a good carpenter in the valley?\nThe wood \
lies dry behind the barn since last year.\n\nHilde\n";

fn quoted(who: &str, text: &str) -> String {
    let lines: String = text.lines().map(|l| format!("> {l}\n")).collect();
    format!("I think so too.\n\nOn Monday, Hilde wrote:\n{lines}\n{who}\n")
}

#[test]
fn a_second_copy_with_one_word_changed_is_the_first_finding() {
    let other = LETTER.replace("four hundred", "nine hundred");
    let all = found(&[
        Mail("Hilde", "a", "", 0, LETTER.into()),
        Mail("Hilde", "a", "", 0, other),
        Mail(
            "Otto",
            "b",
            "",
            1,
            "The river is high again this spring.".into(),
        ),
    ]);
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].check, "copies");
    assert_eq!(all[0].edits[0].class, EditClass::NumberWord);
}

#[test]
fn two_quotes_against_the_stored_original_name_the_original() {
    let stored = LETTER.replace("four hundred", "nine hundred");
    let all = found(&[
        Mail("Hilde", "a", "", 0, stored),
        Mail("Otto", "b", "a", 1, quoted("Otto", LETTER)),
        Mail("Ida", "c", "a", 2, quoted("Ida", LETTER)),
    ]);
    assert_eq!(all.len(), 1, "{all:#?}");
    assert_eq!(all[0].check, "quotes");
    assert_eq!(all[0].items[0], (ItemIx(0), Role::Suspect));
    assert_eq!(all[0].items.len(), 3);
}

#[test]
fn a_quote_alone_against_original_and_others_is_named() {
    let changed = LETTER.replace("four hundred", "nine hundred");
    let all = found(&[
        Mail("Hilde", "a", "", 0, LETTER.into()),
        Mail("Otto", "b", "a", 1, quoted("Otto", LETTER)),
        Mail("Ida", "c", "a", 2, quoted("Ida", &changed)),
    ]);
    assert_eq!(all[0].items[0], (ItemIx(2), Role::Suspect), "{all:#?}");
}

#[test]
fn dress_footers_and_honest_quotes_rank_at_the_very_end() {
    let wrapped = LETTER
        .replace("\nand the", " and the")
        .replace("valley?\n", "valley? ");
    let footer = format!(
        "{LETTER}\n_______________________________________________\nThe list of \
the mill\nhttps://lists.example.org/mill\n"
    );
    let all = found(&[
        Mail("Hilde", "a", "", 0, LETTER.into()),
        Mail("Hilde", "a", "", 0, wrapped),
        Mail("Hilde", "a", "", 0, footer),
        Mail("Otto", "b", "a", 1, quoted("Otto", LETTER)),
    ]);
    assert!(all.iter().all(|f| f.score < 0.3), "{all:#?}");
}

#[test]
fn the_features_of_a_finding_add_up_to_its_score() {
    let all = found(&[
        Mail("Hilde", "a", "", 0, LETTER.into()),
        Mail("Hilde", "a", "", 0, LETTER.replace("winter", "summer")),
    ]);
    for finding in &all {
        let sum: f64 = finding.features.iter().map(|f| f.1).sum();
        assert!((sum - finding.score).abs() < 1e-6, "{finding:#?}");
    }
    assert_eq!(all.len(), 1);
}
