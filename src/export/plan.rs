//! What an export would write, before a byte is written: a value to show, count and test.

use crate::case::{Generation, Snapshot, is_rebuilt};
use crate::model::words::export as w;
use crate::model::{Item, ItemIx, Kind, Lang, Word, bounds};
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
    /// Digests, one a line.
    Hashes,
    /// A bag (RFC 8493) with natives, table and manifest.
    Bagit,
    /// A load file (Concordance DAT, with an Opticon file), natives and texts beside it.
    Dat,
    /// A report in one file.
    Html,
}

/// One row of the table of formats.
pub struct FormatRow {
    /// The format.
    pub format: Format,
    /// Its word on the command line.
    pub word: &'static str,
    /// One line for help and screen.
    pub line: Word,
}

/// All formats.
pub const FORMATS: &[FormatRow] = &[
    FormatRow {
        format: Format::Mbox,
        word: "mbox",
        line: w::MBOX,
    },
    FormatRow {
        format: Format::Eml,
        word: "eml",
        line: w::EML,
    },
    FormatRow {
        format: Format::Csv,
        word: "csv",
        line: w::CSV,
    },
    FormatRow {
        format: Format::Jsonl,
        word: "jsonl",
        line: w::JSONL,
    },
    FormatRow {
        format: Format::Hashes,
        word: "hashes",
        line: Word::new("digests, one a line", "les empreintes, une par ligne"),
    },
    FormatRow {
        format: Format::Bagit,
        word: "bagit",
        line: w::BAGIT,
    },
    FormatRow {
        format: Format::Dat,
        word: "dat",
        line: w::DAT,
    },
    FormatRow {
        format: Format::Html,
        word: "html",
        line: w::HTML,
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

    /// Gives the names of the files that bear many items; the first one bears each of them.
    pub fn data_files(self) -> &'static [&'static str] {
        match self {
            Self::Mbox => &["messages.mbox"],
            Self::Eml => &[],
            Self::Csv => &["items.csv"],
            Self::Jsonl => &["items.jsonl"],
            Self::Hashes => &["hashes.txt"],
            Self::Bagit => &["data/items.csv"],
            Self::Dat => &["export.dat", "export.opt"],
            Self::Html => &["report.html"],
        }
    }

    /// Gives the name of the manifest.
    pub fn manifest(self) -> &'static str {
        match self {
            Self::Bagit => "data/manifest.jsonl",
            _ => "manifest.jsonl",
        }
    }

    /// Tells whether the export holds the items' own bytes whatever is withheld.
    pub fn bears_natives(self) -> bool {
        matches!(self, Self::Mbox | Self::Eml | Self::Bagit)
    }
}

/// How the selection is widened and named.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "switches of the command line"
)]
pub struct Options {
    /// Takes the rest of each selected item's family along.
    pub families: bool,
    /// Takes whole threads along.
    pub threads: bool,
    /// Takes all items of the same Message-ID along.
    pub copies: bool,
    /// Takes items of the tag group `privacy` along.
    pub private: bool,
    /// The words that made the selection, kept in the export.
    pub selection: String,
    /// The command line without absolute paths, kept in a report.
    pub command: String,
    /// The language of a report; never taken from the environment, so that the same export is
    /// the same file whoever makes it.
    pub lang: Lang,
    /// What begins a control number.
    pub prefix: String,
    /// What may not leave.
    pub withhold: Withhold,
    /// When and by whom it was made; stands in one file of a bag that no manifest names.
    pub run: String,
}

/// What may not leave.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four switches of the command line"
)]
pub struct Withhold {
    /// E-mail addresses.
    pub addresses: bool,
    /// Texts and changed words.
    pub bodies: bool,
    /// Notes of the reviewers.
    pub notes: bool,
    /// Names of the reviewers.
    pub reviewers: bool,
}

impl Withhold {
    /// Tells whether evidence itself is withheld, so that no native may go out.
    pub fn is_redaction(self) -> bool {
        self.addresses || self.bodies
    }
}

/// What an export would write.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Plan {
    /// Format.
    pub format: Format,
    /// Items in snapshot order, each once, with the file that will bear them; of load files each
    /// family whole and in order, an attachment once for each message that carries it.
    pub entries: Vec<(ItemIx, String)>,
    /// Of load files the family of each entry: its first and last entry.
    pub families: Vec<(usize, usize)>,
    /// Messages among them.
    pub messages: usize,
    /// Attachments among them.
    pub attachments: usize,
    /// Documents among them.
    pub documents: usize,
    /// Items that are there only because of their copies, thread or family.
    pub widened: usize,
    /// Items that were left out, since they or their family are tagged as private.
    pub covered: usize,
    /// Sum of the items' exact bytes.
    pub size_bytes: u64,
    /// What was asked.
    pub options: Options,
}

impl Plan {
    /// Gives the control number of an entry.
    pub fn control(&self, entry: usize) -> String {
        format!("{}{:09}", self.options.prefix, entry + 1)
    }

    /// Says in one line what would be written.
    pub fn sentence(&self, lang: Lang) -> String {
        let family = match self.widened {
            0 => String::new(),
            n => w::taken_along(lang, n),
        };
        let private = match self.covered {
            0 => String::new(),
            n => w::left_out(lang, n),
        };
        let kinds = [
            w::messages(lang, self.messages),
            w::attachments(lang, self.attachments),
            w::documents(lang, self.documents),
        ];
        let items = w::items(lang, self.entries.len());
        let more = family + &private;
        w::holds(lang, items, self.format.word(), kinds.join(", "), more)
    }
}

