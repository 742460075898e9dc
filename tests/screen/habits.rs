//! What `[review]` of the settings says is what the screen does.

use crate::desk::Desk;
use crate::sample::sample;
use valla::case::Act;
use valla::tui::Habits;

/// Opens the screen with settings.
fn desk(set: &[(&str, &str)]) -> Desk {
    let mut habits = Habits::default();
    for (name, value) in set {
        assert_eq!(habits.set(name, value), Ok(()));
    }
    let mut desk = Desk::new(sample(), (80, 24));
    desk.state.shell.habits = habits;
    desk.come_back("");
    desk
}

/// Counts the items of the last verdict.
fn coded(desk: &Desk) -> usize {
    let acts = desk.journal.iter().rev().map(|e| &e.act);
    let mut counts = acts.filter_map(|act| match act {
        Act::Verdict { items, .. } => Some(items.len()),
        _ => None,
    });
    counts.next().unwrap_or(0)
}

#[test]
fn order_and_preview_go_before_what_was_left() {
    let place = "order = \"subject\"\nbare = \"no\"";
    let mut d = desk(&[("order", "oldest"), ("preview", "off")]);
    d.come_back(place);
    assert!(d.text().contains("oldest"), "{}", d.text());
    assert!(!d.text().contains("── "), "{}", d.text());
    d.press("gf");
    assert!(!d.text().contains("innocent  A sender"), "{}", d.text());
    let mut d = desk(&[]);
    d.come_back(place);
    assert!(d.text().contains("subject") && d.text().contains("── "));
}

#[test]
fn a_comparison_opens_as_it_is_set() {
    let d = |set: &[(&str, &str)]| {
        let mut d = desk(set);
        d.press("gd Enter");
        d.text()
    };
    assert!(d(&[]).contains("│>B"), "{}", d(&[]));
    let unified = d(&[("compare", "unified")]);
    assert!(unified.contains("+>B"), "{unified}");
    let mut bare = desk(&[("ignore", "nothing")]);
    bare.press("gd Enter i");
    let mut full = desk(&[("ignore", "space quotes forms footer")]);
    full.press("gd Enter i");
    assert_ne!(bare.text(), full.text());
}

#[test]
fn a_code_stays_where_that_is_wished() {
    let mut d = desk(&[("next", "off")]);
    d.press("1");
    assert!(d.text().contains(">     1"), "{}", d.text());
    assert!(d.text().contains("[1 authentic]"), "{}", d.text());
}

#[test]
fn a_code_takes_along_what_the_codes_row_says() {
    let mut d = desk(&[("carry", "thread")]);
    d.press("j j z j");
    let row = d.text();
    assert!(row.contains(" this +"), "{row}");
    d.press("1");
    assert_eq!(coded(&d), 3);
    d.press("u");
    // Two texts that stand against each other do not take each other along.
    d.press("gd Enter 2");
    assert_eq!(coded(&d), 1);
    let mut d = desk(&[("carry", "family")]);
    d.press("j j z j");
    let before = d.text().contains(" this +");
    d.press("1");
    assert_eq!(coded(&d) > 1, before);
}

#[test]
fn the_list_stands_where_it_was_left_below_a_screen_that_starts() {
    let mut left = desk(&[]);
    left.press("f from:anna Enter j");
    let here = |d: &mut Desk| {
        let text = d.text();
        let row = text.lines().find(|l| l.trim_start().starts_with('>'));
        row.unwrap_or_default().to_owned()
    };
    let (place, wanted) = (left.kept(), here(&mut left));
    assert!(place.contains("from:anna"), "{place}");
    // The filter's answer comes after the screen that starts was opened.
    let mut d = Desk::new(sample(), (80, 24));
    d.come_back_to(&place, "gf");
    assert!(d.text().contains("Findings"), "{}", d.text());
    d.press("Backspace");
    assert_eq!(here(&mut d), wanted);
}
