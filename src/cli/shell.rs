//! The screen, and the commands about the program itself: keymap, config, doctor, completions, man.

use super::adapt;
use super::args::{CompletionsArgs, ConfigArgs, Global, KeymapArgs, Typed};
use super::config::{self, Config, find_case, is_case, variable};
use super::failure::{Failure, FailureKind, Outcome};
use super::looks;
use super::print::Out;
use super::session::Session;
use clap::CommandFactory;
use std::io::{self, IsTerminal};

/// Opens the screen on the case.
pub fn screen(global: &Global) -> Result<Outcome, Failure> {
    review(Session::open(global)?, "")
}

/// Opens the screen on the case, with a query that holds from the start.
pub fn review(session: Session, query: &str) -> Result<Outcome, Failure> {
    let terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    let term = variable("TERM").unwrap_or_default();
    if let Some(reason) = adapt::refusal(&term, terminal) {
        return Err(Failure::usage(reason)
            .hint("valla review --plain   (line by line)")
            .hint("valla threads   (or any other command of `valla help`; they need no screen)"));
    }
    let looks = looks::of(session.theme.as_deref())?;
    let who = (session.author.value.as_str(), session.read_only);
    adapt::screen(session.case, who, looks, query)?;
    Ok(Outcome::Done)
}

/// Runs `keymap`.
pub fn keymap(args: &KeymapArgs, out: &mut Out) -> Result<Outcome, Failure> {
    if args.markdown {
        out.block(&adapt::keymap_markdown())?;
        return Ok(Outcome::Done);
    }
    let keys = looks::keys(&Config::load()?, args.preset.as_deref())?;
    if args.check {
        out.line("every key has one meaning, every action a key")?;
    } else {
        out.block(&keys.text())?;
    }
    Ok(Outcome::Done)
}

/// Runs `config`.
pub fn config(global: &Global, args: &ConfigArgs, out: &mut Out) -> Result<Outcome, Failure> {
    if args.default {
        out.block(config::DEFAULT)?;
        return Ok(Outcome::Done);
    }
    let config = Config::load()?;
    let author = config.author(global.author.as_deref())?;
    let case = find_case(global.case.as_deref());
    let file = config.path.as_ref().map(|p| p.display().to_string());
    out.line(&format!("file    {}", file.unwrap_or_default()))?;
    out.line(&format!(
        "author  {}  (from {})",
        author.value, author.origin
    ))?;
    out.line(&match case {
        Ok(path) => format!("case    {}", path.display()),
        Err(_) => "case    none here".to_owned(),
    })?;
    for (key, value) in &config.table {
        if key != "author" {
            out.line(&format!("{key} = {value}"))?;
        }
    }
    Ok(Outcome::Done)
}

/// Runs `doctor`.
pub fn doctor(global: &Global, out: &mut Out) -> Result<Outcome, Failure> {
    let mut row = |good: bool, name: &str, text: &str| {
        let sign = if good { "ok  " } else { "look" };
        out.line(&format!("{sign}  {name:9} {text}"))
    };
    let term = variable("TERM").unwrap_or_default();
    let terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    let refusal = adapt::refusal(&term, terminal);
    let shown = refusal.clone().unwrap_or_else(|| format!("TERM={term}"));
    row(refusal.is_none(), "terminal", &shown)?;
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(variable);
    let locale = locale.unwrap_or_else(|| "none".to_owned());
    let lower = locale.to_lowercase();
    let utf8 = lower.contains("utf-8") || lower.contains("utf8");
    row(
        utf8,
        "locale",
        &format!("{locale}{}", if utf8 { "" } else { ", no UTF-8" }),
    )?;
    let colour = variable("NO_COLOR").map_or("on", |_| "off (NO_COLOR)");
    row(true, "colour", colour)?;
    if let Ok(size) = rustix::termios::tcgetwinsize(io::stdout()) {
        let (width, height) = crate::model::bounds::SCREEN;
        let fits = size.ws_col >= width && size.ws_row >= height;
        let text = format!("{}x{}, at least {width}x{height}", size.ws_col, size.ws_row);
        row(fits, "size", &text)?;
    }
    match Config::load().and_then(|c| c.author(global.author.as_deref())) {
        Ok(author) => row(
            true,
            "author",
            &format!("{} (from {})", author.value, author.origin),
        )?,
        Err(failure) => row(false, "author", &failure.message)?,
    }
    match find_case(global.case.as_deref()) {
        Ok(path) => {
            let open = adapt::open(&path);
            let text = match &open {
                Ok(_) => path.display().to_string(),
                Err(failure) => failure.message.clone(),
            };
            row(open.is_ok() && is_case(&path), "case", &text)?;
        }
        Err(failure) => row(failure.kind == FailureKind::Gone, "case", &failure.message)?,
    }
    Ok(Outcome::Done)
}

/// Runs `completions`.
pub fn completions(args: &CompletionsArgs, out: &mut Out) -> Result<Outcome, Failure> {
    let mut bytes = Vec::new();
    clap_complete::generate(args.shell, &mut Typed::command(), "valla", &mut bytes);
    out.raw(&bytes)?;
    Ok(Outcome::Done)
}

/// Runs `man`.
pub fn man(out: &mut Out) -> Result<Outcome, Failure> {
    let mut root = Typed::command();
    root.build();
    let mut bytes = Vec::new();
    clap_mangen::Man::new(root.clone()).render(&mut bytes)?;
    for command in root.get_subcommands() {
        clap_mangen::Man::new(command.clone()).render(&mut bytes)?;
    }
    out.raw(&bytes)?;
    Ok(Outcome::Done)
}
