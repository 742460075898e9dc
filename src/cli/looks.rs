//! How the screen looks and which keys it takes: what is set, then what the terminal can do.

use super::config::{self, Config, variable};
use super::failure::Failure;
use crate::model::words::settings;
use crate::model::{Lang, Said};
use crate::tui::{self, Clip, Colour, Glyphs, Keymap, Scroll, Theme};
use std::fs;

/// What the screen is given.
#[derive(Clone, Debug)]
pub struct Looks {
    /// The language of what it says.
    pub lang: Lang,
    /// The language of a report in a file.
    pub report: Lang,
    /// How meanings look.
    pub theme: Theme,
    /// The key maps.
    pub keys: Keymap,
    /// Whether the terminal may be asked to move rows.
    pub scroll: Scroll,
    /// The way to the terminal's clipboard.
    pub clip: Clip,
}

/// Largest theme that is read.
const THEME_BYTES: u64 = 1 << 16;

/// Gathers them; `theme` is what the flag says.
pub fn of(config: &Config, theme: Option<&str>, lang: (Lang, Lang)) -> Result<Looks, Failure> {
    let able = tui::abilities(&variable("TERM").unwrap_or_default());
    let colour = variable("NO_COLOR").map_or(able.colour, |_| Colour::None);
    let glyphs = if is_utf8() {
        able.glyphs
    } else {
        Glyphs::Ascii
    };
    let name = config.theme(theme).value;
    let clip = if able.clip == Clip::None {
        Clip::None
    } else if variable("TMUX").is_some() {
        Clip::Tmux
    } else if variable("STY").is_some() {
        Clip::Screen
    } else {
        able.clip
    };
    Ok(Looks {
        lang: lang.0,
        report: lang.1,
        theme: match name.as_str() {
            "" => Theme::new(colour, glyphs),
            name => theme_of(name, colour, glyphs)?,
        },
        keys: keys(config, None)?,
        scroll: variable("VALLA_NO_SCROLL").map_or(able.scroll, |_| Scroll::Never),
        clip,
    })
}

/// Makes the key maps of the preset and the changes in the file; a preset that is named here goes
/// before the one there.
pub fn keys(config: &Config, preset: Option<&str>) -> Result<Keymap, Failure> {
    let none = toml::Table::new();
    let mut table = match config.table.get("keys") {
        None => none,
        Some(toml::Value::Table(table)) => table.clone(),
        Some(_) => {
            return Err(Failure::usage(settings::KEYS_NO_PART)
                .hint(Said::same("[keys]\npreset = \"azerty\"")));
        }
    };
    table.remove("preset");
    let preset = config.preset(preset).value;
    tui::keymap(&preset, &table).map_err(|faults| {
        let failure = Failure::usage(settings::KEYS_CLASH);
        let failure = faults.into_iter().fold(failure, Failure::because);
        failure.hint(settings::KEYMAP_CHECK)
    })
}

/// A built-in theme, or one of the user's own beside `config.toml`.
fn theme_of(name: &str, colour: Colour, glyphs: Glyphs) -> Result<Theme, Failure> {
    let wrong = |why: Said| Failure::usage(why).hint(settings::OWN_THEMES);
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let path = config::folder().map(|dir| dir.join("themes").join(format!("{name}.toml")));
    let path = path.filter(|_| name.chars().all(plain));
    let own = path.filter(|p| fs::metadata(p).is_ok_and(|m| m.len() <= THEME_BYTES));
    match own.and_then(|path| fs::read_to_string(path).ok()) {
        Some(text) => Theme::read(&text, colour, glyphs).map_err(wrong),
        None => Theme::named(name, colour, glyphs).map_err(wrong),
    }
}

/// Tells whether the locale is one of UTF-8.
fn is_utf8() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(variable);
    let locale = locale.unwrap_or_default().to_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}
