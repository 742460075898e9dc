//! What can be typed: every command with its flags and examples. Help, the man page, completions
//! and `docs/cli.md` are made from this.

mod hand;
mod marks;
mod material;
mod read;
mod share;

pub use hand::{
    CompletionsArgs, ConfigArgs, ExportArgs, FormatArg, KeymapArgs, MergeArgs, ReconcileArgs,
    RedactArg, ReviewersArg, VerifyArgs, WithArg, WithoutArg,
};
pub use marks::{Along, MarkArgs, NoteArgs, RedactArgs, StandingArg, TagArgs};
pub use material::{DemoArgs, IngestArgs, KeysAct, KeysArgs, SourceAct, SourcesArgs};
pub use read::{
    CompareArgs, EvidenceArgs, FindingsArgs, GroupsArgs, Json, QueryArgs, ReviewArgs, SearchArgs,
    ShowArgs, ThreadsArgs, TimelineArgs,
};
pub use share::{BatchArgs, By, ConflictsArgs, SampleArgs, ViewAct, ViewsArgs};

use crate::case::about;
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;
use std::sync::OnceLock;

/// A terminal workbench for the forensic review of leaked mail: it shows where copies disagree.
#[derive(Parser, Debug)]
#[command(name = "valla", version = version(), max_term_width = 100, after_help = TOP_EXAMPLES)]
pub struct Typed {
    /// What holds for every command.
    #[command(flatten)]
    pub global: Global,
    /// The command; without one the screen opens.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Flags of every command.
#[derive(Args, Debug, Clone, Default)]
pub struct Global {
    /// The case folder.
    #[arg(long, short = 'C', global = true, value_name = "DIR", help = CASE_HELP)]
    #[arg(help_heading = "For every command")]
    pub case: Option<PathBuf>,
    /// The author.
    #[arg(long = "as", global = true, value_name = "NAME", help = AUTHOR_HELP)]
    #[arg(help_heading = "For every command")]
    pub author: Option<String>,
    /// Where it is noted what was run.
    #[arg(long, global = true, value_name = "FILE", help = LOG_HELP)]
    #[arg(help_heading = "For every command")]
    pub log: Option<PathBuf>,
    /// Whether nothing may be marked.
    #[arg(
        long,
        global = true,
        help = "Mark nothing in this session, on the screen or here"
    )]
    #[arg(help_heading = "For every command")]
    pub read_only: bool,
    /// The language.
    #[arg(long, global = true, value_name = "LANG", value_parser = ["en", "fr"], help = LANG_HELP)]
    #[arg(help_heading = "For every command")]
    pub lang: Option<String>,
    /// How the screen looks.
    #[arg(long, global = true, value_name = "NAME", help = THEME_HELP)]
    #[arg(help_heading = "For every command")]
    pub theme: Option<String>,
    /// Settings of `[review]`.
    #[arg(long = "set", global = true, value_name = "NAME=VALUE", help = SET_HELP)]
    #[arg(help_heading = "For every command")]
    pub sets: Vec<String>,
}

/// Names the program, its commit, its lock file and its tables.
fn version() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(|| {
        let about = about();
        format!(
            "{}\ncommit  {}\nlock    {}\nchecks  {}\nclasses {}\nweights {}",
            about.version, about.commit, about.lock, about.checks, about.classes, about.weights
        )
    })
}

const CASE_HELP: &str =
    "Case folder [else $VALLA_CASE, else the nearest folder upward that holds a case.toml]";
const AUTHOR_HELP: &str =
    "Who marks [else $VALLA_AUTHOR, else `author` in config.toml, else the login name]";
const LANG_HELP: &str = "Language of what people are told, never of JSON \
                         [else $VALLA_LANG, else `lang` in config.toml, else the locale]";
const THEME_HELP: &str = "How the screen looks: default, blue-orange, red-green, mono \
                          [else $VALLA_THEME, else `theme` in config.toml]";
const SET_HELP: &str = "A setting of [review] for this time, such as order=oldest or \
                        carry=family,copies [else $VALLA_REVIEW, else config.toml]";
