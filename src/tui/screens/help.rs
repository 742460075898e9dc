//! Help: the keys of the screen below, made from the key table; Enter runs what is under the
//! cursor.

use super::{Way, counted};
use crate::case::Snapshot;
use crate::model::Lang;
use crate::model::words::heads as w;
use crate::tui::action::Action;
use crate::tui::canvas::{Canvas, Line};
use crate::tui::effect::Effect;
use crate::tui::keymap::Context;
use crate::tui::layout::{below_title, body};
use crate::tui::list::Cursor;
use crate::tui::state::{Going, Shell};
use crate::tui::theme::Meaning;
use ratatui::layout::Rect;

/// The help of a context.
#[derive(Clone, PartialEq, Debug)]
pub struct Help {
    of: Context,
    rows: Vec<(Action, String)>,
    cursor: Cursor,
    lang: Lang,
    /// What Enter chose, to be run by the screen below.
    pub chosen: Option<Action>,
}

impl Help {
    /// Lists the actions of a context: those of the screen itself first.
    pub fn new(shell: &Shell, of: Context) -> Self {
        let elsewhere = shell.keys.rows(Context::Export);
        let own = |action: &Action| !elsewhere.iter().any(|(a, _)| a == action);
        let mut rows = shell.keys.rows(of);
        rows.sort_by_key(|(action, _)| !own(action));
        Self {
            of,
            rows,
            cursor: Cursor::default(),
            lang: shell.lang,
            chosen: None,
        }
    }

    fn height(shell: &Shell) -> usize {
        usize::from(below_title(body(shell.size)).height)
    }

    /// Gives its crumb.
    pub fn crumb(&self, shell: &Shell, _: &Snapshot) -> String {
        w::help_of(shell.lang, self.of.row().title.of(shell.lang))
    }

    /// Gives place and state.
    pub fn place(&self, _: &Shell, _: &Snapshot) -> String {
        let at = counted(self.lang, self.cursor.at + 1);
        w::actions_place(self.lang, self.rows.len(), at)
    }

    /// Does what a key asks.
    pub fn update(&mut self, shell: &mut Shell, _: &Snapshot, action: Action) -> Vec<Effect> {
        if self
            .cursor
            .act(action, Self::height(shell), self.rows.len())
        {
            return Vec::new();
        }
        if action == Action::Open {
            self.chosen = self.rows.get(self.cursor.at).map(|(a, _)| *a);
            shell.going.push(Going::Back);
        } else if action == Action::Cancel {
            shell.going.push(Going::Back);
        }
        Vec::new()
    }

    /// Asks for nothing.
    pub fn show(&mut self, shell: &mut Shell, _: &Snapshot) -> Vec<Effect> {
        self.cursor
            .go(self.cursor.at, Self::height(shell), self.rows.len());
        Vec::new()
    }

    /// Goes to the next action whose key, name or line holds the needle.
    pub fn find(&mut self, shell: &Shell, needle: &str, way: Way) -> bool {
        let words = |at: usize| {
            let (action, keys) = self.rows.get(at)?;
            let row = action.row();
            Some(format!("{keys} {} {}", row.name, row.line.of(self.lang)))
        };
        let (room, len) = (Self::height(shell), self.rows.len());
        let mut cursor = self.cursor;
        let found = cursor.seek((needle, way), room, len, words);
        self.cursor = cursor;
        found
    }

    /// Draws the list.
    pub fn draw(&self, _: &Shell, _: &Snapshot, canvas: &mut Canvas, area: Rect) {
        let heading = Line::new().mean(Meaning::Label, w::HELP_HEADS.of(self.lang));
        let line = |at: usize, here: bool| {
            let Some((action, keys)) = self.rows.get(at) else {
                return Line::new();
            };
            let row = action.row();
            Line::new()
                .say(if here { "> " } else { "  " })
                .join(Line::new().mean(Meaning::Label, keys).fit(20))
                .say(" ")
                .join(Line::new().say(row.name).fit(15))
                .say(" ")
                .say(row.line.of(self.lang))
        };
        let len = self.rows.len();
        self.cursor
            .draw_list(canvas, area, (&heading, ""), len, line);
    }
}
