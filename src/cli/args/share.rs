//! What can be typed after the commands that share the work out. Part of `args`.

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

/// What stays together in a share.
#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Threads
    Thread,
    /// Near-duplicate groups
    Group,
}
