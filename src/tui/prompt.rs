//! The prompt in the last row: a text with a cursor, kept history, and what it is for.

use super::key::{Key, Name};
use crate::model::Word;
use crate::model::words::heads as w;
use unicode_segmentation::UnicodeSegmentation;

/// A prompt.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Prompt {
    /// What it is for.
    pub kind: PromptKind,
    /// What is typed.
    pub text: String,
    /// Byte offset of the cursor, on a grapheme border.
    pub cursor: usize,
    /// How far back in what was typed before; 0 for the text itself.
    pub back: usize,
    /// What is said about the text so far: a count, or an error.
    pub remark: String,
    /// Byte offset that an error is about.
    pub wrong: Option<usize>,
}

/// What a prompt is for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum PromptKind {
    /// A query over the list.
    Filter,
    /// Text inside the view.
    Find,
    /// The name of an action.
    Command,
    /// A note.
    Note,
    /// A tag, found or made.
    TagName,
    /// Where an export goes.
    ExportTo,
}

impl PromptKind {
    /// Gives what stands before the text, and what its history is kept under.
    pub fn label(self) -> Word {
        match self {
            Self::Filter => w::PROMPT_FILTER,
            Self::Find => w::PROMPT_FIND,
            Self::Command => Word::new(":", ":"),
            Self::Note => w::PROMPT_NOTE,
            Self::TagName => w::PROMPT_TAG,
            Self::ExportTo => w::PROMPT_TO,
        }
    }
}

/// What a key did to a prompt.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Typed {
    /// The text changed.
    Changed,
    /// Only the cursor moved, or nothing happened.
    Moved,
    /// Enter.
    Done,
    /// Esc.
    Left,
}

/// Longest text that a prompt takes.
const LONGEST: usize = 4_000;

impl Prompt {
    /// Opens a prompt with a text in it.
    pub fn new(kind: PromptKind, text: &str) -> Self {
        Self {
            kind,
            text: text.to_owned(),
            cursor: text.len(),
            back: 0,
            remark: String::new(),
            wrong: None,
        }
    }

    /// Takes a key; `history` is what was typed here before, newest last.
    pub fn key(&mut self, key: Key, history: &[String]) -> Typed {
        match key {
            Key::Named(Name::Enter) => Typed::Done,
            Key::Named(Name::Esc) | Key::Ctrl('c') => Typed::Left,
            Key::Char(c) => self.insert(c.encode_utf8(&mut [0; 4])),
            Key::Named(Name::Backspace) => {
                let start = self.before();
                self.text.replace_range(start..self.cursor, "");
                self.cursor = start;
                Typed::Changed
            }
            Key::Named(Name::Delete) => {
                let end = self.after();
                self.text.replace_range(self.cursor..end, "");
                Typed::Changed
            }
            Key::Ctrl('u') => {
                self.text.replace_range(..self.cursor, "");
                self.cursor = 0;
                Typed::Changed
            }
            Key::Named(Name::Left) => self.to(self.before()),
            Key::Named(Name::Right) => self.to(self.after()),
            Key::Named(Name::Home) | Key::Ctrl('a') => self.to(0),
            Key::Named(Name::End) | Key::Ctrl('e') => self.to(self.text.len()),
            Key::Named(Name::Up) => self.recall(self.back + 1, history),
            Key::Named(Name::Down) => self.recall(self.back.saturating_sub(1), history),
            Key::Named(Name::Tab | Name::BackTab | Name::PgUp | Name::PgDn)
            | Key::Ctrl(_)
            | Key::Alt(_)
            | Key::Function(_) => Typed::Moved,
        }
    }

    /// Takes pasted text, its line breaks as blanks.
    pub fn insert(&mut self, text: &str) -> Typed {
        let clean: String = text
            .chars()
            .map(|c| {
                if c == '\n' || c == '\r' || c == '\t' {
                    ' '
                } else {
                    c
                }
            })
            .filter(|c| !c.is_control())
            .collect();
        if self.text.len() + clean.len() > LONGEST {
            return Typed::Moved;
        }
        self.text.insert_str(self.cursor, &clean);
        self.cursor += clean.len();
        Typed::Changed
    }

    fn to(&mut self, cursor: usize) -> Typed {
        self.cursor = cursor;
        Typed::Moved
    }

    fn before(&self) -> usize {
        let head = self.text.get(..self.cursor).unwrap_or("");
        head.grapheme_indices(true)
            .next_back()
            .map_or(0, |(at, _)| at)
    }

    fn after(&self) -> usize {
        let tail = self.text.get(self.cursor..).unwrap_or("");
        self.cursor + tail.graphemes(true).next().map_or(0, str::len)
    }

    fn recall(&mut self, back: usize, history: &[String]) -> Typed {
        let text = match back {
            0 => String::new(),
            n => match history.len().checked_sub(n).and_then(|at| history.get(at)) {
                Some(text) => text.clone(),
                None => return Typed::Moved,
            },
        };
        self.cursor = text.len();
        self.text = text;
        self.back = back;
        Typed::Changed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn keys_edit_by_grapheme() {
        let mut p = Prompt::new(PromptKind::Note, "cafe\u{301}x");
        p.key(Key::Named(Name::Left), &[]);
        p.key(Key::Named(Name::Backspace), &[]);
        assert_eq!((p.text.as_str(), p.cursor), ("cafx", 3));
    }

    #[test]
    fn history_comes_back_newest_first() {
        let old = ["from:a".to_owned(), "from:b".to_owned()];
        let mut p = Prompt::new(PromptKind::Filter, "");
        p.key(Key::Named(Name::Up), &old);
        assert_eq!(p.text, "from:b");
        p.key(Key::Named(Name::Up), &old);
        p.key(Key::Named(Name::Up), &old);
        assert_eq!(p.text, "from:a");
    }

    proptest! {
        #[test]
        fn no_key_breaks_a_prompt(
            text in ".{0,20}",
            keys in proptest::collection::vec(0..8u8, 0..40),
        ) {
            let mut p = Prompt::new(PromptKind::Find, &text);
            for key in keys {
                let key = match key {
                    0 => Key::Named(Name::Left),
                    1 => Key::Named(Name::Right),
                    2 => Key::Named(Name::Backspace),
                    3 => Key::Named(Name::Delete),
                    4 => Key::Named(Name::Home),
                    5 => Key::Char('é'),
                    6 => Key::Ctrl('u'),
                    _ => Key::Named(Name::Up),
                };
                p.key(key, &["x".into()]);
                prop_assert!(p.text.is_char_boundary(p.cursor));
            }
        }
    }
}
