//! What terminals can do, by the names that they give themselves in `TERM`.

use super::clip::Clip;
use super::paint::Scroll;
use crate::model::Said;
use crate::model::words::failures as w;
use crate::text::SafeText;
use crate::tui::theme::{Colour, Glyphs};

/// Terminals that are known to do what the screen needs, by the start of their names.
const KNOWN: &[&str] = &[
    "alacritty",
    "ansi",
    "contour",
    "cygwin",
    "eterm",
    "foot",
    "ghostty",
    "gnome",
    "iterm",
    "kitty",
    "konsole",
    "linux",
    "mintty",
    "mlterm",
    "ms-terminal",
    "putty",
    "rio",
    "rxvt",
    "screen",
    "st-",
    "st",
    "stterm",
    "terminology",
    "tmux",
    "vt100",
    "vt102",
    "vt220",
    "vt320",
    "vt420",
    "vt520",
    "vte",
    "wezterm",
    "wsvt",
    "xterm",
];

/// Says why a terminal cannot show the screen in one sentence; `None` where it can.
pub fn refusal(term: Option<&str>, tty: bool) -> Option<Said> {
    if !tty {
        return Some(w::NO_TERMINAL.into());
    }
    let term = term.unwrap_or("");
    let known = KNOWN
        .iter()
        .any(|name| term.to_ascii_lowercase().starts_with(name));
    if known {
        None
    } else if term.is_empty() {
        Some(w::NO_TERM.into())
    } else {
        Some(w::terminal_cannot(SafeText::line(term)))
    }
}

/// Terminals without colours that cannot insert lines either.
const PLAINEST: &[&str] = &["vt100"];
/// Terminals without colours, box characters of Unicode, and a clipboard.
const OLD: &[&str] = &["vt1", "vt2", "vt3", "vt4", "vt510", "vt520"];

/// What a terminal is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Able {
    /// Colours.
    pub colour: Colour,
    /// Box characters, where the locale has them.
    pub glyphs: Glyphs,
    /// To move rows itself.
    pub scroll: Scroll,
    /// To take a text into its clipboard.
    pub clip: Clip,
}

/// Tells what a terminal is asked for, by its name.
pub fn abilities(term: &str) -> Able {
    let term = term.to_ascii_lowercase();
    let is = |names: &[&str]| names.iter().any(|name| term.starts_with(name));
    let old = is(OLD);
    let mono = old || term.ends_with("-m") || term.ends_with("-mono");
    Able {
        colour: if mono { Colour::None } else { Colour::Ansi },
        glyphs: if old { Glyphs::Ascii } else { Glyphs::Unicode },
        scroll: if is(PLAINEST) {
            Scroll::Never
        } else {
            Scroll::Region
        },
        clip: if old || is(&["linux"]) {
            Clip::None
        } else {
            Clip::Plain
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_show_a_screen_is_refused() {
        for term in [
            None,
            Some(""),
            Some("dumb"),
            Some("nosuchterm"),
            Some("unknown"),
        ] {
            let words = refusal(term, true).unwrap_or_default();
            assert!(words.en.contains("screen"), "{term:?}");
        }
        assert!(refusal(Some("xterm"), false).is_some());
        assert!(
            !refusal(Some("x\u{1b}]0;"), true)
                .unwrap_or_default()
                .en
                .contains('\u{1b}')
        );
        for term in [
            "xterm-256color",
            "screen",
            "tmux-256color",
            "linux",
            "vt100",
        ] {
            assert_eq!(refusal(Some(term), true), None);
        }
    }

    #[test]
    fn a_plain_terminal_is_asked_for_nothing_that_it_lacks() {
        let able = |term| (abilities(term).colour, abilities(term).scroll);
        assert_eq!(able("vt100"), (Colour::None, Scroll::Never));
        assert_eq!(able("vt220"), (Colour::None, Scroll::Region));
        for term in ["xterm-16color", "linux", "screen", "tmux-256color"] {
            assert_eq!(able(term), (Colour::Ansi, Scroll::Region), "{term}");
        }
        assert_eq!(abilities("vt100").glyphs, Glyphs::Ascii);
        assert_eq!(abilities("linux").clip, Clip::None);
    }
}
