//! Two heads side by side: what differs between the headers of two copies.

use crate::model::item::line;
use crate::model::{Edit, EditClass, Field, Head, Mailbox};
use std::sync::Arc;

/// Gives an edit for each field that says something else: From, To, Cc, Subject, Date.
///
/// Display names that a gateway writes anew and the order of recipients are no difference.
pub fn heads(a: &Head, b: &Head) -> Vec<Edit> {
    let mut out = Vec::new();
    for (name, x, y) in [
        ("From", &a.from, &b.from),
        ("To", &a.to, &b.to),
        ("Cc", &a.cc, &b.cc),
    ] {
        if people(x) != people(y) {
            out.push(edit(name, line(x), line(y)));
        }
    }
    if subject(&a.subject) != subject(&b.subject) {
        out.push(edit("Subject", a.subject.clone(), b.subject.clone()));
    }
    let moment = |h: &Head| h.date.map(|d| d.epoch_s);
    if moment(a) != moment(b) {
        let written = |h: &Head| h.date.map(|d| d.rfc3339()).unwrap_or_default();
        out.push(edit("Date", written(a), written(b)));
    }
    out
}

fn edit(name: &str, before: String, after: String) -> Edit {
    Edit {
        class: EditClass::Header,
        field: Field::Header(name.to_owned()),
        a: 0..before.len(),
        b: 0..after.len(),
        before,
        after,
    }
}

/// The people of a field: addresses, or names where there is none, in any order.
fn people(boxes: &[Arc<Mailbox>]) -> Vec<String> {
    let mut out: Vec<String> = boxes
        .iter()
        .map(|b| {
            let by = if b.address.is_empty() {
                &b.name
            } else {
                &b.address
            };
            by.trim().to_lowercase()
        })
        .collect();
    out.sort();
    out.dedup();
    out
}

/// A subject without the tags and reply marks that lists and programs put before it.
pub(super) fn subject(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    super::stream::folded(&words)
}
