//! Findings over small invented cases.

use super::*;
use crate::fingerprint::Sketch;
use crate::model::{EditClass, Head, Kind, Mailbox, PartRole, Role, Said, Stamp, TextPart};
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
                    part: Said::same("1"),
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
        pack: |_, _| Vec::new(),
    })
    .findings
}

fn item(n: u8, mail: &Mail) -> Item {
    Item {
        head: Some(Head {
            message_id: Some(mail.1.into()),
            subject: "The mill".into(),
            from: vec![std::sync::Arc::new(Mailbox {
                name: mail.0.into(),
                address: format!("{}@example.org", mail.0.to_lowercase()),
            })],
            in_reply_to: vec![mail.2.into()],
            date: Some(Stamp {
                epoch_s: 1_500_000_000 + mail.3 * 86_400,
                offset_min: 0,
            }),
            ..Head::default()
        }),
        ..Item::blank(n + 1, Kind::Message)
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

/// What the findings by quotes show, `before` and `after`, of an original and one answer to it.
fn parted(original: &str, quoted: &str) -> Vec<(String, String)> {
    let all = found(&[
        Mail("Hilde", "a", "", 0, original.into()),
        Mail("Otto", "b", "a", 1, quoted.into()),
    ]);
    let quotes = all.iter().filter(|f| f.check == "quotes");
    let edits = quotes.flat_map(|f| f.edits.iter());
    edits.map(|e| (e.before.clone(), e.after.clone())).collect()
}

#[test]
fn words_taken_out_of_an_original_without_line_breaks_stand_in_its_quote() {
    let original = "I was trying to get the mill going again today and I stumbled on a wheel that \
does not turn under the new load.  The part at fault is the old axle.\n\nwashed away with the \
spring floods?\n\nI know that patches are welcome here for both of these troubles, but I just \
wanted to tell you all.\n\nthanks, Hilde\n";
    let quote = "Ah.\n\nOn Monday, Hilde wrote:\n> I was trying to get the mill going again today \
and I stumbled on\n> a wheel that does not turn under the new load.  The part at fault\n> is the \
old axle.\n>\n> I only thought that I would quickly throw this out there for all who\n> like to \
have a look.  Also, it seems to me that our dam was\n> washed away with the spring floods?\n>\n> I \
know that patches are welcome here for both of these troubles, but\n> I just wanted to tell you \
all.\n>\n> thanks, Hilde\n\nOtto\n";
    let all = parted(original, quote);
    assert_eq!(all.len(), 1, "{all:?}");
    assert!(all[0].1.starts_with("I only thought"), "{all:?}");
}

#[test]
fn the_first_and_the_last_line_of_a_quote_are_held_against_the_original() {
    let original = "Dear Otto,\n\nthe number of our case at the court is 211023\nand the clerk \
there is called Ruth Amsel.\nDo you mean that one more change must be made\nafter the meeting \
with Ferdinand?\n\nThanks,\nHilde\n";
    let quote = "Dear Hilde,\n\nOn Monday, Hilde wrote:\n> the number of our case at the court is \
211029\n> and the clerk there is called Ruth Amsel.\n> Do you mean that one more change must be \
made\n> after the meeting with Frederick?\n\nNo, it needs none.\n\nOtto\n";
    let all = parted(original, quote);
    let has = |a: &str, b: &str| all.contains(&(a.into(), b.into()));
    assert!(has("211023", "211029"), "{all:?}");
    assert!(has("Ferdinand", "Frederick"), "{all:?}");
}

#[test]
fn a_first_line_with_a_colon_is_a_line_like_others() {
    let original = "mill-club bug: 211023\n https://bugs.example.org/show.cgi?id=211029\n\nroof \
bug: 27143\n https://roof.example.org/show.cgi?id=27143\n\nWhen the name of the wheel starts with \
a dash,\nthe miller takes it for another wheel.\n\nHilde\n";
    let lines: String = original
        .lines()
        .take(8)
        .map(|l| format!("> {l}\n"))
        .collect();
    let quote = lines.replace("bug: 211023", "bug: 211029");
    let all = parted(
        original,
        &format!("Hi Hilde,\n\nOn 1/4/21 4:13 PM, Hilde wrote:\n{quote}\nHuh!\n\nOtto\n"),
    );
    assert_eq!(all, [("211023".to_owned(), "211029".to_owned())]);
}

#[test]
fn a_sentence_that_goes_on_in_the_quote_alone_was_in_the_original() {
    let original = "Dear Otto,\n\nthe new wheel turns well under the load of the spring.\nIn the \
narrowest place of the ditch this change\n\nSigned by Hilde for the club of the mill\n";
    let quote = "> the new wheel turns well under the load of the spring.\n> In the narrowest \
place of the ditch this change\n> leaves only nine hands of water below the bridge\n> and three \
above it.\n\nI measured the wrong ditch.\n\nOtto\n";
    let all = parted(original, &format!("On Monday, Hilde wrote:\n{quote}"));
    assert_eq!(all.len(), 1, "{all:?}");
    assert!(all[0].1.starts_with("leaves only nine"), "{all:?}");
    let whole = original.replace("this change\n", "this change is fine.\n");
    let quote = quote.replace("this change\n", "this change is fine.\n");
    assert!(parted(&whole, &format!("On Monday, Hilde wrote:\n{quote}")).is_empty());
}

#[test]
fn an_attribution_that_the_original_bears_itself_names_nobody_else() {
    let asked = "the wheel of the old mill has lost two of its paddles in the spring flood";
    let own = "Yes, we should mend both of them before the summer and ask the carpenter of the \
        valley what he wants for the wood and for the work of a week.\n";
    let carried = "On Sunday, 3 July 2016, Ruth Amsel wrote:\n";
    let original = format!("{carried}> {asked}\n\n{own}\nHilde\n");
    let marked: String = own.lines().map(|l| format!("> {l}\n")).collect();
    let quote = format!("{carried}> > {asked}\n\n{marked}\nI asked him today.\n\nOtto\n");
    assert!(parted(&original, &quote).is_empty());
    let other = quote.replace("Ruth Amsel", "Karl Winter");
    assert_eq!(parted(&original, &other).len(), 1);
}
