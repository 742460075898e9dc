//! From keys to actions: the key table of `assets/keys.toml`, read once, one map a context.
//!
//! The same maps write the help screen, the keys row and `docs/keys.md`.

use super::action::{ACTIONS, Action};
use super::key::{self, Key};
use crate::model::words::{heads, keys as w};
use crate::model::{Lang, Said, Word};
use std::collections::BTreeMap;
use std::fmt::Write as _;

const TABLE: &str = include_str!("../../assets/keys.toml");

/// A part of the screen that has keys of its own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Context {
    /// The thread list.
    Threads,
    /// One item.
    Message,
    /// The near-duplicate groups.
    Groups,
    /// Two texts.
    Compare,
    /// The findings.
    Findings,
    /// The exceptions.
    Exceptions,
    /// What documents claim about themselves.
    Metadata,
    /// The coding panel.
    Tags,
    /// The export.
    Export,
    /// The help.
    Help,
    /// Bytes in hex.
    Hex,
    /// The menu of what a comparison ignores.
    Ignore,
    /// What was made of several items: a ghost, an apparatus.
    Sheet,
    /// What the case holds, counted.
    Tally,
}

/// One row of the table of contexts: its title, and the sections of the key table that it joins.
pub struct ContextRow {
    /// The context.
    pub context: Context,
    /// Its title on screen.
    pub title: Word,
    /// Sections of the key table, the most general first.
    pub sections: &'static [&'static str],
}

/// All contexts.
pub const CONTEXTS: &[ContextRow] = &[
    context(
        Context::Threads,
        heads::THREADS,
        &["everywhere", "coding", "lists", "threads"],
    ),
    context(
        Context::Message,
        heads::MESSAGE,
        &["everywhere", "coding", "message"],
    ),
    context(
        Context::Groups,
        heads::GROUPS,
        &["everywhere", "coding", "lists", "groups"],
    ),
    context(
        Context::Compare,
        heads::COMPARE,
        &["everywhere", "coding", "compare"],
    ),
    context(
        Context::Findings,
        heads::FINDINGS,
        &["everywhere", "findings"],
    ),
    context(
        Context::Exceptions,
        heads::EXCEPTIONS,
        &["everywhere", "exceptions"],
    ),
    context(
        Context::Metadata,
        heads::METADATA,
        &["everywhere", "metadata"],
    ),
    context(Context::Tags, heads::TAGS, &["everywhere", "tags"]),
    context(Context::Export, heads::EXPORT, &["everywhere", "export"]),
    context(Context::Help, heads::HELP, &["everywhere", "help"]),
    context(Context::Hex, heads::BYTES, &["everywhere"]),
    context(Context::Ignore, heads::IGNORE, &["ignore"]),
    context(Context::Sheet, heads::SHEET, &["everywhere", "sheet"]),
    context(Context::Tally, heads::TALLY, &["everywhere", "tally"]),
];

const fn context(context: Context, title: Word, sections: &'static [&'static str]) -> ContextRow {
    ContextRow {
        context,
        title,
        sections,
    }
}

impl Context {
    /// Gives the context's row in the table.
    pub fn row(self) -> &'static ContextRow {
        &CONTEXTS[self as usize]
    }
}

/// What a sequence of keys means so far.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Found {
    /// It is an action.
    Action(Action),
    /// More keys may follow.
    Prefix,
    /// Nothing.
    Nothing,
}

type Map = BTreeMap<Vec<Key>, Action>;

/// A key table: sections, the actions in them, and their keys.
pub type Sections = BTreeMap<String, BTreeMap<String, String>>;

/// The maps of all contexts.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Keymap {
    maps: BTreeMap<Context, Map>,
    /// Keys by action as the table spells them, in its order.
    spelled: BTreeMap<(Context, Action), Vec<String>>,
    /// What is wrong with the table, one sentence each.
    pub faults: Vec<Said>,
}

impl Keymap {
    /// Reads the built-in table.
    pub fn built_in() -> Self {
        Self::read(TABLE)
    }

