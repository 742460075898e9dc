//! `docs/cli.md`, made from what can be typed; a test holds the file against this.

use super::args::Typed;
use clap::{Arg, Command, CommandFactory};
use std::fmt::Write;

const HEAD: &str = "\
# The command line

Made from the program (`VALLA_BLESS=1 cargo test --test cli_docs` writes it again); do not edit.

Data goes to stdout, everything else to stderr. With `--json` each line is one object (JSON Lines,
UTF-8); control, bidi, zero-width and tag characters stand as `\\uXXXX`.

| exit code | |
| --- | --- |
| 0 | done; also with no hit, and when the reader of stdout goes away |
| 1 | the command could not do its work; stderr says why and what to do |
| 2 | wrong usage, no case, or a terminal that cannot show the screen |
| 3 | done, but something could not be read or did not verify |
";

/// Writes the whole page.
pub fn reference() -> String {
    let mut root = Typed::command().term_width(100);
    root.build();
    let mut out = HEAD.to_owned();
    section(&mut out, &root);
    for command in root.get_subcommands().filter(|c| c.get_name() != "help") {
        section(&mut out, command);
        for inner in command.get_subcommands().filter(|c| c.get_name() != "help") {
            section(&mut out, inner);
        }
    }
    out
}

/// Writes one command: what it does, how it is typed, its arguments, its examples.
fn section(out: &mut String, command: &Command) {
    let name = command.get_bin_name().unwrap_or(command.get_name());
    let about = command.get_about().map(ToString::to_string);
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ");
    let mut text = format!(
        "\n## {name}\n\n{}.\n\n```\n{usage}\n```\n",
        about.unwrap_or_default().trim_end_matches('.')
    );
    let is_root = name == "valla";
    let own = |a: &&Arg| a.get_id() != "help" && (is_root || !a.is_global_set());
    let rows: Vec<String> = command.get_arguments().filter(own).map(row).collect();
    if !rows.is_empty() {
        // Writing into a String cannot fail.
        let _ = write!(text, "\n| argument | |\n| --- | --- |\n{}", rows.concat());
    }
    if let Some(examples) = command.get_after_help() {
        let _ = write!(text, "\n```\n{}\n```\n", examples.to_string().trim_end());
    }
    out.push_str(&text);
}

fn row(arg: &Arg) -> String {
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let values: Vec<String> = arg
        .get_possible_values()
        .iter()
        .filter(|_| arg.get_action().takes_values())
        .map(|v| v.get_name().to_owned())
        .collect();
    let values = if values.is_empty() {
        String::new()
    } else {
        format!(" ({})", values.join(", "))
    };
    let short = arg
        .get_short()
        .map_or(String::new(), |s| format!(", `-{s}`"));
    let name = arg.to_string();
    let cell = format!("`{name}`{short} | {help}{values}").replace('|', "\\|");
    format!("| {} |\n", cell.replacen(" \\| ", " | ", 1))
}
