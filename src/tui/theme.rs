//! Meanings and how they look. Screens name a meaning, never a colour; every meaning is told by a
//! sign, reverse or underline too, so that nothing rests on colour alone. Looks are tables in
//! `assets/themes/`.

use crate::model::Said;
use crate::model::words::keys as w;
use ratatui::style::{Color, Modifier, Style};
use std::collections::BTreeMap;

/// The themes that are built in, the first one holds unless another is named.
const THEMES: &[(&str, &str)] = &[
    ("default", include_str!("../../assets/themes/default.toml")),
    (
        "blue-orange",
        include_str!("../../assets/themes/blue-orange.toml"),
    ),
    (
        "red-green",
        include_str!("../../assets/themes/red-green.toml"),
    ),
    ("mono", include_str!("../../assets/themes/mono.toml")),
];

/// Meanings by their words in a theme, in the order of the enum.
const WORDS: [(Meaning, &str); 15] = [
    (Meaning::Plain, "plain"),
    (Meaning::Bar, "bar"),
    (Meaning::Rule, "rule"),
    (Meaning::Cursor, "cursor"),
    (Meaning::Label, "label"),
    (Meaning::Removed, "removed"),
    (Meaning::Added, "added"),
    (Meaning::Focus, "focus"),
    (Meaning::Moved, "moved"),
    (Meaning::Quoted, "quoted"),
    (Meaning::Doubtful, "doubtful"),
    (Meaning::Tagged, "tagged"),
    (Meaning::Unsaved, "unsaved"),
    (Meaning::Hit, "hit"),
    (Meaning::Chosen, "chosen"),
];

/// What a piece of the screen means.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Meaning {
    /// Text of the evidence, or plain words of ours.
    Plain,
    /// The breadcrumb line.
    Bar,
    /// Rules and frames.
    Rule,
    /// The row under the cursor.
    Cursor,
    /// Names of fields and columns.
    Label,
    /// Words that the other side lacks.
    Removed,
    /// Words that the first side lacks.
    Added,
    /// The change under the cursor, on top of removed or added.
    Focus,
    /// The same words elsewhere.
    Moved,
    /// Quoted words.
    Quoted,
    /// Something to look at: a finding, an exception, an error.
    Doubtful,
    /// A code or a tag.
    Tagged,
    /// A mark that is not on disk yet.
    Unsaved,
    /// A hit of a search.
    Hit,
    /// The selected code.
    Chosen,
}

impl Meaning {
    /// Tells whether the meaning is seen on a blank: reverse and underline are.
    pub fn shows_on_blanks(self) -> bool {
        match self {
            Self::Bar
            | Self::Cursor
            | Self::Removed
            | Self::Added
            | Self::Moved
            | Self::Hit
            | Self::Chosen => true,
            Self::Plain
            | Self::Rule
            | Self::Label
            | Self::Focus
            | Self::Quoted
            | Self::Doubtful
            | Self::Tagged
            | Self::Unsaved => false,
        }
    }
}

/// How meanings look, and which characters rules are made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Theme {
    styles: [Style; WORDS.len()],
    /// Whether rules are box characters.
    pub unicode: bool,
}

impl Theme {
    /// Makes the default theme: the terminal's own colours and the 16 ANSI ones.
    pub fn new(colour: Colour, glyphs: Glyphs) -> Self {
        let text = THEMES.first().map_or("", |(_, text)| text);
        Self::read(text, colour, glyphs).unwrap_or(Self {
            styles: [Style::new(); WORDS.len()],
            unicode: glyphs == Glyphs::Unicode,
        })
    }

    /// Makes a built-in theme; what is wrong is that there is none of the name.
    pub fn named(name: &str, colour: Colour, glyphs: Glyphs) -> Result<Self, Said> {
        if let Some((_, text)) = THEMES.iter().find(|(n, _)| *n == name) {
            return Self::read(text, colour, glyphs);
        }
        let names: Vec<&str> = THEMES.iter().map(|(n, _)| *n).collect();
        let name = crate::text::SafeText::line(name);
        Err(w::no_theme(name, names.join(", ")))
    }

