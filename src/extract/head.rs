//! What a message's headers claim: the first of each field, decoded.

use super::field::{self, Field, fields};
use super::{address, word};
use crate::model::{Defect, DefectKind, Head, Mailbox, bounds};
use crate::text;
use std::ops::Range;
use std::sync::Arc;

/// Fields that RFC 5322 §3.6 allows once.
const ONCE: &[&str] = &[
    "From",
    "Subject",
    "Date",
    "To",
    "Cc",
    "Bcc",
    "Reply-To",
    "Sender",
    "Message-ID",
    "In-Reply-To",
    "References",
];

/// Reads the head of a message from its header block.
pub(super) fn head(raw: &[u8], block: Range<usize>, defects: &mut Vec<Defect>) -> Head {
    let mut head = Head::default();
    let mut seen = [false; ONCE.len()];
    for field in fields(raw, block.clone()) {
        let Some(at) = ONCE.iter().position(|name| field.is(name)) else {
            continue;
        };
        let again = seen.get_mut(at).is_some_and(|s| std::mem::replace(s, true));
        if again {
            note(defects, DefectKind::DuplicateField, &field);
        }
        take(&mut head, &field, again, defects);
    }
    let bytes = raw.get(block.clone()).unwrap_or(&[]);
    if !bytes.is_ascii() {
        let range = Some(block.clone());
        defects.push(Defect {
            kind: DefectKind::RawHeaderBytes,
            range,
        });
    }
    let missing = [
        (head.date.is_none(), DefectKind::NoDate),
        (head.message_id.is_none(), DefectKind::NoMessageId),
    ];
    for (_, kind) in missing.into_iter().filter(|(is, _)| *is) {
        defects.push(Defect { kind, range: None });
    }
    head
}

fn note(defects: &mut Vec<Defect>, kind: DefectKind, field: &Field<'_>) {
    let range = Some(field.start..field.end);
    defects.push(Defect { kind, range });
}

/// Takes one field into the head; a repeated one counts only where the first said nothing.
fn take(head: &mut Head, field: &Field<'_>, again: bool, defects: &mut Vec<Defect>) {
    let mut whole = true;
    let mut boxes = |into: &mut Vec<Arc<Mailbox>>, often: bool| {
        if often || !again || into.is_empty() {
            whole = address::mailboxes(field.value, into);
        }
    };
    if field.is("From") {
        boxes(&mut head.from, false);
    } else if field.is("To") {
        // Some mailers write a field for each recipient: all are recipients.
        boxes(&mut head.to, true);
    } else if field.is("Cc") {
        boxes(&mut head.cc, true);
    } else if field.is("Bcc") {
        boxes(&mut head.bcc, true);
    } else if field.is("Reply-To") {
        boxes(&mut head.reply_to, false);
    } else if field.is("Subject") && !again {
        head.subject = word::unstructured(field.value);
    } else if field.is("Date") && head.date.is_none() {
        head.date = text::date(&field::text(field.value));
    } else if field.is("Message-ID") && head.message_id.is_none() {
        head.message_id = message_id(&field::text(field.value));
    } else if field.is("In-Reply-To") && !again {
        head.in_reply_to = ids(&field::text(field.value)).0;
    } else if field.is("References") && !again {
        let (ids, cut) = ids(&field::text(field.value));
        head.references = ids;
        if cut {
            note(defects, DefectKind::TooManyReferences, field);
        }
    }
    if !whole {
        note(defects, DefectKind::TooManyAddresses, field);
    }
}

/// Reads one id: what stands in brackets, else the first word.
fn message_id(value: &str) -> Option<String> {
    let bracketed = value
        .split_once('<')
        .map(|(_, rest)| rest.split_once('>').map_or(rest, |(id, _)| id));
    let id: String = match bracketed {
        Some(inside) => inside.split_whitespace().collect(),
        None => value.split_whitespace().next().unwrap_or("").to_owned(),
    };
    (!id.is_empty()).then_some(id)
}

/// Reads all ids of a field, the last `bounds::REFERENCES` of them; the flag says whether some
/// were left out. Without any brackets, words with an `@` are taken.
fn ids(value: &str) -> (Vec<String>, bool) {
    let mut found: Vec<String> = Vec::new();
    if value.contains('<') {
        let bracketed = value.split('<').skip(1).filter_map(|part| {
            let id: String = part.split('>').next()?.split_whitespace().collect();
            (!id.is_empty()).then_some(id)
        });
        found.extend(bracketed);
    } else {
        let words = value.split_whitespace().filter(|w| w.contains('@'));
        found.extend(words.map(|w| w.trim_matches([',', ';', '"', '>']).to_owned()));
    }
    let over = found.len().saturating_sub(bounds::REFERENCES);
    (found.split_off(over), over > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_each_field_counts() {
        let raw = b"Subject: =?utf-8?Q?un?=\r\nSubject: two\r\nMessage-ID: < a@b\r\n >\r\n\
            Date: nonsense\r\nDate: Fri, 21 Apr 2017 12:31:05 +0200\r\n\
            References: <1@x> <2@x>\r\n\t<3@x>\r\nIn-Reply-To: Your mail of today <9@x>\r\n\r\n";
        let mut defects = Vec::new();
        let head = head(raw, 0..raw.len(), &mut defects);
        assert_eq!(head.subject, "un");
        assert_eq!(head.message_id.as_deref(), Some("a@b"));
        assert_eq!(head.references, ["1@x", "2@x", "3@x"]);
        assert_eq!(head.in_reply_to, ["9@x"]);
        assert_eq!(head.date.unwrap().offset_min, 120);
        let kinds: Vec<_> = defects.iter().map(|d| d.kind).collect();
        assert_eq!(kinds, [DefectKind::DuplicateField; 2]);
    }
}
