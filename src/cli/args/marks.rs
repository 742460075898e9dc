//! What can be typed after the commands that mark. Part of `args`.

use clap::{Args, ValueEnum};

/// Arguments of `tag` and `untag`.
#[derive(Args, Debug)]
pub struct TagArgs {
    /// Tag, or a verdict word
    pub tag: String,
    /// Digests of items, or their first 8 or more digits
    #[arg(value_name = "ITEM", required_unless_present = "query")]
    pub items: Vec<String>,
    /// Takes all items that match
    #[arg(long)]
    pub query: Option<String>,
    /// What is taken along.
    #[command(flatten)]
    pub along: Along,
}

/// What a bulk act takes along beyond what was named.
#[derive(Args, Debug, Clone, Copy, Default)]
pub struct Along {
    /// Takes attachments of messages, and messages of attachments, along
    #[arg(long)]
    pub family: bool,
    /// Takes whole threads along
    #[arg(long)]
    pub thread: bool,
    /// Takes all items of the same Message-ID along
    #[arg(long)]
    pub copies: bool,
}

/// Arguments of `note`.
#[derive(Args, Debug)]
pub struct NoteArgs {
    /// Digest of the item, or its first 8 or more digits
    pub item: String,
    /// What it says; `-` reads stdin
    #[arg(required = true)]
    pub text: Vec<String>,
}

/// Arguments of `redact`.
#[derive(Args, Debug)]
pub struct RedactArgs {
    /// Hash of the event (`valla log --json`), or its first 8 or more digits
    pub event: String,
    /// Why: it stands in the journal for good, so it holds nothing of what is taken out
    #[arg(long, value_name = "TEXT")]
    pub because: String,
    /// Does it; without this it is only said what would be done
    #[arg(long)]
    pub yes: bool,
}

/// Arguments of `mark`.
#[derive(Args, Debug)]
pub struct MarkArgs {
    /// Id of the finding, or its first 4 or more digits
    pub finding: String,
    /// What you hold of it
    #[arg(value_enum)]
    pub standing: StandingArg,
    /// Why
    pub note: Vec<String>,
}

/// What an investigator may hold of a finding.
#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum StandingArg {
    /// It is what it seems
    Confirmed,
    /// It has an innocent explanation
    Innocent,
    /// To be looked at again
    Later,
    /// Opens it again
    Open,
}
