//! What can be typed after the commands that list and show. Part of `args`.

use crate::review::{Cut, Lanes, Scale};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Whether the output is JSON.
#[derive(Args, Debug, Clone, Copy, Default)]
pub struct Json {
    /// Prints one JSON object a line
    #[arg(long)]
    pub json: bool,
}

/// Arguments of commands that take a query.
#[derive(Args, Debug)]
pub struct QueryArgs {
    /// Query; several words are taken as one query
    #[arg(value_name = "QUERY", allow_hyphen_values = false)]
    pub query: Vec<String>,
    /// Whether the output is JSON.
    #[command(flatten)]
    pub json: Json,
}

/// Arguments of `search`.
#[derive(Args, Debug)]
pub struct SearchArgs {
    /// Query; several words are taken as one query
    #[arg(
        value_name = "QUERY",
        required_unless_present = "terms",
        conflicts_with = "terms"
    )]
    pub query: Vec<String>,
    /// Reports a word list: one query a line, # begins a remark
    #[arg(long, value_name = "FILE")]
    pub terms: Option<PathBuf>,
    /// Whether the output is JSON.
    #[command(flatten)]
    pub json: Json,
}

/// Arguments of `review`.
#[derive(Args, Debug)]
pub struct ReviewArgs {
    /// Query; several words are taken as one query
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Line by line, without a screen: what is typed on stdin codes
    #[arg(long)]
    pub plain: bool,
    /// Works through findings with an item that matches, line by line
    #[arg(long)]
    pub findings: bool,
}

/// Arguments of `threads`.
#[derive(Args, Debug)]
pub struct ThreadsArgs {
    /// What and how.
    #[command(flatten)]
    pub which: QueryArgs,
    /// Lists the messages that are not here, rebuilt from what their replies quote
    #[arg(long)]
    pub ghosts: bool,
}

/// Arguments of `groups`.
#[derive(Args, Debug)]
pub struct GroupsArgs {
    /// Query and output.
    #[command(flatten)]
    pub list: QueryArgs,
    /// Prints each group as a tree: which version came from which, and what was changed
    #[arg(long)]
    pub versions: bool,
}

/// How long a row of the time line is.
#[derive(ValueEnum, Debug, Clone, Copy, Default)]
pub enum ByArg {
    /// A day
    #[default]
    Day,
    /// A week, from Monday
    Week,
    /// An hour
    Hour,
}

/// Arguments of `timeline`.
#[derive(Args, Debug)]
pub struct TimelineArgs {
    /// How long a row is
    #[arg(long, value_enum, default_value_t)]
    pub by: ByArg,
    /// Each sender by itself, the busiest first
    #[arg(long)]
    pub senders: bool,
    /// Output.
    #[command(flatten)]
    pub json: Json,
}

impl TimelineArgs {
    /// Gives how the time line is cut.
    pub fn cut(&self) -> Cut {
        Cut {
            scale: match self.by {
                ByArg::Day => Scale::Day,
                ByArg::Week => Scale::Week,
                ByArg::Hour => Scale::Hour,
            },
            lanes: if self.senders {
                Lanes::Senders
            } else {
                Lanes::One
            },
        }
    }
}

/// Arguments of `show`.
#[derive(Args, Debug)]
pub struct ShowArgs {
    /// Digest of the item, or its first 8 or more digits
    pub item: String,
    /// How.
    #[command(flatten)]
    pub form: ShowForm,
    /// Prints JSON
    #[arg(long, conflicts_with_all = ["text", "headers", "raw", "hex", "hidden"])]
    pub json: bool,
    /// Shows where the words of a query stand, on a terminal
    #[arg(long, value_name = "QUERY", conflicts_with_all = ["headers", "raw", "witnesses", "json"])]
    pub find: Option<String>,
}

/// What of an item is shown.
#[derive(Args, Debug)]
#[group(multiple = false)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "clap's form of one choice among flags"
)]
pub struct ShowForm {
    /// Prints its text, UTF-8, and nothing else
    #[arg(long)]
    pub text: bool,
    /// Prints every header field
    #[arg(long)]
    pub headers: bool,
    /// Prints its exact bytes
    #[arg(long)]
    pub raw: bool,
    /// Prints its exact bytes in hex
    #[arg(long)]
    pub hex: bool,
    /// Prints the text that readers are not shown, each piece under what hides it
    #[arg(long)]
    pub hidden: bool,
    /// Lists where else (part of) its text stands
    #[arg(long)]
    pub witnesses: bool,
}

/// Arguments of `evidence`.
#[derive(Args, Debug)]
pub struct EvidenceArgs {
    /// Digest of the item, or its first 8 or more digits
    #[arg(required_unless_present_any = ["query", "rates"])]
    pub item: Option<String>,
    /// Takes all items that match instead
    #[arg(long, value_name = "Q", conflicts_with = "item")]
    pub query: Option<String>,
    /// Prints how often each check speaks against a message of this case
    #[arg(long, conflicts_with_all = ["item", "query"])]
    pub rates: bool,
    /// Reads each line as a sentence, for screen readers
    #[arg(long, conflicts_with_all = ["rates", "json"])]
    pub plain: bool,
    /// Whether the output is JSON.
    #[command(flatten)]
    pub json: Json,
}

/// Arguments of `compare`.
#[derive(Args, Debug)]
pub struct CompareArgs {
    /// Digest of the one item
    pub a: String,
    /// Digest of the other
    pub b: String,
    /// Reads each change as a sentence with its place, for screen readers
    #[arg(long, conflicts_with = "json")]
    pub plain: bool,
    /// Whether the output is JSON.
    #[command(flatten)]
    pub json: Json,
}

/// Arguments of `findings`.
#[derive(Args, Debug)]
pub struct FindingsArgs {
    /// Query and output.
    #[command(flatten)]
    pub list: QueryArgs,
    /// Says how the score of one finding came about
    #[arg(long, value_name = "ID")]
    pub explain: Option<String>,
}
