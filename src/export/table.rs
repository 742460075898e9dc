//! The table of items: RFC 4180, safe to open in a spreadsheet.

use super::cell::cell;
use super::json;
use super::record::item_record_with_notes;
use super::veil::Veil;
use crate::case::Snapshot;
use crate::model::ItemIx;
use std::io::{self, Write};

/// Columns of the table.
pub const COLUMNS: [&str; 22] = [
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
pub fn csv_row(snapshot: &Snapshot, veil: &Veil, ix: ItemIx) -> Vec<u8> {
    let record = item_record_with_notes(snapshot, ix);
    let item = snapshot.generation.item(ix);
    let first = item.locations.first().cloned().unwrap_or_default();
    let verdicts: Vec<String> = record
        .verdicts
        .iter()
        .map(|v| format!("{}: {}", veil.reviewer(v.author), v.verdict))
        .collect();
    let notes: Vec<String> = record
        .notes
        .iter()
        .flatten()
        .filter(|_| veil.shows_notes())
        .map(|n| format!("{} {}: {}", n.time, veil.reviewer(n.author), n.text))
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
    let _ = write_csv(&mut out, cells.map(|c| cell(&veil.text(&c))));
    out
}

/// Writes one row, every cell in quotes: some spreadsheets cut at semicolons as well.
pub fn write_csv<W: Write, C: AsRef<[u8]>>(
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