    /// Reads a theme: a line a meaning, a colour and attributes each.
    pub fn read(text: &str, colour: Colour, glyphs: Glyphs) -> Result<Self, Said> {
        let table: BTreeMap<String, String> =
            toml::from_str(text).map_err(|e| w::theme_unread(e.to_string()))?;
        let mut styles = [Style::new(); WORDS.len()];
        for (word, look) in &table {
            let at = WORDS.iter().position(|(_, w)| w == word);
            let style = at.and_then(|at| styles.get_mut(at));
            let style = style.ok_or_else(|| w::theme_means_nothing(word))?;
            *style = style_of(look)?;
            if colour == Colour::None {
                (style.fg, style.bg) = (None, None);
            }
        }
        Ok(Self {
            styles,
            unicode: glyphs == Glyphs::Unicode,
        })
    }

    /// Gives the style of a meaning; without colour, reverse and underline stay.
    pub fn style(&self, meaning: Meaning) -> Style {
        self.styles
            .get(meaning as usize)
            .copied()
            .unwrap_or_default()
    }

    /// Gives the character of horizontal rules.
    pub fn rule(&self) -> &'static str {
        if self.unicode { "─" } else { "-" }
    }

    /// Gives the character between two panes.
    pub fn bar(&self) -> &'static str {
        if self.unicode { "│" } else { "|" }
    }
}

/// Reads a colour and attributes.
fn style_of(words: &str) -> Result<Style, Said> {
    let mut style = Style::new();
    for word in words.split_whitespace() {
        let attribute = match word {
            "bold" => Modifier::BOLD,
            "dim" => Modifier::DIM,
            "italic" => Modifier::ITALIC,
            "underline" => Modifier::UNDERLINED,
            "reverse" => Modifier::REVERSED,
            colour => {
                let wrong = |_| w::no_colour(colour);
                style = style.fg(colour.parse::<Color>().map_err(wrong)?);
                continue;
            }
        };
        style = style.add_modifier(attribute);
    }
    Ok(style)
}

/// Whether colours are used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Colour {
    /// The 16 ANSI colours.
    Ansi,
    /// None, as `NO_COLOR` asks.
    None,
}

/// Which characters rules are made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Glyphs {
    /// Box characters.
    Unicode,
    /// ASCII.
    Ascii,
}

impl Default for Theme {
    fn default() -> Self {
        Self::new(Colour::Ansi, Glyphs::Unicode)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_in_the_order_of_the_enum() {
        for (at, (meaning, word)) in WORDS.iter().enumerate() {
            assert_eq!(*meaning as usize, at, "{word}");
        }
    }

    #[test]
    fn without_colour_reverse_and_underline_stay() {
        for (name, _) in THEMES {
            let of = |colour| Theme::named(name, colour, Glyphs::Unicode).unwrap();
            let (ansi, none) = (of(Colour::Ansi), of(Colour::None));
            for meaning in [Meaning::Removed, Meaning::Added, Meaning::Cursor] {
                let (with, without) = (ansi.style(meaning), none.style(meaning));
                assert_eq!(with.add_modifier, without.add_modifier);
                assert!(!without.add_modifier.is_empty(), "{name}");
                assert_eq!(without.fg, None);
            }
            assert_ne!(
                none.style(Meaning::Removed),
                none.style(Meaning::Added),
                "{name}"
            );
        }
    }

    #[test]
    fn the_default_is_readable_on_light_and_on_dark() {
        let theme = Theme::default();
        for (meaning, word) in WORDS {
            let style = theme.style(meaning);
            assert_eq!(style.bg, None, "{word}");
            let fit = [
                Color::Red,
                Color::Blue,
                Color::Magenta,
                Color::Cyan,
                Color::Green,
            ];
            assert!(style.fg.is_none_or(|fg| fit.contains(&fg)), "{word}");
        }
    }

    #[test]
    fn what_is_wrong_in_a_theme_is_said() {
        let read = |text| Theme::read(text, Colour::Ansi, Glyphs::Ascii);
        assert!(
            read("removed = \"crimsonish\"")
                .unwrap_err()
                .en
                .contains("crimsonish")
        );
        assert!(read("gone = \"red\"").unwrap_err().en.contains("gone"));
        assert!(read("removed = \"#ff8800 bold\"").is_ok());
        assert!(Theme::named("x", Colour::Ansi, Glyphs::Ascii).is_err());
    }
}
