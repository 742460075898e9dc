//! A message: its head, its text by role, its children.

use super::charset;
use super::decode::Transfer;
use super::document::{self, seal};
use super::flowed;
use super::head::head;
use super::html;
use super::structure::{Leaf, structure};
use super::{Child, Extracted, FromQuoting};
use crate::model::{Coding, Defect, DefectKind, PartRole, Said, TextPart, bounds};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

/// Text types that readers show in place; other text types are attachments.
const SHOWN: &[&str] = &[
    "",
    "text/plain",
    "text/html",
    "text/enriched",
    "text/richtext",
    "text",
];

/// First words of what mailers write before the first part for readers without MIME.
const PREAMBLES: &[&str] = &[
    "This is a ",
    "This is an ",
    "This message is in MIME",
    "This message ",
];

/// Takes a message apart. Attached messages are children and not descended into; whoever does
/// so counts the levels against `bounds::MIME_DEPTH`.
pub fn message(raw: &[u8], quoting: FromQuoting) -> Extracted {
    let unquoted = unquoted(raw, quoting);
    let raw = &*unquoted;
    let mut defects = Vec::new();
    let parts = structure(raw, &mut defects);
    let head = head(raw, parts.head.clone(), &mut defects);
    let mut out = Extracted {
        head,
        media_type: parts.media_type,
        skeleton: skeleton(&parts.leaves),
        defects,
        ..Extracted::default()
    };
    // Alternatives whose plain form says something: their HTML is the other form.
    let mut plain: BTreeSet<String> = BTreeSet::new();
    for leaf in &parts.leaves {
        if is_body(leaf) {
            body(raw, leaf, &mut plain, &mut out);
        } else {
            child(raw, leaf, &mut out);
        }
    }
    for range in parts.outside {
        outside(raw, range, &mut out);
    }
    blocks(&mut out);
    if matches!(unquoted, Cow::Borrowed(_)) {
        out.coded = parts.leaves.iter().filter_map(coded).collect();
    }
    out
}

/// Gives how a part is encoded, and where its body lies.
fn coded(leaf: &Leaf) -> Option<(Coding, Range<usize>)> {
    let coding = match leaf.labels.transfer {
        Transfer::Base64 => Coding::Base64,
        Transfer::QuotedPrintable => Coding::Quoted,
        Transfer::Raw | Transfer::Uuencode => return None,
    };
    Some((coding, leaf.body.clone()))
}

/// Gives how a message wraps the texts that it shows; a further text of the same kind, as lists
/// append it, changes nothing.
fn skeleton(leaves: &[Leaf]) -> String {
    let mut out = String::new();
    let mut open = None;
    let mut last = None;
    for leaf in leaves.iter().filter(|leaf| is_body(leaf)) {
        let media_type = match leaf.labels.media_type.as_str() {
            "" | "text" => "text/plain",
            declared => declared,
        };
        let here = (&leaf.alternative, media_type);
        if last.replace(here) == Some(here) {
            continue;
        }
        let goes_on = leaf.alternative.is_some() && open == leaf.alternative.as_ref();
        if !goes_on && open.take().is_some() {
            out.push(')');
        }
        if !out.is_empty() {
            out.push(',');
        }
        if !goes_on && leaf.alternative.is_some() {
            out.push_str("alternative(");
            open = leaf.alternative.as_ref();
        }
        out.push_str(media_type);
    }
    if open.is_some() {
        out.push(')');
    }
    out
}

/// Claims what sealed blocks say that stand in the text itself.
fn blocks(out: &mut Extracted) {
    let shown = out.texts.iter().filter(|t| t.role == PartRole::Body);
    let found: Vec<Extracted> = shown.filter_map(|t| seal::within(&t.text)).collect();
    for sealed in found {
        out.metadata.extend(sealed.metadata);
        out.defects.extend(sealed.defects);
    }
}

/// Gives the decoded bytes of one part again, by its number.
pub fn part_bytes(raw: &[u8], quoting: FromQuoting, part: &str) -> Option<Vec<u8>> {
    let raw = &*unquoted(raw, quoting);
    let parts = structure(raw, &mut Vec::new());
    let bytes = |part: &str| {
        let leaf = parts.leaves.iter().find(|l| l.part == part)?;
        let bytes = raw.get(leaf.body.clone())?;
        Some(leaf.labels.transfer.decode(bytes).0.into_owned())
    };
    // What a signature holds within it is a part of that part.
    bytes(part).or_else(|| seal::held(&bytes(part.strip_suffix(".1")?)?))
}

/// Takes one `>` from every line that begins with some of them and `From `.
fn unquoted(raw: &[u8], quoting: FromQuoting) -> Cow<'_, [u8]> {
    let quoted = quoting == FromQuoting::Undo && memchr::memmem::find(raw, b">From ").is_some();
    if !quoted {
        return Cow::Borrowed(raw);
    }
    let mut out = Vec::with_capacity(raw.len());
    for line in raw.split_inclusive(|b| *b == b'\n') {
        let marks = line.iter().take_while(|b| **b == b'>').count();
        let is_from = line.get(marks..).is_some_and(|l| l.starts_with(b"From "));
        let from = usize::from(marks > 0 && is_from);
        out.extend_from_slice(line.get(from..).unwrap_or(&[]));
    }
    Cow::Owned(out)
}