const LOG_HELP: &str =
    "Append what was run, when, and how it ended to FILE; never content, names or search words";
const TOP_EXAMPLES: &str = "\
Examples:
  valla demo                                 a small invented case to try
  valla ingest --case ./case mail.mbox       makes a case from mail
  valla --case ./case                        opens the screen
  valla groups --json | head                 texts that resemble each other
  valla tag altered 3f9a2c1b                 a verdict on one item
  valla export out --format eml --tag altered

Exit codes: 0 done; 1 could not be done; 2 wrong usage, no case or no usable terminal;
3 done, but something could not be read or did not verify.";

/// The commands.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Makes a small case from built-in material with planted edits in it, and opens it
    #[command(after_help = "Examples:\n  valla demo\n  valla demo /tmp/try")]
    Demo(DemoArgs),
    /// Makes or extends a case from files and folders; does only what is new or changed
    #[command(after_help = "\
Examples:
  valla ingest --case ./case inbox.mbox Maildir/
  valla ingest --custodian berard --name drop2 /media/drop2
  valla ingest --check mail.mbox             (hashes again what seems unchanged)

Sources are only ever read. Stopped in the middle, run it again.")]
    Ingest(IngestArgs),
    /// Counts what is in the case
    #[command(after_help = "Examples:\n  valla status\n  valla status --json")]
    Status(Json),
    /// Lists what was ingested; moves or forgets a source
    #[command(after_help = "\
Examples:
  valla sources
  valla sources move drop2 /mnt/new/drop2    (accepted when its digests agree)
  valla sources forget drop2                 (marks are kept)")]
    Sources(SourcesArgs),
    /// Lists the DKIM keys that are kept for checking signatures offline; takes in more of them
    #[command(after_help = "\
Examples:
  valla keys
  valla keys add keys.tsv                    (selector TAB domain TAB record, or what dig prints)
  valla list dkim:broken

Keys are kept in keys.tsv of the case. Nothing is asked of the network.")]
    Keys(KeysArgs),
    /// Lists what could not be read, or only in part
    #[command(after_help = "Examples:\n  valla exceptions\n  valla exceptions --json")]
    Exceptions(Json),
    /// Lists items that match a query, oldest first
    #[command(after_help = LIST_EXAMPLES)]
    List(QueryArgs),
    /// Lists items that match with the first place where the words stand; reports word lists
    #[command(after_help = "\
Examples:
  valla search '\"second payment\" from:mira'
  valla search --terms words.txt             (one query a line)
  valla search --terms words.txt --json

For each term of a list: the items that match, the same with their families, and the items that
no other term of the list finds.")]
    Search(SearchArgs),
    /// Lists what documents claim about themselves: a row a value, with how many items and when
    #[command(after_help = "\
Examples:
  valla metadata
  valla metadata filename:budget
  valla metadata --json | grep last-author")]
    Metadata(QueryArgs),
    /// Shows one item
    #[command(after_help = "\
Examples:
  valla show 3f9a2c1b
  valla show 3f9a2c1b --find 'second payment'
  valla show 3f9a2c1b --raw > message.eml    (its exact bytes)
  valla show 3f9a2c1b --text                 (exit 3 where there is no text)
  valla show 3f9a2c1b --witnesses            (where else its text stands)")]
    Show(ShowArgs),
    /// Lists threads that hold a matching item, newest first
    #[command(after_help = "\
Examples:
  valla threads
  valla threads from:mira --json
  valla threads --ghosts")]
    Threads(ThreadsArgs),
    /// Lists groups of items whose texts resemble each other
    #[command(after_help = "\
Examples:
  valla groups
  valla groups 'subject:invoice' --json
  valla groups --versions 'subject:invoice'")]
    Groups(GroupsArgs),
    /// Lists the edits that lead from one item's text to another's
    #[command(after_help = "\
Examples:
  valla compare 3f9a2c1b 77d01e9c
  valla compare 3f9a2c1b 77d01e9c --json")]
    Compare(CompareArgs),
    /// Lists what speaks for an item being planted, edited or back-dated, most telling first
    #[command(after_help = "\
