//! Rows: one JSON object a line, chained by hash. Writing seals an event into its row; reading
//! checks every hash, number and link, and stops at the first line that does not hold. A line
//! without its line feed was never acknowledged and counts as unfinished, not as damage.

use super::event::REDACTED;
use super::stub::stub_hash;
use super::{Act, Event};
use crate::model::bounds::JOURNAL_ROW_BYTES;
use crate::model::words::journals as w;
use crate::model::{Digest, Said, Standing, Verdict};
use serde::de::{Deserialize, Deserializer, Visitor};
use sha2::{Digest as _, Sha256};
use std::fmt::{self, Write as _};
use std::ops::Range;

/// The version of the row format that this program writes.
pub const VERSION: u32 = 1;

/// Bytes of `,"hash":"` + 64 digits + `"}`, which end every row.
const SEAL_BYTES: usize = 75;

/// A journal as far as it could be read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Journal {
    /// Random id, 32 hex digits; empty where not even the first row could be read.
    pub id: String,
    /// Whose journal it is.
    pub author: String,
    /// The machine it is written on.
    pub machine: String,
    /// Version of the format, from the first row.
    pub version: u32,
    /// All events up to the first bad line.
    pub events: Vec<Event>,
    /// The bytes of each event's row, without the line feed.
    pub rows: Vec<Range<usize>>,
    /// Hash of the last good row; the journal's id before the first one.
    pub head: String,
    /// Length of the good rows with their line feeds.
    pub good_bytes: usize,
    /// Number of the first bad line, from 1, and what is wrong with it.
    pub first_bad: Option<(usize, Said)>,
    /// Bytes after the last line feed: a row that was being written.
    pub unfinished_tail: usize,
}

impl Journal {
    /// Takes in the bytes that follow the good ones; gives how many events came of it.
    pub fn extend(&mut self, bytes: &[u8]) -> usize {
        let before = self.events.len();
        self.unfinished_tail = 0;
        let mut rest = bytes;
        while self.first_bad.is_none() && !rest.is_empty() {
            let Some(end) = memchr::memchr(b'\n', rest) else {
                self.unfinished_tail = rest.len();
                break;
            };
            let (line, after) = rest.split_at(end);
            match self.take(line) {
                Ok(event) => self.push(event, end),
                Err(why) => self.first_bad = Some((self.events.len() + 1, why)),
            }
            rest = after.get(1..).unwrap_or_default();
        }
        self.events.len() - before
    }

    /// Tells whether every line holds (an unfinished one apart).
    pub fn is_sound(&self) -> bool {
        self.first_bad.is_none()
    }

    /// Tells whether a newer program wrote it: then it is read and never written to.
    pub fn is_newer(&self) -> bool {
        self.version > VERSION
    }

    /// Adds an event that was just written behind the good rows; its row is `bytes` long.
    pub fn push(&mut self, event: Event, bytes: usize) {
        self.rows.push(self.good_bytes..self.good_bytes + bytes);
        self.good_bytes += bytes + 1;
        self.head.clone_from(&event.hash);
        self.events.push(event);
    }

    /// Gives the highest Lamport counter.
    pub fn lamport(&self) -> u64 {
        self.events.last().map_or(0, |e| e.lamport)
    }

    fn take(&mut self, line: &[u8]) -> Result<Event, Said> {
        let sealed = check_seal(line);
        let stub = sealed.as_ref().err().and_then(|_| stub_hash(line));
        let hash = match stub {
            Some(hash) if !self.events.is_empty() => hash,
            Some(_) | None => sealed?,
        };
        let row: Row = serde_json::from_slice(line).map_err(w::no_row)?;
        let seq = self.events.len() as u64;
        if row.seq != seq {
            return Err(w::row_number(row.seq, seq));
        }
        if seq == 0 {
            self.open(&row)?;
        }
        if row.prev != self.head {
            return Err(w::NOT_NEXT.into());
        }
        if row.author != self.author {
            return Err(w::OTHER_AUTHOR.into());
        }
        if seq > 0 && row.lamport <= self.lamport() {
            return Err(w::counter(row.lamport));
        }
        Ok(Event {
            journal: self.id.clone(),
            seq,
            lamport: row.lamport,
            time: row.time.clone(),
            author: row.author.clone(),
            act: row.act(),
            hash,
        })
    }

    fn open(&mut self, row: &Row) -> Result<(), Said> {
        let is_id = |id: &&String| id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit());
        let id = row.journal.as_ref().filter(is_id);
        let (Some(id), "open") = (id, row.event.as_str()) else {
            return Err(w::NO_OPENING.into());
        };
        id.clone_into(&mut self.head);
        id.clone_into(&mut self.id);
        row.author.clone_into(&mut self.author);
        self.machine = row.machine.clone().unwrap_or_default();
        self.version = row.version.unwrap_or_default();
        Ok(())
    }
}

/// Reads a journal from its first byte.
pub fn read(bytes: &[u8]) -> Journal {
    let mut journal = Journal::default();
    journal.extend(bytes);
    journal
}

/// Seals an event into its row (without the line feed) and gives both; `prev` is the hash of the
/// row before, the journal's id in the first row. The event's own `hash` is replaced.
pub fn write_row(prev: &str, mut event: Event) -> (String, Event) {
    let mut out = String::with_capacity(400);
    let _ = write!(out, "{{\"seq\":{},\"lamport\":{}", event.seq, event.lamport);
    field(&mut out, "time", &event.time);
    field(&mut out, "author", &event.author);
    field(&mut out, "event", event.act.word());
    write_act(&mut out, &event);
    field(&mut out, "prev", prev);
    event.hash = Digest(Sha256::digest(out.as_bytes()).into()).hex();
    let _ = write!(out, ",\"hash\":\"{}\"}}", event.hash);
    (out, event)
}

