//! Whose keyboard it is: presets of the key table, and what a user changed in it.

use super::keymap::{Keymap, Sections};
use crate::model::Said;
use crate::model::words::keys as w;
use std::collections::BTreeMap;

const TABLE: &str = include_str!("../../assets/keys.toml");

/// Presets by name, each laid over the table.
const PRESETS: &[(&str, &str)] = &[
    ("default", ""),
    ("azerty", include_str!("../../assets/keys/azerty.toml")),
    (
        "azerty-mac",
        include_str!("../../assets/keys/azerty-mac.toml"),
    ),
];

/// Makes the key maps of a preset with changes laid over it: `action = "keys"` for every part of
/// the screen that has the action, or a table of such lines named after one part.
///
/// # Errors
///
/// What is wrong with them, one sentence each.
pub fn keymap(preset: &str, changes: &toml::Table) -> Result<Keymap, Vec<Said>> {
    let Some((_, over)) = PRESETS.iter().find(|(name, _)| *name == preset) else {
        let names: Vec<&str> = PRESETS.iter().map(|(name, _)| *name).collect();
        let preset = crate::text::SafeText::line(preset);
        return Err(vec![w::no_preset(preset, names.join(", "))]);
    };
    let read =
        |text: &str| toml::from_str::<Sections>(text).map_err(|e| vec![Said::same(&e.to_string())]);
    let mut sections = read(TABLE)?;
    for (name, actions) in read(over)? {
        sections.entry(name).or_default().extend(actions);
    }
    let mut faults = Vec::new();
    for (name, value) in changes {
        match value {
            toml::Value::String(keys) => everywhere(&mut sections, name, keys),
            toml::Value::Table(actions) => match sections.get_mut(name) {
                Some(section) => one(section, name, actions, &mut faults),
                None => faults.push(w::no_part(name)),
            },
            _ => faults.push(w::in_quotes(name)),
        }
    }
    let map = Keymap::of(&sections);
    faults.extend(map.faults.iter().cloned());
    if faults.is_empty() {
        Ok(map)
    } else {
        Err(faults)
    }
}

/// Changes an action in all sections that have it, or in the most general one.
fn everywhere(sections: &mut Sections, action: &str, keys: &str) {
    let mut found = false;
    for actions in sections.values_mut() {
        if let Some(old) = actions.get_mut(action) {
            keys.clone_into(old);
            found = true;
        }
    }
    if !found {
        let general = sections.entry("everywhere".into()).or_default();
        general.insert(action.to_owned(), keys.to_owned());
    }
}

/// Changes the actions of one section.
fn one(
    section: &mut BTreeMap<String, String>,
    name: &str,
    actions: &toml::Table,
    faults: &mut Vec<Said>,
) {
    for (action, keys) in actions {
        match keys.as_str() {
            Some(keys) => {
                section.insert(action.clone(), keys.to_owned());
            }
            None => faults.push(w::in_quotes(format!("{name}.{action}"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Verdict;
    use crate::tui::action::Action;
    use crate::tui::key::Key;
    use crate::tui::keymap::{CONTEXTS, Context, Found};

    fn with(preset: &str, changes: &str) -> Result<Keymap, Vec<Said>> {
        keymap(preset, &changes.parse().unwrap())
    }

    #[test]
    fn every_preset_holds() {
        for (name, _) in PRESETS {
            assert_eq!(with(name, "").err(), None, "{name}");
        }
        assert!(with("dvorak", "").unwrap_err()[0].en.contains("azerty"));
    }

    #[test]
    fn a_digit_codes_without_shift_on_azerty() {
        for (name, row) in [("azerty", "&é\"'(-è_çà"), ("azerty-mac", "&é\"'(§è!çà")] {
            let map = with(name, "").unwrap();
            for (at, key) in row.chars().enumerate() {
                let found = map.find(Context::Message, &[Key::Char(key)]);
                let digit = char::from_digit((at as u32 + 1) % 10, 10).unwrap();
                assert_eq!(
                    found,
                    map.find(Context::Message, &[Key::Char(digit)]),
                    "{key}"
                );
                // Nothing else may sit on a key that is a digit there.
                for row in CONTEXTS {
                    let found = map.find(row.context, &[Key::Char(key)]);
                    let digit = map.find(row.context, &[Key::Char(digit)]);
                    assert!(found == digit || found == Found::Nothing, "{key}");
                }
            }
            assert_eq!(
                map.find(Context::Threads, &[Key::Char('é')]),
                Found::Action(Action::Code(Verdict::Altered))
            );
        }
    }

    #[test]
    fn no_action_of_azerty_has_keys_with_altgr_only() {
        let far = |key: &Key| {
            matches!(
                key,
                Key::Char('[' | ']' | '{' | '}' | '\\' | '|' | '@' | '#' | '~')
            )
        };
        let map = with("azerty", "").unwrap();
        for row in CONTEXTS {
            for (action, _) in map.rows(row.context) {
                let mut keys = map.bindings(row.context).filter(|(_, a)| *a == action);
                assert!(
                    keys.any(|(k, _)| !k.iter().any(far)),
                    "{}",
                    action.row().name
                );
            }
        }
    }

    #[test]
    fn what_a_user_changes_holds_or_is_refused() {
        let map = with("default", "compare = \"D\"\n[message]\nraw = \"R\"").unwrap();
        let find = |context, key| map.find(context, &[Key::Char(key)]);
        assert_eq!(find(Context::Threads, 'D'), Found::Action(Action::Compare));
        assert_eq!(find(Context::Threads, 'd'), Found::Nothing);
        assert_eq!(find(Context::Message, 'R'), Found::Action(Action::Raw));
        for (changes, said) in [
            ("compare = \"x\"", "both"),
            ("altered = \"A\"", "may be struck"),
            ("fly = \"y\"", "no action is named fly"),
            ("compare = 3", "in quotes"),
            ("[nowhere]\ncompare = \"d\"", "nowhere"),
        ] {
            let faults = with("default", changes).unwrap_err();
            let faults = Said::joined(&faults, "\n").en;
            assert!(faults.contains(said), "{changes}: {faults}");
        }
    }
}
