//! Meanings and how they look. Screens name a meaning, never a colour; every meaning is told by a
//! sign, reverse or underline too, so that nothing rests on colour alone.

use ratatui::style::{Color, Modifier, Style};

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
    colour: bool,
    /// Whether rules are box characters.
    pub unicode: bool,
}

impl Theme {
    /// Makes the default theme: the terminal's own colours and the 16 ANSI ones.
    pub fn new(colour: Colour, glyphs: Glyphs) -> Self {
        Self {
            colour: colour == Colour::Ansi,
            unicode: glyphs == Glyphs::Unicode,
        }
    }

    /// Gives the style of a meaning; without colour, reverse and underline stay.
    pub fn style(&self, meaning: Meaning) -> Style {
        let plain = Style::new();
        let (colour, modifier) = match meaning {
            Meaning::Plain | Meaning::Rule => (Color::Reset, Modifier::empty()),
            Meaning::Bar | Meaning::Cursor | Meaning::Hit | Meaning::Chosen => {
                (Color::Reset, Modifier::REVERSED)
            }
            Meaning::Label | Meaning::Quoted => (Color::Cyan, Modifier::empty()),
            Meaning::Removed => (Color::Red, Modifier::REVERSED),
            Meaning::Added => (Color::Blue, Modifier::UNDERLINED),
            Meaning::Focus => (Color::Reset, Modifier::BOLD),
            Meaning::Moved => (Color::Magenta, Modifier::UNDERLINED),
            Meaning::Doubtful => (Color::Red, Modifier::BOLD),
            Meaning::Tagged => (Color::Green, Modifier::empty()),
            Meaning::Unsaved => (Color::Magenta, Modifier::empty()),
        };
        let styled = plain.add_modifier(modifier);
        if self.colour && colour != Color::Reset {
            styled.fg(colour)
        } else {
            styled
        }
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
    fn without_colour_reverse_and_underline_stay() {
        let (ansi, none) = (Theme::default(), Theme::new(Colour::None, Glyphs::Unicode));
        for meaning in [Meaning::Removed, Meaning::Added, Meaning::Cursor] {
            let (with, without) = (ansi.style(meaning), none.style(meaning));
            assert_eq!(with.add_modifier, without.add_modifier);
            assert!(!without.add_modifier.is_empty());
            assert_eq!(without.fg, None);
        }
    }
}