fn is_body(leaf: &Leaf) -> bool {
    let labels = &leaf.labels;
    let shown = SHOWN.contains(&labels.media_type.as_str());
    shown && !labels.attached && (leaf.root || labels.name.is_none())
}

fn body(raw: &[u8], leaf: &Leaf, plain: &mut BTreeSet<String>, out: &mut Extracted) {
    let bytes = raw.get(leaf.body.clone()).unwrap_or(&[]);
    let (bytes, clean) = leaf.labels.transfer.decode(bytes);
    note_unless(clean, DefectKind::BadEncoding, leaf, out);
    let (text, clean) = charset::decode(&bytes, leaf.labels.charset.as_deref());
    note_unless(clean, DefectKind::BadCharset, leaf, out);
    let (text, fits) = bounded(text);
    note_unless(fits, DefectKind::TextTooLong, leaf, out);
    let is_html = leaf.labels.media_type == "text/html";
    let mut role = PartRole::Body;
    if let Some(alternative) = &leaf.alternative {
        if is_html && plain.contains(alternative) {
            role = PartRole::Alternative;
        } else if !is_html && !text.trim().is_empty() {
            plain.insert(alternative.clone());
        }
    }
    if is_html {
        let (seen, hidden) = html::layout(&text);
        push(out, leaf, role, seen);
        if !hidden.trim().is_empty() {
            note_unless(false, DefectKind::HiddenText, leaf, out);
            push(out, leaf, PartRole::Hidden, hidden);
        }
        return;
    }
    let mut text = flowed::line_ends(text);
    if leaf.labels.flowed {
        text = flowed::join(&text, leaf.labels.delsp);
    }
    push(out, leaf, role, text);
}

fn push(out: &mut Extracted, leaf: &Leaf, role: PartRole, text: String) {
    out.texts.push(TextPart {
        part: Said::same(&leaf.part),
        role,
        text,
    });
}

fn note_unless(clean: bool, kind: DefectKind, leaf: &Leaf, out: &mut Extracted) {
    if !clean {
        let range = Some(leaf.body.clone());
        out.defects.push(Defect { kind, range });
    }
}

/// Cuts a text to its bound, at a character.
pub(super) fn bounded(text: Cow<'_, str>) -> (Cow<'_, str>, bool) {
    if text.len() <= bounds::TEXT_BYTES {
        return (text, true);
    }
    let end = text.floor_char_boundary(bounds::TEXT_BYTES);
    let cut = match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.get(..end).unwrap_or("")),
        Cow::Owned(mut text) => {
            text.truncate(end);
            Cow::Owned(text)
        }
    };
    (cut, false)
}

fn child(raw: &[u8], leaf: &Leaf, out: &mut Extracted) {
    let labels = &leaf.labels;
    let bytes = raw.get(leaf.body.clone()).unwrap_or(&[]);
    let (bytes, clean) = labels.transfer.decode(bytes);
    note_unless(clean, DefectKind::BadEncoding, leaf, out);
    let bytes = bytes.into_owned();
    let is_message = matches!(
        labels.media_type.as_str(),
        "message/rfc822" | "message/global"
    );
    let mut child = Child {
        part: leaf.part.clone(),
        name: labels.name.clone(),
        media_type: if labels.media_type.is_empty() {
            "text/plain".into()
        } else {
            labels.media_type.clone()
        },
        is_message,
        bytes,
        ..Child::default()
    };
    if !is_message {
        let declared = labels.charset.as_deref();
        let name = child.name.as_deref().unwrap_or("");
        let read = document::read(name, &child.media_type, declared, &child.bytes);
        (child.texts, child.defects, child.metadata) = (read.texts, read.defects, read.metadata);
    }
    let held = seal::held(&child.bytes).filter(|_| !is_message);
    let part = format!("{}.1", child.part);
    out.children.push(child);
    out.children.extend(held.map(|bytes| Child {
        part,
        media_type: "message/rfc822".into(),
        is_message: true,
        bytes,
        ..Child::default()
    }));
}

/// Keeps text that stands outside of every part, where it is more than a mailer's own words.
fn outside(raw: &[u8], range: Range<usize>, out: &mut Extracted) {
    let bytes = raw.get(range.clone()).unwrap_or(&[]).trim_ascii();
    if bytes.is_empty() {
        return;
    }
    let (text, _) = charset::decode(bytes, None);
    let own_words = text.len() < 400 && PREAMBLES.iter().any(|p| text.starts_with(p));
    if own_words {
        return;
    }
    let text = flowed::line_ends(bounded(text).0);
    out.defects.push(Defect {
        kind: DefectKind::HiddenText,
        range: Some(range),
    });
    out.texts.push(TextPart {
        part: Said::default(),
        role: PartRole::Hidden,
        text,
    });
}
