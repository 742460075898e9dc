//! Carries a plan out: natives, tables, manifest and sums, in snapshot order.

use super::facts::{bag_facts, facts};
use super::folder::{ExportError, Folder, Sink};
use super::plan::{Format, Plan};
use super::record::{ItemRecord, item_record_with_notes};
use super::sign::Signer;
use super::table::{COLUMNS, csv_row, write_csv};
use super::veil::Veil;
use super::{bag, dat, html, mbox};
use crate::case::{Read, Snapshot, is_rebuilt};
use crate::model::{Digest, Item, Kind};
use serde::Serialize;
use std::io::Write;
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
    control: Option<String>,
    findings: Vec<&'a str>,
    #[serde(flatten)]
    place: Place,
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

/// Where an item came to stand.
#[derive(Serialize, Default)]
struct Place {
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    length: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quoted: Option<bool>,
    /// Whether the file holds the item's own bytes and nothing else.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    native: bool,
}

/// What every step of an export needs.
pub struct Work<'a> {
    /// What is to be written.
    pub plan: &'a Plan,
    /// What is known.
    pub snapshot: &'a Snapshot,
    /// Reads texts and bytes.
    pub reader: &'a dyn Read,
    /// What may not leave.
    pub veil: Veil,
}

/// Writes a plan into a folder that does not exist or is empty.
pub fn run(
    plan: &Plan,
    snapshot: &Snapshot,
    dest: &Path,
    reader: &dyn Read,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Report, ExportError> {
    run_signed(plan, snapshot, dest, reader, None, progress)
}

/// Writes a plan, and signs its manifest and its list of sums.
pub fn run_signed(
    plan: &Plan,
    snapshot: &Snapshot,
    dest: &Path,
    reader: &dyn Read,
    signer: Option<&Signer>,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Report, ExportError> {
    refuse_sources(snapshot, dest)?;
    if plan.format.bears_natives() && plan.options.withhold.is_redaction() {
        return Err(ExportError::Redacted(plan.format.word()));
    }
    let work = Work {
        plan,
        snapshot,
        reader,
        veil: Veil::new(plan, snapshot),
    };
    let mut folder = Folder::create(dest)?;
    folder.put("valla-export.toml", facts(&work).as_bytes())?;
    let mut report = Report::default();
    write_items(&work, &mut folder, &mut report, progress)?;
    if let Some(signer) = signer {
        let manifest = plan.format.manifest();
        let bytes = std::fs::read(dest.join(manifest)).map_err(|e| folder.io(manifest, e))?;
        let signature = signer.sign(&bytes, &snapshot.name)?;
        folder.put(&format!("{manifest}.minisig"), signature.as_bytes())?;
    }
    let (list, text) = if plan.format == Format::Bagit {
        let text = bag::seal(&mut folder, &bag_facts(&work), &plan.options.run)?;
        ("tagmanifest-sha256.txt", text)
    } else {
        ("SHA256SUMS", folder.put_sums()?)
    };
    if let Some(signer) = signer {
        let signature = signer.sign(text.as_bytes(), &snapshot.name)?;
        folder.put(&format!("{list}.minisig"), signature.as_bytes())?;
    }
    (report.files, report.size_bytes) = folder.finish()?;
    Ok(report)
}

/// Writes every entry and the manifest.
fn write_items(
    work: &Work<'_>,
    folder: &mut Folder,
    report: &mut Report,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<(), ExportError> {
    let plan = work.plan;
    let mut manifest = folder.file(plan.format.manifest())?;
    let mut sinks: Vec<Sink> = Vec::new();
    for name in plan.format.data_files() {
        sinks.push(folder.file(name)?);
    }
    for (sink, bytes) in sinks.iter_mut().zip(opening(work)) {
        sink.write_all(&bytes).map_err(|e| folder.io("", e))?;
    }
    let concerning = html::concerning(work.snapshot);
    for (at, (ix, file)) in plan.entries.iter().enumerate() {
        progress(at, plan.entries.len());
        let pieces = pieces(work, at);
        let mut place = Place::default();
        match &pieces {
            Ok(pieces) => {
                report.items += 1;
                for piece in pieces {
                    put(folder, &mut sinks, file, piece, &mut place)?;
                }
            }
            Err(why) => {
                let digest = work.snapshot.generation.item(*ix).digest;
                report.unread.push((digest, why.clone()));
            }
        }
        let findings = concerning.get(ix).into_iter().flatten();
        let is_there = pieces.is_ok() && (plan.format != Format::Dat || place.native);
        let row = Row {
            item: item_record_with_notes(work.snapshot, *ix),
            file: is_there.then_some(file.as_str()),
            control: (plan.format == Format::Dat).then(|| plan.control(at)),
            findings: findings.map(|f| f.id.as_str()).collect(),
            place,
            error: pieces.as_ref().err().map(String::as_str),
        };
        let line = work.veil.line(&row);
        writeln!(manifest, "{line}").map_err(|e| folder.io("manifest.jsonl", e))?;
    }
    if let (Format::Html, Some(sink)) = (plan.format, sinks.first_mut()) {
        let closing = html::closing();
        sink.write_all(closing.as_bytes())
            .map_err(|e| folder.io("", e))?;
    }
    for sink in sinks {
        folder.close(sink)?;
    }
    folder.close(manifest)
}

/// Gives what stands at the start of each data file.
fn opening(work: &Work<'_>) -> Vec<Vec<u8>> {
    match work.plan.format {
        Format::Csv | Format::Bagit => {
            let mut out = Vec::new();
            // Writing into a Vec cannot fail.
            let _ = write_csv(&mut out, COLUMNS);
            vec![out]
        }
        Format::Dat => vec![dat::head(), Vec::new()],
        Format::Html => vec![html::opening(work).into_bytes()],
        Format::Mbox | Format::Eml | Format::Jsonl | Format::Hashes => Vec::new(),
    }
}

/// A piece of what is to be written of one item.
enum Piece {
    /// The item's own bytes, in a file of their own.
    Native(Vec<u8>),
    /// A file beside it, under a name of ours.
    File(String, Vec<u8>),
    /// A message of the mailbox: the line that opens it, its bytes, whether they were quoted.
    Mail(String, Vec<u8>, bool),
    /// A line of a data file, by its place, with its line end.
    Line(usize, Vec<u8>),
}

/// Reads what one entry needs; the reason where it cannot be read.
fn pieces(work: &Work<'_>, at: usize) -> Result<Vec<Piece>, String> {
    let Some((ix, file)) = work.plan.entries.get(at) else {
        return Ok(Vec::new());
    };
    let (snapshot, ix) = (work.snapshot, *ix);
    let item = snapshot.generation.item(ix);
    let bytes = || work.reader.bytes(item).map_err(|e| e.to_string());
    Ok(match (work.plan.format, item.kind) {
        (Format::Mbox, Kind::Message) => {
            let bytes = work.reader.eml(item).map_err(|e| e.to_string())?;
            let opening = mbox::from_line(item);
            vec![match mbox::quote(item, &bytes) {
                Some(quoted) => Piece::Mail(opening, quoted, true),
                None => Piece::Mail(opening, bytes, false),
            }]
        }
        (Format::Eml, Kind::Message) if is_rebuilt(item) => {
            let eml = work.reader.eml(item).map_err(|e| e.to_string())?;
            vec![Piece::File(file.clone(), eml)]
        }
        (Format::Mbox | Format::Eml, _) => vec![Piece::Native(bytes()?)],
        (Format::Csv, _) => vec![Piece::Line(0, csv_row(snapshot, &work.veil, ix))],
        (Format::Bagit, _) => vec![
            Piece::Native(bytes()?),
            Piece::Line(0, csv_row(snapshot, &work.veil, ix)),
        ],
        (Format::Hashes, _) => vec![Piece::Line(0, format!("{}\n", item.digest).into_bytes())],
        (Format::Jsonl, _) => {
            let text = text(item, work.reader)?;
            let item = item_record_with_notes(snapshot, ix);
            let line = work.veil.line(&Full { item, text }) + "\n";
            vec![Piece::Line(0, line.into_bytes())]
        }
        (Format::Html, _) => vec![Piece::Line(0, html::section(work, at).into_bytes())],
        (Format::Dat, _) => load(work, at)?,
    })
}

/// Makes the pieces of one document of load files.
fn load(work: &Work<'_>, at: usize) -> Result<Vec<Piece>, String> {
    let Some((ix, name)) = work.plan.entries.get(at) else {
        return Ok(Vec::new());
    };
    let item = work.snapshot.generation.item(*ix);
    let bytes = work.reader.bytes(item).map_err(|e| e.to_string())?;
    let bytes = (!work.veil.is_redaction()).then_some(bytes);
    let text = text(item, work.reader)?.unwrap_or_default();
    let text = work.veil.words(&text).into_owned();
    let text_name = format!("text/{}.txt", work.plan.control(at));
    let record = dat::Record {
        at,
        bytes: bytes.as_deref(),
        native: if bytes.is_some() { name } else { "" },
        text: &text_name,
    };
    let line = dat::document(work.plan, work.snapshot, &work.veil, &record);
    let mut out = vec![Piece::Line(0, line)];
    if let Some(bytes) = bytes {
        out.push(Piece::Native(bytes));
        out.push(Piece::Line(1, dat::native(work.plan, at, name)));
    }
    out.push(Piece::File(text_name, text.into_bytes()));
    Ok(out)
}

/// Writes one piece and says where it stands.
fn put(
    folder: &mut Folder,
    sinks: &mut [Sink],
    file: &str,
    piece: &Piece,
    place: &mut Place,
) -> Result<(), ExportError> {
    match piece {
        Piece::Mail(opening, bytes, quoted) => {
            let Some(sink) = sinks.first_mut() else {
                return Ok(());
            };
            let is_ended = bytes.ends_with(b"\n");
            let end: &[u8] = if is_ended { b"\n" } else { b"\n\n" };
            place.offset = Some(sink.offset() + opening.len() as u64);
            place.length = Some(bytes.len() as u64);
            place.quoted = Some(*quoted);
            [opening.as_bytes(), bytes, end]
                .into_iter()
                .try_for_each(|piece| sink.write_all(piece))
                .map_err(|e| folder.io(file, e))
        }
        Piece::Line(at, line) => match sinks.get_mut(*at) {
            Some(sink) => sink.write_all(line).map_err(|e| folder.io(file, e)),
            None => Ok(()),
        },
        Piece::Native(bytes) => {
            place.native = true;
            folder.put(file, bytes)
        }
        Piece::File(name, bytes) => folder.put(name, bytes),
    }
}

/// Gives the text of an item; `None` where it has none.
pub fn text(item: &Item, reader: &dyn Read) -> Result<Option<String>, String> {
    let text = reader.text(item).map_err(|e| e.to_string())?;
    Ok((!text.is_empty()).then(|| text.body()))
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
