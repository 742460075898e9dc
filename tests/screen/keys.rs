//! What keys do: one line of evidence each.

use crate::desk::Desk;
use crate::sample::sample;
use std::sync::Arc;
use valla::case::{Act, Generation};
use valla::model::{Digest, ItemIx, Verdict};
use valla::tui::{Effect, Event, Key, Name};

fn desk() -> Desk {
    Desk::new(sample(), (80, 24))
}

fn verdict(desk: &Desk, ix: u32) -> Option<Verdict> {
    let digest: Digest = desk.snapshot.generation.item(ItemIx(ix)).digest;
    let marks = desk.snapshot.board.marks(&digest)?;
    marks.verdicts.get("anna").copied()
}

#[test]
fn a_digit_codes_and_goes_to_the_next_uncoded() {
    let mut d = desk();
    d.press("1");
    assert_eq!(verdict(&d, 4), Some(Verdict::Authentic));
    assert!(d.text().contains(">     2"), "{}", d.text());
    d.press("gg gn");
    assert!(d.text().contains(">     2"));
}

#[test]
fn u_takes_back_and_returns_and_capital_u_does_it_again() {
    let mut d = desk();
    d.press("2 u");
    assert_eq!(verdict(&d, 4), None);
    assert!(d.text().contains(">     1"));
    d.press("U");
    assert_eq!(verdict(&d, 4), Some(Verdict::Altered));
    d.press("u u u");
    assert_eq!(verdict(&d, 4), None);
}

#[test]
fn a_folded_thread_is_coded_whole_and_the_codes_row_says_so() {
    let mut d = desk();
    d.press("j j");
    assert!(d.text().contains(" all 3: "), "{}", d.text());
    d.press("3");
    for ix in [0, 1, 2] {
        assert_eq!(verdict(&d, ix), Some(Verdict::Fabricated));
    }
}

#[test]
fn in_compare_a_digit_codes_the_side_with_the_focus() {
    let mut d = desk();
    d.press("gd Enter 2");
    assert_eq!(
        (verdict(&d, 0), verdict(&d, 1)),
        (None, Some(Verdict::Altered))
    );
    d.press("o");
    assert!(d.text().contains(" side A: "));
    d.press("1");
    assert_eq!(verdict(&d, 0), Some(Verdict::Authentic));
    d.press("= 0");
    assert_eq!((verdict(&d, 0), verdict(&d, 1)), (None, None));
}

#[test]
fn a_repeat_codes_the_next_one_the_same() {
    let mut d = desk();
    d.press("4 .");
    assert_eq!(
        (verdict(&d, 4), verdict(&d, 3)),
        (Some(Verdict::Decoy), Some(Verdict::Decoy))
    );
}

#[test]
fn tags_are_written_by_enter_and_not_by_esc() {
    let mut d = desk();
    d.press("t / payment Enter Esc");
    assert!(d.journal.is_empty());
    d.press("t / payment Enter 5 Enter");
    assert_eq!(verdict(&d, 4), Some(Verdict::Foreign));
    let tagged = d
        .journal
        .iter()
        .any(|e| matches!(&e.act, Act::Tag { tag, .. } if tag == "payment"));
    assert!(tagged);
    d.press("k t a Enter");
    let untagged = d
        .journal
        .iter()
        .any(|e| matches!(&e.act, Act::Untag { .. }));
    assert!(untagged);
}

#[test]
fn a_filter_counts_while_typed_and_shows_its_hits() {
    let mut d = desk();
    d.press("f from:anna");
    assert!(d.text().contains("2 of 7 items"), "{}", d.text());
    d.press("Enter");
    assert!(d.text().contains("1 of 3 thr"), "{}", d.text());
    d.press("f Ctrl-u Enter");
    assert!(d.text().contains("3 thr"));
}

#[test]
fn copies_of_a_message_id_are_one_row_opened_by_enter() {
    let mut d = desk();
    d.press("j j z");
    assert!(d.text().contains("x2"), "{}", d.text());
    d.press("Enter");
    assert!(d.text().contains("dump/extra/anna.mbox"));
    d.press("j j Enter");
    assert!(d.text().contains("72 500"));
}

#[test]
fn an_unsaved_mark_is_shown_as_such_and_a_failed_one_comes_back() {
    let mut d = desk();
    d.slow_disk = true;
    d.press("2");
    assert!(d.text().contains("1 not yet saved"), "{}", d.text());
    let job = d.effects.iter().find_map(|e| match e {
        Effect::Mark(job, _) => Some(*job),
        _ => None,
    });
    d.take(Event::Failed(job.unwrap_or(0), "the disk is full".into()));
    let text = d.text();
    assert!(text.contains("NOT SAVED: the disk is full"), "{text}");
    assert!(
        text.contains("READ-ONLY") && text.contains(">     1"),
        "{text}"
    );
    d.effects.clear();
    d.press("3 t c u .");
    assert!(
        !d.effects
            .iter()
            .any(|e| matches!(e, Effect::Mark(..) | Effect::Undo(_)))
    );
}

#[test]
fn pasted_text_runs_no_command() {
    let mut d = desk();
    d.take(Event::Paste("2\rq\r".into()));
    assert!(d.journal.is_empty() && !d.left);
    d.press("c");
    d.take(Event::Paste("a\nb".into()));
    d.press("Enter");
    let noted = |e: &valla::case::Event| matches!(&e.act, Act::Note { text, .. } if text == "a b");
    assert!(d.journal.iter().any(noted));
}

