//! The MIME structure of a message: which bytes are which part, found without recursion.
//!
//! A part ends where the innermost enclosing boundary says, at a line start and nowhere else. An
//! attached message is a leaf: its bytes stay exact and its own parts are its own affair. Work is
//! bounded by depth times size, whatever the nesting.

use super::decode::Transfer;
use super::field::{self, Field, fields, line};
use super::word;
use crate::model::{Defect, DefectKind, bounds};
use mail_parser::parsers::MessageStream;
use std::ops::Range;

/// What the fields of a part say about it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Labels {
    /// Lower-case media type; empty where none is declared.
    pub media_type: String,
    pub charset: Option<String>,
    pub boundary: Option<String>,
    pub flowed: bool,
    pub delsp: bool,
    /// Content-Disposition says attachment.
    pub attached: bool,
    pub name: Option<String>,
    pub transfer: Transfer,
}

/// A part without parts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Leaf {
    /// Number as IMAP counts.
    pub part: String,
    pub labels: Labels,
    /// Undecoded bytes of its body.
    pub body: Range<usize>,
    /// Which `multipart/alternative` it is a form of, by the number of that part.
    pub alternative: Option<String>,
    /// True for the one part of a message that is no multipart.
    pub root: bool,
}

/// A message taken into parts.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Structure {
    /// Media type of the whole.
    pub media_type: String,
    /// Leaves in the order of the bytes.
    pub leaves: Vec<Leaf>,
    /// Bytes outside of every part: before the first and behind the last.
    pub outside: Vec<Range<usize>>,
    /// The message's own header block.
    pub head: Range<usize>,
}

/// A part whose header is yet to be read.
struct Todo {
    range: Range<usize>,
    part: String,
    alternative: Option<String>,
    in_digest: bool,
    depth: usize,
}

/// Takes a message into parts.
pub(super) fn structure(raw: &[u8], defects: &mut Vec<Defect>) -> Structure {
    let mut out = Structure::default();
    let mut todo = vec![Todo {
        range: 0..raw.len(),
        part: String::new(),
        alternative: None,
        in_digest: false,
        depth: 0,
    }];
    while let Some(part) = todo.pop() {
        let (labels, body) = header(raw, &part, defects, &mut out);
        let multipart = labels.media_type.starts_with("multipart/");
        if multipart && part.depth >= bounds::MIME_DEPTH {
            note(defects, DefectKind::TooDeep, part.range);
            continue;
        }
        if multipart && split(raw, &part, &labels, body, &mut todo, &mut out, defects) {
            continue;
        }
        if out.leaves.len() >= bounds::MIME_PARTS {
            note(defects, DefectKind::TooManyParts, part.range);
            break;
        }
        out.leaves.push(leaf(part, labels, body, raw.len()));
    }
    out
}

fn leaf(part: Todo, mut labels: Labels, body: usize, length: usize) -> Leaf {
    if labels.media_type.starts_with("multipart/") {
        // Its boundary stands nowhere: what is there is shown as text.
        labels = Labels {
            media_type: "text/plain".into(),
            ..Labels::default()
        };
    }
    if labels.media_type.is_empty() && part.in_digest {
        labels.media_type = "message/rfc822".into();
    }
    Leaf {
        root: part.part.is_empty(),
        part: if part.part.is_empty() {
            "1".into()
        } else {
            part.part
        },
        labels,
        body: body..part.range.end.min(length).max(body),
        alternative: part.alternative,
    }
}

/// Reads the header of a part: its labels, and where its body begins.
fn header(
    raw: &[u8],
    part: &Todo,
    defects: &mut Vec<Defect>,
    out: &mut Structure,
) -> (Labels, usize) {
    let bound = part.range.start.saturating_add(bounds::HEADER_BYTES);
    let all = part.range.clone();
    let mut labels = Labels::default();
    let mut scan = fields(raw, all.clone());
    for field in scan.by_ref() {
        if field.end > bound {
            note(defects, DefectKind::HeaderTooLong, all.clone());
            break;
        }
        let start = field.name.get(..8).unwrap_or(&[]);
        if start.eq_ignore_ascii_case(b"content-") {
            read_label(&mut labels, &field, defects);
        }
    }
    let body = scan.body();
    if part.depth == 0 {
        out.head = all.start..body.min(bound);
        out.media_type.clone_from(&labels.media_type);
        if out.media_type.is_empty() {
            out.media_type = "text/plain".into();
        }
    }
    (labels, body)
}

fn read_label(labels: &mut Labels, field: &Field<'_>, defects: &mut Vec<Defect>) {
    if field.is("Content-Type") && labels.media_type.is_empty() {
        let (kind, values) = parameters(field, defects);
        labels.media_type = kind;
        for (name, value) in values {
            match name.as_str() {
                "charset" => labels.charset = Some(value),
                "boundary" => labels.boundary = Some(value),
                "name" => labels.name = labels.name.take().or_else(|| file_name(&value)),
                "format" => labels.flowed = value.eq_ignore_ascii_case("flowed"),
                "delsp" => labels.delsp = value.eq_ignore_ascii_case("yes"),
                _ => {}
            }
        }
    } else if field.is("Content-Disposition") {
        let (kind, values) = parameters(field, defects);
        labels.attached |= kind == "attachment";
        let named = values.iter().find(|(name, _)| name == "filename");
        labels.name = named.and_then(|(_, v)| file_name(v)).or(labels.name.take());
    } else if field.is("Content-Transfer-Encoding") {
        labels.transfer = Transfer::of(field.value);
    }
}

