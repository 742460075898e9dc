//! Leaving and coming back, words that are shown where they stand, counts that open lists, and what
//! is private.

use super::desk::Desk;
use super::sample::sample;
use valla::tui::Effect;

fn desk() -> Desk {
    Desk::new(sample(), (80, 24))
}

#[test]
fn the_screen_comes_back_where_it_was_left() {
    for keys in [
        "j j",
        "s s j",
        "f from:anna Enter",
        "j j Enter",
        "p j",
        "f from:camille Enter j Enter",
    ] {
        let mut desk = desk();
        desk.press(keys).press("gq");
        let mut again = self::desk();
        again.come_back(&desk.kept());
        assert_eq!(again.text(), desk.text(), "{keys}");
    }
}

#[test]
fn a_place_that_is_gone_is_passed_over() {
    for place in [
        "",
        "item = \"ffffffff\"",
        "filter = \"(\"",
        "order = \"none\"\nopen = \"yes\"",
    ] {
        let mut again = desk();
        again.come_back(place);
        assert_eq!(again.text(), desk().text(), "{place}");
    }
}

#[test]
fn every_key_that_moves_keeps_a_place_and_none_keeps_it_twice() {
    let mut desk = desk();
    desk.effects.clear();
    desk.press("j k j");
    let kept = desk.effects.iter().filter(|e| matches!(e, Effect::Keep(_)));
    assert!(kept.count() <= 3);
    desk.effects.clear();
    desk.press("? Esc");
    assert_eq!(desk.kept(), "");
}

#[test]
fn a_count_opens_the_list_that_it_counts_and_q_returns_to_it() {
    let mut desk = desk();
    desk.press("go j j j j j j Enter");
    assert!(
        desk.text().contains("Case overview > Threads"),
        "{}",
        desk.text()
    );
    desk.press("q");
    assert!(
        desk.text().contains(" > Case overview  "),
        "{}",
        desk.text()
    );
    desk.press("gt");
    assert!(!desk.text().contains("Case overview"), "{}", desk.text());
}

#[test]
fn the_filter_is_kept_as_a_view_by_name() {
    let mut desk = desk();
    desk.press(": view Space mine Enter");
    assert!(
        desk.text().contains("there is no filter to keep"),
        "{}",
        desk.text()
    );
    desk.press("f from:anna Enter : view Space mine Enter");
    let asked = Effect::View("mine".into(), Some("from:anna".into()));
    assert!(desk.effects.contains(&asked));
}

#[test]
fn what_is_private_is_covered_until_asked_for() {
    let mut desk = desk();
    desk.press("j j Enter");
    let open = desk.text();
    desk.press(": tag Space private Enter");
    assert!(
        desk.text().contains("since it is tagged"),
        "{}",
        desk.text()
    );
    assert_ne!(desk.text(), open);
    let subject = |text: &str| text.contains("(covered; gu shows it)");
    for keys in ["", "q", "gd", "gf"] {
        desk.press(keys);
        assert!(
            subject(&desk.text()) || keys.starts_with('g'),
            "{}",
            desk.text()
        );
    }
    desk.press("gt g u");
    assert!(!subject(&desk.text()), "{}", desk.text());
}

#[test]
fn what_is_covered_is_not_found_by_its_words() {
    let mut desk = desk();
    desk.press("j j Enter").press(": tag Space private Enter");
    for keys in ["q gg", "gd", "gf"] {
        desk.press(keys).press("/ virement Enter");
        let text = desk.text();
        assert!(text.contains("virement: not in this view"), "{text}");
        desk.press("Esc");
    }
    desk.press("gt gg g u / virement Enter");
    let text = desk.text();
    assert!(!text.contains("not in this view"), "{text}");
}

#[test]
fn progress_stands_in_the_bar_once_something_is_coded() {
    let mut desk = desk();
    desk.press("f from:anna Enter 1 y");
    assert!(desk.text().contains(" coded"), "{}", desk.text());
}
