//! Quotes are tied to what they quote, by headers and by words.

use super::*;
use crate::model::{Head, Kind};

fn item(n: u8, id: &str, parent: &str) -> Item {
    Item {
        head: Some(Head {
            message_id: Some(id.into()),
            in_reply_to: vec![parent.into()],
            ..Head::default()
        }),
        ..Item::blank(n, Kind::Message)
    }
}

const LETTER: &str = "Dear all,\n\nthe mill needs a new roof before the winter comes,\nand the \
club has put by four hundred crowns for it.\nWho knows a good carpenter in the valley?\n\nHilde\n";

fn tied(texts: &[&str], parent: &str) -> Vec<Tie> {
    let items: Vec<Item> = texts
        .iter()
        .enumerate()
        .map(|(n, _)| item(n as u8, &format!("m{n}@example.org"), parent))
        .collect();
    let pages: Vec<Page> = texts.iter().map(|t| Page::of(t)).collect();
    ties(&items, &pages)
}

fn quoted(text: &str) -> String {
    text.lines().map(|l| format!("> {l}\n")).collect()
}

#[test]
fn a_quote_that_agrees_has_no_run_apart() {
    let reply = format!("I do.\n\nHilde wrote:\n{}", quoted(LETTER));
    let found = tied(&[LETTER, &reply], "m0@example.org");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].by, By::Headers(1));
    assert!(found[0].runs.iter().all(|r| r.same));
}

#[test]
fn a_quote_that_differs_parts_at_the_line() {
    let reply = format!("I do.\n\nHilde wrote:\n{}", quoted(LETTER)).replace("four", "nine");
    let found = tied(&[LETTER, &reply], "m0@example.org");
    let apart: Vec<_> = found[0].runs.iter().filter(|r| !r.same).collect();
    assert_eq!(apart.len(), 1);
    assert_eq!(apart[0].original, 3..4);
}

#[test]
fn a_quote_without_any_header_is_found_by_its_words() {
    let reply = format!("I do.\n\nHilde wrote:\n{}", quoted(LETTER));
    let found = tied(
        &[LETTER, &reply, "Something else stands here."],
        "none@example.org",
    );
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].original, found[0].by), (ItemIx(0), By::Words));
}

#[test]
fn a_quote_that_was_wrapped_anew_is_tied_too() {
    let wrapped = [
        "> Dear all,",
        ">",
        "> the mill needs a new roof",
        "> before the winter comes, and the",
        "> club has put by nine hundred",
        "> crowns for it. Who knows a good",
        "> carpenter in the valley?",
    ];
    let wrapped = wrapped.join("\n");
    let found = tied(&[LETTER, &wrapped], "m0@example.org");
    assert_eq!(found.len(), 1);
    assert!(found[0].runs.iter().any(|r| !r.same && !r.quote.is_empty()));
}
