//! The record of a finding in a generation.
//!
//! Names of checks and features are the program's own words: read back, each is kept once for the
//! life of the program.

use crate::model::{CLASSES, Edit, EditClass, Field, Finding, Grade, ItemIx, Role, Said};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// A sentence, English and French.
pub type SaidRecord = (String, String);

/// Makes the record of a sentence.
pub fn said_record(said: &Said) -> SaidRecord {
    (said.en.clone(), said.fr.clone())
}

/// Lends a sentence to a record that is written at once.
pub fn lent(said: &Said) -> (&str, &str) {
    (&said.en, &said.fr)
}

/// Reads a sentence back.
pub fn said((en, fr): SaidRecord) -> Said {
    Said { en, fr }
}

/// A finding as it stands on disk.
#[derive(Serialize, Deserialize)]
pub struct FindingRecord {
    id: String,
    check: String,
    grade: u8,
    score: f64,
    items: Vec<(u32, bool)>,
    edits: Vec<EditRecord>,
    reason: SaidRecord,
    innocent: SaidRecord,
    features: Vec<(String, f64)>,
}

#[derive(Serialize, Deserialize)]
struct EditRecord {
    class: u8,
    field: FieldRecord,
    before: String,
    after: String,
    a: (u64, u64),
    b: (u64, u64),
}

#[derive(Serialize, Deserialize)]
enum FieldRecord {
    Body,
    Header(String),
    Attachments,
}

impl From<&Finding> for FindingRecord {
    fn from(f: &Finding) -> Self {
        Self {
            id: f.id.clone(),
            check: f.check.to_owned(),
            grade: f.grade as u8,
            score: f.score,
            items: f
                .items
                .iter()
                .map(|(ix, role)| (ix.0, *role == Role::Suspect))
                .collect(),
            edits: f.edits.iter().map(Into::into).collect(),
            reason: said_record(&f.reason),
            innocent: said_record(&f.innocent),
            features: f
                .features
                .iter()
                .map(|(n, v)| ((*n).to_owned(), *v))
                .collect(),
        }
    }
}

impl From<FindingRecord> for Finding {
    fn from(r: FindingRecord) -> Self {
        let role = |suspect| {
            if suspect {
                Role::Suspect
            } else {
                Role::Witness
            }
        };
        Self {
            id: r.id,
            check: kept(&r.check),
            grade: match r.grade {
                0 => Grade::P,
                1 => Grade::S,
                2 => Grade::M,
                _ => Grade::W,
            },
            score: r.score,
            items: r
                .items
                .into_iter()
                .map(|(ix, s)| (ItemIx(ix), role(s)))
                .collect(),
            edits: r.edits.into_iter().map(Into::into).collect(),
            reason: said(r.reason),
            innocent: said(r.innocent),
            features: r.features.into_iter().map(|(n, v)| (kept(&n), v)).collect(),
        }
    }
}

impl From<&Edit> for EditRecord {
    fn from(e: &Edit) -> Self {
        Self {
            class: e.class as u8,
            field: match &e.field {
                Field::Body => FieldRecord::Body,
                Field::Header(name) => FieldRecord::Header(name.clone()),
                Field::Attachments => FieldRecord::Attachments,
            },
            before: e.before.clone(),
            after: e.after.clone(),
            a: (e.a.start as u64, e.a.end as u64),
            b: (e.b.start as u64, e.b.end as u64),
        }
    }
}

impl From<EditRecord> for Edit {
    fn from(r: EditRecord) -> Self {
        Self {
            class: CLASSES
                .get(usize::from(r.class))
                .map_or(EditClass::Rewrite, |row| row.class),
            field: match r.field {
                FieldRecord::Body => Field::Body,
                FieldRecord::Header(name) => Field::Header(name),
                FieldRecord::Attachments => Field::Attachments,
            },
            before: r.before,
            after: r.after,
            a: r.a.0 as usize..r.a.1 as usize,
            b: r.b.0 as usize..r.b.1 as usize,
        }
    }
}

/// Gives the one copy of a name; there are some dozens of them.
pub fn kept(name: &str) -> &'static str {
    static NAMES: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(name) = names.get(name) {
        return name;
    }
    let name: &'static str = name.to_owned().leak();
    names.insert(name);
    name
}