/// Reads a structured value: its first word in lower case, and its parameters (RFC 2231 joined).
fn parameters(field: &Field<'_>, defects: &mut Vec<Defect>) -> (String, Vec<(String, String)>) {
    let mut value = field.value;
    let marks = memchr::memchr_iter(b';', value).nth(bounds::PARAMETERS);
    if let Some(cut) = marks {
        note(
            defects,
            DefectKind::TooManyParameters,
            field.start..field.end,
        );
        value = value.get(..cut).unwrap_or(value);
    }
    let mut text = field::text(value).into_owned();
    text.push('\n');
    super::guarded(|| {
        let parsed = MessageStream::new(text.as_bytes()).parse_content_type();
        let Some(parsed) = parsed.as_content_type() else {
            return Default::default();
        };
        let mut kind = parsed.ctype().to_ascii_lowercase();
        if let Some(sub) = parsed.subtype() {
            kind = format!("{kind}/{}", sub.to_ascii_lowercase());
        }
        let pairs = parsed.attributes().unwrap_or(&[]).iter();
        let pairs = pairs.map(|a| (a.name.to_ascii_lowercase(), a.value.to_string()));
        (kind, pairs.collect())
    })
}

fn file_name(value: &str) -> Option<String> {
    let name = word::one_line(&word::encoded_words(value));
    (!name.trim().is_empty()).then(|| name.trim().to_owned())
}

/// Splits a multipart at its boundary; false where the boundary stands nowhere in it.
fn split(
    raw: &[u8],
    part: &Todo,
    labels: &Labels,
    body: usize,
    todo: &mut Vec<Todo>,
    out: &mut Structure,
    defects: &mut Vec<Defect>,
) -> bool {
    let range = body..part.range.end;
    let boundary = labels.boundary.as_deref().unwrap_or("");
    let found = delimiters(raw, range.clone(), boundary);
    let Some(first) = found.first() else {
        note(defects, DefectKind::Unterminated, range);
        return false;
    };
    out.outside.push(body..first.start);
    let mut children = Vec::new();
    for (at, mark) in found.iter().enumerate() {
        if mark.last {
            out.outside.push(mark.next..range.end);
            break;
        }
        let end = found.get(at + 1).map_or(range.end, |m| m.start);
        if found.len() == at + 1 {
            note(defects, DefectKind::Unterminated, part.range.clone());
        }
        if mark.next >= end && at + 1 == found.len() {
            break;
        }
        let number = children.len() + 1;
        children.push(Todo {
            range: mark.next..end.max(mark.next),
            part: match part.part.as_str() {
                "" => number.to_string(),
                prefix => format!("{prefix}.{number}"),
            },
            alternative: if labels.media_type == "multipart/alternative" {
                Some(part.part.clone())
            } else {
                part.alternative.clone()
            },
            in_digest: labels.media_type == "multipart/digest",
            depth: part.depth + 1,
        });
    }
    todo.extend(children.into_iter().rev());
    true
}

/// A boundary line.
struct Delimiter {
    /// Where the part before it ends (the line end before a boundary belongs to the boundary).
    start: usize,
    /// Where the next part begins.
    next: usize,
    /// It is the closing one.
    last: bool,
}

/// Finds the boundary lines of one multipart, up to the closing one.
fn delimiters(raw: &[u8], range: Range<usize>, boundary: &str) -> Vec<Delimiter> {
    let mut out = Vec::new();
    if boundary.is_empty() {
        return out;
    }
    let needle = [b"--", boundary.as_bytes()].concat();
    let finder = memchr::memmem::Finder::new(&needle);
    let body = raw.get(range.clone()).unwrap_or(&[]);
    for hit in finder.find_iter(body) {
        let at = range.start + hit;
        // Asked first: finding the line's end at every hit in one long line is quadratic.
        if hit > 0 && raw.get(at - 1) != Some(&b'\n') {
            continue;
        }
        let (rest, next) = line(raw.get(..range.end).unwrap_or(raw), at + needle.len());
        let (rest, last) = match rest.strip_prefix(b"--") {
            Some(rest) => (rest, true),
            None => (rest, false),
        };
        if !rest.iter().all(|b| matches!(b, b' ' | b'\t' | b'\r')) {
            continue;
        }
        let before = raw.get(range.start..at).unwrap_or(&[]);
        let before = before.strip_suffix(b"\n").unwrap_or(before);
        let before = before.strip_suffix(b"\r").unwrap_or(before);
        let start = range.start + before.len();
        out.push(Delimiter { start, next, last });
        if last || out.len() > bounds::MIME_PARTS + 1 {
            break;
        }
    }
    out
}

fn note(defects: &mut Vec<Defect>, kind: DefectKind, range: Range<usize>) {
    let range = Some(range);
    defects.push(Defect { kind, range });
}