    /// Reads a table; what is wrong in it is noted in `faults` and left out.
    pub fn read(table: &str) -> Self {
        match toml::from_str::<Sections>(table) {
            Ok(sections) => Self::of(&sections),
            Err(e) => Self {
                faults: vec![w::unreadable(e.to_string())],
                ..Self::default()
            },
        }
    }

    /// Makes the maps of a table; what is wrong in it is noted in `faults`.
    pub fn of(sections: &Sections) -> Self {
        let mut out = Self::default();
        for row in CONTEXTS {
            let mut map = Map::new();
            for name in row.sections {
                for (action, words) in sections.get(*name).into_iter().flatten() {
                    out.bind(&mut map, row, (action, words));
                }
            }
            out.maps.insert(row.context, map);
        }
        out.check();
        // What joins several contexts is said once.
        let mut seen = std::collections::BTreeSet::new();
        out.faults.retain(|fault| seen.insert(fault.clone()));
        out
    }

    /// Notes keys that are never reached, keys on which a slow line may strike by itself, and
    /// actions that nothing leads to.
    fn check(&mut self) {
        let mut faults = Vec::new();
        for row in CONTEXTS {
            let title = row.title;
            let all: Vec<(&[Key], Action)> = self.bindings(row.context).collect();
            for (keys, action) in &all {
                let (spelled, name) = (key::spell(keys), action.row().name);
                let longer = |k: &[Key]| k.len() > keys.len() && k.starts_with(keys);
                if let Some((other, _)) = all.iter().find(|(k, _)| longer(k)) {
                    let other = key::spell(other);
                    faults.push(w::begins(title, &spelled, name, other));
                }
                if action.changes_state() && keys.first().is_some_and(|k| k.may_strike()) {
                    faults.push(w::may_be_struck(title, &spelled, name));
                }
            }
        }
        for row in ACTIONS {
            let bound = |map: &Map| map.values().any(|action| *action == row.action);
            if !self.maps.values().any(bound) {
                faults.push(w::has_no_key(row.name));
            }
        }
        self.faults.extend(faults);
    }

    fn bind(&mut self, map: &mut Map, row: &ContextRow, (name, words): (&str, &str)) {
        let title = row.title;
        let Some(action) = Action::of(name) else {
            self.faults.push(w::no_action(title, name));
            return;
        };
        let spelled = self.spelled.entry((row.context, action)).or_default();
        for word in words.split_whitespace() {
            match key::parse(word) {
                None => self.faults.push(w::no_key(title, word)),
                Some(keys) => match map.insert(keys, action) {
                    Some(other) if other != action => {
                        let other = other.row().name;
                        self.faults.push(w::means_both(title, word, other, name));
                    }
                    Some(_) => {}
                    None => spelled.push(word.to_owned()),
                },
            }
        }
    }

    /// Finds what a sequence means in a context.
    pub fn find(&self, context: Context, keys: &[Key]) -> Found {
        let Some(map) = self.maps.get(&context) else {
            return Found::Nothing;
        };
        if let Some(action) = map.get(keys) {
            return Found::Action(*action);
        }
        let longer = |k: &Vec<Key>| k.len() > keys.len() && k.starts_with(keys);
        if map.keys().any(longer) {
            Found::Prefix
        } else {
            Found::Nothing
        }
    }

    /// Gives every binding of a context that begins with a prefix: what follows, and the action.
    pub fn under(&self, context: Context, prefix: &[Key]) -> Vec<(String, Action)> {
        self.maps
            .get(&context)
            .into_iter()
            .flatten()
            .filter_map(|(k, a)| Some((key::spell(k.strip_prefix(prefix)?), *a)))
            .filter(|(k, _)| !k.is_empty())
            .collect()
    }

