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
use crate::tui::layout::{below_title, body, window};
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
    pub fn find(&mut self, needle: &str, way: Way) -> bool {
        let needle = needle.to_lowercase();
        let holds = |at: &usize| {
            self.rows.get(*at).is_some_and(|(action, keys)| {
                let row = action.row();
                let text = format!("{keys} {} {}", row.name, row.line.of(self.lang));
                text.to_lowercase().contains(&needle)
            })
        };
        let found = way.order(self.cursor.at, self.rows.len()).find(holds);
        if let Some(at) = found {
            self.cursor.at = at;
        }
        found.is_some()
    }

    /// Draws the list.
    pub fn draw(&self, _: &Shell, _: &Snapshot, canvas: &mut Canvas, area: Rect) {
        let heading = w::HELP_HEADS.of(self.lang);
        canvas.row(
            area,
            0,
            &Line::new().mean(Meaning::Label, heading),
            Meaning::Plain,
        );
        let rows = below_title(area);
        let height = usize::from(rows.height);
        let top = window(self.cursor.top, self.cursor.at, height, self.rows.len());
        for (y, (at, (action, keys))) in self
            .rows
            .iter()
            .enumerate()
            .skip(top)
            .take(height)
            .enumerate()
        {
            let row = action.row();
            let here = at == self.cursor.at;
            let line = Line::new()
                .say(if here { "> " } else { "  " })
                .join(Line::new().mean(Meaning::Label, keys).fit(20))
                .say(" ")
                .join(Line::new().say(row.name).fit(15))
                .say(" ")
                .say(row.line.of(self.lang));
            let base = if here {
                Meaning::Cursor
            } else {
                Meaning::Plain
            };
            canvas.row(rows, y as u16, &line, base);
        }
    }
}
