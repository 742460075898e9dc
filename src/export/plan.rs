//! What an export would write, before a byte is written: a value to show, count and test.

use crate::case::Snapshot;
use crate::model::{Item, ItemIx, Kind};
use std::collections::BTreeSet;

/// A format of export.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Format {
    /// One mailbox, mboxrd, and natives of what is no message.
    Mbox,
    /// One file an item, byte for byte.
    Eml,
    /// One table.
    Csv,
    /// One object a line, with the text.
    Jsonl,
}

/// One row of the table of formats.
pub struct FormatRow {
    /// The format.
    pub format: Format,
    /// Its word on the command line.
    pub word: &'static str,
    /// One line for help and screen.
    pub line: &'static str,
}

/// All formats.
pub const FORMATS: &[FormatRow] = &[
    FormatRow {
        format: Format::Mbox,
        word: "mbox",
        line: "one mailbox (mboxrd); what is no message as a file of its own",
    },
    FormatRow {
        format: Format::Eml,
        word: "eml",
        line: "one file an item, byte for byte as it lies in its source",
    },
    FormatRow {
        format: Format::Csv,
        word: "csv",
        line: "one table (RFC 4180), safe to open in a spreadsheet",
    },
    FormatRow {
        format: Format::Jsonl,
        word: "jsonl",
        line: "one JSON object a line with all fields and the text; lossless",
    },
];

impl Format {
    /// Gives the format's word.
    pub fn word(self) -> &'static str {
        FORMATS
            .iter()
            .find(|r| r.format == self)
            .map_or("", |r| r.word)
    }

    /// Finds the format of a word.
    pub fn of(word: &str) -> Option<Self> {
        FORMATS.iter().find(|r| r.word == word).map(|r| r.format)
    }

    /// Gives the name of the one data file, where the format has one.
    pub fn data_file(self) -> Option<&'static str> {
        match self {
            Self::Mbox => Some("messages.mbox"),
            Self::Eml => None,
            Self::Csv => Some("items.csv"),
            Self::Jsonl => Some("items.jsonl"),
        }
    }
}

/// How the selection is widened and named.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Options {
    /// Takes the rest of each selected item's family along.
    pub families: bool,
    /// The words that made the selection, kept in the export.
    pub selection: String,
}

/// What an export would write.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Plan {
    /// Format.
    pub format: Format,
    /// Items in snapshot order, each once, with the file that will bear them.
    pub entries: Vec<(ItemIx, String)>,
    /// Messages among them.
    pub messages: usize,
    /// Attachments among them.
    pub attachments: usize,
    /// Documents among them.
    pub documents: usize,
    /// Items that are there only because of their family.
    pub widened: usize,
    /// Sum of the items' exact bytes.
    pub size_bytes: u64,
    /// The words that made the selection.
    pub selection: String,
}

impl Plan {
    /// Says in one line what would be written.
    pub fn sentence(&self) -> String {
        let family = match self.widened {
            0 => String::new(),
            n => format!(", {n} of them by their family"),
        };
        format!(
            "{} as {}: {}, {}, {}{family}",
            count(self.entries.len(), "item"),
            self.format.word(),
            count(self.messages, "message"),
            count(self.attachments, "attachment"),
            count(self.documents, "document"),
        )
    }
}

/// Plans an export of a selection.
pub fn plan(snapshot: &Snapshot, selection: &[ItemIx], format: Format, options: &Options) -> Plan {
    let chosen: BTreeSet<ItemIx> = selection.iter().copied().collect();
    let mut all = chosen.clone();
    if options.families {
        for ix in &chosen {
            all.extend(snapshot.family(*ix));
        }
    }
    let generation = &*snapshot.generation;
    let kinds = |kind: Kind| {
        all.iter()
            .filter(|ix| generation.item(**ix).kind == kind)
            .count()
    };
    Plan {
        format,
        entries: all
            .iter()
            .map(|ix| (*ix, file_name(format, generation.item(*ix))))
            .collect(),
        messages: kinds(Kind::Message),
        attachments: kinds(Kind::Attachment),
        documents: kinds(Kind::Document),
        widened: all.len() - chosen.len(),
        size_bytes: all.iter().map(|ix| generation.item(*ix).size_bytes).sum(),
        selection: options.selection.clone(),
    }
}

/// Writes a count with its noun.
fn count(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// Gives the file that bears an item: ours, never a name from the evidence.
fn file_name(format: Format, item: &Item) -> String {
    match (format, item.kind) {
        (Format::Mbox, Kind::Message) | (Format::Csv | Format::Jsonl, _) => {
            format.data_file().unwrap_or_default().to_owned()
        }
        (Format::Eml, Kind::Message) => format!("{}.eml", item.digest),
        (Format::Eml | Format::Mbox, Kind::Attachment | Kind::Document) => {
            format!("{}.{}", item.digest, extension(item))
        }
    }
}

/// Gives a harmless extension: the evidence's own where it is short ASCII, else by media type.
fn extension(item: &Item) -> String {
    let claimed = item.file_name().rsplit_once('.').map(|(_, ext)| ext);
    let harmless =
        |ext: &&str| (1..=8).contains(&ext.len()) && ext.bytes().all(|b| b.is_ascii_alphanumeric());
    if let Some(ext) = claimed.filter(harmless) {
        return ext.to_ascii_lowercase();
    }
    TYPES
        .iter()
        .find(|(media_type, _)| *media_type == item.media_type)
        .map_or("bin", |(_, ext)| ext)
        .to_owned()
}

/// Extensions of the media types that are frequent in mail.
const TYPES: &[(&str, &str)] = &[
    ("application/pdf", "pdf"),
    ("application/zip", "zip"),
    ("image/gif", "gif"),
    ("image/jpeg", "jpg"),
    ("image/png", "png"),
    ("text/calendar", "ics"),
    ("text/csv", "csv"),
    ("text/html", "html"),
    ("text/plain", "txt"),
];
