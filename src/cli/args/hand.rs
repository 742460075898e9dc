//! What can be typed after the commands that hand over, check, and serve the shell. Part of `args`.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Arguments of `export`.
#[derive(Args, Debug)]
pub struct ExportArgs {
    /// Folder that does not exist yet, or is empty
    pub dest: PathBuf,
    /// Form of the export
    #[arg(long, value_enum)]
    pub format: FormatArg,
    /// Takes the items that bear this tag or verdict
    #[arg(long, conflicts_with = "query")]
    pub tag: Option<String>,
    /// Takes the items that match
    #[arg(long)]
    pub query: Option<String>,
    /// Takes the rest of each item's family along
    #[arg(long)]
    pub families: bool,
    /// Says what would be written, and writes nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// The formats as words of the command line.
#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormatArg {
    /// One mailbox (mboxrd); what is no message as a file of its own
    Mbox,
    /// One file an item, byte for byte as it lies in its source
    Eml,
    /// One table (RFC 4180), safe to open in a spreadsheet
    Csv,
    /// One JSON object a line with all fields and the text; lossless
    Jsonl,
}

/// Arguments of `verify`.
#[derive(Args, Debug)]
pub struct VerifyArgs {
    /// Folder of an export; without it the case is verified
    pub path: Option<PathBuf>,
}

/// Arguments of `keymap`.
#[derive(Args, Debug)]
pub struct KeymapArgs {
    /// Looks for keys with two meanings, and actions without a key
    #[arg(long, conflicts_with = "markdown")]
    pub check: bool,
    /// Prints the page of the documentation
    #[arg(long)]
    pub markdown: bool,
}

/// Arguments of `config`.
#[derive(Args, Debug)]
pub struct ConfigArgs {
    /// Prints a commented file with what holds without one
    #[arg(long)]
    pub default: bool,
}

/// Arguments of `completions`.
#[derive(Args, Debug)]
pub struct CompletionsArgs {
    /// The shell
    pub shell: clap_complete::Shell,
}