/// Plans an export of a selection.
pub fn plan(snapshot: &Snapshot, selection: &[ItemIx], format: Format, options: &Options) -> Plan {
    let chosen: BTreeSet<ItemIx> = selection.iter().copied().collect();
    let mut all = widened(snapshot, &chosen, options);
    let before = all.len();
    if !options.private {
        all.retain(|ix| !snapshot.is_covered(*ix));
    }
    let generation = &*snapshot.generation;
    let kinds = |kind: Kind| {
        all.iter()
            .filter(|ix| generation.item(**ix).kind == kind)
            .count()
    };
    let mut out = Plan {
        format,
        entries: Vec::new(),
        families: Vec::new(),
        messages: kinds(Kind::Message),
        attachments: kinds(Kind::Attachment),
        documents: kinds(Kind::Document),
        widened: all.difference(&chosen).count(),
        covered: before - all.len(),
        size_bytes: all.iter().map(|ix| generation.item(*ix).size_bytes).sum(),
        options: options.clone(),
    };
    if format == Format::Dat {
        (out.entries, out.families) = records(generation, &all, &out);
    } else {
        let entry = |ix: &ItemIx| (*ix, file_name(format, generation.item(*ix)));
        out.entries = all.iter().map(entry).collect();
    }
    out
}

/// Takes along what was asked: families last, so that they are whole.
fn widened(snapshot: &Snapshot, chosen: &BTreeSet<ItemIx>, options: &Options) -> BTreeSet<ItemIx> {
    let generation = &*snapshot.generation;
    let mut all = chosen.clone();
    if options.copies {
        let ids = all
            .iter()
            .filter_map(|ix| generation.item(*ix).message_id());
        let copies: Vec<ItemIx> = ids.flat_map(|id| generation.copies(id)).copied().collect();
        all.extend(copies);
    }
    if options.threads {
        let threads = all.iter().filter_map(|ix| generation.item(*ix).thread);
        let threads: BTreeSet<_> = threads.collect();
        let threads = threads
            .iter()
            .filter_map(|t| generation.threads.get(t.at()));
        let items: Vec<ItemIx> = threads.flat_map(crate::model::Thread::items).collect();
        all.extend(items);
    }
    if options.families {
        let families: Vec<ItemIx> = all.iter().flat_map(|ix| snapshot.family(*ix)).collect();
        all.extend(families);
    }
    all
}

/// An item with the file that will bear it.
type Entry = (ItemIx, String);

/// Lays out load files: each message that no other one here carries, then what it carries.
fn records(
    generation: &Generation,
    all: &BTreeSet<ItemIx>,
    plan: &Plan,
) -> (Vec<Entry>, Vec<(usize, usize)>) {
    let carried: BTreeSet<ItemIx> = all
        .iter()
        .flat_map(|ix| &generation.item(*ix).children)
        .filter_map(|d| generation.by_digest(d))
        .collect();
    let (mut entries, mut families) = (Vec::new(), Vec::new());
    let mut done = BTreeSet::new();
    // What is carried only in a circle has no head of its own: it comes last, by itself.
    let heads = all.iter().filter(|ix| !carried.contains(ix));
    for head in heads.chain(all) {
        if done.contains(head) {
            continue;
        }
        let first = entries.len();
        let mut work = vec![(*head, 0)];
        while let Some((ix, depth)) = work.pop() {
            let item = generation.item(ix);
            done.insert(ix);
            let name = format!(
                "natives/{}.{}",
                plan.control(entries.len()),
                extension(item)
            );
            entries.push((ix, name));
            let inner = item
                .children
                .iter()
                .rev()
                .filter(|_| depth < bounds::MIME_DEPTH);
            let inner = inner.filter_map(|d| generation.by_digest(d));
            work.extend(inner.filter(|c| all.contains(c)).map(|c| (c, depth + 1)));
        }
        let last = entries.len() - 1;
        families.extend((first..=last).map(|_| (first, last)));
    }
    (entries, families)
}

/// Gives the file that bears an item: ours, never a name from the evidence.
fn file_name(format: Format, item: &Item) -> String {
    let ending = match (format, is_rebuilt(item)) {
        // Everywhere else it is the properties themselves that are written.
        (Format::Eml, true) => "eml".to_owned(),
        _ => extension(item),
    };
    let own = || format!("{}.{ending}", item.digest);
    match (format, item.kind) {
        (Format::Bagit, _) => format!("data/natives/{}", own()),
        (Format::Mbox, Kind::Message)
        | (Format::Csv | Format::Jsonl | Format::Hashes | Format::Html, _) => format
            .data_files()
            .first()
            .copied()
            .unwrap_or_default()
            .to_owned(),
        (Format::Eml | Format::Dat, _) | (Format::Mbox, Kind::Attachment | Kind::Document) => own(),
    }
}

/// Gives a harmless extension: the evidence's own where it is short ASCII, else by media type.
fn extension(item: &Item) -> String {
    if is_rebuilt(item) {
        return "mapi".to_owned();
    }
    if item.kind == Kind::Message {
        return "eml".to_owned();
    }
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
