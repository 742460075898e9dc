//! What stands in the environment and in `config.toml`: who works, on which case.
//!
//! A flag goes before the environment, the environment before `config.toml` in the case, that
//! before the user's, and that before the system. A case says neither who works nor what keys do:
//! it may have come from somebody else.

use super::args::Global;
use super::failure::{Failure, no_case_at, unread};
use crate::model::words::{failures as w, settings as s};
use crate::model::{Lang, Said};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// The commented file that `valla config --default` prints.
pub fn default_text() -> String {
    format!("{HEAD}{}{TAIL}", super::habits::documented())
}

const HEAD: &str = "\
# Valla's settings. Lines that begin with # show what holds without them. A flag goes before the
# environment, the environment before a file config.toml in the case folder, that before this one.
# A case may set the look and how one reviews, and neither author nor keys.

# Who stands in the journal for what you mark (else $VALLA_AUTHOR, or the login name).
#author = \"mira\"

# The language of what you are told: en or fr (else $VALLA_LANG; without both the locale says it).
# JSON, query words and the names of commands are English in every language.
#lang = \"en\"

# How the screen looks: default, blue-orange, red-green, mono, or the name of a file
# themes/NAME.toml beside this one (else $VALLA_THEME).
#theme = \"default\"

# How you review. For one time: --set order=oldest, or $VALLA_REVIEW with such words.
#[review]
# what `valla review` begins with where no query is given
#query = \"is:unreviewed\"
";

const TAIL: &str = "
# Keys of the screen: a preset (default, azerty, azerty-mac; else $VALLA_KEYS), and changes to it.
# An action is changed wherever it is, or on one part of the screen; `valla keymap` names actions
# and parts, and `valla keymap --check` says what does not go together.
#[keys]
#preset = \"default\"
#compare = \"d\"
#[keys.message]
#raw = \"r\"
";

/// What was set, and where.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Config {
    /// The file, where one is expected.
    pub path: Option<PathBuf>,
    /// All that stands in it.
    pub table: toml::Table,
    /// What stands in the file of the case, but for what a case does not set.
    pub case: toml::Table,
}

/// How the user's file is named where something is said to come from it.
pub const USER_FILE: &str = "config.toml";

/// What a case does not set.
const OWN: &[&str] = &["author", "keys"];

/// A value with the place it came from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Setting {
    /// The value.
    pub value: String,
    /// `--as`, `$VALLA_AUTHOR`, the file, or the system.
    pub origin: Said,
}

impl Config {
    /// Reads the user's file; that there is none is no error.
    pub fn load() -> Result<Self, Failure> {
        let Some(path) = folder().map(|dir| dir.join("config.toml")) else {
            return Ok(Self::default());
        };
        Ok(Self {
            table: read(&path)?,
            path: Some(path),
            ..Self::default()
        })
    }

    /// Reads the user's file and that of a case.
    pub fn load_for(case: Option<&Path>) -> Result<Self, Failure> {
        let mut config = Self::load()?;
        if let Some(case) = case {
            config.case = read(&case.join("config.toml"))?;
            config
                .case
                .retain(|key, _| OWN.iter().all(|own| key != *own));
        }
        Ok(config)
    }

    /// Gives a text that is set, with where: a flag, the environment, the case, the user; else what
    /// holds without all of them.
    pub fn setting(
        &self,
        (flag, name): (Option<&str>, impl Into<Said>),
        set: Option<&str>,
        path: &[&str],
        default: &str,
    ) -> Setting {
        let in_file = |table: &toml::Table| {
            let (first, rest) = path.split_first()?;
            let start = table.get(*first)?;
            let value = rest.iter().try_fold(start, |at, step| at.get(step))?;
            worded(value)
        };
        let from_set = || {
            let name = set?;
            Some((variable(name)?, Said::same(&format!("${name}"))))
        };
        let from_case = || Some((in_file(&self.case)?, s::OF_CASE.into()));
        let from_user = || Some((in_file(&self.table)?, Said::same(USER_FILE)));
        let (value, origin) = flag
            .map(|v| (v.to_owned(), name.into()))
            .or_else(from_set)
            .or_else(from_case)
            .or_else(from_user)
            .unwrap_or_else(|| (default.to_owned(), s::THE_DEFAULT.into()));
        Setting { value, origin }
    }

