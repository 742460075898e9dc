//! What can be typed after the commands that share the work out. Part of `args`.

use super::Json;
use clap::{Args, Subcommand, ValueEnum};

/// Arguments of `views`.
#[derive(Args, Debug)]
pub struct ViewsArgs {
    /// What is done; without it the views are listed.
    #[command(subcommand)]
    pub act: Option<ViewAct>,
    /// Prints one JSON object a line
    #[arg(long)]
    pub json: bool,
}

/// What can be done with views.
#[derive(Subcommand, Debug)]
pub enum ViewAct {
    /// Keeps a query under a name
    Save {
        /// Name: letters, digits, hyphens
        name: String,
        /// Query; several words are taken as one query
        #[arg(required = true)]
        query: Vec<String>,
    },
    /// Takes a view away; no mark is touched
    Drop {
        /// Name
        name: String,
    },
}

/// Arguments of `batch`.
#[derive(Args, Debug)]
pub struct BatchArgs {
    /// Query; several words are taken as one query
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Most items of a share
    #[arg(long, default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub size: u32,
    /// What stays together
    #[arg(long, value_enum, default_value = "thread")]
    pub by: By,
    /// What the names of the views begin with
    #[arg(long, default_value = "batch")]
    pub name: String,
    /// Takes a share: its items are tagged with the name of the view
    #[arg(long, value_name = "VIEW", conflicts_with_all = ["query", "size", "by", "name"])]
    pub take: Option<String>,
}

/// Arguments of `sample`.
#[derive(Args, Debug)]
pub struct SampleArgs {
    /// Query of what the sample is taken from; all items without it
    #[arg(
        long,
        value_name = "QUERY",
        default_value = "",
        hide_default_value = true
    )]
    pub of: String,
    /// How many items
    #[arg(long = "n", value_name = "N", default_value_t = 50)]
    pub count: u32,
    /// Which sample: the same number gives the same one
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    /// Keeps the sample as a view, for the review queue
    #[arg(long, value_name = "VIEW")]
    pub save: Option<String>,
    /// Whether the output is JSON.
    #[command(flatten)]
    pub json: Json,
}

/// Arguments of `conflicts`.
#[derive(Args, Debug)]
pub struct ConflictsArgs {
    /// Lists copies of one Message-ID whose verdicts differ, too
    #[arg(long)]
    pub copies: bool,
    /// Lists threads in which verdicts differ, too
    #[arg(long)]
    pub threads: bool,
    /// Whether the output is JSON.
    #[command(flatten)]
    pub json: Json,
}

/// What stays together in a share.
#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Threads
    Thread,
    /// Near-duplicate groups
    Group,
}
