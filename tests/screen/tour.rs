//! The tour: it waits for its keys, as they are in the key table, and stands in nobody's way.

use crate::desk::Desk;
use crate::sample::sample;
use std::sync::Arc;
use valla::model::ItemIx;
use valla::tui::{Event, keymap};

/// The keys of each step, and what the bar says then.
const WALK: &[(&str, &str)] = &[
    ("gf", "tour 2 of 8"),
    ("Enter", "tour 3 of 8"),
    ("n", "tour 4 of 8"),
    ("J", "tour 5 of 8"),
    ("2", "tour 6 of 8"),
    ("E", "tour 7 of 8"),
    ("/ date Enter", "tour 8 of 8"),
    ("ge", "That was the tour."),
];

fn desk(size: (u16, u16)) -> Desk {
    let mut desk = Desk::new(sample(), size);
    desk.press(": tour Enter");
    assert!(desk.text().contains("tour 1 of 8"), "{}", desk.text());
    desk
}

#[test]
fn it_goes_on_by_the_real_keys_and_shows_the_key_of_each_step() {
    for size in [(60, 20), (80, 24), (160, 50)] {
        let mut d = desk(size);
        for (keys, said) in WALK {
            let shown = keys.split(' ').next().unwrap_or("");
            let told = d.text();
            let told = told.split("tour ").last().unwrap_or("").to_owned();
            assert!(told.contains(shown), "{shown} is not named in {told}");
            d.press(keys);
            assert!(d.text().contains(said), "{keys}:\n{}", d.text());
        }
        d.press("Esc");
        assert!(!d.text().contains("That was the tour"), "{}", d.text());
        d.press(": tour Enter");
        assert!(d.text().contains("tour 1 of 8"), "{}", d.text());
    }
}

#[test]
fn it_hides_no_row_of_a_screen() {
    // What a screen shows above the tour is what it shows on a terminal that is that much lower.
    for keys in [
        "",
        "gf",
        "gf Enter",
        "gf Enter E",
        "ge",
        "g",
        "f from:anna",
        "?",
    ] {
        let mut with = desk((80, 27));
        let mut without = Desk::new(sample(), (80, 24));
        with.press(keys);
        without.press(keys);
        let (with, without) = (with.text(), without.text());
        let above: Vec<&str> = with.lines().take(24).collect();
        assert_eq!(above, without.lines().collect::<Vec<_>>(), "{keys}");
    }
}

#[test]
fn other_keys_work_and_the_tour_says_the_way_back() {
    let mut d = desk((80, 24));
    d.press("j j x");
    assert!(d.text().contains("3 marked"), "{}", d.text());
    assert!(d.text().contains("tour 1 of 8"));
    d.press("gf gt");
    assert!(d.text().contains("This step is on the findings: gf"));
    d.press("Enter");
    assert!(
        d.text().contains("tour 2 of 8"),
        "opening a message is no step"
    );
    d.press("q gf Enter q");
    assert!(
        d.text().contains("gf for the findings, then Enter"),
        "{}",
        d.text()
    );
}

#[test]
fn esc_and_q_leave_it_and_it_is_taken_up_where_it_was() {
    for key in ["Esc", "q"] {
        let mut d = desk((80, 24));
        d.press("gf gt").press(key);
        assert!(d.text().contains(":tour takes it up again"), "{}", d.text());
        assert!(!d.text().contains("tour 2 of 8") && !d.left);
        d.press("g ?");
        assert!(d.text().contains("tour 2 of 8"), "{}", d.text());
    }
    // Esc closes what else is open first.
    let mut d = desk((80, 24));
    d.press("f abc Esc");
    assert!(d.text().contains("tour 1 of 8"), "{}", d.text());
}

#[test]
fn it_is_kept_with_the_place() {
    let mut d = desk((80, 24));
    d.press("gf gt 2");
    let place = d.kept();
    let mut d = Desk::new(sample(), (80, 24));
    d.come_back(&place);
    assert!(!d.text().contains("tour"), "{}", d.text());
    d.press("g ?");
    assert!(d.text().contains("tour 2 of 8"), "{}", d.text());
}

#[test]
fn keys_of_another_keyboard_are_shown_and_taken() {
    let mut d = Desk::new(sample(), (80, 24));
    let changes = "findings = \"gF\"".parse().unwrap_or_default();
    d.state.shell.keys = Arc::new(keymap("azerty", &changes).unwrap_or_default());
    d.press(": tour Enter");
    assert!(
        d.text().contains(" gF goes to the findings"),
        "{}",
        d.text()
    );
    d.press("gF Enter n J");
    assert!(d.text().contains("2/é for altered"), "{}", d.text());
    d.press("é");
    assert!(d.text().contains("tour 6 of 8"), "{}", d.text());
}

#[test]
fn planted_edits_are_counted_as_they_are_found() {
    let mut d = desk((80, 24));
    let item = |ix| d.snapshot.generation.item(ItemIx(ix)).digest;
    d.state.shell.plants = Arc::new(vec![vec![item(1)], vec![item(3), item(4)]]);
    assert!(d.text().contains("0 of 2 planted edits found"));
    d.press("gf Enter 1");
    assert!(
        d.text().contains("0 of 2"),
        "authentic is no plant:\n{}",
        d.text()
    );
    d.press("u 2");
    assert!(d.text().contains("1 of 2 planted"), "{}", d.text());
    d.press("u gf mc");
    assert!(d.text().contains("1 of 2 planted"), "{}", d.text());
}

#[test]
fn it_gives_its_rows_back_on_a_terminal_too_small() {
    let mut d = desk((80, 24));
    d.take(Event::Resize(60, 19));
    assert_eq!(d.text().trim(), "60x20 needed, have 60x19");
    d.take(Event::Resize(60, 20));
    assert!(d.text().contains("tour 1 of 8"), "{}", d.text());
    assert_eq!(d.state.terminal(), (60, 20));
}
