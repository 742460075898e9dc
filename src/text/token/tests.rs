//! Golden tables of tokens.

use super::TokenKind::{Account, Date, Email, Id, Link, Mark, Number, Percent, Phone, Word};
use super::*;
use proptest::prelude::*;

fn cut(text: &str) -> Vec<(&str, TokenKind)> {
    tokens(text)
        .into_iter()
        .map(|t| (&text[t.range], t.kind))
        .collect()
}

/// One token of this kind, whole.
#[track_caller]
fn whole(kind: TokenKind, texts: &[&str]) {
    for text in texts {
        let framed = format!("vu {text} , puis");
        let got = cut(&framed);
        assert_eq!(
            got,
            [("vu", Word), (*text, kind), (",", Mark), ("puis", Word)],
            "{text}"
        );
    }
}

#[test]
fn words_keep_what_joins_them() {
    let words = [
        "hello",
        "rendez-vous",
        "aujourd'hui",
        "aujourd’hui",
        "don't",
        "été",
        "co-op",
        "foo_bar",
        "pay\u{200B}ment",
        "a\u{202E}bc",
        "p\u{430}ypal",
        "e\u{301}te\u{301}",
        "\u{FEFF}word",
    ];
    whole(Word, &words);
    assert_eq!(cut("l'homme"), [("l'", Word), ("homme", Word)]);
    assert_eq!(cut("Qu’il"), [("Qu’", Word), ("il", Word)]);
    assert_eq!(
        cut("'so' ends."),
        [
            ("'", Mark),
            ("so", Word),
            ("'", Mark),
            ("ends", Word),
            (".", Mark)
        ]
    );
    assert_eq!(cut("日本"), [("日", Word), ("本", Word)]);
}

#[test]
fn numbers_are_one_token_with_separators_and_unit() {
    let numbers = [
        "5",
        "12 500 €",
        "12\u{A0}500\u{202F}€",
        "12\u{202F}500",
        "12'500.50",
        "12’500",
        "EUR 12,500.00",
        "12.500,00 EUR",
        "$5",
        "$1,250.75",
        "10 k€",
        "3.5 M",
        "3,5 millions",
        "-5",
        "10k",
        "5MB",
        "1 234 567,89 euros",
        "€ 12.50",
        "£5m",
    ];
    whole(Number, &numbers);
    whole(Percent, &["5%", "5 %", "3,5 %", "12.5\u{A0}%"]);
    assert_eq!(
        cut("1,2,3"),
        [
            ("1", Number),
            (",", Mark),
            ("2", Number),
            (",", Mark),
            ("3", Number)
        ]
    );
    assert_eq!(cut("ends 5."), [("ends", Word), ("5", Number), (".", Mark)]);
    assert_eq!(cut("le 12 M. X")[1], ("12", Number));
}

#[test]
fn dates_and_times() {
    let dates = [
        "2017-04-21",
        "21/04/2017",
        "21.04.2017",
        "21/04/17",
        "2017-04-21T12:31:05Z",
        "12:31",
        "12:31:05",
        "9:05 pm",
        "18h30",
        "18h",
        "2017",
        "avril",
        "Wednesday",
        "Montag",
        "août",
        "März",
    ];
    whole(Date, &dates);
    assert_eq!(
        cut("21 avril 2017"),
        [("21", Date), ("avril", Date), ("2017", Date)]
    );
    let us = cut("April 21st, 2017");
    assert_eq!(us[1], ("21st", Date));
    assert_eq!(cut("you may go")[1], ("may", Word));
    assert_eq!(cut("in May 2017")[1], ("May", Date));
    assert_eq!(cut("le 3 mai prochain")[2], ("mai", Date));
    assert_eq!(cut("Fri, 21 Apr 2017")[0], ("Fri", Date));
    assert_eq!(cut("mon ami")[0], ("mon", Word));
    assert_eq!(cut("2000 €"), [("2000 €", Number)]);
}

#[test]
fn addresses_links_and_accounts() {
    whole(
        Email,
        &[
            "anna@example.org",
            "a.b+c@mail.example.org",
            "1@a.example",
            "anna@ex\u{430}mple.org",
        ],
    );
    whole(
        Link,
        &[
            "https://example.org/a?b=c",
            "www.example.org",
            "example.org",
            "mail.example.com/path",
            "192.168.0.1",
            "http://exam\u{200B}ple.org/x",
        ],
    );
    assert_eq!(
        cut("(see http://a.example/x).")[2],
        ("http://a.example/x", Link)
    );
    assert_eq!(cut("main.c"), [("main", Word), (".", Mark), ("c", Word)]);
    whole(
        Phone,
        &[
            "+33 1 42 12 34 56",
            "01 42 12 34 56",
            "01.42.12.34.56",
            "+49 (0)30 123456",
            "555-123-4567",
            "(555) 123-4567",
            "0142123456",
        ],
    );
    whole(
        Account,
        &[
            "GB82WEST12345698765432",
            "FR14 2004 1010 0505 0001 3M02 606",
            "DE89370400440532013000",
        ],
    );
    assert_eq!(cut("BIC: DEUTDEFF").last(), Some(&("DEUTDEFF", Account)));
    assert_eq!(cut("the ENVELOPE")[1], ("ENVELOPE", Word));
    whole(
        Id,
        &[
            "INV-2017-0042",
            "a1b2c3d4e5",
            "0x1F",
            "v1.2.3",
            "1.2.3",
            "COVID-19",
        ],
    );
}

#[test]
fn the_lists_are_in_order() {
    assert!(tables::DOMAINS.is_sorted());
    assert!(tables::IBAN_LENGTHS.is_sorted());
}

proptest! {
    #[test]
    fn tokens_are_in_order_and_hold_every_character_that_shows(
        text in "\\PC*|[0-9 .,/:+@a-zA-Z€'’\u{200B}-]{0,60}"
    ) {
        let mut end = 0;
        for token in tokens(&text) {
            prop_assert!(token.range.start >= end && token.range.end > token.range.start);
            let gap = &text[end..token.range.start];
            prop_assert!(gap.chars().all(|c| c.is_whitespace() || c.is_control()), "{:?}", gap);
            end = token.range.end;
            prop_assert!(text.get(token.range).is_some());
        }
        prop_assert!(text[end..].chars().all(|c| c.is_whitespace() || c.is_control()));
    }
}

#[test]
fn a_text_that_ends_in_nul_bytes_ends() {
    for text in ["\0", "a\0\0", "72 500 EUR\0"] {
        let last = tokens(text).last().map(|t| t.range.end);
        assert_eq!(last, Some(text.len()), "{text:?}");
    }
}
