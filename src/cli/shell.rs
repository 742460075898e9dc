//! The screen, and the commands about the program itself: keymap, config, completions, man.

use super::adapt::{self, Opening};
use super::args::{CompletionsArgs, ConfigArgs, Global, KeymapArgs, Typed};
use super::config::{self, Config, find_case, variable};
use super::failure::{Failure, Outcome};
use super::habits;
use super::looks;
use super::print::Out;
use super::session::Session;
use super::table::column;
use crate::model::Word;
use crate::model::words::{commands as w, failures as f, settings as s};
use clap::CommandFactory;
use std::io::{self, IsTerminal};

/// Opens the screen on the case.
pub fn screen(global: &Global) -> Result<Outcome, Failure> {
    review(Session::open(global)?, Opening::default())
}

/// Opens the screen on the case with something.
pub fn review(session: Session, opening: Opening) -> Result<Outcome, Failure> {
    let terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    let term = variable("TERM").unwrap_or_default();
    if let Some(reason) = adapt::refusal(&term, terminal) {
        return Err(Failure::usage(reason)
            .hint(f::PLAIN_REVIEW)
            .hint(f::OTHER_COMMANDS));
    }
    let looks = looks::of(
        &session.config,
        session.theme.as_deref(),
        (session.lang, session.report),
    )?;
    let habits = habits::of(&session.config, &session.sets)?;
    let who = (session.author.value.as_str(), session.read_only);
    adapt::screen(session.case, who, (looks, habits), opening)?;
    Ok(Outcome::Done)
}

/// Runs `keymap`.
pub fn keymap(global: &Global, args: &KeymapArgs, out: &mut Out) -> Result<Outcome, Failure> {
    if args.markdown {
        out.block(&adapt::keymap_markdown())?;
        return Ok(Outcome::Done);
    }
    let config = Config::load()?;
    let keys = looks::keys(&config, args.preset.as_deref())?;
    let lang = config.lang(global.lang.as_deref())?.0;
    if args.check {
        out.line(w::KEYS_FINE.of(lang))?;
    } else {
        out.block(&keys.text(lang))?;
    }
    Ok(Outcome::Done)
}

/// Runs `config`.
pub fn config(global: &Global, args: &ConfigArgs, out: &mut Out) -> Result<Outcome, Failure> {
    if args.default {
        out.block(&config::default_text())?;
        return Ok(Outcome::Done);
    }
    let case = find_case(global.case.as_deref());
    let config = Config::load_for(case.as_deref().ok())?;
    let author = config.author(global.author.as_deref())?;
    let file = config.path.as_ref().map(|p| p.display().to_string());
    let lang = config.lang(global.lang.as_deref())?;
    let (lang, told) = (lang.0, lang.1);
    let label = |word: Word| column(word.of(lang), 7);
    out.line(&format!("{} {}", label(s::FILE), file.unwrap_or_default()))?;
    for (name, set) in [
        ("author", author),
        ("lang", told),
        ("theme", config.theme(global.theme.as_deref())),
        ("keys", config.preset(None)),
        ("review", config.review(None)),
    ] {
        let from = s::from(set.value, set.origin);
        out.line(&format!("{name:7} {}", from.of(lang)))?;
    }
    for (name, set) in habits::told(&config, &global.sets) {
        let from = s::from(set.value, set.origin);
        out.line(&format!("review.{name:7} {}", from.of(lang)))?;
    }
    habits::of(&config, &global.sets)?;
    let none = |_| s::NO_CASE.of(lang).to_owned();
    let case = case.map_or_else(none, |path| path.display().to_string());
    out.line(&format!("{} {case}", label(s::CASE)))?;
    for (key, value) in config.table.iter().chain(&config.case) {
        if !["author", "lang", "theme"].contains(&key.as_str()) {
            out.line(&format!("{key} = {value}"))?;
        }
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