Examples:
  valla findings
  valla findings is:open --json
  valla findings --explain 9c04a1bb")]
    Findings(FindingsArgs),
    /// Works through what matches, one item after the other, and codes it
    #[command(after_help = "\
Examples:
  valla review is:unreviewed                 (on the screen)
  valla review --plain from:mira             (line by line, for screen readers and poor lines)
  valla review --findings is:open
  printf '2\\n9\\nq\\n' | valla review --plain 'group:4 is:unreviewed'

In plain lines a digit codes the item and goes on; ? lists what else can be typed.")]
    Review(ReviewArgs),
    /// Counts each source and the whole case; every number is a query
    #[command(after_help = "Examples:\n  valla overview\n  valla overview --json")]
    Overview(Json),
    /// Lists accounts, amounts, telephones, addresses and links of the texts with their items
    #[command(after_help = "Examples:\n  valla entities\n  valla entities --json | grep amount")]
    Entities(Json),
    /// Lists who writes to whom, how often, from when to when
    #[command(after_help = "Examples:\n  valla correspondents\n  valla correspondents --json")]
    Correspondents(Json),
    /// Lists the days with messages, in the case's time zone, and the gaps between
    #[command(after_help = "\
Examples:
  valla timeline
  valla timeline --by week
  valla timeline --by hour --senders
  valla timeline --json

A message stands where the oldest time of a server says, else its Date line; where the Date line
says another day, week or hour, the row names what it claims.")]
    Timeline(TimelineArgs),
    /// Lists the saved views; saves or drops one
    #[command(after_help = "\
Examples:
  valla views
  valla views save first-pass 'is:unreviewed score:>0.5'
  valla list view:first-pass
  valla review --plain view:first-pass
  valla views drop first-pass")]
    Views(ViewsArgs),
    /// Cuts what matches into shares: a saved view each
    #[command(after_help = "\
Examples:
  valla batch is:unreviewed --size 200 --by thread
  valla batch --take batch-003               (an event: others see who works on it)

Threads (or near-duplicate groups) stay whole; one that is larger than a share is a share.")]
    Batch(BatchArgs),
    /// Takes a sample of items, to look over what was coded; the same seed gives the same one
    #[command(after_help = "\
Examples:
  valla sample --of tag:authentic --n 50 --seed 7
  valla sample --of verdict:authentic --n 50 --seed 7 --save second-look
  valla review view:second-look")]
    Sample(SampleArgs),
    /// Prints what speaks for one item, what against it, and what cannot be told
    #[command(after_help = "\
Examples:
  valla evidence 3f9a2c1b
  valla evidence --query from:berard --json
  valla evidence --rates")]
    Evidence(EvidenceArgs),
    /// Says what you hold of a finding
    #[command(after_help = "\
Examples:
  valla mark 9c04a1bb confirmed
  valla mark 9c04a1bb innocent \"the list's footer\"")]
    Mark(MarkArgs),
    /// Tags items; a verdict word sets your verdict
    #[command(after_help = "\
Examples:
  valla tag hot 3f9a2c1b 77d01e9c
  valla tag altered 3f9a2c1b --copies
  valla tag seen --query 'from:mira date:2017-04-01..2017-05-05' --family

Verdicts, one an author and item: authentic altered fabricated decoy foreign undetermined.
A bulk act is one event and one undo.")]
    Tag(TagArgs),
    /// Takes a tag (or your verdict) away
    #[command(after_help = "\
Examples:
  valla untag hot 3f9a2c1b
  valla untag seen --query source:drop2")]
    Untag(TagArgs),
    /// Lists tags and verdicts with their counts
    #[command(after_help = "Examples:\n  valla tags\n  valla tags --json")]
    Tags(Json),
    /// Writes a note on an item
    #[command(after_help = "\
Examples:
  valla note 3f9a2c1b \"the amount differs from the quote\"
  valla note 3f9a2c1b - < note.txt")]
    Note(NoteArgs),
    /// Takes back your last act, by a new event
    #[command(after_help = "Examples:\n  valla undo\n  valla --as mira undo")]
    Undo,
    /// Takes the words of one mark out of the record, for good; its hash stays and the chain holds
    #[command(after_help = "\
