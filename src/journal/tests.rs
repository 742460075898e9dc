//! The laws of the record: every cut, every changed byte, every order of events.

use super::*;
use crate::model::{Digest, Standing, Verdict};
use proptest::prelude::*;

const ID: &str = "00112233445566778899aabbccddeeff";

fn item(n: u8) -> Digest {
    Digest([n; 32])
}

/// Writes a journal of these acts; gives its bytes and events.
fn journal_of(id: &str, author: &str, acts: &[(u64, Act)]) -> (String, Vec<Event>) {
    let machine = "desk".to_owned();
    let opening = (0, Act::Open { machine });
    let (mut out, mut events, mut prev) = (String::new(), Vec::<Event>::new(), id.to_owned());
    for (seq, (step, act)) in std::iter::once(&opening).chain(acts).enumerate() {
        let lamport = events.last().map_or(0, |e| e.lamport) + 1 + step;
        let (row, event) = write_row(
            &prev,
            Event {
                journal: id.to_owned(),
                seq: seq as u64,
                lamport,
                time: "2026-11-22T03:00:00Z".to_owned(),
                author: author.to_owned(),
                act: act.clone(),
                hash: String::new(),
            },
        );
        prev.clone_from(&event.hash);
        out = out + &row + "\n";
        events.push(event);
    }
    (out, events)
}

fn acts() -> Vec<(u64, Act)> {
    let tag = |t: &str| Act::Tag {
        tag: t.to_owned(),
        items: vec![item(1), item(2)],
    };
    let standing = Some(Standing::Innocent);
    let note = "saw \u{202e}it\u{1b}[2J \"é\"".to_owned();
    let acts = vec![
        tag("contract"),
        Act::Untag {
            tag: "contract".to_owned(),
            items: vec![item(2)],
        },
        Act::Verdict {
            verdict: Some(Verdict::Altered),
            items: vec![item(1)],
        },
        Act::Verdict {
            verdict: None,
            items: vec![item(1)],
        },
        Act::Note {
            item: item(3),
            text: note.clone(),
        },
        Act::Mark {
            finding: "f00d".to_owned(),
            standing,
            note,
        },
        Act::Mark {
            finding: "f00d".to_owned(),
            standing: None,
            note: String::new(),
        },
        Act::Undo {
            of: "ab".repeat(32),
        },
        Act::Unknown {
            kind: "sketch".to_owned(),
        },
    ];
    acts.into_iter().map(|a| (0, a)).collect()
}

fn feeds(text: &str, before: usize) -> usize {
    text.bytes().take(before).filter(|b| *b == b'\n').count()
}

#[test]
fn rows_read_back_as_the_events_that_were_written() {
    let (text, events) = journal_of(ID, "Ada Example", &acts());
    let journal = read(text.as_bytes());
    assert_eq!(journal.first_bad, None);
    assert_eq!(journal.events, events);
    assert_eq!(
        (journal.id.as_str(), journal.machine.as_str()),
        (ID, "desk")
    );
    assert_eq!(journal.good_bytes, text.len());
    assert!(
        !text.contains(['\u{202e}', '\u{1b}']),
        "nothing unseen is written"
    );
}

#[test]
fn the_hash_is_that_of_the_bytes_up_to_the_comma_before_it() {
    use sha2::{Digest as _, Sha256};
    let (text, events) = journal_of(ID, "Ada", &acts());
    for (row, event) in text.lines().zip(&events) {
        let comma = row.rfind(",\"hash\":").unwrap();
        let hash = Digest(Sha256::digest(&row.as_bytes()[..comma]).into());
        assert_eq!(hash.hex(), event.hash);
    }
    assert!(text.starts_with("{\"seq\":0,\"lamport\":1,\"time\":"));
    assert!(
        text.lines()
            .next()
            .unwrap()
            .contains(&format!("\"prev\":\"{ID}\""))
    );
}

#[test]
fn a_cut_loses_at_most_the_unfinished_line_at_every_offset() {
    let (text, events) = journal_of(ID, "Ada", &acts());
    for at in 0..text.len() {
        let journal = read(&text.as_bytes()[..at]);
        let whole = feeds(&text, at);
        assert_eq!(journal.first_bad, None, "cut at {at}");
        assert_eq!(journal.events, events[..whole], "cut at {at}");
        assert_eq!(journal.good_bytes + journal.unfinished_tail, at);
    }
}

