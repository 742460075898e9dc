//! What can be typed after the commands that take material in. Part of `args`.

use super::Json;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Arguments of `demo`.
#[derive(Args, Debug)]
pub struct DemoArgs {
    /// Folder of the case
    #[arg(default_value = "valla-demo")]
    pub dir: PathBuf,
}

/// Arguments of `ingest`.
#[derive(Args, Debug)]
pub struct IngestArgs {
    /// Files and folders with mail and documents
    #[arg(required = true, value_name = "SOURCE")]
    pub sources: Vec<PathBuf>,
    /// Threads that work [all cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=64))]
    pub jobs: Option<u16>,
    /// Name of the source within the case (of one source)
    #[arg(long)]
    pub name: Option<String>,
    /// Whose material it is
    #[arg(long)]
    pub custodian: Option<String>,
    /// What is to be remembered about it
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// Marks a trusted copy: its readings win
    #[arg(long)]
    pub reference: bool,
    /// Hashes files again that seem unchanged
    #[arg(long)]
    pub check: bool,
    /// Passwords to try on what is locked, one a line; what was locked before is read again
    #[arg(long, value_name = "FILE")]
    pub password_file: Option<PathBuf>,
    /// Digests of files that everybody has (MD5, SHA-1, SHA-256, one a line, or the NSRL's CSV):
    /// listed without text and folded away (is:known)
    #[arg(long, value_name = "HASHES")]
    pub known: Option<PathBuf>,
    /// Makes a new case one that this group of users reads and marks together
    #[arg(long, value_name = "GROUP")]
    pub group: Option<String>,
}

/// Arguments of `sources`.
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub struct SourcesArgs {
    /// What to do with one of them.
    #[command(subcommand)]
    pub act: Option<SourceAct>,
    /// Whether the output is JSON.
    #[command(flatten)]
    pub json: Json,
}

/// What can be done with a source.
#[derive(Subcommand, Debug)]
pub enum SourceAct {
    /// Says where a source lies now; accepted when its digests agree
    Move {
        /// Name or former path
        old: String,
        /// Path where it lies now
        new: PathBuf,
    },
    /// Takes a source out of the case; marks are kept
    Forget {
        /// Name of the source
        name: String,
    },
}

/// Arguments of `keys`.
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub struct KeysArgs {
    /// What to do.
    #[command(subcommand)]
    pub act: Option<KeysAct>,
    /// Whether the output is JSON.
    #[command(flatten)]
    pub json: Json,
}

/// What can be done with keys.
#[derive(Subcommand, Debug)]
pub enum KeysAct {
    /// Takes in the keys of a file, and says what they decide
    Add {
        /// Zone lines, dig output, selector TAB domain TAB record, or the JSON of a key archive
        file: PathBuf,
    },
    /// Works out keys that nobody kept from the mail that they signed (minutes for each); without
    /// names it lists what can be sought
    Recover {
        /// Names as `selector._domainkey.domain`
        names: Vec<String>,
        /// Seek every key that the list shows
        #[arg(long, conflicts_with = "names")]
        all: bool,
        /// Whether the list is JSON.
        #[command(flatten)]
        json: Json,
    },
}
