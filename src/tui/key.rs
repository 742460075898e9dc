//! A key as the screen knows it: its spelling in the key table, and how it is shown.
//!
//! Terminal events become keys in `run/input.rs`; nothing else here knows a terminal.

use std::fmt;

/// A key that was pressed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Key {
    /// A character.
    Char(char),
    /// A character with Ctrl.
    Ctrl(char),
    /// A character with Alt; bound to nothing.
    Alt(char),
    /// A function key; bound to nothing.
    Function(u8),
    /// A key with a name.
    Named(Name),
}

impl Key {
    /// Tells whether a terminal or a slow line may strike it by itself: the rest of an arrow key
    /// that came in pieces, an escape of ssh, a key that a multiplexer or a browser takes.
    pub fn may_strike(self) -> bool {
        matches!(
            self,
            Self::Char('A'..='D' | 'F' | 'H' | 'M' | 'O'..='S' | 'Z' | '~')
                | Self::Alt(_)
                | Self::Function(_)
                | Self::Named(Name::Esc)
                | Self::Ctrl('a' | 'b' | 's' | 'q' | '\\' | 'w' | 't' | 'n' | 'p')
        )
    }
}

/// Keys that have a name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Name {
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift and Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Page up.
    PgUp,
    /// Page down.
    PgDn,
    /// Home.
    Home,
    /// End.
    End,
}

const NAMES: &[(Name, &str)] = &[
    (Name::Enter, "Enter"),
    (Name::Esc, "Esc"),
    (Name::Tab, "Tab"),
    (Name::BackTab, "BackTab"),
    (Name::Backspace, "Backspace"),
    (Name::Delete, "Delete"),
    (Name::Up, "Up"),
    (Name::Down, "Down"),
    (Name::Left, "Left"),
    (Name::Right, "Right"),
    (Name::PgUp, "PgUp"),
    (Name::PgDn, "PgDn"),
    (Name::Home, "Home"),
    (Name::End, "End"),
];

/// Reads one word of the key table: `j`, `gt`, `Space`, `Ctrl-d`, `PgDn`. `None` if it is none.
pub fn parse(word: &str) -> Option<Vec<Key>> {
    if word == "Space" {
        return Some(vec![Key::Char(' ')]);
    }
    if let Some((name, _)) = NAMES.iter().find(|(_, n)| *n == word) {
        return Some(vec![Key::Named(*name)]);
    }
    if let Some(rest) = word.strip_prefix("Ctrl-") {
        let mut chars = rest.chars();
        return match (chars.next(), chars.next()) {
            (Some(c), None) => Some(vec![Key::Ctrl(c)]),
            _ => None,
        };
    }
    let keys: Vec<Key> = word.chars().map(Key::Char).collect();
    (1..=2).contains(&keys.len()).then_some(keys)
}

/// Writes a sequence as the key table spells it.
pub fn spell(keys: &[Key]) -> String {
    keys.iter().map(ToString::to_string).collect()
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Char(' ') => f.write_str("Space"),
            Self::Char(c) => write!(f, "{c}"),
            Self::Ctrl(c) => write!(f, "Ctrl-{c}"),
            Self::Alt(c) => write!(f, "Alt-{c}"),
            Self::Function(n) => write!(f, "F{n}"),
            Self::Named(name) => {
                let spelled = NAMES.iter().find(|(n, _)| n == name);
                f.write_str(spelled.map_or("", |(_, s)| s))
            }
        }
    }
}

/// Swallows the rest of an arrow or page key whose bytes came in two pieces: a lone Esc followed by
/// `[` or `O` is the head of one, and what follows up to its final byte is no command.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Split {
    /// Nothing was begun.
    #[default]
    None,
    /// A lone Esc came.
    Esc,
    /// `Esc [` came: digits and `;` follow, then one final byte.
    Csi,
    /// `Esc O` came: one byte follows.
    Ss3,
}

impl Split {
    /// Takes the next key; gives where we stand then, and whether the key is swallowed.
    pub fn next(self, key: Key) -> (Self, bool) {
        match (self, key) {
            (Self::None | Self::Esc, Key::Named(Name::Esc)) => (Self::Esc, false),
            (Self::Esc, Key::Char('[')) => (Self::Csi, true),
            (Self::Esc, Key::Char('O')) => (Self::Ss3, true),
            (Self::Csi, Key::Char(c)) if c.is_ascii_digit() || c == ';' => (Self::Csi, true),
            (Self::Csi | Self::Ss3, Key::Char(c)) if c.is_ascii_graphic() => (Self::None, true),
            (Self::None | Self::Esc | Self::Csi | Self::Ss3, _) => (Self::None, false),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_table_read_back() {
        for word in ["j", "gt", "Space", "Ctrl-d", "PgDn", "?", "Enter"] {
            assert_eq!(parse(word).map(|k| spell(&k)).as_deref(), Some(word));
        }
        assert_eq!(parse("abc"), None);
        assert_eq!(parse("Ctrl-"), None);
    }

    #[test]
    fn a_page_key_in_two_pieces_codes_nothing() {
        let mut split = Split::None;
        let mut seen = Vec::new();
        let keys = [Key::Named(Name::Esc), Key::Char('['), Key::Char('5')];
        for key in keys.into_iter().chain([Key::Char('~'), Key::Char('5')]) {
            let (next, swallowed) = split.next(key);
            split = next;
            seen.push(swallowed);
        }
        assert_eq!(seen, [false, true, true, true, false]);
    }
}
