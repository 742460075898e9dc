//! Every screen, with everything that can be shown or typed on it.

use super::pty::Pty;
use super::strip::foreign;
use super::{BAD, home};

/// A name of what is looked at, and the keys that lead there from the screen before.
const WALK: &[(&str, &str)] = &[
    ("threads", "jjjk"),
    ("unfolded", "gtggZ"),
    ("preview", "pp"),
    ("filter", "f{paste}\r"),
    ("no filter", "f\u{15}\r"),
    ("wrong filter", "fdate:\"{paste}\r"),
    ("left filter", "\u{1b}"),
    ("found", "/{paste}\r"),
    ("message", "gtgg\r"),
    ("its second page", " "),
    ("headers", "i"),
    ("raw", "r"),
    ("raw, further", "  r"),
    ("next", "JJ"),
    ("its compare", "d"),
    ("tagged", "t/{paste}\r\r"),
    ("note", "c{paste}\r"),
    ("tags", "t"),
    ("left tags", "\u{1b}"),
    ("groups", "gd"),
    ("compare", "\r"),
    ("ignore menu", "i"),
    ("left menu", "\u{1b}"),
    ("other side", "o="),
    ("next change", "nnN"),
    ("unfolded compare", "Z"),
    ("coded", "2"),
    ("taken back", "u"),
    ("findings", "gf"),
    ("a finding", "\r"),
    ("exceptions", "gx"),
    ("an exception", "j\r"),
    ("export", "ge"),
    ("export to", "jj\r{paste}\r"),
    ("left export", "\u{1b}"),
    ("help", "?"),
    ("found in help", "/{paste}\r"),
    ("command", "q:{paste}\r"),
    ("again", "gt\u{c}"),
];

#[test]
fn no_screen_passes_anything_on() {
    let home = home();
    let paste = format!("\u{1b}[200~{BAD}");
    for size in [(160, 50), (80, 24)] {
        let mut pty = Pty::open(&[], home.path(), &[], size);
        pty.wait("Threads");
        let mut seen = pty.text();
        for (name, keys) in WALK {
            pty.press(&keys.replace("{paste}", &paste)).rest();
            seen.push_str(&pty.text());
            let foreign = foreign(&pty.bytes());
            assert_eq!(foreign, Vec::<String>::new(), "{name} at {size:?}");
            assert!(
                pty.child.try_wait().unwrap().is_none(),
                "{name} ended it:\n{}",
                pty.text()
            );
        }
        for mark in ["^[", "⟨RLO⟩", "⟨ZWSP⟩", "⟨U+009B⟩", "⟨TAG A⟩", "^G"] {
            assert!(seen.contains(mark), "{mark} is not shown");
        }
        pty.press("gq\u{3}\u{3}");
        let (code, bytes) = pty.end();
        assert_eq!(code, 0);
        assert_eq!(foreign(&bytes), Vec::<String>::new());
    }
}