    /// Gives the actions of a context in the order of the table, with their keys as spelled.
    pub fn rows(&self, context: Context) -> Vec<(Action, String)> {
        let Some(map) = self.maps.get(&context) else {
            return Vec::new();
        };
        let keys_of = |action: Action| match self.spelled.get(&(context, action)) {
            Some(keys) if map.values().any(|a| *a == action) => keys.join(" "),
            Some(_) | None => String::new(),
        };
        ACTIONS
            .iter()
            .map(|r| (r.action, keys_of(r.action)))
            .filter(|(_, keys)| !keys.is_empty())
            .collect()
    }

    /// Gives the first key of an action in a context, for the keys row.
    pub fn key_of(&self, context: Context, action: Action) -> Option<&str> {
        let keys = self.spelled.get(&(context, action))?;
        keys.first().map(String::as_str)
    }

    /// Gives all keys of an action in a context as the table spells them.
    pub fn keys_of(&self, context: Context, action: Action) -> &[String] {
        let keys = self.spelled.get(&(context, action));
        keys.map_or(&[], Vec::as_slice)
    }

    /// Gives every binding of a context.
    pub fn bindings(&self, context: Context) -> impl Iterator<Item = (&[Key], Action)> {
        let map = self.maps.get(&context).into_iter().flatten();
        map.map(|(k, a)| (k.as_slice(), *a))
    }

    /// Writes the table as plain text, a block a context.
    pub fn text(&self, lang: Lang) -> String {
        let mut out = String::new();
        for row in CONTEXTS {
            let _ = writeln!(out, "{}", row.title.of(lang));
            for (action, keys) in self.rows(row.context) {
                let r = action.row();
                let line = r.line.of(lang);
                let _ = writeln!(out, "  {keys:<20} {:<16} {line}", r.name);
            }
        }
        out
    }

    /// Writes the page `docs/keys.md`.
    pub fn markdown(&self) -> String {
        let mut out = String::from(
            "# Keys\n\nMade from `assets/keys.toml` by `valla keymap --markdown`; a test fails \
             when it is stale.\nEvery action has a name that `:` takes too.\n",
        );
        for row in CONTEXTS {
            let _ = write!(
                out,
                "\n## {}\n\n| keys | name | does | fait |\n| --- | --- | --- | --- |\n",
                row.title.of(Lang::English)
            );
            for (action, keys) in self.rows(row.context) {
                let keys: Vec<String> = keys.split(' ').map(|k| format!("`{k}`")).collect();
                let r = action.row();
                let (line, fr) = (r.line.of(Lang::English), r.line.of(Lang::French));
                let _ = writeln!(out, "| {} | {} | {line} | {fr} |", keys.join(" "), r.name);
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_table_has_no_fault() {
        assert_eq!(Keymap::built_in().faults, Vec::<Said>::new());
    }

    #[test]
    fn contexts_stand_in_the_order_of_the_enum() {
        for (at, row) in CONTEXTS.iter().enumerate() {
            assert_eq!(row.context as usize, at, "{:?}", row.title);
        }
    }

    #[test]
    fn what_is_wrong_in_a_table_is_said() {
        let said = |table: &str| Said::joined(&Keymap::read(table).faults, "\n").en;
        let start = said("[everywhere]\ntop = \"gg\"\ndown = \"g\"");
        assert!(start.contains("g (down) begins gg"), "{start}");
        let struck = said("[coding]\naltered = \"A\"");
        assert!(struck.contains("A (altered) may be struck"), "{struck}");
        assert!(said("[coding]\naltered = \"2\"\ndecoy = \"2\"").contains("both"));
        assert!(said("[coding]\nfly = \"2\"").contains("no action is named fly"));
        assert!(said("").contains("help has no key"));
    }

    #[test]
    fn every_action_stands_in_help_and_names_are_unique() {
        let map = Keymap::built_in();
        for (at, row) in ACTIONS.iter().enumerate() {
            let bound = CONTEXTS
                .iter()
                .any(|c| map.rows(c.context).iter().any(|(a, _)| *a == row.action));
            assert!(bound, "{} has no key", row.name);
            assert!(ACTIONS.iter().skip(at + 1).all(|r| r.name != row.name));
            assert_eq!(Action::of(row.name), Some(row.action));
        }
    }
}
