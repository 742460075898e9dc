//! `doctor`: what of terminal, settings, case and disk will not work, or lets others see.

use super::adapt;
use super::args::Global;
use super::config::{Config, find_case, is_case, variable};
use super::disk::{Disk, disk_of};
use super::failure::{Failure, FailureKind, Outcome};
use super::looks;
use super::print::Out;
use std::io::{self, IsTerminal};
use std::path::Path;

/// What was looked at: whether it is well, its name, and what was seen.
type Row = (bool, &'static str, String);

/// Runs `doctor`.
pub fn run(global: &Global, out: &mut Out) -> Result<Outcome, Failure> {
    let mut rows = vec![terminal(), locale(), colours()];
    rows.extend(size());
    rows.push(clipboard());
    match Config::load().and_then(|c| c.author(global.author.as_deref())) {
        Ok(author) => {
            let text = format!("{} (from {})", author.value, author.origin);
            rows.push((true, "author", text));
        }
        Err(failure) => rows.push((false, "author", failure.message)),
    }
    let found = find_case(global.case.as_deref());
    rows.push(settings(global, found.as_deref().ok()));
    match &found {
        Ok(path) => rows.extend(case_rows(path)),
        Err(failure) => {
            let is_gone = failure.kind == FailureKind::Gone;
            rows.push((is_gone, "case", failure.message.clone()));
        }
    }
    for (good, name, text) in rows {
        let sign = if good { "ok  " } else { "look" };
        out.line(&format!("{sign}  {name:9} {text}"))?;
    }
    Ok(Outcome::Done)
}

/// Says whether the look and the keys that are set can be had.
fn settings(global: &Global, case: Option<&Path>) -> Row {
    let looked = Config::load_for(case).and_then(|config| {
        let lang = config.lang(global.lang.as_deref())?.0;
        looks::of(&config, global.theme.as_deref(), (lang, lang))?;
        let theme = match config.theme(global.theme.as_deref()).value {
            name if name.is_empty() => "default".to_owned(),
            name => name,
        };
        Ok(format!("theme {theme}, keys {}", config.preset(None).value))
    });
    match looked {
        Ok(text) => (true, "settings", text),
        Err(failure) => (false, "settings", failure.message),
    }
}

fn terminal() -> Row {
    let term = variable("TERM").unwrap_or_default();
    let is_terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    let refusal = adapt::refusal(&term, is_terminal);
    let is_good = refusal.is_none();
    (
        is_good,
        "terminal",
        refusal.unwrap_or(format!("TERM={term}")),
    )
}

fn locale() -> Row {
    let names = ["LC_ALL", "LC_CTYPE", "LANG"];
    let locale = names.into_iter().find_map(variable);
    let locale = locale.unwrap_or_else(|| "none".to_owned());
    let lower = locale.to_lowercase();
    let utf8 = lower.contains("utf-8") || lower.contains("utf8");
    let without = if utf8 {
        ""
    } else {
        ", no UTF-8: rules are drawn in ASCII"
    };
    (utf8, "locale", format!("{locale}{without}"))
}

fn colours() -> Row {
    let term = variable("TERM").unwrap_or_default();
    let text = match (variable("NO_COLOR"), variable("COLORTERM")) {
        (Some(_), _) => "off (NO_COLOR); reverse and underline are kept".to_owned(),
        (None, _) if adapt::is_mono(&term) => "off (the terminal has none)".to_owned(),
        (None, Some(more)) => format!("the 16 of the terminal (it offers {more})"),
        (None, None) => "the 16 of the terminal".to_owned(),
    };
    (true, "colour", text)
}

fn size() -> Option<Row> {
    let size = rustix::termios::tcgetwinsize(io::stdout()).ok()?;
    let (width, height) = crate::model::bounds::SCREEN;
    let fits = size.ws_col >= width && size.ws_row >= height;
    let text = format!("{}x{}, at least {width}x{height}", size.ws_col, size.ws_row);
    Some((fits, "size", text))
}

/// Says whether what is copied can reach the clipboard: through OSC 52, which the terminal that is
/// looked at, and all that stands between, must let pass.
fn clipboard() -> Row {
    let term = variable("TERM").unwrap_or_default();
    let far = if variable("SSH_TTY").is_some() || variable("SSH_CONNECTION").is_some() {
        " of your own machine, through SSH"
    } else {
        ""
    };
    let (is_good, text) = if variable("TMUX").is_some() {
        let text = "OSC 52 inside tmux: needs `set -g set-clipboard on` in tmux.conf";
        (true, text.to_owned())
    } else if variable("STY").is_some() || term.starts_with("screen") {
        (true, "OSC 52 inside screen: short texts only".to_owned())
    } else if term.starts_with("linux") || term.starts_with("vt") {
        (false, format!("none: TERM={term} has no clipboard"))
    } else {
        let text = format!("OSC 52, to the clipboard{far} where the terminal allows it");
        (true, text)
    };
    (is_good, "clipboard", text)
}

fn case_rows(path: &Path) -> Vec<Row> {
    let open = adapt::open(path);
    let text = match &open {
        Ok(_) => path.display().to_string(),
        Err(failure) => failure.message.clone(),
    };
    let mut rows = vec![(open.is_ok() && is_case(path), "case", text)];
    if let Ok(case) = &open {
        for line in super::ingest::waiting(case) {
            rows.push((false, "source", line));
        }
    }
    rows.push(modes(path));
    rows.push(match disk_of(path) {
        Disk::Unknown => (true, "disk", "cannot be told here".to_owned()),
        Disk::Network(kind) => {
            let text = format!("{kind} is a network: others may read it, and locks may not hold");
            (false, "disk", text)
        }
        Disk::Memory(kind) => (
            false,
            "disk",
            format!("{kind} lies in memory: it is gone at night"),
        ),
        Disk::Encrypted(how) => (true, "disk", format!("encrypted ({how})")),
        Disk::Plain(kind) => {
            let text =
                format!("{kind}, not encrypted as far as can be seen: whoever has it reads it");
            (false, "disk", text)
        }
    });
    rows
}

/// Says who may open the case folder.
fn modes(path: &Path) -> Row {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(path).map_or(0, |m| m.permissions().mode() & 0o7777);
    let text = match mode & 0o077 {
        0 => "nobody else may open the case folder".to_owned(),
        0o070 => "a group shares the case folder".to_owned(),
        _ => format!("others may open the case folder (mode {mode:o}); chmod 700 it"),
    };
    (
        matches!(mode & 0o077, 0 | 0o070) && mode != 0,
        "modes",
        text,
    )
}