    /// Gives the theme that was asked for; empty where nobody asked for one.
    pub fn theme(&self, flag: Option<&str>) -> Setting {
        self.setting(
            (flag, Said::same("--theme")),
            Some("VALLA_THEME"),
            &["theme"],
            "",
        )
    }

    /// Gives the language, and where it is set; without a setting the locale says it.
    pub fn lang(&self, flag: Option<&str>) -> Result<(Lang, Setting), Failure> {
        let set = self.setting(
            (flag, Said::same("--lang")),
            Some("VALLA_LANG"),
            &["lang"],
            "",
        );
        if set.value.is_empty() {
            let (lang, origin) = locale();
            let value = lang.code().to_owned();
            return Ok((lang, Setting { value, origin }));
        }
        match Lang::of(&set.value) {
            Some(lang) => Ok((lang, set)),
            None => Err(Failure::usage(s::no_language(format!("{:?}", set.value)))
                .because(s::set_by(set.origin))
                .hint(Said::same("--lang en   or   --lang fr"))),
        }
    }

    /// Gives the language of a report: what the flag or the case says, and nothing else, so that
    /// the same export gives the same bytes whoever makes it.
    pub fn report(&self, flag: Option<&str>) -> Lang {
        let case = || self.case.get("lang").and_then(toml::Value::as_str);
        flag.or_else(case).and_then(Lang::of).unwrap_or_default()
    }

    /// Gives the preset of the keys.
    pub fn preset(&self, flag: Option<&str>) -> Setting {
        let path = ["keys", "preset"];
        self.setting(
            (flag, Said::same("--preset")),
            Some("VALLA_KEYS"),
            &path,
            "default",
        )
    }

    /// Gives the query that `review` begins with.
    pub fn review(&self, flag: Option<&str>) -> Setting {
        self.setting((flag, s::COMMAND_LINE), None, &["review", "query"], "")
    }

    /// Tells who works.
    pub fn author(&self, flag: Option<&str>) -> Result<Setting, Failure> {
        let from_file = || {
            let value = self.table.get("author")?.as_str()?.to_owned();
            Some((value, Said::same(USER_FILE)))
        };
        let (value, origin) = flag
            .map(|v| (v.to_owned(), Said::same("--as")))
            .or_else(|| variable("VALLA_AUTHOR").map(|v| (v, Said::same("$VALLA_AUTHOR"))))
            .or_else(from_file)
            .unwrap_or_else(|| (login(), s::LOGIN.into()));
        let value = value.trim().to_owned();
        if value.is_empty() || value.chars().any(char::is_control) {
            return Err(Failure::usage(s::no_author(origin)).hint(Said::same("--as NAME")));
        }
        Ok(Setting { value, origin })
    }
}

/// Gives a value as it is written on a command line: a text, on or off, words with blanks between.
fn worded(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Boolean(is) => Some(if *is { "on" } else { "off" }.to_owned()),
        toml::Value::Array(all) => {
            let words: Option<Vec<&str>> = all.iter().map(toml::Value::as_str).collect();
            Some(words?.join(" "))
        }
        toml::Value::Integer(_)
        | toml::Value::Float(_)
        | toml::Value::Datetime(_)
        | toml::Value::Table(_) => None,
    }
}

/// Reads a file of settings; one that is not there holds none.
fn read(path: &Path) -> Result<toml::Table, Failure> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(e) => {
            return Err(unread(path)(e));
        }
    };
    text.parse().map_err(|e: toml::de::Error| {
        Failure::usage(s::no_toml(path.display()))
            .because(Said::same(e.message()))
            .hint(s::DEFAULT_FILE)
    })
}

/// Gives the language in which a failure is told: what is set, or English where not even that can
/// be read.
pub fn told_in(global: &Global) -> Lang {
    let case = find_case(global.case.as_deref()).ok();
    let config = Config::load_for(case.as_deref());
    let lang = config.and_then(|c| c.lang(global.lang.as_deref()));
    lang.map_or_else(|_| Lang::default(), |(lang, _)| lang)
}

/// Finds the case: the flag, the environment, or the nearest folder upward that is one.
pub fn find_case(flag: Option<&Path>) -> Result<PathBuf, Failure> {
    if let Some(path) = named_case(flag) {
        return if is_case(&path) {
            Ok(path)
        } else {
            Err(no_case_at(&path.display().to_string()))
        };
    }
    let here = env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    here.ancestors()
        .find(|dir| is_case(dir))
        .map(Path::to_owned)
        .ok_or_else(|| {
            Failure::usage(w::no_case_near(here.display()))
                .hint(w::MAKE_CASE)
                .hint(w::OPEN_CASE)
                .hint(w::DEMO)
        })
}

