//! Tests of the threads: small forests written as rows of (id, references, minute, subject).

use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

type Row<'a> = (&'a str, &'a str, i64, &'a str);

/// Rows as owned values; an empty id is none, a negative minute is no date.
struct Letters(Vec<(Option<String>, Vec<String>, i64, String)>);

impl Letters {
    fn of(rows: &[Row<'_>]) -> Self {
        let owned = |(id, refs, minute, subject): &Row<'_>| {
            let refs = refs.split_whitespace().map(str::to_owned).collect();
            let id = Some((*id).to_owned()).filter(|id| !id.is_empty());
            (id, refs, *minute, (*subject).to_owned())
        };
        Self(rows.iter().map(owned).collect())
    }

    fn mails(&self) -> Vec<Mail<'_>> {
        let mails = self.0.iter().enumerate();
        mails
            .map(|(at, (id, references, minute, subject))| Mail {
                item: ItemIx(at as u32),
                digest: Digest(Sha256::digest(at.to_le_bytes()).into()),
                message_id: id.as_deref(),
                references,
                date: Some(*minute).filter(|m| *m >= 0).map(|minute| Stamp {
                    epoch_s: minute * 60,
                    offset_min: 0,
                }),
                subject,
            })
            .collect()
    }
}

/// Writes a thread as RFC 5256 does, items from 1, copies as `1+2`, empty nodes as `-`.
fn write(thread: &Thread, node: usize) -> String {
    let items = &thread.nodes[node].items;
    let names: Vec<String> = items.iter().map(|i| (i.0 + 1).to_string()).collect();
    let own = if names.is_empty() {
        "-".to_owned()
    } else {
        names.join("+")
    };
    let is_child = |n: &usize| thread.nodes[*n].parent == Some(node as u32);
    let below: Vec<usize> = (0..thread.nodes.len()).filter(is_child).collect();
    match below.as_slice() {
        [] => own,
        [one] => format!("{own} {}", write(thread, *one)),
        more => {
            let each = more.iter().map(|n| format!("({})", write(thread, *n)));
            format!("{own} {}", each.collect::<String>())
        }
    }
}