#[test]
fn a_changed_byte_is_found_at_its_line_at_every_offset() {
    let (text, _) = journal_of(ID, "Ada", &acts());
    for at in 0..text.len() {
        let mut bytes = text.clone().into_bytes();
        bytes[at] ^= 1;
        let line = feeds(&text, at) + 1;
        let journal = read(&bytes);
        let is_last_feed = at == text.len() - 1;
        let bad = journal.first_bad.map(|(line, _)| line);
        assert_eq!(bad, (!is_last_feed).then_some(line), "changed at {at}");
        assert_eq!(journal.events.len(), line - 1);
    }
}

#[test]
fn a_deleted_a_swapped_and_a_doubled_row_are_named() {
    let (text, _) = journal_of(ID, "Ada", &acts());
    let rows: Vec<&str> = text.lines().collect();
    let bad = |rows: &[&str]| {
        read((rows.join("\n") + "\n").as_bytes())
            .first_bad
            .map(|b| b.0)
    };
    for at in 0..rows.len() - 1 {
        let (mut less, mut swapped, mut doubled) = (rows.clone(), rows.clone(), rows.clone());
        less.remove(at);
        swapped.swap(at, at + 1);
        doubled.insert(at, rows[at]);
        assert_eq!(bad(&less), Some(at + 1));
        assert_eq!(bad(&swapped), Some(at + 1));
        assert_eq!(bad(&doubled), Some(at + 2));
    }
}

#[test]
fn a_journal_read_in_two_pieces_is_the_same() {
    let (text, _) = journal_of(ID, "Ada", &acts());
    let whole = read(text.as_bytes());
    for at in 0..text.len() {
        let mut journal = read(&text.as_bytes()[..at]);
        journal.extend(&text.as_bytes()[journal.good_bytes..]);
        assert_eq!(journal, whole);
    }
}

#[test]
fn a_newer_version_and_fields_not_known_here_are_read() {
    use sha2::{Digest as _, Sha256};
    let (text, _) = journal_of(ID, "Ada", &[]);
    let row = text.replace("\"version\":1", "\"version\":9,\"mood\":[1,{\"a\":null}]");
    let body = &row[..row.rfind(",\"hash\":").unwrap()];
    let hash = Digest(Sha256::digest(body.as_bytes()).into());
    let journal = read(format!("{body},\"hash\":\"{hash}\"}}\n").as_bytes());
    assert!(journal.is_newer() && journal.is_sound());
    assert_eq!(journal.events.len(), 1);
}

#[test]
fn two_verdicts_on_one_item_are_a_clash_and_both_stand() {
    let verdict = |v| {
        vec![(
            0,
            Act::Verdict {
                verdict: Some(v),
                items: vec![item(1)],
            },
        )]
    };
    let (_, mut events) = journal_of(ID, "Ada", &verdict(Verdict::Altered));
    events.extend(journal_of(&ID.replace('0', "1"), "Ben", &verdict(Verdict::Decoy)).1);
    let board = Board::fold(&events);
    let clashes: Vec<_> = board
        .clashes()
        .map(|(item, m)| (*item, m.verdicts.len()))
        .collect();
    assert_eq!(clashes, vec![(item(1), 2)]);
}

#[test]
fn an_author_takes_back_only_their_own() {
    let tag = Act::Tag {
        tag: "x".to_owned(),
        items: vec![item(1)],
    };
    let (_, mut events) = journal_of(ID, "Ada", &[(0, tag)]);
    let of = events[1].hash.clone();
    events.extend(
        journal_of(
            &ID.replace('0', "1"),
            "Ben",
            &[(9, Act::Undo { of: of.clone() })],
        )
        .1,
    );
    assert!(Board::fold(&events).marks(&item(1)).is_some());
    events.extend(journal_of(&ID.replace('0', "2"), "Ada", &[(9, Act::Undo { of })]).1);
    assert!(Board::fold(&events).marks(&item(1)).is_none());
}

#[test]
fn undo_and_redo_walk_back_and_forth() {
    let tag = |n| {
        (
            0,
            Act::Tag {
                tag: format!("t{n}"),
                items: vec![item(1)],
            },
        )
    };
    let mut acts = vec![tag(1), tag(2)];
    let mut step = |redo: bool| {
        let (_, events) = journal_of(ID, "Ada", &acts);
        let of = if redo { last_redoable } else { last_undoable }(&events, "Ada");
        if let Some(of) = &of {
            acts.push((
                0,
                Act::Undo {
                    of: of.hash.clone(),
                },
            ));
        }
        let (_, events) = journal_of(ID, "Ada", &acts);
        let board = Board::fold(&events);
        let tags = board.marks(&item(1)).map_or(0, |m| m.tags.len());
        (of.is_some(), tags)
    };
    let steps = [true, false, false, false, true, true, true, false];
    let seen: Vec<_> = steps.map(&mut step).to_vec();
    let due = [
        (false, 2),
        (true, 1),
        (true, 0),
        (false, 0),
        (true, 1),
        (true, 2),
        (false, 2),
    ];
    assert_eq!(seen[..7], due);
    assert_eq!(seen[7], (true, 1));
}

