//! The language by example, and the law that printing and parsing undo each other.

use super::*;
use jiff::civil::date;
use proptest::prelude::*;

fn word(text: &str) -> Query {
    Query::Text(Pattern::Word(text.into()))
}

#[track_caller]
fn reads(text: &str, query: Query) {
    assert_eq!(parse(text), Ok(query), "{text}");
}

#[track_caller]
fn field(text: &str, filter: Filter) {
    reads(text, Query::Field(filter));
}

#[track_caller]
fn fails(text: &str, at: usize, message: &str) {
    let error = parse(text).unwrap_err();
    assert_eq!(error.at, at, "{text}: {error}");
    assert!(error.message.en.contains(message), "{text}: {error}");
}

#[test]
fn operators_bind_as_written() {
    reads("  ", Query::All);
    reads("a b", Query::And(vec![word("a"), word("b")]));
    let right = Query::And(vec![word("b"), word("c")]);
    reads("a OR b AND c", Query::Or(vec![word("a"), right]));
    let left = Query::Or(vec![word("a"), word("b")]);
    reads(
        "(a OR b) NOT c",
        Query::And(vec![left, Query::Not(Box::new(word("c")))]),
    );
    reads("and or", Query::And(vec![word("and"), word("or")]));
}

#[test]
fn patterns() {
    let text = Query::Text;
    reads("vir*", text(Pattern::Prefix("vir".into())));
    reads("*ment", text(Pattern::Suffix("ment".into())));
    reads(
        "virement~1",
        text(Pattern::Near {
            word: "virement".into(),
            letters: 1,
        }),
    );
    let words = vec!["a".to_owned(), "b".to_owned()];
    reads("\"a  b\"~3", text(Pattern::Phrase { words, slop: 3 }));
    reads(r"/a\/b[0-9]+/", text(Pattern::Regex("a/b[0-9]+".into())));
    reads("12:30", word("12:30"));
}

#[test]
fn fields_have_typed_values() {
    field(
        "from:berard",
        Filter::Part(PartField::From, "berard".into()),
    );
    field(
        "Subject:\"a b\"",
        Filter::Part(PartField::Subject, "a b".into()),
    );
    field("id:<1@a.example>", Filter::Id("1@a.example".into()));
    field("is:unreviewed", Filter::Is(Is::Unreviewed));
    field("has:attachment", Filter::Has(Has::Attachment));
    field("dkim:nokey", Filter::Dkim(Dkim::NoKey));
    field("verdict:altered", Filter::Verdict(Verdict::Altered));
    field("score:>0.8", Filter::Score(Order::More, 0.8));
    field("larger:1M", Filter::Size(Order::More, 1 << 20));
    let days = |a, b| Filter::Days(a, b);
    field(
        "date:2017-04-01..2017-05-05",
        days(Some(date(2017, 4, 1)), Some(date(2017, 5, 5))),
    );
    field(
        "date:2017-04",
        days(Some(date(2017, 4, 1)), Some(date(2017, 4, 30))),
    );
    field("date:2017..", days(Some(date(2017, 1, 1)), None));
    field("date:..2017-02", days(None, Some(date(2017, 2, 28))));
    field(
        "date:2017-04-21",
        days(Some(date(2017, 4, 21)), Some(date(2017, 4, 21))),
    );
}

#[test]
fn a_wrong_query_says_where_and_what_was_expected() {
    fails("a AND", 5, "is expected");
    fails("a (b", 2, "never closed");
    fails("a) b", 1, "closes nothing");
    fails("x \"abc", 2, "quotation mark");
    fails("a form:x", 2, "did you mean from");
    fails("is:unreview", 3, "did you mean unreviewed");
    fails("dkim:perhaps", 5, "one of valid");
    fails("date:2017-13", 5, "a day, month");
    fails("date:2018..2017", 5, "ends before");
    fails("score:>2", 6, "from 0 to 1");
    fails("larger:big", 7, "a size");
    fails("from:", 5, "from:berard");
    fails("id:abc", 3, "8 or more");
    fails("/(a/", 0, "not a regular expression");
    fails("/(?:a{1000}){1000}/", 0, "too large");
    fails("*a*", 0, "both sides");
    fails("a~9", 1, "~1 or ~2");
    fails("--", 0, "letter or digit");
    fails(&"(".repeat(5_000), 65, "levels");
    fails(&"NOT ".repeat(5_000), 260, "levels");
}

#[test]
fn only_words_need_texts() {
    for (text, needs) in [
        ("from:a", false),
        ("body:a", true),
        ("tag:x OR b", true),
        ("", false),
    ] {
        assert_eq!(parse(text).unwrap().needs_text(), needs, "{text}");
    }
    assert_eq!(parse("a NOT b").unwrap().patterns().len(), 1);
}

#[test]
fn every_field_of_the_table_reads_its_example() {
    for (name, example) in FIELDS {
        assert!(parse(example).is_ok(), "{name}: {example}");
    }
}

fn trees() -> impl Strategy<Value = Query> {
    let leaf = prop_oneof![
        "[a-zé]{1,6}".prop_map(|w| Query::Text(Pattern::Word(w))),
        "[a-z]{1,6}".prop_map(|w| Query::Text(Pattern::Prefix(w))),
        ("[a-z]{1,6}", 1..3_u8)
            .prop_map(|(word, letters)| Query::Text(Pattern::Near { word, letters })),
        (prop::collection::vec("[A-Za-z(:]{1,5}x", 1..4), 0..4_u8)
            .prop_map(|(words, slop)| Query::Text(Pattern::Phrase { words, slop })),
        "[a-z@ .()*:-]{0,8}z".prop_map(|v| Query::Field(Filter::Part(PartField::From, v))),
        (0.0..1.0_f64).prop_map(|s| Query::Field(Filter::Score(Order::AtLeast, s))),
        any::<u32>().prop_map(|b| Query::Field(Filter::Size(Order::More, b.into()))),
        (1900..2100_i16, 1..13_i8)
            .prop_map(|(y, m)| { Query::Field(Filter::Days(Some(date(y, m, 1)), None)) }),
    ];
    leaf.prop_recursive(4, 40, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(Query::And),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Query::Or),
            inner.prop_map(|q| Query::Not(Box::new(q))),
        ]
    })
}

proptest! {
    #[test]
    fn printing_and_parsing_undo_each_other(query in trees()) {
        prop_assert_eq!(parse(&query.to_string()), Ok(query));
    }

    #[test]
    fn what_parses_is_printed_and_parsed_to_the_same(
        text in "[a-zA-Z\"/()*~:<>=0-9. \\\\-]{0,30}|\\PC{0,30}"
    ) {
        if let Ok(query) = parse(&text) {
            prop_assert_eq!(parse(&query.to_string()), Ok(query));
        }
    }
}

#[test]
fn what_is_wrong_is_said_in_french() {
    let said = |text: &str| parse(text).unwrap_err().message.fr;
    assert_eq!(
        said("from:"),
        "une valeur est attendue après from:, comme dans from:berard"
    );
    assert_eq!(
        said("has:notes"),
        "il n'y a pas de valeur de has: notes ; vouliez-vous dire note ?"
    );
}
