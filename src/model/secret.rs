//! Passwords that an investigator gave for locked material. They are tried and forgotten: nothing
//! prints, logs or keeps them.

use super::words::{Word, defects, unread};
use std::fmt;

/// Passwords in the order in which they are tried.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Passwords(Vec<String>);

impl Passwords {
    /// Reads a file of passwords, one a line; empty lines say nothing, blanks at the ends count.
    pub fn read(text: &str) -> Self {
        let lines = text.trim_start_matches('\u{feff}').lines();
        let mut out: Vec<String> = Vec::new();
        for line in lines.filter(|l| !l.is_empty()) {
            if !out.iter().any(|known| known == line) && out.len() < super::bounds::PASSWORDS {
                out.push(line.to_owned());
            }
        }
        Self(out)
    }

    /// Makes them from a list.
    pub fn of(list: Vec<String>) -> Self {
        Self(list)
    }

    /// Gives them in their order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Tells whether none was given.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Counts them.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Says of something locked why it was not opened.
    pub fn refusal(&self) -> Word {
        if self.is_empty() {
            unread::ENCRYPTED
        } else {
            defects::LOCKED
        }
    }
}

impl fmt::Debug for Passwords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passwords", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_passwords_is_read_and_never_shown() {
        let all = Passwords::read("\u{feff}one\r\n\n two \none\n");
        assert_eq!(all.iter().collect::<Vec<_>>(), ["one", " two "]);
        assert_eq!(format!("{all:?}"), "2 passwords");
        assert_eq!(all.refusal(), defects::LOCKED);
        assert_eq!(Passwords::default().refusal(), unread::ENCRYPTED);
    }
}
