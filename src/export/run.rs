//! Carries a plan out: natives, tables, manifest and sums, in snapshot order.

use super::cell::cell;
use super::folder::{ExportError, Folder, Sink};
use super::plan::{Format, Plan};
use super::record::{ItemRecord, item_record_with_notes};
use super::{json, mbox};
use crate::case::{Read, Snapshot};
use crate::model::{Digest, Item, ItemIx, Kind};
use serde::Serialize;
use std::io::{self, Write};
use std::path::Path;

/// What was written.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Report {
    /// Items with their content.
    pub items: usize,
    /// Files, the list of sums included.
    pub files: usize,
    /// Bytes of all files.
    pub size_bytes: u64,
    /// Items whose bytes or text could not be read, with the reason; their facts are there.
    pub unread: Vec<(Digest, String)>,
}

/// One line of the manifest: the item, and where it stands in the export.
#[derive(Serialize)]
struct Row<'a> {
    #[serde(flatten)]
    item: ItemRecord<'a>,
    file: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    length: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quoted: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a str>,
}

/// One line of a `jsonl` export: the item with its text.
#[derive(Serialize)]
struct Full<'a> {
    #[serde(flatten)]
    item: ItemRecord<'a>,
    text: Option<String>,
}

/// Where an item came to stand; nothing beyond the file for whole files.
#[derive(Default)]
struct Place {
    offset: Option<u64>,
    length: Option<u64>,
    quoted: Option<bool>,
}

/// Writes a plan into a folder that does not exist or is empty.
pub fn run(
    plan: &Plan,
    snapshot: &Snapshot,
    dest: &Path,
    reader: &dyn Read,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Report, ExportError> {
    refuse_sources(snapshot, dest)?;
    let mut folder = Folder::create(dest)?;
    folder.put("valla-export.toml", facts(plan, snapshot).as_bytes())?;
    let mut manifest = folder.file("manifest.jsonl")?;
    let mut data = match plan.format.data_file() {
        Some(name) => Some(folder.file(name)?),
        None => None,
    };
    if let (Format::Csv, Some(sink)) = (plan.format, &mut data) {
        write_csv(&mut *sink, COLUMNS).map_err(|e| folder.io(sink.name(), e))?;
    }
    let mut report = Report::default();
    for (at, (ix, file)) in plan.entries.iter().enumerate() {
        progress(at, plan.entries.len());
        let content = content(plan.format, snapshot, *ix, reader);
        let placed = match &content {
            Ok(bytes) => {
                report.items += 1;
                Some(place(&mut folder, data.as_mut(), file, bytes)?)
            }
            Err(why) => {
                let digest = snapshot.generation.item(*ix).digest;
                report.unread.push((digest, why.clone()));
                None
            }
        };
        let at = placed.as_ref();
        let row = Row {
            item: item_record_with_notes(snapshot, *ix),
            file: at.map(|_| file.as_str()),
            offset: at.and_then(|p| p.offset),
            length: at.and_then(|p| p.length),
            quoted: at.and_then(|p| p.quoted),
            error: content.as_ref().err().map(String::as_str),
        };
        writeln!(manifest, "{}", json::line(&row)).map_err(|e| folder.io("manifest.jsonl", e))?;
    }
    folder.close(manifest)?;
    if let Some(sink) = data {
        folder.close(sink)?;
    }
    (report.files, report.size_bytes) = folder.finish()?;
    Ok(report)
}

/// What is to be written of one item.
enum Content {
    /// A file of its own.
    Whole(Vec<u8>),
    /// A message of the mailbox: the line that opens it, its bytes, whether they were quoted.
    Mail(String, Vec<u8>, bool),
    /// A line of the data file, with its line end.
    Line(Vec<u8>),
}

/// Reads what one item needs; the reason where it cannot be read.
fn content(
    format: Format,
    snapshot: &Snapshot,
    ix: ItemIx,
    reader: &dyn Read,
) -> Result<Content, String> {
    let item = snapshot.generation.item(ix);
    let bytes = || reader.bytes(item).map_err(|e| e.to_string());
    match (format, item.kind) {
        (Format::Mbox, Kind::Message) => {
            let bytes = bytes()?;
            let opening = mbox::from_line(item);
            Ok(match mbox::quote(item, &bytes) {
                Some(quoted) => Content::Mail(opening, quoted, true),
                None => Content::Mail(opening, bytes, false),
            })
        }
        (Format::Mbox | Format::Eml, _) => Ok(Content::Whole(bytes()?)),
        (Format::Csv, _) => Ok(Content::Line(csv_row(snapshot, ix))),
        (Format::Jsonl, _) => {
            let text = text(item, reader)?;
            let item = item_record_with_notes(snapshot, ix);
            let line = json::line(&Full { item, text }) + "\n";
            Ok(Content::Line(line.into_bytes()))
        }
    }
}

/// Writes one item and says where it stands.
fn place(
    folder: &mut Folder,
    data: Option<&mut Sink>,
    file: &str,
    content: &Content,
) -> Result<Place, ExportError> {
    let mut out = Place::default();
    match (content, data) {
        (Content::Mail(opening, bytes, quoted), Some(sink)) => {
            let end: &[u8] = if bytes.ends_with(b"\n") {
                b"\n"
            } else {
                b"\n\n"
            };
            out.offset = Some(sink.offset() + opening.len() as u64);
            out.length = Some(bytes.len() as u64);
            out.quoted = Some(*quoted);
            [opening.as_bytes(), bytes, end]
                .into_iter()
                .try_for_each(|piece| sink.write_all(piece))
                .map_err(|e| folder.io(file, e))?;
        }
        (Content::Line(line), Some(sink)) => {
            sink.write_all(line).map_err(|e| folder.io(file, e))?;
        }
        (Content::Whole(bytes) | Content::Mail(_, bytes, _) | Content::Line(bytes), _) => {
            folder.put(file, bytes)?;
        }
    }
    Ok(out)
}

/// Gives the text of an item; `None` where it has none.
fn text(item: &Item, reader: &dyn Read) -> Result<Option<String>, String> {
    let text = reader.text(item).map_err(|e| e.to_string())?;
    Ok((!text.is_empty()).then(|| text.body()))
}

/// Says what the export is; the same case and selection give the same bytes.
fn facts(plan: &Plan, snapshot: &Snapshot) -> String {
    #[derive(Serialize)]
    struct Facts<'a> {
        version: u32,
        program: &'static str,
        case: &'a str,
        format: &'static str,
        selection: &'a str,
        items: usize,
        messages: usize,
        attachments: usize,
        documents: usize,
        heads: std::collections::BTreeMap<&'a str, &'a str>,
    }
    let facts = Facts {
        version: 1,
        program: concat!("valla ", env!("CARGO_PKG_VERSION")),
        case: &snapshot.name,
        format: plan.format.word(),
        selection: &plan.selection,
        items: plan.entries.len(),
        messages: plan.messages,
        attachments: plan.attachments,
        documents: plan.documents,
        heads: snapshot
            .heads
            .iter()
            .map(|(name, hash)| (name.as_str(), hash.as_str()))
            .collect(),
    };
    let body = toml::to_string(&facts).unwrap_or_default();
    format!(
        "# An export of Valla. `valla ingest` skips this folder; `valla verify` checks it.\n{body}"
    )
}