fn write_act(out: &mut String, event: &Event) {
    match &event.act {
        Act::Open { machine } => {
            let _ = write!(out, ",\"version\":{VERSION}");
            field(out, "journal", &event.journal);
            field(out, "machine", machine);
        }
        Act::Tag { tag, items } | Act::Untag { tag, items } => {
            field(out, "tag", tag);
            digests(out, items);
        }
        Act::Verdict { verdict, items } => {
            optional(out, "verdict", verdict.map(Verdict::word));
            digests(out, items);
        }
        Act::Note { item, text } => {
            field(out, "item", &item.hex());
            field(out, "text", text);
        }
        Act::Mark {
            finding,
            standing,
            note,
        } => {
            field(out, "finding", finding);
            optional(out, "standing", standing.map(Standing::word));
            field(out, "note", note);
        }
        Act::Undo { of } => field(out, "of", of),
        Act::Redact { of, why } => {
            field(out, "of", of);
            field(out, "why", why);
        }
        Act::Redacted | Act::Unknown { .. } => {}
    }
}

/// Writes one field of text behind others.
pub(super) fn field(out: &mut String, name: &str, value: &str) {
    let _ = write!(out, ",\"{name}\":");
    quote(out, value);
}

fn optional(out: &mut String, name: &str, value: Option<&str>) {
    match value {
        Some(value) => field(out, name, value),
        None => {
            let _ = write!(out, ",\"{name}\":null");
        }
    }
}

fn digests(out: &mut String, items: &[Digest]) {
    out.reserve(items.len() * 67 + 200);
    out.push_str(",\"items\":[");
    for (at, item) in items.iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        let _ = write!(out, "{comma}\"{}\"", item.hex());
    }
    out.push(']');
}

/// Writes a JSON string in which nothing can move a cursor, hide or turn text around.
fn quote(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if is_unseen(c) => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    let _ = write!(out, "\\u{unit:04x}");
                }
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// Checks that the row's hash is that of its bytes up to the comma before it.
fn check_seal(line: &[u8]) -> Result<String, Said> {
    if line.len() > JOURNAL_ROW_BYTES {
        return Err(w::too_long(JOURNAL_ROW_BYTES));
    }
    let split = line.len().checked_sub(SEAL_BYTES);
    let (body, seal) = split
        .and_then(|at| line.split_at_checked(at))
        .ok_or(w::TOO_SHORT)?;
    let said = seal
        .strip_prefix(b",\"hash\":\"")
        .and_then(|s| s.strip_suffix(b"\"}"))
        .ok_or(w::NO_HASH)?;
    let hash = Digest(Sha256::digest(body).into()).hex();
    if said != hash.as_bytes() {
        return Err(w::OTHER_HASH.into());
    }
    Ok(hash)
}

/// A row as it stands; fields that this version does not know are left alone.
#[derive(serde::Deserialize)]
struct Row {
    seq: u64,
    lamport: u64,
    time: String,
    author: String,
    event: String,
    prev: String,
    version: Option<u32>,
    journal: Option<String>,
    machine: Option<String>,
    tag: Option<String>,
    items: Option<Vec<Hex>>,
    item: Option<Hex>,
    verdict: Option<String>,
    text: Option<String>,
    finding: Option<String>,
    standing: Option<String>,
    note: Option<String>,
    of: Option<String>,
    why: Option<String>,
}

impl Row {
    /// Gives the act; one whose fields are not as this version writes them is of unknown kind.
    fn act(self) -> Act {
        let kind = self.event.clone();
        self.known().unwrap_or(Act::Unknown { kind })
    }

    fn known(self) -> Option<Act> {
        let items = self.items.map(|all| all.into_iter().map(|h| h.0).collect());
        let items: Option<Option<Vec<Digest>>> = items;
        Some(match self.event.as_str() {
            "open" => Act::Open {
                machine: self.machine.unwrap_or_default(),
            },
            "tag" => Act::Tag {
                tag: self.tag?,
                items: items??,
            },
            "untag" => Act::Untag {
                tag: self.tag?,
                items: items??,
            },
            "verdict" => Act::Verdict {
                verdict: match self.verdict {
                    Some(word) => Some(Verdict::of(&word)?),
                    None => None,
                },
                items: items??,
            },
            "note" => Act::Note {
                item: self.item?.0?,
                text: self.text?,
            },
            "mark" => Act::Mark {
                finding: self.finding?,
                standing: match self.standing {
                    Some(word) => Some(Standing::of(&word)?),
                    None => None,
                },
                note: self.note.unwrap_or_default(),
            },
            "undo" => Act::Undo { of: self.of? },
            "redact" => Act::Redact {
                of: self.of?,
                why: self.why.unwrap_or_default(),
            },
            REDACTED => Act::Redacted,
            _ => return None,
        })
    }
}

/// A digest in hex digits; `None` for any other text.
struct Hex(Option<Digest>);

impl<'de> Deserialize<'de> for Hex {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = Hex;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("64 hex digits")
            }
            fn visit_str<E>(self, text: &str) -> Result<Hex, E> {
                Ok(Hex(Digest::parse(text)))
            }
        }
        from.deserialize_str(Text)
    }
}
