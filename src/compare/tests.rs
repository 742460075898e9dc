//! What two texts differ in, and the laws that every comparison keeps.

use super::*;
use crate::model::{Comparison, EditClass as C, Head, Mailbox, OpTag};
use proptest::prelude::*;

fn shown(a: &str, b: &str) -> Vec<(C, String, String)> {
    texts(a, b, &Options::default())
        .edits
        .into_iter()
        .map(|e| (e.class, e.before, e.after))
        .collect()
}

#[track_caller]
fn one(a: &str, b: &str, class: C, before: &str, after: &str) {
    assert_eq!(shown(a, b), [(class, before.into(), after.into())]);
}

const FRAME: &str = "The club met in the old mill on the hill. Rolf said that the roof {} by then, \
and nobody in the room had a question about it.";

fn framed(class: C, before: &str, after: &str) {
    let (a, b) = (FRAME.replace("{}", before), FRAME.replace("{}", after));
    let found = shown(&a, &b);
    assert_eq!(found.len(), 1, "{before} → {after}: {found:?}");
    assert_eq!(found[0].0, class, "{before} → {after}: {found:?}");
}

#[test]
fn each_class_is_told() {
    framed(C::Homoglyph, "is paid for", "is p\u{430}id for");
    framed(C::ZeroWidth, "is paid for", "is pa\u{200B}id for");
    framed(C::Bidi, "is paid for", "is pa\u{202E}id for");
    framed(C::Amount, "cost 12 000 €", "cost 17 000 €");
    framed(C::Percent, "lost 5 % of it", "lost 6 % of it");
    framed(
        C::Account,
        "is FR76 3000 6000 0112 3456 7890 189",
        "is FR14 2004 1010 0505 0001 3M02 606",
    );
    framed(
        C::Date,
        "is due on 15 April 2017",
        "is due on 15 March 2017",
    );
    framed(C::Email, "by ada@example.org", "by eva@example.org");
    framed(
        C::Link,
        "at https://a.example.org/x",
        "at https://b.example.org/x",
    );
    framed(C::Name, "of Berta Kahn was done", "of Hugo Stein was done");
    framed(C::Negation, "was safe", "was not safe");
    framed(C::NumberWord, "took three men", "took seven men");
    framed(C::Word, "was safe", "was ugly");
    framed(C::WordsIn, "was safe", "was by all accounts safe");
    framed(C::WordsOut, "was by all accounts safe", "was safe");
    framed(C::Ocr, "was modern", "was modem");
}

#[test]
fn a_wrapped_paragraph_with_one_figure_changed_shows_one_edit() {
    one(
        "> The gate costs 400\n> euro a year and is paid\n> in May by the club.",
        "The gate costs 900 euro a\nyear and is paid in May by the club.",
        C::Amount,
        "400\n> euro",
        "900 euro",
    );
}

#[test]
fn a_sentence_and_a_paragraph_come_in_whole() {
    let a = "The gate is shut. The key hangs by the door.\n\nCome early.";
    let b = "The gate is shut. Nobody told the old man about it. The key hangs by the door.\n\n\
             Come early.";
    one(a, b, C::SentenceIn, "", "Nobody told the old man about it");
    let c = "The gate is shut. The key hangs by the door.\n\nHe who has the key in hand may open \
             the gate at any hour of the day.\n\nCome early.";
    assert_eq!(shown(a, c)[0].0, C::ParagraphIn);
}

#[test]
fn a_moved_paragraph_is_a_move() {
    let p = "First of all the gate must be painted green before the fair.";
    let q = "Then somebody has to see whether the horses were fed and watered today.";
    let found = shown(&format!("{p}\n\n{q}\n"), &format!("{q}\n\n{p}\n"));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].0, C::Moved);
    assert_eq!(found[0].1, found[0].2);
}

#[test]
fn dress_is_counted_and_folded_away() {
    let c = texts(
        "He said “yes” at 1\u{A0}200 €,\nthen left.",
        "> He said \"yes\" at 1200 EUR, then\n> left.",
        &Options::default(),
    );
    assert!(c.edits.is_empty(), "{:?}", c.edits);
    let classes: Vec<C> = c.ignored.iter().map(|(class, _)| *class).collect();
    assert_eq!(classes, [C::Wrap, C::QuoteMarks, C::Typographic]);
}