/// Refuses a destination below a source.
fn refuse_sources(snapshot: &Snapshot, dest: &Path) -> Result<(), ExportError> {
    let whole = std::path::absolute(dest).unwrap_or_else(|_| dest.to_owned());
    // The nearest folder that is there decides, so that a link on the way does not hide a source.
    let real = whole
        .ancestors()
        .find_map(|up| {
            let rest = whole.strip_prefix(up).ok()?;
            Some(std::fs::canonicalize(up).ok()?.join(rest))
        })
        .unwrap_or(whole);
    match snapshot
        .generation
        .sources
        .iter()
        .find(|s| !s.path.is_empty() && real.starts_with(&s.path))
    {
        Some(source) => Err(ExportError::InsideSource {
            dest: dest.to_owned(),
            source_name: source.name.clone(),
        }),
        None => Ok(()),
    }
}

/// Columns of the table.
const COLUMNS: [&str; 22] = [
    "item",
    "kind",
    "message_id",
    "subject",
    "from",
    "to",
    "cc",
    "date",
    "size",
    "type",
    "parent",
    "source",
    "path",
    "inner",
    "custodian",
    "folder",
    "locations",
    "tags",
    "verdicts",
    "notes",
    "thread",
    "group",
];

/// Makes one row of the table; every location stands in `locations`, as JSON.
fn csv_row(snapshot: &Snapshot, ix: ItemIx) -> Vec<u8> {
    let record = item_record_with_notes(snapshot, ix);
    let item = snapshot.generation.item(ix);
    let first = item.locations.first().cloned().unwrap_or_default();
    let verdicts: Vec<String> = record
        .verdicts
        .iter()
        .map(|v| format!("{}: {}", v.author, v.verdict))
        .collect();
    let notes: Vec<String> = record
        .notes
        .iter()
        .flatten()
        .map(|n| format!("{} {}: {}", n.time, n.author, n.text))
        .collect();
    let cells = [
        record.item,
        record.kind.to_owned(),
        record.message_id.unwrap_or_default().to_owned(),
        item.title().to_owned(),
        record.from.unwrap_or_default(),
        record.to.join(", "),
        record.cc.join(", "),
        record.date.unwrap_or_default(),
        record.size.to_string(),
        record.media_type.to_owned(),
        record.parent.unwrap_or_default(),
        first.source,
        first.path,
        first.inner.unwrap_or_default(),
        first.custodian.unwrap_or_default(),
        first.folder.unwrap_or_default(),
        json::line(&record.locations),
        record.tags.join("; "),
        verdicts.join("; "),
        notes.join("\n"),
        record.thread.unwrap_or_default().to_owned(),
        record.group.unwrap_or_default().to_owned(),
    ];
    let mut out = Vec::new();
    // Writing into a Vec cannot fail.
    let _ = write_csv(&mut out, cells.map(|c| cell(&c)));
    out
}

/// Writes one row, every cell in quotes: some spreadsheets cut at semicolons as well.
fn write_csv<W: Write, C: AsRef<[u8]>>(
    out: W,
    cells: impl IntoIterator<Item = C>,
) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    writer.write_record(cells)?;
    writer.flush()
}
