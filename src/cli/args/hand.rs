//! What can be typed after the commands that hand over, check, and serve the shell. Part of `args`.

use super::Json;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Arguments of `export`.
#[derive(Args, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "switches of the command line"
)]
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
    /// Takes what a saved view holds
    #[arg(long, value_name = "NAME", conflicts_with_all = ["tag", "query"])]
    pub view: Option<String>,
    /// Takes the rest of each item's family along
    #[arg(long)]
    pub families: bool,
    /// Takes whole threads along
    #[arg(long)]
    pub threads: bool,
    /// Takes all items of the same Message-ID along
    #[arg(long)]
    pub copies: bool,
    /// Says what would be written, and writes nothing
    #[arg(long)]
    pub dry_run: bool,
    /// What begins a control number of load files
    #[arg(long, default_value = "VALLA", value_parser = prefix)]
    pub prefix: String,
    /// Signs the manifest with a secret key of minisign
    #[arg(long, value_name = "KEY")]
    pub sign: Option<PathBuf>,
    /// Takes something out of what leaves; then no natives go out
    #[arg(long, value_enum, value_delimiter = ',')]
    pub redact: Vec<RedactArg>,
    /// Takes along what is left out unless it is asked for
    #[arg(long, value_enum, value_delimiter = ',')]
    pub with: Vec<WithArg>,
    /// Leaves something out
    #[arg(long, value_enum, value_delimiter = ',')]
    pub without: Vec<WithoutArg>,
    /// How the reviewers are named
    #[arg(long, value_enum, default_value = "names")]
    pub reviewers: ReviewersArg,
}

/// Checks what begins a control number: it becomes part of file names.
fn prefix(text: &str) -> Result<String, String> {
    let is_fit = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    if (1..=20).contains(&text.len()) && text.bytes().all(is_fit) && !text.starts_with('-') {
        return Ok(text.to_owned());
    }
    Err("1 to 20 letters, digits, hyphens or underscores".to_owned())
}

/// What can be taken out.
#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum RedactArg {
    /// E-mail addresses
    Addresses,
    /// Texts and changed words
    Bodies,
}

/// What is left out unless it is asked for.
#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum WithArg {
    /// Items tagged private or privileged, and their families
    Private,
}

/// What can be left out.
#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum WithoutArg {
    /// Notes
    Notes,
}

/// How reviewers are named.
#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReviewersArg {
    /// By their names
    Names,
    /// By numbers
    Pseudonyms,
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
    /// Digests, one a line
    Hashes,
    /// A bag (RFC 8493): natives, table and manifest, to be kept
    Bagit,
    /// Load files (DAT and OPT) with natives and texts, families whole
    Dat,
    /// A report in one file, to be read and printed
    Html,
}

/// Arguments of `merge`.
#[derive(Args, Debug)]
pub struct MergeArgs {
    /// Case folders, folders of a journal, or journal files
    #[arg(required = true, value_name = "BUNDLE")]
    pub bundles: Vec<PathBuf>,
}

/// Arguments of `reconcile`.
#[derive(Args, Debug)]
pub struct ReconcileArgs {
    /// Name of the first source
    #[arg(value_name = "SOURCE_A")]
    pub a: String,
    /// Name of the second source
    #[arg(value_name = "SOURCE_B")]
    pub b: String,
    /// Whether the output is JSON.
    #[command(flatten)]
    pub json: Json,
}

/// Arguments of `verify`.
#[derive(Args, Debug)]
pub struct VerifyArgs {
    /// Folder of an export or a bag; without it the case is verified
    pub path: Option<PathBuf>,
    /// Checks the signatures by a public key of minisign (a file, or the key itself)
    #[arg(long, value_name = "PUB", requires = "path")]
    pub key: Option<String>,
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
    /// Takes this preset: default, azerty, azerty-mac
    #[arg(long, value_name = "NAME", conflicts_with = "markdown")]
    pub preset: Option<String>,
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
