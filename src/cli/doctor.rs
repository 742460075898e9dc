//! `doctor`: what of terminal, settings, case and disk will not work, or lets others see.

use super::adapt;
use super::args::Global;
use super::config::{Config, find_case, is_case, told_in, variable};
use super::disk::{Disk, disk_of};
use super::failure::{Failure, FailureKind, Outcome};
use super::looks;
use super::print::Out;
use crate::model::words::doctor as w;
use crate::model::{Said, Word};
use std::io::{self, IsTerminal};
use std::path::Path;

/// What was looked at: whether it is well, its name, and what was seen.
type Row = (bool, Word, Said);

/// Runs `doctor`.
pub fn run(global: &Global, out: &mut Out) -> Result<Outcome, Failure> {
    let mut rows = vec![terminal(), locale(), colours()];
    rows.extend(size());
    rows.push(clipboard());
    match Config::load().and_then(|c| c.author(global.author.as_deref())) {
        Ok(author) => {
            rows.push((true, w::AUTHOR, w::from(author.value, author.origin)));
        }
        Err(failure) => rows.push((false, w::AUTHOR, failure.message)),
    }
    let found = find_case(global.case.as_deref());
    rows.push(settings(global, found.as_deref().ok()));
    match &found {
        Ok(path) => rows.extend(case_rows(path)),
        Err(failure) => {
            let is_gone = failure.kind == FailureKind::Gone;
            rows.push((is_gone, w::CASE, failure.message.clone()));
        }
    }
    let lang = told_in(global);
    for (good, name, text) in rows {
        let sign = if good { w::OK } else { w::LOOK }.of(lang);
        out.line(&format!("{sign}  {:9} {}", name.of(lang), text.of(lang)))?;
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
        Ok(w::theme_and_keys(theme, config.preset(None).value))
    });
    match looked {
        Ok(text) => (true, w::SETTINGS, text),
        Err(failure) => (false, w::SETTINGS, failure.message),
    }
}

fn terminal() -> Row {
    let term = variable("TERM").unwrap_or_default();
    let is_terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    let refusal = adapt::refusal(&term, is_terminal);
    let is_good = refusal.is_none();
    (
        is_good,
        w::TERMINAL,
        refusal.unwrap_or_else(|| Said::same(&format!("TERM={term}"))),
    )
}

fn locale() -> Row {
    let names = ["LC_ALL", "LC_CTYPE", "LANG"];
    let locale = names.into_iter().find_map(variable);
    let locale = locale.map_or_else(|| w::NONE.into(), |l| Said::same(&l));
    let lower = locale.en.to_lowercase();
    let utf8 = lower.contains("utf-8") || lower.contains("utf8");
    let told = if utf8 { locale } else { w::no_utf8(locale) };
    (utf8, w::LOCALE, told)
}

fn colours() -> Row {
    let term = variable("TERM").unwrap_or_default();
    let text = match (variable("NO_COLOR"), variable("COLORTERM")) {
        (Some(_), _) => w::OFF_NO_COLOR.into(),
        (None, _) if adapt::is_mono(&term) => w::OFF_NONE.into(),
        (None, Some(more)) => w::sixteen_of(more),
        (None, None) => w::SIXTEEN.into(),
    };
    (true, w::COLOUR, text)
}

fn size() -> Option<Row> {
    let size = rustix::termios::tcgetwinsize(io::stdout()).ok()?;
    let (width, height) = crate::model::bounds::SCREEN;
    let fits = size.ws_col >= width && size.ws_row >= height;
    let now = format!("{}x{}", size.ws_col, size.ws_row);
    Some((fits, w::SIZE, w::at_least(now, format!("{width}x{height}"))))
}

/// Says whether what is copied can reach the clipboard: through OSC 52, which the terminal that is
/// looked at, and all that stands between, must let pass.
fn clipboard() -> Row {
    let term = variable("TERM").unwrap_or_default();
    let far = if variable("SSH_TTY").is_some() || variable("SSH_CONNECTION").is_some() {
        w::THROUGH_SSH.into()
    } else {
        Said::default()
    };
    let (is_good, text) = if variable("TMUX").is_some() {
        (true, w::IN_TMUX.into())
    } else if variable("STY").is_some() || term.starts_with("screen") {
        (true, w::IN_SCREEN.into())
    } else if term.starts_with("linux") || term.starts_with("vt") {
        (false, w::no_clipboard(term))
    } else {
        (true, w::to_clipboard(far))
    };
    (is_good, w::CLIPBOARD, text)
}

fn case_rows(path: &Path) -> Vec<Row> {
    let open = adapt::open(path);
    let text = match &open {
        Ok(_) => Said::same(&path.display().to_string()),
        Err(failure) => failure.message.clone(),
    };
    let mut rows = vec![(open.is_ok() && is_case(path), w::CASE, text)];
    if let Ok(case) = &open {
        for line in super::ingest::waiting(case) {
            rows.push((false, w::SOURCE, line));
        }
    }
    rows.push(modes(path));
    rows.push(match disk_of(path) {
        Disk::Unknown => (true, w::DISK, w::NOT_TOLD.into()),
        Disk::Network(kind) => (false, w::DISK, w::network(kind)),
        Disk::Memory(kind) => (false, w::DISK, w::in_memory(kind)),
        Disk::Encrypted(how) => (true, w::DISK, w::encrypted(how)),
        Disk::Plain(kind) => (false, w::DISK, w::not_encrypted(kind)),
    });
    rows
}

/// Says who may open the case folder.
fn modes(path: &Path) -> Row {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(path).map_or(0, |m| m.permissions().mode() & 0o7777);
    let text = match mode & 0o077 {
        0 => w::NOBODY_ELSE.into(),
        0o070 => w::A_GROUP.into(),
        _ => w::others_may(format!("{mode:o}")),
    };
    (
        matches!(mode & 0o077, 0 | 0o070) && mode != 0,
        w::MODES,
        text,
    )
}