/// Gives the case that was named by flag or environment, whether it is there or not.
pub fn named_case(flag: Option<&Path>) -> Option<PathBuf> {
    flag.map(Path::to_owned).or_else(|| {
        env::var_os("VALLA_CASE")
            .filter(|v| !v.is_empty())
            .map(PathBuf::from)
    })
}

/// Tells whether a folder is a case.
pub fn is_case(dir: &Path) -> bool {
    dir.join("case.toml").is_file()
}

/// Gives a variable of the environment that is set to something.
pub fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|v| !v.is_empty())
}

/// Gives the language of the locale, and what says so; English where none is known.
fn locale() -> (Lang, Said) {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
    let set = names.into_iter().find_map(|n| Some((variable(n)?, n)));
    let known = set.and_then(|(value, name)| {
        Some((Lang::of_locale(&value)?, Said::same(&format!("${name}"))))
    });
    known.unwrap_or((Lang::default(), s::THE_DEFAULT.into()))
}

/// Gives the folder of the user's settings.
pub fn folder() -> Option<PathBuf> {
    use etcetera::BaseStrategy;
    let base = etcetera::base_strategy::choose_base_strategy().ok()?;
    Some(base.config_dir().join("valla"))
}

/// Gives the login name.
fn login() -> String {
    let uid = rustix::process::getuid().as_raw();
    fs::read_to_string("/etc/passwd")
        .ok()
        .and_then(|list| {
            let mut rows = list.lines().map(|l| l.split(':').collect::<Vec<_>>());
            let own = rows.find(|r| r.get(2).is_some_and(|id| *id == uid.to_string()))?;
            own.first().map(|name| (*name).to_owned())
        })
        .or_else(|| variable("LOGNAME"))
        .or_else(|| variable("USER"))
        .unwrap_or_else(|| format!("uid{uid}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flag_goes_before_the_file() {
        let config = Config {
            table: "author = \"mira\"".parse().unwrap(),
            ..Config::default()
        };
        assert_eq!(config.author(Some("ana")).unwrap().value, "ana");
        if variable("VALLA_AUTHOR").is_none() {
            assert_eq!(config.author(None).unwrap().value, "mira");
        }
        assert!(config.author(Some(" \n")).is_err());
    }

    #[test]
    fn a_flag_goes_before_the_case_and_the_case_before_the_user() {
        let mut config = Config {
            table: "[review]\nquery = \"one\"\n[keys]\npreset = \"azerty\""
                .parse()
                .unwrap(),
            ..Config::default()
        };
        let told = |s: Setting| (s.value, s.origin.en);
        let user = ("one".to_owned(), "config.toml".to_owned());
        assert_eq!(told(config.review(None)), user);
        config.case = "[review]\nquery = \"two\"".parse().unwrap();
        let case = ("two".to_owned(), "config.toml of the case".to_owned());
        assert_eq!(told(config.review(None)), case);
        assert_eq!(config.review(Some("three")).value, "three");
        if variable("VALLA_KEYS").is_none() {
            assert_eq!(config.preset(None).value, "azerty");
        }
        assert_eq!(Config::default().preset(Some("x")).origin.en, "--preset");
    }

    #[test]
    fn a_case_says_neither_who_works_nor_what_keys_do() {
        let case = tempfile::tempdir().unwrap();
        let text = "author = \"eve\"\ntheme = \"mono\"\n[keys]\npreset = \"azerty\"";
        fs::write(case.path().join("config.toml"), text).unwrap();
        let config = Config::load_for(Some(case.path())).unwrap();
        assert_eq!(config.case.keys().collect::<Vec<_>>(), ["theme"]);
    }

    #[test]
    fn the_printed_settings_are_valid() {
        assert!(default_text().parse::<toml::Table>().unwrap().is_empty());
        // And so is every line of it that is put in force.
        let text = default_text();
        let rows = text.lines().filter(|l| !l.starts_with("# "));
        let on: Vec<&str> = rows.map(|l| l.trim_start_matches('#')).collect();
        let table: toml::Table = on.join("\n").parse().unwrap();
        assert!(
            ["author", "lang", "theme", "review", "keys"]
                .iter()
                .all(|k| table.contains_key(*k))
        );
    }
}