fn answer(rows: &[Row<'_>], subjects: Subjects) -> String {
    let letters = Letters::of(rows);
    let each = threads(&letters.mails(), subjects);
    each.iter().map(|t| format!("({})", write(t, 0))).collect()
}

fn case(rows: &[Row<'_>]) -> String {
    answer(rows, Subjects::WhereIdsAreAbsent)
}

fn rfc(rows: &[Row<'_>]) -> String {
    answer(rows, Subjects::Rfc5256)
}

#[test]
fn replies_stand_below_their_parents_oldest_first() {
    let rows = [
        ("a", "", 0, "Budget"),
        ("c", "a", 9, "Re: Budget"),
        ("b", "a", 5, "Re: Budget"),
        ("d", "a b", 6, "Re: Budget"),
        ("z", "", 7, "Autre"),
    ];
    assert_eq!(case(&rows), "(1 (3 4)(2))(5)");
}

#[test]
fn a_missing_parent_is_an_empty_node() {
    assert_eq!(
        case(&[("c", "a b", 5, "x"), ("d", "a b", 6, "x")]),
        "(- - (1)(2))"
    );
    assert_eq!(
        rfc(&[("c", "a b", 5, "x"), ("d", "a b", 6, "x")]),
        "(- (1)(2))"
    );
    assert_eq!(rfc(&[("c", "a b", 5, "x")]), "(1)");
}

#[test]
fn copies_of_an_id_are_one_node_and_the_oldest_names_the_parent() {
    let rows = [
        ("a", "", 0, ""),
        ("c", "b", 8, ""),
        ("c", "a", 5, ""),
        ("d", "c", 9, ""),
    ];
    assert_eq!(case(&rows), "(1 2+3 4)");
}

#[test]
fn messages_without_an_id_are_nodes_of_their_own() {
    assert_eq!(
        case(&[("a", "", 0, ""), ("", "a", 1, ""), ("", "a", 2, "")]),
        "(1 (2)(3))"
    );
}

#[test]
fn loops_are_not_closed() {
    let rows = [
        ("a", "b", 0, ""),
        ("b", "c", 1, ""),
        ("c", "a", 2, ""),
        ("d", "d", 3, ""),
    ];
    assert_eq!(case(&rows), "(4)(3 2 1)");
    assert_eq!(
        case(&[("a", "x y x", 0, ""), ("b", "y x y", 1, "")]),
        "(- (1)(- 2))"
    );
}

#[test]
fn what_a_message_says_of_itself_goes_before_what_others_say() {
    let rows = [("a", "", 0, ""), ("b", "a c", 1, ""), ("c", "b", 2, "")];
    assert_eq!(case(&rows), "(3 2)(1)");
    let rows = [
        ("a", "", 0, ""),
        ("x", "", 1, ""),
        ("c", "x", 2, ""),
        ("d", "a c", 3, ""),
    ];
    assert_eq!(case(&rows), "(2 3 4)(1)");
    let silent = [("a", "", 0, ""), ("c", "", 2, ""), ("d", "a c", 3, "")];
    assert_eq!(case(&silent), "(1 2 3)");
}

#[test]
fn a_case_is_joined_by_subject_only_where_ids_are_absent() {
    let rows = [
        ("a", "", 0, "Budget"),
        ("b", "", 5, "Re: Budget"),
        ("", "", 6, "RE : Budget"),
        ("", "", 7, "Budget"),
        ("", "", 9, "TR: budget"),
        ("", "", -1, "Re: Budget"),
        ("", "", 9, "Re: Inconnu"),
        ("", "x", 12, "Re: Budget"),
    ];
    assert_eq!(case(&rows[..3]), "(2 3)(1)");
    let all = case(&rows);
    assert!(
        all.contains("(4 5)") && all.contains("(2 3)") && all.contains("(1)"),
        "{all}"
    );
    assert!(
        all.contains("(6)") && all.contains("(7)") && all.contains("(- 8)"),
        "{all}"
    );
}

#[test]
fn the_rfc_gathers_roots_by_subject() {
    assert_eq!(rfc(&[("a", "", 0, "x"), ("b", "", 1, "Re: X")]), "(1 2)");
    assert_eq!(rfc(&[("a", "", 0, "x"), ("b", "", 1, "x")]), "(- (1)(2))");
    assert_eq!(rfc(&[("a", "", 0, "Re: x"), ("b", "", 1, "x")]), "(2 1)");
    let two_empty = [
        ("a", "p", 0, "x"),
        ("b", "p", 1, "x"),
        ("c", "q", 2, "x"),
        ("d", "q", 3, "x"),
        ("e", "", 4, "x"),
    ];
    assert_eq!(rfc(&two_empty), "(- (1)(2)(3)(4)(5))");
    assert_eq!(rfc(&[("a", "", 0, ""), ("a", "", 1, "")]), "(2)(1)");
}

#[test]
fn a_threads_name_does_not_hang_on_what_is_there() {
    let name = |rows: &[Row<'_>]| {
        let letters = Letters::of(rows);
        threads(&letters.mails(), Subjects::WhereIdsAreAbsent)[0]
            .id
            .clone()
    };
    let whole = name(&[("a", "", 0, "x"), ("b", "a", 1, "x")]);
    assert_eq!(whole, name(&[("b", "a", 1, "x")]));
    assert_eq!(whole, "ca978112ca1bbdca");
}

#[test]
fn a_hundred_thousand_references_are_survived() {
    let many: Vec<String> = (0..100_000).map(|n| format!("r{n}")).collect();
    let one = Letters(vec![(Some("z".into()), many.clone(), 1, String::new())]);
    let thread = &threads(&one.mails(), Subjects::WhereIdsAreAbsent)[0];
    assert_eq!((thread.nodes.len(), thread.item_count()), (100_001, 1));
    assert_eq!(thread.nodes[100_000].depth, u16::MAX);
    let reply = |(n, id): (usize, &String)| {
        let parent = many[(n + 1) % many.len()].clone();
        (Some(id.clone()), vec![parent], n as i64, String::new())
    };
    let ring = Letters(many.iter().enumerate().map(reply).collect());
    for subjects in [Subjects::WhereIdsAreAbsent, Subjects::Rfc5256] {
        let all = threads(&ring.mails(), subjects);
        assert_eq!((all.len(), all[0].item_count()), (1, 100_000));
    }
}

fn rows() -> impl Strategy<Value = Vec<(Option<String>, Vec<String>, i64, String)>> {
    let id = || (0..9u8).prop_map(|n| format!("i{n}"));
    let subject = prop::sample::select(vec!["x", "Re: x", "TR : y", "y", ""]);
    let row = (
        prop::option::of(id()),
        prop::collection::vec(id(), 0..4),
        -1..20i64,
        subject.prop_map(str::to_owned),
    );
    prop::collection::vec(row, 0..14)
}

proptest! {
    #[test]
    fn every_message_is_in_one_thread_and_every_parent_before_its_child(rows in rows()) {
        let letters = Letters(rows);
        for subjects in [Subjects::WhereIdsAreAbsent, Subjects::Rfc5256] {
            let all = threads(&letters.mails(), subjects);
            let mut items: Vec<u32> = all.iter().flat_map(Thread::items).map(|i| i.0).collect();
            items.sort_unstable();
            prop_assert_eq!(items, (0..letters.0.len() as u32).collect::<Vec<_>>());
            for thread in &all {
                for (at, node) in thread.nodes.iter().enumerate() {
                    let depth = node.parent.map(|p| thread.nodes[p as usize].depth + 1);
                    prop_assert_eq!(depth.unwrap_or(0), node.depth);
                    prop_assert!(node.parent.is_none_or(|p| (p as usize) < at));
                    prop_assert_eq!(node.parent.is_none(), at == 0);
                }
            }
            let mut ids = BTreeSet::new();
            for thread in all.iter().filter(|_| subjects == Subjects::WhereIdsAreAbsent) {
                prop_assert!(ids.insert(thread.id.clone()));
            }
        }
    }

    #[test]
    fn the_order_of_arrival_has_no_influence(rows in rows(), turn in 0..14usize) {
        let letters = Letters(rows);
        let forward = letters.mails();
        let mut other = forward.clone();
        other.reverse();
        let turn = turn.min(other.len());
        other.rotate_left(turn);
        let whole = threads(&forward, Subjects::WhereIdsAreAbsent);
        prop_assert_eq!(whole, threads(&other, Subjects::WhereIdsAreAbsent));
    }
}