Examples:
  valla log --json | grep '\"note\"'
  valla redact 5c0f93aa --because 'order of 3 May 2026'
  valla redact 5c0f93aa --because 'order of 3 May 2026' --yes

The mark has no effect any more. docs/removal.md says what else may hold the words.")]
    Redact(RedactArgs),
    /// Lists every act of every journal, in order
    #[command(after_help = "Examples:\n  valla log\n  valla log --json")]
    Log(Json),
    /// Takes in the journals of other cases; nothing is dropped or rewritten
    #[command(after_help = "\
Examples:
  valla merge ../case-of-ben
  valla merge usb/ben-1f0c9a2b/journal.jsonl

Run it as often as you like, in any order: the marks of all authors stand side by side.
Exit 3 where a journal is damaged, or was continued in two places; all its rows are kept.")]
    Merge(MergeArgs),
    /// Lists items on which two authors hold different verdicts
    #[command(after_help = "\
Examples:
  valla conflicts
  valla conflicts --copies --threads
  valla conflicts --json")]
    Conflicts(ConflictsArgs),
    /// Holds two sources against each other: same, different, only in one of them
    #[command(after_help = "\
Examples:
  valla reconcile drop1 drop2
  valla reconcile drop1 drop2 --json | grep '\"different\"'

Sources go by their names (`valla sources`). An item finds its other side by its bytes, else by
its Message-ID, else by its text.")]
    Reconcile(ReconcileArgs),
    /// Writes items into a new folder, with a manifest
    #[command(after_help = "\
Examples:
  valla export out --format eml --tag altered
  valla export table --format csv --query 'date:2017-04-01..2017-05-05'
  valla export all --format mbox --families --dry-run
  valla export report --format html --tag altered --without notes --reviewers pseudonyms
  valla export bag --format bagit --sign ~/.minisign/minisign.key
  valla verify out

Nothing is ever overwritten. Files bear names of ours; the original ones are in manifest.jsonl.")]
    Export(ExportArgs),
    /// Reads everything again and compares digests; with PATH, an export against its manifest
    #[command(after_help = "\
Examples:
  valla verify
  valla verify out
  valla verify bag --key minisign.pub")]
    Verify(VerifyArgs),
    /// Makes the stores again from the journals, and the index from the sources
    #[command(after_help = "Examples:\n  valla repair")]
    Repair,
    /// Prints the key table of the screen
    #[command(after_help = "Examples:\n  valla keymap --preset azerty\n  valla keymap --check")]
    Keymap(KeymapArgs),
    /// Prints the settings in force and where they come from
    #[command(after_help = "\
Examples:
  valla config
  valla config --default > ~/.config/valla/config.toml")]
    Config(ConfigArgs),
    /// Looks at terminal, settings and case, and says what will not work
    #[command(after_help = "Examples:\n  valla doctor")]
    Doctor,
    /// Prints completions for a shell
    #[command(after_help = "\
Examples:
  valla completions bash > ~/.local/share/bash-completion/completions/valla
  valla completions zsh > ~/.zfunc/_valla")]
    Completions(CompletionsArgs),
    /// Prints the manual page
    #[command(after_help = "Examples:\n  valla man > valla.1 && man ./valla.1")]
    Man,
}

const LIST_EXAMPLES: &str = "\
Examples:
  valla list
  valla list from:mira has:attachment
  valla list '\"second payment\" NOT subject:invoice' --json
  valla list date:2017-04-01..2017-05-05 is:unreviewed

Queries: words and \"exact phrases\", AND OR NOT ( ), word*, *word, word~1, \"a b\"~3, /regex/,
and fields:
  from: to: cc: subject: body: own: quoted: exact: filename: id: thread: group: tag: verdict:
  source: custodian: inner: has:attachment is:message|attachment|document|unreviewed|open type:
  check: score:>0.8 larger:1M date:2017-04-01..2017-05-05";
