//! Whatever the evidence says, no character that a terminal acts on or hides reaches the buffer,
//! and nothing panics, at any size.

use crate::desk::Desk;
use crate::sample::{Mail, Sample};
use proptest::prelude::*;

/// Characters that a terminal acts on, or that a reader cannot see.
fn forbidden(c: char) -> bool {
    c.is_control()
        || matches!(u32::from(c), 0x61c | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f
            | 0xfeff | 0xfff9..=0xfffb | 0xe0000..=0xe007f | 0xad)
}

const EVIL: &[&str] = &[
    "\u{1b}]52;c;cm0gLXJm\u{7}",
    "\u{1b}[2J\u{1b}[6n",
    "\u{9b}31m\u{90}q\u{9c}",
    "\u{202e}gpj.exe\u{2066}x\u{2069}",
    "pay\u{200b}pal\u{200d}\u{feff}",
    "\u{e0041}\u{e0042}",
    "\r\n\t\u{0}\u{7f}",
    "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    "日本語のメールと長い件名がここにあります",
    "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}\u{fe0f}",
    "\u{2028}\u{2029}\u{85}",
];

const WALK: &str = "j Enter i i r r Tab q d q gd Enter n q gx gf ge ? q gt z Z / a Enter n N t j x \
                    / \u{e9} Enter Enter u c x Enter f a Enter f Ctrl-u Enter s s p v j v 2";

fn desk(texts: &[String], size: (u16, u16)) -> Desk {
    let mut sample = Sample::default();
    let at = |n: usize| texts[n % texts.len()].clone();
    for n in 0..4 {
        sample.mail(&Mail {
            id: at(n + 1),
            from: (at(n), at(n + 2)),
            to: (at(n + 3), at(n)),
            subject: at(n + 1),
            hour: n as i64,
            path: at(n + 2),
            text: format!("{}\n> {}\n{}", at(n), at(n + 1), at(n + 3)),
        });
    }
    Desk::new(sample.loose(), size)
}

fn check(desk: &Desk) {
    let buffer = desk.buffer();
    for cell in &buffer.content {
        let bad = cell.symbol().chars().find(|c| forbidden(*c));
        assert!(bad.is_none(), "{bad:?} in {}", desk.text());
        assert!(cell.symbol().chars().count() <= 9);
    }
}

fn walk(desk: &mut Desk) {
    for word in WALK.split_whitespace() {
        desk.press(word);
        check(desk);
    }
}

#[test]
fn escapes_and_hidden_characters_become_marks_on_every_screen() {
    for size in [(60, 20), (80, 24), (160, 50)] {
        let texts: Vec<String> = EVIL.iter().map(ToString::to_string).collect();
        walk(&mut desk(&texts, size));
    }
}

#[test]
fn a_planted_mark_is_seen() {
    let texts = vec!["pay\u{200b}pal".to_owned()];
    let shown = desk(&texts, (80, 24)).text();
    assert!(shown.contains("⟨ZWSP⟩"), "{shown}");
}

#[test]
fn the_next_pane_stays_in_its_column() {
    let texts: Vec<String> = EVIL.iter().map(ToString::to_string).collect();
    let desk = desk(&texts, (160, 50));
    let buffer = desk.buffer();
    for y in 1..buffer.area.height - 3 {
        assert_eq!(buffer[(90, y)].symbol(), "│", "row {y}");
    }
}

/// Any text, and text of what terminals act on.
const TEXT: &str =
    "\\PC{0,30}|[\\x00-\\x1f\u{80}-\u{9f}\u{200b}-\u{200f}\u{202a}-\u{202e}a-z ]{0,20}";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_text_at_any_size_is_drawn_safely(
        texts in proptest::collection::vec(TEXT, 1..6),
        size in (1u16..200, 1u16..60),
    ) {
        walk(&mut desk(&texts, size));
    }

    #[test]
    fn any_keys_leave_the_screen_whole(keys in proptest::collection::vec(0u8..255, 0..60)) {
        let mut desk = Desk::new(crate::sample::sample(), (80, 24));
        for key in keys {
            let key = match key {
                0..=31 => valla::tui::Key::Ctrl(char::from(b'a' + key % 26)),
                32..=126 => valla::tui::Key::Char(char::from(key)),
                127..=200 => valla::tui::Key::Named(valla::tui::Name::Enter),
                _ => valla::tui::Key::Named(valla::tui::Name::Esc),
            };
            desk.take(valla::tui::Event::Key(key));
            check(&desk);
        }
        let (undos, acts): (Vec<_>, Vec<_>) = desk.journal.iter()
            .partition(|e| matches!(e.act, valla::case::Act::Undo { .. }));
        prop_assert!(undos.len() <= 2 * acts.len() + 60);
    }
}