#[test]
fn what_archives_and_gateways_do_is_no_edit() {
    let same = |a: &str, b: &str| {
        let found = shown(&FRAME.replace("{}", a), &FRAME.replace("{}", b));
        assert!(found.is_empty(), "{a} -> {b}: {found:?}");
    };
    same("of Rolf & Son", "of Rolf &amp; Son");
    same("as root@mill.example.org", "as root at mill.example.org");
    let list = "1. the gate is shut\n2. the key is there\n";
    let plain = "the gate is shut\nthe key is there\n";
    assert!(shown(&format!("So:\n{list}Done."), &format!("So:\n{plain}Done.")).is_empty());
    framed(C::WordsIn, "was safe", "was amp safe");
}

#[test]
fn damage_is_no_edit() {
    let c = texts(
        "L'été à Châlons",
        "L'ét\u{FFFD} à Ch\u{FFFD}lons",
        &Options::default(),
    );
    assert!(c.edits.is_empty(), "{:?}", c.edits);
}

#[test]
fn heads_differ_field_by_field() {
    let head = |name: &str, address: &str, subject: &str| Head {
        from: vec![std::sync::Arc::new(Mailbox {
            name: name.into(),
            address: address.into(),
        })],
        subject: subject.into(),
        ..Head::default()
    };
    let a = head("Ada", "ada@example.org", "The gate");
    assert!(heads(&a, &head("A. Lind", "ADA@example.org", "The  gate")).is_empty());
    let found = heads(&a, &head("Ada", "eva@example.org", "The door"));
    let fields: Vec<String> = found.iter().map(|e| e.field.word()).collect();
    assert_eq!(fields, ["from", "subject"]);
}

fn tiles(c: &Comparison, a: &str, b: &str) {
    let (mut x, mut y) = (0, 0);
    for op in &c.ops {
        assert_eq!((op.a.start, op.b.start), (x, y), "{c:?}");
        (x, y) = (op.a.end, op.b.end);
    }
    assert_eq!((x, y), (a.len(), b.len()));
}

/// Takes the words of A, with those of each edit and of the noise replaced by B's.
fn applied(c: &Comparison, a: &str, b: &str) -> Vec<u64> {
    let mut out = Vec::new();
    for op in &c.ops {
        let text = match op.tag {
            OpTag::Equal => &a[op.a.clone()],
            OpTag::Edit(_) | OpTag::Noise(_) => &b[op.b.clone()],
        };
        out.extend(Stream::of(text).keys);
    }
    out
}

fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => "(the|gate|key|was|not|old|man|said|Rolf|May)",
        1 => "[0-9]{1,4}",
        1 => "[a-zé]{1,5}",
    ];
    let gap = prop_oneof![6 => Just(" "), 1 => Just("\n"), 1 => Just(". "), 1 => Just("\n> ")];
    proptest::collection::vec((word, gap), 0..40)
        .prop_map(|parts| parts.into_iter().map(|(w, g)| w + g).collect())
}

proptest! {
    #[test]
    fn runs_cover_both_texts(a in text(), b in text()) {
        let c = texts(&a, &b, &Options::default());
        tiles(&c, &a, &b);
        for edit in &c.edits {
            prop_assert_eq!(&a[edit.a.clone()], &edit.before);
            prop_assert_eq!(&b[edit.b.clone()], &edit.after);
        }
    }

    #[test]
    fn edits_lead_from_one_text_to_the_other(a in "[a-e ]{0,60}", b in "[a-e ]{0,60}") {
        let c = texts(&a, &b, &Options::default());
        prop_assert_eq!(applied(&c, &a, &b), Stream::of(&b).keys);
    }

    #[test]
    fn a_text_does_not_differ_from_itself(a in text()) {
        let c = texts(&a, &a, &Options::default());
        prop_assert!(c.edits.is_empty() && c.ignored.is_empty());
        tiles(&c, &a, &a);
    }

    #[test]
    fn no_text_makes_it_panic(a in "\\PC{0,80}", b in "\\PC{0,80}") {
        tiles(&texts(&a, &b, &Options::default()), &a, &b);
    }
}
