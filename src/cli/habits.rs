//! `[review]` of the settings: what a flag, the environment, the case and the user say of it.

use super::config::{Config, Setting, USER_FILE, variable};
use super::failure::Failure;
use crate::model::words::settings as s;
use crate::model::{Lang, Said};
use crate::tui::{HABITS, Habits};
use std::fmt::Write as _;

/// The variable with settings of `[review]`: `order=oldest carry=family,copies`.
const VARIABLE: &str = "VALLA_REVIEW";

/// Gives a setting out of words such as `order=oldest`, the last one of its name.
fn among<'a>(words: impl Iterator<Item = &'a str>, name: &str) -> Option<&'a str> {
    let pairs = words.filter_map(|word| word.trim().split_once('='));
    pairs.filter(|(n, _)| *n == name).last().map(|(_, v)| v)
}

/// Gives each setting with where it came from, in the order of the table.
pub fn told(config: &Config, sets: &[String]) -> Vec<(&'static str, Setting)> {
    let environment = variable(VARIABLE).unwrap_or_default();
    let each = HABITS.iter().map(|row| {
        let path = ["review", row.name];
        let flag = among(sets.iter().map(String::as_str), row.name);
        let mut setting = config.setting((flag, Said::same("--set")), None, &path, row.default);
        if flag.is_none()
            && let Some(value) = among(environment.split_whitespace(), row.name)
        {
            setting = Setting {
                value: value.to_owned(),
                origin: Said::same(&format!("${VARIABLE}")),
            };
        }
        (row.name, setting)
    });
    each.collect()
}

/// Gathers them.
pub fn of(config: &Config, sets: &[String]) -> Result<Habits, Failure> {
    let mut habits = Habits::default();
    let wrong = |why: Said, origin: &Said| {
        Failure::usage(why)
            .because(s::says_so(origin))
            .hint(s::DEFAULT_SETTINGS)
    };
    let words = sets
        .iter()
        .map(|s| (s.trim().to_owned(), Said::same("--set")));
    let environment = variable(VARIABLE).unwrap_or_default();
    let more = environment.split_whitespace();
    let more = more.map(|s| (s.to_owned(), Said::same(&format!("${VARIABLE}"))));
    for (word, origin) in words.chain(more) {
        let (name, value) = word.split_once('=').unwrap_or((&word, ""));
        Habits::default()
            .set(name, value)
            .map_err(|why| wrong(why, &origin))?;
    }
    for (table, origin) in [
        (&config.table, Said::same(USER_FILE)),
        (&config.case, s::THE_CASE.into()),
    ] {
        let names = table.get("review").and_then(toml::Value::as_table);
        for name in names.into_iter().flat_map(toml::Table::keys) {
            if name != "query" && HABITS.iter().all(|row| row.name != name) {
                let why = Habits::default().set(name, "").err().unwrap_or_default();
                return Err(wrong(why, &origin));
            }
        }
    }
    for (name, setting) in told(config, sets) {
        habits
            .set(name, &setting.value)
            .map_err(|why| wrong(why, &setting.origin))?;
    }
    Ok(habits)
}

/// Writes their part of the file that `valla config --default` prints.
pub fn documented() -> String {
    let mut out = String::new();
    for row in HABITS {
        let some = if row.several { "some of " } else { "" };
        let values = row.values.join(", ");
        let (name, line, default) = (row.name, row.line.of(Lang::English), row.default);
        let head = format!("# {line}");
        let tail = format!("({some}{values})");
        if head.len() + 1 + tail.len() > 98 {
            let _ = writeln!(out, "{head}\n# {tail}");
        } else {
            let _ = writeln!(out, "{head} {tail}");
        }
        let _ = writeln!(out, "#{name} = \"{default}\"");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(user: &str, case: &str) -> Config {
        Config {
            table: user.parse().unwrap(),
            case: case.parse().unwrap(),
            ..Config::default()
        }
    }

    #[test]
    fn a_flag_goes_before_the_case_the_case_before_the_user_and_he_before_the_default() {
        let config = config(
            "[review]\norder = \"oldest\"\nnext = false\ncarry = [\"family\", \"copies\"]",
            "[review]\norder = \"subject\"\nstart = \"findings\"",
        );
        let sets = ["start=groups".to_owned(), "order=longest".to_owned()];
        let all = told(&config, &sets);
        let of = |name: &str| {
            let (_, s) = all.iter().find(|(n, _)| *n == name).unwrap();
            format!("{} from {}", s.value, s.origin.en)
        };
        assert_eq!(of("start"), "groups from --set");
        assert_eq!(of("order"), "longest from --set");
        assert_eq!(of("next"), "off from config.toml");
        assert_eq!(of("carry"), "family copies from config.toml");
        assert_eq!(of("preview"), "left from the default");
        let all = told(&config, &[]);
        let order = &all.iter().find(|(n, _)| *n == "order").unwrap().1;
        assert_eq!(order.origin.en, "config.toml of the case");
        let habits = super::of(&config, &sets).unwrap();
        assert!(!habits.goes_on && habits.carry.family && habits.carry.copies);
    }

    #[test]
    fn what_is_no_setting_is_refused_with_those_that_are() {
        let said = |user: &str, sets: &[&str]| {
            let sets: Vec<String> = sets.iter().map(|s| (*s).to_owned()).collect();
            format!("{:?}", super::of(&config(user, ""), &sets).unwrap_err())
        };
        assert!(said("[review]\nspeed = \"on\"", &[]).contains("carry"));
        assert!(said("[review]\norder = \"odd\"", &[]).contains("newest"));
        assert!(said("", &["order"]).contains("newest"));
        assert!(said("", &["fast=on"]).contains("start"));
        assert!(super::of(&config("[review]\nquery = \"x\"", ""), &[]).is_ok());
    }

    #[test]
    fn the_documented_values_are_the_defaults() {
        let on: Vec<String> = documented()
            .lines()
            .filter(|l| !l.starts_with("# "))
            .map(|l| l.trim_start_matches('#').to_owned())
            .collect();
        let user = format!("[review]\n{}", on.join("\n"));
        assert_eq!(
            super::of(&config(&user, ""), &[]).unwrap(),
            Habits::default()
        );
        assert!(documented().lines().all(|l| l.len() <= 100));
    }
}
