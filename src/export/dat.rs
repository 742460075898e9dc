//! Load files: Concordance DAT (one line a document) and Opticon (one line a native).
//!
//! Fields stand between `þ`, parted by 0x14; a line break within a field is `®`. UTF-8 with a BOM,
//! CRLF at the end of a line. What parts fields or lines and stands in the evidence itself is
//! shown as a mark: the text file and the native beside it hold it as it is.

use super::plan::Plan;
use super::record::item_record_with_notes;
use super::veil::Veil;
use crate::case::Snapshot;
use crate::model::{Head, Item, Kind, Mailbox, item::line};
use crate::text::SafeText;
use md5::Md5;
use sha1::Sha1;
use sha2::Digest as _;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Columns of the load file.
pub const COLUMNS: [&str; 26] = [
    "BEGDOC",
    "ENDDOC",
    "BEGATTACH",
    "ENDATTACH",
    "CUSTODIAN",
    "ALLCUSTODIANS",
    "FROM",
    "TO",
    "CC",
    "BCC",
    "SUBJECT",
    "DATESENT",
    "MESSAGEID",
    "MIH",
    "CONVERSATION",
    "MD5",
    "SHA1",
    "SHA256",
    "FILENAME",
    "NATIVEPATH",
    "TEXTPATH",
    "TAGS",
    "VERDICT",
    "NOTES",
    "LOCATIONS",
    "MEDIATYPE",
];

/// What one record says besides what the case knows.
pub struct Record<'a> {
    /// Its place in the plan.
    pub at: usize,
    /// The exact bytes; `None` where they could not be read or may not leave.
    pub bytes: Option<&'a [u8]>,
    /// Path of the native, empty where there is none.
    pub native: &'a str,
    /// Path of the text, empty where there is none.
    pub text: &'a str,
}

/// Writes the line of the column names, with the BOM.
pub fn head() -> Vec<u8> {
    format!("\u{feff}{}", row(COLUMNS.iter().map(|c| (*c).to_owned()))).into_bytes()
}

/// Writes the line of one document.
pub fn document(plan: &Plan, snapshot: &Snapshot, veil: &Veil, record: &Record<'_>) -> Vec<u8> {
    let Some((ix, _)) = plan.entries.get(record.at) else {
        return Vec::new();
    };
    let item = snapshot.generation.item(*ix);
    let facts = item_record_with_notes(snapshot, *ix);
    let family = plan.families.get(record.at).copied();
    let (first, last) = family.unwrap_or((record.at, record.at));
    let people = |boxes: fn(&Head) -> &[Arc<Mailbox>]| {
        let all = item.head.as_ref().map(|h| line(boxes(h)));
        veil.text(&all.unwrap_or_default()).into_owned()
    };
    let sum = |hash: fn(&[u8]) -> String| record.bytes.map(hash).unwrap_or_default();
    let custodians: BTreeSet<&str> = item
        .locations
        .iter()
        .filter_map(|l| l.custodian.as_deref())
        .collect();
    let first_place = item.locations.first();
    let mut verdicts = facts.verdicts.iter();
    let verdicts: Vec<String> = verdicts
        .by_ref()
        .map(|v| format!("{}: {}", veil.reviewer(v.author), v.verdict))
        .collect();
    let notes = facts.notes.iter().flatten().filter(|_| veil.shows_notes());
    let notes: Vec<String> = notes
        .map(|n| {
            format!(
                "{} {}: {}",
                n.time,
                veil.reviewer(n.author),
                veil.text(n.text)
            )
        })
        .collect();
    let cells = [
        plan.control(record.at),
        plan.control(record.at),
        plan.control(first),
        plan.control(last),
        first_place
            .and_then(|l| l.custodian.clone())
            .unwrap_or_default(),
        custodians.into_iter().collect::<Vec<_>>().join("; "),
        people(|h| &h.from),
        people(|h| &h.to),
        people(|h| &h.cc),
        people(|h| &h.bcc),
        veil.text(facts.subject.unwrap_or_default()).into_owned(),
        facts.date.clone().unwrap_or_default(),
        veil.text(item.message_id().unwrap_or_default())
            .into_owned(),
        item.message_id().map(mih).unwrap_or_default(),
        facts.thread.unwrap_or_default().to_owned(),
        sum(|b| super::folder::hex(&Md5::digest(b))),
        sum(|b| super::folder::hex(&Sha1::digest(b))),
        item.digest.hex(),
        veil.text(&file_name(item)).into_owned(),
        record.native.to_owned(),
        record.text.to_owned(),
        facts.tags.join("; "),
        verdicts.join("; "),
        notes.join("\n"),
        veil.line(&facts.locations),
        item.media_type.clone(),
    ];
    row(cells.into_iter()).into_bytes()
}

/// Writes the Opticon line of one native: id, volume, path, document break, boxes, pages.
pub fn native(plan: &Plan, at: usize, path: &str) -> Vec<u8> {
    format!("{},VALLA,{path},Y,,,1\r\n", plan.control(at)).into_bytes()
}

/// The hash of a Message-ID by which other systems join messages (MD5 of the id, as it stands).
fn mih(message_id: &str) -> String {
    super::folder::hex(&Md5::digest(message_id.as_bytes()))
}

fn file_name(item: &Item) -> String {
    match item.kind {
        Kind::Message => item
            .locations
            .first()
            .and_then(|l| l.name.clone())
            .unwrap_or_default(),
        Kind::Attachment | Kind::Document => item.file_name().to_owned(),
    }
}

fn row(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.map(|c| format!("þ{}þ", field(&c))).collect();
    cells.join("\u{14}") + "\r\n"
}

/// Makes a field: hidden characters are marks, line breaks `®`, and the two signs themselves
/// are written in words.
fn field(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let safe = SafeText::block(&text).into_string();
    safe.replace('þ', "<thorn>")
        .replace('®', "<registered>")
        .replace('\n', "®")
}