#[test]
fn a_fork_is_told_and_nothing_is_dropped() {
    let note = |t: &str| {
        vec![(
            0,
            Act::Note {
                item: item(1),
                text: t.to_owned(),
            },
        )]
    };
    let (_, a) = journal_of(ID, "Ada", &note("one"));
    let (_, b) = journal_of(ID, "Ada", &note("two"));
    let all = merge(a.into_iter().chain(b));
    assert_eq!(all.len(), 3);
    let forks = forks(&all);
    assert_eq!(
        (forks.len(), forks[0].seq, forks[0].hashes.len()),
        (1, 1, 2)
    );
    assert_eq!(Board::fold(&all).marks(&item(1)).unwrap().notes.len(), 2);
}

fn an_act() -> impl Strategy<Value = Act> {
    let items = || prop::collection::vec((0u8..4).prop_map(item), 1..4);
    let verdict = prop::option::of((0usize..6).prop_map(|v| Verdict::ALL[v]));
    prop_oneof![
        ("[ab]", items()).prop_map(|(tag, items)| Act::Tag { tag, items }),
        ("[ab]", items()).prop_map(|(tag, items)| Act::Untag { tag, items }),
        (verdict, items()).prop_map(|(verdict, items)| Act::Verdict { verdict, items }),
        (0u8..4, ".{0,9}").prop_map(|(n, text)| Act::Note {
            item: item(n),
            text
        }),
        ("[fg]", ".{0,3}").prop_map(|(finding, note)| Act::Mark {
            finding,
            standing: Some(Standing::Later),
            note
        }),
        // A number stands for the event to take back until the hashes are known.
        (0usize..12).prop_map(|n| Act::Undo { of: n.to_string() }),
    ]
}

/// Three journals of two authors, with undos of undos, some of the other author's acts.
fn a_record() -> impl Strategy<Value = Vec<Event>> {
    let journal = || prop::collection::vec((0u64..3, an_act()), 0..9);
    (journal(), journal(), journal()).prop_map(|(a, b, c)| {
        let mut events = Vec::<Event>::new();
        for (n, (acts, author)) in [(a, "Ada"), (b, "Ben"), (c, "Ada")].into_iter().enumerate() {
            let mut known: Vec<(u64, Act)> = Vec::new();
            for (step, act) in acts {
                let so_far = journal_of(&format!("{n:032x}"), author, &known).1;
                let all: Vec<_> = so_far.iter().chain(&events).collect();
                let act = match act {
                    Act::Undo { of } => {
                        let at = of.parse::<usize>().unwrap() % all.len();
                        Act::Undo {
                            of: all[all.len() - 1 - at].hash.clone(),
                        }
                    }
                    other => other,
                };
                known.push((step, act));
            }
            events.extend(journal_of(&format!("{n:032x}"), author, &known).1);
        }
        events
    })
}

proptest! {
    #[test]
    fn any_order_repetition_and_split_gives_the_same_board(
        (events, shuffled) in a_record().prop_flat_map(|events| {
            let twice: Vec<_> = events.iter().chain(&events).cloned().collect();
            (Just(events), Just(twice).prop_shuffle())
        }),
        split in 0usize..60,
    ) {
        let board = Board::fold(&events);
        prop_assert_eq!(&Board::fold(&shuffled), &board);
        prop_assert_eq!(&Board::fold(&merge(shuffled.clone())), &board);
        let (left, right) = shuffled.split_at(split.min(shuffled.len()));
        let mut grown = Board::fold(right);
        for event in left {
            grown.apply(event);
        }
        prop_assert_eq!(&grown, &board);
    }

    #[test]
    fn apply_names_every_item_that_changed(events in a_record()) {
        let mut board = Board::default();
        for event in &events {
            let before = board.clone();
            let changed = board.apply(event);
            for n in (0..4).map(item).filter(|n| before.marks(n) != board.marks(n)) {
                prop_assert!(changed.contains(&n));
            }
        }
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let journal = read(&bytes);
        prop_assert!(journal.events.is_empty());
    }

    #[test]
    fn any_text_comes_back(author in ".{0,20}", text in "\\PC{0,40}|.{0,40}") {
        let acts = [(0, Act::Note { item: item(1), text })];
        let (rows, events) = journal_of(ID, &author, &acts);
        prop_assert_eq!(read(rows.as_bytes()).events, events);
    }
}