#[test]
fn an_arrow_key_in_pieces_changes_nothing() {
    let mut d = desk();
    for pieces in ["[A", "[B", "OA", "[5~", "[6~", "[3~"] {
        d.take(Event::Key(Key::Named(Name::Esc)));
        d.press(pieces);
    }
    assert!(d.journal.is_empty() && !d.left);
    assert!(d.text().contains("Threads"));
}

#[test]
fn q_walks_back_and_twice_on_the_first_screen_leaves() {
    let mut d = desk();
    d.press("gd Enter q q q");
    assert!(!d.left);
    d.press("j q");
    assert!(!d.left);
    d.press("q");
    assert!(d.left);
}

#[test]
fn many_items_are_asked_about_first() {
    let mut made = crate::sample::Sample::default();
    for n in 0..30 {
        made.mail(&crate::sample::Mail {
            id: format!("m{n}@example.org"),
            hour: n,
            ..crate::sample::Mail::default()
        });
    }
    let mut d = Desk::new(made.loose(), (80, 24));
    d.press("* 6");
    assert!(
        d.text().contains("code 30 items undetermined?"),
        "{}",
        d.text()
    );
    d.press("Esc");
    assert!(d.journal.is_empty());
    d.press("6 y");
    assert_eq!(d.journal.len(), 1);
}

#[test]
fn every_action_has_a_command_by_its_name() {
    let mut d = desk();
    d.press(": groups Enter");
    assert!(d.text().contains("Threads > Groups"));
    d.press(": nonsense Enter");
    assert!(d.text().contains("no command nonsense"));
    d.press(": threads Enter : 3 Enter");
    assert!(d.text().contains(">     3"), "{}", d.text());
    d.press(": tag Space urgent Enter");
    assert!(!d.journal.is_empty());
}

#[test]
fn the_keys_row_names_keys_of_every_screen() {
    for keys in [
        "",
        "Enter",
        "gd",
        "gd Enter",
        "gd Enter i",
        "gf",
        "gx",
        "ge",
        "t",
        "?",
    ] {
        let mut d = desk();
        d.press(keys);
        let text = d.text();
        let row = text.lines().last().unwrap_or("");
        assert!(row.matches("  ").count() >= 2, "{keys}: {row}");
    }
}

#[test]
fn help_runs_what_is_under_its_cursor() {
    let mut d = desk();
    d.press("? / mark-all Enter Enter");
    assert!(d.text().contains("6 items marked"), "{}", d.text());
}

/// The same items in a generation of their own.
fn read_anew(d: &Desk) -> Event {
    let mut next = d.snapshot.clone();
    let g = &*d.snapshot.generation;
    next.generation = Arc::new(Generation::new(
        g.items.clone(),
        g.threads.clone(),
        g.groups.clone(),
    ));
    Event::Changed(Arc::new(next))
}

#[test]
fn a_new_generation_keeps_the_place() {
    let mut d = desk();
    d.press("j j z j Enter");
    let before = d.text();
    d.take(read_anew(&d));
    assert!(before.contains("Quel RIB") && d.text().contains("Quel RIB"));
}

#[test]
fn the_page_of_keys_is_not_stale() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/keys.md");
    let fresh = valla::tui::keys_markdown();
    if std::env::var_os("VALLA_BLESS").is_some() {
        std::fs::write(page, &fresh).unwrap();
    }
    let kept = std::fs::read_to_string(page).unwrap_or_default();
    assert!(
        kept == fresh,
        "write it again with VALLA_BLESS=1 cargo test --test screen"
    );
}

#[test]
fn three_keys_lead_from_the_start_to_the_top_finding_and_n_goes_on_to_the_next() {
    let mut d = desk();
    d.press("gf Enter");
    assert!(d.text().contains("finding 1/"), "{}", d.text());
    d.press("J");
    assert!(d.text().contains("finding 2/"), "{}", d.text());
    d.press("q");
    assert!(d.text().contains("2/2 of 2 findings"), "{}", d.text());
}

#[test]
fn a_marked_finding_leaves_the_list_and_a_shows_it_again() {
    let mut d = desk();
    d.press("gf mi");
    assert!(
        d.text().contains("1/1 of 2 findings, 1 marked away"),
        "{}",
        d.text()
    );
    d.press("a");
    assert!(d.text().contains("innocent"), "{}", d.text());
    d.press("a u");
    assert!(!d.text().contains("marked away"), "{}", d.text());
}

#[test]
fn what_an_ingest_adds_is_told_and_waits_until_it_is_asked_for() {
    let mut d = desk();
    d.press("gr");
    assert!(
        d.text().contains("nothing was read meanwhile"),
        "{}",
        d.text()
    );
    d.take(Event::Grown(3, 1));
    let told = "3 new items, 1 new finding; gr shows what is new";
    assert!(d.text().contains(told), "{}", d.text());
    d.press("j");
    assert!(
        !d.text().contains(told) && d.text().contains("4 new"),
        "{}",
        d.text()
    );
    d.press("gr");
    d.take(read_anew(&d));
    assert!(
        d.text().contains("what was read meanwhile is shown"),
        "{}",
        d.text()
    );
    assert!(!d.text().contains("4 new"), "{}", d.text());
}
